"""The SVG text: rectangles, paths and words that stay sharp, in the colours of both themes."""

import re
from collections.abc import Iterable
from html import escape

from segmetrics_lab.labels import GROUNDS, Style
from segmetrics_lab.pictures.pen import font_of

TEXT_PX, SMALLEST_TEXT_PX, MEASURED_PX = 13, 11, 100
FONTS = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
PAIR = re.compile('"(#[0-9a-f]{6})(#[0-9a-f]{6})"')
LONGEST_NAME = 16
Place = tuple[float | str, float]
"""From the left, in shown pixels or as "12.5%" of the width that the drawing gets, and from the top."""


def both(style: Style) -> str:
    """The colours of a style on a light and on a dark page, as one value."""
    return style.light + style.dark


PAGE, TEXT, FAINT, EDGE, TRACK = (both(GROUNDS[name]) for name in ("page", "text", "faint", "edge", "grid"))


def rectangle(corner: Place, size: Place, color: str, more: str = "") -> str:
    """A filled rectangle, from its upper left corner."""
    (left, top), (width, height) = corner, size
    return f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="{color}" {more}/>'


def path(lines: str, color: str, *, width_px: float = 1, dash: str = "", fill: str = "none") -> str:
    """Lines, and what they enclose."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="{lines}" stroke="{color}" stroke-width="{width_px}"{dashes} fill="{fill}"/>'


def words(place: Place, words: str, color: str = TEXT, anchor: str = "start", more: str = "") -> str:
    """A line of text that starts, or is anchored otherwise, at the middle of its height."""
    where = f'x="{place[0]}" y="{place[1]}" dy=".35em" text-anchor="{anchor}"'
    return f'<text {where} fill="{color}" {more}>{escape(words)}</text>' if words else ""


def drawing(width: int | str, height: int, parts: Iterable[str]) -> str:
    """The parts as an SVG; every pair of colours becomes a variable with a value for each theme."""
    body = "".join(parts)
    pairs = sorted(set(PAIR.findall(body)))
    light, dark = ("".join(f"--{a[1:]}{b[1:]}:{(a, b)[theme]};" for a, b in pairs) for theme in (0, 1))
    seen = f'viewBox="0 0 {width} {height}" ' if isinstance(width, int) else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" {seen}font-size="{TEXT_PX}" '
        f'font-family="{FONTS}" style="font-variant-numeric:tabular-nums">'
        f"<style>:root{{{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}</style>"
        + PAIR.sub(lambda pair: f'"var(--{pair[1][1:]}{pair[2][1:]})"', body)
        + "</svg>"
    )


def shortened(name: str) -> str:
    """The name of a class, cut off where it is very long."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def text_width(text: str, size_px: float = TEXT_PX, *, is_bold: bool = False) -> float:
    """How wide a text will be, in shown pixels: measured large, in a font that is wide."""
    return font_of(MEASURED_PX, is_bold=is_bold).getlength(text) * size_px / MEASURED_PX
