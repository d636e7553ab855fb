# %% [markdown]
# # {number:paradox} · The accuracy paradox
#
# **98 % right and useless: how?**
#
# - **You will** set a trained model beside one that never looks at the image, see its errors as one bar, change its
#   scores without touching it, and answer the question that every buyer should ask.
# - **You need** lessons {number:matrix} to {number:pictures}.
# - **Time:** {minutes} minutes, and {exercise_minutes} for the exercises.
#
# The folded box below holds imports and the scenes. It takes some seconds.

# %% [markdown] slide="The accuracy paradox" minutes=1 short=1 audience="class"
# **98 % right and useless: how?**

# %% [markdown] slideshow={"slide_type": "notes"}
# Do not explain the title. Ask who has ever been shown an accuracy of 98 %, by a student, a company or a paper, and
# what they did with it. Two answers are enough; then turn the page.

# %% jupyter={"source_hidden": true}
import numpy as np

from segmetrics_lab.metrics import confusion_matrix, iou_per_class, pixel_accuracy, recall_per_class
from segmetrics_lab.models import preset
from segmetrics_lab.plots import show_curves, show_fractions, show_label_maps, show_reports
from segmetrics_lab.report import Report
from segmetrics_lab.scenes import load_set
from segmetrics_lab.widgets import ParadoxExplorer, alt_text, ask, recap


def street_scenes(split):  # two classes of eight: vehicles and people are the object, and all else
    return [scene.binary("vehicle", "person", name="object") for scene in load_set("rare", split)]


training, test = street_scenes("train"), street_scenes("test")
palette = test[0].palette

# %% [markdown]
# ## Question
#
# A car must know where vehicles and people are; in this lesson both together are called the *object*. Somebody offers
# you a trained model: "On twelve street scenes that it had never seen, it was right on 98 of 100 pixels." Here is one
# of the twelve with its truth. (They are rendered: they teach how *scores* behave, not how well a car drives.) Would
# you put this model into a car? Write down "yes", "no", or the one question that you would ask first.

# %% [markdown] figure="offered-scene" part="alt"
# A straight road in fog. Three objects, far ahead: two people on the road, one in a red jacket and one in dark clothes,
# and right of them a light grey car from behind.

# %% slide="98 of 100 pixels were right. Would you put it into a car?" minutes=2 short=2
foggy = test[3]
words = alt_text("offered-scene")
show_label_maps(image=foggy.image, truth=foggy.truth, palette=palette, alt=words)

# %% [markdown] slideshow={"slide_type": "notes"}
# Let everybody write one word or one question on paper: yes, no, or what they would ask. Collect three questions on
# the board and leave them there. Usual ones: how fast is it, how many images, what about rain? Rarely: right on
# *which* pixels?

# %%
my_decision = None  # "yes", "no", or your question

# %% [markdown]
# ## By hand
#
# A wall of a hundred pixels has a crack of three. Model A finds the whole crack and paints three pixels too many: run
# the box to see it. Model B marks nothing at all. Count with your finger: how many of the hundred pixels does each
# get right? And how large are the IoU and the recall of the crack?

# %% slide="A finds the crack and three pixels more, B marks nothing. Who wins?" minutes=3 short=2
wall = np.zeros((10, 10), dtype=int)
wall[3:6, 4] = 1  # the crack
by_a = wall.copy()
by_a[3:6, 5] = 1  # as much again, beside it
show_label_maps(truth=wall, prediction=by_a)

# %% [markdown] slideshow={"slide_type": "notes"}
# This picture is model A; model B is a blank wall. Let the room count the wrong pixels of each aloud, three and
# three, before you go on. The next step shows the scores. Ask: which of the three numbers would a mason look at?

# %% jupyter={"source_hidden": true} slideshow={"slide_type": "fragment"}
for name, prediction in (("A", by_a), ("B", np.zeros_like(wall))):
    matrix = confusion_matrix(wall, prediction, num_classes=2)
    print(f"{name}: accuracy {pixel_accuracy(matrix):.2f}", end="   ")
    iou, recall = iou_per_class(matrix)[1], recall_per_class(matrix)[1]
    print(f"IoU {iou:.2f}   recall {recall:.2f}")

