# %% [markdown]
# # The map of the course
#
# Each lesson is one idea, told as a story: half an hour, and half an hour of exercises. All lessons together take
# {sum_minutes} minutes, their exercises {sum_exercise_minutes} more. Run the box below to see where you are: a station
# fills up with each guess that you lock in and each question that you answer.

# %% jupyter={"source_hidden": true}
from segmetrics_lab.metrics import confusion_matrix
from segmetrics_lab.plots import show_course_map, show_label_maps
from segmetrics_lab.report import Report
from segmetrics_lab.scenes import Scene, load

show_course_map()

# %% [markdown]
# | lesson | question | minutes | exercises |
# |:---|:---|---:|---:|
# | [{number:start} · Start here]({notebook:start}) | Which of these two results would you ship? | {minutes:start} |  |
# | [{number:labels} · Every pixel gets a label]({notebook:labels}) | What exactly does the computer know about this coffee cup? | {minutes:labels} | [{exercise_minutes:labels}](../exercises/{exercises:labels}) |
# | [{number:matrix} · The confusion matrix]({notebook:matrix}) | Where did the 1250 wrong pixels go? | {minutes:matrix} | [{exercise_minutes:matrix}](../exercises/{exercises:matrix}) |
# | [{number:overlap} · Accuracy and overlap]({notebook:overlap}) | Slide the mask by one pixel: do you lose a little or a lot? | {minutes:overlap} | [{exercise_minutes:overlap}](../exercises/{exercises:overlap}) |
# | [{number:classes} · Many classes]({notebook:classes}) | Two of five classes are lost. Which one number says so? | {minutes:classes} | [{exercise_minutes:classes}](../exercises/{exercises:classes}) |
# | [{number:precision} · Precision and recall]({notebook:precision}) | How sure must the car be before it calls it road? | {minutes:precision} | [{exercise_minutes:precision}](../exercises/{exercises:precision}) |
# | [{number:threshold} · Choosing a threshold]({notebook:threshold}) | Which threshold is the best, and on which images may you look for it? | {minutes:threshold} | [{exercise_minutes:threshold}](../exercises/{exercises:threshold}) |
# | [{number:verdict} · Good, bad and misleading]({notebook:verdict}) | Is this model good? | {minutes:verdict} | [{exercise_minutes:verdict}](../exercises/{exercises:verdict}) |
# | [{number:pictures} · Other pictures, another number]({notebook:pictures}) | One model, two numbers: which one is true? | {minutes:pictures} | [{exercise_minutes:pictures}](../exercises/{exercises:pictures}) |
# | [{number:paradox} · The accuracy paradox]({notebook:paradox}) | 98 % right and useless: how? | {minutes:paradox} | [{exercise_minutes:paradox}](../exercises/{exercises:paradox}) |
# | [{number:remedies} · Remedies]({notebook:remedies}) | What helps, and what does it cost? | {minutes:remedies} | [{exercise_minutes:remedies}](../exercises/{exercises:remedies}) |
# | [{number:leakage} · Leakage]({notebook:leakage}) | Why was the car found so well in the lab, and so badly on the road? | {minutes:leakage} | [{exercise_minutes:leakage}](../exercises/{exercises:leakage}) |
# | [{number:overfitting} · Overfitting]({notebook:overfitting}) | How complicated may a model become? | {minutes:overfitting} | [{exercise_minutes:overfitting}](../exercises/{exercises:overfitting}) |
# | [{number:tries} · The best of many tries]({notebook:tries}) | You have tried two hundred models. What is the best one worth? | {minutes:tries} | [{exercise_minutes:tries}](../exercises/{exercises:tries}) |
# | [Capstone](../exercises/{exercises:capstone}) | Which model should drive? | | {minutes:capstone} |
#
# Beside the lessons: [a glossary](glossary.ipynb) of every word, with what others call it, and
# [a cheat sheet](cheat_sheet.pdf), one page to print with all formulas, conventions and traps.

# %% [markdown]
# ## Where to start
#
# **You want to learn it all.** Start with [{lesson:start}]({notebook:start}) ({minutes:start} minutes), then take the
# lessons in order, one a day. Lock in a guess wherever you are asked: that is where the learning happens.
#
# **You give a lecture.** Have one lecture? Show {lesson:start} and let the room vote, then
# [the small mask and the large one]({notebook:overlap}#Surprise:-too-small-or-too-large) and
# [the blank mask]({notebook:paradox}#Predict,-then-run). Have a term? A lesson a week, its exercises as homework, the
# cheat sheet as a hand-out. *View > Presentation Mode* makes JupyterLab readable from the last row.

