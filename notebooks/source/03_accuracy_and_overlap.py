# %% [markdown]
# # 3 · Accuracy and overlap
#
# **Slide the mask by one pixel: do you lose a little or a lot?**
#
# - **You will** compute pixel accuracy, IoU and Dice by hand and in numpy, predict which of them reacts to what, and
#   build masks on which they contradict each other.
# - **You need** lessons 0 to 2.
# - **Time:** 45 minutes, and 30 for the exercises.

# %%
import numpy as np
from skimage.filters import sobel, threshold_multiotsu, threshold_otsu
from skimage.morphology import remove_small_holes
from skimage.segmentation import watershed

from segmetrics_lab.labels import Palette
from segmetrics_lab.metrics import confusion_matrix, dice_per_class, iou_per_class, mean_iou, pixel_accuracy
from segmetrics_lab.plots import show_curves, show_fractions, show_label_maps, show_matrix
from segmetrics_lab.scenes import load, page_matrix
from segmetrics_lab.widgets import DrawFirst, PredictFirst, PredictionShifter, recap

# %% [markdown]
# ## Question
#
# A model finds a ball. Its shape is perfect, its size too, only it lies one pixel too far to the right, because
# somebody rounded a coordinate. How bad is that? Would you say: nearly perfect? The figure shows all there is to know.
# Decide for yourself which score, from 0 to 1, this result deserves.


# %%
def disc(radius, size):
    rows, columns = np.indices((size, size)) - size // 2
    return rows**2 + columns**2 <= radius**2


ball = disc(radius=5, size=32)
slid = np.roll(ball, 1, axis=1)
show_label_maps(truth=ball, prediction=slid)

# %% [markdown]
# ## By hand
#
# A smaller case, for your finger: an object of 4 by 4 pixels in a picture of 8 by 8, and the same slid by one. Count
# four things. How many pixels are right, of all 64? How many object pixels do both maps share? How many does either of
# them have? And then two fractions: right / all, and shared / either.

# %%
square = np.zeros((8, 8), dtype=int)
square[2:6, 2:6] = 1
slid_square = np.roll(square, 1, axis=1)
show_label_maps(truth=square, prediction=slid_square)

# %% [markdown]
# ## Definition
#
# **Pixel accuracy** is the share of all scored pixels whose class is right.
#
# **IoU**, intersection over union, looks at one class: the pixels that truth *and* prediction give it, divided by those
# that truth *or* prediction give it. (Also called the Jaccard index.) In numpy, each is one line, and you have just
# counted both:

# %%
truth_mask, prediction_mask = square == 1, slid_square == 1
accuracy = np.mean(truth_mask == prediction_mask)
iou = np.sum(truth_mask & prediction_mask) / np.sum(truth_mask | prediction_mask)
print(f"pixel accuracy {accuracy:.3f}   IoU {iou:.3f}")

# %% [markdown]
# Both can be read off the confusion matrix. The diagonal holds the right pixels. For a class, its row holds all that is
# there and its column all that is claimed; together they count the shared pixels twice, so take these off once. That is
# the union. Below the matrix, the same 64 pixels lie in one bar. A score spans the pixels that it divides by, thick over
# those that it counts as right: accuracy all of them, IoU only what is in either map. (Recall and precision follow in
# lesson 4.)

# %%
matrix = confusion_matrix(square, slid_square, num_classes=2)
there, claimed, shared = matrix[1].sum(), matrix[:, 1].sum(), matrix[1, 1]
print(f"IoU from the matrix {shared / (there + claimed - shared):.3f}")
print(f"the library's       {iou_per_class(matrix)[1]:.3f}   accuracy {pixel_accuracy(matrix):.3f}")
show_matrix(matrix, ["background", "object"])

# %%
show_fractions(matrix, ["background", "object"], "object")

# %% [markdown]
# There is a third score that you will meet, mostly in medicine: **Dice** (also called F1), twice the shared pixels
# divided by the sum of both areas. It is IoU in another dress: Dice = 2 IoU / (1 + IoU). For one mask both always agree
# on which of two results is better; Dice only looks friendlier.

# %%
dice = 2 * shared / (there + claimed)
print(f"Dice {dice:.3f}   from IoU {2 * iou / (1 + iou):.3f}   library {dice_per_class(matrix)[1]:.3f}")

# %% [markdown]
# ## Predict, then run
#
# Back to the ball, of radius 5, slid by a single pixel. Guess its IoU before you compute it. Then take balls of radius
# 3 to 80, each in a picture of 200 by 200 pixels and slid by one pixel as well. Draw how their IoU changes with the
# radius: does it rise, fall, or stay?


