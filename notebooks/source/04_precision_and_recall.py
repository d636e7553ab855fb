# %% [markdown]
# # 4 · Precision and recall
#
# **How sure must the car be before it calls it road?**
#
# - **You will** count precision and recall by hand, read them off a matrix, turn one model into a strict and a generous
#   one, choose a threshold honestly, and say of each class which error is the dangerous one.
# - **You need** lessons 0 to 3.
# - **Time:** 45 minutes, and 30 for the exercises.

# %%
import numpy as np

from segmetrics_lab.labels import Palette
from segmetrics_lab.metrics import (
    confusion_matrix,
    f_beta_per_class,
    precision_per_class,
    recall_per_class,
    threshold_sweep,
)
from segmetrics_lab.models import PixelModel, preset
from segmetrics_lab.pictures import Picture
from segmetrics_lab.plots import show_curves, show_label_maps, show_matrix, show_sweep
from segmetrics_lab.scenes import load_set
from segmetrics_lab.widgets import PredictFirst, ThresholdExplorer, recap

# %% [markdown]
# ## Question
#
# A car drives where its model says *road*. The model is never quite certain, least of all in fog. If it says road only
# when nearly sure, the road ahead is full of holes. If it says road on slight suspicion, the road runs into the ditch.
# Where would you draw the line? In the scene below, *road* is the asphalt and its markings; the two people who walk
# there are no road. (The scenes of this lesson are rendered: they show how metrics behave, not how well a car would
# drive.)


# %%
def road_scenes(split):  # binary makes two classes of eight: road with its markings is 1, all else 0
    return [scene.binary("road", "marking", name="road") for scene in load_set("road", split)]


training, validation, test = road_scenes("train"), road_scenes("validation"), road_scenes("test")
walkers = validation[11]
words = "A road runs straight into fog; on its left edge a man walks, far behind him another; a lorry drives ahead"
show_label_maps(image=walkers.image, truth=walkers.truth, palette=walkers.palette, alt=words)

# %% [markdown]
# ## By hand
#
# First 5 by 6 pixels. A **probability map** says for every pixel how sure the model is that it is road, from 0 to 1. A
# **threshold** makes a claim of it: road where the probability is at least 0.5. Run one cell, and count with your
# finger the road that is *missed*, and the *extra* road, claimed and not there. The second cell marks both.

# %%
truth = np.array([[0, 0, 0, 0, 0, 0], [0, 0, 1, 1, 0, 0], [0, 1, 1, 1, 1, 0], [0, 1, 1, 1, 1, 0], [1, 1, 1, 1, 1, 1]])
probability = np.array(
    [
        [0.0, 0.0, 0.2, 0.1, 0.0, 0.0],
        [0.2, 0.3, 0.3, 0.4, 0.3, 0.2],
        [0.4, 0.5, 0.7, 0.8, 0.4, 0.9],
        [0.6, 0.7, 0.8, 0.8, 0.6, 0.5],
        [0.3, 0.6, 0.9, 0.9, 0.8, 0.5],
    ]
)
lane = Palette(["not road", "road"])
print(probability)
show_label_maps(truth=truth, palette=lane)

# %%
show_label_maps(truth=truth, prediction=probability >= 0.5, palette=lane)

# %% [markdown]
# ## Definition
#
# Two fractions, with the same pixels on top: those that are road *and* claimed.
#
# - **Precision** = right / claimed. Of all that the model calls road, which share is road?
# - **Recall** = found / there. Of all road that is there, which share did the model call road?
#
# Precision falls with every extra pixel, recall with every missed one. (Medicine says *positive predictive value*
# and *sensitivity*.)

# %%
claimed, there = probability >= 0.5, truth == 1
right = np.sum(claimed & there)
print("right:", right, "  missed:", np.sum(there & ~claimed), "  extra:", np.sum(claimed & ~there))
print(f"precision {right / np.sum(claimed):.2f}   recall {right / np.sum(there):.2f}")

# %% [markdown]
# In the matrix both start from the same entry, `matrix[1, 1]`. Precision divides it by its **column**, all that was
# called road. Recall divides it by its **row**, all that is road. Swap truth and prediction, and each turns into the
# other, without any error message. So say the question aloud: precision doubts the *claim*, recall doubts the *search*.

