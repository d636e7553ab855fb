"""The sheet: a figure to paste images on and to write beside them, measured from its upper left corner."""

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from segmetrics_lab.plots.figure import INK, TEXT_PX, add_axes, new_figure


@dataclass(frozen=True)
class Sheet:
    """A white sheet: axes over a whole figure, measured in shown pixels from the upper left corner.

    Sharpness is how many pixels of the image stand for a shown pixel.
    """

    axes: Axes
    figure: Figure
    sharpness: float


def new_sheet(width_px: float, height_px: float, sharpness: float) -> Sheet:
    """An empty sheet of this size."""
    figure = new_figure(width_px, height_px, sharpness)
    axes = add_axes(figure, 0, 0, width_px, height_px)
    axes.set_axis_off()
    axes.set_xlim(0, width_px)
    axes.set_ylim(height_px, 0)
    return Sheet(axes, figure, sharpness)


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
    halo: str | None = None,
) -> None:
    """Write a text, centred on y, that starts or is centred ("center") at x."""
    sheet.axes.text(
        x,
        y,
        text,
        fontsize=size_px,
        color=color,
        ha=at,
        va="center_baseline",
        weight="bold" if bold else "normal",
        path_effects=None if halo is None else [withStroke(linewidth=3, foreground=halo)],
    )


def paste(sheet: Sheet, image: np.ndarray, x: float, y: float) -> None:
    """Put an image, already in the pixels of the figure, below all else with its upper left corner at (x, y)."""
    bottom = round(float(sheet.figure.bbox.height) - y * sheet.sharpness) - image.shape[0]
    sheet.figure.figimage(image, xo=round(x * sheet.sharpness), yo=bottom, origin="upper", zorder=-1)
