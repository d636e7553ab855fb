# %% [markdown]
# # Exercises 2 · The confusion matrix
#
# These questions belong to [lesson 2](../notebooks/02_the_confusion_matrix.ipynb). They go from easy to hard. Replace
# each `...` by your own, run the box, then run the box below it, which tells you what it thinks.
#
# - **Stuck?** `ex02.tally.hint()` gives a first hint, called again the next one. `ex02.tally.solution()` shows a
#   solution.
# - **Wrong?** Look at the case that showed it, change your answer, and check again, as often as you like.
# - **Time:** 35 minutes.

# %%
import numpy as np

from segmetrics_lab.checks import ex02

# %% [markdown] question="share" asks="predict"
# ## 1 · Where do the walls go?
#
# Here is the matrix of a model for floor (0), wall (1) and door (2). As always, `matrix[truth, prediction]`.
#
# For a start: of all that truly is **door**, which share is called door? The row of doors holds 0 + 4 + 16 = 20 pixels,
# and 16 of them are called door: 16 / 20 = 0.8. Now you: of all that truly is **wall**, which share is called **door**?

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

# %% [markdown] question="tally" asks="implement"
# ## 2 · Count the pairs
#
# `my_tally(truth, prediction, num_classes)` takes two label maps of one shape, in any integer dtype, and returns their
# confusion matrix: `num_classes` rows and as many columns, `matrix[truth, prediction]`. Pixels that are 255 in the
# truth are not counted, whatever the prediction says there; it may say 255, too. Everywhere else it names a class. The
# loop is there already.


# %% question="tally" part="starter"
def my_tally(truth, prediction, num_classes):
    matrix = np.zeros((num_classes, num_classes), dtype=int)
    for is_, called in zip(truth.ravel(), prediction.ravel()):
        ...  # go on here
    return matrix


# %% question="tally" part="solution"
def my_tally(truth, prediction, num_classes):
    matrix = np.zeros((num_classes, num_classes), dtype=int)
    for is_, called in zip(truth.ravel(), prediction.ravel()):
        if is_ != 255:
            matrix[is_, called] += 1
    return matrix


# %% question="tally" part="check"
ex02.tally.check(my_tally)

# %% [markdown] question="tally" part="hint"
# Each scored pixel adds 1 to one entry of the matrix. Which entry, and which pixels are ignored?

# %% [markdown] question="tally" part="hint"
# The first index is what the pixel is, the second what it is called. Ask whether it is scored before you count it.

# %% [markdown] question="column" asks="choose"
# ## 3 · An empty column
#
# A model knows five classes. In its confusion matrix, the column of "building" holds only zeros, its row does not. What
# do you know for certain?
#
# - a: There is no building in the picture.
# - b: No building was missed.
# - c: The pixels of the buildings are 255 in the truth.
# - d: No pixel was called building.

# %% [markdown] question="column" part="why"
# - a (M04): That would be an empty row: rows are what is there. The row of buildings is not empty, so there are some.
# - b: The pixels of buildings that were found stand in that column, on the diagonal. It is 0, so all of them were
#   missed.
# - c (M05): Ignored pixels are in no row and in no column. The row of buildings counts some, so they are scored.
# - d (right): A column is all that was given one name, so this name was never given. Their row says what the buildings
#   were called instead.

# %% question="column" part="starter"
my_column = ...  # "a", "b", "c" or "d"

# %% question="column" part="solution"
my_column = "d"

# %% question="column" part="check"
ex02.column.check(my_column)

# %% [markdown] question="column" part="hint"
# Which of the two is a column: all that truly is one class, or all that was given one name?

# %% [markdown] question="column" part="hint"
# The sum of a row is the truth area, the sum of a column the prediction area. Which of the two is 0 here?

# %% [markdown] question="most_confused" asks="implement"
# ## 4 · The most frequent mistake
#
# `my_most_confused(matrix)` takes a confusion matrix of any number of classes and returns a pair of class indices: what
# the pixels of the most frequent mistake are, and what they are called, `(truth, prediction)`. A pixel that got its own
# name is no mistake. You may rely on one mistake being more frequent than each of the others.


# %% question="most_confused" part="starter"
def my_most_confused(matrix):
    ...  # replace this line


# %% question="most_confused" part="solution"
def my_most_confused(matrix):
    wrong = matrix - np.diag(np.diag(matrix))
    row, column = np.unravel_index(wrong.argmax(), wrong.shape)
    return int(row), int(column)


# %% question="most_confused" part="check"
ex02.most_confused.check(my_most_confused)

# %% [markdown] question="most_confused" part="hint"
# The largest entry of the whole matrix mostly lies on the diagonal, and that is no mistake. Look only beside it.

# %% [markdown] question="most_confused" part="hint"
# Make a new matrix in which the diagonal is 0. The matrix that you were given belongs to somebody else.

# %% [markdown] question="most_confused" part="hint"
# `wrong.argmax()` counts through all entries, row by row. `np.unravel_index(place, wrong.shape)` turns that into a row
# and a column. Two loops are as good.

# %% [markdown] question="sums" asks="diagnose"
# ## 5 · Sums that do not fit
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
# ## 6 · The right amount
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
# Take the name from the four pixels of the door, and give it to four others, which lend theirs in exchange.

# %% [markdown] question="matrix" asks="implement" points=3
# ## 7 · A matrix for models that may say nothing
#
# `my_matrix(truth, prediction, num_classes)` takes two label maps of one shape, in any integer dtype, also in bytes.
# Pixels that are 255 in the **truth** are ignored. A **prediction** of 255 says "I do not want to decide". Return
# `num_classes` rows and **one more** column: the last one counts the scored pixels that were not decided. So each row
# adds up to its truth area. Can you do it without a loop over the pixels? (3 points in a class; the solution comes
# after the deadline.)


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
# A loop is a good start: it is question 2 with one more column. Into which column goes a pixel that was not decided?

# %% [markdown] question="matrix" part="hint"
# Without a loop: first take out the scored pixels, then give 255 in the prediction the number of the last column. Do
# not write into the arrays that you were given.

# %% [markdown] question="matrix" part="hint"
# Number the pairs as in the lesson, with `num_classes + 1` columns in a row, count with `np.bincount(...)`, and fold.
# Do the numbers fit into the type of the label maps?

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
