"""Answers to exercise set 4."""

from fractions import Fraction

import numpy as np
from sklearn.metrics import jaccard_score

from tests.checks.answers import Answers
from tests.checks.answers.ex03 import iou_in_loops

NAN = float("nan")


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
    "mean_iou": MEAN_IOU,
    "class_ious": CLASS_IOUS,
    "fair_mean": Answers(
        right=[0.5, (8.5 - 7) / 3, Fraction(1, 2), np.float32(0.5), 0.4999],
        wrong=[
            ("M07", 0.15, "seven are nowhere"),
            (None, 0.05, "a mean of ten"),
            ("M08", 0.85, "as it was reported"),
            (None, 2.83, "take nothing off"),
            (None, 8.5 / 3, "take nothing off"),
            (None, 0.255, "three tenths"),
            (None, 1.5, "add up the IoUs"),
            (None, 50, "per cent"),
            (None, 0.55),
            (None, "half"),
        ],
    ),
    "mistaken": Answers(right=["b", "B", "b)"], wrong=[("M10", "a"), ("M12", "c"), ("M04", "d"), (None, 0.878)]),
    "two_means": Answers(
        right=[
            ([0.66, 0.66], [1.0, 0.4]),
            (np.array([0.5, 0.5]), (0.9, 0.15)),
            ([2 / 3, 2 / 3], np.float32([1, 0.408])),
            ([0.01, 0.01], [0, 0.0201]),
        ],
        wrong=[
            (None, ([1.0, 0.4], [0.66, 0.66]), "Exchange the two"),
            (None, ([0.2, 0.8], [0.5, 0.5]), "Exchange the two"),
            (None, ([0.7, 0.7], [1.0, 0.4]), "the larger one"),
            (None, ([0.6, 0.6], [0.9, 0.8]), "two middling classes"),
            (None, ([0.5, 0.5], [1.5, 0.0]), "An IoU is a share"),
            (None, ([0.66, 0.66], [1.0, 0.4, 0.2]), "shape"),
            (None, ([0.66, 0.66], ["a", "b"]), "texts"),
            (None, ([0.5, 0.5], [0.5, 0.5]), "the larger one"),
        ],
    ),
}
