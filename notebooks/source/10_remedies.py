# %% [markdown]
# # {number:remedies} · Remedies
#
# **What helps, and what does it cost?**
#
# - **You will** help the forest of {lesson:paradox} in three ways, read the price of each, count objects instead of
#   pixels, and find out by an experiment what the forest looks for.
# - **You need** lessons {number:threshold} to {number:paradox}.
# - **Time:** {minutes} minutes, and {exercise_minutes} for the exercises.
#
# The folded box below holds imports. It takes some seconds.

# %% [markdown] slide="Remedies" minutes=1 short=1 audience="class"
# **What helps, and what does it cost?**

# %% [markdown] slideshow={"slide_type": "notes"}
# Remind the room of the forest of {lesson:paradox}: right on 98 of 100 pixels, and it hardly finds an object. Today's
# question is what to do about it, and what that costs. The next slide shows one of its streets and asks the room.

# %% jupyter={"source_hidden": true}
import numpy as np
from sklearn.utils.class_weight import compute_class_weight

from segmetrics_lab.metrics import confusion_matrix, iou_per_class, pixel_accuracy
from segmetrics_lab.metrics import precision_per_class, recall_per_class, threshold_sweep
from segmetrics_lab.models import preset
from segmetrics_lab.plots import show_curves, show_fractions, show_label_maps, show_report
from segmetrics_lab.report import Report
from segmetrics_lab.scenes import load_set, objects_of, with_less_background, with_painted_object
from segmetrics_lab.widgets import ThresholdExplorer, alt_text, ask, recap


def street_scenes(split):  # two classes of eight: vehicles and people are the object, and all else
    return [scene.binary("vehicle", "person", name="object") for scene in load_set("rare", split)]


def print_scores(name, matrix):
    recall, precision = recall_per_class(matrix)[1], precision_per_class(matrix)[1]
    print(f"{name:15} accuracy {pixel_accuracy(matrix):.3f}   recall {recall:.2f}   ", end="")
    print(f"precision {precision:.2f}   IoU {iou_per_class(matrix)[1]:.2f}")


training, validation = street_scenes("train"), street_scenes("validation")


# %% [markdown]
# ## Question
#
# The forest of {lesson:paradox} is nearly always right, and hardly finds the objects. Your team proposes to lower its
# threshold, to tell it that objects matter more, or to let it learn from more pixels of objects. Which one would you
# try first, and which score will pay for it? (We choose on validation scenes; the test stays closed.)

# %% [markdown] figure="street-before" part="alt"
# A road under an overcast sky. Ahead are a green car and a yellow car, with a person in blue before it, and at the
# right edge another person. All are missed but for scattered pixels.

# %% slide="Nearly always right, and it hardly finds a thing. What would you try?" minutes=2 short=1
forest = preset("paradox").fit(training)  # about two seconds
street = validation[9]
before, words = forest.predict(street.image), alt_text("street-before")
show_label_maps(image=street.image, truth=street.truth, prediction=before, alt=words)

# %% [markdown] slideshow={"slide_type": "notes"}
# Two cars, two people, and scattered pixels on them. Ask each pair of neighbours for one remedy, and for the score that
# will pay for it, and write the remedies on the board. Usual ones: more data, a deeper network, a lower threshold.
# Three are tried in this lecture: the threshold, class weights and other pixels to learn from. We choose on validation
# scenes; the test stays closed.

# %% [markdown]
# ## By hand
#
# The wall of a hundred pixels again, with its crack of three. A model gives probabilities of 0.6, 0.3 and 0.3 on the
# crack, 0.3 on two stains, and 0 elsewhere. Decide with a threshold of 0.5, then with 0.25, as in the figure. How many
# pixels are right each time? And what becomes of recall, precision and IoU?

# %% slide="A threshold of 0.25: what does it buy, and who pays?" minutes=3 short=2
wall, probability = np.zeros((10, 10), dtype=int), np.zeros((10, 10))
wall[3:6, 4] = 1  # the crack
probability[3:6, 4] = 0.6, 0.3, 0.3
probability[7, 1:3] = 0.3  # two stains
show_label_maps(truth=wall, prediction=probability >= 0.25)

# %% [markdown] slideshow={"slide_type": "notes"}
# The picture shows what is claimed at 0.25. Say the probabilities aloud: 0.6, 0.3 and 0.3 on the crack, 0.3 on two
# stains. Let the room count the right pixels at 0.5 and at 0.25 before the next step: 98 both times. So accuracy has
# seen nothing of what has happened. Recall (from 0.33 to 1) and IoU (from 0.33 to 0.60) are bought, and precision pays.

