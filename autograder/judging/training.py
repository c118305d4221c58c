"""Judge a function that trains a model: the reference trains from the same initial parameters, and the results are compared.

`judging.starts` finds those initial parameters, the function's start. Where it cannot, which happens only without a sandbox,
only shapes and a falling cost are judged.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import Any

import numpy as np

from autograder.errors import ExerciseError
from autograder.exercise.alternatives import Mistake
from autograder.exercise.comparison import Difference, compare, in_form_of, least_difference
from autograder.exercise.exercise import VALUES, Case, Exercise, Training
from autograder.exercise.reference import Reference
from autograder.exercise.rule import Inputs
from autograder.exercise.values import as_array, is_finite
from autograder.judging.calls import budget_of, isolated, lend, with_helpers
from autograder.judging.diagnosis import HELPER_CALLS
from autograder.judging.likeness import answers_alike
from autograder.judging.marking import Exam, Marking, mark
from autograder.judging.rounding import excuse_chaos
from autograder.judging.starts import StartFinder, all_known
from autograder.judging.verdict import Verdict
from autograder.sandbox.shared.failure import Budget
from autograder.sandbox.shared.outcome import Outcome

FEW = 2  # steps of a search: enough to show what the first one leaves for the next
CLEARLY = 10  # times the tolerance: a parameter that training moves by less shows nothing of it

Function = Callable[..., Any]
Way = tuple[Case, Any, Any]  # a case, the start, and the end of the training


class TrainingExam(Exam):
    """The exam of an exercise that has a `Training`."""

    def __init__(self, exercise: Exercise, reference: Reference, seed: str) -> None:
        super().__init__(exercise, reference, seed)
        assert exercise.training is not None
        self.training: Training = exercise.training
        self.starts = StartFinder(self, self.training, seed)

    @property
    def state(self) -> Any:
        """The state of NumPy's legacy generator before each call."""
        return self.starts.state

    @cached_property
    def helpers(self) -> dict[str, Function]:
        return super().helpers | self.starts.fixed_initialiser()

    def right_answers(self, cases: Sequence[Case]) -> list[Any]:
        """Return nothing for each case: the right answer depends on the learner's start."""
        return [None] * len(cases)

    @cached_property
    def tried(self) -> list[Case]:
        """The calls of a search: all with few steps, then the shortest of those that examples make."""
        steps, known = self.training.steps, super().tried
        few = [replace(case, inputs=case.inputs | {steps: FEW}) for case in known if case.inputs.get(steps, 0) > FEW]
        whole = sorted(known, key=lambda case: case.inputs.get(steps, 0))[:1]
        return [c for c in few if self.exercise.allows(c.inputs) and not self.is_scored(c.inputs)] + whole

    def repeatable(self, function: Function) -> Function:
        """Return a function with the reference's initialiser, which draws the same numbers at each call."""
        fixed = self.starts.fixed_initialiser()
        return lend(function, fixed, budget_of(function) or Budget(fixed.keys()))

    def repeatable_answers(self, cases: Sequence[Case]) -> list[Any]:
        return [self._train_from(None, self.reference.function, case.inputs) for case in cases]

    def answer_with(self, helpers: Mapping[str, Function], verdict: Verdict) -> Outcome | None:
        if verdict.start is None:
            return None
        lent = dict(helpers) | self.starts.initialiser_returning(verdict.start)
        return self.ask(with_helpers(self.reference.function, lent, sys.maxsize), [verdict.case.inputs])[0]

    def right_answer(self, inputs: Inputs) -> Any:
        """Raise ExerciseError: the right answer depends on the learner's start."""
        raise ExerciseError("judging.no_fixed_answer", exercise=self.exercise.name)

    def judge(self, function: Function, cases: Sequence[Case]) -> list[Verdict]:
        judged, starts, lent = self.starts.find(function, cases)
        outcomes = self.starts.train(judged, cases, starts if lent else ())
        verdicts = [
            self._judge_training(judged, case, outcome, start)
            for case, outcome, start in zip(cases, outcomes, starts, strict=True)
        ]
        verdicts = excuse_chaos(verdicts, self.exercise, partial(self._train_from, trainer=self.reference.function))
        ways = [(verdict.case, verdict.start, self.exercise.part(verdict.expected)) for verdict in verdicts]
        if self._parameters_move(ways) or not self._parameters_move(map(self._way_of_reference, cases)):
            return verdicts
        return [_as_at_rest(verdict) for verdict in verdicts]

    def _way_of_reference(self, case: Case) -> Way:
        """Return the reference's own start and end. With rare draws it is at rest, too."""
        end = self._train_from(None, self.reference.function, case.inputs)
        return case, self._start_of_reference(case.inputs), self.exercise.part(end)

    def _judge_training(self, function: Function, case: Case, outcome: Outcome, start: Any) -> Verdict:
        """Judge one outcome. start: where training began; None where that is unknown."""
        of_reference = self._train_from(None, self.reference.function, case.inputs)
        if start is None:  # only its structure can be judged
            verdict = self.verdict(function, case, outcome, of_reference)
            if verdict.difference is not None and verdict.difference.kind != "value":
                return verdict
            if isolated(function):  # it draws from the clock, say; with any start allowed, any falling cost would pass
                return verdict.as_a_whole(Difference("start", "", "unrepeatable"))
            begin = self._start_of_reference(case.inputs)
            return verdict.as_a_whole(self._rising_cost(case.inputs, begin, outcome.value))
        begin = self._start_of_reference(case.inputs)
        start = in_form_of(begin, _with_keys_of(begin, start))  # the reference trains from it: lists become arrays
        fault = self._fault_of_start(start, begin, case.inputs)
        wrong_form = fault is not None and fault.kind != "start"
        expected = of_reference if wrong_form else self._train_from(start, self.reference.function, case.inputs)
        verdict = replace(self.verdict(function, case, outcome, expected), start=start)
        if outcome.error is None and (fault or not verdict.difference):
            fault = fault or self._rising_cost(case.inputs, start, outcome.value)
            if fault and fault.kind == "rising" and self._rising_cost(case.inputs, begin, of_reference):
                fault = None  # with rare draws the reference's own cost does not fall, either
            verdict = verdict.as_a_whole(fault) if fault else verdict
        return verdict

    def _train_from(self, start: Any, trainer: Function, inputs: Inputs) -> Any:
        """Return what `trainer`, a function of the reference's module, returns from this start; None: from its own."""
        initialiser = self.starts.fixed_initialiser() if start is None else self.starts.initialiser_returning(start)
        outcome = self.ask(with_helpers(trainer, initialiser, HELPER_CALLS), [inputs])[0]
        if outcome.error is not None:
            raise self.reference_raises(outcome.error)
        return outcome.value

    def _start_of_reference(self, inputs: Inputs) -> Any:
        """Return the initial parameters that the reference draws."""
        untrained = self._train_from(None, self.reference.function, self.starts.without_training(inputs))
        return self.exercise.part(untrained)

    def _fault_of_start(self, start: Any, begin: Any, inputs: Inputs) -> Difference | None:
        """Return why training cannot succeed from `start`; None when it can.

        begin: the reference's own start, whose structure and shapes are right.
        """
        difference = self.exercise.compare(start, begin, inputs)
        if difference is not None and difference.kind != "value":
            return difference
        for name, value in start.items() if type(start) is dict else ():
            if (array := as_array(value)) is None or not array.ndim:
                continue
            if not is_finite(array):
                return Difference("start", name, "not finite")
            if array.size and np.abs(array).max() > self.training.largest:
                return Difference("start", name, "too large")
            if self._must_differ(name) and len(np.unique(array, axis=0)) < len(array):
                return Difference("start", name, "equal units")
        return None

    def _must_differ(self, name: Any) -> bool:
        """Return whether no two rows of this parameter may start equal."""
        return bool(self.training.weights) and re.fullmatch(self.training.weights, str(name)) is not None

    def _rising_cost(self, inputs: Inputs, start: Any, value: Any) -> Difference | None:
        """Return the cost before and after training, if it did not fall; None if it did, or if no step was made."""
        module, end = self.reference.module, in_form_of(start, _with_keys_of(start, self.exercise.part(value)))
        with np.errstate(all="ignore"):
            before, after = (float(self.training.cost(module, parameters, inputs)) for parameters in (start, end))
        return None if after < before or not inputs.get(self.training.steps, 1) else Difference("rising", "", before, after)

    def _parameters_move(self, ways: Iterable[Way]) -> bool:
        """Return whether training clearly moves more than half of the parameters.

        A parameter counts when it moves in one draw of a check at least. In each single check half of them must move.
        Near a stationary point of the cost, a few lines for the bias alone would be right. If the parameters moved in edge
        cases only, a learner could return those numbers from memory; so only drawn cases count.
        """
        names: dict[str, set[Any]] = {}
        moved: dict[str, set[Any]] = {}
        for case, start, end in ways:
            check = case.check
            if case.group != VALUES or type(start) is not dict or not case.inputs.get(self.training.steps, 1):
                continue
            least = least_difference(end) if self.exercise.atol is None else self.exercise.atol
            clear = {k for k in end if compare(start.get(k), end[k], CLEARLY * self.exercise.rtol, CLEARLY * least)}
            names[check] = names.get(check, set()) | end.keys()
            moved[check] = moved.get(check, set()) | clear
        halves = all(2 * len(moved[check]) >= len(names[check]) for check in names)
        return not names or (halves and 2 * sum(map(len, moved.values())) > sum(map(len, names.values())))

    def mistakes_like(self, marking: Marking) -> Iterable[tuple[Mistake, Marking]]:
        """Yield each known mistake, marked as it trains from the learner's starts."""
        for mistake in self.exercise.mistakes:
            its = self.marked_like(mistake, marking)
            if its is not None:
                yield mistake, its

    def marked_like(self, mistake: Mistake, marking: Marking) -> Marking | None:
        """Return a mistake, marked as it trains from the learner's starts; None where nothing of it is like the learner's.

        It is marked from its own start where the learner's is unknown, or is itself wrong.
        """
        starts = [verdict.start for verdict in marking.verdicts]
        wrong_start = any(verdict.difference and verdict.difference.kind == "start" for verdict in marking.verdicts)
        function = self.reference.variation(mistake)
        if wrong_start or not all_known(starts):
            return mark(self, function)
        if not all(self._starts_alike(function, verdict) for verdict in marking.verdicts):
            return None
        answers: dict[int, Verdict] = {}
        for verdict in sorted(marking.verdicts, key=lambda one: one.case.inputs.get(self.training.steps, 0)):
            initialiser = self.starts.initialiser_returning(verdict.start)
            outcome = self.ask(with_helpers(function, initialiser, HELPER_CALLS), [verdict.case.inputs])[0]
            answers[id(verdict)] = its = self.verdict(function, verdict.case, outcome, verdict.expected)
            if not answers_alike(self, verdict, its):
                return None  # the shortest training has told already; the others take nearly all of the time
        return Marking(self.exercise, [answers[id(verdict)] for verdict in marking.verdicts])

    def _starts_alike(self, function: Function, verdict: Verdict) -> bool:
        """Return whether a mistake's own start has the structure and the shapes of the learner's."""
        fixed = with_helpers(function, self.starts.fixed_initialiser(), HELPER_CALLS)
        outcome = self.ask(fixed, [self.starts.without_training(verdict.case.inputs)])[0]
        nothing = outcome.error or outcome.value is None
        begin = self.starts.handed_out(function, verdict.case) if nothing else outcome.value
        if begin is None:
            return True
        difference = self.exercise.compare(verdict.start, self.exercise.part(begin), verdict.case.inputs)
        return difference is None or difference.kind == "value"


def _with_keys_of(model: Any, value: Any) -> Any:
    """Return a dict without the keys that `model` lacks; any other value as it is. A comparison ignores such keys, too."""
    both = type(value) is dict and type(model) is dict
    return {key: value[key] for key in model if key in value} if both else value


def _as_at_rest(verdict: Verdict) -> Verdict:
    """Return the verdict as a wrong one: from this start training moves too little to show anything."""
    return verdict if verdict.difference else verdict.as_a_whole(Difference("start", "", "at rest"))
