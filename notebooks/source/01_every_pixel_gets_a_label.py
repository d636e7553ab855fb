# %% [markdown]
# # {number:labels} · Every pixel gets a label
#
# **What exactly does the computer know about this coffee cup?**
#
# - **You will** read a label map, tell it from a class name and from a box, leave doubtful pixels out, paint a label
#   map yourself, and see a common way in which label maps are ruined.
# - **You need** {lesson:start}.
# - **Time:** {minutes} minutes, and {exercise_minutes} for the exercises.
#
# The folded box below holds imports. It takes some seconds.

# %% [markdown] slide="Every pixel gets a label" minutes=1 short=1 audience="class"
# **What exactly does the computer know about this coffee cup?**

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask what somebody means who says "our program recognises cups". Collect two or three meanings without judging them.
# Today ends with the most exact answer that is in use, and with a way to ruin it that looks harmless.

# %% jupyter={"source_hidden": true}
import numpy as np

from segmetrics_lab.labels import IGNORE_INDEX, Palette
from segmetrics_lab.plots import show_label_maps
from segmetrics_lab.scenes import load
from segmetrics_lab.widgets import PredictionPainter, alt_text, ask, recap

# %% [markdown]
# ## Question
#
# A robot must lift the cup without putting a finger into the coffee. Somebody sells you a program that "recognises
# cups". What should it tell the robot: that there is a cup? Roughly where it is? Or more than that? Look at the
# picture, and decide what you would ask for.

# %% [markdown] figure="table-scene" part="alt"
# a cup of coffee on a red saucer with a spoon, on a wooden table

# %% slide="A robot must lift this cup. What should the program tell it?" minutes=3 short=2
picture = load("coffee")
show_label_maps(image=picture.image, alt=alt_text("table-scene"))

# %% [markdown] slideshow={"slide_type": "notes"}
# Let pairs agree on one sentence, then collect. Expected: "where the cup is". Ask back: the middle, a box, the handle?
# The common first answer is a box. Keep the list on the board; you will compare it with class, box and label map later.

# %% [markdown]
# ## By hand
#
# The smallest example fits on a napkin: 4 by 6 pixels with a table, a cup, and the coffee in it. Each pixel holds one
# number, and each number stands for one class: 0 is table, 2 is coffee, 3 is cup. Count with your finger: how many
# pixels are coffee?

# %% slide="A picture of 24 pixels: how many of them are coffee?" minutes=2 short=1
napkin = np.zeros((4, 6), dtype=int)
napkin[1, 1:5] = [3, 2, 2, 3]
napkin[2, 1:6] = 3
napkin[3, 2:4] = 3
show_label_maps(truth=napkin, palette=picture.palette)

# %% [markdown] slideshow={"slide_type": "notes"}
# Let everybody count with a finger; it takes seconds. Then ask what the computer stores: no letters and no colours,
# only 24 numbers, 0 for table, 2 for coffee, 3 for cup. Ask who would have stored "cup" as a word, and why numbers win.

# %% [markdown]
# ## Definition
#
# A **label map** is a two-dimensional array of whole numbers: `label_map[row, column]` is the **class index** of that
# pixel. Each pixel has exactly one class. A **palette** gives each index a name, a colour and a letter. All pixels of
# one class form its **mask**, an array of True and False. Making a label map is called **segmentation**: it says of
# each pixel what it belongs to, a kind of object or the background.

# %% slide="Vote: which class is napkin[2, 1]?" minutes=4 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "The rows of the napkin are TTTTTT, TUCCUT, TUUUUU, TTUUTT, with T for table, C for coffee and U for cup. "
    "Which class is napkin[2, 1]?",
    answer="cup",
    choices=["table", "cup", "coffee"],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# Say label_map[row, column] once, then let them vote. Right is cup: row 2 is the third row, TUUUUU, and column 1 its
# second letter.
#
# - table: they count rows and columns from 1, and land in row TUCCUT at its first letter
# - coffee: they go to the right first and then down, as with (x, y) in a drawing (M35)

