"""A mutant of a variant that passes although it is wrong is a problem; one that is right is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from autograder.exercise.exercise import Exercise
from autograder.exercise.reference import Reference, load_solutions
from autograder.judging.marking import Exam
from autograder.validation.proof import Proof
from autograder.validation.variant_mutants import prove_by_variant_mutants

ROOT = Path(__file__).resolve().parents[2]
WHERE = "def relu(z):\n    return np.where(z > 0, z, 0.0)"
LARGE = "def relu(z):\n    return np.where(z > 0, np.where(z < 50, z, z * 2 - z), 0.0)"


def problems(draw: Any, code: str, change: Any = lambda exercise: None, **bounds: Any) -> tuple[int, list[str]]:
    exercise = Exercise("relu")
    exercise.inputs(draw)
    exercise.variant("another way", code=code)
    change(exercise)
    reference = Reference(load_solutions(ROOT, "introduction"), "relu")
    proof = Proof("relu")
    exams = {secret: Exam(exercise, reference, secret) for secret in "ab"}
    tried = prove_by_variant_mutants(exams, proof, **bounds)
    return tried, [problem.values["text"] for problem in proof.problems]


def wide(rng: np.random.Generator) -> dict[str, Any]:
    return dict(z=np.append(rng.normal(size=3), [rng.uniform(0.1, 0.9), rng.uniform(1, 9), -rng.uniform(1, 9)]))


def small(rng: np.random.Generator) -> dict[str, Any]:
    return dict(z=np.append(rng.uniform(-4, 4, size=3), [rng.uniform(0.1, 0.9), rng.uniform(1, 4), -rng.uniform(1, 4)]))


def test_mutants_that_are_caught_or_right_are_no_problem() -> None:
    tried, found = problems(wide, WHERE)
    assert tried > 5
    assert found == []  # "z > 0 -> z >= 0" passes, and is right


def test_inputs_that_a_variant_treats_alone_have_to_be_drawn() -> None:
    found = problems(small, LARGE)[1]
    assert "z * 2 -> z / 2" in found  # it is wrong above 50 only, and no draw is larger than 4
    assert problems(lambda rng: dict(z=np.append(small(rng)["z"], [60.0, 70.0])), LARGE)[1] == []


def test_what_the_contract_forbids_is_no_problem() -> None:
    def change(exercise: Exercise) -> None:
        exercise.contract(lambda z: np.all(np.abs(z) <= 4))

    assert problems(small, LARGE, change)[1] == []


def test_inputs_for_which_the_variant_is_wrong_itself_show_nothing() -> None:
    doubles = "def relu(z):\n    return np.where(z > 0, np.where(z < 40, z, z * 2), 0.0)"
    assert problems(small, doubles)[1] == []


def test_no_more_are_tried_than_the_bounds_allow() -> None:
    assert problems(wide, WHERE, seconds=-1.0) == (0, [])
    assert problems(wide, WHERE, most=3) == (3, [])


def test_a_choice_is_left_out() -> None:
    def change(exercise: Exercise) -> None:
        exercise.choice = True

    assert problems(wide, WHERE, change) == (0, [])
