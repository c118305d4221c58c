from __future__ import annotations

import math
import time
from collections import deque
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import hypothesis.extra.numpy as npst
import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.sandbox.shared import protocol, wire

DTYPES = "b1 i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8 c8 c16 U3 S3".split()
arrays = st.sampled_from(DTYPES).flatmap(
    lambda dtype: npst.arrays(np.dtype(dtype), npst.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4))
)
scalars = arrays.filter(lambda array: array.size > 0).map(lambda array: array.reshape(-1)[0])
text = st.text(st.characters(codec="utf-8"), max_size=20)
keys = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | text | st.binary(max_size=9)
ends = st.none() | st.integers(-99, 99)
parts = st.just(...) | st.builds(range, *[st.integers(-99, 99)] * 2) | st.builds(slice, ends, ends, ends)
leaves = keys | st.floats() | st.complex_numbers() | parts | arrays | scalars
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(keys, inner, max_size=4)
        | st.sets(keys, max_size=4)
        | st.frozensets(keys, max_size=4)
    ),
    max_leaves=12,
)


def hold(value: Any) -> protocol.Value:
    return protocol.Held(1, type(value).__name__, callable(value), ["object"], False, "")


def frame_of(value: Any) -> bytes:
    packer = wire.Packer(hold)
    return packer.frame(protocol.Returned("nonce", packer.pack(value), None, None, "", None))


def read(frame: bytes) -> Any:
    """As `host.Child` and `session.Session` read a reply: a value, or WireError."""
    if len(frame) < wire.HEAD.size:
        raise protocol.WireError("short")
    header, payload = wire.HEAD.unpack(frame[: wire.HEAD.size])
    if header > wire.MAX_HEADER or payload > wire.MAX_PAYLOAD or len(frame) != wire.HEAD.size + header + payload:
        raise protocol.WireError("size")
    reply = protocol.decode_reply(frame[wire.HEAD.size : wire.HEAD.size + header])
    unpacker = wire.Unpacker(frame[wire.HEAD.size + header :], lambda node: node)
    nodes = [
        getattr(reply, name) for name in ("value", "arguments", "state", "values", "args", "kwargs") if hasattr(reply, name)
    ]
    found = [[unpacker.unpack(part) for part in node] if type(node) is list else unpacker.unpack(node) for node in nodes]
    unpacker.done()
    return found[0] if found else None


def same(one: Any, other: Any) -> bool:
    if type(one) is not type(other):
        return False
    if isinstance(one, (np.ndarray, np.generic)):
        return one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return list(map(repr, one)) == list(map(repr, other)) and all(map(same, one.values(), other.values()))
    if isinstance(one, (float, complex)):
        return repr(one) == repr(other)  # NaN, and the sign of zero
    return bool(one == other)


@given(values)
@settings(max_examples=150, deadline=None)
def test_a_value_comes_back_as_it_was(value: Any) -> None:
    assert same(read(frame_of(value)), value)


@pytest.mark.parametrize("value", [1 << 63, -(1 << 63), -(1 << 63) - 1, 1 << 4000, -(1 << 4000)])
def test_large_integers_cross(value: int) -> None:
    assert read(frame_of(value)) == value
    assert type(str(value)) is str  # Python agrees to print it


def test_arrays_arrive_writable_contiguous_and_in_native_order() -> None:
    for array in (np.arange(12.0).reshape(3, 4).T, np.arange(6.0)[::2], np.arange(3, dtype=">i4"), np.array(5.0)):
        found = read(frame_of(array))
        np.testing.assert_array_equal(found, array)
        assert found.shape == array.shape and found.dtype.isnative and found.flags.writeable and found.flags.c_contiguous


def test_arrays_of_one_frame_do_not_share_memory() -> None:
    one, other = read(frame_of([np.zeros(3), np.zeros(3)]))
    one += 1
    assert not other.any()


def test_a_byte_beyond_one_is_true() -> None:
    frame = frame_of(np.array([True, False]))
    assert read(frame[:-2] + b"\x07\x00").tobytes() == b"\x01\x00"


def test_lone_surrogates_become_question_marks() -> None:
    assert read(frame_of("a\ud800b")) == "a?b"


class Odd(float):
    pass


STANDARD = [
    Fraction(-3, 7), Fraction(4), Decimal("1.10"), Decimal("NaN"), Decimal("-Infinity"), date(2024, 2, 29), datetime.max,
    datetime(2024, 1, 1, tzinfo=UTC), timedelta(-1, 5, 7), int, dict, ValueError, KeyboardInterrupt,
]  # fmt: skip


