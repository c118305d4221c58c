"""Record what the reference computes on the way to a right answer. It runs in this process, and its values stay here."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.exercise.exercise import Case
from autograder.exercise.reference import Reference
from autograder.judging.marking import Exam
from autograder.judging.repair import trace
from autograder.judging.repair.comparing import ValueSet


def all_values(exam: Exam, case: Case) -> ValueSet:
    """Return all values that the reference and the functions that it reaches compute for a case, and its inputs."""
    found: list[Any] = []

    def record(line: int, name: str, value: Any) -> Any:
        if len(found) < trace.MOST * 10 and not callable(value):
            try:
                found.append(copy.deepcopy(value))
            except Exception:  # a module
                pass
        return value

    world = dict(vars(exam.reference.module)) | {trace.RECORDER: record}
    for name in [*exam.reached, exam.exercise.name]:
        source = Reference(exam.reference.module, name).source
        exec(compile(trace.recording(source), "<reference>", "exec"), world)
    with np.errstate(all="ignore"):
        exam.ask(exam.repeatable(world[exam.exercise.name]), [case.inputs])
    return ValueSet([*found, *case.inputs.values()])


def named_values(exam: Exam, case: Case) -> Mapping[str, Any]:
    """Return what the reference's names hold at the end of a call: name -> value."""
    return {one.name: one.value for one in _bound(exam, case) if one.name.isidentifier()}


def values_by_name(exam: Exam, case: Case) -> Mapping[str, ValueSet]:
    """Return all values that the reference's names hold during a call: name -> values. A name may be `grads['dW1']`, too.

    There are none where the reference returns nothing: an error may have ended it before a name got all of its values.
    """
    found: dict[str, list[Any]] = {}
    for one in _bound(exam, case):
        found.setdefault(one.name, []).append(one.value)
    if not found.pop("", None):
        return {}
    return {name: ValueSet(values) for name, values in found.items()}


def _bound(exam: Exam, case: Case) -> list[trace.Computed]:
    """Return what the lines of the reference bind during a call, in order."""
    world = dict(vars(exam.reference.module))
    exec(compile(trace.traced(exam.reference.source), "<reference>", "exec"), world)
    (outcome,) = exam.ask(exam.repeatable(world[exam.exercise.name]), [case.inputs])
    return trace.read_trace(outcome.value, exam.reference.source)[0]
