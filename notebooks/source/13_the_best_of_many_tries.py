# %% [markdown]
# # {number:tries} · The best of many tries
#
# **You have tried two hundred models. What is the best one worth?**
#
# - **You will** see how far luck carries the winner, tell a leak from overfitting by three scores, and learn what
#   belongs in a report.
# - **You need** lessons {number:start} to {number:overfitting}.
# - **Time:** {minutes} minutes, and {exercise_minutes} for the exercises.
#
# The folded box below holds imports. It takes some seconds.

# %% [markdown] slide="The best of many tries" minutes=1 short=1 audience="class"
# **You have tried two hundred models. What is the best one worth?**

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask who has tried more than ten settings for one paper or project, and who has written down how many. Nobody has to
# justify anything; keep the two counts for the end.

# %% jupyter={"source_hidden": true}
import sys

import numpy as np
from sklearn.tree import DecisionTreeClassifier
from tqdm import tqdm

from segmetrics_lab.metrics import pixel_accuracy
from segmetrics_lab.models import PixelModel, split, sweep
from segmetrics_lab.plots import show_curves, show_report
from segmetrics_lab.report import Report
from segmetrics_lab.scenes import load_set
from segmetrics_lab.widgets import alt_text, ask, draw, recap

# %% [markdown]
# ## Question
#
# Road or not? A team has tried one model after the other, two hundred in all, and has judged each by the same 50
# validation pixels, half of them road. They never trained on these pixels. Here is the best accuracy that they had
# reached after each try.

# %% jupyter={"source_hidden": true} slide="The diary of a team: 200 tries, judged by the same 50 pixels" minutes=2 short=1
rng = np.random.default_rng(0)
is_right = rng.integers(2, size=(200, 50))
on_new_pixels = rng.integers(2, size=1_000_000).mean()
diary = {"best so far": np.maximum.accumulate(is_right.mean(axis=1))}
show_curves(range(1, 201), diary, x_label="tries", y_label="validation accuracy")

# %% [markdown] slideshow={"slide_type": "notes"}
# Read the curve aloud as the team would: at first quick progress, then every step is hard work, and now more than seven
# of ten. Two classes, road or not, and half of the 50 pixels are road. Nobody trained on them. Ask whether they would
# buy the winner.

# %% [markdown] guess="diary" part="question" low=0.3 high=1 close=0.05
# After 200 tries a team keeps the model with the best accuracy on 50 validation pixels, half of which are road. What
# accuracy does this model have on a million new pixels?
# %% [markdown] guess="diary" part="because"
# No model has learned anything: each tosses a coin for each pixel. So each is right on half of all new pixels, and the
# winner is the one whose coins fell best on those 50. Its lead was luck.
# %% [markdown] guess="diary" part="wrong"
# - too high: Without new pixels you cannot know how much of the winner's score is luck. Here all of it was.
# %% slide="What will the winner reach on a million new pixels?" minutes=2 short=1
ask("diary", on_new_pixels)

# %% [markdown] slideshow={"slide_type": "notes"}
# Let everybody write a number down, then lock in the one that most hold. Usual ones lie between 0.65 and 0.72: "a
# little less than on validation". Do not say what the models are. Somebody may ask: praise it as the best question of
# the hour, and keep the answer for the next slide.

# %% [markdown] figure="new" part="alt"
# Over all tries, the accuracy on new pixels is half; the best so far lies above it, as in the figure before.
# %% answers="diary" slide="The same diary, and the winner on new pixels" minutes=2 short=1
print(f"the winner, on a million new pixels: {on_new_pixels:.3f}")
diary["on new pixels"] = np.full(200, on_new_pixels)
show_curves(range(1, 201), diary, x_label="tries", y_label="score", alt=alt_text("new"))

# %% [markdown] slideshow={"slide_type": "notes"}
# All models toss a coin for each pixel. Wait for the laugh. Two slides back, c shows the line that makes them:
# `is_right = rng.integers(2, size=(200, 50))`, 200 models with 50 tosses each. Nothing was ever wrong with the 50
# pixels: choosing by them was enough.

# %% slide="Vote: three coins, one pixel. How often is the best one right?" minutes=5 short=4 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "Three models toss a coin each for one validation pixel. You keep the one that "
    "was right, if there is one. In how many of the ways in which the coins can fall "
    "is your winner right?",
    answer="in 7 of 8",
    choices=["in 1 of 2", "in 3 of 4", "in 7 of 8"],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# - in 1 of 2: they keep the chance of one coin and forget that the best was chosen