# %%
matrix = confusion_matrix(truth, probability >= 0.5, num_classes=2)
print(f"from the matrix: {matrix[1, 1] / matrix[:, 1].sum():.2f} and {matrix[1, 1] / matrix[1].sum():.2f}")
print(f"the library's:   {precision_per_class(matrix)[1]:.2f} and {recall_per_class(matrix)[1]:.2f}")
show_matrix(matrix, lane.names)

# %% [markdown]
# ## Predict, then run
#
# Now a **generous** model and a **strict** one. They are the same model: only the threshold differs, 0.2 and 0.8. The
# generous one will hardly miss anything. But the strict one: what will its precision be? Look at the probabilities
# above before you guess.

# %%
strict_matrix = confusion_matrix(truth, probability >= 0.8, num_classes=2)
strict_precision = precision_per_class(strict_matrix)[1]
why = "Of one pixel it is very sure, and that one is no road."
PredictFirst("The threshold is 0.8. What is the precision?", answer=strict_precision, close=0.05, because=why)

# %%
for name, threshold in (("generous", 0.2), ("even", 0.5), ("strict", 0.8)):
    matrix = confusion_matrix(truth, probability >= threshold, num_classes=2)
    print(f"{name:8} precision {precision_per_class(matrix)[1]:.2f}   recall {recall_per_class(matrix)[1]:.2f}")

# %% [markdown]
# The generous model misses nothing, and more than a third of its road is not road. The strict one has a single extra
# pixel, and misses most of the road. What you did with three thresholds is called a **threshold sweep**: the same
# probability map, scored at one threshold after the other. The library counts all of them at once, and gets the same.

# %%
three = threshold_sweep(truth, probability, thresholds=[0.2, 0.5, 0.8])
print("precision:", three.precision.round(2), "  recall:", three.recall.round(2))
show_sweep(threshold_sweep(truth, probability), marked={"generous": 0.2, "strict": 0.8})

# %% [markdown]
# Without thresholds, it takes every probability that occurs. Left: recall never goes up; precision goes up, and at the
# end it falls. Keep that in mind for the surprise.
#
# "At least" matters: three of our pixels have a probability of exactly 0.5, and two of them are road. With `>` in
# place of `>=` they would not be claimed: precision would be higher and recall lower. (Count it, if you like; you meet
# such pixels again in the exercises.)

# %% [markdown]
# ## Real picture
#
# The model is a **forest**: 20 decision trees, each of which asks its own yes-or-no questions about a pixel (is it
# bright? far down? at an edge?). Its probability is the mean of what the trees say.
#
# The scenes come in three sets: 24 **training images** to learn from, 12 **validation images** to try things on and
# choose by, 12 **test images** for one last judgement. Here is the foggy validation image again. White is sure of road.

# %%
# What it knows of a pixel: brightness, edges and curvature around it, near and wide, and where in the image it lies.
# What it learns from: 10,000 pixels, drawn at random from all training images.
forest = PixelModel("multiscale and position").fit(training, pixels=10_000)
sureness = forest.probability(walkers.image)
words = "White on the near road, but not on its paint; black in the sky; grey on the far road and on a walker's legs"
Picture((255 * sureness).round().astype(np.uint8), words, width_px=480)

# %% [markdown]
# The same forest, strict: road where the probability is at least 0.8. Guess before you look: *where* will road be
# missing? The scene with all its classes tells how many of the extra pixels lie on a walker.

# %%
foggy = load_set("road", "validation")[11]  # the same scene, all classes
is_person = foggy.truth == foggy.palette.names.index("person")
strict = forest.with_threshold(0.8).predict(walkers.image)
print(f"extra: {np.sum((strict == 1) & (walkers.truth == 0))}   on a walker: {np.sum((strict == 1) & is_person)}")
show_label_maps(truth=walkers.truth, prediction=strict, palette=lane)

# %% [markdown]
# The far road is gone, and with it the place to which the car is heading; some of the near paint is gone too. Only a
# handful of pixels are extra, but read where: even the strict model does not promise to leave people alone. Now the
# generous one, at 0.15. (A *preset* is a model whose settings the library keeps under a name: its "strict" and
# "generous" are this forest with these two thresholds.)

# %%
show_label_maps(truth=walkers.truth, prediction=forest.with_threshold(0.15).predict(walkers.image), palette=lane)

