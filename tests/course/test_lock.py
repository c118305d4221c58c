"""One run at a time writes into a course."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from courses import make_course
from locks import other_process

from autograder.course.course import Course
from autograder.course.lock import locked
from autograder.errors import CourseError
from autograder.words import Sentence

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return make_course(tmp_path)


def test_the_other_process_is_named_and_its_lock_dies_with_it(course: Course) -> None:
    process = other_process(course)
    try:
        with pytest.raises(CourseError) as refused, locked(course, wait=False):
            pass
        said = str(refused.value)
        assert said.startswith("Another process writes into this course: autograder grade tiny (process ")
        assert f"process {process.pid} of " in said and "since 20" in said
        assert "另一个进程" in refused.value.in_language("zh")
        told: list[Sentence] = []
        threading.Timer(0.3, lambda: process.send_signal(signal.SIGKILL)).start()
        with locked(course, report=told.append):
            assert process.wait() == -signal.SIGKILL
        assert [str(one)[:29] for one in told] == ["Waiting for autograder grade "]
    finally:
        process.kill()
        process.wait()


def test_a_thread_may_take_it_twice_and_another_waits(course: Course) -> None:
    order: list[str] = []

    def other() -> None:
        with locked(course):
            order.append("other")

    with locked(course):
        with locked(course, wait=False):
            order.append("inner")
        thread = threading.Thread(target=other)
        thread.start()
        time.sleep(0.3)
        order.append("outer")
    thread.join(10)
    assert order == ["inner", "outer", "other"]
    with locked(course, wait=False):
        pass


def test_an_error_releases_it(course: Course) -> None:
    with pytest.raises(ZeroDivisionError), locked(course):
        _ = 1 / 0
    with locked(course, wait=False):
        pass


def test_a_child_process_holds_nothing(course: Course) -> None:
    with locked(course):
        code = (
            "from autograder import Course\nfrom autograder.course.lock import locked\n"
            f"with locked(Course({str(course.root)!r}), wait=False): pass"
        )
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert "Another process writes into this course" in done.stderr


def test_a_folder_that_cannot_be_written_is_named(course: Course) -> None:
    (course.root / ".autograder").write_text("a file")
    with pytest.raises(CourseError, match=r"\.autograder"), locked(course):
        pass