# %% slide="Vote: which of them must have found something?" minutes=5 short=4 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "P is right on 99 % of the pixels of its pictures, where the object fills 1 %. Q is "
    "right on 95 %, where the object fills 10 %. Which model must have found some of the "
    "object?",
    answer="only Q",
    choices=["only P", "only Q", "both", "neither"],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# - only P: they take the higher accuracy for the better model (M23)
# - both: they believe that nobody is right on over 90 % without finding something (M23)
# - neither: they have just learned that accuracy says nothing; beside the share of the object it says a lot
#
# Only Q: a model that marks nothing is right on 99 % of the first pictures, which is all P has, and on 90 % of the
# second, where Q has more.

# %% [markdown]
# The accuracies are equal, because accuracy only asks how many pixels are wrong: three extra pixels cost as much as
# three missed ones. A mason would not agree.
#
# ## Definition
#
# The **base rate** of a class (also called its *prevalence*) is its share of the scored pixels. A **blank mask** calls
# everything background. It is right wherever there is no object, so its accuracy is 1 minus the base rate. It is a
# baseline, like those of {lesson:pictures}. The **accuracy paradox**: the rarer the object, the higher the accuracy of
# not looking for it.

# %% slide="What do you get for never looking?" minutes=2 short=1
base_rate = np.mean(wall == 1)
blank = confusion_matrix(wall, np.zeros_like(wall), num_classes=2)
print(f"1 - base rate {1 - base_rate:.2f}   accuracy {pixel_accuracy(blank):.2f}")

# %% [markdown] slideshow={"slide_type": "notes"}
# Give the two words here: base rate, blank mask. Then go back to the vote and let the room say the score of the blank
# mask for P (99 %) and for Q (90 %). Nobody needs a computer for that.

# %% [markdown]
# ## Predict, then run
#
# Now the model of the offer, a forest as in {lesson:precision}. It learns from 10,000 pixels of 24 other scenes (about
# two seconds), and decides with a threshold of 0.5. Its rival is the blank mask. Each gets one matrix of all test
# pixels.

# %%
forest = preset("paradox").fit(training)
by_forest = forest.confusion_matrix(test)
truths = np.stack([scene.truth for scene in test])
by_blank = confusion_matrix(truths, np.zeros_like(truths), num_classes=2)

# %% [markdown] guess="lead" part="question" low=-50 high=150 close=5
# Of 1000 test pixels, how many more does the forest get right than the blank mask? (Below 0: it gets fewer right.)
# %% [markdown] guess="lead" part="because"
# Both are wrong on about two pixels in a hundred. The blank mask misses the whole object; the forest misses most of
# it. By accuracy, all that training is worth almost nothing.
# %% [markdown] guess="lead" part="wrong"
# - too high: The forest can only win where the object is, and the object is rare.
# - too low: The forest paints very little, so it has few extra pixels to lose by.

# %% slide="A trained forest against a mask that never looks: who leads?" minutes=2 short=2
accuracy, rival = pixel_accuracy(by_forest), pixel_accuracy(by_blank)
more_right = 1000 * (accuracy - rival)
ask("lead", more_right)

# %% [markdown] slideshow={"slide_type": "notes"}
# Take three guesses from the room, type the middle one and lock it in. Most say between 20 and 100 more pixels of
# 1000: "after all it was trained". Somebody may say 0; ask for the reason, but do not judge it yet.

# %% answers="lead" slide="All test pixels as one bar: what would the blank mask lose?" minutes=3 short=2
print(f"accuracy: forest {accuracy:.4f}, blank mask {rival:.4f}")
print(f"of 1000 pixels, the forest gets {more_right:.1f} more right")
show_fractions(by_forest, palette, "object")

