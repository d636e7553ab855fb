# %% [markdown]
# # {number:pictures} · Other pictures, another number
#
# **One model, two numbers: which one is true?**
#
# - **You will** count the same predictions in two ways, compare models on different pictures, slide a true map by a
#   pixel, and try a model that never looks.
# - **You need** lessons {number:start} to {number:verdict}.
# - **Time:** {minutes} minutes, and {exercise_minutes} for the exercises.
#
# The folded box below holds imports. It takes some seconds.

# %% [markdown] slide="Other pictures, another number" minutes=1 short=1 audience="class"
# **One model, two numbers: which one is true?**

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask for the marathon time of a good runner, and then whether it was run uphill. Nobody would compare two times
# without asking for the course. With scores of models it is done every day.

# %% jupyter={"source_hidden": true}
import numpy as np

from segmetrics_lab.labels import Palette
from segmetrics_lab.metrics import (
    confusion_matrix,
    iou_per_class,
    pixel_accuracy,
    truth_area,
)
from segmetrics_lab.models import preset
from segmetrics_lab.plots import show_curves, show_label_maps, show_report
from segmetrics_lab.report import Report
from segmetrics_lab.scenes import load_set
from segmetrics_lab.widgets import PredictionShifter, ask, recap

# %% [markdown]
# ## Question
#
# The model *good* of {lesson:verdict} again (training takes about five seconds). This time each of the twelve test
# images gets a matrix of its own, and its own accuracy. Below is the picture with the lowest one. A leaflet could quote
# the highest, a rival the lowest, and neither would lie. Which number is the model's?

# %% slide="The same model on twelve pictures: which number would you print?" minutes=1 short=1
train, test = load_set("road", "train"), load_set("road", "test")
palette = test[0].palette
good = preset("good").fit(train, pixels=30_000)
counts = [good.confusion_matrix([scene]) for scene in test]
accuracies = [pixel_accuracy(matrix) for matrix in counts]
print(f"lowest accuracy {min(accuracies):.2f}, highest {max(accuracies):.2f}")

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask two people to play: one sells the model, one sells a rival. Each picks a number and defends it; neither lies.
# Ask the room what a fair number would be, and leave it open.

# %% slide="The picture with the lowest score: what went wrong here?" minutes=2 short=1
worst = test[int(np.argmin(accuracies))]
said = good.predict(worst.image)
show_label_maps(image=worst.image, truth=worst.truth, prediction=said, palette=palette)

# %% [markdown] slideshow={"slide_type": "notes"}
# Fog. Let them find the largest mistake: the house on the right has dissolved into sky and trees. Nobody can blame
# the model alone, so: does this score say something about the model, or about the weather?

# %% [markdown]
# ## By hand
#
# Two small pictures, with one object each: a large one that is found, a small one that is missed. Compute the IoU in
# two ways. First count the pixels of both pictures together: how many are shared, and how many does at least one map
# have? Then take the IoU of each picture by itself, and the mean of the two.

# %% jupyter={"source_hidden": true}
truths = np.zeros((2, 4, 6), dtype=int)
truths[0, 1:3, 1:5] = 1
truths[1, 1, 2:4] = 1
predictions = truths.copy()
predictions[1] = 0

# %% slide="A large object found, a small one missed: what is the IoU?" minutes=2 short=2
show_label_maps(truth=truths[0], prediction=predictions[0])

# %% [markdown] slideshow={"slide_type": "notes"}
# Do not say which way of counting you mean. One minute alone, then collect numbers without comment. You will hear 0.8
# and 0.5, both computed correctly, and the room will begin to argue. Then take the vote.

# %% slideshow={"slide_type": "fragment"}
show_label_maps(truth=truths[1], prediction=predictions[1])

# %% slide="Vote: what if the large object is missed instead?" minutes=4 short=4 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "Count IoU in two ways: all pixels of both pictures together (pooled), or the mean of"
    " the two IoUs (per image). Now the other way round: the large object of 8 pixels is "
    "missed, the small one of 2 is found. Which IoU is higher?",
    answer="per image",
    choices=["pooled", "per image", "both the same"],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# - pooled: they believe that counting all pixels together is the kinder way, since it was for the pictures on the
