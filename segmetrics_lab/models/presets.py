"""The presets: models that are good, bad or misleading in a known way, ready to be fitted."""

from dataclasses import dataclass
from inspect import cleandoc
from types import MappingProxyType

from sklearn.base import BaseEstimator, clone
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from segmetrics_lab.models.checking import check_name
from segmetrics_lab.models.pixel_model import PixelModel


@dataclass(frozen=True, eq=False)
class Preset:
    """What a preset is for, and what it is made of."""

    purpose: str
    features: str
    estimator: BaseEstimator
    threshold: float | None = None


def _logistic_regression() -> BaseEstimator:
    """Logistic regression of features brought to one scale."""
    # Newton's method converges in about ten steps where the default solver, which it falls back on, needs hundreds.
    return make_pipeline(StandardScaler(), LogisticRegression(solver="newton-cholesky", max_iter=1000))


PRESETS = MappingProxyType(
    {
        "good": Preset(
            "the best that a model of single pixels can do here, given 30,000 of them",
            "multiscale and position",
            ExtraTreesClassifier(40, min_samples_leaf=2),
        ),
        "middle": Preset(
            "right on what is large, blind to what is small: good or bad, that depends on the score",
            "color and position",
            _logistic_regression(),
        ),
        "bad": Preset("knows only how bright a pixel is", "gray", GaussianNB()),
        "position-only": Preset(
            "never looks at the image: what knowing the place alone is worth",
            "position",
            DecisionTreeClassifier(max_depth=8),
        ),
        "all-background": Preset(
            "says class 0 everywhere and learns nothing: what every score has to beat",
            "gray",
            DummyClassifier(strategy="constant", constant=0),
        ),
        "paradox": Preset(
            "high accuracy on rare objects, most of which it misses",
            "multiscale and position",
            RandomForestClassifier(20, max_depth=8),
        ),
        "balanced": Preset(
            "the forest of the paradox, each class weighing the same: finds the rare, invents more of it",
            "multiscale and position",
            RandomForestClassifier(20, max_depth=8, class_weight="balanced"),
        ),
        "generous": Preset(
            "two classes only: says class 1 on slight suspicion, so it misses little and invents much",
            "multiscale and position",
            RandomForestClassifier(20, min_samples_leaf=3),
            threshold=0.15,
        ),
        "strict": Preset(
            "two classes only: says class 1 when nearly certain, so it invents little and misses much",
            "multiscale and position",
            RandomForestClassifier(20, min_samples_leaf=3),
            threshold=0.8,
        ),
    }
)


def presets() -> tuple[str, ...]:
    """The names that preset() knows.

    >>> "paradox" in presets()
    True
    """
    return tuple(PRESETS)


def preset(name: str) -> PixelModel:
    """A model made for a lesson, not fitted yet.

    Args:
        name: one of presets().

    Raises:
        ValueError: no preset has this name; the message lists those there are.

    >>> preset("bad")
    <PixelModel gray, GaussianNB, not fitted>
    """
    chosen = PRESETS[check_name(name, presets(), called="name")]
    return PixelModel(chosen.features, clone(chosen.estimator), threshold=chosen.threshold)


if preset.__doc__:  # python -OO drops it
    _lines = "\n".join(f"    {name}: {entry.purpose}." for name, entry in PRESETS.items())
    preset.__doc__ = f"{cleandoc(preset.__doc__)}\n\nThe presets:\n{_lines}"
