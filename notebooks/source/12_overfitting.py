# %% [markdown]
# # {number:overfitting} · Overfitting
#
# **How complicated may a model become?**
#
# - **You will** let a model grow from too simple to too clever, draw its training score against its validation score,
#   and tell a harmless gap from a real fall.
# - **You need** lessons {number:start} to {number:leakage}.
# - **Time:** {minutes} minutes, and {exercise_minutes} for the exercises.
#
# The folded box below holds imports. It takes some seconds.

# %% [markdown] slide="Overfitting" minutes=1 short=1 audience="class"
# **How complicated may a model become?**

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask for a show of hands: who has ever trained a model until the training score stopped rising? And who looked at
# another score in the meantime? Do not explain the word overfitting yet.

# %% jupyter={"source_hidden": true}
import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.tree import DecisionTreeClassifier

from segmetrics_lab.labels import Palette
from segmetrics_lab.metrics import pixel_accuracy
from segmetrics_lab.models import PixelModel, sweep
from segmetrics_lab.plots import show_curves, show_label_maps, show_sweep
from segmetrics_lab.scenes import load_set, with_label_noise
from segmetrics_lab.widgets import FitExplorer, alt_text, ask, draw, recap

# %% [markdown]
# ## Question
#
# Two decision trees ({lesson:precision}) have learned from the same 3000 pixels. People make mistakes when they label,
# so some labels are wrong, on purpose: a fifth of the pixels got a new label by chance. Then both trees are asked about
# the very pixels that they learned from. Which one would you ship?

# %%
training, validation = load_set("road", "train"), load_set("road", "validation")
noisy_training = [with_label_noise(scene, 0.2, seed=0) for scene in training]
tree = PixelModel("color and position", DecisionTreeClassifier())

# %% jupyter={"source_hidden": true} slide="Two trees, asked about the pixels that they learned from" minutes=2 short=1
two = sweep(tree, noisy_training, validation, parameter="max_depth", values=[6, 24])
(model_a, model_b), (score_a, score_b) = two.models, two.training_accuracy
print(f"right on the pixels they learned from: A {score_a:.2f}, B {score_b:.2f}")

# %% [markdown] slideshow={"slide_type": "notes"}
# Say how they were made: the same 3000 pixels, and a fifth of the labels drawn anew by chance. Ask which one they would
# ship, by hands. Most take B, and some smell a trap; let these wait.

# %% [markdown]
# And this is what they say about a street that neither has seen, first A, then B. (The street is rendered, and says
# nothing about real driving.)

# %% slide="A on a street that neither has seen" minutes=1 short=1
street = validation[0]
show_label_maps(prediction=model_a.predict(street.image), palette=street.palette)

# %% [markdown] slideshow={"slide_type": "notes"}
# Name what is there: sky, trees, grass and road, and across the road a broad band that is called vehicle. Coarse, and
# partly wrong. The next slide has the same street by B.

# %% slide="And B on the same street. Which one do you ship?" minutes=1 short=1
show_label_maps(prediction=model_b.predict(street.image), palette=street.palette)

# %% [markdown] slideshow={"slide_type": "notes"}
# Turn back to A once. Ask what B invents: markings in the sky, people all over the road. It has the better marks and
# makes the worse picture. Let somebody try an explanation, and leave it open. The street is rendered; say so.

# %% [markdown]
# B has the better marks and makes the worse picture, with road markings in the sky and people all over the road. How
# can that be?

# %% [markdown]
# ## By hand
#
# One line of a picture: six pixels of wall (W), then six of door (D). Somebody has labelled it in a hurry: **the labels
# at 0 and 8 are wrong**. A model cannot see that. It takes the labels for the truth, and so does our figure. A tree may
# ask only "is the column below so-and-so?". Its **depth** is the largest number of questions that it asks about a
# pixel.

# %%
really = np.array([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1])
labels = np.array([1, 0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 1])
depth_1 = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]  # below 6?
depth_2 = [1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]  # and if so, below 1?
depth_3 = [1, 0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 1]  # and if not, below 9? below 8?

