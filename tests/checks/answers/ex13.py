"""Answers to the exercise set on the best of many tries."""

from fractions import Fraction

import numpy as np

from tests.checks.answers import Answers

# --- last_word


def in_loops(is_right, chooses):
    best, winner = -1, None
    for model in range(len(is_right)):
        right = sum(bool(is_right[model, pixel]) for pixel in range(len(chooses)) if chooses[pixel])
        if right > best:
            best, winner = right, model
    test = [bool(is_right[winner, pixel]) for pixel in range(len(chooses)) if not chooses[pixel]]
    return sum(test) / len(test)


def by_products(is_right, chooses):
    right = is_right.astype(int) @ chooses.astype(int)
    return Fraction(int(is_right[np.argmax(right)].astype(int) @ (~chooses).astype(int)), int((~chooses).sum()))


def by_sorting(is_right, chooses):
    order = sorted(range(len(is_right)), key=lambda model: -is_right[model][chooses].sum())
    return np.float32(np.mean(is_right[order[0]][np.logical_not(chooses)]))


def with_where(is_right, chooses):
    validation, test = np.flatnonzero(chooses), np.flatnonzero(chooses == 0)
    scores = np.count_nonzero(is_right[:, validation], axis=1) / len(validation)
    return np.count_nonzero(is_right[np.where(scores == max(scores))[0][0], test]) / len(test)


def printed(is_right, chooses):
    print(in_loops(is_right, chooses))


def striking_out(is_right, chooses):
    winner = is_right[:, chooses].mean(axis=1).argmax()
    is_right[:, chooses] = False
    return is_right[winner].sum() / (~chooses).sum()


def best_on_the_test(is_right, chooses):
    return max(row[~chooses].mean() for row in is_right)


def best_on_validation(is_right, chooses):
    return max(row[chooses].mean() for row in is_right)


def with_later_ties(is_right, chooses):
    winner = 0
    for model, row in enumerate(is_right):
        if row[chooses].mean() >= is_right[winner][chooses].mean():
            winner = model
    return is_right[winner][~chooses].mean()


LAST_WORD = Answers(
    right=[
        in_loops,
        by_products,
        by_sorting,
        with_where,
        lambda is_right, chooses: np.array(is_right[is_right[:, chooses].sum(axis=1).argmax()][~chooses].mean()),
    ],
    wrong=[
        ("M15", printed),
        ("M16", striking_out),
        ("M20", best_on_the_test, "a say in it"),
        ("M20", best_on_validation, "the winner's luck"),
        ("M20", lambda r, c: r[r.mean(axis=1).argmax(), ~c].mean(), "a say in it"),
        ("M20", lambda r, c: r[r[:, ~c].mean(axis=1).argmax(), c].mean(), "may choose"),
        ("M20", lambda r, c: r[r[:, c].mean(axis=1).argmax()].mean(), "cannot judge as well"),
        ("M20", lambda r, c: r.mean(axis=1).max(), "cannot judge as well"),
        ("M20", lambda r, c: r[r.mean(axis=1).argmax(), c].mean(), "the winner's luck"),
        (None, lambda r, c: r[:, ~c].mean(), "a mean over all models"),
        (None, lambda r, c: np.mean([row[c].mean() for row in r]), "a mean over all models"),
        (None, lambda r, c: r.mean(), "a mean over all models"),
        (None, lambda r, c: int(r[:, c].mean(axis=1).argmax()), "not the place"),
        (None, lambda r, c: r[r[:, c].mean(axis=1).argmax(), ~c].sum(), "how many pixels"),
        (None, lambda r, c: 100 * in_loops(r, c), "a share from 0 to 1"),
        (None, with_later_ties, "the first is chosen"),
        (None, lambda r, c: r[r[:, c].mean(axis=1).argmin(), ~c].mean(), "not argmin"),
        (None, lambda r, c: r[0, ~c].mean(), "without choosing"),
        (None, lambda r, c: r[-1, ~c].mean(), "without choosing"),
        (None, lambda r, c: 0.5),
    ],
)

ANSWERS = {
    "two_coins": Answers(
        right=[11 / 16, 0.6875, np.float32(0.6875), Fraction(11, 16), 0.69],
        wrong=[
            ("M20", 0.5, "the better one is kept"),
            (None, 0.75, "a single pixel"),
            (None, 7 / 16, "has both pixels"),
            (None, 15 / 16, "at least one pixel"),
            (None, 1, "not always right"),
            (None, 11, "Divide by their number"),
            (None, 68.75, "not per cent"),
            (None, 0.6),
            (None, "11/16 of them"),
        ],
    ),
    "tries": Answers(right=["d", "D "], wrong=[("M20", "a"), ("M20", "b"), ("M22", "c"), (None, 0.93)]),
    "reports": Answers(
        right=["e", "E", " e "], wrong=[("M34", "a"), ("M34", "b"), (None, "c"), ("M22", "d"), (None, 5)]
    ),
    "fair_judges": Answers(
        right=[
            (np.array([0.8, 0.8, 0.8, 0.8, 0.9]), np.array([0.83, 0.83, 0.83, 0.83, 0.78])),
            ([0.9, 0.7, 0.7, 0.7, 0.7], [0.6, 0.775, 0.775, 0.775, 0.775]),
            (np.float32([0.5, 0.6, 0.5, 0.5, 0.5]), [0.525, 0.5, 0.525, 0.525, 0.525]),
            ([1, 0, 0, 0, 0], [0, 0.25, 0.25, 0.25, 0.25]),
        ],
        wrong=[
            (None, ([80, 80, 80, 80, 90], [83, 83, 83, 83, 78]), "nor per cent"),
            (None, ([0.8, 0.8, 0.8, 0.8, 0.9], [0.8, 0.8, 0.8, 0.8, 0.75]), "as easy as the test scenes"),
            (None, ([0.9, 0.9, 0.8, 0.8, 0.8], [0.75, 0.85, 0.85, 0.85, 0.9]), "which is kept"),
            (None, ([0.8, 0.8, 0.8, 0.8, 0.9], [0.81, 0.81, 0.81, 0.83, 0.83]), "a lower test accuracy"),
            (None, ([0.8, 0.8, 0.8, 0.8, 0.82], [0.81, 0.81, 0.81, 0.81, 0.79]), "promises too little"),
            (None, ([0.8, 0.8, 0.9], [0.85, 0.85, 0.8])),
            (None, (np.full(5, np.nan), np.full(5, np.nan))),
        ],
    ),
    "last_word": LAST_WORD,
}
