"""Let one run at a time write into a course. The lock is the operating system's, so it ends with its process.

The file `.autograder/lock` says who holds it, for the message that another run prints while it waits.
"""

from __future__ import annotations

import contextlib
import fcntl
import getpass
import json
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.course.course import Course
from autograder.course.private import open_shared, state_folder
from autograder.errors import CourseError
from autograder.words import Sentence, sentence

FILE = "lock"
POLL = 0.1  # seconds between two attempts to take the lock
LONG = 200  # characters of a command line that are shown

_held = threading.local()  # a thread that holds a course's lock may take it again


_handles: set[int] = set()  # the descriptors that hold locks now


def _forget_in_fork() -> None:
    """Close the descriptors in a fork: else it would hold the lock for as long as it lives, also without its parent."""
    while _handles:
        with contextlib.suppress(OSError):
            os.close(_handles.pop())


os.register_at_fork(after_in_child=_forget_in_fork)


@dataclass(frozen=True)
class Holder:
    """The process that holds a course's lock.

    since: its local time, "2026-03-01 09:30:00".
    """

    pid: int
    user: str
    host: str
    command: str
    since: str

    def sentence(self, code: str) -> Sentence:
        """Return the sentence `code`, which has a placeholder for each field."""
        return sentence(code, **asdict(self))


@contextlib.contextmanager
def locked(course: Course, *, wait: bool = True, report: Callable[[Sentence], Any] | None = None) -> Iterator[None]:
    """Hold the course's lock in this block, so that no other run writes into the course. A thread may nest such blocks.

    wait:   whether to wait while another process holds the lock; otherwise that is an error.
    report: called with a sentence that names the holder before waiting, and again for each other holder.

    Raises CourseError if another process holds the lock and `wait` is false, or if the lock's file cannot be used.
    """
    depths: dict[tuple[Path, int], int] = _held.__dict__.setdefault("depths", {})
    key = (course.root, os.getpid())  # a forked child holds nothing
    if depths.get(key):
        depths[key] += 1
        try:
            yield
        finally:
            depths[key] -= 1
        return
    handle = _take(course, wait, report)
    depths[key] = 1
    _handles.add(handle)
    try:
        yield
    finally:
        del depths[key]
        _handles.discard(handle)
        with contextlib.suppress(OSError):
            os.ftruncate(handle, 0)
        os.close(handle)


def _take(course: Course, wait: bool, report: Callable[[Sentence], Any] | None) -> int:
    """Take the lock; return the descriptor that holds it."""
    path = state_folder(course.root, course.is_shared) / FILE
    try:
        handle = open_shared(path, course.root, course.is_shared)
    except OSError as error:
        raise CourseError("course.lock_unusable", path=str(path), reason=error.strerror) from error
    told: Holder | None = None
    try:
        while not _try(handle):
            holder = _read(handle)
            if not wait:
                raise CourseError("course.locked", **asdict(holder))
            if report is not None and holder != told:
                report(holder.sentence("course.waiting"))
                told = holder
            time.sleep(POLL)
        with contextlib.suppress(OSError):  # on a full disk the lock holds all the same
            os.ftruncate(handle, 0)
            os.pwrite(handle, json.dumps(asdict(_this_process())).encode(), 0)
    except OSError as error:
        os.close(handle)
        raise CourseError("course.lock_unusable", path=str(path), reason=error.strerror) from error
    except BaseException:
        os.close(handle)
        raise
    return handle


def _try(handle: int) -> bool:
    """Return whether the lock was taken."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read(handle: int) -> Holder:
    """Return who holds the lock. A process that has taken it just now may not have written that yet."""
    for _ in range(10):
        try:
            return Holder(**json.loads(os.pread(handle, 4096, 0)))
        except (ValueError, TypeError):
            time.sleep(0.02)
    return Holder(pid=0, user="?", host="?", command="?", since="?")


def _this_process() -> Holder:
    try:
        user = getpass.getuser()
    except (OSError, KeyError):  # no entry in the list of users, as in a container
        user = str(os.getuid())
    words = [os.path.basename(sys.argv[0]) if sys.argv else "", *sys.argv[1:]]
    since = datetime.now().strftime("%Y-%m-%d %H:%M:%S")
    command = " ".join(words).strip()[:LONG]
    return Holder(pid=os.getpid(), user=user, host=socket.gethostname(), command=command, since=since)
