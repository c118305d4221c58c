"""Look for what a learner's lines compute among all that the reference computes.

A line whose values the reference computes, too, is right so far. The first line that computes something else, from values
that are all right, is where the function goes wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.judging.repair.trace import MOST, Computed


class ValueSet:
    """A set of values in which others are looked up, equal up to rounding."""

    def __init__(self, values: Iterable[Any]) -> None:
        self._by_form: dict[Any, dict[Any, Any]] = {}
        self._stacked: dict[Any, np.ndarray[Any, Any]] = {}
        for value in values:
            self.add(value)

    def add(self, value: Any) -> None:
        """Add a value, and the parts of a tuple, list or dict."""
        if isinstance(value, dict):
            for part in value.values():
                self.add(part)
        elif isinstance(value, tuple | list) and not _numbers(value):
            for part in value:
                self.add(part)
        else:
            form, numbers = _form(value), _as_numbers(value)
            known = self._by_form.setdefault(form, {})
            if len(known) < MOST:
                known.setdefault(
                    repr(value) if numbers is None else numbers.tobytes(), value if numbers is None else numbers
                )
                self._stacked.pop(form, None)

    def __contains__(self, value: Any) -> bool:
        if isinstance(value, dict):
            return all(part in self for part in value.values())
        if isinstance(value, tuple | list) and not _numbers(value):
            return all(part in self for part in value)
        form, numbers = _form(value), _as_numbers(value)
        known = self._by_form.get(form)
        if not known:
            return False
        if numbers is None:
            return any(type(value) is type(other) and _same(value, other) for other in known.values())
        alike = [other for other in known.values() if isinstance(other, np.ndarray)]
        if not alike:
            return False
        if form not in self._stacked:
            self._stacked[form] = np.stack([other.ravel() for other in alike])
        # All at once: the values of a loop are many, and comparing them one by one took most of a search's time.
        close = np.isclose(self._stacked[form], numbers.ravel(), rtol=1e-7, atol=1e-12, equal_nan=True)
        return bool(close.all(axis=1).any())


def _as_numbers(value: Any) -> np.ndarray[Any, Any] | None:
    """Return a value as an array of numbers; None for another value."""
    if not isinstance(value, np.ndarray | int | float | np.generic | tuple | list):
        return None
    try:
        numbers = np.asarray(value)
        return numbers.astype(complex if numbers.dtype.kind == "c" else float) if numbers.dtype.kind in "biufc" else None
    except (TypeError, ValueError, OverflowError):
        return None


def _same(value: Any, other: Any) -> bool:
    try:
        return bool(value == other)
    except (TypeError, ValueError):
        return value is other


def _numbers(value: Sequence[Any]) -> bool:
    return len(value) > 0 and all(isinstance(part, int | float) for part in value)


def _form(value: Any) -> Any:
    """Return what equal values have in common: the shape of an array; "number" for scalars."""
    if isinstance(value, np.ndarray):
        return value.shape
    if isinstance(value, bool | int | float | np.generic):
        return ()
    if isinstance(value, tuple | list):
        return "numbers", len(value)
    return type(value).__name__


@dataclass(frozen=True)
class TraceFinding:
    """What the trace of a function says.

    right:   the lines whose values the reference computes, too.
    suspect: the first line that computes another value, from right ones only; None for none.
    name:    what that line binds.
    before:  the last line before it that binds a right value that tells something, and its name; None for none.
    differs: whether the reference gives the suspect's name another value.
    alone:   whether no other line computes anything.
    sure:    those of the right lines whose values tell something: whole numbers and zeros are everywhere.
    """

    right: frozenset[int]
    suspect: int | None
    name: str = ""
    before: tuple[int, str] | None = None
    differs: bool = False
    alone: bool = False
    sure: frozenset[int] = frozenset()


def compare_traces(learner: Sequence[Computed], reference: ValueSet, named: Mapping[str, Any] | None = None) -> TraceFinding:
    """Return which lines are right, and the first that is not.

    learner:   what the lines computed, in order.
    reference: all values of the reference for the same inputs, and the inputs.
    named:     what the reference's names hold at the end.
    """
    wrong_names: set[str] = set()
    wrong_lines: set[int] = set()
    seen: set[int] = set()
    telling: set[int] = set()
    suspect: Computed | None = None
    before: Computed | None = None
    for computed in learner:
        seen.add(computed.line)
        name = computed.name.split("[")[0]
        if computed.value in reference or _trivial(computed.value):
            telling |= set() if _trivial(computed.value) else {computed.line}
            if computed.name and "[" not in computed.name:
                wrong_names.discard(name)
            if suspect is None and computed.name and not _trivial(computed.value):
                before = computed
            continue
        if suspect is None and not (computed.reads - {name}) & wrong_names:
            suspect = computed
        wrong_names.add(name)
        wrong_lines.add(computed.line)
    if suspect is None:
        return TraceFinding(frozenset(seen - wrong_lines), None)
    return TraceFinding(
        right=frozenset(seen - wrong_lines),
        suspect=suspect.line,
        name=suspect.name,
        before=(before.line, before.name) if before is not None else None,
        differs=suspect.name in (named or {}),
        alone=seen == {suspect.line},
        sure=frozenset(telling - wrong_lines),
    )


def _trivial(value: Any) -> bool:
    """Return whether a value says nothing: None, a text, a whole number, an empty or constant array such as zeros."""
    if value is None or isinstance(value, str | bool | int):
        return True
    if isinstance(value, np.ndarray):
        return value.size == 0 or value.dtype.kind not in "fiub" or bool(np.all(value == 0))
    return isinstance(value, list | tuple | dict) and len(value) == 0
