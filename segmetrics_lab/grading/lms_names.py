"""Whose file is this? The names that learning platforms give to submissions, and what of them is the learner.

Moodle       Ada Lovelace_12345_assignsubmission_file_/ex03.ipynb   a folder for each learner, or flat:
             Ada Lovelace_12345_assignsubmission_file_ex03.ipynb
Canvas       lovelaceada_12345_67890_ex03.ipynb                     late, and handed in again:
             lovelaceada_LATE_12345_67899_ex03-1.ipynb
Blackboard   Assignment 3_alovelace_attempt_2026-11-29-10-00-00_ex03.ipynb
nbgrader     ada/ex03/ex03.ipynb
by hand      ada.ipynb, or ada/ex03.ipynb
"""

import hashlib
import itertools
import os.path
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LONGEST_NAME = 100  # bytes: what is kept of a learner is called by this name and more, and file systems allow 255

# Learners choose what stands after all this, and may choose what looks like it: so each takes the least that fits.
_MOODLE = re.compile(r"(?P<shown>.+?)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)_?(?P<file>.*)", re.DOTALL)
_BLACKBOARD = re.compile(
    r"(?P<who>.+?)_attempt_(?P<attempt>\d{4}(?:-\d\d){5})(?:_(?P<file>.+)|(?P<typed>\.txt))", re.DOTALL
)
_CANVAS = re.compile(
    r"(?P<shown>\w[\w'’.-]*?)(?P<late>_LATE)?_(?P<number>\d+)_(?P<upload>\d+)_(?P<file>(?!attempt_\d{4}-).+)",
    re.DOTALL,
)
_CANVAS_ANONYMOUS = re.compile(r"(?P<late>LATE_)?anon_(?P<number>\w+?)_(?P<upload>\d+)_(?P<file>.+)", re.DOTALL)
_OF_FILES = (_MOODLE, _BLACKBOARD, _CANVAS_ANONYMOUS, _CANVAS)
_AGAIN = re.compile(r"-\d{1,2}(?=\.[^.]+$)")
_NOT_IN_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Named:
    """What the path of a file says of it.

    Args:
        shown: what the learner is called there.
        number: the platform's own name of the learner; "" where there is none.
        file: the name that the learner gave to the file.
        late: does the name say that it came late?
        attempt: of the whole submission; of two the later one is greater.
        upload: of this file; of two uploads the later one is greater.
    """

    shown: str
    number: str
    file: str
    late: bool = False
    attempt: str = ""
    upload: int = 0


def by_name(paths: Sequence[tuple[str, ...]], assignment: str, *, is_zip: bool = False) -> list[Named | None]:
    """Of each path, in parts, what it says; None where no rule fits. A zip may hold one folder with all in it."""
    title = _blackboard_title(parts[-1] for parts in paths)
    is_wrapped = is_zip and len({parts[0] for parts in paths}) == 1 and all(len(parts) > 1 for parts in paths)
    return [
        _by_folder(parts, assignment)
        or _by_file(parts[-1], title)
        or _by_hand(parts, assignment)
        or (_by_hand(parts[1:], assignment) if is_wrapped else None)
        for parts in paths
    ]


def fit(file: str, assignment: str) -> int:
    """How well a file's name fits an assignment: 3 its own name, 2 begins with it, 1 holds it, 0 does not.

    >>> [fit(name, "ex03") for name in ("ex03.ipynb", "EX-03 final.ipynb", "my ex03.ipynb", "ex031.ipynb")]
    [3, 2, 1, 0]
    """
    wanted = "".join(re.findall(r"[^\W_]+", assignment.casefold()))
    words = re.findall(r"[^\W_]+", os.path.splitext(file)[0].casefold())
    if "".join(words) == wanted:
        return 3
    longest = len(wanted)  # of words, each of a letter
    starts = [start for start in range(len(words)) if wanted in itertools.accumulate(words[start : start + longest])]
    return 0 if not starts else 2 if starts[0] == 0 else 1


