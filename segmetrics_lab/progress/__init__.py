"""What a learner has done: the progress that exercises write. A question is known by its name, whatever its set.

from segmetrics_lab.progress import keep, read
keep("ex03", "iou", outcome="correct")
read("ex03", "iou")
"""

from segmetrics_lab.progress.record import change, keep, read

__all__: list[str] = []

FOR_PARTS = ("change", "keep", "read")
"""What the other parts use; a learner meets progress in the exercises."""
