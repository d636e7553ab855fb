# %% [markdown]
# # Exercises {number:remedies} · Remedies
#
# These questions belong to [{lesson:remedies}](../notebooks/{notebook:remedies}). They go from easy to hard. Put your
# answer in the place of each `...` and run the box, then the one below it: it says whether your answer is right, and
# if not, why.
#
# - **Stuck?** `ex10.wet.hint()` gives a hint, and another one when you run it again. `ex10.wet.solution()` shows a
#   solution.
# - **Wrong?** Look at the case that showed it, change your answer, and check again, as often as you like.
# - **Time:** {exercise_minutes} minutes.

# %%
import numpy as np

from segmetrics_lab.checks import ex10
from segmetrics_lab.metrics import threshold_sweep
from segmetrics_lab.models import preset
from segmetrics_lab.scenes import load_set

# %% [markdown] question="wet" asks="choose"
# ## 1 · Wet walls
#
# A model looks for cracks in photographs of walls. Somebody counts: "Of 5000 crack pixels on wet walls it found 0.80,
# of 5000 on dry walls 0.40." The wet pixels belong to 2 cracks, the dry ones to 30. What do you answer?
#
# - a: Water helps the model: 10,000 pixels are evidence enough, and the difference is large.
# - b: First photograph the 2 wet cracks again, ten times as sharp. With 500,000 wet pixels it will be clear.
# - c: It may be chance, or something else about these 2 cracks. Wet the walls of all 32, and photograph them again.
# - d: Leave out 28 of the dry cracks, so that both groups hold 2 cracks each. Then the comparison is fair.

# %% [markdown] question="wet" part="why"
# - a: Pixels of one crack are found or missed together, so there are 2 wet cases and not 5000. And wet may only go
#   with being found: both of these cracks may be wide, for instance.
# - b: That makes more pixels of the same 2 cracks, and tells nothing about a third one. Count objects.
# - c (right): Now only the water changes, and each of the 32 cracks is compared with itself. What differs then is an
#   effect of the water, and 30 of the cracks are new evidence.
# - d: Equal numbers do not make 2 cracks more than 2. You would throw away what you know about the others.

# %% question="wet" part="starter"
my_wet = ...  # "a", "b", "c" or "d"

# %% question="wet" part="solution"
my_wet = "c"

# %% question="wet" part="check"
ex10.wet.check(my_wet)

# %% [markdown] question="wet" part="hint"
# If one pixel of a crack is found, how surprised are you that the pixel beside it is found too? So how many independent
# cases are there on wet walls?

# %% [markdown] question="wet" part="hint"
# In how many ways could these 2 cracks differ from the 30 others, besides being wet? Which answer changes the water and
# nothing else?

# %% [markdown] question="unmoved" asks="falsify"
# ## 2 · The accuracy has not moved
#
# "The accuracy is what it was, so the change made no difference." Show that this is wrong. The truth is a wall of 10 by
# 10 pixels with a crack of five, `wall[2:7, 4]`. The old result, `before`, finds two of them and has one pixel extra.
# Draw a result `after` that has the **same accuracy** and a **recall of 0.8 or more**. Then look at the scores: what
# rises, and what pays?

# %% question="unmoved" part="starter"
wall, before = np.zeros((2, 10, 10), dtype=int)
wall[2:7, 4] = 1
before[2:4, 4] = 1
before[2, 5] = 1
after = np.zeros((10, 10), dtype=int)  # after[rows, columns] = 1

# %% question="unmoved" part="solution"
wall, before = np.zeros((2, 10, 10), dtype=int)
wall[2:7, 4] = 1
before[2:4, 4] = 1
before[2, 5] = 1
after = np.zeros((10, 10), dtype=int)
after[2:6, 4] = 1  # four of the five: one is missed
after[2:5, 5] = 1  # three are extra

# %% question="unmoved" part="check"
ex10.unmoved.check(after)

# %% [markdown] question="unmoved" part="hint"
# How many pixels of `before` are wrong? As many must be wrong in yours, but they need not be wrong in the same way.

# %% [markdown] question="unmoved" part="hint"
# A recall of 0.8 means four of the five, or all of them. How many are missed then? And how many may be extra, so that
# missed and extra together are what they were?

