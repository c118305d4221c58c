"""Other implementations of an exercise's function: known mistakes with their hints, right code in other styles, mutants."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from autograder.errors import ExerciseError
from autograder.exercise.rule import Inputs
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


@dataclass(frozen=True)
class Advice:
    """A hint for an answer that is right, and that a learner would still do better to change. It costs no points.

    holds: (value, inputs) -> whether the returned value deserves the hint; for one of the inputs is enough.
    hint:  language -> the sentence.
    """

    holds: Callable[[Any, Inputs], bool]
    hint: Mapping[str, str]


class Alternatives:
    """What an exercise knows of other implementations of its function, and the methods by which hidden tests declare it.

    name: the function's.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.mistakes: list[Mistake] = []
        self.variants: list[Alternative] = []
        self.advices: list[Advice] = []
        self.equivalents: dict[str, str] = {}  # mutant -> reason
        self.widest: Callable[[np.random.Generator], Inputs] | None = None

    def mistake(
        self,
        name: str,
        *,
        change: Change | Sequence[Change] | None = None,
        code: str | None = None,
        hint: Mapping[str, str],
        equals: str | None = None,
        free: str = "",
    ) -> None:
        """Add a known wrong implementation.

        change: (old, new): the smallest edit of the reference's source that makes it wrong; or a sequence of them.
        code:   a whole function instead of a change.
        hint:   language -> the sentence for a learner who made the mistake (Markdown), in the languages of the course.
        equals: the name of an earlier mistake with the same outputs for all inputs; that one is then diagnosed.
        free:   a number in the changed text or the code, as it is written there ("200"): a learner who has another number
                in that place made the same mistake.

        Raises ExerciseError for a mistake without any hint, a name that is taken, an unknown `equals`, a free number that
        the change lacks, and unless exactly one of `change` and `code` is given. Raises AutograderError for a hint in an
        unknown language.
        """
        changes = _changes(self.name, name, change, code)
        new = Mistake(name=name, changes=changes, code=code, hint=dict(hint), equals=equals, free=free)
        _check_mistake(self.name, new, [other.name for other in self.mistakes])
        self.mistakes.append(new)

    def variant(self, name: str, *, change: Change | Sequence[Change] | None = None, code: str | None = None) -> None:
        """Add a correct implementation in another style, as `mistake` takes it; it must score full."""
        self.variants.append(Alternative(name, _changes(self.name, name, change, code), code))

    def advice(self, *, hint: Mapping[str, str]) -> Callable[..., Any]:
        """Decorate `holds(value, inputs) -> bool`: a right answer for which it holds gets this hint, and full points."""

        def add(holds: Callable[[Any, Inputs], bool]) -> Callable[[Any, Inputs], bool]:
            self.advices.append(Advice(holds, dict(hint)))
            return holds

        return add

    def equivalent(self, mutant: str, *, reason: str) -> None:
        """Declare that a mutant of the reference is right as well.

        mutant: "old -> new", as `autograder validate` prints it.
        reason: why no input that the contract allows can tell it from the reference; for readers.

        `autograder validate` compares the two on inputs of the `wide` generator.
        """
        self.equivalents[mutant] = reason

    def wide(self, draw: Callable[[np.random.Generator], Inputs]) -> Callable[..., Inputs]:
        """Decorate `draw(rng) -> inputs`, which covers all that the contract allows: sizes to 12, scales 1e-6 to 1e3."""
        self.widest = draw
        return draw


def _check_mistake(exercise: str, mistake: Mistake, earlier: Collection[str]) -> None:
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


def _changes(exercise: str, name: str, change: Any, code: str | None) -> tuple[Change, ...]:
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
