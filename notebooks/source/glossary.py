# %% [markdown]
# # Glossary
#
# Every word of the course, once: what it means, what others call it, and what it is called in code. The lesson at the
# end of an entry is where the word is explained; a few words are explained here only.
#
# Below the words: [who has it the other way round](#Who-has-it-the-other-way-round), library by library, and
# [the traps, shown](#The-traps,-shown), which you can run. All formulas on one page to print:
# [cheat sheet](cheat_sheet.pdf). Where each idea is taught: [the map of the course](index.ipynb).
#
# ## A
#
# **absent class** · A class that is in neither map: its scores are 0/0, which is no number, and this library leaves it
# out of every mean. *Elsewhere:* 0, 1 or -1, see [below](#Who-has-it-the-other-way-round).
# ([{lesson:classes}]({notebook:classes}#A-class-that-is-not-there))
#
# **accuracy paradox** · The rarer the object, the higher the accuracy of not looking for it. *Elsewhere:* a case of
# *class imbalance*. ([{lesson:paradox}]({notebook:paradox}#Definition))
#
# **association** · Two things that occur together more often than by chance; whether one causes the other is another
# question. ([{lesson:remedies}]({notebook:remedies}#Surprise:-what-the-forest-looks-for))
#
# **average precision** · The area under the curve of precision over recall: each gain in recall times the precision at
# which it is bought. *Elsewhere:* AP; in object detection, AP and mAP mean something else, with boxes matched by their
# IoU. *Code:* `ThresholdSweep.average_precision`. ([{lesson:threshold}]({notebook:threshold}#Definition))
#
# ## B
#
# **background** · The class of all that is not looked for. *Elsewhere:* some count it as a class like any other, some
# leave it out of the mean unless asked. *Code:* `Palette.background`.
# ([{lesson:matrix}]({notebook:matrix}#By-hand))
#
# **base rate** · The share of the scored pixels that a class has. *Elsewhere:* prevalence, prior, class frequency.
# ([{lesson:paradox}]({notebook:paradox}#Definition))
#
# **baseline** · A model that never looks at the picture, and its score: count from there, not from 0. *Elsewhere:*
# dummy, no-information rate.
# ([{lesson:pictures}]({notebook:pictures}#Surprise:-a-model-that-never-looks))
#
# **blank mask** · A prediction that calls everything background; its accuracy is 1 minus the base rate of the object.
# *Elsewhere:* majority-class predictor, all-background. ([{lesson:paradox}]({notebook:paradox}#Definition))
#
# **boosting** · A model that adds up small decision trees, each of which corrects what the sum still gets wrong.
# *Elsewhere:* gradient boosting; a tree more is a *stage*, an *iteration* or a *round*.
# ([{lesson:overfitting}]({notebook:overfitting}#When-to-stop))
#
# ## C
#
# **class index** · The whole number that stands for a class in a label map; a name, not an amount. *Elsewhere:* label,
# class id, train id, category. ([{lesson:labels}]({notebook:labels}#Definition))
#
# **class weights** · Prices that make an error on a rare class count more while a model learns. *Elsewhere:*
# `class_weight="balanced"` in scikit-learn, a weighted loss in neural networks.
# ([{lesson:remedies}]({notebook:remedies}#Definition))
#
# **Cohen's kappa** · How much of the agreement that chance leaves open is reached: (accuracy - chance) / (1 - chance).
# *Code:* `cohen_kappa`. *Explained here only.*
#
# **confusion matrix** · The tally `matrix[truth, prediction]`: how many pixels of each class were given each name.
# *Elsewhere:* error matrix, contingency table; in some libraries rows and columns are exchanged, see
# [below](#Who-has-it-the-other-way-round). *Code:* `confusion_matrix`.
# ([{lesson:matrix}]({notebook:matrix}#Definition))
#
# ## D
#
# **decision tree** · A model that asks about a pixel one yes-or-no question after the other until the answers lead to a
# class. ([{lesson:precision}]({notebook:precision}#Real-picture))
#
# **depth** · The largest number of questions that a decision tree asks about any pixel. *Elsewhere:* `max_depth` sets
# it in scikit-learn. ([{lesson:overfitting}]({notebook:overfitting}#By-hand))
#
# **Dice** · Twice the shared pixels of a class divided by the sum of both its areas: 2 IoU / (1 + IoU). *Elsewhere:*
# F1, DSC, Sørensen–Dice coefficient. *Code:* `dice_per_class`. ([{lesson:overlap}]({notebook:overlap}#Definition))
#
# **disagreement** · A map of the pixels where truth and prediction differ: the missed and the extra ones, or, with many
# classes, what was said there. *Elsewhere:* error map, difference.
# ([{lesson:start}]({notebook:start}#Predict,-then-run))
#
# **drive** · Frames that one car took one after the other: the group of the road scenes. *Elsewhere:* sequence, clip,
# session. ([{lesson:leakage}]({notebook:leakage}#Question))

