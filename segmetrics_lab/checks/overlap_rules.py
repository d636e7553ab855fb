"""Wrong rules for the IoU of one class, of which the questions of two sets consist, and the words that correct them."""

from collections.abc import Callable, Sequence

import numpy as np

from segmetrics_lab.checks.shares import NAN, Areas, share

PER_CENT = "You give per cent. An IoU is a share, from 0 to 1: leave out the factor of 100."
UPSIDE_DOWN = "You divide the union by the intersection. It is the other way round, so an IoU is never above 1."
ONE_MINUS = "This is 1 minus the IoU: the share of the union that is wrong. The IoU is the share that is right."
ONLY_COUNTED = "You give the number of shared pixels. An IoU is a share: divide by the number of pixels of the union."
OF_IMAGE = "You divide by all pixels of the image, however much empty background it has. IoU divides by the union."
OF_ERRORS = "You divide by the pixels on which the two maps differ. The shared pixels belong to the union as well."
OF_ONE = "You divide by one area only, the larger or the smaller of the two. The union holds the pixels of both."
OF_AREAS = "You compare how large the areas are. Two areas of one size can lie far apart and share nothing."
OF_THE_REST = "This is the IoU of all that is not the class, its background. Only the class itself is asked for."
PRECEDENCE = "Python divides before it adds or subtracts: put all that stands below the line in parentheses."
ONE_MORE = "You add 1 to what is counted, and each score changes with it. Divide the counts as they are."
NOT_UNDEFINED = (
    "You treat an IoU as undefined although its union has pixels. Where none of them is shared it is 0, and counts; "
    "only an empty union makes it NaN."
)

Rule = Callable[[Areas], float]
OF_ANY_UNION: Sequence[tuple[str | None, Rule, str]] = (
    ("M01", Areas.precision, ""),
    ("M39", Areas.recall, ""),
    ("M02", lambda a: share(a.shared, a.there + a.claimed), ""),
    ("M10", Areas.dice, ""),
    ("M11", Areas.accuracy, ""),
    ("M13", lambda a: a.iou() // 1, ""),
    (None, lambda a: a.iou() if a.there else NAN, NOT_UNDEFINED),
    (None, lambda a: a.iou() if a.claimed else NAN, NOT_UNDEFINED),
    (None, lambda a: a.iou() if a.there and a.claimed else NAN, NOT_UNDEFINED),
    (None, lambda a: a.iou() or NAN, NOT_UNDEFINED),
    (None, lambda a: a.shared / a.image, OF_IMAGE),
    (None, lambda a: a.shared, ONLY_COUNTED),
    (None, lambda a: share(a.union, a.shared), UPSIDE_DOWN),
    (None, lambda a: share(a.shared, a.union - a.shared), OF_ERRORS),
    (None, lambda a: 100 * a.iou(), PER_CENT),
    (None, lambda a: 1 - a.iou(), ONE_MINUS),
    (None, lambda a: share(a.shared, a.there) + a.claimed - a.shared, PRECEDENCE),
    (None, lambda a: a.shared / (a.there + a.claimed) - a.shared, PRECEDENCE),
    (None, lambda a: a.shared / max(a.there, a.claimed), OF_ONE),
    (None, lambda a: share(a.shared, min(a.there, a.claimed)), OF_ONE),
    (None, lambda a: min(a.there, a.claimed) / max(a.there, a.claimed), OF_AREAS),
    (None, lambda a: share(a.image - a.union, a.image - a.shared), OF_THE_REST),
    (None, lambda a: (a.shared + 1) / (a.union + 1), ONE_MORE),
    (None, lambda a: a.shared / (a.union + 1), ONE_MORE),
)
RULES: Sequence[tuple[str | None, Rule, str]] = (
    ("M07", lambda a: a.iou(of_nothing=0.0), ""),
    ("M08", lambda a: a.iou(of_nothing=1.0), ""),
    ("M11", Areas.accuracy, ""),
    *((belief, lambda a, rule=rule: rule(a) if a.union else NAN, words) for belief, rule, words in OF_ANY_UNION),
)
"""Each with the id of its misconception, or with words of its own."""
ADDED_UP = "You add up the IoUs. For their mean, divide by the number of classes that have one."


def of_masks(rule: Rule) -> Callable[[np.ndarray, np.ndarray], float]:
    """What a rule makes of two masks."""
    return lambda truth_mask, prediction_mask: rule(Areas.of(truth_mask, prediction_mask))


iou_of_masks = of_masks(Areas.iou)
