# %% [markdown]
# # The map of the course
#
# For every idea, nine ways to learn it. Take the one that suits you today; come back for another. All lessons together
# take 355 minutes, their exercises 260 more.
#
# - **why** an idea is needed, **learn** it on an example for one finger, go **deep**
# - **visualise** it on real pictures, **try** it after a guess, take the **challenge**
# - use it on your own data (**project**), find the functions (**metrics**)
# - check what you **remember**: often called *recall*, but here that word is kept for the score
#
# [Lesson 0](00_start_here.ipynb) has no table below: it is the way in, one example from question to surprise.
#
# Beside the lessons: [a glossary](glossary.ipynb) of every word, with what others call it, and
# [a cheat sheet](cheat_sheet.pdf), one page to print with all formulas, conventions and traps.

# %% [markdown]
# ## Where to start
#
# **You want to learn it all.** Start with [lesson 0](00_start_here.ipynb) (30 minutes, its exercise included), then take
# the lessons in order, one a day. Write down each guess before you run: that is where the learning happens.
#
# **You give a lecture.** Have one lecture? Show lesson 0 and let the room vote, then
# [the small mask and the large one](03_accuracy_and_overlap.ipynb#Surprise:-too-small-or-too-large) and
# [the blank mask](06_the_accuracy_paradox.ipynb#Predict,-then-run). Have a term? A lesson a week, its exercises as
# homework, the cheat sheet as a hand-out. *View > Presentation Mode* makes JupyterLab readable from the last row.

# %% [markdown]
# **You have 60 minutes.** Read these parts; the minutes are estimates. A part needs what was computed before it.
# So click on its first heading and choose *Run > Run All Above Selected Cell*; then run the part itself, box by box.
# (Do the same wherever a link of this page leads you into the middle of a lesson.)
#
# | minutes | part | what you take with you |
# |---:|:---|:---|
# | 10 | lesson 0, [Question](00_start_here.ipynb#Question) to [What the number did not say](00_start_here.ipynb#What-the-number-did-not-say) | two equal scores, one useless result |
# | 9 | lesson 2, [By hand](02_the_confusion_matrix.ipynb#By-hand) and [Definition](02_the_confusion_matrix.ipynb#Definition) | the matrix behind nearly every score |
# | 18 | lesson 3, [Question](03_accuracy_and_overlap.ipynb#Question) to [Predict, then run](03_accuracy_and_overlap.ipynb#Predict,-then-run) | accuracy, IoU, Dice, and why size matters |
# | 15 | lesson 6, [Question](06_the_accuracy_paradox.ipynb#Question) to [Predict, then run](06_the_accuracy_paradox.ipynb#Predict,-then-run) | never accuracy alone |
# | 8 | lesson 7, [By hand](07_leakage.ipynb#By-hand) and [A checklist for your own data](07_leakage.ipynb#A-checklist-for-your-own-data) | a test that means something |
#
# **You have masks of your own.** Go to [Your own masks](#Your-own-masks) at the end of this page: it makes a report of
# them. Then read [how to judge it](05_good_bad_and_misleading.ipynb#Definition) and
# [how to split](07_leakage.ipynb#A-checklist-for-your-own-data).

