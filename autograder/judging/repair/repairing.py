"""Find where a learner's function goes wrong: search for repairs, look at the trace, and check what was found."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from autograder.errors import ExerciseError
from autograder.exercise.draws import generator_for
from autograder.exercise.exercise import Case
from autograder.judging.marking import Exam
from autograder.judging.repair import trace
from autograder.judging.repair.asking import ask_texts
from autograder.judging.repair.comparing import TraceFinding, compare_traces
from autograder.judging.repair.finding import Spot, definitions_of, headers_of, place_of
from autograder.judging.repair.menus import is_repairable
from autograder.judging.repair.reference_values import all_values, values_by_name
from autograder.judging.repair.search import Function, Repair, Search
from autograder.judging.shrinking import size
from autograder.sandbox.shared.outcome import SandboxStopped

SECONDS = 5.0  # wall-clock time of the search for one exercise, an outer bound; candidates are counted
SECONDS_IN_ALL = 20.0  # for all exercises of a notebook
WIDE = 3  # draws of the `wide` generator that a repaired function must answer rightly


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
    apart: whether there are repairs, but they do not agree.
    """

    place: Spot | None = None
    trace: TraceFinding | None = None
    apart: bool = False


def locate(exam: Exam, fresh: Callable[[], Function], text: str, patience: Patience, *, key: str = "") -> Located:
    """Search for repairs of a learner's function, and return where it goes wrong.

    exam:     of the exercise; one that lets the learner choose is not repaired.
    fresh:    returns the learner's function in a process that has received no input yet.
    text:     of the function, from the notebook.
    patience: the time that is left.
    key:      under which it is shared what was found; "" for not at all. A search that the clock has ended is not shared.
    """
    known = exam.shared.get(("place", key))
    if known is not None:
        return known  # type: ignore[no-any-return]
    began, deadline = time.monotonic(), patience.deadline()
    try:
        found = _locate(exam, fresh, text, deadline)
        if key and time.monotonic() < deadline:
            exam.shared["place", key] = found
        return found
    except (SandboxStopped, SyntaxError, ExerciseError, RecursionError, ValueError):
        return Located()
    finally:
        patience.left -= time.monotonic() - began


def _locate(exam: Exam, fresh: Callable[[], Function], text: str, deadline: float) -> Located:
    if exam.exercise.choice or not is_repairable(text, exam.reference.source):
        return Located()
    function = exam.repeatable(fresh())
    search = _search(exam, function, text, deadline)
    if search is None:
        return Located()
    finding, executed, stops = _traces(exam, function, text, search.cases[0])
    search.lines = executed
    search.suspect = stops or (finding.suspect if finding is not None else None)
    repairs, definitions, headers = search.repairs(text), definitions_of(text), headers_of(text)
    apart = bool(repairs)
    while repairs:
        found = place_of(repairs, finding, definitions, headers)
        if found is None:
            break
        best = min((repair for repair in repairs if found.line in repair.lines), key=lambda repair: repair.cost)
        if _holds(exam, exam.repeatable(fresh()), text, best, search):
            return Located(found, finding)
        repairs = [repair for repair in repairs if repair is not best]
    return Located(None, finding, apart)


def _search(exam: Exam, function: Function, text: str, deadline: float) -> Search | None:
    """Return a search on inputs that are never scored; None where the function is right for all of these."""
    cases = exam.tried
    expected = exam.repeatable_answers(cases)
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


def _traces(exam: Exam, function: Function, text: str, case: Case) -> tuple[TraceFinding | None, frozenset[int], int | None]:
    """Return what the traces say, the lines that were executed, and the one at which an error stopped the function."""
    ((outcome,), (own,)) = ask_texts(exam, function, [trace.traced(text), text], [case], least=trace.STEPS)
    computed, executed = trace.read_trace(outcome.value, text)
    stops = trace.last_line(outcome.value, text, case.inputs)[0] if own.error is not None else None
    if not computed:
        return None, executed, stops
    return compare_traces(computed, all_values(exam, case), values_by_name(exam, case), text), executed, stops


def _holds(exam: Exam, function: Function, text: str, repair: Repair, search: Search) -> bool:
    """Return whether a repaired function is right alone, in another order and for wide inputs, and the original is not."""
    wide = [Case("wide", "", inputs) for inputs in _wide_inputs(exam)]
    cases = [*search.cases[::-1], *wide]
    check = Search(exam, function, cases, [*search.expected[::-1], *exam.repeatable_answers(wide)])
    return check.is_right(repair.text, cases) and not check.is_right(text, search.cases[:1])


def _wide_inputs(exam: Exam) -> list[Any]:
    """Return some inputs of the `wide` generator that the contract allows; none without one."""
    draw = exam.exercise.widest
    if draw is None:
        return []
    rng = generator_for(exam.seed, "wide", "repair")
    drawn = [dict(draw(rng)) for _ in range(2 * WIDE)]
    return [inputs for inputs in drawn if exam.exercise.allows(inputs)][:WIDE]
