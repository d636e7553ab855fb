"""Matrices: how many pixels of each true class were predicted as each class."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from matplotlib import colormaps
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from segmetrics_lab.labels import Palette
from segmetrics_lab.metrics import check_matrix, intersection
from segmetrics_lab.metrics import normalize as shares_of
from segmetrics_lab.pictures import Picture, is_bright, percent
from segmetrics_lab.plots.figure import (
    FAINT,
    INK,
    SMALLEST_TEXT_PX,
    TEXT_PX,
    WIDEST_PX,
    Sheet,
    new_sheet,
    picture_of,
    text_width,
    write,
)

MARGIN_PX = 10
TITLE_PX = 24
NAME_HEIGHT_PX = 16
NOTE_PX = 11.5
BESIDE_PX = 8
BETWEEN_PX = 5
SMALLEST_CELL_PX, LARGEST_CELL_PX = 34, 92
ROOMY_CELL_PX, ROOMY_UP_TO = 56, 6
HIGHEST_CELL_PX = 56
CELLS_SHARE = 0.84
"""How much of the widest figure is left for cells beside names."""

DARKEST = 0.9
MOST_SPELT = 5
UNITS = ((10**9, "G"), (10**6, "M"), (10**3, "k"))
NOTHING = ("0", "0.00", "–")


@dataclass(frozen=True)
class Layout:
    """What stands in the cells and around them, and where the cells lie, in shown pixels."""

    texts: list[list[str]]
    note: str
    names: tuple[str, ...]
    left: int
    top: int
    width: int
    height: int
    text_px: float
    are_turned: bool


def show_matrix(
    matrix: np.ndarray, names: Sequence[str] | Palette, *, normalize: str | None = None, alt: str | None = None
) -> Picture:
    """Show a confusion matrix: a row for each true class, a column for each predicted one, right pixels framed.

    Args:
        matrix: (K, K) counts, matrix[truth, prediction].
        names: the K names of the classes, or their palette.
        normalize: None shows counts; "truth", "prediction" or "all" shows shares of each row, each column, or all.
        alt: what is to be seen, in words; None composes it from the matrix.

    Raises:
        ValueError: the matrix is none, the names do not fit it, or normalize is another word.

    >>> show_matrix(np.array([[3, 1], [0, 4]]), ["table", "cup"])
    Confusion matrix of 2 classes and 8 pixels, 88 % right. Truth table: 3 table, 1 cup. Truth cup: 4 cup.
    """
    counts = check_matrix(matrix)
    names = _checked_names(names, len(counts))
    shares = shares_of(counts, by="all" if normalize is None else normalize)
    texts, note = _counted(counts) if normalize is None else _shared(shares, normalize)
    words = _described(counts, names, *(([], "") if normalize is None else (texts, note))) if alt is None else alt
    layout = _layout(texts, note, names)
    return picture_of(lambda sharpness: _drawn(layout, shares, sharpness), words)


def _checked_names(names: Sequence[str] | Palette, num_classes: int) -> tuple[str, ...]:
    """One name per class."""
    given = names.names if isinstance(names, Palette) else names
    if isinstance(given, str) or not all(isinstance(name, str) for name in given):
        raise ValueError(f"names is {given!r}, but it must be a list of texts, one per class, or a Palette.")
    if len(given) != num_classes:
        raise ValueError(
            f"there are {len(given)} names but {num_classes} classes in the matrix. "
            "Pass one name per class, in the order of the class indices."
        )
    return tuple(given)


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
    room = WIDEST_PX * CELLS_SHARE / len(counts) - BETWEEN_PX
    if _widest(texts) * SMALLEST_TEXT_PX / TEXT_PX <= room:
        return texts, ""
    return [[_short(count) for count in row] for row in counts.tolist()], "k: thousand, M: million, G: billion pixels"


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
    """The shares as texts, and a note on what they are shares of."""
    texts = [["–" if np.isnan(share) else f"{share:.2f}" for share in row] for row in shares.tolist()]
    whole = {"truth": "each row (true class)", "prediction": "each column (predicted class)", "all": "all pixels"}
    return texts, f"shares of {whole[normalize]}"


def _widest(texts: list[list[str]]) -> float:
    """The width of the widest text."""
    return max(text_width(text) for row in texts for text in row)


def _layout(texts: list[list[str]], note: str, names: tuple[str, ...]) -> Layout:
    """Where the cells lie: wide enough for numbers and names, if that leaves the figure narrow enough."""
    names_width = max(text_width(name) for name in names)
    left = ceil(MARGIN_PX + TITLE_PX + names_width + BESIDE_PX)
    wanted = max(_widest(texts) + 4 * BETWEEN_PX, names_width + 2 * BETWEEN_PX)
    room = (WIDEST_PX - left - MARGIN_PX) / len(names)
    smallest = ROOMY_CELL_PX if len(names) <= ROOMY_UP_TO else SMALLEST_CELL_PX
    cell = int(min(max(wanted, smallest), LARGEST_CELL_PX, room))
    are_turned = names_width > cell - BETWEEN_PX
    return Layout(
        texts=texts,
        note=note,
        names=names,
        left=left,
        top=ceil(MARGIN_PX + TITLE_PX + (names_width if are_turned else NAME_HEIGHT_PX) + BESIDE_PX),
        width=cell,
        height=min(cell, HIGHEST_CELL_PX),
        text_px=TEXT_PX * min(1.0, (cell - BETWEEN_PX) / _widest(texts)),
        are_turned=are_turned,
    )


def _drawn(layout: Layout, shares: np.ndarray, sharpness: float) -> Figure:
    """Draw the cells, the names around them and the words for the axes."""
    right = layout.left + len(shares) * layout.width
    bottom = layout.top + len(shares) * layout.height
    note_width = layout.left + text_width(layout.note, NOTE_PX)
    width = ceil(max(right, note_width) + MARGIN_PX)
    sheet = new_sheet(width, bottom + MARGIN_PX + (TITLE_PX if layout.note else 0), sharpness)
    write(sheet, (layout.left + right) / 2, MARGIN_PX + BESIDE_PX, "prediction", color=FAINT, at="center")
    write(sheet, MARGIN_PX + BESIDE_PX, (layout.top + bottom) / 2, "truth", color=FAINT, at="center", turned=90)
    write(sheet, layout.left, bottom + MARGIN_PX + 4, layout.note, color=FAINT, size_px=NOTE_PX)
    for index in range(len(shares)):
        _write_names(sheet, layout, index)
    _draw_cells(sheet, layout, shares)
    return sheet.figure


def _write_names(sheet: Sheet, layout: Layout, index: int) -> None:
    """Write the name of a class beside its row and above its column."""
    name = layout.names[index]
    x, y = layout.left + index * layout.width, layout.top + index * layout.height
    write(sheet, layout.left - BESIDE_PX, y + layout.height / 2, name, at="right")
    middle = x + layout.width / 2
    if layout.are_turned:
        write(sheet, middle, layout.top - BESIDE_PX, name, turned=90)
    else:
        write(sheet, middle, layout.top - BESIDE_PX - NAME_HEIGHT_PX / 2, name, at="center")


def _draw_cells(sheet: Sheet, layout: Layout, shares: np.ndarray) -> None:
    """Fill the cells, darker where more pixels are, write into them, and frame the diagonal."""
    depth = np.sqrt(np.nan_to_num(shares))
    depth *= DARKEST / max(float(depth.max()), 1e-12)
    for row, column in np.ndindex(*shares.shape):
        x, y = layout.left + column * layout.width, layout.top + row * layout.height
        color = colormaps["Blues"](depth[row, column])
        sheet.axes.add_patch(
            Rectangle((x, y), layout.width, layout.height, facecolor=color, edgecolor="white", linewidth=0.8)
        )
        text = layout.texts[row][column]
        dark_ink = FAINT if text in NOTHING else INK
        ink = dark_ink if is_bright(tuple(round(255 * channel) for channel in color[:3])) else "white"
        middle = (x + layout.width / 2, y + layout.height / 2)
        write(sheet, *middle, text, size_px=layout.text_px, color=ink, at="center")
    for index in range(len(shares)):
        place = (layout.left + index * layout.width + 1, layout.top + index * layout.height + 1)
        sheet.axes.add_patch(
            Rectangle(place, layout.width - 2, layout.height - 2, fill=False, edgecolor=INK, linewidth=1.2)
        )
