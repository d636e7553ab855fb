# %% [markdown]
# # Exercises 5 · Good, bad and misleading
#
# These questions belong to [lesson 5](../notebooks/05_good_bad_and_misleading.ipynb). They go from easy to hard.
# Replace each `...` by your own, run the box, then run the box below it, which tells you what it thinks.
#
# - **Stuck?** `ex05.from_dice.hint()` gives a first hint, called again the next one. `ex05.from_dice.solution()` shows
#   a solution.
# - **Wrong?** Look at the case that showed it, change your answer, and check again, as often as you like.
# - **Time:** 30 minutes.

# %%
import numpy as np

from segmetrics_lab.checks import ex05
from segmetrics_lab.metrics import iou_per_class, mean_iou, pixel_accuracy, truth_area
from segmetrics_lab.models import preset
from segmetrics_lab.report import Report
from segmetrics_lab.scenes import load_set

# %% [markdown] question="cart" asks="predict"
# ## 1 · Twice IoU 0.5
#
# A cart covers 6 of the 50 pixels of a picture; all else is background. One model finds 3 of its pixels, and none
# is extra. Shared: 3. The union: 6. So the IoU of the cart is 3 / 6 = 0.5. Of the 50 pixels 3 are wrong, so accuracy is
# 47 / 50 = 0.94.
#
# Another model has IoU 0.5 for the cart as well, but it finds the **whole** cart. In your head: what is its accuracy?

# %% question="cart" part="starter"
my_accuracy = ...

# %% question="cart" part="solution"
my_accuracy = 44 / 50

# %% question="cart" part="check"
ex05.cart.check(my_accuracy)

# %% [markdown] question="cart" part="hint"
# All 6 pixels are shared now. How large must the union be for an IoU of 0.5?

# %% [markdown] question="cart" part="hint"
# The union has 12 pixels. What are the 6 that are not shared: missed or extra? So many of the 50 are wrong.

# %% [markdown] question="from_dice" asks="implement"
# ## 2 · One dress for two scores
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
ex05.from_dice.check(my_iou_from_dice)

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
ex05.comparing.check(my_comparing)

# %% [markdown] question="comparing" part="hint"
# Ask three things of each: are the pictures the same, is it the same score, and is the score about what is concluded?

# %% [markdown] question="comparing" part="hint"
# Question 2 turns a Dice into an IoU: `my_iou_from_dice(0.80)`.

# %% [markdown]
# ## A model for the next two questions
#
# Here the preset *good* of lesson 5 is trained again, on the 24 training images of streets. It judges the 12 test
# images; `counts` holds a confusion matrix for each of them. (This takes some seconds. The scenes are rendered: they
# show how scores behave, not how well a car would see.)

# %%
test = load_set("road", "test")
palette = test[0].palette
model = preset("good").fit(load_set("road", "train"), pixels=30_000)
counts = [model.confusion_matrix([scene]) for scene in test]

# %% [markdown] question="left_out" asks="diagnose"
# ## 4 · "Verdict: good"
#
# A firm sells the model for a brake that stops the car for people. "An independent rule calls it good", says the
# leaflet, and prints this report, made with `main_classes=("sky", "road")`. Run the box and read it, down to the last
# line. What do you say?
#
# - a: Accuracy is above 0.90, so most of the people's pixels are found as well.
# - b: Only the background stays out of a verdict, so this one is about people, too.
# - c: The verdict was asked about sky and road only, and the report says that no pixel of a person is found.
# - d: Nearly all of the road is found, so what is called road is never a person.

# %% [markdown] question="left_out" part="why"
# - a (M23): People are a few pixels in a thousand: missing all of them hardly moves the accuracy. Their recall stands
#   in the report, and it is 0.00.
# - b (M12): That is so only where no main classes are named. Here sky and road were named, and the report lists all six
#   others as left out of the verdict.
# - c (right): Whoever chooses the main classes chooses the verdict. For a brake, people are a main class, and then the
#   same matrix is not good.
# - d (M24): Recall says what is found of the road, not what is painted over with it. The row of person in the matrix,
#   sum(counts)[7], has pixels that are called road.

# %% question="left_out" part="starter"
leaflet = Report.from_matrix(sum(counts), palette, main_classes=("sky", "road"))
my_left_out = ...  # "a", "b", "c" or "d"
leaflet

# %% question="left_out" part="solution"
leaflet = Report.from_matrix(sum(counts), palette, main_classes=("sky", "road"))
my_left_out = "c"
leaflet

# %% question="left_out" part="check"
ex05.left_out.check(my_left_out)

