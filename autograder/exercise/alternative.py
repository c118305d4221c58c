"""Other implementations of a function: known mistakes with their hints, and correct variants."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from autograder.errors import ExerciseError
from autograder.languages import LANGUAGES, known
from autograder.words import Listed

Change = tuple[str, str]  # (old, new)


@dataclass(frozen=True)
class Alternative:
    """Another implementation of the function.

    changes: (old, new) texts to replace in the reference's source, in order.
    code:    a whole function instead; None where `changes` say it.
    """

    name: str
    changes: tuple[Change, ...] = ()
    code: str | None = None


@dataclass(frozen=True)
class Mistake(Alternative):
    """A known wrong implementation.

    hint:   language -> the sentence for a learner who made it.
    equals: the name of an earlier mistake with the same outputs for all inputs.
    free:   a number in the changes or the code, as it is written there; learners may have written another. "" for none.
    """

    hint: Mapping[str, str] = field(default_factory=dict)
    equals: str | None = None
    free: str = ""

    def with_numbers(self, numbers: Iterable[str]) -> Iterator[Mistake]:
        """Yield the same mistake with each of these numbers in place of its free one."""
        for number in numbers if self.free else ():
            changes = tuple((old, _replaced(new, self.free, number)) for old, new in self.changes)
            code = None if self.code is None else _replaced(self.code, self.free, number)
            yield replace(self, changes=changes, code=code)


def check_mistake(exercise: str, mistake: Mistake, earlier: Collection[str]) -> None:
    """Check a known mistake of an exercise. earlier: the names of those before it.

    Raises ExerciseError for a mistake without any hint, a name that is taken, an unknown `equals`, and a free number that
    its changes and code lack. Raises AutograderError for a hint in an unknown language.
    """
    name, about = mistake.name, {"exercise": exercise, "mistake": mistake.name}
    if not any(map(known, mistake.hint)):
        raise ExerciseError("exercise.hint_missing", **about, languages=Listed(LANGUAGES, "or"))
    if name in earlier:
        raise ExerciseError("exercise.mistake_twice", **about)
    if mistake.equals is not None and mistake.equals not in earlier:
        raise ExerciseError("exercise.equals_unknown", **about, equals=mistake.equals)
    if mistake.free and next(mistake.with_numbers(["other"])) == mistake:
        raise ExerciseError("exercise.free_unknown", **about, free=mistake.free)


def changes_of(exercise: str, name: str, change: Any, code: str | None) -> tuple[Change, ...]:
    """Return a change, or a sequence of them, as a tuple of (old, new). Raises ExerciseError for any other form."""
    if (change is None) == (code is None):
        raise ExerciseError("exercise.change_or_code", exercise=exercise, name=name)
    if change is None:
        return ()
    changes = (change,) if isinstance(change[0], str) else tuple(change)
    if not all(len(pair) == 2 and all(isinstance(text, str) for text in pair) for pair in changes):
        raise ExerciseError("exercise.not_a_change", exercise=exercise, name=name)
    return changes


def _replaced(text: str, number: str, other: str) -> str:
    """Return a text with another number wherever this one is written."""
    return re.sub(rf"(?<![\w.]){re.escape(number)}(?![\w.])", other, text)
