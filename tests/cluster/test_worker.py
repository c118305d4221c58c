"""The processes that a Dask worker grades with; Dask itself is not needed."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from courses import by_id, make_course, released, write
from warm_graders import ROOT, children_of, is_alive, wait_until

from autograder import processes
from autograder.cluster import worker
from autograder.cluster.grading_process import Spec, send
from autograder.course.course import Course
from autograder.errors import AutograderError, CourseError
from autograder.grading.classroom import Settings
from autograder.grading.result import SubmissionResult
from autograder.grading.state import assignment_parts


@pytest.fixture
def spec(tmp_path: Path) -> Iterator[Spec]:
    course = make_course(tmp_path)
    for student in ("ann", "bob"):
        content = released(course.sources("tiny")["tiny"])
        by_id(content, "double")["source"] = "def double(x):\n    return 2 * x"
        write(course.submitted("tiny", student) / "tiny.ipynb", content)
    settings = Settings(figures=False, allow_weak=True, excused=frozenset())
    yield Spec(course, "tiny", settings, tuple(assignment_parts(course, "tiny").items()))
    worker.end_processes()


def replace_program(monkeypatch: pytest.MonkeyPatch, folder: Path, text: str) -> None:
    """Let grading processes run this program. Its name has no `.py`, with which it would be a file of the course."""
    (folder / "program").write_text(text)
    monkeypatch.setattr(processes, "PROGRAM", folder / "program")


def graded(spec: Spec, *students: str) -> list[SubmissionResult]:
    found = worker.grade_batch(spec, students)
    assert not isinstance(found, AutograderError), str(found)
    return found


def test_a_grading_process_is_kept_for_the_next_task_and_ended_for_another_kind(spec: Spec) -> None:
    assert worker.sandbox_level(spec) in ("strict", "container", "weak")
    (first,) = worker._free
    results = graded(spec, "ann", "bob")
    assert [(each.student, each.score, each.state.stat, bool(each.state.content)) for each in results] == [
        ("ann", 2.0, "", True),
        ("bob", 2.0, "", True),
    ]
    assert worker._free == [first]
    other = replace(spec, settings=replace(spec.settings, language="zh"))
    worker.sandbox_level(other)
    assert worker._free != [first] and first._process.returncode == 0


def test_a_grading_process_that_dies_is_replaced_and_a_submission_that_kills_two_has_no_score(
    spec: Spec, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker.sandbox_level(spec)
    (first,) = worker._free
    first._process.kill()
    assert [each.score for each in graded(spec, "ann")] == [2.0]
    grade = worker.GradingProcess.grade

    def kill(self: worker.GradingProcess, student: str) -> object:
        if student == "bob":
            self._process.kill()
        return grade(self, student)

    monkeypatch.setattr(worker.GradingProcess, "grade", kill)
    found = graded(spec, "bob", "ann")
    assert [(each.student, each.waits) for each in found] == [("bob", True), ("ann", False)]
    assert "twice" in str(found[0].refused) and found[1].score == 2.0


def test_a_fault_of_the_course_reaches_the_caller(spec: Spec) -> None:
    other = replace(spec, parts=(("packages", "other"),))
    for found in (worker.sandbox_level(other), worker.grade_batch(other, ["ann"])):
        assert isinstance(found, AutograderError) and "packages" in str(found)
    (spec.course.source("tiny") / "tiny.ipynb").unlink()
    found = worker.sandbox_level(replace(spec, parts=()))
    assert isinstance(found, CourseError) and "tiny" in str(found)
    assert worker._free == []


def test_a_fault_of_the_grader_is_of_one_submission(spec: Spec, monkeypatch: pytest.MonkeyPatch) -> None:
    grade = worker.GradingProcess.grade

    def fail(self: worker.GradingProcess, student: str) -> object:
        return 1 / 0 if student == "bob" else grade(self, student)

    monkeypatch.setattr(worker.GradingProcess, "grade", fail)
    found = graded(spec, "bob", "ann")
    assert [(each.student, each.waits, each.score) for each in found] == [("bob", True, 0.0), ("ann", False, 2.0)]
    assert "division by zero" in str(found[0].refused)


def test_a_grading_process_that_does_not_start_is_an_error(
    spec: Spec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_program(monkeypatch, tmp_path, "raise SystemExit")
    assert f"for a Dask worker on {os.uname().nodename} ended as soon as it started" in str(worker.sandbox_level(spec))


def test_a_grading_process_ends_with_its_worker_whatever_it_does(spec: Spec) -> None:
    content = released(spec.course.sources("tiny")["tiny"])
    by_id(content, "double")["source"] = "while True:\n    pass"
    write(spec.course.submitted("tiny", "ann") / "tiny.ipynb", content)
    made = worker.GradingProcess(spec)
    pid = made._process.pid
    assert made._process.stdin is not None
    send(made._process.stdin, "ann")
    wait_until(lambda: len(children_of(pid)) > 2)
    below = children_of(pid)
    made._process.stdin.close()  # as when the worker was killed
    wait_until(lambda: not is_alive(pid) and not any(map(is_alive, below)))
    made.close()


# It loads for ever, and holds the interpreter's lock. The file has its number, and from then on a space.
LOADS = """
import itertools, os, pathlib, sys
pathlib.Path({file!r}).write_text(f"{{os.getpid()}}")
sys.path.append({root!r})
from autograder.cluster import grading_process
def load(*_, **__):
    pathlib.Path({file!r}).write_text(f"{{os.getpid()}} ")
    sum(itertools.repeat(1))
grading_process.Ready = load
grading_process.main()
"""
DASK_WORKER = """
import pickle, sys
from autograder import processes
from autograder.cluster import worker
processes.PROGRAM, spec = pickle.load(sys.stdin.buffer)
worker.GradingProcess(spec)
"""


def test_a_grading_process_that_loads_too_long_is_ended_and_its_machine_is_named(
    spec: Spec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "pid"
    replace_program(monkeypatch, tmp_path, LOADS.format(file=str(file), root=str(ROOT)))
    monkeypatch.setattr(worker, "START_SECONDS", 5.0)
    found = worker.sandbox_level(spec)
    assert f"The Dask worker {os.uname().nodename} was not ready to grade within 5 s" in str(found)
    assert not is_alive(int(file.read_text())) and worker._free == []


def test_a_grading_process_that_is_loading_ends_with_its_worker(spec: Spec, tmp_path: Path) -> None:
    file, program = tmp_path / "pid", tmp_path / "program"
    program.write_text(LOADS.format(file=str(file), root=str(ROOT)))
    dask_worker = subprocess.Popen([sys.executable, "-c", DASK_WORKER], stdin=subprocess.PIPE)
    assert dask_worker.stdin is not None
    with dask_worker.stdin as stdin:
        pickle.dump((program, spec), stdin)
    wait_until(lambda: file.is_file() and file.read_text().endswith(" "))
    pid = int(file.read_text())
    assert is_alive(pid)
    dask_worker.kill()
    dask_worker.wait()
    try:
        wait_until(lambda: not is_alive(pid))
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def test_the_secret_and_the_course_are_the_same_for_a_copy(spec: Spec, tmp_path: Path) -> None:
    other = Course(spec.course.root, secret="another")
    parts = dict(spec.parts)
    changed = assignment_parts(other, "tiny")
    assert {part for part in parts if parts[part] != changed[part]} == {"secret"}
