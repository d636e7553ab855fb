"""Mutants: a program with one operator, operand, index, bound, constant or argument changed."""

import ast
import builtins
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from itertools import chain
from pathlib import Path
from types import FunctionType
from typing import Any

COMPARISONS: dict[type[ast.AST], list[type[ast.AST]]] = {
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
    ast.Lt: [ast.LtE, ast.Gt],
    ast.LtE: [ast.Lt, ast.GtE],
    ast.Gt: [ast.GtE, ast.Lt],
    ast.GtE: [ast.Gt, ast.LtE],
    ast.Is: [ast.IsNot],
    ast.IsNot: [ast.Is],
    ast.In: [ast.NotIn],
    ast.NotIn: [ast.In],
}
OPERATORS: dict[type[ast.AST], list[type[ast.AST]]] = {
    ast.Add: [ast.Sub],
    ast.Sub: [ast.Add],
    ast.Mult: [ast.Div, ast.Add],
    ast.Div: [ast.Mult, ast.FloorDiv],
    ast.FloorDiv: [ast.Div],
    ast.Mod: [ast.Mult],
    ast.Pow: [ast.Mult],
    ast.BitAnd: [ast.BitOr],
    ast.BitOr: [ast.BitAnd],
    ast.BitXor: [ast.BitAnd],
    ast.And: [ast.Or],
    ast.Or: [ast.And],
}
NAMES = {
    "sum": ["max", "mean"],
    "mean": ["sum", "median"],
    "min": ["max"],
    "max": ["min"],
    "argmax": ["argmin"],
    "argmin": ["argmax"],
    "any": ["all"],
    "all": ["any"],
    "nanmean": ["mean"],
    "zeros": ["ones"],
    "ones": ["zeros"],
}
UNCHANGED = ast.parse("(lambda value: value)", mode="eval").body
NUDGE = 1.006
"""By how much a number with a point is made larger: enough to leave its tolerance."""


def mutants(program: str) -> Iterator[tuple[str, str]]:
    """What was changed in which line, and the changed program, one change at a time."""
    tree = ast.parse(program)
    names, unchanged = _own_names(tree), ast.unparse(tree)
    for number, node in enumerate(ast.walk(tree)):
        for words, change in chain(_changes(node), _of_own_name(node, names)):
            mutant = deepcopy(tree)
            change(list(ast.walk(mutant))[number])
            changed = ast.unparse(ast.fix_missing_locations(mutant))
            if changed != unchanged:  # a pair of equal parts may be turned
                yield f"line {getattr(node, 'lineno', 0)}: {words}", changed


def program_of(function: Any) -> str | None:
    """A program that defines this function or lambda as `answer`; None where its text cannot be found."""
    if not isinstance(function, FunctionType):
        return None
    code = function.__code__
    positions = set(code.co_positions())
    for node in _functions_of(code.co_filename):
        if isinstance(node, ast.FunctionDef) and (node.name, node.lineno) == (code.co_name, code.co_firstlineno):
            return f"{ast.unparse(node)}\nanswer = {node.name}"
        if isinstance(node, ast.Lambda) and node.lineno == code.co_firstlineno and _place(node.body) in positions:
            return f"answer = {ast.unparse(node)}"
    return None


@cache
def _functions_of(path: str) -> list[ast.AST]:
    """All functions and lambdas of a file."""
    tree = ast.parse(Path(path).read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Lambda)]


def _place(node):
    """Where a node stands, as compiled code knows it."""
    return node.lineno, node.end_lineno, node.col_offset, node.end_col_offset


def changed_line(program: str, mutant: str) -> str:
    """The line of a mutant that is not the one of its program."""
    before = ast.unparse(ast.parse(program)).splitlines()
    return next(line.strip() for line, old in zip(mutant.splitlines(), before, strict=False) if line != old)


def _changes(node):
    """Words, and a function that changes the same node of a copy."""
    for kind, changes in CHANGES.items():
        if isinstance(node, kind):
            yield from changes(node)


def _of_comparison(node):
    for at, operator in enumerate(node.ops):
        for other in COMPARISONS.get(type(operator), []):
            words = f"{type(operator).__name__} to {other.__name__}"
            yield words, lambda n, at=at, other=other: n.ops.__setitem__(at, other())


def _own_names(tree):
    """The arguments and variables of a program, in their order."""
    names = [node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)]
    names += [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    return list(dict.fromkeys(name for name in names if name != "answer"))


def _of_own_name(node, names):
    """Another argument or variable in the place of one."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
        for other in names:
            if other != node.id:
                yield f"{node.id} to {other}", lambda n, other=other: setattr(n, "id", other)


def _of_operands(node):
    yield from _of_operator(node)
    yield f"right side of {type(node.op).__name__} left out", _keep_left
    yield f"left side of {type(node.op).__name__} left out", lambda n: (setattr(n, "left", n.right), _keep_left(n))


def _keep_left(node):
    """What stands on the left, and nothing done to it."""
    node.op, node.right = ast.Mult(), ast.Constant(1)


def _of_operator(node):
    for other in OPERATORS.get(type(node.op), []):
        yield f"{type(node.op).__name__} to {other.__name__}", lambda n, other=other: setattr(n, "op", other())


def _of_conditions(node):
    yield from _of_operator(node)
    for at in range(len(node.values)):
        yield f"part {at + 1} of {type(node.op).__name__} left out", lambda n, at=at: n.values.pop(at)


def _of_sign(node):
    yield f"{type(node.op).__name__} left out", lambda n: setattr(n, "op", ast.UAdd())


def _of_constant(node):
    if type(node.value) is bool:
        yield f"{node.value} to {not node.value}", lambda n: setattr(n, "value", not n.value)
    elif type(node.value) in (int, float):
        for value in (node.value + 1, node.value - 1):
            yield f"{node.value} to {value}", lambda n, value=value: setattr(n, "value", value)
        if type(node.value) is float:
            yield f"{node.value} made larger", lambda n: setattr(n, "value", n.value * NUDGE)
            yield f"{node.value} made smaller", lambda n: setattr(n, "value", n.value / NUDGE)


def _of_attribute(node):
    for other in NAMES.get(node.attr, []):
        yield f"{node.attr} to {other}", lambda n, other=other: setattr(n, "attr", other)


def _of_name(node):
    """Another function of Python in the place of one."""
    for other in NAMES.get(node.id, []):
        if hasattr(builtins, other):
            yield f"{node.id} to {other}", lambda n, other=other: setattr(n, "id", other)


def _of_pair(node):
    if isinstance(node.ctx, ast.Load) and len(node.elts) == 2:
        yield "pair turned", lambda n: n.elts.reverse()


def _of_call(node):
    if len(node.args) == 1 and not node.keywords and not isinstance(node.args[0], ast.Starred):
        yield f"call of {ast.unparse(node.func)} left out", lambda n: setattr(n, "func", deepcopy(UNCHANGED))


def _of_branches(node):
    yield "condition turned", lambda n: setattr(n, "test", ast.UnaryOp(ast.Not(), n.test))


CHANGES: dict[type[ast.AST], Callable[..., Iterator[tuple[str, Callable]]]] = {
    ast.Compare: _of_comparison,
    ast.BinOp: _of_operands,
    ast.AugAssign: _of_operator,
    ast.BoolOp: _of_conditions,
    ast.UnaryOp: _of_sign,
    ast.Constant: _of_constant,
    ast.Attribute: _of_attribute,
    ast.Name: _of_name,
    ast.Tuple: _of_pair,
    ast.Call: _of_call,
    ast.If: _of_branches,
    ast.IfExp: _of_branches,
    ast.While: _of_branches,
}
