"""What a page needs to paint classes and kinds of pixels: the same colours and hatches as in every other picture."""

from typing import Any

from segmetrics_lab.labels import ERRORS, GROUNDS, SCORES, Palette, Style, rgb
from segmetrics_lab.pictures import KIND_STYLES, PixelKind


def kinds_for_page() -> list[dict[str, Any]]:
    """Name, colour, hatch and colour of its lines, of each PixelKind in the order of their numbers.

    >>> kinds_for_page()[2]
    {'name': 'missed', 'color': [201, 54, 13], 'pattern': '/', 'line': [255, 255, 255]}
    """
    return [
        {
            "name": kind.name.lower().replace("_", " "),
            "color": list(style.color),
            "pattern": style.pattern,
            "line": list(style.line),
        }
        for kind, style in sorted(KIND_STYLES.items())
    ]


def kinds_on_photographs() -> list[dict[str, Any]]:
    """The same over a photograph: in the colours for dark grounds, and plain, so that the photograph is seen.

    >>> kinds_on_photographs()[2]
    {'name': 'missed', 'color': [243, 111, 43], 'pattern': None, 'line': [112, 112, 112]}
    """
    styles: dict[str, Style] = {"right background": GROUNDS["casing"], "right object": ERRORS["found"], **ERRORS}
    return [
        {
            **kind,
            "color": list(rgb(styles[kind["name"]].dark)) if kind["name"] in styles else kind["color"],
            "pattern": ERRORS["ignored"].hatch if number == PixelKind.IGNORED else None,
            "line": list(rgb(ERRORS["ignored line"].dark)),
        }
        for number, kind in enumerate(kinds_for_page())
    ]


def classes_for_page(palette: Palette) -> dict[str, Any]:
    """Names, colours, inks on light and dark pages, dashes and letters of the classes, and which is the background.

    >>> classes_for_page(Palette(["table", "cup"]))["letters"]
    ['T', 'C']
    """
    return {
        "names": list(palette.names),
        "colors": [list(color) for color in palette.colors],
        "inks": [[style.light, style.dark] for style in palette.styles],
        "dashes": [style.dash for style in palette.styles],
        "letters": list(palette.letters),
        "background": palette.background,
    }


def lines_for_page() -> dict[str, dict[str, Any]]:
    """Colour, dash, marker and width of the line of each score, by its name in small letters.

    >>> lines_for_page()["precision"]
    {'color': 'var(--precision)', 'dash': '7 4', 'marker': 'square', 'width': 2.5}
    """
    return {
        name.lower(): {
            "color": f"var(--{name.lower()})",
            "dash": style.dash,
            "marker": style.marker,
            "width": style.width_px,
        }
        for name, style in SCORES.items()
    }
