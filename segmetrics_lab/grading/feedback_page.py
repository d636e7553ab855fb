"""The feedback page: what a learner reads of a graded submission, in one HTML file that needs nothing else."""

import re
from collections.abc import Iterator
from html import escape

from segmetrics_lab.grading.by_hand import points_words
from segmetrics_lab.grading.html_page import first_lines, html_page, outcome_mark, paragraph, points_text
from segmetrics_lab.grading.judged import Judged, Result

MOST_PRINTED_LINES, MOST_PRINTED = 40, 2_000
"""Of what an answer printed, a page shows so many lines and characters."""

NOT_TOLD = (
    "This submission is kept and counts. How it does in questions with points is told once grades are given: your "
    "earlier submissions were answered, and a class answers only so many."
)

LINK = re.compile(r'<a href="(?!https?://|#)[^"]*">(.*?)</a>', re.DOTALL)
"""A link to a place in the course, which lies elsewhere than the page."""


def feedback_page(judged: Judged, *, title: str, counted: str = "", is_told: bool = True) -> str:
    """The page of one learner: points first, then each question with its feedback.

    Args:
        judged: what became of the submission; its page holds nothing of anybody else.
        title: the heading of the assignment, "Exercises 3 · Accuracy and overlap".
        counted: what counts where that is not what was judged, such as a penalty, in a sentence; else empty.
        is_told: may this learner read what questions with points say? A class may limit how often that is so.

    Returns:
        The HTML. It shows no script, loads nothing, and says of hidden cases only what `Result.html` says.
    """
    parts = [f"<h1>{escape(title)}</h1>", paragraph(judged.learner, "faint")]
    if is_told or judged.problem:
        parts += [*_summary(judged), paragraph(counted)]
    else:
        parts.append(paragraph(NOT_TOLD))
    parts += [_question(result) for result in judged.results if is_told or not result.most or judged.problem]
    return html_page(f"{title}: feedback", parts)


def _summary(judged: Judged) -> Iterator[str]:
    """The points, and why there are none where the submission could not be read."""
    yield f'<p class="points"><strong>{points_text(judged.points, judged.most)}</strong></p>'
    if judged.problem:
        yield f"<p><strong>Your submission could not be graded:</strong> {escape(judged.problem)}</p>"
        return
    right = sum(result.outcome == "correct" for result in judged.results)
    yield paragraph(
        f"{right} of {len(judged.results)} questions are right. Those without points are there to check yourself."
    )


def _question(result: Result) -> str:
    """One question: its heading, its points, the feedback, and what the answer printed."""
    points = points_words(result) if result.most else "to check yourself"
    feedback = LINK.sub(r"\1", result.html) or f"<p>{outcome_mark(result.outcome)}: {escape(result.message)}</p>"
    parts = [f"<h2>{escape(result.title)}</h2>", f'<p class="faint points">{points}</p>', feedback]
    if result.printed.strip():
        shown = first_lines(result.printed, MOST_PRINTED_LINES, MOST_PRINTED)
        parts.append(f"<details><summary>What your answer printed</summary><pre>{escape(shown)}</pre></details>")
    return f"<section>{''.join(parts)}</section>"
