# %% [markdown]
# # 8 · Overfitting
#
# **How complicated may a model become?**
#
# - **You will** grow a model from too simple to too clever, draw its training score against its validation score, tell
#   a harmless gap from a real fall, and see why the test scenes are opened only once.
# - **You need** lessons 0 to 7.
# - **Time:** 45 minutes, and 35 for the exercises.

# %%
import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.neighbors import KNeighborsClassifier
from sklearn.tree import DecisionTreeClassifier

from segmetrics_lab.labels import Palette
from segmetrics_lab.metrics import pixel_accuracy
from segmetrics_lab.models import PixelModel, split, sweep
from segmetrics_lab.plots import show_curves, show_label_maps, show_report, show_sweep
from segmetrics_lab.report import Report
from segmetrics_lab.scenes import load_set, with_label_noise
from segmetrics_lab.widgets import DrawFirst, FitExplorer, PredictFirst, recap

# %% [markdown]
# ## Question
#
# Two models learned from the same 3000 pixels. (Their labels have errors, on purpose; we come back to that.) Then both
# were asked about those very pixels again. A gets more than a quarter of them wrong, B nearly none. Which one would you
# ship?
#
# Here is what they say about a street that neither has seen, first A, then B. (The street is rendered, like all
# our streets: its scores tell how models and metrics behave, nothing about real driving.)

# %%
training, validation = load_set("road", "train"), load_set("road", "validation")
noisy_training = [with_label_noise(scene, 0.2, seed=0) for scene in training]
tree = PixelModel("color and position", DecisionTreeClassifier())  # explained in a moment
two = sweep(tree, noisy_training, validation, parameter="max_depth", values=[6, 24], pixels=3000)
street, (model_a, model_b) = validation[0], two.models
show_label_maps(image=street.image, prediction=model_a.predict(street.image), palette=street.palette)

# %%
for name, score in zip("AB", two.training_accuracy, strict=True):
    print(f"{name}: accuracy on the pixels it learned from {score:.2f}")
show_label_maps(image=street.image, prediction=model_b.predict(street.image), palette=street.palette)

# %% [markdown]
# B has the better marks and makes the worse picture: road markings in the sky, and people all over the road. To
# see how that can be, take a model that you can follow with a finger.

# %% [markdown]
# ## By hand
#
# One line of a picture, twelve pixels: six of wall, then six of door. Somebody labelled it in a hurry, and two labels
# are wrong. Which? You see it at once. A model does not: what it is given to learn from, it takes for the truth.

# %%
corridor = Palette(["wall", "door"])
column = np.arange(12)
really = np.where(column < 6, 0, 1)
labels = np.array([1, 0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 1])
alt = "Labels of 12 pixels: D WWWWW DD W DDD (W wall, D door)."
show_label_maps(truth=labels[None], palette=corridor, alt=alt)

# %% [markdown]
# A **decision tree** asks about a pixel one yes-or-no question after the other, and the answers lead it to a class. Its
# **depth** is the largest number of questions that it asks about any pixel. Here it may ask only "is the column below
# so-and-so?", and each question is chosen so that it sorts the labels as cleanly as one question can. Read the three
# trees below aloud, and follow pixel 8 through each (counted from 0: the lone wall among the doors).

# %%
depth_1 = np.where(column < 6, 0, 1)
left = np.where(column < 1, 1, 0)
right = np.where(column < 9, np.where(column < 8, 1, 0), 1)
depth_2 = np.where(column < 6, left, 1)
depth_3 = np.where(column < 6, left, right)
trees = np.stack([depth_1, depth_2, depth_3])
in_words = "Trees of depth 1, 2, 3, row by row: WWWWWWDDDDDD, DWWWWWDDDDDD, DWWWWWDDWDDD; wrong "
alt = in_words + "by the labels: pixels 0 and 8, pixel 8, none."
show_label_maps(truth=np.stack([labels] * 3), prediction=trees, palette=corridor, alt=alt)

# %% [markdown]
# Each row is one tree, of depth 1, 2 and 3. Count the wrong pixels in each row: two, one, none. By the labels, every
# level made the tree better. Now count again, against what is *really* there. What will the three rows say?

# %%
alt = in_words + "by what is really there: none, pixel 0, pixels 0 and 8."
show_label_maps(truth=np.stack([really] * 3), prediction=trees, palette=corridor, alt=alt)

# %% [markdown]
# None, one, two: exactly the reverse. The first question found what will hold for the next line as well. The others
# only learned two slips of the pen by heart.

