"""Styles: what every colour, dash, marker, hatch and sign of the course stands for, in one table.

Figures, reports, feedback, the cheat sheet and the page's style sheet are made from it. The colours were found by a
search: any two classes or errors differ by at least 11 in CIEDE2000, for normal sight and for protan, deutan and
tritan sight (Machado and others 2009), and texts have a contrast of at least 4.5:1. docs/styles.md shows them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LEAST_CONTRAST = 4.5


@dataclass(frozen=True)
class Style:
    """How one meaning looks: its colour on light and on dark grounds, and what tells it apart without colour."""

    light: str
    dark: str
    dash: str = ""  # lengths of strokes and gaps, as in SVG; "" is solid
    marker: str = ""
    hatch: str = ""
    sign: str = ""
    width_px: float = 2.5


@dataclass(frozen=True)
class ClassStyle(Style):
    """How a class looks: its ink as a line or text, and in maps of both themes its fill, with the letter on it."""

    fill: str = ""
    letter: str = ""


GROUNDS = {
    "page": Style("#ffffff", "#111111"),
    "text": Style("#222222", "#f3f4f4"),
    "faint": Style("#5f6162", "#b4b6b7"),
    "edge": Style("#85888a", "#7c7f81"),
    "grid": Style("#e6e6e6", "#363636"),
    "casing": Style("#ffffff", "#111111"),
}

ERRORS = {
    "missed": Style("#c9360d", "#f36f2b", hatch="/", sign="−"),
    "extra": Style("#2141af", "#6a8af6", hatch="\\", sign="+"),
    "found": Style("#165d41", "#9de1b7"),
    "found area": Style("#a0deb4", "#255c46"),
    "rest": Style("#f6f6f6", "#2a2a2a"),
    "ignored": Style("#e0e0e0", "#3d3d3d", hatch="-"),
    "ignored line": Style("#969696", "#707070"),
}
"""Of maps: the light colours on light grounds, the dark ones on photographs, whatever the theme."""

SCORES = {
    "accuracy": Style("#222222", "#f3f4f4"),
    "IoU": Style("#165d41", "#9de1b7", marker="circle"),
    "precision": Style("#2141af", "#6a8af6", dash="7 4", marker="square"),
    "recall": Style("#c9360d", "#f36f2b", dash="2 3", marker="triangle up"),
    "Dice": Style("#a55490", "#f3a9c8", dash="8 3 2 3", marker="diamond"),
    "baseline": Style("#6d6f6f", "#939395", dash="4 4", width_px=1),
    "training": Style("#797146", "#cab77b", marker="hollow circle"),
    "validation": Style("#5b2463", "#c18cbf", dash="6 3", marker="cross"),
}
"""A score has the colour of the error that it counts: recall of missed, precision of extra, IoU of found."""

CLASSES = {
    "background": ClassStyle("#4f5058", "#c2c3c7", fill="#4a4d54", letter="#ffffff"),
    "object": ClassStyle("#73511e", "#e7ac08", fill="#f8b717", letter="#000000"),
    "sky": ClassStyle("#2078b3", "#7cc4f0", fill="#6ab9e7", letter="#000000"),
    "trees": ClassStyle("#0e4332", "#54ac64", "8 4", fill="#507747", letter="#ffffff"),
    "grass": ClassStyle("#637f00", "#add17e", "8 4", fill="#a0bf77", letter="#000000"),
    "person": ClassStyle("#a74081", "#e37abb", "8 4", fill="#c15d9a", letter="#000000"),
    "building": ClassStyle("#552c08", "#c3a39b", "2 3", fill="#9e7b71", letter="#000000"),
    "marking": ClassStyle("#78744f", "#faf9be", "2 3", fill="#ffed9b", letter="#000000"),
}

TONES = {
    "correct": Style("#165d41", "#9de1b7", sign="✓"),
    "not yet": Style("#6e3b00", "#e0b644", sign="→"),
    "not attempted": Style("#6d6f6f", "#939395", sign="○"),
    "could not run": Style("#ae2b4d", "#ff8dbc", sign="!"),
}

CONTROLS = {"accent": Style("#6f46ee", "#bcaeff"), "on accent": Style("#ffffff", "#111111")}
"""For what can be touched, and for nothing else."""

RAMPS = {
    name: tuple(map(Style, light.split(), dark.split()))
    for name, (light, dark) in {
        "right": (
            "#e8f4ee #cee0d7 #b4ccc0 #9ab9a9 #81a693 #68937e #4f8169 #356f55 #165d41",
            "#20302a #2e433a #3c584a #4b6d5b #5b836c #6b997e #7bb191 #8cc9a4 #9de1b7",
        ),
        "wrong": (
            "#fdeee9 #fad9cf #f5c3b6 #f0ae9c #ea9883 #e3826a #db6b50 #d25334 #c9360d",
            "#3a2420 #4f2d24 #643627 #7a3f29 #91492b #a9522c #c15c2d #da652c #f36f2b",
        ),
    }.items()
}
"""Shades of a matrix, from few pixels to many: of right ones on the diagonal, and of wrong ones beside it."""

CALLED = {
    "pixel accuracy": "accuracy",
    "mean IoU": "IoU",
    "mean Dice": "Dice",
    "F": "Dice",
    "F1": "Dice",
    "test": "validation",
    "other frame": "validation",
    "blank": "baseline",
    "line of the rule": "baseline",
}
"""Other names of the same scores."""

OTHERS = tuple(
    Style("#222222", "#f3f4f4", dash, marker)
    for dash, marker in zip(
        ("", "7 4", "2 3", "8 3 2 3", "10 4", "6 3"),
        ("circle", "square", "triangle up", "diamond", "hollow circle", "cross"),
        strict=True,
    )
)
"""For curves with names of their own (conditions, tries): all in the ink of text, told apart by dash, marker, name."""


def score_named(name: str) -> str | None:
    """The score that a name begins with, as "IoU" of "mean IoU, noon" or "training" of "training accuracy".

    >>> score_named("recall of road"), score_named("Iowa")
    ('recall', None)
    """
    called = {score: score for score in SCORES} | CALLED
    begins = [other for other in called if re.match(rf"{re.escape(other)}\b", name)]
    return called[max(begins, key=len)] if begins else None


def style_of_fill(fill: str) -> ClassStyle:
    """The style of the class with this fill, "#rrggbb"; a colour of one's own gets inks of its hue that can be read.

    >>> style_of_fill("#6ab9e7") is CLASSES["sky"], style_of_fill("#00ff00").light
    (True, '#008000')
    """
    for style in CLASSES.values():
        if style.fill == fill:
            return style
    letter = max("#000000", "#ffffff", key=lambda ink: contrast(ink, fill))
    return ClassStyle(_ink(fill, GROUNDS["page"].light), _ink(fill, GROUNDS["page"].dark), fill=fill, letter=letter)


def _ink(fill: str, ground: str) -> str:
    """The colour, mixed with black or white until it can be read as text on a ground."""
    end = max("#000000", "#ffffff", key=lambda ink: contrast(ink, ground))
    mixes = (
        hexadecimal(round(((20 - step) * a + step * b) / 20) for a, b in zip(rgb(fill), rgb(end), strict=True))
        for step in range(21)
    )
    return next(mixed for mixed in mixes if contrast(mixed, ground) >= LEAST_CONTRAST)


def contrast(one: str, other: str) -> float:
    """How strongly two colours differ in lightness: 1 to 21, as WCAG 2 defines it.

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    darker, lighter = sorted((luminance(rgb(one)), luminance(rgb(other))))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: Sequence[int]) -> float:
    """How light (red, green, blue) is, 0 to 1, relative to white (WCAG 2)."""
    parts = (part / 255 for part in color)
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def rgb(color: str) -> tuple[int, ...]:
    """A colour of the table, "#rrggbb", as (red, green, blue)."""
    return tuple(bytes.fromhex(color[1:]))


def hexadecimal(color: Iterable[int]) -> str:
    """(red, green, blue) as "#rrggbb"."""
    return "#" + bytes(map(int, color)).hex()


def style_sheet_of_styles() -> str:
    """The table as CSS custom properties: --missed, --found-area, --iou, --class-sky (a class's ink).

    >>> style_sheet_of_styles().splitlines()[7]
    '  --missed: light-dark(#c9360d, #f36f2b);'
    """
    named = GROUNDS | ERRORS | SCORES | TONES | CONTROLS | {f"class {name}": CLASSES[name] for name in CLASSES}
    lines = (
        f"  --{name.lower().replace(' ', '-')}: light-dark({style.light}, {style.dark});\n"
        for name, style in named.items()
    )
    return f".segmetrics {{\n{''.join(lines)}}}\n"
