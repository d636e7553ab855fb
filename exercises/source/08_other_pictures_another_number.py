# %% [markdown]
# # Exercises {number:pictures} · Other pictures, another number
#
# These questions belong to [{lesson:pictures}](../notebooks/{notebook:pictures}). They go from easy to hard. Put your
# answer in the place of each `...` and run the box, then the one below it: it says whether your answer is right, and
# if not, why.
#
# - **Stuck?** `ex08.strip.hint()` gives a hint, and another one when you run it again. `ex08.strip.solution()` shows a
#   solution.
# - **Wrong?** Look at the case in which it went wrong, change your answer, and check again, as often as you like.
# - **Time:** {exercise_minutes} minutes.

# %%
import numpy as np

from segmetrics_lab.checks import ex08
from segmetrics_lab.metrics import iou_per_class, mean_iou, truth_area
from segmetrics_lab.models import preset
from segmetrics_lab.scenes import load_set

# %% [markdown] question="strip" asks="predict"
# ## 1 · Wide enough
#
# A model finds a strip of road marking. Its prediction has the right width everywhere, but lies one pixel aside. How
# many pixels wide must a strip be at least, so that its IoU is **above** 0.70 all the same? Find the whole number in
# your head, or on paper.

# %% question="strip" part="starter"
my_width = ...

# %% question="strip" part="solution"
my_width = 6

# %% question="strip" part="check"
ex08.strip.check(my_width)

# %% [markdown] question="strip" part="hint"
# Look at one row of pixels. The strip is n pixels wide. How many pixels do truth and prediction share, and how many
# does at least one of them have?

# %% [markdown] question="strip" part="hint"
# They share n - 1. The union has n + 1: one is missed on one side, and one is extra on the other. Try n = 3, 4 and so
# on.

# %% [markdown] question="from_dice" asks="implement"
# ## 2 · From Dice to IoU
#
# Papers often give the Dice of a mask and no IoU. `my_iou_from_dice(dice)` takes the Dice D of a mask, a number from 0
# to 1, and returns the IoU J of the same mask. Both are fractions of the same pixels: D = 2 J / (1 + J). Where Dice is
# undefined, NaN, so is the IoU. The first step is there already.


# %% question="from_dice" part="starter"
def my_iou_from_dice(dice):
    # D = 2 J / (1 + J), so D + D J = 2 J, so D = 2 J - D J. Now J alone on one side:
    ...


# %% question="from_dice" part="solution"
def my_iou_from_dice(dice):
    return dice / (2 - dice)


# %% question="from_dice" part="check"
ex08.from_dice.check(my_iou_from_dice)

# %% [markdown] question="from_dice" part="hint"
# IoU is never above Dice, and both agree at 0 and at 1. A mask with 4 shared pixels, 1 missed and 1 extra has Dice
# 8 / 10 and IoU 4 / 6: try your formula on it.

# %% [markdown] question="from_dice" part="hint"
# In D = 2 J - D J, take J out on the right: D = J times what? Divide by that.

# %% [markdown] question="comparing" asks="choose"
# ## 3 · Better than what?
#
# Anna and Ben each have a model. Which of these four conclusions holds?
#
# - a: On her pictures at noon Anna has accuracy 0.93, on his in fog Ben has 0.88, so Anna's model is better.
# - b: On the same pictures, for the same class, Anna has Dice 0.80 and Ben IoU 0.70, so Anna's model is better there.
# - c: On the same pictures, for the same class, Anna has Dice 0.80 and Ben IoU 0.60, so Anna's model is better there.
# - d: On the same pictures Anna has accuracy 0.95 and Ben 0.93, so Anna's model finds more of the people.
#
# All of a model's pixels are counted in one matrix.

# %% [markdown] question="comparing" part="why"
# - a (M33): Fog may cost more than the 0.05 between them. Scores from different pictures say as much about the pictures
#   as about the models.
# - b (M32): Dice 0.80 is the same as IoU 0.80 / (2 - 0.80) = 0.67, which is less than Ben's 0.70. Dice is the more
#   friendly score: turn one into the other first.
# - c (right): Dice 0.80 is the same as IoU 0.67, which is more than Ben's 0.60. The same pixels, the same class, and
#   one matrix each: here the comparison holds.
# - d (M23): People are so few pixels that a model without any of them may have the higher accuracy. What is found of
#   them is their recall.

# %% question="comparing" part="starter"
my_comparing = ...  # "a", "b", "c" or "d"

# %% question="comparing" part="solution"
my_comparing = "c"

# %% question="comparing" part="check"
ex08.comparing.check(my_comparing)

# %% [markdown] question="comparing" part="hint"
# Ask three things of each: are the pictures the same, is it the same score, and is the score about what is concluded?

# %% [markdown] question="comparing" part="hint"
# Question 2 turns a Dice into an IoU: `my_iou_from_dice(0.80)`.

# %% [markdown]
# ## A model for the next question
#
# Here the preset *good* of {lesson:verdict} is trained again, on the 24 training images of streets. It judges the 12
# test images; `counts` holds a confusion matrix for each of them. (This takes about five seconds. The scenes are
# rendered: they show how scores behave, not how well a car would see.)

