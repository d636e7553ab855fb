# %% [markdown]
# # Exercises {number:leakage} · Leakage
#
# These questions belong to [{lesson:leakage}](../notebooks/{notebook:leakage}). They go from easy to hard. Put your
# answer in the place of each `...` and run the box, then the one below it: it says whether your answer is right, and
# if not, why.
#
# - **Stuck?** `ex11.cards.hint()` gives a hint, and another one when you run it again. `ex11.cards.solution()` shows a
#   solution.
# - **Wrong?** Look at the case that showed it, change your answer, and check again, as often as you like.
# - **Time:** {exercise_minutes} minutes.

# %%
import numpy as np

from segmetrics_lab.checks import ex11
from segmetrics_lab.metrics import iou_per_class
from segmetrics_lab.models import PixelModel, split
from segmetrics_lab.scenes import load_set

# %% [markdown] question="cards" asks="predict"
# ## 1 · Flash cards
#
# The memoriser of the lesson keeps a card for each frame it has learned, and reads out the label (V vehicle, R road) of
# the card with the nearest grey. Six drives of two frames:
#
# | drive | A | B | C | D | E | F |
# |---|---|---|---|---|---|---|
# | first frame | 20 V | 90 R | 150 V | 30 R | 100 V | 240 V |
# | second frame | 24 V | 93 R | 146 R | 33 R | 104 V | 236 V |
#
# For a start: it learns the first row and is asked the second. 24 is nearest to 20, so it says V, which is right; only
# in C it is wrong: 5 of 6. Now it learns A, B and C, both frames, and is asked D, E and F. How many of 6 are right?

# %% question="cards" part="starter"
my_count = ...  # a whole number from 0 to 6

# %% question="cards" part="solution"
my_count = 2  # both frames of F; 30 and 33 are nearest to 24 V, 100 and 104 to 93 R

# %% question="cards" part="check"
ex11.cards.check(my_count)

# %% [markdown] question="cards" part="hint"
# The cards are 20 V, 24 V, 90 R, 93 R, 150 V and 146 R. Which of them is nearest to 30? And what is the label of 30?

# %% [markdown] question="cards" part="hint"
# 30 and 33 get the card 24 V, but they are R. Go on with 100 and 104, then 240 and 236.

# %% [markdown] question="patients" asks="choose"
# ## 2 · Next year's patients
#
# A clinic has labelled scans of 40 patients, 100 slices each. A model is to outline tumours of patients who come next
# year; it has a threshold that somebody must choose. Which plan gives an honest score?
#
# - a: Draw half of the slices for training and test on the other half: no slice is on both sides.
# - b: Train on 30 patients, try all thresholds on the other 10, and report the best score.
# - c: Train on 20 patients, choose the threshold on 10 others, and test once on the last 10.
# - d: Train on all 40 patients, since more data make a better model, and report the score on their slices.

# %% [markdown] question="patients" part="why"
# - a (M21): But every patient is on both sides, and neighbouring slices are nearly copies. Next year's patients have no
#   slice in the training.
# - b (M20): The patients who judge have also chosen, so the best score is in part their luck. The choice needs patients
#   of its own.
# - c (right): Patients will be new, so the patient is the group: all slices of one stay together. And those who judge
#   have neither trained nor chosen.
# - d (M22): The model may be the best of the four, but nobody can tell: it is asked about slices that it has learned.

# %% question="patients" part="starter"
my_patients = ...  # "a", "b", "c" or "d"

# %% question="patients" part="solution"
my_patients = "c"

# %% question="patients" part="check"
ex11.patients.check(my_patients)

# %% [markdown] question="patients" part="hint"
# What will be new in use: slices, or patients? That is the group which stays on one side.

# %% [markdown] question="patients" part="hint"
# Two plans keep the test patients out of the training. In which of them do they also stay out of every choice?

# %% [markdown] question="honest" asks="implement"
# ## 3 · The number for the paper
#
# A city wants the buildings along its streets outlined, on drives that start next week. `drives` are the 96 frames of
# the lesson. Split them in halves with `seed=1`, fit `PixelModel("color and position")` on `pixels=8_000` with
# `seed=0`, and hand over the one IoU of class *building* that says how well it will do there. Everything you need
# stands in the imports.

# %% question="honest" part="starter"
drives = load_set("drives")
building = drives[0].palette.index_of("building")
my_building_iou = ...

# %% question="honest" part="solution"
drives = load_set("drives")
building = drives[0].palette.index_of("building")
training, test = split(drives, by="drive", seed=1)
model = PixelModel("color and position").fit(training, pixels=8_000, seed=0)
my_building_iou = iou_per_class(model.confusion_matrix(test))[building]

