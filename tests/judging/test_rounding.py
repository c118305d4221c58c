"""Rare draws, found among a thousand secrets, for which right code failed: nobody's score may hang on the last digit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.exercise.comparison import Difference
from autograder.exercise.exercise import VALUES, Case, Exercise
from autograder.judging.checking import exam_of
from autograder.judging.marking import mark
from autograder.judging.rounding import excuse_chaos
from autograder.judging.verdict import Verdict
from autograder.sandbox.shared.outcome import Outcome

ROOT = Path(__file__).resolve().parents[2]
APPLICATION, SHALLOW = "deep_network_application", "shallow_network"


@pytest.mark.parametrize(
    ("assignment", "name", "secret", "work", "variant"),
    [
        (APPLICATION, "two_layer_model", "night 15", 15, ""),  # all units are dead, and the cost does not fall
        (APPLICATION, "L_layer_model", "night 317", 29, ""),  # hardly a parameter moves
        (APPLICATION, "two_layer_model", "night 931", 3, "all written out, with draws of its own"),
        (SHALLOW, "nn_model", "night 61", 29, "unseeded draws through the initialiser, all written out"),
    ],
)
def test_right_code_passes_with_rare_draws(assignment: str, name: str, secret: str, work: int, variant: str) -> None:
    exam = exam_of(ROOT, assignment, name, secret)
    function = exam.reference.function
    if variant:
        function = exam.reference.variation(next(each for each in exam.exercise.variants if each.name == variant))
    assert mark(exam, function, work).failing == []


def verdict(got: float, expected: float) -> Verdict:
    wrong = Difference("value", "", got, expected)
    case = Case("a check", VALUES, {})
    return Verdict(case=case, outcome=Outcome(got), after={}, expected=expected, difference=wrong, changed=None,
                   start={"W": np.array([0.5])}, parts={"": wrong})  # fmt: skip


def chaotic(start: Any) -> float:
    """Go on 200 times, and double the distance of two starts each time."""
    x = float(start["W"][0]) * 0.7
    for _ in range(200):
        x = 4 * x * (1 - x)
    return x


def calm(start: Any) -> float:
    return float(start["W"][0]) * 2


def test_what_rounding_decides_is_no_mistake_and_the_rest_is() -> None:
    exercise = Exercise("model")
    assert excuse_chaos(verdict(0.4, chaotic({"W": np.array([0.5])})), exercise, chaotic).difference is None
    assert excuse_chaos(verdict(9.0, chaotic({"W": np.array([0.5])})), exercise, chaotic).difference is not None
    assert excuse_chaos(verdict(1.001, 1.0), exercise, calm).difference is not None
