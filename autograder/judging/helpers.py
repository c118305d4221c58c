"""Explain a function apart from the helpers that its learner wrote: its own mistake is named before theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.exercise.alternatives import Advice, Mistake
from autograder.judging.calls import with_helpers
from autograder.judging.diagnosis import Followed, diagnose
from autograder.judging.examples import literal
from autograder.judging.likeness import same_outcome
from autograder.judging.marking import Exam, Marking
from autograder.judging.verdict import Verdict
from autograder.sandbox.shared.failure import Budget
from autograder.sandbox.shared.outcome import SandboxStopped
from autograder.words import Sentence, sentence

LONG = 120  # characters of a value that is shown

Function = Callable[..., Any]


@dataclass(frozen=True)
class Explained:
    """The marking that a message explains.

    mistake: the known mistake that explains all of it; None for none.
    lent:    the correct helpers that the function was marked with.
    """

    marking: Marking
    mistake: Mistake | None
    lent: Mapping[str, Function]


def choose(
    exam: Exam,
    marking: Marking,
    lent: Mapping[str, Function],
    followed: Followed | None,
    numbers: Sequence[str] = (),
) -> Explained:
    """Return what to explain: the marking with correct helpers, where they change an answer that stays wrong.

    Wrong helpers have their own messages; this one says what else is wrong.

    marking:  of the function with its own helpers, or those that were lent to it.
    followed: the marking with correct helpers; None where there is none.
    numbers:  that the function writes out; see `diagnose`.
    """
    mistake = diagnose(exam, marking, numbers)
    if followed is None or followed.again.passed:
        return Explained(marking, mistake, lent)
    besides = diagnose(exam, followed.again, numbers)
    gained = followed.counted.fraction > marking.fraction
    known = mistake is not None and besides is None  # with correct helpers, its calls may be more than their budget
    if gained or (mistake is None and besides is not None) or (not known and _differ(exam, marking, followed.again)):
        return Explained(followed.again, besides, exam.helpers)
    return Explained(marking, mistake, lent)


def _differ(exam: Exam, one: Marking, other: Marking) -> bool:
    """Return whether correct helpers change an answer. Of a training, which draws its start, that cannot be told."""
    pairs = zip(one.verdicts, other.verdicts, strict=True)
    return exam.exercise.training is None and not all(same_outcome(exam, mine, its) for mine, its in pairs)


def helpers_in(
    exam: Exam, function: Function, lent: Mapping[str, Function], shown: Verdict | None
) -> tuple[list[str], list[Sentence]]:
    """Return the lent helpers that a function calls in the example shown, and sentences on what they return there.

    With these values a learner can repeat the example by hand, although the own helper is wrong. Where there is no example,
    the helpers are those that the reference calls.
    """
    direct = [name for name in lent if name in exam.reference.helpers] or list(lent)
    if not lent or shown is None:
        return direct, []
    given: dict[str, Any] = {}

    def recorded(name: str, helper: Function) -> Function:
        def answer(*args: Any, **kwargs: Any) -> Any:
            value = helper(*args, **kwargs)
            given.setdefault(name, value)
            return value

        return answer

    recording = {name: recorded(name, helper) for name, helper in lent.items()}
    try:
        exam.ask(with_helpers(function, recording, Budget(lent.keys())), [shown.case.inputs])
    except SandboxStopped:
        return direct, []
    said = [
        sentence("judging.helper_gave", helper=name, value=text)
        for name, value in given.items()
        if len(text := literal(_rounded(value))) <= LONG
    ]
    return list(given) or direct, said


def _rounded(value: Any) -> Any:
    """Return a number, or an array of numbers, to 8 digits after the point; any other value as it is."""
    is_real = isinstance(value, float | np.floating) or (type(value) is np.ndarray and value.dtype.kind == "f")
    return np.round(value, 8) if is_real else value


def advice_on(marking: Marking) -> dict[str, str]:
    """Return the first hint that a right answer deserves: language -> text; {} for none."""
    verdicts = marking.of_class.required

    def deserved(advice: Advice) -> bool:
        return any(advice.holds(verdict.outcome.value, verdict.case.inputs) for verdict in verdicts)

    return next((dict(advice.hint) for advice in marking.exercise.advices if deserved(advice)), {})
