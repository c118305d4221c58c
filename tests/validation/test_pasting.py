"""A failing example is run as a learner would paste it: it must fail as its report says."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.exercise.comparison import Difference
from autograder.exercise.exercise import Exercise
from autograder.exercise.rule import Raises
from autograder.sandbox.shared.outcome import LearnerError
from autograder.validation.pasting import fault_of_example

EXAMPLE = "x = np.array([1.0, 2.0])\nf(x)"
NESTED = "p = {'x': np.array([1.0, 2.0])}\nf(p)"
ERROR = LearnerError(("ValueError",), "x")


def double(x: Any) -> Any:
    return 2 * x


def triple(x: Any) -> Any:
    print("not shown")
    return 3 * x


def fail(x: Any) -> Any:
    raise ValueError("x is wrong")


def double_in_place(x: Any) -> Any:
    x *= 2
    return x


@pytest.mark.parametrize(
    ("difference", "wrong", "reference", "fault"),
    [
        (Difference("value", "", 3, 2), triple, double, None),
        (Difference("value", "", 3, 2), double, double, "does not fail"),
        (Difference("value", "", 3, 2), fail, double, "raises x is wrong"),
        (Difference("value", "", 3, 2), triple, fail, "raises ValueError('x is wrong')"),
        (Difference("error", "", ERROR), fail, double, None),
        (Difference("error", "", ERROR), double, double, "raises nothing"),
        (Difference("wrong error", "", ERROR, ("KeyError",)), fail, fail, None),
        (Difference("not raised", "", "array", "x"), double, fail, None),
        (Difference("not raised", "", "array", "x"), double, double, "is accepted by the reference, or raises"),
        (Difference("changed", "x"), double_in_place, double, None),
        (Difference("changed", "x"), double, double, "changes no argument"),
        (None, triple, double, None),
    ],
)
def test_an_example_fails_as_reported(difference: Difference | None, wrong: Any, reference: Any, fault: str | None) -> None:
    exercise = Exercise("f", raises=Raises(ValueError, naming="x"))
    found = fault_of_example(exercise, EXAMPLE, difference, wrong, reference)
    assert (found and str(found)) == fault
    assert found is None or found.in_language("zh") != str(found)


def test_an_array_inside_a_dict_cannot_be_seen_to_change() -> None:
    assert fault_of_example(Exercise("f"), NESTED, Difference("changed", "p['x']"), len, len) is None


def test_an_example_that_is_no_program_is_a_fault() -> None:
    found = fault_of_example(Exercise("f"), "x = [1\nf(x)", Difference("value", ""), triple, double)
    assert found is not None and str(found).startswith("raises ")


def test_the_comparison_sees_the_inputs() -> None:
    seen: list[Any] = []
    exercise = Exercise("f", compare=lambda got, expected, inputs: seen.append(inputs))
    fault_of_example(exercise, "x, y = 3, 4\nf(x)", Difference("value", ""), triple, double)
    assert seen == [{"x": 3, "y": 4}]
