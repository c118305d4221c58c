"""Ask a function the cases of an exercise, and mark the answers: what is wrong, and what part of the points is earned."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autograder.errors import ExerciseError
from autograder.exercise.alternatives import Mistake
from autograder.exercise.comparison import Difference, first_of
from autograder.exercise.draws import SETS, fingerprint
from autograder.exercise.exercise import VALUES, Case, Exercise
from autograder.exercise.reference import Reference
from autograder.exercise.rule import Inputs
from autograder.judging.calls import budget_of, call_many, tolerant, with_helpers
from autograder.judging.earnings import Earned, earned_by_part
from autograder.judging.epsilon import Logarithms
from autograder.judging.fitting import CallPlan, FittedCall, plan
from autograder.judging.precision import SinglePrecision
from autograder.judging.verdict import Verdict
from autograder.sandbox.shared.arrays import arrays_in
from autograder.sandbox.shared.outcome import LearnerError, Outcome
from autograder.words import Listed

HELPERS_TIMES = 10  # as often as the reference calls its helpers: so often a learner's function may call correct ones


@dataclass(frozen=True)
class Marking:
    """The verdicts on one function, a verdict for each case in order, and what they earn."""

    exercise: Exercise
    verdicts: Sequence[Verdict]

    def in_group(self, group: str) -> list[Verdict]:
        """Return the verdicts of one group of cases."""
        return [verdict for verdict in self.verdicts if verdict.case.group == group]

    @cached_property
    def required(self) -> list[Verdict]:
        """The verdicts that count for points, not for a bonus."""
        return [verdict for verdict in self.verdicts if verdict.case.group not in self.exercise.bonus]

    @cached_property
    def of_class(self) -> Marking:
        """The marking of the cases that everybody gets: what is said of an answer rests on these."""
        return Marking(self.exercise, [verdict for verdict in self.verdicts if not verdict.case.work])

    @cached_property
    def failing(self) -> list[Verdict]:
        """The verdicts that cost points; those with wrong values come before those with changed arguments."""
        wrong = [verdict for verdict in self.required if verdict.difference]
        return wrong + [verdict for verdict in self.required if not verdict.difference and verdict.changed]

    @property
    def passed(self) -> bool:
        """Whether nothing costs points."""
        return not self.failing

    @property
    def always_raises(self) -> bool:
        """Whether every drawn input raises an error."""
        return all(verdict.outcome.error is not None for verdict in self.in_group(VALUES))

    @cached_property
    def fraction(self) -> float:
        """The part of the points that was earned, 0 to 1; `earnings` says how.

        Where some inputs must be rejected, accepted and rejected inputs each need a check that is right, so that a function
        that accepts, or rejects, everything earns nothing.
        """
        return 1.0 if self.passed else sum(each.earned for each in self.earned)

    @cached_property
    def earned(self) -> list[Earned]:
        """What each part of an answer that did not pass earns of the points."""
        return earned_by_part(self.exercise, self.verdicts, self.exercise.shares)

    @cached_property
    def bonus(self) -> float:
        """The part of the bonus that was earned, 0 to 1; the same as of the points where the exercise names no groups."""
        if not self.exercise.bonus:
            return self.fraction
        return sum(each.earned for each in earned_by_part(self.exercise, self.verdicts, self.exercise.bonus))


class Exam:
    """An exercise under one seed: its cases, and the answers of the reference and of the known mistakes.

    All of them are computed once, when they are first needed, and used for every learner. Computing them raises
    ExerciseError when the reference raises an error where none is right.
    """

    def __init__(self, exercise: Exercise, reference: Reference, seed: str) -> None:
        self.exercise, self.reference, self.seed = exercise, reference, seed
        self.shared: dict[Any, Any] = {}  # what `judging.shared` keeps
        self._sets: dict[int, list[Case]] = {}
        self._answers: dict[int, list[Any]] = {}  # by the id of one of these lists, or of `cases`
        self._asked: dict[int, list[Case]] = {}
        # The function that was asked last, and how it is called with inputs of these names.
        self._planned: tuple[Callable[..., Any], dict[tuple[str, ...], CallPlan]] | None = None

    @cached_property
    def cases(self) -> list[Case]:
        """The calls to make for everybody, in order."""
        return self.exercise.cases(self.seed)

    def of_set(self, number: int) -> list[Case]:
        """Return the calls that are added for works of one set."""
        if number not in self._sets:
            self._sets[number] = self.exercise.cases_of_set(self.seed, number)
        return self._sets[number]

    def asked(self, work: int | None) -> list[Case]:
        """Return the calls to make for one work, those for everybody first. work: its set; None for no work."""
        if work is None:
            return self.cases
        if work not in self._asked:
            self._asked[work] = self.cases + self.of_set(work)
            self._answers[id(self._asked[work])] = self.right_answers(self.cases) + self.right_answers(self.of_set(work))
        return self._asked[work]

    @cached_property
    def expected(self) -> list[Any]:
        """The right answer to each case."""
        return self.right_answers(self.cases)

    def right_answers(self, cases: Sequence[Case]) -> list[Any]:
        """Return the right answers to these cases. Those of the class and of a set are computed once, and kept."""
        if id(cases) in self._answers:
            return self._answers[id(cases)]
        answers = [self.right_answer(case.inputs) for case in cases]
        if cases is self.cases or any(cases is known for known in self._sets.values()):
            self._answers[id(cases)] = answers
        return answers

    @cached_property
    def examples(self) -> list[Case]:
        """Calls that are never scored, for messages."""
        return [case for case in self.exercise.examples(self.seed) if not self.is_scored(case.inputs)]

    @property
    def tried(self) -> list[Case]:
        """Calls for a search for causes: never scored, and none for a bonus."""
        return [case for case in self.examples if case.group not in self.exercise.bonus]

    def repeatable(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function, with other draws where these would differ from call to call."""
        return function

    def repeatable_answers(self, cases: Sequence[Case]) -> list[Any]:
        """Return the right answers of a `repeatable` function."""
        return self.right_answers(cases)

    def is_scored(self, inputs: Inputs) -> bool:
        """Return whether these inputs are asked for points: of the class, of any set, or as an edge case."""
        return fingerprint(inputs) in self._scored

    @cached_property
    def _scored(self) -> frozenset[Hashable]:
        of_works = [case for number in range(SETS) for case in self.of_set(number)]
        return frozenset(fingerprint(case.inputs) for case in self.cases + of_works)

    @cached_property
    def is_drawn(self) -> bool:
        """Whether the right answer holds random numbers: the reference gives others when it is asked again."""
        if not self.exercise.has_own_comparison or self.exercise.choice:
            return False
        inputs = self.cases[0].inputs
        once, again = (self.ask(self.reference.function, [inputs])[0].value for _ in range(2))
        return not self.exercise.same(once, again)

    @cached_property
    def mistakes(self) -> list[tuple[Mistake, Marking]]:
        """Every known mistake with its marking."""
        return [(mistake, mark(self, self.reference.variation(mistake))) for mistake in self.exercise.mistakes]

    def mistakes_like(self, marking: Marking) -> Iterable[tuple[Mistake, Marking]]:
        """Return the known mistakes, each marked under the conditions of this marking of a learner's function."""
        return self.mistakes

    def marked_like(self, mistake: Mistake, marking: Marking) -> Marking | None:
        """Return a mistake, marked under the conditions of this marking; None where it does not fit them."""
        return mark(self, self.reference.variation(mistake))

    @property
    def helpers(self) -> dict[str, Callable[..., Any]]:
        """The correct helpers: name -> function of the reference, for marking a function apart from the learner's own.

        They are all that the reference reaches: a learner's function may call directly what the reference's helper calls.
        """
        return self.reached

    def right_answer(self, inputs: Inputs) -> Any:
        """Return what the reference returns, or the LearnerError that it raises where that is right.

        Raises ExerciseError for any other error of the reference.
        """
        outcome = self.ask(self.reference.function, [inputs])[0]
        if outcome.error is None:
            return outcome.value
        if self.exercise.raises is not None and self.exercise.raises.of_right_type(outcome.error):
            return outcome.error
        raise self.reference_raises(outcome.error)

    def reference_raises(self, error: LearnerError) -> ExerciseError:
        """Return the error that says that the reference raised this one, and where."""
        path = Listed([*filter(None, (str(self.reference.module.__file__), error.where))], "comma")
        return ExerciseError("judging.reference_raises", exercise=self.exercise.name, error=str(error), path=path)

    @cached_property
    def reached(self) -> dict[str, Callable[..., Any]]:
        """The correct helpers that the reference reaches, directly or through others: name -> function."""
        found: dict[str, Callable[..., Any]] = {}
        pending = dict(self.reference.helpers)
        while pending:
            name, helper = pending.popitem()
            if name not in found and name != self.exercise.name:
                found[name] = tolerant(helper)
                pending |= Reference(self.reference.module, name).helpers
        return found

    def ask(self, function: Callable[..., Any], inputs: Sequence[Inputs], rng_state: Any = None) -> list[Outcome]:
        """Call `function` with each of these inputs, in order.

        Where it was lent helpers with a budget, each call has its own: ten times as many as the reference makes.

        rng_state: of NumPy's legacy generator before each call, as `np.random.get_state()` returns it.
        Raises SandboxStopped when the learner's process was stopped.
        """
        calls = [self.fit(function, each).arguments for each in inputs]
        budget = budget_of(function)
        with np.errstate(all="ignore"):
            if budget is None:
                return call_many(function, calls, rng_state)
            outcomes = []
            for each, call in zip(inputs, calls, strict=True):
                budget.left = HELPERS_TIMES * max(1, helper_calls(self, budget.helpers, each))
                outcomes += call_many(function, [call], rng_state)
            budget.left = 0
        return outcomes

    def answer_with(self, helpers: Mapping[str, Callable[..., Any]], verdict: Verdict) -> Outcome | None:
        """Return what the reference gives for a case when it calls these helpers; None where that cannot be told."""
        return self.ask(with_helpers(self.reference.function, helpers, sys.maxsize), [verdict.case.inputs])[0]

    def fit(self, function: Callable[..., Any], inputs: Inputs) -> FittedCall:
        """Return the call of `function` with these inputs, fitted to its signature."""
        if self._planned is None or self._planned[0] is not function:
            self._planned = function, {}
        plans, names = self._planned[1], tuple(inputs)
        if names not in plans:
            usual, order = self.reference.defaults | self.exercise.usual, self.reference.parameters
            plans[names] = plan(function, names, usual, order=order, called=self.exercise.called)
        return plans[names].call(inputs)

    def judge(self, function: Callable[..., Any], cases: Sequence[Case]) -> list[Verdict]:
        """Ask `function` these cases, and judge its answers. Raises SandboxStopped when its process was stopped."""
        outcomes = self.ask(function, [case.inputs for case in cases])
        verdicts = [
            self.verdict(function, case, outcome, right)
            for case, outcome, right in zip(cases, outcomes, self.right_answers(cases), strict=True)
        ]
        excused = SinglePrecision(self.exercise, self.reference.function, self.ask).excuse(verdicts)
        return self._logarithms.explain(excused)

    @cached_property
    def _logarithms(self) -> Logarithms:
        return Logarithms(self.exercise, self.reference.function, self.ask)

    def verdict(self, function: Callable[..., Any], case: Case, outcome: Outcome, expected: Any) -> Verdict:
        """Judge one answer. expected: what the reference returned, or the LearnerError that it raised."""
        call = self.fit(function, case.inputs)
        args, kwargs = outcome.arguments
        left = dict(enumerate(args)) | kwargs  # a hostile process may return fewer than it was given
        after = {name: left.get(place) for name, place in call.bound.items()}
        parts: dict[str, Difference | None] = {}
        if outcome.error is not None:
            difference = self.exercise.compare_errors(outcome.error, expected)
        else:
            parts = self.exercise.compare_parts(outcome.value, expected, case.inputs)
            difference = first_of(parts)
        changed = _changed(call, case.inputs, outcome)
        seen: dict[str, Any] = {"case": case, "outcome": outcome, "after": after, "expected": expected}
        return Verdict(**seen, difference=difference, changed=changed, parts=parts)


