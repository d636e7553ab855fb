# %% [markdown]
# # {number:classes} · Many classes
#
# **Two of five classes are lost. Which one number says so?**
#
# - **You will** compute the mean IoU by hand and in numpy, decide what to do with a class that is not there, and find
#   out what every score that is made from the matrix has forgotten.
# - **You need** lessons {number:start} to {number:overlap}.
# - **Time:** {minutes} minutes, and {exercise_minutes} for the exercises.
#
# The folded box below holds imports (some seconds), and the method of {lesson:matrix} that names dark, middle and
# bright pixels.

# %% [markdown] slide="Many classes" minutes=1 short=1 audience="class"
# **Two of five classes are lost. Which one number says so?**

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask for a guess of the whole room: is there such a number at all? Hands for accuracy, for a mean of IoUs, for "none".
# Come back to it at the end. Today a class that nobody has drawn, and a single pixel, will move a published score.

# %% jupyter={"source_hidden": true}
import numpy as np
from scipy.ndimage import distance_transform_edt
from skimage.filters import threshold_multiotsu

from segmetrics_lab.labels import Palette
from segmetrics_lab.metrics import confusion_matrix, dice_per_class, intersection
from segmetrics_lab.metrics import iou_per_class, mean_iou, pixel_accuracy
from segmetrics_lab.metrics import prediction_area, truth_area
from segmetrics_lab.plots import show_label_maps, show_matrix
from segmetrics_lab.scenes import load, page_matrix
from segmetrics_lab.widgets import PredictionPainter, alt_text, ask, recap

camera = load("camera")
darkness = np.digitize(camera.image, threshold_multiotsu(camera.image, classes=3))
by_grey = np.array([3, 2, 0])[darkness]  # person, grass, sky

# %% [markdown]
# ## Question
#
# You know this picture from {lesson:matrix}: what is dark was called person, what is bright sky, and all between grass.
# The truth has two more classes, buildings and the equipment of the cameraman, and they were never named. Here are two
# numbers for this one prediction. Why are they so far apart, and which one should stand in a report?

# %% slide="One prediction, two numbers: which one goes into the report?" minutes=2 short=1
camera_matrix = confusion_matrix(camera.truth, by_grey, num_classes=5)
accuracy, mean = pixel_accuracy(camera_matrix), mean_iou(camera_matrix)
print(f"pixel accuracy {accuracy:.2f}   mean IoU {mean:.2f}")
show_label_maps(image=camera.image, prediction=by_grey, palette=camera.palette)

# %% [markdown] slideshow={"slide_type": "notes"}
# Hands for each number, and a reason for each. Expected for the accuracy: it counts all pixels, so it is fair. For the
# mean IoU: it looks worse, so it is honest. Neither is a reason. Ask what is missing in the prediction: buildings, and
# the camera on its tripod.

# %% [markdown]
# ## By hand
#
# Here is a room of 16 pixels, with three classes: floor, wall and door. Go through it three times, once for each class.
# How many pixels of this class do both maps share, and how many does at least one of them have? You get three IoUs.
# Then take their mean.

# %% slide="Floor, wall, door: count three overlaps" minutes=3 short=2
truth = np.array([[1, 1, 1, 1], [1, 2, 2, 1], [1, 2, 2, 1], [0, 0, 0, 0]])
prediction = np.array([[1, 1, 1, 1], [1, 2, 2, 2], [1, 2, 0, 2], [0, 0, 0, 1]])
room = Palette(["floor", "wall", "door"])
show_label_maps(truth=truth, prediction=prediction, palette=room)

# %% [markdown] slideshow={"slide_type": "notes"}
# Give each third of the room one class. For each: how many pixels are shared, and how many are in at least one map?
# Floor 3 of 5, wall 6 of 9, door 3 of 6. Who counts more than one class sees that each wrong pixel appears twice,
# missed here and extra there.

# %% [markdown]
# ## Definition
#
# The **mean IoU** is what papers report: first each class gets its own IoU, then you take the mean of these numbers. So
# each class counts the same, whether it is the sky or a tripod. From the matrix, all IoUs come at once:

# %% slide="Each class has an IoU, and each IoU has one vote" minutes=2 short=1
matrix = confusion_matrix(truth, prediction, num_classes=3)
union = truth_area(matrix) + prediction_area(matrix) - intersection(matrix)
ious = intersection(matrix) / union
print("IoU of floor, wall, door:", ious.round(3))
print(f"their mean {ious.mean():.3f}   the library's {mean_iou(matrix):.3f}")

