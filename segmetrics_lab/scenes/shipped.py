"""The shipped scenes: photographs with label maps drawn by hand and by rule, and rendered drives with exact ones."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from segmetrics_lab.labels import Palette, check_name, did_you_mean
from segmetrics_lab.scenes.data_folder import complete_entry, read_picture, section
from segmetrics_lab.scenes.scene import Scene

Entry = Mapping[str, Any]

RENDERED = "rendered scene, not a photograph"


def names() -> tuple[str, ...]:
    """The names of the scenes that load() knows: the photographs, then rendered views of a road.

    >>> "coins" in names()
    True
    """
    return (*section("photographs"), *section("display"))


def load(name: str) -> Scene:
    """Return a shipped scene: a picture with its true label map, palette, source and licence.

    Args:
        name: one of names(); "coins" also has object_ids, which tell its 24 coins apart.

    Raises:
        ValueError: no scene has this name; the message lists the known ones.
        SceneDataError: a file of the scene is missing or damaged.

    >>> load("coins").truth.shape
    (303, 384)
    """
    return _load(check_name(name, names(), called="name"))


def load_set(name: str, split: str | None = None) -> tuple[Scene, ...]:
    """Return the scenes of a set, in their fixed order: all of them, or those of one split.

    Args:
        name: "photographs", every one with classes of its own; "road", street scenes; "rare", street scenes where
            vehicles and people cover about two pixels in a hundred; "drives", frames of drives, one after another.
        split: "train", "validation" or "test". Only "road" and "rare" come split; no drive is in two splits.

    Raises:
        ValueError: there is no such set, or it has no such split; the message lists the known ones.
        SceneDataError: a file of the set is missing or damaged.

    >>> [scene.name for scene in load_set("photographs")][:2]
    ['coins', 'camera']
    """
    check_name(name, ("photographs", *section("sets")), called="name")
    if name == "photographs":
        _check_split(name, split, ())
        return tuple(load(photograph) for photograph in section("photographs"))
    splits = [entry.get("split") for entry in section("sets")[name]]
    _check_split(name, split, tuple(dict.fromkeys(known for known in splits if known)))
    return tuple(_load_from_set(name, at) for at, known in enumerate(splits) if split is None or known == split)


def _check_split(name: str, split: str | None, splits: tuple[str, ...]) -> None:
    """Refuse a split that this set does not have."""
    if split is None or split in splits:
        return
    if splits:
        way_out = f"Its splits are: {', '.join(splits)}.{did_you_mean(split, splits)}"
    elif name == "drives":
        way_out = (
            'It has none: splitting it is up to you. Call segmetrics_lab.models.split(load_set("drives"), by="drive").'
        )
    else:
        way_out = f"It has none: leave split out. {name.capitalize()} have different classes, so none tests another."
    raise ValueError(f"the set {name!r} has no split {split!r}. {way_out}")


@cache
def _load(name: str) -> Scene:
    """The photograph or the rendered view of this name."""
    with complete_entry(f"the scene {name!r}"):
        if name in section("photographs"):
            entry = section("photographs")[name]
            return _scene(name, name, entry, entry, entry["source"])
        return _scene(name, name, section("display")[name], section("rendered"), RENDERED)


@cache
def _load_from_set(name: str, position: int) -> Scene:
    """One rendered scene of a set."""
    with complete_entry(f"scene {position} of the set {name!r}"):
        entry = section("sets")[name][position]
        frame = f" frame {entry['frame']}" if "frame" in entry else ""
        return _scene(f"{entry['drive']}{frame}", entry["drive"], entry, section("rendered"), RENDERED)


def _scene(name: str, group: str, entry: Entry, about: Entry, source: str) -> Scene:
    """The scene whose files are named in one entry; its classes, author and licence may be in another."""
    return Scene(
        name=name,
        image=read_picture(entry["image"], entry["sha256"]),
        truth=read_picture(entry["label_map"], entry["sha256"]),
        palette=Palette(about["classes"], about["colors"], about["background"]),
        source=f"{about['author']}; {source}",
        licence=about["licence"],
        group=group,
        object_ids=read_picture(entry["object_ids"], entry["sha256"]) if "object_ids" in entry else None,
    )
