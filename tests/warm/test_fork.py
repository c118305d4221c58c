"""What a fork of the warm grader has from its server, and what it tells it."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest
from courses import make_course

from autograder.course.course import Course
from autograder.grading.ready import Ready
from autograder.warm.client import SHOWN
from autograder.warm.fork import MOST_READY, AssignmentsMissing, Fork, read_report

READY = cast(Ready, object())


@dataclass
class Ends:
    """A fork, and the other ends of what it writes to.

    report: of its pipe to the server.
    caller: of its connection.
    """

    fork: Fork
    report: int
    caller: socket.socket


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return make_course(tmp_path)


@pytest.fixture
def ends(course: Course) -> Iterator[Ends]:
    """The fork of a server that has loaded "tiny", and failed to load "broken"."""
    report, pipe = os.pipe()
    connection, caller = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ready, failed = {("tiny", True): READY}, {("broken", True)}
    modules = frozenset(sys.modules) - {"json"}
    with connection, caller:
        yield Ends(Fork(course, ready, failed, connection=connection, pipe=pipe, modules=modules), report, caller)
    os.close(report)
    os.close(pipe)


def test_it_has_the_servers_course_and_what_that_has_loaded(course: Course, ends: Ends, tmp_path: Path) -> None:
    fork = ends.fork
    assert fork.course_for(Course(course.root)) is course
    assert fork.loaded(course, ["tiny"], allow_weak=True) == {"tiny": READY}
    assert fork.loaded(course, ["tiny", "broken"], allow_weak=True) == {"tiny": READY}, "the fork finds out why"
    other = make_course(tmp_path / "other")
    assert fork.course_for(other) is other and fork.loaded(other, ["tiny"], allow_weak=True) == {}


def test_the_server_is_told_which_assignments_are_missing(course: Course, ends: Ends) -> None:
    with pytest.raises(AssignmentsMissing):
        ends.fork.loaded(course, ["tiny", "second"], allow_weak=False)
    assert read_report(ends.report) == ([("tiny", False), ("second", False)], [])


def test_the_server_is_told_of_all_that_is_needed(course: Course, ends: Ends) -> None:
    with pytest.raises(AssignmentsMissing):
        ends.fork.loaded(course, ["tiny", "second", "broken", "second"], allow_weak=True)
    assert read_report(ends.report) == ([("tiny", True), ("second", True)], []), "the server must not give up one"


def test_more_than_the_server_keeps_are_loaded_by_the_command(course: Course, ends: Ends) -> None:
    names = ["tiny", *"abcdefgh"[:MOST_READY]]
    assert ends.fork.loaded(course, names, allow_weak=True) == {}


def test_it_stops_where_the_caller_has_left(ends: Ends) -> None:
    ends.fork.require_caller()
    ends.caller.close()
    with pytest.raises(KeyboardInterrupt):
        ends.fork.require_caller()


def test_the_server_is_told_which_modules_were_imported(ends: Ends) -> None:
    ends.fork.report_modules()
    assert read_report(ends.report) == ([], ["json"])


def test_the_caller_is_told_of_each_notebook(ends: Ends) -> None:
    ends.fork.report_shown()
    assert ends.caller.recv(64) == SHOWN
    ends.caller.close()
    ends.fork.report_shown()  # the caller has left


def test_a_fork_that_died_has_reported_nothing() -> None:
    report, pipe = os.pipe()
    os.close(pipe)
    assert read_report(report) == ([], [])
    os.close(report)
