"""Answers to exercise set 3."""

import numpy as np

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


IOU = Answers(
    right=[iou_in_loops, iou_from_dice, iou_in_float32, iou_of_sets],
    wrong=[
        ("M01", lambda t, p: np.sum(t & p) / np.sum(p) if p.any() else NAN),
        ("M01", iou_by_prediction_alone),
        ("M39", lambda t, p: np.sum(t & p) / np.sum(t) if t.any() else NAN),
        ("M39", lambda t, p: float(np.sum(t & p) / max(1, np.sum(t)))),
        ("M02", lambda t, p: np.sum(t & p) / (np.sum(t) + np.sum(p)) if (t | p).any() else NAN),
        ("M07", lambda t, p: np.sum(t & p) / max(1, np.sum(t | p))),
        ("M08", lambda t, p: np.sum(t & p) / np.sum(t | p) if (t | p).any() else 1.0),
        ("M10", lambda t, p: 2 * np.sum(t & p) / (np.sum(t) + np.sum(p)) if (t | p).any() else NAN),
        ("M11", lambda t, p: np.mean(t == p)),
        ("M13", lambda t, p: int(np.sum(t & p)) // int(np.sum(t | p)) if (t | p).any() else NAN),
        ("M14", lambda t, p: int(np.sum(t & p)) / int(np.sum(t | p))),
        ("M15", iou_printed),
        ("M16", iou_of_changed_masks),
        (None, lambda t, p: 0.5),
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


MEAN_IOU = Answers(
    right=[mean_iou_in_loops, mean_iou_with_nan],
    wrong=[
        ("M07", lambda m: _ious(m, 0).mean()),
        ("M08", lambda m: _ious(m, 1).mean()),
        ("M14", lambda m: _ious(m, NAN).mean()),
        ("M14", lambda m: np.mean([int(m[k, k]) / int(m[k].sum() + m[:, k].sum() - m[k, k]) for k in range(len(m))])),
        ("M09", lambda m: np.trace(m) / m.sum()),
        ("M39", lambda m: np.mean([m[k, k] / m[k].sum() for k in range(len(m)) if m[k].any()])),
        ("M10", lambda m: np.nanmean(2 * _ious(m, NAN) / (1 + _ious(m, NAN)))),
        ("M12", lambda m: np.nanmean(_ious(m, NAN)[1:])),
        ("M13", lambda m: np.nanmean(_ious(m, NAN) // 1)),
        ("M15", mean_iou_printed),
        ("M16", mean_iou_that_empties_the_diagonal),
        (
            "M02",
            lambda m: np.nanmean([m[k, k] / s if (s := m[k].sum() + m[:, k].sum()) else NAN for k in range(len(m))]),
        ),
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


CLASS_IOUS = Answers(
    right=[
        ious_in_loops,
        ious_from_a_matrix,
        lambda t, p, k: np.array(_ious_where(t, p, k, t != 255)),
        lambda t, p, k: tuple(_ious_where(t, p, k, t < 255)),
    ],
    wrong=[
        ("M05", lambda t, p, k: _ious_where(t, p, k, np.ones(t.shape, bool))),
        ("M06", lambda t, p, k: _ious_where(t, p, k, (t != 255) & (p != 255))),
        ("M07", lambda t, p, k: np.nan_to_num(_ious_where(t, p, k, t != 255))),
        ("M08", lambda t, p, k: np.nan_to_num(_ious_where(t, p, k, t != 255), nan=1.0)),
        ("M09", lambda t, p, k: np.nanmean(_ious_where(t, p, k, t != 255))),
        ("M10", lambda t, p, k: [2 * v / (1 + v) for v in _ious_where(t, p, k, t != 255)]),
        ("M12", lambda t, p, k: _ious_where(t, p, k, t != 255)[1:]),
        ("M14", lambda t, p, k: [1 / 0 if np.isnan(v) else v for v in _ious_where(t, p, k, t != 255)]),
        ("M15", ious_printed),
        ("M17", ious_of_a_square),
        ("M28", ious_in_bytes),
        ("M29", lambda t, p, k: [np.logical_and(t, p)[t != 255].sum() / np.logical_or(t, p)[t != 255].sum()] * k),
    ],
)

ANSWERS = {
    "iou": IOU,
    "mean_iou": MEAN_IOU,
    "class_ious": CLASS_IOUS,
    "shifted": Answers(
        right=[0.6, np.float32(0.6), 3 / 5, 0.62], wrong=[("M01", 0.75), ("M02", 0.375), ("M11", 0.875), (None, 0.3)]
    ),
    "half": Answers(right=["c", "C "], wrong=[("M25", "a"), ("M11", "b"), ("M10", "d"), (None, "x")]),
    "mistaken": Answers(right=["b", "B"], wrong=[("M10", "a"), ("M12", "c"), ("M04", "d")]),
    "fool": Answers(
        right=[
            (np.pad(np.ones((4, 2), int), ((2, 2), (2, 4))), np.pad(np.ones((5, 5), int), ((1, 2), (1, 2)))),
            ([[0] * 8] * 2 + [[0, 0, 1, 0, 0, 0, 0, 0]] + [[0] * 8] * 5, np.pad(np.ones((6, 6), bool), 1)),
        ],
        wrong=[
            (None, (np.pad(np.ones((5, 5), int), ((1, 2), (1, 2))), np.pad(np.ones((4, 2), int), ((2, 2), (2, 4))))),
            ("M11", (np.pad(np.ones((4, 3), int), ((2, 2), (2, 3))), np.pad(np.ones((4, 2), int), ((2, 2), (2, 4))))),
            (None, (np.ones((8, 8), int), np.ones((4, 4), int))),
            (None, (np.full((8, 8), 7), np.ones((8, 8), int))),
        ],
    ),
}
