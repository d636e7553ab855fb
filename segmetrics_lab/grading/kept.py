"""Kept results: what became of each submission, under a digest of all that it depends on."""

import hashlib
import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from json import dumps, loads
from pathlib import Path

import numpy as np

from segmetrics_lab.grading.judged import Judged, from_json
from segmetrics_lab.grading.whole_files import remove_unfinished, write_whole

JUDGING_PARTS = (
    *("checks", "labels", "metrics", "models", "pictures", "report", "scenes", "sweeps"),
    *("grading/boxed", "grading/assignment.py", "grading/box.py", "grading/cells.py", "grading/hidden.py"),
    *("grading/judged.py", "grading/judging.py", "grading/process.py", "grading/session.py", "grading/view.py"),
)
"""The code that decides what an answer earns; pages and tables may change without judging anybody again."""

DIGITS = 24
"""Of each half of a digest."""

LONGEST_NAME = 150
"""Bytes of a learner's name in the name of a file; most file systems allow 255 in all."""

RECORDED, TOLD = "recorded", "told"


class KeptError(ValueError):
    """Something in the store is not as it was written; the words say what to do."""


def digest_of(
    data: bytes, *, learner: str, assignment: str, secret: bytes, hidden: bytes = b"", version: str | None = None
) -> str:
    """A name for all that the results of a submission depend on: what is equal in all of it has been judged.

    Args:
        data: the submission as it was handed in.
        learner: whose it is, because random cases differ between learners.
        assignment: "ex03".
        secret: of the class.
        hidden: the file of hidden cases made by hand; empty where there is none.
        version: of the checks; that of the installed ones where it is left out.

    Returns:
        48 hexadecimal digits: the first half is of the submission alone, so that it is known again when it is judged
        anew; see `answer_in`.
    """
    version = version_of_checks() if version is None else version
    everything = [hashlib.sha256(part).digest() for part in (data, secret, hidden)]
    names = dumps([learner, assignment, version]).encode()
    return _hex(data) + _hex(b"".join(everything) + names)


def answer_in(digest: str) -> str:
    """The half of a digest that stays when the same submission is judged by other cases or another version."""
    return digest[:DIGITS]


@cache
def version_of_checks() -> str:
    """A digest of the code that decides what an answer earns, and of the version of numpy."""
    found = hashlib.sha256(np.__version__.encode())
    for part in JUDGING_PARTS:
        for name, content in sorted(_sources(files("segmetrics_lab").joinpath(*part.split("/")), part)):
            found.update(dumps([name, len(content)]).encode() + content)
    return found.hexdigest()


def secret_of(folder: Path) -> bytes:
    """The secret of a class, from which its hidden cases are drawn; made once, and never written over.

    Raises:
        KeptError: what is in the file is no secret, or it is gone though submissions were judged by it.
    """
    path = folder / "secret.txt"
    if not path.exists():
        if any((folder / "judged").glob("*/*-*.json")):
            raise KeptError(
                f"{path} is gone, and with it the hidden cases of earlier grades: bring it back from a copy. If there "
                f"is none, remove {folder / 'judged'}; a new secret is made, and all submissions are judged again"
            )
        fresh = folder / f".secret-{secrets.token_hex(8)}"
        write_whole(fresh, secrets.token_bytes(32).hex().encode() + b"\n", mode=0o600)
        try:
            os.link(fresh, path)  # unlike a rename, this puts nothing in the place of what another process has made
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError:
        secret = b""
    if len(secret) < 16:
        raise KeptError(
            f"{path} holds no secret of 32 hexadecimal digits or more: bring it back from a copy, because without it "
            "the hidden cases are others. If there is none, remove the file; all submissions are judged again then"
        )
    return secret


