"""From an empty folder to grades in the platform's own table, with the real judge, as a lecturer does it."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from segmetrics_lab.grading.box import obstacle
from tools.exercise_source import ExerciseSource

ROOT = Path(__file__).parents[2]
SOURCE = ExerciseSource.read(ROOT / "exercises" / "source" / "03_accuracy_and_overlap.py")
NOTEBOOK = json.loads((ROOT / "exercises" / "ex03_accuracy_and_overlap.ipynb").read_text(encoding="utf-8"))
SOLVED = {name: SOURCE.text(name, "solution") for name in SOURCE.questions}
BY_PREDICTION = "def my_iou(t, p):\n    return np.sum(t & p) / np.sum(p)"
NEARLY = "def my_both_scores(t, p, k):\n    return [float(np.mean(t == p)), 1.0]"
BUT_FOR_A_STRIP = (
    f"{SOLVED['both_scores']}\nby_the_book = my_both_scores\n"
    "def my_both_scores(t, p, k):\n    return by_the_book(t, p, k) if t.shape != (1, 41) else [0.0, 0.0]"
)
OF_A_STRIP = """
# %% question="both_scores" part="hidden"
CASES = [Case((drawn("#" * 41), drawn("#" * 41), 1), [1.0, 1.0], "the image is a strip")]
"""
CLASS = {
    "Ada Quill": SOLVED,
    "Benno Straub": SOLVED | {"iou": BY_PREDICTION, "both_scores": BUT_FOR_A_STRIP},
    "Cleo Berg": SOLVED | {"both_scores": NEARLY},
    "Dmitri Orlov": {},
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(obstacle()) and not os.environ.get("CI"), reason=f"there is no box: {obstacle()[:60]}"),
]


def typed(folder, *arguments):
    """What a command says, in its own process."""
    command = [sys.executable, "-m", "segmetrics_lab.cli", *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def handed_in(answers):
    """The notebook with these answers in the place of its starters."""
    notebook = json.loads(json.dumps(NOTEBOOK))
    for cell in notebook["cells"]:
        about = cell["metadata"].get("segmetrics", {})
        if about.get("part") == "starter":
            cell["source"] = answers.get(about["question"].partition(".")[2], cell["source"])
    return json.dumps(notebook)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """An empty folder, then a download and a worksheet of Moodle in it."""
    folder = tmp_path_factory.mktemp("lecturer")
    rows = [("Identifier", "Full name", "Grade", "Maximum grade", "Last modified (grade)", "Feedback comments")]
    for number, (name, answers) in enumerate(CLASS.items(), start=11):
        place = folder / "download" / f"{name}_{number}_assignsubmission_file_"
        place.mkdir(parents=True)
        (place / "ex03.ipynb").write_text(handed_in(answers), encoding="utf-8")
        rows.append((f"Participant {number}", name, "", "3.00", "-", ""))
    with (folder / "worksheet.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return folder


def test_a_class_goes_from_an_empty_folder_to_a_filled_table_and_a_regrade(folder):
    assert "ex03 is released" in typed(folder, "release", "ex03", "--name", "Vision", "--lecturer", "Ada Lovelace")
    told = typed(folder, "grade", "download", "--fill", "worksheet.csv")
    assert told.startswith("4 learners, 4 graded, boxed.\n")
    with (folder / "worksheet-filled.csv").open(encoding="utf-8", newline="") as file:
        table = {row["Full name"]: row["Grade"] for row in csv.DictReader(file)}
    assert table == {"Ada Quill": "3", "Benno Straub": "3", "Cleo Berg": "0", "Dmitri Orlov": "0"}
    page = (folder / "my_class/feedback/Benno-Straub-12/ex03/ex03.html").read_text(encoding="utf-8")
    assert "You divide by all pixels that the prediction claims." in page
    report = (folder / "my_class/report-ex03.html").read_text(encoding="utf-8")
    assert "Divides by the prediction instead of the union" in report
    assert [name for name in CLASS for part in name.split() if part in report] == []

    hidden = folder / "my_class/hidden/ex03.py"
    secret = [line.strip() for line in hidden.read_text(encoding="utf-8").splitlines() if "Case(" in line]
    pages = "".join(path.read_text(encoding="utf-8") for path in (folder / "my_class/feedback").rglob("*.html"))
    assert secret
    assert [line for line in secret if line.split('"')[-2] in pages] == []

    hidden.write_text(hidden.read_text(encoding="utf-8") + OF_A_STRIP, encoding="utf-8")
    grades = (folder / "my_class/grades.csv").read_bytes()
    assert typed(folder, "regrade").startswith("1 of 4 grades move, 1 of them down:\n  Benno-Straub-12  3 -> 0\n")
    assert (folder / "my_class/grades.csv").read_bytes() == grades
    typed(folder, "regrade", "--yes")
    assert "ex03,Benno-Straub-12,0,3," in (folder / "my_class/grades.csv").read_text(encoding="utf-8")
