"""Leakage: the same test frames, judged by models that saw their neighbours and by models that did not."""

from sklearn.ensemble import RandomForestClassifier

from segmetrics_lab.metrics import iou_per_class, mean_iou, pixel_accuracy
from segmetrics_lab.models import PixelModel, split
from segmetrics_lab.pictures import Picture
from segmetrics_lab.plots import show_label_maps
from segmetrics_lab.scenes import Scene, load_set
from tools.effects.effect import Effect

PIXELS = 8000
FRAMES = 8
"""So many each drive has."""


def measure(seed: int) -> dict[str, float]:
    """Scores on the odd frames of six drives, learned from the even frames of the same or of the other six.

    And those on the last frame of each drive, learned from the three before it, the first three, or other drives.
    """
    sides, test = _sides(seed)
    scores = {}
    for name, training in sides.items():
        matrix = _model(training, seed).confusion_matrix(test)
        vehicle = test[0].palette.index_of("vehicle")
        scores[f"{name}: accuracy"] = pixel_accuracy(matrix)
        scores[f"{name}: mean IoU"] = mean_iou(matrix)
        scores[f"{name}: vehicle IoU"] = float(iou_per_class(matrix)[vehicle])
    others, drives = split(load_set("drives"), by="drive", seed=seed)
    last = drives[FRAMES - 1 :: FRAMES]
    for name, side, frames in (
        ("frames 5 to 7", drives, (4, 5, 6)),
        ("frames 1 to 3", drives, (0, 1, 2)),
        ("frames 1 to 3 of other drives", others, (0, 1, 2)),
    ):
        training = tuple(scene for n in frames for scene in side[n::FRAMES])
        matrix = _model(training, seed).confusion_matrix(last)
        scores[f"frame 8 from {name}: vehicle IoU"] = float(iou_per_class(matrix)[vehicle])
    return scores


def _sides(seed: int) -> tuple[dict[str, tuple[Scene, ...]], tuple[Scene, ...]]:
    """Two ways to learn, from equally many frames, and the frames to be judged by."""
    others, drives = split(load_set("drives"), by="drive", seed=seed)
    return {"same drives": drives[0::2], "other drives": others[0::2]}, drives[1::2]


def _model(training: tuple[Scene, ...], seed: int) -> PixelModel:
    """A forest of colour and position."""
    return PixelModel("color and position", RandomForestClassifier(20)).fit(training, pixels=PIXELS, seed=seed)


def figure() -> Picture:
    """One test frame by the model that has not seen its neighbours."""
    sides, test = _sides(0)
    scene = max(test, key=lambda scene: int((scene.truth == scene.palette.index_of("vehicle")).sum()))
    prediction = _model(sides["other drives"], 0).predict(scene.image)
    return show_label_maps(image=scene.image, truth=scene.truth, prediction=prediction, palette=scene.palette)


EFFECT = Effect(
    name="leakage",
    title="Leakage",
    words=(
        "Six of the twelve drives give the test frames: every other frame. One model learns from the frames between "
        "them, the other from equally many frames of the other six drives. Both are scored on the very same frames. "
        "The figure shows the model of the other drives. The last three rows ask whether a gap between the frames "
        "helps: the eighth frame of each drive, by models of the three frames before it, of the first three of the "
        "same drive (four are left out), and of the first three of other drives."
    ),
    measure=measure,
    figure=figure,
)
