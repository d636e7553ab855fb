"""The figure: a white sheet measured in shown pixels, which becomes a Picture."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

from segmetrics_lab.pictures import Picture

SHARPNESSES = (2.0, 1.5, 1.0)
"""Pixels of the image for each shown pixel: the more, the sharper on fine screens. The first that fits is taken."""

WIDEST_PX = 900
TEXT_PX = 13
TITLE_PX = 14
SMALLEST_TEXT_PX = 10
INK = "#222222"
FAINT = "#6b6b6b"

SHOWN_PX_PER_INCH = 100
POINTS_PER_INCH = 72


@contextmanager
def plain_style() -> Iterator[None]:
    """Matplotlib's own settings, whatever the user's file or notebook has set."""
    with style.context("default", after_reset=True):
        yield


@dataclass(frozen=True)
class Sheet:
    """A white sheet: axes over a whole figure, measured in shown pixels from the upper left corner.

    Sharpness is how many pixels of the image stand for a shown pixel.
    """

    axes: Axes
    figure: Figure
    sharpness: float


def new_figure(width_px: float, height_px: float, sharpness: float) -> Figure:
    """An empty white figure of this size, known to no one but its caller."""
    return Figure(
        figsize=(width_px / SHOWN_PX_PER_INCH, height_px / SHOWN_PX_PER_INCH),
        dpi=SHOWN_PX_PER_INCH * sharpness,
        facecolor="white",
    )


def new_sheet(width_px: float, height_px: float, sharpness: float) -> Sheet:
    """An empty sheet of this size."""
    figure = new_figure(width_px, height_px, sharpness)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, width_px)
    axes.set_ylim(height_px, 0)
    return Sheet(axes, figure, sharpness)


def picture_of(draw: Callable[[float], Figure], alt: str) -> Picture:
    """What is drawn, as sharp as fits into a notebook, with its words."""
    with plain_style():
        for sharpness in SHARPNESSES:
            picture = _rendered(draw(sharpness), alt, sharpness)
            if picture.fits_whole():
                break
    return picture


def _rendered(figure: Figure, alt: str, sharpness: float) -> Picture:
    """The pixels of a figure, with its words."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    image = np.asarray(canvas.buffer_rgba())[..., :3]  # type: ignore[no-untyped-call]
    return Picture(image, alt, width_px=round(image.shape[1] / sharpness))


def points(size_px: float) -> float:
    """A size in shown pixels as matplotlib wants it."""
    return size_px * POINTS_PER_INCH / SHOWN_PX_PER_INCH


def text_width(text: str, size_px: float = TEXT_PX, *, bold: bool = False) -> float:
    """How wide a text will be, in shown pixels."""
    font = FontProperties(size=size_px, weight="bold" if bold else "normal")
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0])


def write(
    sheet: Sheet,
    x: float,
    y: float,
    text: str,
    *,
    size_px: float = TEXT_PX,
    color: str = INK,
    at: str = "left",
    bold: bool = False,
    turned: float = 0,
    halo: str | None = None,
) -> Text:
    """Write a text, centred on y, that starts, ends ("right") or is centred ("center") at x; "$" stays a "$"."""
    written = sheet.axes.text(
        x,
        y,
        text,
        fontsize=points(size_px),
        color=color,
        ha=at,
        va="center_baseline" if not turned else "center",
        weight="bold" if bold else "normal",
        rotation=turned,
        rotation_mode="anchor",
        parse_math=False,
        clip_on=False,
    )
    if halo is not None:
        written.set_path_effects([withStroke(linewidth=points(3), foreground=halo)])
    return written


def draw_marker(
    sheet: Sheet,
    place: tuple[float, float],
    shape: str,
    size_px: float,
    *,
    fill: str = "none",
    edge: str = "none",
    edge_px: float = 0,
    level: int = 4,
) -> None:
    """Draw a marker of matplotlib's shapes at a place, above all of a lower level; a place with NaN draws nothing."""
    sheet.axes.plot(
        *place,
        marker=shape,
        markersize=points(size_px),
        markerfacecolor=fill,
        markeredgecolor=edge,
        markeredgewidth=points(edge_px),
        clip_on=False,
        zorder=level,
    )


def paste(sheet: Sheet, image: np.ndarray, x: float, y: float) -> None:
    """Put an image, already in the pixels of the figure, below all else with its upper left corner at (x, y)."""
    bottom = round(float(sheet.figure.bbox.height) - y * sheet.sharpness) - image.shape[0]
    sheet.figure.figimage(image, xo=round(x * sheet.sharpness), yo=bottom, origin="upper", zorder=-1)
