"""Build the web site of the course: lessons whose widgets live without a kernel, exercises, glossary, map, reference.

python -m tools.build_site [FOLDER]     (build/site, where no folder is named)

Lessons are run once, and what they showed is kept (tools/alive.py); Sphinx runs nothing. No page asks for a network.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_output

from segmetrics_lab.labels import Palette
from segmetrics_lab.scenes import load
from segmetrics_lab.widgets import PredictionShifter
from tools import alive, page_parts
from tools.site import anywhere, course_map, glossary, lesson_pages
from tools.site.lessons import CAPSTONE, ROOT, Lesson, all_lessons, file_of, notebook_of, pages, picture_of

DOCS = ROOT / "docs"
BUILD = ROOT / "build"
SLIDES = BUILD / "slides"
PLACE = re.compile(r"^\{(\w+)\}$", flags=re.MULTILINE)

READ_HERE = """<p class="how-to-run">What you can touch on this page is alive; its code is shown as it ran. To run it
yourself: <code>segmetrics lab {name}</code>, or <a href="../anywhere.html">anywhere else</a>.{buttons}</p>"""
TO_RUN = """<p class="how-to-run">These boxes are to be filled and run, which a web page cannot do:
<code>segmetrics lab {name}</code> opens them, or see <a href="../anywhere.html">where else</a>.{buttons}</p>"""


def front_widget() -> PredictionShifter:
    """What a visitor touches first: a large object and a small one, moved alike."""
    truth = load("coffee").truth[::2, ::2]
    names = load("coffee").palette.names
    large, small = [index for index, name in enumerate(names) if name in ("cup", "coffee")], names.index("spoon")
    shown = (truth == small) * 2 + sum((truth == index) * 1 for index in large)
    return PredictionShifter(
        shown.astype("uint8"),
        palette=Palette(["table", "cup", "spoon"]),
        scores=["pixel accuracy", "IoU of cup", "IoU of spoon"],
    )


def write_sources(folder: Path) -> None:
    """Write what Sphinx reads into an empty folder."""
    shutil.copytree(DOCS, folder, ignore=shutil.ignore_patterns("library"))
    _write_ways(folder / "lectures")
    used = _write_lessons(folder) | {"prediction_shifter"}
    _write_exercises(folder)
    _write_glossary(folder)
    for source in folder.rglob("*.md"):
        source.write_text(_filled_in(source.read_text(encoding="utf-8")), encoding="utf-8")
    _write_shared(folder, used)


def build(site: Path) -> bool:
    """Build the site into this folder; False where Sphinx has found something wrong, and has said what."""
    sources = site.with_name(f"{site.name}-sources")
    for folder in (sources, site):
        shutil.rmtree(folder, ignore_errors=True)
    write_sources(sources)
    options = ["--quiet", "--fail-on-warning", "--keep-going", "--jobs", "2", "--builder", "html"]
    doctrees = site.with_name(f"{site.name}-doctrees")
    command = [sys.executable, "-m", "sphinx", *options, "--doctree-dir", str(doctrees), str(sources), str(site)]
    if subprocess.run(command, check=False, cwd=ROOT).returncode:
        return False
    (site / "_static" / "webpack-macros.html").unlink()  # of the theme: its sources include it, and no page does
    if SLIDES.is_dir():
        shutil.copytree(SLIDES, site / "slides")
    return True


def run_of(lesson: Lesson) -> NotebookNode:
    """A lesson with what it shows.

    Raises:
        RuntimeError: it cannot be run.
    """
    try:
        return alive.run_of(lesson.stem)
    except Exception as error:
        number = f"{lesson.number:02}"
        raise RuntimeError(
            f"The site has no page of lesson {number}, since {lesson.stem} does not run: {error}\n"
            f"Mend the lesson, then try make alive LESSON={number}."
        ) from error


def _write_lessons(folder: Path) -> set[str]:
    """Write the pages of the lessons, and return the widgets that live in them."""
    used: set[str] = set()
    (folder / "lessons").mkdir(exist_ok=True)
    for lesson in all_lessons():
        if lesson.key != CAPSTONE:
            run = run_of(lesson)
            used |= lesson_pages.widgets_of(run)
            answers = lesson_pages.answers_of(notebook_of(lesson.key))
            note = _note(READ_HERE, f"{lesson.number:02}", f"notebooks/{lesson.stem}.ipynb")
            _write(lesson_pages.page_of(run, pages(), note=note, answers=answers), folder / lesson.page)
    return used


def _write_ways(lectures: Path) -> None:
    """Write into the pages of the lectures where all that a lecturer needs is."""
    for page in lectures.glob("[0-9]*.md"):
        page.write_text(with_ways(page.read_text(encoding="utf-8"), page.stem), encoding="utf-8")


def _write_exercises(folder: Path) -> None:
    """Write the pages of the exercises, as learners get them."""
    (folder / "exercises").mkdir(exist_ok=True)
    for path in sorted((ROOT / "exercises").glob("*.ipynb")):
        name = path.stem.partition("_")[0]
        note = _note(TO_RUN, name, f"exercises/{path.name}")
        notebook = nbformat.read(path, as_version=4)
        _write(lesson_pages.page_of(notebook, pages(), note=note, answers={}), folder / "exercises" / path.name)


def _write_glossary(folder: Path) -> None:
    """Write the page of the glossary, and its words for the cards of other pages."""
    notebook = nbformat.read(glossary.GLOSSARY, as_version=4)
    _write(glossary.page_of(notebook, pages()), folder / "glossary.ipynb")
    words = json.dumps(glossary.words_for_page(), ensure_ascii=False)
    (folder / "_static" / "words.js").write_text(f"window.segmetricsWords = {words};\n", encoding="utf-8")


def _write_shared(folder: Path, used: set[str]) -> None:
    """Write what all pages share: the script and the style sheet of the widgets, the cheat sheet."""
    script = f"{page_parts.script_for(used)}\nsegmetrics.gate(document);\nsegmetrics.start(document);\n"
    (folder / "_static" / "segmetrics.js").write_text(script, encoding="utf-8")
    (folder / "_static" / "segmetrics.css").write_text(page_parts.STYLE, encoding="utf-8")
    (folder / "_static" / "map").mkdir()
    for lesson in all_lessons():
        picture, _ = picture_of(lesson.key)
        if picture:
            (folder / "_static" / "map" / file_of(lesson.key)).write_bytes(b64decode(picture.partition(",")[2]))
    for name in ("cheat_sheet.pdf", "cheat_sheet.png"):
        shutil.copy2(ROOT / "notebooks" / name, folder)


def _write(notebook: NotebookNode, path: Path) -> None:
    """Write a page."""
    nbformat.write(notebook, path)


def _note(text: str, name: str, notebook: str) -> str:
    """How to run a notebook, with buttons where there are any."""
    shown = anywhere.as_html(anywhere.buttons(anywhere.repository(), notebook), "../_static/buttons")
    return text.format(name=name, buttons=f"<br>{shown}" if shown else "")


def _filled_in(text: str) -> str:
    """A text of docs/ with what is built in the place of its `{name}` that stand alone on a line."""
    return PLACE.sub(lambda found: PARTS[found[1]]() if found[1] in PARTS else found[0], course_map.with_lessons(text))


def _front() -> str:
    """The widget of the front page."""
    widget = front_widget()
    data = {page_parts.ALIVE: widget.to_state(), **widget.still()._repr_mimebundle_()}
    html = page_parts.html_of(new_output("display_data", data))
    return f'```{{raw}} html\n<div class="first-touch">{html}</div>\n```'


def _buttons() -> str:
    """The buttons that open the course elsewhere; nothing while there are none."""
    return anywhere.as_html(anywhere.buttons(anywhere.repository()), "_static/buttons")


def _install() -> str:
    """The line that installs the course in a notebook elsewhere."""
    address = anywhere.repository() or "<the address of the repository>"
    return f'%pip install "segmetrics-lab[lessons] @ git+{address}"'


def with_ways(text: str, stem: str) -> str:
    """The page of a lecture, called so, with links to all that its lesson has."""
    lesson = next(lesson for lesson in all_lessons() if lesson.stem == stem)
    ways = [f"[the lesson](../{lesson.page})", _slides(lesson, "../")]
    if lesson.exercises:
        ways.append(f"[its exercises](../{lesson.exercises})")
    ways.append(f"[to present](../presenting.md): `segmetrics present {lesson.number:02}`")
    head, _, rest = text.removeprefix("# Lesson ").partition("\n")
    return f"# Lecture {head}\n\n{' · '.join(way for way in ways if way)}\n{rest}"


def decks() -> str:
    """What each lesson has for a lecturer: its plan, its slides where they were built, its exercises."""
    rows = [
        f"| {_name(lesson)} | [plan](lectures/{lesson.stem}.md) | {_slides(lesson)} | {_exercises(lesson)} |"
        for lesson in all_lessons()
        if lesson.key != CAPSTONE
    ]
    are_built = any(_slides(lesson) for lesson in all_lessons())
    said = (
        "Slides are alive, one file each, and work without a network: take the file on a stick."
        if are_built
        else "The slides of each lesson are one file, which works without a network: `make slides` builds them."
    )
    return "\n".join([said, "", "| lesson | plan | slides | exercises |", "|:---|:---|:---|:---|", *rows])


def _slides(lesson: Lesson, up: str = "") -> str:
    """Links to the slides of a lesson and to its short lecture; empty where they were not built."""
    if not (SLIDES / f"{lesson.stem}.html").is_file():
        return ""
    deck, name = f"{up}slides/{lesson.stem}.html", f"slides of lesson {lesson.number}"
    return (
        f'<a href="{deck}" aria-label="{name}">slides</a>, '
        f'<a href="{deck}?minutes=20" aria-label="{name} in 20 minutes">in 20 minutes</a>'
    )


def _exercises(lesson: Lesson) -> str:
    """A link to the exercises of a lesson, which says how long they take; empty where it has none."""
    return f"[{lesson.exercise_minutes} minutes]({lesson.exercises})" if lesson.exercises else ""


def _lecturers() -> str:
    """The pages for lecturers, for the side of the page."""
    return "```{toctree}\n:hidden:\n\npresenting\nlectures/index\ngrading\n```"


def _toctree(chosen: Callable[[Lesson], str]) -> str:
    """The pages of all lessons, or of their exercises, for the side of the page."""
    found = [(lesson, chosen(lesson).removesuffix(".ipynb")) for lesson in all_lessons()]
    lines = [f"{_name(lesson)} </{page}>" for lesson, page in found if page]
    return "```{toctree}\n:hidden:\n\n" + "\n".join(lines) + "\n```"


def _name(lesson: Lesson) -> str:
    """How a lesson is called where there is little room."""
    return lesson.title if lesson.key == CAPSTONE else f"{lesson.number} · {lesson.title}"


PARTS: dict[str, Callable[[], str]] = {
    "front": _front,
    "buttons": _buttons,
    "install": _install,
    "decks": decks,
    "lecturers": _lecturers,
    "lessons": lambda: _toctree(lambda lesson: "" if lesson.key == CAPSTONE else lesson.page),
    "exercises": lambda: _toctree(lambda lesson: lesson.page if lesson.key == CAPSTONE else lesson.exercises),
}
"""What stands in the place of a name in braces that stands alone on a line of a page."""


def main() -> int:
    """Build the site, or say in a sentence why not; 1 where it was not built."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=BUILD / "site")
    try:
        is_built = build(parser.parse_args().folder.resolve())
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    if not is_built:
        print("The site was not built: a warning is an error here. See above.", file=sys.stderr)
    return 0 if is_built else 1


if __name__ == "__main__":
    sys.exit(main())
