# %% [markdown]
# # Start here: which of these two results would you ship?
#
# A museum wants a program that finds its coins in photographs. Two programs are ready. Both put 98 of 100 pixels
# into the right class. You may deliver one. At the end of this page you will know why that number did not help you.
#
# <img src="pictures/start.svg" width="820" alt="The same photograph of 24 coins twice, with what program A found of the coins and what program B found painted green: nearly everything, in both. Below each: 0.98 of the pixels are right.">
#
# - **You will** run a notebook, look at two real results, commit to a choice, and see what the score did not say.
# - **You need** Python functions and numpy arrays. No machine learning.
# - **Time:** 30 minutes.

# %% [markdown]
# ## How to use this page
#
# Grey boxes hold code. Click into one and press **Shift + Enter**: it runs, and the next box is selected. Run them in
# order, from top to bottom. This is your own copy: change what you like, nothing can break. (To start a lesson over,
# run `make fresh LESSON=00` in the folder of the course, or `segmetrics fresh 00` without make; your old file is kept.)
#
# Try it with the next box. It looks for everything that the course needs.

# %%
import numpy as np
from skimage import filters, measure, morphology

from segmetrics_lab.metrics import confusion_matrix, iou_per_class
from segmetrics_lab.plots import show_label_maps
from segmetrics_lab.scenes import load

print("Everything is installed.")

# %% [markdown]
# ## Question
#
# Here is the photograph: Greek coins from Pompeii, kept in the Brooklyn Museum. The light falls from the upper left,
# and the coins are worn. A person sees at once where each coin lies. A program sees only numbers, one grey value
# for each pixel, from 0 (black) to 255 (white).

# %%
coins = load("coins")
show_label_maps(image=coins.image, alt="24 worn coins in four rows of six, on a dark ground lit from the upper left")

# %% [markdown]
# Both programs work alike. Around each pixel they take the mean grey value of a square window, in which near pixels
# count more than far ones. A pixel that is brighter than this mean by some amount is called coin. Then holes are filled
# and specks narrower than five pixels removed. They differ in three settings: the size of the window, how much brighter a coin must
# be, and whether each found coin is widened by one pixel in the end.


# %%
def find_coins(image, *, window, brighter, widen):
    found = image > filters.threshold_local(image, window, offset=-brighter)
    found = morphology.remove_small_holes(found, max_size=5000)
    found = morphology.opening(found, morphology.disk(2))
    return morphology.dilation(found, morphology.disk(1)) if widen else found


result_a = find_coins(coins.image, window=73, brighter=5, widen=False)
result_b = find_coins(coins.image, window=121, brighter=15, widen=True)

# %% [markdown]
# How good are they? Somebody has marked the truth with care: for every pixel, 1 where there is a coin and 0 where not.
# The share of pixels on which a result agrees with the truth is called **pixel accuracy**. It is the first number that
# anybody looks at.

# %%
accuracy_a = np.mean(result_a == coins.truth)
accuracy_b = np.mean(result_b == coins.truth)
print(f"result A: {accuracy_a:.3f} of the pixels are right")
print(f"result B: {accuracy_b:.3f} of the pixels are right")

# %% [markdown]
# ## Predict, then run
#
# The numbers are a tie. The museum wants one thing: a label beside each coin, printed by a machine that cuts out what
# the program found. Which result do you deliver? Write `"A"` or `"B"` into the box, and run it. You can only trust the
# number or toss a coin. That is the point: **commit first**, then look.
#
# The box after it shows result A, and where it disagrees with the truth: *missed* is coin that A called background,
# *extra* is background that A called coin.

# %%
my_choice = None  # "A" or "B"

# %%
show_label_maps(image=coins.image, truth=coins.truth, prediction=result_a, palette=coins.palette)

# %% [markdown]
# And result B. Read its disagreement slowly: where do the wrong pixels lie, and how are they spread?

# %%
show_label_maps(image=coins.image, truth=coins.truth, prediction=result_b, palette=coins.palette)

# %% [markdown]
# ## What the number did not say
#
# The errors have the same size and not the same kind. Program A finds extra pieces of coin along the edges of the
# picture. Program B draws each coin a little too wide. A machine that cuts out each piece does not care about a rim of
# one pixel, but it cuts out every extra piece. So let us count the pieces: pixels that touch each other form one object.

# %%
objects_a = measure.label(result_a).max()
objects_b = measure.label(result_b).max()
print(f"coins on the table: {coins.object_ids.max()}")
print(f"objects in A: {objects_a}   objects in B: {objects_b}")
print("you chose:", my_choice or "nothing yet (write A or B into the box above, and run this box again)")

# %% [markdown]
# Program B finds every coin once, and nothing else. With A, the museum prints labels for coins that do not exist. Here
# are the pieces of A that touch no coin at all. Together they cover hardly more than a hundredth of the picture, and
# each costs the museum a label.

