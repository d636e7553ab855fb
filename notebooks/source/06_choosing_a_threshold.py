# %% [markdown]
# # {number:threshold} · Choosing a threshold
#
# **Which threshold is the best, and on which images may you look for it?**
#
# - **You will** sweep the threshold, say what a missed pixel costs, and choose a threshold honestly.
# - **You need** lessons {number:start} to {number:precision}.
# - **Time:** {minutes} minutes, and {exercise_minutes} for the exercises.
#
# The folded box below holds imports. It takes some seconds.

# %% [markdown] slide="Choosing a threshold" minutes=1 short=1 audience="class"
# **Which threshold is the best, and on which images may you look for it?**

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask which threshold the class has used so far, in this course or elsewhere. Nearly always it is 0.5. Ask why. Do not
# help: the silence is the beginning of this lecture.

# %% jupyter={"source_hidden": true}
import sys

import numpy as np
from sklearn.tree import DecisionTreeClassifier
from tqdm import tqdm

from segmetrics_lab.metrics import confusion_matrix, f_beta_per_class, threshold_sweep
from segmetrics_lab.models import PixelModel, preset
from segmetrics_lab.plots import show_curves, show_label_maps, show_peaks, show_probability, show_sweep
from segmetrics_lab.scenes import load_set
from segmetrics_lab.widgets import ThresholdExplorer, ask, recap


# %% jupyter={"source_hidden": true}
def road_scenes(split):  # two classes: the road with its markings, and all else
    return [s.binary("road", "marking", name="road") for s in load_set("road", split)]


def probability_maps(model, scenes):
    return np.stack([model.probability(scene.image) for scene in scenes])


def iou_of_images(model):  # a row for each test image, a column for each threshold
    maps = zip(test_truths, probability_maps(model, test), strict=True)
    return np.stack([threshold_sweep(*pair, thresholds=grid).iou for pair in maps])


training, validation, test = map(road_scenes, ("train", "validation", "test"))
truths, test_truths = (np.stack([s.truth for s in each]) for each in (validation, test))
grid = np.arange(1, 100) / 100
forest = PixelModel("multiscale and position").fit(training, pixels=10_000)

# %% [markdown]
# ## Question
#
# Here is the forest of {lesson:precision} again. (The cell above fits it, which takes a few seconds.) How light must
# the grey be for the car to drive there? Most programs take 0.5, because nobody asked. Is there a better
# threshold? Better for whom? And how would you know that it is still better tomorrow, on a road that nobody has seen?

# %% slide="How light must the grey be for the car to drive there?" minutes=2 short=1
fog = validation[11]
sureness = forest.probability(fog.image)
show_probability(sureness, image=fog.image, name="road")

# %% [markdown] slideshow={"slide_type": "notes"}
# Point at a grey spot between the lorry and the man, and ask by hands: drive or stop? Then the better question: how
# would you find out tomorrow that you were right? Leave it open; the second half answers it.

# %% [markdown]
# ## By hand
#
# Eight pixels, of which four are road. At the thresholds 0.2, 0.4, 0.6 and 0.8, count the claimed pixels and the right
# ones among them. What are precision and recall? The figure shows the decision at 0.6.

# %% slide="Eight pixels, four thresholds: what does each of them give you?" minutes=3 short=2
truth = np.array([[1, 1, 0, 0], [1, 0, 1, 0]])
probability = np.array([[0.8, 0.6, 0.6, 0.2], [0.8, 0.4, 0.4, 0.2]])
print(probability)
show_label_maps(truth=truth, prediction=probability >= 0.6, palette=fog.palette)

# %% [markdown] slideshow={"slide_type": "notes"}
# Give each quarter of the room one threshold: 0.2, 0.4, 0.6, 0.8. One minute, then call out precision and recall as
# fractions. Common slip: nothing is claimed at 0.8, because exactly 0.8 is left out (M19). The picture shows 0.6.

# %% [markdown]
# ## Definition
#
# A **threshold sweep** scores the same probabilities at one threshold after the other. Each gives a precision and a
# recall. Drawn as points, with recall to the right and precision upwards, they are the **precision-recall curve**: all
# the deals that this model offers.

