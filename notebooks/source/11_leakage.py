# %% [markdown]
# # {number:leakage} · Leakage
#
# **Why was the car found so well in the lab, and so badly on the road?**
#
# - **You will** catch a test whose answers were known before, and split so that this cannot happen.
# - **You need** lessons {number:start} to {number:remedies}.
# - **Time:** {minutes} minutes, and {exercise_minutes} for the exercises.
#
# The folded box below holds imports. It takes some seconds.

# %% [markdown] slide="Leakage" minutes=1 short=1 audience="class"
# **Why was the car found so well in the lab, and so badly on the road?**

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask who splits training and test by drawing at random. Nearly all hands go up, and that is fine for today. Ask what a
# row of their data is: a patient, a slice, a frame, a pixel? Leave the answers on the board.

# %% jupyter={"source_hidden": true}
import numpy as np
from sklearn.neighbors import KNeighborsClassifier

from segmetrics_lab.labels import Palette
from segmetrics_lab.metrics import confusion_matrix, iou_per_class
from segmetrics_lab.models import PixelModel, split
from segmetrics_lab.pictures import Picture
from segmetrics_lab.plots import show_curves, show_label_maps
from segmetrics_lab.scenes import load_set
from segmetrics_lab.widgets import SplitExplorer, SplitRun, alt_text, ask, recap

# %% [markdown]
# ## Question
#
# A team has filmed twelve **drives** of eight *frames* each: pictures of a film, 1.2 metres apart. Six drives, drawn at
# random, stay in the lab. The other six are put away: they are the road. (All are rendered: they teach about tests, not
# about driving.) Four frames of a lab drive:

# %%
drives = load_set("drives")
lab, road = split(drives, by="drive", seed=0)

# %% [markdown] figure="film" part="alt"
# Four frames of one drive side by side: the same street, the same light and the same cars, each time a little nearer.
# %% jupyter={"source_hidden": true} slide="Four frames of one drive. What is new in the last one?" minutes=2 short=1
palette = drives[0].palette
vehicle = palette.index_of("vehicle")
strip = [scene.image.copy() for scene in lab[8:12]]
for image in strip:
    image[:, -4:] = 255
Picture(np.hstack(strip), alt_text("film"), width_px=760)

# %% [markdown] slideshow={"slide_type": "notes"}
# 1.2 metres lie between two frames: the same street, light and cars, each time a little nearer. Tell the set-up slowly:
# twelve drives of eight frames, six of them stay in the lab, six are put away as the road. All are rendered; they teach
# about tests, not about driving.

# %% [markdown]
# The team keeps the rule that everybody knows: never test on what you have trained on. A forest ({lesson:precision})
# learns from every second frame of the lab drives, from 8,000 pixels drawn at random, by their colour and place. It is
# tested on the frames between. Then it goes out on the road. (A few seconds for each test.)


# %%
def vehicle_iou(model, scenes):
    return iou_per_class(model.confusion_matrix(scenes))[vehicle]


# %%
lab_training, lab_test = lab[0::2], lab[1::2]
lab_model = PixelModel("color and position").fit(lab_training, pixels=8_000)

# %% slide="Tested on new frames in the lab, then out on the road" minutes=2 short=1
in_lab = vehicle_iou(lab_model, lab_test)
print(f"vehicle IoU in the lab  {in_lab:.2f}")
on_road = vehicle_iou(lab_model, road[1::2])
print(f"vehicle IoU on the road {on_road:.2f}")

# %% [markdown] slideshow={"slide_type": "notes"}
# The rule that everybody knows was kept: no frame is both learned from and tested on. Read both numbers and say that
# neither contains a mistake of arithmetic. Then vote, before anybody explains it.

# %% slide="Vote: why is it so much worse on the road?" minutes=5 short=4 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "A forest learns from every second frame of the lab's drives. On the frames "
    "between, its vehicle IoU is 0.64; on frames of other drives, 0.26. What is the "
    "most likely reason?",
    answer="it had half seen the lab's test",
    choices=[
        "the road is harder",
        "it overfits its pixels",
        "it had half seen the lab's test",
        "it is bad luck with so few drives",
    ],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# - the road is harder: they trust the lab's test and look for the fault outside (M21)
# - it overfits its pixels: they call every fall overfitting (M34); in the lab it is good on pixels that it has not
#   learned
# - it is bad luck with so few drives: possible in principle; the two models in a few minutes will show it both ways
#   round
#
# It had half seen the lab's test: the frame before and the frame after were in the training.

