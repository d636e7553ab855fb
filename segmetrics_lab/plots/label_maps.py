"""Label maps side by side: the image, the truth, the prediction, and their disagreement."""

from dataclasses import replace
from math import ceil

import numpy as np

from segmetrics_lab.labels import IGNORE_INDEX, Palette, check_class_indices, check_label_map, check_pair, check_palette
from segmetrics_lab.pictures import (
    GAP_PX,
    HIGHEST_PX,
    ROW_GAP_PX,
    WIDEST_PX,
    Panel,
    Picture,
    Scale,
    beside,
    class_shares,
    class_swatches,
    errors_at,
    image_in_colors,
    paint_classes,
)

SHARPNESS = 2
TITLE_PX, LEGEND_PX, FRAME_PX = 20, 22, 2
LARGEST_PANEL_PX, LARGEST_HAND_PANEL_PX = 400, 240
LARGEST_HAND_MAP = 16
LARGEST_SPELT_MAP = 8
SMALL_PX = 64
MOST_DEFAULT_CLASSES = 8


def show_label_maps(
    *,
    image: np.ndarray | None = None,
    truth: np.ndarray | None = None,
    prediction: np.ndarray | None = None,
    palette: Palette | None = None,
    alt: str | None = None,
) -> Picture:
    """Show what is given: image, truth, prediction and, with both, their disagreement.

    Panels stand in one row or in two columns, whichever makes them larger; in columns, truth stands above prediction.

    Every class has its colour and its letter, which stands where the class is widest; in maps of up to 10 by 10
    pixels it stands in every pixel. Of two classes, wrong pixels are missed or extra; of more, each has the colour
    of the class that was said. Where most of them are too thin to be seen, a lens shows a part at 8 times its size.

    Args:
        image: the picture itself, (height, width) or (height, width, 3) uint8.
        truth: (height, width) class indices or booleans, 255 where a pixel is ignored.
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
    maps = {"truth": truth, "prediction": prediction}
    given = {title: label_map for title, label_map in maps.items() if label_map is not None}
    if image is not None:
        image = image_in_colors(image, next((m.shape for m in given.values()), np.shape(image)[:2]))
    elif not given:
        raise ValueError("nothing is given to show. Pass image=, truth= or prediction=, or several of them.")
    shape = np.shape(image)[:2] if image is not None else next(iter(given.values())).shape
    count = (image is not None) + len(given) + (len(given) == 2)
    columns, scale = _arranged(shape, count)
    errors = [] if truth is None or prediction is None else errors_at(scale, truth, prediction, palette, image=image)
    if truth is not None and prediction is not None and count == 3 and len(errors) > 1:  # a lens fills the fourth place
        columns, scale = _arranged(shape, 4)
        errors = errors_at(scale, truth, prediction, palette, image=image)
    panels = [] if image is None else [Panel("image", _photograph(image, scale))]
    panels += [Panel(title, _class_picture(title, label_map, palette, scale)) for title, label_map in given.items()]
    words = [panel.picture.alt for panel in panels]
    legend = class_swatches(list(given.values()), palette)
    if errors:
        panels.insert(count - 1 - (columns < count), replace(errors[0], legend=()))
        panels += errors[1:]
        words.append(f"Disagreement: {errors[0].picture.alt}.")
        legend += errors[0].legend
    rows = [len(panels)] if columns >= count else [columns, len(panels) - columns]
    if alt is not None:
        panels = [replace(panel, alt=panel.title if at else alt) for at, panel in enumerate(panels)]
    return beside(panels, " ".join(words) if alt is None else alt, rows=rows, legend=legend)


def _arranged(shape: tuple[int, ...], count: int) -> tuple[int, Scale]:
    """In how many columns so many panels are largest, and how large: a whole number of times where they grow."""
    is_by_hand = max(shape) <= LARGEST_HAND_MAP
    largest = LARGEST_HAND_PANEL_PX if is_by_hand else LARGEST_PANEL_PX

    def zoom(columns: int) -> float:
        rows = ceil(count / columns)
        width = (WIDEST_PX - columns * GAP_PX) // columns - FRAME_PX
        height = (HIGHEST_PX - LEGEND_PX) // rows - TITLE_PX - FRAME_PX - ROW_GAP_PX
        most = min(min(width, largest) / shape[1], min(height, largest) / shape[0])
        return most if most < 1 else int(most)

    columns = max({count, min(count, 2)}, key=lambda columns: (zoom(columns), columns))
    return columns, Scale(zoom(columns), SHARPNESS)


def _photograph(image: np.ndarray, scale: Scale) -> Picture:
    """The image in its own pixels, which the page enlarges; of a small one, each pixel is to be seen."""
    is_small = scale.zoom >= SHARPNESS and max(image.shape[:2]) <= SMALL_PX
    shown = scale.enlarge(image) if is_small else image
    return Picture(shown, "The scene.", width_px=max(1, round(scale.zoom * image.shape[1])))


def _class_picture(title: str, label_map: np.ndarray, palette: Palette, scale: Scale) -> Picture:
    """A label map with its words."""
    check_class_indices(label_map, palette.num_classes, name=title, scored=label_map != IGNORE_INDEX)
    words = _spelt(label_map, palette) if max(label_map.shape) <= LARGEST_SPELT_MAP else ""
    words = f"{title.capitalize()}, {words}." if words else f"{title.capitalize()}: {class_shares(label_map, palette)}."
    return scale.picture(paint_classes(label_map, palette, scale), words)


def _spelt(label_map: np.ndarray, palette: Palette) -> str:
    """A small label map letter by letter."""
    letters = {**dict(enumerate(palette.letters)), IGNORE_INDEX: "-"}
    names = {**dict(enumerate(palette.names)), IGNORE_INDEX: "ignored"}
    rows = " ".join("".join(letters[value] for value in row) for row in label_map.tolist())
    key = ", ".join(f"{letters[value]} {names[value]}" for value in np.unique(label_map).tolist())
    return f"row by row: {rows} ({key})"


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