# - in 3 of 4: they have counted two coins, or let the second try win half of what was left, and stopped
#
# In 7 of 8: it fails only where all three are wrong. In 7 of 8 worlds a coin looks perfect.

# %% [markdown]
# ## By hand
#
# Make it as small as possible: one validation pixel, and three models that toss a coin for it. There are eight ways in
# which the coins can fall. In how many of them is the best of the three right? Go through the table with your finger.
#
# | | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 |
# |---|---|---|---|---|---|---|---|---|
# | first | right | right | right | right | wrong | wrong | wrong | wrong |
# | second | right | right | wrong | wrong | right | right | wrong | wrong |
# | third | right | wrong | right | wrong | right | wrong | right | wrong |
#
# In all but the last. Each model is right half of the time, and the best of three is right seven times in eight.

# %% [markdown]
# ## Definition
#
# **The winner's luck: a score that has chosen the best of many tries promises too much**, because among equals it
# chooses the luckiest. Choosing is a way of learning: you have fitted the validation pixels by hand. In numpy,
# `rng.binomial(50, 0.5)` tosses fifty coins and counts those that are right. Here are a thousand contests at once:

# %%
rng = np.random.default_rng(0)


def best_of(tries, pixels):
    right = rng.binomial(pixels, 0.5, size=(1000, tries))  # contest, model
    return np.mean(right.max(axis=1) / pixels)


# %% slide="A thousand contests: three coins, one pixel" minutes=2 short=1
print(f"three coins, one pixel: {best_of(3, 1):.3f}; counted by hand: {7 / 8}")

# %% [markdown] slideshow={"slide_type": "notes"}
# Write the eight ways on the board, from RRR to WWW (right, wrong), and cross out the last: seven are left. The
# simulation misses 0.875 by a little: ask why (a thousand contests, not infinitely many). Define the winner's luck
# here.

# %% [markdown]
# ## Predict, then run
#
# How does the luck grow with the number of tries? And how much do four times as many validation pixels help?

# %% [markdown] guess="luck" part="question" close=0.02
# The best of many models that only toss coins, judged by 50 pixels or by 200: what accuracy does it show, on average,
# after 1, 2, 5, ... 200 tries? The curve for 50 pixels is there. Draw the one for 200.
# %% [markdown] guess="luck" part="because"
# Four times as many pixels take half of the luck away: it shrinks with their square root. Both curves rise quickly at
# first and then slowly, but they never stop rising.
# %% slide="50 pixels gave this much luck. Draw it for 200." minutes=3 short=2
tries = [1, 2, 5, 10, 20, 50, 100, 200]
luck = {"50 pixels": [best_of(number, 50) for number in tries]}
luck["200 pixels"] = [best_of(number, 200) for number in tries]
draw("luck", tries, luck, x_label="tries", y_label="accuracy of the best")

# %% [markdown] slideshow={"slide_type": "notes"}
# Somebody comes to the keyboard, or you draw by the room's instructions. A common drawing is a quarter of the luck,
# because there are four times as many pixels; another is none at all. Lock it in before anybody mentions square roots.

# %% answers="luck" slide="The luck of the best, after 1 to 200 tries" minutes=2 short=2
luck["new pixels"] = [0.5] * 8
show_curves(tries, luck, x_label="tries", y_label="accuracy of the best")

# %% [markdown] slideshow={"slide_type": "notes"}
# Four times as many pixels take half of the luck away. Both curves go on rising, slowly. Point at the line of the new
# pixels: the truth has not moved at all. Ask what would help more, fewer tries or more pixels: with a tenth of the
# tries, 20, two thirds of the luck are still there.

# %% [markdown]
# ## Real picture
#
# Real models are not coins; they have learned something. Train twenty trees of depth 8, which differ only in the 3000
# pixels that were drawn for each. Then score every tree on every one of twelve validation scenes. (Some seconds; a bar
# counts the trees.)

# %%
training, validation = load_set("road", "train"), load_set("road", "validation")
tree = PixelModel("color and position", DecisionTreeClassifier(max_depth=8))

