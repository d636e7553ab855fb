# %% [markdown]
# # 2 · The confusion matrix
#
# **Where did the 1250 wrong pixels go?**
#
# - **You will** count a confusion matrix by hand and in numpy, read its rows and columns, say which class loses pixels
#   to which, and recognise a matrix that was counted wrongly.
# - **You need** lessons 0 and 1.
# - **Time:** 35 minutes, and 35 for the exercises.

# %%
import numpy as np
from skimage.filters import threshold_multiotsu, threshold_otsu

from segmetrics_lab.labels import Palette
from segmetrics_lab.metrics import confusion_matrix, intersection, normalize, prediction_area, truth_area
from segmetrics_lab.plots import show_label_maps, show_matrix
from segmetrics_lab.scenes import load, page_matrix
from segmetrics_lab.widgets import MatrixExplorer, PredictFirst, ThresholdExplorer, recap

# %% [markdown]
# ## Question
#
# A model has labelled a picture with three classes: A, B and background. Somebody tells you how many pixels there were,
# and how many are right. You know that the model is wrong somewhere. Is it A that gets lost? Does the background eat
# everything? Would one more line in the report help?

# %%
matrix, names = page_matrix()
print("pixels:", matrix.sum(), "  right:", intersection(matrix).sum())
print("wrong:", matrix.sum() - intersection(matrix).sum())

# %% [markdown]
# ## By hand
#
# Take two label maps so small that your finger can do the work: the truth, and what a model says. Three classes: floor
# (0, the background here), wall (1), door (2). Go from pixel to pixel. For each, say two words: what it **is**, and what
# it is **called**. Make a tally for each pair of words. How many pixels are wall and are called door?

# %%
truth = np.array([[1, 1, 1, 1], [1, 2, 2, 1], [1, 2, 2, 1], [0, 0, 0, 0]])
prediction = np.array([[1, 1, 1, 1], [1, 2, 2, 2], [1, 2, 0, 2], [0, 0, 0, 1]])
room = Palette(["floor", "wall", "door"])
show_label_maps(truth=truth, prediction=prediction, palette=room)

# %% [markdown]
# ## Definition
#
# The **confusion matrix** is that tally: `matrix[truth, prediction]` counts the pixels of class `truth` that are called
# `prediction`. Each scored pixel is counted once, so all entries add up to the number of pixels. In Python it is one
# loop, and each line of it is a sentence you have just said:

# %%
tally = np.zeros((3, 3), dtype=int)
for is_, called in zip(truth.ravel(), prediction.ravel(), strict=True):
    tally[is_, called] += 1
tally

# %% [markdown]
# A loop over pixels is slow. Numpy can do the same without one: give each pair of classes a number of its own,
# `truth * 3 + prediction`, from 0 to 8, count how often each number occurs, and fold the nine counts into a square. The
# library's function gives the same matrix, and checks what you hand over.

# %%
codes = truth * 3 + prediction
counted = np.bincount(codes.ravel(), minlength=9).reshape(3, 3)
print("same as the loop:   ", np.array_equal(counted, tally))
print("same as the library:", np.array_equal(confusion_matrix(truth, prediction, num_classes=3), tally))

# %%
show_matrix(tally, room.names)

# %% [markdown]
# Read it in three ways.
#
# - **A row** is all that truly is one class, spread over the names it was given. Its sum is the *truth area*.
# - **A column** is all that was given one name, whatever it really is. Its sum is the *prediction area*.
# - **The diagonal** is what got its own name: the *intersection*. All else is wrong.

# %%
print("truly   floor, wall, door:", truth_area(tally))
print("called  floor, wall, door:", prediction_area(tally))
print("rightly floor, wall, door:", intersection(tally))

# %% [markdown]
# ## Predict, then run
#
# Now the model from the question, with its 1250 wrong pixels. Rows are truth, columns are prediction. Before you look
# at the matrix: you have three classes, so there are six ways to be wrong. Which share of the wrong pixels would each
# of the six take, if all were equally frequent? And which share, do you guess, does the most frequent one take here?

# %%
wrong = matrix - np.diag(intersection(matrix))
PredictFirst(
    "Which share of the wrong pixels does the most frequent of the six mistakes take?",
    answer=wrong.max() / wrong.sum(),
    because="A model has its own habits: some classes look alike to it, and others never do.",
)

