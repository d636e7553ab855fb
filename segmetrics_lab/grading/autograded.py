"""The autograded notebook: a submission with the feedback beside each question, for nbgrader's formgrader."""

import json
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from segmetrics_lab.grading.cells import CellsError, all_cells
from segmetrics_lab.grading.judged import Judged, Result

KINDS = ("code", "markdown", "raw")
MOST_SOURCE = 200_000
"""Characters that are shown of a cell."""


def grade_cell(question: str) -> str:
    """The name of a question's grade cell in nbgrader.

    >>> grade_cell("ex03.iou")
    'ex03-iou-check'
    """
    return f"{question.replace('.', '-')}-check"


def autograded_notebook(data: bytes, judged: Judged) -> bytes:
    """The cells of a submission, without outputs, and each question's feedback once: where it was checked, or last.

    What the submission says about cells, points and marks counts for nothing.

    Args:
        data: what was handed in.
        judged: what became of it.
    """
    left = {f"{result.question}.check(": result for result in judged.results}
    cells: list[dict[str, Any]] = []
    if judged.problem:
        cells.append(_cell("markdown", f"This submission could not be graded: {judged.problem}", []))
    with suppress(CellsError):
        for cell in all_cells(data):
            if cell.kind in KINDS:
                found = next((left.pop(call) for call in list(left) if cell.kind == "code" and call in cell.text), None)
                cells.append(_graded(cell.text, found) if found else _cell(cell.kind, cell.text, []))
    cells += [_graded(f"# {result.question}: no cell of the submission checks it", result) for result in left.values()]
    numbered = [cell | {"id": f"cell-{number}"} for number, cell in enumerate(cells)]
    language = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"cells": numbered, "metadata": {"kernelspec": language}, "nbformat": 4, "nbformat_minor": 5}
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def outputs(result: Result) -> list[dict[str, Any]]:
    """The feedback, and the points where nbgrader looks for them: a number that it can read, in the last output.

    Without a number, nbgrader would give all points: a question that has none needs none.
    """
    shown = {"text/html": result.html, "text/plain": result.message}
    feedback = {"output_type": "display_data", "data": shown, "metadata": {}}
    points = {"text/plain": repr(float(result.points))}
    number = {"output_type": "execute_result", "data": points, "metadata": {}, "execution_count": 1}
    return [feedback, number] if result.most else [feedback]


def _graded(source: str, result: Result) -> dict[str, Any]:
    """The cell of a question: a grade cell of nbgrader where it earns points."""
    cell = _cell("code", source, outputs(result))
    if not result.most:
        return cell
    about = {"grade": True, "grade_id": grade_cell(result.question), "locked": True, "points": result.most}
    about |= {"schema_version": 3, "solution": False, "task": False}
    return cell | {"metadata": {"nbgrader": about}}


def _cell(kind: str, source: str, shown: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """A cell of a notebook."""
    cell: dict[str, Any] = {"cell_type": kind, "metadata": {}, "source": source[:MOST_SOURCE]}
    return cell | {"outputs": list(shown), "execution_count": None} if kind == "code" else cell
