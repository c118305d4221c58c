"""Search for a smaller input for which a function fails in the same way: the example to show to the learner.

The search is greedy. For exercises of a course it took 3 to 40 ms, where the one of Hypothesis (MacIver and Donaldson,
"Test-Case Reduction via Test-Case Generation", ECOOP 2020) took 360 to 810 ms and stopped at larger inputs.
"""

from __future__ import annotations

import functools
import itertools
import operator
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.errors import ExerciseError
from autograder.exercise.exercise import Case
from autograder.exercise.rule import Inputs
from autograder.exercise.values import is_finite
from autograder.judging.marking import Exam, Marking
from autograder.judging.verdict import Verdict
from autograder.sandbox.shared.outcome import LearnerError, SandboxStopped

CANDIDATES = 100  # inputs that one search tries at most: of 975 known mistakes, 97 % need fewer
SHRINK_SECONDS = 2.0  # for slow functions; on an idle machine 99 % of the searches take less than 0.3 s
LEAST_EXAMPLES = 2  # drawn examples that are tried, however long they take
LARGER = 8  # by how much an integer may grow to become one that is not scored

Path = tuple[Any, ...]  # ("parameters", "W1") is inputs["parameters"]["W1"]
Leaves = dict[Path, Any]
Axis = tuple[Path, int]  # the path of an array and its axis; or the path of an integer that is a size, and -1


def shrink(exam: Exam, function: Callable[..., Any], marking: Marking, seconds: float = SHRINK_SECONDS) -> Verdict | None:
    """Return a failing verdict for inputs as small and as round as a greedy search finds; None where it finds none.

    The inputs are never scored ones, so that a message may show them: the search starts from draws for examples, or from
    inputs near an edge case. It drops examples and features, then rounds, clips and zeroes numbers. An input is taken when
    the function fails for it in the same way, judged by the reference, and when it stays within the exercise's contract and
    within `InputSpace`. The best input so far is returned after CANDIDATES inputs, when the time is over, or when the
    learner's process is stopped. The count ends a search before the clock does, so that a message does not depend on how
    busy the machine is.

    function: the learner's, in a process that has received no scored input.
    marking:  of that function; it has a failing verdict.
    seconds:  how long the search may take, wall-clock.
    """
    failing = marking.of_class.failing or marking.failing  # what is shown rests on what everybody is asked
    search = _Search(exam, function, failing[0], time.perf_counter() + seconds)
    try:
        best = search.start(failing)
        if best is not None:
            search.improve(best)
    except SandboxStopped:
        pass
    return search.best


