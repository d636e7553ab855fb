# %% [markdown]
# # 1 · Every pixel gets a label
#
# **What exactly does the computer know about this coffee cup?**
#
# - **You will** read a label map, tell it from a class name and from a box, name its classes with a palette, leave
#   doubtful pixels out, and spot a common way in which label maps are ruined.
# - **You need** lesson 0.
# - **Time:** 30 minutes, and 30 for the exercises.

# %%
import numpy as np
from PIL import Image

from segmetrics_lab.labels import IGNORE_INDEX, Palette
from segmetrics_lab.plots import show_label_maps
from segmetrics_lab.scenes import load
from segmetrics_lab.widgets import PredictFirst, PredictionPainter, recap

# %% [markdown]
# ## Question
#
# A robot must lift the cup without touching the coffee. Somebody sells you a program that "recognises cups". What must
# it tell the robot: that there is a cup? Roughly where it is? Or more? Look at the picture and decide
# what you would ask for, before you read on.

# %%
coffee = load("coffee")
show_label_maps(image=coffee.image, alt="a cup of coffee on a red saucer with a spoon, on a wooden table")

# %% [markdown]
# ## By hand
#
# The smallest example fits on a napkin: a picture of 4 by 6 pixels, with a table, a cup and the coffee in it. Each
# pixel holds one number, and each number stands for one class: 0 is table, 1 is cup, 2 is coffee. Count with your
# finger: how many pixels are coffee?

# %%
napkin = np.array(
    [
        [0, 0, 0, 0, 0, 0],
        [0, 1, 2, 2, 1, 0],
        [0, 1, 1, 1, 1, 1],
        [0, 0, 1, 1, 0, 0],
    ]
)
napkin_palette = Palette(["table", "cup", "coffee"])
show_label_maps(truth=napkin, palette=napkin_palette)

# %% [markdown]
# ## Definition
#
# A **label map** is a two-dimensional array of integers: `label_map[row, column]` is the **class index** of that pixel.
# Each pixel has exactly one class. A **palette** gives each index a name, a colour and a letter. All pixels of one
# class form its **mask**, an array of True and False. So counting a class is a comparison and a sum. Making a label map
# is called **segmentation**: it says of each pixel what it belongs to, a kind of object or the background.

# %%
for class_index, name in enumerate(napkin_palette.names):
    mask = napkin == class_index
    print(name, mask.sum())

# %% [markdown]
# ## Predict, then run
#
# Back to the photograph. It has six classes: table, saucer, cup, coffee, spoon, floor. Which share of all pixels is
# **cup**, without the coffee in it? Run the next box, look at the photograph again, and move the slider. Then say how
# sure you are: that locks your guess in, and the answer appears. It is harder than it sounds.

# %%
cup = coffee.truth == coffee.palette.index_of("cup")
PredictFirst(
    "Which share of all pixels is cup, without the coffee in it?",
    answer=cup.mean(),
    because="We see objects, not areas: about half of the picture is table, and nobody looks at it.",
)

# %%
print(f"counted: {cup.mean():.2f}")

# %% [markdown]
# ## Real picture
#
# Here is the whole label map, drawn by hand along each border. This is what *true* means in this course: somebody's
# careful answer for every pixel. The colours say nothing by themselves, and not everybody can tell all of them
# apart: that is why each class also carries a letter. (The few hatched pixels are explained further down.)

# %%
show_label_maps(image=coffee.image, truth=coffee.truth, palette=coffee.palette)

# %% [markdown]
# Now compare three kinds of answer to the question "what is in the picture?"
#
# - **A class:** "cup". One word for the picture.
# - **A box:** "cup, from this row to that row, from this column to that column". Four numbers.
# - **A label map:** a class for each pixel.
#
# A box follows from a mask: the first and last row and column that hold a True.

# %%
rows, columns = np.nonzero(cup)
box = int(rows.min()), int(rows.max()), int(columns.min()), int(columns.max())
print("class:", "cup", "  box:", box, "  label map:", coffee.truth.size, "numbers")

# %% [markdown]
# Below are all three side by side: the picture of which the class says only "cup", the label map of the cup, and the
# box, filled, because if the box is all you have, everything inside it may be cup. *Disagreement* shows where that
# is wrong: all the coffee, some of the spoon, and the corners. A robot that trusts the box puts its finger into the coffee.

# %%
box_mask = np.zeros(cup.shape, dtype=bool)
box_mask[box[0] : box[1] + 1, box[2] : box[3] + 1] = True
print(f"of the box, {np.mean(cup[box_mask]):.2f} is cup")
show_label_maps(image=coffee.image, truth=cup, prediction=box_mask, palette=Palette(["not cup", "cup"]))

# %% [markdown]
# A label map has its own blind spot. In the next picture there are 24 coins, and the label map calls all their pixels
# "coin". Which pixel belongs to *which* coin is a further answer, one number per object; asking for it is called
# instance segmentation. This course keeps to classes (**semantic segmentation**), and says so when objects matter.

# %%
coins = load("coins")
print("class indices:", np.unique(coins.truth), "  objects:", coins.object_ids.max())
show_label_maps(image=coins.image, truth=coins.truth, palette=coins.palette)

# %% [markdown]
# ## Pixels that nobody can judge
#
# Where does a cat end? At the tips of its fur, a pixel is half cat and half wall. No annotator can say which, so no
# model should be praised or blamed for it. Such pixels get the index 255 in the truth and **stay out of every score**:
# they are *ignored*. In every figure they are light grey, with level grey lines.

# %%
chelsea = load("chelsea")
show_label_maps(image=chelsea.image, truth=chelsea.truth, palette=chelsea.palette)

