"""A function's slip is located in the right line, and what could be abused is not repaired."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.judging.calls import with_helpers
from autograder.judging.repair import repairing
from autograder.judging.repair.repairing import Patience, callables_of, locate
from autograder.sandbox.shared.failure import Budget

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


def test_functions_that_may_be_called_are_those_of_the_assignment(exam):
    assert callables_of(exam, WRONG) == ["scale"]
    assert callables_of(exam, "def score(w): return w") == ["scale"]


def test_what_was_found_for_equal_code_is_found_at_once(exam, monkeypatch):
    first = locate(exam, lambda: learner(WRONG), WRONG, Patience(), key="equal")
    monkeypatch.setattr(repairing, "_locate", None)
    assert first.place is not None and locate(exam, lambda: None, WRONG, Patience(), key="equal") is first
    monkeypatch.undo()
    assert locate(exam, lambda: learner(WRONG), WRONG, Patience(), key="another") == first


def test_a_search_that_the_clock_has_ended_is_not_shared(exam):
    assert locate(exam, lambda: learner(WRONG), WRONG, Patience(left=0.0), key="equal").place is None
    assert locate(exam, lambda: learner(WRONG), WRONG, Patience(), key="equal").place is not None


def test_lent_helpers_answer_while_edits_are_tried(exam):
    helpers = {"scale": lambda X: 2 * X}

    def fresh() -> Any:
        return with_helpers(learner(WRONG), helpers, Budget(helpers.keys()))

    found = locate(exam, fresh, WRONG, Patience())
    assert found.place is not None and found.place.line == 3
