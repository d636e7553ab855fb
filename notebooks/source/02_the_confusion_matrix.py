# %% [markdown]
# # {number:matrix} · The confusion matrix
#
# **Where did the 1250 wrong pixels go?**
#
# - **You will** count a confusion matrix by hand and in numpy, read its rows and columns, say which class loses pixels
#   to which, and notice when a matrix was counted wrongly.
# - **You need** lessons {number:start} and {number:labels}.
# - **Time:** {minutes} minutes, and {exercise_minutes} for the exercises.
#
# The folded box below holds imports. It takes some seconds.

# %% [markdown] slide="The confusion matrix" minutes=1 short=1 audience="class"
# **Where did the 1250 wrong pixels go?**

# %% [markdown] slideshow={"slide_type": "notes"}
# Say what the class will hold in its hands at the end: a small table from which every score of this course is computed,
# and which says where to look if a model should become better. Everybody needs a pen today.

# %% jupyter={"source_hidden": true}
import numpy as np
from skimage.filters import threshold_multiotsu, threshold_otsu

from segmetrics_lab.labels import Palette
from segmetrics_lab.metrics import confusion_matrix, intersection, normalize
from segmetrics_lab.metrics import prediction_area, truth_area
from segmetrics_lab.plots import show_label_maps, show_matrix
from segmetrics_lab.scenes import load, page_matrix
from segmetrics_lab.widgets import PredictionPainter, ask, recap

# %% [markdown]
# ## Question
#
# A model has labelled a picture with three classes: A, B and background. Somebody tells you how many pixels there were,
# and how many of them are right. So the model is wrong somewhere. But where? Does A get lost? Does the background
# swallow everything? Which one more line would you ask for?

# %% slide="So many pixels are wrong. Which one more line would you ask for?" minutes=2 short=1
matrix, names = page_matrix()
right = intersection(matrix).sum()
wrong = matrix.sum() - right
print("pixels:", matrix.sum(), "  right:", right, "  wrong:", wrong)

# %% [markdown] slideshow={"slide_type": "notes"}
# Collect wishes: "which class is worst", "show me the picture", "wrong by how much". Write them down. Somebody asks for
# the accuracy, which is already here: it is the same two numbers. At the end, check which wishes the matrix fulfils. (A
# picture it is not.)

# %% [markdown]
# ## By hand
#
# Take two label maps so small that a finger can count them: the truth, and what a model says. There are three classes:
# floor (0, the background here), wall (1) and door (2). Go from pixel to pixel. For each, say two words: what it
# **is**, and what it is **called**. Keep a tally for each pair of words. How many pixels are wall and are called door?

# %% slide="For each pixel two words: what it is, and what it is called" minutes=3 short=2
truth = np.array([[1, 1, 1, 1], [1, 2, 2, 1], [1, 2, 2, 1], [0, 0, 0, 0]])
prediction = np.array([[1, 1, 1, 1], [1, 2, 2, 2], [1, 2, 0, 2], [0, 0, 0, 1]])
room = Palette(["floor", "wall", "door"])
show_label_maps(truth=truth, prediction=prediction, palette=room)

# %% [markdown] slideshow={"slide_type": "notes"}
# Let the room say the two words aloud for the last column: wall, wall; wall, door; wall, door; floor, wall. Ask for one
# tally: how many are wall and called door? Two. Some say three, because they take the three Ds in a row of the
# prediction.

# %% [markdown]
# ## Definition
#
# The **confusion matrix** is that tally: `matrix[truth, prediction]` counts the pixels of class `truth` that are called
# `prediction`. Each scored pixel is counted once, so all entries add up to the number of scored pixels. In Python it is
# a loop over the pixels, and its last line is the sentence that you have just said:

# %% slide="Your tally has a name: the confusion matrix" minutes=3 short=2
tally = np.zeros((3, 3), dtype=int)
for row in range(4):
    for column in range(4):
        is_, called = truth[row, column], prediction[row, column]
        tally[is_, called] += 1
show_matrix(tally, room.names)

