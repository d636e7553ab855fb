"""A submission ends with a result for each question, and nothing of what is hidden reaches its learner."""

import json
import secrets
from dataclasses import replace

import numpy as np
import pytest

from segmetrics_lab.checks import ex03
from segmetrics_lab.checks.engine.cases import Case
from segmetrics_lab.grading.assignment import read_assignment
from segmetrics_lab.grading.box import BoxError
from segmetrics_lab.grading.cells import code_cells
from segmetrics_lab.grading.hidden import hidden_cases
from segmetrics_lab.grading.judged import LIMITS_ONLY
from segmetrics_lab.grading.judging import judge_submission
from tests.checks.exercise_sets import ROOT, SOURCES
from tests.grading.hostile import BOTH, CHECK_OF_BOTH, HALF, RIGHT, in_place_of, instead_of_iou, notebook

EX03 = read_assignment("ex03")
QUICK = ("ex03", "ex09")
of_sets = pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.slow] * (name not in QUICK)) for name in SOURCES]
)


def judged(box, cells, *, assignment=EX03, learner="ada", secret=b"secret", hidden=None):
    data = cells if isinstance(cells, bytes) else notebook(cells)
    return judge_submission(
        data, learner=learner, assignment=assignment, secret=secret, hidden=hidden or {}, box=box, slot=3
    )


def of_question(found, name):
    return next(result for result in found.results if result.question == f"ex03.{name}")


