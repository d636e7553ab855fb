"""A lecture of five slides, as tools.alive hands it over: text, a slider, numbers in two steps, a brush, text."""

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from segmetrics_lab.widgets import PredictFirst
from tests.browser.widget_examples import painter
from tools.page_parts import ALIVE

TITLE = "Cracks in a wall"
NOTES = {"slideshow": {"slide_type": "notes"}}
STEP = {"slideshow": {"slide_type": "fragment"}}


def small_lecture() -> list[NotebookNode]:
    """Its cells, with outputs."""
    guess = PredictFirst("How many pixels of a hundred?", 3, low=0, high=100)
    return [
        new_markdown_cell("# 3 · Cracks in a wall\n\nA wall has cracks.", metadata={}),
        new_markdown_cell(
            "**Which model is right?**",
            metadata={"slide": TITLE, "minutes": 1, "short": 1, "audience": "class"},
        ),
        new_markdown_cell("Ask who has seen a crack.", metadata=NOTES),
        new_code_cell("import numpy as np"),
        new_code_cell(
            "guess", metadata={"slide": "How large is it?", "minutes": 3, "short": 2}, outputs=[shown(guess)]
        ),
        new_code_cell(
            "for name in ('A', 'B'):\n    print(name)",
            metadata={"slide": "Two models: which one would you buy?", "minutes": 2},
            outputs=[printed("A: accuracy 0.97   IoU 0.50")],
        ),
        new_code_cell("print('B')", metadata=STEP, outputs=[printed("B: accuracy 0.97   IoU 0.00")]),
        new_markdown_cell("Both have the same accuracy."),
        new_code_cell("paint", metadata={"slide": "Paint it yourself", "minutes": 5}, outputs=[shown(painter())]),
        new_markdown_cell(
            "Ask what an accuracy hides.",
            metadata={"slide": "Take-away", "minutes": 1, "short": 1, "audience": "class"},
        ),
    ]


def shown(widget) -> NotebookNode:
    """What a kernel sends of a widget."""
    data = {**widget._repr_mimebundle_()[0], ALIVE: widget.to_state()}
    return new_output("execute_result", {kind: value for kind, value in data.items() if "widget-view" not in kind})


def printed(text: str) -> NotebookNode:
    """A line that was printed."""
    return new_output("stream", text=f"{text}\n")
