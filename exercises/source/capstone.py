# %% [markdown]
# # The capstone · Which model should drive?
#
# One case, from a brief to a recommendation: two trained models, what they score, and which of them you would send out.
# It uses what all lessons of the [course](../notebooks/index.ipynb) have taught. Put your own answer in the place of
# each `...` and run the box, then the one below it: it says what it thinks of your answer.
#
# - **Stuck?** `capstone.road_iou.hint()` gives a first hint; call it again for the next one.
#   `capstone.road_iou.solution()` shows a solution.
# - **Wrong?** Look at the case that showed it, change your answer, and check again, as often as you like.
# - **Time:** two sittings, of {first_sitting} and {second_sitting} minutes. If the second one is on another day, click
#   on its heading and choose *Run > Run All Above Selected Cell*.

# %%
import numpy as np

from segmetrics_lab.checks import capstone
from segmetrics_lab.metrics import confusion_matrix, iou_per_class, precision_per_class, recall_per_class
from segmetrics_lab.models import PixelModel, split
from segmetrics_lab.plots import show_label_maps, show_reports
from segmetrics_lab.report import Report
from segmetrics_lab.scenes import load_set

# %% [markdown]
# ## Sitting 1: the brief, and two candidates
#
# A town wants a small vehicle that sweeps its streets by itself. It drives where its model says *road* (asphalt with
# its markings). The town asks for three things, on **streets that are new to the model**:
#
# 1. Of all that is called road, at least 0.97 is road.
# 2. As much of the road as possible is found, and at least 0.80.
# 3. Of the pixels of people, at most 0.10 are called road.
#
# (The streets are rendered, as everywhere in this course, so no vehicle should trust these scores. The way to judge
# them is real.)

# %% [markdown]
# Two forests were trained on the same 10,000 pixels of 24 scenes. **A** knows the colour of a pixel and its place.
# **B** knows brightness, edges and curvature (where the brightness bends, as at spots and lines) around the pixel, near
# and wide, but not its place. Twelve validation scenes are there to choose by. Twelve test scenes have the last word,
# so leave those alone for now. Here are both models on the validation scenes, with the threshold 0.5 that they come
# with:

# %%
streets = {part: load_set("road", part) for part in ("train", "validation", "test")}
roads = {part: [scene.binary("road", "marking", name="road") for scene in streets[part]] for part in streets}
model_a = PixelModel("color and position").fit(roads["train"], seed=1)
model_b = PixelModel("multiscale").fit(roads["train"], seed=1)
palette = roads["train"][0].palette
matrices = {name: model.confusion_matrix(roads["validation"]) for name, model in (("A", model_a), ("B", model_b))}
show_reports({name: Report.from_matrix(matrix, palette) for name, matrix in matrices.items()})

# %% [markdown]
# One of these scenes, with people on the road in fog, first as A sees it, then as B does:

# %%
walkers = roads["validation"][11]
show_label_maps(image=walkers.image, truth=walkers.truth, prediction=model_a.predict(walkers.image), palette=palette)

# %%
show_label_maps(image=walkers.image, truth=walkers.truth, prediction=model_b.predict(walkers.image), palette=palette)

# %% [markdown]
# A is ahead in every number of the report. Is the case closed? Seven questions lie between here and your
# recommendation.

# %% [markdown] question="fair" asks="choose"
# ## 1 · A leaflet
#
# A firm offers a third model: "Dice of the road 0.95", measured on pictures of its own town. The report above gives
# the IoU of the road for your model A, which is a little less than 0.95. (One number turns into the other like this,
# for a Dice of 0.90: IoU = D / (2 - D) = 0.90 / 1.10 = 0.82.) What can you say?
#
# - a: Theirs is better: 0.95 is more than the IoU of A.
# - b: A is better: their Dice of 0.95 is an IoU of 0.90 only, and A has more.
# - c: Nothing yet: compare pixel accuracies, which mean the same on all pictures.
# - d: Nothing yet: score both by one metric, on the same pictures, none of them seen before.