def with_hidden_file(folder, name):
    """The hidden cases of the course's own source."""
    source = SOURCES[name]
    graded = [question for question in source.questions if source.of(question, "hidden")]
    text = "".join(f'# %% question="{one}" part="hidden"\n{source.text(one, "hidden")}\n\n' for one in graded)
    (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return hidden_cases(folder, name)


@of_sets
def test_solutions_earn_all_points_with_the_hidden_cases_too(box, tmp_path, name):
    (path,) = (ROOT / "exercises/solutions").glob(f"{name}*.ipynb")
    hidden = with_hidden_file(tmp_path, name)
    found = judged(box, path.read_bytes(), assignment=read_assignment(name), hidden=hidden)
    assert [result.message for result in found.results if result.outcome != "correct"] == []
    assert found.points == found.most > 0
    assert (found.problem, found.notes) == ("", ())
    for question, cases in hidden.items():
        result = next(result for result in found.results if result.question == question)
        assert result.right == result.cases >= len(cases) + 24
    assert found.cost["megabytes"] < 250


@of_sets
def test_starters_are_not_attempted_and_train_nothing(box, name):
    (path,) = (ROOT / "exercises").glob(f"{name}*.ipynb")
    found = judged(box, path.read_bytes(), assignment=read_assignment(name))
    assert {result.outcome for result in found.results} == {"not attempted"}
    assert (found.points, found.problem, found.notes) == (0, "", ())
    assert found.cost["megabytes"] < 100


def test_a_figure_is_shown_to_its_learner_as_its_pixels_alone(box):
    found = judged(
        box, in_place_of(HALF, "import matplotlib.figure\nmy_half = matplotlib.figure.Figure(figsize=(1, 1))")
    )
    result = of_question(found, "half")
    assert (result.points, "a figure" in result.message) == (0, True), result.message
    assert '<img alt="The figure that was handed over" src="data:image/png;base64,iVBOR' in result.html
    assert all("handed over" not in other.html for other in found.results if other is not result)


def test_a_result_says_what_a_reader_needs(box):
    found = judged(box, instead_of_iou("print('hello')\nreturn 0.5"))
    result = of_question(found, "iou")
    assert (result.title, result.points, result.most) == ("1 · The IoU of two masks", 0, 0)
    assert result.outcome == "not yet"
    assert result.answer.startswith("def my_iou")
    assert result.printed.startswith("hello\nhello\n")
    assert "not yet" in result.html
    assert 0 < result.right < result.cases == 12
    assert of_question(found, "both_scores").points == 3


def test_a_misconception_is_named(box):
    found = judged(box, instead_of_iou("return float(np.mean(truth_mask == prediction_mask))"))
    assert of_question(found, "iou").misconception == "M11"


def test_a_missing_answer_is_told_with_the_cell_that_stopped(box):
    found = judged(box, ["import numpy as np\n1 / 0\nmy_half = 'c'", "first = np.ones(3)"])
    assert of_question(found, "half").message == (
        "my_half is not defined when all cells have run. Cell 1 stopped: ZeroDivisionError: division by zero, in your "
        "line 2: 1 / 0"
    )
    assert of_question(found, "fool").message.startswith("second is not defined")
    assert found.notes == ("cell 1 stopped: ZeroDivisionError: division by zero, in your line 2: 1 / 0",)


def test_the_notebook_of_another_set_is_named_and_none_that_answers(box):
    other = {"cell_type": "code", "source": "x = 1", "metadata": {"segmetrics": {"question": "ex04.mean_iou"}}}
    data = json.dumps({"cells": [other]}).encode()
    assert judged(box, data).problem == "it is the notebook of ex04, not of ex03"
    answers = {"cell_type": "code", "source": f"import numpy as np\n{BOTH}", "metadata": {}}
    answered = judged(box, json.dumps({"cells": [other, answers]}).encode())
    assert (answered.problem, answered.points) == ("", 3)


def test_a_rerun_gives_the_same_and_each_learner_has_cases_of_their_own(box):
    remembering = "seen = []\n" + BOTH.replace(":\n", ":\n    seen.append(truth.tolist())\n", 1)
    cells = in_place_of(BOTH, remembering)
    first, again = judged(box, cells), judged(box, cells)
    assert replace(first, cost=None) == replace(again, cost=None)
    assert first.points == judged(box, cells, learner="ben").points == 3


TOKEN = secrets.randbelow(10**9) + 10**9
"""A number that only the hidden case holds, in its arguments, in what is expected and in its words."""

TELLING = {
    "prints": "print(truth, class_index)",
    "raises": "raise ValueError(class_index)",
    "returns": "return [class_index, truth]",
    "warns": "import warnings\n    warnings.warn(str(class_index))",
    "remembers": "seen.append(class_index)\n    return [max(seen), 0.0]",
    "tells others": "my_half.append(class_index)\n    seen.append(class_index)",
    "leaves a file": "open('/tmp/seen', 'a').write(str(class_index))",
    "loops": "while class_index > 10**6:\n        pass",
    "leaves": "__import__('os')._exit(class_index % 7) if class_index > 10**6 else None",
}
SHORT = ("prints", "returns", "remembers", "leaves a file")
"""What a right answer tries in the quick tests; the rest is tried in the slow ones."""


@pytest.mark.parametrize(
    ("is_right", "body"),
    [
        pytest.param(
            is_right, body, id=f"{name}, {is_right}", marks=[pytest.mark.slow] * (not is_right or name not in SHORT)
        )
        for name, body in TELLING.items()
        for is_right in (True, False)
    ],
)
def test_nothing_of_a_hidden_case_is_ever_shown(box, body, is_right):
    """The answer is right in every case that it knows, or wrong everywhere: both times it tries to tell."""
    wrong = BOTH.replace("\n", f"\n    if class_index > 10**6:\n        {body.replace(chr(10), chr(10) + '    ')}\n", 1)
    code = wrong if is_right else BOTH.replace("\n", f"\n    {body}\n", 1)
    iou = "def my_iou(truth_mask, prediction_mask):\n    print(seen, open('/tmp/seen').read())\n    return max(seen)"
    cells = ["seen = [0]\nmy_half = []\nopen('/tmp/seen', 'w').close()", *in_place_of(BOTH, code), iou, CHECK_OF_BOTH]
    case = Case((RIGHT_MAP, RIGHT_MAP, TOKEN), [float(TOKEN), 1.0], f"the token is {TOKEN}")
    assignment = replace(EX03, asked=(*EX03.asked[::-1], *EX03.asked))
    found = judged(box, cells, assignment=assignment, hidden={"ex03.both_scores": [case]})
    assert str(TOKEN) not in found.to_json()
    assert hex(TOKEN)[2:] not in found.to_json()
    assert of_question(found, "both_scores").points == 0


RIGHT_MAP = ex03.both_scores.cases[0].arguments[0]


def test_a_table_of_known_answers_is_told_that_it_fails_elsewhere(box):
    known = [*ex03.both_scores.cases, *ex03.both_scores.random_cases(0)]
    table = {repr([a.tolist() if hasattr(a, "tolist") else a for a in case.arguments]): case.expected for case in known}
    code = (
        f"nan = float('nan')\nTABLE = {table!r}\ndef my_both_scores(truth, prediction, class_index):\n"
        "    return TABLE.get(repr([truth.tolist(), prediction.tolist(), class_index]), [0.5, 0.5])"
    )
    result = of_question(judged(box, in_place_of(BOTH, code)), "both_scores")
    wrong = result.cases - result.right
    assert result.message == (
        f"my_both_scores is right in all cases that can be shown, but not in {wrong} of those that cannot."
    )
    assert (result.outcome, result.points) == ("not yet", 0)
    assert 15 <= wrong <= 24


def test_a_share_of_the_cases_earns_a_share_of_the_points_where_the_source_says_so(box):
    asked = tuple(replace(one, is_partial=True) for one in EX03.asked)
    code = BOTH.replace("scored = truth != 255", "scored = truth >= 0")
    result = of_question(judged(box, in_place_of(BOTH, code), assignment=replace(EX03, asked=asked)), "both_scores")
    assert 0 < result.points < 3
    assert result.points == round(3 * result.right / result.cases, 2)
    assert result.outcome == "not yet"
    assert of_question(judged(box, in_place_of(BOTH, code)), "both_scores").points == 0


@pytest.mark.parametrize("learner", ["=cmd|' /C calc'!A0../../etc", "Zoë 名前 \u202e a\0b" + "x" * 5000])
def test_names_are_only_names(box, learner):
    found = judged(box, ["my_half = 'c'"], learner=learner)
    assert found.learner == learner
    assert of_question(found, "half").outcome == "correct"


def test_what_cannot_be_read_earns_nothing_and_says_why(box):
    found = judged(box, b"{")
    assert found.problem == "the file is no JSON, so it is no notebook, or it was cut off"
    assert [(result.points, result.outcome) for result in found.results] == [(0, "could not run")] * 5
    assert all(found.problem in result.html for result in found.results)
    assert json.loads(found.to_json())["problem"]


def test_without_a_box_it_says_so_and_judges_alike(box):
    found = judged(replace(box, level=LIMITS_ONLY), RIGHT)
    assert (found.level, found.points, found.notes) == ("limits only", 3, ())
    ended = judged(replace(box, level=LIMITS_ONLY), instead_of_iou("import os\nos._exit(0)"))
    assert [result.outcome for result in ended.results] == ["could not run", *["correct"] * 4]


def test_a_machine_that_starts_no_worker_is_no_fault_of_the_learner(box, tmp_path):
    with pytest.raises(BoxError, match="could not be started"):
        judged(replace(box, view=tmp_path), RIGHT)


def test_a_question_that_fails_to_draw_its_cases_costs_nobody_points(box):
    asked = EX03.asked[4]

    of_learners = np.random.default_rng(0).integers(10**6)

    def fails(rng, number):
        if number == 0 and rng.integers(10**6) != of_learners:
            raise ValueError("drawn badly")
        return ex03.both_scores.random(rng, number)

    question = replace(ex03.both_scores, random=fails)
    question.put_into(ex03.both_scores.place)
    found = judged(box, RIGHT, assignment=replace(EX03, asked=(replace(asked, question=question),)))
    assert (found.results[0].outcome, found.points) == ("correct", 3)
    (note,) = found.notes
    assert note == ("ex03.both_scores was judged without secret cases, which cannot be drawn: ValueError: drawn badly")


def test_cells_are_those_of_the_file():
    assert code_cells(notebook(RIGHT)) == RIGHT
