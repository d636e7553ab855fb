"""A table of a learning platform as its bytes: some cells change, every other byte stays.

The csv module says what the cells hold, but forgets how they were written. So this finds the place of each cell in the
text, asks the csv module whether it reads the same, and replaces only the places that change.
"""

import codecs
import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass

MOST_BYTES = 50_000_000
DELIMITERS = "\t;,"

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SHOWN = {"utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "cp1252": "Windows-1252"}
_BEGINS_A_FORMULA = tuple("=+-@＝＋－＠")
_BEGINS_A_CELL = tuple("\t\r\n")


class ExportError(ValueError):
    """An export cannot be filled; the words say why, and what to do."""


@dataclass(frozen=True)
class Cells:
    """A table with the place of each cell.

    Args:
        text: all of it, without the mark at its beginning.
        mark: the byte order mark; empty where there is none.
        encoding: how the bytes after the mark are written.
        delimiter: comma, semicolon or tab.
        places: of each row the (start, end) of its cells in the text, quotes included; an empty line has no cell.
    """

    text: str
    mark: bytes
    encoding: str
    delimiter: str
    places: tuple[tuple[tuple[int, int], ...], ...]

    def table(self) -> list[list[str]]:
        """What the cells hold."""
        return [[_unquoted(self.text[start:end]) for start, end in row] for row in self.places]

    def changed(self, values: Mapping[tuple[int, int], str]) -> bytes:
        """The bytes with other values at some (row, column), quoted as those were, or where they must be.

        Raises:
            ExportError: the file's encoding lacks a sign of a value, or a value cannot stand in a table.
        """
        parts, last = [], 0
        for (row, column), value in sorted(values.items()):
            start, end = self.places[row][column]
            parts += [self.text[last:start], self._written(value, self.text[start:end])]
            last = end
        text = "".join([*parts, self.text[last:]])
        wanted = self.table()
        for (row, column), value in values.items():
            wanted[row][column] = value
        if _as_csv(text, self.delimiter) != wanted:
            raise ExportError("with these values the file would be read as another table; nothing is filled.")
        return self.mark + self._encoded(text)

    def _written(self, value: str, before: str) -> str:
        """A value as it stands in the file, where another cell stood before."""
        if before.startswith('"') or any(sign in value for sign in f'{self.delimiter}"\r\n'):
            return '"' + value.replace('"', '""') + '"'
        return value

    def _encoded(self, text: str) -> bytes:
        """A text as bytes of the file."""
        try:
            return text.encode(self.encoding)
        except UnicodeEncodeError as error:
            sign = text[error.start : error.start + 1]
            shown = _SHOWN[self.encoding]
            raise ExportError(
                f"the file is written in {shown}, which has no {sign!a}; export it as UTF-8 and fill that one."
            ) from error


def read_cells(raw: bytes) -> Cells:
    r"""Find the cells of a file in UTF-8, UTF-16 or Windows-1252, with comma, semicolon or tab between them.

    >>> read_cells(b'name;mark\n"Lovelace; Ada";9,00\n').table()
    [['name', 'mark'], ['Lovelace; Ada', '9,00']]

    Raises:
        ExportError: the file is no table, or the csv module reads another one.
    """
    mark, encoding, text = _decoded(raw)
    readings = (Cells(text, mark, encoding, sign, tuple(_places(text, sign))) for sign in DELIMITERS)
    tables = {cells: table for cells in readings if (table := cells.table()) == _as_csv(text, cells.delimiter)}
    if not tables:
        raise ExportError(
            "this file can be read as two different tables: a quote stands inside of a cell that has none around it. "
            "Export it once more and fill it before a spreadsheet saves it."
        )
    return max(tables, key=lambda cells: _regularity(tables[cells]))


def neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula: a ' before what begins like one.

    >>> neutral("=1+1"), neutral("right in 3 of 4 cases")
    ("'=1+1", 'right in 3 of 4 cases')
    """
    is_formula = text.lstrip().startswith(_BEGINS_A_FORMULA) or text.startswith(_BEGINS_A_CELL)
    return "'" + text if is_formula else text


def _decoded(raw: bytes) -> tuple[bytes, str, str]:
    """The mark, the encoding and the text of a file."""
    if len(raw) > MOST_BYTES:
        raise ExportError(f"the file has {len(raw):,} bytes; an export of a class has at most {MOST_BYTES:,}.")
    if raw.startswith(b"PK\x03\x04"):
        raise ExportError("this is a zip or an Excel workbook (.xlsx); export the grades as CSV and fill that file.")
    mark, encoding = next(((mark, name) for mark, name in _MARKS if raw.startswith(mark)), (b"", ""))
    if not encoding:
        encoding = {b"\0": "utf-16-be"}.get(raw[:1]) or {b"\0": "utf-16-le"}.get(raw[1:2], "utf-8")
    for name in (encoding, "cp1252") if not mark and encoding == "utf-8" else (encoding,):
        try:
            text = raw[len(mark) :].decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise ExportError("the file holds zero bytes, so it is no table of text; export the grades as CSV.")
        return mark, name, text
    raise ExportError("the file is neither UTF-8 nor UTF-16 nor Windows-1252; export it as UTF-8.")


def _as_csv(text: str, delimiter: str) -> list[list[str]]:
    """What the csv module reads."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise ExportError(f"the csv module cannot read this file ({error}); export it once more.") from error


def _regularity(table: list[list[str]]) -> tuple[bool, int, int]:
    """How much a table looks like one: it has several columns, its rows are as long as the header, and that is long."""
    length = len(table[0]) if table else 0
    return length > 1, -sum(len(row) not in (0, length) for row in table), length


def _places(text: str, delimiter: str) -> list[tuple[tuple[int, int], ...]]:
    """Where the cells of each row stand; a quote opens at the start of a cell only, two inside stand for one."""
    cell = re.compile(rf'"(?:[^"]|"")*+"(?=[{delimiter}\r\n]|\Z)|[^{delimiter}\r\n]*')
    rows: list[tuple[tuple[int, int], ...]] = []
    row: list[tuple[int, int]] = []
    at = 0
    while at < len(text) or row:
        found = cell.match(text, at)
        end = found.end() if found else at
        row.append((at, end))
        is_alone, at = len(row) == 1 and end == at, end
        if text[at : at + 1] == delimiter:
            at += 1
            continue
        rows.append(() if is_alone else tuple(row))
        row = []
        at += 2 if text[at : at + 2] == "\r\n" else 1
    return rows


def _unquoted(cell: str) -> str:
    """What a cell holds."""
    is_quoted = len(cell) > 1 and cell[0] == cell[-1] == '"'
    return cell[1:-1].replace('""', '"') if is_quoted else cell