# %% [markdown] slideshow={"slide_type": "notes"}
# Find the two pixels again: row wall, column door. Say it as a sentence each time, "is wall, called door", and let
# others do the same for two more entries. Show the code: its last line is that sentence. Warn that many libraries put
# the prediction first.

# %% [markdown]
# A loop over pixels is slow. Numpy needs none: give each pair of classes a number of its own, `truth * 3 +
# prediction`, from 0 to 8. Count how often each number occurs (`np.bincount`), and arrange the nine counts as a square.
# The library's `confusion_matrix` gives the same.

# %% slide="One number for each pair of classes, and no loop" minutes=2
pair = truth * 3 + prediction
counts = np.bincount(pair.ravel(), minlength=9)  # ravel: as one long row
print("as the loop:   ", np.array_equal(counts.reshape(3, 3), tally))
print("as the library:", np.array_equal(confusion_matrix(truth, prediction, 3), tally))

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask which number the pair (wall, door) gets: 1 * 3 + 2 = 5. And which pair has the number 7? Door called wall. Keep
# the trick in mind, since the last question of today is about it. Skip the slide where nobody programs.

# %% [markdown]
# There are three ways to read it.
#
# - **A row** holds all that truly is one class, spread over the names it was given. Its sum is the *truth area*.
# - **A column** holds all that was given one name, whatever it really is. Its sum is the *prediction area*.
# - **The diagonal** holds what got its own name: the *intersection*. Everything else is wrong.

# %% slide="Row, column, diagonal: three sums, three questions" minutes=2 short=1 audience="class"
show_matrix(tally, room.names)

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask for the three sums of door before you show them: 4 are there, 5 are called so, 3 of these rightly. The common
# mistake is to swap the first two. Let the class check in the picture: four pixels are truly door.

# %% slideshow={"slide_type": "fragment"}
print("truly   floor, wall, door:", truth_area(tally))
print("called  floor, wall, door:", prediction_area(tally))
print("rightly floor, wall, door:", intersection(tally))

# %% slide="Vote: a lazy model never says door. What does its matrix show?" minutes=4 short=4 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "Floor, wall and door are in the picture. A lazy model never says door. "
    "What is empty in its matrix, with nothing but zeros?",
    answer="the column of door",
    choices=[
        "the row of door",
        "the column of door",
        "the row and the column of door",
        "only its cell on the diagonal",
    ],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# Let neighbours fill in a matrix for the room on paper. Right is the column: it holds what is called door, and nothing
# is. The door pixels still lie in their row, under other names.
#
# - the row of door: they have swapped rows and columns (M04)
# - the row and the column of door: they think that a class which is never named is not counted at all
# - only its cell on the diagonal: they look for door called door, and forget the others that might be called door

# %% slide="What is there stays in its row, whatever it is called" minutes=1 short=1 audience="class"
never_door = np.where(prediction == 2, 1, prediction)  # it says wall instead
show_matrix(confusion_matrix(truth, never_door, num_classes=3), room.names)

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask what an empty row would mean: the picture has no such class. And where one would see in a score that doors are
# never found. In the accuracy hardly at all, if doors are small. That is the subject of the next two lessons.

# %% [markdown]
# ## Predict, then run
#
# Back to the model of the question. With three classes there are six ways to be wrong: A called B, B called A, and four
# in which the background takes part. Objects mostly border on the background. Which share of the mistakes would you
# expect the first two to have?

# %% [markdown] guess="six-ways" part="question" close=0.05
# A model knows the classes A, B and background. Of its wrong pixels, which share are A called B or B called A?

# %% [markdown] guess="six-ways" part="because"
# If all six mistakes were equally frequent, these two would make up a third. But this model mixes up A and B more often
# than it makes all four other mistakes together. The number of wrong pixels cannot tell you that. The matrix can.

# %% [markdown] guess="six-ways" part="wrong"
# - too high: The two are frequent, but the background also has its part in the mistakes.
# - too low: You may have thought of borders, and the background lies along most of them. This model mixes up
#   A and B more often.

