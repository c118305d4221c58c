"""Scores do not depend on cells that no score depends on: the demo's class is graded with and without them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from autograder.cli.demo import harmful_students
from autograder.course.course import Course
from autograder.errors import NotebookError
from autograder.grading.result import ExerciseResult, SubmissionResult
from autograder.grading.submission import Grader
from autograder.notebook.files import Notebook, read_notebook

ROOT = Path(__file__).resolve().parents[2]
QUICK = ("vectorised", "one_slip")  # tried each time; the others by night


def submissions() -> list[tuple[str, str]]:
    """Return assignment and student, for those whose code is not harmful."""
    harmful = harmful_students(Course(ROOT))
    found = [(path.name, path.parent.name) for path in sorted((ROOT / "demo" / "submitted").glob("*/*"))]
    return [(assignment, student) for assignment, student in found if student not in harmful]


@pytest.fixture(scope="module")
def graders() -> dict[str, Grader]:
    return {}


@pytest.fixture(scope="module", autouse=True)
def _close(graders: dict[str, Grader]) -> object:
    yield
    for grader in graders.values():
        grader.close()


def scored(result: SubmissionResult) -> list[ExerciseResult]:
    """Return the exercises without messages, which may name seconds and examples."""
    return [replace(exercise, message="", explanations=[]) for exercise in result.exercises]


def graded(grader: Grader, notebook: Notebook, name: str, *, every_cell: bool) -> SubmissionResult:
    vars(grader._course)["runs_all_cells"] = every_cell
    return grader.grade({name: notebook})


@pytest.mark.parametrize(
    ("assignment", "student"),
    [pytest.param(*each, marks=() if each[1] in QUICK else pytest.mark.nightly) for each in submissions()],
)
def test_scores_are_the_same(assignment: str, student: str, graders: dict[str, Grader]) -> None:
    grader = graders.setdefault(assignment, Grader(Course(ROOT, secret="demo"), assignment, allow_weak=True))
    path = ROOT / "demo" / "submitted" / student / assignment / f"{assignment}.ipynb"
    try:
        first, second = read_notebook(path), read_notebook(path)
    except (NotebookError, OSError):
        pytest.skip("it is no notebook")
    every, few = (graded(grader, each, assignment, every_cell=all) for each, all in ((first, True), (second, False)))
    assert (every.refused is None) == (few.refused is None)
    assert scored(every) == scored(few)
