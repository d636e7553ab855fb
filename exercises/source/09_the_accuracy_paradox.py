# %% [markdown]
# # Exercises {number:paradox} · The accuracy paradox
#
# These questions belong to [{lesson:paradox}](../notebooks/{notebook:paradox}). They go from easy to hard. Put your
# answer in the place of each `...` and run the box, then the one below it: it says whether your answer is right, and
# if not, why.
#
# - **Stuck?** `ex09.ready.hint()` gives a hint, and another one when you run it again. `ex09.ready.solution()` shows a
#   solution.
# - **Wrong?** Look at the case that showed it, change your answer, and check again, as often as you like.
# - **Time:** {exercise_minutes} minutes.

# %%
import numpy as np

from segmetrics_lab.checks import ex09

# %% [markdown] question="blank_mean" asks="predict"
# ## 1 · A score for nothing
#
# A photograph of a wall has 1000 pixels, 40 of which are a crack. The blank mask calls all of them wall. For a start:
# its accuracy is 960 / 1000 = 0.96, and its IoU of the crack 0 / 40 = 0, since nothing is shared and the union is the
# crack. Now you: what is its **mean IoU** over both classes, wall and crack?

# %% question="blank_mean" part="starter"
my_mean_iou = ...

# %% question="blank_mean" part="solution"
my_mean_iou = (960 / 1000 + 0 / 40) / 2

# %% question="blank_mean" part="check"
ex09.blank_mean.check(my_mean_iou)

# %% [markdown] question="blank_mean" part="hint"
# The IoU of the wall is still missing. How many pixels are wall in both maps? How many are wall in at least one?

# %% [markdown] question="blank_mean" part="hint"
# The blank mask says wall everywhere, so the union of the wall is the whole photograph. A mean over two classes is half
# of their sum.

# %% [markdown] question="ready" asks="choose"
# ## 2 · Ready for production?
#
# A firm offers a model: "98 % pixel accuracy, and 12 % recall of the object class". Is it ready for production? Which
# answer do you give?
#
# - a: Yes: 98 of 100 pixels are right, and more than 90 count as good.
# - b: No: of 100 pixels that it calls object, 88 are something else.
# - c: No: it misses 88 of 100 object pixels, and a mask that finds none would score nearly as high.
# - d: Not yet: lower the threshold until the recall is above 90 %, then it is.

# %% [markdown] question="ready" part="why"
# - a (M23): A blank mask gets nearly as many right here, so 98 proves nothing. The rule of thumb also wants an IoU
#   above 70 %, and an IoU is never above the recall: 12 %.
# - b (M03): That would be a precision of 12 %. A recall of 12 % says what is missed of the object; the two numbers do
#   not say how much is extra.
# - c (right): The misses, 0.88 of the object, fit into the 0.02 of all pixels that are wrong, so the object is at most
#   0.02 / 0.88 = 0.023 of them. The blank mask gets at least 0.977, and you know this without one picture.
# - d (M24): Every recall can be had by painting enough. Lower the threshold by all means, but a recall without the
#   precision beside it proves as little as the accuracy did.

# %% question="ready" part="starter"
my_ready = ...  # "a", "b", "c" or "d"

# %% question="ready" part="solution"
my_ready = "c"

# %% question="ready" part="check"
ex09.ready.check(my_ready)

# %% [markdown] question="ready" part="hint"
# Two of 100 pixels are wrong, and all misses are among them. How rare must the object be, if 88 % of it is missed?

# %% [markdown] question="ready" part="hint"
# The object is at most 0.02 / 0.88 of the pixels. What is the accuracy of the blank mask, then? And does either number
# say how much is extra?

# %% [markdown] question="cracks" asks="diagnose"
# ## 3 · A report on cracks
#
# A colleague's model looks for cracks. Its matrix, wall first, is `[[900, 30], [40, 30]]`, and his report has one line:
# "score of the crack: 0.930". He calls it IoU. What did he compute? Find it out in the box.
#
# - a: The mean IoU of wall and crack.
# - b: The Dice of the crack.
# - c: The precision of the crack.
# - d: The share of pixels that are rightly called crack, or rightly not.

