"""An exercise as an instructor declares it: inputs, contract, shares, mistakes; and what is declared wrongly."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from autograder.errors import ExerciseError
from autograder.exercise.exercise import Exercise

HINT = {"en": "Halve it.", "zh": "除以二。"}


def exercise(**options) -> Exercise:
    made = Exercise("double", **options)
    made.inputs(lambda rng: {"x": rng.normal(size=3)})
    return made


# inputs


def test_inputs_are_drawn_several_times_before_the_edge_cases():
    double = exercise()
    double.edge("zero", {"x": 0})

    @double.inputs(group="small numbers", draws=2)
    def very_small_numbers(rng):
        return {"x": rng.normal() * 1e-9}

    cases = double.cases("seed")
    assert [case.group for case in cases] == ["values"] * 4 + ["small numbers"] + ["edge cases"]
    assert [case.check for case in cases[-2:]] == ["very small numbers", "zero"]
    assert len({case.inputs["x"].tobytes() for case in cases[:4]}) == 4


def test_the_same_seed_gives_the_same_inputs_in_every_process():
    first = exercise().cases("seed")[0].inputs["x"]
    code = (
        "from autograder import Exercise\n"
        "e = Exercise('double'); e.inputs(lambda rng: {'x': rng.normal(size=3)})\n"
        "print(e.cases('seed')[0].inputs['x'].tobytes().hex())"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    assert first.tobytes().hex() == other
    assert first.tolist() != exercise().cases("another seed")[0].inputs["x"].tolist()


def test_a_new_check_does_not_change_what_the_others_draw():
    before = exercise().cases("seed")[0].inputs["x"]
    more = Exercise("double")
    more.inputs(draws=1)(very_new := lambda rng: {"x": rng.normal(size=2)})
    very_new.__name__ = "very_new"
    more.inputs(lambda rng: {"x": rng.normal(size=3)})
    assert more.cases("seed")[1].inputs["x"].tolist() == before.tolist()


def test_a_contract_that_no_input_keeps_is_an_error():
    double = exercise()
    double.contract(lambda x: np.all(np.abs(x) < 0.01))
    with pytest.raises(ExerciseError, match="contract"):
        double.cases("seed")


# errors of the instructor


def test_shares_add_up_to_one():
    with pytest.raises(ExerciseError, match=r"add up to 0\.9"):
        Exercise("double", shares={"values": 0.5, "shapes": 0.4})


@pytest.mark.parametrize("options", [{"shares": {"values": 0.5, "edge cases": 0.5}}, {"bonus": {"large numbers": 1}}])
def test_a_share_without_a_check_is_an_error(options):
    with pytest.raises(ExerciseError, match="differ"):
        exercise(**options).cases("seed")


def test_a_check_without_a_share_is_an_error():
    double = exercise(shares={"values": 1})
    double.edge("zero", {"x": 0})
    with pytest.raises(ExerciseError, match="differ: edge cases"):
        double.cases("seed")


def test_an_exercise_without_drawn_inputs_is_an_error():
    double = Exercise("double")
    double.edge("zero", {"x": 0})
    with pytest.raises(ExerciseError, match="no inputs are drawn"):
        double.cases("seed")


def test_inputs_that_break_the_contract_are_drawn_again() -> None:
    exercise = Exercise("half")

    @exercise.inputs(draws=20)
    def numbers(rng: np.random.Generator) -> dict[str, float]:
        return dict(x=float(rng.normal()))

    @exercise.contract
    def positive(x: float) -> bool:
        return x > 0

    assert all(case.inputs["x"] > 0 for case in exercise.cases("any"))


def test_a_bonus_share_and_a_choice() -> None:
    design = Exercise("design", choice=True, bonus={"values": 1})
    design.inputs(draws=1)(lambda rng: {"n": 3})
    assert design.constant
    assert [case.inputs for case in design.cases("seed")] == [{"n": 3}]
