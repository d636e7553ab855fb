"""The look of every widget, compared loosely: fonts differ from machine to machine, a lost panel does not.

After a wanted change of the look: delete the picture in tests/browser/pictures, run this test, look at the new one, and
commit it.
"""

import os
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.browser.widget_examples import WIDGETS

PICTURES = Path(__file__).parent / "pictures"
KEPT_PX = 360
BLOCKS = (36, 36)
MOST_DIFFERENCE = 9
"""Grey steps, of 255, between the blocks of both pictures, as the root of their mean square."""


def in_blocks(picture):
    """The picture as a few grey blocks."""
    return np.asarray(picture.convert("L").resize(BLOCKS, Image.Resampling.BOX), dtype=float)


def difference(picture, other):
    return float(np.sqrt(np.mean((in_blocks(picture) - in_blocks(other)) ** 2)))


@pytest.mark.parametrize("make", WIDGETS)
def test_a_widget_looks_as_it_did_when_somebody_last_looked(shown, page, make):
    page.set_viewport_size({"width": 1000, "height": 900})
    shown(make())
    page.wait_for_timeout(400)
    now = Image.open(BytesIO(page.locator(".segmetrics").screenshot())).convert("RGB")
    kept = PICTURES / f"{make.__name__}.png"
    if not kept.exists():
        assert not os.environ.get("CI"), f"{kept.name} is missing"
        kept.parent.mkdir(exist_ok=True)
        small = now.resize((KEPT_PX, round(now.height * KEPT_PX / now.width)), Image.Resampling.LANCZOS)
        small.quantize(64).save(kept, optimize=True)
        pytest.fail(f"{kept} was drawn anew: look at it, and commit it")
    before = Image.open(kept).convert("RGB")
    assert abs(now.height / now.width - before.height / before.width) < 0.08 * before.height / before.width
    assert difference(now, before) < MOST_DIFFERENCE


def test_a_lost_panel_would_be_seen():
    for kept in PICTURES.glob("*.png"):
        before = Image.open(kept).convert("RGB")
        lost = before.copy()
        lost.paste((255, 255, 255), (0, 0, before.width // 2, before.height))
        assert difference(before, lost) > MOST_DIFFERENCE, kept.name
