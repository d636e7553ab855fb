"""Answers to the exercise set on overfitting."""

from collections import deque
from fractions import Fraction
from itertools import pairwise

import numpy as np

from tests.checks.answers import Answers


def simplest_in_loops(values, training_scores, validation_scores, tolerance):
    best = max(validation_scores)
    found = None
    for value, score in zip(values, validation_scores, strict=True):
        if best - score <= tolerance and (found is None or value < found):
            found = value
    return found


def simplest_sorted_first(values, training_scores, validation_scores, tolerance):
    order = np.argsort(values)
    good_enough = np.maximum(validation_scores[order], validation_scores.max() - tolerance) == validation_scores[order]
    return int(values[order][np.argmax(good_enough)])


def simplest_in_float32(values, training_scores, validation_scores, tolerance):
    scores = validation_scores.astype(np.float32)
    return np.float32(min(values[np.flatnonzero(scores.max() - scores <= np.float32(tolerance))]))


def simplest_by_changing_the_scores(values, training_scores, validation_scores, tolerance):
    validation_scores -= validation_scores.max() - tolerance
    return values[validation_scores >= 0].min()


def simplest_printed(values, training_scores, validation_scores, tolerance):
    print(simplest_in_loops(values, training_scores, validation_scores, tolerance))


def simplest_by_heap(values, training_scores, validation_scores, tolerance):
    least = np.partition(validation_scores, -1)[-1] - tolerance
    return next(value for value, score in sorted(zip(values, validation_scores, strict=True)) if score >= least)


def simplest_with_where(values, training_scores, validation_scores, tolerance):
    below = max(validation_scores.tolist()) - validation_scores
    return np.nanmin(np.where(below > tolerance, np.nan, values))


def simplest_by_strict_loop(values, training_scores, validation_scores, tolerance):
    good = [v for v, score in zip(values, validation_scores, strict=True) if max(validation_scores) - score < tolerance]
    return min(good)


def simplest_first_found(values, training_scores, validation_scores, tolerance):
    for value, score in zip(values, validation_scores, strict=True):
        if score >= max(validation_scores) - tolerance:
            return value


def simplest_of(fits, pick=np.min):
    """Another rule for what is good enough, and what is picked of it."""

    def answer(values, training_scores, validation_scores, tolerance):
        return pick(values[fits(training_scores, validation_scores, tolerance)])

    return answer


def simplest_by_neighbours(values, training_scores, validation_scores, tolerance):
    order = np.argsort(values)
    for here, there in pairwise(order):
        if validation_scores[there] - validation_scores[here] <= tolerance:
            return values[here]
    return values[order[-1]]