# %% [markdown]
# ## 1 · Every pixel gets a label
#
# **What exactly does the computer know about this coffee cup?** [Lesson 1](01_every_pixel_gets_a_label.ipynb): 30 minutes, and 30 for the exercises.
#
# | way | where |
# |:---|:---|
# | why | [Question](01_every_pixel_gets_a_label.ipynb#Question) |
# | learn | [By hand](01_every_pixel_gets_a_label.ipynb#By-hand) · [Definition](01_every_pixel_gets_a_label.ipynb#Definition) |
# | deep | [Pixels that nobody can judge](01_every_pixel_gets_a_label.ipynb#Pixels-that-nobody-can-judge) |
# | visualise | [Real picture](01_every_pixel_gets_a_label.ipynb#Real-picture) |
# | try | [Predict, then run](01_every_pixel_gets_a_label.ipynb#Predict,-then-run) · [Touch](01_every_pixel_gets_a_label.ipynb#Touch) |
# | challenge | [Surprise](01_every_pixel_gets_a_label.ipynb#Surprise) · [Exercises](01_every_pixel_gets_a_label.ipynb#Exercises): [exercises 1](../exercises/01_every_pixel_gets_a_label.ipynb) |
# | project | Draw or export a label map of your own as a PNG of class indices, give its classes a palette, and look at it beside the picture. Which pixels do you have to ignore? |
# | remember | [Take-away](01_every_pixel_gets_a_label.ipynb#Take-away) · [Look back](01_every_pixel_gets_a_label.ipynb#Look-back) |
# | metrics | `Palette` and `IGNORE_INDEX` ([ignored pixel](glossary.ipynb#I), [palette](glossary.ipynb#P)); no score yet |

# %% [markdown]
# ## 2 · The confusion matrix
#
# **Where did the 1250 wrong pixels go?** [Lesson 2](02_the_confusion_matrix.ipynb): 35 minutes, and 35 for the exercises.
#
# | way | where |
# |:---|:---|
# | why | [Question](02_the_confusion_matrix.ipynb#Question) |
# | learn | [By hand](02_the_confusion_matrix.ipynb#By-hand) · [Definition](02_the_confusion_matrix.ipynb#Definition) |
# | deep | [Counts or shares?](02_the_confusion_matrix.ipynb#Counts-or-shares?) |
# | visualise | [Real picture](02_the_confusion_matrix.ipynb#Real-picture) |
# | try | [Predict, then run](02_the_confusion_matrix.ipynb#Predict,-then-run) · [Touch](02_the_confusion_matrix.ipynb#Touch) |
# | challenge | [Surprise](02_the_confusion_matrix.ipynb#Surprise) · [Exercises](02_the_confusion_matrix.ipynb#Exercises): [exercises 2](../exercises/02_the_confusion_matrix.ipynb) |
# | project | Count the matrix of your picture. Do its rows add up to your truth? Which class loses most pixels, and to which? |
# | remember | [Take-away](02_the_confusion_matrix.ipynb#Take-away) · [Look back](02_the_confusion_matrix.ipynb#Look-back) |
# | metrics | [`confusion_matrix`](glossary.ipynb#C), [`normalize`](glossary.ipynb#N), [`truth_area`](glossary.ipynb#T), [`prediction_area`](glossary.ipynb#P), [`intersection`](glossary.ipynb#I), [`true_positives`](glossary.ipynb#T), [`false_positives`](glossary.ipynb#F), [`false_negatives`](glossary.ipynb#F), [`true_negatives`](glossary.ipynb#T) |

# %% [markdown]
# ## 3 · Accuracy and overlap
#
# **Slide the mask by one pixel: do you lose a little or a lot?** [Lesson 3](03_accuracy_and_overlap.ipynb): 45 minutes, and 30 for the exercises.
#
# | way | where |
# |:---|:---|
# | why | [Question](03_accuracy_and_overlap.ipynb#Question) |
# | learn | [By hand](03_accuracy_and_overlap.ipynb#By-hand) · [Definition](03_accuracy_and_overlap.ipynb#Definition) |
# | deep | [Many classes: the mean IoU](03_accuracy_and_overlap.ipynb#Many-classes:-the-mean-IoU) · [A class that is not there](03_accuracy_and_overlap.ipynb#A-class-that-is-not-there) |
# | visualise | [Real picture](03_accuracy_and_overlap.ipynb#Real-picture) |
# | try | [Predict, then run](03_accuracy_and_overlap.ipynb#Predict,-then-run) · [Touch](03_accuracy_and_overlap.ipynb#Touch) |
# | challenge | [Surprise: too small or too large](03_accuracy_and_overlap.ipynb#Surprise:-too-small-or-too-large) · [Surprise: same matrix, different picture](03_accuracy_and_overlap.ipynb#Surprise:-same-matrix,-different-picture) · [Exercises](03_accuracy_and_overlap.ipynb#Exercises): [exercises 3](../exercises/03_accuracy_and_overlap.ipynb) |
# | project | Slide your own truth by one pixel and score it. This is the IoU of a model that is wrong by one pixel; yours cannot be expected to do much better. |
# | remember | [Take-away](03_accuracy_and_overlap.ipynb#Take-away) · [Look back](03_accuracy_and_overlap.ipynb#Look-back) |
# | metrics | [`pixel_accuracy`](glossary.ipynb#P), [`iou_per_class`](glossary.ipynb#I), [`dice_per_class`](glossary.ipynb#D), [`mean_iou`](glossary.ipynb#M); also, not taught: [`mean_dice`](glossary.ipynb#M), [`frequency_weighted_iou`](glossary.ipynb#F) |

