"""What all widgets share: one module for the page, words for people who cannot see it, a picture where nothing runs."""

import json
import os
import zlib
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from html import escape
from typing import Any, ClassVar, Self

import anywidget
import numpy as np
from IPython import get_ipython
from traitlets import Unicode

from segmetrics_lab.pictures import Picture
from segmetrics_lab.widgets.static_files import joined_modules, style_sheet

IPYWIDGETS_OWN = {"layout", "style", "tabbable", "tooltip"}
"""Traits that every widget has, and that mean nothing without ipywidgets."""

ALIVE = "application/vnd.segmetrics+json"
"""The kind of what to_state returns, where it stands among the data of an output."""

MAX_STILL_PX = 400

LEFT_AT: dict[str, dict[str, Any]] = {}
"""What a reader last set, by the cell of the widget and what it was made of, as long as the kernel lives."""


def running_cell() -> str:
    """The id of the cell that is run, where a page sends it, as JupyterLab does; empty in builds and terminals."""
    kernel = getattr(get_ipython(), "kernel", None)
    return str(kernel.get_parent().get("metadata", {}).get("cellId", "")) if kernel else ""


def this_process() -> dict[str, Any]:
    """What an output says of who made it: a restarted kernel is another one, and Windows starts it through a parent."""
    return {"segmetrics": {"pid": [os.getpid(), os.getppid()]}}


class CourseWidget(anywidget.AnyWidget):
    """A widget that counts and draws in the page, and still shows something where no page runs it.

    A subclass names its module of the page, and says in `still` what is seen before it runs.
    """

    _module: ClassVar[str]
    _css = style_sheet()
    words = Unicode("").tag(sync=True)
    """What the widget is for, in one line: its name for screen readers."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Join the modules of the page once for each class that names one; anywidget makes subclasses of its own."""
        if "_module" in cls.__dict__:
            cls._esm = f"{joined_modules(cls._module)}\nexport default widget;\n"
        super().__init_subclass__(**kwargs)

    def _begin(self, *touched: str, count: Callable[..., None] | None = None) -> None:
        """Send the traits to the page, all at once; in a cell that is run again, as a reader left them.

        Args:
            touched: what a reader sets.
            count: counts what follows from it, now and after every change.
        """
        cell = running_cell()
        self._left_as = f"{cell} {type(self).__name__} {self._digest()}" if cell else ""
        self._at_first = {name: getattr(self, name) for name in touched}
        if count is not None:
            count()
            self.observe(count, touched)
        for name, value in LEFT_AT.get(self._left_as, {}).items():
            setattr(self, name, value)
        super().__init__()
        if cell:
            self.observe(self._leave, touched)

    def _leave(self, _: Any) -> None:
        """Keep what a reader has set."""
        LEFT_AT[self._left_as] = {name: getattr(self, name) for name in self._at_first}

    def reset(self) -> Self:
        """Begin anew, as it was made, and return the widget."""
        with self.hold_sync():
            for name, value in self._at_first.items():
                setattr(self, name, value)
        LEFT_AT.pop(self._left_as, None)
        return self

    def _state(self) -> dict[str, Any]:
        """Its own traits as they are sent, sorted by name."""
        state = self.get_state()
        return {name: state[name] for name in sorted(state) if not name.startswith("_") and name not in IPYWIDGETS_OWN}

    def _digest(self) -> str:
        """What its own traits are, as a short text."""
        return sha256(json.dumps(self._state(), default=lambda data: sha256(data).hexdigest()).encode()).hexdigest()

    def still(self) -> Picture:
        """The widget as it is now, as a picture with its words."""
        raise NotImplementedError

    def __repr__(self) -> str:
        """The words of the still picture: the same in every session, without an address."""
        return f"{type(self).__name__}: {self._still_words()}"

    def _still_words(self) -> str:
        """What a terminal shows."""
        return self.still().alt

    def _still_html(self) -> str:
        """What a notebook shows that was opened and not run."""
        return self.still()._repr_mimebundle_()["text/html"]

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """The view of the widget, and beside it the still picture and its words."""
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        made_by = this_process() if running_cell() else {}
        return {**data, "text/plain": repr(self), "text/html": self._still_html()}, {**metadata, **made_by}

    def to_state(self) -> dict[str, Any]:
        """What a page without a kernel needs to show the widget as it is now, as JSON can hold it.

        Returns:
            "widget", the name of its module of the page, and "state", its traits: bytes as {"deflated": base64 of what
            zlib made of them}.
        """
        return {"widget": self._module, "state": {name: _for_text(value) for name, value in self._state().items()}}

    def to_html(self) -> str:
        """The widget as it is now, as a piece of HTML that lives without a kernel, a network or any other file.

        Put it into a page or a slide as it is; what the reader does there stays in the page.
        """
        text = json_for_page(self.to_state()["state"])
        place = sha256(text.encode()).hexdigest()[:12]
        module = joined_modules(self._module, "standalone")
        return (
            f'<div data-segmetrics="{place}" aria-busy="true">{self._still_html()}'
            f'<script type="application/json">{text}</script></div>'
            f'<style>{style_sheet()}</style><script type="module">{module}\nstart(widget, "{place}");</script>'
        )

    def to_page(self) -> str:
        """A whole page with nothing but this widget on it, for a lecture or a web site."""
        return (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            "<style>:root{color-scheme:light dark}body{margin:1rem;font-family:system-ui,sans-serif}"
            "h1{font-size:1.3rem}</style>"
            f"<title>{escape(self.words)}</title></head><body><main>"
            f"<h1>{escape(self.words)}</h1>{self.to_html()}</main></body></html>"
        )


def _for_text(value: Any) -> Any:
    """A value of the state as JSON can hold it."""
    if isinstance(value, dict):
        return {name: _for_text(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_for_text(part) for part in value]
    if isinstance(value, memoryview | bytes):
        return {"deflated": b64encode(zlib.compress(value, 9)).decode("ascii")}
    return value


def json_for_page(state: Any) -> str:
    r"""A state as a text that can stand inside a <script>: no name of a class can end it.

    >>> json_for_page({"name": "</script>"})
    '{"name": "\\u003c/script>"}'
    """
    return json.dumps(state, allow_nan=False).replace("<", "\\u003c")


def beside(left: np.ndarray, right: np.ndarray, *, gap_px: int = 8) -> np.ndarray:
    """Two pictures of one height side by side, with a white gap.

    >>> beside(np.zeros((1, 2, 3), dtype=np.uint8), np.zeros((1, 2, 3), dtype=np.uint8), gap_px=1)[..., 0]
    array([[  0,   0, 255,   0,   0]], dtype=uint8)
    """
    gap = np.full((left.shape[0], gap_px, 3), 255, dtype=np.uint8)
    return np.concatenate([left, gap, right], axis=1)


def still_of_two(left: np.ndarray, right: np.ndarray, words: str) -> Picture:
    """Two pictures of one size side by side, each shown at most 400 pixels wide."""
    both = beside(left, right)
    return Picture(both, words, width_px=min(2 * MAX_STILL_PX, both.shape[1]))