# %%
def slide_scores(radius):
    truth = disc(radius, size=200)
    matrix = confusion_matrix(truth, np.roll(truth, 1, axis=1), num_classes=2)
    return iou_per_class(matrix)[1], pixel_accuracy(matrix)


radii = [3, 4, 5, 7, 10, 14, 20, 28, 40, 56, 80]
scores = np.array([slide_scores(radius) for radius in radii])

# %%
PredictFirst("A ball of radius 5 is slid by one pixel. What is its IoU?", answer=slide_scores(5)[0])

# %%
asked = "Balls of radius 3 to 80 are each slid by one pixel. How does the IoU change?"
DrawFirst(radii, {"IoU": scores[:, 0]}, question=asked, x_label="radius in pixels", y_label="IoU")

# %%
print(f"IoU, radius 5:  {slide_scores(5)[0]:.2f}")
print(f"IoU, radius 40: {slide_scores(40)[0]:.2f}")
large_ball = disc(40, size=200)
show_label_maps(truth=large_ball, prediction=np.roll(large_ball, 1, axis=1))

# %% [markdown]
# The same mistake of one pixel costs the small ball a quarter of its IoU, and the large one next to nothing. A shift
# spoils pixels along the *border*, and a small object is nearly all border. And accuracy? Here are both, for the radii
# over which you have drawn:

# %%
print(f"accuracy at radius {radii[0]}: {scores[0, 1]:.4f}, at radius {radii[-1]}: {scores[-1, 1]:.4f}")
show_curves(radii, {"IoU": scores[:, 0], "accuracy": scores[:, 1]}, x_label="radius in pixels", y_label="score")

# %% [markdown]
# Look at accuracy. It is nearly 1 everywhere, and it even **falls** a little as the object grows, while IoU rises. A
# larger ball has a longer border, so more pixels go wrong. Accuracy divides them by the picture, which stays the same;
# IoU divides by the object, which grows faster than its border. So a small object needs IoU, and an IoU without the size
# of the object says little.

# %% [markdown]
# ## Real picture
#
# Now a shape with legs. The horse (with a margin around it, so that nothing is pushed out of the picture) is slid to
# the right, by up to 30 pixels. Thin parts lose their overlap at once, the thick body keeps it for long. Before you
# run: will the IoU fall in a straight line?

# %%
horse = np.pad(load("horse").truth, 30)
show_label_maps(truth=horse, prediction=np.roll(horse, 10, axis=1), palette=load("horse").palette)

# %%
shifts = np.arange(31)
slid_matrices = [confusion_matrix(horse, np.roll(horse, shift, axis=1), num_classes=2) for shift in shifts]
curves = {
    "accuracy": [pixel_accuracy(matrix) for matrix in slid_matrices],
    "Dice": [dice_per_class(matrix)[1] for matrix in slid_matrices],
    "IoU": [iou_per_class(matrix)[1] for matrix in slid_matrices],
}
show_curves(shifts, curves, x_label="shift in pixels", y_label="score")

# %% [markdown]
# No straight line: the IoU falls fast while legs, head and tail slip off, and more slowly once only the body overlaps.

# %% [markdown]
# Next a photograph, with three real methods. Otsu's threshold you know. The second one also fills small holes. The third,
# a **watershed**, floods the picture from seeds: what is surely dark, and what is surely bright. The waters meet where
# the grey values change most, at the rims. (The truth of this photograph began as a watershed as well, and was then
# corrected by hand; a method that resembles the annotator's tools has it easy. Remember that.)

# %%
coins = load("coins")
otsu = coins.image > threshold_otsu(coins.image)
filled = remove_small_holes(otsu, max_size=500)
seeds = np.where(coins.image < 40, 1, np.where(coins.image > 140, 2, 0))
flooded = watershed(sobel(coins.image), seeds) == 2

# %%
for name, result in (("Otsu", otsu), ("Otsu, filled", filled), ("watershed", flooded)):
    matrix = confusion_matrix(coins.truth, result, num_classes=2)
    print(f"{name:13} accuracy {pixel_accuracy(matrix):.2f}   IoU of coin {iou_per_class(matrix)[1]:.2f}")

# %%
show_label_maps(image=coins.image, truth=coins.truth, prediction=flooded, palette=coins.palette)