# %% slide="Four thresholds, four deals: which one would you take?" minutes=2 short=1
for threshold in (0.2, 0.4, 0.6, 0.8):
    claimed = probability >= threshold
    right = np.sum(claimed & (truth == 1))
    precision, recall = right / np.sum(claimed), right / np.sum(truth == 1)
    print(f"{threshold}: precision {precision:.2f}   recall {recall:.2f}")

# %% [markdown] slideshow={"slide_type": "notes"}
# Compare the lines with what the room called out; somebody always has a slip, find it together. Then ask for the best
# of the four. There are several answers, and each is right for somebody. Each is a deal: more of one for less of the
# other.

# %% [markdown]
# The library counts all thresholds at once. On the right is the precision-recall curve. (The *average precision* above
# it is the area under it. It judges all thresholds together, but a car drives with one of them.)

# %% slide="The same four deals as points on a curve" minutes=2 short=1
show_sweep(threshold_sweep(truth, probability), marked={"low": 0.4, "high": 0.8})

# %% [markdown] slideshow={"slide_type": "notes"}
# Let somebody find the four pairs on the right, one after another. Then give the price a name, because the vote needs
# it: with beta, a missed pixel costs beta squared times as much as an extra one; with beta 1 both cost the same, and
# it is Dice.

# %% [markdown]
# ### What does a missed pixel cost?
#
# To choose a point you need a price. **F-beta** makes one number out of right, missed and extra pixels. In it a missed
# pixel costs beta squared times as much as an extra one. With beta 1 both cost the same: that is Dice. With beta 2 a
# missed pixel is four times as expensive. By hand, at a threshold of 0.8:

# %%
matrix = confusion_matrix(truth, probability >= 0.8, num_classes=2)
right, missed, extra = 2, 2, 0
for beta in (0.5, 1, 2):
    top = (1 + beta**2) * right
    by_hand = top / (top + beta**2 * missed + extra)
    print(f"beta {beta}: {by_hand:.3f} {f_beta_per_class(matrix, beta)[1]:.3f}")

# %% slide="Vote: both errors cost the same. Where is the best threshold?" minutes=5 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "The forest of the foggy road, scored on 12 validation images. A missed pixel costs "
    "as much as an extra one (beta 1). Where is its best threshold?",
    answer="below 0.5",
    choices=["below 0.5", "at 0.5", "above 0.5"],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# - at 0.5: they believe that equal prices mean the middle; that fits accuracy, which also counts the pixels rightly
#   left alone
# - above 0.5: they believe that a surer claim is a better one, and forget what it misses (M31)
#
# Below 0.5: F-beta never counts pixels that were rightly left alone, but a right claim counts twice, so it pays to
# claim at a little less than one half. The eight pixels had their peak at 0.4 too.

# %% [markdown]
# ## Predict, then run
#
# Now all 12 validation images at 99 thresholds, counted into one matrix for each. Which threshold is best if missed and
# extra pixels cost the same?

# %% slide="Twelve images, 99 thresholds, one peak" minutes=1
sweep = threshold_sweep(truths, probability_maps(forest, validation), thresholds=grid)
print("beta 1: best threshold", sweep.best("f_beta", beta=1))

# %% [markdown] slideshow={"slide_type": "notes"}
# Read the number, then let somebody who changed sides in the vote say what convinced them. If asked: in a model whose
# probabilities can be read as frequencies, the best threshold for Dice is half of the best Dice, so never above 0.5.

# %% [markdown] guess="four-times" part="question" close=0.04
# Now a missed pixel costs four times as much as an extra one (beta 2). Which threshold is best?

# %% [markdown] guess="four-times" part="because"
# When misses are expensive, it pays to claim more, so the threshold goes down. But not to a quarter of it: far down
# there is little road left to find, and a lot of grass to claim.

# %% [markdown] guess="four-times" part="wrong"
# - too high: Expensive misses ask for more claims, so for a lower threshold.
# - too low: The price is four times as high, but the threshold does not fall to a quarter.

