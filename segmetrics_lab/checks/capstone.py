"""The capstone's two models, trained as in its notebook, and what they really score by its brief."""

from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from segmetrics_lab import metrics
from segmetrics_lab.checks.shares import NAN, Scores
from segmetrics_lab.scenes import Scene, load_set

if TYPE_CHECKING:
    from segmetrics_lab.models import PixelModel

Name = Literal["a", "b"]
NAMES: tuple[Name, Name] = ("a", "b")
FEATURES: dict[Name, str] = {"a": "color and position", "b": "multiscale"}

LEAST_PRECISION = 0.97
"""What the brief asks for."""

THRESHOLDS = np.arange(1, 100) / 100


def sweep(truth: np.ndarray, probability: np.ndarray, thresholds: np.ndarray) -> metrics.ThresholdSweep:
    """The counts at each threshold, of one image or of a stack: for counting, the places of pixels do not matter."""
    return metrics.threshold_sweep(truth.reshape(1, -1), probability.reshape(1, -1), thresholds=thresholds)


def lowest(thresholds: np.ndarray, fulfils: np.ndarray) -> float:
    """The lowest threshold that fulfils something; NaN where none does."""
    return float(thresholds[fulfils][0]) if fulfils.any() else NAN


def lowest_precise(truth: np.ndarray, probability: np.ndarray, thresholds: np.ndarray, least: float) -> float:
    """The lowest threshold with at least this precision."""
    return lowest(thresholds, sweep(truth, probability, thresholds).precision >= least)


def _roads(split: str) -> list[Scene]:
    """The scenes of a split, road with its markings against the rest."""
    return [scene.binary("road", "marking", name="road") for scene in load_set("road", split)]


@cache
def _model(name: Name) -> "PixelModel":
    """Model A or B, trained here as in the notebook: so no other processor or version makes a right number wrong."""
    from segmetrics_lab.models import PixelModel  # noqa: PLC0415 (scikit-learn is loaded when it is needed)

    return PixelModel(FEATURES[name]).fit(_roads("train"), seed=1)


@cache
def _said(name: Name, split: str) -> tuple[np.ndarray, np.ndarray]:
    """Truth and probability of the road in all scenes of a split."""
    roads = _roads(split)
    probabilities = [_model(name).probability(scene.image) for scene in roads]
    return np.stack([scene.truth for scene in roads]), np.stack(probabilities)


def threshold_on(name: Name, split: str) -> float:
    """The threshold that the brief asks for, chosen on the scenes of a split."""
    return lowest_precise(*_said(name, split), THRESHOLDS, LEAST_PRECISION)


@cache
def scores_on(name: Name, split: str) -> Scores:
    """The scores of the road in all scenes of a split, at the right threshold."""
    truth, probability = _said(name, split)
    return Scores.of(truth, probability >= threshold_on(name, "validation"))


class People(NamedTuple):
    """In each test scene the pixels of people, how many of them are called road, and all pixels called road."""

    there: np.ndarray
    painted_over: np.ndarray
    claimed: int


@cache
def people(name: Name) -> People:
    """What becomes of the people in the test scenes at the right threshold."""
    scenes = load_set("road", "test")
    classes = np.stack([scene.truth for scene in scenes])
    claims = _said(name, "test")[1] >= threshold_on(name, "validation")
    is_person = classes == scenes[0].palette.index_of("person")
    return People(is_person.sum(axis=(1, 2)), (is_person & claims).sum(axis=(1, 2)), int(claims[classes != 255].sum()))


def mean_over_scenes(name: Name) -> float:
    """The mean of the shares of people called road, over the scenes that show people."""
    there, painted_over, _ = people(name)
    return float(np.mean(painted_over[there > 0] / there[there > 0]))


@cache
def right_report(name: Name) -> np.ndarray:
    """The five numbers of a model: its threshold, then what it scores on the test scenes at that threshold."""
    found, of_people = scores_on(name, "test"), people(name)
    share_of_people = of_people.painted_over.sum() / of_people.there.sum()
    threshold = threshold_on(name, "validation")
    return np.array([threshold, found.precision, found.recall, found.iou, share_of_people])
