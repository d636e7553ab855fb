"""Scores by their names, as goals and lists of scores write them: "IoU of cup", "pixel accuracy"."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import ge, gt, le, lt
from typing import Any

import numpy as np

from segmetrics_lab import metrics
from segmetrics_lab.labels import Palette, is_number
from segmetrics_lab.widgets.limits import listed
from segmetrics_lab.widgets.words import as_given

OVERALL: dict[str, Callable[[np.ndarray], float]] = {
    "pixel accuracy": metrics.pixel_accuracy,
    "mean IoU": metrics.mean_iou,
    "mean Dice": metrics.mean_dice,
    "mean recall": metrics.mean_recall,
}
PER_CLASS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "IoU": metrics.iou_per_class,
    "Dice": metrics.dice_per_class,
    "precision": metrics.precision_per_class,
    "recall": metrics.recall_per_class,
    "specificity": metrics.specificity_per_class,
}
"""What a score is called, and what computes it; counts.js calls it the same in small letters: mean_iou."""

COMPARISONS: dict[str, Callable[[float, float], bool]] = {">=": ge, ">": gt, "<=": le, "<": lt}


@dataclass(frozen=True)
class Score:
    """A score of the matrix, or of one class in it.

    >>> Score.named("IoU of cup", ["table", "cup"]).of(np.array([[3, 0], [1, 1]]))
    0.5
    """

    name: str
    class_index: int | None

    @classmethod
    def named(cls, name: str, class_names: Sequence[str]) -> "Score":
        """The score of this name.

        Raises:
            ValueError: there is no such score, or no such class; the message lists both.
        """
        if name in OVERALL:
            return cls(name, None)
        kind, _, class_name = str(name).partition(" of ")
        if kind in PER_CLASS and class_name in class_names:
            return cls(name, list(class_names).index(class_name))
        raise ValueError(
            f"there is no score {name!r}. Of all classes: {', '.join(OVERALL)}. Of one class: "
            f"{', '.join(PER_CLASS)}, written as in {'IoU of ' + class_names[-1]!r}; "
            f"the classes are {', '.join(class_names)}."
        )

    def of(self, matrix: np.ndarray) -> float:
        """The value of the score; NaN where it is undefined."""
        if self.class_index is None:
            return OVERALL[self.name](matrix)
        return float(PER_CLASS[self._kind](matrix)[self.class_index])

    @property
    def _kind(self) -> str:
        """The name of the score without the class."""
        return self.name.partition(" of ")[0]

    def to_page(self) -> dict[str, Any]:
        """What the page needs to compute it."""
        key = self._kind.lower().replace(" ", "_")
        return {"name": self.name, "key": key, "classIndex": self.class_index}


@dataclass(frozen=True)
class Goal:
    """What a learner is asked to reach, by painting: a score, a comparison, and a value of 0 to 1.

    >>> print(Goal("IoU of cup", ">=", 0.9))
    IoU of cup >= 0.9
    """

    score: str
    comparison: str
    value: float

    def __post_init__(self) -> None:
        if self.comparison not in COMPARISONS:
            raise ValueError(f"comparison is {self.comparison!r}, but a goal compares with {', '.join(COMPARISONS)}.")
        if not is_number(self.value) or not 0 <= self.value <= 1:
            raise ValueError(f"value is {self.value!r}, but scores are numbers of 0 to 1.")

    def __str__(self) -> str:
        """The goal in a line."""
        return f"{self.score} {self.comparison} {as_given(self.value)}"

    def is_met(self, matrix: np.ndarray, class_names: Sequence[str]) -> bool:
        """Does the score of this matrix reach the goal? An undefined score (NaN) does not."""
        value = Score.named(self.score, class_names).of(matrix)
        return COMPARISONS[self.comparison](value, self.value)

    def to_page(self, class_names: Sequence[str]) -> dict[str, Any]:
        """What the page needs to judge it."""
        score = Score.named(self.score, class_names).to_page()
        return {
            **score,
            "comparison": self.comparison,
            "value": float(self.value),
            "words": str(self).replace(">=", "≥").replace("<=", "≤"),
        }


def checked_goals(goals: Iterable[Goal | tuple[str, str, float]], class_names: Sequence[str]) -> tuple[Goal, ...]:
    """The goals; each may be written as a plain tuple.

    Raises:
        ValueError: one is not a goal, or does not name a score.
    """
    checked = []
    for goal in listed(goals, "goals", 'goals, such as [("mean IoU", ">=", 0.9)]'):
        if not isinstance(goal, Goal) and (not isinstance(goal, tuple) or len(goal) != 3):
            raise ValueError(
                f'{goal!r} is not a goal. Write a score, a comparison and a value: ("mean IoU", ">=", 0.9).'
            )
        checked.append(goal if isinstance(goal, Goal) else Goal(*goal))
        Score.named(checked[-1].score, class_names)
    return tuple(checked)


def scores_for_page(names: Sequence[str] | None, palette: Palette) -> list[dict[str, Any]]:
    """What the page needs to compute the scores of these names, or the usual ones where none are asked for.

    >>> [score["name"] for score in scores_for_page(None, Palette(["table", "cup"]))]
    ['pixel accuracy', 'mean IoU', 'IoU of cup']
    """
    objects = [name for index, name in enumerate(palette.names) if index != palette.background]
    shown = ["pixel accuracy", "mean IoU", *(f"IoU of {name}" for name in objects)] if names is None else names
    return [Score.named(name, palette.names).to_page() for name in listed(shown, "scores", "names of scores")]
