# %% [markdown]
# # {number:precision} · Precision and recall
#
# **How sure must the car be before it calls it road?**
#
# - **You will** count precision and recall, make a strict and a generous model of one, and say of each class which
#   error is dangerous.
# - **You need** lessons {number:start} to {number:classes}.
# - **Time:** {minutes} minutes, and {exercise_minutes} for the exercises.
#
# The folded box below holds imports. It takes some seconds.

# %% [markdown] slide="Precision and recall" minutes=1 short=1 audience="class"
# **How sure must the car be before it calls it road?**

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask who would rather have a car that stops too often, and who one that never stops without a reason. Count hands and
# write the numbers on the board. At the end of the lecture you ask again.

# %% jupyter={"source_hidden": true}
import numpy as np
from sklearn.tree import DecisionTreeClassifier

from segmetrics_lab.labels import Palette
from segmetrics_lab.metrics import confusion_matrix, iou_per_class
from segmetrics_lab.metrics import precision_per_class, recall_per_class
from segmetrics_lab.models import PixelModel
from segmetrics_lab.plots import show_fractions, show_label_maps
from segmetrics_lab.plots import show_probability, show_tree
from segmetrics_lab.scenes import load_set, page_matrix
from segmetrics_lab.widgets import PredictionPainter, alt_text, ask, recap


# %% jupyter={"source_hidden": true}
def road_scenes(split):  # two classes: the road with its markings, and all else
    return [s.binary("road", "marking", name="road") for s in load_set("road", split)]


def print_scores(name, matrix):
    precision, recall = precision_per_class(matrix)[1], recall_per_class(matrix)[1]
    iou = iou_per_class(matrix)[1]
    print(f"{name:12}  precision {precision:.3f}   recall {recall:.3f}   IoU {iou:.3f}")


training, validation = road_scenes("train"), road_scenes("validation")
lane = Palette(["not road", "road"])

# %% [markdown]
# ## Question
#
# A car drives where its model says *road*. The model is never quite certain, least of all in fog. If it says road only
# when nearly sure, the road ahead is full of holes. If it says road at the slightest hint, the road runs into the
# ditch. Where would you draw the line? (Markings are road, the two people are not. The scene is rendered: it shows how
# scores behave, not how well a real car would drive.)

# %% [markdown] figure="walkers" part="alt"
# A road runs straight into fog. On its left edge a man walks, far behind him another one. A lorry drives ahead.

# %% slide="The model is never certain. Where would you draw the edge of the road?" minutes=2 short=1
fog, words = validation[11], alt_text("walkers")
show_label_maps(image=fog.image, truth=fog.truth, palette=fog.palette, alt=words)

# %% [markdown] slideshow={"slide_type": "notes"}
# Let somebody come forward and show on the screen where the road ends for sure, and where it may still go on.
# Everybody sees two different lines. That is all a threshold is: which of the two lines do you take?

# %% [markdown]
# ## By hand
#
# For each of these 4 by 5 pixels a model gives a **probability**: how sure it is, from 0 to 1, that the pixel is road.
# To decide, it needs a **threshold**. With 0.5 it *claims* every pixel whose probability is at least 0.5, so also the
# two of exactly 0.5. How many pixels does it claim? How many of these are road? How much road does it miss? The second
# figure marks them.

# %% slide="Claim every pixel of at least 0.5: how many of them are road?" minutes=3 short=2
truth = np.array([[0, 0, 1, 0, 0], [0, 1, 1, 1, 0], [0, 1, 1, 1, 0], [1, 1, 1, 1, 1]])
tenths = np.array([[0, 2, 3, 1, 0], [3, 6, 7, 4, 9], [4, 8, 9, 7, 5], [4, 8, 9, 9, 5]])
probability = tenths / 10
print(probability)
show_label_maps(truth=truth, palette=lane)

# %% [markdown] slideshow={"slide_type": "notes"}
# One minute alone, with a finger: how many are claimed, how many of these are road, how much road is missed? Expect
# 11, 9 and 3. Common slip: the two of exactly 0.5 are left out (M19). Say "at least" aloud.

