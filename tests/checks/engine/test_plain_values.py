"""Every form of a number, a text, a list and an array becomes plain; all else is named in a learner's words."""

import itertools
from collections import deque, namedtuple
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from typing import Any
from unittest.mock import NonCallableMock

import numpy as np
import pytest

from segmetrics_lab.checks.engine.plain_values import DEEPEST, MOST_PARTS, NotPlainError, plain

NAN, INF = float("nan"), float("inf")
Box = namedtuple("Box", "first last")
TOO_MANY = "more than 100,000 values"
A_FUNCTION = "a function: write its name with parentheses to call it"
TOO_DEEP = "a list that holds itself, or lists within lists within lists"


class Sly(float):
    pass


class SlyArray(np.ndarray):
    def tolist(self):
        return [1]


class Text(str):
    pass


class Kind(IntEnum):
    ROAD = 1


class Pretends:
    __class__ = np.ndarray  # type: ignore[assignment]


def holding_itself():
    values = [1]
    values.append(values)
    return values


def within_lists(times):
    value: Any = 1
    for _ in range(times):
        value = [value]
    return value


async def gives_and_waits():
    yield 1


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        (3, 3),
        (0.5, 0.5),
        ("road", "road"),
        (10**299, 10**299),
        (Fraction(1, 2), 0.5),
        (Decimal("0.5"), 0.5),
        (np.float16(0.5), 0.5),
        (np.float32(0.5), 0.5),
        (np.longdouble(0.5), 0.5),
        (np.longdouble("1e4000"), INF),
        (np.uint8(3), 3),
        (np.int64(-3), -3),
        (np.bool_(True), True),
        (np.str_("road"), "road"),
        (np.array(7), 7),
        (np.array("road"), "road"),
        (np.array(Fraction(1, 2)), 0.5),
        ((1, [np.int64(2), None]), [1, [2, None]]),
        (Box(1, 2), [1, 2]),
        (deque([1, 2]), [1, 2]),
        (range(3), [0, 1, 2]),
        ((number for number in (1, 2)), [1, 2]),
        (map(float, (1, 2)), [1.0, 2.0]),
        ({"a": 1, "b": 2}.values(), [1, 2]),
        (bytearray(b"\x01\x02"), [1, 2]),
        (np.array([Fraction(1, 2), None, "road"], dtype=object), [0.5, None, "road"]),
        (np.array([[1, 2], [3, 4]], dtype=object), [[1, 2], [3, 4]]),
        ([], []),
        (within_lists(DEEPEST), within_lists(DEEPEST)),
    ],
)
def test_a_value_becomes_plain(value, expected):
    found = plain(value)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize("value", [NAN, np.float32("nan"), Decimal("NaN"), np.array(NAN), np.longdouble("nan")])
def test_nan_of_any_type_becomes_that_of_python(value):
    found = plain(value)
    assert type(found) is float
    assert np.isnan(found)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (np.array([[1, 2]], dtype=np.uint8), np.array([[1, 2]], dtype=np.uint8)),
        (np.array([[True]]), np.array([[True]])),
        (np.array(["road"]), np.array(["road"])),
        (np.array([0.5], dtype=np.longdouble), np.array([0.5])),
        (np.array([2], dtype=np.longdouble) ** 2000, np.array([INF])),
        (np.array([1, 2]).view(SlyArray), np.array([1, 2])),
        (np.array([[1, 2]]).view(np.matrix), np.array([[1, 2]])),
        (np.ma.masked_array([1, 2]), np.array([1, 2])),
        (np.zeros((0, 3)), np.zeros((0, 3))),
        (np.arange(4)[::-2], np.array([3, 1])),
    ],
)
def test_an_array_of_any_class_becomes_one_of_numpy_itself(value, expected):
    found = plain(value)
    assert type(found) is np.ndarray
    assert found.dtype == expected.dtype
    assert np.array_equal(found, expected)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Sly(0.5), "a value of type Sly"),
        (Text("b"), "a value of type Text"),
        (Kind.ROAD, "a value of type Kind"),
        ({"iou": 1}, "a dictionary"),
        ({"iou": 1}.keys(), "a value of type dict_keys"),
        ([1, {2}], "a set"),
        (frozenset(), "a set"),
        (b"b", "bytes"),
        (1j, "a complex number"),
        (np.complex64(1), "a value of type complex64"),
        (float, "a value of type type"),
        (len, A_FUNCTION),
        ([print], A_FUNCTION),
        (object(), "a value of type object"),
        (gives_and_waits(), "a value of type async_generator"),
        (10**300, "a whole number of more than 300 digits"),
        (-(10**5000), "a whole number of more than 300 digits"),
        (Fraction(10**400), "a Fraction that is no number, or is too large"),
        (Decimal("sNaN"), "a Decimal that is no number, or is too large"),
        (holding_itself(), TOO_DEEP),
        (within_lists(DEEPEST + 1), TOO_DEEP),
        (itertools.count(), TOO_MANY),
        (range(10**12), TOO_MANY),
        ([[0] * 1000] * 101, TOO_MANY),
        (np.zeros(MOST_PARTS + 1), TOO_MANY),
        (np.broadcast_to(np.array(None), (1 << 40,)), TOO_MANY),
        (np.ma.masked_array([1, 2], mask=[0, 1]), "a masked array that hides values: write NaN in their place"),
        (np.ma.masked, "a masked array that hides values: write NaN in their place"),
        (np.array([1j]), "an array of dtype complex128"),
        (np.array(["2020"], dtype="datetime64[D]"), "an array of dtype datetime64[D]"),
        (np.array([(1,)], dtype=[("a", int)]), "an array of dtype [('a', '<i8')]"),
        (np.array([{1}]), "a set"),
        (np.datetime64("2020"), "a value of type datetime64"),
        (Pretends(), "a value of type Pretends"),
        (NonCallableMock(spec=[]), "a value of type NonCallableMock"),
    ],
    ids=map(str, itertools.count()),  # some of them cannot say what they are
)
def test_a_value_that_no_answer_needs_is_named(value, words):
    with pytest.raises(NotPlainError) as raised:
        plain(value)
    assert str(raised.value).partition(", as .filled")[0] == words