# %%
print(f"equally frequent: {1 / 6:.2f}   the most frequent: {wrong.max() / wrong.sum():.2f}")

# %%
show_matrix(matrix, names)

# %% [markdown]
# So there the wrong pixels went. The most frequent mistake is B called A, the next is A called B: more than half of the
# wrong pixels are the two objects taken for each other. To improve this model, one would first show it more pictures in
# which A and B lie side by side. **The one number could not tell that; nine numbers can.**

# %% [markdown]
# ## Counts or shares?
#
# Classes differ in size, so counts are hard to compare. Divide each row by its sum, and the row says where a class
# *goes*. Divide each column by its sum, and the column says where a name *comes from*. These are different questions:
# "of all B, how much was called A?" and "of all that was called A, how much is B?"

# %%
a, b = names.index("A"), names.index("B")
print(f"of all B, called A:    {normalize(matrix, by='truth')[b, a]:.3f}")
print(f"of all called A, is B: {normalize(matrix, by='prediction')[b, a]:.3f}")

# %% [markdown]
# The two shares are close only because A and B are about equally large. Where one class is rare, they can differ by a
# factor of a hundred, so always say which of the two you mean. The first kind is called recall, the second precision,
# when they are taken of the diagonal; lesson 4 is about them.

# %% [markdown]
# ## Real picture
#
# Two classes first. Otsu's method looks for the one grey value that best splits the pixels of a picture into dark and
# bright. On the coins it calls everything brighter than that a coin. Compare picture and prediction, and guess which is
# larger, *missed* or *extra*. Then look for both numbers in the matrix.

# %%
coins = load("coins")
bright = coins.image > threshold_otsu(coins.image)
show_label_maps(image=coins.image, prediction=bright, palette=coins.palette)

# %%
coin_matrix = confusion_matrix(coins.truth, bright, num_classes=2)
larger = "missed" if coin_matrix[1, 0] > coin_matrix[0, 1] else "extra"
PredictFirst("Are more pixels missed or extra?", answer=larger, choices=["missed", "extra"])

# %%
show_label_maps(image=coins.image, truth=coins.truth, prediction=bright, palette=coins.palette)

# %%
show_matrix(coin_matrix, coins.palette.names)

# %% [markdown]
# With one object class, the four entries have names that you will meet everywhere. Seen from *coin*, they are: **true
# positives** (coin, called coin), **false negatives** (coin, called background: missed), **false positives**
# (background, called coin: extra) and **true negatives** (the rest). Here the false positives prevail: the lit side of
# the table is as bright as a coin.

# %%
(true_negatives, false_positives), (false_negatives, true_positives) = coin_matrix
print("true positives: ", true_positives, "  false negatives:", false_negatives)
print("false positives:", false_positives, "   true negatives: ", true_negatives)

# %% [markdown]
# Now five classes: sky, buildings, grass, a person and his equipment. The method is as plain as before. Two grey values
# split the picture into dark, middle and bright, and we call these person, grass and sky. Nothing is ever called
# building or equipment. Where will those pixels go?

# %%
camera = load("camera")
darkness = np.digitize(camera.image, threshold_multiotsu(camera.image, classes=3))
name_of = [camera.palette.index_of(name) for name in ("person", "grass", "sky")]
by_grey = np.array(name_of)[darkness]
show_label_maps(image=camera.image, truth=camera.truth, prediction=by_grey, palette=camera.palette)

# %%
camera_matrix = confusion_matrix(camera.truth, by_grey, num_classes=5)
show_matrix(camera_matrix, camera.palette.names, normalize="truth")

# %% [markdown]
# Each row adds up to 1. Three rows are nearly perfect. The row of buildings is split between sky and grass, and the row
# of equipment is spread over everything: metal shines, and its shadows are dark. The two columns of names that were
# never given are empty. A matrix shows at a glance what a model *cannot say*.

# %% [markdown]
# The picture has doubtful pixels too (255 in the truth: loose hair, distant trees). They are not in the matrix. Its sum
# is the number of **scored** pixels, and comparing that with the size of the picture is a good habit.

# %%
print("pixels: ", camera.truth.size)
print("ignored:", np.sum(camera.truth == 255))
print("scored: ", camera_matrix.sum())

