"""Same answers: a rare wrong answer that several learners gave, as a hint to look and never as a verdict."""

import ast
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import CodeType

from segmetrics_lab.checks import CORRECT, NOT_ATTEMPTED
from segmetrics_lab.grading.judged import Judged, Result

RARE_SHARE, RARE_IN_SMALL = 0.1, 2
"""A wrong answer is rare where at most a tenth of the class gave it; of a small class, at most two."""

LEAST_NODES, LEAST_KNOWN = 25, 60
"""A smaller syntax tree is met by chance: two choose one letter, or make a mistake that the catalogue knows."""

COMMENT = re.compile(r"[ \t]*#.*")


@dataclass(frozen=True)
class Same:
    """One wrong answer that several learners gave.

    Args:
        question: its full name.
        title: its heading.
        learners: the names of their folders, in order. They belong into the lecturer's file, and into no report.
        answer: one of the answers, without comments.
    """

    question: str
    title: str
    learners: tuple[str, ...]
    answer: str


def same_answers(judged: Sequence[Judged]) -> list[Same]:
    """The rare wrong answers that at least two learners gave, the most learners first.

    Answers are the same where Python compiles them to the same: comments, blanks, docstrings and the names of a
    function's own variables do not count. Short ones are left out, and common mistakes, since they are met by chance.
    """
    found: dict[tuple[str, str], list[tuple[str, Result]]] = {}
    for each in judged:
        for result in each.results:
            least = LEAST_NODES if result.misconception is None else LEAST_KNOWN
            form = "" if result.outcome in (CORRECT, NOT_ATTEMPTED) else form_of(result.answer, least)
            if form:
                found.setdefault((result.question, form), []).append((each.learner, result))
    most = max(RARE_IN_SMALL, int(RARE_SHARE * len(judged)))
    rare = [given for given in found.values() if 2 <= len({learner for learner, _ in given}) <= most]
    return sorted(map(_same, rare), key=lambda each: (-len(each.learners), each.question, each.learners))


def _same(given: Sequence[tuple[str, Result]]) -> Same:
    """The answer of several learners."""
    first = given[0][1]
    return Same(first.question, first.title, tuple(sorted({learner for learner, _ in given})), plain(first.answer))


def form_of(answer: str, least: int = LEAST_NODES) -> str:
    """What two answers share that say the same in other words; empty below the least number of nodes.

    >>> form_of("a = 1")
    ''
    """
    tree = _tree_of(answer)
    if tree is None or sum(1 for _ in ast.walk(tree)) < least:
        return ""
    with suppress(SyntaxError, ValueError, RecursionError, MemoryError):  # hundreds of branches within each other
        return repr(_compiled(compile(tree, "", "exec", dont_inherit=True)))
    return ""


def _compiled(code: CodeType) -> tuple[object, ...]:
    """What Python makes of an answer, in which the names of a function's own variables are numbers."""
    constants = (_compiled(each) if isinstance(each, CodeType) else repr(each) for each in code.co_consts)
    return code.co_code, code.co_names, *constants


def plain(answer: str) -> str:
    """An answer without comments and docstrings, which may name their author.

    >>> print(plain("half = 0.5  # I am Ada"))
    half = 0.5
    """
    tree = _tree_of(answer)
    with suppress(RecursionError):
        if tree is not None:
            return ast.unparse(tree)
    return "\n".join(line for line in COMMENT.sub("", answer).splitlines() if line.strip())


def _tree_of(answer: str) -> ast.Module | None:
    """The syntax tree without docstrings; None where the answer is no Python."""
    try:
        tree = ast.parse(answer)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            kept = [line for line in body if not _is_text(line)]
            node.body = kept or ([ast.Pass()] if not isinstance(node, ast.Module) else [])  # type: ignore[attr-defined]
    return tree


def _is_text(node: ast.AST) -> bool:
    """Is this a text that stands alone, as a docstring does?"""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
