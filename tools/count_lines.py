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
CEILINGS = {
    "labels to plots, cli, course": 7000,
    "checks: engine": 2350,
    "checks: questions": 3850,
    "widgets: Python": 3200,
    "widgets: page": 5900,
}


def part_of(path: Path) -> str:
    """The part of the library to which a file counts."""
    part, *rest = path.relative_to(LIBRARY).parts
    if part == "checks":
        return "checks: engine" if rest[0] == "engine" else "checks: questions"
    if part == "widgets":
        return "widgets: Python" if path.suffix == ".py" else "widgets: page"
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
