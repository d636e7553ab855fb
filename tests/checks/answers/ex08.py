"""Answers to exercise set 8."""

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


SIMPLEST = Answers(
    right=[
        simplest_in_loops,
        simplest_sorted_first,
        simplest_in_float32,
        lambda values, training_scores, new, tolerance: np.array(min(values[~(new < max(new) - tolerance)])),
    ],
    wrong=[
        ("M15", simplest_printed),
        ("M16", simplest_by_changing_the_scores),
        ("M22", lambda v, learned, new, tolerance: simplest_in_loops(v, new, learned, tolerance)),
        ("M22", lambda v, learned, new, tolerance: v[learned.argmax()]),
        (None, lambda v, learned, new, tolerance: v[new > new.max() - tolerance].min(initial=99)),
        (None, lambda v, learned, new, tolerance: v[new.argmax()]),
        (None, lambda v, learned, new, tolerance: v[new >= new.max() - tolerance].max()),
        (None, lambda v, learned, new, tolerance: v[np.argmax(new >= new.max() - tolerance)]),
        (None, lambda v, learned, new, tolerance: np.argmax(new >= new.max() - tolerance)),
        (None, lambda v, learned, new, tolerance: new[new >= new.max() - tolerance].min()),
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


STOP_AT = Answers(
    right=[stop_with_a_countdown, stop_with_running_maxima, stop_with_while, stop_by_recursion],
    wrong=[
        ("M15", stop_printed),
        ("M16", stop_by_striking_out),
        (None, lambda scores, patience: scores.argmax()),
        (None, stop_by_all_setbacks),
        (None, stop_at_falls),
        (None, stop_with_ties),
        (None, stop_and_say_where),
        (None, lambda scores, patience: stop_with_while(scores, patience + 1)),
        (None, lambda scores, patience: scores[int(stop_with_while(scores, patience))]),
    ],
)

ANSWERS = {
    "votes": Answers(
        right=[0.9, np.float32(0.9), 18 / 20, np.array(0.9)],
        wrong=[("M22", 0.95), ("M22", 19 / 20), (None, 1.0), (None, 0.85), (None, "0.9")],
    ),
    "simplest": SIMPLEST,
    "reports": Answers(
        right=["e", "E", " e "], wrong=[("M34", "a"), ("M34", "b"), (None, "c"), ("M22", "d"), (None, 5)]
    ),
    "labels": Answers(right=["d", "D", "team B"], wrong=[("M33", "a"), ("M33", "b"), ("M22", "c"), (None, "both")]),
    "tries": Answers(right=["d", "D "], wrong=[("M20", "a"), ("M20", "b"), ("M22", "c"), (None, 0.93)]),
    "no_gap": Answers(
        right=[(0.29, 0.28), (np.array([0.29]), np.float32(0.28)), (0.4, 0.44)],
        wrong=[
            (None, (0.99, 0.69)),
            (None, (0.8, 0.79)),
            (None, (0.49, 0.43)),
            (None, (29, 28)),
            (None, ([0.2, 0.3], [0.2, 0.3])),
            (None, (float("nan"), 0.3)),
        ],
    ),
    "stop_at": STOP_AT,
}
