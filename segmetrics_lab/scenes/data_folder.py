"""The data folder: its manifest and its pictures, each checked against its sha256."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image

DATA = files("segmetrics_lab.scenes") / "data"
MANIFEST = "manifest.json"


class SceneDataError(RuntimeError):
    """A file of the data folder is missing or damaged; the message names it and says how to restore it."""

    def __init__(self, file_name: str, trouble: str) -> None:
        super().__init__(
            f"The data file {DATA / file_name} {trouble}. Nothing in your code caused this. Restore it: "
            "run `pip install --force-reinstall --no-deps segmetrics-lab`, or in a checkout of the course "
            "`git restore segmetrics_lab/scenes/data`; then restart the kernel."
        )


def section(key: str) -> Any:
    """One part of the manifest, for instance "photographs"; a SceneDataError where it is missing or damaged."""
    manifest = _manifest()
    if key not in manifest:
        raise SceneDataError(MANIFEST, f"has no part {key!r}")
    return manifest[key]


@contextmanager
def complete_entry(what: str) -> Iterator[None]:
    """Raise a SceneDataError where an entry of the manifest turns out to be incomplete while it is used."""
    try:
        yield
    except (LookupError, TypeError) as error:
        trouble = f"is damaged: what it says about {what} is not complete ({type(error).__name__}: {error})"
        raise SceneDataError(MANIFEST, trouble) from error


def read_picture(file_name: str, hashes: Mapping[str, str]) -> np.ndarray:
    """A picture of the data folder: (height, width), or (height, width, 3) where it has colours.

    The hashes are those that the manifest knows, by file name: a file that is missing or was changed raises a
    SceneDataError.
    """
    content = _read(file_name)
    if hashlib.sha256(content).hexdigest() != hashes[file_name]:
        raise SceneDataError(file_name, f"is damaged or was changed: it is not the file that {MANIFEST} knows")
    image = Image.open(BytesIO(content))
    return np.array(image.convert("L" if image.mode in ("1", "L", "P") else "RGB"))


@cache
def _manifest() -> dict[str, Any]:
    """What the data folder holds."""
    try:
        manifest = json.loads(_read(MANIFEST))
    except ValueError as error:
        raise SceneDataError(MANIFEST, f"is damaged ({error})") from None
    if not isinstance(manifest, dict):
        raise SceneDataError(MANIFEST, f"is damaged: it holds a {type(manifest).__name__} instead of its parts")
    return manifest


def _read(file_name: str) -> bytes:
    """The bytes of a file of the data folder."""
    try:
        return DATA.joinpath(file_name).read_bytes()
    except OSError as error:
        raise SceneDataError(file_name, f"cannot be read ({error.strerror or error})") from None
