"""The cells of the file that a learner handed in. All else in it, outputs and marks, counts for nothing."""

import json
from dataclasses import dataclass
from typing import Any

from segmetrics_lab.grading.boxed.wire import clean

MOST_BYTES = 20_000_000
MOST_CELLS = 1_000
MOST_CODE = 1_000_000
MOST_LISTS = 2_000_000
"""Lists and objects of a file: empty ones are short, but take twenty times as much memory."""


class CellsError(ValueError):
    """A file is no notebook that can be read; the words say why."""


@dataclass(frozen=True)
class Cell:
    """A cell: its kind, its text, and whose question and which part of it the course says it is."""

    kind: str
    text: str
    question: str = ""
    part: str = ""


def code_cells(data: bytes) -> list[str]:
    r"""The code of all cells, in their order, of a notebook in the format 3 or 4.

    Raises:
        CellsError: the file is no notebook, or it is too large.

    >>> code_cells(b'{"cells": [{"cell_type": "code", "source": ["x = 1\\n", "y = 2"]}]}')
    ['x = 1\ny = 2']
    """
    code = [cell.text for cell in all_cells(data) if cell.kind == "code"]
    if len(code) > MOST_CELLS:
        raise CellsError(f"the notebook has {len(code):,} cells of code, and at most {MOST_CELLS:,} are read")
    if sum(map(len, code)) > MOST_CODE:
        raise CellsError(f"the notebook has more than {MOST_CODE:,} characters of code")
    return code


def all_cells(data: bytes) -> list[Cell]:
    """All cells, in their order.

    Raises:
        CellsError: the file is no notebook, or it is too large.
    """
    if len(data) > MOST_BYTES:
        raise CellsError(f"the file has {len(data) / 1e6:.0f} MB, and at most {MOST_BYTES / 1e6:.0f} MB are read")
    return [_cell(cell) for cell in _cells(_read(data)) if isinstance(cell, dict)]


def _read(data: bytes) -> Any:
    """The JSON of a file."""
    if not data.strip():
        raise CellsError("the file is empty")
    if data.count(b"[") + data.count(b"{") > MOST_LISTS:
        raise CellsError(f"the file has more than {MOST_LISTS:,} lists (clear its outputs)")
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise CellsError("the file is no text in UTF-8, so it is no notebook") from None
    except (ValueError, RecursionError, MemoryError):
        raise CellsError("the file is no JSON, so it is no notebook, or it was cut off") from None


def _cells(notebook: Any) -> list[Any]:
    """The cells of a notebook; in the format 3 they stood in sheets."""
    if isinstance(notebook, dict):
        sheets = notebook.get("worksheets")
        if isinstance(notebook.get("cells"), list):
            return list(notebook["cells"])
        if isinstance(sheets, list) and all(isinstance(s, dict) and isinstance(s.get("cells"), list) for s in sheets):
            return [cell for sheet in sheets for cell in sheet["cells"]]
    raise CellsError("the file is JSON, but no notebook: it has no cells")


def _cell(raw: dict[str, Any]) -> Cell:
    """A cell, whatever stands in it."""
    about = raw.get("metadata")
    about = about.get("segmetrics") if isinstance(about, dict) else None
    about = about if isinstance(about, dict) else {}
    told = (clean(str(value)) for value in (raw.get("cell_type"), about.get("question", ""), about.get("part", "")))
    kind, question, part = told
    return Cell(kind, _text(raw.get("source", raw.get("input", ""))), question, part)


def _text(source: Any) -> str:
    """The text of a cell, which may be kept as lines."""
    lines = source if isinstance(source, list) else [source]
    return clean("".join(line for line in lines if isinstance(line, str)))