# %% slide="First down, then to the right, and both from 0" minutes=1 audience="class"
named = picture.palette.names
print("napkin[2, 1]:", named[napkin[2, 1]], "  napkin[1, 2]:", named[napkin[1, 2]])
show_label_maps(truth=napkin, palette=picture.palette)

# %% [markdown] slideshow={"slide_type": "notes"}
# Point with a finger: down two rows, right one column. Say where it hurts in practice: plots, boxes and mouse positions
# are (x, y), arrays are [row, column]. On a square picture the mistake gives no error, only wrong numbers.

# %% [markdown]
# So counting a class is a comparison and a sum. The palette of the coffee picture has six classes; the napkin shows
# three of them.

# %% slide="Numpy counts like a finger: a comparison and a sum" minutes=2
for class_index, name in enumerate(picture.palette.names):
    mask = napkin == class_index
    print(class_index, name, mask.sum())

# %% [markdown] slideshow={"slide_type": "notes"}
# Show the code. Ask what the comparison gives: an array of True and False, the mask of a class. Some expect a list of
# positions. Ask what the six counts add up to, and why: each pixel has exactly one class, so all 24 are counted once.

# %% [markdown]
# ## Predict, then run
#
# Back to the photograph. Somebody has drawn its label map by hand, along each border. How much of the picture is
# coffee, the liquid itself? Scroll up and look once more. Then move the slider, and say how sure you are.

# %% slide="How much of this picture is coffee, the liquid alone?" minutes=3 short=2 audience="class"
show_label_maps(image=picture.image, alt=alt_text("table-scene"))

# %% [markdown] slideshow={"slide_type": "notes"}
# Everybody writes down a percentage. Ask for the lowest and the highest, then let the room settle on one number and
# lock it in. Most are too high: we see what a picture is about, and not how large it is.

# %% [markdown] guess="liquid" part="question" close=0.02
# Which share of all pixels of the photograph is coffee, the liquid alone?

# %% [markdown] guess="liquid" part="because"
# We see objects, not areas. The coffee is what the picture is about, so it seems large. Far more pixels are table and
# saucer, and hardly anybody looks at those.

# %% [markdown] guess="liquid" part="wrong"
# - too high: What we look at seems larger than it is.
# - too low: You were careful. It is a small part, but not as small as that.

# %% slideshow={"slide_type": "fragment"}
is_coffee = picture.truth == picture.palette.index_of("coffee")
ask("liquid", is_coffee.mean())

# %% slide="The label map has counted. Were you close?" minutes=2 short=1 answers="liquid"
print(f"counted: {is_coffee.mean():.3f}")
show_label_maps(image=picture.image, truth=picture.truth, palette=picture.palette)

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask who was within two percentage points, and what nearly everybody overlooked: table and saucer. Ask what the letters
# are for. Expected: somebody in the room may not tell these colours apart. The hatched pixels come later.

# %% [markdown]
# ## Real picture
#
# A label map like the one above is what *true* means in this course: somebody's careful answer for every pixel. The
# colours say nothing by themselves, and not everybody can tell all of them apart. That is why each class also carries a
# letter. (The few hatched pixels are explained further down.)

# %% [markdown]
# Compare three kinds of answer to the question "what is in the picture?"
#
# - **A class:** "cup". One word for the picture.
# - **A box:** the first and last row, and the first and last column, in which there is cup. Four numbers.
# - **A label map:** one number for each pixel.

# %% slide="One word, four numbers, or one number for each pixel?" minutes=2 jupyter={"source_hidden": true}
cup = picture.truth == picture.palette.index_of("cup")
rows, columns = np.nonzero(cup)
top, bottom = int(rows.min()), int(rows.max())
left, right = int(columns.min()), int(columns.max())
box = np.zeros(cup.shape, dtype=bool)
box[top : bottom + 1, left : right + 1] = True
print("class: cup")
print("box: rows", top, "to", bottom, "and columns", left, "to", right)
print("label map:", cup.size, "numbers")