# %% [markdown]
# ## E
#
# **early stopping** · Looking at the validation score after each stage of training, and keeping the model of the stage
# where it was highest. ([{lesson:overfitting}]({notebook:overfitting}#When-to-stop))
#
# **epoch** · One pass of the training through all its data, in neural networks.
# ([{lesson:overfitting}]({notebook:overfitting}#When-to-stop))
#
# **even** · A threshold of 0.5, in this course: a pixel is called object where that is at least as probable as not.
# ([{lesson:precision}]({notebook:precision}#Predict,-then-run))
#
# **extra** · Said of a pixel that is claimed and not there: background that is called an object.
# *Elsewhere:* false positive, false alarm.
# ([{lesson:labels}]({notebook:labels}#Touch))
#
# ## F
#
# **F-beta** · One number from right, missed and extra pixels, in which a missed pixel costs beta squared times as
# much as an extra one. *Elsewhere:* F-score, F-measure; beta 1 is F1, which is Dice. Made from precision and recall
# instead of counts, it is undefined where nothing is claimed. *Code:* `f_beta_per_class`, `ThresholdSweep.f_beta`.
# ([{lesson:threshold}]({notebook:threshold}#What-does-a-missed-pixel-cost?))
#
# **false negatives** · Pixels of a class that are called something else: missed. *Elsewhere:* FN, misses.
# *Code:* `false_negatives`. ([{lesson:matrix}]({notebook:matrix}#Real-picture))
#
# **false positives** · Pixels that are called a class and are something else: extra. *Elsewhere:* FP, false
# alarms. *Code:* `false_positives`. ([{lesson:matrix}]({notebook:matrix}#Real-picture))
#
# **feature** · A number that a model is given about a pixel, such as its colour, or its place in the picture.
# *Elsewhere:* predictor, input variable, channel. *Code:* the first argument of `PixelModel`, `"color and position"`.
# ([{lesson:leakage}]({notebook:leakage}#Question))
#
# **forest** · A model of many decision trees, whose answers are averaged. *Elsewhere:* random forest.
# ([{lesson:precision}]({notebook:precision}#Real-picture))
#
# **frame** · One picture of a film; its neighbours in time show nearly the same. *Elsewhere:* video frame, still.
# ([{lesson:leakage}]({notebook:leakage}#Question))
#
# **frequency-weighted IoU** · The mean of the IoUs in which each class weighs as much as its share of the truth.
# *Elsewhere:* FWIoU, `average="weighted"` in scikit-learn. *Code:* `frequency_weighted_iou`.
# *Explained here only.*
#
# ## G
#
# **gap** · The training score minus the validation score. *Elsewhere:* generalisation gap.
# ([{lesson:overfitting}]({notebook:overfitting}#Predict,-then-run))
#
# **generous** · Said of a model with a low threshold: it claims much, misses little and has more extra pixels.
# ([{lesson:precision}]({notebook:precision}#Predict,-then-run))
#
# **group** · Images that share more with each other than with what will come in use: a drive, a patient, a field. All
# of a group goes to one side of a split. *Elsewhere:* cluster, subject; `groups` in scikit-learn.
# ([{lesson:leakage}]({notebook:leakage}#Definition))
#
# ## I
#
# **ignored pixel** · A pixel that nobody can judge: it has 255 in the truth and stays out of every score. *Elsewhere:*
# void, unlabelled, don't care; 0 or -1 in some data sets. *Code:* `IGNORE_INDEX`, `ignore_index`.
# ([{lesson:labels}]({notebook:labels}#Pixels-that-nobody-can-judge))
#
# **instance segmentation** · Segmentation that also says which pixel belongs to which single object.
# ([{lesson:labels}]({notebook:labels}#Real-picture))
#
# **intersection** · The pixels that truth and prediction both give to a class: the diagonal of the matrix. *Code:*
# `intersection`. ([{lesson:matrix}]({notebook:matrix}#Definition))
#
# **IoU** · Intersection over union: the pixels that truth *and* prediction give to a class, divided by those that truth
# *or* prediction give it. *Elsewhere:* Jaccard index, JSC. *Code:* `iou_per_class`.
# ([{lesson:overlap}]({notebook:overlap}#Definition))
#
# ## K
#
# **k nearest neighbours** · A model that looks up the k training pixels most like this one and takes the class of most
# of them. *Elsewhere:* kNN; k is `n_neighbors` in scikit-learn.
# ([{lesson:overfitting}]({notebook:overfitting}#How-complicated,-then?))

