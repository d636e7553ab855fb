# %% [markdown]
# # Exercises {number:verdict} · Good, bad and misleading
#
# These questions belong to [{lesson:verdict}](../notebooks/{notebook:verdict}). They go from easy to hard. Put your
# answer in the place of each `...` and run the box, then the one below it: it says whether your answer is right, and
# if not, why.
#
# - **Stuck?** `ex07.cart.hint()` gives a hint, and another one when you run it again. `ex07.cart.solution()` shows a
#   solution.
# - **Wrong?** Look at the case in which it went wrong, change your answer, and check again, as often as you like.
# - **Time:** {exercise_minutes} minutes.

# %%
import numpy as np

from segmetrics_lab.checks import ex07
from segmetrics_lab.metrics import iou_per_class, pixel_accuracy
from segmetrics_lab.models import preset
from segmetrics_lab.report import Report
from segmetrics_lab.scenes import load_set

# %% [markdown] question="cart" asks="predict"
# ## 1 · Twice IoU 0.5
#
# A cart covers 6 of the 50 pixels of a picture, and the rest is background. One model finds 3 of its pixels, and
# nothing is extra. Shared are 3 pixels and the union has 6, so the IoU of the cart is 3 / 6 = 0.5. Of the 50 pixels 3
# are wrong, so the accuracy is 47 / 50 = 0.94.
#
# Another model has IoU 0.5 for the cart as well, but it finds the **whole** cart. In your head: what is its accuracy?

# %% question="cart" part="starter"
my_accuracy = ...

# %% question="cart" part="solution"
my_accuracy = 44 / 50

# %% question="cart" part="check"
ex07.cart.check(my_accuracy)

# %% [markdown] question="cart" part="hint"
# All 6 pixels are shared now. How large must the union be for an IoU of 0.5?

# %% [markdown] question="cart" part="hint"
# The union has 12 pixels, and 6 of them are shared. The other 6 are wrong. How many of the 50 are right?

# %% [markdown]
# ## A model for the next question
#
# Here the preset *good* of {lesson:verdict} is trained again, on the 24 training images of streets. All pixels of the
# 12 test images go into one matrix. (This takes about five seconds. The scenes are rendered: they show how scores
# behave, not how well a car would see.)

# %%
test = load_set("road", "test")
model = preset("good").fit(load_set("road", "train"), pixels=30_000)
matrix = model.confusion_matrix(test)

# %% [markdown] question="left_out" asks="diagnose"
# ## 2 · "Verdict: good"
#
# A firm sells the model for a brake that stops the car for people. "An independent rule calls it good", says the
# leaflet, and prints this report, made with `main_classes=("sky", "road")`. Run the box and read the report down to its
# last line. What do you say?
#
# - a: Accuracy is above 0.90, so most of the people's pixels are found as well.
# - b: Only the background stays out of a verdict, so this one is about people, too.
# - c: The verdict was asked about sky and road only, and the report says that no pixel of a person is found.
# - d: Nearly all of the road is found, so what is called road is never a person.

# %% [markdown] question="left_out" part="why"
# - a (M23): People are a few pixels in a thousand: missing all of them hardly moves the accuracy. Their recall stands
#   in the report, and it is 0.00.
# - b (M37): That is so only where no main classes are named. Here sky and road were named, and the report lists all six
#   others as left out of the verdict.
# - c (right): Whoever chooses the main classes chooses the verdict. For a brake, people are a main class, and then the
#   same matrix is not good.
# - d (M24): Recall says what is found of the road, not what is painted over with it. The row of person in the matrix,
#   matrix[7], has pixels that are called road.

# %% question="left_out" part="starter"
leaflet = Report.from_matrix(matrix, test[0].palette, main_classes=("sky", "road"))
my_left_out = ...  # "a", "b", "c" or "d"
leaflet

# %% question="left_out" part="solution"
leaflet = Report.from_matrix(matrix, test[0].palette, main_classes=("sky", "road"))
my_left_out = "c"
leaflet

# %% question="left_out" part="check"
ex07.left_out.check(my_left_out)

# %% [markdown] question="left_out" part="hint"
# Which classes is the verdict about? The first line names its reasons. Where else does the word *person* stand?

# %% [markdown] question="left_out" part="hint"
# Look at the row of the class *person*: its share of all pixels, its recall. Could so few pixels move the accuracy?

# %% [markdown] question="careless" asks="falsify"
# ## 3 · Fool the rule
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
ex07.careless.check(careless)

# %% [markdown] question="careless" part="hint"
# The rule counts how many pixels are wrong. Does it know where they lie?

# %% [markdown] question="careless" part="hint"
# Find the whole post: 32 pixels are shared. With e extra ones its IoU is 32 / (32 + e). How large may e be?

# %% [markdown] question="verdict" asks="implement" points=3
# ## 4 · The rule as a function
#
# `my_verdict(matrix, main)` takes a confusion matrix, rows truth and columns prediction, and a list of the class
# indices of the main classes. It returns one of the texts `"good"`, `"mixed"` and `"bad"`:
#
# - good: pixel accuracy **above** 0.90, and IoU **above** 0.70 for **each** main class
# - bad: pixel accuracy **below** 0.70, or the **mean** IoU of the main classes **below** 0.40
# - mixed: all else
#
# Accuracy counts all pixels. A main class that is in neither map is left out; at least one is in a map. (3 points in
# a class; alone, its solution after three tries.)


# %% question="verdict" part="starter"
def my_verdict(matrix, main): ...  # replace this line


# %% question="verdict" part="solution"
def my_verdict(matrix, main):
    accuracy, ious = pixel_accuracy(matrix), iou_per_class(matrix)[main]
    if accuracy < 0.70 or np.nanmean(ious) < 0.40:
        return "bad"
    if accuracy > 0.90 and np.nanmin(ious) > 0.70:
        return "good"
    return "mixed"


# %% question="verdict" part="check"
ex07.verdict.check(my_verdict)

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
ex07.progress()

# %% [markdown]
# **Next:** [{lesson:pictures}, other pictures, another number](../notebooks/{notebook:pictures}).