# %% [markdown] figure="trees-and-labels" part="alt"
# Three rows of 12 pixels: the labels D WWWWW DD W DDD in each. Trees of depth 1, 2 and 3, row by row: WWWWWWDDDDDD,
# DWWWWWDDDDDD, DWWWWWDDWDDD. Wrong by the labels: pixels 0 and 8, pixel 8, none.
# %% jupyter={"source_hidden": true} slide="Two slips of the pen: how many mistakes does each tree really make?" minutes=4 short=3
trees, corridor = np.array([depth_1, depth_2, depth_3]), Palette(["wall", "door"])
given, alt = np.array([labels, labels, labels]), alt_text("trees-and-labels")
show_label_maps(truth=given, prediction=trees, palette=corridor, alt=alt)

# %% [markdown] slideshow={"slide_type": "notes"}
# Wall is 0 to 5, door is 6 to 11, and the labels at 0 and 8 are slips of the pen; the panel *truth* shows the labels,
# slips included. By these the trees get better from row to row. Let the room count, row by row, what is *really* wrong,
# before the next step prints both counts: none, one, two, which is exactly the reverse.

# %% [markdown]
# Each row is a tree. By the labels, two pixels are wrong, then one, then none: every level has made the tree better.
# Now count with your finger what is *really* wrong in each row: wall goes up to 5, door begins at 6.

# %% slideshow={"slide_type": "fragment"}
column = np.arange(12).reshape(12, 1)
for depth, drawn in enumerate(trees, start=1):
    grown = DecisionTreeClassifier(max_depth=depth).fit(column, labels).predict(column)
    print(f"depth {depth}: {np.sum(drawn != labels)} wrong by the labels,", end=" ")
    print(f"{np.sum(drawn != really)} really; scikit-learn's: {np.all(grown == drawn)}")

# %% [markdown]
# It is exactly the reverse. The first question has found what holds for the next line as well. The others have only
# learned two slips of the pen by heart.
#
# ## Definition
#
# **Overfitting: a model learns what is peculiar to its training pixels, and pays for it on new ones.** Two scores show
# it: the **training score** on the very pixels that it has learned from, and the **validation score** on scenes kept
# apart for choosing. Their difference is the **gap**. `sweep` grows a tree for each depth and takes both:


# %%
def grow(scenes, judges=validation, pixels=3000):
    how = {"parameter": "max_depth", "values": [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24]}
    return sweep(tree, scenes, judges, pixels=pixels, **how)


# %% [markdown]
# ## Predict, then run
#
# First the easy case: three scenes to learn from, and no label is wrong.

# %% [markdown] guess="clean" part="question"
# Trees of growing depth learn from 3000 rightly labelled pixels of three scenes. The deepest know all of them by heart.
# Where does the accuracy on new scenes end, compared with the best depth?
# %% [markdown] guess="clean" part="choice"
# - more than 0.1 lower
# - 0.05 to 0.1 lower
# - less than 0.05 lower
# %% [markdown] guess="clean" part="because"
# There are no mistakes to learn: the surplus questions are useless and nearly harmless. So a gap says only that the
# training score flatters, not that a simpler model would do better.
# %% [markdown] guess="clean" part="wrong"
# - more than 0.1 lower: Knowing by heart does no such harm as long as what is learned is true.
# - 0.05 to 0.1 lower: Surplus questions split pixels that agree anyway, so hardly anything changes.
# %% slide="No label is wrong. Where do the deepest trees end on new scenes?" minutes=2 short=2
clean = grow(training[:3])
loss = clean.validation_accuracy.max() - clean.validation_accuracy[-1]
ask("clean", np.digitize(-loss, [-0.1, -0.05]))  # more, between, less

# %% [markdown] slideshow={"slide_type": "notes"}
# The deepest trees know all of their pixels by heart. Ask for hands for each choice. After the last slide most expect a
# deep fall; a few will say that truth learned by heart does no harm. Lock in the choice of the majority.

# %% [markdown] figure="clean" part="alt"
# Accuracy and mean IoU of trees of depth 1 to 24. Training rises to 1. Validation rises up to depth 5 and then stays
# level, far below training.
# %% answers="clean" slide="Rightly labelled pixels, trees of depth 1 to 24" minutes=3 short=2
show_sweep(clean, alt=alt_text("clean"))

# %% [markdown] slideshow={"slide_type": "notes"}
# Point at the two things on the right: a wide gap, and a validation curve that is level. Ask: would a simpler tree do
# better here? Hardly. So a gap says that the training score flatters, and nothing more.