# %% [markdown] question="cracks" part="why"
# - a (M12): The mean IoU is 0.614. It would be too good for the crack as well, since the wall is in it.
# - b (M10): Its Dice is 0.462: above its IoU, but not as far.
# - c (M01): Its precision is 0.500: 30 of 60 pixels that are called crack are crack.
# - d (right): 900 of these 930 pixels are wall in both maps, which no IoU counts. The blank mask has 0.930 as well, and
#   the IoU of the crack is 30 / 100 = 0.300.

# %% question="cracks" part="starter"
reported = np.array([[900, 30], [40, 30]])
my_cracks = ...  # "a", "b", "c" or "d"

# %% question="cracks" part="solution"
reported = np.array([[900, 30], [40, 30]])
my_cracks = "d"

# %% question="cracks" part="check"
ex09.cracks.check(my_cracks)

# %% [markdown] question="cracks" part="hint"
# Which of the four entries must be in a sum to get so near to 1?

# %% [markdown] question="cracks" part="hint"
# Found 30, extra 30, missed 40, rightly left alone 900. Divide, one answer after the other: (c) is 30 / 60.

# %% [markdown] question="beaten" asks="falsify"
# ## 4 · Useful, and beaten
#
# "A model that loses to the blank mask is worthless." Show that this is wrong. The truth is the wall of the lesson: 10
# by 10 pixels, a crack of three in `wall[3:6, 4]`. Draw a prediction `useful` that finds all of the crack, in which at
# least 0.4 of what is marked is crack, and whose accuracy is still below that of the blank mask.

# %% question="beaten" part="starter"
useful = np.zeros((10, 10), dtype=int)  # useful[rows, columns] = 1

# %% question="beaten" part="solution"
useful = np.zeros((10, 10), dtype=int)
useful[3:6, 4:6] = 1  # the crack, and as much again beside it
useful[2, 4] = 1  # one more above it: 4 are extra

# %% question="beaten" part="check"
ex09.beaten.check(useful)

# %% [markdown] question="beaten" part="hint"
# The blank mask has three wrong pixels. How many must yours have, at the least? Of which kind may they be?

# %% [markdown] question="beaten" part="hint"
# Mark the three pixels of the crack, then some extra ones: more than the blank mask misses, but so few that 3 divided
# by all marked pixels is not below 0.4.

# %% [markdown] question="baseline" asks="implement" points=3
# ## 5 · The score to beat
#
# `my_baseline(truth)` takes a label map of any number of classes and returns the accuracy of the best predictor that
# says one and the same class everywhere: a number from 0 to 1. Which class that is, depends on the label map. Pixels of
# value 255 are ignored; at least one pixel is scored. The first line is there already. (3 points in a class; alone,
# its solution after three tries.)


# %% question="baseline" part="starter"
def my_baseline(truth):
    scored = truth[truth != 255]  # one long row of all pixels that count
    ...  # go on here


# %% question="baseline" part="solution"
def my_baseline(truth):
    scored = truth[truth != 255]  # one long row of all pixels that count
    return float(np.bincount(scored).max() / scored.size)


# %% question="baseline" part="check"
ex09.baseline.check(my_baseline)

# %% [markdown] question="baseline" part="hint"
# Which single answer is right most often? The class that most pixels have. It need not be class 0.

# %% [markdown] question="baseline" part="hint"
# Count the pixels of each class, take the largest count, and divide it by the number of scored pixels.

# %% [markdown] question="baseline" part="hint"
# `np.bincount(scored)` counts how often 0, 1, 2 ... occur, `.max()` is the largest count, and `scored.size` is how many
# there are.

# %% question="baseline" part="hidden"
CASES = [
    Case((drawn("#2", "2?"),), 2 / 3, "class 2 is the most frequent"),
    Case((drawn("?", ".", "?", "3", "3"),), 2 / 3, "the image is one pixel wide"),
    Case((drawn("????", "??1?"),), 1.0, "one pixel is scored"),
    Case((drawn("11223344", "5566.???"),), 2 / 13, "six classes are equally frequent"),
]

# %% [markdown]
# ## How far you are
#
# **Next:** [{lesson:remedies}](../notebooks/{notebook:remedies}), on what helps, and what it costs.

# %%
ex09.progress()
