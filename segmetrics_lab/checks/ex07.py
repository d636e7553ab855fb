"""Exercise set 7, good, bad and misleading: cases, mistakes and explanations of its questions."""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial

import numpy as np

from segmetrics_lab import metrics
from segmetrics_lab.checks.engine.cases import Case, Condition, Mistake
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.engine.making_question import MakingQuestion
from segmetrics_lab.checks.engine.value_question import ValueQuestion
from segmetrics_lab.checks.sets import exercise_set, moved_from
from segmetrics_lab.checks.shares import NAN, Areas, Scores, areas_of_matrix, share
from segmetrics_lab.report import BAD_ACCURACY, BAD_MEAN_IOU, GOOD_ACCURACY, GOOD_IOU, Report

# --- cart: predict

cart = ValueQuestion(
    expected=44 / 50,
    close=0.01,
    why="6 pixels are shared, so the union has 12: 6 are extra, and 44 of 50 are right. Two results with IoU 0.5: "
    "one finds half of the cart, one all of it, and in both far more than half of all pixels are right.",
    mistakes=[
        Mistake("M25", 0.5),
        Mistake(None, 47 / 50, "That is the first model's accuracy. Now the union is larger, and so 3 is not all."),
        Mistake(None, 38 / 50, "12 pixels are the union, but not all of them are wrong: the cart's own are shared."),
        Mistake(None, 1.0, "The whole cart is found, but more than the cart is claimed: else its IoU would be 1."),
        Mistake(None, 6 / 50, "That is the share of the wrong pixels. Accuracy is the share of the right ones."),
        Mistake(None, 44, "So many pixels are right. Accuracy is their share of all 50."),
        Mistake(None, 88, "That is per cent. Accuracy is a number from 0 to 1."),
    ],
    near=0.005,
)

# --- verdict: the rule of thumb

Indices = list[int]


Rule = Callable[[Areas], float]


@lru_cache(maxsize=256)
def _areas_of(counts: bytes, size: int) -> list[Areas]:
    """The areas of all classes; kept, since every mistake is tried on the same matrices."""
    return areas_of_matrix(np.frombuffer(counts, dtype=np.int64).reshape(size, size))


def _areas(matrix: np.ndarray, chosen: Indices) -> list[Areas]:
    """The areas of the chosen classes."""
    return [_areas_of(matrix.tobytes(), len(matrix))[index] for index in chosen]


def _accuracy(matrix: np.ndarray, _: Indices) -> float:
    """The share of all pixels that are right, whatever the main classes are."""
    areas = _areas_of(matrix.tobytes(), len(matrix))
    return float(sum(of_class.shared for of_class in areas) / areas[0].image)


def _rows(matrix: np.ndarray, main: Indices) -> np.ndarray:
    """The matrix with zeros for the pixels that are of another class."""
    return matrix * np.isin(np.arange(len(matrix)), main)[:, None]


def _block(matrix: np.ndarray, main: Indices) -> np.ndarray:
    """The matrix with zeros for what is, or is called, anything but a main class."""
    return _rows(_rows(matrix, main).T, main).T


def _but(
    words: str = "",
    misconception: str | None = None,
    *,
    accuracy: Callable[[np.ndarray, Indices], float] = _accuracy,
    counted: Callable[[np.ndarray, Indices], np.ndarray] = lambda matrix, _: matrix,
    judged: Callable[[Indices, int], Indices] = lambda main, _: main,
    judged_bad: Callable[[Indices, int], Indices] | None = None,
    score: Rule = Areas.iou,
    lowest: Callable[[list[float]], float] = np.nanmin,
    mean: Callable[[list[float]], float] = np.nanmean,
    mean_of: Callable[[list[Areas]], float] | None = None,
    good: tuple[float, float] = (GOOD_ACCURACY, GOOD_IOU),
    bad: tuple[float, float] = (BAD_ACCURACY, BAD_MEAN_IOU),
    both: Callable[[tuple[bool, bool]], bool] = all,
    either: Callable[[tuple[bool, bool]], bool] = any,
    good_first: bool = False,
    says: tuple[str, str, str] = ("good", "bad", "mixed"),
) -> Mistake:
    """The rule with something changed in it, and the words for whoever changes it."""

    def verdict(matrix: np.ndarray, main: Indices) -> str:
        right, seen = accuracy(matrix, main), counted(matrix, main)
        of_good, of_bad = (_areas(seen, ask(main, len(matrix))) for ask in (judged, judged_bad or judged))
        is_good = both((right > good[0], lowest([score(areas) for areas in of_good]) > good[1]))
        mean_iou = mean_of(of_bad) if mean_of else mean([score(areas) for areas in of_bad])
        is_bad = either((right < bad[0], mean_iou < bad[1]))
        return says[1] if is_bad and not (good_first and is_good) else says[0] if is_good else says[2]

    return Mistake(misconception, verdict, words)