# %% [markdown]
# ## L
#
# **label map** · A two-dimensional array of whole numbers: `label_map[row, column]` is the class index of that pixel.
# *Elsewhere:* mask, annotation, segmentation map, labels. ([{lesson:labels}]({notebook:labels}#Definition))
#
# **label noise** · Errors in the labels that a model learns from or is scored by. *Code:* `with_label_noise`.
# ([{lesson:overfitting}]({notebook:overfitting}#Predict,-then-run))
#
# **leaf** · A place in a decision tree where the questions end and a class is said. *Elsewhere:* terminal node.
# ([{lesson:overfitting}]({notebook:overfitting}#Real-picture))
#
# **leakage** · Information about the test reached the training. *Elsewhere:* data leakage, contamination.
# ([{lesson:leakage}]({notebook:leakage}#Definition))
#
# ## M
#
# **main class** · A class that your purpose needs, so that the verdict depends on it. *Code:* `main_classes` of
# `Report.from_matrix`. ([{lesson:verdict}]({notebook:verdict}#By-hand))
#
# **mask** · All pixels of one class, as an array of True and False. *Elsewhere:* many say mask for a whole label map.
# ([{lesson:labels}]({notebook:labels}#Definition))
#
# **Matthews correlation** · The correlation of truth and prediction over all pixels and classes, -1 to 1. *Elsewhere:*
# MCC; 0 in scikit-learn where it is undefined. *Code:* `matthews_correlation`.
# *Explained here only.*
#
# **mean Dice** · The mean of Dice over the classes, each counting the same. *Elsewhere:* macro F1. *Code:*
# `mean_dice`. *Explained here only.*
#
# **mean IoU** · The mean of the IoU over the classes, each counting the same, be it the sky or a tripod. *Elsewhere:*
# mIoU, macro-averaged Jaccard. *Code:* `mean_iou`.
# ([{lesson:classes}]({notebook:classes}#Definition))
#
# **mean recall** · The mean of the recall over the classes that are in the truth. *Elsewhere:* balanced accuracy,
# mean accuracy, mAcc. *Code:* `mean_recall`. *Explained here only.*
#
# **memoriser** · A model that keeps every training sample and answers with the label of the most similar one.
# *Elsewhere:* nearest neighbour, k nearest neighbours with k = 1. ([{lesson:leakage}]({notebook:leakage}#By-hand))
#
# **missed** · Said of a pixel that is there and not found: an object that is called background.
# *Elsewhere:* false negative. ([{lesson:labels}]({notebook:labels}#Touch))
#
# **model** · Whatever makes a label map out of a picture: a rule that somebody wrote, or one learned from training
# images. *Elsewhere:* network, classifier, predictor. *Code:* `PixelModel`.
# ([{lesson:precision}]({notebook:precision}#Real-picture))
#
# **model sweep** · The same kind of model, trained anew for each value of one setting, and scored on training and
# validation images. *Elsewhere:* validation curve. *Code:* `sweep`, which returns a `ModelSweep`.
# ([{lesson:overfitting}]({notebook:overfitting}#Predict,-then-run))
#
# ## N
#
# **NaN** · "Not a number": what a score is where it would be 0/0; means leave it out. *Elsewhere:* undefined,
# ill-defined; `zero_division` says what stands in its place.
# ([{lesson:classes}]({notebook:classes}#A-class-that-is-not-there))
#
# **normalized matrix** · The confusion matrix in shares: each row divided by its sum, or each column, or all.
# *Elsewhere:* `normalize="true"` and `"pred"` in scikit-learn. *Code:* `normalize`.
# ([{lesson:matrix}]({notebook:matrix}#Counts-or-shares?))
#
# ## O
#
# **object** · The class that is looked for, where there is one class and the rest is background. *Elsewhere:*
# foreground, the positive class. ([{lesson:matrix}]({notebook:matrix}#Real-picture))
#
# **other pixels** · A remedy: the model learns from a sample that holds more pixels of the rare class than the images.
# *Elsewhere:* oversampling, resampling. ([{lesson:remedies}]({notebook:remedies}#Definition))
#
# **Otsu's method** · It looks for the one grey value that best splits the pixels of a picture into dark and bright.
# *Elsewhere:* `skimage.filters.threshold_otsu`. ([{lesson:matrix}]({notebook:matrix}#Real-picture))
#
# **over-painting** · Claiming far more than is there: recall is high, and precision pays. *Code:* a warning of
# `Report`. ([{lesson:verdict}]({notebook:verdict}#Touch))
#
# **overfitting** · A model learns what is peculiar to its training pixels, and pays for it on new ones.
# ([{lesson:overfitting}]({notebook:overfitting}#Definition))

