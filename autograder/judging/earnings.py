"""Say what each part of an answer earns.

What a function returns has parts: `dw`, `db` and `cost` of `propagate`. They share the points equally, unless the exercise
gives them weights, so that one wrong part costs its own points only.

- A part that is constant, zero, or one of the arguments in every case needs no work. Such parts earn nothing by
  themselves: all of them together have the share of one part, and earn it as far as the other parts earn theirs.
- Within a part, the groups of the exercise have their shares. A part earns nothing unless one check of drawn values is right
  for it in all its draws.
- A wrong form costs the share for shapes; a tenth, where the exercise has none.
- A small number inside a logarithm costs a tenth of everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.errors import ExerciseError
from autograder.exercise.comparison import compare
from autograder.exercise.exercise import SHAPES, UNCHANGED, VALUES, Exercise
from autograder.exercise.rule import Inputs
from autograder.exercise.values import as_array, kind_of
from autograder.judging.verdict import Verdict
from autograder.sandbox.shared.outcome import LearnerError
from autograder.words import Listed

FORM = EPSILON = 0.1  # what a wrong form costs of a part's points, and a small number inside a logarithm of all points
EQUAL = 1e-12  # relative tolerance of a value that is copied
_DIGITS = re.compile(r"\d+")
EVERYTHING = "everything"  # the one group of an exercise without shares


@dataclass(frozen=True)
class Part:
    """A part of the returned value that earns points.

    names:  its path; several paths where these parts have one share together. ("",) is all of the value.
    weight: its share of the points; those of all parts add up to 1.
    by_itself: whether it earns its share whatever the others are.
    """

    names: tuple[str, ...]
    weight: float
    by_itself: bool = True


@dataclass(frozen=True)
class Earned:
    """What one part of an answer earned. earned, full: parts of the points, 0 to 1; groups: both, for each group."""

    part: Part
    earned: float
    full: float
    groups: Mapping[str, tuple[float, float]]


def earned_by_part(exercise: Exercise, verdicts: Sequence[Verdict], shares: Mapping[str, float]) -> list[Earned]:
    """Return what each part of an answer that is not right in everything earns.

    verdicts: on all cases of the exercise.
    shares:   group -> its share of the points, or of the bonus; {} for an exercise without shares.
    Raises ExerciseError where the exercise gives a weight to a part that does not exist.
    """
    return _Earnings(exercise, verdicts).by_part(shares or {EVERYTHING: 1.0})


def parts_with_shares(exercise: Exercise, verdicts: Sequence[Verdict]) -> list[Part]:
    """Return the parts of the right answers with their shares.

    Where some answers lack parts that others have, as dictionaries with drawn keys do, all of the value is one part. Numbers
    in names do not count: networks may have different numbers of layers.

    Raises ExerciseError where the exercise gives a weight to a part that does not exist.
    """
    drawn = [v for v in verdicts if v.case.group == VALUES and v.parts and not isinstance(v.expected, LearnerError)]
    answers = [(exercise.parts_of(verdict.expected), verdict.case.inputs) for verdict in drawn]
    names = list(dict.fromkeys(name for parts, _ in answers for name in parts))
    if unknown := exercise.parts.keys() - set(names) if answers else set():
        raise ExerciseError("exercise.parts_unknown", exercise=exercise.name, parts=Listed(sorted(unknown), quoted=True))
    forms = {frozenset(_DIGITS.sub("#", name) for name in parts) for parts, _ in answers}
    easy = {name for name in names if _needs_no_work([(p[name], inputs) for p, inputs in answers if name in p])}
    if len(names) < 2 or len(forms) > 1 or len(easy) == len(names):
        return [Part(("",), 1.0)]
    weights = {name: exercise.parts.get(name, 1.0) for name in names if name not in easy}
    together = max((exercise.parts.get(name, 1.0) for name in easy), default=0.0)
    total = sum(weights.values()) + together
    parts = [Part((name,), weight / total) for name, weight in weights.items()]
    if easy:
        parts.append(Part(tuple(name for name in names if name in easy), together / total, by_itself=False))
    return parts


class _Earnings:
    """The earnings of one answer."""

    def __init__(self, exercise: Exercise, verdicts: Sequence[Verdict]) -> None:
        self._exercise, self._verdicts = exercise, verdicts
        self._required = [verdict for verdict in verdicts if verdict.case.group not in exercise.bonus]
        self._parts = parts_with_shares(exercise, verdicts)
        self._known = {name for part in self._parts for name in part.names} - {""}

    def by_part(self, shares: Mapping[str, float]) -> list[Earned]:
        """Return what each part earns."""
        one = {part: {group: self._earns(part, group) for group in shares} for part in self._parts}
        by_itself = sum(part.weight for part in self._parts if part.by_itself)
        earned = []
        for part in self._parts:
            groups = {}
            for group, share in shares.items():
                others = sum(p.weight for p in self._parts if p.by_itself and one[p][group])
                amount = part.weight * (1.0 if part.by_itself else others / by_itself) * one[part][group]
                groups[group] = share * amount * self._factor(part), share * part.weight
            total, full = (sum(each) for each in zip(*groups.values(), strict=True))
            earned.append(Earned(part, total, full, groups))
        return earned

    def _factor(self, part: Part) -> float:
        """Return what is left of a part's points after the costs that no group has."""
        differences = [self._wrong(verdict, part) for verdict in self._required]
        formless = SHAPES not in self._exercise.shares and any(one is not None and one.form for one in differences)
        epsilon = any(one is not None and one.kind == "epsilon" for v in self._required for one in v.parts.values())
        return (1 - FORM if formless else 1) * (1 - EPSILON if epsilon else 1)

    def _wrong(self, verdict: Verdict, part: Part) -> Any:
        return verdict.wrong_in(part.names, self._known) if self._known else verdict.difference

    def _right(self, verdict: Verdict, part: Part) -> bool:
        """Return whether the numbers of a part are right."""
        difference = self._wrong(verdict, part)
        return difference is None or not difference.costs_values

    def _earns(self, part: Part, group: str) -> bool:
        """Return whether a part is right in a group, and right in a whole check of drawn values."""
        if not self._some_check_right(part):
            return False
        if group == UNCHANGED:
            return not any(verdict.changed for verdict in self._required)
        if group == SHAPES:
            return all(self._shaped(verdict, part) for verdict in self._required)
        if group == EVERYTHING:
            return all(self._right(verdict, part) and not verdict.changed for verdict in self._required)
        return all(self._right(verdict, part) for verdict in self._verdicts if verdict.case.group == group)

    def _shaped(self, verdict: Verdict, part: Part) -> bool:
        """Return whether a part has the right shape; of other than drawn values, whether its form is right."""
        difference = self._wrong(verdict, part)
        if difference is None or verdict.case.group != VALUES:
            return difference is None or not difference.form
        return difference.kind in ("value", "epsilon")

    def _some_check_right(self, part: Part) -> bool:
        """Return whether checks of drawn values are right in all their draws: of accepted and of rejected inputs each.

        One check is enough for all of a value. A part of it may be easy to guess, such as a few labels; it needs more than
        half of the checks. Only checks that show that the part was computed count, where there are any.
        """
        drawn = [v for v in self._verdicts if v.case.group == VALUES and (not self._known or v.has(part.names, self._known))]
        kinds: dict[bool, list[Verdict]] = {}  # whether the inputs must be rejected -> the verdicts
        for verdict in drawn:
            kinds.setdefault(isinstance(verdict.expected, LearnerError), []).append(verdict)
        return bool(kinds) and all(self._enough_checks_right(verdicts, part) for verdicts in kinds.values())

    def _enough_checks_right(self, verdicts: Sequence[Verdict], part: Part) -> bool:
        telling = self._telling_checks(verdicts, part)
        checks: dict[str, bool] = {}
        for verdict in verdicts:
            check = verdict.case.check
            if check in telling or not telling:
                checks[check] = checks.get(check, True) and self._right(verdict, part)
        right = sum(checks.values())
        return 2 * right > len(checks) if self._known else right > 0

    def _telling_checks(self, drawn: Sequence[Verdict], part: Part) -> set[str]:
        """Return the checks in which a part shows that it was computed, and has not the same value in all draws."""
        telling = set()
        for check in {verdict.case.check for verdict in drawn}:
            verdicts = [verdict for verdict in drawn if verdict.case.check == check]
            answers = [self._values_of(verdict, part) for verdict in verdicts]
            same = len(answers) > 1 and all(compare(one, answers[0], EQUAL, 0.0) is None for one in answers)
            if not same and any(self._is_telling(verdict, part) for verdict in verdicts):
                telling.add(check)
        return telling

    def _values_of(self, verdict: Verdict, part: Part) -> list[Any]:
        """Return the right values of a part; for inputs that must be rejected, what was raised."""
        if isinstance(verdict.expected, LearnerError):
            return [verdict.expected.message]
        values = self._exercise.parts_of(verdict.expected)
        return [value for name, value in values.items() if not self._known or name in part.names]

    def _is_telling(self, verdict: Verdict, part: Part) -> bool:
        """Return whether the right value shows that it was computed: zeros, equal numbers and an argument do not."""
        if isinstance(verdict.expected, LearnerError):
            return True
        values = self._values_of(verdict, part)
        return any(not _is_plain(value) and not _arguments_equal([(value, verdict.case.inputs)]) for value in values)


