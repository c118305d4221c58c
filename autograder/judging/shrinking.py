"""Why an answer is wrong: which known mistake it is, the smallest input that shows it, and whether it was its own fault."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.errors import ExerciseError
from autograder.exercise.comparison import is_finite
from autograder.exercise.rule import Inputs
from autograder.judging.marking import Exam, Marking, Verdict
from autograder.sandbox.shared.outcome import LearnerError, SandboxStopped

SHRINK_SECONDS = 0.1


# the smallest failing input
def shrink(exam: Exam, function: Callable[..., Any], marking: Marking, seconds: float = SHRINK_SECONDS) -> Verdict:
    """A failing verdict on inputs as small and as round as a greedy search finds in `seconds`.

    It starts from the smallest input that failed, drops examples and features, then rounds, clips and zeroes; the best so
    far is kept. Reference and learner are both asked, and the failure must stay of its kind. Inputs stay within the
    exercise's contract: see `Frame`.
    """
    first = marking.failing[0]
    alike = [verdict for verdict in marking.failing if _kind(verdict) == _kind(first)]
    best = min(alike, key=lambda verdict: _size(verdict.case.inputs))
    required = [case.inputs for case in exam.cases if case.group not in exam.exercise.bonus]
    frame = Frame.of(required, best.case.inputs)
    deadline = time.perf_counter() + seconds

    def attempt(inputs: Inputs) -> Verdict | None:
        """The verdict on these inputs, if they may be shown and fail in the same way."""
        if not (frame.holds(inputs) and exam.exercise.allows(inputs)):
            return None
        try:
            verdict = exam.judge(function, [replace(best.case, inputs=inputs)])[0]
        except ExerciseError:
            return None
        return verdict if is_finite(verdict.expected) and _kind(verdict) == _kind(first) else None

    try:
        for step in (frame.smaller, _rounder):
            improved = True
            while improved:
                improved = False
                for candidate in step(best.case.inputs):
                    if time.perf_counter() > deadline:
                        return best
                    verdict = attempt(candidate)
                    if verdict is not None:
                        best, improved = verdict, True
                        break
    except SandboxStopped:
        pass
    return best


def _kind(verdict: Verdict) -> Any:
    """What has to stay the same while an input shrinks: the kind of failure, where in the value it is, and what was raised,
    or whether it is a number at all (a wrong number teaches more than a 0/0)."""
    difference = verdict.difference or verdict.changed
    if difference is None:
        return None
    got = difference.got.kind if isinstance(difference.got, LearnerError) else is_finite(difference.got)
    return difference.kind, difference.path, got


Path = tuple[Any, ...]  # ("parameters", "W1") is inputs["parameters"]["W1"]

Leaves = dict[Path, Any]


def _leaves(inputs: Any, path: Path = ()) -> Leaves:
    """All that stands in nested dicts, lists and tuples and is none of these."""
    if type(inputs) is dict:
        parts: Iterable[tuple[Any, Any]] = inputs.items()
    elif type(inputs) in (list, tuple):
        parts = enumerate(inputs)
    else:
        return {path: inputs}
    return {place: leaf for key, part in parts for place, leaf in _leaves(part, (*path, key)).items()}


def _with(inputs: Any, changed: Leaves, path: Path = ()) -> Any:
    """The same inputs with these leaves in place of theirs."""
    if type(inputs) is dict:
        return {key: _with(part, changed, (*path, key)) for key, part in inputs.items()}
    if type(inputs) in (list, tuple):
        return type(inputs)(_with(part, changed, (*path, index)) for index, part in enumerate(inputs))
    return changed.get(path, inputs)


def _size(inputs: Inputs) -> int:
    return sum(np.size(value) if type(value) is np.ndarray else 1 for value in _leaves(inputs).values())


Axis = tuple[Path, int]  # where an array stands, and its axis; or -1 for an integer that says how long such an axis is


@dataclass(frozen=True)
class Frame:
    """What inputs of an exercise look like, read off all that were drawn, so that no exercise has to say it twice.

    axes:  which axes go together: those whose sizes are equal in every case ("n" of w and X, "m" of X and Y), with the
           smallest size that was seen.
    spans: leaf -> the smallest and the largest number that was seen; where both signs were, either may be as large.
    """

    axes: Mapping[tuple[Axis, ...], int]
    spans: Mapping[Path, tuple[float, float]]

    @classmethod
    def of(cls, cases: Sequence[Inputs], like: Inputs) -> Frame:
        """The frame of those cases that are built, and have the same dimensions, as `like`."""
        model = _leaves(like)
        alike = [leaves for leaves in map(_leaves, cases) if _dimensions(leaves) == _dimensions(model)]
        together: dict[tuple[int, ...], list[Axis]] = {}
        for path, value in model.items():
            whole = all(type(leaves[path]) is int for leaves in alike)
            for axis in range(value.ndim) if is_array(value) else [-1] if whole else []:
                together.setdefault(tuple(_length(leaves, (path, axis)) for leaves in alike), []).append((path, axis))
        axes = {
            tuple(group): min(sizes)
            for sizes, group in together.items()
            if len(set(sizes)) > 1 and any(axis >= 0 for _, axis in group)
        }
        seen = {
            path: [number for leaves in alike for number in (np.min(leaves[path]), np.max(leaves[path]))]
            for path, value in model.items()
            if _is_number(value) or (is_array(value) and all(leaves[path].size for leaves in alike))
        }
        return cls(axes, {path: _span(float(min(numbers)), float(max(numbers))) for path, numbers in seen.items()})

    def holds(self, inputs: Inputs) -> bool:
        """Whether every number lies in its leaf's span."""
        leaves = _leaves(inputs)
        return all(
            low <= float(np.min(leaves[path])) and float(np.max(leaves[path])) <= high
            for path, (low, high) in self.spans.items()
        )

    def smaller(self, inputs: Inputs) -> Iterator[Inputs]:
        """The same inputs with fewer examples, fewer features, …: first as few as were ever seen, then one fewer."""
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
    largest = max(-low, high)
    return (-largest, largest) if low < 0 < high else (low, high)


def _dimensions(leaves: Leaves) -> dict[Path, int]:
    return {path: np.ndim(value) if is_array(value) else -1 for path, value in leaves.items()}


def is_array(value: Any) -> bool:
    return type(value) is np.ndarray and value.dtype.kind in "iuf"


def _is_number(value: Any) -> bool:
    return type(value) in (int, float)


def _length(leaves: Leaves, axis: Axis) -> int:
    value = leaves[axis[0]]
    return int(value if axis[1] == -1 else value.shape[axis[1]])


def _keep(leaves: Leaves, group: Sequence[Axis], indices: Sequence[int]) -> Leaves:
    smaller: Leaves = {}
    for path, axis in group:
        whole: Any = smaller.get(path, leaves[path])  # an array may have two axes in a group
        smaller[path] = len(indices) if axis == -1 else np.take(whole, list(indices), axis)
    return smaller


def _rounder(inputs: Inputs) -> Iterator[Inputs]:
    """The same inputs with plainer numbers: whole arrays first, then element by element."""
    leaves = _leaves(inputs)
    numbers = [
        path for path, value in leaves.items() if type(value) is float or (is_array(value) and value.dtype.kind == "f")
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


def _each(inputs: Inputs, paths: Sequence[Path], change: Callable[[Any], Any]) -> Iterator[Inputs]:
    """All of these leaves changed at once, then one by one; only where that makes a difference."""
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
