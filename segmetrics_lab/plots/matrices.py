"""Matrices: how many pixels of each true class were predicted as each class."""

from collections.abc import Iterator, Sequence
from functools import cache
from math import ceil, sqrt

import numpy as np

from segmetrics_lab.labels import RAMPS, Palette, Style, style_of_fill
from segmetrics_lab.metrics import check_matrix, intersection, truth_area
from segmetrics_lab.metrics import normalize as shares_of
from segmetrics_lab.pictures import HIGHEST_PX, WIDEST_PX, Picture, percent, score_text, svg
from segmetrics_lab.report import class_names

GAP_PX, LINE_PX, FRAME_PX = 8, 18, 2
NARROWEST_CELL_PX, WIDEST_CELL_PX, LOWEST_CELL_PX, HIGHEST_CELL_PX = 44, 92, 13, 44
WIDEST_ON_PHONE_PX = 388 * svg.TEXT_PX // svg.SMALLEST_TEXT_PX
"""A wider figure is scrolled there, so that its texts can still be read."""

MOST_SPELT = 5
UNITS = ((10**9, "G"), (10**6, "M"), (10**3, "k"))
NOTHING = ("0", "0.00", "–")


def show_matrix(
    matrix: np.ndarray, names: Sequence[str] | Palette, *, normalize: str | None = None, alt: str | None = None
) -> Picture:
    """Show a confusion matrix: a row for each true class, a column for each predicted one, right pixels framed.

    Right pixels are green and wrong ones red, the more the darker (in a dark theme the lighter), each colour up to its
    own largest cell. Behind each row stands how many pixels the class has.

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
    whole = {"truth": "each row (true class)", "prediction": "each column (predicted class)", "all": "all pixels"}
    if normalize is None:
        note, texts = "", [[f"{count:,}" for count in row] for row in counts.tolist()]
    else:
        note = f"shares of {whole[normalize]}"
        texts = [["–" if np.isnan(share) else score_text(share) for share in row] for row in shares.tolist()]
    words = _described(counts, names, texts, note) if alt is None else alt
    picture = Picture.from_svg(_drawn(counts, shares, [svg.shortened(name) for name in names], texts, note), words)
    if picture.width_px <= WIDEST_ON_PHONE_PX:
        return picture
    least = f"min-width:{picture.width_px * svg.SMALLEST_TEXT_PX // svg.TEXT_PX}px"
    image = picture.html().replace('style="', f'style="{least};', 1)
    return Picture.from_html(f'<div style="overflow-x:auto">{image}</div>', words)


def _described(counts: np.ndarray, names: tuple[str, ...], texts: list[list[str]], note: str) -> str:
    """The matrix in words: every cell of a small one, the most frequent confusions of a large one."""
    total, right = int(counts.sum()), int(intersection(counts).sum())
    if not total:
        return f"Confusion matrix of {len(names)} classes, in which no pixel is counted."
    start = f"Confusion matrix of {len(names)} classes and {total:,} pixels, {percent(right, total)} right"
    start += f", as {note}." if note else "."
    if len(names) > MOST_SPELT:
        return start + _confusions(counts, names)
    for name, row in zip(names, texts, strict=True):
        cells = [f"{text} {predicted}" for text, predicted in zip(row, names, strict=True) if text not in NOTHING]
        start += f" Truth {name}: {', '.join(cells) or 'no pixel'}."
    return start


def _confusions(counts: np.ndarray, names: tuple[str, ...]) -> str:
    """The three most frequent confusions."""
    wrong = counts.copy()
    np.fill_diagonal(wrong, 0)
    order = np.argsort(-wrong, axis=None, kind="stable")[:3]
    pairs = [divmod(int(place), len(names)) for place in order if wrong.flat[place]]
    parts = [f"{names[truth]} taken for {names[guess]} ({wrong[truth, guess]:,})" for truth, guess in pairs]
    return f" Most frequent confusions: {', '.join(parts)}." if parts else ""


def _short(text: str) -> str:
    """A count or a share in few signs; a share is still not 0 or 1 where it is neither.

    >>> [_short(text) for text in ("999", "1,234", "56,789", "999,999", "0.25", "0.004", "over 0.9999")]
    ['999', '1.2k', '57k', '1.0M', '.25', '<.01', '>.99']
    """
    if "." in text:
        return text.removeprefix("0") if len(text) == len("0.25") else "<.01" if "0.0" in text else ">.99"
    count = int(text.replace(",", "")) if text != "–" else 0
    for size, unit in UNITS:
        if count >= 0.9995 * size:
            return f"{count / size:.1f}{unit}" if count < 9.95 * size else f"{count / size:.0f}{unit}"
    return text


def _widest(texts: Sequence[Sequence[str]]) -> float:
    """The width of the widest text, in the usual size."""
    return max(svg.text_width(text) for row in texts for text in row)


def _fitting(texts: list[list[str]], room_px: float) -> list[list[str]]:
    """The texts, or the same in few signs, or none: what has room in the smallest letters."""
    choices = (texts, [[_short(text) for text in row] for row in texts], [[""] * len(texts)] * len(texts))
    return next(each for each in choices if _widest(each) * svg.SMALLEST_TEXT_PX / svg.TEXT_PX <= room_px)


def _drawn(counts: np.ndarray, shares: np.ndarray, names: list[str], texts: list[list[str]], note: str) -> str:
    """Cells wide enough for their texts, if that leaves the figure narrow enough, and words around them, as SVG."""
    sums = [f"{area:,}" for area in truth_area(counts).tolist()]
    longest = _widest([names])
    left, right = ceil(max(longest, svg.text_width("truth")) + GAP_PX), ceil(_widest([["pixels", *sums]]) + GAP_PX)
    room = (WIDEST_PX - left - right) // len(names)
    texts = _fitting(texts, room - GAP_PX / 2)
    wanted = max(_widest(texts) + 2 * GAP_PX, min(longest + GAP_PX, WIDEST_CELL_PX), NARROWEST_CELL_PX)
    across = min(ceil(wanted), room)
    is_turned = longest > across - GAP_PX / 2
    top = ceil(LINE_PX + GAP_PX + (longest if is_turned else LINE_PX))
    down = min(max((HIGHEST_PX - top - LINE_PX) // len(names), LOWEST_CELL_PX), HIGHEST_CELL_PX)
    parts = [svg.words((left, LINE_PX / 2), "prediction", svg.FAINT), f'<g transform="translate({left} {top})">']
    parts += _around(names, sums, note, (across, down), is_turned=is_turned)
    parts += [*_cells(shares, texts, across, down), "</g>"]
    width = left + max(len(names) * across + right, ceil(svg.text_width(note)))
    return svg.drawing(width, top + len(names) * down + LINE_PX * bool(note), parts)


def _around(
    names: Sequence[str], sums: Sequence[str], note: str, cell: tuple[int, int], *, is_turned: bool
) -> Iterator[str]:
    """The names of the classes beside their rows and above their columns, how many pixels each has, and the note."""
    across, down = cell
    right, head = len(names) * across + GAP_PX, -LINE_PX / 2
    yield svg.words((-GAP_PX, head), "truth", svg.FAINT, "end")
    yield svg.words((right, head), "pixels", svg.FAINT)
    yield svg.words((0, len(names) * down + LINE_PX / 2), note, svg.FAINT)
    for index, (name, area) in enumerate(zip(names, sums, strict=True)):
        row, column = (index + 0.5) * down, (index + 0.5) * across
        yield svg.words((-GAP_PX, row), name, anchor="end")
        yield svg.words((right, row), area, svg.FAINT)
        if is_turned:
            yield svg.words((0, 0), name, more=f'transform="translate({column} {-GAP_PX}) rotate(-90)"')
        else:
            yield svg.words((column, head), name, anchor="middle")


def _cells(shares: np.ndarray, texts: list[list[str]], across: int, down: int) -> Iterator[str]:
    """The cells in shades of their kind, right or wrong, up to its own largest cell; right ones are framed."""
    size = f'font-size="{min(svg.TEXT_PX, svg.TEXT_PX * (across - GAP_PX / 2) / max(_widest(texts), 1)):.2f}"'
    is_right, shares = np.eye(len(shares), dtype=bool), np.nan_to_num(shares)
    largest = [shares[is_right == kind].max(initial=0) for kind in (False, True)]
    for (row, column), share in np.ndenumerate(shares):
        ramp = RAMPS["right" if row == column else "wrong"]
        shade = ramp[ceil(len(ramp) * sqrt(share / largest[row == column])) - 1] if share else None
        frame = f'stroke="{svg.TEXT}" stroke-width="{FRAME_PX}"' if row == column else ""
        corner, inside = (column * across + 1, row * down + 1), (across - 2, down - 2)
        yield svg.rectangle(corner, inside, svg.both(shade) if shade else "none", frame)
        place = (column + 0.5) * across, (row + 0.5) * down
        yield svg.words(place, texts[row][column], ink_on(shade) if shade else svg.FAINT, "middle", size)


@cache
def ink_on(shade: Style) -> str:
    """Black or white, whichever can be read better on a shade, for the light and for the dark page."""
    return style_of_fill(shade.light).letter + style_of_fill(shade.dark).letter
