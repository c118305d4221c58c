"""A busy machine changes no score, no status and no diagnosis: the demo's class is graded under load and without it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.cli.demo import harmful_students
from autograder.course.course import Course
from autograder.errors import NotebookError
from autograder.grading.submission import Grader
from autograder.notebook.files import read_notebook

ROOT = Path(__file__).resolve().parents[2]
LOAD = 4  # processes for each processor, which only count
Graded = dict[tuple[str, str], list[tuple[object, ...]]]


@pytest.fixture
def load() -> Iterator[None]:
    """Keep every processor busy."""
    command = [sys.executable, "-c", "while True: pass"]
    busy = [subprocess.Popen(command) for _ in range(LOAD * (os.cpu_count() or 1))]
    yield
    for process in busy:
        process.kill()
    for process in busy:
        process.wait()


def graded(assignment: str) -> Graded:
    """Grade what the demo's learners handed in for an assignment; return what is compared, by student and exercise."""
    course = Course(ROOT, secret="demo")
    harmful, found = harmful_students(course), {}
    with Grader(course, assignment, allow_weak=True) as grader:
        for path in sorted((ROOT / "demo" / "submitted").glob(f"*/{assignment}/{assignment}.ipynb")):
            student = path.parts[-3]
            if student in harmful:
                continue
            try:
                notebook = read_notebook(path)
            except (NotebookError, OSError):
                continue
            for exercise in grader.grade({assignment: notebook}, student).exercises:
                causes = [(one.kind, one.part, one.line, one.name) for one in exercise.explanations]
                found[student, exercise.name] = [
                    (exercise.score, exercise.bonus, exercise.status),
                    (exercise.diagnosis,),
                    *causes,
                ]
    return found


@pytest.mark.nightly
@pytest.mark.parametrize("assignment", sorted(path.name for path in (ROOT / "source").iterdir() if path.is_dir()))
def test_scores_statuses_and_causes_are_the_same(assignment: str, request: pytest.FixtureRequest) -> None:
    idle = graded(assignment)
    request.getfixturevalue("load")
    assert idle and graded(assignment) == idle
