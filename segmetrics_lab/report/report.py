"""The report: what a confusion matrix says, for people."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from math import isnan, nan

import numpy as np

from segmetrics_lab.labels import Palette
from segmetrics_lab.metrics import check_matrix, mean_iou, pixel_accuracy
from segmetrics_lab.pictures import score_text
from segmetrics_lab.report.judging import accuracy_text, iou_text, judge, warn
from segmetrics_lab.report.names import background_of, chosen_names, class_names
from segmetrics_lab.report.scores import ClassScores, exact_accuracy, exact_mean_iou, scores_of

HEADS = ("name", "truth area", "prediction area", "share", "precision", "recall", "IoU", "Dice")


@dataclass(frozen=True)
class Report:
    """A table per class, a verdict with its reasons, and warnings; shows as a table in a notebook and in a terminal.

    Make one with Report.from_matrix. mean_iou is that of all classes, as metrics.mean_iou; main_mean_iou is that of the
    main classes, on which the verdict is built (NaN where there are none).
    """

    table: tuple[ClassScores, ...]
    pixel_accuracy: float
    mean_iou: float
    main_mean_iou: float
    main_classes: tuple[str, ...]
    verdict: str
    reasons: tuple[str, ...]
    warnings: tuple[str, ...]

    @classmethod
    def from_matrix(
        cls, matrix: np.ndarray, classes: Palette | Iterable[str], *, main_classes: Iterable[str] | None = None
    ) -> "Report":
        """Judge a confusion matrix by the bands of the source page.

        Args:
            matrix: (K, K) counts, rows truth, columns prediction.
            classes: the palette, or the K names, of which the one called "background" is the background, wherever it
                stands. Without a background every class in the truth is a main class.
            main_classes: names of the classes that the verdict is about. None takes every class in the truth
                except the background, rare ones too; after a choice of your own, the report says what it leaves out.

        Raises:
            ValueError: names and matrix do not fit together, a main class has no such name, or no pixel was scored.

        >>> report = Report.from_matrix(np.array([[90, 2], [1, 7]]), ["background", "cup"])
        >>> report.verdict, report.reasons
        ('mixed', ('IoU is not above 0.70 for cup 0.70',))
        """
        matrix = check_matrix(matrix)
        names = class_names(classes, len(matrix))
        asked = None if main_classes is None else chosen_names(main_classes, names)
        if not matrix.any():
            raise ValueError("the matrix counts no pixel, so there is nothing to judge. Was everything ignored?")
        table, background = scores_of(matrix, names), background_of(classes, names)
        present = tuple(of_class.name for of_class in table if of_class.truth_area > 0 and of_class.name != background)
        chosen = present if asked is None else asked
        main = [of_class for of_class in table if of_class.name in chosen]
        judged = [of_class for of_class in main if not isnan(of_class.iou)]
        left_out = [of_class for of_class in table if of_class.name in present and of_class.name not in chosen]
        accuracy = exact_accuracy(table)
        verdict, reasons = judge(accuracy, judged)
        return cls(
            table,
            pixel_accuracy(matrix),
            mean_iou(matrix),
            main_mean_iou=float(exact_mean_iou(judged)) if judged else nan,
            main_classes=chosen,
            verdict=verdict,
            reasons=reasons,
            warnings=warn(accuracy, table, main, left_out),
        )

    @property
    def overall(self) -> tuple[str, ...]:
        """Accuracy, the mean IoU of all classes, and that of the main ones, each in words."""
        defined = [of_class for of_class in self.table if not isnan(of_class.iou)]
        main = [of_class for of_class in defined if of_class.name in self.main_classes]
        return (
            f"pixel accuracy {accuracy_text(exact_accuracy(self.table))}",
            f"mean IoU of all classes {score_text(exact_mean_iou(defined))}",
            f"of the main classes {score_text(exact_mean_iou(main) if main else nan)}",
        )

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
        """Verdict, reasons and the scores of all classes, in a line."""
        return f"{self.verdict}: {'; '.join(self.reasons)} ({', '.join(self.overall)})"


def _cells(of_class: ClassScores) -> tuple[str, ...]:
    """A row of the table as people read it."""
    areas = f"{of_class.truth_area:,}", f"{of_class.prediction_area:,}"
    texts = (*map(score_text, (of_class.share, of_class.precision, of_class.recall)), iou_text(of_class.iou))
    return (of_class.name, *areas, *(text.replace("undefined", "–") for text in (*texts, score_text(of_class.dice))))