# %% [markdown]
# Nearly all of the road is found. But look at both sides: grass is road now, bits of the trees are, and so are the legs
# of the near walker. One picture is only one picture. Let us count all 12 validation images into one matrix for each
# threshold. (One IoU per image and their mean is another score: see *per image* in the [glossary](glossary.ipynb).)


# %%
def stacked(scenes):
    probabilities = [forest.probability(scene.image) for scene in scenes]
    return np.stack([scene.truth for scene in scenes]), np.stack(probabilities)


truths, probabilities = stacked(validation)
for name, threshold in (("generous", 0.15), ("even", 0.5), ("strict", 0.8)):
    matrix = confusion_matrix(truths, probabilities >= threshold, num_classes=2)
    print(f"{name:8} precision {precision_per_class(matrix)[1]:.3f}   recall {recall_per_class(matrix)[1]:.3f}")

# %% [markdown]
# Now at 99 thresholds. The panel on the right shows the deals that this model offers: so much recall at so much
# precision. **Average precision** is the area under that curve, in steps, the leftmost one carried on to recall 0. It
# is 1 for a model that gives every road pixel a higher probability than any other pixel. It judges all thresholds at
# once; but a car drives with one of them, and average precision does not say with which.

# %%
grid = np.arange(1, 100) / 100
sweep = threshold_sweep(truths, probabilities, thresholds=grid)
show_sweep(sweep, marked={"generous": 0.15, "even": 0.5, "strict": 0.8})

# %% [markdown]
# ## What does a missed pixel cost?
#
# To choose a point you need a price. **F-beta** is one number from right, missed and extra pixels, in which a missed
# pixel costs beta squared times as much as an extra one. Beta 1 makes them cost the same: that is Dice, from
# lesson 3. Beta 2 makes a miss four times as expensive; beta 0.5 a quarter. At 0.5 our small picture had 12 right
# pixels, 4 missed and 3 extra. (Dice counted right pixels twice, 1 + 1; here it is 1 + price.)

# %%
matrix = confusion_matrix(truth, probability >= 0.5, num_classes=2)
for beta in (0.5, 1, 2):
    price, right = beta**2, 12
    by_hand = (1 + price) * right / ((1 + price) * right + price * 4 + 3)
    print(f"beta {beta}: by hand {by_hand:.3f}   library {f_beta_per_class(matrix, beta)[1]:.3f}")

# %% [markdown]
# Each price has a favourite threshold. On the validation images: will the highest point move to the left or to the
# right when misses get more expensive? Decide before you run.

# %%
for beta in (0.5, 1, 2):
    print(f"beta {beta}: best threshold {sweep.best('f_beta', beta=beta):.2f}")
curves = {f"beta {beta}": sweep.f_beta(beta) for beta in (0.5, 1, 2)}
show_curves(grid, curves, x_label="threshold", y_label="F-beta")

# %% [markdown]
# To the left: if you fear a miss, you claim more. So "the best threshold" does not exist before somebody has said what the
# errors cost. That is a decision about the world, not about the model; 0.5 is a default, not a law.

# %% [markdown]
# ## Choose here, judge there
#
# Say the price is settled, and we want the highest IoU. (It ranks like Dice, so this is beta 1.) The honest way: choose
# the threshold on the validation images, then score it once on the test images. The wrong way: choose it on the test
# images themselves.

# %%
test_truths, test_probabilities = stacked(test)
test_sweep = threshold_sweep(test_truths, test_probabilities, thresholds=grid)
chosen = sweep.best("iou")
honest, wrong = test_sweep.iou[grid == chosen].item(), test_sweep.iou.max()
print(f"chosen on validation: {chosen:.2f}   IoU on test {honest:.2f}")
print(f"chosen on test:       {test_sweep.best('iou'):.2f}   IoU on test {wrong:.2f}")
print("gain:", "under 0.005" if wrong - honest < 0.005 else f"{wrong - honest:.2f}")

# %% [markdown]
# The second IoU cannot be below the first: it is the highest value of the whole curve. But the gain is tiny: twelve
# images are more than 200,000 pixels, and only one number was chosen. Then why all the fuss?
#
# Because people have fewer images, and choose more. Take twelve small studies: each has *one* test image, chooses its
# threshold there, and reports that IoU. Then its threshold meets the eleven other images. Will it lose 0.001, 0.01 or
# more, on average?

