"""Exercises that know your mistake: each lesson has a set, from ex01 to ex13, and capstone is the capstone.

from segmetrics_lab.checks import ex03
ex03.iou.check(my_iou)
"""

from segmetrics_lab.checks import (
    capstone,
    ex01,
    ex02,
    ex03,
    ex04,
    ex05,
    ex06,
    ex07,
    ex08,
    ex09,
    ex10,
    ex11,
    ex12,
    ex13,
)
from segmetrics_lab.checks.engine.calling import STOPPED, Call, Problem, problem_of
from segmetrics_lab.checks.engine.cases import Case, drawn, mask
from segmetrics_lab.checks.engine.feedback import CORRECT, COULD_NOT_RUN, NOT_ATTEMPTED, NOT_YET, Feedback
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.engine.handed import Here
from segmetrics_lab.checks.engine.limits import TimeIsUpError, time_limit, undisturbed
from segmetrics_lab.checks.engine.misconception import Misconception
from segmetrics_lab.checks.engine.plain_values import NotPlainError
from segmetrics_lab.checks.engine.questions import Question, is_blank, read_answer
from segmetrics_lab.checks.misconceptions import CATALOGUE

__all__ = [
    "CATALOGUE",
    "Feedback",
    "Misconception",
    "capstone",
    "ex01",
    "ex02",
    "ex03",
    "ex04",
    "ex05",
    "ex06",
    "ex07",
    "ex08",
    "ex09",
    "ex10",
    "ex11",
    "ex12",
    "ex13",
]

FOR_PARTS = (
    "CORRECT",
    "COULD_NOT_RUN",
    "Call",
    "Case",
    "FunctionQuestion",
    "Here",
    "NOT_ATTEMPTED",
    "NOT_YET",
    "NotPlainError",
    "Problem",
    "Question",
    "STOPPED",
    "TimeIsUpError",
    "drawn",
    "is_blank",
    "mask",
    "problem_of",
    "read_answer",
    "time_limit",
    "undisturbed",
)
"""What the other parts may use as well: grading asks the same questions."""