# %% [markdown] slideshow={"slide_type": "notes"}
# Be silent for ten seconds; the bar needs time. Then ask which part the blank mask would lose: only *found*, the thin
# slice that the enlarged part shows. And which would it win? *Extra*. The difference between the two is the whole
# lead, about 2 pixels of 1000.

# %% [markdown]
# Take your time for this bar: it is the whole lesson in one picture. The bracket of accuracy spans all of it. That of
# IoU spans its very beginning, which is drawn again below, enlarged. Which part would be gone for the blank mask?
#
# There is a second forest on offer. It learned from the same pixels, but was told to take a pixel of the object as
# seriously as fifty others. ({Lesson:remedies} shows how.)

# %% [markdown] guess="second" part="question" low=-50 high=50 close=8
# The second forest finds most of the object. Of 1000 test pixels, how many more does it get right than the blank mask?
# (Below 0: it gets fewer right.)
# %% [markdown] guess="second" part="because"
# To find most of the object, it paints where it is not sure. There is so much background that a small share of it
# outnumbers the whole object. If you choose by accuracy, you throw away the model that looks.
# %% [markdown] guess="second" part="wrong"
# - too high: It finds far more, but accuracy also counts its extra pixels, and there are several times as many of them.
# - too low: It paints too much, but most of the background is still left alone.

# %% slide="A second forest finds most of the object. Is it more accurate?" minutes=2
second = preset("balanced").fit(training)
by_second = second.confusion_matrix(test)
lead_of_second = 1000 * (pixel_accuracy(by_second) - rival)
ask("second", lead_of_second)

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask for the sign first, by hands: more right than the blank mask, or fewer? A clear majority says more, because it
# finds most of the object. Then ask one of each side to convince the other, and lock in a number.

# %% answers="second" slide="Three models in one table: where can you tell them apart?" minutes=3
print(f"1000 * (accuracy - that of the blank mask) = {lead_of_second:.1f}")
matrices = {"forest": by_forest, "second forest": by_second, "blank mask": by_blank}
show_reports({name: Report.from_matrix(m, palette) for name, m in matrices.items()})

# %% [markdown] slideshow={"slide_type": "notes"}
# By accuracy you would take the first forest, and the blank mask before the second. Ask for the one row that
# separates all three (the object). Then for the mean IoU of the blank mask: nearly one half, since one of two classes
# is nearly perfect.

# %% [markdown]
# Compare the three rows **object**: only there can you tell the forest from the blank mask. Then look at the mean IoUs.
# The background is one half of that mean, so a mask that finds nothing gets nearly half of the points.

# %% [markdown]
# ## Real picture
#
# Here is the street in which the first forest finds most. First you see what that forest says about it, then what the
# second one says. With which of the two would you rather be a pedestrian? With which would you rather sit in the car?

# %% slide="The forest you were offered, on the street where it does best" minutes=2 short=1
street = test[5]
by_first = forest.predict(street.image)
show_label_maps(image=street.image, truth=street.truth, prediction=by_first)

# %% [markdown] slideshow={"slide_type": "notes"}
# Let somebody describe what is missing: one car whole, and a good part of the other. This is its best of twelve
# streets. Say so: we did not pick a bad one. Accuracy on this picture is about 99 %.

# %% slide="Would you walk in front of this one, or ride in it?" minutes=2
by_other = second.predict(street.image)
show_label_maps(truth=street.truth, prediction=by_other)

# %% [markdown] slideshow={"slide_type": "notes"}
# Both cars are there now, and a lot of street that is no car. A pedestrian likes this forest: hardly anything is
# missed. A passenger does not: the car brakes for ghosts. Neither forest is right for both; the next lesson looks for
# help.

# %% slide="Vote: only the picture grows. Which score grows with it?" minutes=5 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "First a small window around the two cars, then the whole picture: sky and road are "
    "added. The first forest and what it marked stay as they are. Which of its scores "
    "rises?",
    answer="only accuracy",
    choices=["only accuracy", "only IoU", "both", "neither"],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# - only IoU: they believe that IoU profits from easy background (M11)
