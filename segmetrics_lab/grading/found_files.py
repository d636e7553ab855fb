"""The files of a folder or a zip, found without following or running anything in it."""

import errno
import os
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MOST_FILES = 50_000
MOST_BYTES = 20_000_000
DEEPEST = 20

_IGNORED = ("__MACOSX", ".DS_Store", ".ipynb_checkpoints", "Thumbs.db", "desktop.ini")
_DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)


class SubmissionsError(ValueError):
    """Submissions cannot be found; the words say why, and what to do."""


@dataclass(frozen=True)
class Found:
    """A file that was found.

    Args:
        parts: its path inside of the folder or zip, in NFC.
        problem: why it is not to be read; "" where nothing speaks against it.
        path: where it lies; of a zip the zip itself.
        member: its entry in the zip; None in a folder.
    """

    parts: tuple[str, ...]
    problem: str
    path: Path
    member: zipfile.ZipInfo | None = None


def files_of_folder(folder: Path) -> list[Found]:
    """All files of a folder, in order; a link stands among them with its problem, and is not followed.

    Raises:
        SubmissionsError: the folder has too many files, or cannot be read.
    """
    found: list[Found] = []
    for file in _files_below(folder, ()):
        found.append(file)
        if len(found) > MOST_FILES:
            raise SubmissionsError(f"{folder} holds more than {MOST_FILES:,} files; give the folder of one assignment.")
    return sorted(found, key=lambda file: file.parts)


def files_of_zip(path: Path) -> list[Found]:
    """All files of a zip, in order; what leads out of it stands among them with its problem. Nothing is unpacked.

    Raises:
        SubmissionsError: it is no zip, or has too many files.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except _DAMAGES as error:
        raise SubmissionsError(f"{path} cannot be read as a zip ({error}); download it once more.") from error
    if len(members) > MOST_FILES:
        raise SubmissionsError(f"{path} holds more than {MOST_FILES:,} files; give the download of one assignment.")
    found = []
    for member in members:
        name = _name_of(member)
        parts = tuple(part for part in name.replace("\\", "/").split("/") if part not in ("", "."))
        if parts and not member.is_dir() and not any(map(_is_ignored, parts)):
            found.append(Found(_normal(parts), _problem_of_member(member, name, parts), path, member))
    return sorted(found, key=lambda file: file.parts)


def unpack(file: Found, target: Path) -> str:
    """Write a member of a zip to a path of our own choice; gives why that cannot be, else "".

    Raises:
        OSError: the target cannot be written.
    """
    if file.member is None:
        raise ValueError(f"{file.path} lies in a folder, so there is nothing to unpack.")
    try:
        with zipfile.ZipFile(file.path) as archive, archive.open(file.member) as stream:
            data = stream.read(MOST_BYTES + 1)
    except _DAMAGES as error:
        return f"cannot be unpacked ({error})"
    if len(data) > MOST_BYTES:  # whatever the zip says of its size
        return _too_large(len(data))
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.unfinished")
    unfinished.unlink(missing_ok=True)  # if it is a link, the link goes
    unfinished.write_bytes(data)
    os.replace(unfinished, target)
    return ""


def _files_below(folder: Path, above: tuple[str, ...]) -> Iterator[Found]:
    """All that is no folder; of folders those that cannot be read, or lie too deep."""
    try:
        with os.scandir(folder) as scan:
            entries = [entry for entry in scan if not _is_ignored(entry.name)]
    except OSError as error:
        if not above:
            raise SubmissionsError(f"{folder} cannot be read ({error.strerror}); see who may read it.") from error
        yield Found(above, _unreadable(error), folder)
        return
    for entry in entries:
        parts = (*above, *_normal((entry.name,)))
        if entry.is_dir(follow_symlinks=False) and len(parts) < DEEPEST:
            yield from _files_below(Path(entry.path), parts)
        else:
            yield Found(parts, _problem_of_entry(entry), Path(entry.path))


def _problem_of_entry(entry: "os.DirEntry[str]") -> str:
    """Why a file of a folder is not read."""
    try:
        facts = entry.stat(follow_symlinks=False)
    except OSError as error:
        return _unreadable(error)
    if stat.S_ISLNK(facts.st_mode):
        return "is a link, and no link is followed; put the file itself in its place"
    if not stat.S_ISREG(facts.st_mode):
        return "is no ordinary file, or a folder that lies too deep"
    if not os.access(entry.path, os.R_OK):
        return _unreadable(PermissionError(errno.EACCES, os.strerror(errno.EACCES)))
    return _too_large(facts.st_size) if facts.st_size > MOST_BYTES else ""


def _problem_of_member(member: zipfile.ZipInfo, name: str, parts: tuple[str, ...]) -> str:
    """Why a file of a zip is not read."""
    mode = member.external_attr >> 16
    if name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0][1:2] or "\0" in member.orig_filename:
        return "has a path that leads out of the zip"
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "is a link, or another thing that is no ordinary file"
    if member.flag_bits & 1:
        return "is locked with a password"
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is packed in a way that is not read here"
    return _too_large(member.file_size) if member.file_size > MOST_BYTES else ""


def _name_of(member: zipfile.ZipInfo) -> str:
    """The name of a member; many programs write UTF-8 without saying so, which is read as the signs of old DOS."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename


def _is_ignored(name: str) -> bool:
    """Does a system or Jupyter put such a file there, hidden from its user?"""
    return name in _IGNORED or name.startswith("._")


def _normal(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Parts of a path in NFC: one name for what two systems write in two ways."""
    return tuple(unicodedata.normalize("NFC", part) for part in parts)


def _unreadable(error: OSError) -> str:
    """The words for what cannot be read."""
    return f"cannot be read ({error.strerror}); see who may read it"


def _too_large(size: int) -> str:
    """The words for a file that is too large."""
    return f"has {size / 1e6:,.0f} MB; a notebook has at most {MOST_BYTES / 1e6:,.0f} (clear its outputs)"