# %% [markdown]
# **You have 60 minutes.** Read these parts. A part needs what was computed before it, so click on its first heading and
# choose *Run > Run All Above Selected Cell*; then run the part itself, box by box. (Do the same wherever a link of this
# page leads you into the middle of a lesson.)
#
# | minutes | part | what you take with you |
# |---:|:---|:---|
# | 12 | {lesson:start}, [Question]({notebook:start}#Question) to [What the number did not say]({notebook:start}#What-the-number-did-not-say) | two scores that are nearly equal, one useless result |
# | 6 | {lesson:matrix}, [By hand]({notebook:matrix}#By-hand) and [Definition]({notebook:matrix}#Definition) | the matrix behind nearly every score |
# | 12 | {lesson:overlap}, [Question]({notebook:overlap}#Question) to [Predict, then run]({notebook:overlap}#Predict,-then-run) | accuracy, IoU, Dice, and why size matters |
# | 6 | {lesson:precision}, [By hand]({notebook:precision}#By-hand) and [Definition]({notebook:precision}#Definition) | the two ways to be wrong |
# | 13 | {lesson:paradox}, [Question]({notebook:paradox}#Question) to [Predict, then run]({notebook:paradox}#Predict,-then-run) | never accuracy alone |
# | 6 | {lesson:leakage}, [By hand]({notebook:leakage}#By-hand), [Definition]({notebook:leakage}#Definition) and [A checklist for your own data]({notebook:leakage}#A-checklist-for-your-own-data) | a test that means something |
# | 5 | {lesson:tries}, [Question]({notebook:tries}#Question) and [By hand]({notebook:tries}#By-hand) | why the best of many is worth less than it scores |
#
# **You have masks of your own.** Go to [Your own masks](#Your-own-masks) at the end of this page: it makes a report of
# them. Then read [how to judge it]({notebook:verdict}#Definition) and
# [how to split]({notebook:leakage}#A-checklist-for-your-own-data).

