"""Does anything on the screen answer a guess before it is locked in? What a learner sees around it is searched.

Seen is what stands from the heading before the question to the second cell of code after the answering one, or to the
next heading, if that comes later; also what was printed above, the words of figures, and the README. Searched are the
words of the right choice that no other choice has, sentences that say what explains the answer, and its numbers.

python -m tools.answers_in_sight [NN ...]     print what answers too early, in all lessons or in those named
"""

import argparse
import ast
import io
import re
import sys
import tokenize
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Literal

import nbformat
from nbformat import NotebookNode

from tools.lesson_minutes import DETAILS, LINK, TAG
from tools.lesson_source import GuessSource, LessonSource, in_one_line

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "notebooks" / "source"

Place = Literal["text above", "text below", "heading", "code", "words of a figure", "print", "earlier print", "README"]

WORD = re.compile(r"[a-z]+")
SHORTEST_WORD = 4
ENOUGH_OF_BECAUSE = 3
COMMON = 0.2
"""A word that stands in more than this share of the texts of a lesson says nothing about one guess."""
EMPTY = frozenset(
    WORD.findall(
        """
        about above after again against also another answer because been before below between both cannot could does
        done down each even every everything first from gets give gives given goes hardly have here into itself just
        know less like look made make makes many more most much nearly neither never next nothing once only other over
        same says seen should since some still such than that their them then there these they thing things this those
        three through very well were what when where which while whole will with without would your
        """
    )
)
FIGURES = "\n\0\n"
"""What stands between the prints of a cell and the words of its figures."""

SUFFIXES = ("ingly", "edly", "ness", "ing", "ies", "est", "ers", "ed", "es", "er", "ly", "s")
NUMBER = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)(?:\s?(%))?(?![\w])")
ASKED = r'\b(?:ask|draw)\(\s*"{}"'
END_OF_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n\s*\n|\n(?=[-|]|\d+\. )")


@dataclass(frozen=True)
class Sight:
    """A sentence, a line or a cell that a learner may see before the guess.

    Args:
        place: what it is.
        text: what it says.
    """

    place: Place
    text: str

    @cached_property
    def stems(self) -> frozenset[str]:
        """Its words."""
        return stems_of(self.text)


@dataclass(frozen=True)
class Finding:
    """What answers too early.

    Args:
        key: of the guess.
        place: where.
        words: by which words or number.
        text: the sentence, line or cell that says so.
    """

    key: str
    place: Place
    words: str
    text: str

    def __str__(self) -> str:
        """A line for an author."""
        return f"guess {self.key!r}: the {self.place} says {self.words!r}: {self.text[:160]!r}"


def stem_of(word: str) -> str:
    """A word without its ending.

    >>> [stem_of(word) for word in ("large", "larger", "stays", "missed", "smallest", "grass")]
    ['larg', 'larg', 'stay', 'miss', 'small', 'grass']
    """
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and not word.endswith("ss"):
            word = word.removesuffix(suffix)
            break
    return word.removesuffix("e")


def stems_of(text: str) -> frozenset[str]:
    """The words of a text that say something, without their endings; names are taken apart."""
    words = WORD.findall(text.lower().replace("_", " "))
    return frozenset(stem_of(word) for word in words if len(word) >= SHORTEST_WORD and word not in EMPTY)


def sentences(markdown: str) -> list[str]:
    """What a text says, as far as it is not folded: sentences, items, and rows of tables."""
    text = TAG.sub(" ", LINK.sub("]", DETAILS.sub(" ", markdown)))
    return [one for one in map(in_one_line, END_OF_SENTENCE.split(text)) if WORD.search(one.lower())]


def headings(markdown: str) -> list[str]:
    """The headings of a text."""
    return re.findall(r"^#+ (.*)$", markdown, flags=re.MULTILINE)


@dataclass(frozen=True)
class Surroundings:
    """A guess and what is seen around it.

    Args:
        guess: the guess.
        sights: what is seen.
        told: what the built notebook tells, folded, as the answer; empty where it is not built so.
        answer: what the answering cell shows.
        own_code: the code of that cell.
        value: what the question is told as the answer; empty where nothing is.
        common: words that say nothing in this lesson, since they are everywhere.
        known_names: words of the code above, which name things that were there before the question.
    """

    guess: GuessSource
    sights: tuple[Sight, ...]
    told: str
    answer: str
    own_code: str
    value: str
    common: frozenset[str]
    known_names: frozenset[str]

    def of(self, *places: Place) -> list[Sight]:
        """What is seen at some places."""
        return [sight for sight in self.sights if sight.place in places]