# %% slide="Found, missed, extra: what would you divide by what?" minutes=3 short=2
show_label_maps(truth=truth, prediction=probability >= 0.5, palette=lane)

# %% [markdown] slideshow={"slide_type": "notes"}
# Let the room propose fractions with the found pixels on top. Two good ones come up sooner or later: divided by what
# is claimed, and by what is there. Only then give the names, precision and recall. The next step prints them.

# %% [markdown]
# ## Definition
#
# Two fractions, with the same pixels on top: those that are road *and* claimed.
#
# - **Precision** = right / claimed. Of all that the model calls road, which share is road?
# - **Recall** = right / there. Of all the road that is there, which share did the model find?
#
# Every extra pixel lowers precision, every missed one lowers recall. (In medicine: *positive predictive value* and
# *sensitivity*.)

# %% slideshow={"slide_type": "fragment"}
claimed = probability >= 0.5
there = truth == 1
right = np.sum(claimed & there)
print(f"precision {right / np.sum(claimed):.3f}   recall {right / np.sum(there):.3f}")

# %% [markdown]
# The library reads both off the matrix. Precision divides `matrix[1, 1]` by the sum of its **column**, everything
# called road; recall by the sum of its **row**, everything that is road. The bar of {lesson:overlap} shows both.

# %% slide="One bar, four brackets: which of them is precision?" minutes=1
matrix = confusion_matrix(truth, claimed, num_classes=2)
print_scores("the library", matrix)
show_fractions(matrix, lane.names, "road")

# %% [markdown] slideshow={"slide_type": "notes"}
# Let somebody point. Precision spans found and extra, recall spans missed and found, and both have the green part on
# top. IoU spans all three: so it is never above either of them.

# %% [markdown]
# With more classes, each has its own column and row. Take the matrix of {lesson:matrix} from the web page "Why
# segmentation labels every pixel". Which class loses the largest share of its pixels? Whose claims are most reliable?

# %%
page, names = page_matrix()
print(names)
print("precision", precision_per_class(page).round(3))
print("recall   ", recall_per_class(page).round(3))

# %% [markdown]
# ## Predict, then run
#
# The threshold alone makes three models out of one. In this course a model is **generous** at 0.15, **even** at 0.5 and
# **strict** at 0.8. The strict one must be at least 80 per cent sure. How often is it right?

# %%
thresholds = {"generous": 0.15, "even": 0.5, "strict": 0.8}
strict_matrix = confusion_matrix(truth, probability >= 0.8, num_classes=2)

# %% [markdown] guess="small-road" part="question" close=0.01
# What is the precision of road in the 4 by 5 pixels if the threshold is 0.8?

# %% [markdown] guess="small-road" part="because"
# Six pixels have at least 0.8, and five of them are road. The sixth, at the right edge, has 0.9: a model can be sure
# and wrong.

# %% [markdown] guess="small-road" part="wrong"
# - too high: Is every pixel that has at least 0.8 really road? Look along the right edge.
# - too low: Count only the claimed pixels. Those that are missed lower the recall, not the precision.

# %% slide="How often is the strict model right when it claims a pixel?" minutes=2
ask("small-road", precision_per_class(strict_matrix)[1])

# %% [markdown] slideshow={"slide_type": "notes"}
# Everybody counts; take two numbers from the room and lock in one. Many say 1, since the model is so sure. Others
# divide by the 12 pixels of road, which is recall (M03). Do not comment before the picture.

# %% answers="small-road" slide="Three models from one: what did the strict one pay?" minutes=2
for name, threshold in thresholds.items():
    print_scores(name, confusion_matrix(truth, probability >= threshold, num_classes=2))
show_label_maps(truth=truth, prediction=probability >= 0.8, palette=lane)

# %% [markdown] slideshow={"slide_type": "notes"}
# Let the room find the one extra pixel at the right edge: the model is sure, and wrong. Then read down the column of
# recall: from all of the road to less than half of it. For so much recall, precision has hardly gained anything.

