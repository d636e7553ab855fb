"""Running a notebook from top to bottom in a fresh kernel, as it is built and as pages show it."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from segmetrics_lab.widgets.folding import VARIABLE

CELL_TIMEOUT_S = 120
KERNELS_AT_ONCE = 2
QUIET = {"TQDM_DISABLE": "1"}
AS_BUILT = {**QUIET, VARIABLE: "1"}
"""What a kernel is started with where notebooks are built: answers and explanations are folded."""

AS_SHOWN = {**QUIET, VARIABLE: "explanations"}
"""What it is started with for pages, which hold answers back themselves."""

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def execute(
    notebook: NotebookNode, folder: Path, *, environment: Mapping[str, str] = AS_BUILT, first: Sequence[str] = ()
) -> None:
    """Run all cells in a fresh kernel; what is written to stderr is an error, and no view of a widget is kept.

    Args:
        notebook: its outputs are replaced.
        folder: where it runs.
        environment: what the kernel is started with beside what there is.
        first: lines that the kernel runs before the first cell.
    """
    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT_S,
        kernel_name="python3",
        record_timing=False,
        store_widget_state=False,
        extra_arguments=["--log-level=ERROR", *(f"--IPKernelApp.exec_lines={line}" for line in first)],
        resources={"metadata": {"path": str(folder)}},
    )
    with TemporaryDirectory() as progress:  # neither a progress bar nor the progress of a learner belongs into a lesson
        client.execute(env={**os.environ, **environment, "SEGMETRICS_PROGRESS": progress})
    notebook.metadata.pop("widgets", None)
    notebook.metadata.language_info = nbformat.from_dict({"name": "python"})
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = _tidied(cell)


def _tidied(cell: NotebookNode) -> list[NotebookNode]:
    """The outputs of a cell in their order: what it prints in one go is one text, and widgets have no view."""
    tidied: list[NotebookNode] = []
    for output in cell.outputs:
        if output.output_type == "stream" and output.name == "stderr":
            raise RuntimeError(f"a cell wrote to stderr:\n{cell.source}\n\n{output.text}")
        if output.output_type == "stream" and tidied and tidied[-1].output_type == "stream":
            tidied[-1].text += output.text
        else:
            output.get("data", {}).pop(WIDGET_VIEW, None)
            tidied.append(output)
    return tidied
