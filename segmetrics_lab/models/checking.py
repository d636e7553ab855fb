"""Checking: what a model accepts, and what to do about everything else."""

from collections.abc import Iterable

import numpy as np

from segmetrics_lab.labels import Palette, is_number, plain_array, whole_number
from segmetrics_lab.scenes import Scene

LARGEST_SEED = 2**32 - 1
"""What scikit-learn takes as a random state."""


def check_scenes(
    scenes: Iterable[Scene], *, called: str = "scenes", palette: Palette | None = None
) -> tuple[Scene, ...]:
    """Return the scenes as a tuple: at least one, all of one palette (the given one, where one is given)."""
    if isinstance(scenes, Scene):
        raise ValueError(f"{called} is the scene {scenes.name!r} itself, not a list of scenes. Write [scene].")
    if not isinstance(scenes, Iterable):
        raise ValueError(f"{called} is {_described(scenes)}, but it must be a list of scenes.")
    checked = tuple(scenes)
    if not checked:
        raise ValueError(f"{called} holds no scene. Pass at least one.")
    for scene in checked:
        if not isinstance(scene, Scene):
            raise ValueError(f"{called} holds something {_described(scene)}, which is not a Scene.")
    expected = checked[0].palette if palette is None else palette
    owner = f"the scene {checked[0].name!r}" if palette is None else "the model"
    for scene in checked:
        if scene.palette != expected:
            raise ValueError(
                f"the scene {scene.name!r} has the classes {', '.join(scene.palette.names)}, but {owner} has "
                f"{', '.join(expected.names)}. All scenes of a model share one palette, colours and background "
                "included: scene.binary(...) gives scenes of different palettes the same two classes."
            )
    return checked


def check_image(image: np.ndarray, *, channels: int | None = None) -> np.ndarray:
    """Return the image if it is uint8 and has 1 or 3 channels, or as many as asked for; else raise a ValueError."""
    if isinstance(image, Scene):
        raise ValueError(f"image is the scene {image.name!r}, not an array. Pass scene.image.")
    plain_array(image, "image")
    if not isinstance(image, np.ndarray) or image.dtype != np.uint8 or image.ndim not in (2, 3) or image.size == 0:
        raise ValueError(
            f"image is {_described(image)}, but it must be a uint8 array (height, width) or (height, width, 3). "
            "Convert floats from 0 to 1 with (image * 255).round().astype(np.uint8), "
            "and 16 bits with (image // 256).astype(np.uint8)."
        )
    found = channels_of(image)
    if channels is not None and found != channels:
        raise ValueError(
            f"image has {found} channel{'' if found == 1 else 's'}, but those to learn from have {channels}. "
            "Keep to images of one kind, or convert this one with PIL: "
            f'Image.fromarray(image).convert("{"L" if channels == 1 else "RGB"}").'
        )
    return image


def channels_of(image: np.ndarray) -> int:
    """How many numbers an image has for each pixel: 1 for grey, 3 for colour.

    >>> channels_of(np.zeros((4, 5), np.uint8)), channels_of(np.zeros((4, 5, 3), np.uint8))
    (1, 3)
    """
    return 1 if image.ndim == 2 else int(image.shape[2])


def check_seed(seed: int) -> int:
    """Return the seed as an int that scikit-learn takes as a random state, or raise a ValueError."""
    return whole_number(seed, "seed", least=0, most=LARGEST_SEED, hint="any of them will do")


def check_threshold(threshold: float | None) -> float | None:
    """Return the threshold as a float, or None; what is not from 0 to 1 raises a ValueError."""
    if threshold is None:
        return None
    if not is_number(threshold) or not 0 <= threshold <= 1:
        raise ValueError(
            f"threshold is {threshold!r}, but it must be a number from 0 to 1: "
            "class 1 is predicted where its probability is at least this."
        )
    return float(threshold)


def _described(value: object) -> str:
    """A value in few words."""
    if isinstance(value, np.ndarray):
        return f"of dtype {value.dtype} and shape {value.shape}"
    return f"of type {type(value).__name__}"
