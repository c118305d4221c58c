"""Run the foreign test cells of a notebook in a confined child process: a second wall, after `auditing`.

The child is a fork of this process, so it costs milliseconds. It cannot start a process or open a socket; it reads Python,
the data files and what the rehearsal read, and writes to a scratch folder that ends with it. What starts sandboxes stays
here (`lending`). Its results come back as JSON, bounded and checked; nothing is unpickled.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import select
import shutil
import signal
import socket
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from autograder.errors import SandboxError
from autograder.grading import auditing, bounds
from autograder.grading.auditing import Rehearsed
from autograder.sandbox.outside.lending import Borrower, Lender
from autograder.sandbox.outside.mounts import PACKAGE, readable_paths
from autograder.sandbox.outside.syscalls import compile_filter
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.sandbox.shared import confinement
from autograder.sandbox.shared.outcome import SandboxStopped
from autograder.temporary import temporary_folder

MOST_BYTES = 256 << 20  # of a child's reports
GRACE = 1.0  # seconds after which a child is killed that did not stop itself

Report = Callable[[Mapping[str, Any]], None]
Work = Callable[[Borrower, Path, Report], None]
"""What the child does, given what starts sandboxes, its scratch folder, and a function that sends an object here."""


@dataclass(frozen=True)
class Place:
    """Where foreign tests run.

    process:   starts the sandboxes.
    course:    the course's folder, which is out of the child's reach.
    data:      folder of the data files; in its scratch folder the child has a link to each file.
    folder:    of the data files in the sandboxes.
    readable:  other files that the child may read.
    rehearsed: test cell -> what it did with the reference; None while the reference runs.
    """

    process: WarmProcess
    course: Path
    data: Path
    folder: str
    readable: Collection[str] = ()
    rehearsed: Mapping[str, Rehearsed] | None = None


@dataclass
class ChildClock:
    """Tells when a child is overdue.

    deadline: of everything, as `time.monotonic` counts.
    seconds:  that what has begun before the deadline may take after it.
    """

    deadline: float
    seconds: float
    began: float = field(default_factory=time.monotonic)

    def left(self) -> float:
        """Return the seconds until the child is overdue."""
        return max(self.deadline, self.began) + self.seconds + GRACE - time.monotonic()


def run_in_child(work: Work, place: Place, clock: ChildClock, receive: Callable[[bytes], None]) -> SandboxStopped | None:
    """Do `work` in a confined child, and hand each of its reports to `receive`, as a line of JSON that is not to be trusted.

    Returns None where it came to its end, else why it did not.
    Raises SandboxError where the warm process does not serve, or where the child cannot be confined as it must be.
    """
    scratch = temporary_folder("scratch")
    packets = socket.SOCK_SEQPACKET if sys.platform == "linux" else socket.SOCK_DGRAM  # which macOS has instead
    ours, theirs = socket.socketpair(socket.AF_UNIX, packets)
    reader, writer = os.pipe()
    lender = Lender(place.process, ours, place.folder)
    child = 0
    layers = readable(place), compile_filter(for_tests=True)  # made here, once for all children
    try:
        _link(place.data, scratch)
        child = os.fork()
        if child == 0:
            _become_child(work, place, scratch, layers, (theirs.fileno(), writer))
        theirs.close()
        os.close(writer)
        stopped = _serve(lender, reader, clock, receive)
    finally:
        os.close(reader)
        theirs.close()
        status = _end(child) if child else 0
        lender.close()
        shutil.rmtree(scratch, ignore_errors=True)
    if lender.failed is not None:
        raise lender.failed
    return stopped or _why_it_ended(status)


def _link(data: Path, scratch: Path) -> None:
    """Make the folders of the data files in the scratch folder, and a link to each file."""
    for directory, folders, names in os.walk(data):
        inner = scratch / Path(directory).relative_to(data)
        for name in folders:
            (inner / name).mkdir()
        for name in names:
            os.symlink(os.path.join(directory, name), inner / name)


def hide(scratch: Path, names: Collection[str]) -> None:
    """Remove these files, by relative path, from a child's scratch folder."""
    for name in names:
        if (scratch / name).is_symlink():
            (scratch / name).unlink()


def _serve(lender: Lender, reader: int, clock: ChildClock, receive: Callable[[bytes], None]) -> SandboxStopped | None:
    """Answer a child's requests and take its reports, until it ends; return why it has to be ended before that."""
    received, room = bytearray(), MOST_BYTES
    while (left := clock.left()) > 0:
        ready, _, _ = select.select([lender.control.fileno(), reader], [], [], left)
        if reader in ready:
            part = os.read(reader, 1 << 20)
            if not part:
                return None
            received += part
            room -= len(part)
            if room < 0:
                return SandboxStopped("crashed", "sandbox.sent_too_much")
            *lines, rest = received.split(b"\n")
            for line in lines:
                receive(bytes(line))
                clock.began = time.monotonic()
            received = bytearray(rest)
        elif lender.control.fileno() in ready and not lender.answer():
            return None  # it has ended; `_why_it_ended` says how
    return SandboxStopped("timeout", "sandbox.stopped_after", seconds=clock.seconds)


