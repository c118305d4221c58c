"""Rare draws, found among a thousand secrets, for which right code failed: nobody's score may hang on the last digit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.exercise.comparison import Difference
from autograder.exercise.exercise import VALUES, Case, Exercise
from autograder.judging import rounding
from autograder.judging.checking import exam_of
from autograder.judging.marking import mark
from autograder.judging.rounding import excused
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


def chaotic(start: Any, inputs: Any = None) -> float:
    """Go on 200 times, and double the distance of two starts each time."""
    x = float(start["W"][0]) * 0.7
    for _ in range(200):
        x = 4 * x * (1 - x)
    return x


def calm(start: Any, inputs: Any = None) -> float:
    return float(start["W"][0]) * 2


def test_what_rounding_decides_is_no_mistake_and_the_rest_is() -> None:
    exercise = Exercise("model")
    assert excused(verdict(0.4, chaotic({"W": np.array([0.5])})), exercise, chaotic).difference is None
    assert excused(verdict(9.0, chaotic({"W": np.array([0.5])})), exercise, chaotic).difference is not None
    assert excused(verdict(1.001, 1.0), exercise, calm).difference is not None


def test_not_even_a_start_from_which_every_training_is_chaotic_helps_wrong_code(monkeypatch: pytest.MonkeyPatch) -> None:
    exam = exam_of(ROOT, APPLICATION, "two_layer_model", "chaos")
    too_few = exam.reference.variation(next(one for one in exam.exercise.mistakes if one.name == "one step too few"))
    wrong = len(mark(exam, too_few, 3).failing)
    monkeypatch.setattr(rounding, "excused", lambda verdict, *_: replace(verdict, difference=None, parts={}))
    assert len(mark(exam, too_few, 3).failing) == wrong > 1
