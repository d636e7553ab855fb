"""Guess pictures: guesses beside their answers, as drawings that follow the theme of the page."""

from segmetrics_lab.labels import OTHERS, SCORES, score_named
from segmetrics_lab.pictures import Picture, svg
from segmetrics_lab.widgets.guess_question import Curve, CurveQuestion, GuessQuestion

WEIGHTS_PX = {"certain": 4.0, "fairly sure": 2.0, "a hunch": 1.0, None: 1.0}
"""How thick the line from a guess to its answer is: the surer, the thicker."""

DUMBBELL_PX, CHART_PX, EDGE_PX = (400, 56), (240, 150), 20


def dumbbell(question: GuessQuestion, guess: float, sureness: str | None, alt: str) -> Picture:
    """The scale of a number, with a hollow dot for the guess and a filled one for the answer."""
    width, height = DUMBBELL_PX
    low, high, middle = EDGE_PX, width - EDGE_PX, height // 2
    mine, real = (low + (high - low) * question.share(number) for number in (guess, question.answer))
    drawn = [
        svg.path(f"M{low} {middle}H{high}M{low} {middle - 4}v8M{high} {middle - 4}v8", svg.EDGE),
        svg.path(f"M{mine:.1f} {middle}H{real:.1f}", svg.TEXT, width_px=WEIGHTS_PX[sureness]),
    ]
    for words, x, down, fill in (
        (f"it is {question.shown(question.answer)}", real, 48, svg.TEXT),
        (f"you said {question.shown(guess)}", mine, 10, svg.PAGE),
    ):
        dot = f"M{x - 5:.1f} {middle}a5 5 0 1 0 10 0a5 5 0 1 0-10 0z"
        drawn.append(svg.path(dot, svg.TEXT, width_px=2, fill=fill))
        anchor = "start" if x < 50 else "end" if x > width - 50 else "middle"
        drawn.append(svg.words((round(x, 1), down), words, svg.FAINT, anchor))
    return Picture.from_svg(svg.drawing(*DUMBBELL_PX, drawn), alt)


def curve_picture(question: CurveQuestion, guess: Curve, alt: str) -> Picture:
    """The drawn curve, the true one over it, and what lies between them."""
    width, height = CHART_PX
    right, bottom = width - EDGE_PX, height - EDGE_PX

    def points(values: Curve) -> list[str]:
        step = (right - EDGE_PX) / (len(values) - 1)
        return [f"{EDGE_PX + step * at:.1f} {bottom - value * (bottom - 8):.1f}" for at, value in enumerate(values)]

    mine, real = points(guess), points(question.answer)
    grid = "".join(f"M{EDGE_PX} {bottom - quarter * (bottom - 8) / 4:.1f}H{right}" for quarter in range(5))
    between = svg.path("M" + " ".join([*mine, *reversed(real)]), "none", fill=svg.TEXT)
    style = SCORES.get(score_named(question.name) or "", OTHERS[0])
    first, last = question.places[0], question.places[-1]
    drawn = [
        svg.path(grid, svg.TRACK),
        f'<g fill-opacity=".14">{between}</g>',
        svg.path("M" + " ".join(mine), svg.TEXT, width_px=1.5),
        svg.path("M" + " ".join(real), svg.both(style), width_px=style.width_px, dash=style.dash),
        svg.words((14, 8), "1", svg.FAINT, "end"),
        svg.words((14, bottom), "0", svg.FAINT, "end"),
        svg.words((EDGE_PX, height - 8), f"{question.at} {first}", svg.FAINT),
        svg.words((right, height - 8), last, svg.FAINT, "end"),
    ]
    return Picture.from_svg(svg.drawing(*CHART_PX, drawn), alt)
