"""A record that this process and its forks share: what a forked child adds to a list, its parent does not see."""

from __future__ import annotations

import mmap
import struct

ROOM = 64 << 20  # bytes
_LENGTH = struct.Struct("<Q")


class SharedLog:
    """Bytes that this process and its children add, one after the other; they must not add at the same time."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, ROOM)  # anonymous memory is shared with forks

    def add(self, more: bytes) -> None:
        length = self._length()
        self._memory[_LENGTH.size + length : _LENGTH.size + length + len(more)] = more
        self._memory[: _LENGTH.size] = _LENGTH.pack(length + len(more))

    def read(self) -> bytes:
        return self._memory[_LENGTH.size : _LENGTH.size + self._length()]

    def lines(self) -> list[str]:
        return self.read().decode().splitlines()

    def _length(self) -> int:
        return int(_LENGTH.unpack(self._memory[: _LENGTH.size])[0])
