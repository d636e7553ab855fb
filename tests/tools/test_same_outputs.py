"""What a notebook says today is compared with what is committed, and every difference is said."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from segmetrics_lab.widgets.base import ALIVE
from tools.alive import kept_run
from tools.execution import WIDGET_VIEW, execute
from tools.same_outputs import differences

LIBRARY = Path(__file__).parents[2] / "segmetrics_lab"
IMG = '<img alt="{}" src="data:image/png;base64,{}">'


def printed(text):
    return new_output("stream", name="stdout", text=text)


def value(plain, **data):
    return new_output("execute_result", data={"text/plain": plain, **data})


def shown(plain, **data):
    return new_output("display_data", data={"text/plain": plain, **data})


def html(text):
    return {"text/html": text}


def notebook(*outputs, name="cell", source="look()"):
    return new_notebook(cells=[new_code_cell(source, id=name, outputs=list(outputs))])


@pytest.mark.parametrize(
    ("committed", "today"),
    [
        ([printed("0.53\n")], [printed("0.53\n")]),
        ([value("a cup", **html(IMG.format("a cup", "AAAA")))], [value("a cup", **html(IMG.format("a cup", "BBBB")))]),
        ([value("W", **html("still"))], [value("W", **html("still"), **{ALIVE: {"widget": "w"}, WIDGET_VIEW: {}})]),
        ([shown("axes", **{"image/png": "AAAA"})], [shown("axes", **{"image/png": "BBBB"})]),
        ([], []),
    ],
    ids=["text", "bytes of a picture", "state of a widget", "a figure", "nothing"],
)
def test_the_same_is_no_difference(committed, today):
    assert differences(notebook(*committed), notebook(*today), "03") == []


@pytest.mark.parametrize(
    ("committed", "today", "said"),
    [
        ([printed("0.53\n")], [printed("0.54\n")], ["stdout\n0.53", "stdout\n0.54"]),
        ([value("0.53")], [value("0.54")], ["0.53", "0.54"]),
        ([value("7", **html("<b>7</b>"))], [value("7", **html("<b>8</b>"))], ["<b>7</b>", "<b>8</b>"]),
        (
            [value("a", **html(IMG.format("a cup", "AAAA")))],
            [value("a", **html(IMG.format("a pot", "AAAA")))],
            ["a cup", "a pot"],
        ),
        ([value("a cup", **html(IMG.format("a", "AAAA")))], [value("a cup")], ["PICTURE", "text/plain\na cup"]),
        ([printed("7")], [], ["stdout\n7", "nothing more"]),
        ([], [value("7")], ["nothing more", "text/plain\n7"]),
        ([printed("7")], [shown("7")], ["stdout", "display_data"]),
        (
            [printed("7")],
            [new_output("error", ename="ValueError", evalue="no")],
            ["stdout\n7", "error\nValueError: no"],
        ),
    ],
    ids=["print", "value", "html", "alt", "no picture", "nothing today", "new", "another kind", "error"],
)
def test_every_other_text_is_a_difference_that_names_its_place_and_both_texts(committed, today, said):
    [found] = differences(notebook(*committed), notebook(*today), "03.ipynb")
    assert found.startswith("03.ipynb, cell cell:\nlook()\n")
    old, new = found.split("--- said today\n")
    assert said[0] in old
    assert said[1] in new


def test_of_a_long_text_only_what_is_near_is_shown():
    [found] = differences(notebook(printed("a" * 9999 + "7")), notebook(printed("a" * 9999 + "8")), "03")
    assert len(found) < 1500
    assert "a7" in found
    assert "a8" in found


def test_cells_of_the_lecture_are_passed_over_and_a_missing_or_moved_cell_is_said():
    first, second = new_code_cell("1", id="one"), new_code_cell("2", id="two")
    committed = new_notebook(cells=[first, second])
    of_lecture = new_code_cell("RoomVote()", id="vote", outputs=[value("a vote")])
    assert differences(committed, new_notebook(cells=[first, of_lecture, second]), "03") == []
    for cells in ([first], [second, first]):
        assert "cell two: it is not in the run" in differences(committed, new_notebook(cells=cells), "03")[0]


LESSON = """
import numpy as np
from segmetrics_lab.metrics import confusion_matrix, pixel_accuracy
pixel_accuracy(confusion_matrix(np.array([[0, 1]]), np.array([[0, 0]]), 2))
"""


def test_a_changed_result_of_the_library_is_a_difference(tmp_path, monkeypatch):
    path = tmp_path / "lesson.ipynb"
    committed = new_notebook(cells=[new_code_cell(LESSON)])
    execute(committed, tmp_path)
    nbformat.write(committed, path)
    assert differences(committed, kept_run(path, tmp_path, tmp_path / "as_it_is.ipynb"), "lesson") == []
    shutil.copytree(LIBRARY, tmp_path / "changed" / LIBRARY.name, ignore=shutil.ignore_patterns("course", "*.ipynb"))
    module = tmp_path / "changed" / LIBRARY.name / "metrics" / "__init__.py"
    module.write_text(module.read_text(encoding="utf-8") + "\npixel_accuracy = lambda matrix: 0.25\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "changed"))
    [found] = differences(committed, kept_run(path, tmp_path, tmp_path / "changed.ipynb"), "lesson")
    assert "0.5\n--- said today" in found
    assert found.endswith("0.25")
