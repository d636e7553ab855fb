"""Answers to exercise set 2."""

from collections import Counter

import numpy as np

from tests.checks.answers import Answers


def tally_by_class(truth, prediction, num_classes):
    classes = range(num_classes)
    return [[int(np.sum((truth == is_) & (prediction == called))) for called in classes] for is_ in classes]


def tally_without_a_loop(truth, prediction, num_classes):
    scored = truth != 255
    codes = truth[scored].astype(int) * num_classes + prediction[scored]
    return np.bincount(codes, minlength=num_classes**2).reshape(num_classes, num_classes)


def tally_at_once(truth, prediction, num_classes):
    matrix = np.zeros((num_classes, num_classes), dtype=np.float32)
    np.add.at(matrix, (truth[truth < 255], prediction[truth < 255]), 1)
    return matrix


def tally_by_histogram(truth, prediction, num_classes):
    edges = np.arange(num_classes + 1) - 0.5
    return np.histogram2d(truth.ravel(), prediction.ravel(), bins=(edges, edges))[0]


def tally_of_pairs(truth, prediction, num_classes):
    pairs = Counter(zip(truth.ravel().tolist(), prediction.ravel().tolist(), strict=True))
    return tuple(tuple(pairs[is_, called] for called in range(num_classes)) for is_ in range(num_classes))


def _looped(truth, prediction, shape, is_scored=lambda is_, called: is_ != 255, size=None):
    matrix = np.zeros(shape, dtype=int)
    height, width = truth.shape if size is None else (size, size)
    for row in range(height):
        for column in range(width):
            is_, called = truth[row, column], prediction[row, column]
            if is_scored(is_, called):
                matrix[is_, called] += 1
    return matrix


def tally_in_bytes(truth, prediction, num_classes):
    scored = truth != 255
    codes = truth[scored] * num_classes + prediction[scored]
    return np.bincount(codes, minlength=num_classes**2).reshape(num_classes, num_classes)


def tally_of_a_changed_map(truth, prediction, num_classes):
    prediction[truth == 255] = 0
    truth[truth == 255] = num_classes
    codes = truth.astype(int) * num_classes + prediction
    return np.bincount(codes.ravel(), minlength=num_classes**2)[: num_classes**2].reshape(num_classes, num_classes)


def tally_printed(truth, prediction, num_classes):
    print(tally_by_class(truth, prediction, num_classes))


def tally_without_return(truth, prediction, num_classes):
    matrix = np.zeros((num_classes, num_classes), dtype=int)
    for is_, called in zip(truth.ravel(), prediction.ravel(), strict=True):
        if is_ != 255:
            matrix[is_, called] += 1


def tally_up_to_the_first_ignored(truth, prediction, num_classes):
    end = int(np.argmax(truth.ravel() == 255)) if (truth == 255).any() else truth.size
    return tally_by_class(truth.ravel()[:end], prediction.ravel()[:end], num_classes)


def tally_of_found_classes(truth, prediction, num_classes):
    size = int(max(truth[truth != 255].max(), prediction[truth != 255].max())) + 1
    return _looped(truth, prediction, (size, size))


def tally_of_ones(truth, prediction, num_classes):
    matrix = np.zeros((num_classes, num_classes), dtype=int)
    matrix[truth[truth != 255], prediction[truth != 255]] += 1
    return matrix


TALLY = Answers(
    right=[tally_by_class, tally_without_a_loop, tally_at_once, tally_by_histogram, tally_of_pairs],
    wrong=[
        ("M04", lambda t, p, k: _looped(p, t, (k, k), lambda is_, called: called != 255)),
        ("M04", lambda t, p, k: np.transpose(tally_by_class(t, p, k))),
        ("M05", lambda t, p, k: _looped(t, p, (k, k), lambda is_, called: True)),
        ("M05", lambda t, p, k: tally_by_class(np.where(t == 255, 0, t), np.where(p == 255, 0, p), k)),
        ("M06", lambda t, p, k: _looped(t, p, (k, k), lambda is_, called: called != 255)),
        ("M15", tally_printed),
        ("M15", tally_without_return),
        ("M16", tally_of_a_changed_map),
        ("M17", lambda t, p, k: _looped(t, p, (k, k), size=len(t))),
        ("M18", lambda t, p, k: _looped(t, p, (2, 2))),
        ("M18", lambda t, p, k: tally_by_class(np.where(t == 255, t, t > 0), p > 0, 2)),
        ("M28", tally_in_bytes),
        ("M05", lambda t, p, k: tally_by_class(np.minimum(t, k - 1), np.minimum(p, k - 1), k)),
        ("M28", lambda t, p, k: np.array(tally_by_class(t, p, k)).astype(np.uint8)),
        (None, tally_up_to_the_first_ignored),
        (None, tally_of_found_classes),
        (None, tally_of_ones),
        (None, lambda t, p, k: tally_at_once(t, p, k) / max(1, np.sum(t != 255))),
    ],
)