# %% [markdown]
# ## Nine ways to learn an idea
#
# Take the one that suits you today, and come back for another: find out **why** an idea is needed, **learn** it on an
# example small enough to count, go **deep**, **visualise** it on real pictures, **try** it after a guess, take the
# **challenge**, check what you **remember** (often called *recall*, but here that word is kept for the score). Two more
# follow below the table: use it on your own data (**project**), and find the functions (**metrics**).
#
# | idea | | | | | | | |
# |:---|:---|:---|:---|:---|:---|:---|:---|
# | {number:start} · Start here | [why]({notebook:start}#Question) | [learn]({notebook:start}#Predict,-then-run) | [deep]({notebook:start}#Where-the-course-goes) | [visualise]({notebook:start}#Touch) | [try]({notebook:start}#Predict,-then-run) | [challenge]({notebook:start}#Surprise) | [remember]({notebook:start}#Take-away) |
# | {number:labels} · Every pixel gets a label | [why]({notebook:labels}#Question) | [learn]({notebook:labels}#By-hand) | [deep]({notebook:labels}#Pixels-that-nobody-can-judge) | [visualise]({notebook:labels}#Real-picture) | [try]({notebook:labels}#Predict,-then-run) | [challenge]({notebook:labels}#Surprise) | [remember]({notebook:labels}#Take-away) |
# | {number:matrix} · The confusion matrix | [why]({notebook:matrix}#Question) | [learn]({notebook:matrix}#By-hand) | [deep]({notebook:matrix}#Counts-or-shares?) | [visualise]({notebook:matrix}#Real-picture) | [try]({notebook:matrix}#Predict,-then-run) | [challenge]({notebook:matrix}#Surprise) | [remember]({notebook:matrix}#Take-away) |
# | {number:overlap} · Accuracy and overlap | [why]({notebook:overlap}#Question) | [learn]({notebook:overlap}#By-hand) | [deep]({notebook:overlap}#Definition) | [visualise]({notebook:overlap}#Real-picture) | [try]({notebook:overlap}#Predict,-then-run) | [challenge]({notebook:overlap}#Surprise:-too-small-or-too-large) | [remember]({notebook:overlap}#Take-away) |
# | {number:classes} · Many classes | [why]({notebook:classes}#Question) | [learn]({notebook:classes}#By-hand) | [deep]({notebook:classes}#A-class-that-is-not-there) | [visualise]({notebook:classes}#Real-picture) | [try]({notebook:classes}#Predict,-then-run) | [challenge]({notebook:classes}#Surprise:-a-strip-and-an-island) | [remember]({notebook:classes}#Take-away) |
# | {number:precision} · Precision and recall | [why]({notebook:precision}#Question) | [learn]({notebook:precision}#By-hand) | [deep]({notebook:precision}#Definition) | [visualise]({notebook:precision}#Real-picture) | [try]({notebook:precision}#Predict,-then-run) | [challenge]({notebook:precision}#Surprise:-what-the-extra-road-is-made-of) | [remember]({notebook:precision}#Take-away) |
# | {number:threshold} · Choosing a threshold | [why]({notebook:threshold}#Question) | [learn]({notebook:threshold}#By-hand) | [deep]({notebook:threshold}#Choose-here,-judge-there) | [visualise]({notebook:threshold}#Real-picture) | [try]({notebook:threshold}#Predict,-then-run) | [challenge]({notebook:threshold}#Surprise:-a-higher-threshold) | [remember]({notebook:threshold}#Take-away) |
# | {number:verdict} · Good, bad and misleading | [why]({notebook:verdict}#Question) | [learn]({notebook:verdict}#By-hand) | [deep]({notebook:verdict}#Who-chooses-the-classes?) | [visualise]({notebook:verdict}#Real-picture) | [try]({notebook:verdict}#Predict,-then-run) | [challenge]({notebook:verdict}#Surprise:-drivable-surface) | [remember]({notebook:verdict}#Take-away) |
# | {number:pictures} · Other pictures, another number | [why]({notebook:pictures}#Question) | [learn]({notebook:pictures}#By-hand) | [deep]({notebook:pictures}#Back-to-the-question) | [visualise]({notebook:pictures}#Real-picture) | [try]({notebook:pictures}#Predict,-then-run) | [challenge]({notebook:pictures}#Surprise:-a-model-that-never-looks) | [remember]({notebook:pictures}#Take-away) |
# | {number:paradox} · The accuracy paradox | [why]({notebook:paradox}#Question) | [learn]({notebook:paradox}#By-hand) | [deep]({notebook:paradox}#98-%-and-12-%:-ready-for-production?) | [visualise]({notebook:paradox}#Real-picture) | [try]({notebook:paradox}#Predict,-then-run) | [challenge]({notebook:paradox}#Surprise:-other-pictures) | [remember]({notebook:paradox}#Take-away) |
# | {number:remedies} · Remedies | [why]({notebook:remedies}#Question) | [learn]({notebook:remedies}#By-hand) | [deep]({notebook:remedies}#What-to-report) | [visualise]({notebook:remedies}#Real-picture) | [try]({notebook:remedies}#Predict,-then-run) | [challenge]({notebook:remedies}#Surprise:-what-the-forest-looks-for) | [remember]({notebook:remedies}#Take-away) |
# | {number:leakage} · Leakage | [why]({notebook:leakage}#Question) | [learn]({notebook:leakage}#By-hand) | [deep]({notebook:leakage}#A-checklist-for-your-own-data) | [visualise]({notebook:leakage}#Real-picture:-are-the-others-just-harder?) | [try]({notebook:leakage}#Predict,-then-run) | [challenge]({notebook:leakage}#Surprise:-tossed-labels) | [remember]({notebook:leakage}#Take-away) |
# | {number:overfitting} · Overfitting | [why]({notebook:overfitting}#Question) | [learn]({notebook:overfitting}#By-hand) | [deep]({notebook:overfitting}#When-to-stop) | [visualise]({notebook:overfitting}#Real-picture) | [try]({notebook:overfitting}#Predict,-then-run) | [challenge]({notebook:overfitting}#Surprise:-half-of-the-labels) | [remember]({notebook:overfitting}#Take-away) |
# | {number:tries} · The best of many tries | [why]({notebook:tries}#Question) | [learn]({notebook:tries}#By-hand) | [deep]({notebook:tries}#The-course-on-one-card) | [visualise]({notebook:tries}#Real-picture) | [try]({notebook:tries}#Predict,-then-run) | [challenge]({notebook:tries}#Surprise:-overfitting,-or-a-leak?) | [remember]({notebook:tries}#Take-away) |

