"""Judging a function that trains from a start of its own: the reference trains from the same start, and both are compared.

The start is what the learner's function returns when it makes no steps. It is asked for twice, from the same state of
NumPy's legacy generator. Where the two differ, the draws are unseeded, and the learner's initialiser is answered with the
reference's. Where the learner draws inline, each time is asked in a fresh process, since all of them draw the same. Beside
the tests, where there is no other process, only shapes, finiteness and a falling cost are left to judge then.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np

from autograder.errors import ExerciseError
from autograder.exercise.comparison import Difference, compare, is_finite, least_difference
from autograder.exercise.exercise import VALUES, Case, Exercise, Mistake, Training
from autograder.exercise.reference import Reference
from autograder.exercise.rule import Inputs
from autograder.judging.calls import isolated, with_helpers
from autograder.judging.diagnosis import HELPER_CALLS
from autograder.judging.marking import Exam, Marking, Verdict, mark
from autograder.sandbox.shared.outcome import Outcome

CLEARLY = 100  # times the tolerance that a parameter must move by, or nothing is seen of its training

Function = Callable[..., Any]


class TrainingExam(Exam):
    """An exam whose exercise has a `Training`."""

    def __init__(self, exercise: Exercise, reference: Reference, seed: str) -> None:
        super().__init__(exercise, reference, seed)
        assert exercise.training is not None
        self.training: Training = exercise.training
        digest = hashlib.sha256(seed.encode()).digest()
        self.state = np.random.RandomState(int.from_bytes(digest[:4], "big")).get_state()

    @cached_property
    def helpers(self) -> dict[str, Function]:
        return super().helpers | self._drawing

    @property
    def _drawing(self) -> dict[str, Function]:
        """The reference's initialiser, which draws the same each time it is called."""
        initialise = getattr(self.reference.module, self.training.initialiser)

        def answer(*args: Any, **kwargs: Any) -> Any:
            before = np.random.get_state()
            np.random.set_state(self.state)
            try:
                return initialise(*args, **kwargs)
            finally:
                np.random.set_state(before)

        return {self.training.initialiser: answer}

    def right_answer(self, inputs: Inputs) -> Any:
        raise ExerciseError(f"{self.exercise.name}: what is right depends on where the training begins.")

    def judge(self, function: Function, cases: Sequence[Case]) -> list[Verdict]:
        asked, starts = self._begun(function, cases)
        verdicts = [
            self._trained(asked, case, outcome, start)
            for case, outcome, start in zip(cases, self._run(asked, cases), starts, strict=True)
        ]
        return verdicts if self._moves(verdicts) else [_at_rest(verdict) for verdict in verdicts]

    def _begun(self, function: Function, cases: Sequence[Case]) -> tuple[Function, list[Any]]:
        """Where training begins in each case, None where that cannot be found out; and the function, as it then begins."""
        starts = self._starts(lambda: function, cases)
        if _all_known(starts) or all(outcome.error for outcome in self._run(function, cases)):
            return function, starts
        answered = with_helpers(function, self._drawing, HELPER_CALLS)
        again = self._starts(lambda: answered, cases)
        both = zip(cases, again, strict=True)
        again = [self._drawn(function, case) if start is None else start for case, start in both]
        if _all_known(again):
            return answered, again
        if not isolated(function):
            return function, starts

        def fresh() -> Function:
            return with_helpers(function, {}, 0)

        return fresh(), self._starts(fresh, cases)

    def _run(self, function: Function, cases: Sequence[Case]) -> list[Outcome]:
        return self.ask(function, [case.inputs for case in cases], self.state)

    def _starts(self, function: Callable[[], Function], cases: Sequence[Case]) -> list[Any]:
        """Where training begins in each case; None where two functions do not agree on that.

        No step is made, and that of length 0: either alone would not do for who has fixed the other. Code that needs a
        step to have something to return is asked for one.
        """
        starts: list[Any] = [None] * len(cases)
        for steps in (0, 1):
            begins = [case.inputs | self._standing(case.inputs, steps) for case in cases]
            if _all_known(starts) or (steps and not any(self.training.rate in begin for begin in begins)):
                break
            once, twice = (self.ask(function(), begins, self.state) for _ in range(2))
            for number, (one, other) in enumerate(zip(once, twice, strict=True)):
                if starts[number] is None and not one.error and not other.error and self._same(one, other):
                    starts[number] = self.exercise.part(one.value)
        return starts

    def _drawn(self, function: Function, case: Case) -> Any:
        """What the initialiser was answered: the start of code that has nothing to return when it makes no step, such as
        one with its `return` inside the loop. None for code that returns something, or asks more than once."""
        answers: list[Any] = []
        draw = self._drawing[self.training.initialiser]

        def answer(*args: Any, **kwargs: Any) -> Any:
            answers.append(draw(*args, **kwargs))
            return copy.deepcopy(answers[-1])

        answered = with_helpers(function, {self.training.initialiser: answer}, HELPER_CALLS)
        outcome = self.ask(answered, [case.inputs | self._standing(case.inputs, 0)], self.state)[0]
        returned = outcome.error is None and outcome.value is not None
        return None if returned or len(answers) != 1 else self.exercise.part(answers[0])

    def _standing(self, inputs: Inputs, steps: int) -> Inputs:
        """What makes no step of it; a rate that the case leaves to its default is 0 too."""
        has_rate = self.training.rate in inputs or self.training.rate in self.reference.defaults
        return {self.training.steps: steps} | ({self.training.rate: 0.0} if has_rate else {})

    def _same(self, one: Outcome, other: Outcome) -> bool:
        return one.value is not None and self.exercise.same(one.value, other.value, {})

    def _trained(self, function: Function, case: Case, outcome: Outcome, start: Any) -> Verdict:
        own = self._from(self.reference.function, case.inputs, None)
        if start is None:  # only its structure can be judged
            verdict = self.verdict(function, case, outcome, own)
            if verdict.difference is not None and verdict.difference.kind != "value":
                return verdict
            if isolated(function):  # it draws from the clock, say: any falling cost would do then
                return replace(verdict, difference=Difference("start", "", "unrepeatable"))
            return replace(verdict, difference=self._falls(case.inputs, self._begin(case.inputs), outcome.value))
        begin = self._begin(case.inputs)
        start = _as_far_as(begin, start)
        fault = self._fault(start, begin, case.inputs)
        expected = own if fault and fault.kind != "start" else self._from(self.reference.function, case.inputs, start)
        verdict = self.verdict(function, case, outcome, expected)
        if outcome.error is None and (fault or not verdict.difference):
            verdict = replace(verdict, difference=fault or self._falls(case.inputs, start, outcome.value))
        return replace(verdict, start=start)

    def _from(self, trainer: Function, inputs: Inputs, start: Any) -> Any:
        """What training from this start leads to; from one of the reference's own where `start` is None."""
        begin = self._drawing if start is None else {self.training.initialiser: lambda *_, **__: copy.deepcopy(start)}
        outcome = self.ask(with_helpers(trainer, begin, HELPER_CALLS), [inputs])[0]
        if outcome.error is not None:
            raise ExerciseError(f"{self.exercise.name}: the reference itself raises {outcome.error} on an input.")
        return outcome.value

    def _begin(self, inputs: Inputs) -> Any:
        """The reference's own start."""
        return self.exercise.part(self._from(self.reference.function, inputs | self._standing(inputs, 0), None))

    def _fault(self, start: Any, begin: Any, inputs: Inputs) -> Difference | None:
        """Why training could not begin here; the reference's own start is of the right form."""
        difference = self.exercise.compare(start, begin, inputs)
        if difference is not None and difference.kind != "value":
            return difference
        for name, array in start.items() if type(start) is dict else ():
            if type(array) is not np.ndarray:
                continue
            if not is_finite(array):
                return Difference("start", name, "not finite")
            if array.size and np.abs(array).max() > self.training.largest:
                return Difference("start", name, "too large")
            if str(name).startswith("W") and len(np.unique(array, axis=0)) < len(array):
                return Difference("start", name, "equal units")
        return None

    def _falls(self, inputs: Inputs, start: Any, value: Any) -> Difference | None:
        """The cost before and after, where it did not fall."""
        module, end = self.reference.module, _as_far_as(start, self.exercise.part(value))
        with np.errstate(all="ignore"):
            before, after = (float(self.training.cost(module, p, inputs)) for p in (start, end))
        return None if after < before or not inputs.get(self.training.steps, 1) else Difference("rising", "", before, after)

    def _moves(self, verdicts: Sequence[Verdict]) -> bool:
        """Whether training moves most parameters, and in no check less than half, in one of its draws at least. Near a
        stationary point it would take no more than a bias's own few lines to be right; and where an edge case alone moves,
        no more than its numbers, learnt by heart."""
        names: dict[str, set[Any]] = {}
        moved: dict[str, set[Any]] = {}
        for verdict in verdicts:
            start, end, check = verdict.start, self.exercise.part(verdict.expected), verdict.case.check
            drawn = verdict.case.group == VALUES
            if not drawn or type(start) is not dict or not verdict.case.inputs.get(self.training.steps, 1):
                continue
            least = least_difference(end) if self.exercise.atol is None else self.exercise.atol
            clear = {k for k in end if compare(start.get(k), end[k], CLEARLY * self.exercise.rtol, CLEARLY * least)}
            names[check] = names.get(check, set()) | end.keys()
            moved[check] = moved.get(check, set()) | clear
        halves = all(2 * len(moved[check]) >= len(names[check]) for check in names)
        return not names or (halves and 2 * sum(map(len, moved.values())) > sum(map(len, names.values())))

    def mistakes_like(self, marking: Marking) -> Iterable[tuple[Mistake, Marking]]:
        """Each mistake, trained from where the learner's training began."""
        starts = [verdict.start for verdict in marking.verdicts]
        own = any(verdict.difference and verdict.difference.kind == "start" for verdict in marking.verdicts)
        for mistake in self.exercise.mistakes:
            function = self.reference.variation(mistake)
            if own or not _all_known(starts):  # a start that is itself the mistake
                yield mistake, mark(self, function)
                continue
            if not all(self._begins_like(function, verdict) for verdict in marking.verdicts):
                continue
            verdicts = []
            for verdict in marking.verdicts:
                begin = {self.training.initialiser: lambda *_, here=verdict.start, **__: copy.deepcopy(here)}
                outcome = self.ask(with_helpers(function, begin, HELPER_CALLS), [verdict.case.inputs])[0]
                verdicts.append(self.verdict(function, verdict.case, outcome, verdict.expected))
            yield mistake, Marking(self.exercise, verdicts)

    def _begins_like(self, function: Function, verdict: Verdict) -> bool:
        """Whether this mistake, left to itself, begins with arrays of the same shapes as the learner did."""
        inputs = verdict.case.inputs
        answered = with_helpers(function, self._drawing, HELPER_CALLS)
        outcome = self.ask(answered, [inputs | self._standing(inputs, 0)])[0]
        begin = self._drawn(function, verdict.case) if outcome.error or outcome.value is None else outcome.value
        if begin is None:
            return True
        difference = self.exercise.compare(verdict.start, self.exercise.part(begin), inputs)
        return difference is None or difference.kind == "value"


def _all_known(starts: Sequence[Any]) -> bool:
    return all(start is not None for start in starts)


def _as_far_as(model: Any, value: Any) -> Any:
    """Of a dict, those keys that another has: what more it holds is ignored, as in any comparison."""
    both = type(value) is dict and type(model) is dict
    return {key: value[key] for key in model if key in value} if both else value


def _at_rest(verdict: Verdict) -> Verdict:
    """Not right, where all that spoke for it is that nothing moved."""
    return replace(verdict, difference=verdict.difference or Difference("start", "", "at rest"))