# %% jupyter={"source_hidden": true} slideshow={"slide_type": "fragment"}
for threshold in (0.5, 0.25):
    matrix = confusion_matrix(wall, probability >= threshold, num_classes=2)
    print_scores(f"threshold {threshold}", matrix)

# %% [markdown]
# ## Definition
#
# *After* the training, a lower **threshold** turns suspicions into claims. *During* the training, **class weights**
# make an error on a rare class count more. The usual weight makes all classes weigh the same: give each class an
# equal part of all pixels, and divide it by the pixels that it really has. *Before* the training, you choose
# **other pixels** to learn from. The weights of wall and crack, by scikit-learn and by hand:

# %% slide="How much must a pixel of the crack weigh to balance the wall?" minutes=2
print("pixels of wall and crack:", np.bincount(wall.ravel()))

# %% slideshow={"slide_type": "fragment"}
weights = compute_class_weight("balanced", classes=np.array([0, 1]), y=wall.ravel())
print("weights:", weights, "as by hand:", np.isclose(weights, [50 / 97, 50 / 3]))

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask before the next step: both classes are to weigh the same, so what does one pixel weigh? The common answer is 97
# to 3, and that is the ratio of the two weights to come: each class gets half of the hundred, 50 / 97 and 50 / 3. Then
# name the three remedies: threshold, class weights, other pixels.

# %% [markdown]
# ## Predict, then run
#
# First the threshold, since it needs no training. Here are the scores at 0.5.

# %% slide="The forest at 0.5. Which parts will grow when its threshold falls?" minutes=2 short=1
lower = forest.with_threshold(0.2)
by_lower = lower.confusion_matrix(validation)
show_fractions(forest.confusion_matrix(validation), street.palette, "object")

# %% [markdown] slideshow={"slide_type": "notes"}
# Have them read the bar: found is thin, extra is thinner, missed is nearly all. With a lower threshold found and extra
# grow, and only missed can shrink. Ask by how much: nobody can know that from this bar.

# %% [markdown] guess="dial" part="question" close=0.05
# At 0.2 the accuracy is the same to within 0.002. Which recall does the forest have now?
# %% [markdown] guess="dial" part="because"
# For each object pixel that the forest gains, it paints about one extra pixel. For accuracy that is nearly even. Recall
# counts only the gain; precision counts the extra pixels, and pays.
# %% [markdown] guess="dial" part="wrong"
# - too high: Some objects look so much like the road to this forest that it does not even suspect them.
# - too low: Equal accuracy does not mean that little has changed: found and extra pixels can grow together.

# %% slide="At 0.2 the accuracy is the same. What is the recall?" minutes=2 short=2
ask("dial", recall_per_class(by_lower)[1])

# %% [markdown] slideshow={"slide_type": "notes"}
# It was 0.15. Most answers stay close to it, between 0.2 and 0.3: "the accuracy has not changed, so little has
# changed". Lock in the middle one.

# %% answers="dial" slide="A threshold of 0.2, and one step further" minutes=2 short=2
print_scores("threshold 0.2", by_lower)
print_scores("threshold 0.1", forest.with_threshold(0.1).confusion_matrix(validation))

# %% [markdown] slideshow={"slide_type": "notes"}
# The first step gains about one object pixel for each extra one, so accuracy stays. The second gains 0.2 of recall, and
# pays with more than eight extra pixels for each object pixel. Ask which line they would ship, and to whom.

# %% [markdown]
# Now all thresholds. First follow the accuracy alone: what does it tell you?

# %% jupyter={"source_hidden": true} slide="All thresholds. What do you learn from accuracy alone?" minutes=3 short=2
truths = np.stack([scene.truth for scene in validation])
probabilities = np.stack([forest.probability(scene.image) for scene in validation])
sweep = threshold_sweep(truths, probabilities, thresholds=np.arange(1, 20) / 20)
right = (sweep.true_positives + sweep.true_negatives) / np.sum(truths != 255)
curves = {"accuracy": right, "recall": sweep.recall, "precision": sweep.precision, "IoU": sweep.iou}
show_curves(sweep.thresholds, curves, x_label="threshold", y_label="score on the validation scenes")