# %% [markdown]
# ## Many classes: the mean IoU
#
# With several classes there are several IoUs, and the one number that papers report is their mean, the **mean IoU**.
# Each class counts the same, be it the sky or a tripod. First the page's matrix from lesson 2: one accuracy, three
# IoUs, and their mean.

# %%
page, names = page_matrix()
for name, value in zip(names, iou_per_class(page), strict=True):
    print(f"IoU of {name:10} {value:.4f}")
print(f"mean IoU {mean_iou(page):.4f}   pixel accuracy {pixel_accuracy(page):.4f}")

# %% [markdown]
# Here all numbers are close to each other. They need not be. Remember the cameraman, whose picture was split into dark,
# middle and bright: buildings and equipment were never named. What do you expect of the accuracy, and of the mean IoU?

# %%
camera = load("camera")
darkness = np.digitize(camera.image, threshold_multiotsu(camera.image, classes=3))
by_grey = np.array([camera.palette.index_of(name) for name in ("person", "grass", "sky")])[darkness]
camera_matrix = confusion_matrix(camera.truth, by_grey, num_classes=5)
print(f"pixel accuracy {pixel_accuracy(camera_matrix):.2f}   mean IoU {mean_iou(camera_matrix):.2f}")

# %%
for name, value in zip(camera.palette.names, iou_per_class(camera_matrix), strict=True):
    print(f"IoU of {name:10} {value:.2f}")
show_label_maps(truth=camera.truth, prediction=by_grey, palette=camera.palette)

# %% [markdown]
# Two of five classes are lost altogether. Both are small, and by them accuracy cannot lose more than their share of the
# picture; the mean IoU loses two of its five votes. Neither is *the* truth about this method. If you need the outline of
# the person, it is good. If you must not walk into a tripod, it is worthless, and only the line "equipment" says so.

# %% [markdown]
# ## A class that is not there
#
# What is the IoU of *boats* in a picture without boats, in which no boat was claimed? Zero shared pixels, divided by a
# union of zero. That is no number: numpy calls it NaN, "not a number". This library leaves such a class **out of the
# mean**. Others do otherwise, and their means differ from yours on the same pictures.

# %%
with_boats = np.zeros((3, 3), dtype=int)
with_boats[:2, :2] = [[60, 5], [5, 30]]  # the third class is boats
print("IoU per class:    ", iou_per_class(with_boats).round(3))
print("boats left out:   ", round(mean_iou(with_boats), 3))
print("boats counted as 0:", np.nan_to_num(iou_per_class(with_boats), nan=0.0).mean().round(3))
print("boats counted as 1:", np.nan_to_num(iou_per_class(with_boats), nan=1.0).mean().round(3))

# %% [markdown]
# The same model, the same pictures, three means. By default, `jaccard_score` of scikit-learn takes 0 (with a warning), and
# [torchmetrics](https://lightning.ai/docs/torchmetrics/stable/segmentation/mean_iou.html) returns -1 for such a class.
# When two papers compare mean IoUs, ask first what each of them did with absent classes.

# %% [markdown]
# ## Touch
#
# Two balls, a small one and a large one, and a prediction that lies exactly on both. Drag it, or select it and press the
# arrow keys: all scores follow, and the trail keeps the places you have visited. You can also grow and rotate it. First
# light up the first two goals together: a high accuracy, and a poor IoU of the small ball. Then the last two: a lower
# accuracy, and yet a fair IoU of the large ball. For each pair a slide is enough.
#
# <details><summary>What it shows</summary>
#
# Both balls slip by the same distance. The small one soon lies beside its truth; the large one has a border to lose and
# a body to keep. Accuracy is one number for the whole picture, and cannot say which of the two is gone.
#
# </details>

# %%
two_balls = np.zeros((64, 120), dtype=int)
two_balls[12:52, 5:45][disc(radius=5, size=40)] = 1
two_balls[2:62, 55:115][disc(radius=24, size=60)] = 2
balls = Palette(["background", "small", "large"])
slip = [("pixel accuracy", ">", 0.94), ("IoU of small", "<", 0.5)]
longer_slip = [("pixel accuracy", "<", 0.94), ("IoU of large", ">", 0.5)]
shifter = PredictionShifter(two_balls, palette=balls, goals=slip + longer_slip)
shifter

# %%
# Python knows where you left it: move it, and run this cell again. You can also set shifter.offset = (3, 0) here.
print("slid (right, down):", shifter.offset, "  grown by:", shifter.grow, "  goals met:", shifter.goals_met)
show_matrix(shifter.matrix, balls.names)