#   screen (M26)
# - both the same: they believe that the mean of the IoUs is the IoU of all pixels (M26)
#
# Per image: each picture counts one half, so it stays 0.5, and pooled only 2 of 10 pixels are shared, 0.2. Neither
# way is kinder; they weigh the pictures differently.

# %% [markdown]
# ## Definition
#
# **Pooled** means: add the matrices of all images, then compute one score. Every pixel counts the same. **Per image**
# means: compute the score of each image, then take the mean. Every image counts the same, so a small object in one
# image counts as much as a large one in another.

# %% slide="Two ways to count the same pixels: where does each come from?" minutes=1 short=1
matrices = [confusion_matrix(truths[i], predictions[i], num_classes=2) for i in (0, 1)]
print(f"pooled:    {iou_per_class(sum(matrices))[1]:.2f}")
print(f"per image: {np.mean([iou_per_class(matrix)[1] for matrix in matrices]):.2f}")

# %% [markdown] slideshow={"slide_type": "notes"}
# These are the two pictures as they were shown: the large one found. Give the words now, pooled and per image. Ask
# which of the two a hospital would want, where each picture is a patient. And which a road surveyor.

# %% [markdown]
# The same predictions, two numbers, and papers call both *IoU*. So say which one you report.
#
# <details><summary>Deeper: an image without the class</summary>
#
# In an image in which nobody is there and nobody is claimed, the IoU of *person* is 0/0, undefined. It is left out of
# the mean per image. But a single pixel that is wrongly called person makes it 0 for that image. Pooled, the same
# pixel is one extra pixel among hundreds.
#
# </details>

# %% [markdown]
# ## Predict, then run
#
# Now the streets. The next box prints the pooled IoU of *vehicle*. There are vehicles in each of the twelve images, so
# each image also has an IoU of its own.

# %% [markdown] guess="near" part="question" low=0 high=12 close=1
# In how many of the twelve images is the IoU of vehicle within 0.1 of the pooled one?

# %% [markdown] guess="near" part="because"
# The images differ much more than one number suggests: near and far cars, noon and fog. Large vehicles count most in
# the pooled score.

# %% [markdown] guess="near" part="wrong"
# - too high: A score of all images need not be typical of any of them: high and low ones are in it together.
# - too low: A few images do lie near it.

# %% slide="How many of the twelve pictures are like the pooled IoU?" minutes=2
vehicle = palette.index_of("vehicle")
pooled = iou_per_class(sum(counts))
ious = np.array([iou_per_class(matrix) for matrix in counts])
print(f"IoU of vehicle, pooled: {pooled[vehicle]:.2f}")
away = np.abs(ious[:, vehicle] - pooled[vehicle])
ask("near", int(np.sum(away <= 0.1)))

# %% [markdown] slideshow={"slide_type": "notes"}
# The number in the first line is pooled from all twelve. Ask for guesses of 0 to 12. Most people say eight or nine,
# since a score of all is surely typical. Lock in the middle guess.

# %% answers="near" slide="Twelve pictures, one line through them: where is the typical one?" minutes=2
curves = {"vehicle": ious[:, vehicle], "pooled": np.full(12, pooled[vehicle])}
show_curves(np.arange(1, 13), curves, x_label="image", y_label="IoU", palette=palette)

# %% [markdown] slideshow={"slide_type": "notes"}
# Let somebody read the lowest and the highest picture. The light changes from picture to picture: noon, overcast, dusk,
# fog, and again. Ask which light costs most. Somebody says fog, but fog has both, the lowest and the highest. A number
# for all pictures may be typical of none of them.

# %% [markdown]
# And the other classes? The last column says how much of a class lies in the one image that has most of it. Where this
# share is large, a single image weighs much in the pooled score. Compare *building* with *sky*.

# %% slide="Every class counted both ways: when does it make a difference?" minutes=2
areas = np.array([truth_area(matrix) for matrix in counts])
largest = areas.max(axis=0) / areas.sum(axis=0)
per_image = np.nanmean(ious, axis=0)
print("class     pooled  per image  in one image")
for k, name in enumerate(palette.names):
    print(f"{name:9}  {pooled[k]:.2f}      {per_image[k]:.2f}         {largest[k]:.2f}")

