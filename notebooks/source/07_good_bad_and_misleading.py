# %% [markdown]
# # {number:verdict} · Good, bad and misleading
#
# **Is this model good?**
#
# - **You will** judge trained models by a rule, by hand and with the library's `Report`; choose the classes that a
#   verdict is about; and paint a man whom a model does not see.
# - **You need** lessons {number:start} to {number:threshold}.
# - **Time:** {minutes} minutes, and {exercise_minutes} for the exercises.
#
# The folded box below holds imports. It takes some seconds.

# %% [markdown] slide="Good, bad and misleading" minutes=1 short=1 audience="class"
# **Is this model good?**

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask the shortest question of the course: what would you have to know before you can answer? Usual words: accuracy,
# speed, compared with what. What you are waiting for is: good *for what?* Do not say it yourself.

# %% jupyter={"source_hidden": true}
from collections import Counter
from itertools import combinations

import numpy as np

from segmetrics_lab.labels import Palette
from segmetrics_lab.metrics import confusion_matrix, iou_per_class, pixel_accuracy
from segmetrics_lab.models import preset
from segmetrics_lab.plots import show_label_maps, show_report, show_reports
from segmetrics_lab.report import Report
from segmetrics_lab.scenes import load_set
from segmetrics_lab.widgets import PredictionPainter, alt_text, ask, recap

# %% [markdown]
# ## Question
#
# A model learns from 24 pictures of streets, and is tried on twelve new ones. (They are rendered: they show how scores
# behave, not how well a car can see.) Training takes about five seconds. Then comes one of the new pictures. Is this a
# good model? For whom?

# %% slide="So many pixels right, on streets it had never seen. Is it good?" minutes=2 short=2
train, test = load_set("road", "train"), load_set("road", "test")
palette = test[0].palette
good = preset("good").fit(train, pixels=30_000)
truths = np.stack([scene.truth for scene in test])
predictions = np.stack([good.predict(scene.image) for scene in test])
matrix = confusion_matrix(truths, predictions, num_classes=8)
print(f"pixel accuracy: {pixel_accuracy(matrix):.2f}")

# %% [markdown] slideshow={"slide_type": "notes"}
# Read the number, then show the picture. Hands: who would call this model good? Then ask for somebody it is not good
# for. Let them look at the man on the road: he is painted as road, grass and vehicle.

# %% [markdown] figure="day" part="alt"
# A street at noon with a man on the road, two cars and houses. Most of the prediction has the colours of sky, trees,
# house, grass and road where they are; around the man and the far cars it is ragged.

# %% slideshow={"slide_type": "fragment"}
noon, said = test[8], predictions[8]
show_label_maps(image=noon.image, prediction=said, palette=palette, alt=alt_text("day"))

# %% [markdown]
# ## By hand
#
# Start with a picture of only 50 pixels: grass, a road and a cart. Count with your finger: how many pixels are right?
# What is the IoU of the road, and what is that of the cart?

# %% jupyter={"source_hidden": true}
street = Palette(["grass", "road", "cart"], [palette.colors[k] for k in (3, 4, 6)])
truth = np.zeros((5, 10), dtype=int)
truth[3:] = 1
truth[1:3, 6:9] = 2
prediction = truth.copy()
prediction[1:3, 8] = 0
prediction[2, 0] = 1

# %% slide="Fifty pixels with a cart: what is right, and what is each IoU?" minutes=2 short=1
show_label_maps(truth=truth, prediction=prediction, palette=street)

# %% [markdown] slideshow={"slide_type": "notes"}
# One minute with a finger. Expect 47 of 50; road 20 of 21; cart 4 of 6. Common slip for the road: 20 of 20, since
# nothing is missing (M39); the extra pixel far left belongs to the union.

# %% [markdown] slide="A rule of thumb: what does it say about the cart?" minutes=2 short=1 audience="class"
# - **good**: accuracy above 0.90, and each main class above IoU 0.70
# - **bad**: accuracy below 0.70, or the mean IoU of the main classes below 0.40
# - **mixed**: all else

