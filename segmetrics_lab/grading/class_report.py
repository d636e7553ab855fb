"""The class report: what a class knows and believes, in one HTML file without any name."""

import builtins
import keyword
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from html import escape
from statistics import mean, median

import numpy as np

from segmetrics_lab.checks import CATALOGUE
from segmetrics_lab.grading.grades_csv import csv_of
from segmetrics_lab.grading.html_page import first_lines, html_page, paragraph, table
from segmetrics_lab.grading.item_analysis import ENOUGH, Item, items_of
from segmetrics_lab.grading.judged import BOXED, Judged, Result
from segmetrics_lab.grading.points_chart import points_chart
from segmetrics_lab.grading.same_answers import Same, plain, same_answers

ONE_REFUSED = "1 file was not taken as a submission."

Options = Mapping[str, Mapping[str, str]]
NO_OPTIONS: Options = {}

MOST_LINES, MOST_CHARACTERS = 20, 1_500
SHORTEST_NAME = 3
"""A part of a learner's name with fewer letters stands in most programs."""

OF_PROGRAMS = frozenset(name.lower() for name in (*keyword.kwlist, *dir(builtins), *dir(np)))
"""Words that name nobody in a program, though somebody may be called Max or Min."""

HARD, EASY, POOR = 0.3, 0.95, 0.1


def class_report(
    judged: Sequence[Judged],
    *,
    title: str,
    refused: int = 0,
    attempts: Mapping[str, int] | None = None,
    names: Iterable[str] = (),
    options: Options = NO_OPTIONS,
    by_hand: str = "",
    waiting: Collection[str] = (),
) -> str:
    """The report of an assignment: points, questions, misconceptions, and answers that look alike.

    Args:
        judged: all submissions of the class, one for each learner.
        title: the heading of the assignment.
        refused: how many files could not be taken as submissions.
        attempts: how often each learner handed in; None where that is not known.
        names: what learners are called beside the names of their folders; no example answer may hold a part of them.
        options: the wordings of the answers to choose from, by question and letter.
        by_hand: where written answers stand and how far their marking is, in a sentence; empty where there are none.
        waiting: questions of which answers wait for a mark, so that nothing can be said about them yet.

    Returns:
        The HTML. No name or id of a learner stands in it.
    """
    read = [each for each in judged if not each.problem]
    hidden = parts_of_names([*(each.learner for each in judged), *names])
    parts = ["<h1>Class report</h1>", paragraph(title), *_summary(judged, read, refused, attempts, by_hand)]
    if read:
        parts += _questions(items_of(read), waiting)
        parts += _misconceptions(read, hidden, options)
    parts += _same(same_answers(read))
    return html_page(f"{title}: class report", parts)


def parts_of_names(names: Iterable[str]) -> frozenset[str]:
    """The words of names, in small letters: "Núñez-Ada-77" is known by "núñez" and "ada"."""
    words = (word for name in names for word in re.findall(r"[^\W\d_]+", name.lower()))
    return frozenset(word for word in words if len(word) >= SHORTEST_NAME) - OF_PROGRAMS


def names_csv(same: Sequence[Same]) -> str:
    """Who gave the answers that look alike, a line for each: for the lecturer alone, beside the report."""
    rows = [("hint", "question", "learner")]
    rows += [(str(number), each.question, who) for number, each in enumerate(same, start=1) for who in each.learners]
    return csv_of(rows)


def _summary(
    judged: Sequence[Judged],
    read: Sequence[Judged],
    refused: int,
    attempts: Mapping[str, int] | None,
    by_hand: str,
) -> Iterator[str]:
    """How many handed in, how they were judged, and the points of all."""
    failed = len(judged) - len(read)
    graded = f"{failed} of their submissions could not be graded." if failed else "all submissions could be graded."
    yield paragraph(f"{_many(len(judged), 'learner')}; {graded if judged else 'nothing was handed in yet.'}")
    yield paragraph(
        f"{_many(refused, 'file')} were not taken as submissions." if refused > 1 else ONE_REFUSED * refused
    )
    levels = sorted({each.level for each in judged})
    if judged and levels != [BOXED]:
        yield "<p><strong>Limits only:</strong> learners' programs ran outside of a box, with your rights.</p>"
    if attempts and max(attempts.values()) > 1:
        yield paragraph(f"Handed in {mean(attempts.values()):.1f} times on average, at most {max(attempts.values())}.")
    if not read:
        yield paragraph("There is nothing to count yet.")
        return
    points, most = [each.points for each in read], max(each.most for each in read)
    yield "<h2>Points</h2>"
    middle = f"The median is {median(points):g} of {most:g} points, the mean {mean(points):.1f}."
    yield paragraph(f"{middle} Submissions that could not be graded do not count here.")
    yield points_chart(points, most).html()
    yield paragraph(by_hand)


def _many(number: int, one: str, several: str = "") -> str:
    """A number with its noun.

    >>> _many(1, "file"), _many(0, "file")
    ('1 file', '0 files')
    """
    return f"{number} {one if number == 1 else several or one + 's'}"