@pytest.mark.parametrize("value", STANDARD, ids=repr)
def test_fractions_decimals_dates_and_types_cross(value: Any) -> None:
    found = read(frame_of(value))
    assert type(found) is type(value) and str(found) == str(value)


class Later(date):
    pass


@pytest.mark.parametrize("value", [type, object, type(None), Odd, Later, Later(2024, 1, 1), Fraction(10**999, 3)], ids=str)
def test_no_other_type_and_no_endless_fraction_crosses(value: Any) -> None:
    assert isinstance(read(frame_of(value)), protocol.Held)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("type", "eval"), ("type", "open"), ("type", "memoryview"), ("type", ""), ("type", "__import__"),
        ("Fraction", "1/0"), ("Fraction", "1e9999"), ("Fraction", "1" * 2000), ("Fraction", ""),
        ("Decimal", "1e999999999"), ("Decimal", "1e-999999999"), ("Decimal", "x"), ("Decimal", "9" * 2000),
        ("date", "2024-13-01"), ("datetime", "never"), ("timedelta", "9999999999 0 0"), ("timedelta", ""),
    ],
)  # fmt: skip
def test_impossible_texts_are_wire_errors(kind: Any, text: str) -> None:
    packer = wire.Packer(hold)
    began = time.monotonic()
    with pytest.raises(protocol.WireError):
        read(packer.frame(protocol.Returned("nonce", protocol.Plain(kind, text), None, None, "", None)))
    assert time.monotonic() - began < 1


@pytest.mark.parametrize(
    "value",
    [
        object(), len, Odd(1), np.zeros(1).view(np.recarray), np.ma.array([1.0]), np.array([object()]),
        np.datetime64("2020"),
        np.array([(1,)], dtype=[("a", int)]), range(10**30), type("L", (list,), {})(), type("S", (str,), {})("s"),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_everything_else_stays_where_it_is(value: Any) -> None:
    assert isinstance(read(frame_of(value)), protocol.Held)


class Point(NamedTuple):
    w: float
    b: float


class Mine(list[Any]):
    def __iter__(self) -> Any:
        raise AssertionError("a learner's method was called")

    __len__ = __getitem__ = __class__ = __iter__  # type: ignore[assignment]


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Point(1.0, 2.0), (1.0, 2.0)),
        ({"a": [Point(1.0, 2.0)]}, {"a": [(1.0, 2.0)]}),
        (list.__new__(Mine), []),
        (deque([1.0, Point(2.0, 3.0)]), [1.0, (2.0, 3.0)]),
        (np.ones((2, 1)).view(np.matrix), np.ones((2, 1))),
        (np.ma.array([1.0, 2.0]), np.array([1.0, 2.0])),
        (np.array([1, 0.5, Fraction(1, 4)], dtype=object), np.array([1, 0.5, 0.25])),
        (Fraction(1, 4), 0.25),
        (Decimal("NaN"), math.nan),
        (Decimal("1e400"), math.inf),
        (Fraction(10**400), Fraction(10**400)),
    ],
    ids=lambda value: type.__dict__["__name__"].__get__(type(value)),
)
def test_derived_classes_cross_as_their_base_where_that_is_asked_for(value: Any, plain: Any) -> None:
    packer = wire.Packer(lambda held: protocol.Held(1, "object", False, [], False, ""), plain=True)
    node = packer.pack(value)
    frame = packer.frame(protocol.Returned("nonce", node, None, None, "", None))
    assert same(read(frame), plain)


def test_an_array_of_other_objects_stays_where_it_is() -> None:
    packer = wire.Packer(lambda held: protocol.Held(1, "object", False, [], False, ""), plain=True)
    assert isinstance(packer.pack(np.array([object()])), protocol.Held)
    assert isinstance(packer.pack(np.array([1, None])), protocol.Held)


def nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


def cyclic() -> list[Any]:
    value: list[Any] = []
    value.append(value)
    return value


@pytest.mark.parametrize(
    "value",
    [nested(40), cyclic(), np.broadcast_to(0.0, (10**9, 10)), "a" * (wire.MAX_HEADER + 1), 1 << 10**6],
    ids=["deep", "cyclic", "broadcast", "long text", "long integer"],
)
def test_what_is_too_large_is_not_sent(value: Any) -> None:
    began = time.perf_counter()
    with pytest.raises(protocol.WireError):
        frame_of(value)
    assert time.perf_counter() - began < 2


def array(dtype: str, shape: list[int], scalar: bool = False) -> protocol.Array:
    return protocol.Array(dtype, shape, scalar)


