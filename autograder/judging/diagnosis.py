"""Find the known mistake that a learner made, and mark a function again with correct helpers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.exercise.exercise import Mistake
from autograder.judging.calls import with_helpers
from autograder.judging.marking import Exam, Marking, Verdict, mark
from autograder.judging.shrinking import is_real_array
from autograder.sandbox.shared.outcome import SandboxStopped

HELPER_CALLS = 10_000  # that correct helpers answer in one call of a learner's function


def diagnose(exam: Exam, marking: Marking) -> Mistake | None:
    """Return the first known mistake whose outputs equal the learner's for every input, failing or not; None for none.

    marking: of the learner's function. Cases for a bonus do not count: a mistake can be made with or without it.
    """
    if marking.passed:
        return None
    for mistake, its in exam.mistakes_like(marking):
        pairs = zip(marking.required, its.required, strict=True)
        if all(_same_outcome(exam, mine, other) for mine, other in pairs):
            return mistake
    return None


def _same_outcome(exam: Exam, mine: Verdict, other: Verdict) -> bool:
    """Return whether two outcomes are equal: their values and the arguments after the call, or their errors."""
    mistaken, its = mine.outcome.error, other.outcome.error
    if mistaken is not None or its is not None:
        return mistaken is not None and its is not None and exam.exercise.same_errors(mistaken, its)
    if not exam.exercise.same(mine.outcome.value, other.outcome.value, mine.case.inputs):
        return False
    both = [(mine.after[name], other.after[name]) for name in mine.after if name in other.after]
    return all(_same_array(one, another) for one, another in both if is_real_array(one) and is_real_array(another))


def _same_array(one: np.ndarray[Any, Any], other: np.ndarray[Any, Any]) -> bool:
    return one.shape == other.shape and np.allclose(one, other, rtol=1e-7, atol=1e-12, equal_nan=True)


def follow_through(exam: Exam, function: Callable[..., Any]) -> Marking | None:
    """Return the marking of a learner's function with correct helpers, so that a wrong helper costs its own points only.

    The helpers are the functions of the assignment that the reference of this one calls. Returns None when it calls none,
    and when the learner's process was stopped.
    """
    helpers = exam.helpers
    if not helpers:
        return None
    try:
        return mark(exam, with_helpers(function, helpers, HELPER_CALLS))
    except SandboxStopped:
        return None