# %% slide="Now a miss costs four times as much. Where does the threshold go?" minutes=2
ask("four-times", sweep.best("f_beta", beta=2))

# %% [markdown] slideshow={"slide_type": "notes"}
# First the direction by hands, up or down, then a number. A quarter of the last one is a popular guess: four times
# the price, a quarter of the threshold. Lock in what most of them say.

# %% answers="four-times" slide="Three prices, three peaks: who may choose among them?" minutes=2
for beta in (0.5, 1, 2):
    print(f"beta {beta}: best threshold {sweep.best('f_beta', beta=beta):.2f}")
curves = np.stack([sweep.f_beta(beta) for beta in (0.5, 1, 2)])
names = ["beta 0.5", "beta 1", "beta 2"]
show_peaks(grid, curves, names=names, x_label="threshold", y_label="F-beta")

# %% [markdown] slideshow={"slide_type": "notes"}
# Look how flat the peaks are: a threshold that is a little off costs almost nothing. Then the question of the
# headline: not the programmer. Whoever pays for the errors has to name the price first.

# %% [markdown]
# So nobody can name the best threshold before somebody has said what the errors cost. And 0.5 is only a habit.

# %% [markdown]
# ## Real picture
#
# The same sweep in full. The three models of {lesson:precision} are three points on one curve. On most of it you get
# more of one score only for less of the other.

# %% slide="All deals of one forest: which of the three would you take?" minutes=2 short=2
show_sweep(sweep, marked={"generous": 0.15, "even": 0.5, "strict": 0.8})

# %% [markdown] slideshow={"slide_type": "notes"}
# Find generous, even and strict in both pictures. On the left, follow the solid line of IoU: flat in the middle, so
# many thresholds are nearly as good. On the right, ask where the corner is, and why nobody would go far beyond it.

# %% [markdown]
# ## Choose here, judge there
#
# Say we want the highest IoU. (It ranks thresholds as beta 1 does.) The honest way: choose the threshold on the
# validation images, then score it once on the test images. The other way: choose it on the test images themselves.

# %% slide="Chosen here, or chosen on the test itself: how much is it worth?" minutes=2 short=1
on_test = threshold_sweep(test_truths, probability_maps(forest, test), thresholds=grid)
chosen = sweep.best("iou")
print(f"from validation {chosen}: on test {on_test.iou[grid == chosen].item():.3f}")
print(f"from test {on_test.best('iou')}:       on test {on_test.iou.max():.3f}")

# %% [markdown] slideshow={"slide_type": "notes"}
# Honest choice first, the other below. Ask: so is choosing on the test harmless? Let them say yes, the difference is
# tiny. It is, with twelve images and one number to choose. Now we take that comfort away.

# %% [markdown]
# The second IoU cannot be lower, it is the top of the whole curve. But it is hardly higher: twelve images are many
# pixels, and one number was chosen. The harm begins with few images. Imagine twelve studies, each with *one* test
# image that chooses its threshold. Below are the curves of all twelve images, with their peaks as dots. The line is the
# threshold chosen on validation.

# %% slide="Twelve studies with one image each: every dot is a promise" minutes=2 short=2
iou = iou_of_images(forest)
show_peaks(grid, iou, x_label="threshold", y_label="IoU of one image", marked=chosen)

# %% [markdown] slideshow={"slide_type": "notes"}
# Each curve is one test image, each dot the best threshold for it. Let somebody choose one far to the right and ask
# what that study would publish. The dashed line is the threshold from validation: it hits none of the dots.

# %% [markdown]
# Most peaks lie close together, some far away. Each study *promises* the IoU at its own peak. How much of it does its
# threshold *keep* on the eleven other images? And what does the threshold from validation reach? (All three are means
# over the images.)


# %%
def promised_and_kept(iou):  # a row for each image, a column for each candidate
    promised, kept = [], []
    for image in range(12):
        winner = iou[image].argmax()
        promised.append(iou[image, winner])
        kept.append(np.delete(iou[:, winner], image).mean())
    return np.mean(promised), np.mean(kept)