# - both: they count the pixels that both maps call background as a success of the object (M11)
# - neither: the forest is the same, so they expect the same scores; a score belongs to a model *and* its pictures
#   (M33)
#
# Only accuracy: all that is added is background in both maps. Accuracy counts these pixels as right, and IoU never
# looks at them.

# %% [markdown]
# ## Touch
#
# Both forests stay as they are; only the picture changes. Widen the window, from the box around the objects to the
# whole picture: you add sky, and the road right before the car. Before you run the box, say what will happen to
# accuracy and to IoU.
# *All background* is the blank mask: watch its accuracy beside that of the forest. Then choose *second forest*, widen
# again, and look for pixels marked *extra*.
#
# <details><summary>What it shows</summary>
#
# With the whole picture every accuracy is higher than close by, and the blank mask gains most. The IoU of the first
# forest hardly moves, since IoU never counts a pixel that both maps call background. But that of the second one
# falls, because it paints on what you add. IoU is not safe either.
#
# </details>

# %% slide="The same forest, more and more sky" minutes=4 short=3
forests = {"forest": by_first, "second forest": by_other}
ParadoxExplorer(street.image, street.truth, forests)

# %% [markdown] slideshow={"slide_type": "notes"}
# Start close around the cars and read accuracy and IoU aloud. Widen with the arrow keys: accuracy climbs from about
# 0.6 to 0.99, the IoU stands still, the blank mask catches up. Then choose *second forest*, which was told that a
# pixel of the object counts like fifty others: its IoU falls, for it paints on what you add.

# %% [markdown]
# ## Surprise: other pictures
#
# How much can other pictures change a score? A model finds 0.90 of the object wherever you use it. Its
# **specificity**, the share of the background that it rightly calls background, is 0.80 everywhere. (Each of the two
# looks at one row of the matrix, so it does not matter how rare the object is.) In the pictures of its maker, objects
# fill half of all pixels, and its precision is above 0.80. You use it on streets.


# %%
def precision_at(base_rate, recall=0.90, specificity=0.80):
    found = base_rate * recall
    extra = (1 - base_rate) * (1 - specificity)
    return found / (found + extra)


# %% [markdown] guess="streets" part="question" close=0.03
# The same model, recall 0.90 and specificity 0.80, where objects fill 0.02 of the pixels: what is its precision?
# %% [markdown] guess="streets" part="because"
# Of 1000 pixels 20 are object, and 18 of these are found. A fifth of the 980 others, 196 pixels, are called
# object too. So 18 of 214 claimed pixels are right.
# %% [markdown] guess="streets" part="wrong"
# - too high: Both numbers sound good, but the background is fifty times as large as the object. Count pixels.
# - too low: Some of the claimed pixels are right. Count them in a picture of 1000 pixels.

# %% slide="Its maker tested where half is object. Your streets: 2 %." minutes=2
ask("streets", precision_at(0.02))

# %% [markdown] slideshow={"slide_type": "notes"}
# The same recall and specificity everywhere. Ask for a number on paper, then lock in the middle one. Most stay near
# 0.8; a few go down to 0.5. Do not count yet: the answer says 18 of 214, and counting it once on the board is worth
# it.

# %% answers="streets" slide="One model, this whole curve. Where on it did its maker measure?" minutes=2
print(f"precision {precision_at(0.02):.2f}")
rates = np.linspace(0.01, 0.99, 99)
curves = {"precision": precision_at(rates)}
show_curves(rates, curves, x_label="base rate", y_label="precision")

# %% [markdown] slideshow={"slide_type": "notes"}
# Let somebody point: the maker at one half, you at the far left end. Nothing changed in the model. If asked: a higher
# specificity moves the steep part to the left, but it never goes away. Accuracy and IoU depend on the base rate too.

# %% [markdown]
# Each point of the curve belongs to the same model. **Accuracies, precisions and IoUs from data with different base
# rates cannot be compared** ([Reinke et al., 2024](https://doi.org/10.1038/s41592-023-02150-0) collect this and many
# more traps). So ask for the base rate whenever somebody shows you a score.