# %% slide="Vote: the gap is wide. What must you know to call for a simpler tree?" minutes=5 short=4 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "Your tree is right on 0.95 of its training pixels and on 0.80 of the validation "
    "pixels. A colleague says: that gap is overfitting, take a simpler tree. What "
    "must you know before you agree?",
    answer="the validation score of a simpler tree",
    choices=[
        "nothing more: the gap says it",
        "the training score of a simpler tree",
        "the validation score of a simpler tree",
        "the test score of this tree",
    ],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# - nothing more: the gap says it: they take every gap for a fault that a simpler model would cure
# - the training score of a simpler tree: they judge by pixels that the model has learned from (M22)
# - the test score of this tree: they would choose on the scenes that are there to judge in the end (M20)
#
# The validation score of a simpler tree: only where validation falls from there to here, a simpler tree would do
# better.

# %% [markdown]
# Now the 24 scenes with the noisy labels. (A label drawn anew is any of the eight classes, and one in eight is right by
# chance. So 7/8 of 20 % are really wrong.) The training accuracy is there already. Draw the validation accuracy.

# %% [markdown] guess="noisy" part="question"
# The same trees learn from 3000 pixels; a fifth of their labels were drawn anew. What does the accuracy on new, rightly
# labelled scenes do as the trees grow deeper?
# %% [markdown] guess="noisy" part="because"
# On the left the trees are too simple to learn even the street: that is underfitting. Then they learn it, and right of
# the top they learn the mistakes as well, while the training score goes on rising.
# %% slide="A fifth of the labels is drawn anew. Draw the score on new scenes." minutes=3 short=2
noisy = grow(noisy_training)
curves = noisy.curves["pixel accuracy"]
draw("noisy", noisy.values, curves, x_label="depth", y_label="accuracy")

# %% [markdown] slideshow={"slide_type": "notes"}
# Call somebody to the keyboard, or draw by the room's instructions: where does it begin, does it rise, does it fall,
# where does it end? The validation labels are right ones. Most draw it below training everywhere, and few let it begin
# above.

# %% answers="noisy" slide="The same trees, judged by right labels and by noisy ones" minutes=3 short=2
judges = [with_label_noise(scene, 0.2, seed=0) for scene in validation]
curves["validation, noisy labels"] = grow(noisy_training, judges).validation_accuracy
show_curves(noisy.values, curves, x_label="depth", y_label="accuracy")

# %% [markdown] slideshow={"slide_type": "notes"}
# A hill: too simple on the left, memory on the right. Two questions for the room. Why is validation above training on
# the left? (Training labels are noisy, validation labels are right.) What does the third curve change? The height, and
# not the place of the top, which is depth 8 both times.

# %% [markdown]
# ## Real picture
#
# What does memory look like? Here is B again, beside the truth. And count the **leaves**, the places in a tree where
# the questions end and a class is said.

# %% slide="How many leaves does a memory need?" minutes=3
print(f"A: {model_a.learned.estimator.get_n_leaves()} leaves for 3000 pixels")
print(f"B: {model_b.learned.estimator.get_n_leaves()} leaves for 3000 pixels")
prediction = model_b.predict(street.image)
show_label_maps(truth=street.truth, prediction=prediction, palette=street.palette)

# %% [markdown] slideshow={"slide_type": "notes"}
# Now tell them: A is the tree of depth 6, B that of depth 24. B has about one leaf for every three pixels: around
# nearly every wrong label a little box of its own. A has so few that many pixels vote in each. The words to leave on
# the board: a vote against a memory.

# %% [markdown]
# Around nearly every wrong label, B has built a little box of colour and place, and whatever falls into that box gets
# the wrong class. A has so few leaves that many pixels share one and vote, and scattered mistakes are outvoted. **A
# vote against a memory: that is all the difference.**

# %% [markdown]
# Look at the curves above once more. Why does validation lie above training on the left? Training labels are noisy, and
# validation labels are true. The third curve judges by equally noisy labels: all trees look worse, and the same depth
# stays the best. Compare scores only if their labels are of one kind.

# %% [markdown]
# ## How complicated, then?
#
# As complicated as the data can bear. The same trees with a tenth, and with ten times as many pixels (a few
# seconds):

