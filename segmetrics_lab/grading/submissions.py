"""Who handed in what: one notebook for each learner, and the files that were not taken, each with its reason."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from segmetrics_lab.grading.found_files import Found, SubmissionsError, files_of_folder, files_of_zip, unpack
from segmetrics_lab.grading.lms_names import Named, by_name, fit, printable, safe_names

_NO_RULE = (
    "is a notebook of which it cannot be told whose it is; name it after its learner (ada.ipynb), or after the "
    "assignment in a folder with the learner's name (ada/ex03.ipynb)"
)


@dataclass(frozen=True)
class Submission:
    """A learner's notebook.

    Args:
        learner: the name of the learner's folder; nobody else's, whether upper or lower case counts or not.
        shown: what the platform, or the folder, calls the learner.
        number: the platform's own name of the learner, by which its export is filled; "" where there is none.
        path: the notebook.
        late: does the download say that it came late?
        attempt: which of several attempts it is, as far as the download says so.
    """

    learner: str
    shown: str
    number: str
    path: Path
    late: bool = False
    attempt: str = ""


@dataclass(frozen=True)
class Refused:
    """A file that was not taken.

    Args:
        path: where it lies in the folder or zip.
        why: the reason.
        learner: the name of its learner's folder; "" where that cannot be told.
        shown: what the learner is called there.
        number: the platform's own name of the learner.
    """

    path: str
    why: str
    learner: str = ""
    shown: str = ""
    number: str = ""


@dataclass(frozen=True)
class Submissions:
    """What a folder or zip holds for one assignment.

    Args:
        accepted: one submission for each learner, in the order of their folders' names.
        refused: all other files, each with its reason. A picture beside a notebook is not listed.
    """

    accepted: tuple[Submission, ...]
    refused: tuple[Refused, ...]

    def without_notebook(self) -> tuple[Refused, ...]:
        """For each learner who handed something in, but nothing that was taken, one refused file: its reason counts."""
        taken = {submission.learner for submission in self.accepted}
        missed = {refused.learner: refused for refused in reversed(self.refused) if refused.learner}
        return tuple(refused for learner, refused in sorted(missed.items()) if learner not in taken)


def read_submissions(place: Path, assignment: str, *, unpack_in: Path | None = None) -> Submissions:
    """Find each learner's notebook for an assignment. Nothing is executed, and no link is followed.

    Known are nbgrader's `submitted/LEARNER/ASSIGNMENT/`, downloads of Moodle, Canvas and Blackboard, notebooks that are
    named by their learner, and folders that are, with a notebook of the assignment's name. Of several attempts the
    newest counts, whatever it holds; of several notebooks the one whose name fits the assignment's best.

    Args:
        place: a folder or a zip. Of a folder that holds `submitted/`, such as that of a class, this is read.
        assignment: the name of the assignment, "ex03".
        unpack_in: the folder where the notebooks of a zip are written, as LEARNER/ASSIGNMENT/ASSIGNMENT.ipynb; by
            default one beside the zip, `download.zip` -> `download.unpacked`.

    Raises:
        SubmissionsError: there is no such place, it cannot be read, or holds no file for the assignment at all.
    """
    place = Path(place)
    if (place / "submitted").is_dir():
        place = place / "submitted"
    if not place.exists():
        raise SubmissionsError(f"{place} does not exist; give a folder of submissions or the zip of a platform.")
    named = _named(place, assignment)
    refused = [Refused(_path(file), file.problem or _why_nobodys(file)) for file, name in named.items() if not name]
    accepted: list[Submission] = []
    for learner, files in sorted(_owned(named).items()):
        chosen, not_chosen = _choose(files, assignment)
        refused += not_chosen
        if chosen is None:
            continue
        target = (unpack_in or place.with_suffix(".unpacked")) / learner / assignment / f"{assignment}.ipynb"
        problem = chosen.file.problem or (unpack(chosen.file, target) if chosen.file.member else "")
        if problem:
            refused.append(chosen.refused(problem))
        else:
            accepted.append(chosen.accepted(target if chosen.file.member else chosen.file.path))
    return Submissions(tuple(accepted), tuple(sorted(refused, key=lambda refused: refused.path)))


def _named(place: Path, assignment: str) -> dict[Found, Named | None]:
    """The files of a place that may be for an assignment, and what their names say.

    Raises:
        SubmissionsError: there is none.
    """
    is_zip = not place.is_dir()
    found = files_of_zip(place) if is_zip else files_of_folder(place)
    names = by_name([file.parts for file in found], assignment, is_zip=is_zip)
    named = dict(zip(found, names, strict=True))
    others = _folders_of_other_assignments(named)
    named = {file: name for file, name in named.items() if name or not _lies_in(file, others)}
    if not named:
        raise SubmissionsError(
            f"{place} holds no file for {assignment!r}; give nbgrader's submitted/, a folder of notebooks named by "
            "learner, or the download of a platform, and the assignment's name as it stands there."
        )
    return named


@dataclass(frozen=True)
class _Owned:
    """A file of which it is known whose it is."""

    file: Found
    name: Named
    learner: str

    def accepted(self, path: Path) -> Submission:
        """It is the learner's submission."""
        attempt = self.name.attempt or (str(self.name.upload) if self.name.upload else "")
        return Submission(*self._who(), path, self.name.late, attempt)

    def refused(self, why: str) -> Refused:
        """It is not."""
        return Refused(_path(self.file), why, *self._who())

    def _who(self) -> tuple[str, str, str]:
        """The learner, what the platform shows, and its own name, as they can be written to a file."""
        return self.learner, printable(self.name.shown), printable(self.name.number)


