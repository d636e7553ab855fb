"""Our confusion matrix beside its peers, on maps of a street scene's size: time, gain over each peer, memory.

Run it with `python benchmarks/confusion_matrix.py`. Times are medians of nanoseconds per pixel. A gain is the
median of peer / ours over rounds in which all of them run in turn, so that a busy machine slows both.
"""

import tracemalloc
from collections.abc import Callable
from functools import partial
from statistics import median
from time import perf_counter

import cv2
import numpy as np
import skimage.metrics
import sklearn.metrics
from scipy.spatial import cKDTree
from tqdm import tqdm

from segmetrics_lab.metrics import confusion_matrix

HEIGHT, WIDTH = 1024, 2048
CLASSES = (2, 3, 16, 19, 150)
ROUNDS = 21
SLOW_ROUNDS = 2
IGNORED_SHARE = 0.1

Pair = tuple[np.ndarray, np.ndarray]
Count = Callable[[np.ndarray, np.ndarray, int], np.ndarray]


def count_with_bincount(truth: np.ndarray, prediction: np.ndarray, num_classes: int) -> np.ndarray:
    """The usual line of numpy."""
    pairs = truth.astype(np.int64).ravel() * num_classes + prediction.ravel()
    return np.bincount(pairs, minlength=num_classes**2).reshape(num_classes, num_classes)


def count_with_opencv(truth: np.ndarray, prediction: np.ndarray, num_classes: int) -> np.ndarray:
    """The joint histogram of two channels."""
    sizes, ranges = [num_classes] * 2, [0, num_classes] * 2
    return cv2.calcHist([truth, prediction], [0, 1], None, sizes, ranges).astype(np.int64)


def count_with_scikit_learn(truth: np.ndarray, prediction: np.ndarray, num_classes: int) -> np.ndarray:
    """The confusion matrix of two flat lists."""
    return sklearn.metrics.confusion_matrix(truth.ravel(), prediction.ravel(), labels=np.arange(num_classes))


def count_with_scikit_image(truth: np.ndarray, prediction: np.ndarray, num_classes: int) -> np.ndarray:
    """The contingency table, which ends at the last class that occurs."""
    table = np.asarray(skimage.metrics.contingency_table(truth, prediction).todense()).astype(np.int64)
    return np.pad(table, [(0, num_classes - size) for size in table.shape])


OURS: dict[str, Count] = {"ours": confusion_matrix}
FAST: dict[str, Count] = {"bincount": count_with_bincount, "calcHist": count_with_opencv}
SLOW: dict[str, Count] = {"sklearn": count_with_scikit_learn, "skimage": count_with_scikit_image}


def goals(picture: str, num_classes: int) -> dict[str, float]:
    """The least gain over each peer that we want."""
    if num_classes <= 16:
        return {"bincount": 3.5, "calcHist": 1.5, "sklearn": 100}
    return {"bincount": 2.5 if picture == "regions" else 1, "sklearn": 100}


def cell_maps(seed: int = 5, cells: int = 200) -> tuple[np.ndarray, np.ndarray]:
    """Which of the wobbly Voronoi cells each pixel lies in, and the same after the centres have moved a little."""
    rng = np.random.default_rng(seed)
    centres = rng.uniform(0, 1, (cells, 2)) * [HEIGHT, WIDTH]
    rows, columns = (axis.ravel() for axis in np.mgrid[:HEIGHT, :WIDTH])
    waves = [6 * np.sin(columns / 17) + 3 * np.sin(columns / 5.3), 6 * np.sin(rows / 23) + 3 * np.sin(rows / 6.1)]
    pixels, wobble = np.stack([rows, columns], axis=1), np.stack(waves, axis=1)
    cell = cKDTree(centres).query(pixels + wobble)[1]
    moved = cKDTree(centres + rng.normal(0, 4, centres.shape)).query(pixels + 1.3 * wobble)[1]
    return cell.reshape(HEIGHT, WIDTH), moved.reshape(HEIGHT, WIDTH)


def regions(num_classes: int, maps: tuple[np.ndarray, np.ndarray], seed: int = 5) -> Pair:
    """Each cell is of one class; the prediction has other borders, and one cell in ten of another class."""
    rng = np.random.default_rng(seed)
    true_class = rng.integers(0, num_classes, maps[0].max() + 1)
    confused = rng.random(true_class.size) < 0.1
    predicted_class = (true_class + confused * rng.integers(1, num_classes, true_class.size)) % num_classes
    return true_class[maps[0]].astype(np.uint8), predicted_class[maps[1]].astype(np.uint8)


def noise(num_classes: int, seed: int = 5) -> Pair:
    """No two neighbours have anything to do with each other."""
    rng = np.random.default_rng(seed)
    truth, prediction = rng.integers(0, num_classes, (2, HEIGHT, WIDTH), dtype=np.uint8)
    return truth, prediction


