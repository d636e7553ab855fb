"""Recording: what was judged goes into nbgrader's gradebook, one learner after the other; nothing else changes there.

Marks and extra points that were given by hand are left as they are, and count before what was judged.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from nbgrader.api import (
    Grade,
    Gradebook,
    InvalidEntry,
    MissingEntry,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    app_log,
)
from sqlalchemy.exc import DatabaseError

from segmetrics_lab.grading.autograded import autograded_notebook, grade_cell
from segmetrics_lab.grading.class_folder import About, ClassFolder
from segmetrics_lab.grading.grades_csv import Row, write_rows
from segmetrics_lab.grading.judged import Judged, Result
from segmetrics_lab.grading.kept import Kept
from segmetrics_lab.grading.late import days_late, late_penalty, time_in
from segmetrics_lab.grading.taking_in import people_of
from segmetrics_lab.grading.whole_files import UNFINISHED, remove_unfinished, write_whole

NEARLY = 1e-6
GO_ON = "What was judged is kept: once this is put right, the same command goes on from here."


class RecordingError(RuntimeError):
    """The gradebook cannot be written, or is not what was judged; the words say why."""


def record(class_folder: ClassFolder, assignment: str, judged: Sequence[Judged]) -> None:
    """Write what was judged into the gradebook, in one transaction for each learner.

    Whatever ends this, another call makes it whole again.

    Args:
        class_folder: where the gradebook lies; it is made where there is none.
        assignment: "ex03".
        judged: one for each learner.

    Raises:
        RecordingError: points are not between nothing and what can be earned, one learner has two results, or the disk
            is full.
    """
    _refuse(_faults_of(judged))
    about = class_folder.about()
    with _gradebook(class_folder, about) as book:
        _prepare(book, assignment, judged, about)
        for one in judged:
            _record_one(book, class_folder, one, about)
        Kept(class_folder.judged).note_recorded(assignment, judged)


def audit(class_folder: ClassFolder, assignment: str, judged: Sequence[Judged]) -> list[str]:
    """Where gradebook, submissions and results disagree, in words; nothing where all is right.

    Args:
        class_folder: where they lie.
        assignment: "ex03".
        judged: one for each learner.
    """
    faults = [*_faults_of(judged), *_not_judged(class_folder, assignment, judged)]
    if not class_folder.gradebook.exists():
        return [*faults, "there is no gradebook"]
    with _gradebook(class_folder, class_folder.about()) as book:
        for one in judged:
            faults += [f"{one.learner}: {fault}" for fault in _faults_in(book, one)]
    missing = [one for one in judged if not class_folder.autograded_notebook(one.learner, assignment).is_file()]
    return faults + [f"{one.learner}: the autograded notebook is not there" for one in missing]


def grades(class_folder: ClassFolder, assignment: str, judged: Sequence[Judged]) -> tuple[Row, ...]:
    """What each learner gets: points with marks by hand, and what being late costs, as the gradebook has them.

    Raises:
        RecordingError: the audit finds a fault; then there are no grades for anybody.
    """
    _refuse(audit(class_folder, assignment, judged))
    about = class_folder.about()
    with _gradebook(class_folder, about) as book:
        return tuple(_row(book.find_submission(assignment, one.learner), one, about) for one in judged)


def write_grades_csv(class_folder: ClassFolder, assignment: str, judged: Sequence[Judged]) -> tuple[Row, ...]:
    """Write grades.csv; the rows of this assignment are those that are given back.

    Raises:
        RecordingError: the audit finds a fault; then the file is left as it was.
    """
    rows = grades(class_folder, assignment, judged)
    try:
        write_rows(class_folder.grades_csv, assignment, rows)
    except OSError as error:
        raise RecordingError(f"{class_folder.grades_csv} cannot be written: {error.strerror}. {GO_ON}") from error
    return rows


@contextmanager
def _gradebook(class_folder: ClassFolder, about: About) -> Iterator[Gradebook]:
    """The gradebook of a class; one that is not there is made as a whole.

    Raises:
        RecordingError: it cannot be written.
    """
    app_log.disabled = True  # nbgrader writes the traceback of what it raises
    try:
        if not class_folder.gradebook.exists():
            _make_gradebook(class_folder.gradebook, about)
        with _open(class_folder.gradebook, about) as book:
            yield book
    except (OSError, DatabaseError, InvalidEntry) as error:
        why = error.strerror if isinstance(error, OSError) else getattr(error, "orig", error)
        raise RecordingError(
            f"{class_folder.gradebook} and the notebooks beside it cannot be written: {why}. {GO_ON}"
        ) from error
    finally:
        app_log.disabled = False


def _make_gradebook(path: Path, about: About) -> None:
    """Make a gradebook; nbgrader calls a program for it that is installed beside this Python."""
    remove_unfinished(path.parent)
    unfinished = path.with_name(f".{token_hex(8)}{UNFINISHED}")
    before = os.environ.get("PATH", os.defpath)
    os.environ["PATH"] = os.pathsep.join([os.path.dirname(os.path.abspath(sys.executable)), before])
    try:
        _open(unfinished, about).close()
    finally:
        os.environ["PATH"] = before
    unfinished.replace(path)


def _open(path: Path, about: About) -> Gradebook:
    """The gradebook in a file."""
    return Gradebook(f"sqlite:///{path.absolute()}", about.course_id)


def _prepare(book: Gradebook, assignment: str, judged: Iterable[Judged], about: About) -> None:
    """Have the assignment with a grade cell for each question that earns points; nbgrader's own ones are used."""
    due = {"duedate": about.due[assignment]} if assignment in about.due else {}
    book.update_or_create_assignment(assignment, **due)
    book.update_or_create_notebook(assignment, assignment)
    there = {cell.name for cell in book.find_notebook(assignment, assignment).grade_cells}
    asked = {result.question: result.most for one in judged for result in one.results}
    for question, most in asked.items():
        name = grade_cell(question)
        if most or name in there:
            book.update_or_create_grade_cell(name, assignment, assignment, max_score=most, cell_type="code")
        if most and name not in there:
            about_cell = {"cell_type": "code", "locked": True, "source": f"{question}.check(...)"}
            book.update_or_create_source_cell(name, assignment, assignment, **about_cell)