# %% [markdown] question="fair" part="why"
# - a (M32): A Dice of 0.95 is an IoU of 0.90: Dice is the higher number for the very same mask. Turn one into the other
#   before you compare.
# - b (M33): Well converted. But theirs comes from other pictures, which may be harder or easier. To compare two models
#   you need the same pictures.
# - c (M33): Accuracy depends on the pictures, too: where little is road, a model that paints nothing is right nearly
#   everywhere.
# - d (right): One metric, one set of pictures, kept away from both: then the difference is one between the models.

# %% question="fair" part="starter"
my_fair = ...  # "a", "b", "c" or "d"

# %% question="fair" part="solution"
my_fair = "d"

# %% question="fair" part="check"
capstone.fair.check(my_fair)

# %% [markdown] question="fair" part="hint"
# Two things differ between the two numbers. Which one does the formula settle, and which one does it not?

# %% [markdown] question="fair" part="hint"
# Team A at noon, team B in fog ({lesson:pictures}): the better model had the lower score.

# %% [markdown] question="road_iou" asks="implement"
# ## 2 · All images at once
#
# `my_road_iou(truths, predictions)` takes two lists of label maps, one map for each image; the images may differ in
# size. 1 is road and 0 is not; predictions may also hold True and False. Pixels that are 255 in the truth count
# nowhere. It returns the IoU of the road, from **one count over all images**. Where no image has any road, neither true
# nor claimed, it returns NaN.


# %% question="road_iou" part="starter"
def my_road_iou(truths, predictions):
    shared, either = 0, 0
    for truth, prediction in zip(truths, predictions, strict=True):
        scored = truth != 255
        ...  # go on here


# %% question="road_iou" part="solution"
def my_road_iou(truths, predictions):
    shared, either = 0, 0
    for truth, prediction in zip(truths, predictions, strict=True):
        scored = truth != 255
        there, claimed = truth[scored] == 1, prediction[scored] == 1
        shared += np.sum(there & claimed)
        either += np.sum(there | claimed)
    return float(shared / either) if either else float("nan")


# %% question="road_iou" part="check"
capstone.road_iou.check(my_road_iou)

# %% [markdown] question="road_iou" part="hint"
# Count first, divide once. Which two numbers of pixels does an IoU need, and what happens to them from image to image?

# %% [markdown] question="road_iou" part="hint"
# In the loop: add the pixels of this image to `shared` and to `either`. Behind the loop: divide.

# %% [markdown] question="road_iou" part="hint"
# `there, claimed = truth[scored] == 1, prediction[scored] == 1`, then `shared += np.sum(there & claimed)` and likewise
# with `|`.

# %% [markdown] question="leak" asks="diagnose"
# ## 3 · A colleague's model
#
# A colleague offers a fourth model, and the box below shows how it was scored. "No frame is in both halves, ignored
# pixels are left out, and nothing was chosen on the test." Its IoU is above those of A and B. Then it drives through
# streets that nobody has filmed before, and its IoU turns out lower. What has made the number too good?
#
# - a: Nothing does: no frame is in both halves.
# - b: The ignored pixels were left out of the count.
# - c: The model is too complicated; a simpler one would keep its promise.
# - d: The threshold of 0.5 was not chosen on validation images.
# - e: The frames were dealt out one by one, so both halves show the same drives.

# %% [markdown] question="leak" part="why"
# - a (M21): The frame itself is not, but the frames before and after it are, and a neighbour shows almost the same
#   street.
# - b (M05): Nobody knows the class of these pixels, so counting them would score a guess. Leaving them out is right,
#   and everybody does it.
# - c (M34): A model that is too complicated shows its gap on an honest test. Here the fault lies with the test: any
#   model that has seen the same street passes it with ease.
# - d: A threshold that nobody chose has seen no test image. It may be a poor one, but it does not make a score too
#   good.
# - e (right): Deal out whole drives, split(frames, by="drive"), and the promise shrinks. What will be new in use must
#   be new in the test.

# %%
frames = [scene.binary("road", "marking", name="road") for scene in load_set("drives")]  # 12 drives of 8 frames
training, judged = split(frames, by="frame", seed=0)
colleagues = PixelModel("color and position").fit(training, pixels=30_000)
print(f"IoU of the road {iou_per_class(colleagues.confusion_matrix(judged))[1]:.2f}")