# %% [markdown]
# ## Definition
#
# **Overfitting** is just that: a model learns what is peculiar to its training pixels, and pays for it on new ones. You
# see it in two scores, on what was learned from and on what was not. Here are both in numpy. The last column says
# whether scikit-learn grows the same trees:

# %%
for depth, drawn in enumerate(trees, start=1):
    learned, new = np.mean(drawn == labels), np.mean(drawn == really)
    grown = DecisionTreeClassifier(max_depth=depth).fit(column[:, None], labels).predict(column[:, None])
    print(f"depth {depth}: on its labels {learned:.2f}   really {new:.2f}   as grown: {np.array_equal(drawn, grown)}")

# %% [markdown]
# ## Predict, then run
#
# Now streets. The **training score** is taken on the very pixels that the model learned from; the **validation
# score** on scenes kept apart *for choosing between models*. Their difference is the **gap**.
#
# First an easy life: 3 scenes, no wrong label. A **feature** is a number that a model may ask about; here colour and
# place. `sweep` grows a tree for each depth. (Not the threshold sweep of lesson 4: each value has a model of its
# own.) What will the validation accuracy do, once the tree is deep?

# %%
how = {"parameter": "max_depth", "values": [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24]}
clean = sweep(tree, training[:3], validation, **how, pixels=3000, validation_pixels=6000)
loss = clean.validation_accuracy.max() - clean.validation_accuracy[-1]
answer, choices = "it stays" if loss < 0.05 else "it falls", ["it rises on", "it stays", "it falls"]
PredictFirst("What does the validation accuracy do, once the tree is deep?", answer=answer, choices=choices)

# %%
show_sweep(clean)

# %% [markdown]
# It stays. The training score climbs to 1.00: the tree knows every one of its pixels. The gap is wide, but the
# deepest tree is hardly worse than the best one: surplus questions are useless, and nearly harmless. (Three scenes are
# few. With others the curve may stumble on the way, but it seldom ends far below its top.)
#
# So **a gap is not yet a loss.** It says that the training score flatters. That a simpler model would do better, only a
# *fall* of the validation curve can say.

# %% [markdown]
# Real labels have errors. We copy that: 24 scenes this time, and for 20 % of the pixels the label is drawn anew, each
# of the eight classes as likely as any other. One in eight of these is right again by chance, so not 20 % are really
# wrong but about seven eighths of that:

# %%
true, noisy = (np.stack([scene.truth for scene in scenes]) for scenes in (training, noisy_training))
is_right = (noisy == true)[true != 255]
print(f"labels that are still right {is_right.mean():.3f}   expected {1 - 0.2 * 7 / 8:.3f}")
show_label_maps(image=training[0].image, truth=noisy_training[0].truth, palette=training[0].palette)

# %% [markdown]
# The figure says *truth*, because to the model it is. You still see the street in it: wrong labels lie scattered, while
# right ones agree with each other. The same tree, the same depths. Its training accuracy is there already. Draw its
# validation accuracy: where will it be highest, and where will it end?

# %%
curve = sweep(tree, noisy_training, validation, **how, pixels=3000, validation_pixels=6000)
asked = "What does the validation accuracy do now, as the tree grows deeper?"
DrawFirst(curve.values, curve.curves["pixel accuracy"], question=asked, x_label="depth", y_label="accuracy")

# %%
show_sweep(curve)

# %% [markdown]
# There is the fall. Far to the left of the ring the tree is too simple to learn even what repeats (**underfitting**);
# to the right it learns the slips too. Yet the training score rises, almost to 1.00 (24 questions are just too few),
# beyond the share of right labels. Nobody gets there by *knowing streets*; it can only be memory. (The right panel: the
# same hill in mean IoU, about half as high.)
#
# But something is odd on the left: validation lies **above** training. What are both compared with?

# %%
noisy_validation = [with_label_noise(scene, 0.2, seed=0) for scene in validation]
harder = sweep(tree, noisy_training, noisy_validation, **how, pixels=3000, validation_pixels=6000)
curves = {
    "training, noisy labels": curve.training_accuracy,
    "validation, true labels": curve.validation_accuracy,
    "validation, noisy labels": harder.validation_accuracy,
}
show_curves(curve.values, curves, x_label="depth", y_label="accuracy")

