"""What the course's JupyterLab hands out of a notebook whose kernel is gone."""

from segmetrics_lab.cli.still_notebooks import WIDGET_VIEW, drop_widget_views


def notebook_with(data):
    return {"cells": [{"cell_type": "markdown"}, {"cell_type": "code", "outputs": [{"data": data}]}]}


def test_a_widget_with_a_picture_is_reduced_to_the_picture():
    notebook = notebook_with({WIDGET_VIEW: {"model_id": "1"}, "text/html": "<img>"})
    drop_widget_views(notebook)
    assert notebook == notebook_with({"text/html": "<img>"})


def test_a_widget_with_nothing_else_to_show_is_left_as_it_is():
    notebook = notebook_with({WIDGET_VIEW: {"model_id": "1"}})
    drop_widget_views(notebook)
    assert notebook == notebook_with({WIDGET_VIEW: {"model_id": "1"}})
