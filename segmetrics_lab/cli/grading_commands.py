"""The commands of a lecturer: release an assignment, grade a class, and grade it again after a change.

What grades is imported when a command runs: learners have no nbgrader, and their commands start without all this.
"""

import argparse
import shlex
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from segmetrics_lab.cli.copies import Copies, RefusedError

if TYPE_CHECKING:
    from segmetrics_lab.grading import Assignment, ClassFolder, Marked, Row, TakenIn

DEFAULT = "my_class"
MOST_LISTED = 20


def release(_: Copies, options: Namespace, __: list[str]) -> None:
    """Make the folder of a class for an assignment: what learners get, and what nbgrader must know."""
    from segmetrics_lab.grading import About, make_release  # noqa: PLC0415

    with _in_a_sentence():
        folder = _folder(options)
        name = _assignment(options.assignment).name
        about = folder.about() if folder.class_json.exists() else About(folder.path.resolve().name)
        said = {"name": options.name, "lecturer": options.lecturer, "solutions": options.solutions}
        about = replace(about, **{key: value for key, value in said.items() if value is not None})
        made = make_release(folder, name, about, due=options.due)
    due = folder.about().due.get(name)
    print(f"{name} is released{f', due {due.astimezone():%Y-%m-%d %H:%M %Z}' if due else ''}.")
    print(f"For learners  {folder.for_learners.with_suffix('.zip')} ({made.files} files, no solutions)")
    print(f"For nbgrader  {folder.release_notebook(name)}")
    kept = ", as you had it" if made.is_hidden_kept else ""
    hidden = (
        f"{folder.hidden_cases(name)}{kept}" if made.hidden else "none by hand; random ones are drawn for everybody"
    )
    print(f"Hidden cases  {hidden}")
    print(f"Keep {folder.path / 'secret.txt'} to yourself, and a copy of it: hidden cases are drawn from it.")


def grade(_: Copies, options: Namespace, __: list[str]) -> None:
    """Grade what a class handed in: gradebook, grades.csv, a page for each learner, and the class report."""
    from segmetrics_lab.grading import (  # noqa: PLC0415
        Before,
        changes_table,
        judged_class,
        moved_by_itself,
        require_nbgrader,
        take_in,
    )

    with _in_a_sentence():
        require_nbgrader()
        folder = _folder(options)
        folder.about()
        assignment = _released(folder, options.assignment)
        before = Before.of(folder, assignment.name)
        taken = take_in(folder, assignment.name, options.submissions or folder.submitted)
        graded = judged_class(folder, assignment, taken, workers=options.workers, trust=options.trust_learners)
        rows = _write(folder, assignment, graded, taken)
        moved = moved_by_itself(before, graded, rows, folder, taken)
        if moved:
            print(
                "Questions, cases or dates have changed since these were graded last. Of learners with an old answer,"
            )
            print(changes_table(moved, len(before.recorded)))
        if options.fill:
            _fill(options, folder, graded, rows)


def regrade(_: Copies, options: Namespace, __: list[str]) -> None:
    """Judge all old answers again after a question, a case or a date changed, and say whose grade moves and why."""
    from segmetrics_lab.grading import changes_table, judged_again, require_nbgrader, taken_in  # noqa: PLC0415

    with _in_a_sentence():
        require_nbgrader()
        folder = _folder(options)
        folder.about()
        assignment = _released(folder, options.assignment)
        taken = taken_in(folder, assignment.name)
        again = judged_again(folder, assignment, taken, workers=options.workers, trust=options.trust_learners)
        print(changes_table(again.changes, len(again.graded.judged)))
        if not again.changes:
            return
        if not options.yes and not _agrees():
            where = f" --class {shlex.quote(str(options.class_folder))}" if options.class_folder else ""
            print(f"Nothing was written. To write these grades: segmetrics regrade {assignment.name}{where} --yes")
            return
        _write(folder, assignment, again.graded, taken)


def _agrees() -> bool:
    """Does the lecturer want the grades to be written? Nobody is asked where nobody can answer."""
    return sys.stdin.isatty() and input("Write these grades? [y/N] ").strip().lower() in ("y", "yes")


