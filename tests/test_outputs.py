"""The outputs that are committed with the notebooks are what these say today: see tools/alive.py, which runs them."""

import re
from copy import deepcopy

import nbformat
import pytest

from tools import execution
from tools.alive import committed, run_of
from tools.same_outputs import differences


@pytest.mark.parametrize("stem", committed())
def test_what_is_committed_is_what_the_notebook_says_today(stem):
    path = committed()[stem]
    found = differences(nbformat.read(path, as_version=nbformat.NO_CONVERT), run_of(stem), path.name)
    if found:
        number = stem.removeprefix("ex").split("_")[0]
        pytest.fail("\n\n".join([*found, f"If this is meant, build it again: make notebooks LESSON={number}"]), False)


LESSONS = [stem for stem in committed() if re.match(r"\d\d_", stem)]
ASKS = re.compile(r"\b(ask|draw)\(")
STATE = "application/vnd.segmetrics+json"


@pytest.mark.parametrize("stem", LESSONS)
def test_the_middle_of_a_scale_where_a_slider_begins_is_not_close_to_the_answer(stem):
    outputs = [output for cell in run_of(stem).cells for output in cell.get("outputs", [])]
    asked = [state for state in (output.get("data", {}).get(STATE, {}).get("state", {}) for output in outputs) if state]
    for state in asked:
        scale = state.get("scale")
        if scale:
            middle = (scale["low"] + scale["high"]) / 2
            assert abs(middle - state["answer"]) > scale["close"], state["key"]


@pytest.mark.slow
@pytest.mark.parametrize("stem", LESSONS)
def test_every_question_can_be_asked_again_after_all_cells_have_run(stem):
    path = committed()[stem]
    notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    asking = [cell for cell in notebook.cells if cell.cell_type == "code" and ASKS.search(cell.source)]
    assert asking
    again = deepcopy(asking)
    for number, cell in enumerate(again):
        cell["id"] = f"again-{number}"
    notebook.cells += again
    execution.execute(notebook, path.parent)
