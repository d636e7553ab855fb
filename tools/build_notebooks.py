"""Build the notebooks from their py:percent sources, executed, the same bytes each time.

python -m tools.build_notebooks [NAME ...]     build all lessons, or those named (00, or 00_start_here)
python -m tools.build_notebooks --to FOLDER    write them elsewhere
python -m tools.build_notebooks --check        build without executing, and say which cells differ from the committed
"""

import argparse
import hashlib
import os
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode
from tqdm import tqdm

ROOT = Path(__file__).resolve().parents[1]
LESSONS = ROOT / "notebooks"
SOURCES = LESSONS / "source"
CELL_TIMEOUT_S = 120
KERNELS_AT_ONCE = 2


def from_source(source: Path) -> NotebookNode:
    """Read a py:percent file as a notebook without outputs, with ids made from what its cells say."""
    notebook = nbformat.from_dict(jupytext.read(source, fmt="py:percent"))
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    seen: Counter[str] = Counter()
    for cell in notebook.cells:
        digest = hashlib.sha256(f"{cell.cell_type}\n{cell.source}".encode()).hexdigest()[:12]
        seen[digest] += 1
        cell["id"] = f"{digest}-{seen[digest]}"
    return notebook


def execute(notebook: NotebookNode, folder: Path) -> None:
    """Run all cells in a fresh kernel, in the notebook's own folder; what is written to stderr is an error."""
    NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT_S,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,
        store_widget_state=False,
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(folder)}},
    ).execute(env=os.environ | {"TQDM_DISABLE": "1"})  # a progress bar is no output of a lesson
    notebook.metadata.pop("widgets", None)
    notebook.metadata.language_info = nbformat.from_dict({"name": "python"})
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                raise RuntimeError(f"a cell wrote to stderr:\n{cell.source}\n\n{output.text}")
            output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)


def build(source: Path, folder: Path) -> Path:
    """Write the executed notebook of one source in one step; return its path."""
    target = folder / f"{source.stem}.ipynb"
    notebook = from_source(source)
    execute(notebook, LESSONS)
    nbformat.validate(notebook)
    unfinished = target.with_suffix(".unfinished")
    nbformat.write(notebook, unfinished)
    unfinished.rename(target)
    return target


def differences(source: Path) -> list[str]:
    """What the committed notebook says otherwise than its source, a line for each cell."""
    target = LESSONS / f"{source.stem}.ipynb"
    if not target.exists():
        return [f"{target.name} is missing"]
    expected, found = from_source(source), nbformat.read(target, as_version=4)
    if len(expected.cells) != len(found.cells):
        return [f"{target.name} has {len(found.cells)} cells, its source {len(expected.cells)}"]
    fields = ("cell_type", "source", "id", "metadata")
    return [
        f"{target.name}, cell {number}: {field} differs from the source"
        for number, (cell, other) in enumerate(zip(expected.cells, found.cells, strict=True), start=1)
        for field in fields
        if cell[field] != other[field]
    ] + ([] if expected.metadata == found.metadata else [f"{target.name}: metadata differs from the builder's"])


def orphans() -> list[str]:
    """Committed notebooks without a source."""
    sources = {source.stem for source in SOURCES.glob("*.py")}
    return [f"{path.name} has no source" for path in sorted(LESSONS.glob("*.ipynb")) if path.stem not in sources]


def _stands_for(name: str, source: Path) -> bool:
    """Is this the name of the lesson, or its number?"""
    return name in (source.stem, source.stem.split("_")[0])


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="lessons to build; all where none is named")
    parser.add_argument("--to", type=Path, default=LESSONS, metavar="FOLDER", help="where to write them")
    parser.add_argument("--check", action="store_true", help="compare instead of building")
    options = parser.parse_args()
    everything = sorted(SOURCES.glob("*.py"))
    sources = [
        source for source in everything if not options.names or any(_stands_for(name, source) for name in options.names)
    ]
    unknown = [name for name in options.names if not any(_stands_for(name, source) for source in everything)]
    if unknown:
        parser.error(f"no such lesson in notebooks/source: {', '.join(unknown)}")
    if options.check:
        found = [line for source in sources for line in differences(source)] + orphans()
        print("\n".join(found) if found else f"{len(sources)} notebooks agree with their sources")
        return 1 if found else 0
    with ThreadPoolExecutor(KERNELS_AT_ONCE) as pool:
        list(
            tqdm(
                pool.map(partial(build, folder=options.to), sources), total=len(sources), desc="lessons", unit="lesson"
            )
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
