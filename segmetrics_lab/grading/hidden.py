"""Hidden cases: random ones from a secret of the lecturer's, and hand-made ones from a file of the class.

A file hidden/ex03.py holds the cases as the source of the exercise does, in one cell for each question:

# %% question="both_scores" part="hidden"
CASES = [
    Case((drawn("#.."), drawn("##."), 1), [2 / 3, 0.5], "one pixel is extra"),
]

Case, drawn, mask, np and NAN are there already.
"""

import hashlib
import hmac
import re
from pathlib import Path
from typing import Any

import numpy as np

from segmetrics_lab import checks
from segmetrics_lab.checks import Case, FunctionQuestion, drawn, mask
from segmetrics_lab.grading.boxed import wire

HEAD = re.compile(r"^# %%.*$", re.MULTILINE)
NAMED = re.compile(r'question="(\w+)"')


class HiddenError(ValueError):
    """A file of hidden cases cannot be used; the words say why."""


def seed_of(secret: bytes | str, learner: str, question: str) -> int:
    """The seed of the random cases of a learner: different for each, and the same after a rerun.

    >>> seed_of(b"a", "ada", "ex03.iou") == seed_of(b"a", "ada", "ex03.iou") != seed_of(b"a", "ben", "ex03.iou")
    True
    """
    key = secret.encode("utf-8") if isinstance(secret, str) else secret
    text = f"{learner}\0{question}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hmac.digest(key, text, hashlib.sha256)[:6], "big")


def hidden_cases(folder: Path, set_name: str) -> dict[str, list[Case]]:
    """The hand-made cases of a set by the full names of its questions; none where the folder has no file for it.

    The file is the lecturer's own, and it is run.

    Raises:
        HiddenError: it cannot be run, names a question that takes no cases, or holds something else than cases.
    """
    path = folder / f"{set_name}.py"
    if not path.exists():
        return {}
    text = path.read_text(encoding="utf-8")
    heads = list(HEAD.finditer(text))
    bounds = [*(head.start() for head in heads), len(text)]
    found: dict[str, list[Case]] = {}
    for head, end in zip(heads, bounds[1:], strict=True):
        named = NAMED.search(head[0])
        if named:
            body = "\n" * text.count("\n", 0, head.end()) + text[head.end() : end]
            found.setdefault(f"{set_name}.{named[1]}", []).extend(_cases(path, set_name, named[1], body))
    if not found:
        raise HiddenError(f'{path} holds no cases: begin each cell with # %% question="..." part="hidden".')
    return found


def _cases(path: Path, set_name: str, question: str, code: str) -> list[Case]:
    """The cases of one cell."""
    asked = getattr(checks, set_name).SET.questions.get(question)
    if not isinstance(asked, FunctionQuestion):
        raise HiddenError(f"{path}: {set_name}.{question} is no question that is asked with cases.")
    names: dict[str, Any] = {"np": np, "Case": Case, "drawn": drawn, "mask": mask, "NAN": float("nan")}
    try:
        exec(compile(code, str(path), "exec"), names)  # the lecturer's own file
    except Exception as error:
        raise HiddenError(f"{path}: the cell of {question} cannot be run: {type(error).__name__}: {error}") from error
    cases = names.get("CASES")
    if not isinstance(cases, list) or not cases or not all(isinstance(case, Case) for case in cases):
        raise HiddenError(f"{path}: the cell of {question} must define CASES, a list of Case(...).")
    for case in cases:
        try:
            wire.encode(case.arguments)
        except wire.WireError as error:
            raise HiddenError(f"{path}: where {case.about}, an argument cannot be handed over: {error}.") from None
        own = asked.own_answer(case)
        if own is not None and not own.is_right:
            gives = own.call.problem.words if own.call.problem else repr(own.got)
            raise HiddenError(
                f"{path}: where {case.about}, {question} is expected to be {case.expected!r}, but the course's own "
                f"solution gives {gives}."
            )
    return cases
