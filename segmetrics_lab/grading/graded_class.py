"""A graded class: what was taken in is judged and recorded, and grades, pages and the report are written."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from segmetrics_lab.grading.assignment import Assignment
from segmetrics_lab.grading.box import Box, obstacle
from segmetrics_lab.grading.by_hand import (
    WAITS,
    marking_page,
    points_words,
    with_marks,
    written_answer,
    written_questions,
)
from segmetrics_lab.grading.class_folder import ClassFolder
from segmetrics_lab.grading.class_judge import ClassJudge
from segmetrics_lab.grading.class_report import class_report, names_csv
from segmetrics_lab.grading.feedback_page import feedback_page
from segmetrics_lab.grading.filling import Grade as GradeToFill
from segmetrics_lab.grading.html_page import points_text
from segmetrics_lab.grading.judged import BOXED, Judged, Result
from segmetrics_lab.grading.kept import Kept, answer_in
from segmetrics_lab.grading.marks import complete_marks, read_marks
from segmetrics_lab.grading.regrading import Change, Grade, changes, grades_in
from segmetrics_lab.grading.running import judge_all
from segmetrics_lab.grading.same_answers import same_answers
from segmetrics_lab.grading.taking_in import LARGEST, TakenIn, people_of, recorded_before
from segmetrics_lab.grading.view import view
from segmetrics_lab.grading.whole_files import write_whole

if TYPE_CHECKING:
    from segmetrics_lab.grading.grades_csv import Row


class GradingError(RuntimeError):
    """A class cannot be graded; the words say why, and what to do."""


@dataclass(frozen=True)
class Marked:
    """The judged submissions of an assignment, with the marks that were given by hand among their results.

    Args:
        judged: one for each learner.
        answers: what was written to be marked, by learner and question.
        waiting: how many of these have no mark yet.
        faults: lines of marks_by_hand.csv that do not count, and why.
    """

    judged: tuple[Judged, ...]
    answers: Mapping[tuple[str, str], str]
    waiting: int
    faults: tuple[str, ...]

    @property
    def level(self) -> str:
        """How learners' code was kept apart: "boxed" only where that is so of all."""
        return next((one.level for one in self.judged if one.level != BOXED), BOXED)


def judged_class(
    folder: ClassFolder, assignment: Assignment, taken: TakenIn, *, workers: int | None = None, trust: bool = False
) -> Marked:
    """Judge what was taken in; what is kept already is not judged again.

    Args:
        folder: of the class.
        assignment: what was asked.
        taken: what was handed in.
        workers: how many processes judge; None: as many as there are cores.
        trust: may the programs of a whole class run where there is no box?

    Raises:
        GradingError: there is no box for a class of more than one learner.
        MarksError: marks_by_hand.csv cannot be read.
    """
    if obstacle() and len(taken.submissions) > 1 and not trust:
        raise GradingError(
            f"{obstacle()}\n\nWithout a box each learner's program could read and change what you can, the grades and "
            "submissions of others included. If you trust all of these learners, say so: --trust-learners."
        )
    with view() as seen:
        box = Box(seen, covered=(folder.path.resolve(),))
        judge, without = ClassJudge(folder, assignment.name, box), taken.without_notebook
        judged = judge_all(taken.submissions, judge, Kept(folder.judged), workers=workers, without_notebook=without)
    return marked(folder, assignment.name, judged, taken)


def marked(folder: ClassFolder, name: str, judged: Sequence[Judged], taken: TakenIn) -> Marked:
    """Add the written answers of an assignment with the marks that were given so far.

    Raises:
        MarksError: marks_by_hand.csv cannot be read.
    """
    written = written_questions(name)
    readable = [
        one for one in taken.submissions if written and one.path.is_file() and one.path.stat().st_size <= LARGEST
    ]
    found = {
        (one.learner, each.question): written_answer(one.path.read_bytes(), each)
        for one in readable
        for each in written
    }
    answers = {key: answer for key, answer in found.items() if answer}
    marks = read_marks(folder.marks_by_hand, {each.question: each.most for each in written})
    learners = {one.learner for one in judged}
    nobodys = [f"{folder.marks_by_hand.name}: nobody is called {who}." for who, _ in marks.given if who not in learners]
    of_learner = {who: {question: found.get((who, question), "") for _, question in found} for who in learners}
    return Marked(
        tuple(with_marks(one, written, of_learner[one.learner], marks.given) for one in judged),
        answers,
        sum(key not in marks.given for key in answers),
        (*marks.faults, *nobodys),
    )


