"""The matrix explorer: change a count, and see which scores move and why."""

from collections.abc import Iterable
from html import escape
from typing import Any

import numpy as np
from traitlets import Dict, List, Tuple

from segmetrics_lab.labels import Palette, check_names, check_pair
from segmetrics_lab.metrics import confusion_matrix, mean_iou, pixel_accuracy
from segmetrics_lab.pictures import score_text
from segmetrics_lab.widgets.base import CourseWidget
from segmetrics_lab.widgets.limits import check_number_of_classes, check_size, checked_counts
from segmetrics_lab.widgets.page_styles import classes_for_page, kinds_for_page
from segmetrics_lab.widgets.traits import COUNTS, ArrayTrait, given_array
from segmetrics_lab.widgets.words import counted


def _checked_matrix(widget: "MatrixExplorer", value: Any) -> np.ndarray:
    """A matrix of counts with a row and a column for each name."""
    are = "is" if len(widget.names) == 1 else "are"
    names = f"there {are} {counted(len(widget.names), 'name')}: {', '.join(widget.names)}"
    return checked_counts(
        value, names, len(widget.names), "Pass one name per class, in the order of the class indices."
    )


class MatrixExplorer(CourseWidget):
    """A confusion matrix whose counts can be changed, every score made from it, and the cells each score uses.

    Args:
        matrix: (K, K) counts, matrix[truth, prediction], of 2 to 16 classes.
        names: one name per class, in the order of the class indices; or a palette, whose colours the maps have then.
        truth, prediction: the label maps of which the matrix was counted, both or neither. They are shown, and each
            cell lights up its pixels.

    Attributes:
        matrix: (K, K) int64; set it, and the page follows.

    Raises:
        LabelMapError: there are more than 16 classes, or the maps are no truth and prediction of one size.
        ValueError: this is not a matrix of counts, the names do not fit it, or it is not the matrix of the maps.

    >>> MatrixExplorer(np.array([[3, 1], [2, 4]]), ["A", "B"])
    MatrixExplorer: pixels of A: 3 predicted A, 1 B; of B: 2 A, 4 B; pixel accuracy 0.70, mean IoU 0.54
    """

    _module = "matrix_explorer"

    names = Tuple(read_only=True).tag(sync=True)
    start = ArrayTrait(_checked_matrix, follows_from="the matrix it was made with").tag(**COUNTS)
    matrix = ArrayTrait(_checked_matrix).tag(**COUNTS)
    truth = given_array()
    prediction = given_array()
    kinds = List(kinds_for_page(), read_only=True).tag(sync=True)
    classes = Dict(read_only=True).tag(sync=True)

    def __init__(
        self,
        matrix: np.ndarray,
        names: Iterable[str] | Palette,
        *,
        truth: np.ndarray | None = None,
        prediction: np.ndarray | None = None,
    ) -> None:
        checked_names = list(check_names(names.names if isinstance(names, Palette) else names))
        check_number_of_classes(len(checked_names))
        self.words = "Matrix explorer: change a count, and every score follows"
        self.set_trait("names", checked_names)
        self.set_trait("start", matrix)
        self.matrix = matrix
        if truth is not None or prediction is not None:
            self._take_maps(truth, prediction, names if isinstance(names, Palette) else Palette(checked_names))
        self._begin("matrix")

    def _take_maps(self, truth: np.ndarray | None, prediction: np.ndarray | None, palette: Palette) -> None:
        """Keep the maps, if the matrix was counted of them."""
        if truth is None or prediction is None:
            missing = "truth" if truth is None else "prediction"
            raise ValueError(f"there is no {missing}, but a matrix is counted of two maps. Pass both, or neither.")
        truth, prediction = check_pair(truth, prediction)
        check_size(truth.shape)
        counted_here = confusion_matrix(truth, prediction, palette.num_classes)
        if not np.array_equal(counted_here, self.matrix):
            row, column = np.argwhere(counted_here != self.matrix)[0]
            raise ValueError(
                f"the matrix is not that of the maps: {palette.names[row]} taken for {palette.names[column]} is "
                f"{self.matrix[row, column]:,} in the matrix, and {counted_here[row, column]:,} in the maps. Pass "
                f"confusion_matrix(truth, prediction, {palette.num_classes}), or leave out the maps."
            )
        self.set_trait("truth", truth.astype(np.uint8))
        self.set_trait("prediction", np.clip(prediction, 0, 255).astype(np.uint8))
        self.set_trait("classes", classes_for_page(palette))

    def _still_words(self) -> str:
        """The counts of every row, and two scores."""
        rows = zip(self.names, self.matrix.tolist(), strict=True)
        parts = [
            f"of {truth}: " + ", ".join(f"{count:,} {name}" for name, count in zip(self.names, counts, strict=True))
            for truth, counts in rows
        ]
        parts[0] = "pixels " + parts[0].replace(f" {self.names[0]},", f" predicted {self.names[0]},", 1)
        return "; ".join([*parts, self._two_scores()])

    def _two_scores(self) -> str:
        """The pixel accuracy and the mean IoU."""
        accuracy, mean = score_text(pixel_accuracy(self.matrix)), score_text(mean_iou(self.matrix))
        return f"pixel accuracy {accuracy}, mean IoU {mean}"

    def _still_html(self) -> str:
        """The matrix as a table: its words can be read without a picture."""
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in self.names)
        rows = "".join(
            f'<tr><th scope="row">{escape(name)}</th>{"".join(f"<td>{count:,}</td>" for count in counts)}</tr>'
            for name, counts in zip(self.names, self.matrix.tolist(), strict=True)
        )
        return (
            "<table><caption>Confusion matrix: rows are truth, columns are prediction. Run the cell to change it; "
            f"{self._two_scores()}</caption>"
            f'<thead><tr><th scope="col">truth</th>{head}</tr></thead><tbody>{rows}</tbody></table>'
        )
