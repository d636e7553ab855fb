# %% [markdown]
# # Start here: which of these two results would you ship?
#
# A museum wants a program that finds its coins in photographs. Two programs are ready, and both put nearly every pixel
# into the right class. You may deliver one of them. At the end of this page you will know what the score did not say.
#
# <img src="pictures/start.svg" width="820" alt="The same photograph of 24 coins twice, with what program A found of the coins and what program B found painted green: nearly everything, in both. Below each: 0.98 of the pixels are right.">
#
# - **You will** run a notebook, lock in two guesses, look at two real results, and answer your first exercise.
# - **You need** Python functions and numpy arrays. No machine learning.
# - **Time:** {minutes} minutes.

# %% [markdown] slide="Start here" minutes=1 short=1 audience="class"
# **Which of these two results would you ship?**

# %% [markdown] slideshow={"slide_type": "notes"}
# Say how this course works: a question first, a guess from everybody, and only then the answer. Nobody is graded on a
# guess. Ask who has ever trusted a number and regretted it; one short story is enough.

# %% [markdown]
# ## How to use this page
#
# Grey boxes hold code. Click into one and press **Shift + Enter**: it runs, and the next box is selected. Go through
# the page like this, from top to bottom. The same keys take you on when you are inside a question or a widget. This is
# your own copy: change what you like, nothing can break. (To start over, run `make fresh LESSON=00` in the
# folder of the course, or `segmetrics fresh 00` without make; your old file is kept.)

# %% [markdown]
# Some boxes are *folded*: you see only their first line and three dots, since the code in them is not what the lesson
# is about. They run like all others, so do not skip them. Click on the dots if you want to look inside. Here is the
# first one. It loads what this page needs, which takes some seconds, and tells you whether everything is installed.

# %% jupyter={"source_hidden": true}
import numpy as np
from IPython.display import display
from skimage import filters, measure, morphology

from segmetrics_lab.plots import show_label_maps
from segmetrics_lab.scenes import load
from segmetrics_lab.widgets import alt_text, ask, recap

print("Everything is installed.")

# %% [markdown]
# ## Question
#
# Here is the photograph: Greek coins from Pompeii, kept in the Brooklyn Museum. The light comes from the upper left,
# and the coins are worn. You see at once where each coin lies. A program sees only numbers: one grey value for each
# pixel, from 0 (black) to 255 (white).

# %% [markdown] figure="coins" part="alt"
# 24 worn coins in four rows of six, on a dark ground lit from the upper left

# %% slide="You see each coin at once. What does a program see?" minutes=3 short=2
coins = load("coins")
show_label_maps(image=coins.image, alt=alt_text("coins"))

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask how many coins there are, and how they know without having counted pixels. Then ask what a program is given: one
# grey value per pixel. Where will it have trouble? Expected: worn coins, and the corner where the table is bright.
# Write down the guesses.

# %% [markdown]
# Both programs work in the same way. They compare each pixel with the mean grey value around it, and call it coin if it
# is clearly brighter. Then they fill holes and remove specks. They differ in three settings: how large a square they
# look at, how much brighter a coin must be, and whether each found piece is widened by one pixel in the end. (We
# searched for settings with nearly equal scores. The program itself is folded.)


# %% jupyter={"source_hidden": true}
def find_coins(image, *, window, brighter, widen):
    window += 1 - window % 2  # it must be odd, so that a pixel is its middle
    found = image > filters.threshold_local(image, window, offset=-brighter)
    found = morphology.remove_small_holes(found, max_size=5000)
    found = morphology.opening(found, morphology.disk(2))
    return morphology.dilation(found, morphology.disk(1)) if widen else found


def count_pieces(result):
    return measure.label(result).max()  # it numbers what hangs together, from 1 on


