"""All of the learner's own statements run, and of the course's own those that something needs."""

import ast

import pytest

from segmetrics_lab.grading.boxed.slicing import plan, statements

GIVEN = """\
import numpy as np
from segmetrics_lab.scenes import load_set
from segmetrics_lab.checks import ex03
scenes = load_set("road")
model = train(scenes)
show(model)
np.random.seed(1)
first = np.zeros(3)
def my_share(map):
    ...
"""
ANSWERS = ("first", "my_share")


def left_out(*cells):
    """The text of what need not run."""
    found = plan(cells, [GIVEN], ANSWERS).left_out
    return [
        ast.unparse(node)
        for number, source in enumerate(cells)
        for place, node in enumerate(statements(source))
        if place in found.get(number, ())
    ]


def test_what_no_answer_needs_is_left_out():
    assert left_out(GIVEN) == [
        "from segmetrics_lab.scenes import load_set",
        "from segmetrics_lab.checks import ex03",
        "scenes = load_set('road')",
        "model = train(scenes)",
        "show(model)",
    ]


MODEL = ["from segmetrics_lab.scenes import load_set", "scenes = load_set('road')", "model = train(scenes)"]


@pytest.mark.parametrize(
    "own",
    [
        "first = model.predict(1)",
        "def my_share(map):\n    return model.share(map)",
        "numbers = [model.share(one) for one in range(3)]",
        "class Mine:\n    def share(self):\n        return model",
        "my_share = lambda map: model.share(map)",
        "with open('x') as file:\n    model.share(file)",
    ],
)
def test_what_an_answer_uses_runs_with_all_that_it_needs(own):
    assert not set(MODEL) & set(left_out(GIVEN, own))


@pytest.mark.parametrize(
    "own",
    [
        "def my_share(model):\n    return model.sum()",
        "def my_share(map):\n    model = map.sum()\n    return model",
        "first = [model for model in range(3)]",
        "first.model = 1",
        "print('model')",
    ],
)
def test_a_name_of_its_own_is_not_that_of_the_course(own):
    assert set(MODEL) <= set(left_out(GIVEN, own))


@pytest.mark.parametrize("own", ["print(globals())", "eval('model')", "def f():\n    exec('model')", "dir()"])
def test_where_any_name_may_be_used_everything_runs(own):
    assert left_out(GIVEN, own) == []


def test_what_changes_something_in_place_belongs_to_it():
    given = "numbers = []\nnumbers.append(1)\nfor n in range(3):\n    numbers.append(n)\nnumbers[0] = 2\nother = []"
    found = plan([given, "mine = numbers"], [given], ["mine"]).left_out
    assert found == {0: {4}}


def test_checks_run_whoever_wrote_them():
    given = "from segmetrics_lab.checks import ex03\nex03.iou.check(my_iou)"
    assert plan([given], [given], ["my_iou"]).left_out == {}


def test_a_starter_below_an_answer_is_left_out():
    starter = "def my_share(map):\n    ..."
    assert left_out("def my_share(map):\n    return 1", starter) == ["def my_share(map):\n    ..."]
    assert left_out(starter, "def my_share(map):\n    return 1") == []


def test_a_starter_in_the_cell_of_an_answer_begins_it_anew():
    cell = "first = np.zeros(3)\nfirst[{}] = 1"
    assert "first = np.zeros(3)" not in left_out(GIVEN, cell.format(0), cell.format(1))


def test_layout_and_comments_are_not_ones_own():
    own = plan(["first=np.zeros( 3 )  # mine", "my_share = 1"], [GIVEN], ANSWERS).own
    assert own == {"my_share": 1}


def test_the_last_cell_in_which_an_answer_was_written_is_known():
    assert plan(["first = 1", "x = 2", "first = 3"], [GIVEN], ANSWERS).own == {"first": 2, "x": 1}


@pytest.mark.parametrize("broken", ["def f(:", "x = '\0'", "(" * 10_000, "x = " + "-" * 200_000 + "1"])
def test_a_cell_that_is_no_python_costs_no_other(broken):
    assert plan([broken, "first = 1"], [GIVEN], ANSWERS).own == {"first": 1}


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("%matplotlib inline\nx = 1", "pass\nx = 1"),
        ("!pip list\nx = 1", "pass\nx = 1"),
        ("if x:\n    %time f()\ny?", "if x:\n    f()\npass"),
        ("%%time\nx = 1", "pass\nx = 1"),
        ("%%bash\nls", ""),
        ('text = """\n% of all\n"""', "text = '\\n% of all\\n'"),
    ],
)
def test_lines_for_ipython_are_passed_over(source, read):
    assert "\n".join(ast.unparse(node) for node in statements(source)) == read
