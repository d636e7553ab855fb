"""Matrices: how many pixels of each true class were predicted as each class."""

from collections.abc import Sequence
from math import ceil

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from segmetrics_lab.labels import Palette
from segmetrics_lab.metrics import check_matrix, intersection
from segmetrics_lab.metrics import normalize as shares_of
from segmetrics_lab.pictures import WIDEST_PX, Picture, is_bright, percent, score_text
from segmetrics_lab.plots.figure import (
    FAINT,
    INK,
    SMALLEST_TEXT_PX,
    TEXT_PX,
    add_axes,
    new_figure,
    picture_of,
    text_width,
)
from segmetrics_lab.report import class_names

MARGIN_PX, TITLE_PX, NAME_HEIGHT_PX, NOTE_PX = 10, 24, 16, 11.5
BESIDE_PX, BETWEEN_PX, ABOVE_NAMES_PX = 8, 5, 13
SMALLEST_CELL_PX, LARGEST_CELL_PX = 34, 92
ROOMY_CELL_PX, ROOMY_UP_TO = 56, 6
HIGHEST_CELL_PX = 56
CELLS_SHARE = 0.84
"""How much of the widest figure is left for cells beside names."""

DARKEST = 0.9
MOST_SPELT = 5
UNITS = ((10**9, "G"), (10**6, "M"), (10**3, "k"))
NOTHING = ("0", "0.00", "–")


def show_matrix(
    matrix: np.ndarray, names: Sequence[str] | Palette, *, normalize: str | None = None, alt: str | None = None
) -> Picture:
    """Show a confusion matrix: a row for each true class, a column for each predicted one, right pixels framed.

    Args:
        matrix: (K, K) counts, matrix[truth, prediction].
        names: the K names of the classes, or their palette.
        normalize: None shows counts; "truth", "prediction" or "all" shows shares of each row, each column, or all.
        alt: what the figure shows, in words; None composes it from the matrix.

    Raises:
        ValueError: the matrix is not a confusion matrix, the names do not fit it, or normalize is another word.

    >>> show_matrix(np.array([[3, 1], [0, 4]]), ["table", "cup"])
    Confusion matrix of 2 classes and 8 pixels, 88 % right. Truth table: 3 table, 1 cup. Truth cup: 4 cup.
    """
    counts = check_matrix(matrix)
    names = class_names(names, len(counts))
    shares = shares_of(counts, by="all" if normalize is None else normalize)
    texts, note = _counted(counts) if normalize is None else _shared(shares, normalize)
    words = _described(counts, names, *(([], "") if normalize is None else (texts, note))) if alt is None else alt
    return picture_of(lambda: _drawn(shares, texts, names, note), words)


def _described(counts: np.ndarray, names: tuple[str, ...], texts: list[list[str]], note: str) -> str:
    """The matrix in words: every cell of a small one, the most frequent confusions of a large one."""
    total, right = int(counts.sum()), int(intersection(counts).sum())
    if not total:
        return f"Confusion matrix of {len(names)} classes, in which no pixel is counted."
    start = f"Confusion matrix of {len(names)} classes and {total:,} pixels, {percent(right, total)} right"
    start += f", as {note}." if note else "."
    if len(names) > MOST_SPELT:
        return start + _confusions(counts, names)
    texts = texts or [[f"{count:,}" for count in row] for row in counts.tolist()]
    return " ".join([start, *(_described_row(names, row, index) for index, row in enumerate(texts))])


def _described_row(names: tuple[str, ...], texts: list[str], index: int) -> str:
    """One row in words, without its zeros."""
    parts = [f"{text} {name}" for text, name in zip(texts, names, strict=True) if text not in NOTHING]
    return f"Truth {names[index]}: {', '.join(parts) or 'no pixel'}."


def _confusions(counts: np.ndarray, names: tuple[str, ...]) -> str:
    """The three most frequent confusions."""
    wrong = counts.copy()
    np.fill_diagonal(wrong, 0)
    order = np.argsort(-wrong, axis=None, kind="stable")[:3]
    pairs = [divmod(int(place), len(names)) for place in order if wrong.flat[place]]
    parts = [f"{names[truth]} taken for {names[guess]} ({wrong[truth, guess]:,})" for truth, guess in pairs]
    return f" Most frequent confusions: {', '.join(parts)}." if parts else ""


def _counted(counts: np.ndarray) -> tuple[list[list[str]], str]:
    """The counts as texts and no note; where they have no room, rounded to thousands or millions, with a note."""
    texts = [[f"{count:,}" for count in row] for row in counts.tolist()]
    if _has_room(texts):
        return texts, ""
    return [[_short(count) for count in row] for row in counts.tolist()], "k: thousand, M: million, G: billion pixels"


def _has_room(texts: list[list[str]]) -> bool:
    """Do all texts fit into their cells, in the smallest letters at least?"""
    return _widest(texts) * SMALLEST_TEXT_PX / TEXT_PX <= WIDEST_PX * CELLS_SHARE / len(texts) - BETWEEN_PX