# %% [markdown]
# ## 4 · Precision and recall
#
# **How sure must the car be before it calls it road?** [Lesson 4](04_precision_and_recall.ipynb): 45 minutes, and 30 for the exercises.
#
# | way | where |
# |:---|:---|
# | why | [Question](04_precision_and_recall.ipynb#Question) |
# | learn | [By hand](04_precision_and_recall.ipynb#By-hand) · [Definition](04_precision_and_recall.ipynb#Definition) |
# | deep | [What does a missed pixel cost?](04_precision_and_recall.ipynb#What-does-a-missed-pixel-cost?) · [Choose here, judge there](04_precision_and_recall.ipynb#Choose-here,-judge-there) |
# | visualise | [Real picture](04_precision_and_recall.ipynb#Real-picture) |
# | try | [Predict, then run](04_precision_and_recall.ipynb#Predict,-then-run) · [Touch](04_precision_and_recall.ipynb#Touch) |
# | challenge | [Surprise: surer, and more often wrong](04_precision_and_recall.ipynb#Surprise:-surer,-and-more-often-wrong) · [Surprise: what the extra road is made of](04_precision_and_recall.ipynb#Surprise:-what-the-extra-road-is-made-of) · [Exercises](04_precision_and_recall.ipynb#Exercises): [exercises 4](../exercises/04_precision_and_recall.ipynb) |
# | project | Say of each of your classes what a missed pixel costs and what an extra one. If your model gives probabilities, choose its threshold on images that are not the test. |
# | remember | [Take-away](04_precision_and_recall.ipynb#Take-away) · [Look back](04_precision_and_recall.ipynb#Look-back) |
# | metrics | [`precision_per_class`](glossary.ipynb#P), [`recall_per_class`](glossary.ipynb#R), [`f_beta_per_class`](glossary.ipynb#F), [`threshold_sweep`](glossary.ipynb#T), [`ThresholdSweep`](glossary.ipynb#T) |

# %% [markdown]
# ## 5 · Good, bad and misleading
#
# **Is 0.82 good?** [Lesson 5](05_good_bad_and_misleading.ipynb): 45 minutes, and 30 for the exercises.
#
# | way | where |
# |:---|:---|
# | why | [Question](05_good_bad_and_misleading.ipynb#Question) |
# | learn | [By hand](05_good_bad_and_misleading.ipynb#By-hand) · [Definition](05_good_bad_and_misleading.ipynb#Definition) |
# | deep | [Half of what?](05_good_bad_and_misleading.ipynb#Half-of-what?) · [A model that never looks](05_good_bad_and_misleading.ipynb#A-model-that-never-looks) · [Other pictures, another number](05_good_bad_and_misleading.ipynb#Other-pictures,-another-number) |
# | visualise | [Real picture](05_good_bad_and_misleading.ipynb#Real-picture) |
# | try | [Predict, then run](05_good_bad_and_misleading.ipynb#Predict,-then-run) · [Touch](05_good_bad_and_misleading.ipynb#Touch) |
# | challenge | [Surprise: good, without one warning](05_good_bad_and_misleading.ipynb#Surprise:-good,-without-one-warning) · [Surprise: one pixel aside](05_good_bad_and_misleading.ipynb#Surprise:-one-pixel-aside) · [Back to the question](05_good_bad_and_misleading.ipynb#Back-to-the-question) · [Exercises](05_good_bad_and_misleading.ipynb#Exercises): [exercises 5](../exercises/05_good_bad_and_misleading.ipynb) |
# | project | Write down your main classes before you see a score. Then make a `Report`, and beside it the report of a baseline that never looks. |
# | remember | [Take-away](05_good_bad_and_misleading.ipynb#Take-away) · [Look back](05_good_bad_and_misleading.ipynb#Look-back) |
# | metrics | `Report` and its verdict ([report](glossary.ipynb#R), [verdict](glossary.ipynb#V)); it uses [`mean_iou`](glossary.ipynb#M) and [`pixel_accuracy`](glossary.ipynb#P) |

