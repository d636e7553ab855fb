"""Answers to exercise set 1."""

from collections import Counter
from fractions import Fraction
from statistics import multimode

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


def shares_in_fractions(label_map, num_classes):
    scored = label_map[label_map != 255].tolist()
    return (Fraction(scored.count(k), len(scored)) for k in range(num_classes))


def shares_of_classes_that_are_there(label_map, num_classes):
    shares = np.zeros(num_classes)
    indices, counts = np.unique(label_map[label_map < num_classes], return_counts=True)
    shares[indices] = counts / counts.sum()
    return shares


def shares_with_weights(label_map, num_classes):
    weights = np.where(label_map == 255, 0.0, 1.0)
    return [np.average(label_map == k, weights=weights) for k in range(num_classes)]


def shares_of_a_changed_map(label_map, num_classes):
    label_map[label_map == 255] = num_classes
    return [float(np.sum(label_map == k) / np.sum(label_map < num_classes)) for k in range(num_classes)]


def shares_printed(label_map, num_classes):
    print(shares_in_loops(label_map, num_classes))


def shares_of_what_append_returns(label_map, num_classes):
    shares = []
    for k in range(num_classes):
        added = shares.append(np.mean(label_map[label_map != 255] == k))
    return added


def _counted(label_map, num_classes, height, width):
    counts = [0] * num_classes
    for row in range(height):
        for column in range(width):
            if label_map[row, column] != 255:
                counts[label_map[row, column]] += 1
    return [count / sum(counts) for count in counts]


def shares_without_background(label_map, num_classes):
    objects = label_map[(label_map != 0) & (label_map != 255)]
    return [np.sum(objects == k) / max(1, len(objects)) for k in range(num_classes)]


def shares_with_bars_of_255(label_map, num_classes):
    counts = np.bincount(label_map.ravel(), minlength=256)
    return (counts / counts.sum())[[*range(num_classes), 255]]


def shares_until_return(label_map, num_classes):
    shares = []
    for k in range(num_classes):
        shares.append(np.mean(label_map[label_map != 255] == k))
        return shares


def shares_that_go_on_counting(label_map, num_classes):
    shares, found, scored = [], 0, label_map[label_map != 255]
    for k in range(num_classes):
        found += np.sum(scored == k)
        shares.append(found / scored.size)
    return shares


def shares_of_rows(label_map, num_classes):
    rows = [row[row != 255] for row in label_map]
    return [np.mean([np.mean(row == k) for row in rows if row.size]) for k in range(num_classes)]


def shares_to_the_last_one(label_map, num_classes):
    return np.bincount(label_map[label_map != 255]) / np.sum(label_map != 255)


