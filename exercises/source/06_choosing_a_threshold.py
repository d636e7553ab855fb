# %% [markdown]
# # Exercises {number:threshold} · Choosing a threshold
#
# These questions belong to [{lesson:threshold}](../notebooks/{notebook:threshold}). They go from easy to hard. Put
# your answer in the place of each `...` and run the box, then the one below it: it says whether your answer is right,
# and if not, why.
#
# - **Stuck?** `ex06.price.hint()` gives a hint, and another one when you run it again. `ex06.price.solution()` shows a
#   solution.
# - **Wrong?** Look at the case that showed it, change your answer, and check again, as often as you like.
# - **Time:** {exercise_minutes} minutes.

# %%
import numpy as np

from segmetrics_lab.checks import ex06

# %% [markdown] question="higher" asks="choose"
# ## 1 · A higher threshold
#
# The threshold of a model is raised from 0.5 to 0.6. Nothing else changes: the same model, the same images. Class 1 is
# in them, and some of it is claimed at 0.6. What is certain before you look?
#
# - a: Precision does not fall.
# - b: Recall does not rise.
# - c: Precision gains as much as recall loses.
# - d: IoU does not rise.

# %% [markdown] question="higher" part="why"
# - a (M31): A higher threshold throws claimed pixels out. If those were right ones, the wrong ones that stay weigh
#   more, and precision falls.
# - b (right): What is claimed at 0.6 was claimed at 0.5 as well. No pixel can be found anew, and what is there stays
#   the same.
# - c (M31): They divide by different numbers, so no such balance holds. Precision may gain more or less than that, or
#   fall together with recall.
# - d: IoU has its peak at some threshold of its own. If that lies higher, what is thrown out was mostly wrong, and IoU
#   rises.

# %% question="higher" part="starter"
my_certain = ...  # "a", "b", "c" or "d"

# %% question="higher" part="solution"
my_certain = "b"

# %% question="higher" part="check"
ex06.higher.check(my_certain)

# %% [markdown] question="higher" part="hint"
# Which pixels change sides? All of them were claimed before, and are not claimed any more.

# %% [markdown] question="higher" part="hint"
# Think of two cases: all pixels that are thrown out were right; all of them were wrong. What happens to each score?

# %% [markdown] question="price" asks="predict"
# ## 2 · The price of a miss
#
# A model finds 6 pixels of people, misses 2 and has 4 extra ones. With beta 1, where both errors cost the same, F-beta
# is 2 × 6 / (2 × 6 + 2 + 4) = 0.67.
#
# For an emergency brake a missed pixel is to cost four times as much as an extra one. In your head, or with a pencil:
# what is F-beta then?

# %% question="price" part="starter"
my_price = ...

# %% question="price" part="solution"
my_price = 5 * 6 / (5 * 6 + 4 * 2 + 4)

# %% question="price" part="check"
ex06.price.check(my_price)

# %% [markdown] question="price" part="hint"
# A missed pixel costs beta squared times as much as an extra one. Which beta makes it four times as much?

# %% [markdown] question="price" part="hint"
# With beta 2 the right pixels count 1 + 4 times, above and below the line, and each missed pixel counts 4 times.

# %% [markdown] question="expected" asks="diagnose"
# ## 3 · "Expect 0.91"
#
# A report says: "None of our 5 test images was used for training. We tried 40 models on them, each at 99 thresholds.
# The best one reached an IoU of 0.91, so expect 0.91 from it on the road." Which mistake was made?
#
# - a: None: the test images were kept away from training, so 0.91 holds for new images.
# - b: The model and its threshold were chosen on the images that judge, so 0.91 is partly luck.
# - c: 0.91 is a training score, since the models were fitted to these images.
# - d: An IoU does not show what was missed, so the recall may be far below 0.91.

# %% [markdown] question="expected" part="why"
# - a (M20): Kept away from training, but not from choosing: 0.91 is the highest of 3960 numbers on five images. New
#   images do not know which model was lucky on these.
# - b (right): The highest of 3960 numbers on five images is partly luck: expect less. Choose on validation images, then
#   score that one choice on test images, once.
# - c (M22): No model has learned from these images. What was fitted to them is the choice, and that flatters too,
#   though mostly less.
# - d: Missed pixels stand below the line of an IoU as well, so IoU is never above recall. On these images the recall is
#   0.91 or more.

