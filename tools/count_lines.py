"""Count the hand-written lines of the library by part, and those of the tools beside it.

python -m tools.count_lines            as a table
python -m tools.count_lines --check    and refuse what is above its ceiling
"""

import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = ROOT / "segmetrics_lab"
KINDS = {".py", ".js", ".css"}
# Fourteen lessons with 13 sets and a capstone, one look in light and dark, guesses that hold their answers back, and
# the grading of a class. What passes a ceiling is made smaller first; a ceiling is raised with a reason only.
# The vote of a room, and layouts of every widget for a lecture and for paper: 850 lines of pages, most of them styles.
# The command that presents came with lectures; its page takes over a notebook, is written without a bundler,
# and lays out figures for a room.
# What a lecturer mistypes is said before it costs a class its points, also a wrong hidden case: 80 lines.
CEILINGS = {
    "labels to plots, cli, course": 8760,
    "present: page": 1200,
    "checks: engine": 2460,
    "checks: questions": 4810,
    "widgets: Python": 3850,
    "widgets: page": 7800,
    "grading": 6950,
}


def part_of(path: Path) -> str:
    """The part of the library to which a file counts."""
    part, *rest = path.relative_to(LIBRARY).parts
    if part == "checks":
        return "checks: engine" if rest[0] == "engine" else "checks: questions"
    if part == "widgets":
        return "widgets: Python" if path.suffix == ".py" else "widgets: page"
    if part == "grading":
        return part
    if "labextension" in rest:
        return "present: page"
    return "labels to plots, cli, course"


def lines_of(folder: Path) -> list[tuple[Path, int]]:
    """Each hand-written file below a folder with its lines."""
    return [
        (path, len(path.read_text(encoding="utf-8").splitlines()))
        for path in sorted(folder.rglob("*"))
        if path.suffix in KINDS
    ]


def main() -> int:
    """Print the table; 1 where a ceiling is asked for and passed."""
    counts: Counter[str] = Counter()
    for path, lines in lines_of(LIBRARY):
        counts[part_of(path)] += lines
    rows = [(part, counts[part], ceiling) for part, ceiling in CEILINGS.items()]
    rows.append(("together", sum(counts.values()), sum(CEILINGS.values())))
    for part, lines, ceiling in rows:
        print(f"{part:30} {lines:6,}   at most {ceiling:6,}")
    print(f"{'beside it: tools':30} {sum(lines for _, lines in lines_of(ROOT / 'tools')):6,}")
    is_too_long = any(lines > ceiling for _, lines, ceiling in rows)
    return 1 if is_too_long and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
