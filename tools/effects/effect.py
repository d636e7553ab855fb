"""The effect: something that scores do, measured with models that are really trained."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from segmetrics_lab.models import split
from segmetrics_lab.pictures import Picture
from segmetrics_lab.scenes import Scene, load_set

SEEDS = range(6)
"""Seed 0 takes the splits as they ship; each other seed splits all scenes anew, and trains other models."""


@dataclass(frozen=True)
class Effect:
    """One effect of the course.

    Args:
        name: of its figure.
        title: of its section in docs/effects.md.
        words: what was done, and what it shows.
        measure: from a seed to named scores.
        figure: the effect with seed 0.
        seeds: for which it is measured.
    """

    name: str
    title: str
    words: str
    measure: Callable[[int], dict[str, float]]
    figure: Callable[[], Picture]
    seeds: Sequence[int] = SEEDS


def parted(name: str, seed: int) -> tuple[tuple[Scene, ...], tuple[Scene, ...]]:
    """24 scenes of a set to learn from, and others to be judged by: 12 where they ship so, 24 for other seeds."""
    if seed == 0:
        return load_set(name, "train"), load_set(name, "test")
    return split(load_set(name), by="frame", seed=seed)


def as_objects(scenes: Sequence[Scene]) -> list[Scene]:
    """The same scenes with two classes: vehicles and people are the object."""
    return [scene.binary("vehicle", "person", name="object") for scene in scenes]
