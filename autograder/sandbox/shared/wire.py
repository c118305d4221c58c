"""Frames between the grader and a sandbox: typed, bounded, and never evaluated.

A frame is `u32 header length | u64 payload length | header | payload`, little endian. The header is a msgpack document of
one of the message types of `protocol`; the payload holds the bytes of its arrays, one after the other. Nothing is unpickled.
Whatever a hostile peer sends is one of these types, of bounded size, or raises WireError.

Values that cross as they are: None, bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset, range, slice,
`...`, NumPy arrays of booleans, numbers and text, NumPy scalars, fractions, decimals, dates, paths, and Python's own types.
Everything else crosses as a reference to the object, which stays where it was made (`Held`), or, for a callable of the
grader, as a `Callback`; a formula of the grader's crosses as its text.
"""

from __future__ import annotations

import builtins
import math
import struct
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import PosixPath, PurePosixPath
from typing import Any

import numpy as np

from autograder.sandbox.shared.outcome import plain_text
from autograder.sandbox.shared.protocol import (
    Array,
    Big,
    Complex,
    Given,
    Items,
    Pairs,
    Plain,
    Raw,
    TooMuch,
    Value,
    WireError,
    encoder,
)

HEAD = struct.Struct("<IQ")
MAX_HEADER = 8 << 20  # bytes; a msgpack byte becomes at most some 64 bytes of Python objects
MAX_PAYLOAD = 64 << 20  # bytes of array data in one frame
MAX_DEPTH = 32  # of nested containers
MAX_NODES = 200_000  # values in one frame
MAX_DIMENSIONS = 16
MAX_DIGITS = 3_500  # hexadecimal digits of an integer: longer ones are slow, and Python does not print them
MAX_TEXT = 1_000  # characters of a fraction, a decimal or a date
MAX_ODD_KEYS = 5_000  # keys other than text in one set or dictionary: their hashes are no secret, and can be made to collide

_NUMBERS = frozenset("|b1 |i1 <i2 <i4 <i8 |u1 <u2 <u4 <u8 <f2 <f4 <f8 <f16 <c8 <c16 <c32".split())


class Packer:
    """Turns values into nodes, and collects the bytes of their arrays.

    hold: makes a node of an object that cannot cross by value.
    given: id -> number of the objects that came with the call.
    plain: whether an object of a class that is derived from a container's or an array's crosses as one of these: a
           namedtuple as a tuple, a matrix as an array, a fraction as a number. It loses what the class adds.
    """

    def __init__(self, hold: Callable[[Any], Value], given: Mapping[int, int] | None = None, *, plain: bool = False) -> None:
        self.given = given or {}
        self._plain = plain
        self.chunks: list[bytes] = []
        self.size = 0
        self._hold = hold

    def pack(self, value: Any, depth: int = 0) -> Value:
        """Return the node of a value. Raises WireError for one that is nested too deeply or too large."""
        if depth > MAX_DEPTH:
            raise WireError("sandbox.wire.too_deep", levels=MAX_DEPTH)
        if self._plain:
            value = plainly(value)
        kind = type(value)
        if value is None or kind is bool or kind is float:
            return value  # type: ignore[no-any-return]
        if id(value) in self.given:
            return Given(self.given[id(value)])
        if kind is bytes:
            return Raw(value)
        if kind is str:
            return plain_text(value)
        if kind is int:
            if -(1 << 63) <= value < 1 << 63:
                return value  # type: ignore[no-any-return]
            if value.bit_length() > 4 * MAX_DIGITS:
                raise WireError("sandbox.wire.integer_too_long")
            return Big(hex(value))
        if kind is complex:
            return Complex(value.real, value.imag)
        if kind is range and not value[MAX_NODES:]:
            return Items("range", [value.start, value.stop, value.step])
        if kind is slice:
            return Items("slice", [self.pack(part, depth + 1) for part in (value.start, value.stop, value.step)])
        if kind in (list, tuple, set, frozenset):
            return Items(kind.__name__, [self.pack(item, depth + 1) for item in value])  # type: ignore[arg-type]
        if isinstance(value, dict):
            return Pairs([(self.pack(k, depth + 1), self.pack(v, depth + 1)) for k, v in dict.items(value)])
        if kind is np.ndarray or isinstance(value, np.generic):
            array = np.asarray(value)
            if array.dtype.byteorder == ">":
                array = array.astype(array.dtype.newbyteorder("<"))
            if array.dtype.str in _NUMBERS or _is_text(array.dtype.str):
                return self._array(array, scalar=kind is not np.ndarray)
        return _as_plain(value) or self._hold(value)

    def _array(self, array: np.ndarray[Any, Any], scalar: bool) -> Array:
        """Return the node of an array, and keep its bytes for the payload."""
        self.size += array.nbytes
        if self.size > MAX_PAYLOAD:
            raise WireError("sandbox.wire.arrays_too_large", megabytes=MAX_PAYLOAD >> 20)
        self.chunks.append(array.tobytes())
        return Array(array.dtype.str, list(array.shape), scalar)

    def frame(self, message: Any) -> bytes:
        """Return the frame of a message, with the arrays packed so far. Raises WireError for one that does not fit."""
        try:
            header = encoder.encode(message)
        except (OverflowError, UnicodeEncodeError, RecursionError, TypeError) as error:
            raise WireError("sandbox.wire.not_encodable", error=str(error)) from None
        if len(header) > MAX_HEADER:
            raise WireError("sandbox.wire.value_too_large", megabytes=MAX_HEADER >> 20)
        return b"".join([HEAD.pack(len(header), self.size), header, *self.chunks])