# %% [markdown] slideshow={"slide_type": "notes"}
# Compare with what the thirds have counted. Ask for the accuracy of the room: 12 of 16 pixels. Why is the mean so much
# lower? Some suspect the unequal sizes. Here the reason is simpler: a wrong pixel costs two classes. Show the code,
# three lines for all classes at once.

# %% [markdown]
# ## Predict, then run
#
# This is the matrix in which you looked for the 1250 wrong pixels. Its three classes have about the same size.

# %% slide="Three classes of the same size: read off what you know" minutes=2
page, names = page_matrix()
for name, iou in zip(names, iou_per_class(page), strict=True):
    print(f"IoU of {name:10} {iou:.4f}")
print(f"mean IoU {mean_iou(page):.4f}   pixel accuracy {pixel_accuracy(page):.4f}")
show_matrix(page, names)

# %% [markdown] slideshow={"slide_type": "notes"}
# This is the matrix of the 1250 wrong pixels. Ask for the worst class and for its reason in the matrix: B, because 400
# of its pixels are called A. Ask where the mean Dice will lie before you show the question, and take no answer yet.

# %% [markdown] guess="three" part="question"
# Three classes have about the same size, and their mean IoU is lower than the pixel accuracy. Now take the mean of
# their Dice scores instead. Where does it lie?

# %% [markdown] guess="three" part="choice"
# - about halfway between the two
# - almost exactly at the accuracy
# - clearly above the accuracy

# %% [markdown] guess="three" part="because"
# A wrong pixel is missed in one class and extra in another. So it counts in two IoUs, and their mean falls about twice
# as far below 1 as the accuracy. In Dice each error weighs half as much, and where the classes have about the same
# size, its two halves add up to what the error costs the accuracy.

# %% [markdown] guess="three" part="wrong"
# - about halfway between the two: Dice is above IoU, but it rises farther than that.
# - clearly above the accuracy: Dice is the kinder scale, but each wrong pixel still counts in two classes.

# %% slide="And the mean of the Dice scores: where does it lie?" minutes=2 jupyter={"source_hidden": true}
gap = dice_per_class(page).mean() - pixel_accuracy(page)
ask("three", 1 + int(np.sign(gap.round(2))))

# %% [markdown] slideshow={"slide_type": "notes"}
# Hands for the three choices, then lock in the majority. Many take the middle, because Dice is always a bit higher than
# IoU. Reason aloud: how much does one wrong pixel cost two IoUs, and how much two Dice scores? It is a property of
# equal sizes and no law.

# %% slideshow={"slide_type": "fragment"} answers="three"
print(f"mean Dice {dice_per_class(page).mean():.4f}")

# %% [markdown]
# ## Real picture
#
# Back to the cameraman. Sky, grass and person cover about nine tenths of his picture. A colleague repairs the
# prediction by hand, but only these three classes.

# %% jupyter={"source_hidden": true}
repaired = np.where(np.isin(camera.truth, [0, 2, 3]), camera.truth, by_grey)
repaired_matrix = confusion_matrix(camera.truth, repaired, num_classes=5)

# %% [markdown] guess="five" part="question" close=0.03
# Five classes have a mean IoU of 0.50: three large ones are found well, two small ones are never named. Now every pixel
# of the three large ones gets its right name, and all others stay as they were. What is the mean IoU?

# %% [markdown] guess="five" part="because"
# Two of five votes stay 0. And the three others do not reach 1: each pixel of a lost class still has the name of a
# large one, and is extra there. All that work on nine tenths of the picture gains little.

# %% [markdown] guess="five" part="wrong"
# - too high: Three perfect classes of five would be three fifths. But the pixels of the lost classes are still extra in
#   them.
# - too low: Nothing of the three large classes is missed any more, so their IoUs do rise.

# %% slide="Nine tenths are repaired by hand. What does the mean gain?" minutes=3 short=3
ask("five", mean_iou(repaired_matrix))

# %% [markdown] slideshow={"slide_type": "notes"}
# The class has seen the 0.50. Ask for a number after the repair. Common: 0.9, because so much is right now; the quick
# ones say 0.6, three of five. Expect a little less than that. Ask why the three do not reach 1: the lost pixels still
# carry their names.

# %% slideshow={"slide_type": "fragment"} answers="five"
for name, iou in zip(camera.palette.names, iou_per_class(repaired_matrix), strict=True):
    print(f"IoU of {name:10} {iou:.2f}")