# %% [markdown]
# The training labels are noisy, so a tree that is right about the street is marked wrong wherever the label is; the
# validation labels are true. Against *equally* noisy ones, training lies above validation, as it should. The same trees
# score lower now, and in this figure the hill is a little flatter than with true labels. But its top is about where it
# was: such noise in the validation labels makes all models look worse, and leaves nearly the same one best. Compare
# scores only if their labels are of one kind.

# %% [markdown]
# ## Real picture
#
# What does memory look like? Here is B again, the tree of depth 24, beside the truth. And count the leaves: a **leaf**
# is a place in the tree where the questions end and a class is said.

# %%
for name, model in (("A, depth 6", model_a), ("B, depth 24", model_b)):
    print(f"{name}: {model.learned.estimator.get_n_leaves()} leaves for 3000 pixels")
show_label_maps(truth=street.truth, prediction=model_b.predict(street.image), palette=street.palette)

# %% [markdown]
# B has a leaf for every few pixels. Around nearly every wrong label lies a little box of colour and place, and whatever
# falls into it is given the wrong class: a streak of marking, a block of people. A has so few leaves that many pixels
# share each and vote, and scattered slips are outvoted. **That is all the difference: a vote against a memory.**

# %% [markdown]
# ## How complicated, then?
#
# As complicated as the data can pay for. The same sweep, with a tenth and with ten times as many training pixels:

# %%
few = sweep(tree, noisy_training, validation, **how, pixels=300, validation_pixels=6000)
many = sweep(tree, noisy_training, validation, **how, pixels=30_000, validation_pixels=6000)
by_size = {"300 pixels": few, "3,000 pixels": curve, "30,000 pixels": many}
for name, run in by_size.items():
    best = run.values[run.validation_accuracy.argmax()]
    gap = run.training_accuracy[-1] - run.validation_accuracy[-1]
    print(f"{name:13} best depth {best:2}   gap at depth 24 {gap:.2f}")
scores = {name: run.validation_accuracy for name, run in by_size.items()}
show_curves(curve.values, scores, x_label="depth", y_label="validation accuracy")

# %% [markdown]
# More pixels give every leaf more voters. The top moves up, and to deeper trees; the gap of the deepest shrinks. So
# there is no right depth as such. There is one for this data, and you find it by drawing the curve.
#
# It need not be a tree. **k nearest neighbours** takes the majority of the k training pixels that are most like this
# one; with k = 1 it is the memoriser of lesson 7. Which k is the *most* complicated model? Guess, then look.

# %%
neighbours = PixelModel("color and position", KNeighborsClassifier())
how = {"parameter": "n_neighbors", "values": [1, 3, 9, 27, 81, 243]}
show_sweep(sweep(neighbours, noisy_training, validation, **how, pixels=3000, validation_pixels=1000))

# %% [markdown]
# It is k = 1: each training pixel is its own nearest neighbour, slips included. The same hill in a mirror: memory on
# the left, on the right the street itself is outvoted. (The forest of lessons 4 to 7: 20 such trees, and their mean.)

# %% [markdown]
# ## When to stop
#
# **Boosting** adds up small trees; each new one, a *stage*, corrects what the sum still gets wrong (`max_iter` of them).
# So the model gets more complicated while it trains. Now: road or not? With two classes, 40 % drawn anew make 20 %
# wrong.

# %%
roads = [scene.binary("road", "marking", name="road") for scene in training]
noisy_roads = [with_label_noise(scene, 0.4, seed=0) for scene in roads]
road_validation = [scene.binary("road", "marking", name="road") for scene in validation]
booster = HistGradientBoostingClassifier(learning_rate=0.3, early_stopping=False)
boosting, stages = PixelModel("color and position", booster), [1, 3, 10, 30, 100]
show_sweep(sweep(boosting, noisy_roads, road_validation, parameter="max_iter", values=stages))

# %% [markdown]
# After a few stages the street is learned, and from then on the slips. **Early stopping** looks at the validation score
# after each stage and keeps the model from the top of the hill. For a neural network the same figure is drawn
# with *epochs* on its axis, each one pass through the training data. The hill is no law of nature: some models have a
# plateau, as the tree with clean labels had, or stranger shapes. That is one more reason to draw the curve.

