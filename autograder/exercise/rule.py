"""Compare the answers to one exercise, with its tolerances, the part that is judged, and the errors it must raise."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.errors import ExerciseError
from autograder.exercise.comparison import (
    FLOAT32,
    Difference,
    compare,
    compare_parts,
    first_of,
    in_form_of,
    least_difference,
    parts_of,
)
from autograder.exercise.values import has_low_precision, kind_of, magnitude
from autograder.sandbox.shared.outcome import LearnerError

Inputs = dict[str, Any]


class Raises:
    """The error that a function must raise for the inputs that it has to reject.

    types:  exception types; an error of any of them, or of a subclass, is right.
    naming: what a message names: a regular expression, whose first match counts, or a function (message) -> str, for faults
            that learners word in many ways. The learner's message must name what the reference's names, so that both name
            the same fault. A message without a match names "".

        Raises(ValueError, AssertionError, naming=r"\\b[wbY]\\b")  # the message names the wrong argument

    Raises re.error for a `naming` that is not a regular expression.
    """

    def __init__(self, *types: type[Exception], naming: str | Callable[[str], str]) -> None:
        self.types = types
        self._naming = _first_match(re.compile(naming)) if isinstance(naming, str) else naming

    def named(self, error: LearnerError) -> str:
        """Return what the error's message names first; "" for nothing."""
        return self._naming(error.message)

    def of_right_type(self, error: LearnerError) -> bool:
        """Return whether the error is of one of the types."""
        return any(kind.__name__ in error.types for kind in self.types)


