"""The counters, fed by hand and with whole pictures."""

from collections import Counter

import numpy as np
import pytest

from segmetrics_lab.metrics.counters import HistogramCounter, MaskCounter, RunCounter, pair_counter
from segmetrics_lab.metrics.parts import STEP

COUNTERS = [HistogramCounter, RunCounter]


def counted(counter, *parts):
    """The counts after adding each pair of lists in turn."""
    for truth, prediction in parts:
        counter.add(np.array(truth, dtype=np.uint8), np.array(prediction, dtype=np.uint8))
    return counter.counts().tolist()


def counted_pair_by_pair(truth, prediction, num_classes):
    """The same counts from the standard library."""
    pairs = Counter(zip(truth.tolist(), prediction.tolist(), strict=True))
    return [pairs[there, claimed] for there in range(num_classes) for claimed in range(num_classes)]


@pytest.mark.parametrize(
    ("num_classes", "kind"),
    [(2, MaskCounter), (3, HistogramCounter), (16, HistogramCounter), (17, RunCounter), (256, RunCounter)],
)
def test_the_number_of_classes_decides_how_pairs_are_counted(num_classes, kind):
    assert isinstance(pair_counter(num_classes), kind)


@pytest.mark.parametrize("kind", COUNTERS)
def test_pairs_are_counted_at_truth_times_num_classes_plus_prediction(kind):
    assert counted(kind(2), ([0, 0, 0, 1, 1], [0, 0, 1, 1, 1])) == [2, 1, 0, 2]


@pytest.mark.parametrize("kind", COUNTERS)
def test_a_run_ends_where_either_map_changes(kind):
    assert counted(kind(3), ([0, 0, 0, 2, 2, 2], [1, 1, 2, 2, 0, 0])) == [0, 2, 1, 0, 0, 0, 2, 0, 1]


def test_masks_are_counted_pair_by_pair():
    parts = ([0, 0, 0, 1, 1], [0, 0, 1, 1, 1]), ([1, 0], [0, 1])
    assert counted(MaskCounter(), *parts) == [2, 2, 1, 2]
    assert MaskCounter().counts().tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("kind", COUNTERS)
def test_runs_do_not_reach_over_from_one_part_to_the_next(kind):
    assert counted(kind(2), ([1, 1], [1, 1]), ([1], [1]), ([0, 1], [1, 1])) == [0, 1, 0, 4]


@pytest.mark.parametrize("kind", COUNTERS)
def test_nothing_added_is_nothing_counted(kind):
    assert kind(2).counts().tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("kind", COUNTERS)
def test_asking_twice_counts_once_and_more_may_follow(kind):
    counter = kind(2)
    assert counted(counter, ([0, 1], [1, 1])) == [0, 1, 0, 1]
    assert counted(counter) == [0, 1, 0, 1]
    assert counted(counter, ([0], [1])) == [0, 2, 0, 1]


@pytest.mark.parametrize("num_classes", [16, 256])
def test_the_last_class_has_its_place(num_classes):
    last = num_classes - 1
    assert counted(pair_counter(num_classes), ([last, last, 0], [last, 0, last]))[-1] == 1
    assert counted(pair_counter(num_classes), ([last, last, 0], [last, 0, last]))[last] == 1
    assert counted(pair_counter(num_classes), ([last, last, 0], [last, 0, last]))[last * num_classes] == 1


@pytest.mark.parametrize("kind", COUNTERS)
@pytest.mark.parametrize("size", [*range(1, 34), 1000, STEP - 1, STEP])
@pytest.mark.parametrize("run", [1, 3, 50])
def test_any_size_is_counted_as_the_standard_library_counts_it(kind, size, run):
    rng = np.random.default_rng(size)
    truth = np.repeat(rng.integers(0, 16, size // run + 1), run)[:size].astype(np.uint8)
    prediction = np.roll(truth, 1)
    assert counted(kind(16), (truth, prediction)) == counted_pair_by_pair(truth, prediction, 16)


@pytest.mark.parametrize("kind", COUNTERS)
@pytest.mark.parametrize("run", [1, 16])
def test_what_waits_is_counted_before_it_overflows(kind, run):
    truth = np.repeat(np.resize(np.arange(4, dtype=np.uint8), STEP // run), run)
    parts = (truth, truth[: STEP - 3], truth[:5]) * 9  # 2.4 million pixels: more than wait in either counter
    counter = kind(4)
    for part in parts:
        counter.add(part, np.zeros_like(part))
    of_five = [5, 0, 0, 0] if run == 16 else [2, 1, 1, 1]
    lost = [0, 0, 0, 3] if run == 16 else [0, 1, 1, 1]
    expected = [9 * (2 * STEP // 4 + of_five[there] - lost[there]) for there in range(4)]
    assert counter.counts().tolist()[::4] == expected
    assert counter.counts().sum() == sum(expected)


@pytest.mark.parametrize("kind", COUNTERS)
def test_calm_and_noisy_parts_add_up(kind):
    calm = np.zeros(STEP, dtype=np.uint8)
    noisy = np.resize(np.array([0, 1], dtype=np.uint8), STEP)
    counter = kind(2)
    for part in (calm, noisy, calm, noisy, noisy, calm[:1], noisy[:3]):
        counter.add(part, part)
    assert counter.counts().tolist() == [2 * STEP + 3 * STEP // 2 + 3, 0, 0, 3 * STEP // 2 + 1]


@pytest.mark.parametrize("kind", COUNTERS)
def test_a_counter_leaves_what_it_is_given_alone(kind):
    truth = np.array([0, 1, 1], dtype=np.uint8)
    prediction = np.array([1, 1, 0], dtype=np.uint8)
    truth.flags.writeable = prediction.flags.writeable = False
    assert counted(kind(2), (truth, prediction)) == [0, 1, 1, 1]
    assert (truth.tolist(), prediction.tolist()) == ([0, 1, 1], [1, 1, 0])
