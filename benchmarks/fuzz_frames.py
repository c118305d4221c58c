"""Decode a million changed frames; each must give a value or a `WireError`, in bounded time and memory.

    .venv/bin/python benchmarks/fuzz_frames.py [--inputs 1000000] [--seed 0]

Frames of every kind of reply and value are changed at random: bits, bytes, lengths, pieces of other frames. The run fails at
another exception, at an input that takes more than a second of processor time, and if memory grows.
"""

from __future__ import annotations

import argparse
import contextlib
import copy
import random
import resource
import time
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec
import numpy as np

from autograder.sandbox.shared import protocol, wire

SECONDS = 1.0  # processor time allowed for one input
MEGABYTES = 200  # by which the process may grow
VALUES: list[Any] = [
    None, True, -1, 1 << 62, 1 << 70, 0.5, float("nan"), 1j, "text", "中", b"bytes", [1, [2, (3,)]], {1, 2}, frozenset("a"),
    {"W1": np.ones((2, 3)), 2: None}, range(3), np.float32(1), np.array(True), np.arange(6).reshape(2, 3), np.zeros((0, 3)),
    np.array(["a", "bc"]), np.array([b"x"]), Fraction(1, 3), Decimal("1.5"), date(2020, 1, 2), datetime(2020, 1, 2),
    timedelta(1), int, ValueError, object(), print,
]  # fmt: skip
EXTREMES = [b"\0", b"\xff", b"\x7f", b"\xc0", b"\xd9\xff", b"\xdd" + b"\xff" * 4, b"\xdf" + b"\xff" * 4, b"\x93\xa1"]
LIES: list[Any] = [
    None, True, 0, -1, 1 << 31, (1 << 63) - 1, -(1 << 63), 0.0, float("inf"), "", "<f8", ">f8", "|O", "<U999999", "<M8[s]",
    "list", "set", "range", "0x" + "f" * 999, "1/0", "9" * 1000, "int", "\0", "x" * 1000, b"x",
    ["a", "<f8", [1 << 40], False], ["a", "<f8", [-1], False], ["a", "|b1", [0] * 20, False], ["a", "<U1", [1], True],
    ["l", "range", [0, 1 << 60, 1]], ["l", "set", [["l", "list", []]]], ["d", [[["d", []], 1]]], ["i", "0x1" + "0" * 30],
    ["t", "Decimal", "1E+99999999"], ["t", "timedelta", "1 2"], ["t", "date", "0"], ["y", 3], ["m"], [],
    ["h", 1, "", False, [], True, ""],
]  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--inputs", type=int, default=1_000_000)
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    draw = random.Random(given.seed)
    seeds = honest_frames()
    for frame in seeds:
        decode(frame)
    values = errors = 0
    slowest = 0.0
    before, began = peak_megabytes(), time.perf_counter()
    for number in range(given.inputs):
        frame = mutated(draw, seeds)
        start = time.thread_time()
        try:
            decode(frame)
            values += 1
        except protocol.WireError:
            errors += 1
        spent = time.thread_time() - start
        slowest = max(slowest, spent)
        assert spent < SECONDS, f"input {number} of seed {given.seed} took {spent:.1f} s: {frame[:200]!r}"
    grown = peak_megabytes() - before
    assert grown < MEGABYTES, f"{grown:.0f} MB"
    print(f"{given.inputs:,} frames, seed {given.seed}: {values:,} values, {errors:,} errors, nothing else", end="; ")
    print(f"slowest {slowest * 1e3:.1f} ms, memory grown by {grown:.0f} MB, {time.perf_counter() - began:.0f} s in all")


def honest_frames() -> list[bytes]:
    """Return frames as the sandbox sends them, of every kind of reply and value."""
    held = protocol.Held(1, "Thing", False, ["Thing", "object"], False, "<thing>")
    frames = []
    for value in VALUES:
        packer = wire.Packer(lambda _: held)
        node = packer.pack(value)
        parameters = [
            protocol.Parameter("x", 1, False, protocol.Absent(), node),
            protocol.Parameter("y", 1, True, node, protocol.Absent()),
        ]
        function = protocol.Function("f", parameters, 2, "f", node, True, parameters[:1])
        failure = protocol.Failure(["ValueError", "Exception"], "no", "line 1: x", protocol.Pairs([("code", 3)]))
        messages: list[protocol.Reply] = [
            protocol.Returned("n", node, None, None, "printed", None, [0]),
            protocol.Returned("n", None, failure, node, "", None, seen=[("open", "/etc/passwd")]),
            protocol.Fetched("n", [node, protocol.Absent(), function]),
            protocol.CallbackRequest("n", 1, protocol.Items("tuple", [node]), protocol.Pairs([])),
        ]
        frames += [packer.frame(message) for message in messages]
    packer = wire.Packer(lambda _: held)
    outputs = [protocol.Output("stream", "stdout", "text"), protocol.Output("display_data", data={"text/plain": "1"})]
    return [*frames, packer.frame(protocol.Ran("n", outputs, False, 1)), packer.frame(protocol.Progress("n", 1))]


