"""Look for what a learner's lines compute among all that the reference computes.

A line whose values the reference computes, too, is right so far. The first line that computes something else, from values
that are all right, is where the function goes wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.judging.repair.trace import LARGEST, MOST, Computed, changed_unseen, plain_lines


class ValueSet:
    """A set of values in which others are looked up, equal up to rounding."""

    def __init__(self, values: Iterable[Any]) -> None:
        self._by_form: dict[Any, dict[Any, Any]] = {}
        self._stacked: dict[Any, np.ndarray[Any, Any]] = {}
        self._slices: dict[int, np.ndarray[Any, Any]] = {}
        for value in values:
            self.add(value)

    def holds_part(self, value: Any) -> bool:
        """Return whether a number is an entry of an array, or a vector is a row or a column: loops take arrays apart."""
        numbers = _as_numbers(value)
        if numbers is None or numbers.dtype.kind == "c" or numbers.ndim > 2 or numbers.size not in (1, *numbers.shape):
            return False
        if not numbers.size:
            return False
        if numbers.size not in self._slices:
            self._slices[numbers.size] = self._sliced(numbers.size)
        return bool(np.isclose(self._slices[numbers.size], numbers.ravel(), rtol=1e-7, atol=1e-12).all(axis=1).any())

    def _sliced(self, size: int) -> np.ndarray[Any, Any]:
        """Return the entries of all arrays, or their rows and columns of a size, one in each row."""
        arrays = [one for known in self._by_form.values() for one in known.values() if isinstance(one, np.ndarray)]
        real = [one for one in arrays if one.dtype.kind != "c" and one.ndim]
        if size == 1:
            found = [one.reshape(-1, 1) for one in real]
        else:
            flat = [one for one in real if one.ndim == 2]
            found = [table for one in flat for table in (one, one.T) if table.shape[1] == size]
        return np.concatenate(found)[:LARGEST] if found else np.empty((0, size))

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
                self._slices.clear()

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
    suspect: the first line that computes another value, from right ones only; None for none. One that gives a name of the
             reference another value comes before others.
    name:    what that line binds.
    before:  the last line before it that binds a right value that tells something, and its name; None for none.
    differs: whether the reference gives the suspect's name another value, and this line is the last that binds it.
    alone:   whether no other line computes anything.
    sure:    those of the right lines whose values tell something: whole numbers and zeros are everywhere.
    others:  further lines that compute other values from right ones only. The reference may do without such values.
    final:   whether the suspect's value is returned as it is, and nothing that it is computed from can be wrong.
    joins:   the lines that use the suspect's value and those of `others`.
    unsure:  whether the suspect reads what the trace does not see changed, such as a list that was appended to.
    """

    right: frozenset[int]
    suspect: int | None
    name: str = ""
    before: tuple[int, str] | None = None
    differs: bool = False
    alone: bool = False
    sure: frozenset[int] = frozenset()
    others: frozenset[int] = frozenset()
    final: bool = False
    joins: frozenset[int] = frozenset()
    unsure: bool = False

    @property
    def doubtful(self) -> bool:
        """Whether the suspect may be right: what it reads may be wrong, or it is one of several that the reference lacks."""
        return self.unsure or (bool(self.others) and not self.differs)


def compare_traces(
    learner: Sequence[Computed],
    reference: ValueSet,
    named: Mapping[str, ValueSet] | None = None,
    text: str = "",
) -> TraceFinding:
    """Return which lines are right, and the first that is not.

    learner:   what the lines computed, in order.
    reference: all values of the reference for the same inputs, and the inputs.
    named:     the values that the reference's names hold: name -> its values.
    text:      of the learner's function; it tells which lines only name values, and what changes unseen.
    """
    return _Comparison(learner, reference, named or {}, text).finding()


