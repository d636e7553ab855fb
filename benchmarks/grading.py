"""How many submissions a minute: `segmetrics grade` beside stock nbgrader on the same 30 notebooks of ex03.

python benchmarks/grading.py     stock nbgrader takes about a minute

Ours judges, records, and writes a feedback page for each learner and the class report; stock nbgrader runs `autograde`
and `generate_feedback`, one notebook after the other. Its notebooks have the same check cells, which refuse to answer
there, so that it does less. Then 300 submissions show whether the cost of one depends on how many there are.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(os.path.abspath(sys.executable)).parent
ENV = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "OMP_NUM_THREADS": "1"}
FEW, MANY, WORKERS = 30, 300, 2
WRONG = "def {name}(*arguments):\n    return 0.5\n"
STOCK = "c = get_config()\nc.CourseDirectory.course_id = 'bench'\nc.ClearSolutions.code_stub = {'python': '...'}\n"


def run(folder: Path, *command: str) -> float:
    """Run a command of this environment in a folder; how many seconds it took."""
    start = perf_counter()
    program = [BIN / command[0], *command[1:]]
    done = subprocess.run(program, cwd=folder, env=ENV, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return perf_counter() - start


def solutions() -> dict[str, str]:
    """The solution of each question of the set."""
    (path,) = ROOT.glob("exercises/solutions/ex03_*.ipynb")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    about = [(cell["metadata"].get("segmetrics", {}), "".join(cell["source"])) for cell in cells]
    return {each["question"]: source for each, source in about if each.get("part") == "solution"}


def honest(released: Path, number: int) -> Iterator[dict[str, Any]]:
    """Notebooks of learners: all right, half of it, nothing yet, and wrong functions, in turn."""
    right = solutions()
    for at in range(number):
        notebook = json.loads(released.read_text(encoding="utf-8"))
        about = [(cell, cell["metadata"].get("segmetrics", {})) for cell in notebook["cells"]]
        starters = [(cell, each["question"]) for cell, each in about if each.get("part") == "starter"]
        for place, (cell, question) in enumerate(starters):
            solution = right[question]
            name = solution.partition("def ")[2].partition("(")[0]
            if at % 4 == 0 or (at % 4 == 1 and place % 2 == 0):
                cell["source"] = solution
            elif at % 4 == 3 and name:
                cell["source"] = WRONG.format(name=name)
        yield notebook


def hand_in(released: Path, submitted: Path, number: int) -> None:
    """Put notebooks where nbgrader collects them."""
    for at, notebook in enumerate(honest(released, number)):
        path = submitted / f"learner{at:03}" / "ex03" / "ex03.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook), encoding="utf-8")


def ours(work: Path, number: int) -> tuple[float, float]:
    """Seconds for a class of this size, and the most megabytes that a worker used."""
    folder = work / f"ours-{number}"
    run(work, "segmetrics", "release", "ex03", "--class", str(folder))
    hand_in(folder / "release/ex03/ex03.ipynb", folder / "submitted", number)
    command = ["segmetrics", "grade", "--assignment", "ex03", "--class", str(folder), "--workers", str(WORKERS)]
    seconds = run(work, *command)
    kept = [json.loads(path.read_text(encoding="utf-8")) for path in (folder / "judged").rglob("*.json")]
    return seconds, max(one["cost"]["megabytes"] for one in kept if one.get("cost"))


def stock(work: Path) -> float:
    """Seconds of stock nbgrader for the same notebooks."""
    folder = work / "stock"
    (folder / "source/ex03").mkdir(parents=True)
    source = work / f"ours-{FEW}" / "source/ex03/ex03.ipynb"
    (folder / "source/ex03/ex03.ipynb").write_bytes(source.read_bytes())
    (folder / "nbgrader_config.py").write_text(STOCK, encoding="utf-8")
    run(folder, "nbgrader", "generate_assignment", "ex03", "--create")
    hand_in(folder / "release/ex03/ex03.ipynb", folder / "submitted", FEW)
    graded = run(folder, "nbgrader", "autograde", "ex03", "--create")
    return graded + run(folder, "nbgrader", "generate_feedback", "ex03")


def main() -> None:
    """Print the table."""
    with TemporaryDirectory() as work:
        few, megabytes = ours(Path(work), FEW)
        base = stock(Path(work))
        many, _ = ours(Path(work), MANY)
    print(f"{'':44} {'seconds':>8} {'a minute':>9} {'each':>7}")
    for words, number, seconds in (
        (f"stock nbgrader, {FEW} submissions", FEW, base),
        (f"segmetrics grade, {FEW}, {WORKERS} workers", FEW, few),
        (f"segmetrics grade, {MANY}, {WORKERS} workers", MANY, many),
    ):
        print(f"{words:44} {seconds:8.1f} {60 * number / seconds:9.0f} {seconds / number:6.2f}s")
    print(f"{base / few:.1f} times as many a minute as stock nbgrader; at most {megabytes:.0f} MB a worker")


if __name__ == "__main__":
    main()
