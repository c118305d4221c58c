"""Judge answers of single precision by what single precision can tell.

`1 - A` in `float32` has few right digits where `A` is close to 1, and is 0 where `A` is closer still. So a cost in `float32`
may be further from the right one than the tolerance for single precision, however it is written. How far it may be is
measured: the reference is asked in both precisions, for the inputs and for others near them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from autograder.exercise.comparison import RTOL, in_form_of
from autograder.exercise.rule import Inputs, Rule
from autograder.exercise.values import as_array, has_low_precision
from autograder.judging.verdict import Verdict
from autograder.sandbox.shared.outcome import Outcome

NEAR = 1e-4  # how far the inputs beside the asked ones are from them, relative
BESIDE = 8  # of such inputs
TIMES = 4  # the largest error of the reference: other right formulas round in other places

Function = Callable[..., Any]


class SinglePrecision:
    """Compares answers of single precision with what the reference gives in it.

    rule:     of the exercise; one whose tolerance for single precision is no wider than the usual one turns this off.
    function: the reference.
    ask:      (function, inputs of each call) -> outcomes.
    """

    def __init__(self, rule: Rule, function: Function, ask: Callable[[Function, Sequence[Inputs]], list[Outcome]]) -> None:
        self._rule, self._function, self._ask = rule, function, ask

    def excuse(self, verdicts: Sequence[Verdict]) -> list[Verdict]:
        """Return the verdicts; a value of single precision that is as right as the reference's would be is right."""
        if self._rule.has_own_comparison or self._rule.float32 <= RTOL:
            return list(verdicts)
        return [self._excused(verdict) if _is_suspect(verdict) else verdict for verdict in verdicts]

    def _excused(self, verdict: Verdict) -> Verdict:
        mine = self._rule.parts_of(in_form_of(verdict.expected, verdict.outcome.value))
        right = self._rule.parts_of(verdict.expected)
        errors = list(self._errors(verdict.case.inputs))
        parts = dict(verdict.parts)
        for name, one in verdict.parts.items():
            if one is not None and one.kind == "value" and name in mine and name in right:
                if _is_near(mine[name], right[name], self._rule.float32, [each[name] for each in errors if name in each]):
                    parts[name] = None
        return verdict.of_parts(parts)

    def _errors(self, inputs: Inputs) -> Iterator[dict[str, np.ndarray]]:
        """Yield how far the reference is from itself in single precision, by part, for these inputs and some beside them.

        The error is infinite where single precision gives no finite number.
        """
        rng = np.random.default_rng(0)
        for number in range(1 + BESIDE):
            double = with_floats(inputs, lambda x: x * (1 + NEAR * rng.uniform(-1, 1, np.shape(x)))) if number else inputs
            both = self._ask(self._function, [double, with_floats(double, _single)])
            if not any(outcome.error for outcome in both):
                right, rough = (self._rule.parts_of(outcome.value) for outcome in both)
                yield {name: error for name in right if (error := distance(right[name], rough.get(name))) is not None}


def _is_suspect(verdict: Verdict) -> bool:
    """Return whether a value of single precision is wrong in its numbers only."""
    differences = [one for one in verdict.parts.values() if one is not None]
    return any(one.kind == "value" for one in differences) and has_low_precision(verdict.outcome.value)


def _is_near(mine: Any, right: Any, rtol: float, errors: Sequence[np.ndarray]) -> bool:
    """Return whether a part is as near to the right one as single precision allows. errors: of the reference."""
    got, expected = as_array(mine), as_array(right)
    if got is None or expected is None or got.shape != expected.shape or not errors:
        return False
    allowed = TIMES * np.max(errors, axis=0) + rtol * np.abs(expected)
    with np.errstate(all="ignore"):
        near = np.abs(got.astype(float) - expected) <= allowed
    return bool(np.where(np.isfinite(allowed), near, ~np.isfinite(got) | _equal(got, expected)).all())


def _equal(got: np.ndarray, expected: np.ndarray) -> np.ndarray:
    return np.asarray(np.isclose(got.astype(float), expected, rtol=float(np.finfo(np.float32).eps), atol=0.0))


def distance(right: Any, rough: Any) -> np.ndarray | None:
    """Return the distance of two parts; infinite where only the rough one is not finite, 0 where neither is."""
    one, other = as_array(right), as_array(rough)
    if one is None or other is None or one.shape != other.shape:
        return None
    with np.errstate(all="ignore"):
        distance = np.abs(one.astype(float) - other.astype(float))
    distance = np.where(np.isfinite(other), distance, np.inf)
    return np.where(np.isfinite(one), distance, 0.0)


def with_floats(value: Any, change: Callable[[Any], Any]) -> Any:
    """Return inputs with their floats and float arrays changed, at any depth."""
    if isinstance(value, dict):
        return {key: with_floats(part, change) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(with_floats(part, change) for part in value)
    floating = isinstance(value, float) or (isinstance(value, np.ndarray) and value.dtype.kind == "f")
    return change(value) if floating else value


def _single(value: Any) -> Any:
    return value.astype(np.float32) if isinstance(value, np.ndarray) else np.float32(value)
