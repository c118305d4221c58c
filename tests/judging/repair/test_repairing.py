"""A function's slip is located in the right line, and what could be abused is not repaired."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.judging.repair import repairing
from autograder.judging.repair.repairing import Patience, callables_of, is_repairable, locate, values_of_reference

WRONG = """def score(w, X, rate=1.0):
    doubled = scale(X)
    Z = np.dot(w, doubled)
    return rate * Z
"""


def learner(code: str, name: str = "score") -> Any:
    world: dict[str, Any] = {"np": np, "scale": lambda X: 2 * X}
    exec(code, world)
    return world[name]


def test_the_line_of_the_slip_is_found(exam):
    found = locate(exam, lambda: learner(WRONG), WRONG, Patience())
    assert found.place is not None and found.place.line == 3
    assert found.trace is not None and 2 in found.trace.right


def test_a_right_function_has_no_place(exam):
    text = WRONG.replace("np.dot(w,", "np.dot(w.T,")
    assert locate(exam, lambda: learner(text), text, Patience()).place is None


def test_a_repair_counts_only_where_wide_inputs_pass_too(exam, exercise):
    text = "def score(w, X, rate=1.0):\n    return 2 * rate * np.dot(w.T, X) + 1\n"
    assert locate(exam, lambda: learner(text), text, Patience()).place is not None
    exercise.wide(lambda rng: {"w": np.array([[np.nan]]), "X": np.array([[1.0]]), "rate": 1.0})  # nothing is right here
    assert locate(exam, lambda: learner(text), text, Patience()).place is None


def test_scored_inputs_are_never_sent(exam, monkeypatch):
    sent = []
    original = repairing.Search._answers

    def noted(self, texts, cases):
        sent.extend(cases)
        return original(self, texts, cases)

    monkeypatch.setattr(repairing.Search, "_answers", noted)
    locate(exam, lambda: learner(WRONG), WRONG, Patience())
    assert sent and not any(exam.is_scored(case.inputs) for case in sent)


def test_the_time_that_was_taken_is_gone(exam):
    patience = Patience(left=3.0)
    locate(exam, lambda: learner(WRONG), WRONG, patience)
    assert patience.left < 3.0
    assert locate(exam, lambda: learner(WRONG), WRONG, Patience(left=0.0)).place is None


REFERENCE = "def f(x):\n    return x + 1\n"


@pytest.mark.parametrize(
    ("text", "repairable"),
    [
        ("def f(x):\n    return x - 1\n", True),
        ("def f(x):\n    while True:\n        return x - 1\n", True),
        ("def f(x):\n    if 0:\n        x = 2\n    return x - 1\n", False),
        ("def f(x):\n    return x - 1 if 1 > 2 else x\n", False),
        ("def f(x):\n" + "    x = x + 1 - 1\n" * 100 + "    return x\n", False),
    ],
)
def test_blind_lines_and_long_functions_are_not_repaired(text, repairable):
    assert is_repairable(text, REFERENCE) is repairable


def test_functions_that_may_be_called_are_those_of_the_assignment(exam):
    assert callables_of(exam, WRONG) == ["scale"]
    assert callables_of(exam, "def score(w): return w") == ["scale"]


def test_values_of_the_reference_hold_what_it_computes_on_the_way(exam):
    case = exam.cases[0]
    values = values_of_reference(exam, case)
    assert 2 * case.inputs["X"] in values and case.inputs["w"].T in values
    assert 3 * case.inputs["X"] not in values
