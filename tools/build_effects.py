"""Measure every effect of the course with several seeds, and write docs/effects.md and its figures.

python -m tools.build_effects [FOLDER]      (docs, where no folder is named; needs chromium)

A page on the web shows no panels, only files of images: so a browser takes a picture of each figure, light.
"""

import shutil
import sys
from pathlib import Path
from textwrap import fill

import numpy as np
from playwright.sync_api import Page, sync_playwright
from tqdm import tqdm

from segmetrics_lab.pictures import WIDEST_PX, Picture
from tools.effects import averages, coins, leakage, overfitting, paradox, verdicts
from tools.effects.effect import SEEDS, Effect

SHARPNESS = 2
DOCS = Path(__file__).parents[1] / "docs"
EFFECTS = (paradox.EFFECT, leakage.EFFECT, overfitting.EFFECT, verdicts.EFFECT, coins.EFFECT, averages.EFFECT)
INTRODUCTION = f"""\
# The effects, measured

`make effects` writes this page. Every number is the mean over {len(SEEDS)} seeds and, behind the sign ±, the standard
deviation (of a sample). Seed 0 takes the splits as they ship; every other seed splits all scenes of a set anew and
trains other models. The tests (`make test-slow`) measure the same and ask for ranges and orders, with a margin of two
standard deviations.

The road scenes are rendered: these numbers tell how scores behave, not how well anything drives.
"""


def build(folder: Path) -> None:
    """Write the page and its figures into the folder."""
    (folder / "effects").mkdir(parents=True, exist_ok=True)
    sections = [INTRODUCTION]
    runs_in_all = sum(len(effect.seeds) for effect in EFFECTS)
    with tqdm(total=runs_in_all, desc="effects", unit="run") as progress, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(color_scheme="light", device_scale_factor=SHARPNESS)
        for effect in EFFECTS:
            runs = []
            for seed in effect.seeds:
                runs.append(effect.measure(seed))
                progress.update()
            sections.append(_section(effect, runs, folder, page))
        browser.close()
    (folder / "effects.md").write_text("\n".join(sections), encoding="utf-8")


def _section(effect: Effect, runs: list[dict[str, float]], folder: Path, page: Page) -> str:
    """Title, words, figure and table of one effect."""
    picture = effect.figure()
    photograph(picture, folder / "effects" / f"{effect.name}.png", page)
    rows = [f"| {name} | {_mean(name, [run[name] for run in runs])} |" for name in runs[0]]
    table = "\n".join(["| score | value |", "|---|---|", *rows])
    words = fill(effect.words, 118, break_on_hyphens=False)
    return f"## {effect.title}\n\n{words}\n\n![{picture.alt}](effects/{effect.name}.png)\n\n{table}\n"


def photograph(picture: Picture, path: Path, page: Page) -> None:
    """Save what a browser shows of a picture as a PNG."""
    page.set_content(f'<body style="margin:0;font-family:sans-serif"><div id="figure">{picture.html()}</div></body>')
    page.set_viewport_size({"width": WIDEST_PX, "height": WIDEST_PX})
    page.locator("#figure").screenshot(path=path)


def _mean(name: str, values: list[float]) -> str:
    """Mean and standard deviation; numbers of things without decimals, where there is one measurement."""
    if np.isnan(values).all():
        return "undefined"
    if len(values) == 1:
        return f"{values[0]:.0f}" if name.endswith("objects") else f"{values[0]:.3f}"
    return f"{np.nanmean(values):.3f} ± {np.nanstd(values, ddof=1):.3f}"


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS)
