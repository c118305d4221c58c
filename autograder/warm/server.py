"""Serve one course: keep its hidden tests loaded, and run each request in a fork of this process.

The server reads nothing that a learner wrote: a fork does, and ends with its request. So no request can leave anything for
the next, and several run at once. A fork that lacks an assignment says so, the server loads it, and forks again.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import io
import json
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from autograder.course.course import Course
from autograder.course.recognise import sources_of
from autograder.errors import AutograderError
from autograder.grading.ready import Ready
from autograder.sandbox.inside import confinement
from autograder.warm import lending, places
from autograder.warm.client import ENDED, MOST_BYTES, RENEWING, TAKEN, TERMINAL
from autograder.warm.freshness import Freshness

READ_SECONDS = 1.0  # that a caller may take to send its request
LOOK_SECONDS = 0.5  # at most until a caller that has gone away is noticed
KILL_SECONDS = 5.0  # that a fork may take to end after SIGTERM

Command = Callable[[Sequence[str]], int]


@dataclass
class _Job:
    """A request, and the fork that runs it.

    report: the reading end of the pipe on which the fork says what it needs.
    lent:   what the server had loaded when it forked, which the fork may use.
    failed: assignments that could not be loaded; the fork finds out why by itself.
    """

    connection: socket.socket
    request: dict[str, Any]
    streams: list[int]
    process: int = -1
    pid: int = -1
    report: int = -1
    lent: list[Ready] = field(default_factory=list)
    failed: set[lending.Key] = field(default_factory=set)
    killed: float = 0.0

    def close(self) -> None:
        """Close what the caller has sent."""
        self.connection.close()
        for stream in self.streams:
            os.close(stream)


class Server:
    """Serves requests for one course until nobody has asked for a while, or the course or the grader has changed."""

    def __init__(self, course: Course, run: Command, listener: socket.socket, *, idle: float, forks: int = 0) -> None:
        """Prepare a server.

        run:      runs a command line in a fork, and returns its exit code.
        listener: the socket, which callers may already be connecting to.
        idle:     seconds.
        forks:    requests that run at a time; by default two for each processor.
        """
        self._course, self._run, self._listener, self._idle = course, run, listener, idle
        self._forks = forks or 2 * (os.cpu_count() or 1)
        self._freshness = Freshness(course)
        self._ready: dict[lending.Key, Ready] = {}  # those that a request lacked last are the last
        self._given_up: list[Ready] = []  # which forks may still use
        self._jobs: list[_Job] = []
        self._is_over = False
        sources_of(course)  # which the course keeps

    def serve(self, give_up_name: Callable[[], None]) -> None:
        """Serve until it is over, then finish what runs. give_up_name: lets another server take this one's place."""
        last = time.monotonic()
        while not self._is_over:
            if self._jobs:
                last = time.monotonic()
            elif time.monotonic() > last + self._idle:
                break
            if self._wait(min(self._idle, LOOK_SECONDS if self._jobs else self._idle)):
                self._accept(give_up_name)
                last = time.monotonic()
        if not self._is_over:
            give_up_name()
        while self._jobs:
            self._wait(LOOK_SECONDS)

    def close(self) -> None:
        """End all forks and warm processes."""
        for job in [*self._jobs]:
            os.kill(job.pid, signal.SIGKILL)
            self._end(job)
        for ready in self._ready.values():
            ready.close()
        self._listener.close()

    def _wait(self, seconds: float) -> bool:
        """Wait until something happens; look after the forks. Returns whether a caller is waiting."""
        poll = select.poll()
        is_open = not self._is_over and len(self._jobs) < self._forks
        if is_open:
            poll.register(self._listener, select.POLLIN)
        for job in self._jobs:
            poll.register(job.process, select.POLLIN)
            poll.register(job.connection, select.POLLRDHUP)
        found = {descriptor for descriptor, _ in poll.poll(seconds * 1000)}
        for job in [*self._jobs]:
            if job.process in found:
                self._finish(job)
            elif job.connection.fileno() in found:
                self._stop(job)
        return is_open and self._listener.fileno() in found

    def _accept(self, give_up_name: Callable[[], None]) -> None:
        """Take a request, or tell the caller that another server has to be started."""
        with contextlib.suppress(OSError, ValueError, KeyError):
            connection, _ = self._listener.accept()
            with contextlib.ExitStack() as undo:
                undo.callback(connection.close)
                if not places.is_own(connection):
                    return
                connection.settimeout(READ_SECONDS)
                packet, streams, flags, _ = socket.recv_fds(connection, MOST_BYTES, 3)
                for stream in streams:
                    undo.callback(os.close, stream)
                request = json.loads(packet)
                if len(streams) != 3 or flags & (socket.MSG_TRUNC | socket.MSG_CTRUNC):
                    return
                if not self._freshness.holds():
                    self._is_over = True
                    connection.send(RENEWING)
                    give_up_name()
                    return
                connection.send(TAKEN)
                undo.pop_all()
            self._start(_Job(connection, request, streams))

    def _start(self, job: _Job) -> None:
        """Fork for a request. Where that fails, close all that belongs to it; its caller runs the command itself."""
        with contextlib.suppress(OSError), contextlib.ExitStack() as undo, contextlib.ExitStack() as unused:
            undo.callback(job.close)
            job.report, pipe = os.pipe2(os.O_CLOEXEC)
            undo.callback(os.close, job.report)
            unused.callback(os.close, pipe)
            may_begin, begin = os.pipe2(os.O_CLOEXEC)
            unused.callback(os.close, may_begin)
            unused.callback(os.close, begin)
            pid = os.fork()
            if pid == 0:
                os.close(begin)
                self._become_fork(job, pipe, may_begin)
            undo.callback(_kill, pid)
            job.process = os.pidfd_open(pid)
            undo.callback(os.close, job.process)
            os.write(begin, b"1")
            job.pid, job.lent = pid, [*self._ready.values()]
            self._jobs.append(job)
            undo.pop_all()

    def _finish(self, job: _Job) -> None:
        """Collect a fork that has ended; where it lacked assignments, load those that it needs, and fork again."""
        keys, modules = lending.read_report(job.report)
        keys = [] if job.killed else keys  # nobody waits for what it would do
        self._end(job, again=bool(keys))
        if not keys:
            _load_modules(modules)
            return
        for key in keys:  # first, so that none of them is given up for another
            if key in self._ready:
                self._ready[key] = self._ready.pop(key)
        for key in keys:
            try:
                self._load(key)
            except AutograderError:
                job.failed.add(key)
        self._start(job)

    def _end(self, job: _Job, *, again: bool = False) -> None:
        """Wait for a fork, and close what belongs to it; the caller's connection too, unless it runs again."""
        os.waitpid(job.pid, 0)
        self._jobs.remove(job)
        os.close(job.process)
        os.close(job.report)
        if not again:
            job.close()
        self._close_unused()

    def _stop(self, job: _Job) -> None:
        """End the fork of a caller that has gone away: it asks the fork first, and kills it when that does not help."""
        if not job.killed:
            job.killed = time.monotonic()
            os.kill(job.pid, signal.SIGTERM)
        elif time.monotonic() > job.killed + KILL_SECONDS:
            os.kill(job.pid, signal.SIGKILL)
        else:
            time.sleep(0.01)  # the connection stays closed, so that nothing waits

    def _load(self, key: lending.Key) -> None:
        """Load an assignment; the first of those that are loaded goes when there are too many."""
        if key in self._ready:
            return
        while len(self._ready) >= lending.MOST_READY:
            self._given_up.append(self._ready.pop(next(iter(self._ready))))
        self._close_unused()
        assignment, allow_weak = key
        self._ready[key] = Ready(self._course, assignment, figures=False, allow_weak=allow_weak)
        gc.collect()
        gc.freeze()  # else the first collection in each fork would copy every page

    def _close_unused(self) -> None:
        """Close what was given up and what no fork can use."""
        for ready in [*self._given_up]:
            if not any(ready in job.lent for job in self._jobs):
                self._given_up.remove(ready)
                ready.close()

    def _become_fork(self, job: _Job, pipe: int, may_begin: int) -> NoReturn:
        """Run a request, and end.

        may_begin: a pipe on which the server says that it watches this fork; else the caller runs the command itself.
        """
        code = 1
        try:
            confinement.die_with_parent()
            if not os.read(may_begin, 1):
                os._exit(code)
            os.close(may_begin)
            signal.signal(signal.SIGTERM, signal.default_int_handler)  # grading goes on after SystemExit
            self._listener.close()
            os.close(job.report)
            for other in self._jobs:  # else what they print would not end before this fork does
                other.close()
                os.close(other.process)
                os.close(other.report)
            _stand_in_for_caller(job)
            loan: dict[str, Any] = {"ready": self._ready, "failed": job.failed, "connection": job.connection, "pipe": pipe}
            lending.begin(lending.Loan(self._course, **loan))
            code = self._run(job.request["arguments"])
            for output in (sys.stdout, sys.stderr):
                output.flush()
            lending.note_modules()
            signal.signal(signal.SIGTERM, signal.SIG_IGN)  # the caller leaves as soon as it knows
            job.connection.send(ENDED + str(code).encode())
        except lending.Lacking:
            code = 0
        except BaseException as error:
            with contextlib.suppress(Exception):
                sys.excepthook(type(error), error, error.__traceback__)
                job.connection.send(ENDED + b"1")
        finally:
            os._exit(code)


