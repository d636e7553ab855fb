"""The renderer of road scenes: what it promises about label maps, and what it refuses."""

import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from segmetrics_lab.labels import IGNORE_INDEX
from tools.render_road import LIGHTS, render_road
from tools.render_road.camera import Camera
from tools.render_road.canvas import Canvas
from tools.render_road.shapes import SIZES_M
from tools.render_road.street import Vehicle, draw_street
from tools.render_road.textures import noise_texture
from tools.render_road.traffic import Traffic, draw_traffic
from tools.render_road.value_noise import value_noise

ROOT = Path(__file__).parents[2]
SMALL = (60, 80)
VEHICLE, PERSON = 6, 7


def test_a_scene_says_what_it_is():
    scene = render_road(7, size=SMALL, frame=2)
    assert scene.image.shape == (60, 80, 3)
    assert scene.truth.shape == (60, 80)
    assert scene.image.dtype == scene.truth.dtype == np.uint8
    assert scene.palette.names == ("sky", "trees", "building", "grass", "road", "marking", "vehicle", "person")
    assert (scene.name, scene.group) == ("drive 7, frame 2", "drive 7")
    assert "not a photograph" in scene.source


def test_the_same_arguments_give_the_same_scene():
    one, other = render_road(3, size=SMALL, frame=1), render_road(3, size=SMALL, frame=1)
    assert np.array_equal(one.truth, other.truth)
    assert np.array_equal(one.image, other.image)


def test_another_seed_gives_another_street():
    assert not np.array_equal(render_road(3, size=SMALL).truth, render_road(4, size=SMALL).truth)


@pytest.mark.parametrize("light", LIGHTS)
def test_light_changes_colours_but_no_class(light):
    noon, other = render_road(5, size=SMALL), render_road(5, size=SMALL, light=light)
    assert np.array_equal(noon.truth, other.truth)
    assert np.array_equal(noon.image, other.image) == (light == "noon")


def test_every_class_and_ignored_pixels_occur():
    seen = {int(value) for seed in range(8) for value in np.unique(render_road(seed, size=SMALL, people=2).truth)}
    assert seen == {*range(8), IGNORE_INDEX}


def test_sky_is_above_and_road_is_below():
    truth = render_road(2).truth
    assert (truth[:10] == 0).mean() > 0.5
    assert np.isin(truth[-10:], (4, 5)).mean() > 0.5
    assert not (truth[-60:] == 0).any()


def test_few_pixels_are_ignored():
    assert np.mean([(render_road(seed, size=SMALL).truth == IGNORE_INDEX).mean() for seed in range(12)]) < 0.04


def test_frames_of_a_drive_are_alike_and_drives_are_not():
    frames = [render_road(seed, size=SMALL, frame=frame).truth for seed in (11, 12) for frame in (0, 1)]
    next_frame = (frames[0] == frames[1]).mean()
    other_drive = (frames[0] == frames[2]).mean()
    assert next_frame > 0.9
    assert other_drive < next_frame - 0.05


@pytest.mark.slow
@pytest.mark.parametrize("wanted", [0.02, 0.05, 0.1])
def test_objects_cover_about_the_wanted_share(wanted):
    shares = [
        np.isin(render_road(seed, size=SMALL, object_fraction=wanted).truth, (VEHICLE, PERSON)).mean()
        for seed in range(24)
    ]
    assert np.mean(shares) == pytest.approx(wanted, rel=0.2)
    assert min(shares) > wanted / 4


def test_nobody_stands_within_a_vehicle_nor_two_vehicles_within_each_other():
    pairs = 0
    for seed in range(60):
        rng = np.random.default_rng(seed)
        traffic = draw_traffic(rng, draw_street(rng), (240, 320), Traffic(4, 4, 0.1 if seed % 2 else None))
        for one, other in combinations(traffic, 2):
            pairs += 1
            overlap_across = abs(one.right_m - other.right_m) < (width(one) + width(other)) / 2
            starts, ends = (
                max(one.ahead_m, other.ahead_m),
                min(one.ahead_m + length(one), other.ahead_m + length(other)),
            )
            assert not (overlap_across and starts < ends), (seed, one, other)
    assert pairs > 500


def width(thing):
    return SIZES_M[thing.kind][0] if isinstance(thing, Vehicle) else 0.5


def length(thing):
    return SIZES_M[thing.kind][2] if isinstance(thing, Vehicle) else 0.5


def test_vehicles_come_towards_the_camera_only_in_the_left_lane():
    rng = np.random.default_rng(1)
    street = draw_street(rng)
    vehicles = [draw_traffic(rng, street, (240, 320), Traffic(1, 0, None))[0] for _ in range(50)]
    assert {vehicle.oncoming for vehicle in vehicles} == {True, False}
    assert all(vehicle.oncoming == (vehicle.right_m < -street.half_width_m + 3.4) for vehicle in vehicles)


