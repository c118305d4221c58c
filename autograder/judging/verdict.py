"""What is said of one answer: the question, the answer, and what is wrong with it, part by part."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from autograder.exercise.comparison import Difference, first_of
from autograder.exercise.exercise import Case
from autograder.exercise.rule import Inputs
from autograder.sandbox.shared.outcome import Outcome


@dataclass(frozen=True)
class Verdict:
    """One case: the question, the answer, and what is wrong with it.

    case, outcome: the question and the answer.
    after:      input -> its value after the call; None where the process did not return it.
    expected:   what the reference returned, or the LearnerError that it raised.
    difference: what is wrong with the value or the error; None when it is right.
    changed:    the first argument that the call changed in place; None for none.
    start:      for an exercise that trains, the parameters from which training began; None where they are unknown.
    parts:      part of the right value -> what is wrong with it; None for a part that is right. Empty where the answer is
                not judged by part: then `difference` holds for all of it.
    """

    case: Case
    outcome: Outcome
    after: Inputs
    expected: Any
    difference: Difference | None
    changed: Difference | None
    start: Any = None
    parts: Mapping[str, Difference | None] = field(default_factory=dict)

    def as_a_whole(self, difference: Difference | None) -> Verdict:
        """Return the verdict with another difference, which holds for all of the answer."""
        return replace(self, difference=difference, parts={})

    def of_parts(self, parts: Mapping[str, Difference | None]) -> Verdict:
        """Return the verdict with other differences, by part."""
        return replace(self, difference=first_of(parts), parts=parts)

    def has(self, names: Collection[str], known: Collection[str]) -> bool:
        """Return whether the right answer has one of these parts; an answer that is judged as a whole has all parts."""
        return not self.parts or any(name in names or name not in known for name in self.parts)

    def wrong_in(self, names: Collection[str], known: Collection[str]) -> Difference | None:
        """Return what is wrong with these parts; None when they are right, or do not occur in this answer.

        known: all parts that have a share. What is wrong with any other part is wrong with each of these.
        """
        if not self.parts:
            return self.difference
        return first_of({name: one for name, one in self.parts.items() if name in names or name not in known})