@dataclass(frozen=True)
class Kept:
    """The store: a folder for each assignment, and in it a file for each judged submission.

    Args:
        folder: "judged" in the folder of a class.
    """

    folder: Path

    def get(self, learner: str, digest: str) -> Judged | None:
        """What became of a submission, or None where it was not judged yet, or its file is damaged."""
        for folder in self._folders():
            try:
                judged = _read(folder / _file_name(learner, digest))
            except (FileNotFoundError, KeptError):
                continue
            if (judged.learner, judged.digest) == (learner, digest):
                return judged
        return None

    def keep(self, judged: Judged) -> None:
        """Keep what became of a submission.

        Raises:
            OSError: the disk is full, for example; what was kept before is as it was.
        """
        path = self.folder / judged.assignment / _file_name(judged.learner, judged.digest)
        write_whole(path, judged.to_json().encode())

    def all(self, assignment: str) -> tuple[Judged, ...]:
        """All that was ever judged of an assignment, also by cases and versions that are gone.

        Raises:
            KeptError: a file is damaged.
        """
        paths = sorted((self.folder / assignment).glob("*-*.json"))
        return tuple(_read(path) for path in paths)

    def recorded(self, assignment: str) -> tuple[Judged, ...]:
        """What stands in the gradebook: one for each learner, sorted by their names."""
        digests = self._table(assignment, RECORDED)
        found = {learner: self.get(learner, str(digest)) for learner, digest in sorted(digests.items())}
        gone = [learner for learner, judged in found.items() if judged is None]
        if gone:
            raise KeptError(f"of {assignment}, the results of {', '.join(gone)} are gone: grade it again")
        return tuple(judged for judged in found.values() if judged is not None)

    def note_recorded(self, assignment: str, judged: Sequence[Judged]) -> None:
        """Keep which results stand in the gradebook, beside those of learners that are not among them."""
        digests = self._table(assignment, RECORDED) | {one.learner: one.digest for one in judged}
        self._write_table(assignment, RECORDED, digests)

    def may_be_told(self, judged: Judged, tellings: int | None) -> bool:
        """May this learner read of right and wrong in hidden cases? Each submission counts once, however often judged.

        Args:
            judged: a submission.
            tellings: how many submissions of a learner for an assignment are answered so; None: all.
        """
        if tellings is None:
            return True
        told = self._told(judged)
        answer = answer_in(judged.digest)
        if answer in told:
            return told.index(answer) < tellings
        if len(told) >= tellings:
            return False
        table = self._table(judged.assignment, TOLD)
        self._write_table(judged.assignment, TOLD, table | {judged.learner: [*told, answer]})
        return True

    def remove_unfinished(self, assignment: str) -> None:
        """Remove what processes that were killed have left."""
        remove_unfinished(self.folder / assignment)

    def _told(self, judged: Judged) -> list[str]:
        """The submissions that were answered with right or wrong in hidden cases, the first one first."""
        told = self._table(judged.assignment, TOLD).get(judged.learner, [])
        return [str(answer) for answer in told] if isinstance(told, list) else []

    def _folders(self) -> Iterator[Path]:
        """The folder of each assignment."""
        return (path for path in sorted(self.folder.glob("*")) if path.is_dir())

    def _table(self, assignment: str, name: str) -> dict[str, object]:
        """What is kept of learners of an assignment under a name; nothing at first."""
        path = self.folder / assignment / f"{name}.json"
        try:
            table = loads(path.read_bytes())
        except FileNotFoundError:
            return {}
        except ValueError as error:
            raise KeptError(f"{path} is damaged ({error}): remove it, and grade {assignment} again") from error
        return table if isinstance(table, dict) else {}

    def _write_table(self, assignment: str, name: str, table: Mapping[str, object]) -> None:
        """Keep it."""
        text = dumps(dict(sorted(table.items())), ensure_ascii=False, indent=1) + "\n"
        write_whole(self.folder / assignment / f"{name}.json", text.encode())


def _file_name(learner: str, digest: str) -> str:
    """The file of a submission; a learner's name holds no slash, but may be too long for one."""
    name = learner if len(learner.encode()) <= LONGEST_NAME else _hex(learner.encode())
    return f"{name}-{digest}.json"


def _read(path: Path) -> Judged:
    """The submission of a file."""
    try:
        return from_json(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise KeptError(f"{path} is damaged ({error}): remove it, and grade again") from error


def _sources(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    """The Python and JSON files of a part by their names."""
    if folder.is_dir():
        for entry in folder.iterdir():
            yield from _sources(entry, f"{name}/{entry.name}")
    elif folder.name.endswith((".py", ".json")):
        yield name, folder.read_bytes()


def _hex(content: bytes) -> str:
    """Half a digest."""
    return hashlib.sha256(content).hexdigest()[:DIGITS]
