"""An exercise's cases asked of a function: what is right, what is not, and what fraction of the points that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autograder.errors import ExerciseError
from autograder.exercise.comparison import Difference
from autograder.exercise.exercise import SHAPES, UNCHANGED, VALUES, Case, Exercise, Mistake
from autograder.exercise.reference import Reference
from autograder.exercise.rule import Inputs
from autograder.judging.calls import Call, call_many, fit, tolerant
from autograder.sandbox.shared.arrays import arrays_in
from autograder.sandbox.shared.outcome import LearnerError, Outcome


@dataclass(frozen=True)
class Verdict:
    """One case: what was asked, what came, and what is wrong with it.

    after:   the inputs that were passed on, as the call left them.
    changed: an argument that was altered in place.
    start:   where training began, for an exercise that trains; None where that could not be found out.
    """

    case: Case
    outcome: Outcome
    after: Inputs
    expected: Any
    difference: Difference | None
    changed: Difference | None
    start: Any = None


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
        right shape earn nothing. Where some inputs are to be refused, so must one of these be: nor does what accepts, or
        refuses, everything.
        """
        if self.passed:
            return 1.0
        if not self._some_values_right:
            return 0.0
        return sum(share for group, share in self.exercise.shares.items() if self._earned(group))

    @cached_property
    def bonus(self) -> float:
        """What was earned of the bonus, 0 to 1."""
        if not self.exercise.bonus:
            return self.fraction
        if not self._some_values_right:
            return 0.0
        return sum(share for group, share in self.exercise.bonus.items() if self._earned(group))

    @property
    def _some_values_right(self) -> bool:
        checks: dict[tuple[bool, str], bool] = {}
        for verdict in self.in_group(VALUES):
            check = isinstance(verdict.expected, LearnerError), verdict.case.check  # whether it is to be refused
            checks[check] = checks.get(check, True) and not verdict.difference
        kinds = {refused for refused, _ in checks}
        return all(any(right for (refused, _), right in checks.items() if refused == kind) for kind in kinds)

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

    def mistakes_like(self, marking: Marking) -> Iterable[tuple[Mistake, Marking]]:
        """Every known mistake, marked under the conditions that this marking was made under."""
        return self.mistakes

    @property
    def helpers(self) -> dict[str, Callable[..., Any]]:
        """What stands in for the learner's helpers when a function is marked with correct ones."""
        return {name: tolerant(helper) for name, helper in self.reference.helpers.items()}

    def right_answer(self, inputs: Inputs) -> Any:
        """What the reference returns; the LearnerError that it raises, where raising is right.

        Raises ExerciseError when it should not have raised.
        """
        outcome = self.ask(self.reference.function, [inputs])[0]
        if outcome.error is None:
            return outcome.value
        if self.exercise.raises is not None and self.exercise.raises.of_right_type(outcome.error):
            return outcome.error
        raise ExerciseError(f"{self.exercise.name}: the reference itself raises {outcome.error} on an input.")

    def ask(self, function: Callable[..., Any], inputs: Sequence[Inputs], rng_state: Any = None) -> list[Outcome]:
        """Call `function` on each of these inputs. Raises SandboxStopped when it was stopped."""
        with np.errstate(all="ignore"):
            return call_many(function, [self.fit(function, each).arguments for each in inputs], rng_state)

    def fit(self, function: Callable[..., Any], inputs: Inputs) -> Call:
        return fit(function, inputs, self.reference.defaults | self.exercise.usual)

    def judge(self, function: Callable[..., Any], cases: Sequence[Case]) -> list[Verdict]:
        """Ask `function` these cases. Raises SandboxStopped when it was stopped."""
        outcomes = self.ask(function, [case.inputs for case in cases])
        expected = self.expected if cases is self.cases else [self.right_answer(case.inputs) for case in cases]
        return [
            self.verdict(function, case, outcome, right)
            for case, outcome, right in zip(cases, outcomes, expected, strict=True)
        ]

    def verdict(self, function: Callable[..., Any], case: Case, outcome: Outcome, expected: Any) -> Verdict:
        call = self.fit(function, case.inputs)
        args, kwargs = outcome.arguments
        left = dict(enumerate(args)) | kwargs  # a hostile process may say that fewer were left
        after = {name: left.get(place) for name, place in call.bound.items()}
        if outcome.error is not None:
            difference = self.exercise.compare_errors(outcome.error, expected)
        else:
            difference = self.exercise.compare(outcome.value, expected, case.inputs)
        return Verdict(case, outcome, after, expected, difference, _changed(call, case.inputs, outcome))


def _changed(call: Call, inputs: Inputs, outcome: Outcome) -> Difference | None:
    """The first array among the arguments that the call altered."""
    passed = [array for _, array in arrays_in(call.arguments)]
    names = {id(array): path for name, value in inputs.items() for path, array in arrays_in(value, name)}
    for number in outcome.altered:
        if 0 <= number < len(passed) and id(passed[number]) in names:
            return Difference("changed", names[id(passed[number])])
    return None


def mark(exam: Exam, function: Callable[..., Any]) -> Marking:
    """Ask `function` all cases of an exam. Raises SandboxStopped when it was stopped."""
    return Marking(exam.exercise, exam.judge(function, exam.cases))
