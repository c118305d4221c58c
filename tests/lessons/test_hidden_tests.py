"""Prove the hidden tests of every exercise as `autograder validate` does, but without mutants, which take longer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.course.course import Course
from autograder.exercise.question import Question
from autograder.exercise.reference import load_exercise
from autograder.grading.submission import Grader
from autograder.judging.checking import exam_of
from autograder.validation import assignment as validation
from autograder.validation.assignment import validate
from autograder.validation.docstrings import promises_of
from autograder.validation.exercises import Proof, prove
from autograder.validation.promises import hold_promises
from autograder.validation.proof import Subject

COURSE = Course(Path(__file__).resolve().parents[2], secret="one")
EXERCISES = sorted((path.parent.name, path.stem) for path in (COURSE.root / "tests" / "hidden").glob("*/*.py"))


@pytest.fixture(scope="module")
def graders() -> Iterator[dict[str, Grader]]:
    opened: dict[str, Grader] = {}
    yield opened
    for grader in opened.values():
        grader.close()


@pytest.mark.nightly  # `autograder validate` does the same and more, in .ci/run
@pytest.mark.parametrize(("assignment", "name"), EXERCISES, ids=["-".join(exercise) for exercise in EXERCISES])
def test_an_exercise_is_valid(assignment: str, name: str, graders: dict[str, Grader]) -> None:
    if assignment not in graders:
        graders[assignment] = Grader(COURSE, assignment, allow_weak=True)
    proof = prove(COURSE, assignment, name, graders[assignment], mutation=False)
    assert proof.problems == []


@pytest.mark.parametrize("assignment", COURSE.assignments())
def test_inputs_keep_what_every_docstring_promises(assignment: str) -> None:
    for name in (name for place, name in EXERCISES if place == assignment):
        if isinstance(load_exercise(COURSE.root, assignment, name), Question):
            continue
        proof, lessons = Proof(name), Subject(COURSE, assignment, name).lessons
        exam = exam_of(COURSE.root, assignment, name, "one")
        assert all(set(exam.reference.parameters) <= promises_of(source).keys() for source in lessons.values()), name
        hold_promises([exam], lessons, proof)
        assert proof.problems == [], name


@pytest.mark.parametrize("assignment", COURSE.assignments())
def test_an_assignment_is_valid(assignment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        validation, "prove", lambda course, assignment, name, *_, **__: Proof(name)
    )  # `autograder validate` runs it
    found = validate(COURSE, assignment, mutation=False, allow_weak=True)
    assert found.problems == []
    assert found.points == 100