# %% [markdown]
# ## Touch
#
# Slide the depth, with the mouse or the arrow keys: the eleven trees of the sweep with noisy labels, on one street that
# they learned from and on one that none has seen. Stop where you would ship the tree, and only then press *Show the
# best*. Then go to the right end. The training score is nearly 1, and yet "Where that is wrong" of the training
# scene is full. How can that be? *Mark the pixels it learned from*, and look again.
#
# <details><summary>What you will find</summary>
#
# On the left both streets are a few flat blocks: too simple for either. Then a broad top: from depth 5 to 10 the
# validation score hardly changes, so take a simple one. On the right both fall to pieces. The training score looks only
# at the 3000 pixels that the tree has learned from, some 130 of them in this scene: the rings, and nearly all are
# right (the line above the scene counts both). Between them the tree repeats what its nearest memory says, here no
# better than on a new street. (Besides, these labels are noisy: even a perfect tree would be marked wrong at every sixth
# pixel.)
#
# </details>

# %%
FitExplorer(curve)

# %% [markdown]
# Now train a tree yourself. Set the share of labels drawn anew, the number of pixels and the depth. First repair the
# picture: which of the three do you change? Then draw **half** of all labels anew (0.5), and try to come above 0.80
# nevertheless. It can be done. At most some 450,000 pixels are there.
#
# <details><summary>What you will find</summary>
#
# Each of the three repairs it, alone. From 0.62 you come to about 0.73 with depth 6, to 0.74 with 30,000 pixels (0.81
# with 450,000), to 0.78 without noise. With half of the labels drawn anew, 450,000 pixels and depth 10 reach 0.87: so
# many voters outvote even that.
#
# </details>

# %%
my_noise, my_pixels, my_depth = 0.2, 300, 24
my_scenes = [with_label_noise(scene, my_noise, seed=1) for scene in training]
my_tree = PixelModel("color and position", DecisionTreeClassifier(max_depth=my_depth))
my_tree.fit(my_scenes, pixels=my_pixels)
print(f"accuracy on the validation scenes {pixel_accuracy(my_tree.confusion_matrix(validation)):.2f}")
show_label_maps(image=street.image, prediction=my_tree.predict(street.image), palette=street.palette)

# %% [markdown]
# ## Surprise: the best of many tries
#
# You now choose by validation, so nobody can fool you. Really? Here are 200 "models" that look at nothing: for each
# pixel they toss a coin, and half of the time they are right. There are 50 validation pixels, and you keep the best of
# the 200. What will its validation accuracy be? And with 500 validation pixels?

# %%
rng = np.random.default_rng(0)


def best_so_far(pixels):
    is_right = rng.integers(2, size=(100, 200, pixels), dtype=bool)  # 100 contests of 200 models
    return np.maximum.accumulate(is_right.mean(axis=2), axis=1).mean(axis=0)


curves = {"on 50 pixels": best_so_far(50), "on 500 pixels": best_so_far(500), "on new pixels": [0.5] * 200}
PredictFirst("On 50 pixels, which accuracy has the best of 200 coins?", answer=curves["on 50 pixels"][-1], close=0.05)

# %%
show_curves(np.arange(1, 201), curves, x_label="tries", y_label="accuracy of the best, mean of 100 contests")

# %% [markdown]
# No model was trained on these pixels, and still the score goes up, try by try, and the more the fewer pixels judge. A
# choice among many *is* training: with your own hands you have fitted the validation pixels.
#
# Real models do the same. Here are forty trees, each from a slightly different handful of training pixels. The best on
# 50 validation pixels wins. What will it reach on 6000? And the forty, on average?

# %%
shallow = PixelModel("color and position", DecisionTreeClassifier(max_depth=6))
how = {"parameter": "pixels", "values": range(200, 240)}
on_50 = sweep(shallow, noisy_training, validation, **how, validation_pixels=50).validation_accuracy
on_6000 = sweep(shallow, noisy_training, validation, **how, validation_pixels=6000).validation_accuracy
winner = on_50.argmax()
print(f"the winner:   on the 50 pixels that chose it {on_50[winner]:.2f}, on 6000 {on_6000[winner]:.2f}")
print(f"mean of forty: on the 50 pixels              {on_50.mean():.2f}, on 6000 {on_6000.mean():.2f}")

# %% [markdown]
# The 50 pixels are fair: on average the forty score nearly alike on both. Only the winner's lead melts, and most of it.
# Hence three sets: **training** to learn, **validation** to choose, **test** to report. Test scenes are opened once,
# when all is decided. Look twice, keep the better result, and they have become validation; then you need new ones.

# %% [markdown]
# Our depth was the best of only eleven. We open the test scenes, once in this lesson. (Earlier lessons looked at them;
# in your project that would count.) Will they keep what validation promised?

