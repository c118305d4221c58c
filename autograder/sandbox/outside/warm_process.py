"""The grader's end: starts a zygote, as confined as this machine allows, and asks it for forks."""

from __future__ import annotations

import contextlib
import json
import os
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

END_SECONDS = 10

LEAVING_SECONDS = 2  # between closing its pipes, as every process does that ends, and having ended


class Child:
    """One fork: its two pipes and, once it has ended, how.

    Reading and writing never block beyond a deadline; a child that closes its end or sends nonsense is `SandboxStopped`.
    """

    def __init__(self, zygote: WarmProcess, number: int, requests: int, replies: int) -> None:
        self._zygote = zygote
        self.number = number
        self._requests, self._replies = requests, replies
        self._received = bytearray()
        os.set_blocking(requests, False)
        os.set_blocking(replies, False)

    def send(self, frame: bytes, deadline: float) -> None:
        """Refuses to speak to a child that has spoken out of turn: its answer could not depend on the question."""
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
        """The next reply, the size of its header, and the bytes of its arrays."""
        self._need(wire.HEAD.size, deadline)
        header, payload = wire.HEAD.unpack(self._received[: wire.HEAD.size])
        forged = header > wire.MAX_HEADER or payload > wire.MAX_PAYLOAD  # which the runner would not send
        if forged or payload > self._zygote.limits.value_mb << 20:
            megabytes = min(self._zygote.limits.value_mb, wire.MAX_PAYLOAD >> 20)
            raise SandboxStopped("crashed", "sandbox.sent_too_much_at_once", hostile=forged, megabytes=megabytes)
        end = wire.HEAD.size + header + payload
        self._need(end, deadline)
        frame = bytes(self._received[:end])
        del self._received[:end]
        try:
            reply = protocol.decode_reply(frame[wire.HEAD.size : wire.HEAD.size + header])
        except protocol.WireError as error:
            why = wire_error(error)
            raise SandboxStopped("crashed", "sandbox.unreadable", hostile=True, why=why) from None
        return reply, header, memoryview(frame)[wire.HEAD.size + header :]

    def close(self) -> None:
        """Kill it, with everything it started."""
        if self._requests >= 0:
            self._zygote.kill(self.number)
            os.close(self._requests)
            os.close(self._replies)
            self._requests = self._replies = -1

    def _need(self, size: int, deadline: float) -> None:
        while len(self._received) < size:
            self._wait([self._replies], [], deadline)
            if not self._fill():
                raise self._death()

    def _fill(self) -> bool:
        try:
            part = os.read(self._replies, 1 << 20)
        except BlockingIOError:
            return True
        self._received += part
        return bool(part)

    def _wait(self, readable: list[int], writable: list[int], deadline: float) -> None:
        if self._requests < 0:
            raise SandboxStopped("crashed", "sandbox.stopped_before")
        left = deadline - time.monotonic()
        if left <= 0 or not any(select.select(readable, writable, [], left)):
            raise SandboxStopped("timeout", "sandbox.stopped_after", seconds=0.0)  # `Conversation.ask` says of what

    def _death(self) -> SandboxStopped:
        if not self._zygote.ends(self.number, LEAVING_SECONDS):
            return SandboxStopped("crashed", "sandbox.closed_its_pipe", hostile=True)
        status = self._zygote.wait(self.number)
        if os.WIFSIGNALED(status):
            number = os.WTERMSIG(status)
            name = signal.Signals(number).name if number in signal.Signals._value2member_map_ else str(number)
            return SandboxStopped("crashed", "sandbox.died", signal=name)
        return SandboxStopped("crashed", "sandbox.exited", exit_code=os.WEXITSTATUS(status))


