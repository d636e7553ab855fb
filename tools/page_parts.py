"""The parts of pages without a kernel, of decks and of the site: outputs as HTML, and one script for their widgets.

A page has STYLE in its head, html_of each output in its place, and at its end script_for the widgets that are in it, in
a <script> without a type: a browser refuses modules of other files where a page is opened from a disk. The script
defines

    segmetrics.gate(root)     the answers below an element wait for their guesses; to be called first
    segmetrics.start(root)    the widgets below an element start, each once; a promise that is kept once all have
"""

import re
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from segmetrics_lab import widgets
from segmetrics_lab.widgets.base import ALIVE, CourseWidget, json_for_page
from segmetrics_lab.widgets.folding import SUMMARY
from segmetrics_lab.widgets.folding import html_of as html_of_data
from segmetrics_lab.widgets.static_files import COMMENT, joined_modules, style_sheet

SCRIPT = Path(__file__).with_suffix(".js")
IMPORTS = re.compile(r"^import .*\n", flags=re.MULTILINE)

STYLE = (
    style_sheet()
    + """
.segmetrics-output > pre { white-space: pre-wrap; overflow-wrap: anywhere; }
.segmetrics-waits { padding: 12px 16px; border-inline-start: 4px solid; }
"""
)
"""The style sheet of a page: that of all widgets, and of what is shown beside them."""


def html_of(output: NotebookNode) -> str:
    """An output of a notebook that tools.alive has run, as HTML; its widget waits for script_for to start it.

    Raises:
        ValueError: it is an error, or was written to stderr.
    """
    if output.output_type == "error" or output.get("name") == "stderr":
        raise ValueError(f"a page shows no errors: {output.get('text', output.get('evalue'))}")
    if output.output_type == "stream":
        shown = html_of_data(output.text)
    elif ALIVE in output.data:
        shown = _widget_html(output.data[ALIVE], html_of_data(output.data))
    else:
        shown = html_of_data(output.data)
    return f'<div class="segmetrics-output">{shown}</div>'


def _widget_html(sent: dict[str, Any], still: str) -> str:
    """The place of a widget: its still picture until it lives, and its state."""
    key = sent["state"].get("key")
    asks = f' data-asks="{escape(key)}"' if key else ""
    return (
        f'<div data-widget="{sent["widget"]}"{asks} aria-busy="true">{still}'
        f'<script type="application/json">{json_for_page(sent["state"])}</script></div>'
    )


def answers_html(key: str, html: str) -> str:
    """What answers a guess: it waits for the guess where the page asks for it, and is folded where no script runs."""
    return f'<details data-answers="{escape(key)}"><summary>{SUMMARY}</summary>{html}</details>'


def widgets_in(outputs: Iterable[NotebookNode]) -> set[str]:
    """The names of the widgets among outputs."""
    return {output.data[ALIVE]["widget"] for output in outputs if ALIVE in output.get("data", {})}


def script_for(names: set[str]) -> str:
    """One classic script for a page with these widgets, which are named by their modules.

    Raises:
        ValueError: there is no such widget.
    """
    unknown = sorted(names - _modules())
    if unknown:
        raise ValueError(f"there is no widget {unknown[0]!r}; there are {', '.join(sorted(_modules()))}.")
    parts = [f"known.{name} = (() => {{\n{joined_modules(name)}\nreturn widget;\n}})();" for name in sorted(names)]
    shared = COMMENT.sub("", IMPORTS.sub("", SCRIPT.read_text(encoding="utf-8")))
    return "\n".join(['(() => {\n"use strict";', joined_modules("standalone"), shared, *parts, "})();\n"])


def _modules() -> set[str]:
    """The names of the modules of all widgets."""
    found = (getattr(widgets, name) for name in widgets.__all__)
    return {cls._module for cls in found if isinstance(cls, type) and issubclass(cls, CourseWidget)}