# %% [markdown] slideshow={"slide_type": "notes"}
# Let everybody follow the accuracy alone: right of 0.2 it is a flat line. Then the others. Ask who would have chosen
# which threshold, and by which score: accuracy has its top at 0.3, IoU at 0.2, recall at the left end and precision at
# the right one. The sentence to keep: fix the score before you choose.

# %% [markdown]
# The step to 0.2 is mild: recall and IoU rise, accuracy stays, precision pays. The step to 0.1 is strong: accuracy
# and IoU pay too. Right of 0.2 the accuracy is a flat line: **it hardly sees what the threshold does.** So fix the
# score before you choose: by IoU you get 0.2, and by F-beta ({lesson:threshold}) less, if a missed pixel costs more
# than an extra one.

# %% [markdown]
# The other remedies need a new training, of a few seconds each. One forest gets class weights. For another we leave
# out three of four background pixels, at random, so that about four times as many of its 10,000 pixels are object.

# %%
weighted = preset("balanced").fit(training)
fewer = [with_less_background(scene, 0.25, seed=0) for scene in training]
others = preset("paradox").fit(fewer)

# %% [markdown] guess="pick" part="question"
# Three remedies on the validation scenes. Which one gives the highest IoU of the object?
# %% [markdown] guess="pick" part="choice"
# - the threshold of 0.2
# - class weights
# - more pixels of the object
# %% [markdown] guess="pick" part="because"
# It alone shows the forest more of what it must know, in the same training time. The other two make it bolder with what
# it knew before.
# %% [markdown] guess="pick" part="wrong"
# - the threshold of 0.2: The forest speaks up earlier, but it knows no more than before.
# - class weights: They make the same few object pixels louder: the forest grows bold, and paints far too much.

# %% slide="Three remedies, tried on the validation scenes: which IoU is best?" minutes=3 short=2
models = {"threshold 0.2": lower, "class weights": weighted, "other pixels": others}
matrices = [model.confusion_matrix(validation) for model in models.values()]
ask("pick", np.argmax([iou_per_class(matrix)[1] for matrix in matrices]))

# %% [markdown] slideshow={"slide_type": "notes"}
# Class weights: an error on an object counts more. Other pixels: three of four background pixels are left out. Hands
# for each. Class weights usually get most of them, because they sound most professional. Training takes some seconds.

# %% answers="pick" slide="Three remedies and their prices" minutes=2 short=1
for name, matrix in zip(models, matrices, strict=True):
    print_scores(name, matrix)

# %% [markdown] slideshow={"slide_type": "notes"}
# Read along the rows: what does each buy, and which score pays? Leave the three recalls and IoUs on the board, since
# the vote needs them. The IoUs of the first and the last row differ little, and scene by scene each of the two wins
# six of twelve; say that twelve scenes are not many. The next step shows the street of the beginning, as the last
# forest sees it.

# %% [markdown]
# ## Real picture
#
# Here is the street of the beginning again, as the last forest sees it.

# %% [markdown] figure="street-after" part="alt"
# The same road. Most of both cars is found, and the person in blue in part; the other person is missed. Extra pixels
# lie around the cars and on a tree.

# %% slideshow={"slide_type": "fragment"}
after, words = others.predict(street.image), alt_text("street-after")
show_label_maps(image=street.image, truth=street.truth, prediction=after, alt=words)

# %% [markdown]
# A car brakes for objects, not for pixels. And the pixels of one object are not independent: they share its paint, its
# light and its distance. So count objects (those that touch are one): found if half of the pixels are, and small below
# 60 pixels.

# %%
objects = objects_of(validation)  # of each: the number of its scene, and its mask


def share_of_each(masks):  # which share of each object lies in the mask of its scene?
    return np.array([masks[number][piece].mean() for number, piece in objects])


# %% slide="Vote: which of the three finds the most objects?" minutes=5 short=4 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "An object counts as found where at least half of its pixels are marked. On the "
    "same validation scenes, which of the three remedies finds the most objects?",
    answer="class weights",
    choices=["the threshold of 0.2", "class weights", "more pixels of the object", "all nearly as many"],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# - the threshold of 0.2: they know that it raises recall, and have not compared it with the recall of the weights
# - more pixels of the object: they let the IoU of pixels decide about objects; it claims least, and so it finds fewest
# - all nearly as many: they believe that one good score stands for the others
#
# Class weights: they have the highest recall and the lowest IoU. They paint too much, but an object that is painted
# over is found.

