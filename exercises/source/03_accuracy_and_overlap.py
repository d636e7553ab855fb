# %% [markdown]
# # Exercises 3 · Accuracy and overlap
#
# These questions belong to [lesson 3](../notebooks/03_accuracy_and_overlap.ipynb). They go from easy to hard. Replace
# each `...` by your own, run the box, then run the box below it, which tells you what it thinks.
#
# - **Stuck?** `ex03.iou.hint()` gives a first hint, called again the next one. `ex03.iou.solution()` shows a solution.
# - **Wrong?** Look at the case that showed it, change your answer, and check again, as often as you like.
# - **Time:** 30 minutes.

# %%
import numpy as np

from segmetrics_lab.checks import ex03

# %% [markdown] question="iou" asks="implement"
# ## 1 · The IoU of two masks
#
# `my_iou(truth_mask, prediction_mask)` takes two arrays of True and False and returns their IoU, the intersection over
# the union. Where both are empty there is nothing to divide, and it returns NaN: `float("nan")`. The first line is
# there already.


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
# Look at the union before you divide: `if union == 0: return ...`. Then return the sum of the intersection over `union`.

# %% [markdown] question="shifted" asks="predict"
# ## 2 · One pixel to the right
#
# A square of 4 by 4 pixels lies in the middle of an image of 8 by 8. The prediction is the same square, slid by one
# pixel to the right. Work out its IoU in your head: how many pixels do both share, and how many does at least one of
# them have? An example: a square of 2 by 2, slid in the same way, shares 2 pixels with the true one, and together they
# have 6. Its IoU is 2 / 6 = 0.33. Now the one of 4 by 4.

# %% question="shifted" part="starter"
my_iou_of_the_square = ...

# %% question="shifted" part="solution"
my_iou_of_the_square = 12 / 20

# %% question="shifted" part="check"
ex03.shifted.check(my_iou_of_the_square)

# %% [markdown] question="shifted" part="hint"
# One column of the true square is missed, one column beside it is extra. How many pixels has a column?

# %% [markdown] question="shifted" part="hint"
# Shared: 3 columns of 4 pixels. The union: these, the 4 missed ones and the 4 extra ones.

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
# - a (M25): That is a recall of 0.5. A mask that finds the whole object and has as many extra pixels also has IoU 0.5.
# - b (M11): That is an accuracy of 0.5. The many pixels that both maps call background do not count in an IoU.
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

# %% [markdown] question="mean_iou" asks="implement"
# ## 4 · The mean over the classes
#
# `my_mean_iou(matrix)` takes a confusion matrix of any number of classes, rows truth and columns prediction, and
# returns the mean of the IoUs of its classes. A class that is in neither map has no IoU and is left out of the mean. A
# class that was predicted but is not there has the IoU 0. At least one pixel was counted.


# %% question="mean_iou" part="starter"
def my_mean_iou(matrix):
    ...  # replace this line


# %% question="mean_iou" part="solution"
def my_mean_iou(matrix):
    shared = np.diag(matrix)
    union = matrix.sum(axis=0) + matrix.sum(axis=1) - shared
    is_somewhere = union > 0
    return float(np.mean(shared[is_somewhere] / union[is_somewhere]))


# %% question="mean_iou" part="check"
ex03.mean_iou.check(my_mean_iou)

# %% [markdown] question="mean_iou" part="hint"
# Per class: the intersection is one entry of the matrix. The truth is a row, the prediction a column; together they
# hold the intersection twice.

# %% [markdown] question="mean_iou" part="hint"
# `np.diag(matrix)` is the intersection of every class at once. The union is the sum of row and column, minus it.

# %% [markdown] question="mean_iou" part="hint"
# A class whose union is 0 is nowhere: select the others with `union > 0` before you divide and before you average.

# %% [markdown] question="mistaken" asks="diagnose"
# ## 5 · A report that is too good
#
# The matrix of a model is `[[1, 1, 0], [1, 8, 1], [2, 4, 56]]`; the last class is the background. Its author writes
# "mean IoU 0.878". Your own function says otherwise. Which mistake did the author make? Compute what you need in the
# box.
#
# - a: It is the mean Dice.
# - b: It is the share of all pixels that are right, not a mean over classes.
# - c: It is the mean without the background.
# - d: Rows and columns were swapped.

