# %% [markdown]
# # 6 · The accuracy paradox
#
# **98 % right and useless: how?**
#
# - **You will** nearly tie with a trained model by accuracy, and beat a better one, with one line that never looks at
#   the image; find out what such a model misses, compare four remedies and their price, and answer the question that
#   every buyer should ask.
# - **You need** lessons 2 to 5.
# - **Time:** 40 minutes, and 35 for the exercises.

# %%
import numpy as np
from skimage.measure import label, regionprops

from segmetrics_lab.metrics import confusion_matrix, iou_per_class, pixel_accuracy, recall_per_class, threshold_sweep
from segmetrics_lab.models import preset
from segmetrics_lab.plots import show_curves, show_label_maps, show_report, show_reports
from segmetrics_lab.report import Report
from segmetrics_lab.scenes import load_set
from segmetrics_lab.widgets import ParadoxExplorer, PredictFirst, ThresholdExplorer, recap

# %% [markdown]
# ## Question
#
# A car must know where vehicles and people are; here both together are called *object*. Somebody offers you a trained
# model: on twelve street scenes that it had never seen, 98 of 100 pixels were right. Here is one of them, with its
# truth. (The scenes are rendered: they tell how *scores* behave, not how well a car drives.) Would you put this model
# into a car? Write down "yes", "no", or the one question that you would ask first.

# %%
training, validation, test = (
    [scene.binary("vehicle", "person", name="object") for scene in load_set("rare", part)]
    for part in ("train", "validation", "test")
)
palette = test[0].palette
words = "A straight road in fog. Three objects, far ahead: two people on the road, one in a red jacket and one in dark"
words += " clothes, and right of them a light grey car from behind"
show_label_maps(image=test[3].image, truth=test[3].truth, palette=palette, alt=words)

# %%
my_decision = None  # "yes", "no", or your question

# %% [markdown]
# ## By hand
#
# A hundred pixels, three of which are a crack in a wall. Model A finds the crack and paints three pixels too many.
# Model B marks nothing at all. With your finger: how many pixels does each get right? Then IoU and recall of the crack.

# %%
wall, by_a, by_b = np.zeros((3, 10, 10), dtype=int)
wall[3:6, 4] = 1
by_a[3:6, 4:6] = 1
show_label_maps(truth=wall, prediction=by_a)

# %%
show_label_maps(truth=wall, prediction=by_b)

# %%
for name, drawn in (("A", by_a), ("B", by_b)):
    both, either = np.sum((wall == 1) & (drawn == 1)), np.sum((wall == 1) | (drawn == 1))
    accuracy, recall = np.mean(wall == drawn), both / np.sum(wall == 1)
    print(f"{name}: accuracy {accuracy:.2f}   IoU {both / either:.2f}   recall {recall:.2f}")

# %% [markdown]
# A tie: to accuracy, three extra pixels weigh as much as three missed ones, and a hundred hides both.

# %% [markdown]
# ## Definition
#
# The **base rate** of a class (or *prevalence*) is its share of the scored pixels. A **blank mask** calls everything
# background. It is right wherever there is no object, so its accuracy is 1 minus the base rate: a baseline, as in
# lesson 5. The **accuracy paradox**: the rarer the object, the higher the accuracy of not looking for it. In the
# figure, its rival finds half of the object, and nothing extra.

# %%
base_rate = np.mean(wall == 1)
matrix = confusion_matrix(wall, by_b, num_classes=2)
print(f"1 - base rate {1 - base_rate:.2f}   accuracy of the blank mask {pixel_accuracy(matrix):.2f}")
shares = np.linspace(0, 0.5, 51)
curves = {"half is found": 1 - shares / 2, "blank mask": 1 - shares}
show_curves(shares, curves, x_label="base rate", y_label="accuracy")

# %% [markdown]
# ## Predict, then run
#
# Now a real model: a forest as in lesson 4. It learned from 24 other scenes how probable *object* is at each pixel, and
# from 0.5 on it says object.
#
# Its rival is yours: `never_object` says background everywhere, whatever the image shows. Write it, and guess: which
# accuracy will the forest reach on the twelve test scenes, and which one your rival? Lock in your rival's.
#
# <details><summary>Solution</summary>
#
# ```python
# def never_object(image):
#     return np.zeros(image.shape[:2], dtype=int)
# ```
#
# </details>


# %%
def never_object(image):
    ...  # replace this line: return zeros, as high and as wide as the image


truth = np.stack([scene.truth for scene in test])
PredictFirst("Which accuracy does never_object reach?", answer=np.mean(truth[truth != 255] == 0), close=0.02)

