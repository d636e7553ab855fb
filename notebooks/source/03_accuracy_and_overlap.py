# %% [markdown]
# # {number:overlap} · Accuracy and overlap
#
# **Slide the mask by one pixel: do you lose a little or a lot?**
#
# - **You will** compute pixel accuracy, IoU and Dice by hand and in numpy, and predict what they make of small and
#   large objects, and of small and large mistakes.
# - **You need** lessons {number:start} to {number:matrix}.
# - **Time:** {minutes} minutes, and {exercise_minutes} for the exercises.
#
# The folded box below holds imports and a function that draws balls. Just run it: it takes some seconds.

# %% [markdown] slide="Accuracy and overlap" minutes=1 short=1 audience="class"
# **Slide the mask by one pixel: do you lose a little or a lot?**

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask who has ever read "accuracy 98 %" or "IoU 0.8" in a paper or a product sheet, and who could say what was divided
# by what. Few hands stay up at the second question. Today everybody learns to say it, and to predict what both numbers
# do.

# %% jupyter={"source_hidden": true}
import numpy as np
from skimage.filters import threshold_otsu

from segmetrics_lab.labels import Palette
from segmetrics_lab.metrics import confusion_matrix, dice_per_class, intersection
from segmetrics_lab.metrics import iou_per_class, pixel_accuracy
from segmetrics_lab.metrics import prediction_area, truth_area
from segmetrics_lab.plots import show_curves, show_fractions, show_label_maps
from segmetrics_lab.scenes import load
from segmetrics_lab.widgets import PredictionShifter, ask, draw, recap


def ball_map(radius, shape, center):
    rows, columns = np.indices(shape)
    return (rows - center[0]) ** 2 + (columns - center[1]) ** 2 < (radius + 0.5) ** 2


# %% [markdown]
# ## Question
#
# A model finds a ball. The shape is perfect, and so is the size. Only the place is wrong: somebody rounded a
# coordinate, and now the ball lies one pixel too far to the right. (`np.roll` slides an array.) How bad is that? Decide
# for yourself which score, from 0 to 1, this result deserves.

# %% slide="The ball is perfect, but one pixel too far right. How bad is that?" minutes=2 short=1
ball = ball_map(radius=5, shape=(32, 32), center=(16, 16))
slid = np.roll(ball, 1, axis=1)
show_label_maps(truth=ball, prediction=slid)

# %% [markdown] slideshow={"slide_type": "notes"}
# Let everybody write down a score from 0 to 1 before anybody speaks, then collect three of them. Most say 0.9 or more,
# because the picture looks right. Somebody says 0, because the place is wrong. Leave it open: both scores of today will
# answer, and they disagree.

# %% [markdown]
# ## By hand
#
# Start smaller: an object of 4 by 4 pixels in a picture of 8 by 8, also slid by one pixel. Count with a finger. How
# many pixels are right? How many object pixels do both maps share? How many are object in at least one of them? Then
# write down two fractions: right / all, and shared / in at least one.

# %% slide="Count: how many are right, shared, in at least one?" minutes=3 short=2
square = np.zeros((8, 8), dtype=int)
square[2:6, 2:6] = 1
slid_square = np.roll(square, 1, axis=1)
show_label_maps(truth=square, prediction=slid_square)

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask for three counts, one after the other: right pixels (56 of 64), pixels that both maps share (12), pixels that at
# least one of them has (20). For the last one many say 16, since they look at one square only. Then ask for two
# fractions: right / all, and shared / in at least one.

# %% [markdown]
# ## Definition
#
# **Pixel accuracy** is the share of all scored pixels whose class is right.
#
# **IoU**, intersection over union, looks at one class. It takes the pixels to which *both* maps give this class, and
# divides by the pixels to which *at least one* of them does. (It is also called the Jaccard index.) You have just
# counted both. In numpy:

