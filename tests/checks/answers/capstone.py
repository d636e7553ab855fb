"""Answers to the capstone."""

import math
from fractions import Fraction
from functools import cached_property

import numpy as np

from segmetrics_lab import metrics
from segmetrics_lab.checks.capstone_models import (
    LINE_1,
    mean_over_scenes,
    mean_scores,
    people,
    right_report,
    scores_on,
    share_of_people,
    threshold_by_means,
    threshold_on,
)
from segmetrics_lab.checks.shares import share
from tests.checks.answers import Answers

NAN = float("nan")


def iou_in_loops(truths, predictions):
    right = wrong = 0
    for truth, prediction in zip(truths, predictions, strict=True):
        for there, claimed in zip(truth.ravel().tolist(), prediction.ravel().tolist(), strict=True):
            if there != 255 and there == claimed == 1:
                right += 1
            elif there != 255 and there + claimed == 1:
                wrong += 1
    return right / (right + wrong) if right + wrong else NAN


def iou_of_added_matrices(truths, predictions):
    matrix = sum(
        metrics.confusion_matrix(truth, prediction.astype(np.uint8), 2)
        for truth, prediction in zip(truths, predictions, strict=True)
    )
    return metrics.iou_per_class(matrix)[1]


def iou_of_one_long_row(truths, predictions):
    truth = np.concatenate([truth.flatten() for truth in truths]).astype(np.float32)
    claimed = np.concatenate([prediction.flatten() for prediction in predictions]).astype(np.float32)
    claimed[truth == 255] = truth[truth == 255] = 0
    with np.errstate(invalid="ignore"):
        return np.minimum(truth, claimed).sum() / np.maximum(truth, claimed).sum()


def iou_of_sets(truths, predictions):
    there, claimed = set(), set()
    for number, (truth, prediction) in enumerate(zip(truths, predictions, strict=True)):
        there |= {(number, *place) for place in np.argwhere(truth == 1).tolist()}
        claimed |= {(number, *place) for place in np.argwhere((prediction == 1) & (truth < 255)).tolist()}
    return np.array(len(there & claimed) / len(there | claimed)) if there | claimed else np.nan


def _counts(truths, predictions):
    """Shared, there and claimed pixels of all images."""
    pairs = [(t[t != 255] == 1, p[t != 255] == 1) for t, p in zip(truths, predictions, strict=True)]
    return (sum(int(f(t, p).sum()) for t, p in pairs) for f in (np.logical_and, lambda t, _: t, lambda _, p: p))


def _of_each(truths, predictions):
    return [iou_in_loops([t], [p]) for t, p in zip(truths, predictions, strict=True)]


def iou_printed(truths, predictions):
    print(iou_in_loops(truths, predictions))


def iou_that_blackens_ignored_pixels(truths, predictions):
    for truth, prediction in zip(truths, predictions, strict=True):
        prediction[truth == 255] = 0
        truth[truth == 255] = 0
    return iou_in_loops(truths, predictions)


def iou_of_squares(truths, predictions):
    right = wrong = 0
    for truth, prediction in zip(truths, predictions, strict=True):
        for row in range(len(truth)):
            for column in range(len(truth)):
                there, claimed = truth[row, column], prediction[row, column]
                right += there == 1 and claimed == 1
                wrong += there not in (255, claimed)
    return right / (right + wrong) if right + wrong else NAN


def precision_of_all(truths, predictions):
    shared, _, claimed = _counts(truths, predictions)
    return shared / claimed if claimed else NAN


def iou_of_double_union(truths, predictions):
    shared, there, claimed = _counts(truths, predictions)
    return shared / (there + claimed) if there + claimed else NAN


def dice_of_all(truths, predictions):
    shared, there, claimed = _counts(truths, predictions)
    return 2 * shared / (there + claimed) if there + claimed else NAN


def iou_without_a_look(truths, predictions):
    shared, there, claimed = _counts(truths, predictions)
    return shared / (there + claimed - shared)


def iou_of_fractions(truths, predictions):
    shared, there, claimed = _counts(truths, predictions)
    return Fraction(shared, there + claimed - shared) if there + claimed else NAN


def iou_from_dice(truths, predictions):
    shared, there, claimed = _counts(truths, predictions)
    if there + claimed == 0:
        return math.nan
    dice = 2 * shared / (there + claimed)
    return dice / (2 - dice)


