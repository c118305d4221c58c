"""Run cells that await in an event loop, in a process that may open no socket."""

from __future__ import annotations

import asyncio
import os
from typing import Any


class _PipeEnd:
    """One end of a pipe, with the methods that an event loop calls on a socket."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def fileno(self) -> int:
        return self._descriptor

    def recv(self, size: int) -> bytes:
        return os.read(self._descriptor, size)

    def send(self, data: bytes) -> int:
        return os.write(self._descriptor, data)

    def close(self) -> None:
        os.close(self._descriptor)


class PipeLoop(asyncio.SelectorEventLoop):
    """An event loop that wakes itself through a pipe; asyncio's own one uses a pair of sockets."""

    def _make_self_pipe(self) -> None:
        self._ssock, self._csock = map(_PipeEnd, os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC))
        self._internal_fds += 1  # type: ignore[attr-defined]
        self._add_reader(self._ssock.fileno(), self._read_from_self)  # type: ignore[attr-defined]


_loop: PipeLoop | None = None


def run_until_complete(coroutine: Any) -> Any:
    """Run a coroutine in the one loop of this process, in which tasks live on from cell to cell, and return its result."""
    global _loop
    if _loop is None:
        _loop = PipeLoop()
        asyncio.set_event_loop(_loop)
    return _loop.run_until_complete(coroutine)
