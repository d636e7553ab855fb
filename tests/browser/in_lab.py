"""What tests do in a running JupyterLab: open a notebook, run it, ask its kernel."""

import ast

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

TIMEOUT_MS = 60_000
KERNEL_IS_IDLE = "() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
IN_KERNEL = """async (code) => {
    const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
    const reply = await kernel.requestExecute({ code, user_expressions: { found: "found" } }).done;
    if (reply.content.status !== "ok") throw new Error(reply.content.evalue);
    return reply.content.user_expressions.found.data["text/plain"];
}"""
SETUP = """
import numpy as np
from segmetrics_lab.labels import Palette
from segmetrics_lab.metrics import confusion_matrix
from segmetrics_lab.widgets import MatrixExplorer, PredictionPainter, ThresholdExplorer
rng = np.random.default_rng(4)
truth = np.zeros((48, 64), dtype=np.uint8)
truth[10:30, 20:40] = 1
image = rng.integers(90, 160, (48, 64, 3)).astype(np.uint8)
probability = np.clip(np.where(truth == 1, 0.7, 0.3) + rng.normal(0, 0.15, truth.shape), 0, 1)
"""
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def open_notebook(lab, page, name, *cells):
    """Write a notebook into the learner's folder, open it, and wait for its kernel."""
    notebook = new_notebook(cells=[new_code_cell(SETUP.strip()), *cells], metadata=KERNEL)
    nbformat.write(notebook, lab.course / "my_course" / "notebooks" / f"{name}.ipynb")
    page.goto(lab.url(f"/lab/workspaces/{name}/tree/notebooks/{name}.ipynb"))
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=TIMEOUT_MS)
    page.wait_for_function(KERNEL_IS_IDLE, timeout=TIMEOUT_MS)


def run(page):
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")


def in_kernel(page, code):
    return ast.literal_eval(page.evaluate(IN_KERNEL, code))


def wait_until_kernel_has(page, condition):
    """Ask the kernel again and again, until it finds this expression True."""
    for _ in range(100):
        if in_kernel(page, f"found = bool({condition})"):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"the kernel never found that {condition}")