# %% slide="Six ways to be wrong: how often are A and B mixed up?" minutes=3 short=2
a, b = names.index("A"), names.index("B")
ask("six-ways", (matrix[a, b] + matrix[b, a]) / wrong)

# %% [markdown] slideshow={"slide_type": "notes"}
# Count the six ways together first: A called B, B called A, and four with the background. Then one number for the room.
# Expect about a third, "two of six", or less, because objects mostly touch the background. Ask for the reason behind
# each number, then lock in.

# %% slide="Here are the 1250 wrong pixels" minutes=2 short=2 answers="six-ways"
print(f"A called B or B called A: {(matrix[a, b] + matrix[b, a]) / wrong:.2f}")
show_matrix(matrix, names)

# %% [markdown] slideshow={"slide_type": "notes"}
# Let somebody read the largest mistake aloud as a sentence: is B, called A. Ask what they would do next with this
# model: look at pictures where A and B meet, collect more of those, check whether the truth tells A and B apart. Go
# back to the wishes of the start.

# %% [markdown]
# The matrix is the line to ask for. It says which classes a model mixes up, and that is where you would look first if
# you wanted to improve it.

# %% [markdown]
# ## Real picture
#
# Now two classes and a photograph. Otsu's method chooses the grey value that splits the pixels into a dark and a bright
# group, each as uniform as possible. Everything brighter is called coin. Which is larger, *missed* or *extra*?

# %% slide="Otsu calls everything bright a coin: more missed, or more extra?" minutes=1
coins = load("coins")
bright = coins.image > threshold_otsu(coins.image)
show_label_maps(truth=coins.truth, prediction=bright, palette=coins.palette)

# %% [markdown] slideshow={"slide_type": "notes"}
# A show of hands, then read the legend. Extra wins clearly, because of the bright corner of the table. Ask which of the
# two would bother a museum more. That depends on what is done with the result.

# %% [markdown]
# With one object class, the four counts have names that you will meet everywhere. Seen from *coin*:
#
# - **true positives** are coin and called coin: found.
# - **false negatives** are coin and called background: missed.
# - **false positives** are background and called coin: extra.
# - **true negatives** are all the rest.

# %% slide="Four counts with names that you will meet everywhere" minutes=2
coin_matrix = confusion_matrix(coins.truth, bright, num_classes=2)
print("true positives: ", coin_matrix[1, 1], "  false negatives:", coin_matrix[1, 0])
print("false positives:", coin_matrix[0, 1], "   true negatives: ", coin_matrix[0, 0])

# %% [markdown] slideshow={"slide_type": "notes"}
# Point at the picture and ask for the name: red is a false negative, blue a false positive. Read the words from behind:
# "positive" is what was said, "false" is whether it was right. The common mistake is to read "false negative" as
# "really negative".

# %% [markdown]
# Now five classes: sky, buildings, grass, a person, and his equipment, a camera on a tripod. The method is as plain as
# before. Two grey values split the picture into dark, middle and bright, and we call these person, grass and sky.
# Nothing is ever called buildings or equipment.

# %% slide="The truth has five classes, and the method knows three greys" minutes=2
camera = load("camera")
show_label_maps(image=camera.image, truth=camera.truth, palette=camera.palette)

# %% [markdown] slideshow={"slide_type": "notes"}
# Dark is called person, middle grass, bright sky. Ask which mistakes they expect before any number: bright buildings
# called sky, dark parts of them called person. Which two classes are never named? Buildings and equipment. How many
# columns will be empty? Two.

# %% jupyter={"source_hidden": true}
dark_or_bright = np.digitize(camera.image, threshold_multiotsu(camera.image, classes=3))
in_this_order = [camera.palette.index_of(name) for name in ("person", "grass", "sky")]
by_grey = np.array(in_this_order)[dark_or_bright]
camera_matrix = confusion_matrix(camera.truth, by_grey, num_classes=5)
sky, buildings, _, person, equipment = range(5)

# %% [markdown] guess="tripod" part="question" close=0.1
# A program calls the darkest pixels of this photograph person. Which share of the camera and its tripod is called
# person?

