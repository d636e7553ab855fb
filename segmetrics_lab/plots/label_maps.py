"""Label maps side by side: the image, the truth, the prediction, and where they disagree."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from math import ceil

import numpy as np
from matplotlib.figure import Figure
from PIL import Image

from segmetrics_lab.labels import IGNORE_INDEX, Palette, check_class_indices, check_label_map, check_pair, check_palette
from segmetrics_lab.pictures import (
    KIND_STYLES,
    WIDEST_PX,
    Picture,
    class_shares,
    describe_kinds,
    enlarge,
    image_in_colors,
    paint_classes,
    paint_kinds,
    pixel_kinds,
)
from segmetrics_lab.plots.figure import TITLE_PX, picture_of
from segmetrics_lab.plots.legend import (
    KIND_SIGNS,
    LINE_PX,
    PERIOD_PX,
    Entry,
    class_entries,
    draw_frame,
    draw_legend,
    in_lines,
    ink_on,
    kind_entries,
)
from segmetrics_lab.plots.letters import innermost_point
from segmetrics_lab.plots.sheet import new_sheet, paste, write

MARGIN_PX = 8
GAP_PX = 14
ROW_GAP_PX = 6
MOST_IN_A_ROW = 3
TITLE_HEIGHT_PX = 26
ABOVE_LEGEND_PX = 12
NARROWEST_PX = 220
LARGEST_PANEL_PX = (400, 330)
LARGEST_HAND_PANEL_PX = 220
LARGEST_HAND_MAP = 16
LARGEST_SPELT_MAP = 8
MOST_DEFAULT_CLASSES = 8
ENLARGED_FROM, CRISP_FROM = 1.25, 4
LETTER_PX = 14
SHALLOWEST_PX = 4
"""How far inside its class a letter must stand: a thinner one would be hidden by it."""


@dataclass(frozen=True)
class Panel:
    """One of the pictures in the row: its pixels, how they are painted, their letters and colours, and its words."""

    title: str
    pixels: np.ndarray
    paint: Callable[..., np.ndarray]
    marks: Mapping[int, tuple[str, tuple[int, ...]]]
    words: str


def show_label_maps(
    *,
    image: np.ndarray | None = None,
    truth: np.ndarray | None = None,
    prediction: np.ndarray | None = None,
    palette: Palette | None = None,
    alt: str | None = None,
) -> Picture:
    """Show what is given: image, truth, prediction and, with both, their disagreement.

    Up to three panels stand in one row, four in two rows, so that single pixels can still be seen.

    Every class has its colour and its letter, which stands where the class is widest; in maps of up to 16 by 16
    pixels it stands in every pixel. Wrong pixels are hatched: missed, extra or swapped.

    Args:
        image: the picture itself, (height, width) or (height, width, 3) uint8.
        truth: (height, width) class indices or booleans, 255 where a pixel is not scored.
        prediction: (height, width) class indices or booleans.
        palette: names and colours of the classes. None stands for "background" and "object", or for "background",
            "class 1", "class 2" and so on where there are more.
        alt: what the figure shows, in words; None composes it from the maps.

    Raises:
        LabelMapError: an array is not a label map, the value of a pixel is not a class index, or shapes differ.
        ValueError: nothing is given, or the image is not valid.

    >>> show_label_maps(truth=np.array([[0, 1], [1, 1]]))
    Truth, row by row: BO OO (B background, O object).
    """
    truth, prediction, palette = _checked_maps(truth, prediction, palette)
    maps = [label_map for label_map in (truth, prediction) if label_map is not None]
    if image is not None:
        image = image_in_colors(image, maps[0].shape if maps else np.shape(image)[:2])
    panels = _panels(image, truth, prediction, palette)
    if not panels:
        raise ValueError("nothing is given to show. Pass image=, truth= or prediction=, or several of them.")
    groups = [class_entries(maps, palette)]
    if panels[-1].title == "disagreement":
        kinds = panels[-1].pixels
        groups.append(kind_entries(kinds, are_signs_shown=_is_by_hand(kinds.shape)))
    words = " ".join(panel.words for panel in panels) if alt is None else alt
    return picture_of(lambda sharpness: _drawn(panels, groups, sharpness), words)


def _checked_maps(
    truth: np.ndarray | None, prediction: np.ndarray | None, palette: Palette | None
) -> tuple[np.ndarray | None, np.ndarray | None, Palette]:
    """Those that are given as label maps of one shape, and the palette of their classes.

    Where the truth is ignored, a prediction that is not a class is ignored too. Other indices are checked later.
    """
    if truth is not None and prediction is not None:
        truth, prediction = check_pair(truth, prediction)
    truth = None if truth is None else check_label_map(truth, name="truth")
    prediction = None if prediction is None else check_label_map(prediction, name="prediction")
    if truth is None or prediction is None:
        given = [label_map for label_map in (truth, prediction) if label_map is not None]
        return truth, prediction, _checked_palette(palette, given)
    scored = truth != IGNORE_INDEX
    palette = _checked_palette(palette, [truth, prediction[scored]])
    no_class = ~scored & ((prediction < 0) | (prediction >= palette.num_classes))
    return truth, np.where(no_class, IGNORE_INDEX, prediction), palette


def _checked_palette(palette: Palette | None, maps: list[np.ndarray]) -> Palette:
    """The palette that was given, or one with plain names for the classes that occur."""
    if palette is not None:
        return check_palette(palette)
    largest = max((int(label_map[label_map != IGNORE_INDEX].max(initial=0)) for label_map in maps), default=1)
    if largest >= MOST_DEFAULT_CLASSES:
        raise ValueError(
            f"the label maps hold the class index {largest}, but only {MOST_DEFAULT_CLASSES} classes have colours of "
            "their own. Pass palette=Palette(names, colors), with a name and a colour for each class."
        )
    if largest <= 1:
        return Palette(["background", "object"])
    return Palette(["background", *(f"class {number}" for number in range(1, largest + 1))])


def _panels(
    image: np.ndarray | None, truth: np.ndarray | None, prediction: np.ndarray | None, palette: Palette
) -> list[Panel]:
    """The panels in their order."""
    panels = []
    if image is not None:
        panels.append(Panel("image", image, lambda pixels, **_: pixels, {}, "The scene."))
    if truth is not None:
        panels.append(_class_panel("truth", truth, palette))
    if prediction is not None:
        panels.append(_class_panel("prediction", prediction, palette))
    if truth is not None and prediction is not None:
        kinds = pixel_kinds(truth, prediction, palette)
        by_hand = _is_by_hand(kinds.shape)
        signs = {int(kind): (sign, KIND_STYLES[kind].color) for kind, sign in KIND_SIGNS.items() if by_hand}
        words = f"Disagreement: {describe_kinds(kinds)}."
        panels.append(Panel("disagreement", kinds, paint_kinds, signs, words))
    return panels


def _class_panel(title: str, label_map: np.ndarray, palette: Palette) -> Panel:
    """The panel of a label map."""
    check_class_indices(label_map, palette.num_classes, name=title, scored=label_map != IGNORE_INDEX)
    words = _spelt(label_map, palette) if max(label_map.shape) <= LARGEST_SPELT_MAP else ""
    words = f"{title.capitalize()}, {words}." if words else f"{title.capitalize()}: {class_shares(label_map, palette)}."
    marks = zip(palette.letters, palette.colors, strict=True)
    return Panel(title, label_map, partial(paint_classes, palette=palette), dict(enumerate(marks)), words)


def _spelt(label_map: np.ndarray, palette: Palette) -> str:
    """A small label map letter by letter."""
    letters = {**dict(enumerate(palette.letters)), IGNORE_INDEX: "-"}
    names = {**dict(enumerate(palette.names)), IGNORE_INDEX: "ignored"}
    rows = " ".join("".join(letters[value] for value in row) for row in label_map.tolist())
    key = ", ".join(f"{letters[value]} {names[value]}" for value in np.unique(label_map).tolist())
    return f"row by row: {rows} ({key})"


def _drawn(panels: list[Panel], groups: list[list[Entry]], sharpness: float) -> Figure:
    """Draw the panels in one row or two, with the legend below."""
    columns = len(panels) if len(panels) <= MOST_IN_A_ROW else ceil(len(panels) / 2)
    scale = _scale(panels[0].pixels.shape, columns, sharpness)
    images = [_painted(panel, scale, sharpness) for panel in panels]
    height, width = (side / sharpness for side in images[0].shape[:2])
    entries = [entry for group in groups for entry in group]
    row_width = max(
        columns * width + (columns - 1) * GAP_PX,
        NARROWEST_PX if entries else 0,
        *(entry.width_px for entry in entries),
    )
    lines = in_lines(groups, row_width)
    legend_height = ABOVE_LEGEND_PX + len(lines) * LINE_PX if lines else 0
    row_height = ceil(TITLE_HEIGHT_PX + height)
    below = ceil(len(panels) / columns) * (row_height + ROW_GAP_PX) - ROW_GAP_PX
    sheet = new_sheet(ceil(row_width + 2 * MARGIN_PX), below + legend_height + MARGIN_PX, sharpness)
    for number, (panel, painted) in enumerate(zip(panels, images, strict=True)):
        x = MARGIN_PX + number % columns * (width + GAP_PX)
        y = number // columns * (row_height + ROW_GAP_PX) + TITLE_HEIGHT_PX
        write(sheet, x, y - TITLE_HEIGHT_PX / 2, panel.title, size_px=TITLE_PX)
        paste(sheet, painted, x, y)
        _draw_letters(sheet, panel, scale / sharpness, (x, y))
        draw_frame(sheet, x, y, width, height)
    draw_legend(sheet, lines, MARGIN_PX, below + ABOVE_LEGEND_PX)
    return sheet


def _scale(shape: tuple[int, ...], columns: int, sharpness: float) -> float:
    """How many pixels of the figure a pixel of the maps gets on each side: a whole number where that can be seen."""
    widest, highest = LARGEST_PANEL_PX
    if _is_by_hand(shape):
        widest = highest = LARGEST_HAND_PANEL_PX
    room = (WIDEST_PX - 2 * MARGIN_PX - (columns - 1) * GAP_PX) // columns
    scale = sharpness * min(min(room, widest) / shape[1], highest / shape[0])
    return scale if scale < 1 or ENLARGED_FROM <= scale < CRISP_FROM else float(int(scale))


def _is_by_hand(shape: tuple[int, ...]) -> bool:
    """Is the map so small that its pixels are counted by hand?"""
    return max(shape[:2]) <= LARGEST_HAND_MAP


def _painted(panel: Panel, scale: float, sharpness: float) -> np.ndarray:
    """The panel in the pixels of the figure; the lines of hatches are equally thick at every scale."""
    whole = ceil(scale)
    period_px = round(PERIOD_PX * sharpness * whole / scale)
    painted = panel.paint(enlarge(panel.pixels, whole), period_px=period_px)
    if _is_by_hand(panel.pixels.shape):
        return _with_grid(painted, whole)
    height, width = (max(1, round(scale * side)) for side in panel.pixels.shape[:2])
    return np.asarray(Image.fromarray(painted).resize((width, height), Image.Resampling.BOX))


def _with_grid(painted: np.ndarray, cell: int) -> np.ndarray:
    """The image with a thin light line and a thin dark one between its cells: one of them shows on any ground."""
    lined = painted.copy()
    lined[cell::cell] = lined[:, cell::cell] = (255, 255, 255)
    lined[cell - 1 :: cell] = lined[:, cell - 1 :: cell] = (120, 120, 120)
    return lined


def _draw_letters(sheet: Figure, panel: Panel, scale: float, corner: tuple[float, float]) -> None:
    """Write the letter of every class, in each of its pixels or once where it is widest."""
    by_hand = _is_by_hand(panel.pixels.shape)
    for value, (letter, color) in panel.marks.items():
        mask = panel.pixels == value
        if not mask.any():
            continue
        ink, halo = ink_on(color)
        has_plain_ground = by_hand and letter.isalpha()
        *place, depth = innermost_point(mask)
        if not by_hand and depth * scale < SHALLOWEST_PX:
            continue
        places = np.argwhere(mask) if by_hand else np.array([place])
        for row, column in places.tolist():
            write(
                sheet,
                corner[0] + (column + 0.5) * scale,
                corner[1] + (row + 0.5) * scale,
                letter,
                size_px=min(16.0, max(10.0, 0.5 * scale)) if by_hand else LETTER_PX,
                color=ink,
                at="center",
                bold=not has_plain_ground,
                halo=None if has_plain_ground else halo,
            )