# %%
forest = preset("paradox").fit(training)
probability = np.stack([forest.probability(scene.image) for scene in test])
answers = np.array([never_object(scene.image) for scene in test])
is_right = np.array_equal(answers, np.zeros_like(truth))
blank = answers.astype(int) if is_right else np.zeros_like(truth)
print("shape of your answer:", answers.shape[1:] or "nothing came back", "  wanted: zeros of", truth.shape[1:])
print("the blank mask below is", "yours" if is_right else "ours, until yours is right")
print(f"base rate of object: {np.sum(truth == 1) / np.sum(truth != 255):.3f}")


# %%
def report_of(prediction):
    return Report.from_matrix(confusion_matrix(truth, prediction, num_classes=2), palette)


forest_report, blank_report = report_of(probability >= 0.5), report_of(blank)
more = 1000 * (forest_report.pixel_accuracy - blank_report.pixel_accuracy)
print(f"of 1000 pixels, the forest gets {more:.0f} more right")
show_reports({"forest": forest_report, "blank mask": blank_report})

# %% [markdown]
# All that training is worth a few pixels in a thousand. The offer was true: 98 of 100 are right. It is also what the
# empty page gets. And look at the mean IoU: close to 0.5 for *nothing*, because the background alone fills one of
# its two halves. Only the row **object** tells the two apart, and it says how little the forest finds.

# %% [markdown]
# ## Real picture
#
# What does it find, and what does it miss?

# %%
words = "The road in fog again. Of the person in the red jacket and the one in dark clothes, the trunk is found; heads,"
words += " feet and arms are mostly missed. The light grey car is missed but for a few pixels. Little is extra."
drawn = probability[3] >= 0.5
show_label_maps(image=test[3].image, truth=test[3].truth, prediction=drawn, palette=palette, alt=words)

# %%
words = "A road under an overcast sky. More than half of a red car is found. The yellow van behind it and a light grey"
words += " car beside it are mostly missed. Little is extra."
drawn = probability[5] >= 0.5
show_label_maps(image=test[5].image, truth=test[5].truth, prediction=drawn, palette=palette, alt=words)

# %% [markdown]
# A guess about the cause is made quickly: "it misses what is small". Is it so? Take all objects of the test scenes
# (pieces that touch count as one) in four classes of size. In one group, the smallest would hardly count: they hold few
# of the object pixels. If size were the cause, recall would climb from class to class. Before you run: will it?

# %%
pieces = [
    (piece.area, piece.intensity_mean)  # its size, and the share of it that was found
    for of_scene, scores in zip(truth, probability, strict=True)
    for piece in regionprops(label(of_scene == 1), (scores >= 0.5).astype(float))
]
sizes, found = np.array(pieces).T
bounds = ((1, 59), (60, 119), (120, 199), (200, 999))
groups = {f"{low:3} to {high:3}": (sizes >= low) & (sizes <= high) for low, high in bounds}
recalls = [np.average(found[group], weights=sizes[group]) for group in groups.values()]
climbs = "yes" if np.all(np.diff(recalls) > 0) else "no"
PredictFirst("Does recall climb from each class of size to the next?", answer=climbs, choices=["yes", "no"])

# %%
print("objects:", len(sizes), "  at least half found:", np.sum(found >= 0.5))
for (name, group), recall in zip(groups.items(), recalls, strict=True):
    share = np.sum(sizes[group]) / np.sum(sizes)
    print(f"{name} pixels: {np.sum(group):2} objects, {share:.2f} of the pixels, recall {recall:.2f}")

# %% [markdown]
# The smallest are missed almost altogether, and the largest hardly less: size alone does not explain it. Look at the
# two pictures again: what do the found objects have in common? Here is a second idea, and its test: does strong red
# help? The test scenes come in four lights, in turn, so look at each light too. Below the numbers is a scene at dusk.

# %%
red, green, blue = np.stack([scene.image for scene in test]).astype(int).transpose(3, 0, 1, 2)
is_red, is_object, is_marked = red > np.maximum(green, blue) + 25, truth == 1, probability >= 0.5
found_red, found_other = (np.mean(is_marked[is_object & pixels]) for pixels in (is_red, ~is_red))
print(f"all       red: recall {found_red:.2f}   other: recall {found_other:.2f}")
for n, light in enumerate(("noon", "overcast", "dusk", "fog")):
    marked, reds, others = (maps[n::4] for maps in (is_marked, is_object & is_red, is_object & ~is_red))
    recalls = f"red: recall {np.mean(marked[reds]):.2f}   other: recall {np.mean(marked[others]):.2f}"
    print(f"{light:9} {recalls}   red pixels: {np.sum(reds):3}")
