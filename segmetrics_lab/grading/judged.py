"""What became of a submission: a result for each question, or the reason why there is none."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

FORMAT = 1
BOXED, LIMITS_ONLY = "boxed", "limits only"


class JudgedError(ValueError):
    """A text holds no judged submission; the words say why."""


@dataclass(frozen=True)
class Result:
    """What became of one question.

    Args:
        question: its full name, "ex03.iou".
        title: its heading.
        points: what the answer earns, from 0 to `most`.
        most: what a right answer earns; 0 for a question to check oneself.
        outcome: "correct", "not yet", "not attempted" or "could not run".
        message: what happened, in one line.
        misconception: id of the catalogue that the answer betrays, or None.
        right: how many cases are answered right, hidden ones included.
        cases: how many cases there are; 0 where the question has none.
        answer: the source of the learner's answer as far as it was found, for a reader of the class report.
        html: the feedback as its learner reads it; nothing hidden stands in it.
        printed: what the answer printed while it was asked.
    """

    question: str
    title: str
    points: float
    most: float
    outcome: str
    message: str
    misconception: str | None = None
    right: int = 0
    cases: int = 0
    answer: str = ""
    html: str = ""
    printed: str = ""


@dataclass(frozen=True)
class Judged:
    """What became of a submission.

    Args:
        assignment: "ex03".
        learner: the name of the learner's folder.
        digest: of all that the results depend on: submission, learner, secret, cases, version of the checks.
        level: "boxed" or "limits only".
        results: one for each question, in their order.
        problem: why the submission as a whole could not be read; then all results earn nothing. Else empty.
        notes: what a lecturer should know of the run: cells that were stopped, a worker that had to be replaced.
        cost: seconds and megabytes that the worker used, by their names.
    """

    assignment: str
    learner: str
    digest: str
    level: str
    results: tuple[Result, ...]
    problem: str = ""
    notes: tuple[str, ...] = ()
    cost: Mapping[str, float] | None = None

    @property
    def points(self) -> float:
        """What the submission earns."""
        return round(sum(result.points for result in self.results), 2)

    @property
    def most(self) -> float:
        """What it could earn."""
        return round(sum(result.most for result in self.results), 2)

    def to_json(self) -> str:
        """The text that `from_json` reads."""
        return json.dumps({"format": FORMAT} | asdict(self), ensure_ascii=False, indent=1) + "\n"


def from_json(text: str) -> Judged:
    """The submission of a text.

    Raises:
        JudgedError: the text is not one of ours.
    """
    try:
        raw: dict[str, Any] = json.loads(text)
        if raw.pop("format") != FORMAT:
            raise JudgedError("it has another format than this version reads")
        results = tuple(Result(**result) for result in raw.pop("results"))
        return Judged(**raw | {"results": results, "notes": tuple(raw["notes"])})
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise JudgedError(f"this is no judged submission: {error}") from error