def _library_verdict(matrix: np.ndarray, main: Sequence[int]) -> str:
    """The right answer, by the report."""
    names = [str(index) for index in range(len(matrix))]
    return Report.from_matrix(matrix, names, main_classes=[names[index] for index in main]).verdict


def _never_bad_above_90(matrix: np.ndarray, main: Indices) -> str:
    """The verdict of somebody who asks about bad only where accuracy is not above 0.90."""
    found = _library_verdict(matrix, main)
    return "mixed" if found == "bad" and _accuracy(matrix, main) > GOOD_ACCURACY else found


def _is_clear(matrix: np.ndarray, main: Indices) -> bool:
    """Is there an IoU, and is no score so near to a limit that rounding decides?"""
    ious = metrics.iou_per_class(matrix)[main]
    if np.isnan(ious).all():
        return False
    accuracy = metrics.pixel_accuracy(matrix)
    distances = [accuracy - GOOD_ACCURACY, accuracy - BAD_ACCURACY, np.nanmean(ious) - BAD_MEAN_IOU, *(ious - GOOD_IOU)]
    return bool(np.nanmin(np.abs(distances)) > 1e-4)


def _random_matrix_and_main(rng: np.random.Generator, number: int) -> tuple[np.ndarray, Indices]:
    """A matrix of 2 to 9 classes, all sorts of verdicts and absent classes, and some of its classes in any order."""
    while True:
        size = int(rng.integers(2, 3 + number % 8))
        wrong = rng.random((size, size)) ** 4 * rng.choice([0.01, 0.1, 0.3, 1])
        matrix = (10 ** (2 + number % 4) * (np.diag(rng.random(size) + 0.05) + wrong)).astype(np.int64)
        matrix[rng.random(size) < rng.choice([0, 0.3])] = 0
        matrix[:, rng.random(size) < rng.choice([0, 0.3])] = 0
        main = [int(index) for index in rng.permutation(size)[: rng.integers(1, size + 1)]]
        if matrix.sum() and _is_clear(matrix, main):
            return matrix, main


def _case(expected: str, main: Indices, *rows: Indices, about: str = "") -> Case:
    """A matrix with its verdict, and the scores that decide about it."""
    matrix = np.array(rows, dtype=np.int64)
    scores = ["undefined" if np.isnan(iou) else f"{iou:.3f}" for iou in metrics.iou_per_class(matrix)[main]]
    ious = f"the IoUs {', '.join(scores[:-1])} and {scores[-1]}" if len(main) > 1 else f"the only IoU {scores[0]}"
    return Case((matrix, main), expected, about or f"accuracy is {metrics.pixel_accuracy(matrix):.3f}, {ious}")


