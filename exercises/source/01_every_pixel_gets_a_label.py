# %% [markdown]
# # Exercises {number:labels} · Every pixel gets a label
#
# These questions belong to [{lesson:labels}](../notebooks/{notebook:labels}). They go from easy to hard. Put your
# answer in the place of each `...` and run the box, then the one below it: it says whether your answer is right, and
# if not, why.
#
# - **Stuck?** `ex01.shares.hint()` gives a hint, and another one when you run it again. `ex01.shares.solution()` shows
#   a solution.
# - **Wrong?** Look at the case that showed it, change your answer, and check again, as often as you like.
# - **Time:** {exercise_minutes} minutes.

# %%
import numpy as np

from segmetrics_lab.checks import ex01

# %% [markdown] question="ignored" asks="predict"
# ## 1 · What counts?
#
# An example first: of 8 pixels the truth ignores 2, and the model is right on 3 of the others. So 3 / 6 = 0.5 of the
# scored pixels are right.
#
# Now take a picture of 100 pixels. In the truth, 20 of them are 255. On 10 of the others the **prediction** is 255: the
# model did not want to decide. Of the other 70 it is right on 60. Which share of the scored pixels is right?

# %% question="ignored" part="starter"
my_share_right = ...

# %% question="ignored" part="solution"
my_share_right = 60 / 80

# %% question="ignored" part="check"
ex01.ignored.check(my_share_right)

# %% [markdown] question="ignored" part="hint"
# Who decides which pixels stay out of the score, the truth or the prediction? How many are left then?

# %% [markdown] question="ignored" part="hint"
# 100 - 20 pixels are scored. Where the model said nothing it did not name the right class.

# %% [markdown] question="shares" asks="implement"
# ## 2 · How much of each class?
#
# `my_shares(label_map, num_classes)` returns a list: for each class from 0 to `num_classes - 1`, its share of the
# **scored** pixels. Pixels that are 255 are not counted, neither as pixels of a class nor among those by which you
# divide. A class that is not in the map has the share 0. At least one pixel is scored. The loop is there already.


# %% question="shares" part="starter"
def my_shares(label_map, num_classes):
    shares = []
    for class_index in range(num_classes):
        ...  # go on here
    return shares


# %% question="shares" part="solution"
def my_shares(label_map, num_classes):
    shares = []
    for class_index in range(num_classes):
        scored = label_map[label_map != 255]
        shares.append(float(np.mean(scored == class_index)))
    return shares


# %% question="shares" part="check"
ex01.shares.check(my_shares)

# %% [markdown] question="shares" part="hint"
# Which pixels are scored? Take those out of the map first. What is left is a one-dimensional array.

# %% [markdown] question="shares" part="hint"
# `array[mask]` holds the pixels where the mask is True. The mask of the scored pixels is a comparison with 255.

# %% [markdown] question="shares" part="hint"
# Compare the scored pixels with `class_index`. The mean of an array of True and False is the share of the True: append
# it to the list.

# %% [markdown] question="wall" asks="diagnose"
# ## 3 · Who drew a wall there?
#
# A label map has the classes floor (0), wall (1) and door (2). When it was drawn, 24 pixels were floor, 24 were door,
# and none was wall. A colleague has worked on it since. Now 18 pixels are floor, 12 are wall and 18 are door. What was
# done to the map?
#
# - a: It was halved and brought back to its size, each time by keeping one of the old pixels.
# - b: It was given another palette, in which the classes have other names.
# - c: It was blurred: each pixel became the rounded mean of its neighbourhood.
# - d: The doubtful pixels along the border were marked as ignored.

# %% [markdown] question="wall" part="why"
# - a (M30): That is nearest neighbour: it copies indices that are there. It can never write a 1 where only 0 and 2 are.
# - b: A palette gives names and colours to the indices, and leaves the indices alone. Here 12 pixels have another index
#   than before.
# - c (right): Between 0 and 2 lies 1. Along the border of floor and door the blur has written a seam of wall, which
#   nobody drew.
# - d: Ignored pixels are 255 and belong to no class, so the three counts would add up to less than 48. Here all 48
#   still have a class.

# %% question="wall" part="starter"
my_answer = ...  # "a", "b", "c" or "d"

# %% question="wall" part="solution"
my_answer = "c"

# %% question="wall" part="check"
ex01.wall.check(my_answer)

# %% [markdown] question="wall" part="hint"
# The counts add up to 48 before and after. So 12 pixels have another index than before, one that was nowhere in the
# map. Which of the four can write such an index?

