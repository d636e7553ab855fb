"""The chart of a class's points: a column for each step of points, as high as the number of learners there."""

from collections.abc import Iterator, Sequence
from math import ceil, floor

from segmetrics_lab.labels import SCORES
from segmetrics_lab.pictures import Picture, svg

WIDTH_PX, HEIGHT_PX, LEFT_PX, RIGHT_PX, TOP_PX, BOTTOM_PX = 360, 210, 36, 12, 34, 46
MOST_COLUMNS, MOST_TICKS, GAP_PX, ABOVE_PX, BELOW_PX, LABEL_BELOW_PX = 12, 5, 3, 8, 15, 36
STEPS = (0.5, 1, 2, 2.5, 5, 10, 20, 25, 50, 100)
NEARLY = 1e-9
SMALL = 'font-size="12"'
BAR = svg.both(SCORES["baseline"])


def points_chart(points: Sequence[float], most: float) -> Picture:
    """How many learners have how many points, in equal steps from 0 to the most.

    >>> points_chart([0, 1.7, 3, 3], 3)
    Learners by points, from each number to below the next. 0: 1; 0.5: 0; 1: 0; 1.5: 1; 2: 0; 2.5: 0; 3: 2.
    """
    step = step_of(most)
    counts = [0] * (floor(most / step + NEARLY) + 1)
    for each in points:
        counts[min(floor(each / step + NEARLY), len(counts) - 1)] += 1
    words = "; ".join(f"{at * step:g}: {count}" for at, count in enumerate(counts))
    drawn = svg.drawing(WIDTH_PX, HEIGHT_PX, [*_axis(max(*counts, 1)), *_columns(counts, step)])
    return Picture.from_svg(drawn, f"Learners by points, from each number to below the next. {words}.")


def step_of(most: float) -> float:
    """The smallest of the round steps that needs no more columns than fit.

    >>> step_of(3), step_of(60)
    (0.5, 5)
    """
    return next((step for step in STEPS if most / step <= MOST_COLUMNS), most / MOST_COLUMNS)


def _axis(highest: int) -> Iterator[str]:
    """The numbers of learners, a line across for each, and what both axes are."""
    bottom, right = HEIGHT_PX - BOTTOM_PX, WIDTH_PX - RIGHT_PX
    yield svg.words((0, svg.TEXT_PX), "learners")
    yield svg.words(((LEFT_PX + right) / 2, bottom + LABEL_BELOW_PX), "points, up to the next number", anchor="middle")
    for count in range(0, highest + 1, max(1, ceil(highest / MOST_TICKS))):
        height = round(bottom - (bottom - TOP_PX) * count / highest, 1)
        yield svg.path(f"M{LEFT_PX} {height}H{right}", svg.TRACK if count else svg.EDGE)
        yield svg.words((LEFT_PX - ABOVE_PX, height), f"{count}", anchor="end", more=SMALL)


def _columns(counts: Sequence[int], step: float) -> Iterator[str]:
    """A column for each step, with its number of learners above and its points below."""
    bottom, wide = HEIGHT_PX - BOTTOM_PX, (WIDTH_PX - RIGHT_PX - LEFT_PX) / len(counts)
    for at, count in enumerate(counts):
        left = LEFT_PX + at * wide
        middle, height = round(left + wide / 2, 1), round((bottom - TOP_PX) * count / max(*counts, 1), 1)
        yield svg.words((middle, bottom + BELOW_PX), f"{at * step:g}", anchor="middle", more=SMALL)
        if count:
            corner = round(left + GAP_PX / 2, 1), round(bottom - height, 1)
            yield svg.rectangle(corner, (round(wide - GAP_PX, 1), height), BAR)
            yield svg.words((middle, bottom - height - ABOVE_PX), f"{count}", anchor="middle", more=SMALL)
