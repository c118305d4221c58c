"""The gradebook is written in one thread, and what goes wrong there is raised in the other."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import pytest
from courses import make_course

from autograder.course.course import Course
from autograder.errors import CourseError
from autograder.gradebook import background
from autograder.gradebook.background import BackgroundWriter
from autograder.gradebook.moves import Change
from autograder.grading.result import SubmissionResult


class Slow:
    """In place of `GradebookWriter`: opening it takes as long as the test wants."""

    opening = threading.Event()
    made: list[Slow] = []  # noqa: RUF012

    def __init__(self, course: Course, **options: Any) -> None:
        self.options, self.changes, self.threads = options, list[Change](), list[str]()
        self.flushed = 0
        self.kept: list[object] = []
        Slow.made.append(self)

    def __enter__(self) -> Slow:
        assert Slow.opening.wait(20)
        return self

    def __exit__(self, *_: object) -> None:
        self.flush()

    def write(self, result: SubmissionResult) -> None:
        self.threads.append(threading.current_thread().name)
        if result.student == "fails":
            raise CourseError("grading.verbatim", text="no room")
        self.changes.append(Change(result.student, None, 0.0))

    def flush(self) -> None:
        self.flushed += 1

    def enter_absent(self, assignment: str) -> dict[str, float | None]:
        return {f"{len(self.changes)} before": None}


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    monkeypatch.setattr(background, "GradebookWriter", Slow)
    monkeypatch.setattr(background, "SECONDS", 0.05)
    monkeypatch.setattr(Slow, "opening", threading.Event())
    monkeypatch.setattr(Slow, "made", [])
    return make_course(tmp_path)


def result(student: str) -> SubmissionResult:
    return SubmissionResult("tiny", student)


def test_results_are_taken_while_the_gradebook_opens(course: Course) -> None:
    with BackgroundWriter(course, key="k") as writer:
        for student in ("ann", "bo"):
            writer.write(result(student))
        assert writer.changes == []
        Slow.opening.set()
        assert writer.enter_absent("tiny") == {"2 before": None}
    assert [change.student for change in writer.changes] == ["ann", "bo"]
    (made,) = Slow.made
    assert made.options == {"key": "k"} and set(made.threads) == {"gradebook"}


def test_a_result_is_written_soon_even_if_no_other_comes(course: Course) -> None:
    Slow.opening.set()
    with BackgroundWriter(course) as writer:
        writer.write(result("ann"))
        until = time.monotonic() + 20
        while not Slow.made[0].flushed:
            assert time.monotonic() < until
            time.sleep(0.01)


def write_one(course: Course, *, ask: bool) -> None:
    with BackgroundWriter(course) as writer:
        writer.write(result("fails"))
        Slow.opening.set()
        if ask:
            writer.enter_absent("tiny")


@pytest.mark.parametrize("ask", [True, False])
def test_an_error_is_raised_by_the_next_call_or_on_leaving(course: Course, ask: bool) -> None:
    with pytest.raises(CourseError, match="no room"):
        write_one(course, ask=ask)


def test_after_ctrl_c_what_is_queued_is_written(course: Course) -> None:
    def interrupted(writer: BackgroundWriter) -> None:
        with writer:
            writer.write(result("ann"))
            Slow.opening.set()
            raise KeyboardInterrupt

    writer = BackgroundWriter(course)
    with pytest.raises(KeyboardInterrupt):
        interrupted(writer)
    assert [change.student for change in writer.changes] == ["ann"]
