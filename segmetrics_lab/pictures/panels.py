"""Panels: pictures side by side, each under its title and above its legend, all of it text that a page can wrap."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from segmetrics_lab.pictures.picture import Picture

WIDEST_PX, HIGHEST_PX = 820, 560
"""A figure is no larger, so that nothing is resampled beside the file list of JupyterLab."""

GAP_PX = 16
TITLE = "font-size:13px;font-weight:600;margin:0 0 6px"
TEXT = "font-size:13px;line-height:1.5;margin:0 0 8px"


@dataclass(frozen=True)
class Panel:
    """A picture with its title, and the entries of its legend: a swatch or none, and words."""

    title: str
    picture: Picture
    legend: Sequence[tuple[Picture | None, str]] = ()


def beside(panels: Sequence[Panel], alt: str, *, above: str = "", below: Sequence[str] = ()) -> Picture:
    """Panels beside each other where they have room, else below each other, with texts above and below them."""
    parts = [_text(above)] if above else []
    parts += [_panel(panel) for panel in panels]
    parts += [_text(line) for line in below]
    return Picture.from_html(f'<div style="max-width:{WIDEST_PX}px">{"".join(parts)}</div>', alt)


def _text(text: str) -> str:
    """A line of text."""
    return f'<div style="{TEXT}">{escape(text)}</div>'


def _panel(panel: Panel) -> str:
    """A panel that stands beside its neighbour while there is room."""
    legend = "".join(
        f'<span style="display:inline-block;margin-right:12px">{swatch.html(alt="") if swatch else ""} '
        f"{escape(words)}</span>"
        for swatch, words in panel.legend
    )
    return (
        f'<div style="display:inline-block;vertical-align:top;max-width:100%;margin:0 {GAP_PX}px {GAP_PX}px 0">'
        f'<div style="{TITLE}">{escape(panel.title)}</div>{panel.picture.html()}'
        + (f'<div style="max-width:{panel.picture.width_px}px;{TEXT}">{legend}</div>' if legend else "")
        + "</div>"
    )
