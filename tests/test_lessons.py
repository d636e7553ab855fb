"""The sources of lessons and sets: half an hour, code that its reader can read, and no answer before the guess."""

import ast
import re
from pathlib import Path
from statistics import median

import nbformat
import pytest

from tools.answers_in_sight import answers_in_sight
from tools.lesson_minutes import (
    MAX_MINUTES,
    SETS,
    SOURCES,
    Shows,
    is_folded,
    load_of,
    load_of_code,
    minutes_of,
    rounded_up,
    set_minutes,
    sittings,
)
from tools.lesson_source import LessonSource

ROOT = Path(__file__).parents[1]
LESSONS = sorted(SOURCES.glob("[0-9][0-9]_*.py"))
EXERCISES = sorted(SETS.glob("[0-9][0-9]_*.py"))
PROSE = [*sorted(SOURCES.glob("*.py")), *sorted(SETS.glob("*.py"))]

MAX_SHOWN_LINES_OF_CELL = 8
MAX_MEDIAN = 3
MAX_SHOWN_LINES = 60
MAX_FOLDED_LINES = 25
MAX_CODE_COLUMNS = 88
MAX_COLUMNS = 120
MAX_DEEPER = 1 / 5
NUMBERED = re.compile(r"\b(?:[Ll]essons?|[Ee]xercises?|[Ss]ets?|[Cc]hapters?) \d|\b(?:ex)?\d\d_[a-z_]+\.ipynb")

ANSWERS_THAT_MAY_STAND: dict[tuple[str, str], str] = {}
"""From a guess and some words of what was found to the reason why it gives nothing away."""

of_lessons = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
of_sets = pytest.mark.parametrize("path", EXERCISES, ids=lambda path: path.stem)
of_all = pytest.mark.parametrize("path", PROSE, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")


def code_cells(path):
    return [cell for cell in LessonSource.read(path).cells if cell.cell_type == "code"]


# --- half an hour


@of_lessons
def test_a_lesson_takes_half_an_hour_at_most(path):
    assert minutes_of(path.stem) <= MAX_MINUTES


@of_sets
def test_a_set_takes_half_an_hour_at_most(path):
    assert set_minutes(path) <= MAX_MINUTES


def test_the_capstone_is_two_sittings_of_half_an_hour_at_most():
    found = sittings(SETS / "capstone.py")
    assert len(found) == 2
    assert [minutes for minutes in found.values() if rounded_up(minutes) > MAX_MINUTES] == []


@of_lessons
def test_what_can_be_left_out_is_a_fifth_at_most(path):
    assert load_of(path).all.share_of_deeper <= MAX_DEEPER


@of_lessons
def test_the_figures_that_are_counted_are_those_that_are_shown(path):
    built = SOURCES.parent / f"{path.stem}.ipynb"
    cells = [cell for cell in nbformat.read(built, as_version=4).cells if cell.cell_type == "code"]
    shows = Shows()
    for source, cell in zip(code_cells(path), cells, strict=True):
        counted, shown = load_of_code(source, shows).figures, sum(map(is_figure, cell.outputs))
        is_folded_away = any("<details>" in output.get("data", {}).get("text/html", "") for output in cell.outputs)
        assert (shown == (counted > 0)) if is_folded_away else (shown == counted), source.source


def is_figure(output):
    """Is this a picture? A widget counts as what it is, and a question is none."""
    data = output.get("data", {})
    is_widget = re.match(r"\w+(Explorer|Painter|Shifter|First): ", data.get("text/plain", ""))
    return "<img" in data.get("text/html", "") and is_widget is None


# --- code that its reader can read


@of_lessons
def test_shown_code_is_short(path):
    lesson = load_of(path)
    assert max(lesson.shown) <= MAX_SHOWN_LINES_OF_CELL
    assert median(lesson.shown) <= MAX_MEDIAN
    assert sum(lesson.shown) <= MAX_SHOWN_LINES


@of_lessons
def test_little_code_is_folded(path):
    assert load_of(path).folded <= MAX_FOLDED_LINES


@of_lessons
def test_no_line_of_shown_code_is_wide(path):
    lines = [line for cell in code_cells(path) if not is_folded(cell) for line in cell.source.splitlines()]
    assert [line for line in lines if len(line) > MAX_CODE_COLUMNS] == []


@of_all
def test_no_line_of_a_source_is_wider_than_a_screen(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if len(line) > MAX_COLUMNS and not is_in_one_piece(line)] == []


def is_in_one_piece(line):
    """Is this a line that cannot be broken: the head of a cell, a row of a table, a picture, or a long link?"""
    return line.startswith(("# %%", "# |", "# <img ")) or max(map(len, line.split())) > MAX_COLUMNS - 20


@of_lessons
def test_nothing_in_shown_code_has_to_be_deciphered(path):
    shown = [cell for cell in code_cells(path) if not is_folded(cell)]
    assert {riddle: cell.source for cell in shown for riddle in riddles(cell.source)} == {}


def riddles(code):
    """What a beginner would have to decipher."""
    comprehensions = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, comprehensions):
            inner = [other for other in ast.walk(node) if isinstance(other, comprehensions) and other is not node]
            found += ["a nested comprehension"] if inner or len(node.generators) > 1 else []
        elif isinstance(node, ast.Attribute):
            found += [node.attr] if node.attr in ("T", "transpose", "regionprops", "s_", "diag") else []
        elif isinstance(node, ast.Name):
            found += [node.id] if node.id in ("regionprops", "regionprops_table") else []
    return found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("[a for b in c for a in b]", ["a nested comprehension"]),
        ("[[a for a in b] for b in c]", ["a nested comprehension"]),
        ("sum(max(a for a in b) for b in c)", ["a nested comprehension"]),
        ("masks.T, masks.transpose(1, 0), np.s_[1:], np.diag(matrix)", ["T", "transpose", "s_", "diag"]),
        ("regionprops(labels)", ["regionprops"]),
        ("[a for a in b], {a: a for a in b}", []),
        ("diagonal = matrix.diagonal()", []),
    ],
)
def test_riddles_are_known(code, found):
    assert sorted(riddles(code)) == sorted(found)


@of_all
def test_no_lesson_is_named_by_its_number(path):
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("# ")]
    assert [line for line in lines if NUMBERED.search(line)] == []


# --- guess first


def may_stand(finding):
    """Is there a reason why this gives nothing away?"""
    return any(finding.key == key and words in finding.text for key, words in ANSWERS_THAT_MAY_STAND)


@of_lessons
def test_nothing_answers_a_guess_before_it_is_locked_in(path):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = [finding for finding in answers_in_sight(path, readme) if not may_stand(finding)]
    assert found == [], "\n".join(map(str, found))


def test_every_exception_is_needed():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = [finding for path in LESSONS for finding in answers_in_sight(path, readme)]
    needed = {
        (key, words)
        for key, words in ANSWERS_THAT_MAY_STAND
        if any(finding.key == key and words in finding.text for finding in found)
    }
    assert needed == set(ANSWERS_THAT_MAY_STAND)


@of_lessons
def test_a_guess_is_asked_by_its_key(path):
    calls = [cell.source for cell in code_cells(path) if re.search(r"\b(PredictFirst|DrawFirst)\(", cell.source)]
    assert calls == []