# %% [markdown] question="chosen" asks="implement"
# ## 3 · A threshold for a brief
#
# The box trains the lesson's forest, and its function `maps_of` gives truth and probability of `"train"`,
# `"validation"` or `"test"` scenes. The brief: *find at least 0.50 of the object's pixels; among the thresholds that
# do, take the highest, since its extra pixels are fewest.* Thresholds are 0.05, 0.10, ... 0.95. Later, the test scenes
# will judge your choice. Which threshold do you take? Compute it in the box below.

# %%
forest = preset("paradox").fit(
    [scene.binary("vehicle", "person", name="object") for scene in load_set("rare", "train")]
)


def maps_of(part):
    scenes = [scene.binary("vehicle", "person", name="object") for scene in load_set("rare", part)]
    probability = np.stack([forest.probability(scene.image) for scene in scenes])
    return np.stack([scene.truth for scene in scenes]), probability


# %% question="chosen" part="starter"
my_threshold = ...

# %% question="chosen" part="solution"
truth, probability = maps_of("validation")
sweep = threshold_sweep(truth, probability, thresholds=np.arange(1, 20) / 20)
my_threshold = sweep.thresholds[sweep.recall >= 0.50].max()

# %% question="chosen" part="check"
ex10.chosen.check(my_threshold)

# %% [markdown] question="chosen" part="hint"
# Which scenes may choose, if the test scenes are to judge? And which score does the brief name?

# %% [markdown] question="chosen" part="hint"
# `truth, probability = maps_of("validation")`, then `threshold_sweep(truth, probability, thresholds=...)` as in the
# lesson; it has `.thresholds` and `.recall`.

# %% [markdown] question="chosen" part="hint"
# `sweep.recall >= 0.50` is a mask of the thresholds that find enough. Select with it, and take the largest.

# %% [markdown] question="mean_recall" asks="implement" points=3
# ## 4 · A score on which silence does not pay
#
# The **mean recall** (elsewhere *balanced accuracy*) is the mean of the recalls of all classes that are in the truth;
# of two classes, the blank mask gets 0.5, however rare the object. `my_mean_recall(truth, prediction, num_classes)`
# takes two label maps and returns it. Pixels that are 255 in the **truth** are ignored. A prediction may hold 255, too,
# where the model does not decide: such a pixel is missed. Where every pixel is ignored, the answer is NaN. (3 points
# in a class; alone, its solution after three tries.)


# %% question="mean_recall" part="starter"
def my_mean_recall(truth, prediction, num_classes): ...  # replace this line


# %% question="mean_recall" part="solution"
def my_mean_recall(truth, prediction, num_classes):
    there = [truth == class_index for class_index in range(num_classes)]
    recalls = [np.mean(prediction[mask] == index) for index, mask in enumerate(there) if mask.any()]
    return float(np.mean(recalls)) if recalls else float("nan")


# %% question="mean_recall" part="check"
ex10.mean_recall.check(my_mean_recall)

# %% [markdown] question="mean_recall" part="hint"
# Recall is found / there. Take one class: which pixels are there? On how many of these does the prediction say the
# same?

# %% [markdown] question="mean_recall" part="hint"
# `prediction[truth == class_index]` is what the model says where this class is. A class without a pixel in the truth
# has no recall: leave it out.

# %% [markdown] question="mean_recall" part="hint"
# Loop over `range(num_classes)`; where `np.any(truth == class_index)`, append
# `np.mean(prediction[truth == class_index] == class_index)`. Return the mean of the list, or NaN where it is empty.

# %% question="mean_recall" part="hidden"
CASES = [
    Case((drawn("?#?", "#??"), drawn("..?", "?#."), 2), 0.0, "nothing is right where it is scored"),
    Case((drawn("#", "2", "2", "."), drawn("#", "2", "#", "."), 3), 5 / 6, "the image is one pixel wide"),
    Case((drawn("333", "3?3"), drawn("332", "?.3"), 6), 0.6, "only one class is there"),
    Case((drawn("..", "##"), drawn("??", "??"), 2), 0.0, "the prediction decides nothing"),
]

# %% [markdown]
# ## How far you are
#
# **Next:** [{lesson:leakage}](../notebooks/{notebook:leakage}), on a model that is good in the lab only.

# %%
ex10.progress()
