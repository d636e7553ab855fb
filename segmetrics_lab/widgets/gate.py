"""The gate: what answers a question waits in the page until it is answered, and the kernel never waits.

The cell that answers the question KEY has the id answers-KEY, and JupyterLab sends the ids of the cells that it runs.
As long as the question is open, the outputs of that cell begin with a hidden sign; the page that shows the question
(static/gate.js) shows the sign and holds what stands beside it. Where no page shows the question, nothing is held.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any, TypeVar

from IPython import get_ipython

from segmetrics_lab.widgets.base import running_cell, this_process
from segmetrics_lab.widgets.folding import folding, folds_answers
from segmetrics_lab.widgets.predict_first import PredictFirst

PREFIX = "answers-"
"""The id of the cell that answers a question begins like this; its rest is the key of the question."""

ASKED: dict[str, tuple[PredictFirst, str]] = {}
"""The questions that were asked, by their keys, each with a digest of the cell that answers it."""

SIGN = '<div data-answers="{key}" style="display:none">Guess first: what this shows waits for your guess above.</div>'
UNTIL_IT_IS_HELD = """<style>@keyframes segmetrics-wait {{ from {{ visibility: hidden }} }}
.jp-OutputArea-child:has([data-answers="{key}"]) ~
.jp-OutputArea-child:not(:has([data-mime-type*="jupyter.error"], [data-mime-type*="jupyter.stderr"])) {{
animation: segmetrics-wait 3s steps(1) }}</style>"""
"""Hides for three seconds what follows the sign: a question that is asked just before its answer is not shown yet."""


Question = TypeVar("Question", bound=PredictFirst)


def await_answer(question: Question, answering: str) -> Question:
    """Let the cell that answers this question wait for it from now on, and return the question.

    Args:
        question: it has a key.
        answering: the digest of the cell that answers it.
    """
    shell = get_ipython()
    if shell is not None:
        ASKED[question.key] = question, answering
        shell.events.register("pre_run_cell", _before_cell)  # once, however often it is called
    return question


def _before_cell(info: Any) -> None:
    """Hold or fold what the cell will show, if it answers an open question."""
    key = running_cell().removeprefix(PREFIX)
    question, _ = ASKED.get(key, (None, ""))
    shell = get_ipython()
    if folds_answers() and sha256(info.raw_cell.encode()).hexdigest()[:12] in {digest for _, digest in ASKED.values()}:
        waiting = folding(shell)
    elif question is not None and not question.is_answered and not folds_answers():
        waiting = _held(shell, key)
    else:
        return

    def after_cell(_: Any) -> None:
        shell.events.unregister("post_run_cell", after_cell)
        waiting.__exit__(None, None, None)

    waiting.__enter__()
    shell.events.register("post_run_cell", after_cell)


@contextmanager
def _held(shell: Any, key: str) -> Iterator[None]:
    """Begin the outputs with the sign, also after they were cleared."""
    publisher = shell.display_pub
    made_by = this_process()
    made_by["segmetrics"]["holds"] = key

    def show() -> None:
        publisher.publish({"text/html": (SIGN + UNTIL_IT_IS_HELD).format(key=key), "text/plain": ""}, made_by)

    def show_again(message: dict[str, Any]) -> dict[str, Any] | None:
        if message["header"]["msg_type"] != "clear_output":
            return message
        publisher.session.send(publisher.pub_socket, message, ident=publisher.topic)
        show()
        return None

    show()
    publisher.register_hook(show_again)
    yield
    publisher.unregister_hook(show_again)
