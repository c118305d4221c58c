"""Right functions in wrappers that make them wrong are caught, or declared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.exercise.exercise import Exercise
from autograder.exercise.reference import Reference, load_solutions
from autograder.judging.marking import Exam
from autograder.validation.disguises import disguises, prove_by_disguises
from autograder.validation.proof import Proof

ROOT = Path(__file__).resolve().parents[2]


def problems(draw: Any, change: Any = lambda exercise: None) -> list[str]:
    exercise = Exercise("relu")
    exercise.inputs(draw)
    change(exercise)
    reference = Reference(load_solutions(ROOT, "introduction"), "relu")
    proof = Proof("relu")
    prove_by_disguises({secret: Exam(exercise, reference, secret) for secret in "ab"}, proof)
    return [problem.values["disguise"] for problem in proof.problems]


def wide(rng: np.random.Generator) -> dict[str, Any]:
    return dict(z=np.append(rng.normal(size=3), rng.uniform(6, 9)))


def sizes_that_never_repeat(rng: np.random.Generator) -> dict[str, Any]:
    return dict(z=np.append(rng.normal(size=int(rng.integers(9, 99999))), 7.0))


def test_draws_that_show_every_wrapper_are_no_problem() -> None:
    assert problems(wide) == []


@pytest.mark.parametrize(
    ("draw", "found"),
    [
        (lambda rng: dict(z=rng.uniform(-4, 4, size=3)), "arguments-clipped"),
        (lambda rng: dict(z=np.round(np.append(rng.normal(size=3), 7.0), 2)), "values-rounded"),
        (sizes_that_never_repeat, "first-answer-kept"),
        (lambda rng: dict(z=np.array([1.2345, 8.0])), "previous-answer"),
    ],
)
def test_draws_that_hide_a_wrapper_are_a_problem(draw: Any, found: str) -> None:
    assert found in problems(draw)
    assert found not in problems(draw, lambda exercise: exercise.equivalent(found, reason="It is right."))


def test_what_the_contract_forbids_is_no_problem() -> None:
    def change(exercise: Exercise) -> None:
        exercise.contract(lambda z: np.all(np.abs(z) <= 4))

    assert problems(lambda rng: dict(z=rng.uniform(-4, 4, size=3)), change) == []


def test_variants_are_wrapped_too() -> None:
    def change(exercise: Exercise) -> None:
        exercise.variant("where", code="def relu(z):\n    return np.where(z > 0, z, 0.0)")

    assert problems(wide, change) == []


def test_each_wrapper_starts_with_an_empty_memory() -> None:
    for _, wrapped in disguises(lambda z: 2 * z):
        assert wrapped()(z=1.0) == 2.0 and wrapped()(2.0) == 4.0