# %% [markdown]
# ## 98 % and 12 %: ready for production?
#
# "98 % pixel accuracy, and 12 % recall of the object class. Is it ready for production?" You know this model well by
# now. Answer in your own words, with a reason that a customer understands.

# %%
my_answer = ""  # two or three sentences
print("at the start you said:", my_decision or "nothing yet")

# %% [markdown] slide="98 % accuracy, 12 % recall: ready for production?" minutes=2 short=1 audience="class"
# What do you tell the customer? Two sentences, with your neighbour.

# %% [markdown] slideshow={"slide_type": "notes"}
# One minute in pairs, then two answers aloud. A good one has three parts: no; the blank mask gets nearly the same; of
# 100 object pixels it misses 88. Go back to the questions on the board: which of them would have found it out?

# %% [markdown]
# <details><summary>Our answer</summary>
#
# No. 98 % is what a blank mask gets on these pictures, so the number is no evidence that the model can do anything. Of
# 100 object pixels it misses 88. What it marks is mostly right (precision), so there is something to build on: see
# {lesson:remedies}. Until then, ask for recall, precision and IoU of the object, beside the base rate and the accuracy
# of the blank mask.
#
# </details>
#
# And if you had no picture, only the two numbers? Even they tell you how rare the object is. The model misses 88 of 100
# object pixels, and each of these is a wrong pixel. But only 2 of 100 pixels are wrong at all. So how large can the
# object be at most?

# %% slide="No picture, only these two numbers: how rare is the object?" minutes=2
wrong, missed = 1 - 0.98, 1 - 0.12  # of all pixels, of the object's pixels
largest = wrong / missed
print(f"base rate {largest:.4f} at most: blank mask right on {1 - largest:.4f} or more")

# %% [markdown] slideshow={"slide_type": "notes"}
# Let the room argue first: 88 of 100 object pixels are wrong, but only 2 of 100 of all pixels are. So the object is
# at most 2/88 of the picture. Common wrong answer: "we cannot know without the data". We can, at least a bound.

# %% [markdown]
# So on *any* pictures, an accuracy of 98 % beside a recall of 12 % is hardly more than what a blank mask gets.

# %% [markdown]
# ## Exercises
#
# Now it is your turn: [exercises {number:paradox}](../exercises/{exercises:paradox}). Compute the score to beat for any
# label map, find out what a colleague called the IoU of a crack, and draw a result that finds the whole crack and still
# loses to the blank mask.
#
# Here are your guesses beside the answers:

# %%
recap()

# %% [markdown]
# ## Take-away
#
# 1. Where the object is rare, a blank mask has a high accuracy: a score means something only beside this baseline.
# 2. Look at recall, precision and IoU *of the object*: only they tell a model that looks from one that does not.
# 3. Ask for the base rate: accuracy, precision and IoU change with it while the model stays the same.

# %% [markdown] slide="What to ask whoever shows you an accuracy" minutes=1 short=1 audience="class"
# - How rare is the object?
# - What does the blank mask get on the same pictures?
# - And your model: recall, precision and IoU of the object?

# %% [markdown] slideshow={"slide_type": "notes"}
# Read the three questions, and compare them with those on the board from the beginning. Homework: exercises
# {number:paradox}, above all the result that finds the whole crack and still loses to the blank mask.

# %% [markdown]
# ## Look back
#
# 1. Why does the verdict of a report depend on which classes are called main? ({lesson:verdict})
# 2. Which of precision and recall has the column sum of the matrix below its fraction line? ({lesson:precision})
#
# <details><summary>Answers</summary>
#
# 1. Because the IoU of each main class must be good, and a class that is left out may be as bad as it likes.
# 2. Precision: right / claimed, and the column holds all that was claimed.
#
# </details>
#
# **Next:** [{lesson:remedies}]({notebook:remedies}) asks what helps, and what it costs.