# %% [markdown] slideshow={"slide_type": "notes"}
# Compare with the list on the board: which answer did the class ask for at the start? Ask what each costs to make by
# hand: a second, a few seconds, many minutes. Label maps are expensive, so one has to know when a box will do.

# %% [markdown]
# Suppose that the robot knows only the box. It is drawn as tightly as possible around the cup with its handle, and the
# robot puts its finger anywhere inside. How often does it touch the cup, and not the coffee, the saucer, or the table?

# %% [markdown] guess="finger" part="question" close=0.05
# Which share of the pixels in the box around the cup is cup, the coffee left out?

# %% [markdown] guess="finger" part="because"
# A box is a rectangle, and hardly any object is. This one also holds all the coffee, much of the saucer in its corners
# and below the handle, and a part of the spoon.

# %% [markdown] guess="finger" part="wrong"
# - too high: A tight box looks full. But the handle makes it wide and high, and the coffee inside is not cup.
# - too low: The box is not as bad as that: the cup is by far the largest thing in it.

# %% slide="The robot trusts the box. How often does it touch the cup?" minutes=3
ask("finger", cup[box].mean())  # box is a mask: True inside the box

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask what lies in a tight box around a cup with a handle before you take numbers. Common: nine tenths, since a tight
# box seems full. Somebody forgets that the coffee inside does not count as cup. Lock in the number of the majority.

# %% slide="What else lies in the box around the cup?" minutes=2 answers="finger"
print(f"of the box, {cup[box].mean():.2f} is cup")
two_classes = Palette(["coffee and the rest", "cup"])
show_label_maps(image=picture.image, truth=cup, prediction=box, palette=two_classes)

# %% [markdown] slideshow={"slide_type": "notes"}
# Let them name the parts: coffee, saucer in the corners, a piece of the spoon. Ask for an object that fills its box
# well (a book) and one that does not (a bicycle, a tripod). Then the limit of label maps: nobody says which coin is
# which.

# %% [markdown]
# A label map has a blind spot of its own. In {lesson:start}, the truth called the pixels of all 24 coins "coin". Which
# pixel belongs to *which* coin is another answer, one more number for each pixel. Asking for it is called **instance
# segmentation**. This course keeps to classes (**semantic segmentation**), and says so when single objects matter.

# %% [markdown]
# ## Pixels that nobody can judge
#
# Where does a cat end? At the tips of its fur, a pixel is half cat and half wall. Nobody can say which, so no model
# should be praised or blamed for it. Such pixels get the index 255 in the truth and **stay out of every score**: they
# are *ignored*. In every figure they are light grey, with level grey lines.

# %% slide="Where does the cat end?" minutes=3 short=2
chelsea = load("chelsea")
ignored = chelsea.truth == IGNORE_INDEX
print("ignored:", ignored.sum(), "  scored:", np.sum(~ignored))
show_label_maps(image=chelsea.image, truth=chelsea.truth, palette=chelsea.palette)

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask two people to show the border of the fur with a finger: they will not agree to the pixel, and both are right. What
# should a model get for such a pixel? Expected answers: half a point, nothing. The convention: 255 in the truth, and
# the pixel is not scored.

# %% slide="Vote: how many pixels are right, of how many?" minutes=5 short=4 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "Six pixels. The truth says cat, cat, 255, wall, wall, 255. The prediction says cat, 255, cat, wall, wall, cat. "
    "How many are right, of how many that are scored?",
    answer="3 of 4",
    choices=["3 of 3", "3 of 4", "3 of 5", "3 of 6"],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# Write the six pairs on the board. Let neighbours argue about the second pixel: the model says 255 where the truth says
# cat.
#
# Right is 3 of 4: the truth alone decides, and it leaves out two pixels.
#
# - 3 of 3: they leave out what either of the two calls 255, so a model may skip what is difficult (M06)
# - 3 of 5: they let the prediction decide what is scored, instead of the truth (M06)
# - 3 of 6: they count every pixel, those included that nobody can judge (M05)

