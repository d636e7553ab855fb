# %% [markdown]
# # Exercises 7 · Leakage
#
# These questions belong to [lesson 7](../notebooks/07_leakage.ipynb). They go from easy to hard. Replace each `...` by
# your own, run the box, then run the box below it, which tells you what it thinks.
#
# - **Stuck?** `ex07.cards.hint()` gives a first hint, called again the next one. `ex07.cards.solution()` shows a
#   solution.
# - **Wrong?** Look at the case that showed it, change your answer, and check again, as often as you like.
# - **Time:** 35 minutes.

# %%
import numpy as np

from segmetrics_lab.checks import ex07
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
ex07.cards.check(my_count)

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
ex07.patients.check(my_patients)

# %% [markdown] question="patients" part="hint"
# What will be new in use: slices, or patients? That is the group which stays on one side.

# %% [markdown] question="patients" part="hint"
# Two plans keep the test patients out of the training. In which of them do they also stay out of every choice?

# %% [markdown] question="shared_drives" asks="implement"
# ## 3 · Who is on both sides?
#
# `my_shared_drives(training, test)` takes two lists of frames. A frame is a pair of whole numbers, `(drive, frame)`, so
# that `(3, 0)` is the first frame of drive 3. It returns a sorted list of the drives that have frames on **both**
# sides, each once; an empty list where there is none. The first line is there already.


# %% question="shared_drives" part="starter"
def my_shared_drives(training, test):
    trained = {drive for drive, frame in training}  # a set: each drive once
    ...  # go on here


# %% question="shared_drives" part="solution"
def my_shared_drives(training, test):
    trained = {drive for drive, frame in training}  # a set: each drive once
    return sorted(trained & {drive for drive, frame in test})


# %% question="shared_drives" part="check"
ex07.shared_drives.check(my_shared_drives)

# %% [markdown] question="shared_drives" part="hint"
# Two frames of one drive are different pairs, and yet they share their drive. So compare drives, and leave the number
# of the frame aside.

# %% [markdown] question="shared_drives" part="hint"
# Make the same set of the test frames. `one & other` is the set of what two sets share, `sorted(...)` makes a sorted
# list of it.

# %% [markdown] question="three_models" asks="diagnose"
# ## 4 · Three models, nine scores
#
# Vehicle IoU on frames from the training, on the lab's test frames, and on drives that nobody had touched:
#
# | | training frames | lab test | new drives |
# |---|---|---|---|
# | A | 0.95 | 0.44 | 0.43 |
# | B | 0.74 | 0.72 | 0.41 |
# | C | 0.46 | 0.45 | 0.44 |
#
# Which sentence is right?
#
# - a: A has a leak, B overfits, C has neither fault.
# - b: A perhaps overfits, B is healthy: it has no gap in the lab.
# - c: A perhaps overfits, the lab test of B leaks, C has neither fault.
# - d: A is the best of the three: nobody else reaches 0.95.

# %% [markdown] question="three_models" part="why"
# - a (M34): The lab test of A was honest: new drives are no worse. The lab test of B promised 0.72 and new drives give
#   0.41, so the fault lies with that test.
# - b (M34): No gap in the lab is no proof: a leaky test is nearly a part of the training, so both agree. The gap of B
#   opens on new drives.
# - c (right): A falls before the lab test, B after it, and C not at all: it is equally weak everywhere. On new drives
#   all three are about equally good; only B was sold as better.
# - d (M22): 0.95 comes from frames that A has learned from. On new drives it has 0.43, about as much as the others.

# %% question="three_models" part="starter"
my_three_models = ...  # "a", "b", "c" or "d"

# %% question="three_models" part="solution"
my_three_models = "c"

# %% question="three_models" part="check"
ex07.three_models.check(my_three_models)

# %% [markdown] question="three_models" part="hint"
# A leak is a fault of the test: it promises what new drives do not keep. Overfitting is a fault of the model, and an
# honest test shows it. Whose lab test told the truth?

# %% [markdown] question="three_models" part="hint"
# Go from left to right and look for the fall. Before the lab test: perhaps overfitting. After it: a leak.

# %% [markdown] question="honest" asks="implement"
# ## 5 · The number for the paper
#
# A city wants the buildings along its streets outlined, on drives that start next week. `drives` are the 96 frames of
# the lesson. Split them in halves with `seed=1`, fit `PixelModel("color and position")` on `pixels=8_000` with `seed=0`,
# and hand over the one IoU of class *building* that says how well it will do there. Everything you need stands in the
# imports.

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
ex07.honest.check(my_building_iou)

# %% [markdown] question="honest" part="hint"
# What will be new next week: pixels, frames or drives? Split by that.

# %% [markdown] question="honest" part="hint"
# `split(drives, by=..., seed=1)` gives training and test. Fit on the one, and let `model.confusion_matrix(...)` count
# on the other.

# %% [markdown] question="honest" part="hint"
# `iou_per_class(model.confusion_matrix(test))[building]`, for a model that was fitted on `training`, split by drive.

# %% [markdown] question="extra_column" asks="falsify"
# ## 6 · Split by drive, and leaky
#
# "Split by drive, and nothing can leak." Show that this is wrong. Twelve drives of eight frames; each frame has ten
# numbers, and the label of each *drive* was tossed with a coin. The memoriser learns the drives 0 to 5 and is asked 6
# to 11: a matter of luck. Add one harmless-looking `column`, the same number for all frames of a drive, so that it is
# right about **every** frame.

# %% question="extra_column" part="starter"
drive = np.repeat(np.arange(12), 8)  # 0 0 0 0 0 0 0 0 1 1 ...
labels = np.repeat([1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 1, 1], 8)
column = np.zeros(96)  # change this

# %% question="extra_column" part="solution"
drive = np.repeat(np.arange(12), 8)  # 0 0 0 0 0 0 0 0 1 1 ...
labels = np.repeat([1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 1, 1], 8)
column = 100 * labels  # "this drive had a vehicle before"

# %% question="extra_column" part="check"
ex07.extra_column.check(column)

# %% [markdown] question="extra_column" part="hint"
# Which number would tell the answer? Think of a statistic of each drive that was computed over all data, before the
# split.

# %% [markdown] question="extra_column" part="hint"
# The memoriser adds up the differences over eleven columns. Yours must outweigh the other ten, so make its steps large.

# %% [markdown] question="alarm" asks="implement" points=3
# ## 7 · An alarm for copies
#
# `my_alarm(test, training)` takes two stacks of grey pictures, `uint8`, of shape `(n, height, width)` and `(m, height,
# width)`, at least one picture each. It returns a list: for each test picture, its distance to the nearest training
# picture. The distance of two pictures is the mean of the absolute differences of their pixels. Somebody has mirrored
# pictures, left to right, to get more of them: so each training picture counts as it is **and** mirrored. (3 points in
# a class; its solution comes after the deadline.)


# %% question="alarm" part="starter"
def my_alarm(test, training):
    ...  # replace this line


# %% question="alarm" part="solution"
def my_alarm(test, training):
    known = np.concatenate([training, training[:, :, ::-1]]).astype(float)
    return [float(np.abs(known - picture).mean(axis=(1, 2)).min()) for picture in test]


# %% question="alarm" part="check"
ex07.alarm.check(my_alarm)

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

# %%
ex07.progress()