def _record_one(book: Gradebook, class_folder: ClassFolder, judged: Judged, about: About) -> None:
    """Write the results of one learner."""
    assignment, learner, people = judged.assignment, judged.learner, people_of(class_folder)
    _name(book.update_or_create_student(learner), people.get(learner, {}).get("shown", learner))
    time = time_in(class_folder.time_of_submission(learner, assignment))
    when = {} if time is None else {"timestamp": time}
    with book.db.no_autoflush:  # nbgrader asks for its assignment while the submission is half made
        submission = book.update_or_create_submission(assignment, learner, **when)
    notebook = _own_notebook(submission)
    _add_missing_grades(book, notebook)
    results = {grade_cell(result.question): result for result in judged.results}
    for grade in notebook.grades:
        if grade.name in results:
            _set(grade, results[grade.name])
    earned = sum(_counting(grade) for grade in notebook.grades)
    penalty = late_penalty(earned, submission.total_seconds_late, about.late_penalty_per_day)
    notebook.late_submission_penalty = penalty or None
    book.db.commit()
    _write_notebook(class_folder, judged)


def _name(student: Student, shown: str) -> None:
    """Let formgrader show what a platform calls a learner who has no name in the gradebook yet."""
    if student.first_name is None and student.last_name is None:
        student.first_name, _, student.last_name = shown.rpartition(" ")


def _set(grade: Grade, result: Result) -> None:
    """Give a question its points; a human looks again where one had given a mark."""
    grade.auto_score = result.points
    grade.needs_manual_grade = grade.manual_score is not None


def _counting(grade: Grade) -> float:
    """What a question counts: a mark by hand before what was judged, and extra points."""
    first = grade.auto_score if grade.manual_score is None else grade.manual_score
    return float(first or 0) + float(grade.extra_credit or 0)


def _own_notebook(submission: SubmittedAssignment) -> SubmittedNotebook:
    """The submitted notebook of the assignment's own name."""
    return next(notebook for notebook in submission.notebooks if notebook.name == submission.name)


def _add_missing_grades(book: Gradebook, notebook: SubmittedNotebook) -> None:
    """Have a grade for each cell, also for one that came after the submission."""
    there = {grade.cell_id for grade in notebook.grades}
    missing = [cell for cell in notebook.notebook.grade_cells if cell.id not in there]
    book.db.add_all(Grade(cell_id=cell.id, notebook=notebook) for cell in missing)
    book.db.flush()
    if missing:
        book.db.refresh(notebook)