def iou_from_errors(truths, predictions):
    missed = invented = shared = 0
    for truth, prediction in zip(truths, predictions, strict=True):
        claimed = (prediction != 0) & (truth != 255)
        missed += int(((truth == 1) & ~claimed).sum())
        invented += int(((truth == 0) & claimed).sum())
        shared += int((truth[claimed] == 1).sum())
    try:
        return shared / (shared + missed + invented)
    except ZeroDivisionError:
        return float("nan")


def iou_of_numbered_pairs(truths, predictions):
    pairs = np.zeros(4, dtype=int)
    for truth, prediction in zip(truths, predictions, strict=True):
        known = truth < 2
        pairs += np.bincount(2 * truth[known] + prediction[known], minlength=4)
    with np.errstate(invalid="ignore"):
        return np.float32(pairs[3]) / np.float32(pairs[1:].sum())


def iou_that_skips(needed):
    """The IoU of the images in which something is there, or claimed, or both."""

    def answer(truths, predictions):
        shared = either = 0
        for truth, prediction in zip(truths, predictions, strict=True):
            there, claimed = truth[truth < 255] == 1, prediction[truth < 255] == 1
            if not needed(there, claimed):
                continue
            shared, either = shared + np.sum(there & claimed), either + np.sum(there | claimed)
        return shared / either if either else NAN

    return answer


def iou_beginning_anew(truths, predictions):
    for truth, prediction in zip(truths, predictions, strict=True):
        shared = either = 0
        there, claimed = truth[truth < 255] == 1, prediction[truth < 255] == 1
        shared += np.sum(there & claimed)
        either += np.sum(there | claimed)
    return shared / either if either else NAN


def iou_over_differences(truths, predictions):
    shared, there, claimed = _counts(truths, predictions)
    differ = there + claimed - 2 * shared
    return shared / differ if differ else NAN


def iou_in_one_stack(truths, predictions):
    return iou_in_loops([np.concatenate(np.stack(truths))], [np.concatenate(np.stack(predictions))])


def iou_of_rest(truths, predictions):
    turned = [np.where(truth == 255, 255, 1 - truth) for truth in truths]
    return iou_in_loops(turned, [1 - prediction.astype(int) for prediction in predictions])