# %% [markdown]
# ## P
#
# **palette** · What gives each class index a name, a colour and a letter. *Elsewhere:* colour map, legend. *Code:*
# `Palette`. ([{lesson:labels}]({notebook:labels}#Definition))
#
# **per image** · One score for each image, and then their mean, so that a small object in one image counts as much as a
# large one in another. *Elsewhere:* image-wise, sample-wise. ([{lesson:pictures}]({notebook:pictures}#Definition))
#
# **pixel accuracy** · The share of all scored pixels whose class is right. *Elsewhere:* overall accuracy, global
# accuracy, aAcc. *Code:* `pixel_accuracy`. ([{lesson:overlap}]({notebook:overlap}#Definition))
#
# **pooled** · Counted into one matrix for all images, and scored once. *Elsewhere:* aggregated, global. Beware of
# *micro*: in scikit-learn it pools classes, in segmentation-models-pytorch images and classes.
# ([{lesson:pictures}]({notebook:pictures}#Definition))
#
# **precision** · Right / claimed: of all pixels that are called a class, the share that is of it. *Elsewhere:* positive
# predictive value (PPV), user's accuracy, correctness. *Code:* `precision_per_class`.
# ([{lesson:precision}]({notebook:precision}#Definition))
#
# **precision-recall curve** · Precision over recall, one point for each threshold. *Elsewhere:* PR curve. *Code:*
# `threshold_sweep`, `show_sweep`. ([{lesson:threshold}]({notebook:threshold}#Definition))
#
# **prediction** · The label map that a model says. *Elsewhere:* output, result, `y_pred`, `preds`.
# ([{lesson:labels}]({notebook:labels}#Pixels-that-nobody-can-judge))
#
# **prediction area** · All pixels that are called a class, whatever they are: the sum of its column. *Code:*
# `prediction_area`. ([{lesson:matrix}]({notebook:matrix}#Definition))
#
# **preset** · A model of the library that is set up under a name, ready to be trained. *Code:* `preset("good")`;
# `presets()` lists the names. ([{lesson:threshold}]({notebook:threshold}#Surprise:-a-higher-threshold))
#
# **probability** · How sure a model is, from 0 to 1, that a pixel belongs to a class. *Elsewhere:* score, confidence.
# ([{lesson:precision}]({notebook:precision}#By-hand))
#
# **probability map** · What says for every pixel how sure the model is of the object, from 0 to 1. *Elsewhere:* score
# map, soft prediction; *logits* are numbers from which it is made.
# ([{lesson:precision}]({notebook:precision}#By-hand))
#
# ## R
#
# **recall** · Found / there: of all pixels of a class, the share that is called it. *Elsewhere:* sensitivity, true
# positive rate (TPR), hit rate, producer's accuracy, completeness; "accuracy of the class" in mmsegmentation. *Code:*
# `recall_per_class`. ([{lesson:precision}]({notebook:precision}#Definition))
#
# **report** · A table of scores per class, with a verdict, its reasons and warnings. *Code:* `Report.from_matrix`.
# ([{lesson:verdict}]({notebook:verdict}#Definition))
#
# **rule of thumb** · A rule that is handy and that no standard stands behind, such as the bands of the verdict.
# ([{lesson:verdict}]({notebook:verdict}#Definition))

