"""What several files must agree on: packages, locks, exports, licences."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import nbformat
import pytest
import yaml
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-oldest.lock")
HEAVY = {"anywidget", "ipywidgets", "matplotlib", "nbgrader", "numpy", "PIL", "scipy", "skimage", "sklearn"}


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def as_set(requirements: list[str]) -> set[tuple[str, str]]:
    parsed = [Requirement(requirement) for requirement in requirements]
    return {(requirement.name.replace("_", "-"), str(requirement.specifier)) for requirement in parsed}


def test_conda_asks_for_the_same_packages_and_lower_bounds_as_pip():
    pip = project()
    wanted = pip["project"]["dependencies"] + pip["project"]["optional-dependencies"]["lessons"]
    wanted += pip["dependency-groups"]["build"] + [f"python{pip['project']['requires-python']}", "pip"]
    conda = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    assert as_set([line for line in conda if isinstance(line, str)]) == as_set(wanted)
    assert [line for line in conda if isinstance(line, dict)] == [{"pip": ["-e ."]}]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_every_package_with_a_hash_and_names_no_address(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = [entry for entry in text.replace("\\\n", " ").splitlines() if entry.strip()]
    assert "://" not in text
    assert len(entries) > 50
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_the_locks_agree_on_every_package_that_both_have():
    def pins(lock):
        lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
        return dict(line.split(" ")[0].split("==") for line in lines if "==" in line)

    lessons, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {name: dev.get(name) for name in lessons} == lessons


def test_the_oldest_lock_pins_the_lower_bounds():
    pip = project()
    wanted = pip["project"]["dependencies"] + pip["project"]["optional-dependencies"]["lessons"]
    wanted += pip["dependency-groups"]["build"] + pip["dependency-groups"]["test"]
    lines = (ROOT / "requirements-oldest.lock").read_text(encoding="utf-8").splitlines()
    pinned = dict(line.split(" ")[0].split("==") for line in lines if "==" in line)
    bounds = {name: bound.removeprefix(">=") for name, bound in as_set(wanted)}
    assert {name: Version(pinned[name]) for name in bounds} == {name: Version(low) for name, low in bounds.items()}


def test_the_version_is_the_same_wherever_it_stands():
    version = project()["project"]["version"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == version
    assert f"segmetrics_lab-{version}-py3-none-any.whl" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"## {version} (" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_citation_and_the_package_have_the_same_keywords():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["keywords"] == project()["project"]["keywords"]


def test_the_package_tells_type_checkers_that_it_is_typed():
    assert (ROOT / "segmetrics_lab" / "py.typed").is_file()


def test_each_part_imports_only_what_stands_below_it():
    lint = Path(sys.executable).with_name("lint-imports")
    found = subprocess.run([lint, "--no-cache"], capture_output=True, text=True, check=False, cwd=ROOT)
    assert found.returncode == 0, found.stdout


def test_importing_the_root_loads_no_heavy_library():
    code = "import sys, json, segmetrics_lab; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(json.loads(found.stdout))
    assert "segmetrics_lab" in loaded
    assert loaded & HEAVY == set()


@pytest.mark.parametrize(
    ("part", "allowed"),
    [(part, {"numpy", "PIL"}) for part in ("labels", "metrics", "pictures", "plots", "report", "scenes")],
)
def test_a_low_part_needs_numpy_and_pillow_only(part, allowed):
    code = f"import sys, json, segmetrics_lab.{part}; print(json.dumps([name.split('.')[0] for name in sys.modules]))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert set(json.loads(found.stdout)) & HEAVY == allowed


def test_every_photograph_is_credited_in_the_licence_of_the_lessons():
    credited = (ROOT / "LICENSE-lessons").read_text(encoding="utf-8")
    manifest = json.loads((ROOT / "segmetrics_lab/scenes/data/manifest.json").read_text(encoding="utf-8"))
    for entry in manifest["photographs"].values():
        assert entry["image"] in credited
        assert entry["author"] in credited
    textures = [path.name for path in (ROOT / "tools/render_road/photographs").iterdir()]
    assert sorted(textures) == ["brick.png", "grass.png", "gravel.png"]
    for texture in textures:
        assert texture in credited


def test_the_scores_in_the_readme_are_those_that_lesson_4_computes():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    quoted = re.search(r"Pixel accuracy calls this (0\.\d\d),\s+mean IoU (0\.\d\d)\.", readme)
    lesson = nbformat.read(ROOT / "notebooks" / "04_many_classes.ipynb", as_version=4)
    printed = [output.get("text", "") for cell in lesson.cells for output in cell.get("outputs", [])]
    assert f"pixel accuracy {quoted[1]}   mean IoU {quoted[2]}\n" in printed