def _owned(named: dict[Found, Named | None]) -> dict[str, list[_Owned]]:
    """The files of each learner, by the name of the learner's folder."""
    learners = safe_names((name.shown, name.number) for name in named.values() if name)
    owned: dict[str, list[_Owned]] = defaultdict(list)
    for file, name in named.items():
        if name:
            learner = learners[name.shown, name.number]
            owned[learner].append(_Owned(file, name, learner))
    return owned


def _choose(files: list[_Owned], assignment: str) -> tuple[_Owned | None, list[Refused]]:
    """The one notebook of a learner that counts, and the reasons why the others do not."""
    notebooks, others = _split(files, lambda owned: _is_notebook(owned.file))
    newest = max((owned.name.attempt for owned in notebooks), default="")
    notebooks, earlier = _split(notebooks, lambda owned: owned.name.attempt == newest)
    uploads: dict[str, int] = defaultdict(int)
    for owned in notebooks:
        uploads[owned.name.file] = max(uploads[owned.name.file], owned.name.upload)
    notebooks, replaced = _split(notebooks, lambda owned: owned.name.upload == uploads[owned.name.file])
    best = max((fit(owned.name.file, assignment) for owned in notebooks), default=0)
    fitting, not_fitting = _split(notebooks, lambda owned: fit(owned.name.file, assignment) == best)

    refused = [owned.refused(f"is an earlier attempt; the one of {newest} counts") for owned in earlier]
    refused += [owned.refused("is an earlier attempt; a later upload of this name counts") for owned in replaced]
    for owned in others:
        if owned.file.problem or not fitting:
            why = f"{_what(owned.file)}, and this learner has no other file"
            refused.append(owned.refused(owned.file.problem or why))
    names = ", ".join(_path(owned.file) for owned in fitting)
    for owned in not_fitting:
        refused.append(owned.refused(f"is another notebook of this learner; {names} fits {assignment} better"))
    if len(fitting) < 2:
        return (fitting[0] if fitting else None), refused
    why = (
        f"is one of several notebooks of this learner that may be the one for {assignment} ({names}); keep one of them"
    )
    return None, refused + [owned.refused(owned.file.problem or why) for owned in fitting]


def _split(files: list[_Owned], is_kept: Callable[[_Owned], bool]) -> tuple[list[_Owned], list[_Owned]]:
    """The files that are kept, and the others."""
    return [owned for owned in files if is_kept(owned)], [owned for owned in files if not is_kept(owned)]


def _folders_of_other_assignments(named: dict[Found, Named | None]) -> set[tuple[str, ...]]:
    """Folders where nbgrader keeps what learners handed in for other assignments: LEARNER/ex04 with its ex04.ipynb."""
    return {
        file.parts[:-1]
        for file, name in named.items()
        if name is None and len(file.parts) > 2 and file.parts[-1] == f"{file.parts[-2]}.ipynb"
    }


def _lies_in(file: Found, folders: set[tuple[str, ...]]) -> bool:
    """Does a file lie in one of these folders, or below?"""
    return any(file.parts[:length] in folders for length in range(2, len(file.parts)))


def _is_notebook(file: Found) -> bool:
    """Does its name end as a notebook's does?"""
    return file.parts[-1].casefold().endswith(".ipynb")


def _why_nobodys(file: Found) -> str:
    """Why a file is nobody's."""
    return _NO_RULE if _is_notebook(file) else f"{_what(file)}, and it cannot be told whose file it is"


def _what(file: Found) -> str:
    """What a file is that is no notebook."""
    is_zip = file.parts[-1].casefold().endswith(".zip")
    return "is a zip in which nothing is looked for (unpack it)" if is_zip else "is no notebook (.ipynb)"


def _path(file: Found) -> str:
    """A path for a lecturer to find."""
    return printable("/".join(file.parts))
