"""How long a learner waits for the cells of a lesson, on one core.

python benchmarks/lessons.py [ROOT ...]     of this checkout, and of others beside it, lesson by lesson in turn

Each lesson runs from its first cell to its last in a kernel of its own, which is kept on one core. Cells that take
longer than two seconds are listed: they have to say what they do, with a bar or in words.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import nbformat
from nbclient import NotebookClient
from tqdm import tqdm

ROOT = Path(__file__).resolve().parents[1]
LONG_S = 2


@dataclass
class Stopwatch:
    """Seconds for each cell of a notebook, in the order in which they ran."""

    seconds: dict[int, float]
    started: float = 0

    def start(self, **_: object) -> None:
        """A cell begins."""
        self.started = perf_counter()

    def stop(self, cell_index: int, **_: object) -> None:
        """A cell has ended."""
        self.seconds[cell_index] = perf_counter() - self.started


def seconds_of_cells(root: Path, lesson: str) -> Iterator[tuple[str, float]]:
    """The first line of each code cell that ran, and its seconds."""
    notebook = nbformat.read(root / "notebooks" / lesson, as_version=4)
    watch = Stopwatch({})
    client = NotebookClient(
        notebook,
        timeout=600,
        store_widget_state=False,
        resources={"metadata": {"path": str(root / "notebooks")}},
        on_cell_execute=watch.start,
        on_cell_executed=watch.stop,
    )
    with TemporaryDirectory() as progress:
        client.execute(env=os.environ | {"PYTHONPATH": str(root), "SEGMETRICS_PROGRESS": progress})
    for at, seconds in watch.seconds.items():
        if notebook.cells[at].cell_type == "code":
            yield notebook.cells[at].source.splitlines()[0], seconds


def main() -> None:
    """Print a line for each lesson and checkout, and one for each long cell."""
    roots = [ROOT, *map(Path, sys.argv[1:])]
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})  # kernels inherit it
    print(f"{'lesson':36} {'checkout':24} {'all cells':>10} {'longest':>10}")
    for lesson in tqdm(sorted({path.name for root in roots for path in root.glob("notebooks/[0-9]*.ipynb")})):
        for root in roots:
            if not (root / "notebooks" / lesson).exists():
                continue
            cells = list(seconds_of_cells(root, lesson))
            times = [seconds for _, seconds in cells]
            tqdm.write(f"{lesson[:-6]:36} {root.name:24} {sum(times):8.1f} s {max(times):8.1f} s")
            for line, seconds in cells:
                if seconds > LONG_S:
                    tqdm.write(f"    {seconds:4.1f} s  {line}")


if __name__ == "__main__":
    main()
