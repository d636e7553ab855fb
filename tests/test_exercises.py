"""The exercises as files: built from their sources, no solution in what learners get, all solved ones right."""

import json
import re

import nbformat
import pytest
from nbclient import NotebookClient

from segmetrics_lab.checks import CATALOGUE
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.selection_question import SelectionQuestion
from segmetrics_lab.checks.misconceptions import NEARER
from tests.checks.exercise_sets import MODULES, QUESTIONS, SOURCES, question_of
from tools.build_notebooks import ROOT, built_from, differences
from tools.exercise_source import WAYS
from tools.references import exercise_stem, set_name

PATHS = sorted((ROOT / "exercises" / "source").glob("*.py"))
MAX_WORDS = 110
MAX_CODE_LINES = 15

of_sets = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def check_cells(notebook):
    """The cells that check, by the names of their questions."""
    return {
        cell.metadata.segmetrics.question: cell
        for cell in notebook.cells
        if cell.metadata.get("segmetrics", {}).get("part") == "check"
    }


def shown(cell):
    return "\n".join(output.get("data", {}).get("text/plain", "") for output in cell.outputs)


def telling_lines(program):
    """Lines of a solution that would give it away: neither the head of a function nor too short to say anything."""
    lines = [re.sub(r"\s*#.*", "", line).strip() for line in program.splitlines()]
    return {line for line in lines if len(line) > 14 and not line.startswith(("def ", "for ", "import ", "from "))}


def test_there_is_a_set_for_every_lesson_and_a_capstone():
    lessons = sorted((ROOT / "notebooks" / "source").glob("[0-9][0-9]_*.py"))
    assert [path.stem for path in PATHS] == [*(lesson.stem for lesson in lessons[1:]), "capstone"]
    assert len(QUESTIONS) >= 40


@of_sets
def test_a_set_is_in_step_with_its_source(path):
    assert [line for built in built_from(path) for line in differences(built)] == []


@of_sets
def test_a_set_has_three_to_seven_questions_that_ask_in_several_ways_and_earn_some_points(path):
    source = SOURCES[set_name(path.stem)]
    ways = [source.head(name).metadata["asks"] for name in source.questions]
    assert 3 <= len(ways) <= 7
    assert set(ways) <= set(WAYS)
    assert len(set(ways)) >= 3
    assert sum(source.points(name) for name in source.questions) > 0
    assert all(source.of(name, "hint") for name in source.questions)


@of_sets
def test_a_starter_holds_nothing_of_the_solution(path):
    source = SOURCES[set_name(path.stem)]
    handed_out = (ROOT / "exercises" / f"{exercise_stem(path.stem)}.ipynb").read_text(encoding="utf-8")
    for name in source.questions:
        given = telling_lines(source.text(name, "starter"))
        secret = telling_lines(source.text(name, "solution")) - given
        assert [line for line in secret if nbformat.v4.new_code_cell(line).source in handed_out] == []


def package_text():
    """What the installed package says of the exercises, hints aside: they may come near to the code."""
    checks = ROOT / "segmetrics_lab" / "checks"
    texts = [json.loads(file.read_text(encoding="utf-8")) for file in checks.glob("data/*.json")]
    spoken = [f"{entry['starter']} {entry['solution']}" for text in texts for entry in text.values()]
    modules = [*checks.glob("ex*.py"), checks / "capstone.py"]
    return "\n".join([*spoken, *(file.read_text(encoding="utf-8") for file in modules)])


@of_sets
def test_the_solution_of_a_graded_question_is_not_in_what_its_check_says(path):
    package, source = package_text(), SOURCES[set_name(path.stem)]
    graded = [name for name in source.questions if source.points(name)]
    assert graded
    for name in graded:
        lines = telling_lines(source.text(name, "solution")) - telling_lines(source.text(name, "starter"))
        assert not lines or len([line for line in lines if line in package]) <= len(lines) / 3
        assert question_of(set_name(path.stem), name).text.solution is None


@of_sets
def test_a_solved_set_was_run_and_every_check_in_it_says_correct(path):
    notebook = nbformat.read(ROOT / "exercises" / "solutions" / f"{exercise_stem(path.stem)}.ipynb", as_version=4)
    found = {name: shown(cell) for name, cell in check_cells(notebook).items()}
    assert set(found) == {f"{set_name(path.stem)}.{name}" for name in SOURCES[set_name(path.stem)].questions}
    assert [name for name, text in found.items() if not text.startswith("✓ correct")] == []
    total = len(found)
    last = [cell for cell in notebook.cells if cell.cell_type == "code"][-1]
    assert f"{total} of {total} done" in shown(last)


@of_sets
@pytest.mark.slow
def test_a_set_as_it_is_handed_out_runs_to_its_end_and_nothing_is_attempted(path, tmp_path, monkeypatch):
    monkeypatch.setenv("SEGMETRICS_PROGRESS", str(tmp_path))
    monkeypatch.setenv("TQDM_DISABLE", "1")
    notebook = nbformat.read(ROOT / "exercises" / f"{exercise_stem(path.stem)}.ipynb", as_version=4)
    assert all(not cell.outputs and cell.execution_count is None for cell in notebook.cells if cell.cell_type == "code")
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(ROOT / "exercises")}}).execute()
    found = {name: shown(cell) for name, cell in check_cells(notebook).items()}
    assert [name for name, text in found.items() if not text.startswith("○ not attempted")] == []
    assert list(tmp_path.iterdir()) == []


@of_sets
def test_texts_are_short_and_code_is_too(path):
    for cell in SOURCES[set_name(path.stem)].cells:
        if cell.cell_type == "code":
            if cell.metadata.get("part") != "hidden":
                assert len([line for line in cell.source.splitlines() if line.strip()]) <= MAX_CODE_LINES, cell.source
        else:
            words = [
                word for line in cell.source.splitlines() if not line.startswith(("|", "- ")) for word in line.split()
            ]
            assert len(words) <= MAX_WORDS, cell.source


@of_sets
def test_what_a_source_asks_to_choose_is_judged_as_a_choice_and_what_it_asks_to_select_as_a_selection(path):
    kinds = {"diagnose": ChoiceQuestion, "choose": ChoiceQuestion, "select": SelectionQuestion}
    source = SOURCES[set_name(path.stem)]
    for name, question in MODULES[set_name(path.stem)].SET.questions.items():
        kind = kinds.get(source.head(name).metadata["asks"])
        assert type(question) is kind if kind else not isinstance(question, ChoiceQuestion)


def test_links_of_the_catalogue_lead_to_headings_that_exist():
    nearer = [entry for entries in NEARER.values() for entry in entries.values()]
    for entry in [*CATALOGUE.values(), *nearer]:
        path, _, anchor = entry.link.partition("#")
        lesson = nbformat.read(ROOT / "exercises" / path, as_version=4)
        headings = re.findall(r"^#+ (.*)$", "\n".join(cell.source for cell in lesson.cells), flags=re.MULTILINE)
        assert [heading for heading in headings if heading.replace(" ", "-") == anchor] != [], entry
