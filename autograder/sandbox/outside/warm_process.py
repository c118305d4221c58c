"""Start the warm process, confined as strongly as this machine allows, and ask it for forks: the grader's side."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import re
import secrets
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Collection, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from autograder.errors import SandboxError
from autograder.sandbox.outside.mounts import (
    START_SECONDS,
    bubblewrap_arguments,
    bubblewrap_works,
    environment,
    font_cache,
    open_parents,
    package_mounts,
    readable_paths,
    stage,
)
from autograder.sandbox.outside.sentences import notices, wire_error
from autograder.sandbox.outside.syscalls import compile_filter
from autograder.sandbox.shared import layers, protocol, wire
from autograder.sandbox.shared.limits import Limits
from autograder.sandbox.shared.options import Options
from autograder.sandbox.shared.outcome import SandboxStopped

SCRATCH, DATA = "/scratch", "/data"  # folders that bubblewrap mounts
END_SECONDS = 10
_NOT_FOUND = re.compile(r"ModuleNotFoundError:[^'\n]*'([\w.]{1,200})'")
_NO_MEMORY = re.compile(r"MemoryError|Cannot\sallocate\smemory|failed\sto\smap")
LEAVING_SECONDS = 2  # that a child may take to end after its pipes have closed


class Child:
    """One fork and its two pipes.

    Reading and writing never block beyond a deadline. Both raise SandboxStopped where the child misses it, closes its end,
    or sends something that is not a reply.
    """

    def __init__(self, warm_process: WarmProcess, number: int, requests: int, replies: int) -> None:
        self._warm_process = warm_process
        self.number = number
        self._requests, self._replies = requests, replies
        self._received = bytearray()
        os.set_blocking(requests, False)
        os.set_blocking(replies, False)

    def send(self, frame: bytes, deadline: float) -> None:
        """Send a request. Raises SandboxStopped where the child has already answered: that answer cannot depend on it."""
        if self._received or (self._replies >= 0 and select.select([self._replies], [], [], 0)[0] and self._fill()):
            raise SandboxStopped("crashed", "sandbox.answered_early", hostile=True)
        rest = memoryview(frame)
        while rest:
            self._wait([], [self._requests], deadline)
            try:
                rest = rest[os.write(self._requests, rest[: 1 << 18]) :]
            except BlockingIOError:
                continue
            except BrokenPipeError:
                raise self._death() from None

    def receive(self, deadline: float) -> tuple[protocol.Reply, int, memoryview]:
        """Return the next reply, the size of its header, and the bytes of its arrays."""
        self._need(wire.HEAD.size, deadline)
        header, payload = wire.HEAD.unpack(self._received[: wire.HEAD.size])
        forged = header > wire.MAX_HEADER or payload > wire.MAX_PAYLOAD  # the runner never sends such a frame
        if forged or payload > self._warm_process.limits.value_mb << 20:
            megabytes = min(self._warm_process.limits.value_mb, wire.MAX_PAYLOAD >> 20)
            raise SandboxStopped("crashed", "sandbox.sent_too_much_at_once", hostile=forged, megabytes=megabytes)
        end = wire.HEAD.size + header + payload
        self._need(end, deadline)
        if 2 * end < len(self._received):  # a small frame before many others is copied, a large one is not
            frame = memoryview(bytes(self._received[:end]))
            del self._received[:end]
        else:
            frame, self._received = memoryview(self._received)[:end], self._received[end:]
        try:
            reply = protocol.decode_reply(frame[wire.HEAD.size : wire.HEAD.size + header])
        except protocol.WireError as error:
            why = wire_error(error)
            raise SandboxStopped("crashed", "sandbox.unreadable", hostile=True, why=why) from None
        return reply, header, frame[wire.HEAD.size + header :]

    def hand_over(self) -> tuple[int, int]:
        """Return the two pipe ends, for another process to talk to the child; this object must not be used any more."""
        ends = self._requests, self._replies
        self._requests = self._replies = -1
        return ends

    def close(self) -> None:
        """Kill the child, with everything that it started."""
        if self._requests >= 0:
            self._warm_process.kill(self.number)
            os.close(self._requests)
            os.close(self._replies)
            self._requests = self._replies = -1

    def _need(self, size: int, deadline: float) -> None:
        while len(self._received) < size:
            self._wait([self._replies], [], deadline)
            if not self._fill():
                raise self._death()

    def _fill(self) -> bool:
        """Read what the child has sent; return False where it has closed its pipe."""
        try:
            part = os.read(self._replies, 1 << 20)
        except BlockingIOError:
            return True
        self._received += part
        return bool(part)

    def _wait(self, readable: list[int], writable: list[int], deadline: float) -> None:
        """Wait until a pipe is ready. Raises SandboxStopped at the deadline: here the time of a call or cell is enforced."""
        if self._requests < 0:
            raise SandboxStopped("crashed", "sandbox.stopped_before")
        left = deadline - time.monotonic()
        if left <= 0 or not any(select.select(readable, writable, [], left)):
            raise SandboxStopped("timeout", "sandbox.stopped_after", seconds=0.0)  # `Conversation.ask` says of what

    def _death(self) -> SandboxStopped:
        """Return why a child that closed its pipe is gone."""
        if not self._warm_process.ends(self.number, LEAVING_SECONDS):
            return SandboxStopped("crashed", "sandbox.closed_its_pipe", hostile=True)
        status = self._warm_process.wait(self.number)
        if os.WIFSIGNALED(status):
            number = os.WTERMSIG(status)
            name = signal.Signals(number).name if number in signal.Signals._value2member_map_ else str(number)
            return SandboxStopped("crashed", "sandbox.died", signal=name)
        return SandboxStopped("crashed", "sandbox.exited", exit_code=os.WEXITSTATUS(status))


class WarmProcess:
    """The process with warm imports from which sandboxes are forked; a context manager.

    data:       files that cells may read in their working folder: relative path -> path on this machine.
    modules:    imported before the first fork, so that cells find them loaded; None imports nothing, to see the layers only.
    figures:    whether figures are rendered.
    allow_weak: whether to start where neither Landlock nor seccomp holds; otherwise that is a SandboxError.
    without:    layers (`layers.LAYERS`) to leave off, to measure what they cost and what they stop.
    folders:    of the data files, those that a fork may work in; a folder without files is made, too.
    Raises SandboxError where it does not start.
    """

    is_shared = False  # see `shared_process`

    def __init__(
        self,
        limits: Limits,
        data: dict[str, Path] | None = None,
        modules: Sequence[str] | None = (),
        figures: bool = True,
        allow_weak: bool = False,
        without: Collection[str] = (),
        folders: Sequence[str] = (),
    ) -> None:
        self.limits = limits
        self.figures = figures
        self._without = frozenset(without)
        self._folders = tuple(folders)
        self._data, self._modules, self._allow_weak = data or {}, modules, allow_weak
        self._count = 0
        self._start()

    def _start(self) -> None:
        """Start the process, and wait until it is warm."""
        self._launch()
        try:
            started = self._receive(START_SECONDS) or {}
        except SandboxError:
            started = {}
        if "ready" not in started:
            self._process.kill()
            printed = self._process.stderr.read().decode(errors="replace") if self._process.stderr else ""
            self.close()
            raise _why_not_started(started, printed[-800:].strip(), self.limits)
        self._is_ready(started["ready"])

    def _is_ready(self, held: list[str]) -> None:
        """Note which layers hold. Raises SandboxError where they are too weak."""
        self.layers, self.level = held, layers.level_of(held)
        if self.level == "weak" and not self._allow_weak:
            self.close()
            raise SandboxError("sandbox.too_weak")

    def _launch(self) -> None:
        """Start the process."""
        if sys.platform != "linux" and not self._allow_weak:
            raise SandboxError("sandbox.too_weak")
        self._ended: dict[int, int] = {}
        self._alive: set[int] = set()
        self._unresponsive = False
        self._staged = stage(self._data, self._folders)
        packets = socket.SOCK_SEQPACKET if sys.platform == "linux" else socket.SOCK_DGRAM  # which macOS has instead
        here, there = socket.socketpair(socket.AF_UNIX, packets)
        wrapped = "bubblewrap" not in self._without and bubblewrap_works()
        self._process = subprocess.Popen(
            self._command(there.fileno(), wrapped),
            pass_fds=[there.fileno()],
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE if not os.environ.get("AUTOGRADER_SANDBOX_STDERR") else None,
            cwd="/",
        )
        there.close()
        self._control = here

    def _command(self, control: int, wrapped: bool) -> list[str]:
        options = _options(self, wrapped, self._staged)
        python = [sys.executable, "-s", "-m", "autograder.sandbox.inside.zygote", str(control), json.dumps(asdict(options))]
        if not wrapped:
            return python
        mounts = [*bubblewrap_arguments(), *package_mounts(), "--dir", SCRATCH]
        for source, target in [(str(font_cache()), str(font_cache())), (self._staged, DATA)]:
            mounts += [*open_parents(target), "--ro-bind", source, target]
        return [*mounts, *python]

    @property
    def gone(self) -> bool:
        """Whether it has died, or has not answered in time; results of its children since then cannot be trusted."""
        if self._control.fileno() < 0:  # it could not be started again
            return True
        watched = select.poll()
        watched.register(self._control, 0)
        return self._unresponsive or bool(watched.poll(0))

    def restart(self) -> None:
        """Replace the process by a new one. Its children end with it."""
        self.close()
        self._start()

    def fork(self, folder: str = "") -> Child:
        """Return a new confined child.

        folder: of the data files, the one that it works in; "" for all of them.
        Raises SandboxError where the warm process has died or does not answer.
        """
        if self._unresponsive:
            raise SandboxError("sandbox.no_answer")
        self._count += 1
        number = self._count
        request = json.dumps({"fork": number, "folder": folder}).encode()
        request_reader, request_writer = os.pipe()
        reply_reader, reply_writer = os.pipe()
        try:
            socket.send_fds(self._control, [request], [request_reader, reply_writer])
        except OSError:
            os.close(request_writer)
            os.close(reply_reader)
            raise SandboxError("sandbox.warm_process_died") from None
        finally:
            os.close(request_reader)
            os.close(reply_writer)
        self._alive.add(number)
        return Child(self, number, request_writer, reply_reader)

    def kill(self, number: int) -> None:
        """Kill a child, and wait until it has ended."""
        if number not in self._alive:
            return
        with contextlib.suppress(OSError, SandboxError):  # where the warm process is gone, so are its children
            if number not in self._ended:
                self._control.send(json.dumps({"kill": number}).encode())
            self.wait(number)

    def wait(self, number: int) -> int:
        """Return a child's wait status, once it has ended. Raises SandboxError where the warm process does not say so."""
        if not self.ends(number, END_SECONDS):
            self._unresponsive = True
            raise SandboxError("sandbox.no_answer")
        self._alive.discard(number)
        return self._ended.pop(number)

    def ends(self, number: int, seconds: float) -> bool:
        """Return whether a child has ended, or does so within this time.

        Raises SandboxError where the warm process has died, or where it could not start the child.
        """
        deadline = time.monotonic() + seconds
        while number not in self._ended:
            message = self._receive(deadline - time.monotonic())
            if message is None:
                return False
            if "refused" in message:
                self._alive.discard(message["refused"])
                if message["why"] is None:
                    raise SandboxError("sandbox.layer_lost")
                raise SandboxError("sandbox.fork_refused", why=message["why"])
            self._ended[message["ended"]] = message["status"]
        return True

    def _receive(self, seconds: float) -> dict[str, Any] | None:
        """Return the next message of the warm process, None where there is none within this time."""
        if self._control.fileno() < 0:
            raise SandboxError("sandbox.closed")
        if not select.select([self._control], [], [], max(0.0, seconds))[0]:
            return None
        try:
            packet = self._control.recv(65536)
        except ConnectionResetError:
            packet = b""
        if not packet:
            raise SandboxError("sandbox.warm_process_died")
        message: dict[str, Any] = json.loads(packet)
        return message

    def close(self) -> None:
        """End the process and its children."""
        self._control.close()  # which ends them
        try:
            self._process.wait(0 if self._unresponsive else END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stderr:
            self._process.stderr.close()
        shutil.rmtree(self._staged, ignore_errors=True)

    def __enter__(self) -> WarmProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@functools.cache
def level_here() -> str:
    """Return the level of sandboxes on this machine, found by trying the layers in a process that imports nothing.

    Raises SandboxError where not even a weak sandbox starts.
    """
    with WarmProcess(Limits(), modules=None, allow_weak=True) as process:
        return process.level


def _why_not_started(said: dict[str, Any], printed: str, limits: Limits) -> SandboxError:
    """Return the error for a process that did not start. said: its message, if any; printed: the end of its stderr."""
    if "too_little_memory" in said:
        return SandboxError("sandbox.too_little_memory", taken=said["too_little_memory"], limit=limits.memory_mb)
    if missing := _NOT_FOUND.search(printed):
        package = missing[1].partition(".")[0]
        return SandboxError(
            "sandbox.cannot_import", module=missing[1], package=package, prefix=sys.prefix, program=sys.executable
        )
    if _NO_MEMORY.search(printed):
        return SandboxError("sandbox.no_memory_to_start", reason=printed.split("\n")[-1].rstrip("."))
    if printed:
        return SandboxError("sandbox.did_not_start", printed=printed)
    return SandboxError("sandbox.did_not_start_silently")


def _options(process: WarmProcess, wrapped: bool, staged: str) -> Options:
    """Return the options of a process. wrapped: whether in bubblewrap; staged: the folder of the data files."""
    scratch, data = (SCRATCH, DATA) if wrapped else ("", staged)
    limits = process.limits
    return Options(
        modules=list(process._modules or ()),
        readable=[*readable_paths(), *([data] if process._data else [])],
        scratch=scratch,
        data=data if process._data else "",
        seccomp=compile_filter().hex(),
        bubblewrap=wrapped,
        without=sorted(process._without),
        figures=process.figures,
        warm=process._modules is not None,
        shared=process.is_shared,
        user=unused_user_id(),
        notices=notices(),
        memory_mb=limits.memory_mb,
        cpu_seconds=int(limits.notebook_seconds) + 10,
        processes=limits.processes,
        output_kb=limits.output_kb,
        scratch_mb=limits.scratch_mb,
    )


def unused_user_id() -> int:
    """Return a user id that neither an account nor another warm process has.

    All processes of one user count against the `RLIMIT_NPROC` of each.
    """
    return 0x7FFF0000 + secrets.randbelow(0xFFFF)