# %% [markdown] slideshow={"slide_type": "notes"}
# Sky and road: nothing changes, they are alike in every picture. Buildings and vehicles: lower per image, since the
# small ones are found worst. Half of all people's pixels lie in one picture, and still both numbers are 0: nobody is
# found. In a better model, this one man would decide what you read.

# %% slide="Vote: whose model is better?" minutes=5 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "Two teams publish one pixel accuracy each. Team A tests at noon: 0.933. Team B tests"
    " in fog: 0.867. They use the same classes and the same kind of streets. Whose model "
    "is better?",
    answer="you cannot tell",
    choices=["team A's", "team B's", "you cannot tell"],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# - team A's: they compare numbers that come from different pictures (M33)
# - team B's: they make an allowance for the fog; a fair thought, but nobody knows how large it should be (M33)
#
# You cannot tell: the pictures differ as well as the models. The next table has both models in both lights, and only
# such a table can decide.

# %% [markdown]
# ## Real picture
#
# The test images show noon, overcast, dusk and fog, in turn. Team A has the model *middle* and tests it at noon, on
# pictures like the one below. Team B has the model *good* and tests it in fog, as in the first picture of this lesson.
# Each publishes one accuracy. Read the table below row by row, and then only these two numbers.

# %%
middle = preset("middle").fit(train, pixels=30_000)
noon, said = test[0], middle.predict(test[0].image)
show_label_maps(image=noon.image, truth=noon.truth, prediction=said, palette=palette)

# %% slide="Both models in every light: now whose model is better?" minutes=3 short=1
middle_counts = [middle.confusion_matrix([scene]) for scene in test]
for start, light in enumerate(["noon", "overcast", "dusk", "fog"]):
    of_good = pixel_accuracy(sum(counts[start::4]))
    of_middle = pixel_accuracy(sum(middle_counts[start::4]))
    print(f"{light:9} good {of_good:.3f}   middle {of_middle:.3f}")

# %% [markdown] slideshow={"slide_type": "notes"}
# First read only what was published: *middle* at noon and *good* in fog. Then row by row. The better model has the
# lower published number. Add the second trap in one sentence: a Dice of 0.82 is less than an IoU of 0.75.

# %% [markdown]
# In every light *good* is ahead, but of the two published numbers it has the lower one. **Scores from different
# pictures cannot be compared**, whether these are two data sets or two parts of one. Different scores cannot be
# compared either: a Dice of 0.82 sounds better than an IoU of 0.75. But Dice = 2 IoU / (1 + IoU), so an IoU of 0.75 is
# a Dice of 1.5 / 1.75, and that is more than 0.82.

# %% [markdown]
# ## Touch
#
# Pictures also differ in how large things are. Slide a street, with the mouse or the arrow keys. The prediction starts
# as the truth itself, so every outline is perfect and only its place will be wrong. Can you meet both goals? Why
# does one class fall below 0.70, the line of {lesson:verdict}, long before another? What does the pixel accuracy say?
# (Sky, trees, grass and road are *rest* here.)
#
# <details><summary>What it shows</summary>
#
# One pixel is enough for the man and for the markings. The cars and the house hold out a few pixels longer, and pixel
# accuracy hardly notices. So 0.70 for a marking would be a splendid result, and for a house a poor one. A limit means
# nothing without the size of the object.
#
# </details>

# %% jupyter={"source_hidden": true}
things = Palette(["rest", "building", "marking", "vehicle", "person"])
walker = test[8]
street = np.where(walker.truth == 255, 255, 0)
for index, name in enumerate(things.names[1:], start=1):
    street[walker.truth == palette.index_of(name)] = index

# %% slide="A perfect map, one pixel aside: who suffers?" minutes=4 short=3
goals = [("IoU of person", "<", 0.7), ("IoU of building", ">", 0.7)]
PredictionShifter(street, palette=things, goals=goals)

