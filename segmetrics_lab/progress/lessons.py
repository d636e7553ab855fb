"""The lessons in the order of the course: each has a key that stays, whatever number its files get."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

LESSONS = {
    "start": "00_start_here",
    "labels": "01_every_pixel_gets_a_label",
    "matrix": "02_the_confusion_matrix",
    "overlap": "03_accuracy_and_overlap",
    "classes": "04_many_classes",
    "precision": "05_precision_and_recall",
    "threshold": "06_choosing_a_threshold",
    "verdict": "07_good_bad_and_misleading",
    "pictures": "08_other_pictures_another_number",
    "paradox": "09_the_accuracy_paradox",
    "remedies": "10_remedies",
    "leakage": "11_leakage",
    "overfitting": "12_overfitting",
    "tries": "13_the_best_of_many_tries",
    "capstone": "capstone",
}
"""From the key of a lesson to the stem of its notebook; the capstone is a set of exercises alone."""

TEXTS = "course/lesson_texts.json"


def number_of(key: str) -> int:
    """The number of a lesson; of the capstone, the one after the last lesson."""
    return list(LESSONS).index(key)


@cache
def lesson_texts() -> dict[str, dict[str, Any]]:
    """The titles of the lessons, and the words of their guesses and figures, as the builder wrote them."""
    texts: dict[str, dict[str, Any]] = json.loads(files("segmetrics_lab").joinpath(TEXTS).read_text(encoding="utf-8"))
    return texts


def lesson_of(guess: str) -> str:
    """The key of the lesson that asks for a guess; empty where none does."""
    lessons = lesson_texts()["lessons"].items()
    return next((key for key, lesson in lessons if guess in lesson["guesses"]), "")
