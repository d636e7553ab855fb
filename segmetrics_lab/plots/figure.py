"""The figure: white, measured in shown pixels, which becomes a Picture."""

from collections.abc import Callable

import numpy as np
from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from segmetrics_lab.pictures import Picture

SHARPNESSES = (2.0, 1.5, 1.0)
"""Pixels of the image for each shown pixel: the more, the sharper on fine screens. The first that fits is taken."""

PX_PER_INCH = 72
"""A shown pixel is as large as a point: what matplotlib measures in points is in shown pixels."""

WIDEST_PX = 900
TEXT_PX = 13
TITLE_PX = 14
SMALLEST_TEXT_PX = 10
INK = "#222222"
FAINT = "#6b6b6b"
EDGE = "#8a8a8a"
GRID = "#e6e6e6"

STYLE = {
    "axes.axisbelow": True,
    "axes.edgecolor": EDGE,
    "axes.grid": True,
    "axes.labelcolor": INK,
    "axes.labelpad": 8,
    "axes.labelsize": TEXT_PX,
    "axes.linewidth": 1,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlecolor": INK,
    "axes.titlelocation": "left",
    "axes.titlesize": TITLE_PX,
    "font.size": TEXT_PX,
    "grid.color": GRID,
    "grid.linewidth": 1,
    "legend.borderaxespad": 0,
    "legend.borderpad": 0,
    "legend.frameon": False,
    "lines.linewidth": 2.2,
    "text.color": INK,
    "text.parse_math": False,  # a "$" stays a "$"
    "xtick.color": EDGE,
    "xtick.labelcolor": INK,
    "xtick.labelsize": 12,
    "ytick.color": EDGE,
    "ytick.labelcolor": INK,
    "ytick.labelsize": 12,
}


def new_figure(width_px: float, height_px: float, sharpness: float = 1.0) -> Figure:
    """An empty white figure of this size, known to no one but its caller."""
    size = (width_px / PX_PER_INCH, height_px / PX_PER_INCH)
    return Figure(figsize=size, dpi=PX_PER_INCH * sharpness, facecolor="white")


def add_axes(figure: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """Axes whose frame lies so many shown pixels from the upper left corner and is so large."""
    across, down = (PX_PER_INCH * side for side in figure.get_size_inches())
    return figure.add_axes((left / across, 1 - (top + height) / down, width / across, height / down))


def picture_of(draw: Callable[[float], Figure], alt: str) -> Picture:
    """What is drawn, as sharp as fits into a notebook, with its words, whatever style the user has set."""
    with style.context(["default", STYLE], after_reset=True):
        for sharpness in SHARPNESSES:
            picture = _rendered(draw(sharpness), alt, sharpness)
            if picture.fits_whole():
                break
    return picture


def _rendered(figure: Figure, alt: str, sharpness: float) -> Picture:
    """The pixels of a figure, with its words."""
    figure.set_dpi(PX_PER_INCH * sharpness)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    image = np.asarray(canvas.buffer_rgba())[..., :3]  # type: ignore[no-untyped-call]
    return Picture(image, alt, width_px=round(image.shape[1] / sharpness))


def text_width(text: str, size_px: float = TEXT_PX, *, bold: bool = False) -> float:
    """How wide a text will be, in shown pixels."""
    font = FontProperties(size=size_px, weight="bold" if bold else "normal")
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0])