ROAD_IOU = Answers(
    right=[
        iou_in_loops,
        iou_of_added_matrices,
        iou_of_one_long_row,
        iou_of_sets,
        iou_of_fractions,
        iou_from_dice,
        iou_from_errors,
        iou_of_numbered_pairs,
    ],
    wrong=[
        ("M01", precision_of_all),
        ("M02", iou_of_double_union),
        (
            "M05",
            lambda t, p: iou_in_loops([np.where(one == 255, 0, one) for one in t], [one.astype(np.uint8) for one in p]),
        ),
        ("M07", lambda t, p: np.nan_to_num(iou_in_loops(t, p))),
        ("M08", lambda t, p: np.nan_to_num(iou_in_loops(t, p), nan=1)),
        ("M10", dice_of_all),
        ("M11", lambda t, p: np.concatenate([(b == a)[a < 255] for a, b in zip(t, p, strict=True)]).mean()),
        ("M12", lambda t, p: np.nanmean([iou_in_loops(t, p), iou_of_rest(t, p)])),
        ("M13", lambda t, p: iou_in_loops(t, p) // 1),
        ("M14", iou_without_a_look),
        ("M15", iou_printed),
        ("M16", iou_that_blackens_ignored_pixels),
        ("M17", iou_of_squares),
        ("M26", lambda t, p: np.nanmean(_of_each(t, p))),
        ("M26", lambda t, p: np.mean(_of_each(t, p))),
        ("M26", lambda t, p: sum(0 if np.isnan(one) else one for one in _of_each(t, p)) / len(t)),
        ("M26", lambda t, p: np.median(_of_each(t, p))),
        ("M05", lambda t, p: iou_in_loops([(one > 0).astype(int) for one in t], p)),
        ("M39", lambda t, p: share(*list(_counts(t, p))[:2])),
        ("M17", lambda t, p: iou_in_loops([one[:, : len(one)] for one in t], [one[:, : len(one)] for one in p])),
        (None, iou_that_skips(lambda there, _: there.any()), "Every image counts"),
        (None, iou_that_skips(lambda _, claimed: claimed.any()), "Every image counts"),
        (None, iou_that_skips(lambda there, claimed: there.any() and claimed.any()), "Every image counts"),
        (None, lambda t, p: iou_in_loops(t, p) or NAN, "a real score"),
        (None, lambda t, p: iou_in_loops(t, p) if any((one == 1).any() for one in t) else NAN, "a real score"),
        (None, lambda t, p: iou_in_loops(t, p) if any(one.any() for one in p) else NAN, "a real score"),
        (None, lambda t, p: _of_each(t, p)[0], "one image only"),
        (None, iou_beginning_anew, "one image only"),
        (None, iou_over_differences, "both differ"),
        (None, iou_of_rest, "not that of the rest"),
        (None, lambda t, p: [iou_of_rest(t, p), iou_in_loops(t, p)], "not both"),
        (None, lambda t, p: 1 - iou_in_loops(t, p), "lacks to 1"),
        (None, iou_in_one_stack, "differ in size"),
        (None, lambda t, p: 0 if np.isfinite(iou_in_loops(t, p)) else NAN),
        (None, lambda t, p: sum(int(((a == 1) & (b == 1)).sum()) for a, b in zip(t, p, strict=True))),
        (None, lambda t, p: None if math.isnan(iou_in_loops(t, p)) else iou_in_loops(t, p), "NaN"),
    ],
)


def threshold_in_loops(truth, probability, is_person, thresholds, brief):
    pixels = list(zip(truth.ravel().tolist(), probability.ravel().tolist(), is_person.ravel().tolist(), strict=True))
    for level in thresholds:
        claimed = [there for there, sureness, _ in pixels if sureness >= level and there != 255]
        road = [sureness >= level for there, sureness, _ in pixels if there == 1]
        people = [sureness >= level for _, sureness, person in pixels if person]
        if (
            claimed
            and claimed.count(1) >= brief[0] * len(claimed)
            and sum(road) >= brief[1] * len(road)
            and sum(people) <= brief[2] * len(people)
        ):
            return float(level)
    return NAN


def threshold_from_a_sweep(truth, probability, is_person, thresholds, brief):
    long = truth.reshape(1, -1), probability.reshape(1, -1)
    sweep = metrics.threshold_sweep(*long, thresholds=thresholds)
    people = np.array([(probability[is_person] >= level).mean() for level in thresholds])
    keeps = (sweep.precision >= brief[0]) & (sweep.recall >= brief[1]) & (people <= brief[2])
    fits = sweep.thresholds[keeps]
    return fits.min() if fits.size else np.nan


def metrics_threshold(truth, probability, is_person, thresholds, brief):
    sweep = metrics.threshold_sweep(truth, probability, thresholds=thresholds)
    kept = (np.nan_to_num(sweep.precision, nan=-1) >= brief[0]) & (sweep.recall >= brief[1])
    kept &= (probability[is_person][None] >= thresholds[:, None]).mean(axis=1) <= brief[2]
    return float(thresholds[kept.argmax()]) if kept.any() else float("nan")


def threshold_in_float32(truth, probability, is_person, thresholds, brief):
    least_precision, least_recall, most_people = brief
    known = truth != 255
    there, sureness = (truth[known] == 1).astype(np.float32), probability[known].astype(np.float32)
    called = sureness[None] >= thresholds.astype(np.float32)[:, None]
    people = (probability[is_person][None] >= thresholds[:, None]).mean(axis=1)
    with np.errstate(invalid="ignore"):
        precision = (called * there).sum(axis=1) / called.sum(axis=1)
    recall = (called * there).sum(axis=1) / there.sum()
    fits = np.flatnonzero((precision >= least_precision) & (recall >= least_recall) & (people <= most_people))
    return np.float32(thresholds[fits[0]]) if len(fits) else np.float32("nan")


def threshold_from_above_but_to_the_end(truth, probability, is_person, thresholds, brief):
    found = NAN
    for level in sorted(thresholds, reverse=True):
        right = np.sum((probability >= level) & (truth == 1))
        invented = np.sum((probability >= level) & (truth == 0))
        missed = np.sum((probability < level) & (truth == 1))
        painted = np.sum((probability >= level) & is_person)
        if right + invented == 0 or painted / is_person.sum() > brief[2]:
            continue
        if right / (right + invented) >= brief[0] and right / (right + missed) >= brief[1]:
            found = level
    return found


def threshold_printed(truth, probability, is_person, thresholds, brief):
    print(threshold_in_loops(truth, probability, is_person, thresholds, brief))


def threshold_that_hides_pixels(truth, probability, is_person, thresholds, brief):
    probability[truth == 255] = -1
    return threshold_in_loops(truth, probability, is_person, thresholds, brief)


def threshold_without_a_look(truth, probability, is_person, thresholds, brief):
    for level in thresholds:
        claimed = [bool(there == 1) for there in truth[(probability >= level) & (truth != 255)].tolist()]
        precision = sum(claimed) / len(claimed)
        recall = (probability[truth == 1] >= level).mean()
        if precision >= brief[0] and recall >= brief[1] and (probability[is_person] >= level).mean() <= brief[2]:
            return level
    return NAN


def _keeps_others(truth, probability, is_person, level, brief):
    """Are lines 2 and 3 kept?"""
    recall, people = ((probability[mask] >= level).mean() for mask in (truth == 1, is_person))
    return recall >= brief[1] and people <= brief[2]


def threshold_going_down(truth, probability, is_person, thresholds, brief):
    lowest = NAN
    for level in thresholds[::-1]:
        claimed = truth[(probability >= level) & (truth != 255)]
        if claimed.size and (claimed == 1).mean() < brief[0]:
            return lowest
        if claimed.size and _keeps_others(truth, probability, is_person, level, brief):
            lowest = level
    return lowest


def threshold_by_halves(truth, probability, is_person, thresholds, brief):
    low, high = 0, len(thresholds)
    while low < high:
        middle = (low + high) // 2
        claimed = truth[(probability >= thresholds[middle]) & (truth != 255)]
        people = (probability[is_person] >= thresholds[middle]).mean()
        if claimed.size and ((claimed == 1).mean() < brief[0] or people > brief[2]):
            low = middle + 1
        else:
            high = middle
    return thresholds[low] if low < len(thresholds) else NAN


def threshold_of_masked_cells(truth, probability, is_person, thresholds, brief):
    best = NAN
    for level in reversed(thresholds.tolist()):
        claimed = (probability >= level) * (truth < 255)
        right = int((claimed * (truth == 1)).sum())
        keeps = right >= brief[1] * int((truth == 1).sum())
        keeps = keeps and int((claimed * is_person).sum()) <= brief[2] * int(is_person.sum())
        if claimed.sum() > 0 and keeps and 1 - (int(claimed.sum()) - right) / int(claimed.sum()) >= brief[0]:
            best = level
    return best


def threshold_by_sorting(truth, probability, is_person, thresholds, brief):
    """From the surest pixel down, with running sums."""
    known = truth.ravel() != 255
    order = np.argsort(-probability.ravel()[known])
    sureness, road = probability.ravel()[known][order], truth.ravel()[known][order] == 1
    person = is_person.ravel()[known][order]
    found = np.searchsorted(-sureness, -thresholds, side="right")
    right, painted = np.append(0, np.cumsum(road))[found], np.append(0, np.cumsum(person))[found]
    fits = (found > 0) & (right >= brief[0] * found) & (right >= brief[1] * road.sum())
    fits &= painted <= brief[2] * person.sum()
    return thresholds[fits].min(initial=np.inf) if fits.any() else np.nan


def threshold_of_fractions(truth, probability, is_person, thresholds, brief):
    least_precision, least_recall, most_people = map(Fraction, brief)
    for level in thresholds:
        called = probability >= level
        claimed = truth[(truth != 255) & called].tolist()
        road, people = called[truth == 1].tolist(), called[is_person].tolist()
        if (
            claimed
            and Fraction(sum(claimed), len(claimed)) >= least_precision
            and Fraction(sum(road), len(road)) >= least_recall
            and Fraction(sum(people), len(people)) <= most_people
        ):
            return level
    return np.float64("nan")


def threshold_with_counts(score):
    """The first threshold at which a score of shared, there, claimed and all pixels is high enough."""

    def answer(truth, probability, is_person, thresholds, brief):
        there, sureness = truth[truth < 255] == 1, probability[truth < 255]
        for level in thresholds:
            claimed = sureness >= level
            counts = (int(mask.sum()) for mask in (there & claimed, there, claimed))
            is_high = score(*counts, there.size) >= brief[0]
            if is_high and _keeps_others(truth, probability, is_person, level, brief):
                return level
        return NAN

    return answer


def threshold_of_lines(*lines):
    """The first threshold that keeps only some of the lines."""

    def answer(truth, probability, is_person, thresholds, brief):
        for level in thresholds:
            called = probability >= level
            claimed = truth[called & (truth != 255)] == 1
            keeps = {
                1: claimed.size > 0 and claimed.mean() >= brief[0],
                2: called[truth == 1].mean() >= brief[1],
                3: called[is_person].mean() <= brief[2],
            }
            if all(keeps[line] for line in lines):
                return level
        return NAN

    return answer


def threshold_of_each_line(truth, probability, is_person, thresholds, brief):
    """The highest of three thresholds, one for each line."""
    arguments = truth, probability, is_person, thresholds, brief
    return float(np.max([threshold_of_lines(line)(*arguments) for line in (1, 2, 3)]))


def threshold_of_any_line(truth, probability, is_person, thresholds, brief):
    arguments = truth, probability, is_person
    for level in thresholds:
        if any(threshold_of_lines(line)(*arguments, [level], brief) == level for line in (1, 2, 3)):
            return level
    return NAN


def threshold_with_people(share):
    """The first threshold that keeps lines 1 and 2, and a share made of people called road, claimed and all pixels."""

    def answer(truth, probability, is_person, thresholds, brief):
        for level in thresholds:
            called = (probability >= level) & (truth != 255)
            is_precise = called.any() and (truth[called] == 1).mean() >= brief[0]
            people = share(int((called & is_person).sum()), int(called.sum()), int((truth != 255).sum()))
            if is_precise and called[truth == 1].mean() >= brief[1] and people <= brief[2]:
                return level
        return NAN

    return answer


def threshold_that_paints(truth, probability, is_person, thresholds, brief):
    """With the third line turned around."""
    for level in thresholds:
        called = (probability >= level) & (truth != 255)
        is_precise = called.any() and (truth[called] == 1).mean() >= brief[0]
        if is_precise and called[truth == 1].mean() >= brief[1] and called[is_person].mean() >= brief[2]:
            return level
    return NAN


def threshold_from_the_first_round(truth, probability, is_person, thresholds, brief):
    for level in thresholds:
        claimed = truth[(probability >= level) & (truth != 255)]
        is_precise = claimed.size and (claimed == 1).mean() >= brief[0]
        if is_precise and _keeps_others(truth, probability, is_person, level, brief):
            return level
        return NAN
    return NAN


def threshold_of_own_levels(truth, probability, is_person, thresholds, brief):
    return threshold_in_loops(truth, probability, is_person, np.unique(probability), brief)


def threshold_of_what_lies_below(truth, probability, is_person, thresholds, brief):
    for level in thresholds:
        called = probability < level
        claimed = truth[called & (truth != 255)]
        is_precise = claimed.size and (claimed == 1).mean() >= brief[0]
        if is_precise and called[truth == 1].mean() >= brief[1] and called[is_person].mean() <= brief[2]:
            return level
    return NAN


def threshold_index(truth, probability, is_person, thresholds, brief):
    found = threshold_in_loops(truth, probability, is_person, thresholds, brief)
    return int(np.argmax(thresholds == found)) if math.isfinite(found) else NAN


def threshold_or(other):
    """The right threshold, or something else where none keeps the promises."""

    def answer(truth, probability, is_person, thresholds, brief):
        found = threshold_in_loops(truth, probability, is_person, thresholds, brief)
        return found if math.isfinite(found) else other(thresholds)

    return answer


def threshold_beyond(*lines):
    """The first threshold that keeps all lines, and some of them with something to spare."""

    def answer(truth, probability, is_person, thresholds, brief):
        for level in thresholds:
            called = probability >= level
            claimed = truth[called & (truth != 255)] == 1
            spare = [called[truth == 1].mean() - brief[1], brief[2] - called[is_person].mean()]
            spare = [claimed.mean() - brief[0] if claimed.size else -1, *spare]
            if all(one > 0 if line in lines else one >= 0 for line, one in enumerate(spare, start=1)):
                return level
        return NAN

    return answer


def threshold_above_all_failures(truth, probability, is_person, thresholds, brief):
    arguments = truth, probability, is_person
    fits = [level for level in thresholds if threshold_in_loops(*arguments, [level], brief) == level]
    return fits[-1] if fits else NAN


def threshold_that_takes_nothing_for_precise(truth, probability, is_person, thresholds, brief):
    for level in thresholds:
        claimed = truth[(probability >= level) & (truth < 255)]
        is_precise = not claimed.size or (claimed == 1).mean() >= brief[0]
        if is_precise and _keeps_others(truth, probability, is_person, level, brief):
            return level
    return NAN


def threshold_that_counts_the_ignored(truth, probability, is_person, thresholds, brief):
    for level in thresholds:
        claimed = truth[probability >= level]
        is_precise = claimed.size and (claimed == 1).mean() >= brief[0]
        if is_precise and _keeps_others(truth, probability, is_person, level, brief):
            return level
    return NAN


def threshold_by_accuracy(truth, probability, is_person, thresholds, brief):
    for level in thresholds:
        right = ((truth == 1) == (probability >= level))[truth < 255]
        if right.mean() >= brief[0] and _keeps_others(truth, probability, is_person, level, brief):
            return level
    return NAN


def threshold_of_swapped_lines(truth, probability, is_person, thresholds, brief):
    return threshold_in_loops(truth, probability, is_person, thresholds, (brief[1], brief[0], brief[2]))


def threshold_of_mean_images(truth, probability, is_person, thresholds, brief):
    stacks = [stack.reshape(-1, *stack.shape[-2:]) for stack in (truth, probability, is_person)]
    for level in thresholds:
        scores = []
        for there, sureness, person in zip(*stacks, strict=True):
            called = sureness >= level
            claimed = there[called & (there < 255)] == 1
            parts = claimed, called[there == 1], called[person]
            scores.append([part.mean() if part.size else NAN for part in parts])
        precision, recall, people = np.nanmean(scores, axis=0)
        if precision >= brief[0] and recall >= brief[1] and people <= brief[2]:
            return level
    return NAN


def threshold_of_first_image(truth, probability, is_person, thresholds, brief):
    if truth.ndim > 2:
        truth, probability, is_person = truth[0], probability[0], is_person[0]
    return threshold_from_a_sweep(truth, probability, is_person, thresholds, brief)


def threshold_of_best_precision(truth, probability, is_person, thresholds, brief):
    sweep = metrics.threshold_sweep(truth, probability, thresholds=thresholds)
    return thresholds[np.nanargmax(np.append(sweep.precision, 0)) % len(thresholds)]


THRESHOLD = Answers(
    right=[
        threshold_in_loops,
        threshold_from_a_sweep,
        threshold_in_float32,
        threshold_from_above_but_to_the_end,
        threshold_of_masked_cells,
        threshold_by_sorting,
        threshold_of_fractions,
        metrics_threshold,
    ],
    wrong=[
        (None, threshold_of_lines(1, 2), "Line 3 is not looked at"),
        (None, threshold_of_lines(1, 3), "Line 2 is not looked at"),
        (None, threshold_of_lines(2, 3), "Line 1 is not looked at"),
        (None, threshold_of_lines(1), "Line 3 is not looked at"),
        (None, threshold_of_each_line, "keep all three"),
        (None, threshold_of_any_line, "keep all three"),
        (None, threshold_with_people(lambda people, claimed, _: people / max(1, claimed)), "pixels of people"),
        (None, threshold_with_people(lambda people, _, pixels: people / pixels), "pixels of people"),
        (None, threshold_with_people(lambda people, *_: people)),
        (None, threshold_that_paints, "Line 3 says at most"),
        (None, threshold_beyond(1), "at most means <="),
        (None, threshold_beyond(2), "at least means >="),
        (None, threshold_beyond(3), "at most means <="),
        ("M03", threshold_of_swapped_lines, "about precision"),
        ("M05", threshold_that_counts_the_ignored),
        ("M38", threshold_by_accuracy),
        ("M14", threshold_without_a_look),
        (None, threshold_that_takes_nothing_for_precise, "Where nothing is claimed"),
        ("M05", lambda t, *rest: threshold_in_loops((t > 0).astype(int), *rest)),
        (
            None,
            threshold_with_counts(lambda shared, there, claimed, _: shared / (there + claimed - shared)),
            "precision",
        ),
        (None, threshold_with_counts(lambda shared, there, claimed, _: 2 * shared / (there + claimed)), "precision"),
        (None, threshold_with_counts(lambda shared, there, claimed, all_: shared / all_), "about precision"),
        (None, threshold_of_what_lies_below, "at least the threshold"),
        (None, threshold_above_all_failures, "not the first, the last"),
        (None, threshold_index, "not its place"),
        (None, threshold_of_own_levels, "another level"),
        (None, threshold_or(lambda _: 0.0), "neither 0"),
        (None, threshold_or(lambda _: 1.0), "neither 0"),
        (None, threshold_or(lambda at: at[-1]), "any of the thresholds"),
        (None, threshold_or(lambda _: None), "NaN"),
        (None, threshold_from_the_first_round, "after the loop"),
        (None, lambda t, p, i, at, brief: NAN, "after the loop"),
        (None, lambda t, p, i, at, brief: threshold_in_loops(t[:1], p[:1], i[:1], at, brief)),
        (None, threshold_of_first_image, "counted at once"),
        ("M15", threshold_printed),
        ("M16", threshold_that_hides_pixels),
        ("M19", lambda t, p, i, at, brief: threshold_in_loops(t, np.where(np.isin(p, at), p - 0.01, p), i, at, brief)),
        ("M26", threshold_of_mean_images),
        ("M31", threshold_going_down, "may fall at a higher threshold"),
        ("M31", threshold_by_halves, "may fall at a higher threshold"),
        (None, lambda t, p, i, at, brief: at[-1], "not the first, the last"),
        (None, lambda t, p, i, at, brief: at[0], "not the first, the last"),
        (None, lambda t, p, i, at, brief: 0.5),
        (None, threshold_of_best_precision),
    ],
)


def _with(report, at, value):
    return [*report[:at], value, *report[at + 1 :]]


def _other(name, report, *place, **options):
    """Scores of other scenes than the test's, or at another threshold."""
    scores = scores_on(name, *place, **options)
    return [report[0], scores.precision, scores.recall, scores.iou, report[4]]


def _all_at(name, threshold):
    """A report in which everything follows from another threshold."""
    scores = scores_on(name, "test", threshold)
    return [threshold, scores.precision, scores.recall, scores.iou, share_of_people(name, threshold=threshold)]


def _share_of_all(name):
    return people(name).painted_over.sum() / people(name).pixels


def _share_of_claims(name):
    return people(name).painted_over.sum() / people(name).claimed


class ReportAnswers:
    """Answers to the report; the models are trained when somebody asks for them."""

    @cached_property
    def numbers(self):
        return [right_report(name).tolist() for name in "ab"]

    @property
    def right(self):
        a, b = self.numbers
        return [
            (a, b),
            (np.round(a, 3), tuple(np.round(b, 3).tolist())),
            (np.array(a, dtype=np.float32), [np.float64(number) for number in b]),
        ]

    def _both(self, change):
        return tuple(change(name, report) for name, report in zip("ab", self.numbers, strict=True))

    @property
    def wrong(self):
        a, b = self.numbers
        return [
            ("M20", (_with(a, 0, threshold_on("a", "test")), b)),
            ("M20", (a, _with(b, 0, threshold_on("b", "test")))),
            ("M20", self._both(lambda name, report: _other(name, report, "validation"))),
            ("M22", self._both(lambda name, report: _other(name, report, "train"))),
            (
                "M03",
                self._both(lambda name, report: [report[0], report[2], report[1], *report[3:]]),
                "does precision come first",
            ),
            ("M10", self._both(lambda name, report: _with(report, 3, 2 * report[3] / (1 + report[3])))),
            ("M26", self._both(lambda name, report: _with(report, 4, mean_over_scenes(name)))),
            ("M20", self._both(lambda name, report: _all_at(name, threshold_on(name, "test")))),
            ("M22", self._both(lambda name, report: _all_at(name, threshold_on(name, "train")))),
            ("M26", self._both(lambda name, report: _with(report, 0, threshold_by_means(name)))),
            (
                None,
                self._both(lambda name, report: _all_at(name, threshold_on(name, "validation", LINE_1))),
                "too many",
            ),
            ("M26", self._both(lambda name, report: [report[0], *mean_scores(name), report[4]])),
            ("M26", self._both(lambda name, report: [report[0], *mean_scores(name), mean_over_scenes(name)])),
            ("M11", self._both(lambda name, report: _with(report, 3, scores_on(name, "test").accuracy))),
            (None, self._both(lambda name, report: _with(report, 4, _share_of_claims(name))), "pixels of people"),
            (None, self._both(lambda name, report: _with(report, 4, _share_of_all(name))), "pixels of people"),
            (None, self._both(lambda name, report: _with(report, 4, 1 - report[4])), "spared"),
            ("M20", self._both(lambda name, report: _with(report, 4, share_of_people(name, "validation")))),
            (None, (a, _with(b, 4, share_of_people("b", threshold=0.5))), "stands first"),
            (None, self._both(lambda name, report: _with(report, 4, 0.0))),
            (None, self._both(lambda name, report: _with(report, 4, float(people(name).painted_over.sum()))), "counts"),
            (None, self._both(lambda name, report: np.round(report, 2)), "So few decimals"),
            (None, self._both(lambda name, report: np.round(report, 1)), "So few decimals"),
            (None, self._both(lambda name, report: _other(name, report, "test", 0.5)), "stands first"),
            (None, (a, _other("b", b, "test", a[0])), "stands first"),
            (None, self._both(lambda name, report: _other(name, report, "test", road=0)), "entry 1"),
            (None, (_with(a, 0, 0.5), b), "did you choose"),
            (None, self._both(lambda name, report: _all_at(name, 0.5)), "did you choose"),
            (None, self._both(lambda name, report: _with(report, 0, 0.99))),
            (None, (b, a), "the numbers of the other"),
            (None, (a, a), "the numbers of the other"),
            (None, (_with(a, 0, a[0] + 0.01), b)),
            (None, (np.round(a, 2), b), "So few decimals"),
            ("M26", self._both(lambda name, report: _with(report, 4, mean_over_scenes(name) * 5 / 12))),
            (None, (a[:4], b[:4])),
            (None, ([100 * number for number in a], b), "not per cent"),
        ]


STREET = np.array([[0] * 8, [0] * 8, *[[0, 1, 1, 1, 2, 1, 1, 0]] * 2, *[[0, 1, 1, 1, 1, 1, 1, 0]] * 2])
ROAD = (STREET == 1).astype(int)


def _and(claim, *places):
    made = claim.copy()
    for place in places:
        made[place] = 1 - made[place]
    return made


SAME_SCORES = Answers(
    right=[
        (_and(ROAD, (0, 0), (0, 1)), (STREET > 0).tolist()),
        (_and(ROAD, (5, 1), (1, 7), (1, 6)).astype(float), _and(ROAD, (5, 6), (2, 4), (3, 4)).astype(bool)),
    ],
    wrong=[
        (None, (ROAD, STREET > 0), "equally many"),
        (None, (_and(ROAD, (0, 0), (0, 1)), _and(ROAD, (2, 4), (0, 1))), "Let deadly be 1"),
        (None, (STREET > 0, STREET > 0), "Let harmless be 0"),
        (None, ((STREET != 2).astype(int), np.ones((6, 8), int)), "Recall does not see"),
        (None, (_and(ROAD, (0, 0), (0, 1), (2, 1), (3, 1), (4, 1)), STREET > 0), "at least 20"),
        (None, (np.zeros((6, 8), int), STREET == 2), "at least 20"),
        (None, (ROAD[:4], STREET[:4] > 0)),
        (None, (ROAD, STREET)),
    ],
)

ANSWERS = {
    "fair": Answers(right=["d", " D"], wrong=[("M32", "a"), ("M33", "b"), ("M33", "c"), (None, "both")]),
    "road_iou": ROAD_IOU,
    "leak": Answers(right=["e", "E"], wrong=[("M21", "a"), ("M05", "b"), ("M34", "c"), (None, "d"), (None, "f")]),
    "same_scores": SAME_SCORES,
    "threshold": THRESHOLD,
    "report": ReportAnswers(),
    "decision": Answers(
        right=["def", "fed", "D, E, F", ["d", "e", "f"], {"f", "d", "e"}, np.array(["d", "e", "f"])],
        wrong=[
            ("M23", "a"),
            ("M24", "bef"),
            ("M20", ["c", "f"]),
            ("M24", "b"),
            ("M20", "cdef"),
            ("M23", "def and a"),
            (None, "d"),
            (None, "df"),
            (None, "d, e"),
            (None, "xyz"),
            (None, "all"),
            (None, 7),
            ("M23", "abcdef"),
            (None, ""),
        ],
    ),
}