# %% [markdown] guess="tripod" part="because"
# We think of cameras as black. But this one is metal and shines, the light falls on the legs of the tripod, and they
# are so thin that grass mixes into their pixels.

# %% [markdown] guess="tripod" part="wrong"
# - too high: That is what one expects of a camera. The grey values say otherwise.
# - too low: It is less than half, but not as little as that.

# %% slide="Dark is called person: how much of the camera and its tripod?" minutes=2
ask("tripod", camera_matrix[equipment, person] / camera_matrix[equipment].sum())

# %% [markdown] slideshow={"slide_type": "notes"}
# Many say nine tenths, since cameras are black. Let somebody look at the photograph again before you lock in: it
# shines, and the legs are thin. After the answer, read its row as sentences, and check the two empty columns that were
# predicted.

# %% slide="Where each class goes: read the row of the equipment" minutes=1 answers="tripod"
show_matrix(camera_matrix, camera.palette.names, normalize="truth")

# %% [markdown]
# ## Counts or shares?
#
# This figure shows shares: each row was divided by its sum, so it says where a class *goes*. You can also divide each
# column by its sum. Then it says where a name *comes from*. Those are two questions: "of all buildings, how much is
# called sky?", and "of all that is called sky, how much is buildings?" (Two columns are empty. A matrix also shows what
# a model never says.)

# %% slide="Vote: half of the buildings are called sky. And the reverse?" minutes=5 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "In the photograph of the cameraman, half of all buildings are called sky. "
    "Of all that is called sky, how much is buildings?",
    answer="far less than half",
    choices=["about half", "far less than half", "far more than half"],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# Let them use the picture: how large is the sky, and how large are the buildings?
#
# Right is far less: the same pixels are half of the few buildings, and a small part of the large sky.
#
# - about half: they take the two shares for one, and swap what is there with what is claimed (M03)
# - far more than half: they think of the mistakes only, and forget that most of what is called sky really is sky

# %% slide="One entry, divided by two different sums" minutes=1
goes_to = normalize(camera_matrix, by="truth")[buildings, sky]
comes_from = normalize(camera_matrix, by="prediction")[buildings, sky]
print(f"of all buildings, called sky: {goes_to:.3f}")
print(f"of all called sky, buildings: {comes_from:.3f}")

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask for the two sentences in full: "of all buildings, this share is called sky" and "of all called sky, this share is
# buildings". Whoever quotes a share must say of what. On the diagonal they are recall and precision, the subject of
# {lesson:precision}.

# %% [markdown]
# It is the same entry, divided by two different sums: there are few buildings, and much is called sky. So always say
# which of the two you mean. On the diagonal, the first kind is called recall, and the second precision;
# {lesson:precision} is about them.

# %% [markdown]
# ## Touch
#
# Here are the counts again, beside the picture they were counted from. Point at a cell, with the mouse, a finger or the
# arrow keys: only its pixels stay lit. Point at a pixel, and its cell gets a ring. Which parts of the camera are called
# person? And where is person called sky? Then paint: every stroke moves pixels from one column to another, within its
# row. (The doubtful pixels, 255 in the truth, are in no cell: all counts add up to the number of *scored* pixels.)

# %% slide="Point at a cell: which pixels light up?" minutes=4 short=3
PredictionPainter(
    camera.image, camera.truth, by_grey, palette=camera.palette, scores=[]
)

# %% [markdown] slideshow={"slide_type": "notes"}
# In the short plan, say first that dark was called person, middle grass and bright sky. Before you point at a cell, let
# the room guess where its pixels lie: where is person called sky? Then somebody paints a piece of tripod, and all watch
# the row: the sum stays, one pixel after the other changes its column.

# %% [markdown]
# ## Surprise
#
# Does the trick with `truth * 3 + prediction` work for any number of classes? Label maps are mostly stored with one
# byte per pixel (uint8), which holds whole numbers from 0 to 255. Take 20 classes, and a pixel of class 19 that is
# rightly called 19. Its pair has the number 19 * 20 + 19.

