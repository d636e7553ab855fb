"""Starters: is this function still what the learner was given?"""

import ast
from inspect import getsource
from textwrap import dedent
from tokenize import TokenError
from types import CodeType, FunctionType
from typing import Any


def is_starter(function: Any, starter: str) -> bool:
    r"""Does a function say the same as one that the text of a starter defines?

    Names of functions, docstrings, comments and lines of `...` or `pass` do not count. A function without source, such
    as exec makes it, is compared as compiled code; what cannot be recognised even then counts as an attempt.

    >>> def mine(label_map):
    ...     pass
    >>> is_starter(mine, "def share(label_map):\n    ...  # replace this line")
    True
    """
    if type(function) is not FunctionType:
        return False
    try:
        mine = _bodies(dedent(getsource(function.__code__)))
    except (OSError, SyntaxError, TokenError, RecursionError):  # no source, a piece of a line, or hundreds of branches
        given = compile(starter, "starter", "exec").co_consts
        return _compiled(function.__code__) in [_compiled(code) for code in given if isinstance(code, CodeType)]
    return any(body in _bodies(starter) for body in mine)


class _Telling(ast.NodeTransformer):
    """Drops the lines that do nothing."""

    def visit_Expr(self, node: ast.Expr) -> ast.Expr | None:
        """A constant alone, such as three dots or a docstring, does nothing."""
        return None if isinstance(node.value, ast.Constant) else node

    def visit_Pass(self, node: ast.Pass) -> None:
        """Nor does this."""


def _bodies(source: str) -> list[list[str]]:
    """What each function of a source does, line by line."""
    functions = [node for node in _Telling().visit(ast.parse(source)).body if isinstance(node, ast.FunctionDef)]
    return [[ast.dump(line) for line in function.body] for function in functions]


def _compiled(code: CodeType) -> tuple[Any, ...]:
    """What compiled code does, without lines, files and names of functions."""
    constants = [_compiled(value) if isinstance(value, CodeType) else (type(value), value) for value in code.co_consts]
    return code.co_code, code.co_names, constants
