"""The two faces of a part: what learners import from it, and what the other parts may use beside."""

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import segmetrics_lab

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "segmetrics_lab"
PARTS = [module.name for module in pkgutil.iter_modules(segmetrics_lab.__path__) if module.ispkg]
LESSONS = [*ROOT.glob("notebooks/source/*.py"), *ROOT.glob("exercises/source/*.py")]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("notebooks/source/*.py")]

NOT_IN_THE_COURSE = {
    ("checks", "CATALOGUE"): "a lecturer reads the misconceptions that the checks know",
    ("checks", "Feedback"): "what a check returns",
    ("checks", "Misconception"): "an entry of the catalogue",
    ("cli", "main"): "what `segmetrics` runs",
    ("labels", "LabelMapError"): "what every refusal of a label map raises: a script may catch it",
    ("pictures", "disagreement"): "for scripts that need no plots",
    ("pictures", "overlay"): "for scripts that need no plots",
    ("scenes", "names"): "what load() knows",
    ("widgets", "Goal"): "what the painter, the shifter and the threshold explorer take as goals",
}
"""Public all the same, though no lesson imports it and no page speaks of it, and why."""


def part_called(name: str) -> ModuleType:
    return importlib.import_module(f"segmetrics_lab.{name}")


def for_learners(name: str) -> set[str]:
    """The first list."""
    return set(part_called(name).__all__)


def for_parts(name: str) -> set[str]:
    """The second list."""
    return set(getattr(part_called(name), "FOR_PARTS", ()))


def imports_of(path: Path) -> list[tuple[str, str, str]]:
    """Whatever a file imports from the package, at its top or inside of a function: part, module in it, name."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("segmetrics_lab."):
            part, _, module = node.module.removeprefix("segmetrics_lab.").partition(".")
            found += [(part, module, alias.name) for alias in node.names]
        elif isinstance(node, ast.Import):
            paths = [alias.name for alias in node.names if alias.name.startswith("segmetrics_lab.")]
            found += [(path.split(".")[1], path, "") for path in paths]
    return [(part, module, name) for part, module, name in found if part in PARTS]


def imports_across_parts() -> dict[tuple[str, str, str], set[str]]:
    """What the parts import from each other, and in which files."""
    found: dict[tuple[str, str, str], set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for imported in imports_of(path):
            if imported[0] != own:
                found.setdefault(imported, set()).add(str(path.relative_to(PACKAGE)))
    return found


def code_in_pages() -> str:
    """All that stands between backticks in what learners and authors read."""
    return "\n".join(code for page in PAGES for code in re.findall(r"`+([^`]+)`+", page.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", PARTS)
def test_a_part_gives_exactly_what_its_two_lists_name(name):
    part = part_called(name)
    submodules = {module.name for module in pkgutil.iter_modules(part.__path__)}
    given = {name for name in vars(part) if not name.startswith("_")} - {"FOR_PARTS"}
    assert given - submodules <= set(part.__all__) | for_parts(name)
    assert set(part.__all__) & for_parts(name) == set()
    assert [name for name in [*part.__all__, *for_parts(name)] if getattr(part, name).__doc__ is None] == []


def test_the_face_of_checks_names_its_sets_and_loads_no_scikit_learn():
    sets = ["capstone", *(f"ex{number:02}" for number in range(1, 14))]
    assert [name for name in part_called("checks").__all__ if name[0].islower()] == sets
    lines = "import sys, segmetrics_lab.checks as checks; print(checks.ex03.iou, 'sklearn' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    assert ran.stdout == "ex03.iou: 1 · The IoU of two masks. It has .check(), .hint() and .solution(). False\n"


def test_lessons_and_exercises_import_what_is_for_learners_and_nothing_else():
    imported = {found for path in LESSONS for found in imports_of(path)}
    assert len(imported) > 40
    assert [found for found in imported if found[1] or found[2] not in for_learners(found[0])] == []


def test_what_is_for_learners_is_taught():
    imported = {(part, name) for path in LESSONS for part, _, name in imports_of(path)}
    written = set(re.findall(r"\w+", code_in_pages()))
    public = {(part, name) for part in PARTS for name in for_learners(part)}
    untaught = {(part, name) for part, name in public - imported if name not in written}
    assert untaught - set(NOT_IN_THE_COURSE) == set()
    assert set(NOT_IN_THE_COURSE) <= public - imported


def test_parts_import_from_each_other_what_stands_in_one_of_the_lists():
    allowed = {part: for_learners(part) | for_parts(part) for part in PARTS}
    across = imports_across_parts()
    assert {found: across[found] for found in across if found[1] or found[2] not in allowed[found[0]]} == {}


@pytest.mark.parametrize("name", PARTS)
def test_what_is_for_other_parts_is_used_by_one(name):
    used = {imported for part, _, imported in imports_across_parts() if part == name}
    assert for_parts(name) - used == set()
