"""Build what a release consists of: the wheel, and beside it the lock of the versions that were tried.

python -m tools.release     write both into dist/, once the version stands everywhere, and say how to publish them
"""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
NEXT = """\
dist/ holds {wheel} and requirements.lock. Try them in an empty folder:

    python3 -m venv .venv
    .venv/bin/python -m pip install --require-hashes -r requirements.lock
    .venv/bin/python -m pip install --no-deps {wheel}

Then name the commit, and publish both files under that name:

    git tag --annotate v{version} --message "segmetrics-lab {version}"
    git push origin v{version}
"""


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
    return next(folder.glob("*.whl"))


def main() -> int:
    """Run the command line."""
    problems = missing(ROOT) + uncommitted(ROOT)
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 1
    wheel = build(ROOT, ROOT / "dist")
    print(NEXT.format(wheel=wheel.name, version=version_of(ROOT)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
