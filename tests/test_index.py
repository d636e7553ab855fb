"""The map of the course: the lessons with their minutes, nine ways for each idea, a path of 60 minutes, own masks."""

import re
from pathlib import Path

import nbformat
import numpy as np
import pytest
from PIL import Image

from segmetrics_lab import metrics
from segmetrics_lab.progress import LESSONS, number_of
from tools.lesson_minutes import load_of
from tools.references import exercise_stem

FOLDER = Path(__file__).parents[1] / "notebooks"
KEYS = [key for key in LESSONS if key != "capstone"]
WAYS = ["why", "learn", "deep", "visualise", "try", "challenge", "remember"]
TIME = re.compile(r"\*\*Time:\*\* (?:about )?(\d+) minutes(?:, and (\d+) for the exercises)?")

of_lessons = pytest.mark.parametrize("key", KEYS)


def texts(name):
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    return [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]


def minutes(key):
    """Minutes of reading, and of exercises, as its first cell says."""
    return [int(number or 0) for number in TIME.search(texts(LESSONS[key])[0]).groups()]


def rows(heading):
    """The rows of the first table below a text of the map, each as its cells."""
    text = next(text for text in texts("index") if heading in text)
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def titled(key):
    """The title of a lesson with its number; lesson 0 goes without one."""
    return ("0 · " if key == "start" else "") + texts(LESSONS[key])[0].splitlines()[0].removeprefix("# ").partition(
        ":"
    )[0]


@of_lessons
def test_each_lesson_stands_in_the_table_with_its_question_and_minutes(key):
    found = rows("| lesson | question |")[number_of(key)]
    first = texts(LESSONS[key])[0]
    question = re.search(r"^\*\*(.*\?)\*\*$", first, flags=re.MULTILINE)
    reading, exercises = minutes(key)
    assert found[0] == f"[{titled(key)}]({LESSONS[key]}.ipynb)"
    assert question is None or found[1] == question[1]
    assert found[2] == str(reading)
    if key != "start":
        assert found[3].rstrip(" |") == f"[{exercises}](../exercises/{exercise_stem(LESSONS[key])}.ipynb)"


@of_lessons
def test_each_idea_has_nine_ways(key):
    found = rows("| idea |")[number_of(key)]
    assert found[0] == titled(key)
    assert [re.match(r"\[(\w+)\]", cell)[1] for cell in found[1:]] == WAYS
    assert all(f"({LESSONS[key]}.ipynb#" in cell for cell in found[1:])
    if key != "start":  # two ways more: a project, and where its functions are
        for kind in ("**Projects**", "**Functions and scores**"):
            text = next(text for text in texts("index") if text.startswith(kind))
            assert f"- lesson {number_of(key)}: " in text, kind


def test_the_minutes_of_the_whole_course_are_the_sum_of_the_lessons():
    reading, exercises = (sum(column) for column in zip(*map(minutes, KEYS), strict=True))
    assert f"take {reading} minutes, their exercises {exercises} more" in texts("index")[0].replace("\n", " ")


def test_the_path_of_60_minutes_takes_60_minutes():
    """Each part as many as its headings take, to the minute."""
    parts = rows("**You have 60 minutes.**")
    assert sum(int(row[0]) for row in parts) == 60
    for said, part, _ in parts:
        stem = re.search(r"\((\d\d_\w+)\.ipynb", part)[1]
        load = dict(load_of(FOLDER / "source" / f"{stem}.py").parts)
        named = [heading.replace("-", " ") for heading in re.findall(r"\.ipynb#([^)]+)\)", part)]
        known = {name.replace("-", " "): name for name in load}
        headings = list(known)
        if " to [" in part:
            named = headings[headings.index(named[0]) : headings.index(named[1]) + 1]
        assert abs(int(said) - sum(load[known[name]].minutes for name in named)) <= 1, part


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
