"""The presets: models that are good, bad or misleading in a known way, ready to be fitted."""

from copy import deepcopy
from types import MappingProxyType

from sklearn.dummy import DummyClassifier
from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from segmetrics_lab.labels import check_name
from segmetrics_lab.models.pixel_model import PixelModel

PRESETS = MappingProxyType(
    {
        "good": PixelModel("multiscale and position", ExtraTreesClassifier(40, min_samples_leaf=2)),
        # Newton's method converges in about ten steps where the default solver, which it falls back on, needs hundreds.
        "middle": PixelModel(
            "color and position",
            make_pipeline(StandardScaler(), LogisticRegression(solver="newton-cholesky", max_iter=1000)),
        ),
        "bad": PixelModel("gray", GaussianNB()),
        "position-only": PixelModel("position", DecisionTreeClassifier(max_depth=8)),
        "all-background": PixelModel("gray", DummyClassifier(strategy="constant", constant=0)),
        "paradox": PixelModel("multiscale and position", RandomForestClassifier(20, max_depth=8)),
        "balanced": PixelModel(
            "multiscale and position", RandomForestClassifier(20, max_depth=8, class_weight="balanced")
        ),
        "generous": PixelModel(
            "multiscale and position", RandomForestClassifier(20, min_samples_leaf=3), threshold=0.15
        ),
        "strict": PixelModel("multiscale and position", RandomForestClassifier(20, min_samples_leaf=3), threshold=0.8),
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

            good: the best that a model of single pixels can do here, given 30,000 of them.
            middle: right on what is large, blind to what is small: good or bad, that depends on the score.
            bad: knows only how bright a pixel is.
            position-only: never looks at the image: what knowing the place alone is worth.
            all-background: says class 0 everywhere and learns nothing: what every score has to beat.
            paradox: high accuracy on rare objects, most of which it misses.
            balanced: the forest of the paradox, each class weighing the same: finds the rare, with more extra pixels.
            generous: two classes only: says class 1 on slight suspicion, so it misses little, with many extra pixels.
            strict: two classes only: says class 1 when nearly certain, so few pixels are extra and many missed.

    Raises:
        ValueError: no preset has this name; the message lists the known ones.

    >>> preset("bad")
    <PixelModel gray, GaussianNB, not fitted>
    """
    return deepcopy(PRESETS[check_name(name, presets(), called="name")])