def helper_calls(exam: Exam, names: Collection[str], inputs: Inputs) -> int:
    """Return how often the reference calls these helpers for these inputs, directly or through others."""
    count = 0

    def counted(helper: Callable[..., Any]) -> Callable[..., Any]:
        def answer(*args: Any, **kwargs: Any) -> Any:
            nonlocal count
            count += 1
            return helper(*args, **kwargs)

        return answer

    counting = {name: counted(helper) for name, helper in exam.reached.items() if name in names}
    reference = with_helpers(exam.reference.function, counting, sys.maxsize)
    call_many(reference, [exam.fit(reference, inputs).arguments])
    return count


def _changed(call: FittedCall, inputs: Inputs, outcome: Outcome) -> Difference | None:
    """Return the first array among the arguments that the call changed in place; None for none."""
    passed = [array for _, array in arrays_in(call.arguments)]
    names = {id(array): path for name, value in inputs.items() for path, array in arrays_in(value, name)}
    for number in outcome.altered:
        if 0 <= number < len(passed) and id(passed[number]) in names:
            return Difference("changed", names[id(passed[number])])
    return None


def mark(exam: Exam, function: Callable[..., Any], work: int | None = None) -> Marking:
    """Ask `function` all cases of an exam. Raises SandboxStopped when the learner's process was stopped.

    work: the set that belongs to the work under test; None: only the cases for everybody are asked.
    """
    return Marking(exam.exercise, exam.judge(function, exam.asked(work)))
