"""The report: what a confusion matrix says, for people."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from html import escape
from math import isnan

import numpy as np

from segmetrics_lab.labels import Palette
from segmetrics_lab.metrics import mean_iou, pixel_accuracy, truth_area
from segmetrics_lab.report.judging import judge, warn
from segmetrics_lab.report.scores import ClassScores, scores_of

SPELLED = {"iou": "IoU", "dice": "Dice"}
HEADS = tuple(SPELLED.get(field.name, field.name.replace("_", " ")) for field in fields(ClassScores))


@dataclass(frozen=True)
class Report:
    """A table per class, a verdict with its reasons, and warnings; shows as a table in a notebook and in a terminal.

    Make one with Report.from_matrix.
    """

    table: tuple[ClassScores, ...]
    pixel_accuracy: float
    mean_iou: float
    main_classes: tuple[str, ...]
    verdict: str
    reasons: tuple[str, ...]
    warnings: tuple[str, ...]

    @classmethod
    def from_matrix(
        cls, matrix: np.ndarray, classes: Palette | Sequence[str], *, main_classes: Sequence[str] | None = None
    ) -> "Report":
        """Judge a confusion matrix by the bands of the source page.

        Args:
            matrix: (K, K) counts, rows truth, columns prediction.
            classes: the palette, or the K names; of plain names, "background" is the background.
            main_classes: names of the classes that the verdict is about. None takes every class in the truth
                except the background, rare ones too; after a choice of your own, the report says what it leaves out.

        Raises:
            ValueError: names and matrix do not fit together, a main class has no such name, or no pixel was scored.

        >>> report = Report.from_matrix(np.array([[90, 2], [1, 7]]), ["background", "cup"])
        >>> report.verdict, report.reasons
        ('mixed', ('IoU is not above 0.70 for cup 0.70',))
        """
        names, background = _names_of(classes)
        _check(matrix, names, main_classes)
        table = scores_of(matrix, names)
        present = tuple(of_class.name for of_class in table if of_class.truth_area > 0 and of_class.name != background)
        chosen = present if main_classes is None else tuple(main_classes)
        main = [of_class for of_class in table if of_class.name in chosen]
        left_out = [of_class for of_class in table if of_class.name in present and of_class.name not in chosen]
        accuracy = pixel_accuracy(matrix)
        verdict, reasons = judge(accuracy, [of_class for of_class in main if not isnan(of_class.iou)])
        warnings = warn(accuracy, table, main, left_out)
        return cls(table, accuracy, mean_iou(matrix), chosen, verdict, reasons, warnings)

    def __str__(self) -> str:
        rows = [HEADS, *map(_cells, self.table)]
        widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
        lines = [
            "  ".join(
                [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
            )
            for row in rows
        ]
        return "\n".join([self._headline(), "", *lines, *(["", *self.warnings] if self.warnings else [])])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        """What Jupyter shows."""
        head = "".join(f'<th scope="col">{name}</th>' for name in HEADS)
        rows = "".join(
            f'<tr><th scope="row">{escape(name)}</th>{"".join(f"<td>{value}</td>" for value in values)}</tr>'
            for name, *values in map(_cells, self.table)
        )
        warnings = "".join(f"<li>{escape(warning)}</li>" for warning in self.warnings)
        notes = f"<ul>{warnings}</ul>" if warnings else ""
        return (
            f"<p><strong>{escape(self._headline())}</strong></p>"
            f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{notes}"
        )

    def _headline(self) -> str:
        """Verdict, reasons and both scores of all classes, in a line."""
        scores = f"pixel accuracy {self.pixel_accuracy:.2f}, mean IoU {self.mean_iou:.2f}"
        return f"{self.verdict}: {'; '.join(self.reasons)} ({scores})"


def _names_of(classes: Palette | Sequence[str]) -> tuple[tuple[str, ...], str | None]:
    """The names of the classes, and the name of the background."""
    if isinstance(classes, Palette):
        return classes.names, None if classes.background is None else classes.names[classes.background]
    return tuple(classes), "background" if "background" in classes else None


def _check(matrix: np.ndarray, names: tuple[str, ...], main_classes: Sequence[str] | None) -> None:
    """Refuse names that do not fit the matrix, and a matrix that counts nothing."""
    pixels = int(truth_area(matrix).sum())
    if len(names) != len(matrix):
        raise ValueError(
            f"the matrix has {len(matrix)} classes, but {len(names)} names were given: {', '.join(names)}."
        )
    if pixels == 0:
        raise ValueError("the matrix counts no pixel, so there is nothing to judge. Was everything ignored?")
    unknown = [name for name in main_classes or () if name not in names]
    if unknown or isinstance(main_classes, str) or (main_classes is not None and not main_classes):
        raise ValueError(
            f"main_classes is {main_classes!r}, but it must be a list of one or more of: {', '.join(names)}."
        )


def _cells(of_class: ClassScores) -> tuple[str, ...]:
    """A row of the table as people read it."""
    areas = f"{of_class.truth_area:,}", f"{of_class.prediction_area:,}"
    scores = (of_class.share, of_class.precision, of_class.recall, of_class.iou, of_class.dice)
    return (of_class.name, *areas, *("–" if isnan(score) else f"{score:.2f}" for score in scores))