# %% question="leak" part="starter"
my_leak = ...  # "a", "b", "c", "d" or "e"

# %% question="leak" part="solution"
known, unknown = split(frames, by="drive", seed=0)
honest = PixelModel("color and position").fit(known, pixels=30_000)
print(f"split by drive, IoU of the road {iou_per_class(honest.confusion_matrix(unknown))[1]:.2f}")
my_leak = "e"

# %% question="leak" part="check"
capstone.leak.check(my_leak)

# %% [markdown] question="leak" part="hint"
# What will be new in use? And was that new in the half that judged?

# %% [markdown] question="leak" part="hint"
# Try it: change one word of `split` in the box, `by="drive"`, and run it again.

# %% [markdown] question="same_scores" asks="falsify"
# ## 4 · Fool the first two lines
#
# Below is a street: grass (0), road (1), and a person who stands on the road (2). Somebody says: "If precision and
# recall of the road are high, people are safe." Refute it. Draw two claims, with 1 where you say road: `harmless` calls
# no pixel of the person road, and `deadly` calls all of them road. Precision and recall of the road must be **equal**
# in both, and at least 0.90.

# %%
street = np.zeros((6, 8), dtype=int)
street[2:, 1:7] = 1
street[2:4, 4] = 2
show_label_maps(truth=street)

# %% question="same_scores" part="starter"
harmless, deadly = np.zeros((6, 8), dtype=int), np.zeros((6, 8), dtype=int)
# harmless[rows, columns] = 1 and deadly[rows, columns] = 1

# %% question="same_scores" part="solution"
harmless, deadly = (street == 1).astype(int), (street >= 1).astype(int)
harmless[2:4, 0] = 1  # two pixels of grass in the place of two of the person

# %% question="same_scores" part="check"
capstone.same_scores.check(harmless, deadly)

# %% [markdown] question="same_scores" part="hint"
# Precision asks how many of the claimed pixels are not road. Does it ask what they are?

# %% [markdown] question="same_scores" part="hint"
# Let both find all of the road, and give both equally many extra pixels: in one they lie on the person, in the other
# elsewhere.

# %% [markdown] question="same_scores" part="hint"
# `street == 1` is all of the road, and nothing extra. Set two more pixels to 1 in each claim.

# %% [markdown]
# ## Sitting 2: the decision
#
# In sitting 1 you have seen that the scores of the road say nothing about people, so the town was right to give them a
# line of their own. Now the thresholds: 0.5 was nobody's choice. The box collects what a choice needs. For each model,
# and for the validation and the test scenes, `evidence` holds three arrays: the truth, how sure the model is of road,
# and where people are. (It takes some seconds.)

# %%
BRIEF = (0.97, 0.80, 0.10)  # the three lines
thresholds = np.arange(1, 100) / 100
person = streets["test"][0].palette.index_of("person")
evidence = {}
for name, model in (("A", model_a), ("B", model_b)):
    for part in ("validation", "test"):
        truth = np.stack([scene.truth for scene in roads[part]])
        probability = np.stack([model.probability(scene.image) for scene in roads[part]])
        is_person = np.stack([scene.truth for scene in streets[part]]) == person
        evidence[name, part] = truth, probability, is_person

# %% [markdown] question="threshold" asks="implement" points=3
# ## 5 · A threshold that keeps three promises
#
# `my_threshold(truth, probability, is_person, thresholds, brief)` returns the **lowest** of the thresholds (they
# ascend) at which all three lines hold: the lowest one finds most road. The arrays have one shape, for an image or a
# stack of images, which count all at once. Claimed is what is at least the threshold; 255 in the truth is ignored;
# there is always some road and somebody. Where nothing is claimed, no promise is kept. Where no threshold keeps all
# promises, the answer is NaN. (3 points in a class; alone, its solution after three tries.)


# %% question="threshold" part="starter"
def my_threshold(truth, probability, is_person, thresholds, brief):
    least_precision, least_recall, most_people = brief
    ...  # go on here


