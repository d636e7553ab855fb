"""The map of the course: nine ways for each idea, with the minutes, questions and functions of the lessons."""

import re
from pathlib import Path

import nbformat
import numpy as np
import pytest
from PIL import Image

from segmetrics_lab import metrics

FOLDER = Path(__file__).parents[1] / "notebooks"
LESSONS = sorted(FOLDER.glob("[0-9][0-9]_*.ipynb"))
WAYS = ["why", "learn", "deep", "visualise", "try", "challenge", "project", "remember", "metrics"]
TIME = re.compile(r"\*\*Time:\*\* (\d+) minutes(?:, and (\d+) for the exercises)?")


def texts(name):
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    return [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]


def minutes(lesson):
    """Minutes of reading, and of exercises, as its first cell says."""
    return [int(number or 0) for number in TIME.search(texts(lesson.stem)[0]).groups()]


def section(lesson):
    """The cell of the index that is about this lesson."""
    number = int(lesson.stem[:2])
    return next(text for text in texts("index") if text.startswith(f"## {number} · "))


@pytest.mark.parametrize("lesson", LESSONS[1:], ids=lambda lesson: lesson.stem)
def test_each_idea_has_nine_ways_and_the_words_of_its_lesson(lesson):
    found, first = section(lesson), texts(lesson.stem)[0]
    assert found.splitlines()[0].removeprefix("## ") == first.splitlines()[0].removeprefix("# ")
    question = re.search(r"^\*\*.*\?\*\*$", first, flags=re.MULTILINE)[0]
    reading, exercises = minutes(lesson)
    assert f"{question} [Lesson {int(lesson.stem[:2])}]({lesson.name}): {reading} minutes, and {exercises} for" in found
    ways = dict(re.findall(r"^\| (\w+) \| (.+) \|$", found, flags=re.MULTILINE))
    assert list(ways) == ["way", *WAYS]
    assert [
        way for way in WAYS if way != "project" and lesson.name not in ways[way] and "glossary" not in ways[way]
    ] == []
    assert len(ways["project"].split()) >= 10


def test_the_minutes_of_the_whole_course_are_the_sum_of_the_lessons():
    reading, exercises = (sum(column) for column in zip(*map(minutes, LESSONS), strict=True))
    assert f"take {reading} minutes, their exercises {exercises} more" in texts("index")[0].replace("\n", " ")


def test_the_path_of_60_minutes_takes_60_minutes():
    text = next(text for text in texts("index") if text.startswith("**You have 60 minutes.**"))
    assert sum(int(number) for number in re.findall(r"^\| (\d+) \|", text, flags=re.MULTILINE)) == 60


def test_who_enters_in_the_middle_is_told_to_run_what_stands_above():
    text = next(text for text in texts("index") if text.startswith("**You have 60 minutes.**"))
    assert "*Run > Run All Above Selected Cell*" in text


def test_every_function_of_the_metrics_is_linked_to_where_the_glossary_says_what_it_does():
    linked = re.findall(r"\[`(\w+)`\]\(glossary\.ipynb#(\w)\)", "\n".join(texts("index")))
    assert {name for name, _ in linked} == set(metrics.__all__)
    letters = re.split(r"^## ", "\n".join(texts("glossary")), flags=re.MULTILINE)
    under = {part[0]: part for part in letters if part[1:2] == "\n"}
    assert [name for name, letter in linked if f"`{name}`" not in under[letter]] == []


def test_own_masks_become_a_report(tmp_path):
    truth, prediction = np.zeros((4, 6), dtype=np.uint8), np.zeros((4, 6), dtype=np.uint8)
    truth[1:3, 1:4], prediction[1:3, 2:5], truth[0, 0] = 1, 1, 255
    files = {"street.png": truth * 90, "street_truth.png": truth, "street_model.png": prediction}
    for name, array in files.items():
        Image.fromarray(array).save(tmp_path / name)
    source = (FOLDER / "source" / "index.py").read_text(encoding="utf-8")
    paths = ", ".join(repr(str(tmp_path / name)) for name in files)
    own = source.replace("my_prediction = None, None, None", f"my_prediction = {paths}")
    assert own != source
    namespace = {}
    exec(compile(own, "index.py", "exec"), namespace)
    assert namespace["matrix"].tolist() == [[15, 2, 0], [2, 4, 0], [0, 0, 0]]