# %%
scores = []
for seed in tqdm(range(20), desc="trees", file=sys.stdout, leave=False):
    model = tree.fit(training, pixels=3000, seed=seed)
    matrices = [model.confusion_matrix([scene]) for scene in validation]
    scores.append([pixel_accuracy(matrix) for matrix in matrices])
scores = np.array(scores)  # scores[tree, scene]

# %% [markdown]
# Suppose that only one of these scenes were there to choose by. The tree with the best accuracy on it leads the average
# tree by a few hundredths. What remains of this lead on the other eleven scenes? Let each of the twelve scenes choose
# once.

# %% [markdown] guess="front" part="question"
# Twenty trees of one kind, each trained on pixels of its own, are judged on one picture. The best leads the average
# tree there. How much of this lead does it keep, on average, on eleven other pictures?
# %% [markdown] guess="front" part="choice"
# - less than a quarter
# - a quarter to three quarters
# - more than three quarters
# %% [markdown] guess="front" part="because"
# The trees are of one kind and nearly equally good, so the leader suits this one picture, and other pictures are
# different. Had some trees been far better than others, more of the lead would have been deserved.
# %% [markdown] guess="front" part="wrong"
# - a quarter to three quarters: So much would remain if the trees really differed. These differ only in the pixels
#   drawn.
# - more than three quarters: A picture has thousands of pixels, but they share its light and colours: it judges like a
#   few.
# %% slide="20 real trees, one picture chooses. How much of the lead is left?" minutes=3
here, elsewhere = [], []
for scene in range(12):
    winner = scores[:, scene].argmax()
    others = np.delete(scores, scene, axis=1).mean(axis=1)  # of each tree, elsewhere
    here.append(scores[winner, scene] - scores[:, scene].mean())
    elsewhere.append(others[winner] - others.mean())
kept = np.mean(elsewhere) / np.mean(here)
ask("front", np.digitize(kept, [0.25, 0.75]))  # choice 0, 1 or 2

# %% [markdown] slideshow={"slide_type": "notes"}
# Real models have learned something, so this is no game of coins. Say the rule slowly: one picture chooses the best of
# twenty trees, and we look at its lead over the average tree on eleven others. Hands for each choice. Training takes
# some seconds.

# %% answers="front" slide="Each of twelve pictures chooses once: its winner here and elsewhere" minutes=4
print(f"lead on the scene that chose {np.mean(here):.3f}", end=", ")
print(f"on the other eleven {np.mean(elsewhere):.3f}")
leads = {"on the scene that chose": here, "on the other eleven": elsewhere}
show_curves(range(1, 13), leads, x_label="the scene that chose", y_label="lead")

# %% [markdown] slideshow={"slide_type": "notes"}
# Look at all twelve, not at the mean alone: some winners are even below average elsewhere. These trees are of one kind
# and nearly equally good. Had some been far better, more of the lead would have been deserved; say that too.

# %% [markdown]
# ## Touch
#
# This time you touch two numbers: change them, and run the cell again. **First:** with 200 tries, how many pixels do
# you need until the best of the coins promises less than 0.51? **Then** go back to 50 pixels: how many tries bring it
# to 0.75? (Take 80 to 6,000 tries; thousands need a few seconds.)

