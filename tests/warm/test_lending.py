"""What a fork of the warm grader has from its server, and what it tells it."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from courses import make_course

from autograder.course.course import Course
from autograder.grading.ready import Ready
from autograder.warm import lending
from autograder.warm.client import SHOWN

READY = cast(Ready, object())


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return make_course(tmp_path)


@pytest.fixture
def fork(course: Course) -> Iterator[tuple[int, socket.socket]]:
    """As in a fork whose server has loaded "tiny", and failed to load "broken": its pipe, and the caller's end."""
    report, pipe = os.pipe()
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    given: dict[str, Any] = {
        "ready": {("tiny", True): READY},
        "failed": {("broken", True)},
        "connection": here,
        "pipe": pipe,
    }
    lending.begin(lending.Loan(course, **given, modules=frozenset(sys.modules) - {"json"}))
    with here, there:
        yield report, there
    lending.begin(None)
    os.close(report)
    os.close(pipe)


def test_elsewhere_nothing_is_lent(course: Course) -> None:
    assert lending.kept_course(course) is course and lending.lent(course, ["tiny"], allow_weak=True) == {}
    lending.note_shown()
    lending.note_modules()


def test_the_server_lends_its_course_and_what_it_has_loaded(course: Course, fork: Any, tmp_path: Path) -> None:
    assert lending.kept_course(Course(course.root)) is course
    assert lending.lent(course, ["tiny"], allow_weak=True) == {"tiny": READY}
    assert lending.lent(course, ["tiny", "broken"], allow_weak=True) == {"tiny": READY}, "the fork finds out why"
    other = make_course(tmp_path / "other")
    assert lending.kept_course(other) is other and lending.lent(other, ["tiny"], allow_weak=True) == {}


def test_what_is_lacking_is_said(course: Course, fork: tuple[int, socket.socket]) -> None:
    with pytest.raises(lending.Lacking):
        lending.lent(course, ["tiny", "second"], allow_weak=False)
    assert lending.read_report(fork[0]) == ([("tiny", False), ("second", False)], [])


def test_what_is_needed_beside_it_is_said_too(course: Course, fork: tuple[int, socket.socket]) -> None:
    with pytest.raises(lending.Lacking):
        lending.lent(course, ["tiny", "second", "broken", "second"], allow_weak=True)
    assert lending.read_report(fork[0]) == ([("tiny", True), ("second", True)], []), "the server must not give up one"


def test_more_than_the_server_keeps_are_loaded_by_the_command(course: Course, fork: tuple[int, socket.socket]) -> None:
    names = ["tiny", *"abcdefgh"[: lending.MOST_READY]]
    assert lending.lent(course, names, allow_weak=True) == {}


def test_nothing_is_said_to_a_caller_that_has_left(fork: tuple[int, socket.socket]) -> None:
    lending.require_caller()
    fork[1].close()
    with pytest.raises(KeyboardInterrupt):
        lending.require_caller()
    lending.begin(None)
    lending.require_caller()


def test_modules_that_were_imported_are_said(fork: tuple[int, socket.socket]) -> None:
    lending.note_modules()
    assert lending.read_report(fork[0]) == ([], ["json"])


def test_the_caller_is_told_of_each_notebook(fork: tuple[int, socket.socket]) -> None:
    lending.note_shown()
    assert fork[1].recv(64) == SHOWN
    fork[1].close()
    lending.note_shown()  # the caller has left


def test_a_fork_that_died_has_said_nothing() -> None:
    report, pipe = os.pipe()
    os.close(pipe)
    assert lending.read_report(report) == ([], [])
    os.close(report)
