"""Our threshold sweep beside a confusion matrix at each of 256 thresholds: time per pixel, and the gain.

Run it with `python benchmarks/threshold_sweep.py`. The goal: at least 20 times faster. Times are medians over rounds
in which both run in turn.
"""

from collections.abc import Callable
from statistics import median
from time import perf_counter

import numpy as np
from tqdm import tqdm

from segmetrics_lab.metrics import confusion_matrix, threshold_sweep

SHAPE = (1024, 2048)
THRESHOLDS = np.linspace(0, 1, 256)
ROUNDS = 7


def probability_maps(truth: np.ndarray, seed: int = 5) -> dict[str, np.ndarray]:
    """As a network says them, in two precisions, and as a forest of 20 trees does, whose votes are few values."""
    smooth = np.clip(np.random.default_rng(seed).normal(0.35 + 0.3 * truth, 0.2), 0, 1)
    return {"float64": smooth, "float32": smooth.astype(np.float32), "20 votes": np.round(smooth * 20) / 20}


def nanoseconds(call: Callable[[], object]) -> float:
    """Nanoseconds per pixel of one call."""
    start = perf_counter()
    call()
    return (perf_counter() - start) * 1e9 / (SHAPE[0] * SHAPE[1])


def main() -> None:
    """Measure and print."""
    truth = (np.random.default_rng(1).random(SHAPE) < 0.3).astype(np.uint8)
    print(f"{'probabilities':14}{'sweep':>8}{'256 matrices':>14}{'gain':>8}   (ns per pixel)")
    for name, probability in probability_maps(truth).items():
        rounds = [
            (
                nanoseconds(lambda p=probability: threshold_sweep(truth, p, thresholds=THRESHOLDS)),
                nanoseconds(lambda p=probability: [confusion_matrix(truth, p >= at, 2) for at in THRESHOLDS]),
            )
            for _ in tqdm(range(ROUNDS), desc=name, unit="round", leave=False)
        ]
        ours, theirs = (median(values) for values in zip(*rounds, strict=True))
        print(f"{name:14}{ours:8.1f}{theirs:14.1f}{median(b / a for a, b in rounds):7.1f}x")


if __name__ == "__main__":
    main()
