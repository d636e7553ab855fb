"""Build the slides of lessons: for each one HTML file that needs nothing else, and a page that lists them.

Each lesson is run once, and what it shows is kept (tools/alive.py). Its slides are those of tools/slides.py.

python -m tools.build_slides [LESSON ...]     into build/slides/; all lessons where none is named
python -m tools.build_slides --to FOLDER      into another folder
"""

import argparse
import re
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import nbformat
from jinja2 import StrictUndefined, Template
from markdown_it import MarkdownIt
from nbformat import NotebookNode
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer
from tqdm import tqdm

from segmetrics_lab.progress import LESSONS, lesson_texts
from tools.alive import LECTURES, run_of
from tools.execution import KERNELS_AT_ONCE
from tools.lecture_heads import is_for_class
from tools.page_parts import STYLE, html_of, script_for, widgets_in
from tools.slides import PLANS, Slide, planned, slides_of

ROOT = Path(__file__).resolve().parents[1]
SLIDES = ROOT / "build" / "slides"
PAGE = Path(__file__).parent / "slides_page"
REVEAL = Path(__file__).parent / "vendor" / "reveal"
FIGURES = ROOT / "segmetrics_lab/course/labextension/segmetrics-present/static/figures.css"
"""How figures look on slides: the same live and in a deck."""

STEMS = {stem: key for key, stem in LESSONS.items() if stem[0].isdigit()}
CODE = HtmlFormatter(cssclass="deck-python")
IMAGE = re.compile(r'<img\b[^>]*?\balt="([^"]*)"[^>]*>|!\[([^\]]*)\]\([^)]*\)')
LINK = re.compile(r"\[([^\]]+)\]\((?!https?:)[^)]*\)")


@dataclass(frozen=True)
class Step:
    """What one press of a key shows.

    Args:
        html: what is seen.
        code: the code that shows it, as HTML; empty where there is none, or where it is not for the class.
    """

    html: str
    code: str


@dataclass(frozen=True)
class Shown:
    """A slide as its parts in HTML.

    Args:
        headline: what stands above it.
        minutes: how long it takes, by the lectures in which it is shown.
        starts: the minute at which to be there, likewise.
        kind: the name of its style.
        steps: what is shown, one after another.
        notes: what the lecturer reads.
    """

    headline: str
    minutes: dict[int, float | None]
    starts: dict[int, float]
    kind: str
    steps: list[Step]
    notes: str


def stem_of(name: str) -> str:
    """The lesson of this name or number.

    Raises:
        ValueError: there is none; the nearest is named.
    """
    for stem in STEMS:
        if name and (name == stem or name.zfill(2) == stem.partition("_")[0]):
            return stem
    words = {word: stem for stem, key in STEMS.items() for word in (stem, stem[:2], stem[3:], key)}
    [nearest] = get_close_matches(name, words, n=1, cutoff=0)
    raise ValueError(f"There is no lesson {name!r}; the nearest is {words[nearest]}.")


def deck_of(stem: str) -> str:
    """The slides of a lesson as a page.

    Raises:
        ValueError: the lesson has no headlines.
    """
    if not slides_of(nbformat.read(LECTURES / f"{stem}.ipynb", as_version=4).cells):
        raise ValueError(
            f"Lesson {stem} has no slides: none of its cells has a headline. "
            f"Write them into notebooks/source/{stem}.py, as tools/lecture_heads.py explains."
        )
    return page_of(run_of(stem).cells, number=int(stem[:2]), title=title_of(stem))


def page_of(cells: list[NotebookNode], *, number: int, title: str) -> str:
    """The slides of executed cells as a page, which needs no other file."""
    slides = slides_of(cells)
    starts = {minutes: dict(planned(slides, minutes)) for minutes in PLANS}
    used = {name for slide in slides for at in slide.steps for name in widgets_in(cells[at].get("outputs", []))}
    return _rendered(
        "deck.html",
        number=number,
        title=escape(title),
        slides=[
            _shown(
                cells, slides, at, {minutes: of_plan[slide] for minutes, of_plan in starts.items() if slide in of_plan}
            )
            for at, slide in enumerate(slides)
        ],
        style="\n".join(
            [_read(REVEAL / "reveal.css"), CODE.get_style_defs(), STYLE, _read(PAGE / "deck.css"), _read(FIGURES)]
        ),
        reveal=_script(f"{_read(REVEAL / 'reveal.js')}\n{_read(REVEAL / 'notes.js')}"),
        widgets=_script(script_for(used)),
        deck=_script(_read(PAGE / "deck.js")),
        licences="\n\n".join(
            f"{name}\n\n{_read(REVEAL / file)}"
            for name, file in (("reveal.js", "LICENSE"), ("marked, in its plugin notes.js", "LICENSE-marked"))
        ),
    )