# %% [markdown]
# Truth and prediction are arrays of the same shape. If you confuse them, Python does not complain.

# %% [markdown] guess="handed-over" part="question"
# Somebody hands over the two maps the wrong way round. What does the function for precision give now?

# %% [markdown] guess="handed-over" part="choice"
# - the precision, as before
# - the recall (right)
# - 1 minus the precision
# - none of the three scores
# - the IoU

# %% [markdown] guess="handed-over" part="because"
# Missed pixels turn into extra ones and the other way round, so precision and recall change places. IoU stays.

# %% [markdown] guess="handed-over" part="wrong"
# - the precision, as before: It divides by what is claimed. After the mix-up that is the true road.
# - 1 minus the precision: That is the share of the claimed pixels that are wrong. Here other pixels are claimed.
# - none of the three scores: The shared pixels are the same. They are only divided by something else.
# - the IoU: It divides by right, missed and extra pixels together. The function for precision never does.

# %% slide="Both maps handed over the wrong way round: no error, no warning" minutes=3
ask("handed-over")

# %% [markdown] slideshow={"slide_type": "notes"}
# Give the room half a minute, then hands for each choice. The first choice and the fourth are popular. Whoever has
# the right one says in one sentence why. This mix-up happens in real code, and nothing complains.

# %% answers="handed-over" slideshow={"slide_type": "fragment"}
print_scores("as it was", matrix)
print_scores("the other way", confusion_matrix(claimed, truth, num_classes=2))

# %% [markdown]
# ## Real picture
#
# Now a model that has really learned. It learns from 24 **training images**, in which it is told the class of every
# pixel. It is scored on images that it has not seen, as an exam does not repeat the homework. On 12 **validation
# images** we try things and choose. Another 12, the **test images**, are kept for one last judgement.

# %% [markdown]
# A **decision tree** asks yes-or-no questions about one pixel: is its red above 0.4? Does it lie further down than 0.5?
# (Both go from 0 to 1.) This tree asks two questions in a row. From 10,000 training pixels it learned which questions
# separate road from the rest best. At each end stands the share of road among the training pixels that arrived there.
# It is the probability of every new pixel that arrives there.

# %% slide="Where do the probabilities come from? A tree of two questions" minutes=2
tree = PixelModel("color and position", DecisionTreeClassifier(max_depth=2))
tree.fit(training, pixels=10_000)
asks = ["red", "green", "blue", "how far down", "how far from the middle"]
show_tree(tree.learned.estimator, asks=asks, class_name="road")

# %% [markdown] slideshow={"slide_type": "notes"}
# Pick a pixel of the foggy picture, say in the lower middle, and let the room walk it down the tree. Where it arrives
# stands its probability. A forest is twenty such trees that ask more questions; their mean is the probability.

# %% [markdown]
# A **forest** is many trees, here 20. Each tree learns from its own random sample of these pixels and asks many more
# questions, also about the surroundings: is it bright there, is there an edge? The forest's probability is the mean of
# its trees'. (It learns for a few seconds.) Where is it unsure?

# %% slide="What twenty trees say about the fog: where are they unsure?" minutes=2 short=1
forest = PixelModel("multiscale and position").fit(training, pixels=10_000)
sureness = forest.probability(fog.image)
show_probability(sureness, image=fog.image, name="road")

# %% [markdown] slideshow={"slide_type": "notes"}
# White is surely road, black surely not, and grey is the question of today. Ask where the grey lies: at the far end,
# along the edges, and on the legs of the man. Say that it learned from 24 other images.

# %% [markdown]
# The strict model claims only what is nearly white, and misses the far end, where the car is heading. The generous one
# claims dark grey as well. One image proves little, so we count all 12 validation images into one matrix for each
# threshold. (A mean of scores per image differs from that: see the [glossary](glossary.ipynb).)

