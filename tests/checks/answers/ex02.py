"""Answers to exercise set 2."""

from collections import Counter
from fractions import Fraction

import numpy as np
from sklearn.metrics import confusion_matrix

from tests.checks.answers import Answers


def tally_by_class(truth, prediction, num_classes):
    classes = range(num_classes)
    return [[int(np.sum((truth == is_) & (prediction == called))) for called in classes] for is_ in classes]


def _looped(truth, prediction, shape, is_scored=lambda is_, called: is_ != 255, size=None):
    matrix = np.zeros(shape, dtype=int)
    height, width = truth.shape if size is None else (size, size)
    for row in range(height):
        for column in range(width):
            is_, called = truth[row, column], prediction[row, column]
            if is_scored(is_, called):
                matrix[is_, called] += 1
    return matrix


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


def most_confused_by_counter(matrix):
    size = len(matrix)
    counts = Counter({(i, j): int(matrix[i, j]) for i in range(size) for j in range(size) if i != j})
    return counts.most_common(1)[0][0]


def most_confused_by_triangles(matrix):
    rows, columns = np.where(~np.eye(len(matrix), dtype=bool))
    best = matrix[rows, columns].argmax()
    return rows[best], columns[best]


def most_confused_of_emptied(matrix):
    return np.where(np.eye(len(matrix), dtype=bool), 0, matrix)


def most_confused_of_the_worst_class(matrix):
    wrong = most_confused_of_emptied(matrix)
    row = wrong.sum(axis=1).argmax()
    return row, wrong[row].argmax()


def most_confused_of_the_worst_name(matrix):
    wrong = most_confused_of_emptied(matrix)
    column = wrong.sum(axis=0).argmax()
    return wrong[:, column].argmax(), column