# %% slide="The same pixels, two scores: which one would you report?" minutes=2 short=1
accuracy = np.mean(square == slid_square)
shared = np.sum((square == 1) & (slid_square == 1))
either = np.sum((square == 1) | (slid_square == 1))
print(f"pixel accuracy {accuracy:.3f}   IoU {shared / either:.3f}")

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask which of the two numbers they would put into a report. Most take the larger one. Ask back: what would it be on a
# picture of 80 by 80 pixels? Nearly 1, and the mistake is still the same. Show the code: it is the definition. The next
# step reads the same IoU off the confusion matrix.

# %% [markdown]
# You can read both off the confusion matrix too. The right pixels stand on its diagonal. The row of a class holds all
# pixels that truly belong to it, its column all that the prediction gave to it. Row and column together count the
# shared pixels twice, so subtract these once, and you have the union:

# %% slideshow={"slide_type": "fragment"}
matrix = confusion_matrix(square, slid_square, num_classes=2)
union = truth_area(matrix) + prediction_area(matrix) - intersection(matrix)
iou = intersection(matrix)[1] / union[1]
print(f"IoU from the matrix {iou:.3f}   the library's {iou_per_class(matrix)[1]:.3f}")

# %% [markdown]
# Here are the same 64 pixels in one bar. Each score is a line along it. The line spans the pixels by which the score
# divides, and it is thick over those that count as right. IoU leaves out the rest, the pixels that both maps call
# "background".

# %% slide="One bar, two scores: what does IoU leave out?" minutes=2 short=1
show_fractions(matrix, ["background", "object"], "object", scores=["accuracy", "IoU"])

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask what the long line spans that the short one does not. Answer: the pixels that both maps call background. Then ask
# what happens to the two scores in a picture with twice as much background: accuracy rises, IoU stays. Keep this bar in
# mind: you will see it again.

# %% slide="Vote: slid by two pixels, half of the square is still covered" minutes=5 short=4 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "The square of 4 by 4 pixels, in a picture of 8 by 8, is slid by two pixels: half of it is still covered. "
    "What is its IoU?",
    answer="0.33",
    choices=["0.25", "0.33", "0.5", "0.75"],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# Vote, let neighbours convince each other with a drawing, vote again. Most start at 0.5.
#
# Right is 0.33: both maps share 8 pixels, and 24 pixels are in at least one of them.
#
# - 0.25: they divide by the sum of both areas, 8 / 32, and so count what is shared twice (M02)
# - 0.5: they divide by the object itself, "half is found": 8 / 16 (M39)
# - 0.75: they count the background that both maps share as right as well: 48 / 64 is the accuracy (M11)

# %% slide="Count along the bar: shared, and in at least one" minutes=1 short=1 audience="class"
slid_further = np.roll(square, 2, axis=1)
of_further = confusion_matrix(square, slid_further, num_classes=2)
show_fractions(of_further, ["background", "object"], "object", scores=["accuracy", "IoU"])

# %% [markdown] slideshow={"slide_type": "notes"}
# Let somebody who has changed their vote explain it at the bar. Two columns are missed on the left, and two are extra
# on the right. What is extra makes the union larger, and that is why covering half is worth only a third.

# %% [markdown]
# A third score is common in medicine: **Dice**, also called F1. It is twice the shared pixels, divided by the sum of
# both areas. That is IoU on another scale: Dice = 2 IoU / (1 + IoU). Of two results for one object, both scores always
# call the same one better. But unless both are 0 or 1, Dice is the larger number, so never compare one model's Dice
# with another's IoU.

# %% slide="Dice is the larger number. Is the result better?" minutes=2
print(f"Dice {2 * iou / (1 + iou):.3f}   the library's {dice_per_class(matrix)[1]:.3f}")

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask: one paper reports a Dice of 0.75, another one an IoU of 0.60. Who is better? Most say the first. It is the very
# same result. Dice = 2 IoU / (1 + IoU), so for one object the order is the same, but the scale is not. Never compare
# across the two.

# %% [markdown]
# ## Predict, then run
#
# Back to the ball, which has a radius of 5. Take balls of many sizes, each in a picture of 200 by 200 pixels, and slide
# each by one pixel.


# %%
def slide(truth, pixels):
    return confusion_matrix(truth, np.roll(truth, pixels, axis=1), num_classes=2)