def _write(folder: "ClassFolder", assignment: "Assignment", graded: "Marked", taken: "TakenIn") -> "dict[str, Row]":
    """Write all that a graded class has, and say where it is."""
    from segmetrics_lab.grading import write_grades, write_report, write_to_mark  # noqa: PLC0415

    rows = write_grades(folder, assignment, graded)
    report = write_report(folder, assignment, graded, refused=len(taken.refused))
    to_mark = write_to_mark(folder, assignment, graded)
    problems = [f"{one.learner}: {one.problem}" for one in graded.judged if one.problem]
    judged = len(graded.judged)
    print(f"{judged} learners, {judged - len(problems)} graded, {graded.level}.")
    _list(problems, "learner could not be graded and gets 0 points", "learners could not be graded and get 0 points")
    told = " ".join(problems)
    _list([line for line in taken.refused if line not in told], "file was not taken", "files were not taken")
    _list(graded.faults, "mark by hand does not count", "marks by hand do not count")
    late = [one.learner for one in taken.submissions if one.late]
    _list(late, "learner was late, as the platform says", "learners were late, as the platform says")
    unknown = [learner for learner, row in rows.items() if row.days_late is None]
    if unknown and folder.about().late_penalty_per_day and assignment.name in folder.about().due:
        print(f"Of {len(unknown)} of {judged} nothing says when they handed in, so being late costs them nothing.")
    notes = [f"{one.learner}: {note}" for one in graded.judged for note in one.notes]
    _list(notes, "note on a run", "notes on runs")
    print(f"Grades   {folder.grades_csv}")
    print(f"Pages    {folder.feedback_page('LEARNER', assignment.name)}")
    print(f"Report   {report}")
    if to_mark:
        print(f"To mark  {to_mark}: {graded.waiting} of {len(graded.answers)} answers wait, in {folder.marks_by_hand}")
    return rows


def _list(lines: Sequence[str], one: str, several: str) -> None:
    """Print lines below what they have in common; not all where they are many."""
    if lines:
        more = [f"... and {len(lines) - MOST_LISTED} more"] if len(lines) > MOST_LISTED else []
        print(f"{len(lines)} {one if len(lines) == 1 else several}:")
        print("\n".join(f"  {line}" for line in [*lines[:MOST_LISTED], *more]))


def _fill(options: Namespace, folder: "ClassFolder", graded: "Marked", rows: "dict[str, Row]") -> None:
    """Fill the lecturer's own export, in a file beside it."""
    from segmetrics_lab.grading import fill, grades_to_fill  # noqa: PLC0415

    try:
        export = options.fill.read_bytes()
    except OSError as problem:
        raise RefusedError(f"{options.fill} cannot be read: {problem.strerror}. All else is written.") from None
    grades = grades_to_fill(folder, graded, rows)
    filled = fill(export, grades, column=options.column, lower=options.lower)
    target = options.fill.with_name(f"{options.fill.stem}-filled{options.fill.suffix}")
    target.write_bytes(filled.data)
    columns = " and ".join(repr(column) for column in (filled.column, filled.feedback_column) if column)
    changed = f"{len(filled.changed)} cell{'s' * (len(filled.changed) != 1)}"
    print(f"Filled   {target}: {changed} of {filled.platform} in {columns}")
    _list(
        filled.without_grade, "row of the export has no grade, and stays", "rows of the export have no grade, and stay"
    )
    _list(filled.without_row, "learner is not in the export", "learners are not in the export")
    _list(filled.left, "row was left as it was", "rows were left as they were")


def _folder(options: Namespace) -> "ClassFolder":
    """The folder of the class: the one that is named, else this one if it is one, else my_class in it."""
    from segmetrics_lab.grading import ClassFolder  # noqa: PLC0415

    here = Path("class.json").exists() and Path("secret.txt").exists()
    return ClassFolder(options.class_folder or Path("." if here else DEFAULT))


