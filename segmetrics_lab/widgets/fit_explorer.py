"""The fit explorer: make a model more and more complicated, and see what it memorises."""

from typing import Any

import numpy as np
from traitlets import Dict, List, TraitType, Tuple, Unicode, validate

from segmetrics_lab.labels import whole_number
from segmetrics_lab.metrics import confusion_matrix, pixel_accuracy
from segmetrics_lab.pictures import Picture, Scale, score_text
from segmetrics_lab.scenes import Scene
from segmetrics_lab.sweeps import ModelSweep
from segmetrics_lab.widgets.base import CourseWidget, beside
from segmetrics_lab.widgets.limits import check_palette, check_size
from segmetrics_lab.widgets.page_styles import classes_for_page, kinds_for_page
from segmetrics_lab.widgets.traits import counted_matrix, given_array

SIDES = ("training", "validation")
MOST_BYTES = 40_000_000
"""What a page gets at most: every model's prediction of both scenes, a byte for each pixel."""

STILL_PX = 320
GAP_PX = 8
SETTINGS = {
    "max_depth": ("how deep a tree may grow", "depth"),
    "n_neighbors": ("how many neighbours vote", "neighbours"),
    "n_estimators": ("how many trees vote", "trees"),
    "max_iter": ("how many rounds it learns", "rounds"),
    "min_samples_leaf": ("how many pixels a leaf must hold", "pixels a leaf"),
    "pixels": ("how many pixels it learns from", "pixels"),
    "scenes": ("how many scenes it learns from", "scenes"),
}
"""What is varied, and the name of its values, for the parameters that lessons and learners vary most."""


