"""Answers to exercise set 3."""

import math
from fractions import Fraction

import numpy as np
from sklearn.metrics import jaccard_score

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


def mean_iou_in_loops(matrix):
    values = []
    for k in range(len(matrix)):
        row = sum(int(matrix[k][other]) for other in range(len(matrix)))
        column = sum(int(matrix[other][k]) for other in range(len(matrix)))
        if row + column:
            values.append(int(matrix[k][k]) / (row + column - int(matrix[k][k])))
    return sum(values) / len(values)


def mean_iou_with_nan(matrix):
    with np.errstate(invalid="ignore"):
        shared = matrix.diagonal().astype(float)
        return np.nanmean(shared / (matrix.sum(0) + matrix.sum(1) - shared))


def mean_iou_that_empties_the_diagonal(matrix):
    shared = np.diag(matrix).copy()
    np.fill_diagonal(matrix, 0)
    union = matrix.sum(axis=0) + matrix.sum(axis=1) + shared
    return np.mean(shared[union > 0] / union[union > 0])


def mean_iou_printed(matrix):
    print(mean_iou_in_loops(matrix))


def _ious(matrix, of_nothing):
    shared = np.diag(matrix)
    union = matrix.sum(axis=0) + matrix.sum(axis=1) - shared
    return np.array([s / u if u else of_nothing for s, u in zip(shared, union, strict=True)])


def mean_iou_in_fractions(matrix):
    counts, found = matrix.tolist(), []
    for k, row in enumerate(counts):
        if any(row) or any(other[k] for other in counts):
            found.append(Fraction(row[k], sum(row) + sum(other[k] for other in counts) - row[k]))
    return sum(found) / len(found)


def mean_iou_from_errors(matrix):
    right = np.diagonal(matrix).astype(float)
    missed, invented = matrix.sum(1) - right, matrix.sum(0) - right
    somewhere = (right + missed + invented) > 0
    return (right[somewhere] / (right + missed + invented)[somewhere]).mean()


def mean_iou_from_dice(matrix):
    dice = [2 * matrix[k, k] / both for k in range(len(matrix)) if (both := matrix[k].sum() + matrix[:, k].sum())]
    return np.mean([d / (2 - d) for d in dice])


def mean_iou_of_labels(matrix):
    classes = np.arange(len(matrix))
    truth, prediction = (
        np.repeat(index.ravel(), matrix.ravel()) for index in np.meshgrid(classes, classes, indexing="ij")
    )
    return jaccard_score(truth, prediction, average="macro")


def mean_iou_masked(matrix):
    union = matrix.sum(0) + matrix.sum(1) - matrix.diagonal()
    return float(np.ma.mean(np.ma.masked_invalid(matrix.diagonal() / np.where(union, union, np.nan))))


def mean_of(score, matrix):
    """The mean over the classes that are in a map of a score of shared, true and claimed pixels."""
    areas = [(int(m), int(r), int(c)) for m, r, c in zip(np.diag(matrix), matrix.sum(1), matrix.sum(0), strict=True)]
    return sum(score(*area) for area in areas if area[1] + area[2]) / sum(1 for area in areas if area[1] + area[2])


def mean_iou_of_four_numbers(matrix):
    _, invented, missed, found = matrix.ravel()
    return found / (found + invented + missed)


def mean_iou_where(matrix, kept):
    ious = _ious(matrix, NAN)[np.asarray(kept) > 0]
    return sum(ious[~np.isnan(ious)]) / max(1, sum(~np.isnan(ious)))


