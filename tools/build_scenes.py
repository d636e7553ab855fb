"""Render the road scenes that ship with the course, and enter them into the manifest of the data folder.

python -m tools.build_scenes [FOLDER]      (the package's data folder, where none is named)
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from tqdm import tqdm

from segmetrics_lab.scenes import Scene
from tools import manifest
from tools.render_road import ROAD_PALETTE, render_road

SET_SIZE, DISPLAY_SIZE = (120, 160), (240, 320)
LIGHTS = ("noon", "overcast", "dusk", "fog")
SPLITS = ("train",) * 24 + ("validation",) * 12 + ("test",) * 12
RARE_FRACTION, RARE_RANGE = 0.018, (0.01, 0.03)
DRIVES, FRAMES = 12, 8
DISPLAY_SEEDS = {"noon": 8, "overcast": 62, "dusk": 100, "fog": 141}
JPEG = {"quality": 92, "subsampling": 0}


@dataclass(frozen=True)
class Planned:
    """A scene to be rendered, and what the manifest says of it.

    Args:
        file: its path in the data folder, without an ending.
        facts: entries of the manifest beside the files.
        render: arguments of render_road, the seed among them.
    """

    file: str
    facts: Mapping[str, object]
    render: dict[str, object]


def build(folder: Path) -> None:
    """Write all rendered scenes and their manifest entries into the folder."""
    plans = {"road": list(_road()), "rare": list(_rare()), "drives": list(_drives())}
    display = {f"road_{light}": _display(light) for light in LIGHTS}
    with tqdm(total=len(display) + sum(map(len, plans.values())), desc="road scenes", unit="scene") as progress:
        changes = {
            "rendered": {
                "classes": ROAD_PALETTE.names,
                "colors": ["#" + bytes(color).hex() for color in ROAD_PALETTE.colors],
                "background": ROAD_PALETTE.background,
                "author": "segmetrics-lab, rendered by tools/build_scenes.py",
                "licence": "CC0-1.0",
            },
            "display": dict(zip(display, _write(display.values(), folder, DISPLAY_SIZE, "png", progress), strict=True)),
            "sets": {name: list(_write(plan, folder, SET_SIZE, "jpg", progress)) for name, plan in plans.items()},
        }
    manifest.update(changes, folder)


def _settings(seed: int, light: str, **others: object) -> dict[str, object]:
    """Arguments of render_road."""
    return {"seed": seed, "light": light} | others


def _display(light: str) -> Planned:
    """A larger view for lectures, with three vehicles and two people."""
    return Planned(f"display/road_{light}", {}, _settings(DISPLAY_SEEDS[light], light, vehicles=3, people=2))


def _road() -> Iterator[Planned]:
    """48 streets, every light equally often in every split."""
    for number, split in enumerate(SPLITS):
        facts = {"split": split, "drive": f"road {number:02}"}
        yield Planned(f"road/{number:02}", facts, _settings(1000 + number, LIGHTS[number % 4]))


def _rare() -> Iterator[Planned]:
    """48 streets on which vehicles and people cover 1 to 3 % of the pixels: the first seeds for which they do."""
    seed = 2000
    for number, split in enumerate(SPLITS):
        while True:
            settings = _settings(seed, LIGHTS[number % 4], object_fraction=RARE_FRACTION)
            seed += 1
            if RARE_RANGE[0] <= _object_share(_render(settings, SET_SIZE)) <= RARE_RANGE[1]:
                break
        yield Planned(f"rare/{number:02}", {"split": split, "drive": f"rare {number:02}"}, settings)


def _drives() -> Iterator[Planned]:
    """12 drives of 8 frames."""
    for drive in range(DRIVES):
        for frame in range(FRAMES):
            settings = _settings(3000 + drive, LIGHTS[drive % 4], frame=frame)
            yield Planned(f"drives/{drive:02}_{frame}", {"drive": f"drive {drive:02}", "frame": frame}, settings)


def _render(settings: dict[str, object], size: tuple[int, int]) -> Scene:
    """Render with the arguments that the manifest keeps."""
    return render_road(**settings, size=size)  # type: ignore[arg-type]


def _object_share(scene: Scene) -> float:
    """The share of pixels that show a vehicle or a person."""
    objects = [scene.palette.index_of(name) for name in ("vehicle", "person")]
    return float(np.isin(scene.truth, objects).mean())


def _write(
    plans: Iterable[Planned], folder: Path, size: tuple[int, int], ending: str, progress: tqdm
) -> Iterator[dict[str, object]]:
    """Render scenes into files; yield their entries in the manifest."""
    for plan in plans:
        scene = _render(plan.render, size)
        image, label_map = f"{plan.file}.{ending}", f"{plan.file}_label_map.png"
        (folder / image).parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(scene.image).save(folder / image, **(JPEG if ending == "jpg" else {"optimize": True}))
        Image.fromarray(scene.truth).save(folder / label_map, optimize=True)
        progress.update()
        yield {
            "image": image,
            "label_map": label_map,
            **plan.facts,
            "render": plan.render,
            "sha256": manifest.hashes([image, label_map], folder),
        }


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else manifest.DATA)
