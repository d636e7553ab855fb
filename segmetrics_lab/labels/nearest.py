"""The nearest name: which of the known names was probably meant."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches


def check_name(name: str, known: Sequence[str], *, called: str) -> str:
    """Return the name if it is a known one, or raise a ValueError that lists these and suggests the nearest."""
    if not isinstance(name, str) or name not in known:
        raise ValueError(f"{called} is {name!r}, but it must be one of: {', '.join(known)}.{did_you_mean(name, known)}")
    return name


def did_you_mean(given: object, known: Iterable[str]) -> str:
    """A question with the nearest of the known names, to be put at the end of a message; empty if no name is near.

    >>> did_you_mean("Coin", ["camera", "coins"])
    " Did you mean 'coins'?"
    """
    names = {name.casefold(): name for name in known}
    near = get_close_matches(given.casefold(), names, n=1) if isinstance(given, str) else []
    return f" Did you mean {names[near[0]]!r}?" if near else ""
