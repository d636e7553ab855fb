"""Thinning: fewer points of a curve that look the same."""

import numpy as np


def kept_points(x: np.ndarray, curves: np.ndarray, columns: int) -> np.ndarray:
    """The places of the points that a drawing of so many columns needs: of each column and curve four at most.

    In every column the first, the last, the lowest and the highest value are kept, so that the drawn line covers
    the same pixels; and both sides of every gap (Jugel et al., VLDB 2014, 10.14778/2732951.2732953).

    Args:
        x: (n,) finite numbers that rise, or fall, or stay.
        curves: (m, n) values over them, NaN in gaps.
        columns: how many columns of pixels the drawing has.

    >>> kept_points(np.arange(6), np.array([[0, 5, 1, 2, 3, 4]]), columns=2)
    array([0, 1, 2, 3, 5])
    """
    places = np.arange(len(x))
    if len(x) <= 2 * columns:
        return places
    span = float(x.max() - x.min()) or 1.0
    column = np.minimum(np.abs(x - x[0]) / span * columns, columns - 1).astype(int)
    chosen = [np.array([0, len(x) - 1]), *_ends(column, places)]
    for values in curves:
        known = np.isfinite(values)
        chosen += _ends(known, places)
        order = places[known][np.lexsort((values[known], column[known]))]
        chosen += _ends(column[order], order)
    return np.unique(np.concatenate(chosen))


def _ends(groups: np.ndarray, places: np.ndarray) -> list[np.ndarray]:
    """The first and the last place of each run of equal values."""
    starts = np.flatnonzero(groups[1:] != groups[:-1]) + 1
    return [places[np.append(0, starts)], places[np.append(starts - 1, len(places) - 1)]] if len(places) else []
