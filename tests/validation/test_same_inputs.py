"""The public check and the hidden test agree, and special cases are shown before they are graded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.course.course import Course
from autograder.exercise.exercise import Exercise
from autograder.exercise.reference import Reference, load_solutions
from autograder.judging.marking import Exam
from autograder.validation.proof import Proof
from autograder.validation.public import PublicCheck
from autograder.validation.same_inputs import compare_on_same_inputs, forms

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENT = "introduction"


def problems(change: Any) -> list[tuple[str, dict[str, Any]]]:
    """Return what is found of `relu` after `change(exercise)`."""
    exercise = Exercise("relu", shares={"values": 0.9, "edge cases": 0.1})
    exercise.inputs(lambda rng: dict(z=rng.normal(size=(2, 3)) + 1))
    exercise.edge("one number", dict(z=np.array([2.5])))
    change(exercise)
    exam = Exam(exercise, Reference(load_solutions(ROOT, ASSIGNMENT), "relu"), "s")
    proof = Proof("relu")
    compare_on_same_inputs(exam, PublicCheck(Course(ROOT, secret="s"), ASSIGNMENT, "relu"), proof)
    return [(problem.code.removeprefix("validation."), problem.values) for problem in proof.problems]


def test_what_agrees_is_no_problem() -> None:
    def change(exercise: Exercise) -> None:
        exercise.variant("where", code="def relu(z):\n    return np.where(z > 0, z, 0.0)")
        exercise.mistake("absolute", code="def relu(z):\n    return np.abs(z)", hint=dict(en="No.", zh="不。"))

    assert problems(change) == []


def test_a_tolerance_that_is_wider_than_the_public_checks_is_a_problem() -> None:
    def change(exercise: Exercise) -> None:
        exercise.atol = 10.0
        exercise.variant("a little more", code="def relu(z):\n    return np.maximum(0, z) + 0.01")

    assert [code for code, _ in problems(change)] == ["public_refuses"]


def test_a_value_that_the_public_check_does_not_look_at_is_a_problem() -> None:
    def change(exercise: Exercise) -> None:
        code = "def relu(z):\n    return np.maximum(0, z) * (1 + 5e-7)"  # within the tolerance of the public check
        exercise.rtol = 1e-9
        exercise.mistake("a little more", code=code, hint=dict(en="No.", zh="不。"))

    assert [code for code, _ in problems(change)] == ["public_accepts"]


def test_a_special_case_that_is_not_shown_is_a_problem() -> None:
    found = problems(lambda exercise: exercise.edge("a cube", dict(z=np.ones((2, 1, 3)))))
    assert [(code, values["form"]) for code, values in found] == [("special_not_shown", "z: array (n, 1, n)")]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (np.ones((2, 1)), {"x: array (n, 1)"}),
        (0.5, {"x: a number"}),
        ({"W1": np.ones((1, 3)), "b1": np.ones((1, 1))}, {"x: dict of 2", "x: [W1] array (1, n)", "x: [b1] array (1, 1)"}),
        ([4, 1], {"x: list of 2"}),
        ([4, 3, 2, 1], {"x: list of several"}),
        (["relu"], {"x: list of 1"}),
        ("relu", set()),
    ],
)
def test_forms(value: Any, found: set[str]) -> None:
    assert forms({"x": value}) == found