def test_none_are_drawn_where_none_are_asked_for():
    truth = render_road(1, size=SMALL, vehicles=0, people=0).truth
    assert not np.isin(truth, (VEHICLE, PERSON)).any()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"seed": -1}, "seed is -1, but it must be a whole number"),
        ({"seed": 1.5}, "seed is 1.5"),
        ({"seed": 1, "size": (240,)}, r"size is \(240,\).*height, width"),
        ({"seed": 1, "size": (20, 4000)}, "each 60 to 1080"),
        ({"seed": 1, "light": "foggy"}, "no light 'foggy'.*noon, overcast, dusk, fog"),
        ({"seed": 1, "light": None}, "no light None"),
        ({"seed": 1, "frame": -1}, "frame is -1"),
        ({"seed": 1, "vehicles": 9}, "vehicles is 9.*0 to 8"),
        ({"seed": 1, "people": "two"}, "people is 'two'"),
        ({"seed": 1, "object_fraction": 2}, "object_fraction is 2.*0.02 makes"),
        ({"seed": 1, "object_fraction": 0.1, "vehicles": 0, "people": 0}, "both 0"),
    ],
)
def test_a_wrong_argument_is_answered_with_the_right_ones(arguments, words):
    with pytest.raises(ValueError, match=words):
        render_road(**arguments)


SLOWER_CPU = "AVX2 FMA3 AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL X86_V3 X86_V4"


def test_a_processor_with_other_instructions_gives_the_same_classes(tmp_path):
    code = (
        "import sys, numpy as np; from tools.render_road import render_road;"
        "s = [render_road(k, size=(120, 160), light=l) for k, l in enumerate(('noon', 'dusk', 'fog'))];"
        "np.savez(sys.argv[1], truth=[x.truth for x in s], image=[x.image for x in s])"
    )
    results = []
    for name, disabled in (("as_is", ""), ("slower", SLOWER_CPU)):
        environment = os.environ | {"NPY_DISABLE_CPU_FEATURES": disabled}
        command = [sys.executable, "-W", "ignore", "-c", code, str(tmp_path / name)]
        subprocess.run(command, cwd=ROOT, check=True, env=environment)
        results.append(np.load(tmp_path / f"{name}.npz"))
    assert np.array_equal(results[0]["truth"], results[1]["truth"])
    levels = np.abs(results[0]["image"].astype(int) - results[1]["image"])
    assert (levels <= 1).mean() >= 0.999


def test_a_filled_shape_covers_the_pixels_whose_middles_lie_inside():
    canvas = Canvas.empty(4, 6)
    canvas.fill(np.array([(1, 1), (4, 1), (4, 3), (1, 3)]), np.ones(3), 6, 10.0)
    assert (canvas.labels == 6).astype(int).tolist() == [
        [0, 0, 0, 0, 0, 0],
        [0, 1, 1, 1, 0, 0],
        [0, 1, 1, 1, 0, 0],
        [0, 0, 0, 0, 0, 0],
    ]
    assert canvas.distances[1, 1] == 10
    assert canvas.colors[1, 1].tolist() == [1, 1, 1]


def test_corners_may_come_in_any_order_and_lie_within_or_outside_the_canvas():
    canvas = Canvas.empty(4, 6)
    canvas.fill(np.array([(4, 3), (2, 2), (-9, 1), (4, 1), (-9, 3)]), np.ones(3), 6, 10.0)
    assert (canvas.labels == 6).sum(axis=1).tolist() == [0, 4, 4, 0]


@pytest.mark.parametrize("corners", [[(1, 1), (1, 1), (1, 1)], [(1, 1), (3, 1)], [(90, 90), (95, 90), (95, 95)]])
def test_a_shape_without_an_area_or_outside_paints_nothing(corners):
    canvas = Canvas.empty(4, 6)
    canvas.fill(np.array(corners), np.ones(3), 6, 10.0)
    assert not canvas.labels.any()


def test_a_shadow_falls_on_the_ground_alone():
    canvas = Canvas.empty(1, 3)
    canvas.colors[:] = 1
    canvas.labels[0] = [0, 4, 6]
    canvas.shade(np.array([(0, 0), (3, 0), (3, 1), (0, 1)]), 0.5)
    assert canvas.colors[0, :, 0].tolist() == [1, 0.5, 1]


def test_a_place_on_the_ground_appears_where_the_camera_says():
    camera = Camera(focal_px=300, center_px=160, horizon_px=100, canvas_size=(240, 320), way_m=0)
    assert camera.project([(0, 0, 15), (2, 1.5, 30)]).tolist() == [[160, 130], [180, 100]]
    assert camera.depth_of_rows(np.array([130.0])).tolist() == [15]


def test_noise_stays_in_its_range_and_goes_on_without_a_seam():
    noise = value_noise((64, 64), (16, 16), np.random.default_rng(1))
    assert -1 <= noise.min() < noise.max() <= 1
    texture = noise_texture()
    place = np.array([3.0])
    assert texture.at(place, place) == texture.at(place + 1024, place - 1024)
    assert texture.at(np.array([511.0]), place) == texture.at(np.array([512.0]), place)