# %% [markdown]
# There is no mistake in either score, and more than half of the success is gone. The team says: the road is harder than
# the lab. Is it? And if not, which of the two numbers belongs in their paper?
#
# ## By hand
#
# Shrink each frame to one pixel, a vehicle (V) or road (R). Each column is a drive; its two frames have nearly the same
# grey. A grey tells you little about what it is, but it can be learned by heart.

# %% [markdown] figure="two-rows" part="alt"
# Six columns of two nearly equal greys: 40, 130, 220, 60, 160 and 240 above. The labels are V R V R V V in both rows.
# %%
greys = np.array([40, 130, 220, 60, 160, 240, 44, 126, 214, 63, 155, 245])
labels = np.array([1, 0, 1, 0, 1, 1, 1, 0, 1, 0, 1, 1])
second_row = np.array([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]) == 1
last_columns = np.array([0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1]) == 1

# %% slide="A memoriser keeps six cards. How many of the others does it know?" minutes=4 short=2
rows = {"image": np.uint8(greys).reshape(2, 6), "truth": labels.reshape(2, 6)}
show_label_maps(**rows, palette=Palette(["road", "vehicle"]), alt=alt_text("two-rows"))

# %% [markdown] slideshow={"slide_type": "notes"}
# It reads out the label of the card with the nearest grey. Ask it with the finger, aloud: it has learned the first row,
# ask the second; then it has learned three columns, ask the other three. Write the greys on the board: 40 V, 130 R and
# 220 V are learned; 60 (R) gets the card 40 and is called V, 160 (V) gets 130 and is called R, 240 (V) gets 220 and is
# right. Six of six, and two of six. The next step computes it, beside somebody who always says V.

# %% [markdown]
# A **memoriser** (*nearest neighbour*) keeps a card for each frame that it has learned, with a grey and a label. Asked
# about a new grey, it takes the card with the nearest grey and reads out the label. Ask it with your finger, twice:
#
# - It has learned the first row. Ask it the second: how many of six are right?
# - It has learned the first three columns. Ask it the other three: how many of six?


# %% slideshow={"slide_type": "fragment"}
def memoriser_score(samples, labels, is_asked):
    memoriser = KNeighborsClassifier(n_neighbors=1, algorithm="kd_tree")
    memoriser.fit(samples[~is_asked], labels[~is_asked])
    return memoriser.score(samples[is_asked], labels[is_asked])


samples = greys.reshape(12, 1)  # a list of one number for each frame
print(f"second row:    {memoriser_score(samples, labels, second_row):.2f}")
print(f"three columns: {memoriser_score(samples, labels, last_columns):.2f}")
print(f"   always V:   {labels[last_columns].mean():.2f}")

# %% [markdown]
# The first test is perfect and says nothing. The second asks what we want to know, and the memoriser is worse than
# somebody who always says V, a baseline as in {lesson:paradox}. (On average over all twenty choices, too.)
#
# ## Definition
#
# **Leakage: information about the test has reached the training.** A near copy of a test frame is enough. A **group**
# is a set of frames that are more like each other than like those you will meet in use: a drive, or a patient. The
# cure: *all of a group goes to one side.*

# %%
groups = np.unique([scene.group for scene in drives])
for_test = np.random.default_rng(0).permutation(groups)[:6]
print([scene for scene in drives if scene.group in for_test] == list(road))

# %% [markdown]
# The same frames as from `split(drives, by="drive")`. (In scikit-learn: `GroupShuffleSplit`.)
#
# ## Predict, then run
#
# How much does a neighbour give away? Use no model at all: for each test frame of the lab, take the truth of the frame
# before it, a training frame, and call this copy a prediction. (Pixels that either frame ignores are left out.)

# %% [markdown] guess="copy" part="question"
# Each frame of a film is predicted by copying the true labels of the frame before. Nothing is trained. What is the
# vehicle IoU of the copies, compared with that of a trained forest on the same frames?
# %% [markdown] guess="copy" part="choice"
# - less than half of it
# - lower, but more than half of it
# - higher
# %% [markdown] guess="copy" part="because"
# The copy knows every car, and errs only along outlines. The forest knows colours and places, which many things share.
# So a test on neighbours cannot tell knowing from copying.
# %% [markdown] guess="copy" part="wrong"
# - less than half of it: The camera moves 1.2 metres, and a car some metres away is still nearly where it was.
# - lower, but more than half of it: The forest also takes parts of cars for something else, and other things for cars.