# --- parts that need no work ---


def _needs_no_work(answers: Sequence[tuple[Any, Inputs]]) -> bool:
    """Return whether a part is constant, zero, or one of the arguments in all right answers.

    answers: the part and the inputs of each answer.
    """
    values = [value for value, _ in answers]
    return _constant(values) or bool(_arguments_equal(answers))


def _is_plain(value: Any) -> bool:
    """Return whether a value is 0, or an array of equal numbers."""
    array = as_array(value)
    return array is not None and (not np.any(array) or (array.size > 1 and np.unique(array).size == 1))


def _constant(values: Sequence[Any]) -> bool:
    arrays = [as_array(value) for value in values]
    numbers = [array for array in arrays if array is not None]
    if len(numbers) == len(values):
        if all(not np.any(array) for array in numbers):
            return True
        distinct = {number for array in numbers for number in np.unique(array).tolist()[:2]}
        if len(values) > 1 and len(distinct) == 1:
            return True
    return len(values) > 1 and all(compare(value, values[0], EQUAL, 0.0) is None for value in values[1:])


def _arguments_equal(answers: Sequence[tuple[Any, Inputs]]) -> set[str]:
    """Return the paths of the arguments, and of what they hold, that equal the part in all answers."""
    found: set[str] | None = None
    for value, inputs in answers:
        equal = {path for path, node in _nodes(inputs, "") if _is_equal(node, value)}
        found = equal if found is None else found & equal
    return found or set()


def _is_equal(node: Any, value: Any) -> bool:
    return kind_of(node) == kind_of(value) and compare(node, value, EQUAL, 0.0) is None


def _nodes(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Yield all that a value holds at any depth, with its path; functions are left out."""
    if callable(value):
        return
    yield path, value
    if type(value) in (list, tuple, dict):
        for key, inner in value.items() if type(value) is dict else enumerate(value):
            yield from _nodes(inner, f"{path}[{key!r}]")