def most_confused_in_loops(matrix):
    best, pair = -1, None
    for row in range(len(matrix)):
        for column in range(len(matrix)):
            if row != column and matrix[row][column] > best:
                best, pair = matrix[row][column], [row, column]
    return pair


def most_confused_by_where(matrix):
    wrong = np.where(np.eye(len(matrix), dtype=bool), -1, matrix)
    return np.argwhere(wrong == wrong.max())[0]


def most_confused_by_division(matrix):
    copy = matrix.astype(np.float32)
    np.fill_diagonal(copy, -np.inf)
    return divmod(int(copy.argmax()), len(copy))


def most_confused_by_sorting(matrix):
    pairs = sorted((-int(count), *place) for place, count in np.ndenumerate(matrix) if place[0] != place[1])
    return pairs[0][1:]


def most_confused_of_an_emptied_diagonal(matrix):
    np.fill_diagonal(matrix, 0)
    return np.unravel_index(matrix.argmax(), matrix.shape)


def most_confused_printed(matrix):
    print(most_confused_in_loops(matrix))


def most_confused_share(matrix):
    wrong = matrix - np.diag(np.diag(matrix))
    return np.unravel_index((wrong / matrix.sum(axis=1, keepdims=True)).argmax(), wrong.shape)


MOST_CONFUSED = Answers(
    right=[most_confused_in_loops, most_confused_by_where, most_confused_by_division, most_confused_by_sorting],
    wrong=[
        ("M04", lambda m: most_confused_in_loops(m)[::-1]),
        ("M04", lambda m: most_confused_in_loops(m.T)),
        ("M15", most_confused_printed),
        ("M16", most_confused_of_an_emptied_diagonal),
        ("M18", lambda m: (0, 1) if m[0, 1] > m[1, 0] else (1, 0)),
        (None, lambda m: np.unravel_index(m.argmax(), m.shape)),
        (None, lambda m: int((m - np.diag(np.diag(m))).argmax())),
        (None, most_confused_share),
        (None, lambda m: np.unravel_index((m - np.diag(m)).argmax(), m.shape)),
        (None, lambda m: np.where(m == np.triu(m, 1).max())),
    ],
)


def matrix_in_loops(truth, prediction, num_classes):
    matrix = [[0] * (num_classes + 1) for _ in range(num_classes)]
    for is_, called in zip(truth.ravel().tolist(), prediction.ravel().tolist(), strict=True):
        if is_ != 255:
            matrix[is_][num_classes if called == 255 else called] += 1
    return matrix


def matrix_by_class(truth, prediction, num_classes):
    names = [*range(num_classes), 255]
    return np.array(
        [[np.count_nonzero((truth == k) & (prediction == name)) for name in names] for k in range(num_classes)]
    )


def matrix_at_once(truth, prediction, num_classes):
    decided = np.where(prediction == 255, num_classes, prediction.astype(int))[truth != 255]
    matrix = np.zeros((num_classes, num_classes + 1))
    np.add.at(matrix, (truth[truth != 255], decided), 1)
    return matrix


def matrix_of_a_large_one(truth, prediction, num_classes):
    codes = truth.astype(np.uint32) * 256 + prediction
    counts = np.bincount(codes.ravel(), minlength=256 * 256).reshape(256, 256)
    return counts[:num_classes, [*range(num_classes), 255]].astype(np.int32)


def matrix_from_sums(truth, prediction, num_classes):
    square = np.array(tally_by_class(truth, prediction, num_classes))
    areas = np.bincount(truth.ravel(), minlength=256)[:num_classes]
    return np.column_stack([square, areas - square.sum(axis=1)])


def _matrix_looped(truth, prediction, num_classes, **more):
    last = np.where(prediction == 255, num_classes, prediction.astype(int))
    return _looped(truth, last, (num_classes, num_classes + 1), **more)


def matrix_in_bytes(truth, prediction, num_classes):
    scored = truth != 255
    columns = np.where(prediction == 255, num_classes, prediction)[scored]
    codes = truth[scored] * (num_classes + 1) + columns
    return np.bincount(codes, minlength=num_classes * (num_classes + 1)).reshape(num_classes, -1)


