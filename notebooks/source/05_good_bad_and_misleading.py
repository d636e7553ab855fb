# %% [markdown]
# # 5 · Good, bad and misleading
#
# **Is 0.82 good?**
#
# - **You will** judge three trained models before a rule does, compute the rule's verdict by hand, get three verdicts
#   out of one matrix, and meet a blind model that passes and a useful result that fails.
# - **You need** lessons 0 to 4.
# - **Time:** 45 minutes, and 30 for the exercises.

# %%
import numpy as np

from segmetrics_lab.labels import Palette
from segmetrics_lab.metrics import confusion_matrix, iou_per_class, pixel_accuracy
from segmetrics_lab.metrics import precision_per_class, recall_per_class
from segmetrics_lab.models import preset
from segmetrics_lab.plots import show_curves, show_label_maps, show_report, show_reports
from segmetrics_lab.report import Report
from segmetrics_lab.scenes import load_set
from segmetrics_lab.widgets import PredictFirst, PredictionPainter, recap

# %% [markdown]
# ## Question
#
# "IoU 0.82", says a report, and no more. Here is a result with that score: a ball of radius 7 whose shape is perfect.
# It lies one pixel too far to the right.

# %%
ball = np.hypot(*(np.indices((32, 32)) - 16)) <= 7
slid_ball = np.roll(ball, 1, axis=1)
print(f"IoU {iou_per_class(confusion_matrix(ball, slid_ball, num_classes=2))[1]:.2f}")
show_label_maps(truth=ball, prediction=slid_ball)

# %% [markdown]
# You would take it. Now a second result, with the same IoU to within two hundredths: the sky in twelve images of
# streets. The program that drew it **has never looked at one of those images**. Its code is two lines long.
#
# The same number, twice. What would you have to ask before you call a 0.82 good? Write your questions down; at the end
# we compare them with ours.

# %% [markdown]
# ## By hand
#
# Fifty pixels, so that each is two in a hundred: grass, a road, and a cart. Count with your finger. How many of the 50
# are right? For the road, and then for the cart: how many pixels do both maps share, and how many does either have?

# %%
street = Palette(["grass", "road", "cart"])
truth = np.zeros((5, 10), dtype=int)
truth[3:], truth[1:3, 6:9] = 1, 2
prediction = truth.copy()
prediction[1:3, 8], prediction[2, 0] = 0, 1
show_label_maps(truth=truth, prediction=prediction, palette=street)

# %% [markdown]
# 47 of 50 are right, the road has 20 of 21, the cart 4 of 6. The web page *Why segmentation labels every
# pixel*, from which this course grew, gives a rule:
#
# | verdict | pixel accuracy | | IoU of the main classes |
# |---|---|---|---|
# | good | above 0.90 | and | above 0.70, each of them |
# | bad | below 0.70 | or | below 0.40, their mean |
# | mixed | | all else | |
#
# A **main class** is one that your purpose needs: here road and cart. Which verdict is it?

# %% [markdown]
# ## Definition
#
# A **verdict** is one word that a rule makes of scores. This one is a **rule of thumb**: no standard stands behind it,
# and nobody measured that use begins at 0.70. (Whose IoU makes a result bad, the page leaves open; we take the mean.)
# Here is the rule in numpy, and below it the library's `Report`, which applies the same one.

# %%
cart_matrix = confusion_matrix(truth, prediction, num_classes=3)
accuracy, ious = pixel_accuracy(cart_matrix), iou_per_class(cart_matrix)[[1, 2]]
is_good = accuracy > 0.90 and ious.min() > 0.70
is_bad = accuracy < 0.70 or ious.mean() < 0.40
print("good" if is_good else "bad" if is_bad else "mixed", f" accuracy {accuracy:.2f}  IoU {ious.round(2)}")
Report.from_matrix(cart_matrix, street)

# %% [markdown]
# The same verdict. Unless you name the main classes, `Report` takes all that occur in the truth except the background:
# here `grass`, since a palette takes its first class for it unless told otherwise. It also gives its reasons, and that is the better half: *mixed* says
# little, *the cart is at 0.67* tells you what to improve.

