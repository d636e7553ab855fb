"""The manifest: what each file of the data folder is, who made it, and how it is recognised."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "segmetrics_lab" / "scenes" / "data"
"""The package's data folder."""

KEYS = ("label_map_licence", "rendered", "photographs", "display", "sets")
"""What a manifest holds, in the order in which it is written."""


def read(folder: Path = DATA) -> dict[str, Any]:
    """The manifest of a data folder; empty where the folder has none yet."""
    path = folder / "manifest.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def update(changes: Mapping[str, Any], folder: Path = DATA) -> None:
    """Write these keys anew and keep all others. The old manifest stands until the new one is complete.

    Raises:
        ValueError: a key is none of KEYS.
    """
    unknown = set(changes) - set(KEYS)
    if unknown:
        raise ValueError(f"a manifest has no key {', '.join(sorted(unknown))}. Its keys are: {', '.join(KEYS)}.")
    manifest = {**read(folder), **changes}
    text = json.dumps({key: manifest[key] for key in KEYS if key in manifest}, indent=2, ensure_ascii=False) + "\n"
    draft = folder / "manifest.json.draft"
    draft.write_text(text, encoding="utf-8", newline="\n")
    os.replace(draft, folder / "manifest.json")


def hashes(file_names: Iterable[str], folder: Path = DATA) -> dict[str, str]:
    """The sha256 of each of these files of the folder, by its name relative to the folder."""
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in file_names}
