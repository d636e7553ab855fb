"""Figures in a real browser: in the colours of both themes, and on the narrow page of a telephone."""

import re
from base64 import b64decode
from io import BytesIO
from itertools import combinations

import numpy as np
import pytest
from PIL import Image

from segmetrics_lab.labels import SCORES
from segmetrics_lab.metrics import threshold_sweep
from segmetrics_lab.plots import show_curves, show_sweep

NARROW_PX, MARGIN_PX, SMALLEST_TEXT_PX = 420, 16, 11
PAGE = "<style>:root{color-scheme:light dark}body{margin:16px}</style>"
TEXTS = """() => Array.from(document.querySelectorAll("text"), (text) => {
  const box = text.getBoundingClientRect();
  const size = parseFloat(getComputedStyle(text).fontSize) * document.documentElement.getScreenCTM().a;
  return [text.textContent, size, box.left, box.top, box.right, box.bottom];
})"""


def curves():
    x = np.array([1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24])
    scores = {
        "training, noisy labels": np.linspace(0.6, 1, 11),
        "validation, true labels": np.linspace(0.6, 0.8, 11),
        "validation, noisy labels": np.linspace(0.6, 0.79, 11),
        "IoU": np.linspace(0.2, 0.01, 11),
        "recall": np.linspace(0.9, 0, 11),
        "line of the rule": np.full(11, 0.7),
    }
    return show_curves(x, scores, x_label="depth", y_label="accuracy", marked=8)


def sweep():
    rng = np.random.default_rng(0)
    truth = (rng.random((60, 60)) < 0.3).astype(int)
    probability = np.clip(0.6 * rng.random(truth.shape) + 0.35 * truth, 0, 1).round(2)
    return show_sweep(threshold_sweep(truth, probability), marked={"generous": 0.3, "strict": 0.8})


def svgs(picture):
    return [b64decode(data).decode() for data in re.findall(r"data:image/svg\+xml;base64,([^\"]+)", picture.html())]


def colors_of(png):
    pixels = np.asarray(Image.open(BytesIO(png)).convert("RGB"))
    return {f"#{bytes(color).hex()}" for color in np.unique(pixels.reshape(-1, 3), axis=0)}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chart_is_drawn_in_the_colours_of_the_theme(page, theme):
    page.emulate_media(color_scheme=theme)
    page.set_content(PAGE + curves().html())
    seen = colors_of(page.locator("img").screenshot())
    for name in ("training", "validation", "IoU", "recall"):
        shown, other = (SCORES[name].light, SCORES[name].dark)[:: 1 if theme == "light" else -1]
        assert shown in seen
        assert other not in seen


@pytest.mark.parametrize("draw", [curves, sweep])
def test_on_a_narrow_page_every_text_is_large_enough_and_none_touches_another(page, draw, tmp_path):
    for svg in svgs(draw()):
        width, height = (int(re.search(rf'{side}="(\d+)"', svg)[1]) for side in ("width", "height"))
        shown = min(width, NARROW_PX - 2 * MARGIN_PX)
        page.set_viewport_size({"width": shown, "height": round(height * shown / width)})
        (tmp_path / "chart.svg").write_text(re.sub(r'width="\d+" height="\d+"', 'width="100%"', svg, count=1))
        page.goto((tmp_path / "chart.svg").as_uri())
        texts = [text for text in page.evaluate(TEXTS) if text[0]]
        assert len(texts) > 10
        assert min(size for _, size, *_ in texts) >= SMALLEST_TEXT_PX - 0.01
        for name, _, left, top, right, bottom in texts:
            assert left >= 0 <= top, name
            assert right <= shown, name
            assert bottom <= height * shown / width, name
        for (name, _, *box), (other, _, *other_box) in combinations(texts, 2):
            apart = max(box[0] - other_box[2], other_box[0] - box[2], box[1] - other_box[3], other_box[1] - box[3])
            assert apart >= -3, f"{name} touches {other}"


def test_panels_stand_side_by_side_and_on_a_narrow_page_below_each_other(page):
    page.set_viewport_size({"width": 860, "height": 800})
    page.set_content(PAGE + sweep().html())
    first, second = (page.locator("img").nth(at).bounding_box() for at in range(2))
    assert first["y"] == second["y"]
    page.set_viewport_size({"width": NARROW_PX, "height": 800})
    first, second = (page.locator("img").nth(at).bounding_box() for at in range(2))
    assert second["y"] >= first["y"] + first["height"]
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW_PX
