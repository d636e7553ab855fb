"""Every meaning has one look, which colour-blind eyes, poor screens and grey print can tell apart too."""

import ast
import re
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pytest
from skimage.color import deltaE_ciede2000, rgb2lab

import segmetrics_lab
from segmetrics_lab.labels import CLASSES, ERRORS, GROUNDS, OTHERS, RAMPS, SCORES, TONES, style_of_fill
from segmetrics_lab.labels.styles import CALLED, CONTROLS, contrast, style_sheet_of_styles

LEAST_DISTANCE = 11
LEAST_OF_TEXT, LEAST_OF_MARKS = 4.5, 3
THEMES = ("light", "dark")
PAGES = {"light": ("#ffffff", "#f6f6f6"), "dark": ("#111111", "#212121")}
"""The grounds on which texts and marks stand: the page, the rest of a map of errors, JupyterLab's panels."""

SIGHTS = {
    "normal": np.eye(3),
    "protan": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deutan": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritan": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
"""Matrices on linear RGB at severity 1 (Machado and others 2009, doi:10.1109/TVCG.2009.113)."""


def rgb(color):
    return np.array(list(bytes.fromhex(color[1:]))) / 255


def seen(color, sight):
    """The colour in CIELAB as eyes of this kind see it."""
    encoded = rgb(color)
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    light = np.clip(SIGHTS[sight] @ linear, 0, 1)
    again = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    return rgb2lab(again[np.newaxis, np.newaxis])[0, 0]


def distance(one, other):
    """The smallest CIEDE2000 of two colours among the four kinds of sight."""
    return min(float(deltaE_ciede2000(seen(one, sight), seen(other, sight))) for sight in SIGHTS)


def colors(table, theme, *names):
    return {name: getattr(table[name], theme) for name in names or table}


FILLS = {name: style.fill for name, style in CLASSES.items()}
WRONG_OR_FOUND = ("missed", "extra", "found")
GREYS = [f"#{value:02x}{value:02x}{value:02x}" for value in range(0, 256, 15)]
PALE_GREYS = {f"grey {value}": f"#{value:02x}{value:02x}{value:02x}" for value in range(0xAD, 0x100, 4)}
"""A picture in grey at 32 %, on which wrong pixels have the colour of the class that was said."""


def found_over(grey):
    """The dark set's found at 55 % over a grey of a photograph."""
    mixed = 0.55 * rgb(ERRORS["found"].dark) + 0.45 * rgb(grey)
    return "#" + bytes(np.round(255 * mixed).astype(np.uint8)).hex()


ON_PHOTOGRAPHS = {f"found over {grey}": found_over(grey) for grey in GREYS}

TOGETHER = {
    "classes and errors on light grounds": FILLS | colors(ERRORS, "light", *WRONG_OR_FOUND, "found area"),
    "classes and errors on photographs": FILLS | colors(ERRORS, "dark", *WRONG_OR_FOUND),
    **{
        f"{what}, {theme}": colors(table, theme, *names)
        for theme in THEMES
        for what, table, names in (
            ("map of errors", ERRORS, ("rest", "found area", *WRONG_OR_FOUND)),
            ("inks of classes", CLASSES, ()),
            ("scores", SCORES, ()),
            ("tones", TONES, ()),
        )
    },
}
"""Sets within which any two must be told apart."""

BESIDE = {
    "ignored beside classes": ({"ignored": ERRORS["ignored"].light}, FILLS),
    "found area on dark grounds beside classes": ({"found area": ERRORS["found area"].dark}, FILLS),
    "found on photographs": (ON_PHOTOGRAPHS, colors(ERRORS, "dark", "missed", "extra")),
    "classes on a pale picture": (FILLS, PALE_GREYS),
    **{
        f"{what}, {theme}": (first(theme), second(theme))
        for theme in THEMES
        for what, first, second in (
            (
                "ignored beside errors",
                lambda theme: colors(ERRORS, theme, "ignored"),
                lambda theme: colors(ERRORS, theme, *WRONG_OR_FOUND, "found area"),
            ),
            (
                "inks beside the baseline",
                lambda theme: colors(CLASSES, theme),
                lambda theme: colors(SCORES, theme, "baseline"),
            ),
            (
                "accent beside scores",
                lambda theme: colors(CONTROLS, theme, "accent"),
                lambda theme: colors(SCORES, theme),
            ),
            (
                "tones beside errors and accent",
                lambda theme: colors(TONES, theme, "not yet", "could not run"),
                lambda theme: colors(ERRORS, theme, "missed", "extra") | colors(CONTROLS, theme, "accent"),
            ),
        )
    },
}
"""Pairs of sets: each of the first must be told apart from each of the second."""

NEARER = {
    ("ignored beside errors, light", "ignored", "found area"): 10.6,  # ignored has level lines, found area never
    ("ignored beside errors, dark", "ignored", "found area"): 8.0,
    ("found area on dark grounds beside classes", "found area", "background"): 9.5,  # never in one picture
    # The baseline is 1 px, without a marker, with its name: no class is drawn so.
    ("inks beside the baseline, light", "grass", "baseline"): 9.4,
    ("inks beside the baseline, light", "person", "baseline"): 8.2,
    ("inks beside the baseline, light", "marking", "baseline"): 9.0,
    ("inks beside the baseline, dark", "person", "baseline"): 9.7,
    ("inks beside the baseline, dark", "building", "baseline"): 9.1,
    # A tone is a bar with a sign and words, an error is an area.
    ("tones beside errors and accent, light", "not yet", "missed"): 8.2,
    ("tones beside errors and accent, dark", "not yet", "missed"): 8.4,
    ("tones beside errors and accent, light", "could not run", "missed"): 8.4,
}
"""The pairs that are nearer than LEAST_DISTANCE, why that does no harm, and how near they may be."""


def pairs_of(what):
    if what in TOGETHER:
        return combinations(TOGETHER[what].items(), 2)
    return product(*(side.items() for side in BESIDE[what]))


def test_the_distance_is_that_of_the_literature_and_colour_blind_sight_makes_some_colours_one():
    assert deltaE_ciede2000([50, 2.6772, -79.7751], [50, 0, -82.7485]) == pytest.approx(2.0425, abs=1e-4)
    assert distance("#5a7d1c", "#7d6e20") == pytest.approx(0.5, abs=0.06)  # a green and a brown, for deutan sight
    assert deltaE_ciede2000(seen("#5a7d1c", "normal"), seen("#7d6e20", "normal")) > LEAST_DISTANCE


@pytest.mark.parametrize("what", [*TOGETHER, *BESIDE])
def test_any_two_are_told_apart_by_four_kinds_of_sight(what):
    distances = {(what, one, other): distance(color, beside) for (one, color), (other, beside) in pairs_of(what)}
    near = {pair for pair, found in distances.items() if found < LEAST_DISTANCE}
    assert near == {pair for pair in NEARER if pair[0] == what}
    assert [pair for pair in near if distances[pair] < NEARER[pair]] == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("table", "names"),
    [(GROUNDS, ("text", "faint")), (ERRORS, WRONG_OR_FOUND), (SCORES, ()), (TONES, ()), (CONTROLS, ("accent",))],
    ids=["texts", "errors", "scores", "tones", "accent"],
)
def test_what_is_read_can_be_read(table, names, theme):
    weak = {
        (name, page, found)
        for (name, color), page in product(colors(table, theme, *names).items(), PAGES[theme])
        if (found := contrast(color, page)) < LEAST_OF_TEXT
    }
    assert weak == set()