# %% [markdown]
# **Projects**, for pictures and masks of your own:
#
# - {lesson:labels}: Draw or export a label map of your own as a PNG of class indices, give its classes a palette, and
#   look at it beside the picture. Which pixels do you have to ignore?
# - {lesson:matrix}: Count the matrix of your picture. Do its rows add up to your truth? Which class loses most pixels,
#   and to which?
# - {lesson:overlap}: Slide your own truth by one pixel and score it. This is the IoU of a model that is wrong by one
#   pixel; yours cannot be expected to do much better.
# - {lesson:classes}: Compute the mean IoU of your pictures with absent classes left out, counted as 0 and counted as 1.
#   Which of the three would a paper have printed?
# - {lesson:precision}: Say of each of your classes what a missed pixel costs and what an extra one.
# - {lesson:threshold}: If your model gives probabilities, choose its threshold on images that are not the test, and
#   write down what it promised and what it kept.
# - {lesson:verdict}: Name your main classes before you look at a score. Then let a report judge your model, and look at
#   the picture.
# - {lesson:pictures}: Score your model on two groups of pictures that differ in one thing: light, place or season. How
#   far apart are the two numbers?
# - {lesson:paradox}: Score the blank mask on your pictures. How far above it is your model?
# - {lesson:remedies}: Take your rarest class. Lower its threshold step by step, and note what you gain and what it
#   costs.
# - {lesson:leakage}: Go through [the checklist]({notebook:leakage}#A-checklist-for-your-own-data): name your groups,
#   split by them, and look for copies across the split.
# - {lesson:overfitting}: Draw the training score of your model against its validation score, for five settings from
#   simple to complicated. Does the validation score fall, and where?
# - {lesson:tries}: Count how many settings you have tried on your validation images. Then score the chosen one once, on
#   images that none of them has seen.

# %% [markdown]
# **Functions and scores**, each explained in the glossary:
#
# - {lesson:labels}: `Palette` and `IGNORE_INDEX` ([palette](glossary.ipynb#P), [ignored pixel](glossary.ipynb#I))
# - {lesson:matrix}: [`confusion_matrix`](glossary.ipynb#C), [`normalize`](glossary.ipynb#N),
#   [`truth_area`](glossary.ipynb#T), [`prediction_area`](glossary.ipynb#P), [`intersection`](glossary.ipynb#I),
#   [`true_positives`](glossary.ipynb#T), [`false_positives`](glossary.ipynb#F), [`false_negatives`](glossary.ipynb#F),
#   [`true_negatives`](glossary.ipynb#T)
# - {lesson:overlap}: [`pixel_accuracy`](glossary.ipynb#P), [`iou_per_class`](glossary.ipynb#I),
#   [`dice_per_class`](glossary.ipynb#D)
# - {lesson:classes}: [`mean_iou`](glossary.ipynb#M), [`mean_dice`](glossary.ipynb#M); not taught:
#   [`frequency_weighted_iou`](glossary.ipynb#F)
# - {lesson:precision}: [`precision_per_class`](glossary.ipynb#P), [`recall_per_class`](glossary.ipynb#R)
# - {lesson:threshold}: [`f_beta_per_class`](glossary.ipynb#F), [`threshold_sweep`](glossary.ipynb#T),
#   [`ThresholdSweep`](glossary.ipynb#T)
# - {lesson:verdict}: `Report` and its verdict ([report](glossary.ipynb#R), [verdict](glossary.ipynb#V))
# - {lesson:pictures}: means over images, [pooled](glossary.ipynb#P) or [per image](glossary.ipynb#P)
# - {lesson:paradox}: the [base rate](glossary.ipynb#B); not taught: [`specificity_per_class`](glossary.ipynb#S),
#   [`mean_recall`](glossary.ipynb#M), [`cohen_kappa`](glossary.ipynb#C), [`matthews_correlation`](glossary.ipynb#M)
# - {lesson:remedies}: [class weights](glossary.ipynb#C), and thresholds once more
# - {lesson:leakage}: `split` ([split](glossary.ipynb#S), [group](glossary.ipynb#G))
# - {lesson:overfitting}: `sweep` and `with_label_noise` ([gap](glossary.ipynb#G), [label noise](glossary.ipynb#L))
# - {lesson:tries}: [validation score](glossary.ipynb#V) and [test images](glossary.ipynb#T), once more

# %% [markdown]
# ## Your own masks
#
# Give three files: the picture, the true label map, and what your model says. Label maps are PNGs of class indices,
# with 255 for pixels that nobody can judge; a PNG in the colours of a palette is read too. Name your classes in the
# order of their indices. Until you do, the boxes below show the coins of {lesson:start}, called by brightness alone.

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
# ![One printable page: an example counted by hand, a table of fourteen scores with formulas and values, undefined
# cases, conventions, thirteen traps with a number each, and questions to ask before believing a score](cheat_sheet.png)