COLLIDING = [i * ((1 << 61) - 1) for i in range(wire.MAX_ODD_KEYS + 1)]


@pytest.mark.parametrize(
    ("node", "payload"),
    [
        (array("O", [1]), bytes(8)),
        (array("<f8", [2]), bytes(8)),
        (array("<f8", [1]), bytes(16)),
        (array("<f8", [-1]), b""),
        (array("<f8", [1 << 62]), b""),
        (array("<f8", [0, *[1 << 26] * 9]), b""),
        (array("<f8", [0] * 65), b""),
        (array("<f8", [1], scalar=True), bytes(8)),
        (array("<M8[s]", [1]), bytes(8)),
        (array(">f8", [1]), bytes(8)),
        (array("<U999999", [0]), b""),
        (array("<U0", [0]), b""),
        (array("<U1", [1]), b"\xff\xff\xff\xff"),
        (array("f8,f8", [1]), bytes(16)),
        (protocol.Items("set", [protocol.Items("list", [])]), b""),
        (protocol.Items("slice", [0, 1]), b""),
        (protocol.Items("range", [0, 1]), b""),
        (protocol.Items("range", [0, 1, 0]), b""),
        (protocol.Items("range", [0, 1 << 60, 1]), b""),
        (protocol.Items("range", [0, protocol.Big("f" * 100), 1]), b""),
        (protocol.Items("set", [protocol.Big(hex(n)) for n in COLLIDING]), b""),
        (protocol.Pairs([(protocol.Big(hex(n)), None) for n in COLLIDING]), b""),
        (protocol.Pairs([(protocol.Items("list", []), None)]), b""),
        (protocol.Items("list", [None] * (wire.MAX_NODES + 1)), b""),
        (protocol.Big("f" * 10_000), b""),
        (protocol.Big("0x"), b""),
        (protocol.Big("spam"), b""),
    ],
    ids=lambda value: str(value)[:40],
)
def test_impossible_nodes_are_wire_errors(node: protocol.Value, payload: bytes) -> None:
    header = msgspec.msgpack.encode(protocol.Returned("", node, None, None, "", None))
    began = time.perf_counter()
    with pytest.raises(protocol.WireError):
        read(wire.HEAD.pack(len(header), len(payload)) + header + payload)
    assert time.perf_counter() - began < 2


def test_containers_that_share_parts_are_cut_off_by_their_number_of_parts() -> None:
    leaf: protocol.Value = None
    for _ in range(wire.MAX_DEPTH - 1):
        leaf = protocol.Items("list", [leaf, leaf])
    with pytest.raises(protocol.WireError, match="too_many_parts"):
        wire.Unpacker(b"", lambda node: node).unpack(leaf)


def value_or_error(frame: bytes) -> None:
    began = time.perf_counter()
    try:
        read(frame)
    except protocol.WireError:
        pass
    assert time.perf_counter() - began < 1


@given(values, st.data())
@settings(max_examples=300, deadline=None)
def test_a_mutated_frame_is_a_value_or_a_wire_error(value: Any, data: st.DataObject) -> None:
    frame = bytearray(frame_of(value))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(frame) - 1))
        change = data.draw(st.sampled_from(["set", "drop", "insert"]))
        byte = data.draw(st.sampled_from([0, 1, 0x7F, 0x80, 0x90, 0xC0, 0xC1, 0xDC, 0xFF]) | st.integers(0, 255))
        if change == "set":
            frame[at] = byte
        elif change == "insert":
            frame.insert(at, byte)
        elif len(frame) > 1:
            del frame[at]
    value_or_error(bytes(frame))
    header = min(len(frame) - wire.HEAD.size, wire.HEAD.unpack(frame_of(value)[: wire.HEAD.size])[0])
    if header > 0:  # again with a head that fits, or hardly any frame would come far
        body = bytes(frame[wire.HEAD.size :])
        value_or_error(wire.HEAD.pack(header, len(body) - header) + body)


@given(
    st.binary(max_size=200),
    st.sampled_from([b"\x97\xa8returned", b"\x93\xa3ran", b"\x95\xa8question", b"\x93\xa7fetched", b""]),
)
@settings(max_examples=300, deadline=None)
def test_random_bytes_are_a_value_or_a_wire_error(body: bytes, start: bytes) -> None:
    value_or_error(wire.HEAD.pack(len(start + body), 0) + start + body)


def test_nan_and_infinity_cross() -> None:
    assert math.isnan(read(frame_of(math.nan))) and read(frame_of(-math.inf)) == -math.inf
