"""The map of the course: what is guessed and answered in each lesson, and where to go on."""

import json
from dataclasses import dataclass
from importlib.resources import files

from segmetrics_lab.pictures import Picture, svg
from segmetrics_lab.progress import LESSONS, entries, lesson_texts, number_of, read

COLUMNS, STATION_PX, ROW_PX, RADIUS_PX, TOP_PX = 5, 164, 104, 15, 30
NAME_PX, LINE_PX, BAR_PX, TURN_PX, SMALL_PX = 12, 15, 100, 77, 11
CAPSTONE = "Which model should drive?"


@dataclass(frozen=True)
class Station:
    """A lesson, with how many of its guesses are locked in and how many of its questions are answered right."""

    key: str
    title: str
    guessed: int
    guesses: int
    right: int
    questions: int

    @property
    def share(self) -> float:
        """How much of it is done, 0 to 1."""
        return (self.guessed + self.right) / max(self.guesses + self.questions, 1)

    @property
    def counts(self) -> str:
        """The same in numbers."""
        guesses = [f"guessed {self.guessed} of {self.guesses}"] if self.guesses else []
        return ", ".join([*guesses, *([f"right {self.right} of {self.questions}"] if self.questions else [])])


def stations() -> list[Station]:
    """All lessons and the capstone, as the progress file knows them."""
    kept, lessons, found = entries("guesses"), lesson_texts()["lessons"], []
    for key in LESSONS:
        guesses, questions = _guesses_of(key), _questions_of(key)
        right = sum(read(_set_of(key), name).get("outcome") == "correct" for name in questions)
        title = lessons.get(key, {}).get("title", CAPSTONE)
        found.append(Station(key, title, sum(name in kept for name in guesses), len(guesses), right, len(questions)))
    return found


def show_course_map() -> Picture:
    """The lessons as stations on a way, each filled as far as it is done; the next one to take is marked."""
    found = stations()
    following = next((station for station in found if station.share < 1), None)
    rows = -(-len(found) // COLUMNS)
    drawn = [svg.path(_way(len(found)), svg.EDGE, width_px=3)]
    for place, station in enumerate(found):
        drawn += _drawn(station, *_middle(place), is_next=station is following)
    done = sum(station.share == 1 for station in found)
    ahead = f"Next: {_name(following)}, {following.title.rstrip('?')}." if following else "All is done."
    words = "; ".join(f"{_name(station)}: {station.counts}" for station in found if 0 < station.share < 1)
    alt = f"{done} of {len(found)} stations of the course are done. {ahead}{f' Begun: {words}.' if words else ''}"
    return Picture.from_svg(svg.drawing(COLUMNS * STATION_PX, rows * ROW_PX, drawn), alt)


def _drawn(station: Station, x: float, y: float, *, is_next: bool) -> list[str]:
    """A circle that fills from below, its number, its name, and a bar for what is done."""
    arc = f"a{RADIUS_PX} {RADIUS_PX} 0 1 0"
    around = f"M{x - RADIUS_PX} {y}{arc} {2 * RADIUS_PX} 0{arc}-{2 * RADIUS_PX} 0z"
    is_done = station.share == 1
    number = "★" if station.key == "capstone" else str(number_of(station.key))
    parts = [
        svg.path(around, svg.TEXT, width_px=3 if is_next else 1.5, fill=svg.TEXT if is_done else svg.PAGE),
        svg.words((x, y), number, svg.PAGE if is_done else svg.TEXT, "middle", 'font-weight="bold"'),
    ]
    if is_next:
        parts.append(svg.words((x + RADIUS_PX + 6, y - 10), "next", svg.TEXT, more='font-weight="bold"'))
    for line, text in enumerate(_lines(station.title)):
        parts.append(svg.words((x, y + 28 + LINE_PX * line), text, svg.TEXT, "middle", f'font-size="{NAME_PX}"'))
    left, top = x - BAR_PX / 2, y + 28 + 2 * LINE_PX - 3
    parts.append(svg.rectangle((left, top), (BAR_PX, 4), svg.TRACK))
    if station.share:
        parts.append(svg.rectangle((left, top), (round(BAR_PX * station.share, 1), 4), svg.TEXT))
        parts.append(svg.words((x, top + 14), station.counts, svg.FAINT, "middle", f'font-size="{SMALL_PX}"'))
    return parts


def _middle(place: int) -> tuple[float, float]:
    """Where a station lies: every second row runs back, so that the way never jumps."""
    row, column = divmod(place, COLUMNS)
    along = column if row % 2 == 0 else COLUMNS - 1 - column
    return (along + 0.5) * STATION_PX, row * ROW_PX + TOP_PX


def _way(count: int) -> str:
    """The line through all stations; it turns beside them, so that it crosses no name."""
    (start, row), *others = map(_middle, range(count))
    way = f"M{start:.0f} {row}"
    for x, y in others:
        if y > row:
            is_right = x > COLUMNS * STATION_PX / 2
            way += f"H{x + TURN_PX if is_right else x - TURN_PX:.0f}V{y}"
        way += f"H{x:.0f}"
        row = y
    return way


def _lines(title: str) -> list[str]:
    """The title in at most two lines of about the same length."""
    if svg.text_width(title, NAME_PX) <= STATION_PX - 16:
        return [title]
    words = title.split()
    cuts = range(1, len(words))
    best = min(cuts, key=lambda cut: max(len(" ".join(words[:cut])), len(" ".join(words[cut:]))))
    return [" ".join(words[:best]), " ".join(words[best:])]


def _name(station: Station) -> str:
    """How a station is called in a sentence."""
    return "the capstone" if station.key == "capstone" else f"lesson {number_of(station.key)}"


def _set_of(key: str) -> str:
    """The name of its exercise set."""
    return key if key == "capstone" else f"ex{number_of(key):02}"


def _guesses_of(key: str) -> list[str]:
    """The keys of its guesses."""
    found: list[str] = lesson_texts()["lessons"].get(key, {}).get("guesses", [])
    return found


def _questions_of(key: str) -> list[str]:
    """The names of the questions of its set; none where it has no set."""
    texts = files("segmetrics_lab").joinpath("checks", "data", f"{_set_of(key)}.json")
    return list(json.loads(texts.read_text(encoding="utf-8"))) if texts.is_file() else []
