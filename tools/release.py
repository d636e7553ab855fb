"""Build what a release consists of: the wheel, and beside it the lock of the versions that were tried.

For a class, the wheel once more, in a folder of its own: without the solutions of questions with points.

python -m tools.release               write all into dist/, once the version stands everywhere; say how to publish them
python -m tools.release --for-class   write all into dist/ as things are, and say where the wheel for a class is
"""

import argparse
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
NEXT = """\
dist/ holds {wheel} and requirements.lock. Try them in an empty folder:

    python3 -m venv .venv
    .venv/bin/python -m pip install --require-hashes -r requirements.lock
    .venv/bin/python -m pip install --no-deps {wheel}

dist/{for_classes} holds the wheel once more, without solutions of questions with points: for a class that is graded.

Then name the commit, and publish wheel and lock under that name:

    git tag --annotate v{version} --message "segmetrics-lab {version}"
    git push origin v{version}
"""


FOR_CLASSES = "for_classes"
SOLUTIONS = "segmetrics_lab/course/solutions.json"


def version_of(root: Path) -> str:
    """The version that pyproject.toml gives."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def missing(root: Path) -> list[str]:
    """What must be written before this version can be released, a sentence for each."""
    version = version_of(root)
    citation = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    newest = next(
        line for line in (root / "CHANGELOG.md").read_text(encoding="utf-8").splitlines() if line[:3] == "## "
    )
    wanted = f"## {version} ({citation['date-released']})"
    found = []
    if citation["version"] != version:
        found.append(f"CITATION.cff gives version {citation['version']}, but pyproject.toml {version}.")
    if newest != wanted:
        found.append(f"CHANGELOG.md begins with {newest!r}; write {wanted!r}, the version and date of CITATION.cff.")
    return found


def uncommitted(root: Path) -> list[str]:
    """A sentence about changes that no commit holds, if there are any."""
    status = subprocess.run(["git", "status", "--porcelain"], cwd=root, capture_output=True, text=True, check=True)
    return ["There are changes that no commit holds: commit them first."] if status.stdout else []


def build(root: Path, folder: Path) -> Path:
    """Write the wheel and the lock into an emptied folder, and return the path of the wheel."""
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", folder, root], check=True)
    shutil.copy2(root / "requirements.lock", folder)
    wheel = next(folder.glob("*.whl"))
    without_solutions(wheel, folder / FOR_CLASSES)
    return wheel


def without_solutions(wheel: Path, folder: Path) -> None:
    """Write a wheel once more, into another folder, without the solutions of questions with points."""
    folder.mkdir()
    with zipfile.ZipFile(wheel) as whole, zipfile.ZipFile(folder / wheel.name, "w", zipfile.ZIP_DEFLATED) as part:
        for about in whole.infolist():
            content = whole.read(about)
            if about.filename.endswith(".dist-info/RECORD"):
                lines = content.decode().splitlines(keepends=True)
                content = "".join(line for line in lines if not line.startswith(f"{SOLUTIONS},")).encode()
            if about.filename != SOLUTIONS:
                part.writestr(about, content)


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--for-class", action="store_true")
    if parser.parse_args().for_class:
        wheel = build(ROOT, ROOT / "dist")
        print(f"For learners of a class: {Path('dist', FOR_CLASSES, wheel.name)}")
        return 0
    problems = missing(ROOT) + uncommitted(ROOT)
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 1
    wheel = build(ROOT, ROOT / "dist")
    print(NEXT.format(wheel=wheel.name, version=version_of(ROOT), for_classes=FOR_CLASSES))
    return 0


if __name__ == "__main__":
    sys.exit(main())