# %% [markdown] slideshow={"slide_type": "notes"}
# The rule is from the web page from which the course grew; no standard stands behind it. Main classes here: road and
# cart. Let the room apply it. Many say good, since the mean of 0.95 and 0.67 is high (M36): the rule asks each class.

# %% [markdown]
# Is that a good result? The web page from which this course grew, *Why segmentation labels every pixel*, gives a rule:
#
# | verdict | pixel accuracy | | IoU of the main classes |
# |---|---|---|---|
# | good | above 0.90 | and | above 0.70, each of them |
# | bad | below 0.70 | or | below 0.40, their mean |
# | mixed | | all else | |
#
# A **main class** is one that your purpose needs: here road and cart. What is the verdict on your three numbers?

# %% [markdown]
# ## Definition
#
# A **verdict** is one word that a rule makes of scores. This one is a **rule of thumb**: no standard stands behind it,
# and nobody has measured that results become useful at 0.70. (The page does not say whose IoU makes a result bad; we
# take the mean of the main classes.) You have counted 47 right pixels of 50, an IoU of 20/21 for the road and of 4/6
# for the cart. Here is the rule in numpy, and then in the library's `Report`.

# %%
cart_matrix = confusion_matrix(truth, prediction, num_classes=3)
accuracy, ious = pixel_accuracy(cart_matrix), iou_per_class(cart_matrix)[[1, 2]]
is_good = accuracy > 0.90 and ious.min() > 0.70
is_bad = accuracy < 0.70 or ious.mean() < 0.40
print("good" if is_good else "bad" if is_bad else "mixed")

# %% slide="Vote: what does an IoU of 0.50 tell you?" minutes=5 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "A report says: IoU of the cart 0.50. It says nothing else. How much of the cart was found?",
    answer="at least half",
    choices=["exactly half", "at least half", "at most half"],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# - exactly half: they read IoU as the share of the object that was found (M25)
# - at most half: they believe that IoU is never stricter than recall, as if extra pixels could only help
#
# At least half, and perhaps all of it: recall has the same pixels on top and fewer below the line, so it is never
# below the IoU. Draw both: half a cart and nothing extra; a whole cart and as much again beside it.

# %% slide="One word and its reasons: which would you pass on?" minutes=2 short=1
show_report(Report.from_matrix(cart_matrix, street, main_classes=("road", "cart")))

# %% [markdown] slideshow={"slide_type": "notes"}
# Show how to read a line: bar IoU, tick above it precision, tick below it recall. In no line is recall or precision
# below the IoU, which settles the vote. The word says little; "cart 0.67, recall 0.67" says what to improve.

# %% [markdown]
# A bar is the IoU, the tick above it precision, the tick below it recall. The reasons are worth more than the word:
# *mixed* says little, *cart 0.67* tells you what to improve. The report prints two mean IoUs. The rule uses that of the
# main classes; the other one counts the grass too. If you name no main classes, `Report` takes all classes that are
# there except the background.
#
# <details><summary>Deeper: an IoU of 0.5 is half of what?</summary>
#
# It says that as many pixels are wrong as are shared. These may all be missed, or all extra, or some of each. So an IoU
# of 0.5 does not mean that half of the cart is found, and it does not mean that half of all pixels are right either.
# The first question of the exercises is about such a cart.
#
# </details>

# %% [markdown]
# ## Predict, then run
#
# Back to the model, whose pixel accuracy you know. The streets have eight classes: sky, trees, building, grass, road,
# marking (the paint on the road), vehicle and person. None of them is a background, so for a start all eight are main
# classes.

# %% [markdown] guess="eight" part="question" low=0 high=8 close=0
# How many of the eight classes have an IoU above 0.70?

# %% [markdown] guess="eight" part="because"
# Sky and road are most of the picture, so they nearly decide the accuracy. Small classes can fail without moving it.

# %% [markdown] guess="eight" part="wrong"
# - too high: Accuracy says that most pixels are right, and most pixels belong to few large classes.
# - too low: The large classes do well: it is hard to miss the sky.