class Rule:
    """The rule by which the answers to one exercise are compared.

    rtol, atol: relative and absolute tolerance, as `comparison.compare` takes them.
    returns:    names of the parts of a returned tuple.
    judged:     value -> the part of it that counts; None: all of it.
    compare:    (got, expected, inputs) -> Difference or None; replaces `comparison.compare`.
    raises:     the error for inputs that must be rejected; None: no input may raise.
    float32:    relative tolerance where numbers of lower than double precision came in or went out; see `compare`.
    container:  the type of what is returned, where the lesson teaches it: list, tuple, or np.ndarray for all arrays in it;
                None: any that holds the same.
    """

    def __init__(
        self,
        *,
        rtol: float,
        atol: float | None,
        returns: Sequence[str],
        judged: Callable[[Any], Any] | None,
        compare: Callable[[Any, Any, Inputs], Difference | None] | None,
        raises: Raises | None,
        float32: float = FLOAT32,
        container: type | None = None,
    ) -> None:
        self.rtol, self.atol = rtol, atol
        self.returns = tuple(returns)
        self.raises = raises
        self.float32, self.container = float32, container
        self._judged, self._compare = judged, compare

    def compare(self, got: Any, expected: Any, inputs: Inputs) -> Difference | None:
        """Return the first difference between a learner's value and the reference's; None when the value is right.

        expected: what the reference returned, or the LearnerError that it raised.
        Raises ExerciseError when the reference's value cannot be compared.
        """
        return first_of(self.compare_parts(got, expected, inputs))

    def compare_parts(self, got: Any, expected: Any, inputs: Inputs) -> dict[str, Difference | None]:
        """Return the first difference of each part of the right value; None for a part that is right.

        Where the exercise has its own comparison, all of the value is one part, "".

        Arguments and errors are those of `compare`.
        """
        if isinstance(expected, LearnerError):
            return {"": Difference("not raised", "", kind_of(got), self.raises.named(expected) if self.raises else "")}
        if self._compare is not None:
            return {"": self._compare(in_form_of(expected, got), expected, inputs)}
        mine, right = self.part(got), self.part(expected)
        rtol, atol = self.rtol, self.atol
        if has_low_precision(list(inputs.values())):
            rtol, atol = (
                max(rtol, self.float32),
                max(least_difference(right), atol or 0.0, self.float32 / 10 * magnitude(right)),
            )
        parts = compare_parts(
            mine, right, rtol, atol, float32=self.float32, names=self.returns, only_arrays=self.container is np.ndarray
        )
        if self.container in (list, tuple) and type(mine) is not self.container and not any(parts.values()):
            return dict.fromkeys(parts, Difference("type", "", kind_of(mine), self.container.__name__, form=True))
        return parts

    def parts_of(self, value: Any) -> dict[str, Any]:
        """Return the parts of a right value for which points are given: path -> value; see `comparison.parts_of`."""
        return {"": value} if self._compare is not None else parts_of(self.part(value), self.returns)

    def compare_errors(self, got: LearnerError, expected: Any) -> Difference | None:
        """Return what is wrong with a learner's exception; None when it is right.

        expected: what the reference returned, or the LearnerError that it raised.
        """
        if self.raises is None or not isinstance(expected, LearnerError):
            return Difference("error", "", got)
        if not self.raises.of_right_type(got):
            return Difference("wrong error", "", got, tuple(kind.__name__ for kind in self.raises.types))
        named = self.raises.named(expected)
        return None if self.raises.named(got) == named else Difference("unnamed", "", got, named)

    @property
    def has_own_comparison(self) -> bool:
        """Whether the exercise compares answers by its own function, which may be lenient."""
        return self._compare is not None

    def same(self, one: Any, other: Any, like: Any = None) -> bool:
        """Return whether two values are equal in all that counts. Neither needs to be right, and NaN equals NaN here.

        Values are compared in both directions, so that a key which either of them lacks makes them differ. An exercise's
        own comparison, which may be lenient, plays no part.

        like: the right value; keys of dictionaries that it lacks do not count. None: all keys count.
        """
        mine, its, model = self.part(one), self.part(other), self.part(like)
        if like is not None:
            mine, its = _restricted(mine, model), _restricted(its, model)
        try:
            pairs = ((mine, its), (its, mine))
            same = (compare(a, b, self.rtol, self.atol, float32=self.float32, equal_nan=True) for a, b in pairs)
            return all(difference is None for difference in same)
        except ExerciseError:  # a value that no reference returns, such as a function
            return False

    def agree(self, one: Any, other: Any, inputs: Inputs) -> bool:
        """Return whether the exercise's own comparison accepts each of two values where the other one is expected."""
        try:
            return self.compare(one, other, inputs) is None and self.compare(other, one, inputs) is None
        except Exception:  # the comparison is the instructor's, for values of another form
            return False

    def same_errors(self, one: LearnerError, other: LearnerError) -> bool:
        """Return whether two exceptions are equal in all that counts for points. Neither needs to be right."""
        if self.raises is None:
            return one.kind == other.kind
        right_type = self.raises.of_right_type
        return right_type(one) == right_type(other) and self.raises.named(one) == self.raises.named(other)

    def part(self, value: Any) -> Any:
        """Return the part of a value that is judged; the whole value where it has no such part."""
        if self._judged is None:
            return value
        try:
            return self._judged(value)
        except MemoryError:  # of this process; it must not cost a learner anything
            raise
        except Exception:  # the value is a learner's and may have any form
            return value


def _first_match(pattern: re.Pattern[str]) -> Callable[[str], str]:
    """Return a function that finds the first match of a pattern in a text; "" for none."""

    def find(text: str) -> str:
        match = pattern.search(text)
        return match[0] if match else ""

    return find


def _restricted(value: Any, model: Any) -> Any:
    """Return a value without the keys of dictionaries that `model` lacks, at any depth."""
    if type(value) is dict and type(model) is dict:
        return {key: _restricted(value[key], part) for key, part in model.items() if key in value}
    sequences = type(value) in (list, tuple) and type(model) in (list, tuple)
    if sequences and len(value) == len(model):
        return [_restricted(one, part) for one, part in zip(value, model, strict=True)]
    return value