# %% [markdown]
# ## Surprise: too small or too large
#
# The object is 4 by 4. One model draws it 2 by 2, another 6 by 6: each outline is off by one pixel on every side. Which
# result is better, by accuracy and by IoU?

# %%
large, small = np.zeros_like(square), np.zeros_like(square)
small[3:5, 3:5] = 1
large[1:7, 1:7] = 1
matrices = [confusion_matrix(square, drawn, num_classes=2) for drawn in (small, large)]

# %%
does_small_win = pixel_accuracy(matrices[0]) > pixel_accuracy(matrices[1])
PredictFirst(
    "Which of the two does accuracy prefer?",
    answer="too small" if does_small_win else "too large",
    choices=["too small", "too large", "neither"],
    because="It counts wrong pixels. The larger ring has more of them.",
)

# %%
for name, matrix in zip(("too small", "too large"), matrices, strict=True):
    print(f"{name}: accuracy {pixel_accuracy(matrix):.3f}   IoU {iou_per_class(matrix)[1]:.3f}")

# %%
show_label_maps(truth=square, prediction=small)

# %%
show_label_maps(truth=square, prediction=large)

# %% [markdown]
# The two scores contradict each other. Too large spoils more pixels (a larger ring has more of them), so accuracy
# prefers too small. IoU prefers too large: the whole object was found. An object drawn too small is punished hard,
# since it is the object itself that gets lost. Neither score knows that both outlines are off by the same distance.

# %% [markdown]
# ## Surprise: same matrix, different picture
#
# A square of 32 by 32 pixels, and two models that each add 32 pixels too many. One adds a strip along an edge of the
# square. The other draws an island in a far corner. A surgeon or a car would not treat these alike. What will the
# scores say?

# %%
big_square = np.zeros((64, 64), dtype=int)
big_square[16:48, 16:48] = 1
strip, island = big_square.copy(), big_square.copy()
strip[15, 16:48] = 1
island[0:4, 0:8] = 1
show_label_maps(truth=big_square, prediction=strip)

# %%
show_label_maps(truth=big_square, prediction=island)

# %%
strip_matrix = confusion_matrix(big_square, strip, num_classes=2)
island_matrix = confusion_matrix(big_square, island, num_classes=2)
print("the same matrix:", np.array_equal(strip_matrix, island_matrix))
show_matrix(strip_matrix, ["background", "object"])

# %% [markdown]
# Entry by entry the same. So accuracy, IoU, Dice and *every* score that is made from the matrix must call both results
# equal: the matrix has forgotten where pixels lie. How far is the farthest wrong pixel from the object? The next box
# measures it.

# %%
object_pixels = np.argwhere(big_square == 1)
for name, drawn in (("strip", strip), ("island", island)):
    extra = np.argwhere((drawn == 1) & (big_square == 0))
    distances = np.sqrt(((extra[:, None] - object_pixels[None]) ** 2).sum(axis=2)).min(axis=1)
    print(f"{name}: farthest extra pixel {distances.max():.1f} pixels from the object")

# %% [markdown]
# The strip touches the object, and the island lies far away from all of it. There are scores that measure distances and
# would tell the two apart, but these are blind to other things. So keep a habit that costs nothing: beside each score,
# look at the picture.

# %% [markdown]
# ## Exercises
#
# Now it is your turn: [exercises 3](../exercises/03_accuracy_and_overlap.ipynb), seven questions in about 30 minutes.
# Write IoU and mean IoU so that a class that is nowhere does no harm, catch the author of a report that is too good,
# and draw two predictions on which accuracy and IoU contradict each other. Each check says on which case it saw a
# mistake, which mistake it probably is, and what to read again.

# %% [markdown]
# Here are your guesses of this lesson beside the answers. Were you right where you were sure?

# %%
recap()

# %% [markdown]
# ## Take-away
#
# 1. Accuracy divides by all pixels, IoU by the union of one class: big backgrounds hide errors from the first only.
# 2. A shift of one pixel costs small objects much and large ones little; compare IoUs only for objects of like size.
# 3. Whatever is made from the confusion matrix cannot know where the wrong pixels lie.

# %% [markdown]
# ## Look back
#
# 1. What is in a row of the matrix, and what in a column? (lesson 2)
# 2. Why must label maps not be resized like photographs? (lesson 1)
#
# <details><summary>Answers</summary>
#
# 1. A row: all pixels that truly are a class. A column: all that were called it.
# 2. Mixing neighbours invents classes that nobody drew.
#
# </details>
#
# **Next:** [lesson 4](04_precision_and_recall.ipynb) asks how sure a car must be before it calls it road.