# %% slide="Eight classes in these streets: how many come above 0.70?" minutes=2 short=1
ious = iou_per_class(matrix)
ask("eight", int(np.sum(ious > 0.70)))

# %% [markdown] slideshow={"slide_type": "notes"}
# Remind them of the accuracy of the beginning. Ask for numbers, let the highest and the lowest give a reason, lock in
# the middle one. Most say five or six, because so many pixels are right.

# %% answers="eight" slide="The eight IoUs: which classes carry the accuracy?" minutes=1 short=1
for name, iou in zip(palette.names, ious, strict=True):
    print(f"{name:9} {iou:.2f}")

# %% [markdown] slideshow={"slide_type": "notes"}
# Read the list from the bottom up: nobody was found, and few of the cars. Then cover the small classes with your
# hand: sky, grass and road are most of every picture, and they alone make the accuracy.

# %% [markdown]
# Its author called this model *good*, and made two more, *middle* and *bad*. Next you see a report of each. These are
# the warnings:
#
# | warning | meaning |
# |---|---|
# | never predicted | the class is in the truth, and the model never says it |
# | rare | less than 2 % of the truth, so a few pixels move its scores |
# | accuracy paradox | accuracy is 0.90 or more, but less than half of a main class is found |

# %%
reports = {"good": Report.from_matrix(matrix, palette)}
for name in ("middle", "bad"):
    counts = preset(name).fit(train, pixels=30_000).confusion_matrix(test)
    reports[name] = Report.from_matrix(counts, palette)
show_reports(reports)

# %% slide="Good and middle: do the reports deserve their names?" minutes=3 short=1 audience="class"
show_reports({name: reports[name] for name in ("good", "middle")})

# %% [markdown] slideshow={"slide_type": "notes"}
# One minute to read, then ask: what do *good* and *middle* have in common? The verdict, and not one pixel of a
# person. Which number would you show to sell *middle*? The accuracy, or sky and road. That leads to the vote.

# %% slide="Vote: may its maker call this model good?" minutes=5 short=4 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "Take the first model and its matrix as they are. Five of its eight classes are not "
    "above 0.70, and their mean IoU is 0.61. The maker may choose what to report, but "
    "applies the rule correctly. Can the verdict be good?",
    answer="yes",
    choices=["no, five classes are too weak", "no, the mean is too low", "yes"],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# - no, five classes are too weak: they judge classes that the maker need not name as main classes (M37)
# - no, the mean is too low: they let a mean decide, where the rule asks each main class (M36)
#
# Yes: whoever names only sky and road as main classes gets good, from the same matrix and by the same rule. The list
# of classes is a choice, and it comes before the score.

# %% [markdown]
# *good* is clearly better than *middle*, and yet both are *mixed*. Neither finds a single pixel of a person.
#
# Why two scores? The accuracy of *good* is fine, and only the IoUs say which classes are lost. But an IoU knows only
# its own class: in *middle*, those of sky and road are fine as well, while the accuracy also counts what is wrong
# everywhere else.
# **Read both, because every pixel's label matters.**

# %% [markdown]
# ## Who chooses the classes?
#
# One user measures streets and sky with the first model, another one wants to brake for vehicles and people. They have
# the same matrix and name different main classes. Eight classes make 255 possible lists, from one class alone to all
# eight, and the next box asks the rule about each of them.

# %% [markdown] guess="lists" part="question" low=0 high=255 close=3
# For how many of the 255 lists of main classes is the verdict good?

# %% [markdown] guess="lists" part="because"
# Each class of the list must be above 0.70, so sky, grass and road are left: three lists of one, three of two, and one
# of all three. Whoever wants to boast needs just one of them.

# %% [markdown] guess="lists" part="wrong"
# - too high: A single weak class spoils a list, and nearly all lists have at least one.
# - too low: Strong classes can also be combined with each other.

# %% slide="255 lists of main classes: for how many is the verdict good?" minutes=3 short=2
verdicts = Counter()
for size in range(1, 9):
    for main in combinations(palette.names, size):
        verdicts[Report.from_matrix(matrix, palette, main_classes=main).verdict] += 1
