"""The code of a notebook is read, and what is no notebook is refused with a reason."""

import json

import pytest

from segmetrics_lab.grading.cells import CellsError, code_cells


def of_cells(*cells, **more):
    return json.dumps({"cells": list(cells), "nbformat": 4, **more}).encode()


def test_the_code_is_read_in_its_order_and_nothing_else():
    data = of_cells(
        {"cell_type": "code", "source": "x = 1", "outputs": [{"text": "9"}], "metadata": {"points": 9}},
        {"cell_type": "markdown", "source": "x = 2"},
        {"cell_type": "code", "source": ["x = 3\n", "y = 4"]},
        {"cell_type": "raw", "source": "x = 5"},
    )
    assert code_cells(data) == ["x = 1", "x = 3\ny = 4"]


def test_the_format_3_is_read():
    sheets = [{"cells": [{"cell_type": "code", "input": ["x = 1"]}]}, {"cells": [{"cell_type": "code", "input": "y"}]}]
    assert code_cells(json.dumps({"worksheets": sheets, "nbformat": 3}).encode()) == ["x = 1", "y"]


def test_a_byte_order_mark_is_passed_over():
    assert code_cells(b"\xef\xbb\xbf" + of_cells({"cell_type": "code", "source": "x"})) == ["x"]


def test_half_characters_become_question_marks():
    assert code_cells(b'{"cells": [{"cell_type": "code", "source": "\\ud800"}]}') == ["?"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b" \n", "the file is empty"),
        (b"x", "is no JSON"),
        (b"[" * 200_000, "is no JSON"),
        (b'{"cells": [' + b"[]," * 2_000_000 + b"[]]}", "more than 2,000,000 lists"),
        (b"\xff\xfe\x00", "no text in UTF-8"),
        (b"{}", "no cells"),
        (b"[]", "no cells"),
        (b'{"worksheets": [1]}', "no cells"),
        (b"x" * 20_000_001, "has 20 MB, and at most 20 MB"),
        (of_cells(*[{"cell_type": "code", "source": ""}] * 1_001), "has 1,001 cells of code, and at most 1,000"),
        (of_cells({"cell_type": "code", "source": "x" * 1_000_001}), "more than 1,000,000 characters of code"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_no_notebook_is_refused_with_a_reason(data, words):
    with pytest.raises(CellsError, match=words):
        code_cells(data)