class _Search:
    """One search. best: the smallest failing verdict so far; None where there is none."""

    def __init__(self, exam: Exam, function: Callable[..., Any], first: Verdict, deadline: float) -> None:
        """Prepare a search for a verdict of the kind of `first`, until `deadline` (`time.perf_counter`)."""
        self.best: Verdict | None = None
        self._exam, self._function, self._first, self._deadline = exam, function, first, deadline
        self._left = CANDIDATES
        self._wanted = _kind(first)
        known = [*exam.cases, *exam.examples]  # a structure, such as a number of layers, may be among the examples only
        self._required = [case.inputs for case in known if case.group not in exam.exercise.bonus]

    def start(self, failing: Sequence[Verdict]) -> Verdict | None:
        """Find the first failing verdict: of a drawn example, else near a case that failed."""
        check = self._first.case.check
        drawn = [case for case in self._exam.examples if case.group not in self._exam.exercise.bonus]
        others: list[Verdict] = []
        for number, case in enumerate(sorted(drawn, key=lambda case: (case.check != check, size(case.inputs)))):
            if self._ends() and number >= LEAST_EXAMPLES:
                break
            verdict = self._judged(case)
            if verdict is not None and _kind(verdict) == self._wanted:
                self.best = verdict
                return verdict
            others += [verdict] if verdict is not None and _kind(verdict) is not None else []
        for failed in sorted(failing, key=lambda verdict: size(verdict.case.inputs)):
            if _kind(failed) == self._wanted and self._near(failed.case):
                return self.best
        if others:
            self.best = min(others, key=lambda verdict: size(verdict.case.inputs))
            self._wanted = _kind(self.best)
        return self.best

    def improve(self, best: Verdict) -> None:
        """Make the inputs of `best` smaller and rounder until the search ends."""
        first, space = best.case.inputs, InputSpace.of(self._required, best.case.inputs)
        about_sizes = _is_about_sizes(best)

        def allowed(inputs: Inputs) -> bool:
            return space.contains(inputs) and not (about_sizes and space.blurs(first, inputs))

        for step in (space.smaller, _rounder):
            improved = True
            while improved:
                improved = False
                for candidate in step(best.case.inputs):
                    if self._ends():
                        return
                    verdict = self._attempt(best.case, candidate) if allowed(candidate) else None
                    if verdict is not None:
                        self.best = best = verdict
                        improved = True
                        break

    def _near(self, case: Case) -> bool:
        """Search the neighbourhood of a scored case; return whether it has inputs that fail.

        Of a drawn case only other integers are tried: from numbers near its own one could tell what these are.
        """
        candidates = _larger(case.inputs)
        if any(case is edge for edge in self._exam.exercise.edges):
            space = InputSpace.of(self._required, case.inputs)
            inside = itertools.chain(space.smaller(case.inputs), _rounder(case.inputs), _moved(case.inputs))
            candidates = itertools.chain(filter(space.contains, inside), candidates)
        elif any(type(leaf) is not int for leaf in _leaves(case.inputs).values()):
            return False
        for candidate in candidates:
            if self._ends():
                return False
            self.best = self._attempt(case, candidate)
            if self.best is not None:
                return True
        return False

    def _attempt(self, case: Case, inputs: Inputs) -> Verdict | None:
        """Return the verdict for these inputs, if they are allowed, are not scored and fail in the same way."""
        if not self._exam.exercise.allows(inputs):
            return None
        verdict = self._judged(replace(case, inputs=inputs))
        if verdict is None or not is_finite(verdict.expected):
            return None
        return verdict if _kind(verdict) == self._wanted else None

    def _judged(self, case: Case) -> Verdict | None:
        """Return the verdict for a case; None where it is a scored one, or has no right answer."""
        if self._exam.is_scored(case.inputs):
            return None
        try:
            return self._exam.judge(self._function, [case])[0]
        except ExerciseError:
            return None

    def _ends(self) -> bool:
        """Count one more input; return whether it is one too many, or too late."""
        self._left -= 1
        return self._left < 0 or time.perf_counter() > self._deadline


def _kind(verdict: Verdict) -> Any:
    """Return what must stay the same while an input shrinks.

    That is the kind of failure, its place in the value, and the type and line of an error, or whether a number is finite: a
    wrong number teaches more than 0/0.
    """
    difference = verdict.difference or verdict.changed
    if difference is None:
        return None
    error = difference.got if isinstance(difference.got, LearnerError) else None
    got = (error.kind, error.where) if error is not None else is_finite(difference.got)
    return difference.kind, difference.path, got


def _is_about_sizes(verdict: Verdict) -> bool:
    """Return whether a failure is a wrong shape, or an error that wrong shapes bring about."""
    difference = verdict.difference
    if difference is None or difference.kind != "error":
        return difference is not None and difference.kind == "shape"
    return difference.got.kind in ("ValueError", "IndexError", "AxisError")


def _leaves(inputs: Any, path: Path = ()) -> Leaves:
    """Return path -> value for all values in nested dicts, lists and tuples that are none of these."""
    if type(inputs) is dict:
        parts: Iterable[tuple[Any, Any]] = inputs.items()
    elif type(inputs) in (list, tuple):
        parts = enumerate(inputs)
    else:
        return {path: inputs}
    return {place: leaf for key, part in parts for place, leaf in _leaves(part, (*path, key)).items()}