def _end(child: int) -> int:
    """Kill a child, unless it has ended; return its wait status."""
    pid, status = os.waitpid(child, os.WNOHANG)
    if pid == 0:
        # It closes its pipe by ending, a moment before the system says so.
        if not _ends_within(child, GRACE / 10):
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    return status


def _ends_within(child: int, seconds: float) -> bool:
    """Return whether a child ends within this time."""
    if hasattr(os, "pidfd_open"):
        descriptor = os.pidfd_open(child)
        try:
            return bool(select.select([descriptor], [], [], seconds)[0])
        finally:
            os.close(descriptor)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
            return True
        time.sleep(0.001)
    return False


def _why_it_ended(status: int) -> SandboxStopped | None:
    """Return why a child ended early, by its wait status; None where it did not. Raises SandboxError for a lost layer."""
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        name = signal.Signals(number).name if number in signal.Signals._value2member_map_ else str(number)
        return SandboxStopped("crashed", "sandbox.died", signal=name)
    code = os.WEXITSTATUS(status)
    if code == _LAYER_LOST:
        raise SandboxError("sandbox.layer_lost")
    return SandboxStopped("crashed", "sandbox.exited", exit_code=code) if code else None


# --- in the child ---

_LAYER_LOST, _FAILED = 99, 98  # exit codes


def _become_child(
    work: Work, place: Place, scratch: Path, layers: tuple[list[str], bytes], descriptors: tuple[int, int]
) -> NoReturn:
    """Confine this process, do the work, and end.

    layers:      what it may read, and the filter of system calls.
    descriptors: for requests, and for reports.
    """
    code = _FAILED
    control, reports = descriptors
    report = _report_to(reports)
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a worker's handler would close the warm process
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        confinement.die_with_parent()
        confinement.set_dumpable(False)
        _keep_only(control, reports)
        packets = socket.SOCK_SEQPACKET if sys.platform == "linux" else socket.SOCK_DGRAM
        borrower = Borrower(socket.socket(socket.AF_UNIX, packets, fileno=os.dup(control)), place.process.limits)
        gc.freeze()  # else the first collection would copy every page
        os.chdir(scratch)
        tempfile.tempdir = os.environ["TMPDIR"] = str(scratch)
        sys.dont_write_bytecode = True
        bounds.keep_measuring()
        if not _confine(place, scratch, *layers):
            os._exit(_LAYER_LOST)
        auditing.start(auditing.Watcher(str(scratch), place.rehearsed))
        work(borrower, scratch, report)
        code = 0
    except SandboxError:
        pass  # the parent knows it, and raises it
    except BaseException:
        with contextlib.suppress(BaseException):
            report({"type": "fault", "fault": traceback.format_exc()[-4000:]})
    finally:
        os._exit(code)


def _keep_only(*kept: int) -> None:
    """Make every descriptor but these lead nowhere: others lead to other workers and to the gradebook.

    Each keeps its number. Objects of the parent are still here, and may close theirs whenever they are collected; that must
    not close a descriptor that this process has opened since.
    """
    quiet = os.open(os.devnull, os.O_RDWR)
    for number in {0, 1, 2, *map(int, os.listdir("/dev/fd"))} - {quiet, *kept}:
        os.dup2(quiet, number)


def _report_to(pipe: int) -> Report:
    """Return the function that writes a report to a pipe."""

    def report(message: Mapping[str, Any]) -> None:
        line = memoryview(json.dumps(message).encode() + b"\n")
        while line:
            line = line[os.write(pipe, line[: 1 << 20]) :]

    return report


def _confine(place: Place, scratch: Path, paths: list[str], calls: bytes) -> bool:
    """Apply the layers that sandboxes have; return whether those hold that held when the warm process started."""
    _limit_files(place.process.limits.scratch_mb << 20)
    confinement.forbid_new_privileges()
    held = {
        "landlock": confinement.landlock(paths, [str(scratch), os.devnull]),
        "seccomp": confinement.seccomp(calls),
    }
    if sys.platform == "linux" and os.getuid() == 0:
        confinement.drop_capabilities()
    return all(held[layer] for layer in held if layer in place.process.layers)


def readable(place: Place) -> list[str]:
    """Return the files and folders that a child may read, beside its scratch folder."""
    return [*readable_paths(), str(PACKAGE), str(place.data), *_import_path(place.course), *place.readable]


def _limit_files(size: int) -> None:
    """Limit the size of a file that this process writes, in bytes, and forbid core dumps."""
    for which, value in ((resource.RLIMIT_FSIZE, size), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(which)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(which, (value, value))


def _import_path(course: Path) -> list[str]:
    """Return the folders of packages that are not below Python's own; none in the course, and none above it."""
    root = os.path.join(os.path.realpath(course), "")
    found = {os.path.join(os.path.realpath(entry), "") for entry in sys.path if entry and os.path.isdir(entry)}
    return sorted(entry for entry in found if not root.startswith(entry) and not entry.startswith(root))