# %% slide="200 tries: how many pixels until the promise is below 0.51?" minutes=4
my_tries, my_pixels = 200, 50
numbers = [1, my_tries // 20, my_tries // 4, my_tries]
promise = [best_of(number, my_pixels) for number in numbers]
print(f"promise of {my_tries} tries on {my_pixels} pixels: {promise[-1]:.3f}")
show_curves(numbers, {"promise": promise}, x_label="tries", y_label="accuracy")

# %% [markdown] slideshow={"slide_type": "notes"}
# Live: press c, change the two numbers and run it with Shift+Enter. In a deck, ask for guesses and tell the result:
# about twenty thousand pixels. Back at 50 pixels it takes between four and five thousand tries to reach 0.75. More
# pixels help; fewer tries hardly do.

# %% [markdown]
# <details><summary>What you will find</summary>
#
# About twenty thousand pixels, and between four and five thousand tries. Twenty times as many tries add little. So more
# pixels help, and fewer tries hardly do. But coins are independent, and the pixels of one picture are not: what counts
# is how many pictures judge, from how many places.
#
# </details>

# %% [markdown]
# ## Surprise: overfitting, or a leak?
#
# In {lesson:leakage} a score fell as well, from the lab to the road. "Overfitting!" says somebody. "Take a simpler
# model." Try it: twelve drives, right labels, and three scores for trees of each depth. (That takes a few seconds.)
# Between training pixels and new frames of known drives there is a gap, and between these and new drives another.

# %%
lab, new_drives = split(load_set("drives"), by="drive", seed=0)
learned_frames, new_frames = split(lab, by="frame", seed=0)
how = {"parameter": "max_depth", "values": [4, 5, 6, 8, 12, 16, 24]}

# %% [markdown] guess="gaps" part="question"
# Trees learn from frames of six drives, with right labels. The deepest tree knows its training pixels by heart, and
# falls far below that on new drives. Somebody takes simpler trees. How much of this fall does the best of them win
# back?
# %% [markdown] guess="gaps" part="choice"
# - more than half
# - a quarter to a half
# - less than a quarter
# %% [markdown] guess="gaps" part="because"
# A simple tree no longer knows its training pixels by heart, so the first gap closes: the training score comes down to
# the others. New drives gain little. The second gap comes from the split: at any depth, frames of a known drive are
# half known.
# %% [markdown] guess="gaps" part="wrong"
# - more than half: The training score falls a long way, and that closes a gap. But it does not lift the other scores.
# - a quarter to a half: So much may be won where labels are wrong. These are right, and there is little to unlearn.
# %% slide="Somebody takes simpler trees. How much of the fall do they win back?" minutes=3 short=2
on_frames = sweep(tree, learned_frames, new_frames, **how)
on_drives = sweep(tree, learned_frames, new_drives, **how)
new_scores = on_drives.validation_accuracy
fall = on_frames.training_accuracy[-1] - new_scores[-1]
won_back = new_scores.max() - new_scores[-1]
ask("gaps", 2 - np.digitize(won_back / fall, [0.25, 0.5]))  # choice 0, 1 or 2

# %% [markdown] slideshow={"slide_type": "notes"}
# So far luck made a score too good. Now for the other reasons why a score falls on new pictures. Tell the set-up: the
# twelve drives of {lesson:leakage}, right labels, trees that learn from frames of six drives. The fall: from knowing
# the training pixels by heart down to new drives. Hands for each choice. Who says "more than half" thinks of the gap in
# the last lesson, and that is the trap. It takes some seconds.

# %% answers="gaps" slide="Three scores at every depth: which gap closes?" minutes=3 short=2
curves = {"training": on_frames.training_accuracy}
curves["new frames"] = on_frames.validation_accuracy
curves["new drives"] = new_scores
show_curves(how["values"], curves, x_label="depth", y_label="accuracy")

# %% [markdown] slideshow={"slide_type": "notes"}
# *New frames* are other frames of the same six drives. Go to the left end: training comes down to the frames, so the
# first gap closes. The second, between frames and drives, stays at every depth: it was made by the split. In the short
# lecture say here what helps: against the first fall perhaps a simpler model, against the second another split.

# %% slide="Vote: 0.90 in training, 0.89 in the lab, 0.78 on the road" minutes=4 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "Which drives stay in the lab was drawn by lot. A model is right on 0.90 of its "
    "training pixels, on 0.89 of the lab's test pixels, and on 0.78 of the pixels of "
    "new drives. What is the best explanation?",
    answer="the lab's test leaked",
    choices=["the model overfits", "the lab's test leaked", "the model underfits", "new drives are simply harder"],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# - the model overfits: they call every fall overfitting, and look for help in a simpler model (M34)
# - the model underfits: they see only that 0.78 is low; a model that underfits is low from the start
# - new drives are simply harder: they trust the lab's split (M21); the lot gave both sides drives of one kind
#
# The lab's test leaked: hardly anything falls from training to the lab, and nearly all of it from the lab to new
# drives. The remedy is another split. Then draw the table below on the board: which step falls, and what helps.

# %% [markdown]
# Overfitting is a fault of the *model*, a leak one of the *test*. Two falls tell them apart, and a result may show
# both, as this figure does:
#
# | | from training to lab test | from lab test to new drives | what helps |
# |---|---|---|---|
# | perhaps overfitting | **falls** | stays | a simpler model if the curve falls, else more data |
# | leak | stays or falls | **falls** | split by drive, then more *drives* |
# | underfitting | stays, low | stays, low | a richer model, better features |
# | neither | stays, high | stays, high | go on to recall and IoU of each class |

# %% [markdown]
# ## What to report
#
# So there are three sets: **training** to learn, **validation** to choose, **test** to report. Test scenes are opened
# once, when all is decided. If you look twice and keep the better result, they have become validation scenes. Let us do
# it: the best of the twenty trees by all twelve validation scenes, then the test. (Earlier lessons have looked at these
# scenes; in your project that would count.)

# %% slide="The test scenes are opened, once" minutes=4 short=2
chosen = scores.mean(axis=1).argmax()
print(f"the best of 20 trees, accuracy on validation: {scores[chosen].mean():.2f}")

# %% slideshow={"slide_type": "fragment"}
model = tree.fit(training, pixels=3000, seed=int(chosen))
test_matrix = model.confusion_matrix(load_set("road", "test"))
show_report(Report.from_matrix(test_matrix, training[0].palette))

# %% [markdown] slideshow={"slide_type": "notes"}
# In the short lecture say first: twenty trees differ only in the pixels drawn for each, and twelve validation scenes
# have chosen one. Before the next step, ask what must be decided by now (everything), and what the test will say. Then
# read the report together: validation and test agree, because there were few tries and twelve scenes. And read the
# small classes: accuracy alone would have hidden them.

# %% [markdown]
# With few tries and twelve scenes to judge them, the promise is kept. Now read the bars: the key result of this course.
# Accuracy and IoU belong **together**, because the label of every pixel matters, and accuracy alone would have hidden
# the small classes. Report both, for each class, and say with them how you split, how many models you tried, and that
# the test was opened once.

# %% [markdown]
# ## The course on one card
#
# Before you believe a score (lessons in brackets):
#
# 1. Were the pixels new: no near copies in training? ({number:leakage}, {number:overfitting})
# 2. How many tries came before this one? ({number:tries})
# 3. What does a blind model score? ({number:verdict}, {number:paradox})
# 4. Pixel accuracy **and** IoU of each class? ({number:overlap}, {number:verdict})
# 5. Which main classes, and how large are their objects? ({number:overlap}, {number:pictures})
# 6. Which mistake hurts, missed or extra? ({number:matrix}, {number:precision})
# 7. What became of ignored pixels and absent classes? ({number:labels}, {number:classes})
# 8. Have you *looked* at the wrong pixels? ({number:start}, {number:overlap})

# %% [markdown]
# ## Exercises
#
# In [exercises {number:tries}](../exercises/{exercises:tries}) you count the luck of two coins, advise a team that has
# tried 400 settings, tell overfitting from leaks in four reports, and write the score that a paper may print. Here are
# your guesses beside the answers.

# %%
recap()

# %% [markdown]
# ## Take-away
#
# 1. The score that has chosen the best of many tries promises too much, the more so the more tries and the fewer
#    pictures.
# 2. Learn on training, choose on validation, report on test, once.
# 3. Overfitting is a fault of the model, a leak one of the test: look at which step the score falls.

# %% [markdown] slide="What belongs in a report" minutes=1 short=1 audience="class"
# - Learn on training, choose on validation, report on test, once.
# - Say how you split, and how many models you tried.
# - Accuracy and IoU of each class, together.

# %% [markdown] slideshow={"slide_type": "notes"}
# Come back to the two counts from the beginning: how many had tried more than ten settings, and how many had counted?
# Homework: exercises {number:tries} and the capstone. Hand out the card of the course; it stands at the end of the
# lesson.

# %% [markdown]
# ## Look back
#
# 1. Does a gap between training and validation say that a simpler model would do better? ({lesson:overfitting})
# 2. A model has an accuracy of 0.98, and a recall of 0.12. Is it ready for use? ({lesson:paradox})
#
# <details><summary>Answers</summary>
#
# 1. No, only that the training score flatters. A simpler model would do better where the validation curve falls.
# 2. No. The object is rare, the model finds an eighth of it, and a blank mask would be nearly as accurate.
#
# </details>

# %% [markdown]
# That was the course. It promised that afterwards nobody can fool you with a segmentation score, not even yourself, and
# the card helps you to keep that promise. **Next:** the capstone,
# [Which model should drive?](../exercises/capstone.ipynb), and then your own pictures: `Scene.from_files` in
# `segmetrics_lab.scenes` reads an image and its label map, and everything in this course takes it like any other scene.
