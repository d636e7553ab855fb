# %% [markdown]
# # Exercises {number:overfitting} · Overfitting
#
# These questions belong to [{lesson:overfitting}](../notebooks/{notebook:overfitting}). They go from easy to hard. Put
# your answer in the place of each `...` and run the box, then the one below it: it says whether your answer is right,
# and if not, why.
#
# - **Stuck?** `ex12.simplest.hint()` gives a hint, and another one when you run it again. `ex12.simplest.solution()`
#   shows a solution.
# - **Wrong?** Look at the case that showed it, change your answer, and check again, as often as you like.
# - **Time:** {exercise_minutes} minutes.

# %%
import numpy as np
from sklearn.tree import DecisionTreeClassifier

from segmetrics_lab.checks import ex12
from segmetrics_lab.labels import Palette
from segmetrics_lab.models import PixelModel, preset, sweep
from segmetrics_lab.plots import show_label_maps
from segmetrics_lab.scenes import load_set, with_label_noise

# %% [markdown] question="votes" asks="predict"
# ## 1 · A vote of three
#
# A line of 20 pixels: ten of wall, ten of door. Somebody has labelled it with three slips, at 3, 13 and 14 (counted
# from 0). Two models learn the labels. The next line shows the same wall and door, labelled without a slip.
#
# The **memory** repeats each label: right on 20 of 20 of its own labels, and on 17 of 20 of the next line, 0.85. The
# **vote** lets three labels decide: the pixel's own and its two neighbours' (at both ends, the label stays). Its
# accuracy on the next line?

# %%
really = np.repeat([0, 1], 10)
labels = really.copy()
labels[[3, 13, 14]] = 1 - labels[[3, 13, 14]]
words = "Labels of 20 pixels: WWW D WWWWWW DDD WW DDDDD (W wall, D door)."
show_label_maps(truth=labels[None], palette=Palette(["wall", "door"]), alt=words)

# %% question="votes" part="starter"
my_accuracy = ...  # of the vote, on the next line

# %% question="votes" part="solution"
my_accuracy = 18 / 20

# %% question="votes" part="check"
ex12.votes.check(my_accuracy)

# %% [markdown] question="votes" part="hint"
# Only near a slip can the vote differ from the memory. What do the three labels around pixel 3 say? And around 12, 13,
# 14 and 15?

# %% [markdown] question="votes" part="hint"
# One slip alone is outvoted. Of two slips side by side, each has the other on its side. Compare with what is really
# there, not with the labels.

# %% [markdown] question="simplest" asks="implement"
# ## 2 · As simple as can be
#
# Of two models that do about equally well on new pixels, take the simpler. `my_simplest(values, training_scores,
# validation_scores, tolerance)` gets three arrays of equal length: for each value of a setting (say, the depth) what
# its model scored on training and on validation pixels. It returns the smallest value whose model lies **at most**
# `tolerance` below the best one. The values need not be sorted. Which scores decide?


# %% question="simplest" part="starter"
def my_simplest(values, training_scores, validation_scores, tolerance):
    best = ...
    is_good_enough = ...  # an array of True and False
    return values[is_good_enough].min()


# %% question="simplest" part="solution"
def my_simplest(values, training_scores, validation_scores, tolerance):
    best = validation_scores.max()
    is_good_enough = validation_scores >= best - tolerance
    return values[is_good_enough].min()


# %% question="simplest" part="check"
ex12.simplest.check(my_simplest)

# %% [markdown] question="simplest" part="hint"
# The training score always votes for the most complicated model: it knows its pixels by heart. Which array says how a
# model does on pixels that it has not learned from?

# %% [markdown] question="simplest" part="hint"
# First the best validation score. Good enough is a score that is at least that minus the tolerance: equal counts.

# %% [markdown] question="simplest" part="hint"
# `validation_scores.max()` is the best one. Compare the array with it: `... >= best - tolerance`.

# %% [markdown] question="labels" asks="choose"
# ## 3 · Two teams
#
# Two teams train a tree on the same 3000 pixels with noisy labels (20 % drawn anew). Team A lets it grow to depth 24
# and scores it against the true labels of the validation scenes. Team B stops at depth 8; it has only noisy labels
# there, too. Run the box. Whose tree would you ship? You have all the data: compute what you need.
#
# - a: Team A's tree: its score is the higher one.
# - b: Neither: a hundredth is no difference, so both are about equally good.
# - c: Team A's tree: it was right on more of the pixels that it has learned from.
# - d: Team B's tree: by the same labels it is ahead, whichever labels these are.

# %% [markdown] question="labels" part="why"
# - a (M33): About 17 in 100 of the labels that mark Team B are wrong, and there it is marked wrong even where it is
#   right. Two scores from different labels do not say which model is better.
# - b (M33): A hundredth between scores from different labels makes neither a draw nor a victory. By the same labels the
#   two are far apart.
# - c (M22): It has memorised nearly all of them, wrong labels included. That is why it does worse on new ones.
# - d (right): Against the true labels and against the noisy ones, the tree of depth 8 is ahead by about a tenth. Noise
#   makes both look worse, and leaves the better one better.