# %% [markdown] question="mistaken" part="why"
# - a (M10): The mean Dice of this matrix is 0.657. Dice is above IoU, but not as far as this.
# - b (right): 65 of 74 pixels are right: 0.878. Of the 74, 62 are background and decide the number; the mean over the
#   classes is 0.541.
# - c (M12): Without the last class the mean is 0.367, lower and not higher: the background has the best IoU of all.
# - d (M04): An IoU divides by row plus column minus what is shared, so swapping them changes no IoU at all.

# %% question="mistaken" part="starter"
reported = np.array([[1, 1, 0], [1, 8, 1], [2, 4, 56]])
my_mistaken = ...  # "a", "b", "c" or "d"

# %% question="mistaken" part="solution"
reported = np.array([[1, 1, 0], [1, 8, 1], [2, 4, 56]])
my_mistaken = "b"

# %% question="mistaken" part="check"
ex03.mistaken.check(my_mistaken)

# %% [markdown] question="mistaken" part="hint"
# Which numbers can be made of this matrix that are so high? Compute them one after the other.

# %% [markdown] question="mistaken" part="hint"
# `np.diag(reported).sum() / reported.sum()`

# %% [markdown] question="fool" asks="falsify"
# ## 6 · Fool the metric
#
# The truth is the square of question 2. Draw two predictions of class 1 in an image of 8 by 8, `first` and `second`, so
# that accuracy prefers `first` and IoU prefers `second`. Neither may be blank or perfect.

# %% question="fool" part="starter"
first, second = np.zeros((8, 8), dtype=int), np.zeros((8, 8), dtype=int)
# first[rows, columns] = 1 and second[rows, columns] = 1; the truth is square[2:6, 2:6] = 1

# %% question="fool" part="solution"
first, second = np.zeros((8, 8), dtype=int), np.zeros((8, 8), dtype=int)
first[2:6, 2:4] = 1  # half of the object: misses 8
second[1:6, 1:6] = 1  # all of it and a rim: 9 extra

# %% question="fool" part="check"
ex03.fool.check(first, second)

# %% [markdown] question="fool" part="hint"
# Accuracy forgives what is missed as much as what is extra. Which of the two does IoU forgive less?

# %% [markdown] question="fool" part="hint"
# Let `first` miss much, with nothing extra, and let `second` find all, with a few more extra pixels than `first` misses.

# %% [markdown] question="class_ious" asks="implement" points=3
# ## 7 · From label maps, with everything that happens in them
#
# `my_class_ious(truth, prediction, num_classes)` takes two label maps and returns a list with the IoU of each class
# from 0 to `num_classes - 1`. Pixels that are 255 in the **truth** are ignored: what is predicted there counts nowhere.
# A class that none of the other pixels has, in either map, gets NaN. A prediction may also hold 255, where a model does
# not want to decide: that hides nothing, the pixel is of no class, and so it is missed. (This question earns 3 points
# in a class; its solution comes after the deadline.)


# %% question="class_ious" part="starter"
def my_class_ious(truth, prediction, num_classes):
    ...  # replace this line


# %% question="class_ious" part="solution"
def my_class_ious(truth, prediction, num_classes):
    scored = truth != 255
    ious = []
    for class_index in range(num_classes):
        there = scored & (truth == class_index)
        claimed = scored & (prediction == class_index)
        union = np.sum(there | claimed)
        ious.append(float(np.sum(there & claimed) / union) if union else float("nan"))
    return ious


# %% question="class_ious" part="check"
ex03.class_ious.check(my_class_ious)

# %% [markdown] question="class_ious" part="hint"
# Make the two masks of one class first, `truth == class_index` and the same of the prediction; then it is question 1.

# %% [markdown] question="class_ious" part="hint"
# `scored = truth != 255` is the mask of the pixels that count. Take both masks of a class with `& scored`.

# %% [markdown] question="class_ious" part="hint"
# Loop over `range(num_classes)`, append the IoU of each class to a list, and NaN where the union is 0. Return the list.

# %% question="class_ious" part="hidden"
CASES = [
    Case((drawn("???", "???"), drawn(".#.", "#.#"), 2), [NAN, NAN], "every pixel is ignored"),
    Case((drawn("333", "333"), drawn("...", "..3"), 5), [0.0, NAN, NAN, 1 / 6, NAN], "only one class is there"),
    Case((drawn("#"), drawn("#"), 2), [NAN, 1.0], "the image is one pixel"),
]

# %% [markdown]
# ## How far you are

# %%
ex03.progress()
