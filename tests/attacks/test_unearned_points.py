"""Test that functions which do not compute their answer from the inputs earn nothing, and that scores are the same
with every seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.course.course import Course
from autograder.exercise.alternatives import Alternative
from autograder.exercise.question import Question
from autograder.exercise.reference import load_exercise, load_solutions
from autograder.judging.checking import exam_of
from autograder.judging.marking import Exam, mark
from autograder.judging.training import TrainingExam

ROOT = Path(__file__).resolve().parents[2]
FUNCTIONS = [
    (assignment, path.stem)
    for assignment in Course(ROOT).assignments()
    for path in sorted((ROOT / "tests" / "hidden" / assignment).glob("*.py"))
    if not isinstance(load_exercise(ROOT, assignment, path.stem), Question)
]
every_function = pytest.mark.parametrize(("assignment", "name"), FUNCTIONS, ids=str)


def exam(assignment: str, name: str, secret: str) -> Exam:
    return exam_of(ROOT, assignment, name, secret)


def returning(answers: list[Any]) -> Any:
    """Return a function that ignores its arguments and returns these answers in order, then the last one again."""
    following = iter(answers)
    return lambda *_, **__: next(following, answers[-1])


@every_function
def test_answers_for_another_seed_earn_nothing(assignment: str, name: str) -> None:
    here = exam(assignment, name, "here")
    if here.exercise.constant or here.exercise.training:
        pytest.skip("The answer is constant." if here.exercise.constant else "The answer depends on the initial parameters.")
    learnt = exam(assignment, name, "elsewhere").expected
    assert mark(here, returning(learnt)).fraction == 0
    assert mark(here, returning(learnt[:1])).fraction == 0


ANSWERS_ARE_SIZES = {"layer_sizes", "expected_shapes", "check_shapes", "check_dimensions"}


@every_function
def test_guesses_from_the_sizes_of_inputs_earn_nothing(assignment: str, name: str) -> None:
    """Guess the most frequent answer to inputs of the same sizes, and to the same edge case, under twenty other seeds.

    An attacker who knows how inputs are drawn can compute such a table, and learn the answers to edge cases by heart.
    """
    here = exam(assignment, name, "here")
    if here.exercise.constant or here.exercise.training or name in ANSWERS_ARE_SIZES or name.startswith("initialize_"):
        pytest.skip("The answer depends on the sizes of the inputs only, or on the initial parameters.")
    learnt: dict[Any, Counter[str]] = {}
    answers: dict[str, Any] = {}
    for seed in range(20):
        elsewhere = exam(assignment, name, str(seed))
        for case, answer in zip(elsewhere.cases, elsewhere.expected, strict=True):
            answers.setdefault(repr(answer), answer)
            learnt.setdefault((case.check, sizes(case.inputs)), Counter())[repr(answer)] += 1
    guesses = [learnt.get((case.check, sizes(case.inputs)), Counter(("None",))) for case in here.cases]
    assert mark(here, returning([answers.get(guess.most_common(1)[0][0]) for guess in guesses])).fraction == 0


def sizes(value: Any) -> Any:
    """Replace each array by its shape and each other object by its type's name; keep integers and text."""
    if isinstance(value, np.ndarray):
        return value.shape
    if isinstance(value, dict | list | tuple):
        parts = value.items() if isinstance(value, dict) else enumerate(value)
        return tuple((key, sizes(part)) for key, part in parts)
    return value if isinstance(value, int | str) else type(value).__name__


@pytest.mark.parametrize("refuses", [True, False])
def test_refusing_all_drawn_inputs_or_none_earns_nothing(refuses: bool) -> None:
    """Edge cases are answered correctly, because an attacker may know them by heart."""
    here = exam("deep_network", "check_dimensions", "here")
    following = iter(zip(here.cases, here.expected, strict=True))

    def check_dimensions(parameters: Any, X: Any) -> None:
        case, expected = next(following)
        if case.group == "edge cases" and expected is not None:
            raise ValueError(expected.message)
        if case.group != "edge cases" and refuses:
            raise ValueError("layer 1")

    assert mark(here, check_dimensions).fraction == 0