# %% [markdown]
# ## S
#
# **sample** · One thing with a label, to learn from or to be tested on: here mostly a pixel. *Elsewhere:* example, data
# point; in some libraries a whole image; in statistics, all the things together.
# ([{lesson:leakage}]({notebook:leakage}#Surprise:-tossed-labels))
#
# **scored pixel** · A pixel that counts: its truth is not 255. *Elsewhere:* valid pixel.
# ([{lesson:matrix}]({notebook:matrix}#Real-picture))
#
# **seed** · A number that fixes all random choices: the same seed, the same draw. *Elsewhere:* random seed,
# `random_state` in scikit-learn. *Code:* `seed`.
# ([{lesson:leakage}]({notebook:leakage}#Question))
#
# **segmentation** · Saying of each pixel what it belongs to, a kind of object or the background.
# ([{lesson:labels}]({notebook:labels}#Definition))
#
# **semantic segmentation** · Segmentation into classes, without asking which single object a pixel belongs to.
# ([{lesson:labels}]({notebook:labels}#Real-picture))
#
# **specificity** · Of all pixels that are not of a class, the share that is not called it. *Elsewhere:* true negative
# rate (TNR), selectivity; 1 minus the false positive rate. *Code:* `specificity_per_class`.
# ([{lesson:paradox}]({notebook:paradox}#Surprise:-other-pictures))
#
# **split** · How images are shared out among training, validation and test: by pixel, by frame, or, honestly, by group.
# *Elsewhere:* fold, partition; `GroupShuffleSplit` in scikit-learn. *Code:* `split`.
# ([{lesson:leakage}]({notebook:leakage}#Definition))
#
# **stage** · One more small tree in boosting, and the model as it is then. *Elsewhere:* iteration, round; `max_iter`
# is their number in scikit-learn. ([{lesson:overfitting}]({notebook:overfitting}#When-to-stop))
#
# **strict** · Said of a model with a high threshold: it claims little, has few extra pixels and misses more.
# *Elsewhere:* conservative. ([{lesson:precision}]({notebook:precision}#Predict,-then-run))
#
# **swapped** · Said of a pixel of one class of object that is called another. *Elsewhere:* confused.
# Not to be mistaken for *swapped arguments*, truth and prediction the wrong way round.
# ([{lesson:labels}]({notebook:labels}#Touch))
#
# ## T
#
# **test images** · Images for one last judgement, when all is chosen. *Elsewhere:* hold-out set.
# ([{lesson:precision}]({notebook:precision}#Real-picture))
#
# **threshold** · The probability from which on a pixel is called the object: positive is probability >= threshold.
# *Elsewhere:* cut-off, operating point; some libraries ask for more than the threshold, see
# [below](#Who-has-it-the-other-way-round). ([{lesson:precision}]({notebook:precision}#By-hand))
#
# **threshold sweep** · The same probability map, scored at one threshold after the other. *Code:* `threshold_sweep`,
# which returns a `ThresholdSweep`. ([{lesson:threshold}]({notebook:threshold}#Definition))
#
# **training images** · Images to learn from. ([{lesson:precision}]({notebook:precision}#Real-picture))
#
# **training score** · The score on the very pixels that a model learned from; it is no result. *Elsewhere:* train
# accuracy, resubstitution score. ([{lesson:overfitting}]({notebook:overfitting}#Predict,-then-run))
#
# **true negatives** · Pixels neither of a class nor called it: all the rest. *Elsewhere:* TN. *Code:*
# `true_negatives`. ([{lesson:matrix}]({notebook:matrix}#Real-picture))
#
# **true positives** · Pixels of a class that are called it. *Elsewhere:* TP, hits; the intersection under another name.
# *Code:* `true_positives`. ([{lesson:matrix}]({notebook:matrix}#Real-picture))
#
# **truth** · Somebody's careful answer for every pixel. *Elsewhere:* ground truth, target, reference, gold standard,
# `y_true`. ([{lesson:labels}]({notebook:labels}#Real-picture))
#
# **truth area** · All pixels that truly are of a class: the sum of its row. *Elsewhere:* support. *Code:*
# `truth_area`. ([{lesson:matrix}]({notebook:matrix}#Definition))