# %%
test = load_set("road", "test")
palette = test[0].palette
model = preset("good").fit(load_set("road", "train"), pixels=30_000)
counts = [model.confusion_matrix([scene]) for scene in test]

# %% [markdown] question="without_people" asks="diagnose"
# ## 4 · Test images without people
#
# "To save time", a colleague took all pictures with people out of the test images. The model is the same, but its mean
# IoU is higher now. Where does the gain come from? The number in the middle helps.
#
# - a: The model works better now, so the new mean IoU is the better estimate for streets.
# - b: All of the gain comes from the pictures: those without people are easier.
# - c: Most of it comes from a class of IoU 0 that left the mean, the rest from other pictures.
# - d: A class that is not there counts as 1 in the mean, and lifts it.

# %% [markdown] question="without_people" part="why"
# - a (M33): The model is the same, and in streets there are people. Only the pictures and the classes in the mean have
#   changed.
# - b: The second number is from the same 12 pictures, and most of the gain is there already. Only the class person was
#   struck out.
# - c (right): Where nobody is there and nobody is claimed, the IoU of person is undefined and leaves the mean; before,
#   it was 0. The step to the third number comes from the pictures.
# - d (M08): Its IoU is undefined, NaN, and the library leaves it out: the mean is taken over the seven other classes.
#   Counted as 1 it would make the third number higher still.

# %% question="without_people" part="starter"
person = palette.index_of("person")
kept = [of_scene for of_scene in counts if truth_area(of_scene)[person] == 0]
print(f"12 pictures, all classes:       mean IoU {mean_iou(sum(counts)):.2f}")
print(f"12 pictures, person struck out: mean IoU {np.delete(iou_per_class(sum(counts)), person).mean():.2f}")
print(f"{len(kept):2} pictures without people:     mean IoU {mean_iou(sum(kept)):.2f}")
my_without_people = ...  # "a", "b", "c" or "d"

# %% question="without_people" part="solution"
person = palette.index_of("person")
kept = [of_scene for of_scene in counts if truth_area(of_scene)[person] == 0]
print(f"12 pictures, all classes:       mean IoU {mean_iou(sum(counts)):.2f}")
print(f"12 pictures, person struck out: mean IoU {np.delete(iou_per_class(sum(counts)), person).mean():.2f}")
print(f"{len(kept):2} pictures without people:     mean IoU {mean_iou(sum(kept)):.2f}")
my_without_people = "c"

# %% question="without_people" part="check"
ex08.without_people.check(my_without_people)

# %% [markdown] question="without_people" part="hint"
# From the first number to the second, only one thing changes. From the second to the third, only one other thing.

# %% [markdown] question="without_people" part="hint"
# Look at `iou_per_class(sum(counts))` and at `iou_per_class(sum(kept))`: first at the last class, then at the others.

# %% [markdown] question="per_image" asks="implement" points=3
# ## 5 · Every image counts the same
#
# `my_per_image(matrices, k)` takes a list of confusion matrices, one for each image (rows truth, columns prediction),
# and the index `k` of a class. It returns the IoU of this class **per image**: the mean of the IoUs that it has in the
# single images.
#
# An image in which the class is neither there nor claimed is left out. At least one image has the class in one of its
# maps. The metrics of the library may be used. (3 points in a class; alone, its solution after three tries.)


# %% question="per_image" part="starter"
def my_per_image(matrices, k): ...  # replace this line


# %% question="per_image" part="solution"
def my_per_image(matrices, k):
    ious = [iou_per_class(matrix)[k] for matrix in matrices]
    return np.nanmean(ious)


# %% question="per_image" part="check"
ex08.per_image.check(my_per_image)

# %% [markdown] question="per_image" part="hint"
# Do not add the matrices: that is pooled. What is the IoU of class k in one matrix? And how many of these IoUs are
# there?

# %% [markdown] question="per_image" part="hint"
# `iou_per_class(matrix)[k]` is the IoU in one image, NaN where the class is in neither map. Collect one for each matrix
# in a list.

# %% [markdown] question="per_image" part="hint"
# `np.mean` of a list with a NaN in it is NaN. `np.nanmean` leaves the NaN out, of the sum and of the number that it
# divides by.

# %% question="per_image" part="hidden"
CASES = [
    Case(([np.array([[4, 0], [0, 4]]), np.array([[7, 1], [0, 0]])], 1), 0.5, "one image only claims the class"),
    Case(([np.array([[9, 0], [0, 0]]), np.array([[3, 1], [1, 3]])], 1), 0.6, "one image is without the class"),
    Case(([np.array([[2, 0, 0], [0, 1, 1], [0, 0, 1]])] * 3, 2), 0.5, "all images are alike"),
    Case(([np.array([[6, 2], [1, 1]])], 0), 6 / 9, "there is one image"),
]

# %% [markdown]
# ## How far you are

# %%
ex08.progress()

# %% [markdown]
# **Next:** [{lesson:paradox}, the accuracy paradox](../notebooks/{notebook:paradox}).