def _assignment(name: str) -> "Assignment":
    """The assignment of this name."""
    from segmetrics_lab.grading import read_assignment  # noqa: PLC0415
    from segmetrics_lab.labels import did_you_mean  # noqa: PLC0415

    number = name.strip().lower().removeprefix("ex")
    try:
        return read_assignment(f"ex{number.zfill(2)}" if number.isdecimal() else number)
    except ValueError as problem:
        known = str(problem).partition("The sets are ")[2].rstrip(".").split(", ")
        raise RefusedError(f"{str(problem)[:1].upper()}{str(problem)[1:]}{did_you_mean(name, known)}") from None


def _released(folder: "ClassFolder", name: str | None) -> "Assignment":
    """The assignment of this name, which the class was given; without a name, the only one that it was given."""
    released = sorted(path.parent.name for path in (folder.path / "source").glob("*/*.ipynb"))
    which = f"name one of {', '.join(released)}" if released else "none was released yet"
    if name is None:
        if len(released) != 1:
            raise RefusedError(f"Which assignment? Say --assignment ex03, for example; {which}.")
        return _assignment(released[0])
    assignment = _assignment(name)
    if assignment.name not in released:
        raise RefusedError(f"{assignment.name} was not released to the class in {folder.path}: {which}.")
    return assignment


@contextmanager
def _in_a_sentence() -> Iterator[None]:
    """Say in words what a lecturer can put right."""
    from segmetrics_lab.grading import FAULTS  # noqa: PLC0415

    try:
        yield
    except FAULTS as problem:
        words = str(problem)
        raise RefusedError(words if words.endswith((".", "?", "bwrap")) else f"{words}.") from None
    except OSError as problem:
        if problem.filename is None:
            raise
        raise RefusedError(f"{problem.filename}: {problem.strerror}. What was judged is kept.") from None


def _due(text: str) -> datetime:
    """When an assignment must be handed in: a date, or a date and a time; of this machine's time zone without one."""
    from segmetrics_lab.grading import read_due  # noqa: PLC0415

    try:
        return read_due(text).astimezone()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date: write 2026-12-01, or 2026-12-01T18:00") from None


def _workers(text: str) -> int:
    """A number of processes."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:5]) <= 1_000):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of workers: write a whole number from 1 on")
    return int(text)


def add_grading_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Let release, grade and regrade be typed."""
    releasing = commands.add_parser("release", help="hand out an assignment to a class", description=release.__doc__)
    releasing.add_argument("assignment", help="a set of exercises: ex03, or capstone")
    releasing.add_argument("--due", type=_due, metavar="DATE", help="when to hand in: 2026-12-01, or 2026-12-01T18:00")
    releasing.add_argument("--name", help="what the class is called")
    releasing.add_argument("--lecturer", help="who teaches it")
    releasing.add_argument("--solutions", help='who gives solutions, and when: "in the lecture of 8 December"')
    releasing.set_defaults(run=release)
    grading = commands.add_parser("grade", help="grade what a class handed in", description=grade.__doc__)
    grading.add_argument(
        "submissions",
        nargs="?",
        type=Path,
        help="a folder of notebooks, nbgrader's submitted/, or the download of a platform, as a folder or a zip; "
        "without one, what the folder of the class has already",
    )
    grading.add_argument("--assignment", help="which one; needed where several were released")
    grading.add_argument("--fill", type=Path, metavar="EXPORT.csv", help="an export of Moodle, Canvas or Blackboard")
    grading.add_argument("--column", help="the heading of the column to fill")
    grading.add_argument("--lower", action="store_true", help="marks in the export may go down")
    grading.set_defaults(run=grade)
    again = commands.add_parser("regrade", help="judge old answers again after a change", description=regrade.__doc__)
    again.add_argument("assignment", nargs="?", help="which one; needed where several were released")
    again.add_argument("--yes", action="store_true", help="write the grades without asking")
    again.set_defaults(run=regrade)
    for command in (releasing, grading, again):
        command.add_argument(
            "--class", dest="class_folder", type=Path, metavar="FOLDER", help="of the class (my_class)"
        )
    for command in (grading, again):
        command.add_argument("--workers", type=_workers, help="how many processes judge (as many as cores)")
        command.add_argument("--trust-learners", action="store_true", help="grade a class though there is no box")