# %% slide="The same remedies, counted in objects" minutes=2 short=1
is_small = np.array([piece.sum() < 60 for _, piece in objects])
print(f"objects        {np.sum(is_small)} small, {np.sum(~is_small)} larger")
for name, model in {"forest": forest, **models}.items():
    is_found = share_of_each([model.predict(s.image) for s in validation]) >= 0.5
    small, larger = np.sum(is_found & is_small), np.sum(is_found & ~is_small)
    print(f"{name:14} {small} small, {larger} larger are found")

# %% [markdown] slideshow={"slide_type": "notes"}
# 31 objects, 8 of them small (fewer than 60 pixels). The small ones profit least, and no score of pixels had said so.
# Ask which remedy they would take now, for a car: most say class weights, and somebody should name the price, more
# than two extra pixels for each right one. Then: and for a camera that measures how full a street is? There extra and
# missed pixels cancel, so recall and precision should be about equal.

# %% [markdown]
# The small objects profit least, and no score of pixels had said so. And the remedy with the highest IoU is not the one
# that finds most objects. Which one you want depends on what a needless brake costs.

# %% [markdown]
# ## Touch
#
# Choose a threshold for the first forest on the same street, so that all three goals are met. Which of them would a
# blank mask meet as well? Then choose for a car that must brake for people, and for a camera that only measures how
# full a street is. What does a missed pixel cost each of them, and what an extra one?

# %% slide="One threshold, three goals: is there one that meets them all?" minutes=4
goals = [("pixel accuracy", ">=", 0.97), ("recall of object", ">=", 0.8)]
goals += [("precision of object", ">=", 0.5)]
ThresholdExplorer(street.image, street.truth, probabilities[9], goals=goals)

# %% [markdown] slideshow={"slide_type": "notes"}
# Use the arrow keys from 0.5 downwards and let the room call out when a goal is met. All three hold in a narrow range
# only. Ask which goal a blank mask would meet as well. Then choose for a car that must brake, and for a camera that
# only measures how full a street is.

# %% [markdown]
# <details><summary>Our answer</summary>
#
# All three goals are met only in a narrow range between 0.1 and 0.2. A blank mask meets the goal of accuracy.
#
# The car: a missed pixel may be a person, and an extra one a needless brake. So take a low threshold, 0.1 or so, but
# not without end: braking for nothing is dangerous too. The camera: a missed and an extra pixel cost the same, and in a
# sum they cancel. So take the threshold at which as many are extra as are missed, where recall equals precision:
# between 0.2 and 0.3. Both are judgements of cost; the scores only say what each choice buys.
#
# </details>
#
# ## Surprise: what the forest looks for
#
# Somebody looks at what the first forest found, and says: "Red things." Here is the recall of object pixels that are
# clearly red, and of all others.

# %% slide="Somebody says: it finds red things. Is that so?" minutes=3
images = np.stack([scene.image for scene in validation]).astype(int)
is_red = images[..., 0] > images[..., 1:].max(axis=-1) + 25  # red above green and blue
found = np.stack([forest.predict(scene.image) == 1 for scene in validation])
for name, pixels in (("red", is_red), ("other", ~is_red)):
    asked = found[pixels & (truths == 1)]
    print(f"{name:5} {asked.size:4} object pixels, recall {np.mean(asked):.2f}")
print(f"mostly red objects: {np.sum(share_of_each(is_red) > 0.5)} of {len(objects)}")

# %% [markdown] slideshow={"slide_type": "notes"}
# Read the lines as an advocate of the claim first: hundreds of red pixels, three times the recall. Then ask about the
# last line, how many *objects* these pixels lie on. Do not settle it yet; the vote does.

# %% slide="Vote: what may you conclude from this table?" minutes=4 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "Of the red object pixels the forest finds 0.38, of all others 0.12. More than "
    "half of the red ones lie on three objects. What does the table show?",
    answer="here, red goes with being found",
    choices=[
        "red makes it find them",
        "here, red goes with being found",
        "it has learned the colour in training",
        "nothing at all",
    ],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# - red makes it find them: they take an association for a cause
# - it has learned the colour in training: a cause again, told as a story; the three objects may also be closer
# - nothing at all: they are right that three objects promise nothing about other scenes; on these scenes, red and
#   being found did go together
#
# Here, red goes with being found: that is all that a table can say. Only an experiment that changes the colour and
# nothing else can say why.

# %% [markdown]
# Hundreds of red pixels sound like evidence, but more than half of them lie on the few objects of the last line. There,
# red *goes with* being found. That is an **association**, and not yet a cause: these objects may also be closer, or
# stand before a darker wall. To learn what red does, change the colour and nothing else: paint *all* objects, each
# pixel as bright as before.