# %%
alone = [threshold_sweep(test_truths[i], test_probabilities[i], thresholds=grid).iou for i in range(12)]
scores = np.array(alone)  # a row for each image, a column for each threshold
table = scores[:, scores.argmax(axis=1)]  # table[image, study]
promised, kept = np.diag(table).mean(), table[~np.eye(12, dtype=bool)].mean()
print(f"promised on its own image {promised:.2f}   lost on the others {promised - kept:.2f}")

# %%
lights = ("noon", "overcast", "dusk", "fog")  # of the first four test images, a curve for each
by_light = dict(zip(lights, scores, strict=False))
show_curves(grid, by_light, x_label="threshold", y_label="IoU of one image")

# %% [markdown]
# The peaks lie at quite different thresholds. If you choose on the image that judges you, you report the peak; the next
# image does not keep it. Choosing among many models fools in the same way, as lesson 8 shows. Hence the rule:
# **choose on validation images, judge on test images, once.**

# %% [markdown]
# ## Touch
#
# Move the threshold on the foggy road. First reach the goal, a recall of at least 0.99: what is left of the precision,
# and where do the extra pixels lie? Then look for a threshold at which no pixel of a walker is road any more. The box
# after it counts those at the threshold where you left it. How much of the road is still found by then? (An arrow key
# goes on to the next threshold that changes something. The bars are those of lesson 3: watch their brackets.)

# %%
goals = [("recall of road", ">=", 0.99)]
explorer = ThresholdExplorer(walkers.image, walkers.truth, sureness, name="road", goals=goals)
explorer

# %%
my_road = sureness >= explorer.threshold
print(f"at {explorer.threshold}: person pixels called road: {np.sum(is_person & my_road)} of {is_person.sum()}")

# %% [markdown]
# ## Surprise: surer, and more often wrong
#
# "A higher threshold always raises precision." Many people take this for a law. Here is another model, the library's
# preset "bad", which knows of each pixel only how bright it is. Its threshold goes from 0.5 to 0.65. Will its precision
# on the test images rise, fall or stay? (Nothing is chosen from now on, so looking at them spoils nothing.)

# %%
by_brightness = preset("bad").fit(training, pixels=10_000)
brightness_maps = np.stack([by_brightness.probability(scene.image) for scene in test])
bad_sweep = threshold_sweep(test_truths, brightness_maps, thresholds=grid)
at, higher = np.searchsorted(bad_sweep.thresholds, [0.5, 0.65])
PredictFirst(
    "The threshold goes up from 0.5 to 0.65. What does the precision of this model do?",
    answer="it rises" if bad_sweep.precision[higher] > bad_sweep.precision[at] else "it falls",
    choices=["it rises", "it falls", "it stays"],
)

# %%
show_sweep(bad_sweep, marked={"0.50": 0.5, "0.65": 0.65})

# %% [markdown]
# It falls, and recall falls with it: a higher threshold made everything worse. Raising a threshold *throws out* claimed
# pixels. Recall can only lose by that. Precision rises if the share of right ones among those thrown out is lower than
# among all claimed, and falls if it is higher. Compare the two. (Beyond about 0.7 this model claims nothing: precision
# is 0/0, undefined, and its curve ends.)

# %%
right = bad_sweep.true_positives
called = right + bad_sweep.false_positives
print(f"right among all claimed at 0.50:  {right[at] / called[at]:.2f}")
print(f"right among those thrown out:     {(right[at] - right[higher]) / (called[at] - called[higher]):.2f}")

# %% [markdown]
# What the bad model threw out was road more often than what it claimed. In the small picture one pixel of 0.9 is no
# road (a grey car, perhaps), and does the same.
#
# And the good forest, is it free of this? Take its threshold up step by step, from each probability that occurs to the
# next, and count how often precision falls, and how far.

# %%
every = threshold_sweep(test_truths, test_probabilities)
steps = np.diff(every.precision)
falls, rises = steps[steps < 0], steps[steps > 0]
print(f"{steps.size} steps up: recall rises at {np.sum(np.diff(every.recall) > 0)}")
print(f"precision falls at {falls.size}, all falls together: {-falls.sum():.3f}")
print(f"precision rises at {rises.size}, all rises together: {rises.sum():.3f}")
show_sweep(every)

