"""Draw the picture that lesson 0 opens on: what both of its results found of the coins, and the accuracy of each.

python -m tools.build_start_picture            writes notebooks/source/pictures/start.svg

It shows the coin pixels that a result found, never its errors: which result to take is what the lesson asks. Both
results are wiped over the photograph once; where a reader wants no motion, they are there at once.
"""

import runpy
from base64 import b64encode
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

from segmetrics_lab.labels import ERRORS, GROUNDS

ROOT = Path(__file__).resolve().parents[1]
LESSON = ROOT / "notebooks" / "source" / "00_start_here.py"
PICTURE = ROOT / "notebooks" / "source" / "pictures" / "start.svg"
WIDTH_PX, GAP_PX, BELOW_PX = 402, 16, 60
STRENGTH = 0.55
TEXT, FAINT = (f"light-dark({GROUNDS[name].light}, {GROUNDS[name].dark})" for name in ("text", "faint"))

MOTION = """
.wipe, .seam { animation: 2s 0.8s cubic-bezier(0.2, 0.7, 0.2, 1) both }
.wipe { animation-name: wipe }
.seam { animation-name: seam }
@keyframes wipe { from { transform: scaleX(0) } }
@keyframes seam { from { transform: none } to { transform: translateX(%spx); opacity: 0 } }
@media (prefers-reduced-motion: reduce) { .wipe { animation: none } .seam { display: none } }
"""


def drawn(photograph: np.ndarray, truth: np.ndarray, results: dict[str, np.ndarray]) -> str:
    """The SVG text: a panel for each result, with its name and its accuracy below."""
    height = round(WIDTH_PX * photograph.shape[0] / photograph.shape[1])
    width = len(results) * (WIDTH_PX + GAP_PX) - GAP_PX
    image = f'width="{WIDTH_PX}" height="{height}" preserveAspectRatio="none"'
    parts = [
        f"<style>{MOTION % WIDTH_PX}</style>",
        f'<clipPath id="wiped"><rect class="wipe" width="{WIDTH_PX}" height="{height}"/></clipPath>',
        f'<image id="photograph" {image} href="{_embedded(Image.fromarray(photograph), "webp", quality=85)}"/>',
    ]
    for place, (name, result) in enumerate(results.items()):
        found = _embedded(_painted((result == 1) & (truth == 1)), "png", optimize=True)
        use = '<use href="#photograph"/>' if place else ""
        seam = f'<path class="seam" d="M0 0v{height}" stroke="{GROUNDS["casing"].light}" stroke-width="3"/>'
        words = f'<tspan font-weight="700">{name}</tspan> {np.mean(result == truth):.2f} of the pixels are right'
        parts.append(
            f'<g transform="translate({place * (WIDTH_PX + GAP_PX)} 0)">{use}'
            f'<image {image} clip-path="url(#wiped)" href="{found}"/>{seam}'
            f'<text y="{height + 26}" font-size="18" fill="{TEXT}">{words}</text></g>'
        )
    legend = "green: what it found of the coins. Its mistakes are not shown yet."
    parts.append(f'<text y="{height + 50}" font-size="13" fill="{FAINT}">{legend}</text>')
    head = f'xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height + BELOW_PX}"'
    box = f'viewBox="0 0 {width} {height + BELOW_PX}"'
    style = 'style="color-scheme:light dark;font-family:system-ui,sans-serif"'
    return f"<svg {head} {box} {style}>{''.join(parts)}</svg>\n"


def _painted(found: np.ndarray) -> Image.Image:
    """The found pixels in their colour on photographs, half transparent, all others empty."""
    color = bytes.fromhex(ERRORS["found"].dark[1:])
    mask = Image.fromarray(found.astype(np.uint8))
    mask.putpalette(bytes(3) + color)
    mask.info["transparency"] = bytes([0, round(255 * STRENGTH)])
    return mask


def _embedded(image: Image.Image, kind: str, **options: int) -> str:
    """An image as a data URI."""
    target = BytesIO()
    image.save(target, format=kind, **options)
    return f"data:image/{kind};base64,{b64encode(target.getvalue()).decode('ascii')}"


def main() -> None:
    """Run the lesson as a script and draw what it found."""
    lesson = runpy.run_path(str(LESSON))
    coins = lesson["coins"]
    PICTURE.parent.mkdir(exist_ok=True)
    results = {"A": lesson["result_a"], "B": lesson["result_b"]}
    PICTURE.write_text(drawn(coins.image, coins.truth, results), encoding="utf-8")


if __name__ == "__main__":
    main()