def _with(inputs: Any, changed: Leaves, path: Path = ()) -> Any:
    """Return the inputs with these leaves replaced."""
    if type(inputs) is dict:
        return {key: _with(part, changed, (*path, key)) for key, part in inputs.items()}
    if type(inputs) in (list, tuple):
        return type(inputs)(_with(part, changed, (*path, index)) for index, part in enumerate(inputs))
    return changed.get(path, inputs)


def size(inputs: Inputs) -> int:
    """Return how many numbers and other values the inputs hold."""
    return sum(np.size(value) if type(value) is np.ndarray else 1 for value in _leaves(inputs).values())


@dataclass(frozen=True)
class InputSpace:
    """The sizes and ranges of an exercise's inputs, read off its cases so that no exercise has to declare them.

    axes:  axes that have equal sizes in every case ("n" of w and X, "m" of X and Y) -> the smallest size in any case.
    spans: path of a leaf -> the smallest and the largest number in any case. Where both signs occur, the span is symmetric.
    """

    axes: Mapping[tuple[Axis, ...], int]
    spans: Mapping[Path, tuple[float, float]]

    @classmethod
    def of(cls, cases: Sequence[Inputs], like: Inputs) -> InputSpace:
        """Return the space of those cases that have the structure and the numbers of axes of `like`."""
        model = _leaves(like)
        alike = [leaves for leaves in map(_leaves, cases) if _dimensions(leaves) == _dimensions(model)]
        together: dict[tuple[int, ...], list[Axis]] = {}
        for path, value in model.items():
            whole = all(type(leaves[path]) is int for leaves in alike)
            for axis in range(value.ndim) if is_real_array(value) else [-1] if whole else []:
                together.setdefault(tuple(_length(leaves, (path, axis)) for leaves in alike), []).append((path, axis))
        axes = {
            tuple(group): min(sizes)
            for sizes, group in together.items()
            if len(set(sizes)) > 1 and any(axis >= 0 for _, axis in group)
        }
        seen = {
            path: [number for leaves in alike for number in (np.min(leaves[path]), np.max(leaves[path]))]
            for path, value in model.items()
            if alike and (_is_number(value) or (is_real_array(value) and all(leaves[path].size for leaves in alike)))
        }
        return cls(axes, {path: _span(float(min(numbers)), float(max(numbers))) for path, numbers in seen.items()})

    def contains(self, inputs: Inputs) -> bool:
        """Return whether every number lies in its leaf's span."""
        leaves = _leaves(inputs)
        return all(
            low <= float(np.min(leaves[path])) and float(np.max(leaves[path])) <= high
            for path, (low, high) in self.spans.items()
        )

    def blurs(self, one: Inputs, other: Inputs) -> bool:
        """Return whether sizes that differ in one input are equal in another, or 1 where they were larger.

        A product of (1, 2) and (2, 1) works in both orders, so that an example of these shapes would blame another line.
        """
        sizes = [[_length(_leaves(inputs), group[0]) for group in self.axes] for inputs in (one, other)]
        pairs = list(zip(*sizes, strict=True))
        merged = any(a != c and b == d for (a, b), (c, d) in itertools.combinations(pairs, 2))
        return merged or any(before > 1 >= after for before, after in pairs)

    def smaller(self, inputs: Inputs) -> Iterator[Inputs]:
        """Yield the inputs with shorter axes (fewer examples, fewer features): first the shortest seen, then one less."""
        leaves = _leaves(inputs)
        for group, least in self.axes.items():
            size = _length(leaves, group[0])
            if any(_length(leaves, axis) != size for axis in group):
                continue
            if size > least + 1:
                for start in range(size - least + 1):
                    yield _with(inputs, _keep(leaves, group, range(start, start + least)))
            if size > least:
                for gone in range(size):
                    yield _with(inputs, _keep(leaves, group, [i for i in range(size) if i != gone]))


