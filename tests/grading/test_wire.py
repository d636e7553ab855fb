"""What crosses comes out as it went in, and what is no message of ours is refused."""

import io
import json
import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as of_numpy

from segmetrics_lab.checks.engine.plain_values import NotPlainError, plain
from segmetrics_lab.grading.boxed.strange import Strange
from segmetrics_lab.grading.boxed.wire import (
    MOST_LETTERS,
    WireError,
    decode,
    encode,
    receive,
    send,
)

SCALARS = st.none() | st.booleans() | st.integers(-(10**300), 10**300) | st.floats() | st.text()
DTYPES = st.one_of(
    of_numpy.boolean_dtypes(),
    of_numpy.integer_dtypes(endianness="<"),
    of_numpy.unsigned_integer_dtypes(endianness="<"),
    of_numpy.floating_dtypes(endianness="<", sizes=(16, 32, 64)),
)
ARRAYS = of_numpy.arrays(DTYPES, of_numpy.array_shapes(min_dims=0, max_dims=4, min_side=0))
VALUES = st.recursive(
    SCALARS | ARRAYS, lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner)
)


def crossed(value):
    """A value at the other end."""
    return decode(json.loads(json.dumps(encode(value))))


def is_same(one, other):
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(is_same, one, other))
    if isinstance(one, dict):
        return is_same(list(one.items()), list(other.items()))
    return repr(one) == repr(other)  # NaN equals nothing


@settings(deadline=None, max_examples=40)
@given(VALUES)
def test_a_value_comes_out_as_it_went_in(value):
    assert is_same(crossed(value), value)


@pytest.mark.parametrize(
    "value",
    [{"a", "b"}, frozenset({1}), ..., np.float32(0.25), np.int64(3), np.bool_(True), np.array([["a", "bcd"]]), -0.0],
    ids=lambda value: type(value).__name__,
)
def test_what_json_has_no_form_for_comes_out_too(value):
    found = crossed(value)
    assert type(found) is type(value)
    assert repr(found) == repr(value)


def test_an_array_whose_columns_come_first_stays_one():
    found = crossed(np.asfortranarray([[1, 2, 3], [4, 5, 6]]))
    assert found.flags.f_contiguous
    assert not found.flags.c_contiguous
    assert found.tolist() == [[1, 2, 3], [4, 5, 6]]


@pytest.mark.parametrize(
    "value", [object(), 1j, b"", np.array([1j]), np.array([None]), [print], type("I", (int,), {})(1)]
)
def test_what_no_answer_needs_does_not_cross(value):
    with pytest.raises(WireError, match="does not cross"):
        encode(value)


def test_whoever_reads_a_strange_value_is_told_what_it_is():
    found = crossed(Strange("a dictionary"))
    with pytest.raises(NotPlainError, match=r"^a dictionary$"):
        plain(found)


def test_a_text_that_no_file_can_hold_is_cleaned():
    assert decode("\ud800 and \udfff") == "? and ?"


def test_a_truth_value_is_true_or_false_whatever_its_byte_says():
    assert decode({"array": ["|b1", [2], "AgA=", False]}).view(np.uint8).tolist() == [1, 0]


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"array": 1, "scalar": 2},
        {"code": "x"},
        {"array": ["<f8", [2], "AAAA", False]},
        {"array": ["|O", [1], "AAAAAAAAAAA=", False]},
        {"array": ["<f8", [-1], "", False]},
        {"array": ["<f8", [1 << 50], "", False]},
        {"array": ["<f8", [0] * 40, "", False]},
        {"array": ["<f8", "12", "", False]},
        {"array": ["<f8", [1], "not base64!!", False]},
        {"array": ["<f8", [1.0], "AAAAAAAAAAA=", False]},
        {"array": [["<f8"], [1], "AAAAAAAAAAA=", False]},
        {"array": ["<U1000000", [1000], ["a"] * 1000, False]},
        {"array": [f"<U{MOST_LETTERS + 1}", [1], ["a"], False]},
        {"array": ["<U1", [2], ["a"], False]},
        {"array": ["<U1", [1], [1], False]},
        {"array": ["<U1", [0, 1 << 40], [], False]},
        {"tuple": "ab"},
        {"strange": 1},
        10**400,
    ],
    ids=str,
)
def test_what_is_no_value_of_ours_is_refused(raw):
    with pytest.raises(WireError):
        decode(raw)


def test_lists_within_lists_without_end_are_refused():
    raw = []
    for _ in range(100):
        raw = [raw]
    with pytest.raises(WireError, match="lists within lists"):
        decode(raw)


@pytest.mark.parametrize("raw", [{"set": [[1]]}, {"dict": [1]}, {"dict": [[[1], 2]]}], ids=str)
def test_what_cannot_be_put_together_is_strange(raw):
    assert type(decode(raw)) is Strange


def message(body):
    return io.BytesIO(struct.pack("<I", len(body)) + body)


def test_a_message_comes_out_as_it_went_in():
    stream = io.BytesIO()
    send(stream, {"do": "call", "value": "ä"}, 100)
    stream.seek(0)
    assert receive(stream, 100) == {"do": "call", "value": "ä"}


@pytest.mark.parametrize("body", [b"", b"[]", b"1", b"{", b"\xff", b'{"a":' * 100_000, b'{"a": ' + b"1" * 5000 + b"}"])
def test_what_is_no_message_is_refused(body):
    with pytest.raises(WireError, match="no message"):
        receive(message(body), 1 << 20)


def test_what_is_too_large_is_neither_read_nor_sent():
    with pytest.raises(WireError, match="too large"):
        receive(io.BytesIO(struct.pack("<I", 1 << 31)), 1 << 20)
    with pytest.raises(WireError, match="too large"):
        send(io.BytesIO(), {"value": "x" * 100}, 100)


def test_a_short_message_of_very_many_parts_is_not_read():
    body = b"[" + b"[]," * 120_000 + b"[]]"
    with pytest.raises(WireError, match="too many parts"):
        receive(message(b'{"value": ' + body + b"}"), 1 << 20)


def test_where_the_other_end_is_gone_nothing_is_read():
    with pytest.raises(EOFError):
        receive(io.BytesIO(b"\x10\x00\x00\x00{"), 100)