def write_grades(folder: ClassFolder, assignment: Assignment, graded: Marked) -> dict[str, "Row"]:
    """Record what was judged in the gradebook, and write grades.csv and a page for each learner; the rows by learner.

    Raises:
        GradingError: the gradebook is not what was judged; then no grade is written.
    """
    from segmetrics_lab.grading.recording import RecordingError, record, write_grades_csv  # noqa: PLC0415 (nbgrader)

    try:
        record(folder, assignment.name, graded.judged)
        rows = {row.learner: row for row in write_grades_csv(folder, assignment.name, graded.judged)}
    except RecordingError as error:
        raise GradingError(str(error)) from error
    tellings, kept = folder.about().tellings, Kept(folder.judged)
    for one in graded.judged:
        is_told = kept.may_be_told(one, tellings)
        counted = counted_words(one, rows[one.learner])
        page = feedback_page(one, title=assignment.title, counted=counted, is_told=is_told)
        write_whole(folder.feedback_page(one.learner, assignment.name), page.encode())
    return rows


def counted_words(judged: Judged, row: "Row") -> str:
    """What counts, where that is not what was judged, in a sentence; else empty."""
    if row.points == judged.points and not row.penalty:
        return ""
    days = f"{row.days_late} day{'s' * (row.days_late != 1)}" if row.days_late else "being"
    late = f" {row.penalty:g} are taken off for {days} late." if row.penalty else ""
    by_hand = " A mark was given by hand." if round(row.points + row.penalty, 2) != judged.points else ""
    return f"{points_text(row.points, row.most)} count.{late}{by_hand}"


def grades_to_fill(folder: ClassFolder, graded: Marked, rows: Mapping[str, "Row"]) -> dict[str, GradeToFill]:
    """What is filled into a platform's export, by learner: the points that count, and a word on each question.

    A learner who may not be told how questions with points went gets no words.
    """
    people, tellings, kept = people_of(folder), folder.about().tellings, Kept(folder.judged)
    found = {}
    for one in graded.judged:
        row, person = rows[one.learner], people.get(one.learner, {"shown": one.learner, "number": ""})
        words = [_question_words(result) for result in one.results if result.most]
        feedback = one.problem or ". ".join(filter(None, [*words, counted_words(one, row).rstrip(".")]))
        is_told = bool(one.problem) or kept.may_be_told(one, tellings)
        found[one.learner] = GradeToFill(
            row.points, row.most, f"{feedback}." if is_told else "", person["number"], person["shown"]
        )
    return found


def _question_words(result: Result) -> str:
    """A word on one question, and why it has not all points; a letter that waits is not said to have none."""
    if result.message == WAITS:
        return f"{result.title}: {points_words(result)}, {WAITS}"
    why = f" ({result.outcome}: {result.message.rstrip('.')})" if result.points < result.most else ""
    return f"{result.title}: {points_words(result)}{why}"


def write_to_mark(folder: ClassFolder, assignment: Assignment, graded: Marked) -> Path | None:
    """Complete marks_by_hand.csv, and write the page to mark from; where that is, None if there is nothing to mark."""
    if not graded.answers:
        return None
    written = written_questions(assignment.name)
    complete_marks(folder.marks_by_hand, sorted(graded.answers), {each.question: each.most for each in written})
    path = folder.path / f"to_mark-{assignment.name}.html"
    write_whole(path, marking_page(assignment.title, written, graded.answers).encode(), mode=0o600)
    return path


def write_report(folder: ClassFolder, assignment: Assignment, graded: Marked, *, refused: int = 0) -> Path:
    """Write the class report, and beside it the names behind its hints; where the report is."""
    path, same = folder.report(assignment.name), same_answers([one for one in graded.judged if not one.problem])
    earlier = Kept(folder.judged).all(assignment.name)
    page = class_report(
        graded.judged,
        title=assignment.title,
        refused=refused,
        attempts=attempts_of(earlier, graded.judged),
        names=[person["shown"] for person in people_of(folder).values()],
        options={
            asked.full_name: {letter: option.words for letter, option in asked.question.text.options.items()}
            for asked in assignment.asked
        },
        by_hand=_by_hand_words(graded),
        waiting=[each.question for each in written_questions(assignment.name)] if graded.waiting else [],
    )
    write_whole(path, page.encode())
    beside = path.with_name(f"report-{assignment.name}-names.csv")
    if same:
        write_whole(beside, names_csv(same).encode("utf-8-sig"), mode=0o600)
    else:
        beside.unlink(missing_ok=True)
    return path