def right_choice(guess: GuessSource) -> str:
    """The choice that no sentence explains as wrong; empty where a number or a curve is asked for."""
    return next((choice for choice in guess.choices if choice not in guess.wrong), "")


# --- what is seen


def surroundings(source: LessonSource, executed: list[NotebookNode] | None, readme: str) -> Iterator[Surroundings]:
    """All guesses of a lesson with what is seen around them; of no notebook, without what is printed."""
    cells, built = list(source.cells), _built(source, executed)
    printed = {
        at: _text_of(cell) for at, cell in built.items() if not re.search(r"\b(ask|draw|recap)\(", cell.source)
    }  # a question shows itself, and that is left out
    texts = [stems_of(cell.source) for cell in cells if cell.cell_type == "markdown"]
    counts = Counter(stem for text in texts for stem in text)
    common = frozenset(stem for stem, count in counts.items() if count > max(3, COMMON * len(texts)))
    for key, guess in source.guesses.items():
        ask = next(at for at, cell in enumerate(cells) if re.search(ASKED.format(re.escape(key)), cell.source))
        answer = next(at for at, cell in enumerate(cells) if cell.metadata.get("answers") == key)
        seen = [*_seen_in(cells, ask, answer), *_shown_before(source, printed, ask)]
        seen += [Sight("README", sentence) for sentence in sentences(readme)]
        before = _together(Sight("code", cell.source) for cell in cells[: _start(cells, ask)] if _is_code(cell))
        yield Surroundings(
            guess,
            tuple(seen),
            told=_told(built[ask], guess) if ask in built else "",
            answer=printed.get(answer, ""),
            own_code=cells[answer].source,
            value=_value(cells[ask].source, key),
            common=common,
            known_names=before,
        )


def _is_code(cell: NotebookNode) -> bool:
    """Is this a cell of code?"""
    return bool(cell.cell_type == "code")


def _is_text(cell: NotebookNode) -> bool:
    """Is this a text of the notebook, and no part of a guess or a figure?"""
    return cell.cell_type == "markdown" and not {"guess", "figure"} & set(cell.metadata)


def _start(cells: list[NotebookNode], ask: int) -> int:
    """The place of the last heading above a question."""
    return max((at for at in range(ask) if _is_text(cells[at]) and headings(cells[at].source)), default=0)


def _end(cells: list[NotebookNode], answer: int) -> int:
    """The place of the second cell of code below the answering one, or of the next heading if that is later."""
    below = range(answer + 1, len(cells))
    code = [at for at in below if cells[at].cell_type == "code"][:2]
    heading = next((at for at in below if _is_text(cells[at]) and headings(cells[at].source)), len(cells) - 1)
    return max([*code, heading])


def _seen_in(cells: list[NotebookNode], ask: int, answer: int) -> Iterator[Sight]:
    """The texts and the code around a question."""
    start, end = _start(cells, ask), _end(cells, answer)
    for at in range(start, end + 1):
        cell = cells[at]
        if cell.cell_type == "code":
            yield Sight("code", cell.source)
        elif _is_text(cell):
            yield from (Sight("heading", heading) for heading in headings(cell.source))
            text = cell.source if at < end else re.split(r"^#+ ", cell.source, maxsplit=1, flags=re.MULTILINE)[0]
            body = re.sub(r"^#+ .*$", "", text, flags=re.MULTILINE)
            place: Place = "text above" if at < answer else "text below"
            yield from (Sight(place, sentence) for sentence in sentences(body))
        elif at < ask and cell.metadata.get("part") in ("question", "because") and _is_other(cells, at, ask):
            yield from (Sight("text above", sentence) for sentence in sentences(cell.source))


def _is_other(cells: list[NotebookNode], at: int, ask: int) -> bool:
    """Does a part of a guess belong to another guess than the one that is asked?"""
    return re.search(ASKED.format(re.escape(cells[at].metadata["guess"])), cells[ask].source) is None