MEAN_IOU = Answers(
    right=[
        mean_iou_in_loops,
        mean_iou_with_nan,
        mean_iou_in_fractions,
        mean_iou_from_errors,
        mean_iou_from_dice,
        mean_iou_of_labels,
        mean_iou_masked,
        lambda m: mean_of(lambda both, there, claimed: both / (there + claimed - both), m),
        lambda m: np.float32(mean_iou_in_loops(m)),
    ],
    wrong=[
        ("M07", lambda m: _ious(m, 0).mean()),
        ("M07", lambda m: np.sum(_ious(m, 0)) / len(m)),
        ("M08", lambda m: _ious(m, 1).mean()),
        ("M14", lambda m: _ious(m, NAN).mean(), "Leave it out"),
        ("M14", lambda m: NAN if np.isnan(_ious(m, NAN)).any() else _ious(m, 0).mean(), "Leave it out"),
        ("M14", lambda m: np.mean(np.diag(m) / (m.sum(0) + m.sum(1) - np.diag(m))), "Leave it out"),
        (
            "M14",
            lambda m: np.mean([int(m[k, k]) / int(m[k].sum() + m[:, k].sum() - m[k, k]) for k in range(len(m))]),
            "Leave it out",
        ),
        ("M09", lambda m: np.trace(m) / m.sum()),
        ("M09", lambda m: np.nansum(_ious(m, NAN) * m.sum(1)) / m.sum(), "by its pixels"),
        ("M09", lambda m: np.trace(m) / (2 * m.sum() - np.trace(m)), "then divide"),
        ("M01", lambda m: np.mean([m[k, k] / m[:, k].sum() for k in range(len(m)) if m[:, k].any()])),
        ("M01", lambda m: np.mean([m[k, k] / max(1, m[:, k].sum()) for k in range(len(m))])),
        ("M01", lambda m: mean_of(lambda both, there, claimed: both / max(1, claimed), m)),
        ("M39", lambda m: np.mean([m[k, k] / m[k].sum() for k in range(len(m)) if m[k].any()])),
        ("M39", lambda m: np.mean([m[k, k] / max(1, m[k].sum()) for k in range(len(m))])),
        ("M39", lambda m: mean_of(lambda both, there, claimed: both / max(1, there), m)),
        ("M10", lambda m: np.nanmean(2 * _ious(m, NAN) / (1 + _ious(m, NAN)))),
        ("M10", lambda m: np.mean(2 * _ious(m, 0) / (1 + _ious(m, 0)))),
        ("M11", lambda m: np.mean([1 - (m[k].sum() + m[:, k].sum() - 2 * m[k, k]) / m.sum() for k in range(len(m))])),
        ("M12", lambda m: np.nanmean(_ious(m, NAN)[1:])),
        ("M13", lambda m: np.nanmean(_ious(m, NAN) // 1)),
        ("M13", lambda m: mean_of(lambda both, there, claimed: both // (there + claimed - both), m)),
        ("M15", mean_iou_printed),
        ("M16", mean_iou_that_empties_the_diagonal),
        ("M18", lambda m: np.nanmean(_ious(m[:2, :2], NAN))),
        ("M18", lambda m: m[1, 1] / (m[1, 1] + m[0, 1] + m[1, 0]), "the IoU of class 1"),
        ("M18", mean_iou_of_four_numbers, "the IoU of class 1"),
        ("M02", lambda m: mean_of(lambda both, there, claimed: both / (there + claimed), m)),
        (
            "M02",
            lambda m: np.nanmean([m[k, k] / s if (s := m[k].sum() + m[:, k].sum()) else NAN for k in range(len(m))]),
        ),
        (None, lambda m: mean_iou_where(m, m.sum(1)), "although its union has pixels"),
        (None, lambda m: mean_iou_where(m, m.sum(0)), "although its union has pixels"),
        (None, lambda m: mean_iou_where(m, np.diag(m)), "although its union has pixels"),
        (None, lambda m: mean_iou_where(m, m.sum(0) * m.sum(1)), "although its union has pixels"),
        (None, lambda m: np.nanmean(_ious(m, NAN)[:-1]), "last class is missing"),
        (None, lambda m: sum(_ious(m, 0)), "add up the IoUs"),
        (None, lambda m: np.nanmedian(_ious(m, NAN)), "median"),
        (None, lambda m: 100 * np.nanmean(_ious(m, NAN)), "per cent"),
        (None, lambda m: 1 - np.nanmean(_ious(m, NAN)), "1 minus the IoU"),
        (None, lambda m: _ious(m, NAN), "one value for each class"),
        (None, lambda m: [v for v in _ious(m, NAN) if not np.isnan(v)], "one value for each class"),
        (None, lambda m: round(np.nanmean(_ious(m, NAN)), 3), "round"),
        (
            None,
            lambda m: mean_of(lambda both, t, p: both / wrong if (wrong := t + p - 2 * both) else 0, m),
            "two maps differ",
        ),
        (None, lambda m: mean_of(lambda both, t, p: (t + p - both) / both if both else 0, m), "the other way round"),
        (None, lambda m: mean_of(lambda both, t, p: both / max(t, p), m), "one area only"),
        (None, lambda m: np.nanmean(np.diag(m) / m.sum(1) + m.sum(0) - np.diag(m)), "in parentheses"),
        (None, lambda m: mean_of(lambda both, t, p: both / m.sum(), m), "all pixels of the image"),
        (None, lambda m: (np.trace(m) / m.sum() + np.nanmean(_ious(m, NAN))) / 2),
        (None, lambda m: np.nanmin(_ious(m, NAN))),
        (None, lambda m: np.nanmax(_ious(m, NAN))),
        (None, lambda m: mean_iou_where(m, (np.diag(m) + m.sum(0) - m.sum(1)) != 0)),
        (None, lambda m: mean_iou_where(m, (np.diag(m) + m.sum(1) - m.sum(0)) != 0)),
        (None, lambda m: np.exp(np.nanmean(np.log(np.maximum(_ious(m, NAN), 1e-12))))),
    ],
)


def ious_in_loops(truth, prediction, num_classes):
    both, either = [0] * num_classes, [0] * num_classes
    for there, claimed in zip(truth.ravel().tolist(), prediction.ravel().tolist(), strict=True):
        if there == 255:
            continue
        either[there] += 1
        if claimed == there:
            both[there] += 1
        elif claimed != 255:
            either[claimed] += 1
    return [b / e if e else NAN for b, e in zip(both, either, strict=True)]


def ious_printed(truth, prediction, num_classes):
    ious = ious_in_loops(truth, prediction, num_classes)
    ious.sort()


def ious_from_a_matrix(truth, prediction, num_classes):
    scored = truth != 255
    claimed = np.where(prediction[scored] == 255, num_classes, prediction[scored]).astype(int)
    pairs = truth[scored].astype(int) * (num_classes + 1) + claimed
    counts = np.bincount(pairs, minlength=(num_classes + 1) ** 2).reshape(num_classes + 1, num_classes + 1)
    union = counts.sum(axis=0) + counts.sum(axis=1) - np.diag(counts)
    return [float(s / u) if u else NAN for s, u in zip(np.diag(counts), union, strict=True)][:num_classes]


def _ious_where(truth, prediction, num_classes, scored):
    found = []
    for k in range(num_classes):
        there, claimed = (truth == k) & scored, (prediction == k) & scored
        union = np.sum(there | claimed)
        found.append(np.sum(there & claimed) / union if union else NAN)
    return found


def ious_of_a_square(truth, prediction, num_classes):
    size = len(truth)
    scored = np.zeros(truth.shape, dtype=bool)
    for row in range(size):
        for column in range(size):
            scored[row, column] = truth[row, column] != 255
    return _ious_where(truth, prediction, num_classes, scored)


def ious_of_two(truth, prediction, num_classes):
    found = _ious_where(truth != 0, prediction != 0, 2, truth != 255)
    return [*found, *[NAN] * (num_classes - 2)]


def ious_in_bytes(truth, prediction, num_classes):
    scored, size = truth != 255, num_classes + 1
    pairs = truth[scored] * np.uint8(size) + np.where(prediction == 255, num_classes, prediction)[scored].astype(
        np.uint8
    )
    counts = np.bincount(pairs, minlength=size**2)[: size**2].reshape(size, size)
    union = counts.sum(axis=0) + counts.sum(axis=1) - np.diag(counts)
    return [float(s / u) if u else NAN for s, u in zip(np.diag(counts), union, strict=True)][:num_classes]


def ious_of_another_library(truth, prediction, num_classes):
    there, claimed = truth[truth != 255].astype(int), prediction[truth != 255].astype(int)
    found = [jaccard_score(there == k, claimed == k, zero_division=0) for k in range(num_classes)]
    return [v if k in there or k in claimed else NAN for k, v in enumerate(found)]


def ious_of_sets(truth, prediction, num_classes):
    places = set(np.flatnonzero(truth != 255).tolist())
    for k in range(num_classes):
        there = places & set(np.flatnonzero(truth == k).tolist())
        claimed = places & set(np.flatnonzero(prediction == k).tolist())
        yield Fraction(len(there & claimed), len(there | claimed)) if there | claimed else NAN


def ious_counted(truth, prediction, num_classes):
    scored = truth < 255
    shared = np.bincount(truth[scored & (truth == prediction)], minlength=256)
    areas = np.bincount(truth[scored], minlength=256) + np.bincount(prediction[scored], minlength=256)
    with np.errstate(invalid="ignore"):
        return (shared / (areas - shared))[:num_classes]


def ious_without_ignored(truth, prediction, num_classes):
    claimed = np.where(truth == 255, 255, prediction)
    ious = np.full(num_classes, np.nan)
    for k in np.unique([*truth.ravel().tolist(), *claimed.ravel().tolist()]):
        if k != 255:
            ious[k] = np.logical_and(truth == k, claimed == k).sum() / np.logical_or(truth == k, claimed == k).sum()
    return ious


def ious_looked_for_everywhere(truth, prediction, num_classes):
    found = []
    for k in range(num_classes):
        if k not in truth and k not in prediction:
            found.append(NAN)
            continue
        there, claimed = (truth == k)[truth != 255], (prediction == k)[truth != 255]
        found.append(float(np.sum(there & claimed) / max(1, np.sum(there | claimed))))
    return found


def ious_of_those_there(truth, prediction, num_classes):
    return [iou_in_loops(truth == k, prediction == k) for k in np.unique(truth)]


def ious_of(rule):
    """A rule of the two masks of each class, of the scored pixels."""

    def answer(truth, prediction, num_classes):
        pairs = ((truth[truth != 255] == k, prediction[truth != 255] == k) for k in range(num_classes))
        return [rule(*pair) for pair in pairs]

    return answer


def iou_of_flat(there, claimed, of_nothing=NAN):
    return float(np.sum(there & claimed) / np.sum(there | claimed)) if (there | claimed).any() else of_nothing


def ious_with_open_pixels_as(truth, prediction, num_classes, class_index):
    claimed = prediction.astype(int)
    claimed[claimed == 255] = class_index
    return _ious_where(truth, claimed, num_classes, truth != 255)


CLASS_IOUS = Answers(
    right=[
        ious_in_loops,
        ious_from_a_matrix,
        ious_of_another_library,
        ious_of_sets,
        ious_counted,
        ious_without_ignored,
        ious_of(iou_of_flat),
        lambda t, p, k: np.array(_ious_where(t, p, k, t != 255)),
        lambda t, p, k: tuple(_ious_where(t, p, k, t < 255)),
        lambda t, p, k: np.float32(_ious_where(t, p, k, ~(t == 255))),
    ],
    wrong=[
        ("M05", lambda t, p, k: _ious_where(t, p, k, np.ones(t.shape, bool))),
        ("M07", lambda t, p, k: [jaccard_score((t == c).ravel(), (p == c).ravel(), zero_division=0) for c in range(k)]),
        ("M05", lambda t, p, k: _ious_where(np.where(t == 255, 0, t), np.where(t == 255, 0, p), k, t < 300)),
        ("M05", lambda t, p, k: _ious_where(np.where(t == 255, 0, t), p, k, t < 300)),
        ("M05", lambda t, p, k: _ious_where(np.where(t == 255, p, t), p, k, t < 300)),
        ("M06", lambda t, p, k: _ious_where(t, p, k, (t != 255) & (p != 255))),
        ("M06", lambda t, p, k: _ious_where(t, p, k, p != 255)),
        ("M06", lambda t, p, k: _ious_where(t, p, k, np.maximum(t, p) < k)),
        ("M07", lambda t, p, k: np.nan_to_num(_ious_where(t, p, k, t != 255))),
        ("M07", ious_of(lambda t, p: np.sum(t & p) / max(1, np.sum(t | p)))),
        ("M08", lambda t, p, k: np.nan_to_num(_ious_where(t, p, k, t != 255), nan=1.0)),
        ("M10", lambda t, p, k: [2 * v / (1 + v) for v in _ious_where(t, p, k, t != 255)]),
        ("M01", ious_of(lambda t, p: t[p].mean() if p.any() else NAN)),
        ("M01", ious_of(lambda t, p: np.sum(t & p) / max(1, np.sum(p)))),
        ("M39", ious_of(lambda t, p: p[t].mean() if t.any() else NAN)),
        ("M39", lambda t, p, k: [np.mean((p == t)[t == c]) for c in range(k)]),
        ("M02", ious_of(lambda t, p: np.sum(t & p) / (np.sum(t) + np.sum(p)) if (t | p).any() else NAN)),
        ("M11", ious_of(lambda t, p: np.mean(t == p))),
        ("M12", lambda t, p, k: _ious_where(t, p, k, t != 255)[1:]),
        ("M13", ious_of(lambda t, p: iou_of_flat(t, p) // 1)),
        ("M14", lambda t, p, k: [1 / 0 if np.isnan(v) else v for v in _ious_where(t, p, k, t != 255)]),
        ("M15", ious_printed),
        ("M17", ious_of_a_square),
        ("M18", ious_of_two),
        ("M28", ious_in_bytes),
        ("M29", lambda t, p, k: [np.logical_and(t, p)[t != 255].sum() / np.logical_or(t, p)[t != 255].sum()] * k),
        ("M16", lambda t, p, k: [p.__setitem__(t == 255, 255), *_ious_where(t, p, k, t != 255)][1:]),
        (None, lambda t, p, k: np.nanmean(_ious_where(t, p, k, t != 255)), "one number"),
        (None, ious_of(lambda t, p: iou_of_flat(t, p) or NAN), "although its union has pixels"),
        (None, ious_of(lambda t, p: iou_of_flat(t, p) if t.any() else NAN), "although its union has pixels"),
        (None, ious_of(lambda t, p: iou_of_flat(t, p) if p.any() else NAN), "although its union has pixels"),
        (None, lambda t, p, k: ious_with_open_pixels_as(t, p, k, 0), "leaves open"),
        (None, lambda t, p, k: ious_with_open_pixels_as(t, p, k, k - 1), "leaves open"),
        (None, ious_looked_for_everywhere, "on ignored pixels only"),
        (None, lambda t, p, k: [v for v in _ious_where(t, p, k, t != 255) if not np.isnan(v)], "leave out classes"),
        (None, lambda t, p, k: _ious_where(t, p, k - 1, t != 255), "last class is missing"),
        (None, lambda t, p, k: _ious_where(t, p, k + 1, t != 255)[1:], "begin with class 1"),
        (None, ious_of(lambda t, p: np.mean(t & p)), "all pixels of the image"),
        (None, ious_of(lambda t, p: np.sum(t & p)), "number of shared pixels"),
        (None, ious_of(lambda t, p: np.sum(t & p) / np.sum(t ^ p)), "two maps differ"),
        (None, ious_of(lambda t, p: 100 * iou_of_flat(t, p)), "per cent"),
        (None, ious_of(lambda t, p: 1 - iou_of_flat(t, p)), "1 minus the IoU"),
        (None, ious_of(lambda t, p: round(iou_of_flat(t, p), 2)), "round"),
        (None, lambda t, p, k: dict(enumerate(_ious_where(t, p, k, t != 255))), "dict"),
        (None, ious_of_those_there),
        (None, lambda t, p, k: np.nan_to_num(_ious_where(t, p, k, t != 255), nan=0.5)),
        (None, lambda t, p, k: _ious_where(t, p, int(t[t != 255].max()) + 1, t != 255)),
        (None, lambda t, p, k: [np.mean(t == p)] * k),
        (None, lambda t, p, k: _ious_where(t, p, k, t != 255)[::-1]),
    ],
)

ANSWERS = {
    "iou": IOU,
    "mean_iou": MEAN_IOU,
    "class_ious": CLASS_IOUS,
    "shifted": Answers(
        right=[0.6, np.float32(0.6), 3 / 5, Fraction(12, 20), 0.6000001],
        wrong=[
            ("M02", 0.375),
            ("M02", 0.38),
            ("M11", 0.875),
            ("M11", 0.88),
            (None, 0.75, "That is precision"),
            (None, 1 / 3, "the example"),
            (None, 0.39, "down as well"),
            (None, 9 / 23, "down as well"),
            (None, 0.4, "1 minus the IoU"),
            (None, 1.5, "two maps differ"),
            (None, 0.19, "all pixels of the image"),
            (None, 5 / 3, "the other way round"),
            (None, 12, "number of shared pixels"),
            (None, 60, "per cent"),
            (None, "60 %"),
            (None, 0.3),
            (None, 0.5),
            (None, 9 / 16),
            (None, 10 / 16),
            (None, 16 / 25),
            (None, 2 / 3),
        ],
    ),
    "half": Answers(right=["c", "C ", "c)", "(c)"], wrong=[("M25", "a"), ("M11", "b"), ("M10", "d"), (None, "x")]),
    "mistaken": Answers(right=["b", "B", "b)"], wrong=[("M10", "a"), ("M12", "c"), ("M04", "d"), (None, 0.878)]),
    "fool": Answers(
        right=[
            (np.pad(np.ones((4, 2), int), ((2, 2), (2, 4))), np.pad(np.ones((5, 5), int), ((1, 2), (1, 2)))),
            ([[0] * 8] * 2 + [[0, 0, 1, 0, 0, 0, 0, 0]] + [[0] * 8] * 5, np.pad(np.ones((6, 6), bool), 1)),
            (np.pad(np.ones((1, 1)), ((0, 7), (0, 7))), np.ones((8, 8), np.uint8)),
            (np.eye(8, dtype=int) * ([0] * 3 + [1] * 2 + [0] * 3), np.pad(np.ones((6, 6), float), 1).tolist()),
        ],
        wrong=[
            (
                None,
                (np.pad(np.ones((5, 5), int), ((1, 2), (1, 2))), np.pad(np.ones((4, 2), int), ((2, 2), (2, 4)))),
                "fewer of them",
            ),
            (
                None,
                (np.pad(np.ones((4, 3), int), ((2, 2), (2, 3))), np.pad(np.ones((4, 2), int), ((2, 2), (2, 4)))),
                "not alike",
            ),
            (None, (np.zeros((8, 8), int), np.pad(np.ones((5, 5), int), ((1, 2), (1, 2)))), "blank or perfect"),
            (None, (np.pad(np.ones((4, 2), int), ((2, 2), (2, 4))), np.zeros((8, 8), int)), "blank or perfect"),
            (None, (np.pad(np.ones((4, 4), int), 2), np.pad(np.ones((5, 5), int), ((1, 2), (1, 2)))), "perfect one"),
            (None, (np.pad(np.ones((4, 2), int), ((2, 2), (2, 4))), np.pad(np.ones((4, 4), int), 2)), "perfect one"),
            (None, (np.ones((8, 8), int), np.ones((4, 4), int)), "shape"),
            (None, (np.full((8, 8), 7), np.ones((8, 8), int)), "class indices"),
        ],
    ),
}