# %% [markdown] slideshow={"slide_type": "notes"}
# Before the first step, let the room name the class that falls first. One step sideways is enough for the man and the
# markings; the house takes four. So an IoU of 0.70 means something else for each. Accuracy stays near the top.

# %% [markdown]
# ## Surprise: a model that never looks
#
# A model that never looks at the picture is called a **baseline**, and so is its score. The preset *position-only*
# knows of each pixel only where it lies, so it gives the same answer for every image:

# %% slide="One answer for every street, without looking: what does it look like?" minutes=1 short=1
blind = preset("position-only").fit(train, pixels=30_000)
show_label_maps(prediction=blind.predict(worst.image), palette=palette)

# %% [markdown] slideshow={"slide_type": "notes"}
# This model knows of each pixel only where it lies. Let the room describe the map: a street in general, sky above,
# road below, and a car where cars often are. It is the same for noon and fog.

# %% [markdown] guess="blind" part="question"
# Which pixel accuracy does this one answer reach on the twelve test images?

# %% [markdown] guess="blind" part="because"
# Sky is above and road is below, in every picture. What is huge and always in the same place is cheap. So count a score
# from its baseline upwards, not from 0.

# %% [markdown] guess="blind" part="wrong"
# - too high: Its borders are in no picture quite right, and it finds hardly any small thing.
# - too low: Most of a street picture is sky and road, and these are always in the same place.

# %% slide="How many pixels are right if you never look?" minutes=2 short=1
blind_matrix = blind.confusion_matrix(test)
ask("blind", pixel_accuracy(blind_matrix))

# %% [markdown] slideshow={"slide_type": "notes"}
# One answer for all twelve streets, eight classes. Everybody writes a number; most lie between 0.2 and 0.6. Let the
# lowest and the highest give a reason, then lock in the middle one.

# %% answers="blind" slide="What is cheap in a street picture, and what is not?" minutes=1 short=1
print(f"pixel accuracy {pixel_accuracy(blind_matrix):.2f}")
for name, iou in zip(palette.names, iou_per_class(blind_matrix), strict=True):
    print(f"IoU of {name:9} {iou:.2f}")

# %% [markdown] slideshow={"slide_type": "notes"}
# Sky and road are cheap; markings, vehicles and people are not. So the way from here to the accuracy of *good* is
# much shorter than the way from 0. Ask what the baseline of their own work would be.

# %% slide="Vote: which verdict does the model get that never looks?" minutes=4 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "The same answer for every street, but only two classes now: drivable (road and "
    "markings) and the rest. The rule: good needs an accuracy above 0.90 and an IoU of "
    "drivable above 0.70; an accuracy below 0.70 or an IoU below 0.40 is bad. What is the"
    " verdict?",
    answer="good",
    choices=["good", "mixed", "bad"],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# - mixed: they take over the accuracy of the eight classes, but whoever mixes up sky and trees is right again when
#   both are *rest*
# - bad: they believe that a model that never looks has to score badly
#
# Good: with two classes, nearly all of what was mixed up above the road no longer counts, and the road lies where
# roads lie.

# %% [markdown]
# Now let there be only two classes: "drivable", which is road and markings, and all the rest. What does the rule of
# {lesson:verdict} say of the same answer?

# %% slide="The report on a model that never looks" minutes=3 short=2
streets = [scene.binary("road", "marking", name="drivable") for scene in test]
answer = blind.predict(worst.image)
surface = np.isin(answer, [palette.index_of("road"), palette.index_of("marking")])
total = sum(confusion_matrix(scene.truth, surface, num_classes=2) for scene in streets)
show_report(Report.from_matrix(total, ["background", "drivable"]))

# %% [markdown] slideshow={"slide_type": "notes"}
# Read verdict and reasons aloud, and wait. Then ask: is the rule wrong, or the model good? Neither: the task is easy,
# and nobody gave the score of not looking. Ask what a real model would have to reach here to impress you.

# %% [markdown]
# *Good*, says the rule, of a model that has seen nothing. A real one must be clearly above these two scores.

