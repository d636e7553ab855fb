"""Run each lecture and each solved exercise set once, with its widgets alive: decks, the site and tests read the run.

A run is kept in build/alive/ as long as nothing changes on which it depends: the code of its cells, the library and
what is installed. Nothing in it is folded or held back but what explains an answer below its question.

python -m tools.alive [NAME ...]     run what is not kept, all or those named: 05, ex03_accuracy_and_overlap
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import sha256
from pathlib import Path

import nbformat
from filelock import FileLock
from nbformat import NotebookNode
from tqdm import tqdm

from tools import execution

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = ROOT / "segmetrics_lab"
LECTURES = LIBRARY / "course" / "lectures"
COMMITTED = (ROOT / "notebooks", ROOT / "exercises" / "solutions")
KEPT = ROOT / "build" / "alive"
KERNEL = ROOT / "tools" / "alive_kernel.py"

FOR_BROWSERS_ONLY = ("widgets/static", "course/labextension", "course/jupyter")
"""Folders of the library that no cell reads."""

MADE_OF = "made_of"
"""Under this name the metadata of a kept run say what it depends on."""


def committed() -> dict[str, Path]:
    """The notebooks that are committed with outputs, by their stems."""
    return {path.stem: path for folder in COMMITTED for path in sorted(folder.glob("*.ipynb"))}


def run_of(stem: str) -> NotebookNode:
    """The executed lecture, or where a notebook has none, itself, with its widgets as CourseWidget.to_state.

    Args:
        stem: the name of a notebook in notebooks/ or exercises/solutions/, without its ending.

    Raises:
        ValueError: there is no such notebook.
    """
    known = committed()
    if stem not in known:
        raise ValueError(f"there is no notebook {stem!r}; there are {', '.join(known)}.")
    lecture = LECTURES / f"{stem}.ipynb"
    return kept_run(lecture if lecture.exists() else known[stem], known[stem].parent, KEPT / f"{stem}.ipynb")


def kept_run(source: Path, folder: Path, kept: Path) -> NotebookNode:
    """A notebook with the outputs of its run, which is kept in a file, and made anew where it is outdated.

    Args:
        source: the notebook as it is written; its texts and metadata are never those of an older one.
        folder: where it runs.
        kept: written in one step, after the last cell; of two processes that need it, one waits for the other.
    """
    notebook = nbformat.read(source, as_version=nbformat.NO_CONVERT)
    made_of = _made_of(notebook)
    kept.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(kept.with_suffix(".lock")):
        run = nbformat.read(kept, as_version=nbformat.NO_CONVERT) if kept.exists() else None
        if run is None or run.metadata.get(MADE_OF) != made_of:
            run = _executed(notebook, folder)
            run.metadata[MADE_OF] = made_of
            unfinished = kept.with_suffix(".unfinished")
            nbformat.write(run, unfinished)
            unfinished.replace(kept)
    for cell, executed in zip(_code(notebook), _code(run), strict=True):
        cell.outputs, cell.execution_count = executed.outputs, executed.execution_count
    return notebook


def _executed(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """The notebook after its run; one that fails, or writes to stderr, is an error."""
    run = nbformat.from_dict(notebook)
    first = [f"__import__('runpy').run_path({str(KERNEL)!r});"]
    execution.execute(run, folder, environment=execution.AS_SHOWN, first=first)
    return run


def _code(notebook: NotebookNode) -> list[NotebookNode]:
    """The cells of code."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _made_of(notebook: NotebookNode) -> str:
    """A digest of all on which a run depends."""
    return sha256(json.dumps([_around(), *(cell.source for cell in _code(notebook))]).encode()).hexdigest()


@cache
def _around() -> str:
    """A digest of what all runs depend on."""
    digest = sha256(sys.version.encode())
    for path in (ROOT / "requirements.lock", KERNEL, Path(execution.__file__), *_files_of_library()):
        digest.update(f"{os.path.relpath(path, ROOT)} {sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _files_of_library() -> Iterator[Path]:
    """All files that a cell may read, in the same order on every machine."""
    for path in sorted(LIBRARY.rglob("*")):
        name = path.relative_to(LIBRARY).as_posix()
        is_read = path.suffix not in (".ipynb", ".pyc") and not name.startswith(FOR_BROWSERS_ONLY)
        if path.is_file() and is_read:
            yield path


def main() -> int:
    """Run those that are named, two at once, and print what failed; 1 where something did."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    names = parser.parse_args().names
    unknown = [name for name in names if not any(stem.startswith(name) for stem in committed())]
    if unknown:
        parser.error(f"no notebook is called {unknown[0]}...; there are {', '.join(committed())}")
    stems = [stem for stem in committed() if not names or stem.startswith(tuple(names))]
    with ThreadPoolExecutor(execution.KERNELS_AT_ONCE) as pool:
        running = pool.map(_failure_of(run_of), stems)
        failures = list(filter(None, tqdm(running, total=len(stems), desc="runs", unit="notebook")))
    print(*failures, sep="\n\n", end="\n" if failures else "")
    return 1 if failures else 0


def _failure_of(run: Callable[[str], NotebookNode]) -> Callable[[str], str]:
    """Let one failure not stop the others: what went wrong in a run, empty where nothing did."""

    def tried(stem: str) -> str:
        try:
            run(stem)
        except Exception as error:
            return f"{stem}: {error}"
        return ""

    return tried


if __name__ == "__main__":
    sys.exit(main())
