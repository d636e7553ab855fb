"""Taking in: each learner's notebook is copied into the folder of the class, and what platforms call people is kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from segmetrics_lab.grading.class_folder import ClassFolder
from segmetrics_lab.grading.judged import Judged
from segmetrics_lab.grading.kept import Kept, KeptError
from segmetrics_lab.grading.submissions import Refused, Submission, read_submissions
from segmetrics_lab.grading.whole_files import write_whole

LARGEST = 20_000_000
"""Bytes of a submission that are read: of a larger one its judge says so."""


@dataclass(frozen=True)
class TakenIn:
    """The submissions of an assignment, where they lie in the folder of the class.

    Args:
        submissions: one for each learner, those of earlier downloads too.
        without_notebook: learners of whom nothing could ever be taken, and why.
        refused: all files that were not taken this time, a line for each.
    """

    submissions: tuple[Submission, ...]
    without_notebook: Mapping[str, str]
    refused: tuple[str, ...]


def take_in(folder: ClassFolder, name: str, place: Path) -> TakenIn:
    """Find who handed in what, and copy each notebook to where nbgrader and a later regrade look for it.

    What a platform calls a learner is kept beside, so that its export can be filled later too.

    Raises:
        SubmissionsError: there is no such place, or nothing in it.
    """
    found = read_submissions(place, name, unpack_in=folder.submitted)
    for one in found.accepted:
        _copy(one, folder.submitted_notebook(one.learner, name))
    if not _is_own(folder, place):
        handed_in: list[Submission | Refused] = [*found.refused, *found.accepted]
        people = people_of(folder)
        people |= {one.learner: {"shown": one.shown, "number": one.number} for one in handed_in if one.learner}
        write_whole(_people_file(folder), (json.dumps(people, ensure_ascii=False, indent=1) + "\n").encode())
    why = {refused.learner: f"{refused.path} {refused.why}" for refused in found.without_notebook()}
    refused = tuple(f"{refused.path} {refused.why}" for refused in found.refused)
    return _with_earlier(folder, name, TakenIn(found.accepted, why, refused))


def taken_in(folder: ClassFolder, name: str) -> TakenIn:
    """What was taken in before."""
    return _with_earlier(folder, name, TakenIn((), {}, ()))


def _with_earlier(folder: ClassFolder, name: str, now: TakenIn) -> TakenIn:
    """What was taken in now, and what came with earlier downloads."""
    people = people_of(folder)
    new = {one.learner: one for one in now.submissions}
    submissions = []
    for path in sorted(folder.submitted.glob(f"*/{name}/{name}.ipynb")):
        if any(place.is_symlink() for place in (path.parent, path.parent.parent)):
            continue  # it may lead to what somebody else handed in
        learner = path.parent.parent.name
        person = people.get(learner, {"shown": learner, "number": ""})
        one = new.pop(learner, Submission(learner, learner, "", path))
        submissions.append(replace(one, path=path, shown=person["shown"], number=person["number"]))
    submissions += new.values()
    there = {one.learner for one in submissions}
    earlier = {one.learner: one.problem for one in recorded_before(folder, name) if one.problem}
    without = {learner: why for learner, why in (earlier | dict(now.without_notebook)).items() if learner not in there}
    return TakenIn(tuple(submissions), without, now.refused)


def recorded_before(folder: ClassFolder, name: str) -> tuple[Judged, ...]:
    """What stands in the gradebook; nothing where results are gone or damaged, as grading makes them anew."""
    try:
        return Kept(folder.judged).recorded(name)
    except KeptError:
        return ()


def _copy(submission: Submission, target: Path) -> None:
    """Copy a submission to where it belongs, unless it lies there, or is too large to be graded at all."""
    if target.resolve() == submission.path.resolve() or submission.path.stat().st_size > LARGEST:
        return
    data = submission.path.read_bytes()
    if not target.exists() or target.read_bytes() != data:
        write_whole(target, data)


def _is_own(folder: ClassFolder, place: Path) -> bool:
    """Is this the folder of the class, whose names say less than those of a download?"""
    return Path(place).resolve() in (folder.path.resolve(), folder.submitted.resolve())


def _people_file(folder: ClassFolder) -> Path:
    """Where it is kept what a platform calls the learners."""
    return folder.path / "learners.json"


def people_of(folder: ClassFolder) -> dict[str, dict[str, str]]:
    """What platforms call the learners, by the names of their folders."""
    try:
        people: dict[str, dict[str, str]] = json.loads(_people_file(folder).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return people