print(f"mean IoU {mean_iou(repaired_matrix):.2f}")

# %% slide="What is still wrong, after all that work?" minutes=1 short=1
show_label_maps(truth=camera.truth, prediction=repaired, palette=camera.palette)

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask for two users: one for whom this is excellent (cut out the person), and one for whom it is worthless (a robot on
# that lawn, which must not hit a tripod). So which line goes into a report? All of them, beside the mean.

# %% [markdown]
# So which number should stand in a report? Neither alone. If you need the outline of the person, this prediction is
# good. If you must not walk into a tripod, it is worthless, and only the line "equipment" says so. So read all IoUs,
# not only their mean.

# %% slide="Vote: no boat is there, and none was claimed. What is its IoU?" minutes=4 short=4 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "Boats are in the list of classes. There is no boat in the picture, and the model has claimed none. "
    "What is the IoU of boats?",
    answer="undefined",
    choices=["0", "1", "undefined"],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask one voter of each kind to plead for it, then vote again.
#
# Right is undefined: nothing is shared and the union is empty, 0 / 0, so the class can have no vote in the mean.
#
# - 0: nothing was found, so it must be all wrong; then every class that a picture lacks pulls the mean down (M07)
# - 1: nothing is wrong, so it must be perfect; then whoever lists many absent classes has a high mean (M08)

# %% [markdown]
# ## A class that is not there
#
# What is the IoU of *boats* in this picture? There is no boat, and none was claimed: zero shared pixels, divided by a
# union of zero. Numpy calls that **NaN**, "not a number", and this library leaves the class out of the mean. Other
# programs count it as 0, as `jaccard_score` of scikit-learn does by default, or as 1;
# [torchmetrics](https://lightning.ai/docs/torchmetrics/stable/segmentation/mean_iou.html) returns -1. Before you
# compare two papers, ask what each did. It matters in a list of 20 classes, 15 of which are in neither map:

# %% slide="Three habits, three numbers, and the same prediction" minutes=1 short=1
long_matrix = np.pad(camera_matrix, (0, 15))  # 15 more rows and columns of zeros
as_zero = np.nan_to_num(iou_per_class(long_matrix), nan=0.0).mean()
as_one = np.nan_to_num(iou_per_class(long_matrix), nan=1.0).mean()
print(f"as 0: {as_zero:.2f}   as 1: {as_one:.2f}   left out: {mean:.2f}")

# %% [markdown] slideshow={"slide_type": "notes"}
# A list of 20 classes, of which 15 are in neither map. Ask which of the three numbers a vendor would like best, and
# what a reader has to look for in the paper: one sentence about absent classes. Often it is not there; then one has to
# ask.

# %% [markdown] guess="boats" part="question" close=0.03
# A picture of 512 by 512 pixels has five classes, and the mean IoU of a prediction is 0.50. Then one pixel of this
# prediction is called boat, but there is no boat in the picture. What is the mean IoU now?

# %% [markdown] guess="boats" part="because"
# One claimed pixel is enough: boats now have a union of 1 pixel, and an IoU of 0. That is a sixth vote in the mean, and
# it counts as much as the vote of the whole sky.

# %% [markdown] guess="boats" part="wrong"
# - too high: One pixel hardly moves the IoU of grass. But a class that had no vote has one now, and it is 0.
# - too low: The other five IoUs are nearly what they were.

# %% slide="One single pixel is called boat. What does the mean do?" minutes=3 short=2
one_boat = by_grey.copy()
one_boat[470, 400] = 5  # was grass; 5 is the first of the 15 other classes
boat_matrix = confusion_matrix(camera.truth, one_boat, num_classes=20)
ask("boats", mean_iou(boat_matrix))

# %% [markdown] slideshow={"slide_type": "notes"}
# First hands: does it change by more or less than 0.01? Most say less, as it is one pixel of a quarter of a million.
# Then a number. The vote that was undefined is now 0, and five IoUs are divided by six. Ask how a lazy author would
# avoid it: name few classes.

# %% slideshow={"slide_type": "fragment"} answers="boats"
print(f"mean IoU {mean_iou(boat_matrix):.2f}")

# %% slide="Vote: you may correct a thousand pixels. Which ones?" minutes=4 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "The mean IoU of the cameraman is 0.50. You may correct 1000 wrong pixels, all of one class. "
    "Where does the mean IoU gain most?",
    answer="in the equipment, a lost class",
    choices=["in the grass, a large class", "in the equipment, a lost class", "it is the same everywhere"],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# Remind the room of the two lost classes before the vote.
#
# Right is the equipment: its IoU starts at 0 and its union is small, so the same pixels are a larger share of it.
#
# - in the grass, a large class: they think that what covers more of the picture weighs more in the mean (M09)
# - it is the same everywhere: a pixel is a pixel, which is true of the accuracy, and not of a mean over classes (M09)

# %% slide="The same thousand pixels, and two classes" minutes=1 audience="class"
for name in ("grass", "equipment"):
    index = camera.palette.index_of(name)
    to_correct = np.flatnonzero((camera.truth == index) & (by_grey != index))[:1000]
    corrected = by_grey.copy()
    corrected.flat[to_correct] = index
    gained = confusion_matrix(camera.truth, corrected, num_classes=5)
    print(f"{name:10} mean IoU {mean_iou(gained):.3f}   accuracy {pixel_accuracy(gained):.3f}")

# %% [markdown] slideshow={"slide_type": "notes"}
# The accuracy gains the same in both rows. Ask what a developer will work on who is paid by the mean IoU: the small
# classes. And one who is paid by accuracy: the large ones. Which is better depends on who uses the result.

# %% [markdown]
# ## Touch
#
# Be the model, and start from the prediction of the question. Choose a class, and paint. Can you bring the mean IoU
# over the first goal with few strokes? What does the accuracy do meanwhile? Then go for the second goal.
#
# <details><summary>What it shows</summary>
#
# A few strokes in a class that was lost move the mean IoU much more than the accuracy. For the second goal you need
# both lost classes.
#
# </details>

# %% slide="Be the model: lift the mean IoU with few strokes" minutes=4 short=3 jupyter={"source_hidden": true}
goals = [("mean IoU", ">", 0.6), ("mean IoU", ">", 0.8)]
scores = ["pixel accuracy", "mean IoU", "IoU of buildings", "IoU of equipment"]
start = {"prediction": by_grey, "palette": camera.palette}
PredictionPainter(camera.image, camera.truth, **start, goals=goals, scores=scores)

# %% [markdown] slideshow={"slide_type": "notes"}
# Somebody paints, the room says which class and where. Ask first: where do few strokes count most? Watch two bars, mean
# IoU and accuracy. Expected: the buildings or the tripod, and the accuracy hardly moves. For the second goal one needs
# both of them.

# %% [markdown]
# ## Surprise: a strip and an island
#
# The truth is a square of 32 by 32 pixels. Two models find all of it, and a little more: one a strip along its upper
# edge, the other an island far away.

# %%
block = np.zeros((64, 64), dtype=int)
block[16:48, 16:48] = 1
strip, island = block.copy(), block.copy()
strip[15, 15:49] = 1
island[0:4, 0:8] = 1

# %% [markdown] figure="strip" part="alt"
# A square in the middle of the picture; its top row is one pixel longer at each end.

# %% [markdown] figure="island" part="alt"
# The same square, and a small rectangle in a corner of the picture.

# %% slide="A strip or an island: which result would you take?" minutes=1
show_label_maps(prediction=strip, alt=alt_text("strip"))

# %% [markdown] slideshow={"slide_type": "notes"}
# Both models find the whole square and a little more. Hands: which one is better? Nearly everybody takes the strip,
# because the island is an object that does not exist. Keep that answer, and ask the score next.

# %% slide="The island, far from the square" minutes=1
show_label_maps(prediction=island, alt=alt_text("island"))

# %% [markdown] guess="island" part="question"
# The truth is a square of 32 by 32 pixels. Both results hold all of it. One also has a strip along its upper edge, one
# pixel high and 34 long. The other also has an island of 4 by 8 pixels in a far corner. Which has the better IoU?

# %% [markdown] guess="island" part="choice"
# - the one with the strip
# - the one with the island
# - both have the same

# %% [markdown] guess="island" part="because"
# An extra pixel makes the union larger, wherever it lies. The island is far away, but it has fewer pixels than the
# strip.

# %% [markdown] guess="island" part="wrong"
# - the one with the strip: It may do less harm, but IoU does not know where a pixel lies.
# - both have the same: Where the extra pixels lie does not matter, but how many there are does. Count them.

# %% slide="And IoU: which of the two does it prefer?" minutes=2 jupyter={"source_hidden": true}
of_strip = confusion_matrix(block, strip, num_classes=2)
of_island = confusion_matrix(block, island, num_classes=2)
gain = iou_per_class(of_island)[1] - iou_per_class(of_strip)[1]
ask("island", 2 if gain == 0 else int(gain > 0))

# %% [markdown] slideshow={"slide_type": "notes"}
# Let them count the extra pixels first: 34 in the strip, 4 by 8 in the island. Who counts is right; who goes by the
# picture is not. The difference is in the third digit, but the order is what a table of results would print.

# %% slideshow={"slide_type": "fragment"} answers="island"
both = np.array([iou_per_class(of_strip)[1], iou_per_class(of_island)[1]])
print("IoU with the strip, with the island:", both.round(3))

# %% slide="Vote: equally many extra pixels. Which score sees the difference?" minutes=4 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "The strip loses a pixel at each end, so strip and island have 32 extra pixels each. "
    "Which score still tells the two results apart?",
    answer="none of the three",
    choices=["pixel accuracy", "IoU of the square", "mean Dice", "none of the three"],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# Right is none: all three are computed from the matrix, and both results have the same one.
#
# - pixel accuracy: they think that a mistake in the background, far away, costs more than one at the border
# - IoU of the square: they take overlap for a measure of shape or place, but it only counts
# - mean Dice: they expect another formula to see more, though it is made from the same entries

# %% [markdown]
# Now let both have 32 extra pixels, and compare the two matrices entry by entry.

# %% slide="Equally many extra pixels: is it the same matrix?" minutes=2
edge = block.copy()
edge[15, 16:48] = 1
of_edge = confusion_matrix(block, edge, num_classes=2)
print("the same matrix:", np.array_equal(of_edge, of_island))
show_matrix(of_edge, ["background", "object"])

# %% [markdown] slideshow={"slide_type": "notes"}
# Let the room say what each entry holds. Then the consequence: no score made from this matrix can differ, however
# clever its formula. Ask what one would have to measure instead. Expected: a distance, or the number of objects.

# %% [markdown]
# How far is the farthest extra pixel from the object?

# %% slide="How far is the farthest extra pixel?" minutes=1
distance = distance_transform_edt(block == 0).round(1)  # of each pixel to the square
print("strip", distance[edge == 1].max(), "  island", distance[island == 1].max())

# %% [markdown] slideshow={"slide_type": "notes"}
# One number that sees it: the distance. Ask for its weakness: a single stray pixel decides it. So every score is blind
# to something, and the cheapest remedy is to look at the picture beside it.

# %% [markdown]
# ## Back to the picture
#
# Accuracy, IoU, Dice and *every* score that is made from the matrix must call these two results equal: the matrix has
# forgotten where pixels lie. There are scores that measure such distances, and they are blind to other things. So keep
# a habit that costs nothing: look at the picture beside each score.

# %% [markdown]
# ## Exercises
#
# Now it is your turn: [exercises {number:classes}](../exercises/{exercises:classes}), five questions. Among other
# things, catch the author of a report that is too good, and find two results on which mean Dice and mean IoU disagree.

# %% [markdown]
# Your guesses beside the answers:

# %%
recap()

# %% [markdown]
# ## Take-away
#
# 1. The mean IoU gives every class one vote, however small it is; accuracy gives every pixel one.
# 2. A class in neither map has no IoU; whether it is left out or counted as 0 or 1 can decide the mean, and a single
#    pixel can bring it in.
# 3. Whatever is made from the confusion matrix cannot know where the wrong pixels lie.

# %% [markdown] slide="Ask of each mean who has a vote" minutes=1 short=1 audience="class"
# The mean IoU gives every class one vote, accuracy every pixel one.
#
# What happens to an absent class can decide the mean.
#
# No score made from the matrix knows where the wrong pixels lie.

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask the question of the first slide again. A good answer: no single number says it; the line of the class does.
# Announce the third exercise: catch the author of a report that is too good. In the short lecture the third line is an
# outlook: a strip and an island, equally large, have the same matrix.

# %% [markdown]
# ## Look back
#
# 1. By which pixels does IoU divide, and by which does accuracy? ({lesson:overlap})
# 2. What does an empty column of the matrix tell you? ({lesson:matrix})
#
# <details><summary>Answers</summary>
#
# 1. IoU by those that at least one of both maps gives to the class, accuracy by all scored pixels.
# 2. That the model has never named this class.
#
# </details>
#
# **Next:** [{lesson:precision}]({notebook:precision}) asks how sure a car must be before it calls something road.
