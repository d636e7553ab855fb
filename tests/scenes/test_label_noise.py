"""Labels drawn anew."""

import numpy as np
import pytest

from segmetrics_lab.labels import Palette
from segmetrics_lab.scenes import Scene, load, with_label_noise

TRUTH = np.full((200, 200), 2, np.uint8)
TRUTH[:50] = 255
TRUTH.setflags(write=False)
PLAIN = Scene("plain", np.zeros((200, 200), np.uint8), TRUTH, Palette([*"abcd"]), source="", licence="", group="plain")


def test_of_four_classes_three_quarters_of_the_redrawn_labels_become_wrong():
    noisy = with_label_noise(PLAIN, 0.4, seed=0).truth[50:]
    assert np.mean(noisy != 2) == pytest.approx(0.3, abs=0.02)
    assert [np.mean(noisy == other) for other in (0, 1, 3)] == pytest.approx([0.1, 0.1, 0.1], abs=0.01)


def test_ignored_pixels_stay_ignored_and_no_other_pixel_becomes_so():
    assert np.array_equal(with_label_noise(PLAIN, 1, seed=0).truth == 255, TRUTH == 255)


def test_a_share_of_0_changes_nothing_and_1_draws_every_label_anew():
    assert np.array_equal(with_label_noise(PLAIN, 0, seed=0).truth, TRUTH)
    assert np.mean(with_label_noise(PLAIN, 1, seed=0).truth[50:] == 2) == pytest.approx(0.25, abs=0.02)


def test_neighbours_are_drawn_each_by_itself():
    wrong = with_label_noise(PLAIN, 0.4, seed=0).truth[50:] != 2
    assert np.mean(wrong[:, 1:] & wrong[:, :-1]) == pytest.approx(0.09, abs=0.01)
    assert np.mean(wrong[1:] & wrong[:-1]) == pytest.approx(0.09, abs=0.01)


def test_the_same_seed_gives_the_same_noise_and_another_seed_other_noise():
    first = with_label_noise(PLAIN, 0.5, seed=1).truth
    assert np.array_equal(with_label_noise(PLAIN, 0.5, seed=1).truth, first)
    assert not np.array_equal(with_label_noise(PLAIN, 0.5, seed=2).truth, first)


def test_two_scenes_get_different_noise_from_one_seed_so_that_no_place_is_always_wrong():
    other = Scene("other", PLAIN.image, TRUTH, PLAIN.palette, source="", licence="", group="other")
    wrong_in_both = (with_label_noise(PLAIN, 0.4, seed=0).truth != 2) & (
        with_label_noise(other, 0.4, seed=0).truth != 2
    )
    assert np.mean(wrong_in_both[50:]) == pytest.approx(0.09, abs=0.01)


def test_all_else_of_the_scene_stays():
    coins = load("coins")
    noisy = with_label_noise(coins, 0.5, seed=0)
    assert (noisy.image is coins.image, noisy.name, noisy.group) == (True, coins.name, coins.group)
    assert noisy.palette == coins.palette
    assert noisy.truth.dtype == np.uint8
    assert not noisy.truth.flags.writeable


@pytest.mark.parametrize("share", [20, -0.1, 1.01, float("nan"), True, "0.2", None])
def test_a_share_beyond_0_to_1_is_refused_with_a_way_out(share):
    with pytest.raises(ValueError, match=f"share is {share!r}.*0 to 1.*0.2 for 20 in a hundred"):
        with_label_noise(PLAIN, share, seed=0)


@pytest.mark.parametrize("seed", [-1, 1.5, None, "7", True])
def test_a_seed_that_is_not_a_whole_number_is_refused(seed):
    with pytest.raises(ValueError, match=f"seed is {seed!r}.*whole number of at least 0"):
        with_label_noise(PLAIN, 0.5, seed=seed)


def test_noise_in_an_array_is_refused():
    with pytest.raises(ValueError, match="scene is of type ndarray, but noise is put into the truth of a Scene"):
        with_label_noise(TRUTH, 0.5, seed=0)
