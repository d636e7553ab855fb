# %% [markdown]
# # Exercises {number:matrix} · The confusion matrix
#
# These questions belong to [{lesson:matrix}](../notebooks/{notebook:matrix}). They go from easy to hard. Put your
# answer in the place of each `...` and run the box, then the one below it: it says whether your answer is right, and
# if not, why.
#
# - **Stuck?** `ex02.share.hint()` gives a hint, and another one when you run it again. `ex02.share.solution()` shows a
#   solution.
# - **Wrong?** Look at the case that showed it, change your answer, and check again, as often as you like.
# - **Time:** {exercise_minutes} minutes.

# %%
import numpy as np

from segmetrics_lab.checks import ex02

# %% [markdown] question="share" asks="predict"
# ## 1 · Where do the walls go?
#
# Here is the matrix of a model for floor (0), wall (1) and door (2). As always, `matrix[truth, prediction]`.
#
# An example first: of all that truly is **door**, which share is called door? The row of doors holds 0 + 4 + 16 = 20
# pixels, and 16 of them are called door: 16 / 20 = 0.8. Now you: of all that truly is **wall**, which share is called
# **door**?

# %% question="share" part="starter"
counted = np.array([[40, 2, 8], [5, 30, 15], [0, 4, 16]])
my_share = ...

# %% question="share" part="solution"
counted = np.array([[40, 2, 8], [5, 30, 15], [0, 4, 16]])
my_share = 15 / 50

# %% question="share" part="check"
ex02.share.check(my_share)

# %% [markdown] question="share" part="hint"
# What the pixels truly are decides the row. What they are called decides the column.

# %% [markdown] question="share" part="hint"
# "Of all that truly is wall": divide by the sum of a row, `counted[1].sum()`.

# %% [markdown] question="most_confused" asks="implement"
# ## 2 · The most frequent mistake
#
# `my_most_confused(matrix)` takes a confusion matrix of any number of classes and returns a pair of class indices: what
# the pixels of the most frequent mistake are, and what they are called, `(truth, prediction)`. A pixel that got its own
# name is no mistake. You may rely on one mistake being more frequent than each of the others.


# %% question="most_confused" part="starter"
def my_most_confused(matrix):
    ...  # replace this line


# %% question="most_confused" part="solution"
def my_most_confused(matrix):
    most = 0
    for is_ in range(len(matrix)):
        for called in range(len(matrix)):
            if is_ != called and matrix[is_, called] > most:
                most = matrix[is_, called]
                pair = is_, called
    return pair


# %% question="most_confused" part="check"
ex02.most_confused.check(my_most_confused)

# %% [markdown] question="most_confused" part="hint"
# The largest entry of the whole matrix mostly lies on the diagonal, and those pixels are right. Look only beside it.

# %% [markdown] question="most_confused" part="hint"
# Go through all rows and, in each, through all columns. Pass over the entries of the diagonal. Remember the largest
# count that you have met so far, and where you met it.

# %% [markdown] question="most_confused" part="hint"
# In two loops, over `is_` and `called`, you need one `if`: are the two different, and is `matrix[is_, called]` larger
# than what you remember? Then remember this count and the pair `is_, called`, and return the pair in the end.

# %% [markdown] question="sums" asks="diagnose"
# ## 3 · Sums that do not fit
#
# In a truth, 500 pixels are background, 500 are object, and none is ignored. A colleague's matrix has rows that add up
# to 900 and 100, and columns that add up to 500 and 500. What happened?
#
# - a: All is in order: the model calls 500 pixels an object where 100 are.
# - b: Truth and prediction changed places when the pixels were counted.
# - c: Ignored pixels were counted as well.
# - d: The pairs were numbered in bytes, and some numbers did not fit.

# %% [markdown] question="sums" part="why"
# - a (M04): That is what the table says if its rows are the truth. But the truth has 500 object pixels, and the rows
#   say 100.
# - b (right): Rows must add up to the truth, 500 and 500, and here the columns do. So the model called only 100 pixels
#   an object.
# - c (M05): Then all entries would add up to more than the 1000 scored pixels. They add up to 1000, and none of them
#   was to be ignored.
# - d (M28): With two classes the pairs have the numbers 0 to 3, and these fit into any byte. It takes more than 16
#   classes to run over.

# %% question="sums" part="starter"
my_sums = ...  # "a", "b", "c" or "d"

# %% question="sums" part="solution"
my_sums = "b"

# %% question="sums" part="check"
ex02.sums.check(my_sums)

