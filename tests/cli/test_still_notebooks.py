"""What the course's JupyterLab hands out of a notebook whose kernel is gone, or was restarted."""

import pytest

from segmetrics_lab.cli.still_notebooks import WIDGET_VIEW, drop_dead_outputs

VIEW = {WIDGET_VIEW: {"model_id": "1"}}
STILL = {"text/html": "<img>"}
MADE_BY_7 = {"segmetrics": {"pid": [7, 1]}}


def dropped(data, processes=(), metadata=None):
    """What is left of the outputs of a cell with this one."""
    output = {"data": dict(data), "metadata": metadata or {}}
    notebook = {"cells": [{"cell_type": "markdown"}, {"cell_type": "code", "outputs": [output]}]}
    drop_dead_outputs(notebook, processes)
    return [left["data"] for left in notebook["cells"][1]["outputs"]]


def test_a_widget_with_a_picture_is_reduced_to_the_picture():
    assert dropped(VIEW | STILL) == [STILL]


def test_a_widget_with_nothing_else_to_show_is_left_as_it_is():
    assert dropped(VIEW) == [VIEW]


@pytest.mark.parametrize(
    ("processes", "metadata", "is_known"),
    [
        ([8], {}, True),  # made by another library: any kernel may know it
        ([7], MADE_BY_7, True),
        ([8], MADE_BY_7, False),  # restarted
        ([8, 7], MADE_BY_7, True),
        ([None], MADE_BY_7, True),  # a kernel on another computer
        ([], MADE_BY_7, False),
    ],
)
def test_a_view_is_handed_out_where_the_process_that_made_it_runs(processes, metadata, is_known):
    assert dropped(VIEW | STILL, processes, metadata) == [VIEW | STILL if is_known else STILL]


def test_a_gate_goes_with_the_process_that_set_it_up():
    gate = {"segmetrics": {"pid": [7, 1], "holds": "ring"}}
    assert dropped(STILL, [7], gate) == [STILL]
    assert dropped(STILL, [8], gate) == []
