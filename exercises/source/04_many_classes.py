# %% [markdown]
# # Exercises {number:classes} · Many classes
#
# These questions belong to [{lesson:classes}](../notebooks/{notebook:classes}). They go from easy to hard. Put your
# answer in the place of each `...` and run the box, then the one below it: it says whether your answer is right, and
# if not, why.
#
# - **Stuck?** `ex04.mean_iou.hint()` gives a hint, and another one when you run it again. `ex04.mean_iou.solution()`
#   shows a solution.
# - **Wrong?** Look at the case that showed it, change your answer, and check again, as often as you like.
# - **Time:** {exercise_minutes} minutes.

# %%
import numpy as np

from segmetrics_lab.checks import ex04

# %% [markdown] question="mean_iou" asks="implement"
# ## 1 · The mean over the classes
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
ex04.mean_iou.check(my_mean_iou)

# %% [markdown] question="mean_iou" part="hint"
# Per class: the intersection is one entry of the matrix. The truth is a row, the prediction a column; together they
# hold the intersection twice.

# %% [markdown] question="mean_iou" part="hint"
# `np.diag(matrix)` is the intersection of every class at once. The union is the sum of row and column, minus it.

# %% [markdown] question="mean_iou" part="hint"
# A class whose union is 0 is nowhere: select the others with `union > 0` before you divide and before you average.

# %% [markdown] question="fair_mean" asks="predict"
# ## 2 · A mean from a paper
#
# A paper reports a mean IoU of 0.85 over ten classes, and says in a footnote that a class that is in neither map counts
# as 1. In its pictures, seven of the ten classes are nowhere. What is the mean IoU if they are left out, as in this
# course?

# %% question="fair_mean" part="starter"
my_mean_of_three = ...

# %% question="fair_mean" part="solution"
my_mean_of_three = (10 * 0.85 - 7) / 3

# %% question="fair_mean" part="check"
ex04.fair_mean.check(my_mean_of_three)

# %% [markdown] question="fair_mean" part="hint"
# What is the sum of all ten IoUs, and how much of it comes from the seven classes?

# %% [markdown] question="fair_mean" part="hint"
# Take the seven ones off the sum. The rest belongs to three classes.

# %% [markdown] question="mistaken" asks="diagnose"
# ## 3 · A report that is too good
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
ex04.mistaken.check(my_mistaken)

# %% [markdown] question="mistaken" part="hint"
# Which numbers can be made of this matrix that are so high? Compute them one after the other.

# %% [markdown] question="mistaken" part="hint"
# `np.diag(reported).sum() / reported.sum()`

# %% [markdown] question="two_means" asks="falsify"
# ## 4 · Do the means agree?
#
# For one class, IoU and Dice always agree on which of two results is better, since Dice = 2 IoU / (1 + IoU). Do their
# means over two classes agree as well? Write down the IoUs of two classes for a `first` model and for a `second` one,
# so that the mean Dice prefers `first` and the mean IoU prefers `second`.

# %% question="two_means" part="starter"
first, second = np.zeros(2), np.zeros(2)  # write the IoUs of two classes in place of each np.zeros(2), as [0.2, 0.3]

# %% question="two_means" part="solution"
first, second = [0.66, 0.66], [1.0, 0.4]  # both classes alike; one strong and one weak

# %% question="two_means" part="check"
ex04.two_means.check(first, second)

# %% [markdown] question="two_means" part="hint"
# Compute Dice for the IoUs 0, 0.25, 0.5, 0.75 and 1. Where does it rise quickly, and where slowly?

# %% [markdown] question="two_means" part="hint"
# Give one model two IoUs that are alike, and the other a strong class and a weak one. Start with the same mean IoU for
# both, and look at the mean Dice.

# %% [markdown] question="two_means" part="hint"
# The one whose classes are alike has the larger mean Dice, so it is `first`. Now raise an IoU of `second` a little, so
# that its mean IoU becomes the larger one, but not its mean Dice.

# %% [markdown] question="class_ious" asks="implement" points=3
# ## 5 · From label maps, with everything that happens in them
#
# `my_class_ious(truth, prediction, num_classes)` takes two label maps and returns a list with the IoU of each class
# from 0 to `num_classes - 1`. Three things can happen in them:
#
# - The **truth** is 255: the pixel is ignored, and what is predicted there counts nowhere.
# - A class is in neither map, once the ignored pixels are set aside: its IoU is NaN.
# - The **prediction** is 255: the model did not decide. The pixel still counts, and is missed in its true class.
#
# (3 points in a class; alone, its solution after three tries.)


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
ex04.class_ious.check(my_class_ious)

# %% [markdown] question="class_ious" part="hint"
# Make the two masks of one class first, `truth == class_index` and the same of the prediction. Then it is question 1 of
# exercises {number:overlap}.

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
#
# **Next:** [{lesson:precision}](../notebooks/{notebook:precision}), on what is missed and what is extra.

# %%
ex04.progress()
