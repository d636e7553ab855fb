"""What learners get holds lessons and starters, and no line of a graded solution, a hidden case or a rubric."""

import json
import re
from datetime import UTC, datetime
from functools import cache
from zipfile import ZipFile

import pytest

from segmetrics_lab.grading.assignment import read_assignment
from segmetrics_lab.grading.by_hand import written_questions
from segmetrics_lab.grading.class_folder import About, ClassFolder
from segmetrics_lab.grading.for_learners import COURSE, content_for_learners, write_for_learners
from segmetrics_lab.grading.releasing import hidden_source, nbgrader_source
from tools.course_data import exercise_sources

ABOUT = About("Vision", "Ada Quill", due={"ex03": datetime(2026, 12, 1, 12, tzinfo=UTC)})
SETS = [source.set_name for source in exercise_sources()]
SAID_ELSEWHERE = {
    "scored = truth != 255",
    "for class_index in range(num_classes):",
    "right = np.sum(claimed & there)",
    'truth, probability, is_person = evidence[name, "test"]',
}
"""Lines of solutions that a starter, a lesson or another question shows as well."""


@cache
def secret_lines():
    """All that learners must not see: solutions of graded questions, hidden cases, rubrics."""
    found = set()
    for source in exercise_sources():
        for name in [name for name in source.questions if source.points(name)]:
            starter = source.text(name, "starter").splitlines()
            secret = f"{source.text(name, 'solution')}\n{source.text(name, 'hidden')}".splitlines()
            found |= {line.strip() for line in secret if not line.startswith("def ")} - {
                line.strip() for line in starter
            }
        found |= {words for name in source.written for _, words in source.rubric(name)}
    return {line for line in found - SAID_ELSEWHERE if len(re.findall(r"\w", line)) >= 8}


def text_of(data):
    """A file as its reader sees it: of a notebook the texts of its cells."""
    text = data.decode("utf-8", "replace")
    if not text.startswith("{"):
        return text
    cells = json.loads(text).get("cells", [])
    return text + "\n".join("".join(cell["source"]) for cell in cells)


def test_the_zip_holds_what_the_folder_holds_and_nothing_secret(tmp_path):
    folder = ClassFolder(tmp_path / "my_class")
    names = write_for_learners(folder, ABOUT)
    with ZipFile(folder.path / "for_learners.zip") as file:
        content = {name: file.read(name) for name in file.namelist()}
    assert list(content) == names
    assert {name: (folder.for_learners / name).read_bytes() for name in names} == content
    assert sum(name.startswith("my_course/notebooks/") for name in names) > 14
    assert sum(name.startswith("my_course/exercises/") for name in names) == 14
    lines = secret_lines()
    assert len(lines) > 140
    everything = "\n".join(map(text_of, content.values()))
    assert "def my_both_scores(truth, prediction, class_index):" in everything
    assert [line for line in sorted(lines) if line in everything] == []
    assert [name for name in names if "solution" in name or "hidden" in name or "written" in name] == []


def test_what_stands_in_a_lecture_alone_reaches_no_learner():
    assert len(list((COURSE / "lectures").glob("*.ipynb"))) == 14
    names = [name for name in content_for_learners(ABOUT) if name.startswith("my_course/")]
    assert {name.split("/")[1] for name in names} == {"class.json", "notebooks", "exercises"}


def test_the_zip_is_the_same_whenever_it_is_made(tmp_path):
    for name in ("one", "other"):
        write_for_learners(ClassFolder(tmp_path / name), ABOUT)
    assert (tmp_path / "one/for_learners.zip").read_bytes() == (tmp_path / "other/for_learners.zip").read_bytes()


def test_learners_read_when_to_hand_in_and_their_course_knows_its_class(tmp_path):
    folder = ClassFolder(tmp_path / "my_class")
    write_for_learners(folder, ABOUT)
    line = "   ex03_accuracy_and_overlap.ipynb: until 2026-12-01 12:00 UTC\n"
    assert line in (folder.for_learners / "README.txt").read_text()
    about = json.loads((folder.for_learners / "my_course/class.json").read_text())
    assert (about["class"], about["lecturer"], about["due"]) == (
        "Vision",
        "Ada Quill",
        {"ex03": "2026-12-01T12:00:00+00:00"},
    )


def test_what_is_to_be_handed_in_first_stands_first():
    due = {"capstone": datetime(2026, 12, 9, tzinfo=UTC), "ex03": datetime(2026, 12, 1, tzinfo=UTC)}
    text = content_for_learners(About("Vision", due=due))["README.txt"].decode()
    assert re.findall(r"\w+\.ipynb", text) == ["ex03_accuracy_and_overlap.ipynb", "capstone.ipynb"]


@pytest.mark.parametrize("name", SETS)
def test_what_nbgrader_starts_from_holds_nothing_secret_and_points_for_each_question(name):
    assignment, written = read_assignment(name), written_questions(name)
    notebook = nbgrader_source(assignment, written)
    text = text_of(json.dumps(notebook, ensure_ascii=False).encode())
    assert [line for line in sorted(secret_lines()) if line in text] == []
    cells = [cell["metadata"]["nbgrader"] for cell in notebook["cells"] if "nbgrader" in cell["metadata"]]
    graded = {cell["grade_id"]: cell["points"] for cell in cells if cell["grade"]}
    wanted = {asked.full_name.replace(".", "-") + "-check": asked.points for asked in assignment.asked}
    assert graded == wanted | {each.question.replace(".", "-") + "-check": each.most for each in written}
    assert [cell["grade_id"] for cell in cells if cell["grade"] and not cell["locked"] and not cell["solution"]] == []
    answers = [cell["grade_id"] for cell in cells if cell["solution"] and not cell["grade"]]
    assert answers == [asked.full_name.replace(".", "-") for asked in assignment.asked]


def test_hidden_cases_are_taken_from_a_clone_as_they_stand_there():
    sources = {source.set_name: source for source in exercise_sources()}
    for name, source in sources.items():
        text = hidden_source(name)
        cells = [cell.source for question in source.questions for cell in source.of(question, "hidden")]
        assert text.count('part="hidden"') == len(cells)
        assert [cell for cell in cells if cell not in text] == []
    assert hidden_source("ex99") == ""
