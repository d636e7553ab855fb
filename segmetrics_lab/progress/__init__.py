"""What a learner has done: the progress that exercises write. A question is known by its name, whatever its set.

from segmetrics_lab.progress import keep, read
keep("ex03", "iou", outcome="correct")
read("ex03", "iou")
"""

from segmetrics_lab.progress.lessons import LESSONS, lesson_of, lesson_texts, number_of
from segmetrics_lab.progress.record import (
    FOLDER_VARIABLE,
    OTHER_NAMES,
    change,
    entries,
    keep,
    progress_file,
    read,
    set_aside,
)

__all__: list[str] = []

FOR_PARTS = (
    "FOLDER_VARIABLE",
    "LESSONS",
    "OTHER_NAMES",
    "change",
    "entries",
    "keep",
    "lesson_of",
    "lesson_texts",
    "number_of",
    "progress_file",
    "read",
    "set_aside",
)
"""What the other parts use; a learner meets progress in the exercises."""