class _Comparison:
    """Compares the trace of one function, entry by entry. An entry is named by its place in the trace."""

    def __init__(self, learner: Sequence[Computed], reference: ValueSet, named: Mapping[str, ValueSet], text: str) -> None:
        self._learner, self._named = learner, named
        self._plain, self._unseen = (plain_lines(text), changed_unseen(text)) if text else (frozenset(), {})
        self._last = {one.name: one.line for one in learner}
        self._found = [one.value in reference for one in learner]
        self._known = [
            found or _trivial(one.value) or bool(one.name and reference.holds_part(one.value))
            for found, one in zip(self._found, learner, strict=True)
        ]
        self._used = [set(places) for places in self._uses()]
        for place, one in enumerate(learner):
            if not one.name and one.line in self._plain and not self._found[place] and len(self._used[place]) == 1:
                (used,) = self._used[place]
                if _base(learner[used].name) not in self._unseen:
                    self._known[used] = self._known[place] = False  # it is returned as it is
        self._users: dict[int, list[int]] = {}
        for place, reads in enumerate(self._used):
            for other in reads:
                self._users.setdefault(other, []).append(place)
        self._proved = self._proven()
        self._wrong = [
            (not self._known[place] and not self._proved[place]) or self._misnamed(place) for place in range(len(learner))
        ]

    def finding(self) -> TraceFinding:
        """Return what the comparison says."""
        suspects = [place for place, wrong in enumerate(self._wrong) if wrong and self._starts(place)]
        wrong_lines = {one.line for one, wrong in zip(self._learner, self._wrong, strict=True) if wrong}
        seen = {one.line for one in self._learner}
        right = frozenset(seen - wrong_lines)
        if not suspects:
            return TraceFinding(right, None)
        place = next((one for one in suspects if self._differs(one)), suspects[0])
        suspect = self._learner[place]
        others = [other for other in suspects if self._learner[other].line != suspect.line]
        joins = {user for user in self._users.get(place, []) if any(user in self._users.get(other, []) for other in others)}
        before = [
            (one.line, one.name)
            for other, one in enumerate(self._learner[:place])
            if one.name and self._found[other] and not self._wrong[other] and not _trivial(one.value)
        ]
        bound = {_base(self._learner[used].name): self._learner[used].line for used in self._used[place]}
        unsure = any(self._unseen.get(name, 0) > bound.get(name, 0) for name in suspect.reads)
        telling = {
            one.line for one, found in zip(self._learner, self._found, strict=True) if found and not _trivial(one.value)
        }
        return TraceFinding(
            right=right,
            suspect=suspect.line,
            name=suspect.name,
            before=before[-1] if before else None,
            differs=self._differs(place) and self._is_sure(place),
            alone=seen == {suspect.line},
            sure=frozenset(telling - wrong_lines),
            others=frozenset(self._learner[other].line for other in others),
            final=not unsure and not others and self._is_returned(place) and self._is_sure(place),
            joins=frozenset(self._learner[user].line for user in joins),
            unsure=unsure,
        )

    def _uses(self) -> Iterator[Iterator[int]]:
        """Yield for each entry the places of those that it reads: the last ones that bound the names before it."""
        last: dict[str, int] = {}
        for place, one in enumerate(self._learner):
            base = _base(one.name)
            names = one.reads | ({base} if "[" in one.name else set())
            yield iter([last[name] for name in names if name in last])
            if base:
                last[base] = place

    def _proven(self) -> list[bool]:
        """Return for each entry whether a right value is computed from it that tells something.

        The reference does without it, but it is right.
        """
        proved = [False] * len(self._learner)
        for place in reversed(range(len(self._learner))):
            proved[place] = any(
                self._proves(user, place) or (proved[user] and not self._known[user]) for user in self._users.get(place, [])
            )
        return proved

    def _proves(self, user: int, used: int) -> bool:
        one = self._learner[user]
        if not self._found[user] or not _says_much(one.value) or self._is_misnamed(user):
            return False
        return one.line not in self._plain and _base(one.name) != _base(self._learner[used].name)

    def _is_misnamed(self, place: int) -> bool:
        """Return whether an entry is the last to bind a name of the reference, which never gives it this value."""
        one = self._learner[place]
        known = self._named.get(one.name)
        if known is None or self._last[one.name] != one.line or _base(one.name) in self._unseen:
            return False
        changed = any(other.line != one.line and other.name.startswith(f"{one.name}[") for other in self._learner)
        return not changed and not (_trivial(one.value) and not _is_count(one.value)) and one.value not in known

    def _misnamed(self, place: int) -> bool:
        """Return whether a misnamed entry is wrong: a learner may use the reference's name for something else.

        It is not where a right value is computed from it, unless the name was right before.
        """
        if not self._is_misnamed(place):
            return False
        one = self._learner[place]
        was_right = any(
            other.name == one.name and other.line != one.line and self._known[before] and not _trivial(other.value)
            for before, other in enumerate(self._learner[:place])
        )
        return was_right or not any(self._proves(user, place) for user in self._users.get(place, []))

    def _starts(self, place: int) -> bool:
        """Return whether all that an entry reads is right."""
        one = self._learner[place]

        def is_own(used: int) -> bool:
            other = self._learner[used]
            return _base(other.name) == _base(one.name) and ("[" in one.name or other.line == one.line)

        return not any(self._wrong[used] and not is_own(used) for used in self._used[place])

    def _differs(self, place: int) -> bool:
        one = self._learner[place]
        if one.name not in self._named or self._last[one.name] != one.line or self._adds_up(place):
            return False
        return not any(_base(other.name) == one.name and other.line != one.line for other in self._learner[place + 1 :])

    def _is_sure(self, place: int) -> bool:
        """Return whether all that an entry reads is surely right: found as it is, and not under a wrong name.

        Arrays of truth values may be right by accident, so they are not sure.
        """
        for used in self._used[place]:
            one, own = self._learner[used], _base(self._learner[used].name) == _base(self._learner[place].name)
            if own and "[" in self._learner[place].name:
                continue
            is_truth = isinstance(one.value, np.ndarray) and one.value.dtype.kind == "b"
            known = self._named.get(one.name)
            if not _trivial(one.value) and (
                is_truth or not self._found[used] or (known is not None and one.value not in known)
            ):
                return False
        return True

    def _adds_up(self, place: int) -> bool:
        """Return whether an entry is one of several of a line that changes its own name: a sum that is not complete."""
        one = self._learner[place]
        times = sum(other.line == one.line and other.name == one.name for other in self._learner)
        return times > 1 and _base(one.name) in one.reads and "[" not in one.name

    def _is_returned(self, place: int) -> bool:
        """Return whether an entry's value is returned as it is, perhaps in a tuple or a dict."""
        one = self._learner[place]
        if not one.name:
            return True
        if "[" in one.name:  # an entry of an array or of a dict, which is returned as a whole
            users = [user for user, other in enumerate(self._learner) if _base(one.name) in other.reads]
            users = [user for user in users if _base(self._learner[user].name) != _base(one.name)]
        else:
            users = self._users.get(place, [])
        lines = {self._learner[user].line for user in users}
        return bool(lines) and lines <= self._plain and all(self._is_passed_on(user) for user in users)

    def _is_passed_on(self, place: int) -> bool:
        """Return whether a line that only names values is a `return`, or binds what is returned."""
        name = _base(self._learner[place].name)
        readers = {other.line for other in self._learner if name in other.reads and _base(other.name) != name}
        return not name or (bool(readers) and readers <= self._plain)


def _base(name: str) -> str:
    return name.split("[")[0]


def _is_count(value: Any) -> bool:
    return isinstance(value, int | np.integer) and not isinstance(value, bool)


def _says_much(value: Any) -> bool:
    """Return whether a value is hardly ever right by accident: whole numbers and truth values often are."""
    if isinstance(value, np.ndarray | float | np.floating):
        numbers = np.asarray(value)
        return numbers.dtype.kind in "fc" and not _trivial(value) and not bool(np.all(numbers == np.round(numbers)))
    return False


def _trivial(value: Any) -> bool:
    """Return whether a value says nothing: None, a text, a whole number, an empty or constant array such as zeros."""
    if value is None or isinstance(value, str | bool | int):
        return True
    if isinstance(value, np.ndarray):
        return value.size == 0 or value.dtype.kind not in "fiub" or bool(np.all(value == 0))
    return isinstance(value, list | tuple | dict) and len(value) == 0
