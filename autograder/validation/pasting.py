"""Run a failing example as a learner would paste it, and prove that it fails."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.exercise.comparison import Difference
from autograder.exercise.exercise import Exercise
from autograder.words import Sentence, sentence

Function = Callable[..., Any]


def fault_of_example(
    exercise: Exercise, example: str, difference: Difference | None, wrong: Function, reference: Function
) -> Sentence | None:
    """Return why an example does not show what its report says; None when it does.

    example:    Python: lines that set the inputs, then the call.
    difference: what the report says is wrong.
    wrong, reference: the function that failed, and the one that is right.
    """
    mine, before, after = _run(example, exercise.name, wrong)
    right, _, inputs = _run(example, exercise.name, reference)
    kind = difference.kind if difference else ""
    if kind in ("error", "wrong error", "unnamed"):
        return None if isinstance(mine, Exception) else sentence("validation.example_raises_nothing")
    if kind == "not raised":
        shown = isinstance(right, Exception) and not isinstance(mine, Exception)
        return None if shown else sentence("validation.example_accepted")
    if isinstance(mine, Exception) or isinstance(right, Exception):
        error = str(mine) if isinstance(mine, Exception) else repr(right)
        return sentence("validation.example_raises", error=error)
    if difference is not None and kind == "changed":
        changed = any(not np.array_equal(before[name], after[name]) for name in before)
        part_of_input = "[" in difference.path  # an array inside a dict or a list: the lines above set only the whole
        return None if changed or part_of_input else sentence("validation.example_changes_nothing")
    return sentence("validation.example_passes") if exercise.compare(mine, right, inputs) is None else None


def _run(example: str, name: str, function: Function) -> tuple[Any, dict[str, Any], dict[str, Any]]:
    """Return the value of the call, or the exception; copies of the arrays before it; and all inputs after it."""
    world: dict[str, Any] = {"np": np, name: function}
    known = set(world) | {"__builtins__"}
    before: dict[str, Any] = {}
    *setup, call = example.splitlines()
    value: Any
    try:
        with contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
            exec("\n".join(setup), world)
            before = {given: np.copy(array) for given, array in world.items() if type(array) is np.ndarray}
            value = eval(call, world)
    except Exception as error:
        value = error
    return value, before, {given: each for given, each in world.items() if given not in known}