@pytest.mark.parametrize("theme", THEMES)
def test_the_name_of_a_class_can_be_read_in_its_ink_and_its_outline_seen(theme):
    for style in CLASSES.values():
        assert contrast(getattr(style, theme), getattr(GROUNDS["page"], theme)) >= LEAST_OF_TEXT
        assert min(contrast(getattr(style, theme), page) for page in PAGES[theme]) >= LEAST_OF_MARKS


def test_the_letter_on_a_class_the_text_on_the_accent_and_a_sign_on_its_disc_can_be_read():
    assert min(contrast(style.fill, style.letter) for style in CLASSES.values()) >= LEAST_OF_TEXT
    for theme in THEMES:
        on_accent = colors(CONTROLS, theme)
        assert contrast(on_accent["accent"], on_accent["on accent"]) >= LEAST_OF_TEXT
        casing = getattr(GROUNDS["casing"], theme)
        assert min(contrast(color, casing) for color in colors(ERRORS, theme, "missed", "extra").values()) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_edges_and_outlines_are_seen(theme):
    edge = getattr(GROUNDS["edge"], theme)
    assert min(contrast(edge, page) for page in PAGES[theme]) >= LEAST_OF_MARKS
    found = getattr(ERRORS["found"], theme)
    grounds = colors(ERRORS, theme, "found area", "rest")
    assert min(contrast(found, ground) for ground in grounds.values()) >= LEAST_OF_MARKS


def test_errors_on_photographs_are_seen_up_to_a_middle_grey():
    marks = colors(ERRORS, "dark", *WRONG_OR_FOUND)
    grounds = (GROUNDS["casing"].dark, ERRORS["rest"].dark, "#444444")
    assert min(contrast(mark, ground) for mark, ground in product(marks.values(), grounds)) >= LEAST_OF_MARKS


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ramp", RAMPS)
def test_numbers_can_be_read_on_every_shade_of_a_matrix_and_shades_go_one_way(ramp, theme):
    shades = [getattr(style, theme) for style in RAMPS[ramp]]
    assert min(max(contrast(shade, ink) for ink in ("#000000", "#ffffff")) for shade in shades) >= LEAST_OF_TEXT
    steps = np.diff([seen(shade, "normal")[0] for shade in shades])
    assert len(steps) == 8
    assert (steps < -2).all() if theme == "light" else (steps > 2).all()


