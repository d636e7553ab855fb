"""The capstone's two models, trained as in its notebook, and what they really score by its brief."""

from dataclasses import astuple
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
SPLITS = ("validation", "test", "train")
FEATURES: dict[Name, str] = {"a": "color and position", "b": "multiscale"}

LEAST_PRECISION, LEAST_RECALL, MOST_OF_PEOPLE = 0.97, 0.80, 0.10
Brief = tuple[float, float, float]
"""Three promises: the least precision and recall of the road, and the largest share of people called road."""

BRIEF: Brief = (LEAST_PRECISION, LEAST_RECALL, MOST_OF_PEOPLE)
LINE_1: Brief = (LEAST_PRECISION, 0.0, 1.0)
"""The brief without its second and third line."""

THRESHOLDS = np.arange(1, 100) / 100


def sweep(truth: np.ndarray, probability: np.ndarray, thresholds: np.ndarray) -> metrics.ThresholdSweep:
    """The counts at each threshold, of one image or of a stack: for counting, the places of pixels do not matter."""
    return metrics.threshold_sweep(truth.reshape(1, -1), probability.reshape(1, -1), thresholds=thresholds)


def lowest(thresholds: np.ndarray, fulfils: np.ndarray) -> float:
    """The lowest threshold that fulfils something; NaN where none does."""
    return float(thresholds[fulfils][0]) if fulfils.any() else NAN


def people_called(probability: np.ndarray, is_person: np.ndarray, thresholds: np.ndarray) -> np.ndarray:
    """Which share of the pixels of people is called road at each threshold; NaN where there are none."""
    sureness = probability[is_person]
    return np.array([np.mean(sureness >= level) if sureness.size else NAN for level in thresholds])


def lowest_kept(
    truth: np.ndarray, probability: np.ndarray, is_person: np.ndarray, thresholds: np.ndarray, brief: Brief
) -> float:
    """The lowest threshold that keeps all three promises of a brief."""
    found, (least_precision, least_recall, most_of_people) = sweep(truth, probability, thresholds), brief
    keeps = (found.precision >= least_precision) & (found.recall >= least_recall)
    return lowest(thresholds, keeps & (people_called(probability, is_person, thresholds) <= most_of_people))


def _roads(split: str) -> list[Scene]:
    """The scenes of a split, road with its markings against the rest."""
    return [scene.binary("road", "marking", name="road") for scene in load_set("road", split)]


@cache
def _model(name: Name) -> "PixelModel":
    """Model A or B, trained here as in the notebook: so no other processor or version makes a right number wrong."""
    from segmetrics_lab.models import PixelModel  # noqa: PLC0415 (scikit-learn is loaded when it is needed)

    return PixelModel(FEATURES[name]).fit(_roads("train"), seed=1)


@cache
def _people(split: str) -> np.ndarray:
    """Where people are in the scenes of a split."""
    scenes = load_set("road", split)
    return np.stack([scene.truth for scene in scenes]) == scenes[0].palette.index_of("person")


@cache
def _said(name: Name, split: str) -> tuple[np.ndarray, np.ndarray]:
    """Truth and probability of the road in all scenes of a split."""
    roads = _roads(split)
    probabilities = [_model(name).probability(scene.image) for scene in roads]
    return np.stack([scene.truth for scene in roads]), np.stack(probabilities)


def get_ready() -> None:
    """Train both models and ask them about all scenes, if that was not done yet; a bar says how far it is."""
    from segmetrics_lab.sweeps import bar  # noqa: PLC0415 (its tqdm comes with the lessons, as scikit-learn does)

    for name, split in bar([(name, split) for name in NAMES for split in SPLITS], "training and asking both models"):
        _said(name, split)


@cache
def threshold_on(name: Name, split: str, brief: Brief = BRIEF) -> float:
    """The threshold that a brief asks for, chosen on the scenes of a split."""
    return lowest_kept(*_said(name, split), _people(split), THRESHOLDS, brief)


@cache
def threshold_by_means(name: Name) -> float:
    """The threshold at which the means over the validation scenes keep the three promises."""
    scenes = list(zip(*_said(name, "validation"), _people("validation"), strict=True))
    found = [sweep(truth, probability, THRESHOLDS) for truth, probability, _ in scenes]
    precision, recall = (
        np.nanmean([getattr(one, score) for one in found], axis=0) for score in ("precision", "recall")
    )
    called = [people_called(probability, people, THRESHOLDS) for _, probability, people in scenes if people.any()]
    keeps = (precision >= LEAST_PRECISION) & (recall >= LEAST_RECALL)
    return lowest(THRESHOLDS, keeps & (np.mean(called, axis=0) <= MOST_OF_PEOPLE))


@cache
def scores_on(name: Name, split: str, threshold: float | None = None, *, road: int = 1) -> Scores:
    """The scores of the road in all scenes of a split, at the right threshold or another one; or those of the rest."""
    truth, probability = _said(name, split)
    claimed = probability >= (threshold_on(name, "validation") if threshold is None else threshold)
    return Scores.of(truth, claimed) if road else Scores.of(np.where(truth == 255, 255, truth == 0), ~claimed)


@cache
def mean_scores(name: Name) -> np.ndarray:
    """The means over the test scenes of precision, recall and IoU, at the right threshold."""
    threshold, scenes = threshold_on(name, "validation"), zip(*_said(name, "test"), strict=True)
    scores = [astuple(Scores.of(truth, probability >= threshold))[1:] for truth, probability in scenes]
    return np.asarray(np.nanmean(scores, axis=0))


class People(NamedTuple):
    """In each scene the pixels of people and those of them called road; all pixels called road, and all there are."""

    there: np.ndarray
    painted_over: np.ndarray
    claimed: int
    pixels: int


@cache
def people(name: Name, split: str = "test", threshold: float | None = None) -> People:
    """What becomes of the people in the scenes of a split at the right threshold, or another one."""
    truth, probability = _said(name, split)
    claims = probability >= (threshold_on(name, "validation") if threshold is None else threshold)
    is_person = _people(split)
    counts = is_person.sum(axis=(1, 2)), (is_person & claims).sum(axis=(1, 2))
    return People(*counts, int(claims[truth != 255].sum()), truth.size)


def share_of_people(name: Name, split: str = "test", threshold: float | None = None) -> float:
    """The share of all pixels of people that is called road."""
    found = people(name, split, threshold)
    return float(found.painted_over.sum() / found.there.sum())


def mean_over_scenes(name: Name) -> float:
    """The mean of the shares of people called road, over the scenes that show people."""
    there, painted_over, *_ = people(name)
    return float(np.mean(painted_over[there > 0] / there[there > 0]))


@cache
def right_report(name: Name) -> np.ndarray:
    """The five numbers of a model: its threshold, then what it scores on the test scenes at that threshold."""
    scores = astuple(scores_on(name, "test"))[1:]
    return np.array([threshold_on(name, "validation"), *scores, share_of_people(name)])