# %% slide="No model at all: copy the truth of the frame before. How good is that?" minutes=2 short=2
matrix = 0
for before, now in zip(lab_training, lab_test, strict=True):
    truth = np.where(before.truth == 255, 255, now.truth)
    matrix = matrix + confusion_matrix(truth, before.truth, palette.num_classes)
copied = iou_per_class(matrix)[vehicle]
ask("copy", np.digitize(copied, [in_lab / 2, in_lab]))  # choice 0, 1 or 2

# %% [markdown] slideshow={"slide_type": "notes"}
# Nothing is trained. Compare the copy with the forest that has learned from thousands of pixels. Most say "lower, but
# more than half": copying feels like cheating, and cheating like a bad method. Lock in the majority.

# %% answers="copy" slide="A copy against a forest, on the same test" minutes=2 short=1
print(f"vehicle IoU on the lab's test frames: copied {copied:.2f}, forest {in_lab:.2f}")
before, now = lab[8], lab[9]  # the first two frames of the film above
truth = np.where(before.truth == 255, 255, now.truth)
show_label_maps(truth=truth, prediction=before.truth, palette=palette)

# %% [markdown] slideshow={"slide_type": "notes"}
# The copy errs only along outlines. So what does the lab's test measure? Let somebody say it: whether you have been on
# this drive before. A test on neighbours cannot tell knowing from copying.

# %% [markdown]
# ## Real picture: are the others just harder?
#
# Perhaps the road is harder all the same. So **keep the test frames, and change the model.** The road gets a model of
# its own, trained on equally many frames of its own drives. Then both models take both tests. (A few seconds.)

# %% [markdown] guess="home" part="question" close=0.1
# The lab's model has a vehicle IoU of nearly two thirds on other frames of the lab's drives, but of only a quarter on
# frames of the road's drives. A second model learns from the road's drives instead. What is its vehicle IoU on those
# lab frames?
# %% [markdown] guess="home" part="because"
# The lab's frames are not easier in themselves. On either half of the drives, the model that has learned from their
# other frames wins by far, and the other model fails.
# %% [markdown] guess="home" part="wrong"
# - too high: If the lab were easy, any model would do well there. This one has never been on the lab's drives.
# - too low: It has learned as much as the lab's model, which is not quite lost on new drives either.
# %% slide="Or is the road just harder? Let a second model come from the road." minutes=3 short=2
road_model = PixelModel("color and position").fit(road[0::2], pixels=8_000)
away, home = vehicle_iou(road_model, lab_test), vehicle_iou(road_model, road[1::2])
ask("home", away)

# %% [markdown] slideshow={"slide_type": "notes"}
# Keep the test frames and change the model: that is the experiment. The second model learns from the road's drives, as
# many frames. Ask for its IoU on the *lab's* frames. Who says 0.64 believes that the lab is easy; who says 0.26 has
# understood. It takes some seconds.

# %% answers="home" slide="Two models, two tests: who is at home where?" minutes=4 short=1
print(f"model of the lab:   on lab frames {in_lab:.2f}   on road frames {on_road:.2f}")
print(f"model of the road:  on lab frames {away:.2f}   on road frames {home:.2f}")
prediction = road_model.predict(now.image)  # of a lab frame
show_label_maps(truth=now.truth, prediction=prediction, palette=palette)

# %% [markdown] slideshow={"slide_type": "notes"}
# Draw the two by two table on the board with the four numbers. The high ones stand where a model was at home. So
# neither half is harder. The maps show a frame of the lab, as the model of the road sees it. Then the question of the
# paper: which number is right? The one whose test is as new as the use will be.

# %% [markdown]
# Which number belongs in the paper, then? That depends on the use. If the model will only fill in the other frames of
# drives that it knows, take the score on known drives. If it will see new streets, take the one on new drives. **What
# will be new in use must be new in the test.**

# %% [markdown]
# ## Touch
#
# Split all frames *by drive*, *by frame*, or *by pixel* (of each frame, half of the pixels are learned from, half are
# tested on). It takes ten seconds or more, and each forest prints a line. Then begin with *by drive*. Select a test
# frame, and you see the training frame that is most like it, and how many grey steps apart they are. Before you try
# each of the other two splits, guess which frame that will be. Compare the scores. Which split only *sounds* honest?


