"""What the cache keeps, and what goes first."""

import numpy as np
import pytest

from segmetrics_lab.models.cache import Cache


def ten_bytes():
    return np.zeros(10, np.uint8)


def never():
    raise AssertionError("this array was in the cache")


def interrupted():
    raise KeyboardInterrupt


def test_an_array_is_made_once_and_cannot_be_written_to():
    cache = Cache(most_bytes=30)
    first = cache.get("a", ten_bytes)
    assert cache.get("a", never) is first
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 1


def test_what_was_not_asked_for_longest_goes_first():
    cache = Cache(most_bytes=30)
    for key in ("a", "b", "c", "a", "d"):
        cache.get(key, ten_bytes)
    assert (len(cache), cache.bytes) == (3, 30)
    for key in ("a", "c", "d"):
        cache.get(key, never)
    with pytest.raises(AssertionError):
        cache.get("b", never)


def test_an_array_larger_than_the_cache_drives_none_out():
    cache = Cache(most_bytes=30)
    cache.get("a", ten_bytes)
    assert cache.get("large", lambda: np.zeros(31, np.uint8)).nbytes == 31
    assert len(cache) == 1
    cache.get("a", never)


def test_an_interruption_leaves_the_cache_as_it_was():
    cache = Cache(most_bytes=30)
    cache.get("a", ten_bytes)
    with pytest.raises(KeyboardInterrupt):
        cache.get("b", interrupted)
    assert (len(cache), cache.bytes) == (1, 10)
    assert cache.get("b", ten_bytes).size == 10
