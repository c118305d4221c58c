"""An exercise's cases asked of a function: what is right, what is not, and what fraction of the points that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autograder.calls import Call, call_many, fit
from autograder.comparison import Difference
from autograder.errors import ExerciseError
from autograder.exercise import SHAPES, UNCHANGED, VALUES, Case, Exercise, Inputs, Mistake, Reference
from autograder.sandbox.outcome import Outcome


@dataclass(frozen=True)
class Verdict:
    """One case: what was asked, what came, and what is wrong with it.

    after:   the inputs that were passed on, as the call left them.
    changed: an argument that was altered in place.
    """

    case: Case
    outcome: Outcome
    after: Inputs
    expected: Any
    difference: Difference | None
    changed: Difference | None


@dataclass(frozen=True)
class Marking:
    """All verdicts on one function, and what they are worth."""

    exercise: Exercise
    verdicts: Sequence[Verdict]

    def in_group(self, group: str) -> list[Verdict]:
        return [verdict for verdict in self.verdicts if verdict.case.group == group]

    @cached_property
    def required(self) -> list[Verdict]:
        """Those that are not for a bonus."""
        return [verdict for verdict in self.verdicts if verdict.case.group not in self.exercise.bonus]

    @cached_property
    def failing(self) -> list[Verdict]:
        """Those that cost points; wrong values before altered arguments."""
        wrong = [verdict for verdict in self.required if verdict.difference]
        return wrong + [verdict for verdict in self.required if not verdict.difference and verdict.changed]

    @property
    def passed(self) -> bool:
        return not self.failing

    @cached_property
    def fraction(self) -> float:
        """What was earned of the points, 0 to 1.

        Shares other than that of the values are paid only if a check of random values passed, all its draws: zeros of the
        right shape earn nothing.
        """
        if self.passed:
            return 1.0
        if not self._some_values_right:
            return 0.0
        return sum(share for group, share in self.exercise.shares.items() if self._earned(group))

    @cached_property
    def bonus(self) -> float:
        """What was earned beyond the points, as a fraction of them."""
        if not self._some_values_right:
            return 0.0
        return sum(share for group, share in self.exercise.bonus.items() if self._earned(group))

    @property
    def _some_values_right(self) -> bool:
        checks: dict[str, bool] = {}
        for verdict in self.in_group(VALUES):
            checks[verdict.case.check] = checks.get(verdict.case.check, True) and not verdict.difference
        return any(checks.values())

    def _earned(self, group: str) -> bool:
        if group == UNCHANGED:
            return not any(verdict.changed for verdict in self.required)
        if group == SHAPES:
            return all(v.difference is None or v.difference.kind == "value" for v in self.in_group(VALUES))
        return not any(verdict.difference for verdict in self.in_group(group))


class Exam:
    """An exercise under one seed: its cases, and the answers of the reference and of the known mistakes.

    Everything here is worked out once and serves all learners.
    Raises ExerciseError when the reference does not answer one of the cases.
    """

    def __init__(self, exercise: Exercise, reference: Reference, seed: str) -> None:
        self.exercise, self.reference, self.seed = exercise, reference, seed

    @cached_property
    def cases(self) -> list[Case]:
        return self.exercise.cases(self.seed)

    @cached_property
    def expected(self) -> list[Any]:
        return [self.right_answer(case.inputs) for case in self.cases]

    @cached_property
    def mistakes(self) -> list[tuple[Mistake, Marking]]:
        """Every known mistake, marked."""
        return [(mistake, mark(self, self.reference.variation(mistake))) for mistake in self.exercise.mistakes]

    @property
    def inputs(self) -> list[Inputs]:
        return [case.inputs for case in self.cases]

    def right_answer(self, inputs: Inputs) -> Any:
        """What the reference returns. Raises ExerciseError when it raises."""
        outcome = self.ask(self.reference.function, [inputs])[0]
        if outcome.error is not None:
            raise ExerciseError(f"{self.exercise.name}: the reference itself raises {outcome.error} on an input.")
        return outcome.value

    def ask(self, function: Callable[..., Any], inputs: Sequence[Inputs]) -> list[Outcome]:
        """Call `function` on each of these inputs. Raises SandboxStopped when it was stopped."""
        with np.errstate(all="ignore"):
            return call_many(function, [self.fit(function, each).arguments for each in inputs])

    def fit(self, function: Callable[..., Any], inputs: Inputs) -> Call:
        return fit(function, inputs, self.reference.defaults | self.exercise.usual)

    def verdict(self, function: Callable[..., Any], case: Case, outcome: Outcome, expected: Any) -> Verdict:
        args, kwargs = outcome.arguments
        left = dict(enumerate(args)) | kwargs  # a hostile process may say that fewer were left
        after = {name: left.get(place) for name, place in self.fit(function, case.inputs).bound.items()}
        if outcome.error is not None:
            return Verdict(case, outcome, after, expected, Difference("error", "", outcome.error), None)
        difference = self.exercise.compare(outcome.value, expected, case.inputs)
        return Verdict(case, outcome, after, expected, difference, _changed(case.inputs, after))


def _changed(before: Inputs, after: Inputs) -> Difference | None:
    """The first array among the arguments that the call altered."""
    for name, value in after.items():
        if type(before[name]) is np.ndarray and not _same(before[name], value):
            return Difference("changed", name)
    return None


def _same(before: np.ndarray[Any, Any], after: Any) -> bool:
    return type(after) is np.ndarray and np.array_equal(before, after, equal_nan=before.dtype.kind in "fc")


def mark(exam: Exam, function: Callable[..., Any]) -> Marking:
    """Ask `function` all cases of an exam. Raises SandboxStopped when it was stopped."""
    outcomes = exam.ask(function, exam.inputs)
    verdicts = [
        exam.verdict(function, case, outcome, expected)
        for case, outcome, expected in zip(exam.cases, outcomes, exam.expected, strict=True)
    ]
    return Marking(exam.exercise, verdicts)
