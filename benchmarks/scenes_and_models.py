"""How long it takes to render a scene and to train and use each preset, and how much memory that needs.

Run it with `python -m benchmarks.scenes_and_models` on an idle machine. The aims: a scene of 240 by 320 pixels within
0.4 s; all that a lesson trains and predicts within 5 s; a kernel below 500 MB.
"""

import resource
import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter

from tqdm import tqdm

from segmetrics_lab.models import preset, presets
from segmetrics_lab.scenes import load_set
from tools.render_road import LIGHTS, render_road

ROUNDS = 5
RENDER_AIM_S = 0.4
MEMORY_AIM_MB = 500
PIXELS = {"good": 30_000}
TWO_CLASSES = ("strict", "generous")


def seconds(work: Callable[[], object]) -> float:
    """How long it takes to do something once."""
    start = perf_counter()
    work()
    return perf_counter() - start


def rendering() -> dict[str, list[float]]:
    """Seconds for one scene in each light; a scene before them reads the textures."""
    render_road(0)
    return {
        light: [seconds(lambda light=light, seed=seed: render_road(seed, light=light)) for seed in range(ROUNDS)]
        for light in tqdm(LIGHTS, desc="rendering", unit="light")
    }


def training() -> dict[str, tuple[float, float]]:
    """Seconds to train each preset on 24 scenes, and to predict 12; the features of both count only once."""
    times = {}
    for name in tqdm(presets(), desc="training", unit="preset"):
        training_scenes, test = load_set("road", "train"), load_set("road", "test")
        if name in TWO_CLASSES:
            training_scenes = tuple(scene.binary("road", "marking", name="road") for scene in training_scenes)
            test = tuple(scene.binary("road", "marking", name="road") for scene in test)
        model = preset(name)
        fitting = seconds(lambda: model.fit(training_scenes, pixels=PIXELS.get(name, 10_000)))  # noqa: B023
        times[name] = (fitting, seconds(lambda: model.confusion_matrix(test)))  # noqa: B023
    return times


def peak_megabytes() -> float:
    """The most memory that this process has held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def main() -> None:
    """Measure and print."""
    for light, values in rendering().items():
        missed = "  misses its goal" if median(values) > RENDER_AIM_S else ""
        print(f"render 240 by 320, {light:<9} {median(values):5.2f} s{missed}")
    for name, (fitting, predicting) in training().items():
        print(f"{name:<15} learns from 24 scenes in {fitting:5.2f} s, predicts 12 in {predicting:5.2f} s")
    memory = peak_megabytes()
    print(f"peak memory {memory:.0f} MB{'  misses its goal' if memory > MEMORY_AIM_MB else ''}")


if __name__ == "__main__":
    main()
