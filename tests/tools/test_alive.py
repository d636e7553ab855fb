"""A notebook is run once with its widgets alive, and run again when something changes on which it depends."""

import nbformat
import pytest
from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from segmetrics_lab.widgets.base import ALIVE
from tools import alive, execution
from tools.alive import committed, kept_run, run_of
from tools.execution import WIDGET_VIEW

ASKING = """
from segmetrics_lab.widgets import PredictFirst
PredictFirst("Is it large?", "yes", choices=["yes", "no"], because="It is so.")
"""
EXPLORER = "from segmetrics_lab.widgets import MatrixExplorer\nMatrixExplorer([[3, 1], [2, 4]], ['table', 'cup'])"


@pytest.fixture
def place(tmp_path):
    """Where a notebook stands, where it runs, and where its run is kept."""
    return tmp_path / "lesson.ipynb", tmp_path, tmp_path / "kept" / "lesson.ipynb"


def written(place, *sources, **metadata):
    cells = [new_markdown_cell("# A lesson"), *(new_code_cell(source, metadata=metadata) for source in sources)]
    nbformat.write(new_notebook(cells=cells), place[0])
    return place


def texts(run):
    return [output["text"] for cell in run.cells for output in cell.get("outputs", [])]


@pytest.fixture
def runs(monkeypatch):
    """How many cells each run had, from now on."""
    counts = []
    really = execution.execute

    def counted(notebook, *given, **options):
        counts.append(len(notebook.cells))
        really(notebook, *given, **options)

    monkeypatch.setattr(execution, "execute", counted)
    return counts


def test_widgets_say_their_state_beside_their_still_picture(place):
    run = kept_run(*written(place, ASKING, EXPLORER))
    question, explorer = (cell.outputs[0].data for cell in run.cells[1:])
    assert question[ALIVE]["widget"] == "predict_first"
    assert question[ALIVE]["state"]["question"] == "Is it large?"
    assert question["text/html"].endswith("open the answer</summary><p>It is &quot;yes&quot;. It is so.</p></details>")
    assert explorer[ALIVE]["state"]["matrix"] == [[3, 1], [2, 4]]
    assert explorer["text/plain"].startswith("MatrixExplorer: ")
    assert WIDGET_VIEW not in explorer
    nbformat.validate(run)


def test_a_run_is_kept_and_its_texts_and_metadata_are_those_of_today(place, runs):
    kept_run(*written(place, "print('a cup')"))
    written(place, "print('a cup')", slide="A cup")
    again = kept_run(*place)
    assert (texts(again), runs) == (["a cup\n"], [2])
    assert again.cells[1].metadata.slide == "A cup"
    assert again.cells[1].id == nbformat.read(place[0], as_version=4).cells[1].id


def test_changed_code_runs_again(place, runs):
    kept_run(*written(place, "print('a cup')"))
    assert texts(kept_run(*written(place, "print('a pot')"))) == ["a pot\n"]
    assert texts(kept_run(*place)) == ["a pot\n"]
    assert runs == [2, 2]


def test_a_changed_library_runs_again_but_not_what_only_a_browser_reads(place, runs, tmp_path, monkeypatch):
    library = tmp_path / "segmetrics_lab"
    (library / "widgets" / "static").mkdir(parents=True)
    monkeypatch.setattr(alive, "LIBRARY", library)

    def run_after(path):
        (library / path).write_text(f"{len(runs)}", encoding="utf-8")
        alive._around.cache_clear()
        kept_run(*place)
        return len(runs)

    written(place, "print('a cup')")
    assert [run_after(path) for path in ("metrics.py", "widgets/static/page.js", "widgets/words.py")] == [1, 1, 2]
    alive._around.cache_clear()


@pytest.mark.parametrize(
    ("source", "error"),
    [("1 / 0", CellExecutionError), ("import sys\nprint('careful', file=sys.stderr)", RuntimeError)],
    ids=["error", "stderr"],
)
def test_a_run_that_fails_is_not_kept(place, source, error):
    with pytest.raises(error):
        kept_run(*written(place, source))
    assert list(place[2].parent.glob("*.ipynb")) == []


def test_a_run_that_ends_while_it_is_written_leaves_nothing_half(place, monkeypatch):
    written(place, "print('a cup')")

    def half(_, path):
        path.write_text('{"cells": [', encoding="utf-8")
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr(alive.nbformat, "write", half)
        with pytest.raises(KeyboardInterrupt):
            kept_run(*place)
    assert not place[2].exists()
    assert texts(kept_run(*place)) == ["a cup\n"]
    assert sorted(path.suffix for path in place[2].parent.iterdir()) == [".ipynb", ".lock"]


def test_the_lecture_runs_in_place_of_a_lesson_that_has_one(tmp_path, monkeypatch):
    monkeypatch.setattr(alive, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(alive, "LECTURES", tmp_path)
    written((tmp_path / "05_precision_and_recall.ipynb",), "import os; print(os.path.basename(os.getcwd()))")
    assert texts(run_of("05_precision_and_recall")) == ["notebooks\n"]


def test_lessons_and_solutions_can_be_run_and_nothing_else():
    assert {"00_start_here", "13_the_best_of_many_tries", "index", "ex01_every_pixel_gets_a_label"} <= set(committed())
    with pytest.raises(ValueError, match="there is no notebook '99_beyond'; there are 00_start_here, "):
        run_of("99_beyond")


def test_one_that_fails_stops_no_other_and_is_named(monkeypatch, capsys):
    tried = []

    def run(stem):
        tried.append(stem)
        if stem.startswith("ex"):
            raise ValueError("no cup")

    monkeypatch.setattr(alive, "run_of", run)
    monkeypatch.setattr("sys.argv", ["alive", "03", "ex03", "ex04"])
    assert alive.main() == 1
    assert sorted(stem[:4] for stem in tried) == ["03_a", "ex03", "ex04"]
    assert capsys.readouterr().out == "ex03_accuracy_and_overlap: no cup\n\nex04_many_classes: no cup\n"