ask("lists", verdicts["good"])

# %% [markdown] slideshow={"slide_type": "notes"}
# Take numbers from the room; a hint if nobody moves: how many classes alone would be good? Lock one in. Then tell of
# two customers with the same matrix: with sky and road as main classes it says good, with vehicle and person it says
# bad. When must such a list be written down? Before the score.

# %% answers="lists"
print(dict(verdicts))
for main in (("sky", "road"), ("vehicle", "person")):
    report = Report.from_matrix(matrix, palette, main_classes=main)
    print(f"{' and '.join(main)}: {report.verdict}, since {'; '.join(report.reasons)}")

# %% [markdown]
# So write the main classes down before you see a score, from the purpose and from nothing else, and read no verdict
# without its list. In *Touch* you will see a report that warns of the classes that a list leaves out, the worst first.

# %% [markdown]
# ## Real picture
#
# What does a low IoU look like? Another test image, at dusk. In the panel *what it said where it was wrong*, right
# pixels are grey. Where is the person, and what does the model call him? What has happened to the car on the left?

# %% slide="At dusk: where is the man, and what does the model call him?" minutes=3
dusk, answer = test[2], predictions[2]
show_label_maps(image=dusk.image, truth=dusk.truth, prediction=answer, palette=palette)

# %% [markdown] slideshow={"slide_type": "notes"}
# Let them find him in the picture first; it takes a moment. The panel of errors says what the model made of him:
# building, and trees. Then the car on the left: its dark side has become trees and grass.

# %% [markdown]
# ## Touch
#
# Now you are the model. Enlarge the picture with **+**, and paint the man as *person* until the goal is met. What
# happens to his IoU, and what to the accuracy?
#
# Then paint him far too large, and run the box below: which warning is new? (**Over-painting**: more than twice as
# many pixels are called a class as there are.)

# %% slide="Now you are the model: paint the man" minutes=5
shown = ["pixel accuracy", "IoU of person", "precision of person", "recall of person"]
asked = {"goals": [("IoU of person", ">", 0.7)], "scores": shown}
painter = PredictionPainter(noon.image, noon.truth, said, palette=palette, **asked)
painter

# %% [markdown] slideshow={"slide_type": "notes"}
# Somebody from the class paints, enlarged with **+**, until the goal is met. The others watch the accuracy and say
# when it moves: hardly, the man is well below 1 % of the picture. Then let them paint far too much: precision falls,
# accuracy still does not care.

# %%
show_report(Report.from_matrix(painter.matrix, palette, main_classes=("person",)))

# %% [markdown]
# ## Surprise: drivable surface
#
# "We segment drivable surface", says a leaflet: road with its markings, against all the rest. It was made with the
# first model. Here is what its report says: its verdict, its warnings, and its reasons.

# %% jupyter={"source_hidden": true}
drivable = [palette.index_of("road"), palette.index_of("marking")]
surface = np.where(truths == 255, 255, np.isin(truths, drivable))
found = np.isin(predictions, drivable)
asphalt = Palette(["background", "drivable"], [palette.colors[3], palette.colors[4]])

# %% slide="A leaflet says: we segment drivable surface" minutes=1 short=1
counts = confusion_matrix(surface, found, num_classes=2)
claim = Report.from_matrix(counts, asphalt)
print(f"{claim.verdict}, {len(claim.warnings)} warnings:", *claim.reasons, sep="\n- ")

# %% [markdown] slideshow={"slide_type": "notes"}
# Only road and markings against the rest, with the first model. Read it aloud: the verdict, not one warning, and the
# two reasons. Ask who would buy it, for what.

# %% [markdown]
# Now an experiment, worse than any model here: in all twelve maps, each pixel of everything that moves becomes
# drivable.

# %% [markdown] guess="leaflet" part="question"
# Every vehicle and every person is painted over as drivable surface. What is the verdict on drivable surface now?