# %% slide="Only the truth decides what is ignored" minutes=1 short=1 audience="class"
six_true = np.array([1, 1, 255, 0, 0, 255])  # 1 is cat, 0 is wall
six_said = np.array([1, 255, 1, 0, 0, 1])
is_scored = six_true != IGNORE_INDEX
is_right = is_scored & (six_true == six_said)
rows = {"truth": six_true, "prediction": six_said, "scored": is_scored, "right": is_right}
for name, row in rows.items():
    print(f"{name:10}", *[f"{value:4}" for value in row.astype(int)])
print(f"right: {is_right.sum()} of {is_scored.sum()}")

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask what a lazy model would do if its own 255 left pixels out: say 255 wherever it is not sure, and score 1. Warn that
# 255 is a convention: other data sets use 0 or -1 for "nobody knows", and 0 may be a class.

# %% [markdown]
# **Only the truth decides what is ignored.** A prediction must name a class for every pixel, the doubtful ones
# included. If it says 255 where the truth names a class, that pixel is scored, and it is not right. Otherwise a model
# could leave out whatever is difficult. And 255 is a convention, not a law: other data sets use 0, or -1. Read their
# description before you count.

# %% [markdown]
# ## Touch
#
# Draw a label map yourself. The left eye of the cat is gone: choose *eye* and a brush, and paint it back with the
# mouse, a finger, or the keys behind the **?**. *Hide* shows the photograph alone. Below it, each wrong pixel has the
# colour of the class that your map gives it. (The table of counts is explained in {lesson:matrix}.)

# %% slide="The left eye is gone. Who paints it back?" minutes=4
cat = chelsea.palette.index_of("cat")
my_map = np.where(ignored, cat, chelsea.truth)
my_map[80:150, 130:210] = cat  # the left eye is gone
painter = PredictionPainter(
    chelsea.image, chelsea.truth, my_map, palette=chelsea.palette, scores=[]
)
painter

# %% [markdown] slideshow={"slide_type": "notes"}
# Call somebody to the board. Before they start: an eye is called cat, so which class is one pixel short, and which has
# one too many? Eye and cat. While they paint, ask what limits the result: the brush, or the border that nobody knows?

# %% [markdown]
# What you have painted is an array like any other. Run the next cell as often as you like: it counts your wrong
# pixels as they are now. (`np.where` made a new map above, so the truth itself has not changed.)

# %%
print("wrong:", np.sum((painter.prediction != chelsea.truth) & ~ignored))

# %% [markdown]
# ## Surprise
#
# Photographs are often made smaller before a model sees them, and their label maps with them. Here the label map of the
# first photograph is halved, so that four pixels become one, in two ways. One keeps the first of the four pixels; this
# is called *nearest neighbour*. The other takes their mean, rounded, as is usual for photographs: it looks smooth.
# (Ignored pixels are called table here, to keep the example short.)

# %%
truth = np.where(picture.truth == IGNORE_INDEX, 0, picture.truth)
first, second = truth[::2, ::2], truth[::2, 1::2]
third, fourth = truth[1::2, ::2], truth[1::2, 1::2]
mixed = np.round((first + second + third + fourth) / 4).astype(int)

# %% [markdown] guess="neighbours" part="question"
# A label map is made smaller: each new pixel is the mean of its old neighbours. Half of them are saucer, the other half
# are cup. Which class does the new pixel get?

# %% [markdown] guess="neighbours" part="choice"
# - coffee
# - cup
# - floor
# - saucer
# - spoon
# - table

# %% [markdown] guess="neighbours" part="because"
# Saucer is 1 and cup is 3, so their mean is 2, and 2 is coffee. A class index is a name, not an amount: it only says
# where a class stands in the list. Whatever adds, averages or blends indices is wrong, however smooth it looks: smooth
# resizing, blurring, JPEG compression.

# %% [markdown] guess="neighbours" part="wrong"
# - cup: That would be a sensible choice, but a mean does not choose. It makes a number between both.
# - floor: Floor is 5, and a mean of 1 and 3 lies between them.
# - saucer: That would be a sensible choice, but a mean does not choose. It makes a number between both.
# - spoon: Spoon is 4, and a mean of 1 and 3 lies between them.
# - table: Table is 0, and a mean of 1 and 3 lies between them.

