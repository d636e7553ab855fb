"""What is agreed on everywhere: the ignored value, the most classes, and the error about label maps."""

IGNORE_INDEX = 255
"""The value in the truth of a pixel that stays out of every score."""

MAX_CLASSES = 256
"""A class index fits into one byte."""


class LabelMapError(ValueError):
    """An array is not a label map, or two of them do not fit together; the message says how to fix it."""
