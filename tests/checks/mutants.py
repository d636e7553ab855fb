"""Mutants: a program with one operator, operand, index, bound, constant or argument changed."""

import ast
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import chain

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


def mutants(program: str) -> Iterator[tuple[str, str]]:
    """What was changed in which line, and the changed program, one change at a time."""
    tree = ast.parse(program)
    parameters = [
        argument.arg for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) for argument in node.args.args
    ]
    for number, node in enumerate(ast.walk(tree)):
        for words, change in chain(_changes(node), _of_argument(node, parameters)):
            mutant = deepcopy(tree)
            change(list(ast.walk(mutant))[number])
            yield f"line {getattr(node, 'lineno', 0)}: {words}", ast.unparse(ast.fix_missing_locations(mutant))


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


def _of_argument(node, parameters):
    """Another argument of the function in the place of one."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in parameters:
        for other in parameters:
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


def _of_sign(node):
    yield f"{type(node.op).__name__} left out", lambda n: setattr(n, "op", ast.UAdd())


def _of_constant(node):
    if type(node.value) is bool:
        yield f"{node.value} to {not node.value}", lambda n: setattr(n, "value", not n.value)
    elif type(node.value) in (int, float):
        for value in (node.value + 1, node.value - 1):
            yield f"{node.value} to {value}", lambda n, value=value: setattr(n, "value", value)


def _of_name(node):
    for other in NAMES.get(node.attr, []):
        yield f"{node.attr} to {other}", lambda n, other=other: setattr(n, "attr", other)


def _of_branches(node):
    yield "condition turned", lambda n: setattr(n, "test", ast.UnaryOp(ast.Not(), n.test))


CHANGES: dict[type[ast.AST], Callable[..., Iterator[tuple[str, Callable]]]] = {
    ast.Compare: _of_comparison,
    ast.BinOp: _of_operands,
    ast.AugAssign: _of_operator,
    ast.BoolOp: _of_operator,
    ast.UnaryOp: _of_sign,
    ast.Constant: _of_constant,
    ast.Attribute: _of_name,
    ast.If: _of_branches,
    ast.IfExp: _of_branches,
    ast.While: _of_branches,
}