# %% jupyter={"source_hidden": true}
truths = np.stack([scene.truth for scene in validation])
probabilities = np.stack([forest.probability(scene.image) for scene in validation])
eight_classes = np.stack([scene.truth for scene in load_set("road", "validation")])

# %% slide="Generous, even, strict on twelve images: read the two columns" minutes=2 short=1
for name, threshold in thresholds.items():
    claimed = probabilities >= threshold
    print_scores(name, confusion_matrix(truths, claimed, num_classes=2))

# %% [markdown] slideshow={"slide_type": "notes"}
# Read down: precision rises while recall falls. The IoU of the generous and of the strict model differ by one
# hundredth only, and their errors could not be more different. IoU does not tell you which kind of error you have.

# %% slide="Vote: you erase asphalt that was rightly called road" minutes=5 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "You take a brush and erase a patch of road that the model had claimed, and rightly so. Which score of road falls?",
    answer="both",
    choices=["only precision", "only recall", "both", "neither"],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# - only precision: they have the two the wrong way round (M03)
# - only recall: they believe that precision changes with extra pixels only; but the extra pixels are now a larger
#   share of what is claimed
# - neither: they think of a score of all pixels, in which such a patch hardly counts (M38)
#
# Both: a right pixel stands on top of both fractions. Recall falls more, because its lower part stays; in precision
# one pixel goes above and below the line.

# %% [markdown]
# ## Touch
#
# You start with the generous road in the fog. Paint away what is extra, as *not road*, until precision is at least
# 0.97, and keep recall at 0.97 or more. Which of the two reacts when you erase grass, which when you erase asphalt?

# %% slide="Erase until both are at least 0.97" minutes=4 short=3
goals = [("precision of road", ">=", 0.97), ("recall of road", ">=", 0.97)]
scores = ["precision of road", "recall of road"]
start = sureness >= thresholds["generous"]
PredictionPainter(fog.image, fog.truth, start, palette=lane, goals=goals, scores=scores)

# %% [markdown] slideshow={"slide_type": "notes"}
# First erase a patch of asphalt and read both scores: that settles the vote. Undo it. Then let somebody from the
# class come and erase grass along the edge. Precision climbs fast, recall stands still until the brush slips onto the
# road.

# %% [markdown]
# ## Surprise: what the extra road is made of
#
# The generous model misses little, and its precision does not look alarming. But what lies under its extra road? The
# full truth has eight classes. For each of them we count: which share of its pixels was painted over?

# %%
extra = (probabilities >= thresholds["generous"]) & (truths == 0)
lost = np.bincount(eight_classes[extra], minlength=8)
share_lost = lost / np.bincount(eight_classes[truths != 255], minlength=8)

# %% slide="Vote: whose wrong pixels are more dangerous?" minutes=5 short=4 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "Two models of the road. Generous: precision 0.866, recall 0.990. Strict: precision "
    "0.995, recall 0.871. The car drives wherever its map says road. Whose wrong pixels "
    "are more dangerous?",
    answer="the generous one's",
    choices=["the generous one's", "the strict one's", "both alike"],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# - the strict one's: they have learned "safety needs recall" and use it for every class, without asking what a missed
#   pixel of road does
# - both alike: they look at the IoU, which is nearly the same, and cannot tell extra from missed
#
# The generous one's: its wrong pixels are road where there is none, on grass, cars and people, and the car drives
# there; where road is missing, the car slows down.

# %% [markdown] guess="painted-over" part="question"
# At a threshold of 0.15, on all validation images: which class loses the largest share of its own pixels to extra road?

# %% [markdown] guess="painted-over" part="choice"
# - grass
# - vehicle
# - person

# %% [markdown] guess="painted-over" part="because"
# Nearly half of the extra road lies on grass, but there is a lot of grass. Vehicles stand on the road, grey on grey,
# and almost half of their pixels become road. So do a fifth of the people's pixels, too few for precision to notice.

# %% [markdown] guess="painted-over" part="wrong"
# - grass: No class has more extra road on it, but there is so much grass that this is a smaller share of it.
# - person: People lose a large share too, but another class is as grey as the road on which it stands.

