"""Show what every colour, dash, marker, hatch and sign of the course stands for: docs/styles.md and its pictures.

python -m tools.build_styles [FOLDER]      (docs, where no folder is named)
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TypeVar

from segmetrics_lab.labels import CLASSES, ERRORS, GROUNDS, RAMPS, SCORES, TONES, Style
from segmetrics_lab.labels.styles import CONTROLS, ClassStyle, contrast

DOCS = Path(__file__).parents[1] / "docs"
TEMPLATE = Path(__file__).with_name("styles.md")
THEMES = ("light", "dark")
HALF_PX, ROW_PX, EDGE_PX = 400, 36, 16
FONTS = "system-ui, 'Segoe UI', Helvetica, Arial, sans-serif"
MONO = "ui-monospace, Menlo, Consolas, monospace"
Kind = TypeVar("Kind")
Drawn = Callable[[Style, str, float], str]
"""What a style looks like on the ground of a theme, its middle so many pixels below the top."""


@dataclass(frozen=True)
class Section:
    """A table of styles, how its rows are drawn, and what tells them apart where colours are not seen."""

    name: str
    styles: Mapping[str, Style]
    drawn: Drawn
    alt: str
    beside: Callable[[Style], str]


def color(style: Style, theme: str) -> str:
    """The style's colour on the ground of a theme."""
    return style.light if theme == "light" else style.dark


def text(words: str, x: float, y: float, fill: str, more: str = "") -> str:
    """Words at a height."""
    return f'<text x="{x}" y="{y + 4.5}" fill="{fill}" {more}>{escape(words)}</text>'


def area(style: Style, theme: str, y: float) -> str:
    """An area with its hatch and, on a disc, its sign."""
    fill, casing = color(style, theme), color(GROUNDS["casing"], theme)
    line = color(ERRORS["ignored line"], theme) if style.hatch == "-" else casing
    paths = {"/": "M0 22 22 0M11 22 33 0M22 22 44 0M33 22 44 11M0 11 11 0", "-": "M0 5H44M0 11H44M0 17H44"}
    paths["\\"] = "M44 22 22 0M33 22 11 0M22 22 0 0M11 22 0 11M44 11 33 0"
    box = f'<rect width="44" height="22" rx="2" fill="{fill}" stroke="{color(GROUNDS["edge"], theme)}"/>'
    hatch = f'<path d="{paths[style.hatch]}" stroke="{line}" stroke-width="2"/>' if style.hatch else ""
    sign = f'<circle cx="70" cy="11" r="8" fill="{fill}"/>' if style.sign else ""
    sign += text(style.sign, 70, 11, casing, 'text-anchor="middle" font-weight="700"') if style.sign else ""
    return f'<g transform="translate({EDGE_PX} {y - 11})">{box}{hatch}{sign}</g>'


def line(style: Style, theme: str, y: float) -> str:
    """A line with its dashes and, in its middle, its marker."""
    ink, ground = color(style, theme), color(GROUNDS["page"], theme)
    markers = {
        "": "",
        "circle": f'<circle cx="44" r="5" fill="{ink}"/>',
        "hollow circle": f'<circle cx="44" r="4.5" fill="{ground}" stroke="{ink}" stroke-width="2"/>',
        "square": f'<rect x="39.5" y="-4.5" width="9" height="9" fill="{ink}"/>',
        "triangle up": f'<path d="M44-6 50 5H38z" fill="{ink}"/>',
        "diamond": f'<path d="M44-6.5 50.5 0 44 6.5 37.5 0z" fill="{ink}"/>',
        "cross": f'<path d="m39-5 10 10m0-10-10 10" stroke="{ink}" stroke-width="2.5"/>',
    }
    dashes = f' stroke-dasharray="{style.dash}"' if style.dash else ""
    stroke = f'<path d="M0 0H88" stroke="{ink}" stroke-width="{style.width_px:g}"{dashes}/>'
    return f'<g transform="translate({EDGE_PX} {y})">{stroke}{markers[style.marker]}</g>'


def of_class(style: Style, theme: str, y: float) -> str:
    """An area of a class with a letter on it, and its curve."""
    assert isinstance(style, ClassStyle)
    name = next(name for name, each in CLASSES.items() if each is style)
    ink = color(style, theme)
    outline = ink if contrast(style.fill, color(GROUNDS["page"], theme)) < 3 else style.fill
    box = f'<rect width="34" height="24" rx="2" fill="{style.fill}" stroke="{outline}" stroke-width="1.5"/>'
    letter = text(name[0].upper(), 17, 12, style.letter, 'text-anchor="middle" font-weight="700"')
    dashes = f' stroke-dasharray="{style.dash}"' if style.dash else ""
    curve = f'<path d="M44 12h44" stroke="{ink}" stroke-width="2.5"{dashes}/>'
    return f'<g transform="translate({EDGE_PX} {y - 12})">{box}{letter}{curve}</g>'


def tone(style: Style, theme: str, y: float) -> str:
    """The bar and the sign of a feedback."""
    bar = f'<rect x="{EDGE_PX}" y="{y - 13}" width="6" height="26" fill="{color(style, theme)}"/>'
    return bar + text(style.sign, EDGE_PX + 18, y, color(style, theme), 'font-weight="700"')


