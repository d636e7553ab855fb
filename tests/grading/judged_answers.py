"""A class as the tests of pages and reports need it: answers to ex03, judged by the engine itself."""

import numpy as np

from segmetrics_lab.checks import ex03
from segmetrics_lab.grading.judged import BOXED, Judged, Result

RIGHT = """\
def my_iou(truth_mask, prediction_mask):
    # {name} wrote this
    union = np.sum(truth_mask | prediction_mask)
    return np.sum(truth_mask & prediction_mask) / union if union else float("nan")
"""
BY_PREDICTION = """\
def my_iou(truth_mask, prediction_mask):
    # {name} wrote this
    return np.sum(truth_mask & prediction_mask) / np.sum(prediction_mask)
"""
BY_SUM = """\
def my_iou(truth_mask, prediction_mask):
    # {name} wrote this
    return np.sum(truth_mask & prediction_mask) / (np.sum(truth_mask) + np.sum(prediction_mask))
"""
ODD = """\
def my_iou(truth_mask, prediction_mask):
    # {name} wrote this
    a = np.sum(truth_mask & prediction_mask) + 3
    return a / (np.sum(truth_mask | prediction_mask) + 17)
"""
ODD_RENAMED = ODD.replace("a =", "shared =").replace("return a", "return shared").replace("truth_mask", "left")
STARTER = ex03.iou.text.starter
HALVES = {"right": "c", "wrong": "a"}


def judged_answer(question, code, name, answer_name, printed=""):
    """One answer of ex03 as a result."""
    names = {"np": np}
    source = code.replace("{name}", name)
    exec(source, names)  # the tests' own text
    feedback = question.judge(names[answer_name])
    most = question.text.points
    return Result(
        str(question.place),
        question.text.title,
        round(most * feedback.share, 2) if feedback.outcome == "correct" else 0,
        most,
        feedback.outcome,
        feedback.message,
        feedback.misconception,
        *feedback.cases,
        source,
        feedback._repr_html_(),
        printed,
    )


def a_learner(name, code, *, half="d", score=3.0, printed=""):
    """A submission with two questions that are judged and one with points, of which the score is given."""
    return Judged(
        "ex03",
        name,
        f"digest of {name}",
        BOXED,
        (
            judged_answer(ex03.iou, code, name, "my_iou", printed),
            judged_answer(ex03.half, f'my_half = "{half}"', name, "my_half"),
            Result(
                "ex03.both_scores",
                "5 · Both scores, from two label maps",
                score,
                3,
                "correct" if score == 3 else "not yet" if score else "not attempted",
                "all cases are right" if score == 3 else "right in 5 of 8 cases",
                answer="def my_both_scores(truth, prediction, class_index): ...",
            ),
        ),
    )


def a_class():
    """Twelve learners, of whom two gave the same odd answer."""
    return [
        a_learner("Ada-Quill-11", RIGHT, score=3),
        a_learner("Benno-12", RIGHT, score=3),
        a_learner("Cleo-13", RIGHT, half="a", score=1.5),
        a_learner("Dmitri-14", BY_PREDICTION, half="a", score=1.5),
        a_learner("Efe-15", BY_PREDICTION, half="b", score=0),
        a_learner("Farah-16", BY_PREDICTION, score=0),
        a_learner("Goro-17", BY_SUM, score=3),
        a_learner("Hilde-18", BY_SUM, half="a", score=0),
        a_learner("Ines-19", ODD, score=1.5),
        a_learner("Jo-20", ODD_RENAMED, half="a", score=1.5),
        a_learner("Karim-21", STARTER, half="b", score=0),
        Judged("ex03", "Lena-22", "digest of Lena", BOXED, (), problem="this is no notebook: it is empty"),
    ]