# %% slide="What lies under the extra road of the generous model?" minutes=2 short=1
grass_vehicle_person = share_lost[[3, 6, 7]]
ask("painted-over", grass_vehicle_person.argmax())

# %% [markdown] slideshow={"slide_type": "notes"}
# Hands for each of the three, then lock in the majority; grass often wins. Ask one of each side for a reason: there
# is so much grass beside the road; cars are grey on grey; the man stands right on the edge.

# %% answers="painted-over" slide="Extra road, class by class: read both columns" minutes=2 short=1
for index, name in enumerate(load_set("road")[0].palette.names):
    print(f"{name:9} {lost[index]:5} pixels are extra road: {share_lost[index]:.2f}")

# %% [markdown] slideshow={"slide_type": "notes"}
# Grass has the most pixels, but vehicles lose the largest share of themselves. Then the last line: so few pixels of
# people, and yet a fifth of them. Ask how they could hide in a precision of 0.87: among a hundred thousand claimed
# pixels.

# %% [markdown]
# And the people? We count their painted-over pixels in each image, and look closely at the worst one.

# %% slide="The worst image, looked at closely: where are his legs?" minutes=3 short=2
print(np.sum(extra & (eight_classes == 7), axis=(1, 2)))
image, true = fog.image[45:95, 20:70], fog.truth[45:95, 20:70]
claimed = sureness[45:95, 20:70] >= thresholds["generous"]
show_label_maps(image=image, truth=true, prediction=claimed, palette=lane)

# %% [markdown] slideshow={"slide_type": "notes"}
# Wait until somebody sees it. On the map of the generous model the legs are road. Then ask again: which error hurts
# for road, which for people? For road the extra pixel, for people the missed one. Repeat the hands from the
# beginning.

# %% [markdown]
# On this map the man's legs are road: a car that trusts it drives *through* him. The web page from which this course
# grew says of the road: for safety recall matters more, but precision must not be too low. Which error hurts?
#
# | class | a missed pixel | an extra pixel |
# |---|---|---|
# | road | the car slows down | **the car drives on grass, or over a person** |
# | person | **the car does not brake** | the car brakes for nothing |
#
# For people recall does matter more. For road the extra pixel is the dangerous one, and precision counts it. Neither is
# enough alone: if you paint everything, your recall is 1.

# %% [markdown]
# ## Exercises
#
# In [exercises {number:precision}](../exercises/{exercises:precision}) you write both scores yourself, and choose
# an emergency brake for a car. Your guesses so far:

# %%
recap()

# %% [markdown]
# ## Take-away
#
# 1. Precision = right / claimed, along the column; recall = right / there, along the row. One alone says little.
# 2. One model can be generous, with extra pixels, or strict, with missed ones: its threshold decides.
# 3. Ask of each class which error hurts: a missed person, an extra piece of road.

# %% [markdown] slide="Of each class, ask which error hurts" minutes=1 short=1 audience="class"
# - Precision = right / claimed
# - Recall = right / there
# - The threshold makes a model generous, with extra pixels, or strict, with missed ones
# - Road: an extra pixel is dangerous. Person: a missed one is.

# %% [markdown] slideshow={"slide_type": "notes"}
# Read the two fractions aloud once more, with the fingers as fraction line. For home: exercises {number:precision},
# above all the emergency brake. Next time: which threshold, and on which images may you choose it?

# %% [markdown]
# ## Look back
#
# 1. A class is neither in the truth nor in the prediction. What is its IoU? ({lesson:classes})
# 2. The rows of a matrix do not add up to the truth. What may have happened? ({lesson:matrix})
#
# <details><summary>Answers</summary>
#
# 1. Undefined, written NaN: there is nothing to divide by. It stays out of the mean.
# 2. Truth and prediction may have been handed over the wrong way round: then the rows add up to the prediction.
#
# </details>
#
# **Next:** [{lesson:threshold}]({notebook:threshold}): which threshold would you choose, and on which images?