# %% [markdown]
# ## Half of what?
#
# A cart with an IoU of 0.5 sounds as if half of it were found, or half of the pixels were right. What does it say about
# the share of the true cart that is found, its recall? Guess, and then look at three such carts.

# %%
half, double, aside = (np.zeros_like(truth) for _ in range(3))
half[1, 6:9] = double[1:3, 4:10] = aside[1:3, 7:10] = 1
carts = {"half": half, "double": double, "aside": aside}
recalls = {recall_per_class(confusion_matrix(truth == 2, drawn, num_classes=2))[1] for drawn in carts.values()}
PredictFirst(
    "The IoU of a cart is 0.5. Which share of the true cart is found?",
    answer="it cannot be said" if len(recalls) > 1 else "half",
    choices=["half", "two thirds", "all of it", "it cannot be said"],
)

# %%
for name, drawn in carts.items():
    cart = confusion_matrix(truth == 2, drawn, num_classes=2)
    scores = [score(cart)[1] for score in (iou_per_class, recall_per_class, precision_per_class)]
    print(f"{name:6}  IoU, recall, precision: {np.round(scores, 2)}  accuracy {pixel_accuracy(cart):.2f}")
show_label_maps(truth=truth == 2, prediction=aside)

# %% [markdown]
# One finds half of the cart, one all of it, one two thirds. And of all pixels, far more than half are right in each. An
# IoU of 0.5 says exactly this: what is wrong is as much as what is shared. It does not say *how* it is wrong.

# %% [markdown]
# ## Predict, then run
#
# Now in earnest. Three models of the library, whose author called them good, middle and bad, learn from 30,000 pixels
# of 24 training images. Twelve test images are kept away from them. (All are rendered: they teach how scores behave,
# not how well cars can see.) All test pixels go into one matrix per model. First, one test image as each of them sees
# it. Look for the person on the road.

# %%
train, test = load_set("road", "train"), load_set("road", "test")
models = {name: preset(name).fit(train, pixels=30_000) for name in ("good", "middle", "bad")}
counts = {name: [model.confusion_matrix([scene]) for scene in test] for name, model in models.items()}
seen, palette = test[8], test[8].palette
as_good, as_middle, as_bad = (model.predict(seen.image) for model in models.values())
words = "A man walks on the road at noon. The model draws sky, road and house well, and no pixel of the man as a person"
show_label_maps(image=seen.image, truth=seen.truth, prediction=as_good, palette=palette, alt=words)

# %%
show_label_maps(truth=seen.truth, prediction=as_middle, palette=palette)

# %%
show_label_maps(truth=seen.truth, prediction=as_bad, palette=palette)

# %% [markdown]
# And the scores of all twelve. Judge each of the three yourself, with the rule, before the library does. This
# palette was told that it has no background (a street has none), so all eight classes are main classes. Does the model called *good* deserve its name?

# %%
totals = {name: sum(of_scenes) for name, of_scenes in counts.items()}
print("IoU of          ", *(f"{name:>8}" for name in palette.names))
for name, total in totals.items():
    print(f"{name:7} acc {pixel_accuracy(total):.2f} ", *(f"{iou:8.3f}" for iou in iou_per_class(total)))
reports = {name: Report.from_matrix(total, palette) for name, total in totals.items()}
verdicts = ["good", "mixed", "bad"]
PredictFirst("Which verdict does the model called good get?", answer=reports["good"].verdict, choices=verdicts)

# %%
show_reports(reports)

# %% [markdown]
# None is good, and two that you would never mix up are both *mixed*: three words are a coarse sieve. In *good* and in
# *middle*, more than 85 in 100 pixels are right, and neither finds one pixel of a person.
#
# | in the figure | what it says |
# |---|---|
# | a green bar, a tick above it, one below | IoU, precision, recall |
# | *undefined*, and no tick above | precision is 0/0: the class was never predicted |
# | never predicted | the class is in the truth, and the model never names it |
# | rare | the class is less than 2 % of the truth: a few pixels move its scores |
# | accuracy paradox | accuracy is 0.90 or more, yet less than half of a main class is found: lesson 6 is about it |

