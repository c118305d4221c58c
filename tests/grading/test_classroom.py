"""A class graded by several processes: every submission has a result, whatever happens to a worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from courses import by_id, make_course, released, write

from autograder.course.course import Course
from autograder.errors import CourseError
from autograder.grading import classroom
from autograder.grading.classroom import Classroom, Settings, ignore_sigint

STUDENTS = ["ada", "bob", "eve"]


@pytest.fixture
def course(tmp_path: Path) -> Course:
    made = make_course(tmp_path)
    content = released(made.sources("tiny")["tiny"])
    by_id(content, "double")["source"] = "def double(x):\n    return 2 * x"
    for student in STUDENTS:
        write(made.submitted("tiny", student) / "tiny.ipynb", content)
    return made


def test_every_submission_has_a_result(course: Course) -> None:
    settings = Settings(allow_weak=True, excused=frozenset({"test_increment"}))
    with Classroom(course, "tiny", settings, workers=2) as made:
        found = {result.student: result.score for result in made.grade([*STUDENTS, "nobody"])}
        assert made.level in ("strict", "container", "weak")
    assert found == {**dict.fromkeys(STUDENTS, 3), "nobody": 0}


def test_a_worker_that_dies_costs_nobody_anything(course: Course) -> None:
    with Classroom(course, "tiny", Settings(allow_weak=True), workers=1) as made:
        (worker,) = made._pool._processes
        coming = made.grade(STUDENTS)
        os.kill(worker, signal.SIGKILL)
        assert {result.student: result.score for result in coming} == dict.fromkeys(STUDENTS, 2)


def test_an_assignment_that_is_not_there_is_an_error(course: Course) -> None:
    with pytest.raises(CourseError, match="nosuch"):
        Classroom(course, "nosuch", Settings(allow_weak=True), workers=1)


@pytest.mark.parametrize("fault", ["raise ValueError('oops')", "import os; os._exit(1)"])
def test_a_fault_of_the_grader_costs_one_submission(course: Course, fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The workers import this module, in which grading bob fails."""
    monkeypatch.setattr(classroom, "_grade", _grade_with_fault)
    monkeypatch.setenv("FAULT", fault)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).parent), *sys.path]))
    with Classroom(course, "tiny", Settings(allow_weak=True), workers=1) as made:
        found = {result.student: result for result in made.grade(STUDENTS)}
    assert [found[student].score for student in ("ada", "eve")] == [2, 2]
    assert found["bob"].waits, "it has no score"
    said = str(found["bob"].refused)
    assert said == (
        "The grader failed: ValueError: `oops`."
        if "oops" in fault
        else "The grader's process died while it graded this submission, twice."
    )


def test_ctrl_c_is_left_to_the_process_that_started_the_others() -> None:
    ask = "import signal; print(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []))"
    with ignore_sigint():
        inside = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    after = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert (inside.stdout, after.stdout) == ("True\n", "False\n")


def _grade_with_fault(course: Course, assignment: str, settings: Settings, student: str) -> object:
    if student == "bob":
        exec(os.environ["FAULT"])
    return classroom._ready(course, assignment, settings).grade_folder(student)
