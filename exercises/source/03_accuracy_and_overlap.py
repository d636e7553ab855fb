# %% [markdown]
# # Exercises {number:overlap} · Accuracy and overlap
#
# These questions belong to [{lesson:overlap}](../notebooks/{notebook:overlap}). They go from easy to hard. Put your
# answer in the place of each `...` and run the box, then the one below it: it says whether your answer is right, and
# if not, why.
#
# - **Stuck?** `ex03.iou.hint()` gives a hint, and another one when you run it again. `ex03.iou.solution()` shows a
#   solution.
# - **Wrong?** Look at the case that showed it, change your answer, and check again, as often as you like.
# - **Time:** {exercise_minutes} minutes.

# %%
import numpy as np

from segmetrics_lab.checks import ex03

# %% [markdown] question="iou" asks="implement"
# ## 1 · The IoU of two masks
#
# `my_iou(truth_mask, prediction_mask)` takes two arrays of True and False and returns their IoU, the intersection over
# the union. Where both are empty there is nothing to divide, and it returns NaN, "not a number": `float("nan")`. The
# first line is there already.


# %% question="iou" part="starter"
def my_iou(truth_mask, prediction_mask):
    union = np.sum(truth_mask | prediction_mask)
    ...  # go on here


# %% question="iou" part="solution"
def my_iou(truth_mask, prediction_mask):
    union = np.sum(truth_mask | prediction_mask)
    if union == 0:
        return float("nan")
    return float(np.sum(truth_mask & prediction_mask) / union)


# %% question="iou" part="check"
ex03.iou.check(my_iou)

# %% [markdown] question="iou" part="hint"
# How many pixels do both masks share? How many does at least one of them have? IoU divides the first by the second.

# %% [markdown] question="iou" part="hint"
# `truth_mask & prediction_mask` is True where both are. The sum of an array of True and False counts the True.

# %% [markdown] question="iou" part="hint"
# Look at the union before you divide: `if union == 0: return ...`. Then return the sum of the intersection over
# `union`.

# %% [markdown] question="shifted" asks="predict"
# ## 2 · One step aside, one step down
#
# A square of 5 by 5 pixels lies in an image of 10 by 10. The prediction is the same square, slid by one pixel to the
# right *and* by one pixel down. Work out its IoU in your head. An example: a square of 2 by 2, slid in the same way,
# shares 1 pixel with the true one, and together they have 7. Its IoU is 1 / 7 = 0.14.

# %% question="shifted" part="starter"
my_iou_of_the_square = ...

# %% question="shifted" part="solution"
my_iou_of_the_square = 16 / 34

# %% question="shifted" part="check"
ex03.shifted.check(my_iou_of_the_square)

# %% [markdown] question="shifted" part="hint"
# Draw both squares on paper. What shape do they share?

# %% [markdown] question="shifted" part="hint"
# Shared is a square that is one pixel smaller in both directions. The union: both areas, minus what is shared.

# %% [markdown] question="shifted" part="hint"
# Each square has 25 pixels. Divide the shared ones by 25 + 25 minus the shared ones.

# %% [markdown] question="half" asks="choose"
# ## 3 · IoU 0.5
#
# A report says "the IoU of the cup is 0.5". What do you know for certain?
#
# - a: Half of the object's pixels are found.
# - b: Half of all pixels are right.
# - c: What is wrong, missed or extra, is as much as what is shared.
# - d: The Dice score of the mask is 0.5 as well.

# %% [markdown] question="half" part="why"
# - a (M25): It may be so, but not for certain. A mask that finds the whole object, and has as many extra pixels as the
#   object has, also has an IoU of 0.5.
# - b (M11): That would be an accuracy of 0.5. The many pixels that both maps call background do not count in an IoU.
# - c (right): The union is twice the intersection: one half of it is shared, the other half is wrong. The number does
#   not say in which way it is wrong.
# - d (M10): Dice counts the shared pixels twice: D = 2 J / (1 + J) is 0.67 here.

# %% question="half" part="starter"
my_half = ...  # "a", "b", "c" or "d"

# %% question="half" part="solution"
my_half = "c"

# %% question="half" part="check"
ex03.half.check(my_half)

