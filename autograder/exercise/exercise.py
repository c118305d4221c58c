"""What an exercise is: one function, its hidden inputs, what is compared, and its known mistakes.

A hidden test, `tests/hidden/<assignment>/<function>.py`, reads like this:

    propagate = Exercise("propagate", returns=("grads", "cost"), shares={"values": 0.8, "edge cases": 0.2})

    @propagate.inputs
    def batch_of_examples(rng):
        return dict(w=rng.normal(size=(3, 1)), b=rng.normal(), X=..., Y=...)

    propagate.edge("one example", dict(w=..., b=0, X=..., Y=...))

    propagate.mistake(
        "not averaged over examples",
        change=("np.dot(X, dZ.T) / m", "np.dot(X, dZ.T)"),
        hint=dict(en="dw is a sum over the examples; divide it by m.", zh="dw 是对所有样本求和，别忘了除以 m。"))
"""

from __future__ import annotations

import functools
import hashlib
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, overload

import numpy as np

from autograder.errors import ExerciseError
from autograder.exercise.comparison import Difference, compare, kind_of
from autograder.sandbox.shared.outcome import LearnerError

VALUES, SHAPES, EDGES, UNCHANGED = "values", "shapes", "edge cases", "arguments unchanged"

ASPECTS = (SHAPES, UNCHANGED)  # groups without cases of their own: another look at those of the others

Inputs = dict[str, Any]

Change = tuple[str, str]


@dataclass(frozen=True)
class Case:
    """One call that a hidden test makes: inputs by parameter name, in the reference's order."""

    check: str
    group: str
    inputs: Inputs


@dataclass(frozen=True)
class Generator:
    """Draws the inputs of one check."""

    check: str
    group: str
    draw: Callable[[np.random.Generator], Inputs]
    draws: int


@dataclass(frozen=True)
class Alternative:
    """Another implementation: as an edit of the reference's source, or as code of its own."""

    name: str
    changes: tuple[Change, ...] = ()
    code: str | None = None


@dataclass(frozen=True)
class Mistake(Alternative):
    """A known wrong implementation. `equals` names an earlier mistake that no input can tell it from."""

    hint: Mapping[str, str] = field(default_factory=dict)
    equals: str | None = None


class Raises:
    """What a function must raise that has to refuse some of its inputs.

    types:  any of these will do.
    naming: a regular expression; the first thing that the message names must be what the reference's names first.
    """

    def __init__(self, *types: type[Exception], naming: str) -> None:
        self.types = types
        self._naming = re.compile(naming)

    def named(self, error: LearnerError) -> str:
        match = self._naming.search(error.message)
        return match[0] if match else ""

    def of_right_type(self, error: LearnerError) -> bool:
        return any(kind.__name__ in error.types for kind in self.types)


@dataclass(frozen=True)
class Training:
    """How to judge a function that draws its own start: the reference trains from there too.

    initialiser: the global function that the reference calls for its start; the learner's start takes its place.
    cost:        `cost(reference's module, parameters, inputs) -> float`, which has to fall.
    steps, rate: the parameters that say how many steps are made, and how large they are.
    largest:     no weight of the start may be beyond this.
    """

    initialiser: str
    cost: Callable[[ModuleType, Any, Inputs], float]
    steps: str = "num_iterations"
    rate: str = "learning_rate"
    largest: float = 5.0


def formula(text: str) -> Callable[..., Any]:
    """A function to pass to the learner's, from text ("lambda x: x ** 2", `np` is known) that an example can show."""
    function: Callable[..., Any] = eval(text, {"np": np})
    function.__name__ = function.__qualname__ = text
    return function


