"""Draw the picture of the README, from what lesson 2 finds on a photograph.

python -m tools.build_readme_picture
"""

import runpy
from pathlib import Path

import numpy as np
from PIL import Image

from segmetrics_lab.labels import GROUNDS, SCORES, rgb
from segmetrics_lab.metrics import confusion_matrix, mean_iou, pixel_accuracy
from segmetrics_lab.pictures import Scale, errors_at, overlay, score_text
from segmetrics_lab.pictures.pen import Pen, Point

ROOT = Path(__file__).resolve().parents[1]
LESSON = ROOT / "notebooks" / "source" / "02_the_confusion_matrix.py"
WIDTH_PX, HEIGHT_PX, PANEL_PX, TOP_PX, GAP_PX = 1200, 420, 376, 32, 16
SHARPNESS = 2
INK, PAGE = rgb(GROUNDS["text"].light), rgb(GROUNDS["page"].light)


def main() -> None:
    """Run the lesson as a script and draw what its method says of the cameraman."""
    lesson = runpy.run_path(str(LESSON))
    camera, found = lesson["camera"], lesson["by_grey"]
    matrix = confusion_matrix(camera.truth, found, num_classes=camera.palette.num_classes)
    scale = Scale(PANEL_PX / max(camera.truth.shape), SHARPNESS)
    errors = errors_at(scale, camera.truth, found, camera.palette, image=camera.image)[0].picture
    pen = Pen(np.full((HEIGHT_PX * SHARPNESS, WIDTH_PX * SHARPNESS, 3), PAGE, dtype=np.uint8), SHARPNESS)
    panels = {
        "a photograph and its true classes": overlay(camera.image, camera.truth, camera.palette).image,
        "what a simple method said where it was wrong": errors.image,
    }
    for number, (title, image) in enumerate(panels.items()):
        left = GAP_PX + number * (PANEL_PX + GAP_PX)
        panel = Image.fromarray(image).resize((PANEL_PX * SHARPNESS, PANEL_PX * SHARPNESS), Image.Resampling.LANCZOS)
        pen.image.paste(panel, (left * SHARPNESS, TOP_PX * SHARPNESS))
        write(pen, title, (TOP_PX / 2, left + PANEL_PX / 2), 14)
    middle = (WIDTH_PX + GAP_PX + 2 * (PANEL_PX + GAP_PX)) / 2
    for row, name, score in ((130, "accuracy", pixel_accuracy(matrix)), (290, "IoU", mean_iou(matrix))):
        write(pen, score_text(score), (row, middle), 96, color=rgb(SCORES[name].light))
        write(pen, {"accuracy": "pixel accuracy", "IoU": "mean IoU"}[name], (row + 66, middle), 20)
    drawn = pen.image.resize((WIDTH_PX, HEIGHT_PX), Image.Resampling.LANCZOS)
    drawn.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        ROOT / "readme.png", optimize=True
    )


def write(pen: Pen, text: str, at: Point, size_px: float, *, color: tuple[int, ...] = INK) -> None:
    """Write a text around a point (row, column) in shown pixels."""
    pen.write(text, (at[0] * SHARPNESS, at[1] * SHARPNESS), size_px, ink=color, ground=PAGE)


if __name__ == "__main__":
    main()
