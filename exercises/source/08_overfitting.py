# %% [markdown]
# # Exercises 8 · Overfitting
#
# These questions belong to [lesson 8](../notebooks/08_overfitting.ipynb). They go from easy to hard. Replace each `...`
# by your own, run the box, then run the box below it, which tells you what it thinks.
#
# - **Stuck?** `ex08.simplest.hint()` gives a first hint, called again the next one. `ex08.simplest.solution()` shows a
#   solution.
# - **Wrong?** Look at the case that showed it, change your answer, and check again, as often as you like.
# - **Time:** 35 minutes.

# %%
import numpy as np
from sklearn.tree import DecisionTreeClassifier

from segmetrics_lab.checks import ex08
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
ex08.votes.check(my_accuracy)

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
ex08.simplest.check(my_simplest)

# %% [markdown] question="simplest" part="hint"
# The training score always votes for the most complicated model: it knows its pixels by heart. Which array says how a
# model does on pixels that it has not learned from?

# %% [markdown] question="simplest" part="hint"
# First the best validation score. Good enough is a score that is at least that minus the tolerance: equal counts.

# %% [markdown] question="simplest" part="hint"
# `validation_scores.max()` is the best one. Compare the array with it: `... >= best - tolerance`.

# %% [markdown] question="reports" asks="diagnose"
# ## 3 · Four reports
#
# Four models for streets, with their pixel accuracies. (Invented for this question.) "Lab test" are frames that were
# held back in the lab, "new drives" are streets that nobody had seen before.
#
# | report | training pixels | lab test | new drives |
# |---|---|---|---|
# | A | 0.99 | 0.97 | 0.72 |
# | B | 0.99 | 0.70 | 0.69 |
# | C | 0.61 | 0.60 | 0.59 |
# | D | 0.99 | not measured | not measured |
#
# Which sentence is right?
#
# - a: A's model is too complicated for its pixels: it falls by 0.25 on the new drives.
# - b: B's lab test leaks: it falls by 0.29 from the training pixels to the lab.
# - c: C needs a simpler model: it is wrong at two pixels of five.
# - d: D is the best of the four: 0.99, and nothing speaks against it.
# - e: A's lab test is too kind, and B's model has learned much by heart.

# %% [markdown] question="reports" part="why"
# - a (M34): A falls between lab and new drives, not between training and lab. Its lab frames come from known drives: a
#   simpler model does not repair a test.
# - b (M34): A leak would hide that fall, not make it. B's lab test says nearly what the new drives say: it is honest,
#   and the model has learned much by heart.
# - c: C is as wrong on what it has learned from: it is too simple already. It needs better features or a richer model.
# - d (M22): Nothing speaks for it either: a model that only memorises has 0.99 on its training pixels, too. No other
#   score was measured.
# - e (right): A's lab frames are half known to it, so that only the new drives show what it can do. B's gap opens in
#   the lab, where the test is honest: draw its curve over the depth, and see whether it falls.

# %% question="reports" part="starter"
my_reports = ...  # "a", "b", "c", "d" or "e"

# %% question="reports" part="solution"
my_reports = "e"

# %% question="reports" part="check"
ex08.reports.check(my_reports)

# %% [markdown] question="reports" part="hint"
# Overfitting is a fault of the model, a leak one of the test. Where does each report fall: between training and lab, or
# between lab and new drives?

# %% [markdown] question="reports" part="hint"
# An honest lab test says about what the new drives say. In which of the reports does it?

# %% [markdown] question="labels" asks="choose"
# ## 4 · Two teams
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
ex08.labels.check(my_labels)

# %% [markdown] question="labels" part="hint"
# What would a perfect model score against labels of which some are wrong? So what does Team B's number say about its
# tree?

# %% [markdown] question="labels" part="hint"
# Score both trees against the same labels: `sweep(tree, noisy_training, validation, parameter="max_depth",
# values=[24, 8])`, and look at its `validation_accuracy`.

# %% [markdown] question="tries" asks="choose"
# ## 5 · The best of 400
#
# A team has tried 400 settings. The best one reaches an accuracy of 0.93 on its 3 validation scenes, and they chose it
# for that. What do they print in their paper?
#
# - a: Print 0.93: no model was trained on these scenes.
# - b: Print 0.91, the mean of the ten best: that takes the luck out.
# - c: Print how it does on the training scenes: there are 24 of them, and more scenes mean less luck.
# - d: Score this one model on scenes that nobody has used yet, and print that.

# %% [markdown] question="tries" part="why"
# - a (M20): No model was, but the choice was: 400 tries on 3 scenes find a lucky one. The scenes that chose it cannot
#   judge it as well.
# - b (M20): The ten best are the ten luckiest, chosen by the same 3 scenes. Their mean is lower, and no less chosen.
# - c (M22): More pixels, but pixels that it has learned from. That score shows what was memorised.
# - d (right): Once, and whatever comes out. Say also how many settings were tried.

# %% question="tries" part="starter"
my_advice = ...  # "a", "b", "c" or "d"

# %% question="tries" part="solution"
my_advice = "d"

# %% question="tries" part="check"
ex08.tries.check(my_advice)

# %% [markdown] question="tries" part="hint"
# Remember the 200 coins of the lesson: what did the best of them score on the pixels that chose it, and what on others?

# %% [markdown] question="tries" part="hint"
# Training to learn, validation to choose, and a third part for the last word.

# %% [markdown] question="no_gap" asks="falsify"
# ## 6 · No gap, no worry?
#
# "There is no gap between training and validation, so the model is good." Refute it with a model that you really train,
# on the scenes of question 4. Its two accuracies must differ by less than 0.05, and the one on validation must be
# below 0.5. Hand over both, training first. A `sweep` with `parameter="pixels", values=[3000]` measures them. (The check
# sees your two numbers only, and takes your word for the model.)

# %% question="no_gap" part="starter"
learned, new = ..., ...  # training accuracy, validation accuracy

# %% question="no_gap" part="solution"
mine = preset("all-background")  # says sky everywhere
run = sweep(mine, training, validation, parameter="pixels", values=[3000])
learned, new = run.training_accuracy[0], run.validation_accuracy[0]

# %% question="no_gap" part="check"
ex08.no_gap.check(learned, new)

# %% [markdown] question="no_gap" part="hint"
# A gap opens when a model learns accidents. Which model learns none?

# %% [markdown] question="no_gap" part="hint"
# One that learns nothing: a tree that may hardly ask (`max_depth=1` asks still too well; make its leaves huge with
# `min_samples_leaf=`), or the blank mask of lesson 6.

# %% [markdown] question="no_gap" part="hint"
# `preset("all-background")` is that blank mask. Sweep it as any model; `run.training_accuracy[0]` is the first number.

# %% [markdown] question="stop_at" asks="implement" points=3
# ## 7 · Early stopping
#
# `my_stop_at(scores, patience)` walks along an array of validation scores, stage by stage. As soon as `patience` stages
# **in a row** have brought no new best, it stops and looks no further. It returns the index of the best stage that it
# has seen. Only a higher score is a new best: an equal one is not. If patience never runs out, it sees all stages.
# There is at least one stage, and `patience` is at least 1. (This question earns 3 points in a class; its solution
# comes after the deadline.)


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
ex08.stop_at.check(my_stop_at)

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

# %%
ex08.progress()