# %% slide="Vote: how good are the studies' thresholds on other images?" minutes=5 short=4 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "Each of the twelve studies takes the threshold with the highest IoU on its own "
    "image. On the eleven other images, compared with the threshold from validation, "
    "these thresholds do on average ...",
    answer="worse",
    choices=["better", "as well", "worse"],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# - better: they trust the higher number, though the image that gives it has also chosen (M20)
# - as well: they remember that the peaks are flat, and that on all twelve test images together it hardly mattered
#
# Worse: a threshold that suits one image suits that image. Twelve validation images agree on what most images have in
# common.

# %% slide="What was promised, what was kept" minutes=2 short=1
promised, kept = promised_and_kept(iou)
print(f"promised, on the study's own image: {promised:.3f}")
print(f"with the threshold from validation: {iou[:, grid == chosen].mean():.3f}")
print(f"kept, on the eleven other images:   {kept:.3f}")

# %% [markdown] slideshow={"slide_type": "notes"}
# Three numbers, read from top to bottom. The studies promise more than anybody reaches, and then keep less than the
# honest choice. Ask which of the three a reader of their papers would see: only the first.

# %% [markdown]
# That was one model. People try many, with other settings. Now each study tries 20 trees, each
# at 99 thresholds, and keeps what is best on its one image. (Fitting them takes some seconds; a bar shows how far it
# is.)

# %% jupyter={"source_hidden": true}
by_tree = []
for seed in tqdm(range(20), file=sys.stdout, leave=False):
    tree = PixelModel("multiscale and position", DecisionTreeClassifier(max_depth=8))
    tree.fit(training, pixels=500, seed=seed)
    by_tree.append(iou_of_images(tree))

# %% [markdown] guess="twenty-trees" part="question" low=0 high=0.3 close=0.015
# Each study promises the best IoU that 20 trees at 99 thresholds reach on its one image. How much lower is the IoU of
# its choice on the eleven other images, on average?

# %% [markdown] guess="twenty-trees" part="because"
# The highest of 1980 numbers is partly luck, and other images do not share it. With every tree tried the promise grows;
# what is kept does not.

# %% [markdown] guess="twenty-trees" part="wrong"
# - too high: All trees have learned from the same training images, and all find most of the road.
# - too low: You saw what one model at 99 thresholds loses. Twenty trees offer twenty times as many chances.

# %% slide="Each study now tries 20 trees. How much too good is its promise?" minutes=2
promised, kept = promised_and_kept(np.hstack(by_tree))
ask("twenty-trees", promised - kept)

# %% [markdown] slideshow={"slide_type": "notes"}
# With one forest the gap was about 0.03. Ask: more with twenty times as many tries, or less? Then a number, and lock
# it in. Some say twenty times as much. The trees are all alike, so it cannot be.

# %% answers="twenty-trees" slide="Promised and kept, with every further tree" minutes=2
tries = [1, 2, 5, 10, 20]
results = np.array([promised_and_kept(np.hstack(by_tree[:n])) for n in tries])
curves = {"promised": results[:, 0], "kept": results[:, 1]}
show_curves(tries, curves, x_label="trees tried", y_label="IoU")

# %% [markdown] slideshow={"slide_type": "notes"}
# Two curves from the same studies. Ask what the lower one does while the upper one climbs: nothing. Trying more has
# not found anything better, only something luckier. Say the rule aloud: choose on validation, judge on test, once.

# %% [markdown]
# Whatever you choose, a threshold, a setting or a model, the rule is: **choose on validation images, judge on test
# images, once.**

# %% [markdown]
# ## Touch
#
# Move the threshold on the foggy road. First reach the goal, a recall of at least 0.99. What is left of the precision?
# Then find a threshold at which the near man is free of road. How much of the road is still found? (An arrow key goes
# on to the next threshold that changes something.)

# %% slide="Find 99 % of the road, then free the man" minutes=4 short=3
goals = [("recall of road", ">=", 0.99)]
ThresholdExplorer(fog.image, fog.truth, sureness, name="road", goals=goals)

# %% [markdown] slideshow={"slide_type": "notes"}
# Let somebody from the class move the threshold down until the goal is met, and the room say what is painted over.
# Then up, until the near man is free of road, and read the recall. No threshold gives both.

