"""Where training begins, found out without any training: seeded and unseeded draws, and functions that need a step."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.exercise.exercise import Exercise, Training
from autograder.exercise.reference import Reference, load_module
from autograder.judging.diagnosis import diagnose
from autograder.judging.marking import mark
from autograder.judging.starts import StartFinder, all_known
from autograder.judging.training import TrainingExam

SOLUTIONS = """
import numpy as np

def initialize(n):
    return {"w": np.random.randn(n, 1)}

def fit(X, num_iterations=5, learning_rate=0.1):
    parameters = initialize(len(X))
    for _ in range(num_iterations):
        parameters = {"w": parameters["w"] - learning_rate * X.mean(axis=1, keepdims=True)}
    return parameters
"""


@pytest.fixture
def exam(tmp_path: Path) -> TrainingExam:
    (tmp_path / "solutions.py").write_text(SOLUTIONS)
    fit = Exercise("fit", training=Training("initialize", cost=lambda module, parameters, inputs: 0.0))
    fit.inputs(draws=2)(lambda rng: {"X": rng.normal(size=(2, 3)), "num_iterations": 4})
    return TrainingExam(fit, Reference(load_module(tmp_path / "solutions.py"), "fit"), "seed")


def learner(old: str = "", new: str = "") -> Any:
    world: dict[str, Any] = {}
    exec(SOLUTIONS.replace(old, new) if old else SOLUTIONS, world)
    return world["fit"]


def test_the_start_of_seeded_draws_is_what_a_run_without_steps_returns(exam: TrainingExam) -> None:
    function = learner()
    judged, starts, lent = exam.starts.find(function, exam.cases)
    assert judged is function and not lent
    assert all_known(starts)
    drawn = np.random.RandomState()
    drawn.set_state(exam.state)
    assert np.array_equal(starts[0]["w"], drawn.randn(2, 1))


def test_an_unseeded_initialiser_is_replaced_by_one_with_fixed_draws(exam: TrainingExam) -> None:
    unseeded = learner("np.random.randn(n, 1)", "np.random.default_rng().normal(size=(n, 1))")
    _, starts, lent = exam.starts.find(unseeded, exam.cases)
    assert lent
    fixed = exam.starts.fixed_initialiser()["initialize"]
    assert all(np.array_equal(start["w"], fixed(2)["w"]) for start in starts)


def test_unseeded_draws_in_the_trainer_itself_are_unknown_in_this_process(exam: TrainingExam) -> None:
    inline = learner("initialize(len(X))", '{"w": np.random.default_rng().normal(size=(len(X), 1))}')
    assert exam.starts.find(inline, exam.cases) == (inline, [None], False)


def test_a_function_that_returns_nothing_without_a_step_shows_its_start(exam: TrainingExam) -> None:
    inside = learner("    return parameters\n", "        return parameters\n")
    _, starts, _ = exam.starts.find(inside, exam.cases)
    assert all_known(starts)
    assert np.array_equal(exam.starts.handed_out(inside, exam.cases[0])["w"], starts[0]["w"])
    assert exam.starts.handed_out(learner(), exam.cases[0]) is None, "it returns something"


def test_a_function_that_always_raises_is_not_asked_further(exam: TrainingExam) -> None:
    broken = learner("initialize(len(X))", "1 / 0")
    assert exam.starts.find(broken, exam.cases) == (broken, [None], False)


def test_a_rate_that_the_inputs_leave_to_its_default_is_zero_too(exam: TrainingExam) -> None:
    assert exam.starts.without_training({"X": 1}) == {"X": 1, "num_iterations": 0, "learning_rate": 0.0}
    assert exam.starts.without_training({"X": 1}, steps=1)["num_iterations"] == 1


@pytest.mark.parametrize("refused", ["learning_rate <= 0", "learning_rate <= 0 or num_iterations < 1"])
def test_a_function_that_refuses_a_step_of_length_0_shows_its_start(exam: TrainingExam, refused: str) -> None:
    head = "    parameters = initialize(len(X))"
    careful = learner(head, f"    if {refused}:\n        raise ValueError('no training')\n{head}")
    judged, starts, _ = exam.starts.find(careful, exam.cases)
    assert judged is careful and all_known(starts)


def test_each_call_of_the_initialiser_gets_a_copy(exam: TrainingExam) -> None:
    start = {"w": np.zeros((2, 1))}
    initialise = exam.starts.initialiser_returning(start)["initialize"]
    initialise(2, more=1)["w"] += 1
    assert np.array_equal(initialise()["w"], np.zeros((2, 1)))


def test_another_seed_gives_other_draws(exam: TrainingExam) -> None:
    other = StartFinder(exam, exam.training, "another")
    mine, others = (finder.fixed_initialiser()["initialize"](2)["w"] for finder in (exam.starts, other))
    assert not np.array_equal(mine, others)


def test_drawing_again_gives_other_numbers(exam: TrainingExam) -> None:
    """Else a function that draws in each step would look like one that stops after its first step."""
    start = {"W1": np.ones((2, 3)), "b1": np.zeros((2, 1))}
    (initialise,) = exam.starts.initialiser_returning(start).values()
    first, second, third = (initialise(2, 3) for _ in range(3))
    assert first["W1"].tolist() == start["W1"].tolist()
    assert second["W1"].shape == (2, 3) and (second["W1"] != first["W1"]).all() and (third["W1"] != second["W1"]).all()


def test_an_initialiser_that_is_called_in_each_step_draws_on(tmp_path: Path) -> None:
    """Neither a falling cost nor a start that "differs each time" is what is wrong there."""
    source = SOLUTIONS.replace(", learning_rate=0.1", "").replace("learning_rate", "0.1")
    (tmp_path / "solutions.py").write_text(source)
    fit = Exercise("fit", training=Training("initialize", cost=lambda module, parameters, inputs: 0.0))
    fit.inputs(draws=2)(lambda rng: {"X": rng.normal(size=(2, 3)), "num_iterations": 4})
    drawn, loop = "    parameters = initialize(len(X))\n", "range(num_iterations):\n"
    hint = {"en": "Draw once.", "zh": "只抽一次。"}
    fit.mistake("return in the loop", change=("    return parameters\n", "        return parameters\n"), hint=hint)
    fit.mistake("drawn in each step", change=[(drawn, ""), (loop, f"{loop}    {drawn}")], hint=hint)
    exam = TrainingExam(fit, Reference(load_module(tmp_path / "solutions.py"), "fit"), "seed")
    world: dict[str, Any] = {}
    exec(source.replace(drawn, "").replace(loop, f"{loop}    {drawn}"), world)
    marking = mark(exam, world["fit"])
    assert all_known([verdict.start for verdict in marking.verdicts])
    assert marking.failing[0].difference.kind == "value"
    assert diagnose(exam, marking).name == "drawn in each step"