# %% slide="Vote: ten times as many noisy pixels. Where is the best depth now?" minutes=4 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "Trees learn from 3,000 pixels, a fifth of them with a label drawn anew; depth 8 "
    "is best on new scenes. Now they learn from 30,000 pixels with as many wrong "
    "labels in a hundred. Where is the best depth?",
    answer="at a deeper tree",
    choices=["at a simpler tree", "at the same depth", "at a deeper tree"],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# - at a simpler tree: they think that ten times as many wrong labels do more harm, and forget the right ones
# - at the same depth: they believe that the right depth belongs to the model or to the share of wrong labels
#
# At a deeper tree: each leaf has more voters, so a deeper tree may ask more before its leaves get lonely.

# %% slide="300, 3,000 and 30,000 pixels: where does each curve have its top?" minutes=2
scores = {"300 pixels": grow(noisy_training, pixels=300).validation_accuracy}
scores["3,000 pixels"] = noisy.validation_accuracy
scores["30,000 pixels"] = grow(noisy_training, pixels=30_000).validation_accuracy
show_curves(noisy.values, scores, x_label="depth", y_label="validation accuracy")

# %% [markdown] slideshow={"slide_type": "notes"}
# Let the room read the three tops aloud: depth 3, 8 and 10. More pixels give every leaf more voters. So there is no
# right depth, only one for this data. It takes some seconds to run.

# %% [markdown]
# More pixels give every leaf more voters. The top rises, and moves to deeper trees. So no depth is right in itself; you
# find the one for your data by drawing the curve.
#
# <details><summary>Deeper: it need not be a tree</summary>
#
# *k nearest neighbours* takes the majority of the k training pixels most like this one. With k = 1 it is the memoriser
# of {lesson:leakage}, each pixel its own nearest neighbour: the most complicated model of its kind. The hill is there
# too, in a mirror: memory at small k, underfitting at large k. And a forest is a vote of trees, each of which may
# overfit in its own way.
#
# </details>

# %% [markdown]
# ## When to stop
#
# Some models become more complicated while they learn. **Boosting** adds up small trees; each new one, a *stage*,
# corrects what the sum still gets wrong. Now the question is only: road or not? (With two classes, 40 % of the labels
# drawn anew make 20 % wrong. Learning takes a few seconds.)

# %% jupyter={"source_hidden": true}
roads = [scene.binary("road", "marking", name="road") for scene in training]
noisy_roads = [with_label_noise(scene, 0.4, seed=0) for scene in roads]
new_roads = [scene.binary("road", "marking", name="road") for scene in validation]

# %% slide="One small tree after the other: after which would you stop?" minutes=3
booster = HistGradientBoostingClassifier(learning_rate=0.3, early_stopping=False)
boosting = PixelModel("color and position", booster)
stages = {"parameter": "max_iter", "values": [1, 3, 10, 30, 100]}  # how many trees
show_sweep(sweep(boosting, noisy_roads, new_roads, **stages))

# %% [markdown] slideshow={"slide_type": "notes"}
# Boosting adds up small trees; the axis counts them. The question is only: road or not, with a fifth of the labels
# wrong. Ask for the stage to stop at, and by which of the four curves: at 10, by validation, where both scores have
# their top. With a neural network, epochs stand on this axis. Be honest: with all eight classes this model has hardly
# any hill.

# %% [markdown]
# **Early stopping** looks at the validation score after each stage, and keeps the model from the top of the hill. With
# a neural network, *epochs* stand on the axis, each one pass through the training data. There is not always a hill:
# clean labels gave none, and with all eight classes this model has hardly any. So draw the curve of your own model.

# %% [markdown]
# ## Touch
#
# Slide the depth, with the mouse or the arrow keys: these are the trees with noisy labels, on a street that they have
# learned from, and on one that they have not. Go to the right end. The training score is nearly 1, and yet the tree is
# wrong all over the training street. How can that be? *Mark the pixels it learned from*, and look again.

# %% slide="The training score is nearly 1. Why is the training street wrong?" minutes=4
FitExplorer(noisy)

# %% [markdown] slideshow={"slide_type": "notes"}
# Go to the right end with the arrow keys and let the room puzzle for half a minute. Then switch on the marks: the score
# looks only at the 130 or so rings of this street, and nearly all of them are right. Then walk back to the broad top,
# and take a simple tree there.