# %% [markdown]
# ## Surprise: a higher threshold
#
# Another model, the library's preset "bad", knows only how bright each pixel is. (A *preset* is a model whose
# settings the library keeps under a name.) Its threshold goes up from 0.5 to 0.65. What does that do to its precision
# on the test images? (We choose nothing here, so looking at them spoils nothing.)

# %% slide="A model that knows only brightness: what if you raise its threshold?" minutes=1
grey = preset("bad").fit(training, pixels=10_000)
bad = threshold_sweep(test_truths, probability_maps(grey, test), thresholds=grid)
print(f"precision at 0.50: {bad.precision[grid == 0.5].item():.2f}")

# %% [markdown] slideshow={"slide_type": "notes"}
# Hands first: will precision rise, stay or fall? Nearly all say rise (M31). Then a number, and lock it in. The road
# is grey, but so are walls, and the sky in fog.

# %% [markdown] guess="brighter" part="question" close=0.03
# This model knows only brightness. What is its precision at a threshold of 0.65?

# %% [markdown] guess="brighter" part="because"
# Raising a threshold throws claimed pixels out. Recall can only lose by that. Precision rises if those thrown out were
# right less often than the rest, and falls if they were right more often. Here they were right more often.

# %% [markdown] guess="brighter" part="wrong"
# - too high: A higher threshold throws pixels out. Nothing says that these are the wrong ones.
# - too low: It does not fall as far as recall does.

# %% slideshow={"slide_type": "fragment"}
ask("brighter", bad.precision[grid == 0.65].item())

# %% answers="brighter" slide="From 0.50 to 0.65: follow the blue dashes" minutes=2
show_sweep(bad, marked={"0.50": 0.5, "0.65": 0.65})

# %% [markdown] slideshow={"slide_type": "notes"}
# Precision falls: the pixels that were thrown out were right more often than those that stayed. Where this model is
# surest, it is not right most often. Recall can only go down, in every model; for precision there is no such promise.

# %% [markdown]
# Compare this precision curve with that of the good forest in "Real picture". What is different?
#
# <details><summary>Deeper: the good forest, step by step</summary>
#
# Take its threshold up from each probability that occurs to the next. Most steps throw out very few pixels, often a
# single one. If that one was right, precision falls by a hair; if it was wrong, precision rises by far more, because
# most of the claim is right. So there are many tiny falls and some larger rises, and over a long way up the rises win.
# Recall never rises, in any model.
#
# </details>

# %% [markdown]
# ## Exercises
#
# In [exercises {number:threshold}](../exercises/{exercises:threshold}) you say what is wrong with "expect 0.91" and
# find the strictest threshold that a rule book allows. Here are your guesses beside the answers.

# %%
recap()

# %% [markdown]
# ## Take-away
#
# 1. A sweep shows all deals between precision and recall; what the errors cost decides between them.
# 2. Choose on validation images, judge on test images, once. Few images and many tries make empty promises.
# 3. A higher threshold never raises recall. It mostly raises the precision of a good model, but precision can fall at
#    any step.

# %% [markdown] slide="Choose here, judge there" minutes=1 short=1 audience="class"
# - Say what the errors cost; then choose the threshold
# - Choose on validation images, judge on test images, once
# - A higher threshold never raises recall, and does not always raise precision

# %% [markdown] slideshow={"slide_type": "notes"}
# Come back to the silence of the beginning: why 0.5? Because nobody asked. For home: exercises {number:threshold},
# above all what is wrong with "expect 0.91".

# %% [markdown]
# ## Look back
#
# 1. Which error does recall count, and which does precision? ({lesson:precision})
# 2. What does Dice count twice, and what does IoU divide by? ({lesson:overlap})
#
# <details><summary>Answers</summary>
#
# 1. Recall counts missed pixels, precision extra ones.
# 2. The pixels that are right. IoU divides by the union: right, missed and extra pixels together.
#
# </details>
#
# **Next:** [{lesson:verdict}]({notebook:verdict}) asks when a model is good.