SIMPLEST = Answers(
    right=[
        simplest_in_loops,
        simplest_sorted_first,
        simplest_in_float32,
        lambda values, training_scores, new, tolerance: np.array(min(values[~(new < max(new) - tolerance)])),
        simplest_by_heap,
        simplest_with_where,
        lambda values, training_scores, new, tolerance: min(values[new + tolerance >= new.max()]),
        lambda v, training_scores, new, tolerance: float(v[np.abs(new - new.max()) <= tolerance].min()),
        lambda v, training_scores, new, tolerance: np.sort(v[np.argsort(new)[np.sort(new) >= np.max(new) - tolerance]])[
            0
        ],
    ],
    wrong=[
        (None, simplest_by_neighbours, "You compare each value with the next one"),
        ("M22", simplest_of(lambda old, new, tol: old - new <= tol), "have a say"),
        (None, simplest_of(lambda old, new, tol: new >= new.argmax() - tol), "the place of the best score"),
        (None, simplest_of(lambda old, new, tol: new <= new.max() - tol), "or more below the best"),
        ("M15", simplest_printed),
        ("M16", simplest_by_changing_the_scores),
        ("M22", lambda v, learned, new, tolerance: simplest_in_loops(v, new, learned, tolerance)),
        ("M22", lambda v, learned, new, tolerance: v[learned.argmax()]),
        ("M22", simplest_of(lambda old, new, tol: (new >= new.max() - tol) & (old >= old.max() - tol)), "validation"),
        ("M22", simplest_of(lambda old, new, tol: old + new >= (old + new).max() - 2 * tol), "have a say"),
        ("M22", simplest_of(lambda old, new, tol: old >= new.max() - tol), "have a say"),
        (None, simplest_by_strict_loop, "not <"),
        (None, simplest_of(lambda old, new, tol: new > new.max() - tol), "not <"),
        (None, lambda v, old, new, tol: v[new.argmax()], "the best score"),
        (None, lambda v, old, new, tol: int(sorted(zip(new, -v, strict=True))[-1][1] * -1), "the best score"),
        (None, simplest_of(lambda old, new, tol: new >= new.max() - tol, np.max), "the smallest value"),
        (None, simplest_first_found, "the smallest value"),
        (None, simplest_of(lambda old, new, tol: new >= new.max() - tol, lambda good: good[-1]), "the smallest value"),
        (None, lambda v, old, new, tol: np.argmax(new >= new.max() - tol), "not its place"),
        (None, lambda v, old, new, tol: list(v).index(v[new >= new.max() - tol].min()), "not its place"),
        (None, lambda v, old, new, tol: new[new >= new.max() - tol].min(), "a score"),
        (None, lambda v, old, new, tol: new.max(), "a score"),
        (None, simplest_of(lambda old, new, tol: new >= new.max() - tol, list), "all that are good enough"),
        (None, lambda v, old, new, tol: new >= new.max() - tol, "True and False"),
        (None, lambda v, old, new, tol: min(v), "subtract the tolerance"),
        (None, simplest_of(lambda old, new, tol: new >= new.mean() - tol), "subtract the tolerance"),
        (None, simplest_of(lambda old, new, tol: new >= tol), "subtract the tolerance"),
        (None, simplest_of(lambda old, new, tol: new / new.max() >= 1 - tol), "subtract the tolerance"),
        (None, lambda v, old, new, tol: np.median(v)),
    ],
)


def stop_with_a_countdown(scores, patience):
    best, left = 0, patience
    for stage, score in enumerate(scores):
        if score > scores[best]:
            best, left = stage, patience
        elif stage > 0:
            left -= 1
            if left == 0:
                return best
    return best


def stop_with_running_maxima(scores, patience):
    running = np.maximum.accumulate(scores)
    is_new = np.append(True, running[1:] > running[:-1])
    new_bests = np.flatnonzero(is_new)
    waits = np.diff(np.append(new_bests, len(scores) + patience))
    return new_bests[np.argmax(waits > patience)] if (waits > patience).any() else new_bests[-1]


def stop_with_while(scores, patience):
    scores = [float(score) for score in scores]
    stage = best = 0
    while stage < len(scores) and stage - best < patience:
        stage += 1
        if stage < len(scores) and scores[stage] > scores[best]:
            best = stage
    return float(best)


def stop_by_recursion(scores, patience, best=0):
    nearby = scores[best + 1 : best + 1 + patience]
    better = np.flatnonzero(nearby > scores[best])
    return stop_by_recursion(scores, patience, best + 1 + better[0]) if better.size else best


def stop_printed(scores, patience):
    print(stop_with_while(scores, patience))


def stop_by_striking_out(scores, patience):
    best = stop_with_while(scores, patience)
    scores[int(best) + 1 :] = 0
    return int(scores.argmax())


def stop_by_all_setbacks(scores, patience):
    best = setbacks = 0
    for stage, score in enumerate(scores):
        if score > scores[best]:
            best = stage
        elif stage > 0:
            setbacks += 1
            if setbacks == patience:
                break
    return best