# %% jupyter={"source_hidden": true}
def trained_run(by):
    print(f"split by {by}, now training")
    training, test = split(drives, by=by, seed=0)
    model = PixelModel("color and position").fit(training, pixels=8_000)
    return SplitRun(by, training, test, model.confusion_matrix(test))


# %% slide="By drive, by frame, by pixel: which split only sounds honest?" minutes=5
runs = [trained_run(by) for by in ("drive", "frame", "pixel")]
SplitExplorer(runs, class_name="vehicle")

# %% [markdown] slideshow={"slide_type": "notes"}
# Begin with *by drive* and select a test frame: the nearest training frame is another street. Before you switch to *by
# frame*, let the room guess which frame will be nearest. Then *by pixel*: it is the test frame itself. From pixel to
# frame the score falls a little, from frame to drive a lot. So *by frame* only sounds honest.

# %% slide="Vote: somebody leaves a gap of four frames. What becomes of the leak?" minutes=5 audience="class"
from segmetrics_lab.widgets import RoomVote

RoomVote(
    "A model learns from the first three frames of each drive and is tested on the "
    "eighth; the four between are left out. What becomes of the leak?",
    answer="it gets smaller, but stays",
    choices=["it is gone", "it gets smaller, but stays", "it stays as it was"],
)

# %% [markdown] slideshow={"slide_type": "notes"}
# - it is gone: they think that only near copies leak; a drive keeps its light, its colours and its cars (M21)
# - it stays as it was: they have learned that the drive is the group, and forget that near frames are more alike than
#   far ones
#
# It gets smaller, but stays: over six draws of six drives, the vehicle IoU on the eighth frame was 0.71 on average for
# a model of the three frames before it, 0.63 with the gap, and 0.26 for a model from other drives.

# %% [markdown]
# <details><summary>What you will find</summary>
#
# By drive, the nearest training frame belongs to another drive, often in similar light, and is many grey steps away. By
# frame, it comes from the same drive, mostly the frame before or after: no frame is on both sides, and still most of
# the leak is there. By pixel, it is the test frame itself. From pixel to frame the scores fall a little, from frame to
# drive a lot. (Only by drive, the forest has learned from fewer drives. That is why we kept the test frames above.)
#
# </details>
#
# <details><summary>Deeper: would a gap between the frames help?</summary>
#
# We tried it with three draws of the lab: test on the last frame of each drive, and learn from the frame one to seven
# places before. The score falls somewhat, but never as low as that of a model that was never there. A drive keeps its
# light, its colours and its cars.
#
# </details>

# %% [markdown]
# ## Surprise: tossed labels
#
# The worst case. A *sample* is one thing with a label, here a list of twenty numbers. There are twenty groups of
# thirty; samples of a group are nearly alike. The label of each group is **tossed with a coin**, so there is nothing to
# learn. (A few seconds.)

# %% jupyter={"source_hidden": true}
def coin_world(seed):
    rng = np.random.default_rng(seed)
    group = np.repeat(range(20), 30)
    places, toss = rng.normal(size=(20, 20)), rng.integers(2, size=20)
    return places[group] + 0.3 * rng.normal(size=(600, 20)), toss[group], group


# %% [markdown] guess="tossed" part="question" close=0.1
# Twenty groups of thirty samples: one coin was tossed for the label of each group. A memoriser learns every second
# sample and is asked the others. What share does it get right, on average over forty such worlds?
# %% [markdown] guess="tossed" part="because"
# It recognises the group, and the group has told it the label. Asked about new groups, it is as good as a coin. Six
# hundred samples were in truth only twenty.
# %% [markdown] guess="tossed" part="wrong"
# - too low: Nobody can predict a coin. But all samples of a group share one toss, and half of them were learned.
# %% slide="The labels are tossed with a coin. What share can be right?" minutes=3 short=2
by_sample, by_group = [], []
for seed in range(40):
    samples, labels, group = coin_world(seed)
    by_sample.append(memoriser_score(samples, labels, np.arange(600) % 2 == 1))
    by_group.append(memoriser_score(samples, labels, group >= 10))
ask("tossed", np.mean(by_sample))