def safe_names(called: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """For each (shown, number) the name of a folder that no other has, upper and lower case being one.

    >>> safe_names([("Ada Lovelace", "12"), ("../..", "")])
    {('../..', ''): 'nobody', ('Ada Lovelace', '12'): 'Ada-Lovelace-12'}
    """
    alike: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for learner in sorted(set(called)):
        alike[_folded(_wish(*learner))].append(learner)
    names = {learners[0]: _wish(*learners[0]) for learners in alike.values()}
    taken = set(alike)
    for shown, number in (learner for learners in alike.values() for learner in learners[1:]):
        digest = hashlib.sha256(f"{shown}\n{number}".encode("utf-8", "surrogatepass")).hexdigest()
        tries = (f"{_wish(shown, number)}-{digest[:length]}" for length in range(6, 65))
        names[shown, number] = next(name for name in tries if _folded(name) not in taken)
        taken.add(_folded(names[shown, number]))
    return names


def printable(text: str) -> str:
    """A text without signs that a terminal or a file in UTF-8 would stumble over."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


def _wish(shown: str, number: str) -> str:
    """The name of a folder for a learner, if nobody else has it: two may be called alike, but not by one number."""
    return _safe(f"{shown}-{number}" if number and number != shown else shown)


def _folded(name: str) -> str:
    """A name as a file system compares it that takes upper and lower case for one."""
    return unicodedata.normalize("NFKC", name).casefold()


def _safe(text: str) -> str:
    """Letters of all alphabets, digits, dots and dashes: nothing that a path, a shell or nbgrader takes for more."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(sign if unicodedata.category(sign)[0] in "LNM" or sign in "-." else "-" for sign in text)
    text = re.sub(r"-{2,}", "-", text).encode()[:LONGEST_NAME].decode(errors="ignore").strip(".-")
    text = re.sub(r"\.{2,}", ".", text)
    return f"learner-{text}" if _NOT_IN_WINDOWS.fullmatch(text) else text or "nobody"


def _by_folder(parts: tuple[str, ...], assignment: str) -> Named | None:
    """The outermost folder that has Moodle's name, or in which one of the assignment lies as nbgrader has it."""
    for depth, folder in enumerate(parts[:-1], 1):
        if found := _MOODLE.fullmatch(folder):
            return Named(found["shown"], found["number"], "/".join(parts[depth:]))
        if len(parts) > depth + 1 and parts[depth].casefold() == assignment.casefold():
            return Named(folder, "", "/".join(parts[depth + 1 :]))
    return None


def _by_file(name: str, title: str | None) -> Named | None:
    """The name that a platform gave to a file: of several the one that is complete first."""
    found = [match for rule in _OF_FILES if (match := rule.fullmatch(name))]
    if not found:
        return None
    match = min(found, key=lambda one: one.start("file") if one["file"] else one.end())
    known = match.groupdict(default="")
    if match.re is _MOODLE:
        return Named(known["shown"], known["number"], known["file"])
    if match.re is _BLACKBOARD:
        who = known["who"].rpartition("_")[2] if title is None else known["who"].removeprefix(title)
        return Named(who, who, known["file"] or name, attempt=known["attempt"])
    shown = known.get("shown", "anonymous")
    return Named(
        shown, known["number"], _AGAIN.sub("", known["file"]), bool(known["late"]), upload=int(known["upload"])
    )


def _blackboard_title(names: Iterable[str]) -> str | None:
    """What all names of a download begin with, up to a _; None where one user alone handed in.

    Titles and users may hold a _ themselves. So the title is not guessed from one name: two users would become one.
    """
    heads = {found["who"] for name in names if (found := _BLACKBOARD.fullmatch(name))}
    if len(heads) < 2:
        return None
    alike = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(min(heads), max(heads), strict=False))
    title, sign, _ = "".join(sign for sign, _ in alike).rpartition("_")
    return title + sign


def _by_hand(parts: tuple[str, ...], assignment: str) -> Named | None:
    """A notebook named by its learner, or a file of the assignment's name in a folder named by the learner."""
    file = parts[-1]
    if len(parts) == 2 and fit(file, assignment):
        return Named(parts[0], "", file)
    is_flat = len(parts) == 1 or (len(parts) == 2 and fit(parts[0], assignment) == 3)
    stem, ending = os.path.splitext(file)
    return Named(stem, "", file) if is_flat and ending.casefold() == ".ipynb" and fit(file, assignment) < 2 else None