_MEAN_OF_40 = "accuracy is {}, the IoUs 0.050 and 0.750, their mean exactly 0.40"
_BY_ACCURACY = "Your verdicts are those of the accuracy alone, which a small class hardly moves. Look at the IoUs, too."
_BY_IOU = "Your verdicts are those of the IoUs alone. Accuracy must be above 0.90 for good, and below 0.70 it is bad."
_NOT_CLASS_0 = "You leave class 0 out. Where it is in main, it counts like the others."
_FIRST_CLASSES = (
    "You judge the first classes, as many as main has. It holds class indices: iou_per_class(matrix)[main]."
)
_OR = "You join the two conditions for good by or. Good needs both of them: and."
_AND = "You join the two conditions for bad by and. One of them is enough: or."
_GOOD_BY_HALF = "For good you look at the {} alone. Good needs accuracy above 0.90, and each main IoU above 0.70."
_BAD_BY_HALF = "For bad you look at the {} alone. Accuracy below 0.70 is enough, and so is a mean IoU below 0.40."
_FOR_GOOD = "For good you look at the {}. Each main class must be above 0.70: look at the smallest IoU."
_BY_SIZE = "For bad you weigh the main classes by their size. A plain mean weighs them alike."
_ALL = "For {} you take the IoUs of all classes. Only the main classes count: iou_per_class(matrix)[main]."
_NEVER_BAD = "Where accuracy is above 0.90 you never say bad. A mean IoU below 0.40 is enough for it everywhere."
_MEAN_OF_ALL = (
    "You compare the mean IoU of all classes. Take the main classes: for bad their mean, for good each of them."
)
_ONE = "Your verdict is about the {} main class only. All classes of the list count."
_MAIN_ACCURACY = "You take the accuracy of the main classes. Accuracy counts all pixels of the matrix."
_MEAN_ACCURACY = "Your accuracy is a mean over classes. Accuracy counts pixels: all right ones, divided by all."
_ROUNDED = "Near a limit your verdict goes wrong: 0.903 is above 0.90, and 0.397 is below 0.40. Round after comparing."
_ITSELF = "You take {0} itself for {1} {0}. The limit is neither above nor below itself: compare with {2}."
_TEXTS = 'The three texts are "good", "mixed" and "bad", in small letters.'
_NAN = "A main class in neither map makes your {} NaN, and a comparison with NaN is False. Leave it out, as {}."
_NOT_LEFT_OUT = "You leave out a main class that is {}. Its IoU is 0: only what is in neither map is left out."
_KEPT_FROM_GOOD = "A main class in neither map keeps your verdict from good. Leave it out first, as np.nanmin does."
_CUT = "You cut the matrix down to the main classes. Count on the whole matrix, and choose the classes afterwards."
_BETWEEN = "You take the {} of precision and recall. IoU divides by the union: both kinds of errors are in it."
_FRACTIONS = (
    "You take exactly 0.70 for above 0.70, and exactly 0.40 for below 0.40: compare with > and <. (Fractions need "
    "Fraction(7, 10) and Fraction(2, 5), since 0.70 and 0.40 are only near these.)"
)


