"""What each part of an answer earns: shares of parts, parts that need no work, forms, and edge cases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.errors import ExerciseError
from autograder.exercise.exercise import Exercise
from autograder.exercise.reference import Reference, load_module
from autograder.judging.earnings import EPSILON, FORM, parts_with_shares
from autograder.judging.marking import Exam, Marking, mark

SOLUTIONS = """
import numpy as np

def propagate(w, X, Y):
    m = X.shape[1]
    A = 1 / (1 + np.exp(-w.T @ X))
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    return {"dw": X @ (A - Y).T / m, "db": np.mean(A - Y)}, cost

def linear(A, W):
    return W @ A, (A, W, np.zeros((W.shape[0], 1)))

def zeros(n):
    return np.zeros((n, 1)), 0.0

def layers(parameters):
    return {name: 2 * value for name, value in parameters.items()}
"""


def exam_of(tmp_path: Path, exercise: Exercise) -> Exam:
    (tmp_path / "solutions.py").write_text(SOLUTIONS)
    return Exam(exercise, Reference(load_module(tmp_path / "solutions.py"), exercise.name), "seed")


def propagate(**more: Any) -> Exercise:
    exercise = Exercise("propagate", returns=("grads", "cost"), **more)

    @exercise.inputs
    def batch(rng: np.random.Generator) -> dict[str, Any]:
        return dict(w=rng.normal(size=(2, 1)), X=rng.normal(size=(2, 4)), Y=np.array([[0, 1, 1, 0]]))

    exercise.edge("one example", dict(w=np.array([[0.5], [1.0]]), X=np.array([[1.0], [2.0]]), Y=np.array([[1]])))
    return exercise


SHARES = {"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1}


@pytest.fixture
def exam(tmp_path: Path) -> Exam:
    return exam_of(tmp_path, propagate(shares=SHARES))


def changed(exam: Exam, change: Callable[[Any], Any]) -> Marking:
    """Mark the reference with its answer changed."""
    right = exam.reference.function
    return mark(exam, lambda w, X, Y: change(right(w, X, Y)))


def earned(marking: Marking) -> dict[str, float]:
    return {" ".join(each.part.names): round(each.earned, 6) for each in marking.earned}


def test_a_wrong_cost_costs_its_own_points_only(exam: Exam) -> None:
    marking = changed(exam, lambda value: (value[0], 2 * value[1]))
    assert earned(marking) == {"grads['dw']": 0.333333, "grads['db']": 0.333333, "cost": 0}
    assert marking.fraction == pytest.approx(2 / 3)


def test_an_exercise_may_give_its_parts_weights(tmp_path: Path) -> None:
    exam = exam_of(tmp_path, propagate(shares=SHARES, parts={"cost": 2}))
    assert changed(exam, lambda value: (value[0], 2 * value[1])).fraction == pytest.approx(0.5)
    unknown = exam_of(tmp_path, propagate(parts={"costs": 2}))
    with pytest.raises(ExerciseError, match="`costs`"):
        changed(unknown, lambda value: (value[0], 0.0)).fraction  # noqa: B018


def test_edge_cases_are_paid_by_part(tmp_path: Path) -> None:
    exam = exam_of(tmp_path, propagate(shares={"values": 0.6, "edge cases": 0.4}))

    def wrong_for_one(w: Any, X: Any, Y: Any) -> Any:
        grads, cost = exam.reference.function(w, X, Y)
        return grads, cost if X.shape[1] > 1 else cost + 1

    assert mark(exam, wrong_for_one).fraction == pytest.approx(1 - 0.4 / 3)


def test_a_wrong_form_costs_the_share_for_shapes_of_its_part(exam: Exam) -> None:
    marking = changed(exam, lambda value: (value[0], np.array([[value[1]]])))
    assert marking.fraction == pytest.approx(1 - 0.1 / 3)
    assert not marking.passed


def test_a_wrong_form_costs_a_tenth_where_no_share_is_for_shapes(tmp_path: Path) -> None:
    exam = exam_of(tmp_path, propagate())
    assert changed(exam, lambda value: (value[0], [value[1]])).fraction == pytest.approx(1 - FORM / 3)


def test_a_changed_argument_costs_its_share_once(exam: Exam) -> None:
    def overwrites(w: Any, X: Any, Y: Any) -> Any:
        value = exam.reference.function(w, X, Y)
        X *= 2
        return value

    assert mark(exam, overwrites).fraction == pytest.approx(0.9)


def test_a_small_number_in_the_logarithm_costs_a_tenth_of_everything(exam: Exam) -> None:
    def careful(w: Any, X: Any, Y: Any) -> Any:
        A = 1 / (1 + np.exp(-w.T @ X))
        cost = -np.mean(Y * np.log(A + 1e-4) + (1 - Y) * np.log(1 - A + 1e-4))
        return exam.reference.function(w, X, Y)[0], cost

    marking = mark(exam, careful)
    assert marking.fraction == pytest.approx(1 - EPSILON)
    assert {verdict.difference.kind for verdict in marking.failing if verdict.difference} == {"epsilon"}


# parts that need no work


def linear(**more: Any) -> Exercise:
    exercise = Exercise("linear", returns=("Z", "cache"), **more)

    @exercise.inputs
    def batch(rng: np.random.Generator) -> dict[str, Any]:
        n = int(rng.integers(2, 5))
        return dict(A=rng.normal(size=(n, 3)), W=rng.normal(size=(2, n)))

    return exercise


@pytest.mark.parametrize(
    ("answer", "fraction"),
    [
        (lambda A, W: (W @ A, (A, W, np.zeros((2, 1)))), 1),
        (lambda A, W: (W @ A, (A, W, np.ones((2, 1)))), 0.5),
        (lambda A, W: (W @ A, None), 0.5),
        (lambda A, W: (2 * W @ A, (A, W, np.zeros((2, 1)))), 0),
        (lambda A, W: (np.zeros((2, 3)), (A, W, np.zeros((2, 1)))), 0),
    ],
)
def test_arguments_and_zeros_earn_nothing_by_themselves(tmp_path: Path, answer: Any, fraction: float) -> None:
    assert mark(exam_of(tmp_path, linear()), answer).fraction == pytest.approx(fraction)


def test_where_all_parts_need_no_work_they_are_one_part(tmp_path: Path) -> None:
    exercise = Exercise("zeros", returns=("w", "b"), constant=True)
    exercise.inputs(lambda rng: dict(n=int(rng.integers(2, 9))))
    exam = exam_of(tmp_path, exercise)
    marking = mark(exam, lambda n: (np.ones((n, 1)), 0.0))
    assert [each.part.names for each in marking.earned] == [("",)] and marking.fraction == 0


def layers(names: Callable[[np.random.Generator], list[str]]) -> Exercise:
    exercise = Exercise("layers", shares={"values": 0.8, "edge cases": 0.2})

    @exercise.inputs
    def network(rng: np.random.Generator) -> dict[str, Any]:
        return dict(parameters={name: rng.normal(size=(2, 2)) for name in names(rng)})

    exercise.edge("one layer", dict(parameters={"W1": np.eye(2) / 3}))
    return exercise


def test_layers_may_differ_in_number_and_zeros_earn_nothing(tmp_path: Path) -> None:
    exam = exam_of(tmp_path, layers(lambda rng: [f"W{l}" for l in range(1, 2 + int(rng.integers(1, 4)))]))
    zeros = mark(exam, lambda parameters: {name: 0 * value for name, value in parameters.items()})
    assert zeros.fraction == 0
    first = mark(exam, lambda parameters: {name: 2 * value if name == "W1" else value for name, value in parameters.items()})
    parts = parts_with_shares(exam.exercise, first.verdicts)
    assert 0 < parts[0].weight < 1 and first.fraction == pytest.approx(parts[0].weight)


def test_drawn_keys_are_one_part(tmp_path: Path) -> None:
    exam = exam_of(tmp_path, layers(lambda rng: [str(name) for name in rng.permutation(list("abcdef"))[:2]]))
    half = mark(exam, lambda parameters: {name: value * (2 if name < "d" else 3) for name, value in parameters.items()})
    assert [part.names for part in parts_with_shares(exam.exercise, half.verdicts)] == [("",)]


def test_a_check_whose_right_values_are_equal_pays_no_guess(tmp_path: Path) -> None:
    exercise = Exercise("layers", shares={"values": 0.8, "edge cases": 0.2})
    exercise.inputs(lambda rng: dict(parameters={"a": rng.normal(size=2), "b": rng.normal(size=2)}))

    @exercise.inputs
    def nothing(rng: np.random.Generator) -> dict[str, Any]:
        return dict(parameters={"a": np.zeros(2), "b": np.zeros(2)})

    exercise.edge("zeros", dict(parameters={"a": np.zeros(3), "b": np.zeros(3)}))
    assert mark(exam_of(tmp_path, exercise), lambda parameters: {"a": np.zeros(2), "b": np.zeros(2)}).fraction == 0