# %% slide="Half the size: keep one neighbour, or mix all four?" minutes=3 short=3 jupyter={"source_hidden": true}
names = picture.palette.names
mean = (names.index("saucer") + names.index("cup")) / 2
ask("neighbours", sorted(names).index(names[int(mean)]))

# %% [markdown] slideshow={"slide_type": "notes"}
# Read the question aloud and let all hands go up at once. Most choose saucer or cup, "one of the two". Ask for reasons:
# some think of photographs, where a mean is a colour between. Give no hint about the indices before the guess is
# locked.

# %% slide="What is this seam between saucer and cup?" minutes=3 short=2 answers="neighbours"
print("saucer:", names.index("saucer"), "  cup:", names.index("cup"))
print("mean:", mean, "  that is", names[int(mean)])
part_kept, part_mixed = first[:90, :120], mixed[:90, :120]
show_label_maps(truth=part_kept, prediction=part_mixed, palette=picture.palette)

# %% [markdown] slideshow={"slide_type": "notes"}
# Let the class explain the seam: the mean of 1 and 3 is 2, and 2 has a name. Ask for other operations that do the same:
# blurring, rotating with interpolation, JPEG. And for the cure: nearest neighbour, PNG. About one pixel in a hundred is
# different; nobody would notice that in a score.

# %% [markdown]
# The figure shows one corner of the picture. "Truth" is the map in which one of four pixels was kept, and "prediction"
# the mixed one. *What it said where it was wrong* stays white where both agree; the other pixels have the colour of the
# class that the mixed map names. They lie where two classes meet, and wherever the mean is a class that was not there:
# between table (0) and floor (5) it writes saucer and spoon. How many are there in the whole map?

# %%
print("pixels that differ:", np.sum(mixed != first), "of", first.size)

# %% [markdown]
# For your own label maps this means: store them as PNG, which keeps every number as it is, and resize them with
# nearest neighbour. If you doubt where a border runs, do not soften it. Write 255 along it: that says "doubtful", and
# keeps these pixels out of every score.

# %% [markdown]
# ## Exercises
#
# Now it is your turn: [exercises {number:labels}](../exercises/{exercises:labels}), {exercise_minutes} minutes. Find
# out what was done to a label map, measure how much of a picture each class covers, and draw a map of sixteen pixels
# that passes a colleague's test and is spoiled all the same. If an answer is wrong, the check says on which case it
# saw the mistake, and what to read again.

# %% [markdown]
# Here are your guesses beside the answers.

# %%
recap()

# %% [markdown]
# ## Take-away
#
# 1. A label map gives each pixel one class index; a palette says what the indices mean.
# 2. Pixels that nobody can judge are 255 in the truth and stay out of every score.
# 3. **A class index is a name, not an amount**: never average indices, and resize with nearest neighbour only.

# %% [markdown] slide="An index is a name, and not an amount" minutes=1 short=1 audience="class"
# A label map gives each pixel one class index.
#
# Pixels that nobody can judge are 255 in the truth, and stay out of every score.
#
# Never average indices, and resize with nearest neighbour only.

# %% [markdown] slideshow={"slide_type": "notes"}
# Go back to the robot: what should the program tell it? The class should say "for each pixel, what it is" and add what
# that does not tell: which cup, and how far away. The fourth exercise is worth announcing: break a test that a
# colleague trusts.

# %% [markdown]
# ## Look back
#
# 1. Two coin results had nearly the same accuracy. What did the number not see? ({lesson:start})
# 2. Why did we ask you to choose before you looked? ({lesson:start})
#
# <details><summary>Answers</summary>
#
# 1. Where the wrong pixels lay, and that some of them formed objects that do not exist.
# 2. A guess that you made yourself is remembered together with its correction.
#
# </details>
#
# **Next:** [{lesson:matrix}, the confusion matrix]({notebook:matrix}).
