"""The cache: arrays that were costly to make, kept until others need their room."""

from collections import OrderedDict
from collections.abc import Callable, Hashable

import numpy as np


class Cache:
    """Read-only arrays by key, at most so many bytes of them; the least recently used ones are dropped first.

    An array that is too large for it is made each time.
    An interruption leaves it whole: an array is kept when it is complete, and the bytes are counted, not remembered.

    >>> cache = Cache(most_bytes=100)
    >>> cache.get("ones", lambda: np.ones(3)).tolist()
    [1.0, 1.0, 1.0]
    """

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self._arrays: OrderedDict[Hashable, np.ndarray] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], np.ndarray]) -> np.ndarray:
        """The array of this key, made now if it is not there."""
        found = self._arrays.get(key)
        if found is not None:
            self._arrays.move_to_end(key)
            return found
        made = make()
        made.setflags(write=False)
        if made.nbytes > self.most_bytes:
            return made
        self._arrays[key] = made
        while self.bytes > self.most_bytes:
            self._arrays.popitem(last=False)
        return made

    @property
    def bytes(self) -> int:
        """How many bytes are kept."""
        return sum(array.nbytes for array in self._arrays.values())

    def __len__(self) -> int:
        return len(self._arrays)