# %% [markdown] guess="paint" part="question" close=0.1
# Every object of the validation scenes is painted red. Which recall does the same forest have, not trained anew?
# %% [markdown] guess="paint" part="because"
# Only the paint was changed, on every object. So colour is a cause here: this forest takes strong red for an object,
# and green for none. A few red objects could not show it; the experiment could.
# %% [markdown] guess="paint" part="wrong"
# - too high: Some objects are missed even in red: colour is not all that the forest looks at.
# - too low: Place, size and shape are as before. The colour alone turns most missed pixels into found ones.

# %% slide="Now every object is painted red. What is the recall?" minutes=2
red_scenes = [with_painted_object(scene, (2, 0.5, 0.5)) for scene in validation]
by_red = forest.confusion_matrix(red_scenes)
ask("paint", recall_per_class(by_red)[1])

# %% [markdown] slideshow={"slide_type": "notes"}
# The forest is not trained anew; only the paint changes, and each pixel keeps its brightness. Guesses around 0.4 come
# from the table: all objects would be found like the red ones. Others say that nothing changes. Lock in the middle one.

# %% [markdown] figure="street-painted" part="alt"
# The same road, with all objects in bright red. Both cars are found nearly whole; most of the two people is missed.

# %% answers="paint" slide="The same street, painted" minutes=2
print_scores("painted red", by_red)
green_scenes = [with_painted_object(scene, (0.5, 2, 0.5)) for scene in validation]
print_scores("painted green", forest.confusion_matrix(green_scenes))
in_red, words = red_scenes[9].image, alt_text("street-painted")
after = forest.predict(in_red)
show_label_maps(image=in_red, truth=street.truth, prediction=after, alt=words)

# %% [markdown] slideshow={"slide_type": "notes"}
# So here colour is a cause, and now we may say it: whoever voted for a cause was right about the forest, but could not
# know it from the table. Painted green, hardly anything is found. What would you buy for the next training? Pictures of
# objects in other colours. Let somebody name an experiment of this kind for their own data.

# %% [markdown]
# So buy pictures of objects in other colours. **A table says what goes together. Only an experiment that changes one
# thing says why.**

# %% [markdown]
# ## What to report
#
# Say you chose the other pixels. Now open the test scenes, once. Report recall, precision and IoU *of the object*, the
# base rate with the blank mask, the threshold with how it was chosen, and the number of objects.
#
# (A forest that saw less background takes objects to be four times as common as they are. You can choose a threshold
# for its probabilities, but do not read them as chances.)

# %%
test = street_scenes("test")
print("objects:", len(objects_of(test)))
show_report(Report.from_matrix(others.confusion_matrix(test), test[0].palette))

# %% [markdown]
# ## Exercises
#
# Now you: [exercises {number:remedies}](../exercises/{exercises:remedies}). Choose a threshold for a brief,
# improve a result without moving its accuracy, and write a score on which silence does not pay.
#
# Here are your guesses beside the answers:

# %%
recap()

# %% [markdown]
# ## Take-away
#
# 1. A mild step of the threshold buys recall and IoU with precision, at equal accuracy; a strong one costs accuracy.
# 2. Class weights make a model bolder; more pixels of the object raised the IoU, but found fewer objects than a lower
#    threshold. Choose on validation, by a score that sees what you need.
# 3. Count objects where pixels are not independent, and change one thing before you say "because".

# %% [markdown] slide="Every remedy has its price" minutes=1 short=1 audience="class"
# - Which score sees what you need? Fix it first.
# - Count objects where pixels are not independent.
# - Change one thing before you say "because".

# %% [markdown] slideshow={"slide_type": "notes"}
# Go back to the remedies on the board: for which of them do you now know the price? Homework: exercises
# {number:remedies}, above all the result that improves without moving its accuracy.

# %% [markdown]
# ## Look back
#
# 1. What is the accuracy of a blank mask, and why is it so high here? ({lesson:paradox})
# 2. Why must the test images not choose the threshold? ({lesson:threshold})
#
# <details><summary>Answers</summary>
#
# 1. It is 1 minus the base rate, and objects fill only about two in a hundred pixels.
# 2. They would promise too much: the threshold fits them, and other images have another best threshold.
#
# </details>
#
# **Next:** [{lesson:leakage}]({notebook:leakage}) asks why a model was good in the lab and poor on the road.
