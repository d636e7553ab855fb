"""Mutants: a program with one operator, index, bound or constant changed."""

import ast
from collections.abc import Iterator
from copy import deepcopy

COMPARISONS = {
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
OPERATORS = {
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


def mutants(program: str) -> Iterator[tuple[str, str]]:
    """What was changed in which line, and the changed program, one change at a time."""
    tree = ast.parse(program)
    for number, node in enumerate(ast.walk(tree)):
        for words, change in _changes(node):
            mutant = deepcopy(tree)
            change(list(ast.walk(mutant))[number])
            yield f"line {getattr(node, 'lineno', 0)}: {words}", ast.unparse(ast.fix_missing_locations(mutant))


def _changes(node):
    """Words, and a function that changes the same node of a copy."""
    if isinstance(node, ast.Compare):
        for at, operator in enumerate(node.ops):
            for other in COMPARISONS.get(type(operator), []):
                yield (
                    f"{type(operator).__name__} to {other.__name__}",
                    lambda n, at=at, other=other: n.ops.__setitem__(at, other()),
                )
    elif isinstance(node, ast.BinOp | ast.AugAssign):
        for other in OPERATORS.get(type(node.op), []):
            yield f"{type(node.op).__name__} to {other.__name__}", lambda n, other=other: setattr(n, "op", other())
    elif isinstance(node, ast.BoolOp):
        other = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield f"{type(node.op).__name__} to {other.__name__}", lambda n, other=other: setattr(n, "op", other())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not | ast.Invert):
        other = {ast.USub: ast.UAdd, ast.Not: ast.UAdd, ast.Invert: ast.UAdd}[type(node.op)]
        yield f"{type(node.op).__name__} left out", lambda n, other=other: setattr(n, "op", other())
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        for value in (node.value + 1, node.value - 1):
            yield f"{node.value} to {value}", lambda n, value=value: setattr(n, "value", value)
    elif isinstance(node, ast.Constant) and type(node.value) is bool:
        yield f"{node.value} to {not node.value}", lambda n: setattr(n, "value", not n.value)
    elif isinstance(node, ast.Attribute) and node.attr in NAMES:
        for other in NAMES[node.attr]:
            yield f"{node.attr} to {other}", lambda n, other=other: setattr(n, "attr", other)
    elif isinstance(node, ast.IfExp):
        yield "branches swapped", _swap
    elif isinstance(node, ast.If):
        yield "condition turned", lambda n: setattr(n, "test", ast.UnaryOp(ast.Not(), n.test))


def _swap(node):
    node.body, node.orelse = node.orelse, node.body