print(f"share of red among the found pixels: {np.mean(is_red[is_object & is_marked]):.2f}")

# %%
words = "A road at dusk, far ahead a grey lorry, a person in dark clothes and a yellow car with red tail lamps."
words += " The evening light makes the car reddish. All three are missed but for a few scattered pixels."
show_label_maps(image=test[2].image, truth=test[2].truth, prediction=is_marked[2], palette=palette, alt=words)

# %% [markdown]
# Over all lights, red helps, and under an overcast sky and in fog it helps much. But at dusk, red is missed like the
# rest; at noon, too few pixels are red to tell; and most of what was found is not red. Red is *a* cause in *some*
# lights. A cause found in one table needs a second table.
#
# Whatever the cause, silence pays: with so few objects, saying "background" in every doubt is almost always right.

# %% [markdown]
# ## Remedies
#
# The first needs no training: **lower the threshold**. To a forest that sees an object in two of 100 pixels, a
# probability of 0.2 is a strong suspicion. Let us act on it. At a threshold of 0.2, which of recall, precision and IoU
# will pay? And will accuracy notice?

# %%
old, new = (report_of(probability >= threshold).table[1] for threshold in (0.5, 0.2))  # the rows of object
falls = {"recall": old.recall - new.recall, "precision": old.precision - new.precision, "IoU": old.iou - new.iou}
question = "The threshold goes down from 0.5 to 0.2. Which score falls?"
PredictFirst(question, answer=max(falls, key=falls.get), choices=list(falls))


# %%
def print_scores(name, prediction):
    report = report_of(prediction)
    scores = report.table[1]  # the row of object
    numbers = report.pixel_accuracy, scores.recall, scores.precision, scores.iou
    print(f"{name:14}", *(f"{number:9.2f}" for number in numbers))


header = " " * 15 + " accuracy    recall precision       IoU"
print(header)
for threshold in (0.5, 0.2, 0.1):
    print_scores(f"threshold {threshold}", probability >= threshold)

# %%
words = "The road in fog at threshold 0.2. Both people are found nearly whole, within a rim of extra pixels. Of the"
words += " light grey car, the roof and a little more is found; most of it is still missed."
drawn = probability[3] >= 0.2
show_label_maps(image=test[3].image, truth=test[3].truth, prediction=drawn, palette=palette, alt=words)

# %% [markdown]
# A mild step, to 0.2: recall and IoU go up a lot, accuracy hardly moves, and **precision pays**. A large step, to 0.1:
# recall rises further, and now accuracy and IoU pay as well.
#
# The second remedy needs a new training. **Class weights** make an error on a rare class count more while the model
# learns: here, so much more that both classes weigh the same.

# %%
weighted = preset("balanced").fit(training)
by_weighted = np.stack([weighted.predict(scene.image) for scene in test])
print(header)
print_scores("threshold 0.1", probability >= 0.1)
print_scores("class weights", by_weighted)
print_scores("blank mask", blank)

# %% [markdown]
# (0/0 is *undefined*, as figures say: `nan` in numpy, a dash in the table of a report.) By accuracy, the blank mask *beats* the
# weighted model, which finds most of the object: whoever chooses by accuracy throws that model away. The weighted
# forest stands close to the plain one at threshold 0.1: the weights gave it more courage rather than better eyes.

# %% [markdown]
# The third remedy is to **choose** the threshold: on the validation scenes, as in lesson 4, never on the test scenes.
# But by which score? We try two, accuracy and IoU.

# %%
validation_truth = np.stack([scene.truth for scene in validation])
validation_probability = np.stack([forest.probability(scene.image) for scene in validation])
sweep = threshold_sweep(validation_truth, validation_probability, thresholds=np.arange(1, 10) / 10)
accuracies = (sweep.true_positives + sweep.true_negatives) / np.sum(validation_truth != 255)
curves = {"accuracy": accuracies, "recall": sweep.recall, "precision": sweep.precision, "IoU": sweep.iou}
by_accuracy, by_iou = sweep.thresholds[accuracies.argmax()], sweep.best("iou")
print("chosen by       accuracy    recall precision       IoU   (on the test scenes)")
print_scores(f"accuracy: {by_accuracy:.1f}", probability >= by_accuracy)
print_scores(f"IoU:      {by_iou:.1f}", probability >= by_iou)
show_curves(sweep.thresholds, curves, x_label="threshold", y_label="score on the validation scenes")