def title_of(stem: str) -> str:
    """The title of a lesson."""
    return str(lesson_texts()["lessons"][STEMS[stem]]["title"])


def index_of(stems: Iterable[str]) -> str:
    """The page that lists these decks."""
    return _rendered(
        "index.html",
        decks=[{"name": f"{stem}.html", "number": int(stem[:2]), "title": title_of(stem)} for stem in stems],
    )


def _shown(cells: list[NotebookNode], slides: list[Slide], at: int, starts: dict[int, float]) -> Shown:
    """A slide as its parts."""
    slide, is_text = slides[at], cells[slides[at].steps[0]].cell_type == "markdown"
    kind = (
        "deck-title" if is_text and at == 0 else "deck-take-away" if is_text and slide is slides[-1] else "deck-slide"
    )
    steps = [_step(cells[step]) for step in slide.steps]
    notes = "\n".join(_as_html(LINK.sub(r"\1", IMAGE.sub(_words_of, cells[note].source))) for note in slide.notes)
    minutes = dict(zip(PLANS, (slide.minutes, slide.short), strict=True))
    return Shown(escape(slide.headline), minutes, starts, kind, steps, notes)


def _step(cell: NotebookNode) -> Step:
    """A cell as it is shown. The code of a vote stays with the lecturer: it holds the answer."""
    if cell.cell_type == "markdown":
        return Step(f'<div class="deck-text">{_as_html(cell.source)}</div>', "")
    shown = "\n".join(html_of(output) for output in cell.outputs)
    return Step(shown, "" if is_for_class(cell) else highlight(cell.source, PythonLexer(), CODE))


def _words_of(picture: re.Match[str]) -> str:
    """What stands in the notes in the place of a picture."""
    return f"[{picture[1] or picture[2]}]"


def _as_html(text: str) -> str:
    """A text of a notebook as HTML."""
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))


def _script(text: str) -> str:
    """A script that can stand inside a page: nothing in it looks like its end."""
    return text.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _read(path: Path) -> str:
    """The text of a file."""
    return path.read_text(encoding="utf-8")


def _rendered(template: str, **parts: Any) -> str:
    """A page of this folder, filled in; all parts are HTML."""
    return str(Template(_read(PAGE / template), undefined=StrictUndefined).render(parts))


def _build(stem: str, folder: Path) -> str:
    """Write the deck of a lesson in one step; why there is none, empty where there is."""
    try:
        deck = deck_of(stem)
    except ValueError as problem:
        return str(problem)
    unfinished = folder / f"{stem}.unfinished"
    unfinished.write_text(deck, encoding="utf-8")
    unfinished.replace(folder / f"{stem}.html")
    return ""


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help="which to build (09); all where none is named")
    parser.add_argument("--to", type=Path, default=SLIDES, metavar="FOLDER", help="where to write them")
    options = parser.parse_args()
    try:
        stems = [stem_of(name) for name in options.lessons] or list(STEMS)
    except ValueError as problem:
        parser.error(str(problem))
    options.to.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(KERNELS_AT_ONCE) as pool:
        building = pool.map(partial(_build, folder=options.to), stems)
        problems = [problem for problem in tqdm(building, total=len(stems), desc="slides", unit="lesson") if problem]
    built = [stem for stem in STEMS if (options.to / f"{stem}.html").exists()]
    (options.to / "index.html").write_text(index_of(built), encoding="utf-8")
    if len(problems) < len(stems):
        print(f"Open {options.to / 'index.html'}")
    print("\n".join(problems), file=sys.stderr, end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