class Unpacker:
    """Turns nodes back into values, with the bytes of a payload.

    resolve: makes an object of a `Held`, `Callback`, `Formula`, `Absent` or `Function` node.
    size:    of the payload in bytes.
    """

    def __init__(self, payload: bytes | bytearray | memoryview, resolve: Callable[[Any], Any]) -> None:
        self._payload = memoryview(payload)
        self.size = len(self._payload)
        self._at = 0
        self._nodes = 0
        self._resolve = resolve

    def unpack(self, node: Any, depth: int = 0) -> Any:
        """Return the value of a node. Raises WireError for one that is impossible, TooMuch for one that is too large."""
        self._nodes += 1
        if depth > MAX_DEPTH or self._nodes > MAX_NODES:
            raise TooMuch("sandbox.wire.too_many_parts")
        if node is None or isinstance(node, (bool, int, float, str)):
            return node
        if isinstance(node, Array):
            return self._array(node)
        if isinstance(node, Items):
            items = [self.unpack(item, depth + 1) for item in node.items]
            return self._collect(node.kind, items)
        if isinstance(node, Pairs):
            pairs = [(self.unpack(k, depth + 1), self.unpack(v, depth + 1)) for k, v in node.items]
            _refuse_collisions(key for key, _ in pairs)
            try:
                return dict(pairs)
            except TypeError:
                raise WireError("sandbox.wire.unhashable_key") from None
        if isinstance(node, Big):
            if len(node.digits) > MAX_DIGITS + 3:
                raise WireError("sandbox.wire.impossible_integer")
            try:
                return int(node.digits, 16)
            except ValueError:
                raise WireError("sandbox.wire.not_a_number") from None
        if isinstance(node, Raw):
            return node.data
        if isinstance(node, Complex):
            return complex(node.real, node.imag)
        if isinstance(node, Plain):
            return _from_plain(node)
        return self._resolve(node)

    def done(self) -> None:
        """Raise WireError unless all of the payload was read."""
        if self._at != len(self._payload):
            raise WireError("sandbox.wire.extra_bytes")

    @staticmethod
    def _collect(kind: str, items: list[Any]) -> Any:
        """Return the items as a container of this kind."""
        try:
            if kind == "range":
                if len(items) != 3 or not all(type(i) is int for i in items):
                    raise WireError("sandbox.wire.not_a_kind", kind="range")
                if range(*items)[MAX_NODES:]:  # a loop over it must come to an end
                    raise TooMuch("sandbox.wire.range_too_long")
                return range(*items)
            if kind == "slice":
                start, stop, step = items
                return slice(start, stop, step)
            if kind in ("set", "frozenset"):
                _refuse_collisions(items)
            return {"list": list, "tuple": tuple, "set": set, "frozenset": frozenset}[kind](items)
        except (TypeError, ValueError, OverflowError):
            raise WireError("sandbox.wire.not_a_kind", kind=kind) from None

    def _array(self, node: Array) -> Any:
        """Return an array with the next bytes of the payload."""
        if len(node.shape) > MAX_DIMENSIONS:
            raise TooMuch("sandbox.wire.too_many_dimensions", most=MAX_DIMENSIONS)
        if any(not 0 <= n <= MAX_PAYLOAD for n in node.shape):
            raise WireError("sandbox.wire.impossible_shape")
        if node.dtype not in _NUMBERS and not _is_text(node.dtype):
            raise WireError("sandbox.wire.impossible_dtype")
        dtype = np.dtype(node.dtype)
        size = math.prod(node.shape) * dtype.itemsize
        if size > len(self._payload) - self._at or (node.scalar and node.shape):
            raise WireError("sandbox.wire.missing_bytes")
        chunk = bytearray(self._payload[self._at : self._at + size])  # a copy, because it must be writable and aligned
        self._at += size
        if dtype.kind == "b" and size:  # NumPy expects 0 or 1
            chunk = bytearray((np.frombuffer(chunk, "u1") != 0).tobytes())
        if dtype.kind == "U" and size and np.frombuffer(chunk, "<u4").max() > 0x10FFFF:
            raise WireError("sandbox.wire.not_unicode")
        try:
            array = np.frombuffer(chunk, dtype).reshape(node.shape) if size else np.zeros(node.shape, dtype)
        except ValueError:
            raise WireError("sandbox.wire.impossible_shape") from None
        return array[()] if node.scalar else array