# %% [markdown]
# Cover the lower half of the figure with your hand: from 0.2 to 0.9, accuracy is a flat line. Uncover it: recall falls
# to nothing. **Accuracy hardly sees what the threshold does.** Chosen by IoU, the same forest finds clearly more.
# (Where a missed pixel is dearer than an extra one, choose by F-beta.) The fourth remedy is therefore the first one
# to take: **fix the score you look at before you fix the model.**

# %% [markdown]
# ## Touch
#
# Move the threshold on a validation scene, with the mouse or the arrow keys: two cars ahead, one person on the road,
# one beside it. Three goals light up when they are met. Find a threshold that meets all three. Which of them would a
# blank mask meet as well?

# %%
street = validation[9]
goals = [("pixel accuracy", ">=", 0.97), ("recall of object", ">=", 0.8), ("precision of object", ">=", 0.5)]
ThresholdExplorer(street.image, street.truth, validation_probability[9], goals=goals)

# %% [markdown]
# <details><summary>What you will find</summary>
#
# All three goals are met only in a narrow range between 0.1 and 0.2. Accuracy is met from there up to 1, where nothing
# at all is found: a blank mask meets it too.
#
# </details>
#
# Then choose: which threshold would you take for a car that must brake for people? Which one for a camera that only
# counts how full a street is? Say for each what a missed pixel costs, and what an extra one.
#
# <details><summary>Our answer</summary>
#
# The car: a missed pixel may be a person, an extra one a needless braking. So low, 0.1 or so, but not without end:
# braking for nothing is dangerous too. The camera: a missed and an extra pixel cost the same, and in a sum they
# cancel. So take the threshold at which as many are extra as missed, where recall equals precision: between 0.2 and
# 0.3. Both choices are judgements of cost; the scores only say what each one buys.
#
# </details>

# %% [markdown]
# ## Surprise: more sky, better score
#
# The forest stays as it is, at threshold 0.5. But now we score only 40 of the 120 rows: the band in which nearly all
# objects stand. Sky and near road are cut away, where it made hardly any mistake. What will become of accuracy, recall
# and IoU?

# %%
band, drawn, scores = slice(40, 80), probability >= 0.5, {}
for name, rows in (("all rows", slice(None)), ("the band", band)):
    matrix = confusion_matrix(truth[:, rows], drawn[:, rows], num_classes=2)
    scores[name] = np.array([pixel_accuracy(matrix), recall_per_class(matrix)[1], iou_per_class(matrix)[1]])
kinds, falls = ["accuracy", "recall", "IoU"], scores["all rows"] - scores["the band"]
PredictFirst("Only the band is scored. Which score falls?", answer=kinds[falls.argmax()], choices=kinds)

# %%
for name, (accuracy, recall, iou) in scores.items():
    print(f"{name}: accuracy {accuracy:.2f}   recall {recall:.2f}   IoU {iou:.2f}")

# %% [markdown]
# In the band, recall and IoU stay; accuracy falls, though the forest is the same to the last tree. Read it backwards:
# **photograph more sky, and your accuracy rises.** And that of the blank mask?
#
# Widen the window yourself, on one scene: from the box around its objects to the whole picture. *All background* is the
# blank mask. Watch its accuracy beside that of the forest, and the IoU.

# %%
models = {"forest": drawn[5], "threshold 0.2": probability[5] >= 0.2, "class weights": by_weighted[5]}
ParadoxExplorer(test[5].image, test[5].truth, models)

# %% [markdown]
# With more sky, the accuracy of the blank mask rises even faster, until next to nothing of the forest's lead is left.
# The forest's IoU hardly moves: it never counts the pixels on which both maps say background.
#
# But choose *class weights* and widen again. Its IoU falls, and its lead turns: look for the pixels marked *extra*.

# %% [markdown]
# ## Surprise: the score moved, the model did not
#
# So IoU is not safe from the base rate either: a model that paints too much has more to paint on. How far can that go? Take a
# model that finds 0.90 of the object everywhere. Its **specificity**, the share of the background that it calls
# background, is 0.80 everywhere. Only the pictures change: objects fill half of them, then 0.90, then 0.02.

# %%
def scores_at(base_rate, recall=0.90, specificity=0.80):
    found, extra = base_rate * recall, (1 - base_rate) * (1 - specificity)
    return found + (1 - base_rate) * specificity, found / (found + extra), found / (base_rate + extra)