# %% [markdown]
# ## Touch
#
# Choose the grey value yourself; here it goes from 0, black, to 1, white. A low one calls nearly everything a coin, a
# high one nearly nothing. (An arrow key goes on to the next value at which something changes.) Can you make missed and
# extra nearly equal? The columns of the matrix will then have nearly the sums of its rows: the right *amount* of coin,
# and still not the right coins. (The scores, curves and bars belong to lessons 3 and 4. Look at the four counts under
# *Pixels* for now.)

# %%
explorer = ThresholdExplorer(coins.image, coins.truth, coins.image / 255, threshold=0.42, name="coin")
explorer

# %%
show_matrix(explorer.matrix, coins.palette.names)

# %% [markdown]
# And here is the matrix of the question, to be changed. Each score beside it is made of some of its counts: go to one,
# with the mouse or the Tab key, and see which. Add 500 pixels to `A` called `B`. Which scores move, and which do not?
# You need not know their names yet; lessons 3 and 4 give them.

# %%
MatrixExplorer(*page_matrix())

# %% [markdown]
# ## Surprise
#
# The trick with `truth * K + prediction` has a trap in it. Label maps are mostly stored with one byte per pixel (uint8),
# which holds 0 to 255. Take 20 classes and a pixel of class 19 that is rightly called 19. What is 19 * 20 + 19? And
# what does numpy say when the numbers are bytes?

# %%
byte_truth = np.array([[19]], dtype=np.uint8)
byte_prediction = np.array([[19]], dtype=np.uint8)
code = int((byte_truth * np.uint8(20) + byte_prediction)[0, 0])
PredictFirst(
    "What is 19 * 20 + 19 in bytes?",
    answer=str(code),
    choices=["an error", "143", "255", "399"],
    because="Numpy takes 256 off, and says nothing.",
)

# %%
print("as integers:", 19 * 20 + 19, "  as bytes:", code)
print("so it counts as truth", code // 20, "and prediction", code % 20)
counted = confusion_matrix(byte_truth, byte_prediction, num_classes=20)
print("the library counts it at", np.argwhere(counted).tolist())

# %% [markdown]
# No error and no warning: beyond 255 a byte starts again at 0. A right pixel of class 19 was filed as a mistake between
# two other classes. On a whole data set such a matrix looks plausible, and its scores are wrong. Convert before you
# multiply, or use a function that is tested for it.

# %% [markdown]
# One more trap has nothing to do with numpy. **Many libraries take the prediction first**, or draw truth in the
# columns. Then the matrix is turned over its diagonal, and "missed" and "extra" change places. The sums show it: rows
# must add up to the truth.

# %%
swapped = confusion_matrix(bright.astype(int), coins.truth, num_classes=2)
print("coin pixels in the truth:", coins.truth.sum())
print("second row, as it should be:", coin_matrix[1].sum(), "   swapped:", swapped[1].sum())

# %% [markdown]
# ## Exercises
#
# Now you count: [exercises 2](../exercises/02_the_confusion_matrix.ipynb), seven questions in about 35 minutes. Finish
# the loop that counts a matrix, find the most frequent mistake of any matrix, and find out what happened to a
# colleague's whose sums do not fit. Then prove that all sums can fit although not one door is called door. Each check
# says on which case it saw a mistake, and what to read again.

# %% [markdown]
# Here are your guesses beside the answers. Were you right where you were sure?

# %%
recap()

# %% [markdown]
# ## Take-away
#
# 1. `matrix[truth, prediction]` counts every scored pixel once: rows are what is there, columns what was said.
# 2. Off the diagonal you read which class loses pixels to which; that is what tells you how to improve a model.
# 3. Check the sums: rows must add up to the truth, all entries to the scored pixels.

# %% [markdown]
# ## Look back
#
# 1. Why is 255 neither a row nor a column of the matrix? (lesson 1)
# 2. In which of the two results of lesson 0 are false positives far from any coin? (lesson 0)
#
# <details><summary>Answers</summary>
#
# 1. It marks pixels that nobody can judge; they are ignored.
# 2. In result A, with its extra pieces of coin along the edges of the picture.
#
# </details>
#
# **Next:** [lesson 3, accuracy and overlap](03_accuracy_and_overlap.ipynb).
