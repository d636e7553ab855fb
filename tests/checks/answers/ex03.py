"""Answers to exercise set 3."""

import math
from fractions import Fraction

import numpy as np
from sklearn.metrics import accuracy_score, jaccard_score

from tests.checks.answers import Answers

NAN = float("nan")


def iou_in_loops(truth_mask, prediction_mask):
    both = either = 0
    for row in range(truth_mask.shape[0]):
        for column in range(truth_mask.shape[1]):
            there, claimed = truth_mask[row, column], prediction_mask[row, column]
            both += 1 if there and claimed else 0
            either += 1 if there or claimed else 0
    return both / either if either else NAN


def iou_from_dice(truth_mask, prediction_mask):
    areas = np.count_nonzero(truth_mask) + np.count_nonzero(prediction_mask)
    if areas == 0:
        return np.nan
    dice = 2 * np.count_nonzero(np.logical_and(truth_mask, prediction_mask)) / areas
    return dice / (2 - dice)


def iou_in_float32(truth_mask, prediction_mask):
    truth, prediction = truth_mask.astype(np.float32), prediction_mask.astype(np.float32)
    union = np.maximum(truth, prediction).sum()
    return (truth * prediction).sum() / union if union else np.float32("nan")


def iou_of_sets(truth_mask, prediction_mask):
    truth, prediction = set(np.flatnonzero(truth_mask).tolist()), set(np.flatnonzero(prediction_mask).tolist())
    return len(truth & prediction) / len(truth | prediction) if truth | prediction else NAN


def iou_of_changed_masks(truth_mask, prediction_mask):
    union = np.sum(truth_mask | prediction_mask)
    truth_mask &= prediction_mask
    return truth_mask.sum() / union if union else NAN


def iou_printed(truth_mask, prediction_mask):
    print(np.sum(truth_mask & prediction_mask) / max(1, np.sum(truth_mask | prediction_mask)))


def iou_by_prediction_alone(truth_mask, prediction_mask):
    both, claimed = int((truth_mask & prediction_mask).sum()), int(prediction_mask.sum())
    return both / claimed


def iou_in_fractions(truth_mask, prediction_mask):
    pairs = list(zip(truth_mask.ravel().tolist(), prediction_mask.ravel().tolist(), strict=True))
    return (
        Fraction(pairs.count((True, True)), len(pairs) - pairs.count((False, False))) if any(map(any, pairs)) else NAN
    )


def iou_from_a_matrix(truth_mask, prediction_mask):
    counts = np.bincount(2 * truth_mask.ravel() + prediction_mask.ravel(), minlength=4).reshape(2, 2)
    with np.errstate(invalid="ignore"):
        return counts[1, 1] / (counts[0, 1] + counts[1, 0] + counts[1, 1])


def iou_from_precision_and_recall(truth_mask, prediction_mask):
    shared = np.sum(truth_mask & prediction_mask)
    if not shared:
        return 0.0 if truth_mask.any() or prediction_mask.any() else NAN
    precision, recall = shared / np.sum(prediction_mask), shared / np.sum(truth_mask)
    return 1 / (1 / precision + 1 / recall - 1)


def iou_without_errors(truth_mask, prediction_mask):
    union = (truth_mask | prediction_mask).mean()
    return 1 - (truth_mask ^ prediction_mask).mean() / union if union else NAN


def iou_of_a_square(truth_mask, prediction_mask):
    size, both, either = len(truth_mask), 0, 0
    for row in range(size):
        for column in range(min(size, truth_mask.shape[1])):
            both += truth_mask[row, column] and prediction_mask[row, column]
            either += truth_mask[row, column] or prediction_mask[row, column]
    return both / either if either else NAN


def iou_of_boxes(truth_mask, prediction_mask):
    boxes = []
    for drawn in (truth_mask, prediction_mask):
        places = np.argwhere(drawn)
        box = np.zeros(drawn.shape, bool)
        if len(places):
            (top, left), (bottom, right) = places.min(axis=0), places.max(axis=0)
            box[top : bottom + 1, left : right + 1] = True
        boxes.append(box)
    return iou_in_loops(*boxes)