class WarmProcess:
    """A context manager around the warm process.

    data:       files the cells may read in their working folder, relative path -> path on this machine.
    modules:    imported before the first fork, so that cells find them loaded.
    figures:    whether figures are rendered.
    allow_weak: start even where neither Landlock nor seccomp holds; otherwise that is a `SandboxError`.
    without:    layers (`layers.LAYERS`) to leave off, to measure what they cost and what they stop.
    """

    def __init__(
        self,
        limits: Limits,
        data: dict[str, Path] | None = None,
        modules: Sequence[str] = (),
        figures: bool = True,
        allow_weak: bool = False,
        without: Collection[str] = (),
    ) -> None:
        self.limits = limits
        self.figures = figures
        self._without = frozenset(without)
        self._data, self._modules, self._allow_weak = data or {}, list(modules), allow_weak
        self._count = 0
        self._start()

    def _start(self) -> None:
        if sys.platform != "linux" and not self._allow_weak:
            raise SandboxError("sandbox.too_weak")
        self._ended: dict[int, int] = {}
        self._alive: set[int] = set()
        self._deaf = False
        self._staged = stage(self._data)
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
        try:
            started = self._hear(START_SECONDS) or {}
        except SandboxError:
            started = {}
        if "ready" not in started:
            raise self._not_started(started)
        self.layers: list[str] = started["ready"]
        self.level = layers.level_of(self.layers)
        if self.level == "weak" and not self._allow_weak:
            self.close()
            raise SandboxError("sandbox.too_weak")

    def _not_started(self, said: dict[str, Any]) -> SandboxError:
        """End the process, and return why it did not start. said: its only message, if there was one."""
        self._process.kill()
        printed = self._process.stderr.read().decode(errors="replace")[-800:].strip() if self._process.stderr else ""
        self.close()
        if "too_little_memory" in said:
            taken = said["too_little_memory"]
            return SandboxError("sandbox.too_little_memory", taken=taken, limit=self.limits.memory_mb)
        if printed:
            return SandboxError("sandbox.did_not_start", printed=printed)
        return SandboxError("sandbox.did_not_start_silently")

    def _command(self, control: int, wrapped: bool) -> list[str]:
        scratch, data = ("/scratch", "/data") if wrapped else ("", self._staged)
        options = Options(
            modules=self._modules,
            readable=[*readable_paths(), *([data] if self._data else [])],
            scratch=scratch,
            data=data if self._data else "",
            seccomp=compile_filter().hex(),
            bubblewrap=wrapped,
            without=sorted(self._without),
            figures=self.figures,
            user=_user_of_its_own(),
            notices=notices(),
            memory_mb=self.limits.memory_mb,
            cpu_seconds=int(self.limits.notebook_seconds) + 10,
            processes=self.limits.processes,
            output_kb=self.limits.output_kb,
            scratch_mb=self.limits.scratch_mb,
        )
        python = [sys.executable, "-s", "-m", "autograder.sandbox.inside.zygote", str(control), json.dumps(asdict(options))]
        if not wrapped:
            return python
        mounts = [*bubblewrap_arguments(), *package_mounts(), "--dir", scratch]
        for source, target in [(str(font_cache()), str(font_cache())), (self._staged, data)]:
            mounts += [*open_parents(target), "--ro-bind", source, target]
        return [*mounts, *python]

    @property
    def gone(self) -> bool:
        """Whether it has died, or has not answered in time: what came of its children since then means nothing."""
        if self._control.fileno() < 0:  # it could not be started anew
            return True
        watched = select.poll()
        watched.register(self._control, 0)
        return self._deaf or bool(watched.poll(0))

    def restart(self) -> None:
        """A new process in the place of this one; its children end with it."""
        self.close()
        self._start()

    def fork(self) -> Child:
        if self._deaf:
            raise SandboxError("sandbox.no_answer")
        self._count += 1
        number = self._count
        request_reader, request_writer = os.pipe()
        reply_reader, reply_writer = os.pipe()
        try:
            socket.send_fds(self._control, [json.dumps({"fork": number}).encode()], [request_reader, reply_writer])
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
        if number not in self._alive:
            return
        with contextlib.suppress(OSError, SandboxError):  # where the zygote is gone, so are its children
            if number not in self._ended:
                self._control.send(json.dumps({"kill": number}).encode())
            self.wait(number)

    def wait(self, number: int) -> int:
        """The child's wait status, once it has ended; SandboxError where the zygote has ended, too, or does not answer."""
        if not self.ends(number, END_SECONDS):
            self._deaf = True
            raise SandboxError("sandbox.no_answer")
        self._alive.discard(number)
        return self._ended.pop(number)

    def ends(self, number: int, seconds: float) -> bool:
        """Whether the child has ended, or does so in this time; SandboxError as for `wait`, and where it never began."""
        deadline = time.monotonic() + seconds
        while number not in self._ended:
            message = self._hear(deadline - time.monotonic())
            if message is None:
                return False
            if "refused" in message:
                self._alive.discard(message["refused"])
                if message["why"] is None:
                    raise SandboxError("sandbox.layer_lost")
                raise SandboxError("sandbox.fork_refused", why=message["why"])
            self._ended[message["ended"]] = message["status"]
        return True

    def _hear(self, seconds: float) -> dict[str, Any] | None:
        """The zygote's next message, None where there is none in this time."""
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
        self._control.close()  # the zygote ends when it hears nobody, and its children with it
        try:
            self._process.wait(0 if self._deaf else END_SECONDS)
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


def _user_of_its_own() -> int:
    """A number that no account has and no other zygote: what one user has running counts against `RLIMIT_NPROC` of all."""
    return 0x7FFF0000 + secrets.randbelow(0xFFFF)