@pytest.mark.parametrize("theme", THEMES)
def test_a_score_has_the_colour_of_what_it_counts(theme):
    same = {"recall": "missed", "precision": "extra", "IoU": "found"}
    assert {score: getattr(SCORES[score], theme) for score in same} == {
        score: getattr(ERRORS[error], theme) for score, error in same.items()
    }
    assert getattr(TONES["correct"], theme) == getattr(ERRORS["found"], theme)
    assert {style.light if theme == "light" else style.dark for style in OTHERS} == {getattr(GROUNDS["text"], theme)}


def test_without_colour_a_score_is_told_by_its_line_and_an_error_by_its_sign():
    lines = [(style.dash, style.marker) for style in SCORES.values()]
    assert len(set(lines)) == len(lines) == 8
    lines = [(style.dash, style.marker) for style in OTHERS]
    assert len({dash for dash, _ in lines}) == len({marker for _, marker in lines}) == len(lines) == 6
    assert (ERRORS["missed"].sign, ERRORS["extra"].sign) == ("−", "+")
    assert sorted(style.hatch for style in ERRORS.values() if style.hatch) == sorted(("/", "\\", "-"))
    assert not any(style.hatch for style in CLASSES.values())
    assert len({style.sign for style in TONES.values()}) == len(TONES)
    assert set(CALLED.values()) <= set(SCORES)


@pytest.mark.parametrize("fill", ["#00ff00", "#000000", "#ffffff", "#808080", "#0000ff", "#ffff00"])
def test_a_colour_of_ones_own_gets_inks_that_can_be_read(fill):
    style = style_of_fill(fill)
    assert (style.fill, len(style.light), len(style.dark)) == (fill, 7, 7)
    assert contrast(style.light, "#ffffff") >= LEAST_OF_TEXT
    assert contrast(style.dark, "#111111") >= LEAST_OF_TEXT
    assert contrast(style.letter, fill) >= LEAST_OF_TEXT


def test_a_page_has_a_variable_for_every_meaning():
    sheet = style_sheet_of_styles()
    names = re.findall(r"^  --([\w-]+): (light-dark\(#\w{6}, #\w{6}\));$", sheet, flags=re.M)
    assert len(names) == len(sheet.splitlines()) - 2
    assert len({name for name, _ in names}) == len(names)
    values = dict(names)
    assert values["recall"] == values["missed"] == "light-dark(#c9360d, #f36f2b)"
    assert {"found-area", "could-not-run", "on-accent", "class-sky", "faint"} <= set(values)


# No colour stands outside the table.

LIBRARY = Path(segmetrics_lab.__file__).parent
HEX = re.compile(r"#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?![\w-])", flags=re.I)
IN_NUMBERS = re.compile(r"\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(\s*[\d.]")
BLACK_OR_WHITE = {"#000", "#fff", "#000000", "#ffffff"}
"""Casings and letters, which have to differ from whatever lies below them."""

EXAMPLES = {("scenes/own_picture.py", "#e69f00")}
"""A colour that a learner might write, in a message."""


def texts_of(path):
    """What a file hands to a page or a picture: the texts of a Python file without its docstrings, all of another."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return [source]
    tree = ast.parse(source)
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in alone]
    return [node.value for node in constants if isinstance(node.value, str)]


def colors_in(path):
    texts = texts_of(path)
    return [color for text in texts for color in (*HEX.findall(text), *IN_NUMBERS.findall(text))]


def test_a_colour_in_a_file_is_found(tmp_path):
    (tmp_path / "one.py").write_text('"""Not "#123456"."""\nINK = f"color:#12ab3c;{1}"\n', encoding="utf-8")
    (tmp_path / "two.css").write_text("p { color: #1a3; background: rgb(1 2 3) } #id-of-a-part { top: 0 }", "utf-8")
    assert colors_in(tmp_path / "one.py") == ["#12ab3c"]
    assert colors_in(tmp_path / "two.css") == ["#1a3", "rgb(1"]


def test_no_colour_stands_outside_the_table_of_styles():
    sources = [path for path in sorted(LIBRARY.rglob("*")) if path.suffix in {".py", ".js", ".css"}]
    found = {(path.relative_to(LIBRARY).as_posix(), color.lower()) for path in sources for color in colors_in(path)}
    assert {name for name, _ in found} >= {"labels/styles.py", "scenes/own_picture.py"}
    outside = {(name, color) for name, color in found if color not in BLACK_OR_WHITE and name != "labels/styles.py"}
    assert outside == EXAMPLES
