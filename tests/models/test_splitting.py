"""The split keeps apart what it says it keeps apart."""

import numpy as np
import pytest

from segmetrics_lab.models import split


@pytest.fixture
def drives(scene):
    """Four drives of three frames each."""
    return [scene([[0, 255]], [[0, 1]], name=f"{drive}{frame}", group=drive) for drive in "abcd" for frame in range(3)]


def names(scenes):
    return [scene.name for scene in scenes]


@pytest.mark.parametrize("seed", range(5))
def test_by_drive_no_drive_is_on_both_sides(drives, seed):
    training, test = split(drives, "drive", seed=seed)
    assert len(training) == len(test) == 6
    assert {scene.group for scene in training} & {scene.group for scene in test} == set()


def test_by_frame_drives_stand_on_both_sides_and_each_scene_on_one(drives):
    training, test = split(drives, "frame")
    assert len(training) == len(test) == 6
    assert sorted(names(training) + names(test)) == names(drives)
    assert {scene.group for scene in training} & {scene.group for scene in test} != set()


@pytest.mark.parametrize("by", ["frame", "drive"])
def test_both_sides_keep_the_order_of_the_scenes(drives, by):
    for side in split(drives, by):
        assert names(side) == sorted(names(side))


def test_by_pixel_each_scored_pixel_is_scored_on_one_side(scene):
    truth = np.random.default_rng(0).choice([0, 1, 255], (20, 30))
    training, test = split([scene(np.zeros((20, 30)), truth)] * 2, "pixel", test_share=0.25)
    assert len(training) == len(test) == 2
    for learned, judged in zip(training, test, strict=True):
        assert ((learned.truth != 255) ^ (judged.truth != 255)).tolist() == (truth != 255).tolist()
        assert np.minimum(learned.truth, judged.truth).tolist() == truth.tolist()
        assert (judged.truth != 255).sum() == round(0.25 * (truth != 255).sum())
    assert not np.array_equal(test[0].truth, test[1].truth)


@pytest.mark.parametrize(("test_share", "frames", "groups"), [(0.5, 6, 2), (0.25, 3, 1), (0.8, 10, 3)])
def test_the_test_share_counts_frames_or_drives(drives, test_share, frames, groups):
    assert len(split(drives, "frame", test_share=test_share)[1]) == frames
    assert len(split(drives, "drive", test_share=test_share)[1]) == 3 * groups


@pytest.mark.parametrize("by", ["pixel", "frame", "drive"])
def test_one_seed_gives_one_split_and_others_differ(scene, by):
    scenes = [scene(np.zeros((9, 9)), np.zeros((9, 9)), name=f"{n:02}", group=f"{n // 2}") for n in range(40)]

    def test_side(seed):
        return [(side.name, side.truth.tolist()) for side in split(scenes, by, seed=seed)[1]]

    assert test_side(1) == test_side(1)
    assert test_side(1) != test_side(2)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"by": "drives"}, "by is 'drives', but it must be one of: pixel, frame, drive. Did you mean 'drive'"),
        ({"by": "drive", "test_share": 1}, "test_share is 1, but it must be between 0 and 1"),
        ({"by": "drive", "test_share": 0}, "test_share is 0,"),
        ({"by": "drive", "test_share": 0.1}, "number of drives is 4, and test_share=0.1 keeps 0.*nearer to 0.5"),
        ({"by": "drive", "test_share": 0.9}, "number of drives is 4, and test_share=0.9 keeps 4"),
        ({"by": "frame", "test_share": 0.01}, "number of frames is 12"),
        ({"by": "pixel", "test_share": 0.1}, "number of scored pixels in the scene 'a0' is 2"),
        ({"by": "frame", "seed": 0.5}, "seed is 0.5"),
    ],
)
def test_a_split_with_an_empty_side_or_in_an_unknown_way_is_refused(drives, arguments, words):
    with pytest.raises(ValueError, match=words):
        split(drives, **arguments)


def test_a_single_drive_cannot_be_split(drives):
    with pytest.raises(ValueError, match="all scenes are of the group 'a', so they belong to one side"):
        split(drives[:3], "drive")
    with pytest.raises(ValueError, match="the number of drives is 1, but a split needs at least 2"):
        split(drives[:1], "drive")


def test_groups_that_keep_nothing_together_are_no_drives(scene):
    scenes = [scene([[0, 255]], [[0, 1]], name=name, group=name) for name in "abcd"]
    with pytest.raises(ValueError, match=r"every scene has a group of its own.*group=.*split by=\"frame\""):
        split(scenes, "drive")
    assert len(split(scenes, "frame")[0]) == 2


@pytest.mark.parametrize("test_share", ["0.5", None, True, float("nan")])
def test_a_share_that_is_not_a_number_is_refused(drives, test_share):
    with pytest.raises(ValueError, match=r"test_share is .*, but it must be between 0 and 1"):
        split(drives, "drive", test_share=test_share)


def test_no_scene_cannot_be_split():
    with pytest.raises(ValueError, match="scenes holds no scene"):
        split([], "frame")
