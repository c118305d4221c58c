"""Find the initial parameters from which a function trains: its start.

A function that makes no step returns its start. It is asked twice, from the same state of NumPy's legacy generator:

1. Both answers are equal: the start is known.
2. They differ, so the draws are unseeded. The learner's initialiser is replaced by the reference's, with fixed draws, and
   the function is asked again.
3. They still differ, so the function draws in its own code. In a sandbox each question goes to a fresh process, since all
   of them draw the same numbers. In this process there is no such thing, and the start stays unknown.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.exercise.exercise import Case, Training
from autograder.exercise.rule import Inputs
from autograder.judging.calls import isolated, with_helpers
from autograder.judging.diagnosis import HELPER_CALLS
from autograder.judging.marking import Exam
from autograder.sandbox.shared.outcome import Outcome

Function = Callable[..., Any]

_STANDING_STILL = ((0, 0.0), (1, 0.0), (0, 1e-300), (1, 1e-300))  # (steps, their length)


class StartFinder:
    """Finds the starts of functions that do one exercise.

    exam: asks the functions. training: of its exercise. seed: of the draws.

    state: of NumPy's legacy generator, before each question.
    """

    def __init__(self, exam: Exam, training: Training, seed: str) -> None:
        self._exam, self._training = exam, training
        digest = hashlib.sha256(seed.encode()).digest()
        self.state = np.random.RandomState(int.from_bytes(digest[:4], "big")).get_state()

    def fixed_initialiser(self) -> dict[str, Function]:
        """Return the initialiser's name -> the reference's initialiser, which draws the same numbers at each call."""
        initialise = getattr(self._exam.reference.module, self._training.initialiser)

        def answer(*args: Any, **kwargs: Any) -> Any:
            before = np.random.get_state()
            np.random.set_state(self.state)
            try:
                return initialise(*args, **kwargs)
            finally:
                np.random.set_state(before)

        return {self._training.initialiser: answer}

    def initialiser_returning(self, start: Any) -> dict[str, Function]:
        """Return the initialiser's name -> a function that returns a copy of `start` when it is called first.

        Later calls draw on, from where the learner's generator is after that start. If they returned the start, too, a
        function that draws in each step would give what one gives that stops after its first step.
        """
        initialise = getattr(self._exam.reference.module, self._training.initialiser)
        state, calls = self.state, 0

        def answer(*args: Any, **kwargs: Any) -> Any:
            nonlocal calls, state
            calls += 1
            before = np.random.get_state()
            np.random.set_state(state)
            try:
                drawn = initialise(*args, **kwargs)
            except Exception:  # called in another way than the reference calls it
                drawn = _other_numbers(start, calls)
            finally:
                state = np.random.get_state()
                np.random.set_state(before)
            return copy.deepcopy(start) if calls == 1 else drawn

        return {self._training.initialiser: answer}

    def without_training(self, inputs: Inputs, steps: int = 0, rate: float = 0.0) -> Inputs:
        """Return the inputs with this many steps of this length. A rate that the inputs leave to its default is set, too."""
        has_rate = self._training.rate in inputs or self._training.rate in self._exam.reference.defaults
        return inputs | {self._training.steps: steps} | ({self._training.rate: rate} if has_rate else {})

    def find(self, function: Function, cases: Sequence[Case]) -> tuple[Function, list[Any], bool]:
        """Return the function to judge, its start in each case, and whether it is to be lent an initialiser for it.

        The function is the given one, or the same in a fresh process where that is needed. A start is None where it cannot
        be found out. Raises SandboxStopped when the learner's process was stopped.
        """
        starts = self._starts_twice(lambda: function, cases)
        if all_known(starts) or all(outcome.error for outcome in self.train(function, cases)):
            return function, starts, False
        fixed = with_helpers(function, self.fixed_initialiser(), HELPER_CALLS)
        again = self._starts_twice(lambda: fixed, cases)
        both = zip(cases, again, strict=True)
        again = [self.handed_out(function, case) if start is None else start for case, start in both]
        if all_known(again):
            return function, again, True
        if not isolated(function):
            return function, starts, False

        def fresh() -> Function:
            return with_helpers(function, {}, 0)

        starts = self._starts_twice(fresh, cases)
        return fresh(), starts, False  # the last process that was started: those before it have ended

    def train(self, function: Function, cases: Sequence[Case], lent: Sequence[Any] = ()) -> list[Outcome]:
        """Call the function for each case, with NumPy's legacy generator in the same state before each call.

        lent: a start for each case, which an initialiser that is lent to the function returns first.
        """
        if not lent:
            return self._exam.ask(function, [case.inputs for case in cases], self.state)
        return [
            self._exam.ask(
                with_helpers(function, self.initialiser_returning(start), HELPER_CALLS), [case.inputs], self.state
            )[0]
            for case, start in zip(cases, lent, strict=True)
        ]

    def handed_out(self, function: Function, case: Case) -> Any:
        """Return what the initialiser returns to a function that has nothing to return without a step.

        Such a function may have its `return`, or its call of the initialiser, inside the loop; it is then asked for one
        step, too. None when it returns something after all, or calls the initialiser more than once or never.
        """
        answers: list[Any] = []
        draw = self.fixed_initialiser()[self._training.initialiser]

        def answer(*args: Any, **kwargs: Any) -> Any:
            answers.append(draw(*args, **kwargs))
            return copy.deepcopy(answers[-1])

        recorded = with_helpers(function, {self._training.initialiser: answer}, HELPER_CALLS)
        for steps in (0, 1):
            outcome = self._exam.ask(recorded, [self.without_training(case.inputs, steps)], self.state)[0]
            if steps == 0 and outcome.error is None and outcome.value is not None:
                return None
            if answers:
                break
        return self._exam.exercise.part(answers[0]) if len(answers) == 1 else None

    def _starts_twice(self, function: Callable[[], Function], cases: Sequence[Case]) -> list[Any]:
        """Return the start in each case, asked for twice; None where the two answers differ.

        Neither the number of steps nor their length alone makes training stand still for a learner who has hard-coded it,
        so both are 0. Code that needs a step to return anything is then asked for one step of length 0. Code may refuse a
        length of 0, which no contract promises: a tiny one moves no parameter, either.

        function: returns the function to ask.
        """
        starts: list[Any] = [None] * len(cases)
        for steps, rate in _STANDING_STILL:
            inputs = [self.without_training(case.inputs, steps, rate) for case in cases]
            if all_known(starts) or ((steps or rate) and not any(self._training.rate in each for each in inputs)):
                break
            once, twice = (self._exam.ask(function(), inputs, self.state) for _ in range(2))
            for number, (one, other) in enumerate(zip(once, twice, strict=True)):
                if starts[number] is None and not one.error and not other.error and self._same(one, other):
                    starts[number] = self._exam.exercise.part(one.value)
        return starts

    def _same(self, one: Outcome, other: Outcome) -> bool:
        return one.value is not None and self._exam.exercise.same(one.value, other.value)


def _other_numbers(start: Any, call: int) -> Any:
    """Return parameters of the same shapes with other numbers, the same ones for the same call."""
    if type(start) is dict:
        return {key: _other_numbers(part, call) for key, part in start.items()}
    if type(start) in (list, tuple):
        return type(start)(_other_numbers(part, call) for part in start)
    if type(start) is not np.ndarray or start.dtype.kind != "f":
        return copy.deepcopy(start)
    return start * np.random.default_rng(call).uniform(0.5, 1.5, size=start.shape)


def all_known(starts: Sequence[Any]) -> bool:
    """Return whether every start was found."""
    return all(start is not None for start in starts)