# %% [markdown]
# ## 6 · The accuracy paradox
#
# **98 % right and useless: how?** [Lesson 6](06_the_accuracy_paradox.ipynb): 40 minutes, and 35 for the exercises.
#
# | way | where |
# |:---|:---|
# | why | [Question](06_the_accuracy_paradox.ipynb#Question) |
# | learn | [By hand](06_the_accuracy_paradox.ipynb#By-hand) · [Definition](06_the_accuracy_paradox.ipynb#Definition) |
# | deep | [Remedies](06_the_accuracy_paradox.ipynb#Remedies) |
# | visualise | [Real picture](06_the_accuracy_paradox.ipynb#Real-picture) |
# | try | [Predict, then run](06_the_accuracy_paradox.ipynb#Predict,-then-run) · [Touch](06_the_accuracy_paradox.ipynb#Touch) |
# | challenge | [Surprise: more sky, better score](06_the_accuracy_paradox.ipynb#Surprise:-more-sky,-better-score) · [Surprise: the score moved, the model did not](06_the_accuracy_paradox.ipynb#Surprise:-the-score-moved,-the-model-did-not) · [Exercises](06_the_accuracy_paradox.ipynb#Exercises): [exercises 6](../exercises/06_the_accuracy_paradox.ipynb) |
# | project | Count the base rate of each of your classes, and the accuracy of a blank mask. How far is your model above it? |
# | remember | [Take-away](06_the_accuracy_paradox.ipynb#Take-away) · [Look back](06_the_accuracy_paradox.ipynb#Look-back) |
# | metrics | [`specificity_per_class`](glossary.ipynb#S); also, not taught: [`mean_recall`](glossary.ipynb#M), [`cohen_kappa`](glossary.ipynb#C), [`matthews_correlation`](glossary.ipynb#M) |

# %% [markdown]
# ## 7 · Leakage
#
# **Why was the car found so well in the lab, and so badly on the road?** [Lesson 7](07_leakage.ipynb): 40 minutes, and 35 for the exercises.
#
# | way | where |
# |:---|:---|
# | why | [Question](07_leakage.ipynb#Question) |
# | learn | [By hand](07_leakage.ipynb#By-hand) · [Definition](07_leakage.ipynb#Definition) |
# | deep | [A detector for leaks](07_leakage.ipynb#A-detector-for-leaks) · [A leak, or overfitting?](07_leakage.ipynb#A-leak,-or-overfitting?) · [Other ways in](07_leakage.ipynb#Other-ways-in) |
# | visualise | [Real picture: are the others just harder?](07_leakage.ipynb#Real-picture:-are-the-others-just-harder?) |
# | try | [Predict, then run](07_leakage.ipynb#Predict,-then-run) · [Touch](07_leakage.ipynb#Touch) |
# | challenge | [Surprise: right about nothing](07_leakage.ipynb#Surprise:-right-about-nothing) · [Exercises](07_leakage.ipynb#Exercises): [exercises 7](../exercises/07_leakage.ipynb) |
# | project | Go through [the checklist](07_leakage.ipynb#A-checklist-for-your-own-data): name your groups, split by them, and look for copies across the split. |
# | remember | [Take-away](07_leakage.ipynb#Take-away) · [Look back](07_leakage.ipynb#Look-back) |
# | metrics | `split` ([split](glossary.ipynb#S), [group](glossary.ipynb#G)); scored with [`iou_per_class`](glossary.ipynb#I) |

