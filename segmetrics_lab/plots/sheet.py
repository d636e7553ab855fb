"""The sheet: a figure to paste images on and to write beside them, measured from its upper left corner."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from segmetrics_lab.plots.figure import INK, PX_PER_INCH, TEXT_PX, add_axes, new_figure


def new_sheet(width_px: float, height_px: float, sharpness: float) -> Figure:
    """An empty sheet of this size: axes over a whole figure, measured in shown pixels from the upper left corner."""
    figure = new_figure(width_px, height_px, sharpness)
    axes = add_axes(figure, 0, 0, width_px, height_px)
    axes.set_axis_off()
    axes.set_xlim(0, width_px)
    axes.set_ylim(height_px, 0)
    return figure


def write(
    sheet: Figure,
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
    sheet.axes[0].text(
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


def paste(sheet: Figure, image: np.ndarray, x: float, y: float) -> None:
    """Put an image, already in the pixels of the figure, below all else with its upper left corner at (x, y)."""
    sharpness = sheet.dpi / PX_PER_INCH
    bottom = round(float(sheet.bbox.height) - y * sharpness) - image.shape[0]
    sheet.figimage(image, xo=round(x * sharpness), yo=bottom, origin="upper", zorder=-1)