def _span(low: float, high: float) -> tuple[float, float]:
    """Return a range, widened to a symmetric one where it holds both signs."""
    largest = max(-low, high)
    return (-largest, largest) if low < 0 < high else (low, high)


def _dimensions(leaves: Leaves) -> dict[Path, int]:
    """Return path -> number of axes; -1 for what is no array."""
    return {path: np.ndim(value) if is_real_array(value) else -1 for path, value in leaves.items()}


def is_real_array(value: Any) -> bool:
    """Return whether a value is an array of integers or floats."""
    return type(value) is np.ndarray and value.dtype.kind in "iuf"


def _is_number(value: Any) -> bool:
    return type(value) in (int, float)


def _length(leaves: Leaves, axis: Axis) -> int:
    """Return the size of an axis."""
    value = leaves[axis[0]]
    return int(value if axis[1] == -1 else value.shape[axis[1]])


def _keep(leaves: Leaves, group: Sequence[Axis], indices: Sequence[int]) -> Leaves:
    """Return the leaves of these axes with only these indices kept."""
    smaller: Leaves = {}
    for path, axis in group:
        whole: Any = smaller.get(path, leaves[path])  # an array may have two axes in a group
        smaller[path] = len(indices) if axis == -1 else np.take(whole, list(indices), axis)
    return smaller


def _rounder(inputs: Inputs) -> Iterator[Inputs]:
    """Yield the inputs with rounder numbers: whole arrays first, then element by element."""
    leaves = _leaves(inputs)
    numbers = [
        path for path, value in leaves.items() if type(value) is float or (is_real_array(value) and value.dtype.kind == "f")
    ]
    for digits in (0, 1, 2):
        yield from _each(inputs, numbers, functools.partial(np.round, decimals=digits))
    yield from _each(inputs, numbers, lambda value: np.clip(value, -3, 3))
    for path, value in leaves.items():
        if type(value) is int and value > 1:
            yield from (_with(inputs, {path: fewer}) for fewer in (1, 2, value // 2) if fewer < value)
    for path in numbers:
        value = np.asarray(leaves[path])
        for index in np.ndindex(value.shape):
            for plain in (0.0, 1.0, -1.0) if value[index] not in (0, 1, -1) else ():
                changed = value.copy()
                changed[index] = plain
                yield _with(inputs, {path: changed if changed.ndim else plain})


def _moved(inputs: Inputs) -> Iterator[Inputs]:
    """Yield the inputs with other numbers of about the same size, except where all are 0 or 1, which may be labels."""
    leaves = _leaves(inputs)
    real = [path for path, value in leaves.items() if type(value) is float or is_real_array(value)]
    numbers = [path for path in real if not np.isin(leaves[path], (0, 1)).all()]
    for step in (0.5, -0.5, 1, -1):
        moved = [path for path in numbers if isinstance(step, int) or np.asarray(leaves[path]).dtype.kind == "f"]
        yield from _each(inputs, moved, functools.partial(operator.add, step))


def _larger(inputs: Inputs) -> Iterator[Inputs]:
    """Yield the inputs with one integer larger than any that was drawn, perhaps."""
    for path, value in _leaves(inputs).items():
        if type(value) is int:
            yield from (_with(inputs, {path: value + more}) for more in range(1, LARGER + 1))


def _each(inputs: Inputs, paths: Sequence[Path], change: Callable[[Any], Any]) -> Iterator[Inputs]:
    """Yield the inputs with all of these leaves changed at once, then one by one; unchanged leaves are left out."""
    leaves = _leaves(inputs)
    changed = {}
    for path in paths:
        value = change(leaves[path])
        if not np.array_equal(value, leaves[path]):
            changed[path] = value + 0.0 if type(value) is np.ndarray else float(value) + 0.0  # no -0.0
    if len(changed) > 1:
        yield _with(inputs, changed)
    for path, value in changed.items():
        yield _with(inputs, {path: value})