def with_ignored_band(pair: Pair) -> Pair:
    """The same maps, the lowest rows of the truth ignored."""
    truth = pair[0].copy()
    truth[-round(HEIGHT * IGNORED_SHARE) :] = 255
    return truth, pair[1]


def as_int64(pair: Pair) -> Pair:
    """The same maps, eight bytes a pixel."""
    return pair[0].astype(np.int64), pair[1].astype(np.int64)


def nanoseconds(calls: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Nanoseconds per pixel of each call in each round, all of them in turn; a round before them warms up."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(rounds + 1):
        for name, call in calls.items():
            start = perf_counter()
            call()
            times[name].append((perf_counter() - start) * 1e9 / (HEIGHT * WIDTH))
    return {name: values[1:] for name, values in times.items()}


def megabytes(call: Callable[[], object]) -> float:
    """The most memory that a call holds beyond its arguments."""
    tracemalloc.start()
    call()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def check_counts(pair: Pair, num_classes: int) -> None:
    """Stop where a peer counts differently, with ignored pixels and eight bytes too."""
    expected = count_with_bincount(*pair, num_classes)
    for name, count in (OURS | FAST | SLOW).items():
        if not np.array_equal(count(*pair, num_classes), expected):
            raise SystemExit(f"{name} counts differently with {num_classes} classes.")
    truth, prediction = with_ignored_band(pair)
    scored = truth != 255
    if not np.array_equal(confusion_matrix(*as_int64(pair), num_classes), expected) or not np.array_equal(
        confusion_matrix(truth, prediction, num_classes),
        count_with_bincount(truth[scored], prediction[scored], num_classes),
    ):
        raise SystemExit(f"ours counts int64 or ignored pixels differently with {num_classes} classes.")


def peers_row(picture: str, pair: Pair, num_classes: int) -> list[str]:
    """Times and gains on one pair of maps, and which goals they miss."""
    cells, missed = [], []
    for peers, rounds in ((FAST, ROUNDS), (SLOW, SLOW_ROUNDS)):
        calls = {name: partial(count, *pair, num_classes) for name, count in (OURS | peers).items()}
        times = nanoseconds(calls, rounds)
        for name in peers:
            gain = median(theirs / ours for theirs, ours in zip(times[name], times["ours"], strict=True))
            cells.append(f"{median(times[name]):.2f} {gain:6.1f}x")
            if gain < goals(picture, num_classes).get(name, 0):
                missed.append(f"{name} {goals(picture, num_classes)[name]}x")
        if peers is FAST:
            cells.insert(0, f"{median(times['ours']):.2f}")
    return [picture, str(num_classes), *cells, ", ".join(missed)]


def ours_row(picture: str, pair: Pair, num_classes: int) -> list[str]:
    """Ours where pixels are ignored and where a pixel takes eight bytes: time and extra memory."""
    variants = {"plain": pair, "ignored": with_ignored_band(pair), "int64": as_int64(pair)}
    calls = {name: partial(confusion_matrix, *maps, num_classes) for name, maps in variants.items()}
    times = nanoseconds(calls, ROUNDS)
    cells = [cell for name, call in calls.items() for cell in (f"{median(times[name]):.2f}", f"{megabytes(call):.1f}")]
    return [picture, str(num_classes), *cells]


def print_table(title: str, heads: list[str], rows: list[list[str]]) -> None:
    """Columns to the right, as wide as they must be."""
    widths = [max(len(row[at]) for row in [heads, *rows]) for at in range(len(heads))]
    print(f"\n{title}\n")
    for row in [heads, ["-" * width for width in widths], *rows]:
        print("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def main() -> None:
    """Check that all count the same, measure, print."""
    maps = cell_maps()
    pairs = [(name, number) for name in ("regions", "noise") for number in CLASSES]
    beside_peers, alone = [], []
    for picture, number in tqdm(pairs, desc="counting", unit="pair"):
        pair = regions(number, maps) if picture == "regions" else noise(number)
        check_counts(pair, number)
        beside_peers.append(peers_row(picture, pair, number))
        alone.append(ours_row(picture, pair, number))
    heads = ["maps", "classes", "ours", *FAST, *SLOW, "misses its goal"]
    print_table(f"{WIDTH} by {HEIGHT} pixels of uint8: ns per pixel, and peer / ours", heads, beside_peers)
    heads = ["maps", "classes", "ns", "MB", "ignored ns", "MB", "int64 ns", "MB"]
    print_table(
        "Ours, with a tenth of the pixels ignored, with int64: ns per pixel, extra memory at its peak", heads, alone
    )


if __name__ == "__main__":
    main()
