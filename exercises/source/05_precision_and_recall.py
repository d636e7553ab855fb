# %% [markdown]
# # Exercises {number:precision} · Precision and recall
#
# These questions belong to [{lesson:precision}](../notebooks/{notebook:precision}). They go from easy to hard. Put
# your answer in the place of each `...` and run the box, then the one below it: it says whether your answer is right,
# and if not, why.
#
# - **Stuck?** `ex05.at_half.hint()` gives a hint, and another one when you run it again. `ex05.at_half.solution()`
#   shows a solution.
# - **Wrong?** Look at the case that showed it, change your answer, and check again, as often as you like.
# - **Time:** {exercise_minutes} minutes.

# %%
import numpy as np

from segmetrics_lab.checks import ex05

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
ex05.at_half.check(my_precision)

# %% [markdown] question="at_half" part="hint"
# Go from left to right, and put a finger on each pixel that is claimed. Precision looks at these pixels alone.

# %% [markdown] question="at_half" part="hint"
# Claimed is where the probability is at least the threshold. What of the fourth pixel, then?

# %% [markdown] question="at_half" part="hint"
# The claimed ones are the pixels 1, 2, 3, 4 and 7. Which share of them is road?

# %% [markdown] question="brake" asks="choose"
# ## 2 · A brake
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
ex05.brake.check(my_brake)

# %% [markdown] question="brake" part="hint"
# For a person, which error is the dangerous one: the missed pixel or the extra one? And what does a driver do with a
# brake that brakes all the time?

# %% [markdown] question="brake" part="hint"
# Say each model's numbers in pixels. Of 100 pixels of a person, how many does it miss? Of 100 claimed pixels, how many
# are extra?

# %% [markdown] question="quarter" asks="diagnose"
# ## 3 · A quarter of the people?
#
# Rows are the truth, columns the prediction:
#
# | | person | vehicle | rest |
# |---|---|---|---|
# | **person** | 10 | 10 | 0 |
# | **vehicle** | 10 | 80 | 10 |
# | **rest** | 20 | 40 | 560 |
#
# A report on this matrix says: "Recall of person 0.25. Only a quarter of all people's pixels is found." What happened?
#
# - a: Nothing: 0.25 is the recall of person.
# - b: It is the precision of person.
# - c: It is the IoU of person.
# - d: The pixels of the rest were left out.

# %% [markdown] question="quarter" part="why"
# - a (M03): There are 20 pixels of people, the sum of their row, and 10 of them were called person.
# - b (right): 10 of the 40 pixels called person are people: 0.25 is a column. Recall goes along the row, 10 of 20.
# - c: IoU divides by the union, 10 + 10 + 30 pixels: 0.20.
# - d: Without the rest, 10 of the 20 pixels called person would be people, and still 10 of 20 would be found: 0.50.

# %% question="quarter" part="starter"
my_quarter = ...  # "a", "b", "c" or "d"

# %% question="quarter" part="solution"
my_quarter = "b"

# %% question="quarter" part="check"
ex05.quarter.check(my_quarter)

# %% [markdown] question="quarter" part="hint"
# How many pixels of people are there? How many pixels did the model call person? Which of the two sums is a row?

# %% [markdown] question="quarter" part="hint"
# Three fractions have 10 on top: 10 / 20, 10 / 40 and 10 / 50. Say for each of them what it divides by.

# %% [markdown] question="alike" asks="falsify"
# ## 4 · Alike by accuracy
#
# In a picture of 6 by 6 pixels the road is a block of 2 by 4. Paint two predictions of it. The first one, `wide`, finds
# all of the road, but its precision is at most 0.6. The second one, `narrow`, has nothing extra, but its recall is at
# most 0.25. And yet both have the same pixel accuracy.

# %% question="alike" part="starter"
truth = np.zeros((6, 6), dtype=int)
truth[2:4, 1:5] = 1
wide, narrow = np.zeros_like(truth), np.zeros_like(truth)
# paint both: wide[0:2, 3] = 1 paints two pixels of the column with the index 3

# %% question="alike" part="solution"
truth = np.zeros((6, 6), dtype=int)
truth[2:4, 1:5] = 1
wide, narrow = np.zeros_like(truth), np.zeros_like(truth)
wide[1, 0:6] = 1  # six extra pixels
wide[2:4, 1:5] = 1
narrow[2:4, 1] = 1  # six missed ones

# %% question="alike" part="check"
ex05.alike.check(wide, narrow)

# %% [markdown] question="alike" part="hint"
# Both have the same accuracy if both have equally many wrong pixels. The wrong ones of `wide` are extra, those of
# `narrow` are missed.

# %% [markdown] question="alike" part="hint"
# The road has 8 pixels. How many may `narrow` find at most, for a recall of 0.25? So how many does it miss?

# %% [markdown] question="alike" part="hint"
# `narrow` gets two pixels of the block. `wide` gets the whole block and six pixels around it, for instance one row.

# %% [markdown] question="scores" asks="implement" points=3
# ## 5 · Precision and recall
#
# `my_scores(truth, probability, threshold)` takes a label map, the probability of class 1 in the same shape, and a
# threshold. It returns two numbers for class 1, precision first: `(precision, recall)`. A pixel is claimed where its
# probability is **at least** the threshold. Pixels that are 255 in the truth are ignored: they count nowhere. A score
# that divides by 0 is `float("nan")`: precision where nothing is claimed, recall where nothing is there. (3 points in
# a class; alone, its solution after three tries.)


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
ex05.scores.check(my_scores)

# %% [markdown] question="scores" part="hint"
# Make two masks first: where the model claims class 1, and where it is. Both scores have the same pixels above the
# line, those in both masks. What stands below the line?

# %% [markdown] question="scores" part="hint"
# Precision divides by the number of claimed pixels, recall by the number of pixels that are there. An ignored pixel is
# in neither mask: `scored & ...`.

# %% [markdown] question="scores" part="hint"
# With `claimed` and `there`: `right = np.sum(claimed & there)`. Look with `claimed.any()` whether there is anything to
# divide by before you divide, then the same for `there`.

# %% question="scores" part="hidden"
CASES = [
    Case((drawn("#"), np.array([[0.0]]), 0.0), (1.0, 1.0), "one pixel, and both numbers are 0"),
    Case((drawn("?#?.", "#?.#"), drawn("9385", "2763") / 10, 0.3), (1 / 2, 2 / 3), "three of eight pixels are ignored"),
    Case((drawn("##", "##", "##").astype(np.int64), np.full((3, 2), 0.25), 0.5), (float("nan"), 0.0), "all is road"),
    Case((drawn("??", "?."), drawn("99", "92") / 10, 0.5), (float("nan"), float("nan")), "one pixel is scored"),
    Case((drawn("#..", "#.."), np.full((2, 3), 1.0, dtype=np.float32), 1.0), (1 / 3, 1.0), "all are sure, in float32"),
]

# %% [markdown]
# ## How far you are

# %%
ex05.progress()

# %% [markdown]
# **Next:** [{lesson:threshold}, choosing a threshold](../notebooks/{notebook:threshold}).
