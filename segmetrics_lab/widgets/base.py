"""What all widgets share: one module for the page, words for people who cannot see it, a picture where nothing runs."""

import json
from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import Any, ClassVar

import anywidget
import numpy as np
from traitlets import Unicode

from segmetrics_lab.pictures import Picture
from segmetrics_lab.widgets.static_files import joined_modules, style_sheet

IPYWIDGETS_OWN = {"layout", "style", "tabbable", "tooltip"}
"""Traits that every widget has, and that mean nothing without ipywidgets."""


MAX_STILL_PX = 400


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
        return {**data, "text/plain": repr(self), "text/html": self._still_html()}, metadata

    def to_html(self) -> str:
        """The widget as it is now, as a piece of HTML that lives without a kernel, a network or any other file.

        Put it into a page or a slide as it is; what the reader does there stays in the page.
        """
        state = {name: _for_text(value) for name, value in self.get_state().items() if not name.startswith("_")}
        text = json.dumps({name: state[name] for name in sorted(state) if name not in IPYWIDGETS_OWN}, allow_nan=False)
        text = text.replace("<", "\\u003c")  # so that no name of a class can end the script
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
    """A value of the state as JSON can hold it: bytes as base64."""
    if isinstance(value, dict):
        return {name: _for_text(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_for_text(part) for part in value]
    if isinstance(value, memoryview | bytes):
        return {"base64": b64encode(value).decode("ascii")}
    return value


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
