"""The names under which the answers of an exercise set are handed over: ex03.fool.check(first, second) takes two."""

import ast
from collections.abc import Iterable


def answers_of(check: str) -> list[str]:
    """The names that the last line of a check cell hands over; empty if it does not hand over names alone.

    >>> answers_of("ex03.fool.check(first, second)")
    ['first', 'second']
    """
    last = ast.parse(check).body[-1]
    if not isinstance(last, ast.Expr) or not isinstance(last.value, ast.Call) or last.value.keywords:
        return []
    asks = isinstance(last.value.func, ast.Attribute) and last.value.func.attr == "check"
    names = [argument.id for argument in last.value.args if isinstance(argument, ast.Name)]
    return names if asks and len(names) == len(last.value.args) else []


def bound_by(code: str) -> set[str]:
    """The names that a cell binds at its top level: variables, functions, classes, imports, what loops run over."""
    found: set[str] = set()
    for node in _walk_top_level(ast.parse(code).body):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.alias):
            found.add((node.asname or node.name).partition(".")[0])
    return found


def _walk_top_level(nodes: Iterable[ast.AST]) -> Iterable[ast.AST]:
    """All nodes but those inside of functions, classes and comprehensions, whose names are their own."""
    own = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda
    for node in nodes:
        yield node
        if not isinstance(node, own | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            yield from _walk_top_level(ast.iter_child_nodes(node))


def fault_of_answers(check: str, elsewhere: Iterable[str]) -> str:
    """What is wrong with the names that a check hands over; empty where nothing is.

    Args:
        check: the check cell.
        elsewhere: the code of all cells that do not belong to the question.
    """
    names = answers_of(check)
    if not names:
        return "must end its check with .check(name, ...), which hands over answers by their names"
    taken = {name for code in elsewhere for name in bound_by(code)} & set(names)
    return f"hands over {', '.join(sorted(taken))}, which another cell binds too" if taken else ""
