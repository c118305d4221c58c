"""Excuse a training whose result is decided by rounding.

With a large learning rate and hundreds of steps, a training can be chaotic: two right formulas that round the last digit in
another way end far apart. How far is measured: the reference trains from starts that differ in the last digits only. One
of some thousand draws is like that, so at most one verdict of an answer is excused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.exercise.comparison import in_form_of
from autograder.exercise.rule import Rule
from autograder.exercise.values import as_array
from autograder.judging.precision import distance, with_floats
from autograder.judging.verdict import Verdict

LAST_DIGITS = 1e-14  # relative change of each number of the start
STARTS = 6
TIMES = 4  # the largest distance that was seen: other formulas round in each step, not in the start alone
CALM = 1e-2  # part of the tolerance; a training that moves by less is not chaotic


def excuse_chaos(verdicts: Sequence[Verdict], rule: Rule, train: Callable[..., Any]) -> list[Verdict]:
    """Return the verdicts of an answer; if one of several is wrong, without what rounding may have made of it.

    With more of them, a learner could choose a start from which every training is chaotic.

    rule: of the exercise. train: (start, inputs=…) -> what the reference returns from it.
    """
    wrong = [verdict for verdict in verdicts if verdict.difference is not None]
    if len(wrong) != 1 or len(verdicts) == 1:
        return list(verdicts)
    return [excused(verdict, rule, train) if verdict is wrong[0] else verdict for verdict in verdicts]


def excused(verdict: Verdict, rule: Rule, train: Callable[..., Any]) -> Verdict:
    """Return a verdict without the differences of value that rounding may have made. The arguments are those above."""
    wrong = [one for one in verdict.parts.values() if one is not None]
    if not wrong or verdict.start is None or any(one.kind != "value" for one in wrong):
        return verdict
    mine, right = rule.parts_of(in_form_of(verdict.expected, verdict.outcome.value)), rule.parts_of(verdict.expected)
    rng = np.random.default_rng(0)
    largest = dict.fromkeys(right, 0.0)
    for _ in range(STARTS):
        near = with_floats(verdict.start, lambda x: x * (1 + LAST_DIGITS * rng.uniform(-1, 1, np.shape(x))))
        other = rule.parts_of(train(near, inputs=verdict.case.inputs))
        for name in right:
            if (error := distance(right[name], other.get(name))) is not None:
                largest[name] = max(largest[name], float(np.max(error, initial=0.0)))
        if all(largest[name] <= CALM * rule.rtol for name in right):
            return verdict
    return verdict.of_parts(
        {
            name: None if one is not None and _is_near(mine.get(name), right.get(name), TIMES * largest[name]) else one
            for name, one in verdict.parts.items()
        }
    )


def _is_near(mine: Any, right: Any, allowed: float) -> bool:
    got, expected = as_array(mine), as_array(right)
    if got is None or expected is None or got.shape != expected.shape:
        return False
    return bool((np.abs(got.astype(float) - expected) <= allowed).all())