# %% [markdown]
# How good are they? Somebody has marked the **truth** with care: True for every pixel of a coin, False for all others.
# The share of pixels on which a result agrees with the truth is called **pixel accuracy**. It is the first number that
# most people look at.
#
# You will see two kinds of wrong pixels: *missed* ones are coin that the result called background, *extra* ones are
# background that it called coin.

# %% slide="Two programs, two scores: is one of them better?" minutes=3 short=1
result_a = find_coins(coins.image, window=73, brighter=5, widen=False)
result_b = find_coins(coins.image, window=121, brighter=15, widen=True)
truth = coins.truth == 1
for name, result in (("A", result_a), ("B", result_b)):
    right = np.sum(result == truth)
    print(f"{name}: {right} of {truth.size} pixels are right: {right / truth.size:.4f}")

# %% [markdown] slideshow={"slide_type": "notes"}
# Explain in one sentence what was counted: pixels on which result and truth agree. Hands: is A better, is B better, too
# close to say? Ask how many pixels lie between them, and whether that would decide a purchase. Leave open what the
# wrong ones are.

# %% slide="Vote: a third program finds nothing at all. How accurate is it?" minutes=4 short=4 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "A third program finds nothing: it calls every pixel background. Coins cover 0.34 of the photograph. "
    "What is its pixel accuracy?",
    answer="0.66",
    choices=["0", "0.34", "0.5", "0.66"],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# The first vote of the course: explain that they vote, then convince a neighbour, then vote again.
#
# Right is 0.66: it is right wherever there is background, and that is the rest of the picture.
#
# - 0: they think that whoever finds nothing gets nothing right, and forget that background counts, too
# - 0.34: they take the share of the coins, which are exactly the pixels that are wrong
# - 0.5: they think that 0.5 is what a program without knowledge gets, as with a coin that is tossed

# %% slide="It is right wherever there is no coin" minutes=1 short=1 audience="class"
nothing = np.zeros_like(truth)
print(f"pixel accuracy of finding nothing: {np.mean(nothing == truth):.2f}")
show_label_maps(truth=truth, prediction=nothing, palette=coins.palette)

# %% [markdown] slideshow={"slide_type": "notes"}
# Two thirds right, and not one coin. Ask what the number would be for a single coin on a large table. Nearly 1.
# {Lesson:paradox} is about that; here it is enough that everybody is a little suspicious of the next number.

# %% [markdown]
# ## Predict, then run
#
# A is ahead by a few dozen pixels of the whole picture. Nobody would choose because of that. But the museum has a use
# in mind, and the next box asks you about it. Choose, then say how sure you are: that *locks in* your guess. The box
# below holds the answer, and shows nothing before you have locked in a guess, or pressed Skip.
#
# (Without a mouse: from the box below, Shift + Tab leads back into the question. The arrow keys choose, Tab goes on,
# and Enter locks in.)

# %% [markdown] guess="museum" part="question"
# A machine will cut out each piece that the program found, and print a label for it. Which result do you deliver?

# %% [markdown] guess="museum" part="choice"
# - A
# - B
# - it does not matter which

# %% [markdown] guess="museum" part="because"
# B finds each coin once. Its outlines are a little too wide, which does not matter for a label. A draws neater
# outlines, but it also finds pieces of bright table at the edges of the photograph, and each of them gets a label.
# Accuracy counts wrong pixels. It does not know which of them form a piece.

# %% [markdown] guess="museum" part="wrong"
# - A: A has a few more right pixels. But many of its wrong ones form pieces of their own, and each piece gets a label.
# - it does not matter which: The scores say so. The museum would not: one result gives it labels for coins that do not
#   exist.

# %% slide="One label for each piece: which result do you ship?" minutes=4 short=3 jupyter={"source_hidden": true}
pieces = np.array([count_pieces(result_a), count_pieces(result_b)])
off = np.abs(pieces - coins.object_ids.max())
ask("museum", int(np.argmin(off)))

