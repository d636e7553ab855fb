"""Regrading: whose grade moves when a question, a case or a date changed, from what to what, and why."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from segmetrics_lab.grading.judged import Judged, Result

ASKED_NOWHERE = Result("", "", 0, 0, "not asked", "")


@dataclass(frozen=True)
class Moved:
    """One question whose result is another one now.

    Args:
        question: its full name.
        before: what it was; its outcome is "not asked" where the question is new.
        after: what it is; likewise where the question is gone.
    """

    question: str
    before: Result
    after: Result

    @property
    def words(self) -> str:
        """What moved, in one line: "ex03.iou: not yet (3 of 4) -> correct (5 of 5)"."""
        return f"{self.question}: {_outcome(self.before)} -> {_outcome(self.after)}"


@dataclass(frozen=True)
class Grade:
    """What counts for a learner: the points, marks by hand among them, and what being late has cost of them."""

    points: float
    penalty: float = 0.0


NO_GRADES: Mapping[str, Grade] = MappingProxyType({})


@dataclass(frozen=True)
class Change:
    """One learner whose results are others now.

    Args:
        learner: the name of the folder.
        before: the points that were recorded, None where there were none.
        after: the points now.
        moved: the questions that moved.
        why: what else moved the grade, such as a penalty for being late; empty where it was the questions alone.
    """

    learner: str
    before: float | None
    after: float
    moved: tuple[Moved, ...]
    why: str = ""

    @property
    def is_grade_moved(self) -> bool:
        """Are the points others?"""
        return self.before != self.after


def changes(
    old: Iterable[Judged],
    new: Iterable[Judged],
    *,
    before: Mapping[str, Grade] = NO_GRADES,
    after: Mapping[str, Grade] = NO_GRADES,
) -> tuple[Change, ...]:
    """Who has another result now than before, by name; those whose grade goes down stand first.

    Args:
        old: what was recorded, one for each learner.
        new: the same submissions, judged again. Who is not among them is left out.
        before: the grades that were written, by learner; without one, the points that were judged count.
        after: the grades that would be written now; likewise.
    """
    was = {judged.learner: judged for judged in old}
    found = [_change(was.get(one.learner), one, before.get(one.learner), after.get(one.learner)) for one in new]
    moved = [change for change in found if change.moved or change.is_grade_moved]
    return tuple(sorted(moved, key=lambda change: (change.after - (change.before or 0), change.learner)))


def _change(old: Judged | None, new: Judged, before: Grade | None, after: Grade | None) -> Change:
    """What moved for one learner."""
    before = before or (Grade(old.points) if old else None)
    after = after or Grade(new.points)
    was = {result.question: result for result in old.results} if old else {}
    now = {result.question: result for result in new.results}
    moved = [
        Moved(name, was.get(name, ASKED_NOWHERE), now.get(name, ASKED_NOWHERE))
        for name in dict.fromkeys([*was, *now])
        if _said(was.get(name, ASKED_NOWHERE)) != _said(now.get(name, ASKED_NOWHERE))
    ]
    reasons = []
    if (old.problem if old else "") != new.problem:
        reasons.append(f"the submission: {new.problem or 'could be read now'}")
    if before and before.penalty != after.penalty:
        reasons.append(f"being late: costs {after.penalty:g} points, not {before.penalty:g}")
    points = None if before is None else before.points
    return Change(new.learner, points, after.points, tuple(moved) if old else (), "; ".join(reasons))


def grades_in(path: Path, assignment: str) -> dict[str, Grade]:
    """The grades of a grades.csv by learner; none where there is no such file."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row.get("assignment") == assignment]
            return {row["learner"]: Grade(float(row["points"]), float(row["penalty"] or 0)) for row in rows}
    except (FileNotFoundError, KeyError, ValueError, TypeError, csv.Error):
        return {}


def _said(result: Result) -> tuple[object, ...]:
    """What of a result counts as a change: not its words, and not its cases while the points stay."""
    return result.points, result.most, result.outcome


def _outcome(result: Result) -> str:
    """An outcome with the cases or points that it rests on."""
    cases = f"{result.right} of {result.cases} cases" if result.cases else ""
    points = f"{result.points:g} of {result.most:g} points" if result.most else ""
    behind = ", ".join(filter(None, (cases, points)))
    return f"{result.outcome} ({behind})" if behind else result.outcome


def changes_table(found: Sequence[Change], judged: int) -> str:
    """The changes for the console: how many, then a line for each learner and below it each question that moved."""
    moved = [change for change in found if change.is_grade_moved]
    down = sum(change.after < (change.before or 0) for change in moved)
    head = f"{len(moved)} of {judged} grades move"
    head += f", {down} of them down" if moved else ""
    wide = max((len(change.learner) for change in found), default=0)
    lines = [f"{head}." if not found else f"{head}:"]
    for change in found:
        before = "none" if change.before is None else f"{change.before:g}"
        grade = f"{before} -> {change.after:g}" if change.is_grade_moved else f"{change.after:g}, as before"
        lines.append(f"  {change.learner:{wide}}  {grade}")
        lines += [f"  {'':{wide}}    {each.words}" for each in change.moved]
        lines += [f"  {'':{wide}}    {change.why}"] if change.why else []
    return "\n".join(lines)