# %% [markdown]
# ## 8 · Overfitting
#
# **How complicated may a model become?** [Lesson 8](08_overfitting.ipynb): 45 minutes, and 35 for the exercises.
#
# | way | where |
# |:---|:---|
# | why | [Question](08_overfitting.ipynb#Question) |
# | learn | [By hand](08_overfitting.ipynb#By-hand) · [Definition](08_overfitting.ipynb#Definition) |
# | deep | [How complicated, then?](08_overfitting.ipynb#How-complicated,-then?) · [When to stop](08_overfitting.ipynb#When-to-stop) |
# | visualise | [Real picture](08_overfitting.ipynb#Real-picture) |
# | try | [Predict, then run](08_overfitting.ipynb#Predict,-then-run) · [Touch](08_overfitting.ipynb#Touch) |
# | challenge | [Surprise: the best of many tries](08_overfitting.ipynb#Surprise:-the-best-of-many-tries) · [Surprise: overfitting or leak?](08_overfitting.ipynb#Surprise:-overfitting-or-leak?) · [Exercises](08_overfitting.ipynb#Exercises): [exercises 8](../exercises/08_overfitting.ipynb) · [capstone](../exercises/09_capstone.ipynb) |
# | project | Draw the training score of your model against its validation score, for five settings from simple to complicated. Does the validation score fall, and where? |
# | remember | [Take-away](08_overfitting.ipynb#Take-away) · [Look back](08_overfitting.ipynb#Look-back) |
# | metrics | `sweep` and `with_label_noise` ([gap](glossary.ipynb#G), [label noise](glossary.ipynb#L)); scored with [`pixel_accuracy`](glossary.ipynb#P) |

# %% [markdown]
# ## Your own masks
#
# Give three files: the picture, the true label map, and what your model says. Label maps are PNGs of class indices, with
# 255 for pixels that nobody can judge; a PNG in the colours of a palette is read too. Name your classes in the order of
# their indices. Until you do, the boxes below show the coins of lesson 0, called by brightness alone.

# %%
from segmetrics_lab.metrics import confusion_matrix
from segmetrics_lab.plots import show_label_maps
from segmetrics_lab.report import Report
from segmetrics_lab.scenes import Scene, load

# %%
my_picture, my_truth, my_prediction = None, None, None  # three paths: "street.png", ...
my_classes = ["background", "road", "person"]  # the first is the background
my_main_classes = None  # for instance ["road"]; None takes all but the background

# %%
if my_picture:
    scene = Scene.from_files(my_picture, my_truth, my_classes)
    prediction = Scene.from_files(my_picture, my_prediction, my_classes).truth
else:
    scene = load("coins")
    prediction = (scene.image > 107).astype(int)

# %%
matrix = confusion_matrix(scene.truth, prediction, num_classes=scene.palette.num_classes)
Report.from_matrix(matrix, scene.palette, main_classes=my_main_classes)

# %%
show_label_maps(image=scene.image, truth=scene.truth, prediction=prediction, palette=scene.palette)

# %% [markdown]
# The coins by brightness pass the rule of thumb, and a whole corner of the table is called coin. Look at the picture
# before you believe a report, also your own. Many pictures? Add their matrices, then make one report. And before you
# show it to anybody, ask what [the cheat sheet](cheat_sheet.pdf) asks at its end.
#
# ![One printable page: an example counted by hand, a table of fourteen scores with formulas and values, undefined cases,
# conventions, thirteen traps with a number each, and questions to ask before believing a score](cheat_sheet.png)