# %% [markdown] guess="leaflet" part="choice"
# - it stays good
# - it falls to mixed
# - it falls to bad

# %% [markdown] guess="leaflet" part="because"
# All vehicles and people together are few pixels, so they cost the large class little. And they have lost their names:
# for this report they are background, like the sky.

# %% [markdown] guess="leaflet" part="wrong"
# - it falls to mixed: For that, accuracy or IoU would have to fall to its limit, and both stay clearly above it.
# - it falls to bad: The rule does not know that the extra pixels are people. It counts them like any others.

# %% slide="Now we paint over everybody who moves. What is the verdict?" minutes=2 short=1
moving = [palette.index_of("vehicle"), palette.index_of("person")]
painted = found | np.isin(truths, moving)
counts = confusion_matrix(surface, painted, num_classes=2)
report = Report.from_matrix(counts, asphalt)
ask("leaflet", ["good", "mixed", "bad"].index(report.verdict))

# %% [markdown] slideshow={"slide_type": "notes"}
# The experiment: in all twelve maps every vehicle and every person becomes drivable surface. Hands for each of the
# three choices, then lock in the majority. Most expect at least one step down.

# %% answers="leaflet" slide="The streets without anybody in them: what does the report notice?" minutes=2 short=1
show_report(report)

# %% [markdown] slideshow={"slide_type": "notes"}
# Let the room look for a warning: there is none. The rule cannot miss what has no class; for it, people are
# background like the sky. Ask which single change to the report would have shown it: people as a class of their own.

# %% slide="The map that got this verdict: where is the man?" minutes=1 short=1
show_label_maps(image=noon.image, prediction=painted[8], palette=asphalt)

# %% [markdown] slideshow={"slide_type": "notes"}
# Wait until they have looked for him on the right. Two sentences are enough: he is asphalt now, and so are the cars.
# Whatever a verdict says, it says it about its classes.

# %% [markdown]
# Whatever the verdict is, it is about asphalt. It says nothing to someone who must not hit people: if people matter,
# they need a class in the matrix and a place among the main classes. And this is more than an experiment: the first
# model itself calls some of their pixels drivable.

# %% slide="And the real model, without our brush?" minutes=2
person = truths == palette.index_of("person")
print(f"share of the people's pixels called drivable: {found[person].mean():.2f}")

# %% [markdown] slideshow={"slide_type": "notes"}
# The first model calls this share of the people's pixels drivable all by itself. One sentence is enough: the leaflet
# was true, and nobody who walks was asked.

# %% [markdown]
# ## Exercises
#
# Now you judge: [exercises {number:verdict}](../exercises/{exercises:verdict}). Find an accuracy in your head, read a
# leaflet, fool the rule with a post, and write the rule yourself. Here are your guesses so far.

# %%
recap()

# %% [markdown]
# ## Take-away
#
# 1. A verdict holds for named classes and a purpose: with other main classes it can be another one.
# 2. Read pixel accuracy and the IoU of every class together, because every pixel's label matters.
# 3. Above 0.90 and above 0.70 is a rule of thumb: no standard stands behind it, and it cannot see what has no class.

# %% [markdown] slide="Good for what?" minutes=1 short=1 audience="class"
# - A verdict belongs to named classes and a purpose
# - Read accuracy and the IoU of every class together
# - 0.90 and 0.70 are a rule of thumb; what has no class, it cannot see

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask the first question again, is this model good, and let the room answer with a question. For home: exercises
# {number:verdict}, above all fooling the rule with a post.

# %% [markdown]
# ## Look back
#
# 1. A model becomes more generous with the word *road*. Which score can only rise, precision or recall?
#    ({lesson:precision})
# 2. Two results have the same matrix. What may still differ? ({lesson:classes})
#
# <details><summary>Answers</summary>
#
# 1. Recall: it still finds what it found before. Precision mostly falls.
# 2. Where the wrong pixels lie: close to the object, or far away.
#
# </details>
#
# **Next:** [{lesson:pictures}, other pictures, another number]({notebook:pictures}).
