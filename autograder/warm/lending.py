"""What a fork of the warm grader has from its server: the course, and assignments that are loaded."""

from __future__ import annotations

import contextlib
import json
import os
import select
import socket
import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from autograder.course.course import Course
from autograder.grading.ready import Ready
from autograder.warm.client import SHOWN

Key = tuple[str, bool]  # an assignment, and whether it is graded even where nothing confines learners' code

MOST_BYTES = 1 << 15  # of a report; a pipe holds more
MOST_READY = 4  # assignments that a server keeps loaded, each with a warm process


class Lacking(BaseException):
    """A fork needs assignments that its server has not loaded, and has said so: it ends. (Nothing may catch this.)"""


@dataclass(frozen=True)
class Loan:
    """What a fork has from its server.

    failed:     what the server could not load.
    connection: to the caller.
    pipe:       on which the server is told what is lacking.
    modules:    those that the server has imported.
    """

    course: Course
    ready: Mapping[Key, Ready]
    failed: Collection[Key]
    connection: socket.socket
    pipe: int
    modules: frozenset[str] = field(default_factory=lambda: frozenset(sys.modules))


_loan: Loan | None = None


def begin(loan: Loan | None) -> None:
    """Note, in a fork, what the server lends."""
    global _loan
    _loan = loan


def kept_course(course: Course) -> Course:
    """Return the server's own object of this course, which has read the sources; the given one elsewhere."""
    return _loan.course if _loan is not None and _loan.course.root == course.root else course


def lent(course: Course, assignments: Iterable[str], *, allow_weak: bool) -> dict[str, Ready]:
    """Return what the server has loaded of these assignments.

    Nothing outside of a fork, nor where there are more than a server keeps: the command loads them itself. Raises Lacking.
    """
    if _loan is None or _loan.course is not course:
        return {}
    keys = [(name, allow_weak) for name in dict.fromkeys(assignments)]
    if len(keys) > MOST_READY:
        return {}
    needed = [key for key in keys if key not in _loan.failed]
    if any(key not in _loan.ready for key in needed):
        _say(needed=needed)
        raise Lacking
    return {name: _loan.ready[name, weak] for name, weak in keys if (name, weak) in _loan.ready}


def require_caller() -> None:
    """Raise KeyboardInterrupt where the caller has gone: a result is for nobody, and may be that of an interrupted check."""
    if _loan is not None:
        poll = select.poll()
        poll.register(_loan.connection, select.POLLRDHUP)
        if poll.poll(0):
            raise KeyboardInterrupt


def note_shown() -> None:
    """Tell the caller that a notebook's result was shown, so that it is not shown again should this process die."""
    if _loan is not None:
        with contextlib.suppress(OSError):
            _loan.connection.send(SHOWN)


def note_modules() -> None:
    """Tell the server which modules were imported here, so that later forks find them loaded."""
    if _loan is not None:
        _say(modules=sorted(name for name in sys.modules if name not in _loan.modules))


def _say(**what: object) -> None:
    assert _loan is not None
    packet = json.dumps(what).encode()
    if len(packet) < MOST_BYTES:  # so that writing never waits
        os.write(_loan.pipe, packet)


def read_report(pipe: int) -> tuple[list[Key], list[str]]:
    """Return what a fork that has ended needs, where it lacked some of it; and the modules that it imported."""
    packet = os.read(pipe, MOST_BYTES)
    said = json.loads(packet) if packet else {}
    return [(str(name), bool(weak)) for name, weak in said.get("needed", [])], [
        str(name) for name in said.get("modules", [])
    ]