# %%
ignored = chelsea.truth == IGNORE_INDEX
print(f"ignored: {ignored.sum()} pixels, {ignored.mean():.3f} of the picture")
print(f"scored:  {np.sum(~ignored)} pixels")

# %% [markdown]
# Only the truth decides what is ignored. A prediction must name a class for every pixel, also for the doubtful ones. If
# it says 255 where the truth names a class, that pixel is scored, and not right: otherwise a model could leave out
# whatever is difficult. And 255 is a convention, not a law. Other data sets use 0, or -1. Read their description before
# you count anything.

# %% [markdown]
# ## Touch
#
# Be the annotator. Somebody has taken the left eye off this map. Paint it back: choose *eye* and a brush, and draw over
# the photograph, with the mouse, a finger, or the keys behind the **?**; **+** and **−** zoom. The panel below it shows
# what the map says where it is wrong. *Missed* is an object called background (class 0), *extra* is background called an
# object, *swapped* is one class of object called another: which is this eye? (`np.where` makes a new map, so the truth
# itself stays as it is.)

# %%
cat = chelsea.palette.index_of("cat")
my_map = np.where(ignored, cat, chelsea.truth)
my_map[80:150, 130:210] = cat  # the left eye is gone
asked = {"goals": [("pixel accuracy", ">=", 0.997)], "scores": ["pixel accuracy"]}
painter = PredictionPainter(chelsea.image, chelsea.truth, my_map, palette=chelsea.palette, **asked)
painter

# %%
# What you paint is an array like any other; this box reads it as it is now.
print("wrong pixels:", np.sum((painter.prediction != chelsea.truth) & ~ignored))

# %% [markdown]
# ## Surprise
#
# Photographs are often made smaller before a model sees them, and the label maps with them. Resizing a photograph
# *mixes* neighbouring pixels, which looks smooth. What does it do to class indices? Take two neighbours, coffee (3) and
# saucer (1). Their mean is 2. What class is that?

# %%
PredictFirst(
    "Half-way between coffee (3) and saucer (1) lies 2. Which class is that?",
    answer=coffee.palette.names[(3 + 1) // 2],
    choices=coffee.palette.names,
    because="The number says nothing about what is like what: it is only where the class stands in the list.",
)

# %%
print("the mean of coffee and saucer:", coffee.palette.names[(3 + 1) // 2])

# %% [markdown]
# So mixing invents classes. Here the label map is halved twice, once by mixing (bilinear) and once by keeping one of
# the old pixels (nearest neighbour). The second way is right: it never makes an index that was not there. (Ignored
# pixels are called table here, to keep the example short.)

# %%
truth = np.where(coffee.truth == IGNORE_INDEX, 0, coffee.truth)
whole = Image.fromarray(truth)
half = (whole.width // 2, whole.height // 2)
mixed = np.array(whole.resize(half, Image.Resampling.BILINEAR))
kept = np.array(whole.resize(half, Image.Resampling.NEAREST))

# %%
show_label_maps(prediction=mixed, palette=coffee.palette)

# %% [markdown]
# That is the map that was mixed (drawn as a "prediction", as if a model had made it). From afar it looks right, and
# both small maps hold the same six classes. Where must they differ, and in how many pixels? Guess the share.

# %%
differ = mixed != kept
PredictFirst("In which share of their pixels do the two small maps differ?", answer=differ.mean(), low=0, high=0.2)

# %%
print(f"pixels that differ: {differ.sum()} of {differ.size}, or {differ.mean():.3f}")

# %% [markdown]
# They lie along the borders. Below, "truth" is a corner of the map that was kept, "prediction" the one that was mixed.
# Between table (0) and floor (5) there is now a thin ribbon of saucer, cup, coffee and spoon, lying on the bare table.
# A model trained on such maps learns to see spoons at the edge of the table.

# %%
corner = np.s_[:60, :90]
show_label_maps(truth=kept[corner], prediction=mixed[corner], palette=coffee.palette)

# %% [markdown]
# **A class index is a name, not an amount.** Coffee is not "three times as much" as saucer. Whatever adds, averages or
# interpolates indices is wrong, however smooth it looks: resizing with interpolation, blurring, JPEG compression. Store
# label maps as PNG, and resize them with nearest neighbour. And who doubts where a border runs writes 255 along it; a
# blur does not say "doubtful", it says another class.

# %% [markdown]
# ## Exercises
#
# Now it is your turn: [exercises 1](../exercises/01_every_pixel_gets_a_label.ipynb), six questions in about 30 minutes.
# Find out who drew a wall where there was only floor and door, write the function that turns a mask into its box, and
# draw a map of sixteen pixels that slips through a colleague's test and is spoiled all the same. A wrong answer is no
# dead end: the check says on which case it saw the mistake, and what to read again.

# %% [markdown]
# Here are your guesses beside the answers. Were you right where you were sure?

# %%
recap()

# %% [markdown]
# ## Take-away
#
# 1. A label map gives each pixel one class index; a palette says what the indices mean.
# 2. Pixels that nobody can judge are 255 in the truth and stay out of every score.
# 3. Indices are names: never average them, and resize label maps with nearest neighbour only.

# %% [markdown]
# ## Look back
#
# 1. In lesson 0, two results had the same accuracy. What did the number not see?
# 2. Why did we ask you to choose before you looked?
#
# <details><summary>Answers</summary>
#
# 1. Where the wrong pixels lay, and that some of them formed objects that do not exist.
# 2. A guess that you made yourself is remembered together with its correction.
#
# </details>
#
# **Next:** [lesson 2, the confusion matrix](02_the_confusion_matrix.ipynb).