def _load_modules(names: Sequence[str]) -> None:
    """Import modules that a fork had to import. One that only the fork could import is left out."""
    for name in names:
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    gc.collect()
    gc.freeze()


def _kill(pid: int) -> None:
    """Kill a child, and wait for its end."""
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def _leave(*_: object) -> NoReturn:
    raise SystemExit(143)


def _stand_in_for_caller(job: _Job) -> None:
    """Take the caller's working directory, terminal and mask for new files."""
    here, *streams = job.streams
    os.fchdir(here)
    os.umask(job.request["umask"])
    for name in TERMINAL:
        os.environ.pop(name, None)
    os.environ.update(job.request["terminal"])
    for number, stream in enumerate(streams, start=1):
        os.dup2(stream, number)
    for stream in job.streams:
        os.close(stream)
    _reopen(job.request["encodings"])


def _reopen(encodings: Sequence[Sequence[str]]) -> None:
    """Make Python's streams new: they were made for other files."""
    for number, (name, (encoding, errors)) in enumerate(zip(("stdout", "stderr"), encodings, strict=True), start=1):
        raw = open(number, "wb", buffering=-1, closefd=False)  # noqa: SIM115
        buffered = os.isatty(number) or name == "stderr"
        setattr(sys, name, io.TextIOWrapper(raw, encoding, errors, line_buffering=buffered))


def start(
    folder: Path, name: str, course: Callable[[], Course], run: Command, *, idle: float, prepare: Callable[[], None]
) -> None:
    """Become the server of this name, unless there is one; return when it is over.

    folder:  the private one.
    course:  opens the course.
    prepare: loads what forks will need.
    """
    lock = places.take_lock(folder, name)
    if lock is None:
        return
    signal.signal(signal.SIGTERM, _leave)
    places.sweep(folder)

    def give_up_name() -> None:
        nonlocal lock
        if lock is not None:
            places.clear(folder, name)
            os.close(lock)
            lock = None

    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
            prepare()
            server = Server(course(), run, listener, idle=idle)
            with places.address_of(folder, name) as address:  # not before: nobody shall wait for a server that fails
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(address)
                listener.bind(address)
            listener.listen(64)
            try:
                server.serve(give_up_name)
            finally:
                server.close()
    finally:
        give_up_name()