def plain(style: Style, theme: str, y: float) -> str:
    """An area of one colour."""
    edge = color(GROUNDS["edge"], theme)
    fill = color(style, theme)
    return f'<rect x="{EDGE_PX}" y="{y - 11}" width="44" height="22" rx="2" fill="{fill}" stroke="{edge}"/>'


def without_color(style: Style) -> str:
    """The hatch and the sign of an area."""
    names = {"/": "rising lines", "\\": "falling lines", "-": "level lines"}
    return ", ".join(filter(None, (names.get(style.hatch, ""), f"sign {style.sign}" if style.sign else "")))


def of_line(style: Style) -> str:
    """The dashes and the marker of a line; of a class first its area."""
    fill = f"area `{style.fill}`, " if isinstance(style, ClassStyle) else ""
    return f"{fill}{f'dashes {style.dash}' if style.dash else 'solid'}{f', {style.marker}' if style.marker else ''}"


SECTIONS = (
    Section("errors", ERRORS, area, "areas of a map of errors, with their hatches and signs", without_color),
    Section("scores", SCORES, line, "the line of each score, with its dashes and marker", of_line),
    Section("classes", CLASSES, of_class, "an area of each class with a letter on it, and its curve", of_line),
    Section("tones", TONES, tone, "the bar and the sign of each outcome of a check", without_color),
    Section("controls", CONTROLS, plain, "the colours of what can be touched", without_color),
    Section("grounds", GROUNDS, plain, "the page, its texts and its lines", without_color),
)


def picture(section: Section) -> str:
    """The rows of a section as SVG: left as on a light page, right as on a dark one."""
    halves = []
    for at, theme in enumerate(THEMES):
        rows = [
            section.drawn(style, theme, y)
            + text(name, 120, y, _ink_of(section, style, theme))
            + text(color(style, theme), 240, y, color(GROUNDS["faint"], theme), f'font-family="{MONO}" font-size="12"')
            for name, style, y in _placed(section.styles)
        ]
        halves.append(_half(at, theme, len(section.styles), "".join(rows)))
    return _svg(halves, len(section.styles))


def ramps() -> str:
    """The shades of a matrix as SVG, with numbers on them."""
    halves = []
    for at, theme in enumerate(THEMES):
        rows = ""
        for name, styles, y in _placed(RAMPS):
            rows += text(name, EDGE_PX, y, color(GROUNDS["text"], theme))
            for step, style in enumerate(styles):
                shade, x = color(style, theme), 80 + 34 * step
                ink = max("#000000", "#ffffff", key=lambda ink: contrast(ink, shade))
                rows += f'<rect x="{x}" y="{y - 14}" width="34" height="28" fill="{shade}"/>'
                rows += text(str(step + 1), x + 17, y, ink, 'text-anchor="middle"')
        halves.append(_half(at, theme, len(RAMPS), rows))
    return _svg(halves, len(RAMPS))


def _ink_of(section: Section, style: Style, theme: str) -> str:
    """Names stand in the ink that they have in charts and messages, others in that of all text."""
    has_ink = section.name in ("scores", "classes", "tones")
    return color(style if has_ink else GROUNDS["text"], theme)


def _placed(styles: Mapping[str, Kind]) -> Sequence[tuple[str, Kind, float]]:
    """Each entry with the height of its middle."""
    return [(name, style, EDGE_PX / 2 + ROW_PX * (at + 0.5)) for at, (name, style) in enumerate(styles.items())]


def _half(at: int, theme: str, rows: int, content: str) -> str:
    """The half of a theme on its ground."""
    ground = f'<rect width="{HALF_PX}" height="{ROW_PX * rows + EDGE_PX}" fill="{color(GROUNDS["page"], theme)}"/>'
    return f'<g transform="translate({HALF_PX * at})">{ground}{content}</g>'


def _svg(halves: Sequence[str], rows: int) -> str:
    """Both halves beside each other."""
    size = f'width="{2 * HALF_PX}" height="{ROW_PX * rows + EDGE_PX}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FONTS}" font-size="13" fill="none">'
    return "\n".join([head, *halves, "</svg>", ""])


def table(section: Section) -> str:
    """The same values as text."""
    rows = [["meaning", "light", "dark", "beside it"], ["---"] * 4]
    rows += [[name, f"`{each.light}`", f"`{each.dark}`", section.beside(each)] for name, each in section.styles.items()]
    columns = 4 if any(row[3] for row in rows[2:]) else 3
    return "\n".join(f"| {' | '.join(row[:columns])} |" for row in rows)


def build(folder: Path) -> None:
    """Write the page and its pictures into the folder."""
    (folder / "styles").mkdir(parents=True, exist_ok=True)
    page = TEMPLATE.read_text(encoding="utf-8")
    for section in SECTIONS:
        (folder / "styles" / f"{section.name}.svg").write_text(picture(section), encoding="utf-8")
        shown = f"![{section.alt}: left on a light page, right on a dark one](styles/{section.name}.svg)"
        page = page.replace(f"{{{section.name}}}", f"{shown}\n\n{table(section)}")
    (folder / "styles" / "ramps.svg").write_text(ramps(), encoding="utf-8")
    (folder / "styles.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS)
