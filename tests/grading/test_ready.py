"""What the workers of an assignment share is made once; a thread or a fault of the course keeps nothing running."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from courses import CONFIG, cell, make_course, notebook

from autograder.course.course import Course
from autograder.errors import CourseError
from autograder.grading import classroom, ready, rehearsal, submission
from autograder.grading.ready import Ready, may_fork
from autograder.grading.submission import Grader
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


def foreign(root: Path) -> Course:
    """Return a course with one test that runs outside of the sandbox and one that runs inside."""
    content = notebook(
        cell("### BEGIN SOLUTION\nclass Cat:\n    voice = 'meow'\n### END SOLUTION", "cat", solution=True),
        cell("assert Cat().voice == 'meow'", "test_voice", grade=True, locked=True, points=2),
        cell("class Loud(Cat):\n    pass\nassert Loud().voice == 'meow'", "test_loud", grade=True, locked=True, points=1),
    )
    return make_course(root, CONFIG, cats=content)


def test_foreign_tests_are_rehearsed_once_for_all_graders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready, "may_fork", lambda: True)
    course = foreign(tmp_path)
    with Ready(course, "cats", figures=False, allow_weak=True) as made:
        made.rehearse()
        known = made.rehearsed["cats", "en"]
        assert list(known.inside) == ["test_loud"] and "test_voice" in known.outside

        def again(*_: object, **__: object) -> rehearsal.Rehearsal:
            raise AssertionError("rehearsed again")

        monkeypatch.setattr(submission, "rehearse", again)
        options: dict[str, Any] = {"allow_weak": True, "prepared": made.assignment, "rehearsed": made.rehearsed}
        with made.part() as process, Grader(course, "cats", process=process, **options) as grader:
            assert grader.rehearse() == made.rehearsed
        monkeypatch.setattr(classroom, "_shared", made)
        monkeypatch.setattr(classroom, "_grader", None)
        worker = classroom._ready(course, "cats", classroom.Settings(allow_weak=True))
        assert worker.rehearse() == made.rehearsed
        worker.close()


def test_a_rehearsal_that_fails_is_left_to_the_graders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready, "may_fork", lambda: True)
    course = foreign(tmp_path)

    def broken(*_: object, **__: object) -> rehearsal.Rehearsal:
        raise RuntimeError("broken")

    with Ready(course, "cats", figures=False, allow_weak=True) as made:
        with monkeypatch.context() as patch:
            patch.setattr(submission, "rehearse", broken)
            made.rehearse()
        assert made.rehearsed == {}
        with made.part() as process, Grader(course, "cats", allow_weak=True, process=process) as grader:
            assert list(grader.rehearse()["cats", "en"].inside) == ["test_loud"]


def test_nothing_is_rehearsed_where_no_test_is_foreign(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready, "may_fork", lambda: True)
    monkeypatch.setattr(ready, "Grader", None)  # it would wait until the process is warm
    with Ready(course, "tiny", figures=False, allow_weak=True) as made:
        made.rehearse()
        assert made.rehearsed == {}
