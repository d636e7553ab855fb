"""Small scenes to learn from."""

import numpy as np
import pytest

from segmetrics_lab.labels import Palette
from segmetrics_lab.models import features
from segmetrics_lab.models.cache import Cache
from segmetrics_lab.scenes import Scene

TWO = Palette(["floor", "lamp"])


@pytest.fixture
def scene():
    """Make a scene from an image and its truth."""

    def make(image, truth, palette=TWO, name="toy", group="toy"):
        image, truth = np.asarray(image, np.uint8), np.asarray(truth, np.uint8)
        return Scene(name, image, truth, palette, source="here", licence="CC0", group=group)

    return make


@pytest.fixture
def halves(scene):
    """Make a scene of 24 by 32 pixels in noisy colours: dark floor on the left, a bright lamp on the right."""

    def make(seed=0, noise=20, **named):
        truth = np.zeros((24, 32), np.uint8)
        truth[:, 16:] = 1
        bright = np.where(truth == 1, 160, 90)[..., np.newaxis]
        image = np.random.default_rng(seed).normal(bright, noise, (24, 32, 3)).clip(0, 255)
        return scene(image, truth, **named)

    return make


@pytest.fixture
def empty_cache(monkeypatch):
    """A cache of features that no other test has filled."""
    cache = Cache(most_bytes=10_000_000)
    monkeypatch.setattr(features, "cache", cache)
    return cache
