"""What a learner has done: the progress that exercises write, kept by section and name.

from segmetrics_lab.progress import keep, read
keep("ex03", "iou", outcome="correct")
read("ex03", "iou")
"""

from segmetrics_lab.progress.record import change, keep, progress_file, read

__all__ = ["change", "keep", "progress_file", "read"]