# %% [markdown] slideshow={"slide_type": "notes"}
# Nobody has seen the two results yet; that is on purpose. Hands for the three choices, and a reason each. Common: it
# does not matter, since the scores are equal. Somebody asks to see the pictures: praise it, and lock in the guess of
# the majority first.

# %% answers="museum"
print("coins on the table:", coins.object_ids.max())
for name, result in (("A", result_a), ("B", result_b)):
    print(f"pieces in {name}:", count_pieces(result))
    display(show_label_maps(truth=truth, prediction=result, palette=coins.palette))

# %% slide="The first result: count its pieces" minutes=3 short=2 audience="class"
print("coins on the table:", coins.object_ids.max(), "  pieces in A:", count_pieces(result_a))
show_label_maps(truth=truth, prediction=result_a, palette=coins.palette)

# %% [markdown] slideshow={"slide_type": "notes"}
# Let the room find the surplus pieces in the picture: along the edges, where the table is bright. Each is printed a
# label. Ask how the accuracy can be so high all the same. They are thin. The coins themselves are outlined neatly.

# %% slide="The second result: count again" minutes=3 short=1 audience="class"
print("coins on the table:", coins.object_ids.max(), "  pieces in B:", count_pieces(result_b))
show_label_maps(truth=truth, prediction=result_b, palette=coins.palette)

# %% [markdown] slideshow={"slide_type": "notes"}
# Each coin once. Ask where its wrong pixels are: a rim around every coin, one pixel wide. Does a label printer mind?
# No. Would a program that measures the coins mind? Yes. So "better" depends on the user, and the score did not ask.

# %% [markdown]
# Do not mind a wrong guess: you remember a guess of your own together with its correction, and that is what it is for.
# All your guesses are kept. After ten of them, the course tells you whether you are as often right as you are sure.

# %% [markdown]
# ## Surprise
#
# Perhaps there is a better number. People in the field would say: use **IoU**, the overlap of truth and result. Count
# the pixels that *both* call coin, and divide by those that *at least one of them* calls coin. ({Lesson:overlap} is
# about it.) It is quickly written:


# %%
def overlap(result):
    both = np.sum(result & truth)
    at_least_one = np.sum(result | truth)
    return both / at_least_one


# %% [markdown] guess="other-number" part="question"
# IoU divides what truth and result both call coin by what at least one of them calls coin. What will it say about A
# and B?

# %% [markdown] guess="other-number" part="choice"
# - A is clearly better
# - B is clearly better
# - they are about equal

# %% [markdown] guess="other-number" part="because"
# The pieces that do not exist and the rims that are too wide cost about equally many pixels here. IoU has other
# strengths, which you will see. But it counts pixels, too, and knows nothing of coins.

# %% [markdown] guess="other-number" part="wrong"
# - A is clearly better: Its outlines are neater, but its invented pieces make up for that: they belong to "at least
#   one".
# - B is clearly better: B serves the museum better. But 24 rims of one pixel are many pixels, and IoU counts them all.

# %% slide="Would another number, IoU, have warned the museum?" minutes=4 short=2 jupyter={"source_hidden": true}
ahead = overlap(result_a) - overlap(result_b)
ask("other-number", 2 if abs(ahead) < 0.01 else int(ahead < 0))

# %% [markdown] slideshow={"slide_type": "notes"}
# Say what IoU divides, with two overlapping hands. Then let them guess. Many hope that IoU is the cleverer score and
# sides with the museum. After the answer: it counts pixels as well, and knows nothing of coins. {Lesson:overlap} is
# about what it is good for.

# %% slideshow={"slide_type": "fragment"} answers="other-number"
print(f"IoU of A: {overlap(result_a):.4f}")
print(f"IoU of B: {overlap(result_b):.4f}")

# %% slide="Vote: pieces that touch no coin. How much of the picture?" minutes=5 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "Result A has 46 pieces, and 22 of them touch no coin. Its pixel accuracy is 0.98. "
    "Which share of all pixels do these 22 pieces cover?",
    answer="about 0.01",
    choices=["about 0.01", "about 0.1", "about 0.5"],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# Everything needed is in the question: let neighbours find the argument.
