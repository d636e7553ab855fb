"""Panels: pictures side by side, each under its title and above its legend, all of it text that a page can wrap."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice

from segmetrics_lab.labels import GROUNDS
from segmetrics_lab.pictures.picture import Picture

WIDEST_PX, HIGHEST_PX = 820, 560
"""A figure is no larger, so that nothing is resampled beside the file list of JupyterLab."""

GAP_PX, ROW_GAP_PX = 16, 6
TITLE = "font-size:13px;line-height:16px;font-weight:600;margin:0 0 4px;overflow-wrap:anywhere"
FRAME = f"display:inline-block;border:1px solid {GROUNDS['edge'].light}"
TEXT = "font-size:13px;line-height:20px;margin:0 0 4px;overflow-wrap:anywhere"


Legend = Sequence[tuple[Picture | None, str]]


@dataclass(frozen=True)
class Panel:
    """A picture with its title, and the entries of its legend: a swatch or none, and words."""

    title: str
    picture: Picture
    legend: Legend = ()
    alt: str | None = None
    """Words in place of those of the picture."""


def beside(
    panels: Sequence[Panel],
    alt: str,
    *,
    rows: Sequence[int] = (),
    below: Sequence[str] = (),
    legend: Legend = (),
) -> Picture:
    """Panels beside each other where they have room, else below each other, with texts below them.

    Rows say how many panels start a line of their own; without them the room decides. The legend below is for all.
    """
    parts, waiting = [], iter(panels)
    for length in rows or [len(panels)]:
        parts.append(f"<div>{''.join(_panel(panel) for panel in islice(waiting, length))}</div>")
    parts += [_legend(legend)] if legend else []
    parts += [_text(line) for line in below]
    return Picture.from_html(f'<div style="max-width:{WIDEST_PX}px">{"".join(parts)}</div>', alt)


def _text(text: str) -> str:
    """A line of text."""
    return f'<div style="{TEXT}">{escape(text)}</div>'


def _legend(legend: Legend, width_px: int = WIDEST_PX) -> str:
    """Swatches with their words, which wrap between entries."""
    entries = (
        f'<span style="display:inline-block;margin-right:10px">{swatch.html(alt="") if swatch else ""} '
        f"{escape(words)}</span>"
        for swatch, words in legend
    )
    return f'<div style="max-width:{width_px}px;{TEXT}">{" ".join(entries)}</div>'


def _panel(panel: Panel) -> str:
    """A panel that stands beside its neighbour while there is room."""
    return (
        f'<div style="display:inline-block;vertical-align:top;max-width:100%;margin:0 {GAP_PX}px {ROW_GAP_PX}px 0">'
        f'<div style="{TITLE}">{escape(panel.title)}</div>'
        f'<div style="{FRAME if panel.picture.image.size else ""}">{panel.picture.html(panel.alt)}</div>'
        + (_legend(panel.legend, panel.picture.width_px) if panel.legend else "")
        + "</div>"
    )
