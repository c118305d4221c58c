"""Find where a learner's function goes wrong: search for repairs, look at the trace, and check what was found."""

from __future__ import annotations

import ast
import copy
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.errors import ExerciseError
from autograder.exercise.draws import generator_for
from autograder.exercise.exercise import Case
from autograder.judging.calls import attempt
from autograder.judging.marking import Exam
from autograder.judging.repair import trace
from autograder.judging.repair.edit import FunctionText
from autograder.judging.repair.finding import Spot, definitions_of, place_of
from autograder.judging.repair.search import Function, Repair, Search
from autograder.judging.repair.trace import TraceFinding
from autograder.judging.shrinking import size
from autograder.sandbox.shared.outcome import SandboxStopped

SECONDS = 5.0  # wall-clock time of the search for one exercise, an outer bound; candidates are counted
SECONDS_IN_ALL = 20.0  # for all exercises of a notebook
WIDE = 3  # draws of the `wide` generator that a repaired function must answer rightly
TIMES, SMALL = 3, 60  # nothing longer than so many times the reference is repaired; nodes that count as short


@dataclass
class Patience:
    """The wall-clock time for searches, seconds. left: for all of them together. each: for one of them."""

    left: float = SECONDS_IN_ALL
    each: float = SECONDS

    def deadline(self) -> float:
        """Return when the next search ends at the latest, as `time.monotonic` counts."""
        return time.monotonic() + max(0.0, min(self.each, self.left))


@dataclass(frozen=True)
class Located:
    """Where a function goes wrong, as far as that was found.

    place: the place that repairs agree on; None for none.
    trace: what the trace says; None where there is none.
    """

    place: Spot | None = None
    trace: TraceFinding | None = None


def locate(exam: Exam, fresh: Callable[[], Function], text: str, patience: Patience) -> Located:
    """Search for repairs of a learner's function, and return where it goes wrong.

    exam:     of the exercise; exercises that train a model, or that let the learner choose, are not repaired.
    fresh:    returns the learner's function in a process that has received no input yet.
    text:     of the function, from the notebook.
    patience: the time that is left.
    """
    began = time.monotonic()
    try:
        return _locate(exam, fresh, text, patience.deadline())
    except (SandboxStopped, SyntaxError, ExerciseError, RecursionError, ValueError):
        return Located()
    finally:
        patience.left -= time.monotonic() - began


def _locate(exam: Exam, fresh: Callable[[], Function], text: str, deadline: float) -> Located:
    if exam.exercise.training or exam.exercise.choice or not is_repairable(text, exam.reference.source):
        return Located()
    function = fresh()
    search = _search(exam, function, text, deadline)
    if search is None:
        return Located()
    finding, executed = _traces(exam, function, text, search.cases[0])
    search.lines = executed
    repairs, definitions = search.repairs(text), definitions_of(text)
    while repairs:
        found = place_of(repairs, finding, definitions)
        if found is None:
            break
        best = min((repair for repair in repairs if found.line in repair.lines), key=lambda repair: repair.cost)
        if _holds(exam, fresh(), text, best, search):
            return Located(found, finding)
        repairs = [repair for repair in repairs if repair is not best]
    return Located(None, finding)


def _search(exam: Exam, function: Function, text: str, deadline: float) -> Search | None:
    """Return a search on inputs that are never scored; None where the function is right for all of these."""
    cases = [case for case in exam.examples if case.group not in exam.exercise.bonus]
    expected = exam.right_answers(cases)
    search = Search(
        exam=exam,
        function=function,
        cases=cases,
        expected=expected,
        callables=callables_of(exam, text),
        deadline=deadline,
    )
    verdicts = search.judge(text, cases)
    failing = [i for i, verdict in enumerate(verdicts) if verdict is not None and (verdict.difference or verdict.changed)]
    if not failing:
        return None
    first = min(failing, key=lambda i: size(cases[i].inputs))
    order = sorted(range(len(cases)), key=lambda i: (i != first, i not in failing))
    search.cases, search.expected = [cases[i] for i in order], [expected[i] for i in order]
    return search


def callables_of(exam: Exam, text: str) -> list[str]:
    """Return the functions of the assignment that the learner's text names, and those that the reference calls."""
    module = exam.reference.module
    own = [name for name, value in vars(module).items() if getattr(value, "__module__", None) == module.__name__]
    named = [name for name in own if callable(getattr(module, name)) and name in text and name != exam.exercise.name]
    return list(dict.fromkeys([*named, *exam.reference.helpers]))


def _traces(exam: Exam, function: Function, text: str, case: Case) -> tuple[TraceFinding | None, frozenset[int]]:
    """Return what the traces say, and the lines that were executed."""
    call = exam.fit(function, case.inputs).arguments
    ((outcome,),) = attempt(function, [trace.traced(text)], [call])
    computed, executed = trace.read_trace(outcome.value, text)
    if not computed:
        return None, executed
    return trace.compare_traces(computed, values_of_reference(exam, case)), executed


def values_of_reference(exam: Exam, case: Case) -> trace.ValueSet:
    """Return all values that the reference computes for a case, and its inputs."""
    found: list[Any] = []

    def record(line: int, name: str, value: Any) -> Any:
        if len(found) < trace.MOST * 10 and not callable(value):
            try:
                found.append(copy.deepcopy(value))
            except Exception:  # a module
                pass
        return value

    world = dict(vars(exam.reference.module)) | {trace.RECORDER: record}
    exec(compile(trace.recording(exam.reference.source), "<reference>", "exec"), world)
    with np.errstate(all="ignore"):
        exam.ask(world[exam.exercise.name], [case.inputs])
    return trace.ValueSet([*found, *case.inputs.values()])


def _holds(exam: Exam, function: Function, text: str, repair: Repair, search: Search) -> bool:
    """Return whether a repaired function is right alone, in another order and for wide inputs, and the original is not."""
    wide = [Case("wide", "", inputs) for inputs in _wide_inputs(exam)]
    cases = [*search.cases[::-1], *wide]
    check = Search(exam, function, cases, [*search.expected[::-1], *exam.right_answers(wide)])
    return check.is_right(repair.text, cases) and not check.is_right(text, search.cases[:1])


def _wide_inputs(exam: Exam) -> list[Any]:
    """Return some inputs of the `wide` generator that the contract allows; none without one."""
    draw = exam.exercise.widest
    if draw is None:
        return []
    rng = generator_for(exam.seed, "wide", "repair")
    drawn = [dict(draw(rng)) for _ in range(2 * WIDE)]
    return [inputs for inputs in drawn if exam.exercise.allows(inputs)][:WIDE]


def is_repairable(text: str, reference: str) -> bool:
    """Return whether a function is short enough to be repaired, and no condition in it is constant.

    In long functions, or among lines that never run, the place of a repair could be chosen to tell something else.
    """
    function, model = FunctionText(text), FunctionText(reference)
    if _nodes(function) > TIMES * max(_nodes(model), SMALL):
        return False
    tests = [
        node.test for part in function.body for node in ast.walk(part) if isinstance(node, ast.If | ast.IfExp | ast.While)
    ]
    constant = [test for test in tests if not any(isinstance(node, ast.Name | ast.Call) for node in ast.walk(test))]
    return not any(not (isinstance(test, ast.Constant) and test.value is True) for test in constant)


def _nodes(function: FunctionText) -> int:
    return sum(1 for part in function.body for node in ast.walk(part) if isinstance(node, ast.expr | ast.stmt))
