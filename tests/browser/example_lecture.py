"""A short lecture with everything that a lecture may have, which runs in a second: its notebook and its words."""

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

NAME = "lectures/98_example.ipynb"
HEADLINES = (
    "An example",
    "Where is the object?",
    "How sure must it be?",
    "Left out when time is short",
    "What does the room say?",
    "One went wrong",
    "Take-away",
)
WIDGETS = """import numpy as np
from segmetrics_lab.labels import Palette
from segmetrics_lab.plots import show_label_maps
from segmetrics_lab.widgets import PredictFirst, PredictionPainter, ThresholdExplorer
runs = ["imports"]
palette = Palette(["ground", "object"])"""
DATA = """rng = np.random.default_rng(4)
truth = np.zeros((48, 64), dtype=np.uint8)
truth[10:30, 20:40] = 1
image = rng.integers(90, 160, (48, 64, 3)).astype(np.uint8)
probability = np.clip(np.where(truth == 1, 0.7, 0.3) + rng.normal(0, 0.15, truth.shape), 0, 1)
runs.append("data")"""


def _code(source, **metadata):
    return new_code_cell(source, metadata=metadata)


def _text(source, **metadata):
    return new_markdown_cell(source, metadata=metadata)


NOTES = {"slideshow": {"slide_type": "notes"}}
STEP = {"slideshow": {"slide_type": "fragment"}}
CELLS = (
    _text("**Is it seen?**", slide=HEADLINES[0], minutes=1, short=1, audience="class"),
    _text("Ask who has a camera.", **NOTES),
    _text("## Question\n\nProse before the picture."),
    _code(WIDGETS),
    _code(DATA),
    _code(
        "runs.append('picture')\nshow_label_maps(image=image, truth=truth, palette=palette)",
        slide=HEADLINES[1],
        minutes=2,
        short=2,
    ),
    _text("Prose after the picture."),
    _code("runs.append('step')\nprint(truth.sum(), 'pixels')", **STEP),
    _text("## Touch\n\nProse before the threshold."),
    _code(
        "runs.append('threshold')\nexplorer = ThresholdExplorer(image, truth, probability)\nexplorer",
        slide=HEADLINES[2],
        minutes=5,
        short=3,
    ),
    _code(
        "runs.append('painter')\nprint('painting now')\n"
        "painter = PredictionPainter(image, truth, palette=palette)\npainter",
        slide=HEADLINES[3],
        minutes=5,
    ),
    _code(
        "runs.append('guess')\nguess = PredictFirst('What will the score do?', choices=['it falls', 'it rises'], "
        "answer='it falls')\nguess",
        slide=HEADLINES[4],
        minutes=3,
        short=2,
        audience="class",
    ),
    _code("runs.append('hidden fault')\nnot_there"),
    _code("runs.append('fault')\nprint('before the fault')\n1 / 0", slide=HEADLINES[5], minutes=2, short=1),
    _text("A blank mask is a rival.", slide=HEADLINES[6], minutes=1, short=1, audience="class"),
    _text("## Exercises\n\nNow it is your turn."),
)


def write_example(course):
    """Put the example beside the lectures of a course."""
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = new_notebook(cells=list(CELLS), metadata=kernel)
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"
    path = course / "segmetrics_lab" / "course" / NAME
    path.parent.mkdir(exist_ok=True)
    nbformat.write(notebook, path)