# %% [markdown]
# ## U
#
# **underfitting** · A model is too simple to learn even what repeats.
# ([{lesson:overfitting}]({notebook:overfitting}#Predict,-then-run))
#
# **union** · The pixels that truth or prediction, or both, give to a class.
# ([{lesson:overlap}]({notebook:overlap}#Definition))
#
# ## V
#
# **validation images** · Images kept apart to try things on and to choose by. *Elsewhere:* development set, dev set; in
# medicine, *external validation* is a test on data from elsewhere.
# ([{lesson:precision}]({notebook:precision}#Real-picture))
#
# **validation score** · The score on the validation images; once you have chosen by it, it flatters.
# ([{lesson:overfitting}]({notebook:overfitting}#Predict,-then-run))
#
# **verdict** · One word that a rule makes of scores: good, bad or mixed. *Code:* `Report.verdict`.
# ([{lesson:verdict}]({notebook:verdict}#Definition))

# %% [markdown]
# ## Who has it the other way round
#
# *First* is what the function takes first. *Rows* is what the rows of its matrix are. *In neither map* is what becomes
# of a class that is absent, if nothing else is asked for. A dash: it has none, or we could not verify it.
#
# | library | first | rows | in neither map | read in |
# |:---|:---|:---|:---|:---|
# | this one | truth | truth | left out of the mean | |
# | scikit-learn | truth | truth | 0, with a warning | shown below |
# | Keras `MeanIoU` | truth | – | left out of the mean | [source](https://github.com/keras-team/keras/blob/master/keras/src/metrics/iou_metrics.py) |
# | TensorFlow `confusion_matrix` | truth | truth | – | [manual](https://www.tensorflow.org/api_docs/python/tf/math/confusion_matrix) |
# | surface-distance, Dice | truth | – | NaN | [source](https://github.com/google-deepmind/surface-distance/blob/master/surface_distance/metrics.py) |
# | torchmetrics `MeanIoU` | **prediction** | truth | -1 | [manual](https://lightning.ai/docs/torchmetrics/stable/segmentation/mean_iou.html) |
# | torcheval | **prediction** | truth | – | [manual](https://pytorch.org/torcheval/stable/generated/torcheval.metrics.functional.multiclass_confusion_matrix.html) |
# | mmsegmentation | **prediction** | – | left out of the mean | [source](https://github.com/open-mmlab/mmsegmentation/blob/main/mmseg/evaluation/metrics/iou_metric.py) |
# | MONAI `compute_iou` | **prediction** | – | NaN, also where it is claimed | [source](https://github.com/Project-MONAI/MONAI/blob/dev/monai/metrics/meaniou.py) |
# | segmentation-models-pytorch | **prediction** | – | 1 | [source](https://github.com/qubvel-org/segmentation_models.pytorch/blob/main/segmentation_models_pytorch/metrics/functional.py) |
# | MedPy | **prediction** | – | 1 | [source](https://github.com/loli/medpy/blob/master/medpy/metric/binary.py) |
# | Cityscapes scripts | **prediction** | truth | left out of the mean | [source](https://github.com/mcordts/cityscapesScripts/blob/master/cityscapesscripts/evaluation/evalPixelLevelSemanticLabeling.py) |
# | MATLAB | **prediction** | truth | – | [manual](https://www.mathworks.com/help/vision/ref/evaluatesemanticsegmentation.html) |
# | R, caret | **prediction** | **prediction** | – | [manual](https://rdrr.io/pkg/caret/man/confusionMatrix.html) |
# | Julia, MLJ | **prediction** | **prediction** | – | [manual](https://juliaai.github.io/MLJBase.jl/v0.17/measures) |

# %% [markdown]
# Three more things that we found there:
#
# - **At the threshold:** Keras' `BinaryIoU`, segmentation-models-pytorch and scikit-learn's `precision_recall_curve`
#   claim a pixel whose probability *equals* the threshold, as we do. torchmetrics' [multilabel confusion
#   matrix](https://github.com/Lightning-AI/torchmetrics/blob/master/src/torchmetrics/functional/classification/confusion_matrix.py)
#   does not.
# - **F-score:** mmsegmentation makes it from precision and recall, so a class without one right pixel gets NaN and
#   drops out of the mean. From counts it is 0.
# - **Ignored pixels:** Cityscapes, mmsegmentation and Keras go by the truth alone, as we do.
#
# We read these pages in November 2026, some of them in older versions. Libraries change: try yours on four pixels.

# %% [markdown]
# ## The traps, shown
#
# Run these with what is installed here. Ten pixels, two of three classes, one pixel ignored.

# %%
import warnings

