# %% [markdown]
# # Exercises 4 · Precision and recall
#
# These questions belong to [lesson 4](../notebooks/04_precision_and_recall.ipynb). They go from easy to hard. Replace
# each `...` by your own, run the box, then run the box below it, which tells you what it thinks.
#
# - **Stuck?** `ex04.scores.hint()` gives a first hint, called again the next one. `ex04.scores.solution()` shows a
#   solution.
# - **Wrong?** Look at the case that showed it, change your answer, and check again, as often as you like.
# - **Time:** 30 minutes.

# %%
import numpy as np

from segmetrics_lab.checks import ex04

# %% [markdown] question="at_half" asks="predict"
# ## 1 · Count the claimed
#
# Ten pixels in a row, the first six are road:
#
# | pixel | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 |
# |---|---|---|---|---|---|---|---|---|---|---|
# | truth | road | road | road | road | road | road | | | | |
# | probability of road | 0.9 | 0.8 | 0.7 | 0.5 | 0.4 | 0.2 | 0.6 | 0.3 | 0.1 | 0.0 |
#
# At a threshold of 0.75 the model claims two pixels, and both are road: precision 2 / 2 = 1, recall 2 / 6 = 0.33. In
# your head: what is its **precision** at a threshold of 0.5?

# %% question="at_half" part="starter"
my_precision = ...

# %% question="at_half" part="solution"
my_precision = 4 / 5

# %% question="at_half" part="check"
ex04.at_half.check(my_precision)

# %% [markdown] question="at_half" part="hint"
# Go from left to right, and put a finger on each pixel that is claimed. Precision looks at these pixels alone.

# %% [markdown] question="at_half" part="hint"
# Claimed is where the probability is at least the threshold. What of the fourth pixel, then?

# %% [markdown] question="at_half" part="hint"
# The claimed ones are the pixels 1, 2, 3, 4 and 7. Which share of them is road?

# %% [markdown] question="scores" asks="implement"
# ## 2 · Precision and recall
#
# `my_scores(truth, probability, threshold)` takes a label map, the probability of class 1 in the same shape, and a
# threshold. It returns two numbers for class 1, precision first: `(precision, recall)`. A pixel is claimed where its
# probability is **at least** the threshold. Pixels that are 255 in the truth are ignored: they count nowhere. A score
# that divides by 0 is `float("nan")`: precision where nothing is claimed, recall where nothing is there.


# %% question="scores" part="starter"
def my_scores(truth, probability, threshold):
    scored = truth != 255
    ...  # go on here


# %% question="scores" part="solution"
def my_scores(truth, probability, threshold):
    scored = truth != 255
    claimed, there = scored & (probability >= threshold), truth == 1
    right = np.sum(claimed & there)
    precision = float(right / np.sum(claimed)) if claimed.any() else float("nan")
    recall = float(right / np.sum(there)) if there.any() else float("nan")
    return precision, recall


# %% question="scores" part="check"
ex04.scores.check(my_scores)

# %% [markdown] question="scores" part="hint"
# Make two masks first: where the model claims class 1, and where it is. Both scores have the same pixels above the
# line, those in both masks. What stands below the line?

# %% [markdown] question="scores" part="hint"
# Precision doubts the claim: it divides by the number of claimed pixels. Recall doubts the search: it divides by the
# number of pixels that are there. An ignored pixel is in neither mask: `scored & ...`.

# %% [markdown] question="scores" part="hint"
# With `claimed` and `there`: `right = np.sum(claimed & there)`. Look with `claimed.any()` whether there is anything to
# divide by before you divide, then the same for `there`.

# %% [markdown] question="higher" asks="choose"
# ## 3 · A higher threshold
#
# The threshold of a model is raised from 0.5 to 0.6. Nothing else changes: the same model, the same images. Class 1
# is in them, and some of it is claimed at 0.6. What is certain before you look?
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
my_higher = ...  # "a", "b", "c" or "d"

# %% question="higher" part="solution"
my_higher = "b"

# %% question="higher" part="check"
ex04.higher.check(my_higher)

# %% [markdown] question="higher" part="hint"
# Which pixels change sides? All of them were claimed before, and are not claimed any more.

# %% [markdown] question="higher" part="hint"
# Think of two cases: all pixels that are thrown out were right; all of them were wrong. What happens to each score?

# %% [markdown] question="brake" asks="choose"
# ## 4 · A brake
#
# Three models find people for an emergency brake. All were scored on the same images, in which one pixel in a hundred
# is a person's. Model A: precision 0.97, recall 0.35. Model B: 0.60 and 0.93. Model C: 0.04 and 1.00. Which one do you
# put into the car for a first trial on a closed road?
#
# - a: A, since nearly all that it calls a person is one.
# - b: B, since it finds most of a person, and most of its claims are right.
# - c: C, since it misses no pixel of a person.
# - d: The one with the highest accuracy, which has to be computed first.

