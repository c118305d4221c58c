"""Answers that are not computed: each kind of guess that earns points is a problem, and no right answer is one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.exercise.exercise import Exercise
from autograder.exercise.reference import Reference, load_module
from autograder.judging.marking import Exam
from autograder.validation.guessing import score_guesses
from autograder.validation.proof import Proof

SOLUTIONS = """
import numpy as np

def double(x):
    return 2 * x

def twice(x):
    return x + x

def scaled(x, by):
    return x * by, x

def positive(x):
    return np.abs(x)

def ones(x):
    return np.ones(x.shape)
"""


def problems(tmp_path: Path, exercise: Exercise, draw: Any, earlier: tuple[str, ...] = ()) -> list[str]:
    (tmp_path / "solutions.py").write_text(SOLUTIONS)
    exercise.inputs(draw)
    exam, proof = Exam(exercise, Reference(load_module(tmp_path / "solutions.py"), exercise.name), "seed"), Proof("f")
    score_guesses(exam, earlier, proof, "one")
    return [str(problem) for problem in proof.problems]


def numbers(rng: np.random.Generator) -> dict[str, Any]:
    return dict(x=rng.normal(size=3))


def test_an_exercise_whose_answers_are_computed_has_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, Exercise("double"), numbers) == []
    assert problems(tmp_path, Exercise("scaled"), lambda rng: numbers(rng) | {"by": float(rng.normal())}) == []


@pytest.mark.parametrize(
    ("name", "draw", "said"),
    [
        ("double", lambda rng: dict(x=np.zeros(3)), "zeros of the right shape earn"),
        ("ones", numbers, "ones of the right shape earn"),
        ("double", lambda rng: dict(x=np.array([1.0, 2.0])), "constants, the right answer to the first case, earn"),
        ("positive", lambda rng: dict(x=rng.uniform(1, 2, size=3)), "arguments of the right shape earn"),
    ],
)
def test_a_guess_that_earns_points_is_a_problem(tmp_path: Path, name: str, draw: Any, said: str) -> None:
    assert any(said in problem for problem in problems(tmp_path, Exercise(name), draw))


def test_an_answer_that_may_be_constant_is_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, Exercise("ones", constant=True), numbers) == []


def test_the_function_of_an_earlier_exercise_may_be_right_but_earns_no_part(tmp_path: Path) -> None:
    assert problems(tmp_path, Exercise("twice"), numbers, earlier=("double", "ones")) == []

    def mostly_positive(rng: np.random.Generator) -> dict[str, Any]:
        return dict(x=rng.uniform(1, 2, size=3))

    exercise = Exercise("positive", shares={"values": 0.8, "edge cases": 0.2}, compare=lambda got, right, inputs: None)
    exercise.edge("negative", dict(x=np.array([-1.0])))
    found = problems(tmp_path, exercise, mostly_positive, earlier=("double",))
    assert not any("earlier" in problem for problem in found)  # the comparison takes everything, so it passes
    exercise = Exercise("positive", shares={"values": 0.8, "edge cases": 0.2}, rtol=2)
    exercise.edge("large", dict(x=np.array([-1e6])))
    found = problems(tmp_path, exercise, mostly_positive, earlier=("double",))
    assert any("the values of the earlier function `double` earn 80% of the points" in problem for problem in found)
