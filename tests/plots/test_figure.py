"""What all plots have in common: nothing stays open, nothing is displayed, nobody's settings are seen or changed."""

import re
import subprocess
import sys
from base64 import b64decode

import numpy as np
import pytest

from segmetrics_lab import plots
from segmetrics_lab.metrics import threshold_sweep
from segmetrics_lab.pictures import Picture
from segmetrics_lab.pictures.regions import innermost_point
from segmetrics_lab.plots import show_curves, show_label_maps, show_matrix, show_report, show_reports, show_sweep
from segmetrics_lab.report import Report

TRUTH = np.array([[0, 0, 1], [0, 1, 1], [0, 0, 0]])


def run_anew(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def draw_label_maps():
    return show_label_maps(truth=TRUTH, prediction=np.roll(TRUTH, 1, axis=1))


def draw_matrix():
    return show_matrix(np.array([[3, 1], [0, 4]]), ["table", "cup"])


def draw_curves():
    return show_curves([1, 2], {"test": [0.2, 0.4]}, x_label="depth", y_label="accuracy")


def draw_sweep():
    return show_sweep(threshold_sweep(TRUTH, np.linspace(0, 1, 9).reshape(3, 3)), marked=0.5)


def draw_report():
    return show_report(Report.from_matrix(np.array([[3, 1], [0, 4]]), ["table", "cup"]))


def draw_reports():
    report = Report.from_matrix(np.array([[3, 1], [0, 4]]), ["table", "cup"])
    return show_reports({"forest": report, "tree": report})


everything = pytest.mark.parametrize(
    "draw", [draw_label_maps, draw_matrix, draw_curves, draw_sweep, draw_report, draw_reports]
)


@everything
def test_a_picture_is_returned_and_nothing_is_displayed(draw, capsys):
    assert isinstance(draw(), Picture)
    assert capsys.readouterr() == ("", "")


@everything
def test_the_same_values_give_the_same_picture(draw):
    assert draw().html() == draw().html()


@pytest.mark.parametrize("draw", [draw_curves, draw_sweep])
def test_every_colour_of_a_chart_has_a_value_for_both_themes(draw):
    drawings = svgs(draw())
    assert drawings
    for svg in drawings:
        rules, rest = re.search("<style>(.*?)</style>", svg)[1], re.sub("<style>.*?</style>", "", svg)
        light, dark = rules.split("@media(prefers-color-scheme:dark)")
        used = set(re.findall(r"var\((--\w+)\)", rest))
        assert "--222222f3f4f4" in used
        assert re.findall("#[0-9a-f]{6}", rest) == []
        assert used == set(re.findall(r"(--\w+):#", light)) == set(re.findall(r"(--\w+):#", dark))


def svgs(picture):
    return [b64decode(data).decode() for data in re.findall(r"data:image/svg\+xml;base64,([^\"]+)", picture.html())]


def test_texts_grow_where_a_chart_is_shown_narrow():
    assert "@media(max-width:515px){text{font-size:16px}}" in svgs(draw_curves())[0]


def test_a_chart_is_drawn_without_matplotlib():
    drawn = "plots.show_curves([1, 2], {'IoU': [0, 1]}, x_label='depth', y_label='score')"
    assert run_anew(f"import sys; from segmetrics_lab import plots; {drawn}; print('matplotlib' in sys.modules)") == (
        "False\n"
    )


def test_plots_do_not_load_models_nor_scikit_learn():
    loaded = "{'segmetrics_lab.models', 'sklearn', 'skimage'} & set(sys.modules)"
    assert run_anew(f"import sys, segmetrics_lab.plots; print({loaded})") == "set()\n"


def test_all_names_are_there():
    names = ["show_course_map", "show_curves", "show_fractions", "show_label_maps"]
    names += ["show_matrix", "show_peaks", "show_probability", "show_report", "show_reports", "show_sweep", "show_tree"]
    assert plots.__all__ == names
    assert all(hasattr(plots, name) for name in plots.__all__)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["....", ".##.", "...."], (1, 1, 1)),
        (["###.", "###.", "###."], (1, 1, 2)),
        (["#....", ".....", "..###", "..###", "..###"], (3, 3, 2)),
        (["#"], (0, 0, 1)),
    ],
)
def test_a_letter_stands_where_a_class_is_widest(rows, expected):
    assert innermost_point(np.array([[sign == "#" for sign in row] for row in rows])) == expected


def test_the_middle_of_a_ring_is_not_in_the_ring():
    ring = np.ones((9, 9), dtype=bool)
    ring[3:6, 3:6] = False
    row, column, depth = innermost_point(ring)
    assert ring[row, column]
    assert depth == 2
