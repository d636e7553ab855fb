"""Build the notebooks from their py:percent sources, the same bytes each time.

Of a lesson, the executed notebook, and the one for its lecture, not executed. Of an exercise set, the learner's
notebook, not executed; the solved one, executed; and the texts from which its checks speak. Of each, the copy without
outputs that a wheel carries for learners, and beside these what else it carries (tools/course_data.py).

python -m tools.build_notebooks [NAME ...]     build all, or those named: 03 is lesson 3 and exercise set 3
python -m tools.build_notebooks --to FOLDER    write them below another folder
python -m tools.build_notebooks --check        build without executing, and say what differs from the committed files
"""

import argparse
import hashlib
import re
import sys
from base64 import b64encode
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from tqdm import tqdm

from segmetrics_lab import progress
from tools import course_data
from tools.execution import KERNELS_AT_ONCE, execute
from tools.exercise_source import ExerciseSource
from tools.lesson_minutes import with_minutes
from tools.lesson_source import IN_LECTURE, PREFIX, LessonSource
from tools.references import exercise_stem

ROOT = Path(__file__).resolve().parents[1]
LESSONS = Path("notebooks")
EXERCISES = Path("exercises")
SOLUTIONS = EXERCISES / "solutions"
TEXTS = Path("segmetrics_lab/checks/data")
COURSE = course_data.COURSE
LECTURES = COURSE / "lectures"

PICTURE = re.compile(r'(?<=<img src=")pictures/\w+\.svg(?=")')


@dataclass(frozen=True)
class Built:
    """A file that is made from a source.

    Args:
        path: where it stands in the course.
        notebook: the notebook without outputs, or None where the file is a text.
        text: the text, where it is none.
        is_executed: is the notebook committed with its outputs?
    """

    path: Path
    notebook: NotebookNode | None = None
    text: str = ""
    is_executed: bool = False


def built_from(source: Path) -> list[Built]:
    """The files made from a source, in the order in which they are needed."""
    if source.parent.parent.name == LESSONS.name:
        name, lesson = f"{source.stem}.ipynb", LessonSource.read(source)
        cells, of_lecture = (
            timed(with_pictures(cells, source.parent), source.stem)
            for cells in (lesson.cells_of_notebook(), lesson.cells_of_lecture())
        )
        has_lecture = source.stem in progress.LESSONS.values()
        return [
            Built(COURSE / LESSONS / name, as_notebook(cells)),
            *([Built(LECTURES / name, as_notebook(of_lecture))] if has_lecture else []),
            Built(LESSONS / name, as_notebook(cells), is_executed=True),
        ]
    exercise, name = ExerciseSource.read(source), f"{exercise_stem(source.stem)}.ipynb"
    handed_out, solved = (timed(exercise.cells_for(solved=solved), source.stem) for solved in (False, True))
    return [
        Built(TEXTS / f"{exercise.set_name}.json", text=exercise.texts_as_json()),
        Built(EXERCISES / name, as_notebook(handed_out)),
        Built(COURSE / EXERCISES / name, as_notebook(handed_out)),
        Built(SOLUTIONS / name, as_notebook(solved), is_executed=True),
    ]


def timed(cells: list[NotebookNode], stem: str) -> list[NotebookNode]:
    """The cells, with the minutes filled in that their texts name."""
    for cell in cells:
        if cell.cell_type == "markdown":
            cell.source = with_minutes(cell.source, stem)
    return cells


def with_pictures(cells: list[NotebookNode], folder: Path) -> list[NotebookNode]:
    """The cells, with each picture that a text shows from a file in it as a data URI: copies and exports have no files.

    JupyterLab shows no SVG that is attached to a cell.
    """
    for cell in cells:
        if cell.cell_type == "markdown":
            cell.source = PICTURE.sub(lambda path: _embedded(folder / path[0]), cell.source)
    return cells


def _embedded(picture: Path) -> str:
    """An SVG as a data URI."""
    return f"data:image/svg+xml;base64,{b64encode(picture.read_bytes()).decode('ascii')}"


