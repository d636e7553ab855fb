"""Guess pictures: guesses beside their answers, as drawings that follow the theme of the page."""

from html import escape

from segmetrics_lab.labels import CALLED, GROUNDS, OTHERS, SCORES, Style
from segmetrics_lab.pictures import Picture
from segmetrics_lab.widgets.guess_question import Curve, CurveQuestion, GuessQuestion

WEIGHTS_PX = {"certain": 4.0, "fairly sure": 2.0, "a hunch": 1.0, None: 1.0}
"""How thick the line from a guess to its answer is: the surer, the thicker."""

DUMBBELL_PX, CHART_PX, EDGE_PX = (400, 56), (240, 150), 20
TEXT, FAINT, EDGE, GRID = (GROUNDS[name] for name in ("text", "faint", "edge", "grid"))


def dumbbell(question: GuessQuestion, guess: float, sureness: str | None, alt: str) -> Picture:
    """The scale of a number, with a hollow dot for the guess and a filled one for the answer."""
    width, height = DUMBBELL_PX
    mine, real = (EDGE_PX + (width - 2 * EDGE_PX) * question.share(number) for number in (guess, question.answer))
    middle = height // 2
    dots = [
        f'<circle cx="{x:.1f}" cy="{middle}" r="5" stroke-width="2" stroke="{_ink(TEXT)}" fill="{_ink(fill)}"/>'
        for x, fill in ((real, TEXT), (mine, GROUNDS["page"]))
    ]
    ends = EDGE_PX, width - EDGE_PX
    ticks = [_line([f"{x} {middle - 4}", f"{x} {middle + 4}"], EDGE, 1) for x in ends]
    lines = [
        _line([f"{x} {middle}" for x in places], style, width_px)
        for places, style, width_px in ((ends, EDGE, 1), ((mine, real), TEXT, WEIGHTS_PX[sureness]))
    ]
    words = ((f"you said {question.shown(guess)}", mine, 14), (f"it is {question.shown(question.answer)}", real, 52))
    texts = [_text(text, x, y, "start" if x < 50 else "end" if x > width - 50 else "middle") for text, x, y in words]
    return _drawing([*ticks, *lines, *dots, *texts], DUMBBELL_PX, alt)


def curve_picture(question: CurveQuestion, guess: Curve, alt: str) -> Picture:
    """The drawn curve, the true one over it, and what lies between them."""
    width, height = CHART_PX
    bottom = height - EDGE_PX

    def points(values: Curve) -> list[str]:
        step = (width - 2 * EDGE_PX) / (len(values) - 1)
        return [f"{EDGE_PX + step * at:.1f} {bottom - value * (bottom - 8):.1f}" for at, value in enumerate(values)]

    mine, real = points(guess), points(question.answer)
    style = SCORES.get(CALLED.get(question.name, question.name), OTHERS[0])
    lines = [
        *(_line(points((quarter / 4,) * 2), GRID, 1) for quarter in range(5)),
        f'<path d="M{" ".join([*mine, *reversed(real)])}Z" fill="{_ink(TEXT)}" fill-opacity=".14"/>',
        _line(mine, TEXT, 1.5),
        _line(real, style, style.width_px, style.dash),
    ]
    first, last = question.places[0], question.places[-1]
    texts = [
        _text("1", 14, 12, "end"),
        _text("0", 14, bottom + 4, "end"),
        _text(f"{question.at} {first}", EDGE_PX, height - 4, "start"),
        _text(last, width - EDGE_PX, height - 4, "end"),
    ]
    return _drawing([*lines, *texts], CHART_PX, alt)


def _ink(style: Style) -> str:
    """Both colours of a style, of which the theme takes one."""
    return f"light-dark({style.light}, {style.dark})"


def _line(points: list[str], style: Style, width_px: float, dash: str = "none") -> str:
    path = f'd="M{" ".join(points)}" fill="none" stroke-dasharray="{dash}"'
    return f'<path {path} stroke="{_ink(style)}" stroke-width="{width_px}"/>'


def _text(text: str, x: float, y: float, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{_ink(FAINT)}">{escape(text)}</text>'


def _drawing(parts: list[str], size: tuple[int, int], alt: str) -> Picture:
    """One SVG text in the fonts of the page."""
    style = "color-scheme:light dark;font:12px system-ui,sans-serif"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}" style="{style}">'
    return Picture.from_svg(f"{head}{''.join(parts)}</svg>", alt)