class Exercise:
    """One function that a learner writes.

    name:    the function's name.
    rtol, atol: tolerances of the comparison; see `comparison.compare` for what `atol=None` means.
    returns: names of the parts of a returned tuple, for messages: ("grads", "cost").
    shares:  group -> its part of the points, adding up to 1. The groups are "values" (the drawn inputs), "edge cases",
             those that checks were given by name, and two other looks at the same calls: "shapes" and
             "arguments unchanged". Without shares it is all or nothing.
    bonus:   group -> its part of the bonus that the source notebook gives for this exercise, adding up to 1. An exercise
             with a bonus and no such group (a stretch exercise, which has no points) earns its bonus as others their points.
    judged:  the part of a value that counts, as a function of the value: `lambda grads: {"dW1": grads["dW1"]}`.
    compare: replaces the comparison: `compare(got, expected, inputs) -> Difference | None`.
    usual:   what parameters are given that some versions of the function require and the reference does not have.
    raises:  what it must raise on those inputs where the reference raises.
    training: it trains, from a start of its own.
    constant: its right answer has nothing of the inputs but their sizes: zeros, say.
    choice:  a design is asked for, and whatever is good enough is right: other numbers are another choice, not a slip.
    """

    def __init__(
        self,
        name: str,
        *,
        rtol: float = 1e-7,
        atol: float | None = None,
        returns: Sequence[str] = (),
        shares: Mapping[str, float] | None = None,
        bonus: Mapping[str, float] | None = None,
        judged: Callable[[Any], Any] | None = None,
        compare: Callable[[Any, Any, Inputs], Difference | None] | None = None,
        usual: Mapping[str, Any] | None = None,
        raises: Raises | None = None,
        training: Training | None = None,
        constant: bool = False,
        choice: bool = False,
    ) -> None:
        self.name = name
        self.rtol, self.atol = rtol, atol
        self.returns = tuple(returns)
        self.shares = dict(shares or {})
        self.bonus = dict(bonus or {})
        self.usual = dict(usual or {})
        self.raises, self.training = raises, training
        self.constant, self.choice = constant or choice, choice
        self.generators: list[Generator] = []
        self.edges: list[Case] = []
        self.mistakes: list[Mistake] = []
        self.variants: list[Alternative] = []
        self.equivalents: dict[str, str] = {}
        self.widest: Callable[[np.random.Generator], Inputs] | None = None
        self._judged, self._compare = judged, compare
        self._contract: Callable[..., Any] = lambda **inputs: True
        for what, parts in (("shares", self.shares), ("bonus", self.bonus)):
            if parts and not math.isclose(sum(parts.values()), 1):
                raise ExerciseError(f"{name}: the parts of its {what} add up to {sum(parts.values()):g}, not to 1.")

    def __repr__(self) -> str:
        return f"Exercise({self.name!r})"

    # what an instructor says

    @overload
    def inputs(self, draw: Callable[[np.random.Generator], Inputs], /) -> Callable[..., Inputs]: ...
    @overload
    def inputs(self, /, *, group: str = VALUES, draws: int = 5) -> Callable[..., Any]: ...
    def inputs(self, draw: Any = None, /, *, group: str = VALUES, draws: int = 5) -> Any:
        """Decorate `draw(rng) -> dict of inputs`; it is called `draws` times and its name, in words, names the check."""
        if draw is None:
            return functools.partial(self.inputs, group=group, draws=draws)
        self.generators.append(Generator(draw.__name__.replace("_", " "), group, draw, draws))
        return draw

    def edge(self, check: str, inputs: Inputs, *, group: str = EDGES) -> None:
        """Add a case that is the same in every course."""
        self.edges.append(Case(check, group, dict(inputs)))

    def contract(self, holds: Callable[..., Any]) -> Callable[..., Any]:
        """Decorate `holds(inputs by name) -> bool`: what must be true of all inputs, also of a smaller failing example."""
        self._contract = holds
        return holds

    def mistake(
        self,
        name: str,
        *,
        change: Change | Sequence[Change] | None = None,
        code: str | None = None,
        hint: Mapping[str, str],
        equals: str | None = None,
    ) -> None:
        """Add a known wrong implementation: the smallest `change` of the reference that makes it wrong, or its `code`.

        hint:   language ("en", "zh") -> the sentence that a learner who made it needs.
        equals: an earlier mistake with the same outputs for all inputs; that one is then diagnosed.
        """
        if not {"en", "zh"} <= set(hint):
            raise ExerciseError(f"{self.name}: the mistake {name!r} needs a hint in English and in Chinese.")
        if any(known.name == name for known in self.mistakes):
            raise ExerciseError(f"{self.name}: two mistakes are called {name!r}.")
        if equals is not None and not any(known.name == equals for known in self.mistakes):
            raise ExerciseError(f"{self.name}: {name!r} equals {equals!r}, which is not an earlier mistake.")
        self.mistakes.append(Mistake(name, _changes(self.name, name, change, code), code, dict(hint), equals))

    def variant(self, name: str, *, change: Change | Sequence[Change] | None = None, code: str | None = None) -> None:
        """Add a correct implementation in another style; it must score full."""
        self.variants.append(Alternative(name, _changes(self.name, name, change, code), code))

    def equivalent(self, mutant: str, *, reason: str) -> None:
        """Declare that a mutant of the reference ("old -> new", as `autograder validate` prints it) is right as well.

        `autograder validate` compares it on inputs of the `wide` generator.
        """
        self.equivalents[mutant] = reason

    def wide(self, draw: Callable[[np.random.Generator], Inputs]) -> Callable[..., Inputs]:
        """Decorate `draw(rng) -> dict of inputs`: all that the contract allows, sizes to 12, scales from 1e-6 to 1e3."""
        self.widest = draw
        return draw

    # what the grader asks

    def cases(self, seed: str) -> list[Case]:
        """All calls, in order: the drawn ones, then the edge cases. The same seed gives the same cases on every machine."""
        drawn = [
            Case(generator.check, generator.group, self._allowed(generator, rng))
            for generator in self.generators
            for rng in [_rng(seed, generator.check)]
            for _ in range(generator.draws)
        ]
        for case in (cases := drawn + self.edges):
            if not self.allows(case.inputs):
                raise ExerciseError(f"{self.name}: inputs of {case.check!r} break the exercise's own contract.")
        self._check_groups({case.group for case in cases})
        return cases

    def _allowed(self, generator: Generator, rng: np.random.Generator) -> Inputs:
        """The next inputs that the contract allows: no seed may draw what is no fair question."""
        for _ in range(100):
            inputs = dict(generator.draw(rng))
            if self.allows(inputs):
                break
        return inputs

    def _check_groups(self, groups: set[str]) -> None:
        if VALUES not in groups:
            raise ExerciseError(f"{self.name}: no inputs are drawn for the group {VALUES!r}.")
        worth = set(self.shares) | set(self.bonus)
        unknown = worth - groups - set(ASPECTS)
        worthless = groups - worth if self.shares else set()
        if unknown or worthless:
            odd = ", ".join(sorted(unknown | worthless))
            raise ExerciseError(f"{self.name}: groups with a share and groups with checks differ: {odd}.")

    def allows(self, inputs: Inputs) -> bool:
        """Whether these inputs keep the contract."""
        return bool(self._contract(**inputs))

    def compare(self, got: Any, expected: Any, inputs: Inputs) -> Difference | None:
        """What tells a learner's value from the reference's; None when it is right."""
        if isinstance(expected, LearnerError):
            return Difference("not raised", "", kind_of(got), self.raises.named(expected) if self.raises else "")
        if self._compare is not None:
            return self._compare(got, expected, inputs)
        return compare(self.part(got), self.part(expected), self.rtol, self.atol, names=self.returns)

    def compare_errors(self, got: LearnerError, expected: Any) -> Difference | None:
        """What tells an exception of the learner's from what the reference returns, or raises."""
        if self.raises is None or not isinstance(expected, LearnerError):
            return Difference("error", "", got)
        if not self.raises.of_right_type(got):
            return Difference("wrong error", "", got, tuple(kind.__name__ for kind in self.raises.types))
        named = self.raises.named(expected)
        return None if self.raises.named(got) == named else Difference("unnamed", "", got, named)

    def same_errors(self, one: LearnerError, other: LearnerError) -> bool:
        """Whether two exceptions, of which neither needs to be right, are the same in all that counts."""
        if self.raises is None:
            return one.kind == other.kind
        return self.raises.of_right_type(one) == self.raises.of_right_type(other) and self.raises.named(
            one
        ) == self.raises.named(other)

    def same(self, one: Any, other: Any, inputs: Inputs) -> bool:
        """Whether two values, of which neither needs to be right, are equal in all that counts; NaN equals NaN here."""
        try:
            if self._compare is not None:
                return self._compare(one, other, inputs) is None
            return compare(self.part(one), self.part(other), self.rtol, self.atol, equal_nan=True) is None
        except ExerciseError:  # such as no reference would return: a function, nothing at all
            return False

    def part(self, value: Any) -> Any:
        """The part that is judged; the whole of what does not have that part."""
        if self._judged is None:
            return value
        try:
            return self._judged(value)
        except Exception:
            return value


def _rng(seed: str, check: str) -> np.random.Generator:
    """A generator of the check's own: a new check does not change what the others draw."""
    digest = hashlib.sha256(f"{seed}\0{check}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:16], "big"))


def _changes(exercise: str, name: str, change: Any, code: str | None) -> tuple[Change, ...]:
    if (change is None) == (code is None):
        raise ExerciseError(f"{exercise}: {name!r} needs either a change or code.")
    if change is None:
        return ()
    changes = (change,) if isinstance(change[0], str) else tuple(change)
    if not all(len(pair) == 2 and all(isinstance(text, str) for text in pair) for pair in changes):
        raise ExerciseError(f"{exercise}: a change of {name!r} is (old, new).")
    return changes