# %% [markdown]
# ## Real picture
#
# Another test scene, at dusk, as *good* sees it: where is the person? One user measures streets and sky with it,
# another brakes for cars and people. Both look at the matrix of all twelve. Guess the second user's verdict.

# %%
dusk = test[2]
show_label_maps(image=dusk.image, truth=dusk.truth, prediction=models["good"].predict(dusk.image), palette=palette)

# %%
braking = Report.from_matrix(totals["good"], palette, main_classes=("vehicle", "person"))
PredictFirst("Which verdict does good get for vehicles and people?", answer=braking.verdict, choices=verdicts)

# %%
for name, main in (("good", ("sky", "road")), ("good", ("vehicle", "person")), ("middle", ("sky", "road"))):
    report = Report.from_matrix(totals[name], palette, main_classes=main)
    print(f"{name} for {' and '.join(main)}: {report.verdict}, since {'; '.join(report.reasons)}")

# %% [markdown]
# **One model, the same pictures, one matrix:** *mixed* for all classes, *good* for sky and road, *bad* for vehicles and
# people. Whoever chooses the main classes chooses the verdict. So write them down before you see a score, from the
# purpose and from nothing else, and read no verdict without its list. The report below is "good". What does it leave
# out (its bars are paler), and how much of that is found?

# %%
show_report(Report.from_matrix(totals["good"], palette, main_classes=("sky", "road")))

# %% [markdown]
# Why two scores? Look again at the reasons above. *Good* fails for vehicles and people by IoU alone: its accuracy is
# fine. *Middle* fails for sky and road by accuracy alone: too much goes wrong elsewhere. Accuracy counts every pixel
# and knows no class; IoU knows its class and nothing else. **Read both, because every pixel's label matters.** (And do
# not take one for the other: compare accuracy and mean IoU in the heads of the three panels.)

# %% [markdown]
# ## A model that never looks
#
# A **baseline** is a model that never looks at the picture, and its score. The first one calls everything *road*, the
# most frequent class. The second remembers, for each place, which class was there most often in the 24 training images,
# and says that for every image. Below you see what it always says. The *bad* model at least knows how bright each pixel
# is. Guess the accuracy of the second, which never looks.

# %%
votes = np.stack([np.mean([scene.truth == index for scene in train], axis=0) for index in range(8)])
by_place = votes.argmax(axis=0)
show_label_maps(prediction=by_place, palette=palette)

# %%
everywhere = np.full_like(by_place, palette.index_of("road"))
for name, answer in (("all road", everywhere), ("by place", by_place)):
    totals[name] = sum(confusion_matrix(scene.truth, answer, num_classes=8) for scene in test)
PredictFirst(
    "Which accuracy does a model reach that gives this one answer for every image?",
    answer=pixel_accuracy(totals["by place"]),
    because="Sky is above and road is below, in every picture.",
)

# %%
print("accuracies:", *(f"{name} {pixel_accuracy(totals[name]):.2f}  " for name in ("all road", "by place", "bad")))
for name in ("by place", "good"):
    ious = iou_per_class(totals[name])
    print(f"IoU of {name:9}", "  ".join(f"{palette.names[index]} {ious[index]:.2f}" for index in range(8)))

# %% [markdown]
# The blind one beats *bad* by far, and its IoU of sky and road is above 0.80: what is huge and always in the same place
# is cheap. So count a score from its baseline upwards, not from 0. For road, *good* adds about a tenth to the blind
# answer; for markings, nearly all is its own work. (`preset("position-only")` is a trained model of this kind.)

# %% [markdown]
# ## Other pictures, another number
#
# Two teams report accuracies on pictures of streets: team A's is above 0.90, team B's below it. Whose model is better?

# %%
question = "Team A's accuracy is above 0.90, team B's is below it. Whose model is better?"
choices = ["team A's", "team B's", "it cannot be said"]
why = "Nobody told you on which pictures they were taken."
PredictFirst(question, answer=choices[2], choices=choices, because=why)

