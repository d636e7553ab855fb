"""Objects: the pieces of class 1, for those who count objects instead of pixels."""

from collections.abc import Iterable

import numpy as np

from segmetrics_lab.scenes.scene import Scene


def objects_of(scenes: Iterable[Scene]) -> list[tuple[int, np.ndarray]]:
    """The objects of scenes of two classes: connected pixels of class 1, corners included; what touches is one.

    Returns:
        For each object the number of its scene, and its mask: (height, width) of bool. Scene after scene, and in each
        from the top.

    Raises:
        ValueError: one of them is not a Scene of two classes.

    >>> from segmetrics_lab.scenes import load
    >>> len(objects_of([load("coins")]))
    24
    """
    from skimage.measure import label  # noqa: PLC0415 (scenes are loaded where scikit-image is not installed)

    found = []
    for number, scene in enumerate(scenes):
        check_two_classes(scene)
        pieces = label(scene.truth == 1)
        found += [(number, pieces == piece) for piece in range(1, pieces.max() + 1)]
    return found


def check_two_classes(scene: Scene) -> None:
    """Refuse what has no object.

    Raises:
        ValueError: this is not a Scene of two classes.
    """
    if not isinstance(scene, Scene):
        raise ValueError(f"scene is of type {type(scene).__name__}, but it must be a Scene.")
    if scene.palette.num_classes != 2:
        raise ValueError(
            f"the scene {scene.name!r} has {scene.palette.num_classes} classes, but there must be two, object and "
            'background. Make two of them first: scene.binary("person", name="person").'
        )