# %%
pieces = measure.label(result_a)
extra = result_a & ~np.isin(pieces, pieces[coins.truth == 1])
print(f"extra objects in A: {measure.label(extra).max()}, {extra.mean():.3f} of the picture")
show_label_maps(image=coins.image, prediction=extra, palette=coins.palette)

# %% [markdown]
# Could you have known? No: the numbers were a tie, and tossing a coin would have done as well. **Pixel accuracy counts
# wrong pixels and forgets where they are, what they were, and whom they hurt.**

# %% [markdown]
# ## Surprise
#
# Is there a better number? People who know the field would say "use IoU", the overlap of truth and result, which you
# will build yourself in lesson 3. Run the box and see what IoU says about A and B. Then think again about what "a
# better number" could mean.

# %%
for name, result in (("A", result_a), ("B", result_b)):
    iou = iou_per_class(confusion_matrix(coins.truth, result, num_classes=2))
    print(f"result {name}: IoU of coin {iou[1]:.3f}")

# %% [markdown]
# A tie again! IoU looks at overlap, so it has other strengths, but it too counts pixels and knows nothing of objects.
# **No single number is the right one.** Each answers a question. Whoever judges a model must know which question a
# number answers, and which one the user asked. That is what this course teaches: after it, nobody can fool you with a
# segmentation score, not even yourself.

# %% [markdown]
# ## Touch
#
# Change the three settings below and run the box again. Can you reach an accuracy above 0.99 *and* exactly 24 objects?
# Can you find a result with a high accuracy that would be useless to the museum? (The window must be
# an odd number.)

# %%
my_result = find_coins(coins.image, window=51, brighter=5, widen=False)
print(f"accuracy {np.mean(my_result == coins.truth):.3f}, objects {measure.label(my_result).max()}")
show_label_maps(truth=coins.truth, prediction=my_result, palette=coins.palette)

# %% [markdown]
# ## Exercises: how to answer one
#
# After each lesson comes a set of exercises. The pattern is always the same: replace the `...` by your own lines, run
# the box, then run the box below. Here that box prints what is expected. In the sets it calls a check, such as
# `ex01.shares.check(my_shares)`: it tells you on which small case an answer is wrong and which idea may be behind it,
# and `ex01.shares.hint()` helps.
#
# **Your first one:** `share_right(truth, prediction)` returns the share of pixels on which both agree. Three of the
# four pixels below do.


# %%
def share_right(truth, prediction):
    ...  # replace this line


# %%
small_truth = np.array([[0, 0], [1, 1]])
small_prediction = np.array([[0, 1], [1, 1]])
print("your answer:", share_right(small_truth, small_prediction), "  expected: 0.75")

# %% [markdown]
# `None` means that your function does not return anything yet: that is where everybody starts. When you want to
# compare, open the solution.
#
# <details><summary>Solution</summary>
#
# ```python
# def share_right(truth, prediction):
#     return np.mean(truth == prediction)
# ```
#
# `truth == prediction` is True where both agree. True counts as 1 and False as 0, so the mean is the share.
#
# </details>

# %% [markdown]
# ## Where the course goes
#
# | lesson | its question | minutes |
# |---|---|---|
# | [1 · Every pixel gets a label](01_every_pixel_gets_a_label.ipynb) | What exactly does the computer know about this coffee cup? | 30 |
# | [2 · The confusion matrix](02_the_confusion_matrix.ipynb) | Where did the 1250 wrong pixels go? | 35 |
# | [3 · Accuracy and overlap](03_accuracy_and_overlap.ipynb) | Slide the mask by one pixel: do you lose a little or a lot? | 45 |
# | [4 · Precision and recall](04_precision_and_recall.ipynb) | How sure must the car be before it calls it road? | 45 |
# | [5 · Good, bad and misleading](05_good_bad_and_misleading.ipynb) | Is 0.82 good? | 45 |
# | [6 · The accuracy paradox](06_the_accuracy_paradox.ipynb) | 98 % right and useless: how? | 40 |
# | [7 · Leakage](07_leakage.ipynb) | Why was the car found so well in the lab, and so badly on the road? | 40 |
# | [8 · Overfitting](08_overfitting.ipynb) | How complicated may a model become? | 45 |
#
# Take them in order: each uses what the one before has built. The [map of the course](index.ipynb) shows where each
# idea is explained, drawn, tried and tested, and the [glossary](glossary.ipynb) has every word.

# %% [markdown]
# ## Take-away
#
# 1. Two results with the same score can differ in what matters: **look at the pictures** before you trust the number.
# 2. A score answers one question. Know which one, and ask whether it is the user's.
# 3. Commit to a guess before you run a cell. A surprise is how learning feels.
#
# **Next:** [lesson 1, every pixel gets a label](01_every_pixel_gets_a_label.ipynb).