def stop_at_falls(scores, patience):
    best = falls = 0
    for stage in range(1, len(scores)):
        falls = falls + 1 if scores[stage] < scores[stage - 1] else 0
        if scores[stage] > scores[best]:
            best = stage
        if falls == patience:
            break
    return best


def stop_with_ties(scores, patience):
    best = 0
    for stage, score in enumerate(scores):
        if score >= scores[best]:
            best = stage
        elif stage - best >= patience:
            break
    return best


def stop_and_say_where(scores, patience):
    best = stop_with_while(scores, patience)
    return min(best + patience, len(scores) - 1)


def stop_with_a_queue(scores, patience):
    waiting, best = deque(maxlen=patience), 0
    for stage, score in enumerate(scores.tolist()):
        if stage and score <= scores[best]:
            waiting.append(stage)
        else:
            waiting.clear()
            best = stage
        if len(waiting) == patience:
            break
    return best


def stop_by_cutting(scores, patience):
    for end in range(1, len(scores)):
        seen = scores[: end + 1]
        if end - np.argmax(seen) >= patience:
            return np.argmax(seen)
    return np.argmax(scores)


def stop_with_infinity(scores, patience):
    best, best_stage, wait = -np.inf, -1, 0
    for stage, score in enumerate(scores):
        if score > best:
            best, best_stage, wait = score, stage, 0
            continue
        wait += 1
        if wait >= patience:
            return best_stage
    return best_stage


def stop_from_zero(scores, patience):
    best, best_stage, wait = 0.0, 0, 0
    for stage, score in enumerate(scores):
        if score > best:
            best, best_stage, wait = score, stage, 0
        else:
            wait += 1
            if wait == patience:
                break
    return best_stage


def stop_with_a_step(scores, patience, step=0.01):
    best, best_stage, wait = scores[0], 0, 0
    for stage in range(1, len(scores)):
        if scores[stage] > best + step:
            best, best_stage, wait = scores[stage], stage, 0
        else:
            wait += 1
            if wait == patience:
                break
    return best_stage


def stop_where_ties_wait_for_nothing(scores, patience):
    best, wait = 0, 0
    for stage in range(1, len(scores)):
        if scores[stage] > scores[best]:
            best, wait = stage, 0
        elif scores[stage] < scores[best]:
            wait += 1
            if wait == patience:
                break
    return best


def stop_where_ties_begin_anew(scores, patience):
    best, wait = 0, 0
    for stage in range(1, len(scores)):
        if scores[stage] >= scores[best]:
            best = stage if scores[stage] > scores[best] else best
            wait = 0
        else:
            wait += 1
        if wait == patience:
            return best
    return best


def stop_at_no_rise(scores, patience):
    best = flat = 0
    for stage in range(1, len(scores)):
        flat = 0 if scores[stage] > scores[stage - 1] else flat + 1
        best = stage if scores[stage] > scores[best] else best
        if flat >= patience:
            return best
    return best


def stop_after_any_rise(scores, patience):
    best, wait = 0, 0
    for stage in range(1, len(scores)):
        if scores[stage] > scores[stage - 1]:
            best, wait = stage, 0
        else:
            wait += 1
        if wait == patience:
            break
    return best


def stop_and_go_back(scores, patience):
    best = 0
    for stage in range(len(scores)):
        if scores[stage] > scores[best]:
            best = stage
        if stage - best == patience:
            break
    return max(0, stage - patience)


def stop_and_forget_the_end(scores, patience):
    best = 0
    for stage in range(len(scores)):
        best = stage if scores[stage] > scores[best] else best
        if stage - best == patience:
            return best


def stop_at_where_it_stopped(scores, patience):
    best = 0
    for stage, score in enumerate(scores):
        if score > scores[best]:
            best = stage
        if stage - best == patience:
            return stage
    return best


def stop_at_the_last(scores, patience):
    best = 0
    for stage in range(1, len(scores)):
        best = stage if scores[stage] > scores[best] else best
        if stage - best == patience:
            return best
    return len(scores) - 1