# %% [markdown] question="wall" part="hint"
# Where do floor (0) and door (2) touch, and what is half-way between their indices?

# %% [markdown] question="mixed" asks="falsify"
# ## 4 · A test that proves nothing
#
# A colleague halves label maps by mixing: four pixels become one, the rounded mean of their indices. "I test it," he
# says, "the small map never holds an index that the large one lacks."
#
# Draw a map of 4 by 4 pixels, classes 0 to 3, that passes his test and is spoiled all the same: some small pixel gets a
# class that **none of its own four pixels** has. The box prints the small map.

# %% question="mixed" part="starter"
label_map = np.zeros((4, 4), dtype=int)
label_map[0:2, 0:2] = [[0, 0], [0, 0]]  # four pixels that become one: change them, and those beside them
first, second = label_map[::2, ::2], label_map[::2, 1::2]
third, fourth = label_map[1::2, ::2], label_map[1::2, 1::2]
print(np.round((first + second + third + fourth) / 4))  # the small map

# %% question="mixed" part="solution"
label_map = np.zeros((4, 4), dtype=int)
label_map[0:2, 0:2] = [[1, 3], [1, 3]]  # becomes a 2
label_map[2:4, 2:4] = 2  # so 2 is in the large map, too
first, second = label_map[::2, ::2], label_map[::2, 1::2]
third, fourth = label_map[1::2, ::2], label_map[1::2, 1::2]
print(np.round((first + second + third + fourth) / 4))  # the small map

# %% question="mixed" part="check"
ex01.mixed.check(label_map)

# %% [markdown] question="mixed" part="hint"
# Which two classes have a third one as their mean? Put them into one block of four.

# %% [markdown] question="mixed" part="hint"
# His test looks at the whole map. It finds nothing if the invented class is also drawn somewhere else.

# %% [markdown] question="mixed" part="hint"
# Half of a block can be class 1 and the other half class 3. Which class does it become, and in which other block can
# you draw that class?

# %% [markdown] question="halve" asks="implement" points=3
# ## 5 · Half the size, no class invented
#
# `my_half(label_map)` returns a label map of half the height and width (both are even). Each block of 2 by 2 pixels
# votes: the small pixel gets the index that most of them have; where several have equally many votes, the smallest of
# these. Pixels that are 255 do not vote; four of them give 255. Class indices go from 0 to 254, in any integer dtype.
# (3 points in a class; alone, its solution after three tries.)


# %% question="halve" part="starter"
def my_half(label_map):
    ...  # replace this line


# %% question="halve" part="solution"
def my_half(label_map):
    height, width = label_map.shape
    half = np.full((height // 2, width // 2), 255)
    for row in range(height // 2):
        for column in range(width // 2):
            block = label_map[2 * row : 2 * row + 2, 2 * column : 2 * column + 2]
            indices, votes = np.unique(block[block != 255], return_counts=True)
            if len(indices) > 0:
                half[row, column] = indices[votes.argmax()]
    return half


# %% question="halve" part="check"
ex01.halve.check(my_half)

# %% [markdown] question="halve" part="hint"
# Start with one block: which of its pixels vote, which indices do they have, and how often does each occur?

# %% [markdown] question="halve" part="hint"
# The block of the small pixel (row, column) is `label_map[2 * row : 2 * row + 2, 2 * column : 2 * column + 2]`.
# Take the 255 out of it, as in question 2.

# %% [markdown] question="halve" part="hint"
# `np.unique(..., return_counts=True)` gives the indices, the smallest first, and their counts. `argmax` of the counts
# finds the first of the largest. Begin with a small map full of 255, and leave it so where nobody votes.

# %% question="halve" part="hidden"
CASES = [
    Case((drawn("??", "??"),), drawn("?"), "every pixel is ignored"),
    Case((drawn("3.", ".?").astype(np.int64),), drawn("."), "three of four vote, in int64"),
    Case((drawn("?4", "4?", "5?", "?2").astype(np.uint16),), drawn("4", "2"), "the image is higher than wide: uint16"),
    Case((np.array([[254, 254], [0, 253]], dtype=np.uint8),), np.array([[254]]), "the indices are as large as can be"),
    Case((drawn("7535", "7135"),), drawn("73"), "two of four agree"),
]

# %% [markdown]
# ## How far you are

# %%
ex01.progress()

# %% [markdown]
# **Next:** [{lesson:matrix}, the confusion matrix](../notebooks/{notebook:matrix}).