radii = [3, 4, 5, 7, 10, 14, 20, 28, 40, 56, 80]
balls = [ball_map(radius, shape=(200, 200), center=(100, 100)) for radius in radii]
matrices = [slide(ball, pixels=1) for ball in balls]
ious = [iou_per_class(matrix)[1] for matrix in matrices]

# %% [markdown] guess="balls" part="question"
# Balls of radius 3 to 80 are each slid by one pixel. What is their IoU?

# %% [markdown] guess="balls" part="because"
# A shift spoils the border. Twice the radius means twice the border, but four times the area. So the spoiled part of a
# ball shrinks: quickly at first, then slowly. So before you compare two IoUs, ask whether the objects have about the
# same size.

# %% slide="Balls of every size slip by one pixel. Draw their IoU" minutes=3 short=3
draw("balls", radii, {"IoU": ious}, x_label="radius in pixels", y_label="IoU")

# %% [markdown] slideshow={"slide_type": "notes"}
# Somebody comes to the board and draws with the mouse or a finger; the room corrects. Common: a flat line ("one pixel
# is one pixel") or a straight rise. Expect: steep at first, then flatter. Lock it in. With 45 minutes, the vote comes
# before the answer.

# %% slide="Vote: the balls grow. What does their accuracy do?" minutes=4 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "Each ball lies in a picture of 200 by 200 pixels and is slid by one pixel. The radius grows from 3 to 80. "
    "What does the pixel accuracy do?",
    answer="it falls",
    choices=["it rises", "it stays the same", "it falls"],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# Right is that it falls: a longer border has more wrong pixels, and accuracy divides them by the same 40,000 each time.
#
# - it rises: they divide the wrong pixels by the ball, as an overlap does, or expect all scores to move together
# - it stays the same: they take the slip for one mistake, whatever the length of the border that is spoiled

# %% slide="One slip, two scores: what does each of them see?" minutes=3 short=2 answers="balls"
accuracies = [pixel_accuracy(matrix) for matrix in matrices]
curves = {"IoU": ious, "accuracy": accuracies}
show_curves(radii, curves, x_label="radius in pixels", y_label="score")

# %% [markdown] slideshow={"slide_type": "notes"}
# Compare with the drawn curve first, and ask why the true one is steep at first. Twice the radius: twice the border,
# four times the area. Then the accuracy: it seems flat, so show the numbers of the next step. Ask for the consequence:
# may one compare the IoU of pedestrians with that of roads?

# %% [markdown]
# Now look at the accuracy more closely.

# %% slideshow={"slide_type": "fragment"}
print(f"accuracy: smallest ball {accuracies[0]:.4f}, largest ball {accuracies[-1]:.4f}")

# %% [markdown]
# Accuracy divides by the whole picture, which has the same size for every ball. A larger ball has a longer border, so
# more of its pixels go wrong, and accuracy even falls a little.

# %% [markdown]
# ## Real picture
#
# Otsu's threshold, which you know from {lesson:matrix}, splits the photograph of the coins into dark and bright, and
# calls all that is bright a coin.

# %% slide="Otsu calls everything bright a coin. Where does it go wrong?" minutes=1
coins = load("coins")
bright = coins.image > threshold_otsu(coins.image)
show_label_maps(truth=coins.truth, prediction=bright, palette=coins.palette)

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask for two places: extra pixels in the bright corner of the table, missed ones in the dark reliefs. The picture is
# known from {lesson:matrix}, so a minute is enough. Let them estimate both scores before you turn the page.

# %% slide="The same mistakes: why are the two scores so far apart?" minutes=2
coin_matrix = confusion_matrix(coins.truth, bright, num_classes=2)
show_fractions(coin_matrix, coins.palette, "coin", scores=["accuracy", "IoU"])

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask why IoU loses more than twice as much as accuracy. Some say that it counts each mistake twice. It does not: what
# both lack to 1 are the same wrong pixels. Accuracy divides them by the whole picture, and IoU by the union, which is
# less than half of it.