def plainly(value: Any) -> Any:
    """Return an object of a derived class as one of its base: a tuple, a list, an array or a number; others as they are.

    A deque is a list, because NumPy computes the same with it. The parts of a container stay as they are. No method of the
    derived class is called.
    """
    kind = type(value)
    if issubclass(kind, tuple) and kind is not tuple:
        return tuple(tuple.__iter__(value))
    if issubclass(kind, list) and kind is not list:
        return list(list.__iter__(value))
    if issubclass(kind, deque):
        return list(deque.__iter__(value))
    if issubclass(kind, np.ndarray):
        array = np.ndarray.view(value, np.ndarray) if kind is not np.ndarray else value
        return _numbers_of(array) if array.dtype.kind == "O" else array
    if kind in (Fraction, Decimal):
        try:
            return float(value)
        except (OverflowError, ValueError):  # it is larger than any float, or a NaN that signals
            return value
    return value


def _numbers_of(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return an array of Python numbers as one of floats; any other array as it is."""
    plain = (bool, int, float, Fraction, Decimal)
    if not all(type(each) in plain or isinstance(each, np.generic) for each in array.flat):
        return array
    try:
        return array.astype(float)
    except (TypeError, ValueError, OverflowError):
        return array


def mutable_parts(value: Any) -> Iterator[Any]:
    """Yield the lists, dicts, sets and arrays in a value, in an order that both sides share."""
    if isinstance(value, (list, dict, set, np.ndarray)):
        yield value
    if isinstance(value, (list, tuple, dict)):
        for part in dict.values(value) if isinstance(value, dict) else value:
            yield from mutable_parts(part)


_TYPES: dict[str, type] = {kind.__name__: kind for kind in (bool, int, float, complex, str, bytes, list, tuple, dict, set)}

_TYPES |= {name: kind for name, kind in vars(builtins).items() if isinstance(kind, type) and issubclass(kind, BaseException)}

_TEXT_OF: dict[type, Callable[[Any], str]] = {
    Fraction: str,
    Decimal: str,
    date: date.isoformat,
    datetime: datetime.isoformat,
    timedelta: lambda span: f"{span.days} {span.seconds} {span.microseconds}",
    PosixPath: str,
    PurePosixPath: str,
    type(...): str,
}


def _as_plain(value: Any) -> Plain | None:
    """Return a node for a value that a short text describes completely; None for others."""
    if isinstance(value, type) and _TYPES.get(value.__name__) is value:
        return Plain("type", value.__name__)
    text_of = _TEXT_OF.get(type(value))
    text = text_of(value) if text_of else ""
    return Plain(type(value).__name__, text) if 0 < len(text) <= MAX_TEXT else None  # type: ignore[arg-type]


def _from_plain(node: Plain) -> Any:
    """Return the value that `_as_plain` describes. Raises TooMuch for any other text."""
    try:
        if node.kind == "type":
            return _TYPES[node.text]
        if len(node.text) > MAX_TEXT:
            raise ValueError
        match node.kind:
            case "Fraction":
                top, _, bottom = node.text.partition("/")
                return Fraction(int(top), int(bottom or 1))
            case "Decimal":
                number = Decimal(node.text)
                if number.is_finite() and abs(number.adjusted()) > MAX_TEXT:  # its integer would fill the memory
                    raise ValueError
                return number
            case "date":
                return date.fromisoformat(node.text)
            case "datetime":
                return datetime.fromisoformat(node.text)
            case "timedelta":
                days, seconds, microseconds = map(int, node.text.split())
                return timedelta(days, seconds, microseconds)
            case "PosixPath":
                return PosixPath(node.text)
            case "PurePosixPath":
                return PurePosixPath(node.text)
            case "ellipsis":
                return ...
    except (ValueError, KeyError, ArithmeticError, TypeError):
        raise TooMuch("sandbox.wire.not_a_kind", kind=node.kind) from None


def _is_text(dtype: str) -> bool:
    length = dtype[2:]
    return dtype[:2] in ("<U", "|S") and length.isascii() and length.isdigit() and 0 < len(length) < 6 and length[0] != "0"


def _refuse_collisions(keys: Iterable[Any]) -> None:
    """Raise TooMuch for so many keys that colliding hashes would cost much time."""
    if sum(type(key) is not str for key in keys) > MAX_ODD_KEYS:
        raise TooMuch("sandbox.wire.too_many_odd_keys", most=MAX_ODD_KEYS)
