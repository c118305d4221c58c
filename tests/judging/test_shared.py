"""Findings are shared between equal digests, and hold nothing that came from a sandbox."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.judging import shared
from autograder.judging.marking import mark
from autograder.judging.shared import example_of, key_of
from autograder.notebook.definition import Definition


def wrong(w: Any, X: Any, rate: float = 1.0) -> Any:
    return 3 * rate * w.T @ X


def test_a_function_of_unknown_surroundings_has_no_key():
    assert key_of(None, []) == key_of(Definition("def f(): pass"), []) == ""


def test_lent_helpers_belong_to_the_key():
    definition = Definition("def f(): pass", digest="abc")
    assert key_of(definition, ["b", "a"]) == key_of(definition, ["a", "b"]) != key_of(definition, ["a"])


def test_the_example_of_equal_code_is_asked_again(exam, monkeypatch):
    marking = mark(exam, wrong)
    first = example_of(exam, lambda: wrong, marking, seconds=1.0, key="equal")
    monkeypatch.setattr(shared, "shrink", None)
    again = example_of(exam, lambda: wrong, marking, seconds=1.0, key="equal")
    assert first is not None and again is not None
    assert repr(again.case) == repr(first.case) and again.outcome is not first.outcome


def test_an_example_that_does_not_fail_is_searched_for(exam):
    example_of(exam, lambda: wrong, mark(exam, wrong), seconds=1.0, key="equal")

    def other(w: Any, X: Any, rate: float = 1.0) -> Any:
        return 2 * rate * w.T @ X + (X.shape[1] > 3)

    found = example_of(exam, lambda: other, mark(exam, other), seconds=1.0, key="equal")
    assert found is not None and found.case.inputs["X"].shape[1] == 4


def test_only_inputs_and_places_are_kept(exam):
    def telling(w: Any, X: Any, rate: float = 1.0) -> Any:
        raise ValueError("a text of the learner")

    example_of(exam, lambda: telling, mark(exam, telling), seconds=1.0, key="equal")
    assert exam.shared and "a text of the learner" not in repr(exam.shared)
    assert all(isinstance(value, np.ndarray | float) for value in exam.shared["example", "equal"].inputs.values())
