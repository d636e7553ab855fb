"""Variants: a scene of two classes in which one thing is changed, and nothing else."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from segmetrics_lab.labels import IGNORE_INDEX, is_number, whole_number
from segmetrics_lab.scenes.objects import check_two_classes
from segmetrics_lab.scenes.scene import Scene


def with_less_background(scene: Scene, kept: float, *, seed: int) -> Scene:
    """Keep only this share of the background, so that more of the pixels that a model draws are object.

    Each pixel of class 0 is drawn independently; those that are left out become 255, which no model learns from. The
    picture and the object stay as they are.

    Args:
        scene: of two classes, of which 1 is the object.
        kept: the share of the background that is kept, 0 to 1.
        seed: of the draw. Scenes of different names get different draws from the same seed.

    Raises:
        ValueError: this is not a Scene of two classes, kept is not in 0 to 1, or seed is not a whole number of at
            least 0.

    >>> from segmetrics_lab.scenes import load
    >>> coins = load("coins")
    >>> fewer = with_less_background(coins, 0.25, seed=0)
    >>> round(float(np.mean(coins.truth == 1)), 2), round(float(np.mean(fewer.truth[fewer.truth != 255] == 1)), 2)
    (0.34, 0.67)
    """
    check_two_classes(scene)
    if not is_number(kept) or not 0 <= kept <= 1:
        raise ValueError(
            f"kept is {kept!r}, but a share of the background is 0 to 1: write 0.25 for a quarter of its pixels."
        )
    checked_seed = whole_number(seed, "seed", least=0, hint="each one gives another draw")
    rng = np.random.default_rng([checked_seed, *scene.name.encode()])
    is_left_out = (scene.truth == 0) & (rng.random(scene.truth.shape) >= kept)
    ignored = np.asarray(IGNORE_INDEX, scene.truth.dtype)
    return replace(scene, truth=np.where(is_left_out, ignored, scene.truth))


def with_painted_object(scene: Scene, color: Sequence[float]) -> Scene:
    """Paint the object in a colour; each of its pixels stays as bright as it was, as far as 255 allows it.

    Brightness is the mean of red, green and blue. It is multiplied by the colour, and what is above 255 becomes 255.

    Args:
        scene: of two classes, of which 1 is the object, in colour or in grey. The picture comes back in colour.
        color: the parts of red, green and blue, at least 0; where their mean is 1, brightness stays.

    Raises:
        ValueError: this is not a Scene of two classes, or color is not three numbers of at least 0.

    >>> from segmetrics_lab.scenes import load
    >>> coins = load("coins")
    >>> red = with_painted_object(coins, (2, 0.5, 0.5))
    >>> int(coins.image[67, 352]), red.image[67, 352].tolist()
    (48, [96, 24, 24])
    """
    check_two_classes(scene)
    parts = np.asarray(color, dtype=float)
    if parts.shape != (3,) or not np.all(np.isfinite(parts)) or np.any(parts < 0):
        raise ValueError(
            f"color is {color!r}, but it must be three numbers of at least 0: the parts of red, green and blue, as in "
            "(2, 0.5, 0.5) for red."
        )
    image = scene.image if scene.image.ndim == 3 else np.repeat(scene.image[..., np.newaxis], 3, axis=-1)
    painted = (image.mean(axis=-1, keepdims=True) * parts).clip(0, 255).astype(np.uint8)
    return replace(scene, image=np.where((scene.truth == 1)[..., np.newaxis], painted, image))