# %% [markdown]
# <details><summary>What you will find</summary>
#
# The training score looks only at the 3000 pixels that the tree has learned from, some 130 of them in this street: the
# rings. Nearly all of those are right. Between them the tree says what its nearest memory says, and is no better than
# on a new street. On the left, both streets are a few flat blocks; in the middle there is a broad top, where
# neighbouring depths hardly differ. Of these, take a simple one.
#
# </details>

# %% [markdown]
# ## Surprise: half of the labels
#
# A careless company sells labels: **half** of them are drawn anew, so seven in sixteen are wrong. But there are many.
# (Learning takes a few seconds.)

# %% [markdown] guess="half" part="question" low=0 high=0.5 close=0.02
# A tree of depth 10 learns from all 450,000 pixels of 24 scenes: once with right labels, and once with seven in sixteen
# of them wrong, at random. How much accuracy on new pixels do the wrong labels cost? (With 3000 pixels, it is more than
# a tenth.)
# %% [markdown] guess="half" part="because"
# Each leaf has hundreds of voters. Wrong labels are scattered over eight classes; the right ones agree, and win. But if
# every van is labelled as a building, the mistakes agree as well, and no number of pixels outvotes them.
# %% [markdown] guess="half" part="wrong"
# - too high: With few pixels, wrong labels win in many leaves. With so many pixels, they hardly win in any.
# %% slide="A company draws half of all labels anew. What does that cost?" minutes=2
careless = [with_label_noise(scene, 0.5, seed=1) for scene in training]
deep_10 = PixelModel("color and position", DecisionTreeClassifier(max_depth=10))
right = pixel_accuracy(deep_10.fit(training, pixels=None).confusion_matrix(validation))
learned = deep_10.fit(careless, pixels=None)  # None stands for all
reached = pixel_accuracy(learned.confusion_matrix(validation))
ask("half", right - reached)

# %% [markdown] slideshow={"slide_type": "notes"}
# Take the mean of three guesses. With 3000 pixels it costs more than a tenth; now there are 450,000. Most guess between
# 0.1 and 0.3. It takes some seconds to learn.

# %% answers="half" slide="The same tree, from right labels and from careless ones" minutes=1
print(f"on new scenes: right labels {right:.3f}, careless labels {reached:.3f}")
show_label_maps(prediction=learned.predict(street.image), palette=street.palette)

# %% [markdown] slideshow={"slide_type": "notes"}
# Hundreds of voters in each leaf: scattered mistakes do not agree on one class. Then ask at once: and if the company
# calls every van a building? Those mistakes agree, and no number of pixels outvotes them.

# %% [markdown]
# ## Exercises
#
# In [exercises {number:overfitting}](../exercises/{exercises:overfitting}) three labels vote, two teams score on
# different labels, you refute "no gap, no worry", and write early stopping. Here are your guesses beside the answers.

# %%
recap()

# %% [markdown]
# ## Take-away
#
# 1. A training score is no result: it shows what was memorised, and the gap says how far it flatters.
# 2. Only a fall of the validation curve says that a simpler model would do better.
# 3. How complicated a model may be depends on how much data there is, and how clean: draw the curve.

# %% [markdown] slide="Draw the curve" minutes=1 short=1 audience="class"
# - The training score is no result.
# - A gap flatters; only a *fall* of the validation curve asks for a simpler model.
# - How complicated? Ask your data: how much, and how clean.

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask for one sentence from the back row: what does a gap say, and what does it not say? In the short lecture add how
# much: with ten times as many pixels, the best depth moved from 8 to 10. Homework: exercises {number:overfitting},
# above all the refutation of "no gap, no worry".

# %% [markdown]
# ## Look back
#
# 1. Why did a split by frame not help? ({lesson:leakage})
# 2. A blank mask reaches 0.98 accuracy. What does that say about the picture? ({lesson:paradox})
#
# <details><summary>Answers</summary>
#
# 1. Neighbouring frames show nearly the same street, so the model has half seen the test.
# 2. That the object covers 2 % of it. About the mask it says nothing.
#
# </details>
#
# **Next:** [{lesson:tries}]({notebook:tries}) asks what the best of many tries is worth.
