"""Hidden cases come from a secret and from a file of the lecturer's, and a faulty file is refused with a reason."""

import pytest

from segmetrics_lab.grading.hidden import HiddenError, hidden_cases, seed_of
from tests.checks.exercise_sets import SOURCES

CELL = '# %% question="both_scores" part="hidden"\n'
CASES = 'CASES = [Case((drawn("#"), drawn("#"), 1), [1.0, 1.0], "the image is one pixel")]\n'


def test_seeds_differ_by_learner_question_and_secret_and_stay_the_same():
    seeds = [
        seed_of(secret, learner, question)
        for secret in (b"one", b"two", "three")
        for learner in ("ada", "ben", "ada ", "\ud800")
        for question in ("ex03.iou", "ex03.fool")
    ]
    assert len(set(seeds)) == len(seeds)
    assert seed_of(b"one", "ada", "ex03.iou") == 7340629317772 == seed_of("one", "ada", "ex03.iou")


def test_a_file_holds_the_cases_of_several_questions(tmp_path):
    (tmp_path / "ex03.py").write_text(
        f'# hidden cases of set 3\n{CELL}{CASES}\n# %% question="iou" part="hidden"\n'
        'CASES = [Case((mask("#"), mask(".")), 0.0, "one is empty")]\n'
        'CASES += [Case((mask("#"), mask("#")), 1.0, "both are full")]\n'
        f"{CELL}{CASES}",
        encoding="utf-8",
    )
    found = hidden_cases(tmp_path, "ex03")
    assert {name: [case.about for case in cases] for name, cases in found.items()} == {
        "ex03.both_scores": ["the image is one pixel"] * 2,
        "ex03.iou": ["one is empty", "both are full"],
    }


@pytest.mark.parametrize("name", SOURCES)
def test_the_hidden_cells_of_a_source_can_be_copied_into_a_file(tmp_path, name):
    source = SOURCES[name]
    graded = [question for question in source.questions if source.of(question, "hidden")]
    text = "".join(f'# %% question="{one}" part="hidden"\n{source.text(one, "hidden")}\n\n' for one in graded)
    (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    assert list(hidden_cases(tmp_path, name)) == [f"{name}.{question}" for question in graded]
    assert graded


def test_without_a_file_there_are_no_hidden_cases(tmp_path):
    assert hidden_cases(tmp_path, "ex03") == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("CASES = []\n", r"holds no cases: begin each cell with # %% question="),
        (CELL + "CASES = []\n", r"the cell of both_scores must define CASES, a list of Case\(...\)"),
        (CELL + "CASES = [1]\n", "must define CASES"),
        (CELL + "x = 1\n", "must define CASES"),
        (CELL + "CASES = [Case(\n", "the cell of both_scores cannot be run: SyntaxError"),
        (CELL + "\n1 / 0\n", "cannot be run: ZeroDivisionError"),
        (CELL.replace("both_scores", "fool") + CASES, "ex03.fool is no question that is asked with cases"),
        (CELL.replace("both_scores", "nothing") + CASES, "ex03.nothing is no question"),
        (CELL + CASES.replace("1.0]", "0.5]"), r"expected to be \[1.0, 0.5\], but .* own solution gives \[1.0, 1.0\]"),
        (CELL + 'CASES = [Case((), 1, "nothing is given")]', "nothing is given, .* own solution gives TypeError"),
        (CELL + "CASES = [Case((1j,), 1, 'it is complex')]", "where it is complex, an argument cannot be handed over"),
    ],
)
def test_a_faulty_file_is_refused_with_a_reason(tmp_path, text, words):
    (tmp_path / "ex03.py").write_text(text, encoding="utf-8")
    with pytest.raises(HiddenError, match=words):
        hidden_cases(tmp_path, "ex03")
