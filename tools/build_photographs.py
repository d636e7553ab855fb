"""Draw the label maps of the photographs again, and write down the photographs in the manifest.

python -m tools.build_photographs [FOLDER]      (the package's data folder, where none is named)
"""

import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import numpy as np
from PIL import Image
from tqdm import tqdm

from segmetrics_lab.labels import CLASSES
from tools import manifest

LABEL_LICENCE = "CC0-1.0"


@dataclass(frozen=True)
class Photograph:
    """What the annotation of a photograph does not know: its file, its rights, and whose colours its classes have."""

    image: str
    author: str
    source: str
    licence: str
    styles: tuple[str, ...]


PHOTOGRAPHS = {
    "coins": Photograph(
        image="coins.png",
        author="Brooklyn Museum",
        source="Greek coins from Pompeii, Brooklyn Museum Archives image 51611, as shipped with scikit-image",
        licence="no known copyright restrictions",
        styles=("background", "object"),
    ),
    "camera": Photograph(
        image="camera.png",
        author="Lav Varshney",
        source="shipped with scikit-image since 0.18",
        licence="CC0-1.0",
        styles=("sky", "building", "grass", "person", "object"),
    ),
    "coffee": Photograph(
        image="coffee.png",
        author="Rachel Michetti",
        source="photograph courtesy of Pikolo Espresso Bar, shipped with scikit-image",
        licence="CC0-1.0",
        styles=("background", "sky", "building", "object", "person", "trees"),
    ),
    "chelsea": Photograph(
        image="chelsea.png",
        author="Stéfan van der Walt",
        source="shipped with scikit-image",
        licence="CC0-1.0",
        styles=("background", "object", "sky", "person"),
    ),
    "horse": Photograph(
        image="horse.png",
        author="Andreas Preuss (marauder)",
        source="openclipart detail 158377, shipped with scikit-image",
        licence="CC0-1.0",
        styles=("background", "object"),
    ),
    "china": Photograph(
        image="china.jpg",
        author="danielbuechele",
        source="Flickr photo 6061409035, shipped with scikit-learn",
        licence="CC-BY-2.0",
        styles=("sky", "object", "trees", "background", "building"),
    ),
}


def build(folder: Path) -> None:
    """Write label maps and object ids into the folder, and what is known about all photographs into its manifest."""
    photographs = {
        name: _build_photograph(name, photograph, folder)
        for name, photograph in tqdm(PHOTOGRAPHS.items(), desc="label maps", unit="photograph")
    }
    manifest.update({"label_map_licence": LABEL_LICENCE, "photographs": photographs}, folder)


def _build_photograph(name: str, photograph: Photograph, folder: Path) -> dict[str, object]:
    """Draw one photograph's label map; return its entry in the manifest."""
    annotation = import_module(f"tools.annotations.{name}")
    image = np.array(Image.open(manifest.DATA / photograph.image))
    entry: dict[str, object] = {
        "image": photograph.image,
        "label_map": _write_map(annotation.label_map(image), folder / f"{name}_label_map.png"),
    }
    if hasattr(annotation, "object_ids"):
        entry["object_ids"] = _write_map(annotation.object_ids(image), folder / f"{name}_object_ids.png")
    drawn = [str(file) for file in entry.values() if file != photograph.image]
    return entry | {
        "author": photograph.author,
        "source": photograph.source,
        "licence": photograph.licence,
        "classes": annotation.CLASSES,
        "colors": [CLASSES[name].fill for name in photograph.styles],
        "background": annotation.BACKGROUND,
        "sha256": manifest.hashes([photograph.image]) | manifest.hashes(drawn, folder),
    }


def _write_map(label_map: np.ndarray, path: Path) -> str:
    """Write an 8-bit PNG of class indices; return its file name."""
    Image.fromarray(label_map).save(path, optimize=True)
    return path.name


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else manifest.DATA)
