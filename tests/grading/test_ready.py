"""What the workers of an assignment share is made once; a thread or a fault of the course keeps nothing running."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from courses import make_course

from autograder.course.course import Course
from autograder.errors import CourseError
from autograder.grading import ready
from autograder.grading.ready import Ready, may_fork
from autograder.sandbox.outside.shared_process import SharedProcess

pytestmark = pytest.mark.usefixtures("own_warm_processes")


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return make_course(tmp_path)


def test_tests_are_analysed_and_the_process_started(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready, "may_fork", lambda: True)
    with Ready(course, "tiny", figures=False, allow_weak=True) as made:
        assert made.process is not None and made.process._process.poll() is None
        tests = made.assignment.tests["tiny", "en"]
        assert "program" in vars(tests["test_double"])
        process = made.process._process
    assert process.returncode is not None


def test_a_fault_of_the_course_ends_the_process(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready, "may_fork", lambda: True)
    closed: list[SharedProcess] = []
    monkeypatch.setattr(SharedProcess, "close", lambda self: closed.append(self))

    def broken(*_: object) -> None:
        raise CourseError("grading.verbatim", text="broken")

    monkeypatch.setattr("autograder.grading.preflight._require_exercises", broken)
    with pytest.raises(CourseError, match="broken"):
        Ready(course, "tiny", figures=False, allow_weak=True)
    monkeypatch.undo()
    (process,) = closed
    process.close()


def test_a_process_with_threads_is_not_forked(course: Course) -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert not may_fork()
        with Ready(course, "tiny", figures=False, allow_weak=True) as made:
            assert made.process is None
    finally:
        done.set()
        thread.join()
