"""What crosses between judge and box: plain values of exact types, written as JSON; nothing is unpickled.

Both ends import this module. The judge believes nothing of what it reads: sizes, types and depth are checked.
"""

import json
import struct
from base64 import b64decode, b64encode
from math import prod
from typing import IO, Any

import numpy as np

from segmetrics_lab.grading.boxed.strange import Figure, Strange, read_figure

MOST_ASKED, MOST_REPLIED = 16 << 20, 4 << 20
"""Bytes of a request and of a reply."""

DEEPEST = 30
MOST_DIGITS = 1024
"""Bits of a whole number, which are a little over 300 digits."""

MOST_LETTERS = 2_000_000
"""Characters of all texts in one array, blanks included."""

NUMBERS = ("|u1", "|i1", "<u2", "<i2", "<u4", "<i4", "<u8", "<i8", "<f2", "<f4", "<f8", "|b1")
"""The dtypes of arrays that cross as bytes."""


class WireError(ValueError):
    """A message is not one of ours, or a value cannot cross; the words say why."""


def encode(value: Any) -> Any:
    """A value for JSON.

    Raises:
        WireError: it is of a type that does not cross.
    """
    kind = type(value)
    if value is None or kind in (bool, int, float, str):
        return value
    if kind is list:
        return [encode(part) for part in value]
    return dict([_with_tag(kind, value)])


def _with_tag(kind: type, value: Any) -> tuple[str, Any]:
    """A value that JSON has no form for, with the name of its form."""
    if kind in (tuple, set, frozenset):
        return kind.__name__, [encode(part) for part in value]
    if kind is dict:
        return "dict", [[encode(name), encode(part)] for name, part in value.items()]
    if kind is np.ndarray:
        return "array", _packed(value)
    if issubclass(kind, np.generic):
        return "scalar", _packed(np.asarray(value))
    if value is ...:
        return "ellipsis", ""
    if kind in (Strange, Figure):
        return ("strange", value.words) if kind is Strange else ("png", b64encode(value.png).decode("ascii"))
    raise WireError(f"a value of type {kind.__name__} does not cross")


def _packed(array: np.ndarray) -> list[Any]:
    """An array as its dtype, its shape, its content, and whether its columns come first."""
    by_columns = array.flags.f_contiguous and not array.flags.c_contiguous
    if array.dtype.kind == "U":
        return [array.dtype.str, list(array.shape), array.ravel().tolist(), False]
    dtype = array.dtype.newbyteorder("<")
    if dtype.str not in NUMBERS:
        raise WireError(f"an array of {array.dtype} does not cross")
    content = array.astype(dtype, copy=False).tobytes(order="F" if by_columns else "C")
    return [dtype.str, list(array.shape), b64encode(content).decode("ascii"), by_columns]


def decode(raw: Any, depth: int = 0) -> Any:
    """The value of a message.

    Raises:
        WireError: it is none that `encode` writes.
    """
    if raw is None or type(raw) in (bool, float):
        return raw
    if type(raw) is int and raw.bit_length() <= MOST_DIGITS:
        return raw
    if type(raw) is str:
        return clean(raw)
    if depth > DEEPEST:
        raise WireError("lists within lists within lists")
    if type(raw) is list:
        return [decode(part, depth + 1) for part in raw]
    if type(raw) is not dict or len(raw) != 1:
        raise WireError("no value")
    ((tag, held),) = raw.items()
    return _tagged(tag, held, depth)


def _tagged(tag: str, held: Any, depth: int) -> Any:
    """A value that JSON has no form for."""
    if tag == "ellipsis":
        return ...
    if tag == "strange" and type(held) is str:
        return Strange(clean(held)[:300])
    if tag == "png" and type(held) is str and not depth:  # one for an answer: reading many would cost the judge time
        return _figure(held)
    if tag in ("array", "scalar") and type(held) is list and len(held) == 4:
        array = _unpacked(*held)
        return array[()] if tag == "scalar" and not array.ndim else array
    if tag in ("tuple", "set", "frozenset", "dict") and type(held) is list:
        parts = [decode(part, depth + 1) for part in held]
        try:
            return {"tuple": tuple, "set": set, "frozenset": frozenset, "dict": dict}[tag](parts)
        except (TypeError, ValueError):  # parts that cannot be in a set, or are no pairs
            return Strange(f"a {tag}")
    raise WireError("no value")


def _figure(held: str) -> Strange:
    """A figure, or what is wrong with it."""
    try:
        return read_figure(b64decode(held, validate=True))
    except ValueError as error:
        raise WireError("no figure") from error


def _unpacked(dtype: Any, shape: Any, content: Any, by_columns: Any) -> np.ndarray:
    """An array of a plain dtype, its size checked against its shape."""
    if type(shape) is not list or len(shape) > 32 or not all(type(n) is int and 0 <= n < 1 << 40 for n in shape):
        raise WireError("no shape")
    try:
        if type(content) is list:
            return _of_texts(dtype, shape, content)
        if dtype not in NUMBERS or type(content) is not str:
            raise WireError("no array")
        raw = b64decode(content, validate=True)
        if prod(shape) * np.dtype(dtype).itemsize != len(raw):
            raise WireError("an array of another size than its shape")
        flat = np.frombuffer(raw, dtype=dtype if dtype != "|b1" else "|u1")
        flat = flat != 0 if dtype == "|b1" else flat  # a byte may say more than True and False
        return flat.reshape(shape, order="F" if by_columns is True else "C").copy(order="K")
    except (ValueError, TypeError) as error:
        raise error if isinstance(error, WireError) else WireError("no array") from error


def _of_texts(dtype: Any, shape: list[int], texts: list[Any]) -> np.ndarray:
    """An array of texts."""
    width = dtype.removeprefix("<U") if type(dtype) is str else ""
    if not width.isdecimal() or len(width) > 6 or prod(shape) * int(width) > MOST_LETTERS:
        raise WireError("an array of texts that is too large")
    if len(texts) != prod(shape) or not all(type(text) is str for text in texts):
        raise WireError("an array of another size than its shape")
    return np.array([clean(text) for text in texts], dtype=f"U{max(1, int(width))}").reshape(shape)


def clean(text: str) -> str:
    """A text that can be written to a file: half characters become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def send(stream: IO[bytes], message: dict[str, Any], most: int) -> None:
    """Write a message.

    Raises:
        WireError: it is too large.
    """
    body = json.dumps(message).encode("ascii")
    if len(body) > most:
        raise WireError(f"a message of {len(body):,} bytes is too large")
    left = memoryview(struct.pack("<I", len(body)) + body)
    while left:  # a pipe takes a part at a time
        left = left[stream.write(left) :]
    stream.flush()


def receive(stream: IO[bytes], most: int) -> dict[str, Any]:
    """Read a message.

    Raises:
        EOFError: the other end is gone.
        WireError: what comes is no message.
    """
    (length,) = struct.unpack("<I", _exactly(stream, 4))
    if length > most:
        raise WireError(f"a message of {length:,} bytes is too large")
    body = _exactly(stream, length)
    if sum(map(body.count, (b",", b"[", b"{"))) > most // 10:  # a million empty lists are short, but not small
        raise WireError("a message of too many parts is too large")
    try:
        message = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise WireError("what came is no message") from error
    if type(message) is not dict:
        raise WireError("what came is no message")
    return message


def _exactly(stream: IO[bytes], number: int) -> bytes:
    """So many bytes."""
    parts = bytearray()
    while len(parts) < number:
        part = stream.read(number - len(parts))
        if not part:
            raise EOFError
        parts += part
    return bytes(parts)
