"""Answers to exercise set 1."""

from collections import Counter

import numpy as np
from PIL import Image

from tests.checks.answers import Answers


def shares_in_loops(label_map, num_classes):
    counts, scored = [0] * num_classes, 0
    for row in label_map:
        for index in row:
            if index != 255:
                counts[index] += 1
                scored += 1
    return [count / scored for count in counts]


def shares_of_counts(label_map, num_classes):
    counts = np.bincount(label_map.ravel(), minlength=256)
    return counts[:num_classes] / counts[:255].sum()


def shares_in_float32(label_map, num_classes):
    weights = (label_map != 255).astype(np.float32)
    return tuple((weights * (label_map == k)).sum() / weights.sum() for k in range(num_classes))


def shares_of_counted(label_map, num_classes):
    counted = Counter(label_map[label_map < 255].tolist())
    return [counted[k] / sum(counted.values()) for k in range(num_classes)]


def shares_of_a_changed_map(label_map, num_classes):
    label_map[label_map == 255] = num_classes
    return [float(np.sum(label_map == k) / np.sum(label_map < num_classes)) for k in range(num_classes)]


def shares_printed(label_map, num_classes):
    print(shares_in_loops(label_map, num_classes))


def shares_of_a_square(label_map, num_classes):
    counts = [0] * num_classes
    for row in range(label_map.shape[0]):
        for column in range(label_map.shape[0]):
            if label_map[row, column] != 255:
                counts[label_map[row, column]] += 1
    return [count / sum(counts) for count in counts]


def shares_without_background(label_map, num_classes):
    objects = label_map[(label_map != 0) & (label_map != 255)]
    return [np.sum(objects == k) / len(objects) for k in range(num_classes)]