def mutated(draw: random.Random, frames: list[bytes]) -> bytes:
    """Return a frame, changed at random. The sizes in its head mostly fit, or the decoder would read nothing after them."""
    frame = draw.choice(frames)
    header_size, _ = wire.HEAD.unpack(frame[: wire.HEAD.size])
    body = bytearray(frame[wire.HEAD.size :])
    header, payload = body[:header_size], body[header_size:]
    if draw.random() < 0.6:
        tree = msgspec.msgpack.decode(header)
        for _ in range(draw.choice((1, 1, 1, 2))):
            lie(draw, tree)
        with contextlib.suppress(RecursionError):  # too deep for the encoder; the frame keeps its header
            header = bytearray(msgspec.msgpack.encode(tree))
        return wire.HEAD.pack(len(header), len(payload)) + bytes(header) + bytes(payload)
    for _ in range(draw.choice((1, 1, 1, 2, 3, 8))):
        part = payload if payload and draw.random() < 0.15 else header
        at = draw.randrange(len(part)) if part else 0
        match draw.randrange(7):
            case 0 if part:
                part[at] ^= 1 << draw.randrange(8)
            case 1 if part:
                part[at] = draw.randrange(256)
            case 2:
                part[at:at] = draw.choice(EXTREMES)
            case 3:
                del part[at : at + draw.randrange(1, 9)]
            case 4:
                other = draw.choice(frames)
                start = draw.randrange(len(other))
                part[at : at + draw.randrange(4)] = other[start : start + draw.randrange(1, 40)]
            case 5:
                del part[at:]
            case 6:
                part[at:at] = part[at : at + 30] * draw.choice((1, 2, 50))
    sizes = len(header), len(payload)
    if draw.random() < 0.02:
        sizes = draw.choice((0, 1, len(header) + 1, wire.MAX_HEADER + 1)), draw.choice((0, 1, len(payload) + 1))
    return wire.HEAD.pack(*sizes) + bytes(header) + bytes(payload)


def lie(draw: random.Random, tree: list[Any]) -> None:
    """Put another value into one place of a header, which stays well formed."""
    places: list[tuple[list[Any], int]] = []
    waiting = [tree]
    while waiting and len(places) < 500:
        part = waiting.pop()
        places += [(part, index) for index in range(len(part))]
        waiting += [inner for inner in part if isinstance(inner, list)]
    part, index = draw.choice(places[1:])  # the first is the kind of reply
    match draw.randrange(4):
        case 0:
            part[index] = copy.deepcopy(draw.choice(LIES))
        case 1:
            other, at = draw.choice(places)
            part[index] = copy.deepcopy(other[at])
        case 2:
            part[index] = [part[index]] * draw.choice((0, 1, 2, 9))
        case 3:
            for _ in range(draw.choice((1, 5, 40))):  # 32 levels are allowed
                part[index] = ["l", draw.choice(("list", "tuple", "set", "frozenset", "range")), [part[index]]]


def decode(frame: bytes) -> Any:
    """Read a frame as the grader does: the header, then every value in it. Raises WireError."""
    header, payload = wire.HEAD.unpack(frame[: wire.HEAD.size])
    if header > wire.MAX_HEADER or payload > wire.MAX_PAYLOAD or len(frame) < wire.HEAD.size + header + payload:
        raise protocol.WireError("a size that cannot be")
    rest = frame[wire.HEAD.size :]
    reply = protocol.decode_reply(rest[:header])
    values = wire.Unpacker(memoryview(rest)[header : header + payload], lambda node: node)
    match reply:
        case protocol.Returned():
            attributes = reply.failure.attributes if reply.failure else None
            return [values.unpack(node) for node in (reply.value, reply.arguments, reply.state, attributes)]
        case protocol.Fetched():
            return [values.unpack(node) for node in reply.values]
        case protocol.CallbackRequest():
            return values.unpack(reply.args), values.unpack(reply.kwargs)
    return reply


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
