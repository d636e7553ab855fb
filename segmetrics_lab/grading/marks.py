"""The marks that a lecturer gives by hand, in a CSV file that is completed and never overwritten."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import inf, isfinite
from pathlib import Path

from segmetrics_lab.grading.whole_files import write_whole

HEADS = ("learner", "question", "mark", "remark")
MORE = "(more)"


class MarksError(ValueError):
    """The file of marks cannot be read; the words say why, and what to do."""


@dataclass(frozen=True)
class Mark:
    """What a lecturer gave for an answer: points, and a remark for the learner."""

    points: float
    remark: str = ""


@dataclass(frozen=True)
class Marks:
    """What the file of marks says.

    Args:
        given: the marks by learner and question.
        listed: every learner and question that has a line, marked or not.
        faults: lines that cannot count, each with its number and the reason.
    """

    given: Mapping[tuple[str, str], Mark]
    listed: frozenset[tuple[str, str]]
    faults: tuple[str, ...]


def read_marks(path: Path, most: Mapping[str, float]) -> Marks:
    """The marks of a file; none where there is no file yet.

    Its columns are learner, question, mark and remark, in any order, as a spreadsheet saves them: with commas,
    semicolons or tabs, and "2,5" for 2.5. A line without a mark waits. Lines of other questions are left alone.

    Args:
        path: the file.
        most: the most points of each question that is marked by hand.

    Raises:
        MarksError: the file as a whole cannot be read.
    """
    given: dict[tuple[str, str], Mark] = {}
    listed: set[tuple[str, str]] = set()
    faults: list[str] = []
    for number, row in _rows(path):
        key = row["learner"].strip(), row["question"].strip()
        if key[1] not in most and not _is_of_these(key[1], most):
            continue
        mark, fault = _mark(row["mark"], row["remark"], most.get(key[1], inf))
        if key[1] not in most and mark:
            mark, fault = None, f"{key[1]!r} is no question that is marked by hand; that is {' or '.join(most)}"
        if row.get(MORE):
            mark, fault = None, 'it has more cells than columns: a mark with a comma must stand in quotes, "2,5"'
        if key in listed:
            mark, fault = None, f"{key[0]} has an earlier line for {key[1]}; this one does not count"
        listed.add(key)
        if fault:
            faults.append(f"{path.name}, line {number}: {fault}.")
        elif mark is not None:
            given[key] = mark
    return Marks(given, frozenset(listed), tuple(faults))


def _is_of_these(question: str, questions: Iterable[str]) -> bool:
    """Does a name say that it is of the set of these questions, or of none?"""
    sets = {known.partition(".")[0] for known in questions}
    return question.partition(".")[0] in sets or "." not in question


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The lines of the file with their numbers; none where there is no file."""
    try:
        text, delimiter = _text_of(path)
    except FileNotFoundError:
        return
    except UnicodeError:
        raise MarksError(f"{path.name} is no text in UTF-8: save it as CSV UTF-8.") from None
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey=MORE, restval="")
    missing = [head for head in HEADS if head not in (reader.fieldnames or [])]
    if missing:
        raise MarksError(f"{path.name} has no column {', '.join(missing)}; it needs {', '.join(HEADS)}.")
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise MarksError(f"{path.name} is no CSV below line {reader.line_num}: {error}.") from None


def _mark(text: str, remark: str, most: float) -> tuple[Mark | None, str]:
    """A mark from its cell, and what is wrong with it; neither where the answer waits."""
    written = text.strip()
    if not written:
        return None, ""
    try:
        points = float(written.replace(",", "."))
    except ValueError:
        return None, f"the mark {written!r} is no number"
    if not isfinite(points) or points < 0:
        return None, f"the mark {written} is no number from 0 to {most:g}"
    if points > most:
        return None, f"the mark {written} is over the maximum of {most:g}"
    return Mark(points, remark.strip()), ""


def _text_of(path: Path) -> tuple[str, str]:
    """The text of a file of marks, and what stands between its columns."""
    text = path.read_bytes().decode("utf-8-sig")
    first = text.partition("\n")[0]
    return text, max(",;\t", key=first.count)


def complete_marks(path: Path, wanted: Iterable[tuple[str, str]], most: Mapping[str, float]) -> int:
    """Add a line for each learner and question that has none yet; how many were added.

    What stands in the file stays as it is, byte for byte.

    Raises:
        MarksError: the file cannot be read, so nothing is added to it.
    """
    listed = read_marks(path, most).listed
    new = [key for key in dict.fromkeys(wanted) if key not in listed]
    if not new:
        return 0
    before = path.read_bytes() if path.exists() else b""
    delimiter = _text_of(path)[1] if before else ","
    ending = "\r\n" if b"\r\n" in before else "\n"
    added = io.StringIO(newline="")
    writer = csv.writer(added, delimiter=delimiter, lineterminator=ending)
    heads = _heads_of(path, delimiter) if before else list(HEADS)
    if not before:
        writer.writerow(heads)
    elif not before.endswith(b"\n"):
        added.write(ending)
    for learner, question in new:
        row = {"learner": learner, "question": question}
        writer.writerow([row.get(head, "") for head in heads])
    write_whole(path, before + added.getvalue().encode("utf-8"))
    return len(new)


def _heads_of(path: Path, delimiter: str) -> list[str]:
    """The columns of a file of marks."""
    return next(csv.reader(io.StringIO(_text_of(path)[0], newline=""), delimiter=delimiter))
