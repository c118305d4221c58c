"""Test what results know besides points: parts, shapes, curves, lines, and the digest of a behaviour."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
import numpy as np
import pytest

from autograder.exercise.comparison import Difference
from autograder.exercise.exercise import Case, Exercise
from autograder.judging.detail import (
    CURVE,
    Detail,
    Section,
    behaviour_of,
    compose,
    curve_of,
    detail_of_passed,
    detail_of_wrong,
    shapes_of,
)
from autograder.judging.marking import Marking, Verdict
from autograder.sandbox.shared.outcome import LearnerError, Outcome

EXERCISE = Exercise("f", shares={"values": 0.75, "shapes": 0.25})
WRONG = Difference("value", "", 1.0, 2.0)


def verdict(value: Any, expected: Any = 0.0, difference: Difference | None = WRONG, **outcome: Any) -> Verdict:
    case = Case("drawn", "values", {"x": 1})
    return Verdict(case, Outcome(value=value, **outcome), {}, expected, difference, None)


def marking(*values: Any, **options: Any) -> Marking:
    return Marking(EXERCISE, [verdict(value, **options) for value in values])


def test_a_detail_survives_json() -> None:
    made = detail_of_wrong([Section({"en": "x"}, "hint")], marking(np.ones(3)), marking(1.0), None, lines=[None, 3, 4])
    assert msgspec.convert(msgspec.json.decode(msgspec.json.encode(made)), Detail) == made
    assert made.line == 3 and [(part.name, part.earned) for part in made.parts] == [("values", False), ("shapes", False)]


def test_a_right_answer_has_all_parts() -> None:
    made = detail_of_passed({"en": "With help."}, marking(1.0, difference=None), ["g"])
    assert all(part.earned for part in made.parts) and made.followed == ["g"]
    assert compose(made.sections, "result", "en") == "With help." and compose(made.sections, "none", "en") == ""


def test_the_line_of_an_error_is_that_of_its_place() -> None:
    error = LearnerError(("ValueError",), "x", "line 4: return x / norms")
    shown = verdict(None, difference=Difference("error", "", error), error=error)
    made = detail_of_wrong([], marking(1.0), marking(1.0), shown)
    assert (made.line, made.line_text) == (4, "return x / norms")
    elsewhere = replace(shown, difference=Difference("error", "", LearnerError(("ValueError",), "x", "numpy, line 3")))
    assert detail_of_wrong([], marking(1.0), marking(1.0), elsewhere).line is None


def test_shapes() -> None:
    made = shapes_of(verdict(1.0, difference=Difference("shape", "['dw']", (3,), (3, 1))), "f")
    assert made is not None and (made.place, made.got, made.expected) == ("f(…)['dw']", [3], [3, 1])
    assert shapes_of(verdict(1.0), "f") is None and shapes_of(None, "f") is None


def test_the_first_row_of_numbers_that_differs_is_a_curve() -> None:
    rising, falling = [float(n) for n in range(1000)], [1000.0 - n for n in range(1000)]
    made = curve_of(verdict(({}, rising), ({}, falling)), ("parameters", "costs"))
    assert made is not None and made.place == "costs"
    assert len(made.got) == len(made.expected) == CURVE and (made.got[0], made.got[-1]) == (0.0, 999.0)


@pytest.mark.parametrize(
    "got", [[1.0, 2.0], "text", [1.0, float("nan"), 2.0, 3.0], [0.5, 0.25, 0.125, 0.1], None, [[1]] * 5]
)
def test_what_is_no_curve(got: Any) -> None:
    assert curve_of(verdict(got, [0.5, 0.25, 0.125, 0.1]), ()) is None


def test_equal_behaviour_has_an_equal_digest() -> None:
    one = behaviour_of(marking(np.array([[1.0, 2.0]]), 1 / 3, {"a": 1, "b": [True]}))
    assert one == behaviour_of(marking(np.array([[1.0, 2.0 + 1e-12]]), 1 - 2 / 3, {"b": [1.0], "a": 1.0}))
    for other in (np.array([1.0, 2.0]), np.array([[1.0, 2.1]]), "text", None):
        assert one != behaviour_of(marking(other, 1 / 3, {"a": 1, "b": [True]}))
    error = LearnerError(("ValueError",), "anything", "")
    assert behaviour_of(marking(None, error=error)) == behaviour_of(marking(None, error=replace(error, message="else")))
    assert behaviour_of(marking()) == ""


@pytest.mark.parametrize(
    "value", [1e400, float("nan"), 1j, np.complex128(1j), 10**400, np.array(["a"]), object(), b"x", {1: 2}]
)
def test_every_value_has_a_digest(value: Any) -> None:
    assert len(behaviour_of(marking(value))) == 16