# %% [markdown]
# Each wrong pixel costs IoU more than twice as much here, because the union is less than half of the picture. To see
# how bad this is, make another mistake on purpose: slide the true map to the right, with every coin in its perfect
# shape. (What leaves the picture on the right comes back on the left.)

# %% [markdown] guess="coins" part="question" close=0.05
# Otsu's threshold finds the coins of this photograph with an IoU of 0.79. The true map, slid five pixels to the right,
# is as good a copy as there can be, only in the wrong place. What is its IoU?

# %% [markdown] guess="coins" part="because"
# A slip spoils a rim of every coin on both sides: what is missed on the left is extra on the right. Five pixels, which
# the eye hardly sees at this size, cost about as much as Otsu's corner of bright table. The number does not say which
# mistake was made.

# %% [markdown] guess="coins" part="wrong"
# - too high: Each pixel of the slip counts on both sides: it is missed on one side of a coin and extra on the other.
# - too low: The square of 4 by 4 lost more than this with one pixel. But a coin is about ten times as wide, or more.

# %% slide="The true map, slid by five pixels: better or worse than Otsu?" minutes=2
slid = slide(coins.truth, 5)
ask("coins", iou_per_class(slid)[1])

# %% [markdown] slideshow={"slide_type": "notes"}
# First hands: better, worse, equal? Then one number for the whole room, and lock it in. Most expect 0.9 or more,
# because every coin has its perfect shape. Ask those who said less for their reason: it is the slid square again, only
# larger.

# %% slide="Each coin has its perfect shape, five pixels off" minutes=2 answers="coins"
print(f"slid by 5 pixels: IoU {iou_per_class(slid)[1]:.2f}")
slid_coins = np.roll(coins.truth, 5, axis=1)
show_label_maps(truth=coins.truth, prediction=slid_coins, palette=coins.palette)

# %% [markdown] slideshow={"slide_type": "notes"}
# Point at one coin: a red crescent on the left, a blue one on the right. Ask: two results with nearly the same IoU,
# which one would you rather repair? A slip is one line of code; Otsu's bright corner is not. The number does not tell
# them apart.

# %% [markdown]
# ## Touch
#
# Two balls, and a prediction that has slipped and was drawn too small. Bring it home: drag it, or select it and press
# the arrow keys, and let it grow. Three goals light up on the way. Note their order, and how far from home you are each
# time.
#
# <details><summary>What it shows</summary>
#
# Accuracy is satisfied first, since most of the picture is background anyway. Then comes the IoU of the large ball.
# That of the small one needs nearly the exact place, although both balls have slipped by the same distance.
#
# </details>

# %% jupyter={"source_hidden": true}
two_balls = np.zeros((80, 140), dtype=int)
two_balls[ball_map(radius=5, shape=(80, 140), center=(40, 30))] = 1
two_balls[ball_map(radius=22, shape=(80, 140), center=(40, 90))] = 2
names = ["pixel accuracy", "IoU of large", "IoU of small"]
goals = [(names[0], ">", 0.94), (names[1], ">", 0.75), (names[2], ">", 0.75)]

# %% slide="Bring both balls home: which goal lights up first?" minutes=4 short=3
palette = Palette(["background", "small", "large"])
shifter = PredictionShifter(two_balls, palette=palette, goals=goals, scores=names)
shifter.offset, shifter.grow = (9, -7), -3
shifter

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask for the order of the three goals before anybody touches it. Many expect both balls at once, since they have
# slipped equally far. Then one learner drags, or presses the arrow keys, and the room calls out when a goal lights up.
# Accuracy is first, the small ball last.

# %% [markdown]
# ## Surprise: too small or too large
#
# The object is your square of 4 by 4 pixels again. One model draws it much too small, the other one much too large.

# %%
small, large = np.zeros_like(square), np.zeros_like(square)
small[3:5, 3:5] = 1
large[1:8, 1:8] = 1
of_small = confusion_matrix(square, small, num_classes=2)
of_large = confusion_matrix(square, large, num_classes=2)