# %% [markdown] slideshow={"slide_type": "notes"}
# Twenty groups of thirty nearly equal samples, and one toss for each group. There is nothing to learn, so nearly
# everybody says one half, and that would be true for new groups. Ask what the memoriser has seen of the group that it
# is asked about. Some seconds.

# %% answers="tossed" slide="Forty worlds of coins, from worst to best" minutes=3 short=1
print(f"by sample {np.mean(by_sample):.2f}, by group {np.mean(by_group):.2f}")
curves = {"by sample": np.sort(by_sample), "by group": np.sort(by_group)}
show_curves(range(1, 41), curves, x_label="worlds, from worst to best", y_label="score")

# %% [markdown] slideshow={"slide_type": "notes"}
# It recognises the group, and the group has told it the toss. Six hundred samples were in truth twenty. If somebody
# asks why *by group* is not 0.5 everywhere: each world asks about ten groups only, and ten coins often fall six to
# four or seven to three. It happens to professionals: brain scans with random labels, split by slice, were classified
# with about 96 % right (Yagis and others, 2021, linked in the lesson).

# %% [markdown]
# <details><summary>Deeper: does this happen to professionals?</summary>
#
# [Yagis and others](https://doi.org/10.1038/s41598-021-01681-w) gave random labels to brain scans. About 96 % were
# right when they split by slice, and 50 % when they split by person. (Whole scans were classified there, not
# segmented.)
#
# </details>
#
# ## A checklist for your own data
#
# 1. What will be new in use: people, streets, cameras? That is your group.
# 2. Write down the group of each image *before* you split, and split by it.
# 3. Look for copies across the split, by their pixels, not by their names.
# 4. Compute and choose everything without the test.
# 5. Say with the score how you split, and how many groups were tested.
# 6. Too good to be true? Score a group that nobody has touched.
#
# <details><summary>Deeper: other ways in</summary>
#
# - **Choices**: a threshold, features or a size chosen on the test images ({lesson:threshold}).
# - **Statistics**: a mean brightness to subtract, computed over all images before the split.
# - **Copies**: two crops of one photograph, a mirror image, a second upload.
# - **Strokes**: drawn into a picture, they train a model that is scored on the rest of it, say on the cameraman of
#   {lesson:matrix}: a split by pixel.
# - **The truth itself**: drawn with the help of the method that is judged by it, like the coins of {lesson:overlap}.
#
# </details>

# %% [markdown]
# ## Exercises
#
# In [exercises {number:leakage}](../exercises/{exercises:leakage}) you plan the test, build a leak that even a split by
# drive lets through, and write an alarm for copies. Here are your guesses beside the answers.

# %%
recap()

# %% [markdown]
# ## Take-away
#
# 1. Leakage means that information about the test has reached the training; a near copy is enough.
# 2. What will be new in use must be new in the test: split by drive, person or place, seldom by frame, never by pixel.
# 3. To see a leak, keep the test frames, and let a model that has never been there take the test.

# %% [markdown] slide="What will be new when your model is used?" minutes=3 short=1 audience="class"
# People, streets, cameras, clinics? That is your group. Tell your neighbour what it is in your own data.

# %% [markdown] slideshow={"slide_type": "notes"}
# Two minutes in pairs, or half a minute in the short lecture. Collect three answers and be strict: "images" is not
# enough. With patients it is the patient, with satellites the region, with microscopes often the slide or the day. Who
# works with one single source has no test for new ones; say so.

# %% [markdown] slide="New in use means new in the test" minutes=1 short=1 audience="class"
# - A near copy of the test in the training is enough.
# - Split by drive, person or place; seldom by frame, never by pixel.
# - To see a leak, keep the test and change the model.

# %% [markdown] slideshow={"slide_type": "notes"}
# Look once more at the hands from the beginning. Who would split differently now? Homework: exercises {number:leakage},
# and the group of their own data, in one sentence.

# %% [markdown]
# ## Look back
#
# 1. When we split by drive instead of by frame, accuracy fell less than vehicle IoU did. Why? ({lesson:paradox})
# 2. Where may a threshold be chosen, and where not? ({lesson:threshold})
#
# <details><summary>Answers</summary>
#
# 1. Vehicles are few pixels. Accuracy is mostly sky, road and grass, which look alike everywhere.
# 2. On validation images. On the test images the choice itself would leak.
#
# </details>
#
# **Next:** [{lesson:overfitting}]({notebook:overfitting}) asks how complicated a model may become.