def matrix_half_in_bytes(truth, prediction, num_classes):
    scored = truth != 255
    columns = np.where(prediction == 255, num_classes, prediction)[scored].astype(int)
    codes = truth[scored] * (num_classes + 1) + columns
    return np.bincount(codes, minlength=num_classes * (num_classes + 1)).reshape(num_classes, -1)


def matrix_of_a_changed_map(truth, prediction, num_classes):
    prediction[prediction == 255] = num_classes
    return _looped(truth, prediction, (num_classes, num_classes + 1))


def matrix_without_return(truth, prediction, num_classes):
    matrix = matrix_at_once(truth, prediction, num_classes)
    matrix.astype(int)


def matrix_turned(truth, prediction, num_classes):
    matrix = matrix_by_class(truth, prediction, num_classes)
    matrix[:, :num_classes] = matrix[:, :num_classes].T.copy()
    return matrix


def matrix_decided_only(truth, prediction, num_classes):
    shape = num_classes, num_classes + 1
    return _looped(truth, prediction, shape, lambda is_, called: is_ != 255 and called != 255)


def matrix_decided_by_prediction(truth, prediction, num_classes):
    return _looped(truth, prediction, (num_classes, num_classes + 1), lambda is_, called: called != 255)


MATRIX = Answers(
    right=[matrix_in_loops, matrix_by_class, matrix_at_once, matrix_of_a_large_one, matrix_from_sums],
    wrong=[
        ("M04", matrix_turned),
        ("M04", lambda t, p, k: matrix_by_class(t, p, k).T),
        ("M05", lambda t, p, k: _matrix_looped(t, p, k, is_scored=lambda is_, called: True)),
        ("M05", lambda t, p, k: matrix_by_class(np.where(t == 255, 0, t), p, k)),
        ("M06", matrix_decided_only),
        ("M06", matrix_decided_by_prediction),
        ("M06", tally_by_class),
        ("M15", matrix_without_return),
        ("M16", matrix_of_a_changed_map),
        ("M17", lambda t, p, k: _matrix_looped(t, p, k, size=len(t))),
        ("M18", lambda t, p, k: _matrix_looped(t, p, 2)),
        ("M18", lambda t, p, k: matrix_by_class(np.where(t == 255, t, t > 0), np.where(p == 255, p, p > 0), 2)),
        ("M28", matrix_in_bytes),
        ("M28", matrix_half_in_bytes),
        ("M28", lambda t, p, k: matrix_by_class(t, p, k).astype(np.uint8)),
        ("M05", lambda t, p, k: matrix_by_class(np.minimum(t, k - 1), p, k)),
        (None, lambda t, p, k: matrix_by_class(t, np.where(p == 255, 0, p), k)),
        (None, lambda t, p, k: matrix_by_class(t, p, k) / max(1, np.sum(t != 255))),
    ],
)


def _room(*rows):
    return np.array([[int(character) for character in row] for row in rows])


_TRUE_ROOM = ("111111", "102201", "102201", "100001", "100001", "111111")

ANSWERS = {
    "share": Answers(
        right=[0.3, 15 / 50, np.float32(0.3), np.array([[40, 6, 4], [5, 30, 15], [0, 4, 16]])[1, 2] / 50],
        wrong=[("M03", 15 / 35), ("M03", 0.43), ("M04", 0.1), ("M04", 0.2), (None, 0.6), (None, 15), (None, "15/50")],
    ),
    "tally": TALLY,
    "column": Answers(right=["d", "D"], wrong=[("M04", "a"), (None, "b"), ("M05", "c"), (None, "e")]),
    "most_confused": MOST_CONFUSED,
    "sums": Answers(right=["b", " b"], wrong=[("M04", "a"), ("M05", "c"), ("M28", "d"), (None, "swapped")]),
    "amount": Answers(
        right=[
            _room("111111", "120021", "120021", "100001", "100001", "111111"),
            _room("111111", "100001", "100001", "102201", "102201", "111111").astype(np.uint8),
            _room("221111", "111001", "100001", "100001", "100221", "111111").tolist(),
        ],
        wrong=[
            (None, _room(*_TRUE_ROOM)),
            (None, _room("111111", "100001", "100001", "100001", "100001", "111111")),
            (None, _room("000000", "011110", "011110", "012210", "012210", "111111")),
            (None, np.full((6, 6), 3)),
            (None, "truth"),
        ],
    ),
    "matrix": MATRIX,
}