# %% slide="The first model draws the square much too small" minutes=1
show_fractions(of_small, ["background", "object"], "object", scores=["accuracy", "IoU"])

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask for the counts: 12 missed, nothing extra. Accuracy seems content, since the background is right. Then ask what the
# worst possible mistake in the other direction would look like, and turn the page.

# %% slide="The second one covers the object and much of the picture" minutes=1
print(f"too large: accuracy {pixel_accuracy(of_large):.2f}")
show_label_maps(truth=square, prediction=large)

# %% [markdown] slideshow={"slide_type": "notes"}
# More than half of all pixels are wrong now. Ask which of the two a doctor would want if the square were a tumour, and
# which one if it were the healthy tissue to leave alone. There is no right answer without knowing what an error costs.

# %% [markdown] guess="outlines" part="question" close=0.05
# The object is a square. One result is a smaller square inside it: accuracy 0.81, IoU 0.25. The other one covers the
# object and most of the picture around it: accuracy 0.48. What is the IoU of the other one?

# %% [markdown] guess="outlines" part="because"
# Accuracy charges the same for an extra pixel and for a missed one. In IoU an extra pixel only widens the union, while
# a missed one also takes a shared pixel away. The large square has more wrong pixels, but it shares the whole object.

# %% [markdown] guess="outlines" part="wrong"
# - too high: The whole object is shared, but the union has grown to about three times the object.
# - too low: It has more wrong pixels than the other one, but it misses none of the object.

# %% slide="Accuracy has chosen. Does IoU agree?" minutes=3
ask("outlines", iou_per_class(of_large)[1])

# %% [markdown] slideshow={"slide_type": "notes"}
# Collect numbers before you lock one in. Many stay below the 0.25 of the small square, because so many pixels are
# wrong. Expect about a third: the object is shared whole, and only the union has grown. A missed pixel costs IoU above
# the line and an extra one only below it.

# %% slideshow={"slide_type": "fragment"} answers="outlines"
show_fractions(of_large, ["background", "object"], "object", scores=["accuracy", "IoU"])

# %% [markdown]
# The sizes are extreme. This one is too large by one pixel on each side, as the first is too small by one. Which of
# these two does each score prefer?

# %% jupyter={"source_hidden": true}
milder = np.pad(np.ones((6, 6), dtype=int), 1)
of_milder = confusion_matrix(square, milder, num_classes=2)
right, overlap = pixel_accuracy(of_milder), iou_per_class(of_milder)[1]
print(f"accuracy {right:.2f}   IoU {overlap:.2f}")

# %% [markdown]
# ## Exercises
#
# Now it is your turn: [exercises {number:overlap}](../exercises/{exercises:overlap}), five questions. Among other
# things, write an IoU that copes with two empty masks, and draw two predictions for two judges.

# %% [markdown]
# Your guesses beside the answers:

# %%
recap()

# %% [markdown]
# ## Take-away
#
# 1. Accuracy divides by all pixels, IoU by the union of one class, so a large background hides errors from accuracy
#    only.
# 2. A shift of one pixel costs small objects much and large ones little; compare IoUs only for objects of similar size.
# 3. Both scores count pixels, but IoU forgives an extra pixel more easily than a missed one, so the two can prefer
#    different results.

# %% [markdown] slide="Ask of each score what it divides by" minutes=1 short=1 audience="class"
# Accuracy divides by all pixels, IoU by the union of one class.
#
# One pixel of slip costs small objects much, large ones little.
#
# The two scores can prefer different results.

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask everybody to write one sentence that answers the question of the first slide: a little or a lot? A good one says
# "it depends on the size of the object, and on what you divide by". Then point to the exercises: five questions, and
# the fourth one is the last surprise, drawn by hand.

# %% [markdown]
# ## Look back
#
# 1. What is in a row of the matrix, and what in a column? ({lesson:matrix})
# 2. Why must label maps not be resized like photographs? ({lesson:labels})
#
# <details><summary>Answers</summary>
#
# 1. A row: all pixels that truly are a class. A column: all that were called it.
# 2. Mixing neighbours invents classes that nobody drew.
#
# </details>
#
# **Next:** in [{lesson:classes}]({notebook:classes}) there are five classes, and still only one number.
