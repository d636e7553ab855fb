"""Slicing: which statements of a notebook must run to find its answers.

All of the learner's own, and of the course's own only those that something needs. A statement is the course's own where
the notebook that was handed out has the very same. So cells that train a model for a figure are left out where no
answer uses the model. Runs in the box, since parsing a learner's text is not safe elsewhere.
"""

import ast
import re
import symtable
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

REFLECTS = frozenset({"globals", "locals", "vars", "dir", "eval", "exec"})
"""Whoever calls these may use any name."""

PYTHON_CELLS = ("%%time", "%%timeit", "%%capture", "%%prun")
"""Cells with these in their first line hold Python below it."""

MOST_MAGICS = 200
"""Lines of one cell that may be for IPython."""

UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)
"""What Python says of a text that it cannot parse."""


@dataclass(frozen=True)
class Statement:
    """A statement at the top level of a cell.

    Args:
        cell: the number of its cell.
        place: its place in the cell.
        is_own: did the learner write it? Checks count as well, whoever wrote them.
        uses: names that it reads.
        binds: names that it defines or changes.
    """

    cell: int
    place: int
    is_own: bool
    uses: frozenset[str]
    binds: frozenset[str]


@dataclass(frozen=True)
class Plan:
    """What is to run.

    Args:
        left_out: the places of the statements that need not run, by the number of their cell.
        own: the number of the last cell in which the learner defines or changes a name, by the name.
    """

    left_out: dict[int, set[int]]
    own: dict[str, int]


def plan(cells: Sequence[str], given: Iterable[str], answers: Iterable[str]) -> Plan:
    """Which statements of the cells must run.

    Args:
        cells: the code of the submission.
        given: the code of the notebook that was handed out.
        answers: the names that are asked for.
    """
    known: set[str] = set()
    for source in given:
        with suppress(*UNREADABLE):
            known |= {ast.unparse(node) for node in statements(source)}
    found: list[Statement] = []
    for number, source in enumerate(cells):
        with suppress(*UNREADABLE):  # such a cell runs whole, or not at all
            found += [_read(node, number, place, known) for place, node in enumerate(statements(source))]
    own = {name: one.cell for one in found if one.is_own for name in one.binds}
    left_out: dict[int, set[int]] = {}
    for one in _not_needed(found, frozenset(answers)):
        left_out.setdefault(one.cell, set()).add(one.place)
    return Plan(left_out, own)


def statements(source: str) -> list[ast.stmt]:
    """The statements of a cell, without what only IPython understands.

    Only a line at which Python stops is taken for one of IPython's: a docstring may end with a question mark.

    Raises:
        SyntaxError: it is no Python; of a text with zero bytes, ValueError.
    """
    if source.lstrip().startswith("%%") and not source.lstrip().startswith(PYTHON_CELLS):
        return []
    lines = re.split("\r\n|\r|\n", source)
    for _ in range(MOST_MAGICS):
        try:
            return ast.parse("\n".join(lines)).body
        except SyntaxError as error:
            at = (error.lineno or 0) - 1
            if not 0 <= at < len(lines) or (plain := _without_magic(lines[at])) == lines[at]:
                raise
            lines[at] = plain
    raise SyntaxError("too many lines for IPython in one cell")


def _without_magic(line: str) -> str:
    r"""A line without what is for IPython and for the shell.

    >>> [_without_magic(line) for line in ("  %matplotlib inline", "x?", "files = !ls", "%time x = 1", "x = (")]
    ['  pass', 'pass', 'files = []', 'x = 1', 'x = (']
    """
    told = line.strip()
    indent = line[: len(line) - len(line.lstrip())]
    if timed := re.fullmatch(r"%time\s+(.+)", told):
        return indent + timed[1]
    if told.startswith(("%", "!", "?")) or told.endswith("?"):
        return f"{indent}pass"
    return re.sub(r"=\s*[!%].*", "= []", line)


def _read(node: ast.stmt, cell: int, place: int, known: set[str]) -> Statement:
    """A statement with the names that it uses and binds."""
    text = ast.unparse(node)
    table = symtable.symtable(text, "cell", "exec")
    uses = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_referenced()}
    binds = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_assigned() or symbol.is_imported()}
    for inner in _below(table):
        symbols = [symbol for symbol in inner.get_symbols() if symbol.is_global()]
        uses |= {symbol.get_name() for symbol in symbols if symbol.is_referenced()}
        binds |= {symbol.get_name() for symbol in symbols if symbol.is_assigned()}
    binds |= {name for inside in _outside_functions(node) for name in _changed(inside)}
    return Statement(cell, place, text not in known or ".check(" in text, frozenset(uses), frozenset(binds))


def _below(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    """The tables of all functions and classes within."""
    for inner in table.get_children():
        yield inner
        yield from _below(inner)


def _outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes but those in the bodies of functions, which do not run yet."""
    yield node
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        for inside in ast.iter_child_nodes(node):
            yield from _outside_functions(inside)


def _changed(node: ast.AST) -> set[str]:
    """The name of what is changed in place: first[2:6] = 1 changes first, and so may numbers.append(1)."""
    if isinstance(node, ast.Subscript | ast.Attribute) and not isinstance(node.ctx, ast.Load):
        inner: ast.AST = node
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute):
        inner = node.value.func
    else:
        return set()
    while isinstance(inner, ast.Subscript | ast.Attribute):
        inner = inner.value
    return {inner.id} if isinstance(inner, ast.Name) else set()


def _not_needed(found: Sequence[Statement], answers: frozenset[str]) -> list[Statement]:
    """The course's own statements that nothing needs, and starters copied below an answer of one's own."""
    if any(one.is_own and one.uses & REFLECTS for one in found):
        return []
    wanted = set(answers).union(*(one.uses for one in found if one.is_own))
    left = [one for one in found if not one.is_own]
    copied = _copied(found, answers)
    while needed := [one for one in left if one not in copied and one.binds & wanted]:
        left = [one for one in left if one not in needed]
        wanted.update(*(one.uses for one in needed))
    return left


def _copied(found: Sequence[Statement], answers: frozenset[str]) -> set[Statement]:
    """Starters that would overwrite an answer: in a cell below it in which the learner has written nothing of it."""
    own = {(one.cell, name) for one in found if one.is_own for name in one.binds & answers}
    answered: set[str] = set()
    copied = set()
    for one in found:
        named = one.binds & answers
        if one.is_own:
            answered |= named
        elif named & answered and not any((one.cell, name) in own for name in named):
            copied.add(one)
    return copied