# %% [markdown] question="brake" part="why"
# - a: It is right when it claims, and it misses 65 of 100 pixels of a person. Missing is the dangerous error here, and
#   precision does not see it.
# - b (right): For a person the missed pixel is the dangerous one, so recall comes first, but not at any price. Before
#   the trial, look where its extra pixels lie.
# - c (M24): A model that paints everything misses nothing: of 25 pixels that C calls a person, 24 are not. A car that
#   always brakes gets switched off.
# - d (M23): Accuracy hardly tells A from B: both have 0.993. A model that never finds anybody has 0.99, since one pixel
#   in a hundred is a person's.

# %% question="brake" part="starter"
my_brake = ...  # "a", "b", "c" or "d"

# %% question="brake" part="solution"
my_brake = "b"

# %% question="brake" part="check"
ex04.brake.check(my_brake)

# %% [markdown] question="brake" part="hint"
# For a person, which error is the dangerous one: the missed pixel or the extra one? And what does a driver do with a
# brake that brakes all the time?

# %% [markdown] question="brake" part="hint"
# Say each model's numbers in pixels. Of 100 pixels of a person, how many does it miss? Of 100 claimed pixels, how many
# are extra?

# %% [markdown] question="luck" asks="diagnose"
# ## 5 · "Expect 0.91"
#
# A report says: "None of our 5 test images was used for training. We tried 40 models on them, each at 99 thresholds.
# The best one reached an IoU of 0.91, so expect 0.91 from it on the road." Which mistake was made?
#
# - a: None: the test images were kept away from training, so 0.91 holds for new images.
# - b: The model and its threshold were chosen on the images that judge, so 0.91 is partly luck.
# - c: 0.91 is a training score, since the models were fitted to these images.
# - d: An IoU does not show what was missed, so the recall may be far below 0.91.

# %% [markdown] question="luck" part="why"
# - a (M20): Kept away from training, but not from choosing: 0.91 is the highest of 3960 numbers on five images. New
#   images do not know which model was lucky on these.
# - b (right): The highest of 3960 numbers on five images is partly luck: expect less. Choose on validation images, then
#   score that one choice on test images, once.
# - c (M22): No model has learned from these images. What was fitted to them is the choice, and that flatters too,
#   though mostly less.
# - d: Missed pixels stand below the line of an IoU as well, so IoU is never above recall. On these images the recall is
#   0.91 or more.

# %% question="luck" part="starter"
my_luck = ...  # "a", "b", "c" or "d"

# %% question="luck" part="solution"
my_luck = "b"

# %% question="luck" part="check"
ex04.luck.check(my_luck)

# %% [markdown] question="luck" part="hint"
# How many numbers were computed on these five images? What would you expect of the highest of so many?

# %% [markdown] question="luck" part="hint"
# The models have learned nothing from the test images. But the authors have: what?

# %% [markdown] question="falls" asks="falsify"
# ## 6 · Break the rule
#
# "A higher threshold always raises precision." Break this rule with six pixels in a row, of which the last three are
# road. Choose their probabilities, from 0 to 1, so that precision *falls* when the threshold rises from 0.5 to 0.8. At
# both thresholds some of the road must be found.

# %% question="falls" part="starter"
six = np.zeros(6)
# change them: six[5] = 0.9 gives the last pixel the probability 0.9

# %% question="falls" part="solution"
six = np.array([0.1, 0.2, 0.9, 0.7, 0.7, 0.9])  # 3 of 4 claimed pixels are right, then 1 of 2

# %% question="falls" part="check"
ex04.falls.check(six)

# %% [markdown] question="falls" part="hint"
# Between 0.5 and 0.8 some claimed pixels are thrown out. Should they be right or wrong ones, for precision to fall?

# %% [markdown] question="falls" part="hint"
# Throw out right ones only, and let something wrong stay: one pixel that is no road needs a probability above 0.8.

# %% [markdown] question="falls" part="hint"
# Give the third pixel 0.9, and the last one 0.9 too. The two road pixels between them get something from 0.5 to 0.8.

# %% [markdown] question="strictest" asks="implement" points=3
# ## 7 · As strict as the rule book allows
#
# `my_strictest(truths, probabilities, least_recall)` takes the truths of several images in one stack, of shape
# `(images, height, width)`, their probabilities of class 1 in another, and the least recall that a rule book asks for,
# above 0 and at most 1. It returns the **highest** of the probabilities that occur which, as threshold, gives class 1
# at least this recall over all images together, counted in **one** matrix. Claimed and ignored mean what they mean in
# question 2. Class 1 is in one image at least. (3 points in a class; its solution comes after the deadline.)


# %% question="strictest" part="starter"
def my_strictest(truths, probabilities, least_recall):
    ...  # replace this line


# %% question="strictest" part="solution"
def my_strictest(truths, probabilities, least_recall):
    there = truths == 1
    for threshold in np.unique(probabilities)[::-1]:
        found = np.sum(there & (probabilities >= threshold))
        if found / np.sum(there) >= least_recall:
            return float(threshold)


# %% question="strictest" part="check"
ex04.strictest.check(my_strictest)

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
ex04.progress()