# %% [markdown]
# The test images come in four lights, in turn: noon, overcast, dusk, fog. Team A has the *middle* model and tested it
# at noon. Team B has the *good* one and tested it in fog, on pictures like this:

# %%
print("accuracy       noon overcast   dusk    fog")
for name in ("good", "middle"):
    by_light = [pixel_accuracy(sum(counts[name][light::4])) for light in range(4)]
    print(f"{name:8}", *(f"{accuracy:8.2f}" for accuracy in by_light))
in_fog = models["good"].predict(test[3].image)
words = "A tall house fades into fog; the model draws most of it as sky, and pieces of a crossing as vehicle"
show_label_maps(image=test[3].image, truth=test[3].truth, prediction=in_fog, palette=palette, alt=words)

# %% [markdown]
# In every light the *good* model is ahead; in this pair it is behind. **Scores from different pictures cannot be
# compared**, be they two data sets or two halves of one. Nor can different scores, such as a Dice and an IoU: question
# 3 of the exercises is about that.

# %% [markdown]
# ## Touch
#
# Be the model. Here is the man at noon again, and what *good* says; paint him as a *person* until the goal is met. What
# happens to his IoU meanwhile, and what to the accuracy? (Point at a cell of the matrix: its pixels light up.)
#
# Then be dishonest, to know how it is done. In the box below, choose a model, a light (0 noon, 1 overcast, 2 dusk, 3
# fog) and the main classes. Can you make *middle* good, and *good* bad? Which lines of a paper would give you away?

# %%
asked = {"goals": [("IoU of person", ">", 0.7)], "scores": ["pixel accuracy", "mean IoU", "IoU of person"]}
PredictionPainter(seen.image, seen.truth, as_good, palette=palette, **asked)

# %%
my_model, my_light, my_main = "middle", 3, ("sky", "road")
my_matrix = sum(counts[my_model][my_light::4])
show_report(Report.from_matrix(my_matrix, palette, main_classes=my_main))

# %% [markdown]
# ## Surprise: good, without one warning
#
# "We segment drivable surface", says a leaflet: road with its markings, against all the rest. "The verdict is good, and
# there are no warnings." Here is the report. Whose is it? (The code gives it away.) Then see what it calls
# drivable, and its report beside that of *good*.

# %%
drivable_test = [scene.binary("road", "marking", name="drivable") for scene in test]
drivable = [palette.index_of("road"), palette.index_of("marking")]
answer = np.isin(by_place, drivable)
blind = sum(confusion_matrix(scene.truth, answer, num_classes=2) for scene in drivable_test)
blind_report = Report.from_matrix(blind, drivable_test[8].palette)
blind_report

# %%
print("called drivable, of a class (the first line is the picture below):")
for name, scenes in (("person", test[8:9]), ("person", test), ("vehicle", test)):
    called = np.concatenate([answer[scene.truth == palette.index_of(name)] for scene in scenes])
    print(f"{name:8} in {len(scenes):2} pictures: {called.sum():5} of {called.size:5} pixels, or {called.mean():.2f}")
show_label_maps(truth=drivable_test[8].truth, prediction=answer, palette=drivable_test[8].palette)

# %%
looked = [np.isin(models["good"].predict(scene.image), drivable) for scene in test]
seeing = sum(confusion_matrix(drivable_test[number].truth, looked[number], num_classes=2) for number in range(12))
show_reports({"blind": blind_report, "good": Report.from_matrix(seeing, drivable_test[8].palette)})

# %% [markdown]
# It is the blind one. The *extra* legs are a man's: more than half of his pixels are called drivable; of all people's, a
# fifth. (The other extra patch is a vehicle.) No score names them: they vanished in "the rest". Beside a model
# that looks, the verdicts are equal, the numbers are not: **a good report proves something only if the baseline's is
# clearly worse.**

# %% [markdown]
# ## Surprise: one pixel aside
#
# A model finds a post, two pixels wide, whole, but one pixel beside its place. To drive around it that is plenty. Guess
# the verdict.