PredictFirst("Objects fill 0.02 of the pictures. What is the precision?", answer=scores_at(0.02)[1])

# %%
for rate in (0.5, 0.9, 0.02):
    accuracy, precision, iou = scores_at(rate)
    print(f"base rate {rate:.2f}: accuracy {accuracy:.3f}   precision {precision:.3f}   IoU {iou:.3f}")
rates = np.linspace(0.01, 0.99, 99)
accuracies, precisions, ious = np.array([scores_at(rate) for rate in rates]).T
curves = {"accuracy": accuracies, "precision": precisions, "IoU": ious, "recall": np.full(99, 0.90)}
show_curves(rates, curves, x_label="base rate", y_label="score")

# %% [markdown]
# Precision climbs from next to nothing to nearly 1, IoU with it, and nobody has touched the model. Where objects are
# rare, a fifth of the large background outnumbers all that was found. Recall and specificity could stay because each
# looks at one row of the matrix only. **Accuracy, precision and IoU from data with different base rates do not
# compare** ([Reinke et al., 2024](https://doi.org/10.1038/s41592-023-02150-0) collect this and many more traps). Always
# ask for the base rate.

# %% [markdown]
# ## 98 % and 12 %: ready for production?
#
# "98 % pixel accuracy, and 12 % recall of the object class. Is it ready for production?" You know this model
# well by now. Answer in your own words, with a reason that a customer understands.

# %%
my_answer = ""  # two or three sentences
print("at the start you said:", my_decision or "nothing yet")
print("now you say:", my_answer or "nothing yet")
show_report(forest_report)

# %% [markdown]
# <details><summary>Our answer</summary>
#
# No. 98 % is what a blank mask gets on these pictures, so the number is no evidence that the model can do anything. Of
# 100 object pixels it misses 88. What it marks is mostly right (precision), so there is something to build on: choose a
# threshold on validation scenes by a score that sees the object, say what a missed and an extra pixel cost, train on
# more objects. Then report recall, precision and IoU of the object, beside base rate and baseline.
#
# </details>
#
# And if you had no picture and no report, only the two numbers? They still give the pictures away. 0.88 of the object
# is missed, and each missed pixel is a wrong one. So all these must fit into the 0.02 of all pixels that are wrong.
# Which base rate can the object have, at most? And which accuracy has a blank mask then?

# %%
wrong, missed = 1 - 0.98, 1 - 0.12  # of all pixels, of the object's pixels
largest_base_rate = wrong / missed
print(f"base rate: at most {largest_base_rate:.4f}, so the blank mask is right on {1 - largest_base_rate:.4f} or more")

# %% [markdown]
# So on *any* pictures, an accuracy of 98 % beside a recall of 12 % is hardly more than a blank mask gets. (And where
# the object fills a third of the picture, the two numbers cannot both be true: somebody has mixed up two reports.) The
# report of the forest said so all along: look at its bar, and read its warnings, *accuracy paradox* and *rare*. And its verdict is bad
# because of the IoU of the object, although the accuracy is high.

# %% [markdown]
# ## Exercises
#
# Now it is your turn: [exercises 6](../exercises/06_the_accuracy_paradox.ipynb), seven questions in about 35 minutes.
# Compute the score to beat for any label map, find out what a colleague called the IoU of a crack, and draw a result
# that finds the whole crack and still loses to the blank mask. Choose a threshold for a brief, and write a score on
# which silence does not pay. Each check says on which case it saw a mistake, and what to read again.

# %% [markdown]
# Here are your guesses beside the answers. Were you right where you were sure?

# %%
recap()

# %% [markdown]
# ## Take-away
#
# 1. Where the object is rare, a blank mask has a high accuracy; a score means something only beside this baseline.
# 2. Look at recall, precision and IoU *of the object*: a lower threshold buys recall with precision, and accuracy
#    hardly sees it.
# 3. Fix the score you look at before you fix the model, and do not compare accuracies, precisions or IoUs across base
#    rates.

# %% [markdown]
# ## Look back
#
# 1. Why does the verdict of a report depend on which classes are called main? (lesson 5)
# 2. Which of precision and recall has the column sum of the matrix below its fraction line? (lesson 4)
#
# <details><summary>Answers</summary>
#
# 1. Because the IoU of each main class must be good, and a class that is left out may be as bad as it likes.
# 2. Precision: right / claimed, and the column holds all that was claimed.
#
# </details>
#
# **Next:** [lesson 7](07_leakage.ipynb) asks why a model was good in the lab and poor on the road.
