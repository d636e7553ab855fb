"""Ways to count pairs of bytes quickly with numpy and Pillow alone; all give the same counts.

Measured in `benchmarks/`: two classes are counted as masks, a few as a histogram of bytes;
with many classes, whole runs of equal pixels are counted at once, and where there are hardly any runs, pixel by pixel.
"""

import numpy as np
from PIL import Image

from segmetrics_lab.metrics.parts import STEP

Bytes = np.ndarray
"""A one-dimensional, contiguous uint8 array."""


class MaskCounter:
    """For two classes: bytes of 0 and 1 are masks, and three counts of True say how often each pair occurs."""

    def __init__(self) -> None:
        self._both = np.empty(STEP, dtype=bool)
        self._pixels = self._in_truth = self._in_prediction = self._in_both = 0

    def add(self, truth: Bytes, prediction: Bytes) -> None:
        """Count what is True in the truth, in the prediction, and in both."""
        truth, prediction = truth.view(bool), prediction.view(bool)
        both = np.logical_and(truth, prediction, out=self._both[: truth.size])
        self._pixels += truth.size
        self._in_truth += int(np.count_nonzero(truth))
        self._in_prediction += int(np.count_nonzero(prediction))
        self._in_both += int(np.count_nonzero(both))

    def counts(self) -> np.ndarray:
        """The counts so far."""
        missed, extra = self._in_truth - self._in_both, self._in_prediction - self._in_both
        return np.array([self._pixels - missed - extra - self._in_both, extra, missed, self._in_both], dtype=np.int64)


class HistogramCounter:
    """For 3 to 16 classes: the pair fits into one byte, and Pillow has a fast histogram of bytes."""

    LANES = 4
    WAITING = 8 * STEP

    def __init__(self, num_classes: int) -> None:
        self._num_classes = num_classes
        self._codes = np.empty(self.WAITING, dtype=np.uint8)
        self._waiting = 0
        self._counts = np.zeros(256, dtype=np.int64)

    def add(self, truth: Bytes, prediction: Bytes) -> None:
        """Write each pair as one byte behind those that wait to be counted."""
        if self._waiting + truth.size > self.WAITING:
            self._count_waiting()
        _encode(truth, prediction, self._num_classes, out=self._codes[self._waiting : self._waiting + truth.size])
        self._waiting += truth.size

    def counts(self) -> np.ndarray:
        """The counts so far."""
        self._count_waiting()
        return self._counts[: self._num_classes**2]

    def _count_waiting(self) -> None:
        """Count four neighbours as the four channels of a pixel: four tables, so no addition waits for another."""
        whole = self._waiting // self.LANES * self.LANES
        if whole:
            size = (whole // self.LANES, 1)
            lanes = Image.frombuffer("CMYK", size, self._codes[:whole], "raw", "CMYK", 0, 1).histogram()
            self._counts += np.fromiter(lanes, dtype=np.int64).reshape(self.LANES, 256).sum(axis=0)
        self._counts += np.bincount(self._codes[whole : self._waiting], minlength=256)
        self._waiting = 0


class RunCounter:
    """For many classes: a run of pixels with the same pair is one addition of its length."""

    WORD = 8
    """Flags that one 64-bit number holds."""

    MOST_RUNS = STEP // 16
    """With more runs in a step than this, counting single pixels is faster."""

    def __init__(self, num_classes: int) -> None:
        self._num_classes = num_classes
        self._counts = np.zeros(num_classes**2, dtype=np.int64)
        self._truth_changes = np.zeros(STEP, dtype=bool)
        self._prediction_changes = np.zeros(STEP, dtype=bool)
        self._pixels = np.empty(STEP, dtype=np.uint16)
        self._runs = np.empty(4 * self.MOST_RUNS, dtype=np.uint16)
        self._lengths = np.empty(self._runs.size, dtype=np.float64)
        self._waiting_runs = 0

    def add(self, truth: Bytes, prediction: Bytes) -> None:
        """Let runs wait to be counted; count single pixels at once where runs are short."""
        ends = self._run_ends(truth, prediction)
        if ends is None:
            pixels = self._pixels[: truth.size]
            _encode(truth, prediction, self._num_classes, out=pixels)
            self._counts += np.bincount(pixels, minlength=self._counts.size)
        else:
            self._add_runs(truth[ends], prediction[ends], ends)

    def counts(self) -> np.ndarray:
        """The counts so far."""
        self._count_runs()
        return self._counts

    def _run_ends(self, truth: Bytes, prediction: Bytes) -> np.ndarray | None:
        """The last position of each run, looked for word by word, which skips most of a long run at once.

        None where there are too many runs to pay.
        """
        changes = self._truth_changes, self._prediction_changes
        for label_map, changed in zip((truth, prediction), changes, strict=True):
            np.not_equal(label_map[1:], label_map[:-1], out=changed[: truth.size - 1])
            changed[truth.size - 1 :] = False
        words = changes[0].view(np.uint64) | changes[1].view(np.uint64)
        has_change = words != 0
        if np.count_nonzero(has_change) > self.MOST_RUNS:
            return None
        words_with_change = np.flatnonzero(has_change)
        inside = np.flatnonzero(words[words_with_change].view(bool))
        ends = words_with_change[inside // self.WORD] * self.WORD + inside % self.WORD
        return np.append(ends, truth.size - 1) if ends.size < self.MOST_RUNS else None

    def _add_runs(self, truth: Bytes, prediction: Bytes, ends: np.ndarray) -> None:
        """Let runs wait: the pair of each, and its length."""
        if self._waiting_runs + ends.size > self._runs.size:
            self._count_runs()
        place = slice(self._waiting_runs, self._waiting_runs + ends.size)
        _encode(truth, prediction, self._num_classes, out=self._runs[place])
        lengths = self._lengths[place]
        lengths[0] = ends[0] + 1
        np.subtract(ends[1:], ends[:-1], out=lengths[1:])
        self._waiting_runs = place.stop

    def _count_runs(self) -> None:
        """Add up the lengths that wait; as float64, which is exact below 2**53 pixels."""
        runs, lengths = self._runs[: self._waiting_runs], self._lengths[: self._waiting_runs]
        self._counts += np.bincount(runs, weights=lengths, minlength=self._counts.size).astype(np.int64)
        self._waiting_runs = 0


def pair_counter(num_classes: int) -> MaskCounter | HistogramCounter | RunCounter:
    """The fastest counter for this number of classes: add() up to STEP pixels at a time, then ask for the counts().

    They are (num_classes**2,) int64, at place truth * num_classes + prediction.
    """
    if num_classes == 2:
        return MaskCounter()
    return HistogramCounter(num_classes) if num_classes**2 <= 256 else RunCounter(num_classes)


def _encode(truth: Bytes, prediction: Bytes, num_classes: int, *, out: np.ndarray) -> None:
    """Write each pair as truth * num_classes + prediction, in the dtype of the output."""
    np.multiply(truth, num_classes, out=out, dtype=out.dtype)
    np.add(out, prediction, out=out)