# %% [markdown] question="left_out" part="hint"
# Which classes is the verdict about? The first line names its reasons. Where else does the word *person* stand?

# %% [markdown] question="left_out" part="hint"
# Look at the row of the class *person*: its share of all pixels, its recall. Could so few pixels move the accuracy?

# %% [markdown] question="without_people" asks="diagnose"
# ## 5 · Test images without people
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
ex05.without_people.check(my_without_people)

# %% [markdown] question="without_people" part="hint"
# From the first number to the second, only one thing changes. From the second to the third, only one other thing.

# %% [markdown] question="without_people" part="hint"
# Look at `iou_per_class(sum(counts))` and at `iou_per_class(sum(kept))`: first at the last class, then at the others.

# %% [markdown] question="careless" asks="falsify"
# ## 6 · Fool the rule
#
# A post is two pixels wide: the columns 7 and 8 of an image of 16 by 16. A prediction that lies one pixel aside gets
# the verdict *bad* for the post. Draw a `careless` prediction that the same rule calls **good** (accuracy above 0.90,
# IoU of the post above 0.70), although an extra piece of post lies more than five columns away from it: in column 0, 1,
# 14 or 15.

# %% question="careless" part="starter"
careless = np.zeros((16, 16), dtype=int)
# careless[rows, columns] = 1; the truth is post[:, 7:9] = 1

# %% question="careless" part="solution"
careless = np.zeros((16, 16), dtype=int)
careless[:, 7:9] = 1  # the whole post, 32 pixels
careless[0:6, 0:2] = 1  # 12 extra ones: 32 / 44 is above 0.70

# %% question="careless" part="check"
ex05.careless.check(careless)

# %% [markdown] question="careless" part="hint"
# The rule counts how many pixels are wrong. Does it know where they lie?

# %% [markdown] question="careless" part="hint"
# Find the whole post: 32 pixels are shared. With e extra ones its IoU is 32 / (32 + e). How large may e be?

# %% [markdown] question="verdict" asks="implement" points=3
# ## 7 · The rule as a function
#
# `my_verdict(matrix, main)` takes a confusion matrix, rows truth and columns prediction, and a list of the class
# indices of the main classes. It returns one of the texts `"good"`, `"mixed"` and `"bad"`:
#
# - good: pixel accuracy **above** 0.90, and IoU **above** 0.70 for **each** main class
# - bad: pixel accuracy **below** 0.70, or the **mean** IoU of the main classes **below** 0.40
# - mixed: all else
#
# Accuracy counts all pixels. A main class that is in neither map is left out; one at least is in a map. (3 points in a
# class; its solution comes after the deadline.)


# %% question="verdict" part="starter"
def my_verdict(matrix, main):
    ...  # replace this line


# %% question="verdict" part="solution"
def my_verdict(matrix, main):
    accuracy, ious = pixel_accuracy(matrix), iou_per_class(matrix)[main]
    if accuracy < 0.70 or np.nanmean(ious) < 0.40:
        return "bad"
    if accuracy > 0.90 and np.nanmin(ious) > 0.70:
        return "good"
    return "mixed"


# %% question="verdict" part="check"
ex05.verdict.check(my_verdict)

# %% [markdown] question="verdict" part="hint"
# Good needs both conditions, the second one for each main class. For bad, one of two is enough, and it is about a mean.
# What is neither is mixed.

# %% [markdown] question="verdict" part="hint"
# `pixel_accuracy(matrix)` is the accuracy, and `iou_per_class(matrix)[main]` holds the IoUs of the main classes alone.
# Above and below leave the limit itself out.

# %% [markdown] question="verdict" part="hint"
# A comparison with NaN is False, so that after `min` or `mean` one absent class hides all others. `np.nanmin` and
# `np.nanmean` skip it.

# %% question="verdict" part="hidden"
CASES = [
    Case((np.array([[0, 0, 0], [0, 9, 0], [0, 0, 0]]), [1]), "good", "only one class is there"),
    Case((np.array([[95, 0, 1], [4, 0, 0], [0, 0, 0]]), [2]), "bad", "the main class is claimed and not there"),
    Case((np.array([[60, 5, 0], [5, 60, 0], [0, 0, 0]]), [2, 1, 0]), "good", "the main classes come in another order"),
    Case((np.array([[72, 0], [19, 9]]), [0, 1]), "mixed", "much of a small class is missed"),
    Case((np.diag([9, 8, 7, 6, 5, 4, 3, 2, 1, 1]), [9, 4]), "good", "ten classes are all right"),
]

# %% [markdown]
# ## How far you are

# %%
ex05.progress()
