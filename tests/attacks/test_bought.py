"""Scores cannot be bought: what is not computed from the inputs earns nothing, and no seed favours anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.course.course import Course
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


def handed_out(answers: list[Any]) -> Any:
    """A function that returns these, one after the other, whatever it is given."""
    following = iter(answers)
    return lambda *_, **__: next(following, answers[-1])


@every_function
def test_the_answers_of_another_seed_earn_nothing(assignment: str, name: str) -> None:
    here = exam(assignment, name, "here")
    if here.exercise.constant or here.exercise.training:
        pytest.skip("Its right answer is constant." if here.exercise.constant else "What is right depends on the start.")
    learnt = exam(assignment, name, "elsewhere").expected
    assert mark(here, handed_out(learnt)).fraction == 0
    assert mark(here, handed_out(learnt[:1])).fraction == 0


SIZES = {"layer_sizes", "expected_shapes", "check_shapes", "check_dimensions"}  # of these, nothing else is asked


@every_function
def test_what_the_sizes_of_inputs_tell_earns_nothing(assignment: str, name: str) -> None:
    """Whoever knows how inputs are drawn can learn the answers of a thousand seeds, and those of edge cases by heart."""
    here = exam(assignment, name, "here")
    if here.exercise.constant or here.exercise.training or name in SIZES or name.startswith("initialize_"):
        pytest.skip("Its right answer has nothing of the inputs but their sizes, or depends on the start.")
    learnt: dict[Any, Counter[str]] = {}
    answers: dict[str, Any] = {}
    for seed in range(20):
        elsewhere = exam(assignment, name, str(seed))
        for case, answer in zip(elsewhere.cases, elsewhere.expected, strict=True):
            answers.setdefault(repr(answer), answer)
            learnt.setdefault((case.check, sizes(case.inputs)), Counter())[repr(answer)] += 1
    guesses = [learnt.get((case.check, sizes(case.inputs)), Counter(("None",))) for case in here.cases]
    assert mark(here, handed_out([answers.get(guess.most_common(1)[0][0]) for guess in guesses])).fraction == 0


def sizes(value: Any) -> Any:
    """Of all arrays, whatever stands in them; whole numbers and names stay."""
    if isinstance(value, np.ndarray):
        return value.shape
    if isinstance(value, dict | list | tuple):
        parts = value.items() if isinstance(value, dict) else enumerate(value)
        return tuple((key, sizes(part)) for key, part in parts)
    return value if isinstance(value, int | str) else type(value).__name__


@pytest.mark.parametrize("refuses", [True, False])
def test_what_refuses_everything_or_nothing_earns_nothing(refuses: bool) -> None:
    """Not even with edge cases that are known by heart."""
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
def test_another_seed_changes_no_honest_score(assignment: str, name: str) -> None:
    for secret in ("here", "elsewhere"):
        here = exam(assignment, name, secret)
        honest = [here.reference.function, *(here.reference.variation(variant) for variant in here.exercise.variants)]
        assert [mark(here, function).fraction for function in honest] == [1.0] * len(honest)


def stationary(X: Any, Y: Any, n_h: int, num_iterations: int = 10000, print_cost: bool = False) -> dict[str, Any]:
    """Where every slope is 0, so that who trains from there stays: nothing is trained."""
    rate = np.clip(np.mean(Y), 1e-9, 1 - 1e-9)
    b2 = np.full((1, 1), np.log(rate / (1 - rate)))
    return {"W1": np.zeros((n_h, len(X))), "b1": np.zeros((n_h, 1)), "W2": np.zeros((1, n_h)), "b2": b2}


def only_a_bias(X: Any, Y: Any, n_h: int, num_iterations: int = 10000, print_cost: bool = False) -> dict[str, Any]:
    """Weights that are too small to be told from those after training, and the one slope that is easy."""
    tiny = 1e-15 * np.arange(n_h * len(X)).reshape(n_h, len(X))
    b2 = np.zeros((1, 1))
    for _ in range(num_iterations):
        b2 = b2 - 1.2 * (1 / (1 + np.exp(-b2)) - np.mean(Y))
    return {"W1": tiny, "b1": np.zeros((n_h, 1)), "W2": tiny[:, :1].T, "b2": b2}


def an_edge_case_by_heart(X: Any, Y: Any, n_h: int, num_iterations: int = 10000, print_cost: bool = False) -> Any:
    """A fixed case, whose numbers somebody else has computed; elsewhere, again, only a bias moves."""
    if X.shape == (2, 1):
        np.random.seed(1)
        return load_solutions(ROOT, "shallow_network").nn_model(X, Y, n_h, num_iterations)
    tiny = 1e-250 * np.arange(n_h * len(X)).reshape(n_h, len(X))
    b2 = np.full((1, 1), 3.0)
    for _ in range(num_iterations):
        b2 = b2 - 1.2 * (1 / (1 + np.exp(-b2)) - np.mean(Y))
    return {"W1": tiny, "b1": np.zeros((n_h, 1)), "W2": tiny[:, :1].T, "b2": b2}


@pytest.mark.parametrize("function", [stationary, only_a_bias, an_edge_case_by_heart])
def test_what_trains_nothing_earns_nothing(function: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    here = exam("shallow_network", "nn_model", "here")
    assert mark(here, function).fraction == 0
    for look, finds_nothing in (("_fault", None), ("_falls", None), ("_moves", True)):
        monkeypatch.setattr(TrainingExam, look, lambda *_, found=finds_nothing: found)
    assert mark(here, function).fraction > 0
