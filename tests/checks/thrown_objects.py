"""Objects of any kind that somebody may hand over, or that a function may return or raise."""

import itertools
from collections import Counter, deque
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import FunctionType
from typing import Any
from unittest.mock import MagicMock, Mock

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as stnp


class Hostile:
    """Whatever it is asked, it raises."""

    def __init__(self, error):
        object.__setattr__(self, "error", error)

    def __getattribute__(self, name):
        raise object.__getattribute__(self, "error")


def _raising(*names):
    """A class whose methods of these names raise what each instance was given."""

    def raises(self, *_, **__):
        raise self.error

    return type("Hostile", (), {**dict.fromkeys(names, raises), "__init__": _keep, "__hash__": None})


def _keep(self, error):
    self.error = error


class Speechless(Exception):  # noqa: N818 - its name is its point
    def __str__(self):
        raise RuntimeError

    __repr__ = __str__


class EqualToEverything(float):
    """Claims to be equal to, near to, and less than everything."""

    def __eq__(self, other):
        return True

    def __sub__(self, other):
        return EqualToEverything(0)

    def __abs__(self):
        return EqualToEverything(0)

    __rsub__, __lt__, __le__, __gt__, __ge__ = __sub__, __eq__, __eq__, __eq__, __eq__
    __hash__ = float.__hash__


class ArrayOfLies(np.ndarray):
    """Claims to hold nothing but ones, equal to everything."""

    def __eq__(self, other):
        return True

    def tolist(self):
        return [1]

    def item(self, *_):
        return EqualToEverything(0)

    __hash__ = None


class Pretends:
    """Claims to be of another class."""

    def __init__(self, kind):
        self.kind = kind

    @property
    def __class__(self):
        return self.kind

    @__class__.setter
    def __class__(self, kind):
        self.kind = kind


def holding_itself(kind):
    values = kind([1])
    values.append(values)
    return values


def stops_after(parts, error):
    """A generator that raises in the end."""
    yield from parts
    raise error


async def waits():
    return 0.5


@dataclass(frozen=True)
class Thrown:
    """A thing, and what it is, since it may be unable to say it."""

    thing: Any

    def __repr__(self):
        try:
            return repr(self.thing)[:200]
        except BaseException:
            return f"a {type(self.thing).__name__}"


ERRORS = [
    *(ValueError, ZeroDivisionError, Speechless, StopIteration, SystemExit, GeneratorExit, RecursionError),
    *(MemoryError, AssertionError, Warning, BaseException, UnicodeError),
]
DUNDERS = [
    *("__iter__", "__len__", "__eq__", "__bool__", "__repr__", "__str__", "__float__", "__int__", "__index__"),
    *("__array__", "__getattr__", "__getitem__", "__call__", "__format__", "__lt__", "__abs__", "__instancecheck__"),
]
DTYPES = ["?", "u1", "i8", "u8", "f2", "f4", "f8", "g", "c16", "U3", "S2", "M8[D]", "m8[s]", "O", "V3"]
ODD = [255, 256, Fraction(10**400), Decimal("sNaN"), Decimal("1e999")]
OF_NUMPY = [np.float16(0.5), np.longdouble("1e4000"), np.uint8(3), np.bool_(True), np.complex64(1j), np.ma.masked]
CLASSES = [np.ndarray, list, float, str, int, FunctionType, np.float64]
MAKERS = [object, Mock, MagicMock, itertools.count, waits, Counter, date.today]
CALLABLES = [len, print, float, type, np.sum, np.ndarray, Hostile, lambda *_: 0.5, lambda: 0.5]

errors = st.builds(lambda kind: kind(), st.sampled_from(ERRORS))
numbers = st.one_of(
    st.booleans(),
    st.integers(),
    st.floats(),
    st.fractions(),
    st.decimals(),
    st.complex_numbers(),
    st.sampled_from(ODD),
    st.builds(pow, st.sampled_from([10, -10]), st.sampled_from([299, 301, 5001])),
    st.sampled_from(OF_NUMPY),
)
texts = st.one_of(st.text(max_size=5), st.text("abcdef ,()", max_size=4), st.binary(max_size=3), st.just("x" * 100_000))
shapes = st.one_of(stnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=5), st.sampled_from([(8, 8), (4, 4)]))
arrays = st.one_of(
    stnp.arrays(st.sampled_from(["u1", "i8", "f8", "?"]), shapes),
    st.builds(np.zeros, shapes, st.sampled_from(DTYPES)),
    st.builds(lambda array: array.view(ArrayOfLies), stnp.arrays("f8", shapes)),
    st.builds(lambda array: array.view(np.matrix), stnp.arrays("i8", (2, 2))),
    st.builds(np.ma.masked_array, stnp.arrays("f8", (3,)), stnp.arrays("?", (3,))),
    st.builds(np.broadcast_to, st.sampled_from([0, 0.5, None, "a"]), st.just((1 << 40,))),
)
objects = st.one_of(
    st.builds(Hostile, errors),
    st.builds(lambda names, error: _raising(*names)(error), st.lists(st.sampled_from(DUNDERS), min_size=1), errors),
    st.builds(Pretends, st.sampled_from(CLASSES)),
    st.builds(EqualToEverything, st.floats()),
    st.builds(stops_after, st.lists(st.integers(), max_size=3), errors),
    st.builds(holding_itself, st.sampled_from([list, deque])),
    st.builds(lambda make: make(), st.sampled_from([*MAKERS, dict])),
    st.sampled_from([*CALLABLES, ..., None, NotImplemented, np]),
)
things = st.recursive(
    st.one_of(numbers, texts, arrays, objects),
    lambda parts: st.one_of(
        st.lists(parts, max_size=4),
        st.lists(parts, max_size=4).map(tuple),
        st.lists(parts, max_size=4).map(deque),
        st.dictionaries(st.integers(), parts, max_size=2),
        st.sets(st.text("abc", max_size=1), max_size=2),
        st.frozensets(st.integers(), max_size=2),
    ),
    max_leaves=6,
)
thrown = st.one_of(objects, things).map(Thrown)
