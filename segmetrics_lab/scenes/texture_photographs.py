"""The photographs of brick, grass and gravel from which rendered scenes take their surfaces."""

from functools import cache

import numpy as np

from segmetrics_lab.scenes.data_folder import complete_entry, read_picture, section


@cache
def texture_photograph(name: str) -> np.ndarray:
    """The photograph "brick", "grass" or "gravel", (512, 512) grey uint8."""
    with complete_entry(f"the texture {name!r}"):
        entry = section("textures")[name]
        return read_picture(entry["image"], entry["sha256"])


def texture_credit(name: str) -> str:
    """Who made a texture photograph."""
    with complete_entry(f"the texture {name!r}"):
        return f"{name} by {section('textures')[name]['author']}"