# %% question="honest" part="check"
ex11.honest.check(my_building_iou)

# %% [markdown] question="honest" part="hint"
# What will be new next week: pixels, frames or drives? Split by that.

# %% [markdown] question="honest" part="hint"
# `split(drives, by=..., seed=1)` gives training and test. Fit on the one, and let `model.confusion_matrix(...)` count
# on the other.

# %% [markdown] question="honest" part="hint"
# `iou_per_class(model.confusion_matrix(test))[building]`, for a model that was fitted on `training`, split by drive.

# %% [markdown] question="extra_column" asks="falsify"
# ## 4 · Split by drive, and leaky
#
# "Split by drive, and nothing can leak." Show that this is wrong. There are twelve drives of eight frames. Each frame
# has ten numbers, and the label of each *drive* was tossed with a coin. The memoriser learns the drives 0 to 5 and is
# asked 6 to 11: it takes the frame for which the differences, **added up over all numbers**, are smallest. Add one
# harmless-looking `column`, the same number for all frames of a drive, so that it is right about **every** frame.

# %% question="extra_column" part="starter"
drive = np.repeat(np.arange(12), 8)  # 0 0 0 0 0 0 0 0 1 1 ...
labels = np.repeat([1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 1, 1], 8)
column = np.zeros(96)  # change this

# %% question="extra_column" part="solution"
drive = np.repeat(np.arange(12), 8)  # 0 0 0 0 0 0 0 0 1 1 ...
labels = np.repeat([1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 1, 1], 8)
column = 100 * labels  # "this drive had a vehicle before"

# %% question="extra_column" part="check"
ex11.extra_column.check(column)

# %% [markdown] question="extra_column" part="hint"
# Which number would tell the answer? Think of a statistic of each drive that was computed over all data, before the
# split.

# %% [markdown] question="extra_column" part="hint"
# A column that is 1 where the label is 1, and else 0, tells everything. But beside ten other columns a difference of 1
# is soon outvoted.

# %% [markdown] question="extra_column" part="hint"
# The memoriser adds up the differences over eleven columns. Make the steps of yours so large that the other ten
# together cannot outweigh them.

# %% [markdown] question="alarm" asks="implement" points=3
# ## 5 · An alarm for copies
#
# `my_alarm(test, training)` takes two stacks of grey pictures, `uint8`, of shape `(n, height, width)` and `(m, height,
# width)`, at least one picture each. It returns a list: for each test picture, its distance to the nearest training
# picture. The distance of two pictures is the mean of the absolute differences of their pixels. Somebody has mirrored
# pictures, left to right, to get more of them: so each training picture counts as it is **and** mirrored. (3 points
# in a class; alone, its solution after three tries.)


# %% question="alarm" part="starter"
def my_alarm(test, training):
    ...  # replace this line


# %% question="alarm" part="solution"
def my_alarm(test, training):
    known = np.concatenate([training, training[:, :, ::-1]]).astype(float)
    return [float(np.abs(known - picture).mean(axis=(1, 2)).min()) for picture in test]


# %% question="alarm" part="check"
ex11.alarm.check(my_alarm)

# %% [markdown] question="alarm" part="hint"
# Begin with one test and one training picture: their distance. Then take the smallest over the training, then loop over
# the test.

# %% [markdown] question="alarm" part="hint"
# In bytes, 10 - 13 is 253. Convert first: `training.astype(float)`. And `picture[:, ::-1]` is a picture mirrored left
# to right.

# %% [markdown] question="alarm" part="hint"
# For each test picture: the `min` of `np.abs(other - picture).mean()` over all training pictures, mirrored ones
# included. Collect these numbers in a list.

# %% question="alarm" part="hidden"
CASES = [
    Case((np.full((1, 1, 1), 255, np.uint8), np.zeros((1, 1, 1), np.uint8)), [255.0], "the picture is one pixel"),
    Case(
        (np.array([[[0, 9, 200]]], np.uint8), np.array([[[200, 9, 0]], [[0, 9, 199]]], np.uint8)),
        [0.0],
        "a near picture and a mirrored copy are there",
    ),
    Case(
        (np.array([[[9, 0]], [[255, 131]]], np.uint8), np.array([[[0, 8]], [[128, 255]], [[1, 128]]], np.uint8)),
        [0.5, 1.5],
        "both are nearest to a mirrored picture, and some pixels are very bright",
    ),
]

# %% [markdown]
# ## How far you are
#
# **Next:** [{lesson:overfitting}](../notebooks/{notebook:overfitting}) asks how complicated a model may become.

# %%
ex11.progress()
