"""The split: which scenes a model learns from, and which ones it is judged by."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from segmetrics_lab.labels import IGNORE_INDEX, check_name, is_number
from segmetrics_lab.models.checking import check_scenes, check_seed
from segmetrics_lab.scenes import Scene

WAYS = ("pixel", "frame", "drive")

Sides = tuple[tuple[Scene, ...], tuple[Scene, ...]]


def split(scenes: Iterable[Scene], by: str, *, test_share: float = 0.5, seed: int = 0) -> Sides:
    """Part scenes at random into those to learn from and those to be judged by.

    Args:
        scenes: scenes of one palette.
        by: "drive" keeps together the scenes of one group, which look alike: the honest way. It needs scenes of which
            some share a group. "frame" takes each scene on its own. "pixel" puts every scene on both sides: the pixels
            of the other side are 255 in its truth.
        test_share: share of the drives, the frames, or the scored pixels of each scene that is kept for the test.
        seed: the same seed gives the same split.

    Returns:
        (training, test), each in the order of the scenes.

    Raises:
        ValueError: there is no such way, the share is not between 0 and 1, a side would be left empty, or the groups do
            not say which scenes belong together.

    >>> from segmetrics_lab.scenes import load
    >>> training, test = split([load("coins")], by="pixel")
    >>> int((training[0].truth == 255).sum()), int((test[0].truth == 255).sum())
    (58176, 58176)
    """
    check_name(by, WAYS, called="by")
    scenes, rng = check_scenes(scenes), np.random.default_rng(check_seed(seed))
    if not is_number(test_share) or not 0 < test_share < 1:
        raise ValueError(f"test_share is {test_share!r}, but it must be between 0 and 1: 0.5 keeps half for the test.")
    if by == "pixel":
        pairs = [_split_pixels(scene, test_share, rng) for scene in scenes]
        return tuple(training for training, _ in pairs), tuple(test for _, test in pairs)
    keys = _checked_groups(scenes) if by == "drive" else list(range(len(scenes)))
    return _split_whole(scenes, keys, f"{by}s", test_share, rng)


def _checked_groups(scenes: Sequence[Scene]) -> list[str]:
    """The group of each scene, where these say which scenes belong together."""
    groups = [scene.group for scene in scenes]
    way_out = (
        "Give all frames of a drive the same group, with group= where a scene is made, and every drive another. "
        'If no picture was taken beside another, split by="frame".'
    )
    if len(set(groups)) == len(scenes) > 1:
        raise ValueError(f"every scene has a group of its own, so nothing says which belong together. {way_out}")
    if len(set(groups)) == 1 < len(scenes):
        raise ValueError(f"all scenes are of the group {groups[0]!r}, so they belong to one side. {way_out}")
    return groups


def _split_whole(
    scenes: Sequence[Scene], keys: Sequence[object], unit: str, test_share: float, rng: np.random.Generator
) -> Sides:
    """All scenes of one key on one side."""
    distinct = list(dict.fromkeys(keys))
    for_test = {distinct[at] for at in _drawn(len(distinct), test_share, rng, unit)}
    training = tuple(scene for scene, key in zip(scenes, keys, strict=True) if key not in for_test)
    test = tuple(scene for scene, key in zip(scenes, keys, strict=True) if key in for_test)
    return training, test


def _split_pixels(scene: Scene, test_share: float, rng: np.random.Generator) -> tuple[Scene, Scene]:
    """The same scene twice, each pixel ignored in one of them."""
    scored = np.flatnonzero(scene.truth != IGNORE_INDEX)
    kept = scored[_drawn(scored.size, test_share, rng, f"scored pixels in the scene {scene.name!r}")]
    flat = np.zeros(scene.truth.size, dtype=bool)
    flat[kept] = True
    is_test = flat.reshape(scene.truth.shape)
    training, test = (np.where(hidden, IGNORE_INDEX, scene.truth).astype(np.uint8) for hidden in (is_test, ~is_test))
    return replace(scene, truth=training), replace(scene, truth=test)


def _drawn(count: int, test_share: float, rng: np.random.Generator, things: str) -> np.ndarray:
    """Which of so many things are kept for the test, at least one and not all."""
    kept = int(test_share * count + 0.5)
    if count < 2:
        raise ValueError(f"the number of {things} is {count}, but a split needs at least 2: one for each side.")
    if not 0 < kept < count:
        raise ValueError(
            f"the number of {things} is {count}, and test_share={test_share:g} keeps {kept} of them for the test, "
            "so one side is empty. Pass a test_share nearer to 0.5, or more to split."
        )
    return rng.permutation(count)[:kept]