# %%
post = np.zeros((16, 16), dtype=int)
post[:, 7:9] = 1
slid_post = np.roll(post, 1, axis=1)
post_report = Report.from_matrix(confusion_matrix(post, slid_post, num_classes=2), ["background", "post"])
PredictFirst("Which verdict does the post get that lies one pixel aside?", answer=post_report.verdict, choices=verdicts)

# %%
print("verdict:", post_report.verdict, "since", "; ".join(post_report.reasons))
show_label_maps(truth=post, prediction=slid_post)

# %% [markdown]
# Bad, for one pixel. A strip of n pixels that lies one aside shares n - 1 and covers n + 1: IoU (n - 1) / (n + 1). It
# takes six pixels to pass 0.70. Are there such thin things in the streets? Slide the *true* maps: every outline is
# perfect, only in the wrong place. Which two classes will fall first?

# %%
shifts = np.arange(6)
curves = {"line of the rule": np.full(6, 0.70)}
for name in ("sky", "road", "vehicle", "person", "marking"):
    mask = np.stack([scene.truth for scene in test]) == palette.index_of(name)
    slid = [confusion_matrix(mask, np.roll(mask, shift, axis=2), num_classes=2) for shift in shifts]
    curves[name] = [iou_per_class(matrix)[1] for matrix in slid]
show_curves(shifts, curves, x_label="pixels aside", y_label="IoU", palette=palette)

# %% [markdown]
# One pixel aside, a perfect sky keeps nearly everything; perfect people and markings fall below the line. So 0.70 for a
# marking is a splendid result, and for a sky a poor one. **A limit means nothing without the size of the object.**
#
# ## Back to the question
#
# Four times about 0.82: the ball; the sky of the program that never looks; the accuracy of *good* on the foggy picture;
# and a Dice, which hides a lower IoU.

# %%
print(f"ball, IoU                  {iou_per_class(confusion_matrix(ball, slid_ball, num_classes=2))[1]:.2f}")
print(f"sky by place, IoU          {iou_per_class(totals['by place'])[0]:.2f}")
print(f"good in fog, accuracy      {pixel_accuracy(counts['good'][3]):.2f}")
print(f"Dice 0.82 is the same as IoU {0.82 / (2 - 0.82):.2f}")

# %% [markdown]
# The first is nearly perfect, the second blind, the third had a hard picture. So ask five things of every
# number. Were they on your list?
#
# 1. **Which score** is it?
# 2. Of **which classes**, and who chose them, and when?
# 3. On **which pictures**?
# 4. What does **a model that never looks** score there?
# 5. **How large** is the object in pixels, and which error hurts the **purpose**?

# %% [markdown]
# ## Exercises
#
# Now you judge: [exercises 5](../exercises/05_good_bad_and_misleading.ipynb), seven questions in about 30 minutes. Turn
# a Dice into the IoU that it hides, say why a mean IoU rose when the pictures with people were taken away, fool the
# rule with a post of which a piece lies far off, and write the rule yourself. Each check says on which case it saw a
# mistake, and what to read again.
#
# Here are your guesses beside the answers. Were you right where you were sure?

# %%
recap()

# %% [markdown]
# ## Take-away
#
# 1. A number is good or bad only beside a baseline, for named classes, on named pictures, for a purpose.
# 2. Read pixel accuracy and the IoU of every class together: every pixel's label matters, and so does every class.
# 3. Above 0.90 and 0.70 is a rule of thumb: a blind model passed it, and a useful thin outline failed.

# %% [markdown]
# ## Look back
#
# 1. A model becomes more generous with the word *road*. Which can only rise, precision or recall? (lesson 4)
# 2. Two results with the same matrix: what may still differ? (lesson 3)
#
# <details><summary>Answers</summary>
#
# 1. Recall: what it found before it still finds. Precision mostly falls.
# 2. Where the wrong pixels lie: close to the object, or far away.
#
# </details>
#
# **Next:** [lesson 6, the accuracy paradox](06_the_accuracy_paradox.ipynb).
