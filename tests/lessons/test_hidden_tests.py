"""Prove the hidden tests of every exercise as `autograder validate` does, but without mutants, which take longer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.course.course import Course
from autograder.exercise.alternatives import Alternative
from autograder.exercise.question import Question
from autograder.exercise.reference import load_exercise
from autograder.grading.submission import Grader
from autograder.judging.checking import exam_of
from autograder.judging.marking import mark
from autograder.validation import assignment as validation
from autograder.validation.assignment import validate
from autograder.validation.docstrings import promises_of
from autograder.validation.exercises import Proof, prove
from autograder.validation.forms import FORMS
from autograder.validation.promises import hold_promises
from autograder.validation.proof import SECRETS, Subject

COURSE = Course(Path(__file__).resolve().parents[2], secret="one")
# Quotients of small differences have no right digit in single precision, and rates are keys of a dictionary.
NO_SINGLE_PRECISION = {"numerical_derivative", "numerical_second_derivative", "learning_rate_sweep"}
IN_SINGLE = """
_double = {name}

import functools

@functools.wraps(_double)
def {name}(*args, **kwargs):
    return single(_double(*single(args), **single(kwargs)))
"""
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


@pytest.mark.parametrize("assignment", COURSE.assignments())
def test_a_reference_that_computes_in_single_precision_earns_everything(assignment: str) -> None:
    single = FORMS["single_precision"]
    for name in (name for place, name in EXERCISES if place == assignment and name not in NO_SINGLE_PRECISION):
        if isinstance(load_exercise(COURSE.root, assignment, name), Question):
            continue
        for secret in SECRETS:
            exam = exam_of(COURSE.root, assignment, name, secret)
            code = Path(str(exam.reference.module.__file__)).read_text("utf-8") + IN_SINGLE.format(name=name)
            function = exam.reference.variation(Alternative("single", code=code))
            function.__globals__["single"] = single
            assert mark(exam, function, 0).fraction == 1, (name, secret)
