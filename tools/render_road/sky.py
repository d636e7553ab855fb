"""The sky, its clouds, and the wooded hills at the horizon."""

import numpy as np

from tools.render_road.classes import TREES
from tools.render_road.stage import Stage
from tools.render_road.textures import noise_texture, photo_texture
from tools.render_road.value_noise import value_noise

CLOUD_HEIGHT_PX = 900.0
HILL_DISTANCE_M = 250.0
HILL_COLOR = np.array([0.20, 0.33, 0.24])


def paint_sky(stage: Stage, rng: np.random.Generator) -> None:
    """Paint sky and clouds over the whole canvas: darker overhead, clouds flatter near the horizon."""
    canvas, camera, light = stage.canvas, stage.camera, stage.light
    height, width = canvas.labels.shape
    rows = np.arange(height, dtype=np.float64)[:, None]
    down = np.clip(rows / camera.horizon_px, 0, 1)[..., None]
    top, bottom = np.array(light.sky_top), np.array(light.sky_bottom)
    canvas.colors[:] = top * (1 - down) + bottom * down
    above = np.arange(int(camera.horizon_px) + 1, dtype=np.float64)[:, None]
    nearness = CLOUD_HEIGHT_PX / (camera.horizon_px - above + 18) * height / 480
    columns = np.arange(width)[None] - camera.center_px
    start = rng.uniform(0, 500, 2)
    noise = noise_texture().at(nearness * 9 + start[0], columns * nearness * (22 / camera.focal_px) + start[1])
    fade = np.clip((camera.horizon_px - above) / (0.25 * camera.horizon_px), 0, 1)
    cover = (np.clip((noise + rng.uniform(-0.5, 0.5)) * 0.55, 0, 1) * light.clouds * fade)[..., None]
    cloud = bottom * 0.45 + 0.55 * max(light.brightness, 0.6)
    sky = canvas.colors[: len(above)]
    sky += (cover * (cloud - sky)).astype(np.float32)


def paint_hills(stage: Stage, rng: np.random.Generator) -> None:
    """Paint two ranges of wooded hills, the farther one paler."""
    canvas, camera, light = stage.canvas, stage.camera, stage.light
    height, width = canvas.labels.shape
    haze = np.array(light.haze)
    for nearness in (0, 1):
        meshes = [(1.0, width / (2 * 2**octave)) for octave in range(5)]
        ridge = sum(0.55**octave * value_noise((1, width), mesh, rng)[0] for octave, mesh in enumerate(meshes))
        above = height * (0.035 + 0.03 * (1 - nearness)) + ridge * height * (0.023 - 0.009 * nearness)
        rows = np.arange(int(camera.horizon_px) + 3)[:, None]
        hill = rows > (camera.horizon_px - above)[None]
        color = HILL_COLOR * (0.55 + 0.25 * nearness) * light.brightness
        paleness = 0.62 - 0.22 * nearness
        row_places, column_places = np.nonzero(hill)
        leaves = photo_texture("grass").at(row_places, column_places + 99 * nearness)
        part = np.s_[: len(rows)]
        canvas.colors[part][hill] = color * (1 - paleness) + haze * light.brightness * paleness + 0.02 * leaves[:, None]
        canvas.labels[part][hill] = TREES
        canvas.distances[part][hill] = HILL_DISTANCE_M
