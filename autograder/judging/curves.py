"""Find a run whose curve is worth drawing: the example that a learner reads is small, so its curve has a point or two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from autograder.errors import ExerciseError
from autograder.exercise.exercise import Case
from autograder.exercise.rule import Inputs
from autograder.judging.detail import LEAST_CURVE, Curve, curve_of, rows_of
from autograder.judging.marking import Exam
from autograder.judging.verdict import Verdict
from autograder.sandbox.shared.outcome import SandboxStopped

STEPS = (10, 50, 500)  # of a run; the first that gives POINTS is taken
POINTS = 5


@dataclass(frozen=True)
class _Longer:
    """A longer run. case: its inputs. given: what differs from the example, as Python writes it."""

    case: Case
    given: str


def curve_to_draw(exam: Exam, fresh: Callable[[], Callable[..., Any]], shown: Verdict | None) -> Curve | None:
    """Return the learner's curve and the reference's, from the same start; None where there is none or they are equal.

    It is that of the example which the learner reads. If that is too short, the example is run for more steps, never with
    inputs that are scored.

    fresh: returns the learner's function in a process that has received no scored input.
    shown: the failing verdict that the learner sees.
    """
    names = exam.exercise.returns
    if shown is None or shown.outcome.error is not None:
        return None
    if (curve := curve_of(shown, names)) is not None:
        return curve
    longer = _longer_run(exam, shown)
    if longer is None:
        return None
    try:
        (verdict,) = exam.judge(fresh(), [longer.case])
    except (SandboxStopped, ExerciseError):
        return None
    found = curve_of(verdict, names)
    return None if found is None else replace(found, given=longer.given)


def _longer_run(exam: Exam, shown: Verdict) -> _Longer | None:
    """Return the shortest run of STEPS in which the reference returns a row of POINTS numbers."""
    names, inputs = exam.exercise.returns, shown.case.inputs
    before = {place: len(row) for place, row in rows_of(shown.expected, names).items()}
    if not before or max(before.values()) >= LEAST_CURVE:
        return None
    for name in _counts(exam, inputs):
        for steps in STEPS:
            case = replace(shown.case, inputs=inputs | {name: steps})
            if steps <= inputs[name] or not exam.exercise.allows(case.inputs) or exam.is_scored(case.inputs):
                continue
            try:
                (answer,) = exam.repeatable_answers([case])
            except ExerciseError:
                break
            rows = rows_of(answer, names)
            if not rows.keys() & before.keys():
                break
            if any(len(row) >= POINTS for row in rows.values()):
                return _Longer(case, f"{name} = {steps}")
    return None


def _counts(exam: Exam, inputs: Inputs) -> list[str]:
    """Return the arguments that may say how many steps are made."""
    if exam.exercise.training is not None:
        return [name for name in (exam.exercise.training.steps,) if type(inputs.get(name)) is int]
    return [name for name, value in inputs.items() if type(value) is int]