class FitExplorer(CourseWidget):
    """A slider over the models of a sweep: both curves, their gap, and what each model says of two scenes.

    One scene is among those that the models learned from, shown with the labels that they were given, wrong ones
    included; none of them has seen the other. The curves are the scores of the sweep, counted on pixels of all its
    scenes. The matrices count every pixel of one scene.

    Args:
        sweep: what models.sweep returned, of at least 2 values that rise, or that fall.
        training_scene: which of sweep.training is shown.
        validation_scene: which of sweep.validation is shown.

    Attributes:
        value: one of sweep.values, at first the first of them; set it, and the page follows.
        matrix: (K, K) int64, matrix[truth, prediction], read-only: of the validation scene, at this value.
        training_matrix: the same of the training scene, whose truth is what the models were given to learn.

    Raises:
        LabelMapError: the scenes have more than 16 classes.
        ValueError: this is not such a sweep, it has no such scene, the predictions are more than 40 million bytes, or
            no model was trained with this value.

    >>> from segmetrics_lab.models import preset, split, sweep
    >>> from segmetrics_lab.scenes import load
    >>> training, validation = split([load("coins")], by="pixel")
    >>> curve = sweep(preset("position-only"), training, validation, parameter="max_depth", values=[1, 16])
    >>> explorer = FitExplorer(curve)
    >>> explorer.value = 16
    >>> explorer.matrix.shape
    (2, 2)
    """

    _module = "fit_explorer"

    kinds = List(kinds_for_page(), read_only=True).tag(sync=True)
    classes = Dict(read_only=True).tag(sync=True)
    title = Unicode(read_only=True).tag(sync=True)
    setting = Unicode(read_only=True).tag(sync=True)
    values = Tuple(read_only=True).tag(sync=True)
    scores = Dict(read_only=True).tag(sync=True)
    scene_names = Dict(read_only=True).tag(sync=True)
    learned_counts: List[Any] = List(read_only=True).tag(sync=True)
    training_truth = given_array()
    training_predictions = given_array()
    learned_from = given_array()
    validation_truth = given_array()
    validation_predictions = given_array()
    value: TraitType = TraitType(0).tag(sync=True, echo_update=False)
    matrix = counted_matrix("the value")
    training_matrix = counted_matrix("the value")

    def __init__(self, sweep: ModelSweep, *, training_scene: int = 0, validation_scene: int = 0) -> None:
        _check_sweep(sweep)
        chosen = {"training": training_scene, "validation": validation_scene}
        scenes = {side: _scene_of(sweep, side, at) for side, at in chosen.items()}
        self.palette = check_palette(scenes["training"].palette)
        _check_bytes(scenes, len(sweep.values))
        title, setting = words_of_setting(sweep.parameter)
        self.words = f"Fit explorer: {title}, what it does to the scores, and to two scenes"
        self._scenes = scenes
        self._accuracy = {side: scores.copy() for side, scores in sweep.curves["pixel accuracy"].items()}
        self.set_trait("classes", classes_for_page(self.palette))
        self._parameter = sweep.parameter
        self.set_trait("title", title)
        self.set_trait("setting", setting)
        self.set_trait("values", sweep.values.tolist())
        self.set_trait("scores", _scores_of(sweep))
        self.set_trait("scene_names", {side: scene.name for side, scene in scenes.items()})
        self.set_trait("learned_counts", [sum(map(len, places)) for places in sweep.learned_from])
        self.set_trait("learned_from", _learned_from(sweep, training_scene, scenes["training"].truth.shape))
        for side, at in chosen.items():
            self.set_trait(f"{side}_truth", scenes[side].truth.astype(np.uint8))
            self.set_trait(f"{side}_predictions", sweep.predictions(side, at))
        self.value = self.values[0]
        self._begin("value", count=self._count)

    @validate("value")
    def _check_value(self, proposal: dict[str, Any]) -> Any:
        """The value as the sweep has it."""
        value = proposal["value"]
        if isinstance(value, bool | np.ndarray) or value not in self.values:
            tried = ", ".join(f"{tried:g}" for tried in self.values)
            raise ValueError(
                f"value is {value!r}, but no model with this {self._parameter} was trained. Set one of: {tried}."
            )
        return self.values[self.values.index(value)]

    @property
    def _place(self) -> int:
        """Which of the models is shown."""
        place: int = self.values.index(self.value)
        return place

    def _count(self, _: Any = None) -> None:
        """Count the matrices of the model that is shown."""
        pairs = (("matrix", "validation"), ("training_matrix", "training"))
        for trait, side in pairs:
            prediction = getattr(self, f"{side}_predictions")[self._place]
            counted = confusion_matrix(self._scenes[side].truth, prediction, self.palette.num_classes)
            self.set_trait(trait, counted)

    def still(self) -> Picture:
        """The labels of both scenes, and beside them what the model says: training above, validation below."""
        rows = [self._painted(side) for side in SIDES]
        learned, new = (score_text(self._accuracy[side][self._place]) for side in SIDES)
        words = (
            f"Models with {self.setting} {self.values[0]:g} to {self.values[-1]:g}, shown at {self.value:g}: pixel "
            f"accuracy on the pixels learned from {learned}, on validation {new}. "
            f"Labels (left) and predictions (right) of the training scene {self.scene_names['training']} (above, "
            f"{_right_in(self.training_matrix, ' of its pixels right by its labels')}) and of the validation scene "
            f"{self.scene_names['validation']} (below, {_right_in(self.matrix)})"
        )
        return Picture(np.concatenate(_of_one_width(rows)), words)

    def _painted(self, side: str) -> np.ndarray:
        """The labels of a scene beside the prediction, enlarged where they are small."""
        labels = self._scenes[side].truth
        maps = (labels, getattr(self, f"{side}_predictions")[self._place])
        scale = Scale(max(1, STILL_PX // max(labels.shape)))
        left, right = (scale.enlarge(self.palette.colorize(label_map)) for label_map in maps)
        return beside(left, right)


def words_of_setting(parameter: str) -> tuple[str, str]:
    """What a parameter says, and the name of its values: in words where it is known, else the parameter itself.

    >>> words_of_setting("max_depth"), words_of_setting("ccp_alpha")
    (('how deep a tree may grow', 'depth'), ('ccp alpha', 'ccp alpha'))
    """
    spaced = parameter.replace("_", " ").strip()
    return SETTINGS.get(parameter, (spaced, spaced))


def _right_in(matrix: np.ndarray, unit: str = "") -> str:
    """Which share of the pixels of a scene is right, with its unit."""
    return f"{score_text(pixel_accuracy(matrix))}{unit}" if matrix.any() else "no pixel scored"


def _check_sweep(sweep: ModelSweep) -> None:
    """Refuse what is not a sweep over models, or holds neither models nor scenes, or has no order."""
    if not isinstance(sweep, ModelSweep):
        raise ValueError(
            f"sweep is of type {type(sweep).__name__}, not a ModelSweep. Pass what segmetrics_lab.models.sweep "
            "returns: sweep(model, training, validation, parameter=..., values=...)."
        )
    sweep.check_order()
    lengths = {len(sweep.models), len(sweep.learned_from)}
    if lengths != {len(sweep.values)} or not sweep.training or not sweep.validation:
        raise ValueError(
            "the sweep holds no models or no scenes for its values. Make it with segmetrics_lab.models.sweep, "
            "which keeps them."
        )


def _scene_of(sweep: ModelSweep, side: str, at: int) -> Scene:
    """One of the scenes of a side of the sweep."""
    scenes: tuple[Scene, ...] = getattr(sweep, side)
    hint = f"the place of a {side} scene of the sweep, which has {len(scenes)}"
    return scenes[whole_number(at, f"{side}_scene", least=0, most=len(scenes) - 1, hint=hint)]


def _check_bytes(scenes: dict[str, Scene], number_of_values: int) -> None:
    """Refuse more predictions than a page should get."""
    for scene in scenes.values():
        check_size(scene.truth.shape)
    total = number_of_values * sum(scene.truth.size for scene in scenes.values())
    if total > MOST_BYTES:
        raise ValueError(
            f"{number_of_values} predictions of both scenes are {total / 1e6:.0f} million bytes, but a page gets "
            f"at most {MOST_BYTES // 10**6} million. Sweep over fewer values, or choose smaller scenes with "
            "training_scene and validation_scene."
        )


def _scores_of(sweep: ModelSweep) -> dict[str, dict[str, list[float | None]]]:
    """The curves by score and side; None where a score is undefined."""
    return {name: {side: _plain(scores) for side, scores in pair.items()} for name, pair in sweep.curves.items()}


def _plain(scores: np.ndarray) -> list[float | None]:
    """Scores as JSON can hold them."""
    return [None if np.isnan(score) else float(score) for score in scores]


def _learned_from(sweep: ModelSweep, at: int, shape: tuple[int, ...]) -> np.ndarray:
    """(models, height, width) uint8: 1 where a model learned from this pixel; one map where all learned from the same.

    A sweep over the number of scenes has models that learned nothing from this scene.
    """
    kept = [places[at] if at < len(places) else np.zeros(0, dtype=np.intp) for places in sweep.learned_from]
    if all(places is kept[0] for places in kept):
        kept = kept[:1]
    maps = np.zeros((len(kept), int(np.prod(shape))), dtype=np.uint8)
    for learned, places in zip(maps, kept, strict=True):
        learned[places] = 1
    return maps.reshape(len(kept), *shape)


def _of_one_width(pictures: list[np.ndarray]) -> list[np.ndarray]:
    """Pictures with white below and to the right, so that all are as wide as the widest."""
    widest = max(picture.shape[1] for picture in pictures)
    return [
        np.pad(picture, ((0, GAP_PX), (0, widest - picture.shape[1]), (0, 0)), constant_values=255)
        for picture in pictures
    ]