# %% [markdown] question="sums" part="hint"
# What must the rows add up to, if they are the truth? And what do all entries together add up to?

# %% [markdown] question="sums" part="hint"
# The columns add up to what is known of the truth. So what stands in them?

# %% [markdown] question="amount" asks="falsify"
# ## 4 · The right amount
#
# "All sums fit," says a colleague: "each name was given to as many pixels as truly have that class. So the model is
# good at every class."
#
# Make a prediction of this truth that proves him wrong: each of the three names is given to as many pixels as have the
# class, at least 24 of the 36 pixels are right, and yet **not one** door (2) is called door.

# %% question="amount" part="starter"
truth = np.ones((6, 6), dtype=int)  # a wall around ...
truth[1:5, 1:5] = 0  # ... a floor ...
truth[1:3, 2:4] = 2  # ... with a door of four pixels
prediction = ...  # for instance truth.copy(), then change some of its pixels

# %% question="amount" part="solution"
truth = np.ones((6, 6), dtype=int)  # a wall around ...
truth[1:5, 1:5] = 0  # ... a floor ...
truth[1:3, 2:4] = 2  # ... with a door of four pixels
prediction = truth.copy()
prediction[1:3, 2:4] = 0  # the door is called floor ...
prediction[3:5, 2:4] = 2  # ... and as much floor is called door

# %% question="amount" part="check"
ex02.amount.check(prediction)

# %% [markdown] question="amount" part="hint"
# Which two sums must be equal for each class? Move the door: what is called door must lie somewhere else.

# %% [markdown] question="amount" part="hint"
# Take the name from the four pixels of the door, and give it to four others.

# %% [markdown] question="amount" part="hint"
# The four others must give their name to the door, so that all amounts stay. Which class has most pixels to give,
# without a second class taking part?

# %% [markdown] question="matrix" asks="implement" points=3
# ## 5 · A matrix for models that may say nothing
#
# `my_matrix(truth, prediction, num_classes)` takes two label maps of one shape, in any integer dtype, also in bytes.
# Pixels that are 255 in the **truth** are ignored. A **prediction** of 255 says "I do not want to decide". Return
# `num_classes` rows and **one more** column: the last one counts the scored pixels that were not decided. So each row
# adds up to its truth area. Can you do it without a loop over the pixels? (3 points in a class; alone, its solution
# after three tries.)


# %% question="matrix" part="starter"
def my_matrix(truth, prediction, num_classes):
    ...  # replace this line


# %% question="matrix" part="solution"
def my_matrix(truth, prediction, num_classes):
    scored = truth != 255
    rows = truth[scored].astype(np.int64)
    columns = prediction[scored].astype(np.int64)
    columns[columns == 255] = num_classes
    codes = rows * (num_classes + 1) + columns
    counts = np.bincount(codes, minlength=num_classes * (num_classes + 1))
    return counts.reshape(num_classes, num_classes + 1)


# %% question="matrix" part="check"
ex02.matrix.check(my_matrix)

# %% [markdown] question="matrix" part="hint"
# The loop of the lesson is a good start. Which pixels does it leave out, and into which column goes a pixel that was
# not decided?

# %% [markdown] question="matrix" part="hint"
# Without a loop: first take out the scored pixels, then give 255 in the prediction the number of the last column. Do
# not write into the arrays that you were given.

# %% [markdown] question="matrix" part="hint"
# Number the pairs as in the lesson, with `num_classes + 1` columns in a row, count with `np.bincount(...)`, and bring
# the counts into rows with `reshape`. Do the numbers fit into the type of the label maps?

# %% question="matrix" part="hidden"
CASES = [
    Case((drawn("??", "??"), drawn("#?", "?."), 2), np.zeros((2, 3), dtype=int), "every pixel is ignored"),
    Case((drawn("2"), drawn("?"), 3), np.array([[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 1]]), "the image is one pixel"),
    Case((drawn("#.#.", "???#"), drawn("#??#", "?#.?"), 2), np.array([[0, 1, 1], [0, 1, 2]]), "both hold 255"),
    Case(
        (np.full((3, 2), 99, dtype=np.uint8), np.full((3, 2), 255, dtype=np.uint8), 100),
        np.pad([[6]], ((99, 0), (100, 0))),
        "there are 100 classes, in bytes",
    ),
]

# %% [markdown]
# ## How far you are

# %%
ex02.progress()

# %% [markdown]
# **Next:** [{lesson:overlap}, accuracy and overlap](../notebooks/{notebook:overlap}).