# %%
training, validation = load_set("road", "train"), load_set("road", "validation")
noisy_training, noisy_validation = (
    [with_label_noise(scene, 0.2, seed=0) for scene in scenes] for scenes in (training, validation)
)
tree = PixelModel("color and position", DecisionTreeClassifier())
team_a = sweep(tree, noisy_training, validation, parameter="max_depth", values=[24])
team_b = sweep(tree, noisy_training, noisy_validation, parameter="max_depth", values=[8])
for name, run in (("A, depth 24, true labels", team_a), ("B, depth 8, noisy labels", team_b)):
    print(f"{name}: training {run.training_accuracy[0]:.2f}   validation {run.validation_accuracy[0]:.2f}")

# %% question="labels" part="starter"
my_labels = ...  # "a", "b", "c" or "d"

# %% question="labels" part="solution"
for name, scenes in (("true", validation), ("noisy", noisy_validation)):
    both = sweep(tree, noisy_training, scenes, parameter="max_depth", values=[24, 8]).validation_accuracy
    print(f"{name} labels: A {both[0]:.2f}   B {both[1]:.2f}")
my_labels = "d"

# %% question="labels" part="check"
ex12.labels.check(my_labels)

# %% [markdown] question="labels" part="hint"
# What would a perfect model score against labels of which some are wrong? So what does Team B's number say about its
# tree?

# %% [markdown] question="labels" part="hint"
# Score both trees against the same labels: `sweep(tree, noisy_training, validation, parameter="max_depth",
# values=[24, 8])`, and look at its `validation_accuracy`.

# %% [markdown] question="no_gap" asks="falsify"
# ## 4 · No gap, no worry?
#
# "There is no gap between training and validation, so the model is good." Refute it with a model that you really train,
# on the scenes of question 3. Its two accuracies must differ by less than 0.05, and the one on validation must be below
# 0.5. Hand over both, training first. A `sweep` with `parameter="pixels", values=[3000]` measures them. (The check sees
# your two numbers only, and takes your word for the model.)

# %% question="no_gap" part="starter"
learned, new = ..., ...  # training accuracy, validation accuracy

# %% question="no_gap" part="solution"
mine = preset("all-background")  # says sky everywhere
run = sweep(mine, training, validation, parameter="pixels", values=[3000])
learned, new = run.training_accuracy[0], run.validation_accuracy[0]

# %% question="no_gap" part="check"
ex12.no_gap.check(learned, new)

# %% [markdown] question="no_gap" part="hint"
# A gap opens where a model learns what is peculiar to its pixels. Which model can learn nothing of the kind?

# %% [markdown] question="no_gap" part="hint"
# A tree that asks only once (`max_depth=1`) has hardly a gap, but it is right too often. Take that question away from
# it too: what does a model say that never looks at the pixel?

# %% [markdown] question="no_gap" part="hint"
# It says the same class everywhere, like the blank mask of {lesson:paradox}. Then its accuracy is the share of that
# class, in training and in validation. Which class covers less than half of a street scene?

# %% [markdown] question="no_gap" part="hint"
# `preset("all-background")` says class 0 everywhere, which is sky here. Sweep it as any other model:
# `run.training_accuracy[0]` is the first number.

# %% [markdown] question="stop_at" asks="implement" points=3
# ## 5 · Early stopping
#
# `my_stop_at(scores, patience)` walks along an array of validation scores, stage by stage. As soon as `patience` stages
# **in a row** have brought no new best, it stops and looks no further. It returns the index of the best stage that it
# has seen. Only a higher score is a new best: an equal one is not. If patience never runs out, it sees all stages.
# There is at least one stage, and `patience` is at least 1. (3 points in a class; alone, its solution after three
# tries.)


# %% question="stop_at" part="starter"
def my_stop_at(scores, patience):
    ...  # replace this line


# %% question="stop_at" part="solution"
def my_stop_at(scores, patience):
    best_stage = 0
    for stage in range(len(scores)):
        if scores[stage] > scores[best_stage]:
            best_stage = stage
        if stage - best_stage == patience:
            break
    return best_stage


# %% question="stop_at" part="check"
ex12.stop_at.check(my_stop_at)

# %% [markdown] question="stop_at" part="hint"
# With patience 2, the scores 0.5, 0.7, 0.6, 0.6, 0.9 stop at the fourth stage: two in a row were no better than 0.7.
# The 0.9 is never seen.

# %% [markdown] question="stop_at" part="hint"
# Remember the index of the best stage so far. How far behind the stage at which you are does it lie?

# %% [markdown] question="stop_at" part="hint"
# In a loop over the stages: if this one is better, it becomes the best. If it lies `patience` stages behind the best
# one, leave the loop with `break`. Return the index after the loop.

# %% question="stop_at" part="hidden"
CASES = [
    Case((np.array([0.5, 0.25, 0.25, 0.25, 0.25, 0.75]), 4), 0, "patience runs out just before the last stage"),
    Case((np.array([0.5, 0.25, 0.25, 0.25, 0.75]), 4), 4, "the last chance brings a new best"),
    Case((np.array([0.0, 0.0, 0.0]), 1), 0, "nothing ever happens"),
    Case((np.array([0.125, 0.25, 0.125, 0.25, 0.125, 0.25, 0.5]), 3), 1, "the best is reached again and again"),
]

# %% [markdown]
# ## How far you are
#
# **Next:** [{lesson:tries}](../notebooks/{notebook:tries}) asks what the best of many tries is worth.

# %%
ex12.progress()
