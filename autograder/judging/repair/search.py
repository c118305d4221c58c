"""Search for the smallest edits that make a learner's own function right.

Many different edits can repair one function, so learners read where the edits are, and not an edit (see `finding`).
Candidates run where the learner's function runs, on inputs that are never scored; their answers are judged here.
"""

from __future__ import annotations

import copy
import itertools
import re
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import islice
from typing import Any

import numpy as np

from autograder.errors import ExerciseError
from autograder.exercise.exercise import Case
from autograder.judging.marking import Exam
from autograder.judging.repair.asking import ask_texts
from autograder.judging.repair.edit import Edit, FunctionText
from autograder.judging.repair.expressions import Expressions
from autograder.judging.repair.statements import Statements
from autograder.judging.verdict import Verdict
from autograder.sandbox.shared.steps import LEAST, TIMES, steps_of

MOST_FIRST = 1500  # candidates with one edit
MOST_SECOND = 400  # candidates with a second edit, for each first edit that is followed
FOLLOWED = 4  # first edits that made more parts right, to which a second one is added
ENOUGH = 12  # repairs, after which the search ends
PAIRED = 32  # edits that are tried in pairs where no other way leads further
AT_ONCE = 40  # candidates of one request
CERTAIN = 0.2  # the cost of an edit that is hardly ever right by accident
STEPS = 300_000  # lines of Python that the candidates of one search may run together, as far as the reference tells
OVERHEAD = 60  # lines of Python that take as long as building and judging a candidate

_APPENDED = re.compile(r"\b(\w+)\.append\((\w+)\)")
_RENAMED = re.compile(r"\b(\w+) = (\w+)$", re.MULTILINE)

Function = Callable[..., Any]


@dataclass(frozen=True)
class Repair:
    """Edits that make a function right, in the order in which they were found. text: of the function after them."""

    edits: tuple[Edit, ...]
    text: str = ""

    @property
    def cost(self) -> float:
        """How unlikely the slips are that they repair, together."""
        return sum(edit.cost for edit in self.edits)

    @property
    def lines(self) -> frozenset[int]:
        """The lines that they change, counted from 1 in the function's text."""
        return frozenset(line for edit in self.edits for line in edit.lines)