# %% question="expected" part="starter"
my_answer = ...  # "a", "b", "c" or "d"

# %% question="expected" part="solution"
my_answer = "b"

# %% question="expected" part="check"
ex06.expected.check(my_answer)

# %% [markdown] question="expected" part="hint"
# How many numbers were computed on these five images? What would you expect of the highest of so many?

# %% [markdown] question="expected" part="hint"
# The models have learned nothing from the test images. But the authors have: what?

# %% [markdown] question="falls" asks="falsify"
# ## 4 · Break the rule
#
# "A higher threshold always raises precision." Break this rule with six pixels in a row, of which the last three are
# road. Choose their probabilities, from 0 to 1, so that precision *falls* when the threshold rises from 0.5 to 0.8. At
# 0.8 at least two of the three road pixels must still be found.

# %% question="falls" part="starter"
six = np.zeros(6)
# change them: six[5] = 0.9 gives the last pixel the probability 0.9

# %% question="falls" part="solution"
six = np.array([0.1, 0.2, 0.9, 0.7, 0.9, 0.9])  # 3 of 4 claimed pixels are right, then 2 of 3

# %% question="falls" part="check"
ex06.falls.check(six)

# %% [markdown] question="falls" part="hint"
# Between 0.5 and 0.8 some claimed pixels are thrown out. Should they be right or wrong ones, for precision to fall?

# %% [markdown] question="falls" part="hint"
# Throw out right ones only, and let something wrong stay: one pixel that is no road needs a probability above 0.8.

# %% [markdown] question="falls" part="hint"
# Give the third pixel 0.9, and the last two 0.9 as well. The first of the road pixels gets something from 0.5 to 0.8.

# %% [markdown] question="strictest" asks="implement" points=3
# ## 5 · As strict as the rule book allows
#
# `my_strictest(truths, probabilities, least_recall)` takes the truths of several images in one stack, of shape
# `(images, height, width)`, their probabilities of class 1 in another, and the least recall that a rule book asks for,
# above 0 and at most 1. It returns the **highest** of the probabilities that occur which, as threshold, gives class 1
# at least this recall over all images together, counted in **one** matrix. Claimed is where the probability is **at
# least** the threshold; 255 is ignored. Class 1 is in one image at least. (3 points in a class; alone, its solution
# after three tries.)


# %% question="strictest" part="starter"
def my_strictest(truths, probabilities, least_recall): ...  # replace this line


# %% question="strictest" part="solution"
def my_strictest(truths, probabilities, least_recall):
    there = truths == 1
    for threshold in np.unique(probabilities)[::-1]:
        found = np.sum(there & (probabilities >= threshold))
        if found / np.sum(there) >= least_recall:
            return float(threshold)


# %% question="strictest" part="check"
ex06.strictest.check(my_strictest)

# %% [markdown] question="strictest" part="hint"
# Try the probabilities that occur as thresholds, from the highest down. What is the recall at each? Stop at the first
# one that is enough.

# %% [markdown] question="strictest" part="hint"
# Masks of a whole stack work like those of one image: `truths == 1` holds all images, and `np.sum` counts all of them
# together. No score of a single image is needed.

# %% [markdown] question="strictest" part="hint"
# `np.unique(probabilities)` sorts the probabilities that occur, each once; `[::-1]` turns them around. In the loop,
# divide the number of found pixels by the number of pixels that are there.

# %% question="strictest" part="hidden"
CASES = [
    Case((drawn("#")[None], np.array([[[0.0]]]), 1.0), 0.0, "one pixel, and its probability is 0"),
    Case((np.stack([drawn("##", "#."), drawn("..", "..")]), np.full((2, 2, 2), 0.25), 0.5), 0.25, "all are alike"),
    Case(
        (np.stack([drawn("?#", "#?"), drawn("??", "#?")]), np.arange(8).reshape(2, 2, 2) / 8, 0.6),
        0.25,
        "most pixels are ignored, and two of three must be found",
    ),
]

# %% [markdown]
# ## How far you are

# %%
ex06.progress()

# %% [markdown]
# **Next:** [{lesson:verdict}, good, bad and misleading](../notebooks/{notebook:verdict}).