# %% question="threshold" part="solution"
def my_threshold(truth, probability, is_person, thresholds, brief):
    least_precision, least_recall, most_people = brief
    for level in thresholds:
        called = (probability >= level) & (truth != 255)
        if not called.any():
            continue
        precision = np.mean(truth[called] == 1)
        recall = np.mean(called[truth == 1])
        people = np.mean(called[is_person])
        if precision >= least_precision and recall >= least_recall and people <= most_people:
            return level
    return np.nan


# %% question="threshold" part="check"
capstone.threshold.check(my_threshold)

# %% [markdown] question="threshold" part="hint"
# Take one threshold after the other, from the lowest on. At each, three shares have to be right at the same time: one
# of the claimed pixels, one of the road, and one of the people.

# %% [markdown] question="threshold" part="hint"
# Do not stop at the first threshold that fails, and do not skip any: precision may rise, fall and rise again. `return`
# the first threshold at which all three lines hold, and NaN after the loop.

# %% [markdown] question="threshold" part="hint"
# `called = (probability >= level) & (truth != 255)` is what is claimed at a threshold. If there is any, the precision
# is `np.mean(truth[called] == 1)`.

# %% [markdown] question="threshold" part="hint"
# The recall looks at the road: of the pixels where `truth == 1`, how many are called? Take these pixels out of
# `called`. The share of people works in the same way.

# %% question="threshold" part="hidden"
CASES = [
    Case(
        (drawn("??#."), np.array([[0.5, 0.75, 0.5, 0.25]]), drawn("...#") == 1, np.array([0.25, 0.5]), (1.0, 1.0, 0.0)),
        0.5,
        "most pixels are ignored",
    ),
    Case(
        (drawn("##."), np.array([[0.0, 0.5, 0.0]]), drawn("..#") == 1, np.array([0.0]), (0.5, 1.0, 1.0)),
        0.0,
        "everything is claimed, and everybody may be",
    ),
    Case(
        (
            np.stack([drawn("#."), drawn("..")]),
            np.array([[[0.75, 0.5]], [[0.25, 0.5]]]),
            np.stack([drawn(".#"), drawn("#.")]) == 1,
            np.array([0.5, 0.75]),
            (0.3, 0.5, 0.25),
        ),
        0.75,
        "two images are counted at once",
    ),
]

# %% [markdown] question="report" asks="implement" points=2
# ## 6 · The report
#
# Now the test scenes, once. `a_report` and `b_report` hold five numbers each, in this order:
#
# - the threshold: the lowest of `thresholds` at which all three lines of `BRIEF` hold on the **validation** scenes;
# - at that threshold, on the **test** scenes: precision, recall and IoU of the road;
# - there, too: of all pixels of people, the share that is called road.
#
# All twelve scenes of a part are counted at once. Hand over the numbers as they are, or with three decimals. (2 points
# in a class. The first check takes some seconds: it trains both models itself.)

# %% question="report" part="starter"
a_report, b_report = ..., ...  # five numbers each


# %% question="report" part="solution"
def report_of(name):
    level = my_threshold(*evidence[name, "validation"], thresholds, BRIEF)
    truth, probability, is_person = evidence[name, "test"]
    claim = probability >= level
    counts = confusion_matrix(truth, claim, num_classes=2)
    scores = [precision_per_class(counts)[1], recall_per_class(counts)[1], iou_per_class(counts)[1]]
    return [level, *scores, claim[is_person].mean()]


a_report, b_report = report_of("A"), report_of("B")
print("A", *(f"{number:.3f}" for number in a_report))
print("B", *(f"{number:.3f}" for number in b_report))

# %% question="report" part="check"
capstone.report.check(a_report, b_report)

# %% [markdown] question="report" part="hint"
# Your function of question 5 chooses the threshold. The three arrays that it needs first are
# `*evidence["A", "validation"]`.

# %% [markdown] question="report" part="hint"
# `probability >= threshold` of the test scenes is the claim. One `confusion_matrix` of truth and claim, with two
# classes, holds three of the numbers: entry 1 of `precision_per_class` and its siblings.

# %% [markdown] question="report" part="hint"
# The claim has the shape of `is_person`. Taken there alone, `claim[is_person]`, it is True where a person is called
# road: what is its mean?