import numpy as np
from skimage.metrics import adapted_rand_error
from sklearn import metrics as sk

from segmetrics_lab.metrics import confusion_matrix, f_beta_per_class, iou_per_class, pixel_accuracy

truth = np.array([[0, 0, 0, 0, 0, 0, 1, 1, 1, 255]])
prediction = np.array([[0, 0, 0, 0, 1, 1, 1, 1, 0, 1]])
confusion_matrix(truth, prediction, num_classes=3)

# %% [markdown]
# **255 is a class like any other** to a library that was not told: a row more, and the pixel counts as wrong.

# %%
print(sk.confusion_matrix(truth.ravel(), prediction.ravel()).tolist())
told = pixel_accuracy(confusion_matrix(truth, prediction, num_classes=3))
print(f"accuracy {sk.accuracy_score(truth.ravel(), prediction.ravel()):.2f}, of scored pixels {told:.2f}")

# %% [markdown]
# **A class that does not occur has no row**, unless you name all labels. Matrices of two images then differ in shape.

# %%
scored_truth, scored_prediction = truth[truth != 255], prediction[truth != 255]
print("not told:", sk.confusion_matrix(scored_truth, scored_prediction).tolist())
print("told:    ", sk.confusion_matrix(scored_truth, scored_prediction, labels=[0, 1, 2]).tolist())

# %% [markdown]
# **An absent class counts as 0** and pulls the mean down. There is a warning, and warnings are easily switched off.

# %%
with warnings.catch_warnings(record=True) as warned:
    warnings.simplefilter("always")
    scores = sk.jaccard_score(scored_truth, scored_prediction, labels=[0, 1, 2], average=None)
print("scikit-learn:", scores.round(2), "mean", scores.mean().round(2))
ours = iou_per_class(confusion_matrix(truth, prediction, num_classes=3))
print("this library:", ours.round(2), "mean", np.nanmean(ours).round(2))
print("warning:", str(warned[0].message).split(".")[0])

# %% [markdown]
# **Swapped arguments:** precision and recall change places. F1 and IoU do not notice.

# %%
for score in (sk.precision_score, sk.recall_score, sk.f1_score):
    right, swapped = score(scored_truth, scored_prediction), score(scored_prediction, scored_truth)
    print(f"{score.__name__:15} {right:.2f}   swapped {swapped:.2f}")

# %% [markdown]
# **macro, micro, weighted** in scikit-learn are about classes, not images: the mean over classes, all classes pooled,
# and each class by its size. For label maps *pooled over classes* hardly means anything: it is accuracy / (2 -
# accuracy).

# %%
matrix = np.array([[1, 1, 0], [1, 8, 1], [2, 4, 56]])
is_, called = (indices.ravel().repeat(matrix.ravel()) for indices in np.indices((3, 3)))
for average in ("macro", "micro", "weighted"):
    print(f"{average:8} {sk.jaccard_score(is_, called, average=average):.3f}")
print(f"accuracy / (2 - accuracy) {pixel_accuracy(matrix) / (2 - pixel_accuracy(matrix)):.3f}")

# %% [markdown]
# **At the threshold:** three object pixels, two of them at exactly 0.5. The recall that belongs to the threshold 0.5
# counts them.

# %%
precision, recall, thresholds = sk.precision_recall_curve([1, 1, 1, 0], [0.9, 0.5, 0.5, 0.1])
print(dict(zip(thresholds.tolist(), recall.round(2).tolist(), strict=False)))

# %% [markdown]
# **Made from precision and recall, or from counts?** A class that is there and never claimed: recall 0, precision
# undefined. From counts, F1 is 0.

# %%
missed = np.array([[5, 0], [3, 0]])
print("from counts:", f_beta_per_class(missed, beta=1)[1])
with np.errstate(invalid="ignore"):
    precision, recall = np.float64(0) / 0, 0 / 3
print("from precision and recall:", 2 * precision * recall / (precision + recall))

# %% [markdown]
# **scikit-image** has no IoU. Its scores of segmentations compare *objects*, and its adapted Rand error is an error:
# 0 is best. It takes the truth first and, unless told otherwise, leaves out all pixels whose truth is 0.

# %%
print("left out:", [float(value.round(2)) for value in adapted_rand_error(scored_truth, scored_prediction)])
everything = adapted_rand_error(scored_truth, scored_prediction, ignore_labels=())
print("all:     ", [float(value.round(2)) for value in everything])
