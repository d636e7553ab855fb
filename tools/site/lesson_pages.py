"""Notebooks as pages of the site: what learners see, with widgets that live without a kernel."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_output

from tools import page_parts
from tools.site.links import for_site

ANSWERS = "answers-"


def is_for_learners(cell: NotebookNode) -> bool:
    """Is this a cell of the lesson itself, and not one for a lecture?"""
    metadata = cell.metadata
    return "audience" not in metadata and metadata.get("slideshow", {}).get("slide_type") != "notes"


def page_of(notebook: NotebookNode, pages: Mapping[str, str], *, note: str, answers: Mapping[str, str]) -> NotebookNode:
    """A notebook as MyST-NB reads it.

    Args:
        notebook: executed, or without outputs.
        pages: from the name of a notebook to its page.
        note: stands below the first cell.
        answers: from the source of a cell of code to the key of the guess that it answers.
    """
    page = deepcopy(notebook)
    page.cells = [_cell(cell, pages, answers) for cell in page.cells if is_for_learners(cell)]
    page.cells.insert(1, new_markdown_cell(note, id="how-to-run"))
    page.metadata = NotebookNode(kernelspec={"name": "python3", "display_name": "Python 3", "language": "python"})
    return page


def answers_of(notebook: NotebookNode) -> dict[str, str]:
    """From the source of a cell to the key of the guess that it answers, as the learner's notebook tells by its ids."""
    cells = [cell for cell in notebook.cells if cell.id.startswith(ANSWERS)]
    return {cell.source: cell.id.removeprefix(ANSWERS) for cell in cells}


def widgets_of(notebook: NotebookNode) -> set[str]:
    """The names of the widgets that live in a notebook."""
    return page_parts.widgets_in(output for cell in notebook.cells for output in cell.get("outputs", []))


def _cell(cell: NotebookNode, pages: Mapping[str, str], answers: Mapping[str, str]) -> NotebookNode:
    """A cell as the page shows it."""
    if cell.cell_type != "code":
        cell.source = for_site(cell.source, pages)
        cell.metadata = NotebookNode()
        return cell
    is_folded = cell.metadata.get("jupyter", {}).get("source_hidden", False)
    cell.metadata = NotebookNode(tags=["hide-input"]) if is_folded else NotebookNode()
    if cell.source in answers and cell.outputs:
        shown = "".join(map(page_parts.html_of, cell.outputs))
        held = page_parts.answers_html(answers[cell.source], shown)
        cell.outputs = [new_output("display_data", {"text/html": held})]
        return cell
    cell.outputs = [_output(output) for output in cell.outputs]
    return cell


def _output(output: NotebookNode) -> Any:
    """An output: a widget becomes its piece of HTML."""
    if page_parts.ALIVE in output.get("data", {}):
        output["data"] = {"text/html": page_parts.html_of(output)}
    return output