def _short(count: int) -> str:
    """A count in few signs.

    >>> _short(999), _short(1234), _short(56_789), _short(999_999)
    ('999', '1.2k', '57k', '1.0M')
    """
    for size, unit in UNITS:
        if count >= 0.9995 * size:
            return f"{count / size:.1f}{unit}" if count < 9.95 * size else f"{count / size:.0f}{unit}"
    return str(count)


def _shared(shares: np.ndarray, normalize: str) -> tuple[list[list[str]], str]:
    """The shares as texts, short ones where there is little room, and a note on what they are shares of."""
    texts = [["–" if np.isnan(share) else score_text(share) for share in row] for row in shares.tolist()]
    if not _has_room(texts):
        texts = [[_short_share(text) for text in row] for row in texts]
    whole = {"truth": "each row (true class)", "prediction": "each column (predicted class)", "all": "all pixels"}
    return texts, f"shares of {whole[normalize]}"


def _short_share(text: str) -> str:
    """A share in few signs, still not 0 or 1 where it is neither.

    >>> _short_share("0.25"), _short_share("0.004"), _short_share("over 0.9999")
    ('0.25', '<0.01', '>0.99')
    """
    return text if len(text) <= len("0.00") else "<0.01" if "0.0" in text else ">0.99"


def _widest(texts: list[list[str]]) -> float:
    """The width of the widest text."""
    return max(text_width(text) for row in texts for text in row)


def _drawn(shares: np.ndarray, texts: list[list[str]], names: tuple[str, ...], note: str) -> Figure:
    """Draw cells wide enough for numbers and names, if that leaves the figure narrow enough, and words around them."""
    names_width = max(text_width(name) for name in names)
    left = ceil(MARGIN_PX + TITLE_PX + names_width + BESIDE_PX)
    wanted = max(_widest(texts) + 4 * BETWEEN_PX, names_width + 2 * BETWEEN_PX)
    smallest = ROOMY_CELL_PX if len(names) <= ROOMY_UP_TO else SMALLEST_CELL_PX
    cell = int(min(max(wanted, smallest), LARGEST_CELL_PX, (WIDEST_PX - left - MARGIN_PX) / len(names)))
    are_turned = names_width > cell - BETWEEN_PX
    top = ceil(MARGIN_PX + TITLE_PX + (names_width if are_turned else NAME_HEIGHT_PX) + BESIDE_PX)
    width, height = len(names) * cell, len(names) * min(cell, HIGHEST_CELL_PX)
    figure = new_figure(
        ceil(left + max(width, text_width(note, NOTE_PX)) + MARGIN_PX),
        top + height + MARGIN_PX + (TITLE_PX if note else 0),
    )
    axes = add_axes(figure, left, top, width, height)
    _write_names(axes, names, are_turned=are_turned)
    _draw_cells(axes, shares, texts, text_px=TEXT_PX * min(1.0, (cell - BETWEEN_PX) / _widest(texts)))
    axes.annotate(note, (0, 0), (0, -MARGIN_PX), "axes fraction", "offset points", va="top", color=FAINT, size=NOTE_PX)
    return figure


def _write_names(axes: Axes, names: tuple[str, ...], *, are_turned: bool) -> None:
    """Write the names of the classes beside their rows and above their columns."""
    axes.xaxis.tick_top()
    axes.xaxis.set_label_position("top")
    axes.set_xlabel("prediction", color=FAINT, labelpad=ABOVE_NAMES_PX)
    axes.set_ylabel("truth", color=FAINT)
    axes.set_xticks(np.arange(len(names)), names, rotation=90 if are_turned else 0, fontsize=TEXT_PX)
    axes.set_yticks(np.arange(len(names)), names, fontsize=TEXT_PX)
    axes.tick_params(length=0, pad=BESIDE_PX)


def _draw_cells(axes: Axes, shares: np.ndarray, texts: list[list[str]], text_px: float) -> None:
    """Fill the cells, darker where more pixels are, write into them, and frame the diagonal."""
    depth = np.sqrt(np.nan_to_num(shares))
    colors = colormaps["Blues"](depth * DARKEST / max(float(depth.max()), 1e-12))
    axes.imshow(colors, aspect="auto")
    axes.spines[:].set_visible(False)
    axes.grid(visible=False)
    for row, column in np.ndindex(*shares.shape):
        text = texts[row][column]
        dark_ink = FAINT if text in NOTHING else INK
        ink = dark_ink if is_bright(tuple(round(255 * channel) for channel in colors[row, column, :3])) else "white"
        axes.text(column, row, text, fontsize=text_px, color=ink, ha="center", va="center_baseline")
    for border in np.arange(len(shares) - 1) + 0.5:
        axes.axhline(border, color="white", linewidth=1)
        axes.axvline(border, color="white", linewidth=1)
    for index in range(len(shares)):
        axes.add_patch(Rectangle((index - 0.48, index - 0.47), 0.96, 0.94, fill=False, edgecolor=INK, linewidth=1.6))