# %% [markdown]
# In the curve of the good forest no fall can be seen. Still, precision falls at about half of the steps; but all falls
# together are tiny beside all rises. About half of the steps throw out a single pixel. If it was right, precision loses
# a hair. If it was wrong, precision gains far more, wherever most of the claim is right. Recall never rises, in any
# model.

# %% [markdown]
# ## Surprise: what the extra road is made of
#
# The generous model has a high recall, and its precision does not look alarming. The full truth has eight classes, so
# it knows what the extra road really is. Little of it is people: they are small. But turn the question round: which
# share of all *people's pixels* is painted over with road?

# %%
eight = np.stack([scene.truth for scene in load_set("road", "test")])
level = 0.15
extra = (test_probabilities >= level) & (test_truths == 0)
counts = np.bincount(eight[extra], minlength=8)
areas = np.bincount(eight[eight != 255], minlength=8)
PredictFirst(
    f"At a threshold of {level}: which share of all people's pixels is painted over with road?",
    answer=counts[7] / areas[7],  # class 7: person
    because="People are so few of all pixels that the precision of road hardly feels them.",
)

# %%
matrix = confusion_matrix(test_truths, test_probabilities >= level, num_classes=2)
print(f"at {level}: precision {precision_per_class(matrix)[1]:.2f}   recall {recall_per_class(matrix)[1]:.2f}")
for name, count, area in zip(load_set("road")[0].palette.names, counts, areas, strict=True):
    print(f"{name:9} {count:5} extra pixels: {count / counts.sum():.2f} of them, {count / area:.2f} of the class")

# %% [markdown]
# About half of the extra road is grass. Vehicles are hit worst: they are about a quarter of it, with nearly half of
# their pixels. People are about a hundredth, too few to move precision. But from their side it is about a third of
# their pixels. On whom do these lie?

# %%
pedestrian, his = test[8], np.sum(extra[8] & (eight[8] == 7))
print(f"of the {counts[7]} extra pixels on people, {his} lie on this one")
claim = forest.with_threshold(level).predict(pedestrian.image)
show_label_maps(image=pedestrian.image, truth=pedestrian.truth, prediction=claim, palette=lane)

# %% [markdown]
# Most of them lie on one man. A car that trusts this map drives *through* him. **A detector of road that claims too
# much is no safe one.** (Set `level` to 0.8 where it is set, and run from there: what does it cost to leave people
# nearly alone?)

# %% [markdown]
# The web page "Why segmentation labels every pixel", from which this course grew, says of the road: for safety recall
# matters more, and precision must not be too low. Ask of each class which error hurts before you agree:
#
# | class | missed | extra |
# |---|---|---|
# | road | the car slows down or makes a detour | **the car drives on grass, or over what was painted over** |
# | person | **the car does not brake** | the car brakes for nothing |
#
# For people the sentence is right. For road the dangerous error is the extra pixel, and precision guards against
# that. Neither score alone is safe: if you paint everything, your recall is 1.

# %% [markdown]
# ## Exercises
#
# Now you decide: [exercises 4](../exercises/04_precision_and_recall.ipynb), seven questions in about 30 minutes. Choose
# the brake to which you would trust a person, say what is wrong with "expect 0.91", break the rule that a higher
# threshold always raises precision, and find the strictest threshold that a rule book allows. Each check says on which
# case it saw a mistake, and what to read again.
#
# Here are your guesses of this lesson beside the answers. Were you right where you were sure?

# %%
recap()

# %% [markdown]
# ## Take-away
#
# 1. Precision = right / claimed, the column; recall = found / there, the row. One without the other says nothing.
# 2. A higher threshold never raises recall. Precision gains over a long way up if the model is good, but can fall at
#    any step. What an error costs decides which threshold is best: name the price, choose on validation images, and
#    judge once on test images.
# 3. Ask per class which error hurts: a missed person, an extra piece of road.

# %% [markdown]
# ## Look back
#
# 1. Dice is F-beta with which beta? And what does IoU divide by? (lesson 3)
# 2. A matrix has rows that do not add up to the truth. What may have happened? (lesson 2)
#
# <details><summary>Answers</summary>
#
# 1. Beta 1. IoU divides by the union: right, missed and extra pixels together.
# 2. Truth and prediction were swapped, and precision and recall with them.
#
# </details>
#
# **Next:** [lesson 5](05_good_bad_and_misleading.ipynb) asks when a score is good: is 0.82 good?
