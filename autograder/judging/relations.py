"""Say how wrong numbers are related to the right ones: a factor, a sign, a transpose, an intermediate value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.exercise.rule import Inputs
from autograder.judging.likeness import parts_of
from autograder.judging.marking import Exam
from autograder.judging.verdict import Verdict
from autograder.sandbox.shared.arrays import arrays_in

CLOSE = 1e-7  # relative
ASKED = 3  # verdicts in which the values of the reference are looked at


@dataclass(frozen=True)
class Relation:
    """How one part of what a function returns is related to the right part, in every failing case.

    kind: "sign", "times", "over", "transposed", "plus", "rounded", "row", "column", "entry", "axis", "precision" or
          "overflowed".
    part: its name; "" where the function returns one thing.
    what: of "times" and "over": the quantity, as Python; of "plus": the number; of "axis": the name of what is summed up;
          of "row", "column" and "entry": "first" or "last".
    """

    kind: str
    part: str
    what: str = ""


def relation_of(
    exam: Exam, verdicts: Sequence[Verdict], values_of: Callable[[Verdict], Mapping[str, Any]] = lambda verdict: {}
) -> Relation | None:
    """Return the relation of the first wrong part that has one which holds in every verdict; None for none.

    values_of: returns what the names of the reference hold in a verdict's case.
    """
    pairs = [(parts_of(exam, verdict), parts_of(exam, verdict, expected=True), verdict.case.inputs) for verdict in verdicts]
    if not pairs or any(got is None or right is None or got.keys() != right.keys() for got, right, _ in pairs):
        return None
    names = list(pairs[0][1] or {})
    several = [
        [(got[name], right[name], inputs) for got, right, inputs in pairs if got and right and name in right]
        for name in names
    ]
    wrong = {name: some for name, some in zip(names, several, strict=True) if not all(_equal(a, b) for a, b, _ in some)}
    for name, some in wrong.items():
        for kind, what in _relations(some):
            return Relation(kind, name, what)
        for what in _axes(some, [values_of(verdict) for verdict in verdicts[:ASKED]]):
            return Relation("axis", name, what)
    for name, some in wrong.items():
        for kind in _effects(some):
            return Relation(kind, name)
    return None


Triple = tuple[Any, Any, Inputs]


def _relations(some: Sequence[Triple]) -> Iterator[tuple[str, str]]:
    """Yield the relations that hold for all of these (got, right, inputs)."""
    if all(a.shape == b.shape for a, b, _ in some):
        if _telling(some) and all(_equal(a, -b) for a, b, _ in some):
            yield "sign", ""
        if not all(_whole(b) for _, b, _ in some):  # of counts and sizes, many are related by accident
            yield from _factors(some)
            yield from _addends(some)
        if all(_equal(a, np.round(b, 0)) or _equal(a, np.round(b, 4)) or _equal(a, np.round(b, 2)) for a, b, _ in some):
            yield "rounded", ""
        yield from _entries(some)
    elif all(a.ndim == 2 and a.T.shape == b.shape and _equal(a.T, b) for a, b, _ in some):
        yield "transposed", ""
    else:
        yield from _slices(some)


def _slices(some: Sequence[Triple]) -> Iterator[tuple[str, str]]:
    """Yield the row or the column that every wrong part is of the right one."""
    if not all(b.ndim == 2 and min(b.shape) > 1 for _, b, _ in some):
        return
    for which, place in (("first", 0), ("last", -1)):
        if all(_equal(a.ravel(), b[place]) for a, b, _ in some):
            yield "row", which
        if all(_equal(a.ravel(), b[:, place]) for a, b, _ in some):
            yield "column", which


def _entries(some: Sequence[Triple]) -> Iterator[tuple[str, str]]:
    """Yield the entry, first or last, which alone is wrong in every wrong part."""
    off = [np.flatnonzero(~np.isclose(a, b, rtol=CLOSE, atol=1e-12, equal_nan=True)) for a, b, _ in some]
    if any(len(places) != 1 for places in off) or sum(b.size > 2 for _, b, _ in some) < 2:
        return
    for which, places in (("first", [0] * len(some)), ("last", [b.size - 1 for _, b, _ in some])):
        if [int(its[0]) for its in off] == places:
            yield "entry", which


def _axes(some: Sequence[Triple], values: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the names of what is added up along another axis than it should be, in every wrong part."""
    for name in values[0] if values else ():
        arrays = [its.get(name) for its in values]
        pairs = list(zip(some, arrays, strict=False))
        for right, wrong in ((0, 1), (1, 0), (0, None), (1, None), (None, 0), (None, 1)):
            if all(_along(a, value, wrong, b, right) for (a, b, _), value in pairs):
                yield name