def as_notebook(cells: list[NotebookNode]) -> NotebookNode:
    """A notebook of these cells, without outputs, with ids made from what the cells say."""
    notebook = nbformat.from_dict({"cells": cells})
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    seen: Counter[str] = Counter()
    for cell in notebook.cells:
        if str(cell.get("id", "")).startswith((PREFIX, IN_LECTURE)):
            continue
        digest = hashlib.sha256(f"{cell.cell_type}\n{cell.source}".encode()).hexdigest()[:12]
        seen[digest] += 1
        cell["id"] = f"{digest}-{seen[digest]}"
    return notebook


def build(source: Path, root: Path) -> None:
    """Write the files made from one source below a folder, each in one step."""
    for built in built_from(source):
        target = root / built.path
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_suffix(".unfinished")
        if built.notebook is None:
            unfinished.write_text(built.text, encoding="utf-8")
        else:
            if built.is_executed:
                execute(built.notebook, ROOT / built.path.parent)
            nbformat.validate(built.notebook)
            nbformat.write(built.notebook, unfinished)
        unfinished.rename(target)


def differences(built: Built) -> list[str]:
    """What a committed file says otherwise than its source, a line for each cell."""
    target = ROOT / built.path
    if not target.exists():
        return [f"{built.path} is missing"]
    if built.notebook is None:
        return [] if target.read_text(encoding="utf-8") == built.text else [f"{built.path} differs from its source"]
    expected, found = built.notebook, nbformat.read(target, as_version=4)
    if len(expected.cells) != len(found.cells):
        return [f"{built.path} has {len(found.cells)} cells, its source {len(expected.cells)}"]
    fields = ["cell_type", "source", "id", "metadata"] + ([] if built.is_executed else ["outputs", "execution_count"])
    return [
        f"{built.path}, cell {number}: {field} differs from the source"
        for number, (cell, other) in enumerate(zip(expected.cells, found.cells, strict=True), start=1)
        for field in fields
        if cell.get(field) != other.get(field)
    ] + ([] if expected.metadata == found.metadata else [f"{built.path}: metadata differs from the builder's"])


def orphans(sources: list[Path]) -> list[str]:
    """Committed files that no source makes."""
    wanted = {built.path for source in sources for built in built_from(source)}
    notebooks = (LESSONS, EXERCISES, SOLUTIONS, COURSE / LESSONS, LECTURES, COURSE / EXERCISES)
    found = [
        path.relative_to(ROOT)
        for folder, pattern in [*((folder, "*.ipynb") for folder in notebooks), (TEXTS, "*.json")]
        for path in sorted((ROOT / folder).glob(pattern))
    ]
    return [f"{path} has no source" for path in found if path not in wanted]


def _stands_for(name: str, source: Path) -> bool:
    """Is this the name of the lesson or set, or its number?"""
    return name in (source.stem, source.stem.split("_")[0])


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="lessons and sets to build; all where none is named")
    parser.add_argument("--to", type=Path, default=ROOT, metavar="FOLDER", help="below which folder to write them")
    parser.add_argument("--check", action="store_true", help="compare instead of building")
    options = parser.parse_args()
    everything = [path for folder in (LESSONS, EXERCISES) for path in sorted((ROOT / folder / "source").glob("*.py"))]
    sources = [
        source for source in everything if not options.names or any(_stands_for(name, source) for name in options.names)
    ]
    unknown = [name for name in options.names if not any(_stands_for(name, source) for source in everything)]
    if unknown:
        parser.error(f"no such lesson in notebooks/source or exercises/source: {', '.join(unknown)}")
    if options.check:
        found = [line for source in sources for built in built_from(source) for line in differences(built)]
        found += [*orphans(everything), *course_data.differences()]
        print("\n".join(found) if found else f"{len(sources)} sources agree with what was built from them")
        return 1 if found else 0
    course_data.write(options.to)  # first: a lesson that is run reads the words of its guesses from it
    with ThreadPoolExecutor(KERNELS_AT_ONCE) as pool:
        building = pool.map(partial(build, root=options.to), sources)
        list(tqdm(building, total=len(sources), desc="notebooks", unit="source"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
