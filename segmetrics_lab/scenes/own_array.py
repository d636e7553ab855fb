"""The own array: a copy that nobody can write to, not even whoever holds the array that it was made from."""

import numpy as np


def own_array(array: np.ndarray) -> np.ndarray:
    """The array itself if it can never be written to, else such a copy of it.

    Its values lie in an object of type bytes: in contrast to a flag of numpy, that cannot be undone.

    >>> given = np.array([1, 2])
    >>> owned = own_array(given)
    >>> given[0] = 5
    >>> owned, own_array(owned) is owned
    (array([1, 2]), True)
    """
    owner: object = array.base
    if isinstance(owner, bytes):
        return array
    return np.ndarray(array.shape, array.dtype, array.tobytes())
