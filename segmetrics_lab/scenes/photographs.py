"""The photographs of the course, with label maps drawn by hand and by rule."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from PIL import Image

from segmetrics_lab.labels import Palette
from segmetrics_lab.scenes.scene import Scene

DATA = files("segmetrics_lab.scenes") / "data"


def names() -> tuple[str, ...]:
    """The names of the photographs that load() knows.

    >>> "coins" in names()
    True
    """
    return tuple(_manifest()["photographs"])


@cache
def load(name: str) -> Scene:
    """Return a photograph with its true label map, palette, source and licence.

    Args:
        name: one of names(); "coins" also has object_ids, which tell its 24 coins apart.

    Raises:
        ValueError: no photograph has this name; the message lists those there are.

    >>> load("coins").truth.shape
    (303, 384)
    """
    if name not in names():
        raise ValueError(f"there is no photograph {name!r}. The photographs are: {', '.join(names())}.")
    entry = _manifest()["photographs"][name]
    return Scene(
        name=name,
        image=_read(entry["image"]),
        truth=_read(entry["label_map"]),
        palette=Palette(entry["classes"], entry["colors"], entry["background"]),
        source=f"{entry['author']}; {entry['source']}",
        licence=entry["licence"],
        group=name,
        object_ids=_read(entry["object_ids"]) if "object_ids" in entry else None,
    )


@cache
def _manifest() -> dict[str, Any]:
    """What the data folder holds."""
    manifest: dict[str, Any] = json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))
    return manifest


def _read(file_name: str) -> np.ndarray:
    """An image file as an array: (height, width), or (height, width, 3) where it has colours."""
    with (DATA / file_name).open("rb") as file:
        image = Image.open(file)
        return np.array(image.convert("L" if image.mode in ("1", "L", "P") else "RGB"))
