"""The process that renders learners' texts, with a clock for each text and one for each page."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import select
import signal
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

PROGRAM = Path(__file__).with_name("rendering.py")
HOME = str(PROGRAM.parents[2])  # where this package lies, also where it is not installed

TEXT_SECONDS = 2.0  # of CPU time, for one text
PAGE_SECONDS = 8.0  # of CPU time, for all texts of a page
PATIENCE = 60.0  # wall-clock seconds until a process that does not answer is killed; starting one takes 2 to 5
LARGEST = 500_000  # characters of a text that is rendered
PAGE_LARGEST = 4_000_000  # characters of HTML for all texts of a page; code becomes 30 times as long


class NotRendered(Exception):
    """A text is too large, too complicated or broken, so only its characters can be shown."""


class RenderProcess:
    """Runs the functions of `rendering` in a process that it starts when it is first needed.

    One text is rendered at a time. After a fork of this process, the child starts a process for itself.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._ready = False
        self._left = self._room = float("inf")  # seconds and characters, for the page

    def begin_page(self) -> None:
        """Give the texts of the next page `PAGE_SECONDS` and `PAGE_LARGEST` together."""
        self._left, self._room = PAGE_SECONDS, PAGE_LARGEST
        with self._lock:
            self._start()

    def render(self, kind: str, text: str, *arguments: Any) -> str:
        """Return what `rendering.RENDERERS[kind](text, *arguments)` returns. Raises NotRendered."""
        if len(text) > LARGEST or self._left <= 0:
            raise NotRendered
        seconds = min(TEXT_SECONDS, self._left)
        with self._lock:
            try:
                reply = self._ask({"kind": kind, "seconds": seconds, "arguments": [text, *arguments]})
            except (OSError, EOFError, ValueError) as error:
                self._end()
                reply = {"error": repr(error)}
        self._left -= reply.get("seconds", seconds)
        if "html" not in reply:
            raise NotRendered(reply["error"])
        made: str = reply["html"]
        if len(made) > self._room:
            raise NotRendered
        self._room -= len(made)
        return made

    def close(self) -> None:
        """End the process. The next text starts another."""
        with self._lock:
            self._end()

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        process = self._start()
        end = time.monotonic() + PATIENCE
        if not self._ready:
            self._read(process, end)
            self._ready = True
        assert process.stdin
        data = json.dumps(request).encode("ascii")
        process.stdin.write(struct.pack("<I", len(data)) + data)
        process.stdin.flush()
        return self._read(process, end)

    def _start(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._owner != os.getpid():
            self._owner, self._ready = os.getpid(), False
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-W", "ignore", str(PROGRAM)],
                env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [HOME, os.environ.get("PYTHONPATH", "")]))},
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()  # type: ignore[union-attr]

    def _read(self, process: subprocess.Popen[bytes], end: float) -> dict[str, Any]:
        """Return the next reply. Raises OSError when there is none by `end`, or the process has ended."""
        (size,) = struct.unpack("<I", self._read_exactly(process, 4, end))
        reply: dict[str, Any] = json.loads(self._read_exactly(process, size, end))
        return reply

    def _read_exactly(self, process: subprocess.Popen[bytes], size: int, end: float) -> bytes:
        assert process.stdout
        waiting = select.poll()
        waiting.register(process.stdout, select.POLLIN)
        data = bytearray()
        while len(data) < size:
            if not waiting.poll(1000 * max(0.0, end - time.monotonic())):
                raise TimeoutError
            chunk = os.read(process.stdout.fileno(), size - len(data))
            if not chunk:
                raise EOFError
            data += chunk
        return bytes(data)


renderer = RenderProcess()
atexit.register(renderer.close)