verdict = FunctionQuestion(
    parameters=("matrix", "main"),
    cases=[
        _case("good", [1, 2], [60, 2, 0], [1, 30, 0], [0, 1, 6]),
        _case("mixed", [0, 1], [90, 0], [7, 3]),
        _case("bad", [1], [90, 1], [7, 2]),
        _case("mixed", [1], [84, 6], [1, 9]),
        _case("bad", [1], [70, 20], [2, 8]),
        _case("mixed", [1, 2], [23, 1, 0], [0, 20, 0], [2, 0, 4]),
        _case("bad", [1, 2], [80, 0, 0], [5, 5, 0], [19, 0, 1]),
        _case("bad", [1], [10, 0, 45], [0, 45, 0], [0, 0, 0]),
        _case("bad", [0, 1], [20, 30], [30, 20]),
        _case("mixed", [1], [30, 0, 8], [0, 50, 0], [12, 0, 0]),
        _case("good", [1, 2], [2, 3, 0], [2, 60, 0], [0, 0, 33]),
        _case("good", [2], [70, 4, 0], [4, 2, 0], [0, 0, 20]),
        _case("mixed", [1, 2, 3], [80, 1, 1, 0], [0, 60, 0, 0], [8, 0, 5, 0], [9, 0, 0, 5]),
        _case("bad", [1, 2], [60, 8, 5], [8, 24, 0], [4, 0, 1]),
        _case("mixed", [0, 1], [8, 8], [0, 184]),
        _case("mixed", [0, 1, 2], [60, 1, 2], [0, 20, 1], [1, 0, 1]),
        _case("bad", [2, 0, 1], [14, 2, 0, 6], [2, 14, 0, 4], [4, 0, 1, 6], [4, 5, 2, 140]),
        _case("bad", [1, 2], [70, 8, 6], [6, 5, 0], [8, 0, 6]),
        _case("good", [1], [740, 30], [40, 190]),
        _case("good", [1, 2], [500, 30, 17], [20, 200, 0], [30, 0, 203]),
        _case("good", [0, 1], [380, 40], [57, 523]),
        _case("mixed", [1, 2], [500, 30, 20], [22, 200, 0], [30, 0, 198]),
        _case("good", [0, 1], [882, 30], [5, 83]),
        _case("good", [2, 1], [200, 2, 4], [1, 40, 0], [4, 0, 19]),
        _case("mixed", [1], [881, 6], [30, 83]),
        _case("bad", [1, 2], [183, 20, 6], [30, 50, 0], [6, 0, 5]),
        _case("bad", [1, 2], [100, 10, 13], [10, 30, 0], [12, 0, 6]),
        _case("mixed", [1, 2], [183, 20, 4], [30, 50, 0], [5, 0, 4]),
        _case("bad", [0, 2], [300, 0, 203], [100, 150, 0], [0, 0, 247]),
        _case("mixed", [1], [400, 50, 150], [47, 203, 50], [0, 0, 100]),
        _case("mixed", [0, 1], [9, 1], [1, 9], about="accuracy is exactly 0.90, the IoUs 0.818 and 0.818"),
        _case("mixed", [1], [50, 5], [5, 40], about="accuracy is exactly 0.90, the only IoU 0.800"),
        _case("mixed", [1], [118, 0], [3, 7], about="accuracy is 0.977, the only IoU exactly 0.70"),
        _case("mixed", [1], [118, 3], [0, 7], about="accuracy is 0.977, the only IoU exactly 0.70"),
        _case("mixed", [1, 2], [104, 0, 1], [19, 1, 0], [0, 0, 3], about=_MEAN_OF_40.format("0.844")),
        _case("mixed", [2, 1], [100, 1, 2], [18, 1, 0], [0, 0, 6], about=_MEAN_OF_40.format("0.836")),
        _case("mixed", [0, 1], [9, 1], [5, 5], about="accuracy is exactly 0.70, the IoUs 0.600 and 0.455"),
        _case("mixed", [1], [20, 0, 30], [0, 50, 0], [0, 0, 0], about="accuracy is exactly 0.70, the only IoU 1.000"),
        _case("mixed", [1, 2], [70, 0, 1], [5, 24, 0], [0, 0, 0]),
        _case("bad", [1, 2], [60, 4, 10], [8, 18, 0], [0, 0, 0]),
        _case("mixed", [1, 2], [70, 4, 0], [0, 22, 0], [4, 0, 0]),
        _case("bad", [1, 2], [60, 8, 0], [4, 18, 0], [10, 0, 0]),
        _case("mixed", [1, 2], [80, 1, 2], [0, 14, 0], [3, 0, 0]),
        _case("good", [1, 2], [90, 5, 0], [5, 50, 0], [0, 0, 0]),
        _case("good", [2, 1, 0], [0, 0, 0], [0, 60, 2], [0, 3, 35]),
        _case("bad", [1, 2], [90, 0, 0], [8, 2, 0], [0, 0, 0]),
        _case("bad", [2, 0], [0, 0, 0], [0, 70, 8], [0, 12, 10]),
        _case("mixed", [1, 2], [50, 10, 0], [10, 20, 0], [0, 0, 0]),
        _case("mixed", [2, 0], [0, 0, 0], [0, 50, 10], [0, 10, 30]),
        _case("bad", [1, 2, 3], [84, 0, 0, 0], [9, 1, 0, 0], [19, 0, 1, 0], [0, 0, 0, 0]),
    ],
    mistakes=[
        _but(_BY_ACCURACY, "M23", good=(GOOD_ACCURACY, -1), bad=(BAD_ACCURACY, -1)),
        _but(_BY_IOU, good=(-1, GOOD_IOU), bad=(-1, BAD_MEAN_IOU)),
        _but(misconception="M36", lowest=np.nanmean),
        _but(_FOR_GOOD.format("largest IoU"), lowest=np.nanmax),
        _but(_FOR_GOOD.format("last main class"), lowest=lambda ious: ious[-1]),
        _but(_FOR_GOOD.format("median of the IoUs"), lowest=np.nanmedian),
        _but("For bad you look at the smallest IoU. The rule takes the mean of the main classes.", mean=np.nanmin),
        _but("For bad you look at the largest IoU. The rule takes the mean of the main classes.", mean=np.nanmax),
        _but("For bad you compare the sum of the IoUs. A mean is the sum divided by their number.", mean=np.nansum),
        _but("For bad you compare a median of the IoUs. The rule takes their mean.", mean=np.nanmedian),
        _but(
            _BY_SIZE,
            mean_of=lambda areas: sum(a.there * a.iou(of_nothing=0.0) for a in areas) / sum(a.there for a in areas),
        ),
        _but(_BY_SIZE, mean_of=lambda areas: sum(a.shared for a in areas) / sum(a.union for a in areas)),
        _but(_OR, both=any),
        _but(_OR, both=any, good_first=True),
        _but(_AND, either=all),
        Mistake(None, _never_bad_above_90, _NEVER_BAD),
        _but(f"{_OR} {_AND}", both=any, either=all),
        _but(_GOOD_BY_HALF.format("accuracy"), "M23", good=(GOOD_ACCURACY, -1)),
        _but(_GOOD_BY_HALF.format("accuracy"), "M23", good=(GOOD_ACCURACY, -1), good_first=True),
        _but(_GOOD_BY_HALF.format("IoUs"), good=(-1, GOOD_IOU)),
        _but(_GOOD_BY_HALF.format("IoUs"), good=(-1, GOOD_IOU), good_first=True),
        _but(_BAD_BY_HALF.format("accuracy"), bad=(BAD_ACCURACY, -1)),
        _but(_BAD_BY_HALF.format("IoUs"), bad=(-1, BAD_MEAN_IOU)),
        _but("You call bad whatever is not good. Bad has conditions of its own.", says=("good", "bad", "bad")),
        _but("You call good whatever is not bad. Good has conditions of its own.", says=("good", "bad", "good")),
        _but("You never say bad. It has two conditions, and one is enough.", says=("good", "mixed", "mixed")),
        _but("You call everything bad. Scores run from 0 to 1: is it 0.90, not 90?", says=("bad", "bad", "bad")),
        _but("You have exchanged the limits of good: accuracy above 0.90, each IoU above 0.70.", good=(0.70, 0.90)),
        _but("You have exchanged the limits of bad: accuracy below 0.70, mean IoU below 0.40.", bad=(0.40, 0.70)),
        _but(_ITSELF.format("0.90", "above", ">"), good=(GOOD_ACCURACY - 1e-9, GOOD_IOU)),
        _but(_ITSELF.format("0.70", "above", ">"), good=(GOOD_ACCURACY, GOOD_IOU - 1e-9)),
        _but(_ITSELF.format("0.70", "below", "<"), bad=(BAD_ACCURACY + 1e-9, BAD_MEAN_IOU)),
        _but(_ITSELF.format("0.40", "below", "<"), bad=(BAD_ACCURACY, BAD_MEAN_IOU + 1e-9)),
        _but(_FRACTIONS, good=(GOOD_ACCURACY, GOOD_IOU - 1e-9), bad=(BAD_ACCURACY, BAD_MEAN_IOU + 1e-9)),
        _but(_ROUNDED, accuracy=lambda matrix, main: round(_accuracy(matrix, main), 2)),
        _but(_ROUNDED, score=lambda of: round(of.iou(), 2)),
        _but(_ROUNDED, mean=lambda ious: np.round(np.nanmean(ious), 2)),
        _but(_ROUNDED, accuracy=lambda matrix, main: int(100 * _accuracy(matrix, main)) / 100),
        _but(misconception="M37", judged=lambda _, size: list(range(size))),
        _but(misconception="M37", judged=lambda _, size: list(range(1, size))),
        _but(_MEAN_OF_ALL, "M37", judged=lambda _, size: list(range(size)), lowest=np.nanmean),
        _but(_ALL.format("good"), "M37", judged=lambda _, size: list(range(size)), judged_bad=lambda main, _: main),
        _but(_ALL.format("bad"), "M37", judged_bad=lambda _, size: list(range(size))),
        _but(_NOT_CLASS_0, "M12", judged=lambda main, _: [k for k in main if k] or main),
        _but(_FIRST_CLASSES, judged=lambda main, _: list(range(len(main)))),
        _but(_ONE.format("first"), judged=lambda main, _: main[:1]),
        _but(_ONE.format("last"), judged=lambda main, _: main[-1:]),
        _but(_MAIN_ACCURACY, accuracy=lambda matrix, main: _accuracy(_rows(matrix, main), main)),
        _but(_MAIN_ACCURACY, accuracy=lambda matrix, main: _accuracy(_block(matrix, main), main)),
        _but(_CUT, counted=_block),
        _but(_CUT, counted=_block, accuracy=lambda matrix, main: _accuracy(_block(matrix, main), main)),
        _but(_MEAN_ACCURACY, accuracy=lambda matrix, _: metrics.mean_recall(matrix)),
        _but(_MEAN_ACCURACY, accuracy=lambda matrix, _: metrics.mean_iou(matrix)),
        _but(misconception="M07", score=lambda of: of.iou(of_nothing=0.0)),
        _but(misconception="M07", mean=lambda ious: float(np.mean(np.nan_to_num(ious)))),
        _but(misconception="M08", score=lambda of: of.iou(of_nothing=1.0)),
        _but(_NAN.format("minimum and your mean", "np.nanmin and np.nanmean do"), "M14", lowest=np.min, mean=np.mean),
        _but(_NAN.format("mean", "np.nanmean does"), "M14", mean=np.mean),
        _but(_KEPT_FROM_GOOD, "M14", lowest=np.min),
        _but(_NOT_LEFT_OUT.format("claimed, but not there"), score=lambda of: of.iou() if of.there else NAN),
        _but(_NOT_LEFT_OUT.format("there, but never claimed"), score=lambda of: of.iou() if of.claimed else NAN),
        _but(_NOT_LEFT_OUT.format("never right"), score=lambda of: of.iou() or NAN),
        _but(misconception="M39", score=Areas.recall),
        _but(misconception="M01", score=Areas.precision),
        _but(misconception="M10", score=Areas.dice),
        _but(misconception="M02", score=lambda of: share(of.shared, of.there + of.claimed)),
        _but(misconception="M13", score=lambda of: of.iou() // 1),
        _but(_BETWEEN.format("smaller one"), score=lambda of: share(of.shared, max(of.there, of.claimed))),
        _but(_BETWEEN.format("mean"), score=lambda of: (of.precision() + of.recall()) / 2),
        _but("You divide by all pixels. IoU divides by the union of the class.", score=lambda of: of.shared / of.image),
        _but(_TEXTS, says=("Good", "Bad", "Mixed")),
        _but(_TEXTS, says=("GOOD", "BAD", "MIXED")),
    ],
    reference=_library_verdict,
    random=_random_matrix_and_main,
)

# --- careless: falsify

_POST = np.zeros((16, 16), dtype=np.int64)
_POST[:, 7:9] = 1
_of_post = partial(Scores.of, _POST)


careless = MakingQuestion(
    shape=_POST.shape,
    fixed={"truth": _POST},
    scores=lambda careless: {
        "accuracy of careless": _of_post(careless).accuracy,
        "IoU of careless": _of_post(careless).iou,
        "accuracy of one pixel aside": _of_post(np.roll(_POST, 1, axis=1)).accuracy,
        "IoU of one pixel aside": _of_post(np.roll(_POST, 1, axis=1)).iou,
    },
    conditions=[
        Condition(
            "something is extra in column 0, 1, 14 or 15",
            lambda careless: bool(careless[:, [0, 1, 14, 15]].any()),
            why="The columns come second in the brackets: careless[3:5, 0] is a piece of column 0.",
        ),
        Condition(
            "accuracy is above 0.90",
            lambda careless: _of_post(careless).accuracy > GOOD_ACCURACY,
            why="Of the 256 pixels at most 25 may be wrong, missed and extra ones together.",
        ),
        Condition(
            "the IoU of the post is above 0.70, so that the verdict is good",
            lambda careless: _of_post(careless).iou > GOOD_IOU,
            why="The union holds the 32 pixels of the post and all that is extra. If the whole post is found, at "
            "most 13 pixels may be extra.",
        ),
    ],
    why="The rule counts how many pixels are wrong, and does not see where they lie. So it prefers an extra piece "
    "of post at the edge to an outline that is one pixel aside.",
)

# --- left_out: diagnose

left_out = ChoiceQuestion()

SET = exercise_set("ex07", vars())
progress = SET.progress
__getattr__ = moved_from("ex07")
