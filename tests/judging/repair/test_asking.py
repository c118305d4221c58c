"""Other texts of a function are asked with the helpers that were lent to it."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.judging.calls import budget_of, with_helpers
from autograder.judging.repair.asking import ask_texts
from autograder.sandbox.shared.failure import Budget

TEXTS = [f"def score(w, X, rate=1.0):\n    return {factor} * np.dot(w.T, scale(X))\n" for factor in ("rate", "2 * rate")]


def function() -> Any:
    world: dict[str, Any] = {"np": np, "scale": lambda X: 0 * X}
    exec(TEXTS[0], world)
    helpers = {"scale": lambda X: 2 * X}
    return with_helpers(world["score"], helpers, Budget(helpers.keys()))


def test_each_text_answers_each_case_with_the_lent_helper(exam):
    lent = function()
    found = ask_texts(exam, lent, TEXTS, exam.examples[:3])
    assert [len(outcomes) for outcomes in found] == [3, 3]
    for factor, outcomes in zip((1, 2), found, strict=True):
        for outcome, right in zip(outcomes, exam.right_answers(exam.examples[:3]), strict=True):
            assert outcome.error is None and np.allclose(outcome.value, factor * right)


def test_nothing_is_left_of_the_budget_afterwards(exam):
    lent = function()
    ask_texts(exam, lent, TEXTS, exam.examples[:1])
    assert budget_of(lent).left == 0


def test_a_text_that_calls_a_helper_for_ever_is_ended(exam):
    endless = "def score(w, X, rate=1.0):\n    while True:\n        scale(X)\n"
    ((outcome,),) = ask_texts(exam, function(), [endless], exam.examples[:1])
    assert outcome.error is not None and outcome.error.kind == "RecursionError"