def areas_of(truth_mask, prediction_mask):
    return int((truth_mask & prediction_mask).sum()), int(truth_mask.sum()), int(prediction_mask.sum())


def iou_but(rule):
    """A rule of the numbers of shared, true and claimed pixels; NaN where both masks are empty."""

    def answer(truth_mask, prediction_mask):
        return rule(*areas_of(truth_mask, prediction_mask)) if (truth_mask | prediction_mask).any() else NAN

    return answer


IOU = Answers(
    right=[
        iou_in_loops,
        iou_from_dice,
        iou_in_float32,
        iou_of_sets,
        iou_in_fractions,
        iou_from_a_matrix,
        iou_from_precision_and_recall,
        iou_without_errors,
        iou_but(lambda both, there, claimed: both / (there + claimed - both)),
        lambda t, p: np.minimum(t, p).sum() / np.maximum(t, p).sum() if t.any() or p.any() else np.nan,
        lambda t, p: (t & p).mean() / np.mean(t | p) if np.count_nonzero(t | p) > 0 else np.float64("nan"),
        lambda t, p: np.mean(p[t | p] & t[t | p]),
        lambda t, p: sum(sum(t & p)) / max(1, sum(sum(t + p))) if t.any() + p.any() else NAN,
        lambda t, p: np.longdouble(np.sum(t & p)) / np.sum(t | p) if (t | p).any() else math.nan,
    ],
    wrong=[
        ("M01", lambda t, p: np.sum(t & p) / np.sum(p) if p.any() else NAN),
        ("M01", lambda t, p: np.sum(t & p) / np.sum(p) if p.any() else 0),
        ("M01", iou_by_prediction_alone),
        (None, lambda t, p: np.sum(t == p) / np.sum(t | p), "pixels that neither mask claims"),
        ("M39", lambda t, p: np.sum(t & p) / np.sum(t) if t.any() else NAN),
        ("M39", lambda t, p: float(np.sum(t & p) / max(1, np.sum(t)))),
        ("M39", lambda t, p: p[t].mean()),
        ("M02", lambda t, p: np.sum(t & p) / (np.sum(t) + np.sum(p)) if (t | p).any() else NAN),
        ("M07", lambda t, p: np.sum(t & p) / max(1, np.sum(t | p))),
        ("M07", lambda t, p: np.sum(t & p) / (np.sum(t | p) + 1e-9)),
        ("M08", lambda t, p: np.sum(t & p) / np.sum(t | p) if (t | p).any() else 1.0),
        ("M08", lambda t, p: (np.sum(t & p) + 1e-9) / (np.sum(t | p) + 1e-9)),
        ("M10", lambda t, p: 2 * np.sum(t & p) / (np.sum(t) + np.sum(p)) if (t | p).any() else NAN),
        ("M11", lambda t, p: np.mean(t == p)),
        ("M13", lambda t, p: int(np.sum(t & p)) // int(np.sum(t | p)) if (t | p).any() else NAN),
        ("M13", iou_but(lambda both, there, claimed: int(both / (there + claimed - both)))),
        ("M14", lambda t, p: int(np.sum(t & p)) / int(np.sum(t | p))),
        ("M15", iou_printed),
        ("M16", iou_of_changed_masks),
        ("M17", iou_of_a_square),
        (None, lambda t, p: iou_in_loops(t, p) if t.any() else NAN, "although its union has pixels"),
        (None, lambda t, p: iou_in_loops(t, p) if p.any() else NAN, "although its union has pixels"),
        (None, lambda t, p: iou_in_loops(t, p) if t.any() and p.any() else NAN, "although its union has pixels"),
        (None, lambda t, p: iou_in_loops(t, p) if (t & p).any() else NAN, "although its union has pixels"),
        (None, lambda t, p: None if not (t | p).any() else iou_in_loops(t, p), "None"),
        (None, lambda t, p: round(iou_in_loops(t, p), 2), "round"),
        (None, lambda t, p: (t & p).sum() / t.size, "all pixels of the image"),
        (None, lambda t, p: np.mean(t & p) if (t | p).any() else NAN, "all pixels of the image"),
        (None, lambda t, p: (t & p).sum(), "number of shared pixels"),
        (None, lambda t, p: np.sum(t | p) / np.sum(t & p), "the other way round"),
        (None, lambda t, p: np.sum(t & p) / np.sum(t != p), "on which the two maps differ"),
        (None, lambda t, p: 100 * iou_in_loops(t, p), "per cent"),
        (None, lambda t, p: f"{iou_in_loops(t, p):.0%}"),
        (None, lambda t, p: 1 - iou_in_loops(t, p), "1 minus the IoU"),
        (None, iou_but(lambda both, there, claimed: both / max(1, there) + claimed - both), "below the line in paren"),
        (None, iou_but(lambda both, there, claimed: both / (there + claimed) - both), "below the line in paren"),
        (None, iou_but(lambda both, there, claimed: both / max(there, claimed)), "one area only"),
        (None, iou_but(lambda both, there, claimed: both / max(1, min(there, claimed))), "one area only"),
        (None, iou_but(lambda both, there, claimed: min(there, claimed) / max(there, claimed)), "how large"),
        (None, lambda t, p: iou_in_loops(~t, ~p), "IoU of all that is not the class"),
        (None, lambda t, p: np.nanmean([iou_in_loops(t, p), iou_in_loops(~t, ~p)]), "mean of two IoUs"),
        (None, iou_but(lambda both, there, claimed: (both + 1) / (there + claimed - both + 1)), "add 1"),
        (None, lambda t, p: np.sum(t & p) / (np.sum(t | p) + 1), "add 1"),
        (None, iou_of_boxes),
        (None, lambda t, p: sum(t & p) / sum(t | p), "own sum"),
        (None, lambda t, p: 0.5),
        (None, lambda t, p: np.sum(t & p) / len(t | p)),
        (None, lambda t, p: iou_in_loops(t, p) if (t | p).sum() != 2 else NAN),
        (None, lambda t, p: np.sum(t & p) / np.sqrt(max(1, np.sum(t) * np.sum(p)))),
    ],
)


def both_in_loops(truth, prediction, class_index):
    right = counted = shared = either = 0
    for is_, called in zip(truth.ravel().tolist(), prediction.ravel().tolist(), strict=True):
        if is_ == 255:
            continue
        counted += 1
        right += is_ == called
        shared += is_ == called == class_index
        either += class_index in (is_, called)
    return [right / counted, shared / either if either else NAN]


def both_from_a_matrix(truth, prediction, class_index):
    scored = truth != 255
    size = int(max(truth[scored].max(), prediction[scored].max(), class_index)) + 1
    counts = np.zeros((size, size), int)
    np.add.at(counts, (truth[scored].astype(int), prediction[scored].astype(int)), 1)
    union = counts[class_index].sum() + counts[:, class_index].sum() - counts[class_index, class_index]
    iou = counts[class_index, class_index] / union if union else np.nan
    return np.array([np.trace(counts) / counts.sum(), iou])


def both_of_another_library(truth, prediction, class_index):
    there, claimed = truth[truth != 255].astype(int), prediction[truth != 255].astype(int)
    somewhere = (there == class_index).any() or (claimed == class_index).any()
    iou = jaccard_score(there == class_index, claimed == class_index) if somewhere else NAN
    is_right = there == claimed  # of the classes themselves, scikit-learn may warn: many classes for so few pixels
    return accuracy_score(np.ones_like(is_right), is_right), iou


def both_from_errors(truth, prediction, class_index):
    kept = truth != 255
    wrong = truth[kept] != prediction[kept]
    either = (truth[kept] == class_index) | (prediction[kept] == class_index)
    return [1 - wrong.mean(), 1 - wrong[either].mean() if either.any() else float("nan")]


def both_flat(truth, prediction, class_index):
    return both_of(truth[truth != 255], prediction[truth != 255], class_index)


def both_of(truth, prediction, class_index, of_nothing=NAN):
    """Both scores of the pixels that are given."""
    return [float(np.mean(truth == prediction)), iou_of(truth, prediction, class_index, of_nothing)]


def iou_of(truth, prediction, class_index, of_nothing=NAN):
    there, claimed = truth == class_index, prediction == class_index
    union = np.sum(there | claimed)
    return float(np.sum(there & claimed) / union) if union else of_nothing


def both_but(accuracy=None, iou=None):
    """Another accuracy, or another IoU, of the scored pixels."""

    def answer(truth, prediction, class_index):
        there, claimed = truth[truth != 255], prediction[truth != 255]
        right = both_of(there, claimed, class_index)
        return [
            accuracy(there, claimed, class_index) if accuracy else right[0],
            iou(there == class_index, claimed == class_index) if iou else right[1],
        ]

    return answer


def both_printed(truth, prediction, class_index):
    print(both_flat(truth, prediction, class_index))


def both_in_a_changed_map(truth, prediction, class_index):
    prediction[truth == 255] = 255
    scored = truth != 255
    return both_of(truth[scored], prediction[scored], class_index)


def both_of_a_square(truth, prediction, class_index):
    return both_flat(truth[:, : len(truth)], prediction[:, : len(prediction)], class_index)


def both_with_logic(truth, prediction, class_index):
    there, claimed = truth[truth != 255], prediction[truth != 255]
    shared, either = np.logical_and(there, claimed), np.logical_or(there, claimed)
    return [float(np.mean(there == claimed)), float(shared.sum() / either.sum()) if either.any() else NAN]


BOTH_SCORES = Answers(
    right=[
        both_in_loops,
        both_from_a_matrix,
        both_of_another_library,
        both_from_errors,
        both_flat,
        lambda t, p, c: tuple(both_flat(t, p, c)),
        lambda t, p, c: np.float32(both_flat(t, p, c)),
    ],
    wrong=[
        ("M05", both_of),
        ("M05", lambda t, p, c: [np.mean(t == p), both_flat(t, p, c)[1]]),
        ("M05", lambda t, p, c: [both_flat(t, p, c)[0], iou_of(t, p, c)]),
        ("M05", lambda t, p, c: [np.sum((t == p)[t != 255]) / t.size, both_flat(t, p, c)[1]]),
        ("M05", lambda t, p, c: both_of(np.where(t == 255, 0, t), p, c)),
        ("M06", lambda t, p, c: both_of(t[p != 255], p[p != 255], c)),
        ("M07", lambda t, p, c: both_of(t[t != 255], p[t != 255], c, of_nothing=0.0)),
        ("M08", lambda t, p, c: both_of(t[t != 255], p[t != 255], c, of_nothing=1.0)),
        ("M01", both_but(iou=lambda t, p: np.sum(t & p) / np.sum(p) if p.any() else NAN)),
        ("M39", both_but(iou=lambda t, p: np.sum(t & p) / np.sum(t) if t.any() else NAN)),
        ("M02", both_but(iou=lambda t, p: np.sum(t & p) / (np.sum(t) + np.sum(p)) if (t | p).any() else NAN)),
        ("M10", both_but(iou=lambda t, p: 2 * np.sum(t & p) / (np.sum(t) + np.sum(p)) if (t | p).any() else NAN)),
        ("M11", both_but(iou=lambda t, p: np.mean(t == p))),
        ("M13", both_but(iou=lambda t, p: np.sum(t & p) // np.sum(t | p) if (t | p).any() else NAN)),
        ("M13", both_but(accuracy=lambda t, p, _: int(np.mean(t == p)))),
        ("M14", both_but(iou=lambda t, p: int(np.sum(t & p)) / int(np.sum(t | p)))),
        ("M15", both_printed),
        ("M16", both_in_a_changed_map),
        ("M17", both_of_a_square),
        ("M29", both_with_logic),
        (None, both_but(accuracy=lambda t, p, c: np.mean((t == c) == (p == c))), "this one class"),
        (None, both_but(accuracy=lambda t, p, c: np.mean(p[t == c] == c) if (t == c).any() else NAN), "class only"),
        (None, both_but(accuracy=lambda t, p, _: np.mean(t != p)), "share of the wrong pixels"),
        (None, both_but(accuracy=lambda t, p, _: np.sum(t == p)), "a number of pixels"),
        (None, lambda t, p, _: both_flat(t, p, 1), "IoU of class 1"),
        (None, lambda t, p, c: both_flat(t, p, c)[::-1], "accuracy comes first"),
        (None, lambda t, p, c: [100 * score for score in both_flat(t, p, c)], "per cent"),
        (None, lambda t, p, c: both_flat(t, p, c)[0], "one number"),
        (None, lambda t, p, c: both_flat(t, p, c)[1], "one number"),
        (None, lambda t, p, c: [round(score, 2) for score in both_flat(t, p, c)], "round"),
        (None, lambda t, p, c: dict(zip(["accuracy", "IoU"], both_flat(t, p, c), strict=True)), "dict"),
        (None, lambda t, p, c: [both_flat(t, p, c)[0]] * 2),
        (None, lambda t, p, c: [0.5, 0.5]),
    ],
)


def block(top, bottom, left, right):
    """A prediction of a rectangle in an image of 10 by 10."""
    drawn = np.zeros((10, 10), int)
    drawn[top:bottom, left:right] = 1
    return drawn


ANSWERS = {
    "iou": IOU,
    "both_scores": BOTH_SCORES,
    "shifted": Answers(
        right=[16 / 34, 8 / 17, 0.47, np.float32(0.4706), Fraction(16, 34), 0.471],
        wrong=[
            ("M02", 0.32),
            ("M11", 0.82),
            (None, 0.64, "share of one square"),
            (None, 0.14, "the example"),
            (None, 1 / 7, "the example"),
            (None, 2 / 3, "one direction only"),
            (None, 0.53, "1 minus the IoU"),
            (None, 16 / 18, "two maps differ"),
            (None, 0.16, "all pixels of the image"),
            (None, 34 / 16, "the other way round"),
            (None, 16, "number of shared pixels"),
            (None, 47, "per cent"),
            (None, "47 %"),
            (None, 0.4),
            (None, 0.5),
            (None, 9 / 23),
            (None, 20 / 34),
        ],
    ),
    "half": Answers(right=["c", "C ", "c)", "(c)"], wrong=[("M25", "a"), ("M11", "b"), ("M10", "d"), (None, "x")]),
    "fool": Answers(
        right=[
            (block(2, 7, 1, 4), block(1, 8, 3, 9)),
            (block(2, 5, 1, 4).tolist(), block(1, 9, 3, 9).astype(bool)),
            (block(6, 8, 6, 8).astype(float), block(0, 9, 3, 9).astype(np.uint8)),
            (block(2, 4, 1, 7), block(1, 8, 3, 9)),
        ],
        wrong=[
            (None, (block(1, 8, 3, 9), block(2, 7, 1, 4)), "fewer of them"),
            (None, (block(2, 7, 1, 6), block(2, 7, 1, 4)), "not alike"),
            (None, (block(3, 6, 3, 6), block(1, 8, 1, 8)), "at least one found"),
            (None, (block(2, 7, 1, 4), block(1, 8, 1, 8)), "at least one found"),
            (None, (block(0, 2, 0, 2), block(1, 8, 3, 9)), "at least one found"),
            (None, (block(0, 0, 0, 0), block(1, 8, 3, 9)), "at least one found"),
            (None, (block(2, 7, 1, 4), np.ones((10, 10), int)), "at least one found"),
            (None, (np.ones((10, 10), int), np.ones((8, 8), int)), "shape"),
            (None, (np.full((10, 10), 7), np.ones((10, 10), int)), "class indices"),
        ],
    ),
}
