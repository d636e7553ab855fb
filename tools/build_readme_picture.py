"""Draw the picture of the README, from what lesson 2 finds on a photograph.

python -m tools.build_readme_picture
"""

import runpy
from pathlib import Path

from segmetrics_lab.plots import show_label_maps

ROOT = Path(__file__).resolve().parents[1]
LESSON = ROOT / "notebooks" / "source" / "02_the_confusion_matrix.py"


def main() -> None:
    """Run the lesson as a script and draw its picture of the cameraman."""
    lesson = runpy.run_path(str(LESSON))
    camera = lesson["camera"]
    picture = show_label_maps(
        image=camera.image, truth=camera.truth, prediction=lesson["by_grey"], palette=camera.palette
    )
    (ROOT / "readme.png").write_bytes(picture.png())


if __name__ == "__main__":
    main()