def _write_notebook(class_folder: ClassFolder, judged: Judged) -> None:
    """Write the autograded notebook, and beside it when it was handed in, as nbgrader does."""
    target = class_folder.autograded_notebook(judged.learner, judged.assignment)
    submitted = class_folder.submitted_notebook(judged.learner, judged.assignment)
    data = submitted.read_bytes() if submitted.is_file() and not judged.problem else b""
    if target.parent.is_dir():
        remove_unfinished(target.parent)
    write_whole(target, autograded_notebook(data, judged))
    time = class_folder.time_of_submission(judged.learner, judged.assignment)
    if time_in(time):
        write_whole(target.with_name(time.name), time.read_bytes())


def _faults_of(judged: Sequence[Judged]) -> Iterator[str]:
    """What can be wrong with results before anything is written."""
    learners = [one.learner for one in judged]
    yield from (f"{learner}: has two results" for learner in sorted(set(learners)) if learners.count(learner) > 1)
    for one in judged:
        if not one.results and not one.problem:
            yield f"{one.learner}: has neither a score nor a reason"
        for result in one.results:
            if not 0 <= result.points <= result.most:
                yield f"{one.learner}: {result.question} earns {result.points:g} of {result.most:g} points"


def _not_judged(class_folder: ClassFolder, assignment: str, judged: Sequence[Judged]) -> Iterator[str]:
    """Learners who have handed in, and have neither a score nor a reason."""
    there = {path.parent.parent.name for path in class_folder.submitted.glob(f"*/{assignment}/{assignment}.ipynb")}
    yield from (f"{learner}: is not judged" for learner in sorted(there - {one.learner for one in judged}))


def _faults_in(book: Gradebook, judged: Judged) -> Iterator[str]:
    """Where the gradebook says something else of a learner than what was judged."""
    try:
        notebook = _own_notebook(book.find_submission(judged.assignment, judged.learner))
    except (MissingEntry, StopIteration):
        yield "is not in the gradebook"
        return
    found = {grade.name: grade for grade in notebook.grades}
    for result in judged.results:
        name = grade_cell(result.question)
        if result.most or name in found:
            yield from _faults_of_grade(found.get(name), result)


def _faults_of_grade(grade: Grade | None, result: Result) -> Iterator[str]:
    """Where a grade is something else than a result."""
    if grade is None or grade.auto_score is None:
        yield f"{result.question} has no score in the gradebook"
        return
    if abs(grade.auto_score - result.points) > NEARLY:
        yield f"{result.question} has {grade.auto_score:g} points in the gradebook, but {result.points:g} were judged"
    if abs(grade.max_score - result.most) > NEARLY:
        yield f"{result.question} can earn {grade.max_score:g} in the gradebook, but {result.most:g} points"
    if grade.manual_score is not None and not -NEARLY <= grade.manual_score <= result.most + NEARLY:
        yield f"{result.question} has a mark by hand of {grade.manual_score:g}, but can earn {result.most:g} points"


def _row(submission: SubmittedAssignment, judged: Judged, about: About) -> Row:
    """What a learner gets."""
    notebook = _own_notebook(submission)
    earned = sum(_counting(grade) for grade in notebook.grades)
    most = float(submission.max_score)
    seconds = submission.total_seconds_late
    penalty = late_penalty(earned, seconds, about.late_penalty_per_day)
    is_known = submission.timestamp is not None and submission.duedate is not None
    return Row(
        assignment=judged.assignment,
        learner=judged.learner,
        points=round(earned - penalty, 2),
        most=round(most, 2),
        days_late=days_late(seconds) if is_known else None,
        penalty=penalty,
        problem=judged.problem or ("" if earned else _why_nothing(judged)),
        level=judged.level,
    )


def _why_nothing(judged: Judged) -> str:
    """What became of the questions with points, where none was earned."""
    return " ".join(f"{one.question}: {one.outcome}, {one.message}" for one in judged.results if one.most)


def _refuse(faults: Iterable[str]) -> None:
    """Stop where something is wrong."""
    listed = list(faults)
    if listed:
        more = f"\n... and {len(listed) - 10} more" if len(listed) > 10 else ""
        raise RecordingError("Nothing is exported:\n" + "\n".join(listed[:10]) + more)