# %% [markdown]
# ## Surprise: two models
#
# Is at least the order of two models safe? An *eager* model finds 90 of 100 object pixels, and wrongly calls 20 of 100
# other pixels object. A *careful* model finds only 60 of 100, but is wrong about only 2 of 100 other pixels. This holds
# on all pictures. Only the share of object pixels changes.

# %% [markdown] guess="order" part="question" close=0.03
# Where half of the pixels are object, the eager model has the higher IoU. Down to which share of object pixels
# does it stay ahead of the careful one? (0: always)

# %% [markdown] guess="order" part="because"
# Less object means more other pixels, and the eager model calls 20 of 100 of them object. When about a quarter is
# object, these extra pixels cost it as much IoU as the missed ones cost the careful model.

# %% [markdown] guess="order" part="wrong"
# - too high: The eager model finds half as much again, and as long as there is much object, this counts more.
# - too low: The object need not be rare. Where 20 in 100 pixels are object, eager has IoU 18 / 36, careful 12 / 21.6.


# %% slide="Eager is ahead where half is object. Down to which share?" minutes=2
def iou(share, finds, paints_over):
    extra = paints_over * (1 - share)
    return finds * share / (share + extra)  # shared / union


shares = np.arange(1, 100) / 100
eager, careful = iou(shares, 0.9, 0.2), iou(shares, 0.6, 0.02)
print(f"IoU at 0.5: eager {iou(0.5, 0.9, 0.2):.2f}, careful {iou(0.5, 0.6, 0.02):.2f}")
ask("order", shares[eager > careful].min())

# %% [markdown] slideshow={"slide_type": "notes"}
# Eager finds 90 of 100 and paints over 20 of 100 others; careful finds 60 and paints over 2. Ask first: is the better
# one always better? Then a share. Many say "always", some 0.05. Lock in the middle one.

# %% answers="order" slide="The same two models, from rare objects to common ones" minutes=2
curves = {"eager": eager, "careful": careful}
show_curves(shares, curves, x_label="share of object pixels", y_label="IoU")

# %% [markdown] slideshow={"slide_type": "notes"}
# Find the crossing. To its left the careful model wins, to its right the eager one, and neither has changed. Ask on
# which side their own data lie. The next lesson goes to the far left end.

# %% [markdown]
# ## Back to the question
#
# Which number is the model's? No number by itself. Ask five things about each:
#
# 1. **Which score** is it, pooled or per image?
# 2. Of **which classes**, and who chose them, and when?
# 3. On **which pictures**, and how frequent is the class there?
# 4. What does **a model that never looks** score on them?
# 5. **How large** is the object in pixels, and which error hurts the **purpose**?

# %% [markdown]
# ## Exercises
#
# Now it is your turn: [exercises {number:pictures}](../exercises/{exercises:pictures}). Turn a Dice into an IoU, find
# the comparison that holds, say why a mean rose, and score per image. Here are your guesses so far.

# %%
recap()

# %% [markdown]
# ## Take-away
#
# 1. A score belongs to its pictures: scores of different pictures cannot be compared, and even the winner may change.
# 2. Pooled or per image, Dice or IoU: say which one it is, before anybody compares it.
# 3. Compare with a model that never looks, and ask how large and how frequent the object is.

# %% [markdown] slide="Five questions to any number" minutes=1 short=1 audience="class"
# 1. Pooled or per image?
# 2. Of which classes, and who chose them?
# 3. On which pictures?
# 4. What does a model get that never looks?
# 5. How large is the object?

# %% [markdown] slideshow={"slide_type": "notes"}
# Let the room put the five questions to the highest accuracy of the beginning: which of them had an answer? For home:
# exercises {number:pictures}, above all the comparison that holds.

# %% [markdown]
# ## Look back
#
# 1. Which two scores does the rule of thumb read, and why two? ({lesson:verdict})
# 2. Why must a threshold not be chosen on the test images? ({lesson:threshold})
#
# <details><summary>Answers</summary>
#
# 1. Pixel accuracy counts every pixel and knows no class; the IoU knows its class and nothing else.
# 2. It would fit their peculiarities: the score promises more than new images keep.
#
# </details>
#
# **Next:** [{lesson:paradox}, the accuracy paradox]({notebook:paradox}).