# %% [markdown]
# ## Three ways to choose
#
# Not everybody would have chosen like you. The box compares three ways: by line 1 alone; by all three lines; and by all
# three lines again, but on the test scenes themselves, since "they are what counts in the end". Each row shows how much
# of the road, and of the people, is called road on the test scenes. Which model does each way recommend? (The box
# uses your function of question 5; without it all rows are empty. It takes some seconds.)

# %%
ways = {
    "line 1, validation scenes": ("validation", (0.97, 0.0, 1.0)),
    "all lines, validation scenes": ("validation", BRIEF),
    "all lines, test scenes": ("test", BRIEF),
}
for words, (part, brief) in ways.items():
    for name in ("A", "B"):
        level = my_threshold(*evidence[name, part], thresholds, brief) or np.nan
        truth, probability, is_person = evidence[name, "test"]
        called = probability >= level
        recall, people = called[truth == 1].mean(), called[is_person].mean()
        print(f"{words:28}  {name}  threshold {level:.2f}  recall {recall:.3f}  people {people:.3f}")

# %% [markdown] question="decision" asks="select"
# ## 7 · The recommendation
#
# Write to the town. Which of these sentences belong in your recommendation? Select **all** that are true and answer to
# the brief, as one text of letters such as `"xyz"`.
#
# - a: Take A: as both models come, its pixel accuracy is the higher one, and above 0.95.
# - b: Take A: chosen by line 1, it finds more than 0.90 of the road, and for safety recall matters most.
# - c: Take A: with thresholds chosen on the test scenes, it keeps all three lines there and finds more road than B.
# - d: Take B: with thresholds chosen on other scenes for all three lines, it finds more of the road on the test scenes.
# - e: With those thresholds both models keep the brief. A is the more careful one: it calls fewer pixels of people
#   road.
# - f: The pixels of people are few and belong to few people: count on more streets first.

# %% [markdown] question="decision" part="why"
# - a (M23): The brief does not ask for it. People are so few pixels that the accuracy hardly moves when a model paints
#   over all of them.
# - b (M24): For a vehicle on a road, the extra pixel is the dangerous error. With this threshold A calls more than one
#   in ten pixels of people road, and the validation scenes said so beforehand.
# - c (M20): These test scenes have chosen, so they cannot judge any more. The threshold that suits A on them breaks
#   line 3 on the validation scenes. New scenes would have to judge it.
# - d (right): Both were chosen in the same way, by the town's own lines, and judged on scenes that had no part in it.
#   Line 2 asks for as much road as possible, and B finds more.
# - e (right): Say what the choice costs: line 3 is kept by both, but A keeps it with more to spare.
# - f (right): There are some 380 such pixels, in five of the twelve scenes. A share of so few moves with every person.

# %% question="decision" part="starter"
my_recommendation = ...  # all the letters that belong in it

# %% question="decision" part="solution"
my_recommendation = "def"

# %% question="decision" part="check"
capstone.decision.check(my_recommendation)

# %% [markdown] question="decision" part="hint"
# Which of the three ways is the one of the brief? Ask of each: on which scenes was the threshold chosen, and for which
# lines? Then ask which model it recommends.

# %% [markdown] question="decision" part="hint"
# A good recommendation names the model and why, what the choice costs, and how sure one may be. That is more than one
# sentence.

# %% [markdown] question="letter" asks="write" points=4
# ## 8 · The letter
#
# And now in your own words: **three sentences** to the town, to people who have never heard of an IoU. Which model do
# you recommend, and why? What does it cost, and what do you not know? Double-click the cell below and write there.
# Nothing checks it: in a class your lecturer reads it, for up to 4 points.

# %% [markdown] question="letter" part="written"
# *Write your three sentences here.*

# %% [markdown] question="letter" part="rubric"
# - 1: It names one model and says how its threshold was chosen: on other scenes than those that judged, for all three
#   lines.
# - 1: It gives the reason that the brief asks for, with a number in words: how much of the road is found.
# - 1: It says what the choice costs or risks: how many of people's pixels are still called road.
# - 1: It says what is not known, such as how few people the number rests on, and uses no term that needs a lesson.

# %% [markdown]
# ## How far you are

# %%
capstone.progress()