SHARES = Answers(
    right=[
        shares_in_loops,
        shares_of_counts,
        shares_in_float32,
        shares_of_counted,
        shares_in_fractions,
        shares_of_classes_that_are_there,
        shares_with_weights,
        lambda m, k: [1 - np.count_nonzero(m[m != 255] != c) / np.count_nonzero(m != 255) for c in range(k)],
        lambda m, k: (m[m != 255][:, None] == range(k)).mean(axis=0),
        lambda m, k: np.histogram(m[m != 255], bins=np.arange(k + 1) - 0.5, density=True)[0],
    ],
    wrong=[
        ("M05", lambda m, k: [np.mean(m == c) for c in range(k)]),
        ("M05", lambda m, k: [np.sum(m[m != 255] == c) / m.size for c in range(k)]),
        ("M05", lambda m, k: [np.mean(np.where(m == 255, 0, m) == c) for c in range(k)]),
        ("M05", lambda m, k: [np.mean(np.clip(m, 0, k - 1) == c) for c in range(k)]),
        ("M05", shares_with_bars_of_255),
        ("M12", lambda m, k: shares_in_loops(m, k)[1:], "Class 0 is missing"),
        ("M12", shares_without_background, "Class 0 is missing"),
        ("M12", lambda m, k: shares_without_background(m, k)[1:], "Class 0 is missing"),
        ("M12", lambda m, k: [np.mean(m[m != 255] == c) for c in range(1, k)], "Class 0 is missing"),
        ("M13", lambda m, k: [int(np.sum(m == c)) // int(np.sum(m != 255)) for c in range(k)]),
        ("M13", lambda m, k: np.array(shares_in_loops(m, k)).astype(int)),
        (None, lambda m, k: [], "Your list is empty"),  # the starter as it is given
        ("M15", shares_printed),
        ("M15", shares_of_what_append_returns),
        ("M16", shares_of_a_changed_map),
        ("M17", lambda m, k: _counted(m, k, len(m), len(m))),
        ("M17", lambda m, k: _counted(m, k, m.shape[1], m.shape[1])),
        ("M17", lambda m, k: _counted(m[: len(m), : len(m)], k, len(m), min(m.shape))),
        ("M17", lambda m, k: [np.sum(m == c) / (len(m) ** 2 - np.sum(m == 255)) for c in range(k)]),
        ("M18", lambda m, k: [np.mean(m[m != 255] == 0), np.mean(m[m != 255] == 1)]),
        ("M18", lambda m, k: [1 - np.mean(m[m != 255] > 0), np.mean(m[m != 255] > 0)]),
        ("M18", lambda m, k: [np.mean(np.minimum(m[m != 255], 1) == c) for c in range(k)]),
        (None, lambda m, k: [np.mean(m[m != 255] == c) for c in np.unique(m[m != 255])], "only the classes that are"),
        (
            None,
            lambda m, k: [np.mean(m[m != 255] == c) for c in range(k) if (m == c).any()],
            "only the classes that are",
        ),
        (None, shares_to_the_last_one, "ends with the highest class"),
        (None, lambda m, k: [int(np.sum(m == c)) for c in range(k)], "the number of pixels"),
        (None, lambda m, k: [100 * share for share in shares_in_loops(m, k)], "per cent"),
        (None, shares_until_return, "Only class 0"),
        (None, lambda m, k: [np.mean(m[m != 255] == c) for c in range(k + 1)], "one entry too many"),
        (None, lambda m, k: [np.sum(m == c) / len(m) for c in range(k)], "the number of rows"),
        (None, shares_that_go_on_counting, "those before it"),
        (None, shares_of_rows),
        (None, lambda m, k: [round(share, 2) for share in shares_in_loops(m, k)], "Do not round"),
        (None, lambda m, k: shares_in_loops(m, k)[::-1]),
        ("M05", lambda m, k: np.unique(m, return_counts=True)[1] / m.size),
        ("M12", lambda m, k: [np.mean(m[m != 255] == c + 1) for c in range(k)], "Class 0 is missing"),
        ("M28", lambda m, k: [np.uint8(np.sum(m == c)) / np.uint8(np.sum(m != 255)) for c in range(k)]),
        (None, lambda m, k: [np.mean(m[m != 255] != c) for c in range(k)]),
        (None, lambda m, k: dict(enumerate(shares_in_loops(m, k)))),
        (None, lambda m, k: sum(shares_in_loops(m, k))),
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


def half_by_mode(label_map):
    def decide(block):
        votes = block[block != 255].tolist()
        return min(multimode(votes)) if votes else 255

    return _with_blocks(label_map, decide)


def half_of_blocks_in_a_row(label_map):
    height, width = label_map.shape
    blocks = np.moveaxis(label_map.reshape(height // 2, 2, width // 2, 2), 2, 1).reshape(-1, 4)
    counts = np.apply_along_axis(np.bincount, 1, blocks, minlength=256)
    winners = [255 if count[255] == 4 else int(count[:255].argmax()) for count in counts]
    return np.reshape(winners, (height // 2, width // 2))


def half_with_nan(label_map):
    scored = np.where(label_map == 255, np.nan, label_map.astype(float))
    return [
        [
            255 if np.isnan(block).all() else float(Counter(sorted(block[~np.isnan(block)])).most_common(1)[0][0])
            for block in (scored[row : row + 2, column : column + 2] for column in range(0, scored.shape[1], 2))
        ]
        for row in range(0, scored.shape[0], 2)
    ]


def _with_blocks(label_map, decide, size=None, step=2):
    height, width = label_map.shape if size is None else (size, size)
    half = np.full((height // 2, width // 2), 255)
    for row, column in np.ndindex(half.shape):
        half[row, column] = decide(label_map[step * row : step * row + 2, step * column : step * column + 2].ravel())
    return half


def _decide(block):
    indices, votes = np.unique(block[block != 255], return_counts=True)
    return indices[votes.argmax()] if len(indices) else 255


def _voted(decide):
    """Half the size by what is decided of the sorted indices that vote and their votes, 255 where none votes."""

    def decide_block(block):
        indices, votes = np.unique(block[block != 255], return_counts=True)
        return decide(indices, votes) if len(indices) else 255

    return lambda label_map: _with_blocks(label_map, decide_block)


def half_of_a_changed_map(label_map):
    for row in range(0, label_map.shape[0], 2):
        for column in range(0, label_map.shape[1], 2):
            label_map[row, column] = _decide(label_map[row : row + 2, column : column + 2].ravel())
    return label_map[::2, ::2].copy()


def half_printed(label_map):
    print(half_by_counting(label_map))


def half_by_mean_of_scored(label_map):
    return _with_blocks(label_map, lambda block: block[block != 255].mean().round() if (block != 255).any() else 255)


def half_by_mean_of_numbers(label_map):
    numbers = np.where(label_map == 255, np.nan, label_map)
    return np.round(np.nanmean(numbers.reshape(len(label_map) // 2, 2, -1, 2), axis=(1, 3)))


def half_by_pillow(label_map):
    image = Image.fromarray(label_map.astype(np.uint8))
    return np.array(image.resize((image.width // 2, image.height // 2), Image.Resampling.BILINEAR))


def half_by_the_default_of_pillow(label_map):
    return np.array(Image.fromarray(label_map).resize((label_map.shape[1] // 2, label_map.shape[0] // 2)))


def half_with_the_first_of_tied(label_map):
    def decide(block):
        return Counter(block[block != 255].tolist()).most_common(1)[0][0] if (block != 255).any() else 255

    return _with_blocks(label_map, decide)


def half_of_two(label_map):
    return _with_blocks(label_map, lambda b: 255 if (b == 255).all() else int((b == 1).sum() > (b == 0).sum()))


def half_of_object(label_map):
    return half_by_counting(np.where((label_map == 255) | (label_map == 0), label_map, 1))


def half_with_ignored_votes(label_map):
    return _with_blocks(label_map, lambda block: np.bincount(block, minlength=256).argmax())


def half_without_leaving_out(label_map):
    def decide(block):
        indices, votes = np.unique(block, return_counts=True)
        return indices[votes.argmax()]

    return _with_blocks(label_map, decide)


def half_that_gives_up(most):
    return lambda label_map: _with_blocks(label_map, lambda b: 255 if np.sum(b == 255) > most else _decide(b))


def half_with_the_middle_one(shift):
    def decide(block):
        votes = sorted(index for index in block if index != 255)
        return votes[(len(votes) - 1 + shift) // 2] if votes else 255

    return lambda label_map: _with_blocks(label_map, decide)


def half_of_zeros(label_map):
    half = np.zeros((label_map.shape[0] // 2, label_map.shape[1] // 2), dtype=int)
    for row, column in np.ndindex(half.shape):
        block = label_map[2 * row : 2 * row + 2, 2 * column : 2 * column + 2]
        if (block != 255).any():
            half[row, column] = _decide(block)
    return half


def half_of_rows_of_four(label_map):
    blocks = label_map.reshape(label_map.shape[0] // 2, label_map.shape[1] // 2, 4)
    return np.apply_along_axis(_decide, -1, blocks)


def half_without_background(label_map):
    def decide(block):
        objects = block[(block != 255) & (block != 0)]
        return _decide(objects) if len(objects) else _decide(block)

    return _with_blocks(label_map, decide)


HALVE = Answers(
    right=[
        half_by_sorting,
        half_by_counting,
        half_without_a_loop,
        half_by_class,
        half_by_mode,
        half_of_blocks_in_a_row,
        half_with_nan,
    ],
    wrong=[
        ("M05", half_with_ignored_votes, "Ignored pixels vote"),
        ("M05", half_without_leaving_out, "Ignored pixels vote"),
        ("M05", lambda m: half_by_counting(np.where(m == 255, 0, m)), "Ignored pixels vote"),
        ("M15", half_printed),
        ("M16", half_of_a_changed_map),
        ("M17", lambda m: _with_blocks(m, _decide, size=len(m))),
        ("M17", lambda m: half_by_counting(m[:, : len(m)])),
        ("M17", lambda m: _with_blocks(m, _decide, size=m.shape[1])),
        ("M18", half_of_two),
        ("M18", half_of_object),
        ("M30", half_by_mean_of_scored),
        ("M30", half_by_pillow),
        ("M30", half_by_the_default_of_pillow),
        ("M30", lambda m: _with_blocks(m, lambda block: int(block.mean()))),
        ("M30", lambda m: _with_blocks(m, lambda block: int(block.mean() + 0.5))),
        ("M30", lambda m: _with_blocks(m, np.median)),
        ("M30", lambda m: _with_blocks(m, lambda b: np.median(b[b != 255]).round() if (b != 255).any() else 255)),
        ("M30", lambda m: (m[::2, ::2] + m[::2, 1::2] + m[1::2, ::2] + m[1::2, 1::2]) // 4),
        ("M30", lambda m: m.reshape(len(m) // 2, 2, -1, 2).mean(axis=(1, 3))),
        ("M30", half_by_mean_of_numbers),
        ("M35", lambda m: half_by_counting(m).T),
        (None, _voted(lambda indices, votes: indices[votes == votes.max()][-1]), "the largest wins"),
        (None, half_with_the_first_of_tied, "first one met"),
        (None, half_with_the_middle_one(0), "the lower one in the middle"),
        (None, half_with_the_middle_one(1), "the upper one in the middle"),
        (None, _voted(lambda indices, votes: 0 if np.sum(votes == votes.max()) > 1 else indices[votes.argmax()])),
        (None, _voted(lambda indices, votes: 255 if np.sum(votes == votes.max()) > 1 else indices[votes.argmax()])),
        (None, _voted(lambda indices, votes: indices.max()), "the largest index"),
        (None, _voted(lambda indices, votes: indices.min()), "the smallest index"),
        (None, _voted(lambda indices, votes: votes.argmax()), "the place of the winner"),
        (None, _voted(lambda indices, votes: votes.max()), "how many votes"),
        (None, half_of_zeros, "your small pixel is 0"),
        (None, half_that_gives_up(0), "in which some pixel votes"),
        (None, half_that_gives_up(1), "in which some pixel votes"),
        (None, half_that_gives_up(2), "in which some pixel votes"),
        (None, _voted(lambda indices, votes: indices[votes.argmax()] if max(votes) > sum(votes) / 2 else 255), "more"),
        (None, half_without_background, "Class 0 does not vote"),
        (None, half_of_rows_of_four, "four pixels of one row"),
        (None, lambda m: _with_blocks(m, _decide, step=1), "Your blocks overlap"),
        (None, lambda m: np.kron(half_by_counting(m), np.ones((2, 2), dtype=int))),
        (None, lambda m: m[::2, ::2], "one pixel of each block"),
        (None, lambda m: m[1::2, 1::2], "one pixel of each block"),
        (None, lambda m: m[: len(m) // 2, : m.shape[1] // 2]),
        (None, lambda m: np.maximum(m[::2], m[1::2])),
        (None, lambda m: [["1"] * (m.shape[1] // 2)] * (len(m) // 2)),
        (None, lambda m: [[1], [2, 3]]),
    ],
)


def _map(*rows):
    return np.array([[int(character) for character in row] for row in rows])


ANSWERS = {
    "ignored": Answers(
        right=[0.75, 3 / 4, np.float32(0.75), np.array(60 / 80), Fraction(60, 80)],
        wrong=[
            ("M05", 0.6),
            ("M06", 60 / 70),
            ("M06", 0.667),
            ("M06", 0.86),
            ("M05", 0.8, "80 of all 100"),
            ("M05", 0.7, "70 of all 100"),
            (None, 0.875, "it is not"),
            (None, 0.25, "is not right"),
            (None, 0.125, "10 of the 80"),
            (None, 60, "Divide"),
            (None, 75, "from 0 to 1: 0.75"),
            (None, 1.0),
            (None, "0.75"),
        ],
    ),
    "shares": SHARES,
    "wall": Answers(right=["c", " C", "c)"], wrong=[("M30", "a"), (None, "b"), (None, "d"), (None, 3)]),
    "mixed": Answers(
        right=[
            _map("0022", "2200", "1000", "0000"),
            [[1, 1, 1, 2], [3, 3, 3, 2], [0, 0, 1, 1], [0, 0, 1, 2]],
            _map("1113", "3313", "2222", "2222").astype(np.float32),
            _map("0202", "0202", "1111", "1111"),
        ],
        wrong=[
            (None, _map("1111", "1111", "0000", "0000"), "still has the class"),
            (None, _map("0123", "0123", "2222", "2222"), "still has the class"),
            (None, _map("0001", "0101", "0000", "0000"), "still has the class"),
            (None, _map("1300", "1300", "0000", "0000"), "his test would"),
            (None, _map("0200", "0200", "3333", "3333"), "his test would"),
            (None, _map("4444", "4444", "0000", "0000")),
            (None, np.ones((4, 6), int)),
            (None, _map("20", "02")),
        ],
    ),
    "halve": HALVE,
}
