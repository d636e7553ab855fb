"""Written answers: found in submissions, listed with their rubric, and counted once they are marked by hand."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from importlib.resources import files

from segmetrics_lab.checks import CORRECT, NOT_ATTEMPTED, NOT_YET
from segmetrics_lab.grading.cells import Cell, CellsError, all_cells
from segmetrics_lab.grading.html_page import first_lines, html_page, paragraph, points_of, points_text
from segmetrics_lab.grading.judged import Judged, Result
from segmetrics_lab.grading.marks import Mark

QUESTIONS = "course/written.json"
WAITS = "waits to be marked by hand"
MOST_LINES, MOST_CHARACTERS = 60, 6_000
HEADING = re.compile(r"^#{1,6}\s", re.MULTILINE)


@dataclass(frozen=True)
class Written:
    """A question whose answer is a text.

    Args:
        question: its full name, "capstone.letter".
        title: its heading.
        starter: what stands in its cell before anybody writes.
        most: the points of the best answer.
        rubric: what earns how many points, line by line.
    """

    question: str
    title: str
    starter: str
    most: float
    rubric: tuple[tuple[float, str], ...]


def written_questions(assignment: str) -> tuple[Written, ...]:
    """The questions of an assignment that are marked by hand; most sets have none.

    >>> [each.question for each in written_questions("capstone")], written_questions("ex03")
    (['capstone.letter'], ())
    """
    found = json.loads(files("segmetrics_lab").joinpath(QUESTIONS).read_text(encoding="utf-8")).get(assignment, {})
    return tuple(
        Written(
            f"{assignment}.{name}",
            about["title"],
            about["starter"],
            float(about["points"]),
            tuple((float(points), words) for points, words in about["rubric"]),
        )
        for name, about in found.items()
    )


def written_answer(data: bytes, question: Written) -> str:
    """What a learner wrote: in the cells of the question by their metadata, else below its heading.

    Cells that were split or copied count together, each text once. Empty where nothing but the starter is there, and
    where the submission is no notebook.
    """
    try:
        cells = all_cells(data)
    except CellsError:
        return ""
    own = [cell.text for cell in cells if (cell.question, cell.part) == (question.question, "written")]
    texts = own if any(_is_own(text, question) for text in own) else _below_heading(cells, question)
    return "\n\n".join(dict.fromkeys(text.strip() for text in texts if _is_own(text, question)))


def _is_own(text: str, question: Written) -> bool:
    """Is this more than what stood there before?"""
    return text.strip() not in ("", question.starter.strip())


def _below_heading(cells: Sequence[Cell], question: Written) -> list[str]:
    """The texts below the heading of a question, up to the next heading or cell of code."""
    wanted = f"## {question.title}"
    start = next((at for at, cell in enumerate(cells) if cell.text.lstrip().startswith(wanted)), len(cells))
    found: list[str] = []
    for cell in cells[start + 1 :]:
        if cell.kind == "code" or HEADING.search(cell.text):
            break
        found.append(cell.text)
    return found


def with_marks(
    judged: Judged, questions: Iterable[Written], answers: Mapping[str, str], marks: Mapping[tuple[str, str], Mark]
) -> Judged:
    """A judged submission with its written answers as further results: what waits for a mark earns nothing yet.

    Args:
        judged: what was judged without a human.
        questions: the written questions of its assignment.
        answers: what its learner wrote, by question.
        marks: all marks that were given, by learner and question.
    """
    results = [
        _result(each, answers.get(each.question, ""), marks.get((judged.learner, each.question))) for each in questions
    ]
    return replace(judged, results=(*judged.results, *results))


def _result(question: Written, answer: str, mark: Mark | None) -> Result:
    """What became of one written answer."""
    points, remark = (mark.points, mark.remark) if mark else (0.0, "")
    if mark:
        outcome = CORRECT if points == question.most else NOT_YET
        message = f"{points_text(points, question.most)}, marked by hand"
    elif answer:
        outcome, message = NOT_YET, WAITS
    else:
        outcome, message = NOT_ATTEMPTED, "nothing is written in its cell"
    html = f"<p>{escape(message[:1].upper() + message[1:])}.</p>{paragraph(remark)}"
    return Result(question.question, question.title, points, question.most, outcome, message, answer=answer, html=html)


def points_words(result: Result) -> str:
    """The points of a question; of an answer that nobody has marked yet, what it can earn, so that no 0 is read."""
    return f"up to {points_of(result.most)}" if result.message == WAITS else points_text(result.points, result.most)


def marking_page(title: str, questions: Iterable[Written], answers: Mapping[tuple[str, str], str]) -> str:
    """The written answers with their rubrics, for the lecturer who marks them: it names learners, so it stays there.

    Args:
        title: the heading of the assignment.
        questions: its written questions.
        answers: what was written, by learner and question.
    """
    parts = [
        "<h1>To mark by hand</h1>",
        paragraph(title),
        paragraph("Write marks and remarks into marks_by_hand.csv, then run segmetrics grade again."),
    ]
    for question in questions:
        lines = "".join(f"<li>{points:g}: {escape(words)}</li>" for points, words in question.rubric)
        parts.append(f"<h2>{escape(question.title)}</h2><p>Up to {question.most:g} points:</p><ul>{lines}</ul>")
        for (learner, name), answer in sorted(answers.items()):
            if name == question.question:
                shown = first_lines(answer, MOST_LINES, MOST_CHARACTERS)
                parts.append(f"<section><h3>{escape(learner)}</h3><pre>{escape(shown)}</pre></section>")
    return html_page(f"{title}: to mark by hand", parts)
