"""Recognise a small number inside a logarithm: `np.log(A + 1e-8)`.

Much published code has one, against the logarithm of 0. It changes the numbers, so it is not what the lesson asks for, but
it is no misunderstanding of the formula either. Where it is visible, it is named, and costs the same in every exercise
(`earnings.EPSILON`).
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import Any

import numpy as np

from autograder.exercise.comparison import Difference
from autograder.exercise.rule import Inputs, Rule
from autograder.exercise.values import as_array
from autograder.judging.calls import with_helpers
from autograder.judging.verdict import Verdict
from autograder.sandbox.shared import steps
from autograder.sandbox.shared.outcome import Outcome

SIZES = (*(10.0**-k for k in range(4, 21)), *(float(np.finfo(kind).eps) for kind in (np.float64, np.float32)))
LARGEST = 0.25  # of a number: a larger difference is not looked at
LONGEST = 2_000  # lines that the reference may run for one input; all forms and sizes are tried in well under a second

Function = Callable[..., Any]
Log = Callable[[Any, int], Any]  # (argument, number of the call) -> logarithm


def _forms(size: float) -> Iterator[Log]:
    """Yield the logarithms that learners take with a small number of this size; calls are counted from 0.

    A cost takes that of the outputs first, then that of 1 minus the outputs.
    """
    yield lambda x, call: np.log(x + size)
    yield lambda x, call: np.log(np.clip(x, size, 1 - size))
    yield lambda x, call: np.log(np.maximum(x, size))
    yield lambda x, call: np.log(x - size if call % 2 else x + size)  # A = A + size came first
    yield lambda x, call: np.log(x if call % 2 else x + size)
    yield lambda x, call: np.log(x + size if call % 2 else x)


class Logarithms:
    """Compares answers with those of the reference with a small number inside its logarithms.

    rule:     of the exercise. function: the reference.
    ask:      (function, inputs of each call) -> outcomes.
    """

    def __init__(self, rule: Rule, function: Function, ask: Callable[[Function, Sequence[Inputs]], list[Outcome]]) -> None:
        self._rule, self._function, self._ask = rule, function, ask

    def explain(self, verdicts: Sequence[Verdict]) -> list[Verdict]:
        """Return the verdicts; a part that differs by a small number inside a logarithm has an "epsilon" difference.

        The same small number must explain all wrong values of that part.
        """
        suspects = {name for verdict in verdicts for name, one in verdict.parts.items() if _is_small(one)}
        for name in sorted(suspects) if suspects and self._takes_logarithms else ():
            wrong = [verdict for verdict in verdicts if verdict.parts.get(name, verdict.difference) is not None]
            if all(_is_small(verdict.parts.get(name)) for verdict in wrong) and self._explains(name, wrong):
                verdicts = [_with_epsilon(verdict, name) for verdict in verdicts]
        return list(verdicts)

    @cached_property
    def _takes_logarithms(self) -> bool:
        """Whether the reference, or a function of its module that it reaches, calls `np.log`."""
        world, seen, pending = self._function.__globals__, set(), [self._function]
        while pending:
            code = pending.pop().__code__
            if "log" in code.co_names:
                return True
            named = [world[name] for name in code.co_names if isinstance(world.get(name), types.FunctionType)]
            pending += [one for one in named if one.__globals__ is world and one not in seen]
            seen |= set(named)
        return False

    def _explains(self, name: str, wrong: Sequence[Verdict]) -> bool:
        """Return whether one small number explains this part of all these verdicts."""
        first, *others = wrong
        call = partial(self._ask, self._function, [first.case.inputs])
        if steps.steps_of(call) > LONGEST:
            return False
        fitting = [form for form in self._all_forms() if self._gives(form, name, first)]
        return any(all(self._gives(form, name, verdict) for verdict in others) for form in fitting)

    @staticmethod
    def _all_forms() -> Iterator[Log]:
        return (form for size in SIZES for form in _forms(size))

    def _gives(self, form: Log, name: str, verdict: Verdict) -> bool:
        """Return whether the reference with these logarithms gives this part of the answer."""
        count = iter(range(sys.maxsize))
        numpy = types.ModuleType("numpy")
        vars(numpy).update(vars(np))
        vars(numpy)["log"] = lambda x: form(x, next(count))
        function = with_helpers(self._function, {}, sys.maxsize)
        function.__globals__["np"] = numpy
        (outcome,) = self._ask(function, [verdict.case.inputs])
        if outcome.error is not None:
            return False
        return self._rule.compare_parts(verdict.outcome.value, outcome.value, verdict.case.inputs).get(name, verdict) is None


def _is_small(difference: Difference | None) -> bool:
    """Return whether a difference may come from a small number: a number that is nearly right."""
    if difference is None or difference.kind != "value":
        return False
    got, expected = as_array(difference.got), as_array(difference.expected)
    return got is not None and expected is not None and bool(np.abs(got - expected) <= LARGEST * np.abs(expected))


def _with_epsilon(verdict: Verdict, name: str) -> Verdict:
    one = verdict.parts.get(name)
    if one is None:
        return verdict
    return verdict.of_parts({**verdict.parts, name: replace(one, kind="epsilon")})
