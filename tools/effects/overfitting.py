"""Overfitting: a tree that may ask ever more questions, on labels of which some are wrong."""

import numpy as np
from sklearn.tree import DecisionTreeClassifier

from segmetrics_lab.models import PixelModel, sweep
from segmetrics_lab.pictures import Picture
from segmetrics_lab.plots import show_sweep
from segmetrics_lab.scenes import Scene, load_set, with_label_noise
from segmetrics_lab.sweeps import ModelSweep
from tools.effects.effect import Effect, parted

DEPTHS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24)
NOISE = 0.2
FEW = 3


def measure(seed: int) -> dict[str, float]:
    """Where the validation curve peaks and where it ends, for noisy labels and, with few scenes, for clean ones."""
    training, validation = _sides(seed)
    noisy = depth_sweep(_noisy(training, seed), validation, seed)
    as_noisy = depth_sweep(_noisy(training, seed), _noisy(validation, seed), seed)
    few = depth_sweep(training[:FEW], validation, seed)
    peak = int(noisy.validation_accuracy.argmax())
    return {
        "noisy labels: depth of the peak": float(DEPTHS[peak]),
        "noisy labels: training at the peak": float(noisy.training_accuracy[peak]),
        "noisy labels: validation at the peak": float(noisy.validation_accuracy[peak]),
        f"noisy labels: training at depth {DEPTHS[-1]}": float(noisy.training_accuracy[-1]),
        f"noisy labels: validation at depth {DEPTHS[-1]}": float(noisy.validation_accuracy[-1]),
        "noisy labels: smallest step of training": float(np.diff(noisy.training_accuracy).min()),
        "noisy validation labels: at the peak": float(as_noisy.validation_accuracy.max()),
        f"noisy validation labels: at depth {DEPTHS[-1]}": float(as_noisy.validation_accuracy[-1]),
        f"clean labels of {FEW} scenes: training at depth {DEPTHS[-1]}": float(few.training_accuracy[-1]),
        f"clean labels of {FEW} scenes: validation at depth {DEPTHS[-1]}": float(few.validation_accuracy[-1]),
        f"clean labels of {FEW} scenes: best validation": float(few.validation_accuracy.max()),
    }


def depth_sweep(training: tuple[Scene, ...], validation: tuple[Scene, ...], seed: int) -> ModelSweep:
    """A tree of each depth."""
    tree = PixelModel("color and position", DecisionTreeClassifier())
    return sweep(tree, training, validation, parameter="max_depth", values=DEPTHS, seed=seed)


def _sides(seed: int) -> tuple[tuple[Scene, ...], tuple[Scene, ...]]:
    """Scenes to learn from and scenes to validate with."""
    return (load_set("road", "train"), load_set("road", "validation")) if seed == 0 else parted("road", seed)


def _noisy(scenes: tuple[Scene, ...], seed: int) -> tuple[Scene, ...]:
    """The same scenes, a fifth of their labels redrawn."""
    return tuple(with_label_noise(scene, NOISE, seed=seed) for scene in scenes)


def figure() -> Picture:
    """The two curves of noisy labels."""
    training, validation = _sides(0)
    return show_sweep(depth_sweep(_noisy(training, 0), validation, 0))


EFFECT = Effect(
    name="overfitting",
    title="Overfitting",
    words=(
        "A decision tree of colour and position learns from 3,000 pixels of 24 scenes, of whose labels a fifth were "
        "redrawn among the eight classes (so that seven in forty are wrong). Validation labels are clean, which is why "
        "validation lies above training on the left; scored against equally noisy ones it lies below, and peaks too. "
        "With clean labels of three scenes there is a gap, but hardly a fall."
    ),
    measure=measure,
    figure=figure,
)
