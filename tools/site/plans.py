"""The plan of a lecture as a table, made from its slides: which slide is to be on the screen at which minute.

The tables stand in the pages of docs/lectures between two marks, so that they can be read in the repository as well.

python -m tools.site.plans     write the plans of all pages anew
"""

import re
from collections.abc import Sequence
from pathlib import Path

import nbformat

from tools.alive import LECTURES
from tools.slides import Slide, planned, slides_of

PAGES = Path(__file__).resolve().parents[2] / "docs" / "lectures"
PLACE = re.compile(
    r"(?<=^<!-- plan of )(\d+)( minutes -->\n).*?(?=^<!-- end of plan -->$)", flags=re.MULTILINE | re.DOTALL
)


def with_plans(text: str, slides: Sequence[Slide]) -> str:
    """The page of a lesson with its plans anew, between `<!-- plan of 20 minutes -->` and `<!-- end of plan -->`.

    Args:
        text: of the page.
        slides: all of the lecture.

    Raises:
        ValueError: no slide is shown in so many minutes.
    """
    return PLACE.sub(lambda found: f"{found[1]}{found[2]}\n{_table(slides, int(found[1]))}\n\n", text)


def _table(slides: Sequence[Slide], minutes: int) -> str:
    """The slides of a lecture of so many minutes, numbered as they are on the screen."""
    plan = planned(slides, minutes)
    if not plan:
        raise ValueError(
            f"A plan of {minutes} minutes is asked for, but the lecture has no slides for it. "
            "Give its cells headlines, then build it: make notebooks."
        )
    rows = [
        f"| {number} | {start:g} | {length:g} | {slide.headline.replace('|', '/')} |"
        for number, (slide, start, length) in enumerate(_with_lengths(plan, minutes), start=1)
    ]
    return "\n".join(["| slide | at minute | minutes | headline |", "|---:|---:|---:|:---|", *rows])


def _with_lengths(plan: list[tuple[Slide, float]], minutes: int) -> list[tuple[Slide, float, float]]:
    """Each slide with its start and how long it lasts."""
    ends = [start for _, start in plan[1:]] + [minutes]
    return [(slide, start, end - start) for (slide, start), end in zip(plan, ends, strict=True)]


def main() -> None:
    """Write the plans of all pages anew."""
    for page in sorted(PAGES.glob("[0-9]*.md")):
        lecture = nbformat.read(LECTURES / f"{page.stem}.ipynb", as_version=4)
        text = with_plans(page.read_text(encoding="utf-8"), slides_of(lecture.cells))
        page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