MOST_CONFUSED = Answers(
    right=[
        most_confused_in_loops,
        most_confused_by_where,
        most_confused_by_division,
        most_confused_by_sorting,
        most_confused_by_counter,
        most_confused_by_triangles,
        lambda m: np.unravel_index((m * (1 - np.eye(len(m)))).argmax(), m.shape),
        lambda m: [
            int(place[0]) for place in np.nonzero(np.tril(m, -1) + np.triu(m, 1) == (m - m * np.eye(len(m))).max())
        ],
    ],
    wrong=[
        ("M04", lambda m: most_confused_in_loops(m)[::-1]),
        ("M04", lambda m: most_confused_in_loops(m.T)),
        ("M15", most_confused_printed),
        ("M16", most_confused_of_an_emptied_diagonal),
        ("M18", lambda m: (0, 1) if m[0, 1] > m[1, 0] else (1, 0), "the classes 0 and 1 only"),
        (None, lambda m: np.unravel_index(m.argmax(), m.shape), "The largest entry of the whole matrix"),
        (None, lambda m: np.argwhere(m == most_confused_of_emptied(m).max())[0], "the diagonal may hold"),
        (
            None,
            lambda m: [int(place[0]) for place in np.where(m == most_confused_of_emptied(m).max())],
            "the diagonal may hold",
        ),
        (None, lambda m: np.argwhere(m == most_confused_of_emptied(m).max())[-1], "the diagonal may hold"),
        (None, most_confused_of_the_worst_class, "the worst class first"),
        (None, most_confused_of_the_worst_name, "the worst class first"),
        (None, lambda m: [most_confused_of_emptied(m).sum(axis=axis).argmax() for axis in (1, 0)]),
        (None, most_confused_share, "You compare shares"),
        (None, lambda m: np.unravel_index((most_confused_of_emptied(m) / m.sum(axis=0)).argmax(), m.shape), "shares"),
        (None, lambda m: np.unravel_index(np.triu(m, 1).argmax(), m.shape), "one side of the diagonal"),
        (None, lambda m: np.unravel_index(np.tril(m, -1).argmax(), m.shape), "one side of the diagonal"),
        (None, lambda m: np.unravel_index(np.triu(m + m.T, 1).argmax(), m.shape), "both directions"),
        (None, lambda m: sorted(most_confused_in_loops(m)), "You sort"),
        (None, lambda m: [max(most_confused_in_loops(m)), min(most_confused_in_loops(m))], "You sort"),
        (None, lambda m: [1 + index for index in most_confused_in_loops(m)], "counted from 0"),
        (None, lambda m: int((m - np.diag(np.diag(m))).argmax()), "np.unravel_index"),
        (None, lambda m: np.where(most_confused_of_emptied(m) == most_confused_of_emptied(m).max())),
        (None, lambda m: np.argwhere(most_confused_of_emptied(m) == most_confused_of_emptied(m).max())),
        (None, lambda m: np.unravel_index((m - np.diag(m)).argmax(), m.shape)),
        (None, lambda m: np.where(m == np.triu(m, 1).max())),
        (None, lambda m: most_confused_of_emptied(m).max()),
        (None, lambda m: np.unravel_index(m.argmin(), m.shape)),
        (None, lambda m: most_confused_of_emptied(m).argmax(axis=1)),
        (None, lambda m: (*most_confused_in_loops(m), most_confused_of_emptied(m).max())),
        (None, lambda m: [f"class {index}" for index in most_confused_in_loops(m)]),
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


def matrix_of_all_pairs_in_bytes(truth, prediction, num_classes):
    size = num_classes * (num_classes + 1)
    codes = truth * (num_classes + 1) + prediction
    return np.bincount(codes.ravel(), minlength=size)[:size].reshape(num_classes, num_classes + 1)


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


def matrix_with_a_last_index(truth, prediction, num_classes):
    matrix = np.zeros((num_classes, num_classes + 1), dtype=int)
    for is_, called in zip(truth.ravel(), prediction.ravel(), strict=True):
        if is_ != 255:
            matrix[is_, -1 if called == 255 else called] += 1
    return matrix


def matrix_by_scikit_learn(truth, prediction, num_classes):
    scored = truth != 255
    labels = [*range(num_classes), 255]
    return confusion_matrix(truth[scored], prediction[scored], labels=labels)[:num_classes]


def matrix_by_histogram(truth, prediction, num_classes):
    rows = np.arange(num_classes + 1) - 0.5
    last = np.where(prediction == 255, num_classes, prediction.astype(int))
    return np.histogram2d(truth.ravel(), last.ravel(), bins=(rows, np.append(rows, num_classes + 0.5)))[0]


def matrix_of_colliding_pairs(truth, prediction, num_classes):
    scored = truth != 255
    columns = np.where(prediction == 255, num_classes, prediction.astype(int))[scored]
    counts = np.bincount(truth[scored].astype(int) * num_classes + columns, minlength=num_classes * (num_classes + 1))
    return counts[: num_classes * (num_classes + 1)].reshape(num_classes, num_classes + 1)


def matrix_with_the_first_column(truth, prediction, num_classes):
    matrix = np.zeros((num_classes, num_classes + 1), dtype=int)
    for is_, called in zip(truth.ravel(), prediction.ravel(), strict=True):
        if is_ != 255:
            matrix[is_, 0 if called == 255 else called + np.int64(1)] += 1
    return matrix


def matrix_with_a_row(truth, prediction, num_classes):
    square = np.array(tally_by_class(truth, prediction, num_classes))
    undecided = [np.sum((truth == k) & (prediction == 255)) for k in range(num_classes)]
    return np.vstack([square, undecided])


def matrix_until_return(truth, prediction, num_classes):
    matrix = np.zeros((num_classes, num_classes + 1), dtype=int)
    for is_, called in zip(truth.ravel(), prediction.ravel(), strict=True):
        if is_ != 255:
            matrix[is_, num_classes if called == 255 else called] += 1
        return matrix


def matrix_until_break(truth, prediction, num_classes):
    matrix = np.zeros((num_classes, num_classes + 1), dtype=int)
    for is_, called in zip(truth.ravel(), prediction.ravel(), strict=True):
        if is_ == 255:
            break
        matrix[is_, num_classes if called == 255 else called] += 1
    return matrix


def matrix_of_rows_that_share_a_list(truth, prediction, num_classes):
    matrix = [[0] * (num_classes + 1)] * num_classes
    for is_, called in zip(truth.ravel(), prediction.ravel(), strict=True):
        if is_ != 255:
            matrix[is_][num_classes if called == 255 else called] += 1
    return matrix


MATRIX = Answers(
    right=[
        matrix_in_loops,
        matrix_by_class,
        matrix_at_once,
        matrix_of_a_large_one,
        matrix_from_sums,
        matrix_with_a_last_index,
        matrix_by_scikit_learn,
        matrix_by_histogram,
    ],
    wrong=[
        ("M04", matrix_turned),
        ("M04", lambda t, p, k: matrix_by_class(t, p, k).T),
        ("M05", lambda t, p, k: _matrix_looped(t, p, k, is_scored=lambda is_, called: True)),
        ("M05", lambda t, p, k: matrix_by_class(np.where(t == 255, 0, t), p, k)),
        ("M05", lambda t, p, k: matrix_by_class(np.minimum(t, k - 1), p, k)),
        ("M05", lambda t, p, k: _looped(np.minimum(t, k), np.where(p == 255, k, p), (k + 1, k + 1))),
        ("M06", matrix_decided_only),
        ("M06", matrix_decided_by_prediction),
        ("M15", matrix_without_return),
        ("M16", matrix_of_a_changed_map),
        ("M17", lambda t, p, k: _matrix_looped(t, p, k, size=len(t))),
        ("M17", lambda t, p, k: _matrix_looped(t, p, k, size=t.shape[1])),
        ("M18", lambda t, p, k: _matrix_looped(t, p, 2)),
        ("M18", lambda t, p, k: matrix_by_class(np.where(t == 255, t, t > 0), np.where(p == 255, p, p > 0), 2)),
        ("M28", matrix_in_bytes),
        ("M28", matrix_half_in_bytes),
        ("M28", matrix_of_all_pairs_in_bytes),
        ("M28", lambda t, p, k: matrix_by_class(t, p, k).astype(np.uint8)),
        (None, tally_by_class, "no column for"),
        (None, lambda t, p, k: _looped(t, p, (k, k)), "no column for"),
        (None, lambda t, p, k: matrix_by_class(t, np.where(p == 255, 0, p), k), "counted as class 0"),
        (None, lambda t, p, k: matrix_by_class(t, np.minimum(p, k - 1), k), "counted as the last class"),
        (None, matrix_with_the_first_column, "your first column"),
        (None, matrix_with_a_row, "one more row"),
        (None, lambda t, p, k: _looped(t, np.where(p == 255, k, p), (k + 1, k + 1)), "one more row"),
        (None, matrix_of_colliding_pairs, "collide"),
        (None, lambda t, p, k: matrix_by_class(t, p, k) / max(1, np.sum(t != 255)), "You give shares"),
        (
            None,
            lambda t, p, k: matrix_by_class(t, p, k) / np.maximum(1, matrix_by_class(t, p, k).sum(1))[:, None],
            "shares",
        ),
        (None, lambda t, p, k: (matrix_by_class(t, p, k) > 0).astype(int), "counted once only"),
        (None, matrix_until_return, "Only the first pixel"),
        (None, matrix_until_break, "after the first ignored pixel"),
        (None, matrix_of_rows_that_share_a_list, "one and the same list"),
        (None, lambda t, p, k: _matrix_looped(t, p, k, is_scored=lambda is_, called: 0 < is_ < 255), "are class 0"),
        (None, lambda t, p, k: _matrix_looped(t, p, k, is_scored=lambda is_, called: is_ == called), "their own name"),
        (
            None,
            lambda t, p, k: _matrix_looped(t, p, k, is_scored=lambda is_, called: is_ not in (called, 255)),
            "on the diagonal",
        ),
        (None, lambda t, p, k: np.column_stack([tally_by_class(t, p, k), np.full(k, np.sum(p[t != 255] == 255))])),
        (None, lambda t, p, k: np.column_stack([tally_by_class(t, p, k), np.sum(tally_by_class(t, p, k), axis=1)])),
        (None, lambda t, p, k: matrix_by_class(t, p, k).ravel()),
    ],
)


def _room(*rows):
    return np.array([[int(character) for character in row] for row in rows])


_TRUE_ROOM = ("111111", "102201", "102201", "100001", "100001", "111111")

ANSWERS = {
    "share": Answers(
        right=[
            0.3,
            15 / 50,
            np.float32(0.3),
            np.array([[40, 2, 8], [5, 30, 15], [0, 4, 16]])[1, 2] / 50,
            Fraction(3, 10),
        ],
        wrong=[
            ("M03", 15 / 39, "all that is called door"),
            ("M03", 0.38, "all that is called door"),
            ("M04", 4 / 36),
            ("M04", 0.2, "share of the doors"),
            (None, 0.6, "called wall"),
            (None, 0.1, "called floor"),
            (None, 0.4, "not called wall"),
            (None, 0.125, "all 120 pixels"),
            (None, 0.75, "all that truly is door"),
            (None, 0.5, "the sum of their row"),
            (None, 15, "Divide"),
            (None, 30, "write 0.3"),
            (None, 0.8),
            (None, "15/50"),
        ],
    ),
    "most_confused": MOST_CONFUSED,
    "sums": Answers(right=["b", " b", "b."], wrong=[("M04", "a"), ("M05", "c"), ("M28", "d"), (None, "swapped")]),
    "amount": Answers(
        right=[
            _room("111111", "120021", "120021", "100001", "100001", "111111"),
            _room("111111", "100001", "100001", "102201", "102201", "111111").astype(np.uint8),
            _room("221111", "111001", "100001", "100001", "100221", "111111").tolist(),
        ],
        wrong=[
            (None, _room(*_TRUE_ROOM), "must lend their name"),
            (None, _room("111111", "100221", "100221", "100001", "100001", "111111"), "must lend their name"),
            (None, _room("111111", "100001", "100001", "100001", "100001", "111111"), "loses its name"),
            (None, _room("111111", "102202", "102202", "100001", "100001", "111111"), "loses its name"),
            (None, _room("000000", "011110", "011110", "012210", "012210", "111111")),
            (None, _room("000000", "012210", "012210", "011110", "111111", "111111"), "Start from the truth"),
            (None, np.full((6, 6), 3)),
            (None, _room("11", "00")),
            (None, "truth"),
        ],
    ),
    "matrix": MATRIX,
}