@dataclass
class Search:
    """One search for repairs.

    exam:      of the exercise. function: the learner's, in a process that no exercise will be asked in.
    cases:     inputs that are never scored; the function as it is is wrong for the first one.
    expected:  the right answers to them.
    callables: names of functions that the learner's code may call.
    lines:     of the function's text that the failing call executes; only edits of them are tried. Empty: all lines.
    deadline:  when the search ends at the latest, as `time.monotonic` counts.
    suspect:   the line that the trace suspects; None for none.

    tried:     the number of candidates so far.
    """

    exam: Exam
    function: Function
    cases: Sequence[Case]
    expected: Sequence[Any]
    callables: Collection[str] = ()
    lines: Collection[int] = ()
    deadline: float = float("inf")
    suspect: int | None = None
    tried: int = 0
    _seen: set[str] = field(default_factory=set)

    def repairs(self, text: str) -> list[Repair]:
        """Return the repairs that were found for a function's text, the likeliest first.

        Raises SyntaxError unless the text is one function, and SandboxStopped when the learner's process was stopped.
        """
        before = parts_right(self.exam, self.judge(text, self.cases[:1])[0])
        better: list[tuple[float, Edit, str]] = []
        found = [Repair((edit,), changed) for edit, changed in self._right(text, MOST_FIRST, better)]
        better = sorted((one for one in better if one[0] > before), key=lambda entry: (-entry[0], entry[1].cost))
        for _, first, changed in better[:FOLLOWED] if not found else []:
            found += [Repair((first, second), twice) for second, twice in self._right(changed, MOST_SECOND, [])]
            if found:
                break
        return found or [Repair(pair, changed) for pair, changed in self._right_pairs(text)]

    def _right_pairs(self, text: str) -> Iterator[tuple[tuple[Edit, ...], str]]:
        """Yield pairs of edits that make a text right together although neither makes more of it right.

        One of them lies on the line that the trace suspects, if there is one. They are the cheapest.
        """
        single = [edit for edit in edits_of(text, self.callables, self.lines) if not edit.others]
        near = [edit for edit in single if self.suspect in (None, edit.line)][:PAIRED]
        others = list(dict.fromkeys([*near, *single[:PAIRED]]))
        pairs = sorted(itertools.product(near, others), key=lambda pair: pair[0].cost + pair[1].cost)
        both = {changed: pair for pair in pairs if (changed := _applied(pair, text)) is not None}
        made = iter([(Edit("pair", 0, ()), changed) for changed in both])
        for _, changed in self._tried(made, []):
            yield both[changed], changed

    def _right(self, text: str, most: int, better: list[tuple[float, Edit, str]]) -> Iterator[tuple[Edit, str]]:
        """Yield the edits of a text that make it right, with the text that each makes.

        better: gets the other edits, with the number of parts of the first answer that are right after them.
        """
        yield from self._tried(islice(self._new_texts(text), most), better)

    def _tried(self, texts: Iterator[tuple[Edit, str]], better: list[tuple[float, Edit, str]]) -> Iterator[tuple[Edit, str]]:
        """Yield those of these texts that are right, until there are enough of them. better: as for `_right`."""
        found = 0
        while (some := list(islice(texts, min(AT_ONCE, self.left)))) and found < ENOUGH and time.monotonic() < self.deadline:
            self.tried += len(some)
            answers = self._answers([changed for _, changed in some], self.cases[:1])
            for (edit, changed), (verdict,) in zip(some, answers, strict=True):
                wrong = verdict is None or verdict.difference or verdict.changed
                if not wrong and self.is_right(changed, self.cases[1:]):
                    found += 1
                    yield edit, changed
                elif verdict is not None:
                    better.append((parts_right(self.exam, verdict), edit, changed))

    def _new_texts(self, text: str) -> Iterator[tuple[Edit, str]]:
        """Yield edits with the texts that they make, each text once, the cheapest edits first."""
        for edit in edits_of(text, self.callables, self.lines):
            changed = edit.applied(text)
            if changed not in self._seen and not _holds_itself(changed):
                self._seen.add(changed)
                yield edit, changed

    def is_right(self, text: str, cases: Sequence[Case]) -> bool:
        """Return whether a text answers all of these cases rightly."""
        return not any(verdict is None or verdict.difference or verdict.changed for verdict in self.judge(text, cases))

    def judge(self, text: str, cases: Sequence[Case]) -> list[Verdict]:
        """Return the verdicts on a text."""
        return self._answers([text], cases)[0] if cases else []

    def _answers(self, texts: Sequence[str], cases: Sequence[Case]) -> list[list[Any]]:
        """Return for each text a verdict on each case; None for one that cannot be judged."""
        expected = {id(case): right for case, right in zip(self.cases, self.expected, strict=True)}
        right = [expected[id(case)] for case in cases]
        found = ask_texts(self.exam, self.function, texts, cases, least=self.steps)
        together = [zip(cases, outcomes, right, strict=True) for outcomes in found]
        return [[self._verdict(*each) for each in one] for one in together]

    @property
    def left(self) -> int:
        """The number of candidates that may still be tried. It does not depend on how busy the machine is."""
        return max(0, STEPS // (OVERHEAD + self._taken[id(self.cases[0])]) - self.tried)

    @property
    def steps(self) -> int:
        """The steps that a candidate may take in any case: ten times those of the reference."""
        return max(LEAST, TIMES * max(self._taken.values()))

    @cached_property
    def _taken(self) -> dict[int, int]:
        """The lines that the reference runs in each case: `id(case)` -> lines."""
        reference = self.exam.reference.function
        calls = {id(case): self.exam.fit(reference, case.inputs).arguments for case in self.cases}
        return {
            case: steps_of(partial(reference, *copy.deepcopy(args), **copy.deepcopy(kwargs)))
            for case, (args, kwargs) in calls.items()
        }

    def _verdict(self, case: Case, outcome: Any, expected: Any) -> Verdict | None:
        try:
            return self.exam.verdict(self.function, case, outcome, expected)
        except (ExerciseError, RecursionError):  # an edit may make a value that holds itself
            return None


def edits_of(text: str, callables: Collection[str] = (), lines: Collection[int] = ()) -> list[Edit]:
    """Return all edits of a function's text, the cheapest first.

    lines: only edits that begin on one of them; all edits without any.
    """
    function = FunctionText(text)
    edits = [*Expressions(function, callables).edits(), *Statements(function).edits()]
    some = [edit for edit in edits if not lines or edit.line in lines]
    return sorted([*(edit for edit in some if not edit.group), *together(text, some)], key=lambda edit: edit.cost)


def _holds_itself(text: str) -> bool:
    """Return whether a list is appended to itself, also under another name. NumPy takes for ever to make an array of it."""
    names = set(_RENAMED.findall(text))
    return any(one == other or (other, one) in names for one, other in _APPENDED.findall(text))


def _applied(edits: Sequence[Edit], text: str) -> str | None:
    """Return the text after these edits; None where they touch the same place."""
    splices = sorted(splice for edit in edits for splice in edit.splices)
    if any(one.end > other.start for one, other in itertools.pairwise(splices)):
        return None
    changed = Edit("pair", 0, tuple(splices)).applied(text)
    return None if _holds_itself(changed) else changed


def together(text: str, edits: Sequence[Edit]) -> Iterator[Edit]:
    """Yield the edits that make the same edit at all of several equal places: `axis=0` twice, `1 // m` three times."""
    data = text.encode()
    groups: dict[Any, list[Edit]] = {}
    for edit in edits:
        if len(edit.splices) == 1:
            (splice,) = edit.splices
            group = edit.group or (data[splice.start : splice.end], splice.text)
            groups.setdefault((edit.kind, group), []).append(edit)
    for alike in groups.values():
        splices = sorted({edit.splices[0] for edit in alike})
        apart = all(one.end <= other.start for one, other in itertools.pairwise(splices))
        if len(splices) > 1 and apart and all(splice.end > splice.start for splice in splices):
            first, lines = min(alike, key=lambda edit: edit.line), frozenset(edit.line for edit in alike)
            # A slip that hardly anything else explains, such as `1 // m`, is likely at every place.
            cost = first.cost * len(lines) + 0.2 if first.cost <= CERTAIN else first.cost + 0.2 + len(lines) - 1
            yield Edit(first.kind, first.line, tuple(splices), cost, others=lines - {first.line})


def parts_right(exam: Exam, verdict: Verdict | None) -> float:
    """Return how many parts of a returned value are right: entries of tuples and dicts; 1 more when all of it is."""
    if verdict is None or verdict.outcome.error is not None:
        return 0.0
    got, expected = exam.exercise.part(verdict.outcome.value), exam.exercise.part(verdict.expected)
    right = sum(_equal(one, other) for one, other in _parts(got, expected))
    return right + (1.0 if not verdict.difference else 0.0)


def _parts(got: Any, expected: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the parts of a value and those of the right one, in pairs."""
    if type(expected) is dict and type(got) is dict:
        for key, value in expected.items():
            if key in got:
                yield from _parts(got[key], value)
    elif type(expected) in (tuple, list) and type(got) in (tuple, list) and len(got) == len(expected):
        for one, other in zip(got, expected, strict=True):
            yield from _parts(one, other)
    else:
        yield got, expected


def _equal(one: Any, other: Any) -> bool:
    if not all(isinstance(value, np.ndarray | np.generic | int | float) for value in (one, other)):
        return False
    try:
        return np.shape(one) == np.shape(other) and bool(np.allclose(one, other, rtol=1e-7, equal_nan=True))
    except (TypeError, ValueError):
        return False
