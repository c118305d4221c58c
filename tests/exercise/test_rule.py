"""What counts in a comparison: the judged part, a comparison of the exercise's own, and the errors it must raise."""

from __future__ import annotations

import math

import numpy as np
import pytest

from autograder.exercise.comparison import Difference
from autograder.exercise.exercise import Exercise
from autograder.exercise.rule import Raises
from autograder.sandbox.shared.outcome import LearnerError

VALUE_ERROR = ("ValueError", "Exception", "BaseException")
CHECKS = Exercise("check", raises=Raises(ValueError, AssertionError, naming=r"\b[wb]\b"))


def error(message: str, types: tuple[str, ...] = VALUE_ERROR) -> LearnerError:
    return LearnerError(types, message)


def test_only_the_judged_part_is_compared():
    double = Exercise("double", judged=lambda value: {"dW": value["dW"]})
    assert double.compare({"dW": 1, "dA": 2}, {"dW": 1, "dA": 3}, {}) is None
    assert double.compare({"dW": 2}, {"dW": 1}, {}).path == "['dW']"
    assert double.compare({"dA": 2}, {"dW": 1}, {}).kind == "key"
    assert double.compare(3, {"dW": 1}, {}).kind == "type"


def test_a_comparison_can_be_replaced():
    double = Exercise("double", compare=lambda got, expected, inputs: None if got in inputs["allowed"] else 1)
    assert double.compare(2, 0, {"allowed": [1, 2]}) is None
    assert double.agree(1, 2, {"allowed": [1, 2]})
    assert not double.agree(1, 3, {"allowed": [1, 2]})


def test_a_replaced_comparison_says_nothing_of_sameness():
    lenient = Exercise("double", compare=lambda got, expected, inputs: None)
    assert lenient.same(2, 2)
    assert not lenient.same(2, 3)


def test_values_are_the_same_when_neither_lacks_a_key_of_the_right_one():
    double = Exercise("double")
    right = {"dW": 1, "db": 2}
    assert not double.same({"dW": 1, "db": 3}, {"dW": 1}, right)
    assert not double.same({"dW": 1}, {"dW": 1, "db": 3}, right)
    assert double.same({"dW": 1, "db": 3, "dZ": 4}, {"dW": 1, "db": 3}, right)
    assert not double.same({"dW": 1, "db": 3, "dZ": 4}, {"dW": 1, "db": 3})
    assert not double.same(({"dW": 1}, 5), ({"dW": 1, "db": 3}, 5), (right, 5))


def test_nan_is_the_same_as_nan_but_never_right() -> None:
    double = Exercise("double")
    assert double.same(math.nan, np.float64("nan"))
    assert double.compare(math.nan, math.nan, {}) is not None


def test_a_value_that_cannot_be_compared_is_not_the_same() -> None:
    assert not Exercise("double").same(len, len)


def test_an_error_that_should_not_be_raised() -> None:
    got = error("odd")
    assert Exercise("double").compare_errors(got, 3) == Difference("error", "", got)
    assert CHECKS.compare_errors(got, 3) == Difference("error", "", got)


@pytest.mark.parametrize(
    ("got", "difference"),
    [
        (error("the shape of w is wrong"), None),
        (error("w, and b"), None),
        (error("no w", ("OddError", *VALUE_ERROR)), None),
        (error("no w", ("AssertionError", "Exception")), None),
        (error("b is wrong"), Difference("unnamed", "", error("b is wrong"), "w")),
        (error("wrong"), Difference("unnamed", "", error("wrong"), "w")),
        (
            error("w", ("KeyError", "Exception")),
            Difference("wrong error", "", error("w", ("KeyError", "Exception")), ("ValueError", "AssertionError")),
        ),
    ],
)
def test_an_error_has_the_right_type_and_names_the_fault(got: LearnerError, difference: Difference | None) -> None:
    assert CHECKS.compare_errors(got, error("w has shape (3,)")) == difference


def test_a_value_where_an_error_is_right() -> None:
    assert CHECKS.compare(None, error("w is wrong"), {}) == Difference("not raised", "", "None", "w")


def test_errors_are_the_same_when_type_and_named_fault_are() -> None:
    assert CHECKS.same_errors(error("w is odd"), error("look at w"))
    assert not CHECKS.same_errors(error("w is odd"), error("b is odd"))
    assert not CHECKS.same_errors(error("w is odd"), error("w is odd", ("KeyError",)))
    assert Exercise("double").same_errors(error("one"), error("other"))
    assert not Exercise("double").same_errors(error("one"), error("one", ("KeyError",)))
