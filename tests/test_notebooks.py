"""The notebooks as files: in step with their sources, of the agreed shape, with words for every picture."""

import base64
import re
from pathlib import Path
from statistics import median

import nbformat
import pytest

from tools.build_notebooks import built_from, differences

ROOT = Path(__file__).parents[1]
LESSONS = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
NOTEBOOKS = [*LESSONS, ROOT / "notebooks" / "index.ipynb", ROOT / "notebooks" / "glossary.ipynb"]
STEPS = ["Question", "Definition", "Predict, then run", "Real picture", "Touch", "Surprise", "Exercises", "Take-away"]
FIRST_LESSON_STEPS = ["Question", "Predict, then run", "Surprise", "Touch", "Exercises", "Take-away"]

MAX_CELLS = 60
MAX_WORDS = 95
MAX_CODE_LINES = 15
CELLS_BETWEEN_FIGURES = 6
MAX_PICTURE_BYTES = 200_000
MAX_SWATCH_PX = 18

of_notebooks = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
of_lessons = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


def cells(path, cell_type=None):
    notebook = nbformat.read(path, as_version=4)
    return [cell for cell in notebook.cells if cell_type in (None, cell.cell_type)]


def outputs(path):
    return [output for cell in cells(path, "code") for output in cell.outputs]


def prose(cell):
    """The words of a text cell, without tables, code, pictures, link targets and folded answers."""
    text = re.sub(r"<details>.*?</details>|```.*?```|<img [^>]*>", " ", cell.source, flags=re.DOTALL)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    return [
        word for line in text.splitlines() if not line.startswith("|") for word in line.split() if word.strip("#*-")
    ]


@of_notebooks
def test_a_lesson_is_in_step_with_its_source(path):
    source = path.parent / "source" / f"{path.stem}.py"
    assert [line for built in built_from(source) for line in differences(built)] == []


@of_notebooks
def test_a_lesson_is_valid_and_was_run_once_from_top_to_bottom(path):
    nbformat.validate(nbformat.read(path, as_version=4))
    counts = [cell.execution_count for cell in cells(path, "code")]
    assert counts == list(range(1, len(counts) + 1))


@of_notebooks
def test_no_cell_failed_or_warned(path):
    assert [output.output_type for output in outputs(path) if output.output_type == "error"] == []
    assert [output.text for output in outputs(path) if output.get("name") == "stderr"] == []


@of_notebooks
def test_every_picture_carries_words_and_is_small(path):
    for output in outputs(path):
        data = output.get("data", {})
        assert not any(kind.startswith("image/") for kind in data), "a picture without words: show it as a Picture"
        images = re.findall(r"<img[^>]*>", data.get("text/html", ""))
        assert not images or len(data["text/plain"].split()) >= 5, data["text/plain"]
        for image in images:
            alt = re.search(r'alt="([^"]*)"', image)
            assert alt is not None, image[:80]
            assert alt[1] or is_swatch(image), "only what stands beside its word goes without words"
            assert not re.match(r"(a |the )?(figure|plot|picture|image)\b", alt[1], flags=re.IGNORECASE), alt[1]
            encoded = re.search(r'src="data:image/(?:png|webp|jpeg|svg\+xml);base64,([^"]*)"', image)
            assert len(base64.b64decode(encoded[1])) <= MAX_PICTURE_BYTES


def is_swatch(image):
    """Is this a sample of a colour in a legend?"""
    width = re.search(r'width="(\d+)"', image)
    return width is not None and int(width[1]) <= MAX_SWATCH_PX


@of_lessons
def test_a_lesson_takes_the_steps_of_the_course_in_their_order(path):
    headings = re.findall(r"^## (.*)$", "\n".join(cell.source for cell in cells(path, "markdown")), flags=re.MULTILINE)
    wanted = FIRST_LESSON_STEPS if path.stem.startswith("00") else [*STEPS[:1], "By hand", *STEPS[1:], "Look back"]
    missing = [step for step in wanted if not any(heading.startswith(step) for heading in headings)]
    assert missing == []
    if not path.stem.startswith("00"):
        places = [next(place for place, heading in enumerate(headings) if heading.startswith(step)) for step in wanted]
        assert places == sorted(places)


@of_lessons
def test_the_first_cell_says_what_for_and_how_long(path):
    first = cells(path)[0].source
    for words in ("**You will**", "**You need**", "minutes"):
        assert words in first


@of_lessons
def test_a_lesson_keeps_to_a_length_that_people_finish(path):
    assert len(cells(path)) <= MAX_CELLS
    too_wordy = {cell.id: len(prose(cell)) for cell in cells(path, "markdown") if len(prose(cell)) > MAX_WORDS}
    assert too_wordy == {}


@pytest.mark.parametrize("path", [path for path in NOTEBOOKS if path not in LESSONS], ids=lambda path: path.stem)
def test_code_cells_of_the_map_and_the_glossary_are_short(path):
    lines = [len([line for line in cell.source.splitlines() if line.strip()]) for cell in cells(path, "code")]
    assert max(lines) <= MAX_CODE_LINES
    assert median(lines) <= 4


def is_seen(output):
    """Is this a picture, or a widget with one? A question is none."""
    data = output.get("data", {})
    is_widget = re.match(r"\w+(Explorer|Painter|Shifter): ", data.get("text/plain", ""))
    return "<img" in data.get("text/html", "") or is_widget is not None


@of_lessons
def test_a_picture_comes_at_least_every_few_cells_until_the_exercises(path):
    distance = 0
    for number, cell in enumerate(cells(path), start=1):
        if "## Exercises" in cell.source:
            return
        distance = 0 if any(is_seen(output) for output in cell.get("outputs", [])) else distance + 1
        assert distance <= CELLS_BETWEEN_FIGURES, f"no picture in the {distance} cells up to number {number}"


def anchors(path):
    """What JupyterLab calls the headings of a notebook: their text, blanks as hyphens."""
    text = re.sub(r"```.*?```", "", "\n\n".join(cell.source for cell in cells(path, "markdown")), flags=re.DOTALL)
    return {heading.strip().replace(" ", "-") for heading in re.findall(r"^#+ (.*)$", text, flags=re.MULTILINE)}


@of_notebooks
def test_links_lead_to_files_and_headings_that_exist(path):
    for cell in cells(path, "markdown"):
        for file, heading in re.findall(r"\]\(([^)#]*)#?([^)]*)\)", cell.source):
            if file.startswith("https://"):
                continue
            target = path.parent / file if file else path
            assert target.exists(), file
            assert not heading or heading in anchors(target), f"{file}#{heading}"