def _shown_before(source: LessonSource, printed: dict[int, str], ask: int) -> Iterator[Sight]:
    """The words of figures, and what was printed, above a question."""
    cells = list(source.cells)
    start = _start(cells, ask)
    for at in range(ask):
        place: Place = "print" if at >= start else "earlier print"
        yield from (Sight(place, line) for line in printed.get(at, "").splitlines() if line.strip())
        if at >= start and cells[at].cell_type == "code":
            for key in re.findall(r'alt_text\("([^"]+)"\)', cells[at].source):
                yield Sight("words of a figure", source.alts.get(key, ""))


def _built(source: LessonSource, executed: list[NotebookNode] | None) -> dict[int, NotebookNode]:
    """The executed cells of code, by the places of their sources; none where the notebook has other cells."""
    places = [at for at, cell in enumerate(source.cells) if not {"guess", "figure"} & set(cell.metadata)]
    if executed is None or len(executed) != len(places):
        return {}
    return {at: cell for at, cell in zip(places, executed, strict=True) if _is_code(cell)}


def _told(cell: NotebookNode, guess: GuessSource) -> str:
    """The answer that a question shows when it is unfolded, without what explains it."""
    html = " ".join(output.get("data", {}).get("text/html", "") for output in cell.get("outputs", []))
    folded = re.search(r"<details>.*?<p>(.*?)</p>", html, flags=re.DOTALL)
    return unescape(folded[1]).partition(in_one_line(guess.parts["because"]))[0] if folded else ""


def _text_of(cell: NotebookNode) -> str:
    """What the outputs of a cell say: first what is printed, then the words of its figures."""
    printed, figures = [], []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        html = re.sub(r'<img[^>]*?alt="([^"]*)"[^>]*>', r" \1 ", data.get("text/html", ""))
        words = [data.get("text/plain", ""), unescape(re.sub(r"<[^>]+>", " ", html))]
        printed += [output.get("text", ""), *("" if "<img" in data.get("text/html", "") else one for one in words)]
        figures += words if "<img" in data.get("text/html", "") else []
    return "\n".join(filter(None, printed)) + FIGURES + "\n".join(filter(None, figures))


