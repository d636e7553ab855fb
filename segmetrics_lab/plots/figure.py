"""The figure: measured in shown pixels, drawn as SVG in the colours of both themes."""

import re
from collections.abc import Callable, Mapping
from io import StringIO

from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from segmetrics_lab.labels import CLASSES, ERRORS, GROUNDS, RAMPS, SCORES, Style
from segmetrics_lab.pictures import Picture

PX_PER_INCH = 72
"""A shown pixel is as large as a point: what matplotlib measures in points is in shown pixels."""

TEXT_PX = 13
TITLE_PX = 14
SMALLEST_TEXT_PX = 11
INK = GROUNDS["text"].light
FAINT = GROUNDS["faint"].light
EDGE = GROUNDS["edge"].light
GRID = GROUNDS["grid"].light
PAGE = GROUNDS["page"].light

TABLES: tuple[Mapping[str, Style], ...] = (GROUNDS, ERRORS, SCORES, CLASSES)
STYLES = [*(style for table in TABLES for style in table.values()), *RAMPS["right"], *RAMPS["wrong"]]
DARK = {each.light: each.dark for each in STYLES}
"""What each colour of a drawing becomes on a dark page."""

FONTS = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
COLOR = re.compile("#[0-9a-f]{6}")
MEASURED = re.compile(r'\b(width|height)="([\d.]+)pt"')
FONT = re.compile(r"font-family: [^;\"]*;?|(?<=px )'DejaVu Sans'[^;\"]*")

STYLE = {
    "axes.axisbelow": True,
    "axes.facecolor": "none",
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
    "lines.linewidth": 2.5,
    "svg.fonttype": "none",  # texts stay texts
    "svg.hashsalt": "segmetrics",  # the same names of its parts every time
    "text.color": INK,
    "text.parse_math": False,  # a "$" stays a "$"
    "xtick.color": EDGE,
    "xtick.labelcolor": INK,
    "xtick.labelsize": 12,
    "ytick.color": EDGE,
    "ytick.labelcolor": INK,
    "ytick.labelsize": 12,
}


def new_figure(width_px: float, height_px: float) -> Figure:
    """An empty figure of this size without a ground, known to no one but its caller."""
    return Figure(figsize=(width_px / PX_PER_INCH, height_px / PX_PER_INCH), dpi=PX_PER_INCH, facecolor="none")


def add_axes(figure: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """Axes whose frame lies so many shown pixels from the upper left corner and is so large."""
    across, down = (PX_PER_INCH * side for side in figure.get_size_inches())
    return figure.add_axes((left / across, 1 - (top + height) / down, width / across, height / down))


def picture_of(draw: Callable[[], Figure], alt: str) -> Picture:
    """What is drawn as SVG that follows the theme of the page, with its words, whatever style the user has set."""
    target = StringIO()
    with style.context(["default", STYLE], after_reset=True):
        FigureCanvasSVG(draw()).print_svg(target, metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))  # type: ignore[no-untyped-call]
    return Picture.from_svg(_themed(target.getvalue()), alt)


def _themed(svg: str) -> str:
    """The drawing in shown pixels, in the fonts of the page, with both colours of each style of the table."""
    svg = svg[svg.index("<svg") :]
    size = MEASURED.sub(r'\1="\2"', svg[: svg.index(">")]).replace("<svg ", f'<svg font-family="{FONTS}" ', 1)
    svg = size + svg[svg.index(">") :]
    found = sorted({color for color in COLOR.findall(svg) if color in DARK})
    light = "".join(f"--{color[1:]}:{color};" for color in found)
    dark = "".join(f"--{color[1:]}:{DARK[color]};" for color in found)
    themes = f"<style>:root{{{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}</style>"
    svg = COLOR.sub(lambda color: f"var(--{color[0][1:]})" if color[0] in DARK else color[0], FONT.sub("", svg))
    return svg.replace("<defs>", themes + "<defs>", 1)


def text_width(text: str, size_px: float = TEXT_PX, *, bold: bool = False) -> float:
    """How wide a text will be, in shown pixels."""
    font = FontProperties(size=size_px, weight="bold" if bold else "normal")
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0])
