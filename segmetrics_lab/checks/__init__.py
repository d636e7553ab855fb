"""Exercises that know your mistake: each lesson has a set, from ex01 to ex08, and ex09 is the capstone.

from segmetrics_lab.checks import ex03
ex03.iou.check(my_iou)
"""

from segmetrics_lab.checks import ex01, ex02, ex03, ex04, ex05, ex06, ex07, ex08, ex09
from segmetrics_lab.checks.engine.feedback import Feedback
from segmetrics_lab.checks.engine.misconception import Misconception
from segmetrics_lab.checks.misconceptions import CATALOGUE

__all__ = [
    "CATALOGUE",
    "Feedback",
    "Misconception",
    "ex01",
    "ex02",
    "ex03",
    "ex04",
    "ex05",
    "ex06",
    "ex07",
    "ex08",
    "ex09",
]
