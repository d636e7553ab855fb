"""The HTML page of grading: one file in both themes, without any script and without a word from elsewhere."""

from collections.abc import Iterable
from html import escape

from segmetrics_lab.labels import GROUNDS, TONES, style_sheet_of_styles

NOTHING_FROM_ELSEWHERE = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
"""What a browser may load for a page: pictures and styles that stand in it, and no script at all."""

LOOK = """\
:root { color-scheme: light dark; }
body { margin: 0 auto; padding: 24px 16px 48px; max-width: 760px; font: 16px/1.5 system-ui, 'Segoe UI', Roboto,
  'Helvetica Neue', Arial, sans-serif; color: var(--text); background: var(--page); overflow-wrap: break-word; }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 8px; }
h2 { font-size: 20px; line-height: 1.3; margin: 36px 0 8px; }
h3 { font-size: 16px; margin: 20px 0 4px; }
p { margin: 8px 0; max-width: 65ch; }
a { color: inherit; }
.faint { color: var(--faint); }
.points { font-variant-numeric: tabular-nums; }
pre { margin: 8px 0; padding: 8px 12px; border: 1px solid var(--grid); border-radius: 4px; font-size: 13px;
  line-height: 1.4; white-space: pre-wrap; overflow-wrap: anywhere; }
code { font-size: 13px; overflow-wrap: anywhere; }
img { max-width: 100%; height: auto; }
.wide { overflow-x: auto; }
.wide table { border-collapse: collapse; font-variant-numeric: tabular-nums; min-width: 100%; }
.wide th, .wide td { text-align: left; vertical-align: top; padding: 6px 14px 6px 0;
  border-bottom: 1px solid var(--grid); }
.wide thead th { color: var(--faint); font-weight: normal; vertical-align: bottom; }
.wide tbody th { font-weight: normal; min-width: 9em; }
.wide .number { text-align: right; white-space: nowrap; }
@media print { body { max-width: none; padding: 0; } section { break-inside: avoid; } }
"""


def html_page(title: str, parts: Iterable[str]) -> str:
    """A whole page from its title and the HTML of its parts, which are escaped already."""
    colors = style_sheet_of_styles().replace(".segmetrics {", ":root {")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{NOTHING_FROM_ELSEWHERE}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{colors}{LOOK}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(parts)
        + "\n</main>\n</body>\n</html>\n"
    )


def paragraph(text: str, kind: str = "") -> str:
    """A paragraph of plain text; nothing where there is no text."""
    of_kind = f' class="{kind}"' if kind else ""
    return f"<p{of_kind}>{escape(text)}</p>" if text else ""


def outcome_mark(outcome: str) -> str:
    """An outcome with its sign, in its colour."""
    style = TONES.get(outcome, GROUNDS["text"])
    color = f"light-dark({style.light},{style.dark})"
    return f'<strong style="color:{color}"><span aria-hidden="true">{style.sign} </span>{escape(outcome)}</strong>'


def table(label: str, heads: Iterable[str], rows: Iterable[Iterable[str]], numbers: Iterable[int] = ()) -> str:
    """A table of HTML cells that scrolls by itself where it is too wide; the first cell of each row names it."""
    right = dict.fromkeys(numbers, ' class="number"')
    head = "".join(f'<th scope="col"{right.get(at, "")}>{escape(text)}</th>' for at, text in enumerate(heads))
    body = "".join(f"<tr>{''.join(_cells(row, right))}</tr>" for row in rows)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(label)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cells(row: Iterable[str], right: dict[int, str]) -> Iterable[str]:
    """The cells of a row."""
    for at, cell in enumerate(row):
        yield f'<th scope="row">{cell}</th>' if at == 0 else f"<td{right.get(at, '')}>{cell}</td>"


def first_lines(text: str, most_lines: int, most_characters: int) -> str:
    r"""A text cut off where it is long, and how much was left out.

    >>> first_lines("one\ntwo\nthree", 2, 100)
    'one\ntwo\n… (1 more line)'
    """
    lines = text.splitlines()
    shown = "\n".join(lines[:most_lines])
    if len(shown) > most_characters:
        return f"{shown[:most_characters]}… ({len(text) - most_characters:,} more characters)"
    more = len(lines) - most_lines
    return f"{shown}\n… ({more:,} more line{'s' * (more > 1)})" if more > 0 else shown


def points_text(points: float, most: float) -> str:
    """Points as a page says them.

    >>> points_text(2.5, 3), points_text(1, 1)
    ('2.5 of 3 points', '1 of 1 point')
    """
    return f"{points:g} of {points_of(most)}"


def points_of(most: float) -> str:
    """So many points, in words.

    >>> points_of(3), points_of(1)
    ('3 points', '1 point')
    """
    return f"{most:g} point{'s' * (most != 1)}"
