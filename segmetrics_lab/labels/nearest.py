"""The nearest name: which of the known names was probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(given: object, known: Iterable[str]) -> str:
    """A question with the nearest of the known names, to be put at the end of a message; empty if no name is near.

    >>> did_you_mean("Coin", ["camera", "coins"])
    " Did you mean 'coins'?"
    """
    names = {name.casefold(): name for name in known}
    near = get_close_matches(given.casefold(), names, n=1) if isinstance(given, str) else []
    return f" Did you mean {names[near[0]]!r}?" if near else ""
