"""Search for the smallest edits that make a learner's own function right.

Many different edits can repair one function, so what is told is the place where they lie, not an edit (see `finding`).
Candidates run where the learner's function runs; their answers are judged here, by the cases of the exam.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import numpy as np

from autograder.errors import ExerciseError
from autograder.exercise.exercise import Case
from autograder.judging.marking import Exam, Marking, Verdict
from autograder.judging.repair.edit import Edit, FunctionText
from autograder.judging.repair.expressions import Expressions
from autograder.judging.repair.statements import Statements
from autograder.sandbox.shared.outcome import SandboxStopped

MOST_FIRST = 2000  # candidates with one edit
MOST_SECOND = 500  # candidates with a second edit, for each first edit that is followed
FOLLOWED = 4  # first edits that made more parts right, to which a second one is added
ENOUGH = 12  # repairs, after which the search ends
AT_ONCE = 40  # candidates that are built by one request

Function = Callable[..., Any]
Build = Callable[[Sequence[str]], Sequence[Function | None]]  # texts -> functions in the learner's world; None: refused


@dataclass(frozen=True)
class Repair:
    """Edits that make a function right, in the order in which they were found."""

    edits: tuple[Edit, ...]

    @property
    def cost(self) -> float:
        """How unlikely the slips are that they repair, together."""
        return sum(edit.cost for edit in self.edits)

    @property
    def lines(self) -> frozenset[int]:
        """The lines that they change, counted from 1 in the function's text."""
        return frozenset(edit.line for edit in self.edits)


@dataclass
class Search:
    """One search for repairs.

    exam:      of the exercise. marking: of the learner's function as it is; it has a failing verdict.
    build:     makes candidates of texts.
    callables: names of functions that the learner's code may call.
    lines:     of the function's text that the failing call executes; only statements on them are edited.

    tried:     the number of candidates so far.
    """

    exam: Exam
    marking: Marking
    build: Build
    callables: Collection[str] = ()
    lines: Collection[int] = ()
    tried: int = 0
    _seen: set[str] = field(default_factory=set)

    def repairs(self, text: str) -> list[Repair]:
        """Return the repairs that were found for a function's text, the likeliest first; none when its process ends.

        Raises SyntaxError unless the text is one function.
        """
        found: list[Repair] = []
        better: list[tuple[float, Edit, str]] = []
        try:
            for edit, candidate in self._candidates(text, MOST_FIRST):
                right, parts = self._judge(candidate)
                if right:
                    found.append(Repair((edit,)))
                    if len(found) >= ENOUGH:
                        return found
                elif parts > self._parts_before:
                    better.append((parts, edit, edit.applied(text)))
            better.sort(key=lambda entry: (-entry[0], entry[1].cost))
            for _, first, changed in better[:FOLLOWED] if not found else []:
                found += self._second(first, changed)
                if found:
                    break
        except SandboxStopped:
            pass
        return found

    def _second(self, first: Edit, text: str) -> list[Repair]:
        """Return the repairs that a second edit makes of a text that the first edit has changed."""
        found = []
        for edit, candidate in self._candidates(text, MOST_SECOND):
            if self._judge(candidate)[0]:
                found.append(Repair((first, edit)))
        return found

    def _candidates(self, text: str, most: int) -> Iterator[tuple[Edit, Function]]:
        """Yield edits of a text, the cheapest first, each with the function that it makes."""
        texts = islice(self._new_texts(text), most)
        while some := list(islice(texts, AT_ONCE)):
            functions = self.build([changed for _, changed in some])
            for (edit, _), function in zip(some, functions, strict=True):
                self.tried += 1
                if function is not None:
                    yield edit, function

    def _new_texts(self, text: str) -> Iterator[tuple[Edit, str]]:
        """Yield edits with the texts that they make, each text once."""
        for edit in edits_of(text, self.callables, self.lines):
            changed = edit.applied(text)
            if changed not in self._seen:
                self._seen.add(changed)
                yield edit, changed

    def _judge(self, function: Function) -> tuple[bool, float]:
        """Return whether a candidate is right in all cases, and how many parts it gets right in the first one."""
        try:
            first = self.exam.judge(function, [self._probe])[0]
            if first.difference or first.changed:
                return False, parts_right(self.exam, first)
            verdicts = self.exam.judge(function, self._others)
        except ExerciseError:
            return False, 0.0
        return not any(verdict.difference or verdict.changed for verdict in verdicts), parts_right(self.exam, first)

    @property
    def _probe(self) -> Case:
        """The failing case that each candidate is asked first."""
        return self.marking.failing[0].case

    @property
    def _others(self) -> list[Case]:
        return [verdict.case for verdict in self.marking.required if verdict.case is not self._probe]

    @property
    def _parts_before(self) -> float:
        """How many parts the unedited function gets right in the first case."""
        return parts_right(self.exam, self.marking.failing[0])


def edits_of(text: str, callables: Collection[str] = (), lines: Collection[int] = ()) -> list[Edit]:
    """Return all edits of a function's text, the cheapest first.

    lines: only edits that begin on one of them; all edits without any.
    """
    function = FunctionText(text)
    edits: Iterable[Edit] = [*Expressions(function, callables).edits(), *Statements(function).edits()]
    return sorted((edit for edit in edits if not lines or edit.line in lines), key=lambda edit: edit.cost)


def parts_right(exam: Exam, verdict: Verdict) -> float:
    """Return how many parts of a returned value are right: entries of tuples and dicts; 1 more when all of it is."""
    if verdict.outcome.error is not None:
        return 0.0
    got, expected = exam.exercise.part(verdict.outcome.value), exam.exercise.part(verdict.expected)
    right = sum(_equal(one, other) for one, other in _parts(got, expected))
    return right + (1.0 if not verdict.difference else 0.0)


def _parts(got: Any, expected: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the parts of a value and those of the right one, in pairs."""
    if isinstance(expected, dict) and isinstance(got, dict):
        for key, value in expected.items():
            if key in got:
                yield from _parts(got[key], value)
    elif isinstance(expected, tuple | list) and isinstance(got, tuple | list) and len(got) == len(expected):
        for one, other in zip(got, expected, strict=True):
            yield from _parts(one, other)
    else:
        yield got, expected


def _equal(one: Any, other: Any) -> bool:
    try:
        return np.shape(one) == np.shape(other) and bool(np.allclose(one, other, rtol=1e-7, equal_nan=True))
    except (TypeError, ValueError):
        return False