#
# Right is about 0.01: each of these pixels is wrong, and only 0.02 of all pixels are.
#
# - about 0.1: they judge by how the pieces catch the eye, and do not use that the accuracy allows only 0.02 wrong
# - about 0.5: they count pieces, 22 of 46, and take the share of the pieces for a share of the pixels

# %% [markdown]
# ## What the number did not say
#
# Look at the pictures once more. The next box shows the pieces of A that touch no coin at all, and the share of all
# pixels that they cover. For the museum, each of them is one label to throw away.

# %% slide="Here they are: one wrong label for each" minutes=3 short=1
pieces = measure.label(result_a)  # each piece has a number
on_coins = np.unique(pieces[truth])  # the numbers of those that touch a coin
invented = result_a & ~np.isin(pieces, on_coins)
print(f"share of all pixels: {invented.mean():.3f}")
show_label_maps(image=coins.image, prediction=invented, palette=coins.palette)

# %% [markdown] slideshow={"slide_type": "notes"}
# Read the share aloud and compare it with the vote. The sentence to leave behind: accuracy counts wrong pixels, and
# forgets where they are, what they are part of, and whom they hurt. Ask for a use in which A would be the better
# choice.

# %% [markdown]
# **Pixel accuracy counts wrong pixels. It forgets where they are, what they are part of, and whom they hurt.** That
# does not make it a bad number. Each number answers one question, and whoever judges a model must know which one, and
# whether it is the question of those who will use the model. This is what the course teaches: after it, nobody can fool
# you with a segmentation score, not even yourself.

# %% [markdown]
# ## Touch
#
# Change the three settings, and run the box again. Can you reach an accuracy above 0.99 *and* exactly as many pieces as
# there are coins? And can you find a result with a high accuracy that is useless to the museum?

# %% slide="Three settings: can you beat both programs?" minutes=5
my_result = find_coins(coins.image, window=51, brighter=5, widen=False)
print(f"accuracy {np.mean(my_result == truth):.4f}, pieces {count_pieces(my_result)}")
show_label_maps(truth=truth, prediction=my_result, palette=coins.palette)

# %% [markdown] slideshow={"slide_type": "notes"}
# Live: leave the slides with Esc, let the room call out settings, change them and run the cell. Most try a larger
# window first. Ask for two goals: the highest accuracy, and as many pieces as coins. From a deck: discuss this one
# result, and give the search as homework.

# %% [markdown]
# ## Exercises: how to answer one
#
# After each lesson comes a set of exercises. You replace the `...` by your own lines, run the box, then run the box
# below it. Here, that box prints what is expected. In the sets it holds a check, such as
# `ex01.shares.check(my_shares)`. The check tries your answer on small cases. If one fails, it shows you which, and
# explains the idea that may be behind your mistake. If you are stuck, `ex01.shares.hint()` gives you a hint, and
# another one when you run it again.

# %% [markdown]
# **Your first one:** `share_right(truth, prediction)` takes two arrays of one shape, and returns the share of pixels on
# which they agree. In the small case below, three of four pixels do.


# %%
def share_right(truth, prediction):
    ...  # replace this line


# %% slide="Your first exercise: why does it say None?" minutes=3
small_truth = np.array([[0, 0], [1, 1]])
small_prediction = np.array([[0, 1], [1, 1]])
print("your answer:", share_right(small_truth, small_prediction), "  expected: 0.75")

# %% [markdown] slideshow={"slide_type": "notes"}
# Show the code above. Ask what a function returns that has no return: None. Write the line together; somebody proposes
# to print the share instead, which also gives None (M15). From {lesson:labels} on, a check says which case failed, and
# what belief may be behind it.