def stop_past_the_end(scores, patience):
    stage = best = 0
    while stage - best < patience:
        stage += 1
        if scores[stage] > scores[best]:
            best = stage
    return best


STOP_AT = Answers(
    right=[
        stop_with_a_countdown,
        stop_with_running_maxima,
        stop_with_while,
        stop_by_recursion,
        stop_with_a_queue,
        stop_by_cutting,
        stop_with_infinity,
        lambda scores, patience: stop_with_infinity([Fraction(score) for score in scores], patience),
        lambda scores, patience: np.array([stop_by_cutting(scores.astype(np.float32), patience)]).item(),
    ],
    wrong=[
        ("M15", stop_printed),
        ("M16", stop_by_striking_out),
        ("M15", stop_and_forget_the_end),
        (None, lambda scores, patience: scores.argmax(), "all stages"),
        (None, stop_by_all_setbacks, "in a row"),
        (None, stop_at_falls, "the one before"),
        (None, stop_at_no_rise, "the one before"),
        (None, stop_after_any_rise, "the one before"),
        (None, stop_with_ties, "An equal one"),
        (None, stop_where_ties_wait_for_nothing, "An equal one"),
        (None, stop_where_ties_begin_anew, "An equal one"),
        (None, stop_and_say_where, "where the walk ends"),
        (None, lambda scores, patience: stop_with_while(scores, patience) + 1, "its number from 1"),
        (None, lambda scores, patience: scores[int(stop_with_while(scores, patience))], "its score"),
        (None, stop_and_go_back, "where the walk ends"),
        (None, lambda scores, patience: stop_with_while(scores, patience + 1), "one later"),
        (None, lambda scores, patience: stop_with_while(scores, patience - 1), "one later or earlier"),
        (None, stop_from_zero, "begin with scores[0]"),
        (None, stop_with_a_step, "however little"),
        (None, lambda scores, patience: stop_with_while(-scores, patience), "the higher, the better"),
        (None, lambda scores, patience: scores[: patience + 1].argmax(), "from the beginning"),
        (None, stop_at_the_last, "where the walk ends"),
        (None, stop_at_where_it_stopped, "where the walk ends"),
        (None, stop_past_the_end),
        (None, lambda scores, patience: len(scores) - 1),
        (None, lambda scores, patience: patience),
    ],
)

ANSWERS = {
    "votes": Answers(
        right=[0.9, np.float32(0.9), 18 / 20, np.array(0.9)],
        wrong=[
            ("M22", 0.95, "really there"),
            ("M22", 19 / 20, "really there"),
            (None, 1.0, "stands alone"),
            (None, 0.85, "the memory"),
            (None, 18, "a share"),
            (None, 90, "not per cent"),
            (None, 2 / 20, "wrong pixels"),
            (None, 0.8),
            (None, "0.9"),
        ],
    ),
    "simplest": SIMPLEST,
    "labels": Answers(right=["d", "D", "team B"], wrong=[("M33", "a"), ("M33", "b"), ("M22", "c"), (None, "both")]),
    "no_gap": Answers(
        right=[(0.29, 0.28), (np.array([0.29]), np.float32(0.28)), (0.4, 0.44), (0.0, 0.0), (0.001, 0.0)],
        wrong=[
            (None, (0.99, 0.69), "A gap shows"),
            (None, (0.3, 0.6), "judge both by labels of one kind"),
            (None, (0.8, 0.79), "right this often"),
            (None, (0.49, 0.43), "A gap shows"),
            (None, (0.45, 0.4), "A gap shows"),
            (None, (29, 28), "nor per cent"),
            (None, (-0.1, -0.1), "below 0"),
            (None, ([0.2, 0.3], [0.2, 0.3]), "at [0]"),
            (None, (float("nan"), 0.3)),
            (None, ("0.2", "0.2")),
        ],
    ),
    "stop_at": STOP_AT,
}