def _along(got: Any, value: Any, wrong: int | None, expected: Any, right: int | None) -> bool:
    """Return whether `got` is a sum of a value along the axis `wrong` where `expected` is the one along `right`."""
    if not isinstance(value, np.ndarray) or value.ndim != 2 or value.dtype.kind not in "if" or min(value.shape) < 2:
        return False
    it, other = (np.ravel(value.sum(axis=axis)) for axis in (right, wrong))
    b, a = np.ravel(expected), np.ravel(got)
    if it.shape != b.shape or other.shape != a.shape or not np.any(it):
        return False
    place = int(np.abs(it).argmax())
    factor = b[place] / it[place]  # such as 1 / m
    return bool(factor) and _equal(b, factor * it) and _equal(a, factor * other) and not _equal(a, b)


def _effects(some: Sequence[Triple]) -> Iterator[str]:
    """Yield what the numbers look like where no relation says where they come from."""
    if any(a.shape != b.shape for a, b, _ in some):
        return
    if all(not np.all(np.isfinite(a)) and np.all(np.isfinite(b)) for a, b, _ in some):
        yield "overflowed"
    elif all(np.allclose(a, b, rtol=1e-4, atol=0) and not np.allclose(a, b, rtol=1e-9, atol=0) for a, b, _ in some):
        yield "precision"


def _telling(some: Sequence[Triple]) -> bool:
    """Return whether the right parts hold numbers other than 0, in two cases at least."""
    return sum(bool(np.any(b)) for _, b, _ in some) >= 2


def _factors(some: Sequence[Triple]) -> Iterator[tuple[str, str]]:
    """Yield the quantities of the inputs by which every right part is multiplied or divided."""
    ratios: list[float | None] = []
    for got, right, _ in some:
        there = np.abs(right) > 1e-9 * max(1e-300, float(np.abs(right).max(initial=0.0)))
        if not there.any():
            if np.any(got):
                return
            ratios.append(None)
            continue
        ratio = got[there] / right[there]
        if not np.all(np.isfinite(ratio)) or not np.allclose(ratio, ratio.flat[0], rtol=CLOSE):
            return
        ratios.append(float(ratio.flat[0]))
    known = [ratio for ratio in ratios if ratio is not None]
    if len(known) < 2:
        return
    for what in dict.fromkeys(["2", "3", "4", "10", "100", *_quantities([inputs for _, _, inputs in some])]):
        values = [_value(what, inputs) for _, _, inputs in some]
        for kind, sign in (("times", 1), ("over", -1)):
            fits = [
                ratio is None or (value not in (None, 0) and np.isclose(ratio, float(value) ** sign, rtol=CLOSE))
                for ratio, value in zip(ratios, values, strict=True)
            ]
            if all(fits) and any(value != 1 for value in values):
                yield kind, what


def _whole(value: Any) -> bool:
    return bool(np.all(np.isfinite(value)) and np.all(value == np.round(value)))


def _addends(some: Sequence[Triple]) -> Iterator[tuple[str, str]]:
    """Yield the whole number that is added to every right part."""
    differences = {round(float((a - b).flat[0]), 9) for a, b, _ in some if a.size}
    if len(differences) == 1 and len(some) > 1:
        (number,) = differences
        if number and np.isfinite(number) and number == round(number) and all(_equal(a, b + number) for a, b, _ in some):
            yield "plus", f"{number:g}"


def _quantities(inputs: Sequence[Inputs]) -> list[str]:
    """Return names of the sizes and numbers that all inputs have: "X.shape[1]", "learning_rate"."""
    found = []
    for name, value in inputs[0].items():
        if isinstance(value, int | float) and not isinstance(value, bool):
            found.append(name)
        for path, array in arrays_in(value, name):
            found += [f"{path}.shape[{axis}]" for axis in range(array.ndim)][::-1]
    return found


def _value(what: str, inputs: Mapping[str, Any]) -> float | None:
    """Return the value of a quantity; None where these inputs lack it."""
    if what.isdigit():
        return float(what)
    if what in inputs:
        value = inputs[what]
        return float(value) if isinstance(value, int | float) else None
    name, _, axis = what.partition(".shape[")
    if not axis:
        return None
    arrays = {path: array for each, value in inputs.items() for path, array in arrays_in(value, each)}
    index = int(axis[:-1])
    return float(arrays[name].shape[index]) if name in arrays and arrays[name].ndim > index else None


def _equal(one: Any, other: Any) -> bool:
    return np.shape(one) == np.shape(other) and bool(np.allclose(one, other, rtol=CLOSE, atol=1e-12, equal_nan=True))
