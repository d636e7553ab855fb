# %% [markdown]
# # Exercises {number:tries} · The best of many tries
#
# These questions belong to [{lesson:tries}](../notebooks/{notebook:tries}). They go from easy to hard. Put your answer
# in the place of each `...` and run the box, then the one below it: it says whether your answer is right, and if not,
# why.
#
# - **Stuck?** `ex13.two_coins.hint()` gives a hint, and another one when you run it again. `ex13.two_coins.solution()`
#   shows a solution.
# - **Wrong?** Look at the case that showed it, change your answer, and check again, as often as you like.
# - **Time:** {exercise_minutes} minutes.

# %%
import numpy as np

from segmetrics_lab.checks import ex13

# %% [markdown] question="two_coins" asks="predict"
# ## 1 · Two coins, two pixels
#
# In the lesson, three models tossed a coin for one validation pixel. Now there are two models and **two** validation
# pixels, so four tosses, which can fall in sixteen ways. You keep the model with the better accuracy on the two pixels.
# For instance: the first model is right on one pixel, the second on both; you keep the second, which has 1. What
# accuracy does the kept model have on these two pixels, on average over all sixteen ways?

# %% question="two_coins" part="starter"
my_mean = ...  # from 0 to 1

# %% question="two_coins" part="solution"
my_mean = (7 * 1 + 8 * 0.5 + 1 * 0) / 16

# %% question="two_coins" part="check"
ex13.two_coins.check(my_mean)

# %% [markdown] question="two_coins" part="hint"
# One model alone: in one way of four it is right on both pixels, in two ways on one, in one way on none.

# %% [markdown] question="two_coins" part="hint"
# In how many of the sixteen ways is at least one model right on both pixels? In how many is neither model right on any?
# In all the others, the kept model has 0.5.

# %% [markdown] question="two_coins" part="hint"
# Three of four times three of four are nine ways in which *no* model has both pixels. So in seven ways the kept one has
# 1, in one way it has 0, and in eight it has 0.5.

# %% [markdown] question="tries" asks="choose"
# ## 2 · Four hundred settings
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
ex13.tries.check(my_advice)

# %% [markdown] question="tries" part="hint"
# Remember the 200 coins of the lesson: what did the best of them score on the pixels that chose it, and what on others?

# %% [markdown] question="tries" part="hint"
# Training to learn, validation to choose, and a third part for the last word.

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
ex13.reports.check(my_reports)

# %% [markdown] question="reports" part="hint"
# Overfitting is a fault of the model, a leak one of the test. Where does each report fall: between training and lab, or
# between lab and new drives?

# %% [markdown] question="reports" part="hint"
# An honest lab test says about what the new drives say. In which of the reports does it?

# %% [markdown] question="fair_judges" asks="falsify"
# ## 4 · Fair judges
#
# "Our validation scenes are neither easier nor harder than the test scenes. So the winner's validation accuracy is what
# it will have on the test." Refute it. Five models were tried: write down their accuracies on `validation` and on
# `test`, in the same order. On average over the five models, both must be equal (to within 0.005). And the one winner
# on validation must be the worst of the five on the test, where it has at least 0.05 less than on validation.

# %% question="fair_judges" part="starter"
validation = np.zeros(5)  # change this
test = np.zeros(5)  # and this

# %% question="fair_judges" part="solution"
validation = np.array([0.79, 0.80, 0.80, 0.81, 0.85])
test = np.array([0.82, 0.81, 0.82, 0.82, 0.78])

# %% question="fair_judges" part="check"
ex13.fair_judges.check(validation, test)

# %% [markdown] question="fair_judges" part="hint"
# Begin with five models that all have 0.8, on both sides. Now give one of them luck on validation.

# %% [markdown] question="fair_judges" part="hint"
# What the winner has too much on validation, the others must have too little together, so that the averages agree. Then
# see to it that the winner's test accuracy is the lowest.

# %% [markdown] question="fair_judges" part="hint"
# For instance a winner with 0.85 and 0.78, which is 0.07 too much. Let the other four have 0.07 more on the test than
# on validation, all together.

# %% [markdown] question="last_word" asks="implement" points=3
# ## 5 · The last word
#
# `my_last_word(is_right, chooses)` gets what many models did: `is_right[model, pixel]` is True where this model is
# right on this pixel. `chooses[pixel]` is True for the validation pixels; all others are test pixels. There is at least
# one of each. Choose the model with the best accuracy on the validation pixels (of several equal ones, the first), and
# return the accuracy that a paper may print. (3 points in a class; alone, its solution after three tries.)


# %% question="last_word" part="starter"
def my_last_word(is_right, chooses):
    ...  # replace this line


# %% question="last_word" part="solution"
def my_last_word(is_right, chooses):
    winner = is_right[:, chooses].mean(axis=1).argmax()
    return is_right[winner, ~chooses].mean()


# %% question="last_word" part="check"
ex13.last_word.check(my_last_word)

# %% [markdown] question="last_word" part="hint"
# Two different sets of pixels are at work: one chooses the model, the other one gives the number.

# %% [markdown] question="last_word" part="hint"
# `is_right[:, chooses]` are the validation pixels of all models. A mean along `axis=1` gives one accuracy for each
# model, and `argmax()` the place of the best.

# %% [markdown] question="last_word" part="hint"
# With that place, `is_right[winner, ~chooses]` are the test pixels of the chosen model. Their mean is the number.

# %% question="last_word" part="hidden"
CASES = [
    Case(
        (np.array([[True, False, True], [True, True, False]]), np.array([True, True, False])),
        0.0,
        "the winner is wrong on the only test pixel",
    ),
    Case(
        (np.array([[False, True, True, False], [True, False, True, True]]), np.array([False, True, False, False])),
        1 / 3,
        "one pixel chooses",
    ),
    Case(
        (np.array([[True, True, False, False], [True, True, True, False]]), np.array([True, True, False, False])),
        0.0,
        "two models are equal on validation",
    ),
]

# %% [markdown]
# ## How far you are
#
# **Next:** the capstone, [Which model should drive?](capstone.ipynb), all lessons in one case.

# %%
ex13.progress()
