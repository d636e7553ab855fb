"""One example of each widget, small enough to be counted again by numpy, and what tests read from its page."""

import numpy as np

from segmetrics_lab.labels import Palette
from segmetrics_lab.scenes import Scene
from segmetrics_lab.sweeps import ModelSweep
from segmetrics_lab.widgets import (
    DrawFirst,
    FitExplorer,
    MatrixExplorer,
    ParadoxExplorer,
    PredictFirst,
    PredictionPainter,
    PredictionShifter,
    RoomVote,
    SplitExplorer,
    SplitRun,
    ThresholdExplorer,
)

HEIGHT, WIDTH = 48, 64
PALETTE = Palette(["table", "cup", "spoon"])
RNG = np.random.default_rng(2)
IMAGE = RNG.integers(90, 160, (HEIGHT, WIDTH, 3)).astype(np.uint8)
TRUTH = np.zeros((HEIGHT, WIDTH), dtype=np.uint8)
TRUTH[10:30, 20:40] = 1
TRUTH[30:40, 45:60] = 2
TRUTH[:4, :10] = 255
BINARY = np.where(TRUTH == 2, 0, TRUTH)
PROBABILITY = np.clip(np.where(TRUTH == 1, 0.7, 0.3) + RNG.normal(0, 0.15, TRUTH.shape), 0, 1)
MATRIX = np.array([[50, 3, 2], [4, 45, 1], [1, 2, 48]])
DECISIONS = {"sure": PROBABILITY >= 0.8, "<b>brave</b>": PROBABILITY >= 0.4}
GOALS = [("recall of cup", ">=", 0.5), ("pixel accuracy", "<", 0.5)]


def painter():
    return PredictionPainter(IMAGE, TRUTH, palette=PALETTE, goals=GOALS)


def threshold_explorer():
    return ThresholdExplorer(IMAGE, BINARY, PROBABILITY, name="cup", goals=[("recall of cup", ">=", 0.99)])


def matrix_explorer():
    return MatrixExplorer(MATRIX, PALETTE.names)


def paradox_explorer():
    return ParadoxExplorer(IMAGE, BINARY, DECISIONS, name="cup")


SPLIT_GREYS = {"drive 2": (10, 12, 15), "drive 9": (100, 103, 107), "drive 10": (200, 180, 105)}
SPLIT_MATRICES = {
    ("pixel", 0): [[50, 3, 2], [4, 45, 1], [1, 2, 48]],
    ("frame", 0): [[48, 5, 2], [6, 40, 4], [3, 2, 46]],
    ("frame", 1): [[47, 6, 2], [5, 41, 4], [3, 4, 44]],
    ("<b>drive</b>", 0): [[40, 10, 5], [20, 20, 10], [8, 8, 35]],
    ("<b>drive</b>", 1): [[44, 6, 5], [26, 14, 10], [4, 8, 39]],
}


def split_scenes():
    """Three drives of three frames, each of one grey, so that distances can be counted by hand."""
    truth = np.zeros((24, 32), dtype=np.uint8)
    frames = [(drive, at, grey) for drive, greys in SPLIT_GREYS.items() for at, grey in enumerate(greys)]
    return [
        Scene(f"{drive} frame {at}", np.full_like(truth, grey), truth, PALETTE, "made up", "CC0-1.0", drive)
        for drive, at, grey in frames
    ]


def split_runs():
    """The runs of the example, each with its own matrix."""
    return split_runs_with(*SPLIT_MATRICES.values())


def split_runs_with(*matrices):
    """By pixel all frames on both sides; by frame the middle ones for the test, then the outer ones; by drive 10, 2.

    With a single matrix, all runs have it.
    """
    every = split_scenes()
    middle, outer = every[1::3], [scene for scene in every if scene not in every[1::3]]
    sides = [(every, every), (outer, middle), (middle, outer), (every[:6], every[6:]), (every[3:], every[:3])]
    return [
        SplitRun(by, *side, np.array(matrices[at % len(matrices)]))
        for at, ((by, _), side) in enumerate(zip(SPLIT_MATRICES, sides, strict=True))
    ]


def split_explorer():
    return SplitExplorer(split_runs(), class_name="cup")


def shifter():
    return PredictionShifter(TRUTH, palette=PALETTE, goals=[("IoU of spoon", "<", 0.5), ("pixel accuracy", ">", 0.9)])


class Parrot:
    """A model that has learned nothing but what it says of two images, which are told apart by their first pixel."""

    def __init__(self, said):
        self.said = said

    def predict(self, image):
        return self.said[int(image[0, 0, 0])]


FIT_VALUES = [1, 2, 5, 24]
FIT_TRUTHS = (np.roll(TRUTH, 7, axis=1), TRUTH)
FIT_SAID = np.random.default_rng(5).integers(0, 3, (4, 2, HEIGHT, WIDTH)).astype(np.uint8)
"""What the model of each value says of the training scene and of the validation scene."""

FIT_TRAINING, FIT_VALIDATION = [0.5, 0.7, 0.8, 0.96], [0.6, 0.75, 0.75, 0.67]
FIT_LEARNED = np.flatnonzero(FIT_TRUTHS[0] != 255)[::40]


