"""Folding: in builds and their tests the answer to a question is folded away, for whoever reads without guessing."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from io import TextIOBase
from typing import Any

VARIABLE = "SEGMETRICS_FOLD_ANSWERS"
"""Set to 1, answers and explanations are folded; set to "explanations", only these, for pages that hold answers."""

SUMMARY = "Guess first, then open the answer"


def folds_answers() -> bool:
    """Was this kernel started for a build or its test?"""
    return os.environ.get(VARIABLE) == "1"


def folds_explanations() -> bool:
    """Does what explains an answer stand folded below its question?"""
    return folds_answers() or os.environ.get(VARIABLE) == "explanations"


def folded(html: str) -> str:
    """A piece of HTML that its reader opens.

    >>> folded("<p>7</p>")
    '<details><summary>Guess first, then open the answer</summary><p>7</p></details>'
    """
    return f"<details><summary>{SUMMARY}</summary>{html}</details>"


@contextmanager
def folding(shell: Any) -> Iterator[None]:
    """Make all that is shown one folded output; what goes to stderr, and an error, are shown as ever."""
    shown = _Shown()
    hooked, stdout = (shell.display_pub, shell.displayhook), sys.stdout
    for place in hooked:
        place.register_hook(shown.take)
    sys.stdout = shown
    yield
    sys.stdout = stdout
    for place in hooked:
        place.unregister_hook(shown.take)
    if shown.outputs:
        shell.display_pub.publish(folded_together(shown.outputs))


def folded_together(outputs: list[str | dict[str, Any]]) -> dict[str, str]:
    """All that a cell has shown, prints as texts and all else as its data, as one folded output.

    >>> folded_together(["7", {"text/html": "<b>8</b>", "text/plain": "8"}])["text/html"]
    '<details><summary>Guess first, then open the answer</summary><pre>7</pre><b>8</b></details>'
    """
    html = folded("".join(map(html_of, outputs)))
    return {"text/html": html, "text/plain": "\n".join(map(_plain_of, outputs))}


class _Shown(TextIOBase):
    """What a cell has shown so far, in its order: prints as texts, all else as it is sent."""

    def __init__(self) -> None:
        super().__init__()
        self.outputs: list[str | dict[str, Any]] = []

    def write(self, text: str) -> int:
        """Take what is printed."""
        if self.outputs and isinstance(self.outputs[-1], str):
            self.outputs[-1] += text
        elif text:
            self.outputs.append(text)
        return len(text)

    def take(self, message: dict[str, Any]) -> dict[str, Any] | None:
        """Take what is displayed, so that it is not sent."""
        kind = message["header"]["msg_type"]
        if kind == "clear_output":
            self.outputs.clear()
        elif kind in ("display_data", "execute_result"):
            self.outputs.append(message["content"]["data"])
        else:
            return message
        return None


def html_of(output: str | dict[str, Any]) -> str:
    """An output as HTML."""
    if isinstance(output, dict) and "text/html" in output:
        return str(output["text/html"])
    if isinstance(output, dict) and "image/png" in output:
        picture = "".join(output["image/png"].split())
        return f'<img alt="{escape(_plain_of(output))}" src="data:image/png;base64,{picture}">'
    return f"<pre>{escape(_plain_of(output))}</pre>"


def _plain_of(output: str | dict[str, Any]) -> str:
    """An output as it is read in a terminal."""
    return (output if isinstance(output, str) else str(output.get("text/plain", ""))).rstrip("\n")
