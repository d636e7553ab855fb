"""What tests read off the drawings in a picture: rectangles and texts, with the colours of both themes."""

import re
from base64 import b64decode
from xml.etree import ElementTree

import numpy as np

SVG = "{http://www.w3.org/2000/svg}"
EMBEDDED = re.compile("data:image/svg\\+xml;base64,([A-Za-z0-9+/=]+)")
VARIABLE = re.compile("var\\(--([0-9a-f]{6})([0-9a-f]{6})\\)")


def drawings_of(picture):
    return [ElementTree.fromstring(b64decode(content)) for content in EMBEDDED.findall(picture.html())]


def colors_of(element, attribute="fill"):
    """The colour on a light and on a dark page."""
    found = VARIABLE.fullmatch(element.get(attribute, ""))
    return tuple(f"#{color}" for color in found.groups()) if found else None


def lines(svg, style):
    """The curves in the colour and dash of a style, each as its points."""
    look = {"stroke": colour(style), "stroke-width": str(style.width_px), "fill": "none"}
    look |= {"stroke-dasharray": style.dash} if style.dash else {}
    paths = [path.get("d") for path in svg.iter(f"{SVG}path") if {**path.attrib, "d": ""} == look | {"d": ""}]
    return [np.array(re.findall(r"[ML]([\d.]+) ([\d.]+)", path), dtype=float) for path in paths]


def colour(style):
    return f"var(--{style.light[1:]}{style.dark[1:]})"


def rectangles(drawing, style):
    """Left, top, width and height of what is filled in this style of the table, as written."""
    return [
        tuple(element.get(side) for side in ("x", "y", "width", "height"))
        for element in drawing.iter(f"{SVG}rect")
        if colors_of(element) == (style.light, style.dark)
    ]


def texts_of(drawing):
    return [element.text for element in drawing.iter(f"{SVG}text") if element.text]


def words_of(picture):
    """The texts of the page around the drawings."""
    return re.findall(">([^<>]+)<", picture.html())


def contrast(one, other):
    """WCAG 2, worked out here once more."""
    lights = []
    for color in (one, other):
        parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        lights.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
    return max(lights) / min(lights)
