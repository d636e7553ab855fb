"""Item analysis: how hard each question was for a class, and whether it tells the strong from the weak."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segmetrics_lab.checks import CORRECT, NOT_ATTEMPTED
from segmetrics_lab.grading.judged import Judged, Result

FEWEST = 4
"""A correlation of fewer learners says nothing at all."""

ENOUGH = 50
"""With fewer learners a correlation is said to be unsure: by chance it may be off by a quarter and more."""


@dataclass(frozen=True)
class Item:
    """What a class made of one question.

    Args:
        question: its full name.
        title: its heading.
        most: the points of a right answer; 0 for a question to check oneself.
        learners: how many submissions could be read.
        tried: how many of them hold an answer.
        right: how many of them hold a right one.
        difficulty: the mean share of its points, 0 (nobody) to 1 (everybody); NaN without a learner.
        discrimination: the corrected item-total correlation, or None where it is undefined.
        undefined: why there is no discrimination, in words; else empty.
    """

    question: str
    title: str
    most: float
    learners: int
    tried: int
    right: int
    difficulty: float
    discrimination: float | None
    undefined: str = ""


def items_of(judged: Sequence[Judged]) -> list[Item]:
    """Each question of an assignment, from all submissions that could be read.

    The discrimination of a question is the correlation (Pearson) of its shares with the sum of all other questions'
    shares: the question itself is left out of the sum, since it always agrees with itself. Each question counts
    alike, those to check oneself too (0 or 1).
    """
    read = [each for each in judged if not each.problem]
    names = list(dict.fromkeys(result.question for each in read for result in each.results))
    by_name = [{result.question: result for result in each.results} for each in read]
    shares = np.array([[share_of(found[name]) if name in found else 0.0 for name in names] for found in by_name])
    return [
        _item([found[name] for found in by_name if name in found], shares, column) for column, name in enumerate(names)
    ]


def share_of(result: Result) -> float:
    """The share of a question's points that an answer earns; of a question without points, 1 for a right answer."""
    return result.points / result.most if result.most else float(result.outcome == CORRECT)


def _item(results: Sequence[Result], shares: np.ndarray, column: int) -> Item:
    """One question from its results and the shares of the class, (learners, questions)."""
    own = shares[:, column]
    rest = shares.sum(axis=1) - own
    undefined = why_undefined(own, rest, questions=shares.shape[1])
    discrimination = None if undefined else float(np.corrcoef(own, rest)[0, 1])
    first = results[0]
    return Item(
        question=first.question,
        title=first.title,
        most=first.most,
        learners=len(own),
        tried=sum(result.outcome != NOT_ATTEMPTED for result in results),
        right=sum(result.outcome == CORRECT for result in results),
        difficulty=float(own.mean()),
        discrimination=discrimination,
        undefined=undefined,
    )


def why_undefined(own: np.ndarray, rest: np.ndarray, *, questions: int) -> str:
    """Why a question has no discrimination; empty where it has one."""
    if questions == 1:
        return "it is the only question"
    if len(own) < FEWEST:
        return f"fewer than {FEWEST} learners"
    if np.ptp(own) == 0:
        same = "everybody" if own[0] == 1 else "nobody" if own[0] == 0 else ""
        return f"{same} was right" if same else "all earned the same"
    if np.ptp(rest) < 1e-9:
        return "all did equally well elsewhere"
    return ""