def fit_explorer():
    return FitExplorer(fit_curve())


def fit_curve(palette=PALETTE, truths=FIT_TRUTHS, said_by=FIT_SAID):
    training, validation = (
        Scene(name, np.full((*truth.shape, 3), number, np.uint8), truth, palette, "ours", "CC0", name)
        for number, (name, truth) in enumerate(zip(["kitchen", "<b>hall</b>"], truths, strict=True))
    )
    return ModelSweep(
        parameter="max_depth",
        values=np.array(FIT_VALUES),
        training_accuracy=np.array(FIT_TRAINING),
        validation_accuracy=np.array(FIT_VALIDATION),
        training_mean_iou=np.array([0.2, 0.4, 0.6, 0.9]),
        validation_mean_iou=np.array([np.nan, 0.4, 0.55, 0.3]),
        models=tuple(Parrot(said) for said in said_by),
        training=(training,),
        validation=(validation,),
        learned_from=((FIT_LEARNED,),) * 4,
    )


def predict_number():
    return PredictFirst("Which share of the pixels is cup?", 0.0925, because="The table is larger than it looks.")


def predict_choice():
    choices = ["it rises", "it falls", "it <b>stays</b> as it is, give or take what the seed of the forest does to it"]
    return PredictFirst("What does precision do at a higher threshold?", "it falls", choices=choices)


def predict_answered():
    asked = PredictFirst("How many pixels are swapped?", 1234, low=0, high=5000, because="Count them.")
    asked.reset().guess = 5000
    return asked


DRAWN_OVER, DRAWN_CURVES = [1, 2, 5, 24], {"training": [0.5, 0.7, 0.8, 0.96], "validation": [0.5, 0.6, 0.72, 0.55]}


def draw_curve():
    asked = {"question": "What does validation do as the tree grows deeper?", "because": "It learns slips by heart."}
    return DrawFirst(DRAWN_OVER, DRAWN_CURVES, x_label="depth in questions", y_label="accuracy", **asked)


def draw_answered():
    iou = {"IoU": np.linspace(0.4, 0.96, 30)}
    asked = DrawFirst(range(30), iou, question="Does <b>IoU</b> rise?", x_label="radius in pixels", y_label="IoU")
    asked.reset().guess = np.linspace(0.9, 0.2, 30).tolist()
    return asked


ROOM_CHOICES = ["model A", "model <b>B</b>", "neither"]


def room_vote():
    return RoomVote("Which model would you put into the car?", "neither", ROOM_CHOICES)


def room_voted():
    vote = RoomVote("Which model would you put into the car, after <b>all</b>?", "neither", ROOM_CHOICES)
    vote.before, vote.after, vote.shown = [18, 7, 3], [5, 2, 21], True
    return vote


WIDGETS = [
    fit_explorer,
    painter,
    threshold_explorer,
    matrix_explorer,
    paradox_explorer,
    split_explorer,
    shifter,
    predict_number,
    predict_choice,
    predict_answered,
    draw_curve,
    draw_answered,
    room_vote,
    room_voted,
]
"""What every widget must do is tested with each of these."""


def trait(page, name):
    """What the page of a single widget holds for a trait."""
    return page.evaluate("name => document.querySelector('[data-segmetrics]').model.get(name)", name)


def set_trait(page, name, value):
    """Set a trait as Python would."""
    page.evaluate("([n, v]) => document.querySelector('[data-segmetrics]').model.set(n, v)", [name, value])


def array_of(page, name):
    """An array of bytes that the page holds, once a change had the time to be sent."""
    shape, flat = page.evaluate(
        """async (name) => {
            const { model } = document.querySelector("[data-segmetrics]");
            await new Promise((resolve) => setTimeout(resolve, 400));
            const { shape, data } = model.get(name);
            return [shape, Array.from(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))];
        }""",
        name,
    )
    return np.array(flat).reshape(shape)


def numbers(page, selector):
    """The whole numbers that elements show."""
    return [int(text.replace(",", "")) for text in page.locator(selector).all_inner_texts()]


def touch(context, page, *steps):
    """Send what a finger does: ("touchStart", (x, y)), ("touchMove", (x, y)), ("touchEnd",)."""
    session = context.new_cdp_session(page)
    for kind, *places in steps:
        points = [dict(zip("xy", place, strict=True)) for place in places]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def tab_to(page, selector):
    """Press Tab until this element has the focus, as somebody without a mouse does."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reached {selector}")


LAB_PANE = {"width": 848 + 32, "height": 680}
"""What JupyterLab leaves of a screen of 1280 by 800 for outputs, with the margins of the page of a single widget."""

SMALLEST_TEXT = """() => Math.min(...[...document.querySelectorAll(".segmetrics *")].filter((part) =>
    part.checkVisibility() && [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
).map((part) => {
    const scale = part.ownerSVGElement ? part.getScreenCTM().a : 1;
    return parseFloat(getComputedStyle(part).fontSize) * scale;
}))"""
"""The size of the smallest text of a page, in pixels of the page."""