# %%
chosen = curve.models[curve.validation_accuracy.argmax()]
test_matrix = chosen.confusion_matrix(load_set("road", "test"))
print(f"validation {curve.validation_accuracy.max():.2f}   test {pixel_accuracy(test_matrix):.2f}")
show_report(Report.from_matrix(test_matrix, street.palette))

# %% [markdown]
# The promise is kept: few tries, on twelve scenes. (The coins were independent. Pixels of one scene are not: they share
# its light and its colours.) And yet, look at the bars. The best depth does not make a good model: the IoUs say so.

# %% [markdown]
# ## Surprise: overfitting or leak?
#
# In lesson 7 a score fell as well, from the lab to the road. "Overfitting!" says somebody, "take a simpler model." Try
# it: the twelve drives, true labels, and three scores for each depth. Which of the two gaps will a simpler tree close?

# %%
near, new_drives = split(load_set("drives"), by="drive", seed=0)
learned_frames, new_frames = split(near, by="frame", seed=0)
how = {"parameter": "max_depth", "values": [4, 5, 6, 8, 12, 16, 24]}
lab, road = sweep(tree, learned_frames, new_frames, **how), sweep(tree, learned_frames, new_drives, **how)
curves = {"training": lab.training_accuracy, "new frames": lab.validation_accuracy}
curves["new drives"] = road.validation_accuracy
show_curves(how["values"], curves, x_label="depth", y_label="accuracy")

# %% [markdown]
# To the left the first gap nearly closes, but look how: the training score comes down, and both others get worse. Here
# the gap was no loss, and a simpler model is no cure. The second gap stays, or shrinks a little; no depth closes it. It
# is made by the *split*: frames of a known drive are half known. (Other drives may also be harder or easier; lesson 7
# keeps that apart.)
#
# | verdict | training pixels | lab test | new drives | what helps |
# |---|---|---|---|---|
# | perhaps overfitting | high | **low** | like the lab test | a simpler model if the curve falls, else more data |
# | leak | any | like training | **low** | split by drive, then more *drives* |
# | underfitting | low | like training | like the lab test | richer model or features |
# | neither | high | like training | like the lab test | go on to recall and IoU per class |
#
# (The lab test are the new frames.) One result may suffer from both. One score alone shows neither.

# %% [markdown]
# ## Exercises
#
# Now you choose: [exercises 8](../exercises/08_overfitting.ipynb), seven questions in about 35 minutes. Let three
# labels vote and see which slips that corrects, say whose tree you would ship when two teams score on different labels,
# refute "no gap, no worry" with a model that you train, and write early stopping. Each check says on which case it saw
# a mistake, and what to read again.
#
# Then comes the **capstone**, all lessons in one case: a town's brief, two trained models, and a decision with reasons.
# [Which model shall drive?](../exercises/09_capstone.ipynb) It takes about 60 minutes.

# %% [markdown]
# Here are your guesses beside the answers. Were you right where you were sure?

# %%
recap()

# %% [markdown]
# ## Take-away
#
# 1. A training score is no result. A gap says that it flatters; a falling validation curve says that a simpler model
#    would do better.
# 2. How complicated a model may be depends on how much data there is, and how clean; draw the curve.
# 3. Learn on training, choose on validation, report on test, once. The best of many tries promises too much.

# %% [markdown]
# ## The course on one card
#
# Before you believe a score:
#
# 1. Of which pixels: none seen in training, no near copies? (7, 8)
# 2. How many tries before this one? (8)
# 3. What does a blind model score? (5, 6)
# 4. Pixel accuracy **and** IoU of each class? Every pixel's label matters. (3, 5)
# 5. Which main classes, how large their objects? (3, 5)
# 6. Which mistake hurts, missed or extra? (2, 4)
# 7. What became of ignored pixels and absent classes? (1, 3)
# 8. Have you *looked* at the wrong pixels? (0, 3)

# %% [markdown]
# ## Look back
#
# 1. Why did a split by frame not help? (lesson 7)
# 2. A blank mask reaches 0.98 accuracy. What does that say about the picture? (lesson 6)
#
# <details><summary>Answers</summary>
#
# 1. Neighbouring frames show nearly the same street; the model has half seen them.
# 2. That the object covers 2 % of it, and about the mask, nothing.
#
# </details>
#
# That was the course. Its promise was that afterwards nobody can fool you with a segmentation score, not even yourself;
# the card is how you keep it. **Next:** [the capstone](../exercises/09_capstone.ipynb), and then your own pictures.
# `Scene.from_files` in `segmetrics_lab.scenes` reads an image and its label map, and the models, metrics and figures of
# this course take it like any other scene.
