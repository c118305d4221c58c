"""Ask a learner's function what other texts of it do, with helpers that answer as often as they do elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.exercise.exercise import Case
from autograder.judging.calls import attempt, budget_of
from autograder.judging.marking import HELPERS_TIMES, Exam, helper_calls
from autograder.sandbox.shared import steps
from autograder.sandbox.shared.outcome import Outcome

Function = Callable[..., Any]


def ask_texts(
    exam: Exam, function: Function, texts: Sequence[str], cases: Sequence[Case], *, least: int = steps.LEAST
) -> list[list[Outcome]]:
    """Return for each text the outcomes of the function that it defines, one for each case; see `attempt`.

    function: the learner's. Where helpers were lent to it, they answer ten times as many calls as the reference makes.
    Raises TypeError for anything but a function, and SandboxStopped when the learner's process was stopped.
    """
    calls = [exam.fit(function, case.inputs).arguments for case in cases]
    budget = budget_of(function)
    if budget is not None:
        wanted = sum(max(1, helper_calls(exam, budget.helpers, case.inputs)) for case in cases)
        budget.left = HELPERS_TIMES * len(texts) * wanted
    try:
        with np.errstate(all="ignore"):
            return attempt(function, texts, calls, least=least)
    finally:
        if budget is not None:
            budget.left = 0
