"""How much processor time each figure takes, and how large it is in a notebook.

Run it with `python benchmarks/figures.py`. The aims: 0.3 s each, and 100 kB, or 200 for a figure with a photograph.
"""

from collections.abc import Callable
from statistics import median
from time import process_time

import numpy as np
from tqdm import tqdm

from segmetrics_lab.metrics import confusion_matrix, threshold_sweep
from segmetrics_lab.pictures import Picture
from segmetrics_lab.plots import show_curves, show_label_maps, show_matrix, show_report, show_reports, show_sweep
from segmetrics_lab.report import Report
from segmetrics_lab.scenes import load_set
from segmetrics_lab.sweeps import ModelSweep

ROUNDS = 5
AIM_S, AIM_KB, AIM_OF_PHOTOGRAPHS_KB = 0.3, 100, 200


def figures() -> dict[str, Callable[[], Picture]]:
    """A figure of each kind, as large as lessons have them."""
    scene = load_set("road", "test")[0]
    prediction = np.roll(scene.truth, 3, axis=1) % 255
    matrix = confusion_matrix(scene.truth, prediction, num_classes=scene.palette.num_classes)
    report = Report.from_matrix(matrix, scene.palette)
    rng = np.random.default_rng(0)
    truth = (rng.random((400, 500)) < 0.3).astype(int)
    every = threshold_sweep(truth, 0.5 * rng.random(truth.shape) + 0.4 * truth)
    depths, rising = np.array([1, 2, 3, 4, 6, 8, 12, 16, 24]), np.linspace(0.4, 1, 9)
    models = ModelSweep("max_depth", depths, rising, 1.2 - rising, rising, 1.2 - rising)
    shares = np.linspace(0, 1, 101)
    scores = {"precision": shares, "recall": 1 - shares, "IoU": shares**2, "Dice": shares**0.5}
    maps = {"truth": scene.truth, "prediction": prediction, "palette": scene.palette}
    return {
        "show_curves": lambda: show_curves(shares, scores, x_label="threshold", y_label="score"),
        "show_sweep, 200,000 thresholds": lambda: show_sweep(every, marked={"generous": 0.3, "strict": 0.7}),
        "show_sweep, 9 models": lambda: show_sweep(models, marked=8),
        "show_matrix": lambda: show_matrix(matrix, scene.palette),
        "show_report": lambda: show_report(report),
        "show_reports": lambda: show_reports({"one": report, "two": report, "three": report}),
        "show_label_maps": lambda: show_label_maps(**maps),
        "show_label_maps, photograph": lambda: show_label_maps(image=scene.image, **maps),
    }


def seconds(show: Callable[[], Picture]) -> tuple[float, float]:
    """Processor time of one figure with what a notebook embeds, and its kilobytes there."""
    start = process_time()
    html = show().html()
    return process_time() - start, len(html) / 1000


def main() -> None:
    """Measure and print; a round before them loads what is loaded once."""
    shown = figures()
    rounds = [{name: seconds(show) for name, show in shown.items()} for _ in tqdm(range(ROUNDS + 1), desc="drawing")]
    print(f"\n{'figure':<32}   first       s     kB\n{'-' * 32}  ------  ------  -----")
    for name in shown:
        first, *others = [each[name][0] for each in rounds]
        size, aim = rounds[0][name][1], AIM_OF_PHOTOGRAPHS_KB if "photograph" in name else AIM_KB
        missed = "  misses its goal" if median(others) > AIM_S or size > aim else ""
        print(f"{name:<32}  {first:6.2f}  {median(others):6.3f}  {size:5.0f}{missed}")


if __name__ == "__main__":
    main()
