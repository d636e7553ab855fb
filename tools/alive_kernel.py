"""Run in a kernel before its first cell: what shows a widget says as well what a page needs so that it lives there."""

from typing import Any

from IPython import get_ipython

from segmetrics_lab.widgets.base import ALIVE, CourseWidget


def _bundle(widget: CourseWidget, include: object = None, exclude: object = None) -> tuple[dict[str, Any], Any]:
    """The still picture with its words, and the state."""
    data, metadata = widget._repr_mimebundle_(include=include, exclude=exclude)
    return {**data, ALIVE: widget.to_state()}, metadata


get_ipython().display_formatter.mimebundle_formatter.for_type(CourseWidget, _bundle)