@every_function
def test_right_functions_earn_everything_with_any_seed(assignment: str, name: str) -> None:
    for secret in ("here", "elsewhere"):
        here = exam(assignment, name, secret)
        honest = [here.reference.function, *(here.reference.variation(variant) for variant in here.exercise.variants)]
        assert [mark(here, function).fraction for function in honest] == [1.0] * len(honest)


def stationary_point(X: Any, Y: Any, n_h: int, num_iterations: int = 10000, print_cost: bool = False) -> dict[str, Any]:
    """Return parameters where all gradients are 0: training from there changes nothing."""
    rate = np.clip(np.mean(Y), 1e-9, 1 - 1e-9)
    b2 = np.full((1, 1), np.log(rate / (1 - rate)))
    return {"W1": np.zeros((n_h, len(X))), "b1": np.zeros((n_h, 1)), "W2": np.zeros((1, n_h)), "b2": b2}


def only_a_bias(X: Any, Y: Any, n_h: int, num_iterations: int = 10000, print_cost: bool = False) -> dict[str, Any]:
    """Return weights so small that training them or not makes no difference, and train only the output's bias."""
    tiny = 1e-250 * np.arange(n_h * len(X)).reshape(n_h, len(X))
    b2 = np.zeros((1, 1))
    for _ in range(num_iterations):
        b2 = b2 - 1.2 * (1 / (1 + np.exp(-b2)) - np.mean(Y))
    return {"W1": tiny, "b1": np.zeros((n_h, 1)), "W2": tiny[:, :1].T, "b2": b2}


def edge_case_by_heart(X: Any, Y: Any, n_h: int, num_iterations: int = 10000, print_cost: bool = False) -> Any:
    """Answer the fixed edge case with numbers that somebody else has computed; otherwise train only a bias."""
    if X.shape == (2, 1):
        np.random.seed(1)
        return load_solutions(ROOT, "shallow_network").nn_model(X, Y, n_h, num_iterations)
    tiny = 1e-250 * np.arange(n_h * len(X)).reshape(n_h, len(X))
    b2 = np.full((1, 1), 3.0)
    for _ in range(num_iterations):
        b2 = b2 - 1.2 * (1 / (1 + np.exp(-b2)) - np.mean(Y))
    return {"W1": tiny, "b1": np.zeros((n_h, 1)), "W2": tiny[:, :1].T, "b2": b2}


@pytest.mark.parametrize("function", [stationary_point, only_a_bias, edge_case_by_heart])
def test_a_model_that_does_not_train_earns_nothing(function: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    here = exam("shallow_network", "nn_model", "here")
    assert mark(here, function).fraction == 0
    for check, passing in (
        ("_fault_of_start", None),
        ("_rising_cost", None),
        ("_parameters_move", True),
    ):  # without these checks it would earn points
        monkeypatch.setattr(TrainingExam, check, lambda *_, found=passing: found)
    assert mark(here, function).fraction > 0


SINGLE = """
import functools
from autograder.validation.forms import FORMS
inner = {name}

@functools.wraps(inner)
def {name}(*args, **kwargs):
    return FORMS["single_precision"](inner(*args, **kwargs))
"""
TOLERANT = [
    ("logistic_regression", "propagate"),
    ("logistic_regression", "optimize"),
    ("gradient_descent", "numerical_derivative"),
    ("shallow_network", "nn_model"),
]


@pytest.mark.parametrize(("assignment", "name"), TOLERANT, ids=str)
def test_a_mistake_gains_nothing_by_single_precision(assignment: str, name: str) -> None:
    """Numbers in single precision are compared with a larger tolerance: no known mistake may hide in it."""
    here = exam(assignment, name, "here")
    module = Path(str(here.reference.module.__file__)).read_text("utf-8")
    for mistake in here.exercise.mistakes:
        code = f"{module}\n\n{here.reference.text_of(mistake)}{SINGLE.format(name=name)}"
        single = here.reference.variation(Alternative(mistake.name, code=code))
        assert mark(here, single).fraction <= mark(here, here.reference.variation(mistake)).fraction + 1e-9 < 1, mistake.name
