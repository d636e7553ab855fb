"""The catalogue of misconceptions: what somebody believes, the words that correct it, and where to read again."""

from collections.abc import Mapping

from segmetrics_lab.checks.engine.misconception import Misconception
from segmetrics_lab.progress import LESSONS, number_of


def _explained(belief: str, words: str, lesson: str, heading: str) -> Misconception:
    """A misconception that a lesson explains below a heading."""
    return Misconception(
        belief,
        words,
        read_again=f"Read again: lesson {number_of(lesson)}, {heading}",
        link=f"../notebooks/{LESSONS[lesson]}.ipynb#{heading.replace(' ', '-')}",
        lesson=number_of(lesson),
    )


CATALOGUE: dict[str, Misconception] = {
    "M01": _explained(
        "divides by the prediction instead of the union",
        "You divide by all pixels that the prediction claims. IoU divides by the union, which also holds the pixels "
        f"that were missed. (What you have is a score as well: precision, in lesson {number_of('precision')}.)",
        "overlap",
        "Definition",
    ),
    "M02": _explained(
        "takes the sum of both areas for the union",
        "Adding both areas counts the shared pixels twice. The union counts each pixel once: subtract the "
        "intersection, or take truth | prediction.",
        "overlap",
        "Definition",
    ),
    "M03": _explained(
        "swaps truth and prediction",
        "Truth and prediction have changed places, so that precision stands for recall and the other way round. Recall "
        "divides by what is there, precision by what is claimed.",
        "precision",
        "Definition",
    ),
    "M04": _explained(
        "swaps rows and columns of the matrix",
        "Rows and columns have changed places. In this course rows are the truth and columns the prediction: "
        "matrix[truth, prediction].",
        "matrix",
        "Definition",
    ),
    "M05": _explained(
        "counts the ignored pixels",
        "Pixels that the truth ignores (255) were counted. Nobody can judge them, so they stay out of every sum, also "
        "of the one that you divide by.",
        "labels",
        "Pixels that nobody can judge",
    ),
    "M06": _explained(
        "lets the prediction decide what is ignored",
        "You left pixels out because of what the prediction says there. The truth alone decides which pixels are "
        "ignored; otherwise a model could hide its errors.",
        "labels",
        "Pixels that nobody can judge",
    ),
    "M07": _explained(
        "gives an undefined score the value 0",
        "Where there is nothing to divide by, you say 0, as if all were wrong. 0 / 0 is undefined: write NaN, and "
        "leave it out of means.",
        "classes",
        "A class that is not there",
    ),
    "M08": _explained(
        "gives an undefined score the value 1",
        "Where there is nothing to divide by, you say 1, as if all were right. 0 / 0 is undefined: write NaN, and "
        "leave it out of means.",
        "classes",
        "A class that is not there",
    ),
    "M09": _explained(
        "averages over pixels instead of classes",
        "This number weighs every pixel alike, so that the large classes decide it. A mean over classes first gives "
        "each class its own score, then weighs the classes alike.",
        "classes",
        "Definition",
    ),
    "M10": _explained(
        "takes Dice for IoU",
        "That is Dice: it counts the shared pixels twice, above and below the line. IoU counts them once, so it is "
        "never above Dice.",
        "overlap",
        "Definition",
    ),
    "M11": _explained(
        "counts true negatives in the score of a class",
        'You also count the pixels on which both maps say "not this class". There are so many of them that the score '
        "of a small class is always near 1.",
        "overlap",
        "Definition",
    ),
    "M12": _explained(
        "leaves the background out, or puts it in, without being asked",
        "The background is a class like the others: it counts where all classes are asked for, and does not where "
        "another one is. Look again at which classes the question names.",
        "classes",
        "Definition",
    ),
    "M13": _explained(
        "divides whole numbers to a whole number",
        "Your share has lost what stands behind the decimal point: //, int and arrays of integers round down. Divide "
        "with / and keep floats.",
        "overlap",
        "Definition",
    ),
    "M14": _explained(
        "does not handle 0 / 0",
        "There is a division by 0 here that your answer does not provide for. Look at what you divide by first: 0 / 0 "
        "is undefined, so give NaN for that one score, and leave it out of means.",
        "classes",
        "A class that is not there",
    ),
    "M15": _explained(
        "forgets to return",
        "Your function gives back None where a value is wanted. It must end with return and the value: what is only "
        "printed does not come back, and append and sort give back None themselves.",
        "start",
        "Exercises: how to answer one",
    ),
    "M16": _explained(
        "changes its argument",
        "Your function changes what it was given. That belongs to its caller, who goes on with changed data: work on a "
        "copy, which array.copy() makes, or on the new array that np.where(...) gives.",
        "labels",
        "Touch",
    ),
    "M17": _explained(
        "works for square images only",
        "Your function fails as soon as height and width differ. Take both from the array, height, width = "
        "array.shape, in this order.",
        "labels",
        "Definition",
    ),
    "M18": _explained(
        "works for two classes only",
        "Your function fails as soon as there is a third class. Do not rely on 0 and 1: each class has an index of its "
        "own, and each is counted by itself.",
        "labels",
        "Definition",
    ),
    "M19": _explained(
        "thresholds with > where the rule says >=",
        "A pixel whose probability is exactly the threshold was left out. In this course a pixel is claimed where "
        "probability >= threshold; at round thresholds that moves many pixels.",
        "precision",
        "By hand",
    ),
    "M20": _explained(
        "chooses on the images that judge",
        "The images that judge have also chosen (a threshold, or a model), so the score reports its own luck. Choose "
        "on validation images, then judge once on test images.",
        "threshold",
        "Choose here, judge there",
    ),
    "M21": _explained(
        "takes a split by frame for a split by scene",
        "Frames of one drive lie on both sides, and neighbours in time are nearly copies. Keep together what belongs "
        "together: split by drive, person or place.",
        "leakage",
        "Definition",
    ),
    "M22": _explained(
        "takes a training score for a result",
        "A score on what the model has learned from shows what was memorised: it is not a result, and no reason to "
        "choose a model. Only what was kept away says how a model does on new images.",
        "overfitting",
        "Definition",
    ),
    "M23": _explained(
        "trusts an accuracy above 90 % without a look at recall",
        "Where the object is rare, a model that finds nothing has an accuracy above 90 % too. Compare with the blank "
        "mask, and ask for the recall of the object.",
        "paradox",
        "Definition",
    ),
    "M24": _explained(
        "trusts a recall above 90 % without a look at precision",
        "A model that paints everything has a recall of 1. Recall says nothing of what is extra: ask for the "
        "precision beside it.",
        "precision",
        "Surprise: what the extra road is made of",
    ),
    "M25": _explained(
        "reads IoU 0.5 as half of the pixels right",
        "IoU 0.5 says that the shared pixels are half of the union: as many are wrong as are shared. The object may be "
        "found whole, or half, and of all pixels far more than half may be right.",
        "verdict",
        "Definition",
    ),
    "M26": _explained(
        "averages per image where one matrix is asked for, or the reverse",
        "A mean of scores per image and the score of one matrix for all images are two different numbers. Adding the "
        "matrices lets every pixel count alike; averaging lets every image count alike.",
        "pictures",
        "Definition",
    ),
    "M28": _explained(
        "lets small integers overflow",
        "Your numbers do not fit into the type of the array: uint8 holds 0 to 255, no type with a u holds less than 0, "
        "and what leaves one end comes in at the other. Convert first, for instance with array.astype(np.int64).",
        "matrix",
        "Surprise",
    ),
    "M29": _explained(
        "applies a logical and to class indices",
        "np.logical_and asks only whether both values are not 0, so class 1 and class 2 seem to overlap. Compare with "
        "the class index first: (truth == k) & (prediction == k).",
        "overlap",
        "Definition",
    ),
    "M30": _explained(
        "resizes label maps with interpolation",
        "Mixing indices, by a mean or by interpolation, makes class 2 of class 1 and class 3, and nobody drew it. Keep "
        "an index that is there, by a vote or as the nearest neighbour does.",
        "labels",
        "Surprise",
    ),
    "M31": _explained(
        "believes that a higher threshold always raises precision",
        "A higher threshold throws claimed pixels out, and those may have been right ones. It never raises recall, but "
        "precision can fall at any step.",
        "threshold",
        "Surprise: a higher threshold",
    ),
    "M32": _explained(
        "compares one model's Dice with another's IoU",
        "Dice is above IoU for every mask that is neither perfect nor all wrong: D = 2 J / (1 + J). Turn one into the "
        "other before you compare.",
        "pictures",
        "Real picture",
    ),
    "M33": _explained(
        "compares scores from different data sets",
        "The pictures differ, or their labels, so the scores say as much about these as about the models. Score both "
        "models on the same images, by the same labels.",
        "pictures",
        "Real picture",
    ),
    "M34": _explained(
        "takes a leak for overfitting, or the reverse",
        "With a leak the test score is too good, and new data disappoint. With overfitting the training score is high "
        "and the honest test score already shows the gap.",
        "tries",
        "Surprise: overfitting, or a leak?",
    ),
    "M35": _explained(
        "takes columns for rows of an image",
        "Rows and columns have changed places. An array is indexed [row, column], first down, then to the right; "
        "points written as (x, y) are the other way round.",
        "labels",
        "Definition",
    ),
    "M36": _explained(
        "lets a strong class make up for a weak one",
        "The mean of the classes is over the line, but the rule asks each main class for itself. A strong class can "
        "carry a weak one over the line: look at the smallest IoU.",
        "verdict",
        "Definition",
    ),
    "M39": _explained(
        "divides by the truth instead of the union",
        "You divide by all pixels that are there. IoU divides by the union, which also holds the extra pixels. "
        f"(What you have is a score as well: recall, in lesson {number_of('precision')}.)",
        "overlap",
        "Definition",
    ),
    "M37": _explained(
        "judges classes that nobody asked for",
        "You judge classes that are not main classes. For the IoU only the main classes count; it is the accuracy that "
        "counts every pixel.",
        "verdict",
        "Definition",
    ),
    "M38": _explained(
        "takes accuracy for precision or recall",
        "That is accuracy: right among all pixels. Precision divides by the claimed pixels only, recall by those that "
        "are there.",
        "precision",
        "Definition",
    ),
}
"""By id. M27, resampling pixels instead of images, is held for a later part of the course."""


def _again(name: str, lesson: str, heading: str) -> Misconception:
    """A misconception of the catalogue, explained in another place."""
    return _explained(CATALOGUE[name].belief, CATALOGUE[name].words, lesson, heading)


NEARER: dict[str, dict[str, Misconception]] = {
    "ex12": {"M33": _again("M33", "overfitting", "Real picture")},
    "ex13": {"M20": _again("M20", "tries", "Definition")},
}
"""For a set whose own lesson explains a misconception again: that place, which is fresher in mind."""


def catalogue_of(set_name: str) -> Mapping[str, Misconception]:
    """The catalogue as a set takes it: each misconception with the place that is nearest to its questions.

    >>> catalogue_of("ex06")["M20"].read_again
    'Read again: lesson 6, Choose here, judge there'
    >>> catalogue_of("ex13")["M20"].read_again
    'Read again: lesson 13, Definition'
    """
    return CATALOGUE | NEARER.get(set_name, {})