SHARES = Answers(
    right=[shares_in_loops, shares_of_counts, shares_in_float32, shares_of_counted],
    wrong=[
        ("M05", lambda m, k: [np.mean(m == c) for c in range(k)]),
        ("M05", lambda m, k: [np.sum(m[m != 255] == c) / m.size for c in range(k)]),
        ("M05", lambda m, k: [np.mean(np.where(m == 255, 0, m) == c) for c in range(k)]),
        ("M12", lambda m, k: shares_in_loops(m, k)[1:]),
        ("M12", shares_without_background),
        ("M13", lambda m, k: [int(np.sum(m == c)) // int(np.sum(m != 255)) for c in range(k)]),
        ("M13", lambda m, k: np.array(shares_in_loops(m, k)).astype(int)),
        ("M15", shares_printed),
        ("M16", shares_of_a_changed_map),
        ("M17", shares_of_a_square),
        ("M17", lambda m, k: [np.sum(m == c) / (len(m) ** 2 - np.sum(m == 255)) for c in range(k)]),
        ("M18", lambda m, k: [np.mean(m[m != 255] == 0), np.mean(m[m != 255] == 1)]),
        ("M18", lambda m, k: [1 - np.mean(m[m != 255] > 0), np.mean(m[m != 255] > 0)]),
        (None, lambda m, k: [np.mean(m[m != 255] == c) for c in np.unique(m[m != 255])]),
        (None, lambda m, k: [int(np.sum(m == c)) for c in range(k)]),
    ],
)


def box_in_loops(mask):
    found = None
    for row in range(mask.shape[0]):
        for column in range(mask.shape[1]):
            if mask[row, column]:
                first, last, left, right = found or (row, row, column, column)
                found = min(first, row), max(last, row), min(left, column), max(right, column)
    return found


def box_of_profiles(mask):
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return [rows[0], rows[-1], columns[0], columns[-1]] if rows.size else None


def box_of_argmax(mask):
    in_row, in_column = mask.max(axis=1), mask.max(axis=0)
    if not in_row.max():
        return None
    last_row, last_column = len(in_row) - 1 - in_row[::-1].argmax(), len(in_column) - 1 - in_column[::-1].argmax()
    return np.array([in_row.argmax(), last_row, in_column.argmax(), last_column], dtype=np.float32)


def box_by_pillow(mask):
    box = Image.fromarray(mask.astype(np.uint8) * 255).getbbox()
    return None if box is None else (box[1], box[3] - 1, box[0], box[2] - 1)


def box_of_a_square(mask):
    size = len(mask)
    places = [(row, column) for row in range(size) for column in range(size) if mask[row, column]]
    if not places:
        return None
    rows, columns = zip(*places, strict=True)
    return min(rows), max(rows), min(columns), max(columns)


def box_that_eats_the_mask(mask):
    box = box_in_loops(mask)
    mask[:] = False
    return box


def box_printed(mask):
    print(box_in_loops(mask))


def box_in_xy(mask):
    if not mask.any():
        return None
    x, y = np.nonzero(mask)[::-1]
    return x.min(), y.min(), x.max(), y.max()


def box_of_swapped_names(mask):
    columns, rows = np.nonzero(mask)
    return (rows.min(), rows.max(), columns.min(), columns.max()) if mask.any() else None


def box_that_ends_behind(mask):
    box = box_in_loops(mask)
    return box and (box[0], box[1] + 1, box[2], box[3] + 1)


BOX = Answers(
    right=[box_in_loops, box_of_profiles, box_of_argmax, box_by_pillow],
    wrong=[
        ("M15", box_printed),
        ("M16", box_that_eats_the_mask),
        ("M17", box_of_a_square),
        ("M35", box_in_xy),
        ("M35", box_of_swapped_names),
        (None, box_that_ends_behind),
        (None, lambda mask: box_of_profiles(mask) or (0, 0, 0, 0)),
        (None, lambda mask: [int(f(place)) for place in np.nonzero(mask) for f in (np.min, np.max)]),
    ],
)


def half_by_sorting(label_map):
    rows = []
    for row in range(0, label_map.shape[0], 2):
        rows.append([])
        for column in range(0, label_map.shape[1], 2):
            votes = [int(index) for index in label_map[row : row + 2, column : column + 2].ravel() if index != 255]
            rows[-1].append(sorted(votes, key=lambda index: (-votes.count(index), index))[0] if votes else 255)
    return rows


def half_by_counting(label_map):
    height, width = label_map.shape
    half = np.empty((height // 2, width // 2), dtype=label_map.dtype)
    for row, column in np.ndindex(half.shape):
        counts = np.bincount(label_map[2 * row : 2 * row + 2, 2 * column : 2 * column + 2].ravel(), minlength=256)[:255]
        half[row, column] = counts.argmax() if counts.any() else 255
    return half


def half_without_a_loop(label_map):
    corners = np.stack([label_map[::2, ::2], label_map[::2, 1::2], label_map[1::2, ::2], label_map[1::2, 1::2]])
    corners = np.sort(corners.astype(int), axis=0)
    votes = (corners[:, None] == corners[None]).sum(axis=1) * (corners != 255)
    return np.take_along_axis(corners, votes.argmax(axis=0)[None], axis=0)[0].astype(float)


def half_by_class(label_map):
    half = np.full((label_map.shape[0] // 2, label_map.shape[1] // 2), 255, dtype=np.uint8)
    most = np.zeros(half.shape, dtype=int)
    for index in range(255):
        mask = (label_map == index).astype(int)
        votes = mask[::2, ::2] + mask[::2, 1::2] + mask[1::2, ::2] + mask[1::2, 1::2]
        half[votes > most] = index
        most = np.maximum(most, votes)
    return half


def _with_blocks(label_map, decide, size=None):
    height, width = label_map.shape if size is None else (size, size)
    half = np.full((height // 2, width // 2), 255)
    for row, column in np.ndindex(half.shape):
        half[row, column] = decide(label_map[2 * row : 2 * row + 2, 2 * column : 2 * column + 2].ravel())
    return half


def _decide(block):
    return half_by_counting(np.reshape(block, (2, 2)))[0, 0]


def half_of_a_changed_map(label_map):
    for row in range(0, label_map.shape[0], 2):
        for column in range(0, label_map.shape[1], 2):
            label_map[row, column] = _decide(label_map[row : row + 2, column : column + 2].ravel())
    return label_map[::2, ::2].copy()


def half_printed(label_map):
    print(half_by_counting(label_map))


def half_by_mean_of_scored(label_map):
    return _with_blocks(label_map, lambda block: block[block != 255].mean().round() if (block != 255).any() else 255)


def half_by_pillow(label_map):
    image = Image.fromarray(label_map.astype(np.uint8))
    return np.array(image.resize((image.width // 2, image.height // 2), Image.Resampling.BILINEAR))


def half_with_the_largest_of_tied(label_map):
    def decide(block):
        counts = np.bincount(block, minlength=256)[:255]
        return np.flatnonzero(counts == counts.max())[-1] if counts.any() else 255

    return _with_blocks(label_map, decide)


def half_with_the_first_of_tied(label_map):
    def decide(block):
        return Counter(block[block != 255].tolist()).most_common(1)[0][0] if (block != 255).any() else 255

    return _with_blocks(label_map, decide)


def half_of_two(label_map):
    return _with_blocks(label_map, lambda b: 255 if (b == 255).all() else int((b == 1).sum() > (b == 0).sum()))


def half_with_ignored_votes(label_map):
    return _with_blocks(label_map, lambda block: np.bincount(block, minlength=256).argmax())


HALVE = Answers(
    right=[half_by_sorting, half_by_counting, half_without_a_loop, half_by_class],
    wrong=[
        ("M05", half_with_ignored_votes),
        ("M05", lambda m: half_by_counting(np.where(m == 255, 0, m))),
        ("M15", half_printed),
        ("M16", half_of_a_changed_map),
        ("M17", lambda m: _with_blocks(m, _decide, size=len(m))),
        ("M18", half_of_two),
        ("M18", lambda m: half_by_counting(np.minimum(m, 1)) if (m != 255).all() else half_of_two(m)),
        ("M30", half_by_mean_of_scored),
        ("M30", half_by_pillow),
        ("M30", lambda m: _with_blocks(m, lambda block: int(block.mean()))),
        ("M30", lambda m: _with_blocks(m, lambda block: int(block.mean() + 0.5))),
        ("M30", lambda m: _with_blocks(m, np.median)),
        ("M30", lambda m: (m[::2, ::2] + m[::2, 1::2] + m[1::2, ::2] + m[1::2, 1::2]) // 4),
        ("M35", lambda m: half_by_counting(m).T),
        (None, half_with_the_largest_of_tied),
        (None, half_with_the_first_of_tied),
        ("M30", lambda m: _with_blocks(m, np.mean).tolist()),
        ("M30", lambda m: m.reshape(len(m) // 2, 2, -1, 2).mean(axis=(1, 3))),
        (None, lambda m: m[::2, ::2]),
        (None, lambda m: [["1"] * (m.shape[1] // 2)] * (len(m) // 2)),
        (None, lambda m: [[1], [2, 3]]),
    ],
)


def _map(*rows):
    return np.array([[int(character) for character in row] for row in rows])


ANSWERS = {
    "ignored": Answers(
        right=[0.75, 3 / 4, np.float32(0.75), np.array(60 / 80)],
        wrong=[("M05", 0.6), ("M06", 60 / 70), ("M06", 0.667), ("M06", 0.86), (None, 0.8), (None, "0.75")],
    ),
    "shares": SHARES,
    "blurred": Answers(right=["c", " C"], wrong=[("M30", "a"), (None, "b"), (None, "d"), (None, 3)]),
    "box": BOX,
    "mixed": Answers(
        right=[
            _map("0022", "2200", "1000", "0000"),
            [[1, 1, 1, 2], [3, 3, 3, 2], [0, 0, 1, 1], [0, 0, 1, 2]],
            _map("1113", "3313", "2222", "2222").astype(np.float32),
        ],
        wrong=[
            ("M30", _map("1111", "1111", "0000", "0000")),
            ("M30", _map("0123", "0123", "2222", "2222")),
            (None, _map("1300", "1300", "0000", "0000")),
            (None, _map("4444", "4444", "0000", "0000")),
            (None, np.ones((4, 6), int)),
        ],
    ),
    "halve": HALVE,
}
