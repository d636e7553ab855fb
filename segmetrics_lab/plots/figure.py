"""The figure: measured in shown pixels, drawn as SVG in the colours of both themes."""

import re
from collections.abc import Callable, Mapping, Sequence
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
NARROW, GROWN_TEXT_PX = 0.92, 16
"""Below this share of its width a figure of 560 has texts of 16, so that 11 are left on a page of 420."""
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
    "axes.grid.axis": "y",
    "axes.labelcolor": INK,
    "axes.labelpad": 5,
    "axes.labelsize": TEXT_PX,
    "axes.linewidth": 1,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "font.size": TEXT_PX,
    "grid.color": GRID,
    "grid.linewidth": 1,
    "lines.linewidth": 2.5,
    "lines.scale_dashes": False,  # dashes are in shown pixels, as in SVG
    "svg.fonttype": "none",  # texts stay texts
    "svg.hashsalt": "segmetrics",  # the same names of its parts every time
    "text.color": INK,
    "text.parse_math": False,  # a "$" stays a "$"
    "xtick.major.pad": 8,
    **{f"{axis}tick.{part}": color for axis in "xy" for part, color in (("color", EDGE), ("labelcolor", INK))},
    **dict.fromkeys(("xtick.labelsize", "ytick.labelsize"), 12),
}


def new_figure(width_px: float, height_px: float) -> Figure:
    """An empty figure of this size without a ground, known to no one but its caller."""
    return Figure(figsize=(width_px / PX_PER_INCH, height_px / PX_PER_INCH), dpi=PX_PER_INCH, facecolor="none")


def add_axes(figure: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """Axes whose frame lies so many shown pixels from the upper left corner and is so large."""
    across, down = (PX_PER_INCH * side for side in figure.get_size_inches())
    return figure.add_axes((left / across, 1 - (top + height) / down, width / across, height / down))


def picture_of(draw: Callable[[], Figure], alt: str, own: Sequence[Style] = ()) -> Picture:
    """What is drawn as SVG that follows the theme of the page, with its words, whatever style the user has set.

    Styles that stand in no table are its own. Where it is shown narrower than it is, its texts grow.
    """
    target = StringIO()
    with style.context(["default", STYLE], after_reset=True):
        figure = draw()
        FigureCanvasSVG(figure).print_svg(target, metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))  # type: ignore[no-untyped-call]
    dark = DARK | {each.light: each.dark for each in own}
    return Picture.from_svg(_themed(target.getvalue(), dark, NARROW * figure.bbox.width), alt)


def _themed(svg: str, dark: Mapping[str, str], narrow_px: float) -> str:
    """The drawing in shown pixels, in the fonts of the page, with both colours of each style and a size for phones."""
    svg = svg[svg.index("<svg") :]
    size = MEASURED.sub(r'\1="\2"', svg[: svg.index(">")]).replace("<svg ", f'<svg font-family="{FONTS}" ', 1)
    svg = size + svg[svg.index(">") :]
    found = sorted(set(COLOR.findall(svg)) & set(dark))
    light, night = ("".join(f"--{color[1:]}:{shown(color)};" for color in found) for shown in (str, dark.__getitem__))
    themes = f"<style>:root{{{light}}}@media(prefers-color-scheme:dark){{:root{{{night}}}}}"
    themes += f"@media(max-width:{narrow_px:.0f}px){{text{{font-size:{GROWN_TEXT_PX}px!important}}}}</style>"
    svg = COLOR.sub(lambda color: f"var(--{color[0][1:]})" if color[0] in dark else color[0], FONT.sub("", svg))
    return svg.replace("<defs>", themes + "<defs>", 1)


def text_width(text: str, size_px: float = TEXT_PX, *, bold: bool = False) -> float:
    """How wide a text will be, in shown pixels."""
    font = FontProperties(size=size_px, weight="bold" if bold else "normal")
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0])