# %% [markdown] question="half" part="hint"
# Draw two masks with an IoU of 0.5: one with nothing extra, and one that misses nothing. Which sentences are true of
# both?

# %% [markdown] question="half" part="hint"
# An IoU of 0.5 means that the union has twice as many pixels as the intersection. What is the other half of the union?

# %% [markdown] question="fool" asks="falsify"
# ## 4 · Two scores, two winners
#
# The truth is a square of 5 by 5 pixels in an image of 10 by 10. Draw two predictions of it, `first` and `second`, so
# that accuracy prefers `first` and IoU prefers `second`. Make it realistic: each of the two finds some of the object,
# misses some of it, and has extra pixels as well.

# %% question="fool" part="starter"
first, second = np.zeros((10, 10), dtype=int), np.zeros((10, 10), dtype=int)
# first[rows, columns] = 1 and second[rows, columns] = 1; the truth is square[2:7, 2:7] = 1

# %% question="fool" part="solution"
first, second = np.zeros((10, 10), dtype=int), np.zeros((10, 10), dtype=int)
first[2:7, 1:4] = 1  # misses 15 of the object, and has 5 extra
second[1:8, 3:9] = 1  # misses 5, and has a wide rim of 22 extra

# %% question="fool" part="check"
ex03.fool.check(first, second)

# %% [markdown] question="fool" part="hint"
# Accuracy forgives what is missed as much as what is extra. Which of the two does IoU forgive less?

# %% [markdown] question="fool" part="hint"
# Let `first` miss much and have little extra. Let `second` find nearly all, and have so much extra that a few more of
# its pixels are wrong.

# %% [markdown] question="fool" part="hint"
# A rectangle that covers less than half of the square and leaves it by one column will do for `first`. For `second`,
# take a larger rectangle that leaves out one column of the square, and count its wrong pixels.

# %% [markdown] question="both_scores" asks="implement" points=3
# ## 5 · Both scores, from two label maps
#
# `my_both_scores(truth, prediction, class_index)` takes two label maps with any number of classes. It returns a list of
# two numbers: the pixel accuracy, and the IoU of the class `class_index`. Pixels that are 255 in the **truth** are
# ignored: what is predicted there counts nowhere. At least one pixel is scored. Where the class is in neither map, its
# IoU is NaN. (3 points in a class; alone, its solution after three tries.)


# %% question="both_scores" part="starter"
def my_both_scores(truth, prediction, class_index):
    ...  # replace this line


# %% question="both_scores" part="solution"
def my_both_scores(truth, prediction, class_index):
    scored = truth != 255
    accuracy = np.mean(truth[scored] == prediction[scored])
    there = scored & (truth == class_index)
    claimed = scored & (prediction == class_index)
    union = np.sum(there | claimed)
    iou = np.sum(there & claimed) / union if union > 0 else float("nan")
    return [float(accuracy), float(iou)]


# %% question="both_scores" part="check"
ex03.both_scores.check(my_both_scores)

# %% [markdown] question="both_scores" part="hint"
# Which pixels count at all? Take only these, for both scores. Then the IoU is question 1, with the masks of one class.

# %% [markdown] question="both_scores" part="hint"
# `scored = truth != 255` is the mask of the pixels that count, and `truth[scored]` are their classes in the truth. The
# mask of a class is `truth == class_index`.

# %% [markdown] question="both_scores" part="hint"
# The accuracy is the mean of `truth[scored] == prediction[scored]`. Combine both masks of the class with `& scored`
# before you count, and look at the union before you divide.

# %% question="both_scores" part="hidden"
CASES = [
    Case((drawn("#"), drawn("#"), 1), [1.0, 1.0], "the image is one pixel"),
    Case((drawn("??2", "???"), drawn("2#2", "..2"), 0), [1.0, NAN], "one pixel is scored, and the class is nowhere"),
    Case((drawn("33", "3.", ".?"), drawn("3.", "3.", "3?"), 3), [3 / 5, 1 / 2], "the image is higher than wide"),
]

# %% [markdown]
# ## How far you are
#
# **Next:** [{lesson:classes}](../notebooks/{notebook:classes}), on pictures with many classes.

# %%
ex03.progress()
