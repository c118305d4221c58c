"""A fork of the warm grader: what it has from its server, and what it tells the server and the caller."""

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


class AssignmentsMissing(BaseException):
    """A fork needs assignments that its server has not loaded, and has told it so: it ends. (Nothing may catch this.)"""


@dataclass(frozen=True)
class Fork:
    """What a fork has from its server, for the one request that it runs.

    course:     the server's own object, which has read the sources.
    ready:      the assignments that the server has loaded.
    failed:     those that the server could not load; the fork finds out why by itself.
    connection: to the caller.
    pipe:       to the server, for one report.
    modules:    those that the server has imported.
    """

    course: Course
    ready: Mapping[Key, Ready]
    failed: Collection[Key]
    connection: socket.socket
    pipe: int
    modules: frozenset[str] = field(default_factory=lambda: frozenset(sys.modules))

    def course_for(self, course: Course) -> Course:
        """Return the server's object of this course; the given one if it is another course."""
        return self.course if self.course.root == course.root else course

    def loaded(self, course: Course, assignments: Iterable[str], *, allow_weak: bool) -> dict[str, Ready]:
        """Return what the server has loaded of these assignments.

        Nothing of another course, nor where there are more than a server keeps: the command loads them itself.
        Raises AssignmentsMissing.
        """
        if self.course is not course:
            return {}
        keys = [(name, allow_weak) for name in dict.fromkeys(assignments)]
        if len(keys) > MOST_READY:
            return {}
        needed = [key for key in keys if key not in self.failed]
        if any(key not in self.ready for key in needed):
            self._report(needed=needed)
            raise AssignmentsMissing
        return {name: self.ready[name, weak] for name, weak in keys if (name, weak) in self.ready}

    def require_caller(self) -> None:
        """Raise KeyboardInterrupt where the caller has gone: nobody waits for a result, and the check may be half done."""
        poll = select.poll()
        poll.register(self.connection, select.POLLRDHUP)
        if poll.poll(0):
            raise KeyboardInterrupt

    def report_shown(self) -> None:
        """Tell the caller that a notebook's result was shown, so that it is not shown again should this process die."""
        with contextlib.suppress(OSError):
            self.connection.send(SHOWN)

    def report_modules(self) -> None:
        """Tell the server which modules were imported here, so that later forks find them loaded."""
        self._report(modules=sorted(name for name in sys.modules if name not in self.modules))

    def _report(self, **what: object) -> None:
        packet = json.dumps(what).encode()
        if len(packet) < MOST_BYTES:  # so that writing never waits
            os.write(self.pipe, packet)


def read_report(pipe: int) -> tuple[list[Key], list[str]]:
    """Return the assignments that a fork that has ended needs, if it missed some; and the modules that it imported."""
    packet = os.read(pipe, MOST_BYTES)
    said = json.loads(packet) if packet else {}
    keys = [(str(name), bool(weak)) for name, weak in said.get("needed", [])]
    return keys, [str(name) for name in said.get("modules", [])]