def _questions(items: Sequence[Item], waiting: Collection[str]) -> Iterator[str]:
    """Difficulty, discrimination and attempts of each question, and what they say in words."""
    learners = items[0].learners
    yield "<h2>Questions</h2>"
    yield paragraph(
        "Solved is the mean share of a question's points (of a question without points, the share of right answers). "
        "Tells apart is its discrimination: the correlation between this question and the sum of all others. "
        "Near 1, those who solve it do well elsewhere; near 0 or below, it asks for something else, or it misleads."
    )
    if learners < ENOUGH:
        yield paragraph(
            f"With {_many(learners, 'learner')} these correlations are unsure. "
            "Do not drop a question for such a number alone."
        )
    heads = ("question", "points", "tried", "right", "solved", "tells apart", "remark")
    yield table("questions", heads, (_row(item, waiting) for item in items), numbers=(1, 2, 3, 4))


def _row(item: Item, waiting: Collection[str]) -> tuple[str, ...]:
    """A question as a row."""
    found = item.discrimination
    apart = f'<span class="faint">undefined: {escape(item.undefined)}</span>' if found is None else f"{found:.2f}"
    return (
        f'{escape(item.title)}<br><span class="faint">{escape(item.question)}</span>',
        f"{item.most:g}" if item.most else "–",
        f"{item.tried} of {item.learners}",
        f"{item.right}",
        f"{percent_of(item.difficulty)}",
        apart,
        escape("Not all are marked yet." if item.question in waiting else remark_on(item)),
    )


def percent_of(share: float) -> str:
    """A share in percent, never 0 % or 100 % where it is not exactly that.

    >>> percent_of(0.999), percent_of(1), percent_of(0.001)
    ('over 99 %', '100 %', 'under 1 %')
    """
    if 0 < share < 0.01:
        return "under 1 %"
    return "over 99 %" if 0.99 < share < 1 else f"{100 * share:.0f} %"


def remark_on(item: Item) -> str:
    """What a lecturer may want to look at."""
    if item.discrimination is not None and item.discrimination < POOR:
        return "Look at its wording." if item.learners >= ENOUGH else "Perhaps look at its wording."
    if item.difficulty < HARD:
        return "Hard: worth going over in class."
    return "Easy for this class." if item.difficulty > EASY else ""


def _misconceptions(read: Sequence[Judged], hidden: frozenset[str], options: Options) -> Iterator[str]:
    """What the class believes, by how many believe it, with an answer of each."""
    betrayed: dict[str, list[tuple[Judged, Result]]] = {}
    for each in read:
        for result in each.results:
            if result.misconception is not None:
                betrayed.setdefault(result.misconception, []).append((each, result))
    yield "<h2>Misconceptions</h2>"
    if not betrayed:
        yield paragraph("No answer betrays one that the catalogue knows.")
        return
    yield paragraph("What wrong answers betray, the most frequent first. A learner counts once for each.")
    counted = Counter({name: len({each.learner for each, _ in found}) for name, found in betrayed.items()})
    for name, number in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
        results = [result for _, result in betrayed[name]]
        chosen = chosen_of(results, options)
        yield from _misconception(name, number, len(read), results, chosen or example_of(results, hidden))


def _misconception(name: str, number: int, learners: int, results: Sequence[Result], example: str) -> Iterator[str]:
    """One misconception: how many, what is believed, what corrects it, where it was seen, and an example."""
    entry = CATALOGUE.get(name)
    belief = f"{entry.belief[:1].upper()}{entry.belief[1:]}" if entry else "It is not in the catalogue any more"
    yield f'<section><h3>{escape(belief)} <span class="faint">({escape(name)})</span></h3>'
    seen = Counter(result.title for result in results)
    where = "; ".join(f"{title}: {_many(count, 'answer')}" for title, count in seen.most_common())
    yield paragraph(f"{number} of {_many(learners, 'learner')}. {where}.", "faint")
    yield paragraph(entry.words if entry else "")
    yield f"<pre>{escape(example)}</pre>" if example else paragraph("No example can be shown without a name.", "faint")
    yield "</section>"


def example_of(results: Sequence[Result], hidden: frozenset[str]) -> str:
    """The shortest answer that holds no part of a learner's name, without comments, cut off where it is long."""
    answers = (plain(result.answer) for result in results if result.answer.strip())
    shown = [answer for answer in answers if not is_naming(answer, hidden)]
    shortest = min(shown, key=lambda answer: (len(answer), answer), default="")
    return first_lines(shortest, MOST_LINES, MOST_CHARACTERS)


def chosen_of(results: Sequence[Result], options: Options) -> str:
    """The wording that was chosen most often, where answers are chosen by a letter; else empty."""
    chosen = Counter(
        f"{letter}: {words}"
        for result in results
        for letter, words in options.get(result.question, {}).items()
        if plain(result.answer).endswith(f"= '{letter}'")
    )
    return chosen.most_common(1)[0][0] if chosen else ""


def is_naming(text: str, hidden: frozenset[str]) -> bool:
    """Does a text hold a word of a learner's name?"""
    return not hidden.isdisjoint(re.findall(r"[^\W\d_]+", text.lower()))


def _same(same: Sequence[Same]) -> Iterator[str]:
    """Rare wrong answers that several learners gave: where to look, and no more."""
    yield "<h2>Answers that look alike</h2>"
    if not same:
        yield paragraph("No rare wrong answer was given by several learners.")
        return
    yield paragraph(
        "The same rare wrong answer by several learners is a hint to look, and no verdict: they may have learned "
        "together, used one source, or made one mistake. Ask before you conclude anything. The file of names beside "
        "this report says who they are."
    )
    heads = ("hint", "question", "learners")
    rows = ((str(at), escape(each.title), str(len(each.learners))) for at, each in enumerate(same, start=1))
    yield table("answers that look alike", heads, rows, numbers=(2,))
