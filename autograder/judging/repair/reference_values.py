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
    world = dict(vars(exam.reference.module))
    exec(compile(trace.traced(exam.reference.source), "<reference>", "exec"), world)
    (outcome,) = exam.ask(exam.repeatable(world[exam.exercise.name]), [case.inputs])
    computed, _ = trace.read_trace(outcome.value, exam.reference.source)
    return {one.name: one.value for one in computed if one.name.isidentifier()}
