"""Pixels drawn from scenes: what a model learns from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segmetrics_lab.labels import IGNORE_INDEX, Palette, whole_number
from segmetrics_lab.models.checking import channels_of, check_image
from segmetrics_lab.models.features import features_at
from segmetrics_lab.scenes import Scene
from segmetrics_lab.sweeps import bar


@dataclass(frozen=True, eq=False)
class Pixels:
    """Some pixels of some scenes.

    Args:
        rows: (n, number of features) float64, the features of each pixel.
        classes: (n,) the true class of each pixel.
        palette: the classes of the scenes.
        channels: 1 if the images are grey, 3 if they are in colour.
        places: which pixels of each scene these are, as ascending indices into its flat truth.
    """

    rows: np.ndarray
    classes: np.ndarray
    palette: Palette
    channels: int
    places: tuple[np.ndarray, ...]


def draw_pixels(
    scenes: Sequence[Scene], features: str, *, pixels: int | None, seed: int, called: str = "pixels"
) -> Pixels:
    """Draw pixels of all scenes at random: each scored one equally likely, none twice, ignored ones never.

    None takes all of them. A message calls the number as the caller does.
    """
    channels = channels_of(check_image(scenes[0].image))
    for scene in scenes:
        check_image(scene.image, channels=channels)
    chosen = _chosen(scenes, pixels, seed, called)
    pairs = list(zip(scenes, chosen, strict=True))
    rows = [features_at(scene.image, features, flat) for scene, flat in bar(pairs, "features")]
    classes = [scene.truth.ravel()[flat] for scene, flat in pairs]
    return Pixels(np.concatenate(rows), np.concatenate(classes), scenes[0].palette, channels, tuple(chosen))


def _chosen(scenes: Sequence[Scene], pixels: int | None, seed: int, called: str) -> list[np.ndarray]:
    """The chosen pixels of each scene, as ascending indices into its flat truth."""
    scored = [np.flatnonzero(scene.truth != IGNORE_INDEX) for scene in scenes]
    ends = np.cumsum([flat.size for flat in scored])
    count = _checked_count(pixels, int(ends[-1]), called)
    drawn = np.sort(np.random.default_rng(seed).choice(ends[-1], count, replace=False, shuffle=False))
    of_scene = np.split(drawn, np.searchsorted(drawn, ends[:-1]))
    return [flat[at - (end - flat.size)] for flat, at, end in zip(scored, of_scene, ends, strict=True)]


def _checked_count(pixels: int | None, available: int, called: str) -> int:
    """How many pixels to draw."""
    if available == 0:
        raise ValueError(f"every pixel of the scenes is ignored (255 in the truth), so there are no {called} to draw.")
    if pixels is None:
        return available
    count = whole_number(pixels, called, least=1, hint="how many to draw; None takes all")
    if count > available:
        raise ValueError(
            f"{called} is {count}, but the scenes have only {available} scored pixels. "
            f"Ask for at most {available}, pass more scenes, or {called}=None for all."
        )
    return count