# %% [markdown]
# `None` means that your function does not return anything yet. Everybody starts there.
#
# <details><summary>Solution</summary>
#
# ```python
# def share_right(truth, prediction):
#     return np.mean(truth == prediction)
# ```
#
# `truth == prediction` is True where both agree. True counts as 1 and False as 0, so the mean is the share.
#
# </details>
#
# At the end of a lesson, this line shows your guesses beside the answers:

# %%
recap()

# %% [markdown]
# ## Where the course goes
#
# | lesson | its question | minutes |
# |---|---|---|
# | [{number:labels} · Every pixel gets a label]({notebook:labels}) | What exactly does the computer know about this coffee cup? | {minutes:labels} |
# | [{number:matrix} · The confusion matrix]({notebook:matrix}) | Where did the 1250 wrong pixels go? | {minutes:matrix} |
# | [{number:overlap} · Accuracy and overlap]({notebook:overlap}) | Slide the mask by one pixel: do you lose a little or a lot? | {minutes:overlap} |
# | [{number:classes} · Many classes]({notebook:classes}) | Two of five classes are lost. Which one number says so? | {minutes:classes} |
# | [{number:precision} · Precision and recall]({notebook:precision}) | How sure must the car be before it calls it road? | {minutes:precision} |
# | [{number:threshold} · Choosing a threshold]({notebook:threshold}) | Which threshold is the best, and on which images may you look for it? | {minutes:threshold} |
# | [{number:verdict} · Good, bad and misleading]({notebook:verdict}) | Is this model good? | {minutes:verdict} |
# | [{number:pictures} · Other pictures, another number]({notebook:pictures}) | One model, two numbers: which one is true? | {minutes:pictures} |
# | [{number:paradox} · The accuracy paradox]({notebook:paradox}) | 98 % right and useless: how? | {minutes:paradox} |
# | [{number:remedies} · Remedies]({notebook:remedies}) | What helps, and what does it cost? | {minutes:remedies} |
# | [{number:leakage} · Leakage]({notebook:leakage}) | Why was the car found so well in the lab, and so badly on the road? | {minutes:leakage} |
# | [{number:overfitting} · Overfitting]({notebook:overfitting}) | How complicated may a model become? | {minutes:overfitting} |
# | [{number:tries} · The best of many tries]({notebook:tries}) | You have tried two hundred models. What is the best one worth? | {minutes:tries} |
# | [The capstone](../exercises/{exercises:capstone}) | Which of two models do you recommend? | {minutes:capstone} |
#
# Take them in order: each uses what the one before has built. The [map of the course](index.ipynb) shows nine ways to
# each idea, and the [glossary](glossary.ipynb) has every word.

# %% [markdown] slide="Where the course goes" minutes=2 short=1 audience="class"
# Count: lessons {number:labels} to {number:classes}.
#
# Choose: lessons {number:precision} to {number:pictures}.
#
# Distrust: lessons {number:paradox} to {number:tries}.
#
# Then a capstone: which of two models do you recommend?

# %% [markdown] slideshow={"slide_type": "notes"}
# Tell them what to do before the next lecture: install, run this page themselves, and answer the first exercise. Say
# when exercises are due, where questions are asked, and that guesses stay on their own computer.

# %% [markdown] slide="Look at the pictures before you trust the number" minutes=1 short=1 audience="class"
# Two results with the same score can differ in what matters.
#
# A score answers one question. Is it the user's?
#
# Guess before you look.

# %% [markdown] slideshow={"slide_type": "notes"}
# Let everybody finish one sentence in writing: "The accuracy was 0.98, but ..." Read out three of them. The best ones
# name a user.

# %% [markdown]
# ## Take-away
#
# 1. Two results with the same score can differ in what matters: **look at the pictures** before you trust the number.
# 2. A score answers one question. Know which one, and ask whether it is the user's.
# 3. Commit yourself to a guess before you look: that is how a surprise becomes knowledge.
#
# **Next:** [{lesson:labels}, every pixel gets a label]({notebook:labels}).