def _value(code: str, key: str) -> str:
    """The expression that a question is told as the answer."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("ask", "draw"):
            first, *others = node.args
            if isinstance(first, ast.Constant) and first.value == key and others:
                return ast.unparse(others[0])
    return ""


# --- what answers


def findings(around: Surroundings) -> list[Finding]:
    """Whatever answers a guess too early."""
    key = around.guess.key
    found = [*_by_choice(around), *_by_because(around), *_by_number(around)]
    if re.fullmatch(r"-?[\d.]+|'.*'", around.value):
        found.append(Finding(key, "code", around.value, f"the answer {around.value} is written, not computed"))
    return list(dict.fromkeys(found))


def _own_stems(guess: GuessSource, choice: str) -> frozenset[str]:
    """The words that only this choice has."""
    others = [stems_of(other) for other in guess.choices if other != choice]
    return stems_of(choice).difference(stems_of(guess.parts["question"]), *others)


def _is_said(own: frozenset[str], stems: frozenset[str]) -> bool:
    """Are at least half of these words among those?"""
    return bool(own) and 2 * len(own & stems) >= len(own)


def _by_choice(around: Surroundings) -> Iterator[Finding]:
    """What says the right choice, and none of the wrong ones beside it."""
    guess, right = around.guess, right_choice(around.guess)
    own = _own_stems(guess, right) if right else frozenset()
    wrong = [_own_stems(guess, choice) for choice in guess.choices if choice != right]
    asked = stems_of(guess.parts["question"]) - around.common
    above, code = _together(around.of("text above")), _together(around.of("code"))
    for sight in around.sights:
        beside = {"text above": above, "code": code}.get(sight.place, sight.stems)
        hits = own & sight.stems - (around.known_names if sight.place == "code" else frozenset())
        if not _is_said(own, hits) or any(_is_said(other, beside) for other in wrong):
            continue
        is_about_it = len(hits) > 1 or asked & sight.stems or sight.place == "heading"
        if sight.place in ("README", "earlier print"):
            is_about_it = len(asked & sight.stems) > 1
        if is_about_it or sight.place == "code":
            yield Finding(guess.key, sight.place, " ".join(sorted(hits)), sight.text)


def _together(sights: Iterable[Sight]) -> frozenset[str]:
    """The words of several sights."""
    return frozenset().union(*(sight.stems for sight in sights))


def _by_because(around: Surroundings) -> Iterator[Finding]:
    """Sentences, and texts within code, that say what explains the answer."""
    guess = around.guess
    known = stems_of(" ".join([guess.parts["question"], *guess.choices]))
    rare = stems_of(guess.parts["because"]) - known - around.common
    for sight in around.of("text above", "text below", "words of a figure", "print", "README", "code"):
        for said in _said_in_code(sight.text) if sight.place == "code" else [sight.text]:
            shared = rare & stems_of(said)
            if len(shared) >= ENOUGH_OF_BECAUSE:
                yield Finding(guess.key, sight.place, " ".join(sorted(shared)), said)


def _said_in_code(code: str) -> list[str]:
    """The texts and comments within code."""
    tokens = tokenize.generate_tokens(io.StringIO(code).readline)
    kinds = (tokenize.STRING, tokenize.COMMENT, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING))
    return [token.string for token in tokens if token.type in kinds]


def _by_number(around: Surroundings) -> Iterator[Finding]:
    """The number that is the answer, or one that the answering cell shows for the first time."""
    guess = around.guess
    if guess.choices:
        return
    whole = guess.scale.get("high", 1) > 1
    given = set(_numbers(f"{guess.parts['question']} {around.own_code}", whole=True))
    asked = stems_of(guess.parts["question"]) - around.common
    wanted = _wanted(around, whole=whole)
    for sight in around.sights:
        if sight.place in ("README", "earlier print") and len(asked & sight.stems) < 2:
            continue
        for number in _numbers(sight.text, whole=whole):
            if any(_is_same(number, other) for other in wanted) and not any(_is_same(number, one) for one in given):
                yield Finding(guess.key, sight.place, number, sight.text)


def _wanted(around: Surroundings, *, whole: bool) -> list[str]:
    """The numbers that would give the answer away: the answer itself, where it is known."""
    if around.told:
        return _numbers(around.told, whole=whole)
    shown = _numbers(around.answer.partition(FIGURES)[0], whole=whole) or _numbers(around.answer, whole=whole)
    before = [_numbers(sight.text, whole=whole) for sight in around.of("print", "earlier print")]
    return [number for number in shown if not any(_is_same(number, one) for numbers in before for one in numbers)]


def _numbers(text: str, *, whole: bool) -> list[str]:
    """The numbers of a text with two digits or more behind the point, per cent among them; whole ones where wanted.

    >>> _numbers("IoU 0.761, that is 76 % of 40 and 0.5", whole=False)
    ['0.761', '0.76']
    """
    found = []
    for digits, percent in NUMBER.findall(text):
        if percent:
            found.append(f"{float(digits) / 100:.{2 + len(digits.partition('.')[2])}f}")
        elif len(digits.partition(".")[2]) > 1 or (whole and digits.isdecimal() and int(digits) >= 10):
            found.append(digits)
    return found


def _is_same(number: str, other: str) -> bool:
    """Are these the same number, as far as both are written out?"""
    digits = min(len(one.partition(".")[2]) for one in (number, other))
    if digits == 0:
        return number == other
    return round(float(number), digits) == round(float(other), digits)


# --- the course


def answers_in_sight(lesson: Path, readme: str = "") -> list[Finding]:
    """What answers too early in a lesson; what it prints counts where its notebook is built."""
    built = lesson.parent.parent / f"{lesson.stem}.ipynb"
    executed = nbformat.read(built, as_version=4).cells if built.exists() else None
    source = LessonSource.read(lesson)
    return [finding for around in surroundings(source, executed, readme) for finding in findings(around)]


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="numbers of lessons; all where none is named")
    names = parser.parse_args().names
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = []
    for lesson in sorted(SOURCES.glob("[0-9][0-9]_*.py")):
        if not names or lesson.stem in names or lesson.stem[:2] in names:
            found += [f"{lesson.stem}, {finding}" for finding in answers_in_sight(lesson, readme)]
    print("\n".join(found) or "nothing answers before the guess")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