# %% [markdown] guess="one-byte" part="question"
# Two numpy arrays of bytes (uint8) hold 19 each. What is truth * 20 + prediction?

# %% [markdown] guess="one-byte" part="choice"
# - 399
# - 255
# - 143
# - an error

# %% [markdown] guess="one-byte" part="because"
# A byte starts again at 0 after 255, and numpy says nothing about it: 399 - 256 = 143. So a right pixel of class 19 is
# counted as a mistake between two other classes, 7 and 3. The matrix of a whole data set still looks plausible, and its
# scores are wrong. Convert before you multiply: truth.astype(int).

# %% [markdown] guess="one-byte" part="wrong"
# - 399: That is what it should be. But the result is a byte again, and 399 does not fit.
# - 255: A photograph is cut off at 255 when it gets too bright. Arithmetic on bytes is not.
# - an error: An error would be kind. Numpy gives none for arrays, not even a warning.

# %%
byte_truth = np.array([[19]], dtype=np.uint8)
byte_prediction = np.array([[19]], dtype=np.uint8)

# %% slide="Bytes go from 0 to 255. What is 19 * 20 + 19 in bytes?" minutes=3 jupyter={"source_hidden": true}
byte_pair = (byte_truth * 20 + byte_prediction)[0, 0]
ask("one-byte", [399, 255].index(byte_pair) if byte_pair in (399, 255) else 2)

# %% [markdown] slideshow={"slide_type": "notes"}
# Hands for each choice. Many trust numpy to say something, or to cut off as a photograph does. Lock in and show it: a
# pixel that was right is counted as a mistake between two other classes, silently. Ask how one would notice. By the
# sums: rows must add up to the truth.

# %% slideshow={"slide_type": "fragment"} answers="one-byte"
print("in bytes:", byte_pair)
print("counted as truth", byte_pair // 20, "and prediction", byte_pair % 20)
counted = confusion_matrix(byte_truth, byte_prediction, num_classes=20)
print("the library has", counted[19, 19], "at truth 19 and prediction 19")

# %% [markdown]
# Another question has nothing to do with bytes: which of the two maps comes first? **Many libraries take the prediction
# first**, or put the truth into the columns. Then *missed* and *extra* change places. The sums show it, because rows
# must add up to the truth: compare `truth_area(matrix)` with what you can count in the truth.

# %% [markdown]
# ## Exercises
#
# Now you count: [exercises {number:matrix}](../exercises/{exercises:matrix}), {exercise_minutes} minutes. Find the most
# frequent mistake in any matrix, and find out what happened to a colleague's matrix whose sums do not fit. Then prove
# that all sums can fit although not one door is called door. Each check says on which case it saw a mistake, and what
# to read again.

# %% [markdown]
# Here are your guesses beside the answers.

# %%
recap()

# %% [markdown]
# ## Take-away
#
# 1. `matrix[truth, prediction]` counts every scored pixel once: rows are what is there, columns what was said.
# 2. Beside the diagonal you read which class loses pixels to which; that tells you where to improve a model.
# 3. Check the sums: each row must add up to the truth, and all entries to the scored pixels.

# %% [markdown] slide="Read a matrix aloud: what it is, and what it is called" minutes=1 short=1 audience="class"
# `matrix[truth, prediction]` counts every scored pixel once: rows are what is there, columns what was said.
#
# Beside the diagonal you read where to improve.
#
# Rows must add up to the truth: check it.

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask the question of the first slide again: where did the wrong pixels go, and which line would you ask for? Then
# announce the fourth exercise: prove with a drawing that all sums can fit although not one door is called door.

# %% [markdown]
# ## Look back
#
# 1. Why is 255 neither a row nor a column of the matrix? ({lesson:labels})
# 2. In which of the two coin results do false positives lie far from any coin? ({lesson:start})
#
# <details><summary>Answers</summary>
#
# 1. It marks pixels that nobody can judge; they are ignored.
# 2. In result A, with its extra pieces of coin along the edges of the picture.
#
# </details>
#
# **Next:** [{lesson:overlap}, accuracy and overlap]({notebook:overlap}).
