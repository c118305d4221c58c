"""The same submission gets the same scores and messages in every run: beside busy processes, and on one busy processor."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.cli.demo import harmful_students
from autograder.course.course import Course
from autograder.errors import NotebookError
from autograder.grading.submission import Grader
from autograder.notebook.files import Notebook, read_notebook

ROOT = Path(__file__).resolve().parents[2]
RUNS = 20
BUSY = [sys.executable, "-c", "while True: pass"]
COURSE = Course(ROOT, secret="steady")
QUICK = ("wrong_signs", "wrong_axis", "one_slip")  # tried each time, twice
affinity = pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system cannot bind a process")


@contextlib.contextmanager
def load() -> Iterator[None]:
    """Run twice as many busy processes as there are processors."""
    processes = [subprocess.Popen(BUSY) for _ in range(2 * (os.cpu_count() or 1))]
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.wait()


@contextlib.contextmanager
def one_busy_processor() -> Iterator[None]:
    """Bind this process, and all that it starts, to one processor, and a busy process to the same."""
    before = os.sched_getaffinity(0)
    busy = subprocess.Popen(BUSY)
    try:
        one = {min(before)}
        os.sched_setaffinity(busy.pid, one)
        os.sched_setaffinity(0, one)
        yield
    finally:
        os.sched_setaffinity(0, before)
        busy.kill()
        busy.wait()


def submissions() -> list[tuple[str, str]]:
    """Return assignment and student, for those whose code is not harmful: a clock ends what harms."""
    harmful = harmful_students(COURSE)
    found = [(path.name, path.parent.name) for path in sorted((ROOT / "demo" / "submitted").glob("*/*"))]
    return [(assignment, student) for assignment, student in found if student not in harmful]


def notebook_of(assignment: str, student: str) -> Notebook | None:
    try:
        return read_notebook(ROOT / "demo" / "submitted" / student / assignment / f"{assignment}.ipynb")
    except (NotebookError, OSError):
        return None


def graded(assignment: str, students: list[str], surroundings: Callable[[], AbstractContextManager[Any]]) -> dict[str, Any]:
    """Return student -> all that is said about the exercises, but for the time that they took."""
    found = {}
    with surroundings(), Grader(COURSE, assignment, allow_weak=True) as grader:
        for student in students:
            if (notebook := notebook_of(assignment, student)) is not None:
                result = grader.grade({assignment: notebook})
                said = [replace(exercise, seconds=0.0) for exercise in result.exercises]
                found[student] = (result.score, result.suspicious, said)
    return found


@affinity
def test_one_busy_processor_changes_nothing() -> None:
    quick = [student for assignment, student in submissions() if student in QUICK and assignment == "logistic_regression"]
    assert sorted(quick) == sorted(QUICK)
    calm = graded("logistic_regression", quick, contextlib.nullcontext)
    assert any(exercise.message for _, _, said in calm.values() for exercise in said)
    assert graded("logistic_regression", quick, one_busy_processor) == calm


@affinity
@pytest.mark.nightly
@pytest.mark.parametrize("assignment", sorted({assignment for assignment, _ in submissions()}))
def test_twenty_runs_are_the_same(assignment: str) -> None:
    students = [student for one, student in submissions() if one == assignment]
    calm = graded(assignment, students, contextlib.nullcontext)
    for run in range(RUNS):
        again = graded(assignment, students, load if run % 2 else one_busy_processor)
        for student, before in calm.items():
            assert again[student] == before, f"{student}, run {run}"