def attempts_of(kept: Sequence[Judged], judged: Sequence[Judged]) -> dict[str, int]:
    """How many different submissions of each learner were graded so far."""
    found: dict[str, set[str]] = {one.learner: set() for one in judged}
    for one in kept:
        found.get(one.learner, set()).add(answer_in(one.digest))
    return {learner: max(1, len(answers)) for learner, answers in found.items()}


def _by_hand_words(graded: Marked) -> str:
    """How far the marking by hand is, in a sentence; empty where there is nothing to mark."""
    if not graded.answers:
        return ""
    done = len(graded.answers) - graded.waiting
    verbs = "waits, and counts" if graded.waiting == 1 else "wait, and count"
    waits = f" {graded.waiting} {verbs} as 0 until then." if graded.waiting else ""
    return f"{done} of {len(graded.answers)} written answers are marked by hand.{waits}"


@dataclass(frozen=True)
class Before:
    """What stood there before a run: results of the gradebook, and grades of grades.csv."""

    recorded: tuple[Judged, ...]
    grades: Mapping[str, Grade]

    @classmethod
    def of(cls, folder: ClassFolder, name: str) -> "Before":
        """What stands there now."""
        return cls(recorded_before(folder, name), grades_in(folder.grades_csv, name))


def moved_by_itself(
    before: Before, graded: Marked, rows: Mapping[str, "Row"], folder: ClassFolder, taken: TakenIn
) -> tuple[Change, ...]:
    """Whose grade moved though nothing new was handed in: a question, a case or a date has changed in between."""
    same = {one.learner: answer_in(one.digest) for one in before.recorded}
    stayed = [one for one in graded.judged if same.get(one.learner) == answer_in(one.digest)]
    if not stayed:
        return ()
    old = marked(folder, stayed[0].assignment, before.recorded, taken).judged
    after = {learner: Grade(row.points, row.penalty) for learner, row in rows.items()}
    found = changes(old, stayed, before=before.grades, after=after)
    return tuple(change for change in found if change.moved or change.why)


@dataclass(frozen=True)
class Regrade:
    """A class that was judged again, of which nothing is written yet.

    Args:
        graded: the results now.
        changes: whose result is another one than the recorded one.
    """

    graded: Marked
    changes: tuple[Change, ...]


def judged_again(
    folder: ClassFolder, assignment: Assignment, taken: TakenIn, *, workers: int | None = None, trust: bool = False
) -> Regrade:
    """Judge a class again, and compare with what is recorded; late penalties are computed anew.

    Raises:
        GradingError: nothing was graded yet.
    """
    old = Kept(folder.judged).recorded(assignment.name)
    if not old:
        raise GradingError(f"There is nothing to regrade: grade {assignment.name} first, with segmetrics grade FOLDER.")
    graded = judged_class(folder, assignment, taken, workers=workers, trust=trust)
    recorded = marked(folder, assignment.name, old, taken)
    before = grades_in(folder.grades_csv, assignment.name)
    after = grades_as_recorded(folder, assignment.name, graded.judged)
    return Regrade(graded, changes(recorded.judged, graded.judged, before=before, after=after))


def grades_as_recorded(folder: ClassFolder, name: str, judged: Sequence[Judged]) -> dict[str, Grade]:
    """The grades that the gradebook would give: everything is recorded in a copy, which is thrown away."""
    from segmetrics_lab.grading.recording import grades, record  # noqa: PLC0415 (it imports nbgrader)

    with TemporaryDirectory() as place:
        copy = ClassFolder(Path(place))
        for path in (folder.class_json, folder.gradebook):
            if path.exists():
                shutil.copy2(path, copy.path / path.name)
        for time in folder.submitted.glob(f"*/{name}/timestamp.txt"):
            write_whole(copy.path / time.relative_to(folder.path), time.read_bytes())
        record(copy, name, judged)
        return {row.learner: Grade(row.points, row.penalty) for row in grades(copy, name, judged)}
