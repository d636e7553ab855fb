"""Draw the picture of the README from the results of lesson 0.

python -m tools.build_readme_picture
"""

import runpy
from pathlib import Path

from matplotlib.figure import Figure

from segmetrics_lab.pictures import disagreement

ROOT = Path(__file__).resolve().parents[1]
LESSON = ROOT / "notebooks" / "source" / "00_start_here.py"
PICTURE = ROOT / "readme.png"


def main() -> None:
    """Run the lesson as a script and draw what it found."""
    lesson = runpy.run_path(str(LESSON))
    coins = lesson["coins"]
    figure = Figure(figsize=(9, 4.2), dpi=120, facecolor="white", layout="constrained")
    for axes, name in zip(figure.subplots(1, 2), "AB", strict=True):
        result = lesson[f"result_{name.lower()}"]
        accuracy, objects = lesson[f"accuracy_{name.lower()}"], lesson[f"objects_{name.lower()}"]
        axes.imshow(disagreement(coins.truth, result, coins.palette).image)
        axes.set_title(
            f"Result {name}: pixel accuracy {accuracy:.3f}, {objects} objects for {coins.object_ids.max()} coins",
            fontsize=10,
        )
        axes.set_axis_off()
    figure.supxlabel("blue: called coin, but background; orange: coin, but called background", fontsize=9)
    figure.savefig(PICTURE, metadata={"Software": None}, bbox_inches="tight")


if __name__ == "__main__":
    main()
