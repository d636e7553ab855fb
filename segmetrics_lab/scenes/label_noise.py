"""Label noise: a truth that is wrong in places, as hand-drawn ones are."""

from dataclasses import replace

import numpy as np

from segmetrics_lab.labels import IGNORE_INDEX, is_number, whole_number
from segmetrics_lab.scenes.scene import Scene


def with_label_noise(scene: Scene, share: float, *, seed: int) -> Scene:
    """Replace the label of this share of the scored pixels by a random one, each class equally likely.

    With n classes, a random label is right by chance in one case out of n, so about
    share * (n - 1) / n of the labels become wrong. Each pixel is drawn independently; ignored pixels stay ignored.

    Args:
        scene: the scene; its picture stays as it is.
        share: of the scored pixels, 0 to 1.
        seed: of the draw. Scenes of different names get different noise from the same seed.

    Raises:
        ValueError: this is not a Scene, share is not in 0 to 1, or seed is not a whole number of at least 0.

    >>> from segmetrics_lab.scenes import load
    >>> coins = load("coins")
    >>> round(float((with_label_noise(coins, 0.2, seed=0).truth != coins.truth).mean()), 2)
    0.1
    """
    if not isinstance(scene, Scene):
        raise ValueError(f"scene is of type {type(scene).__name__}, but noise is put into the truth of a Scene.")
    if not is_number(share) or not 0 <= share <= 1:
        raise ValueError(
            f"share is {share!r}, but a share of the pixels is 0 to 1: write 0.2 for 20 in a hundred pixels."
        )
    checked_seed = whole_number(seed, "seed", least=0, hint="each one gives another result")
    rng = np.random.default_rng([checked_seed, *scene.name.encode()])
    redrawn = (rng.random(scene.truth.shape) < share) & (scene.truth != IGNORE_INDEX)
    labels = rng.integers(scene.palette.num_classes, size=scene.truth.shape).astype(scene.truth.dtype)
    return replace(scene, truth=np.where(redrawn, labels, scene.truth))
