"""An exercise: one function that learners write, its hidden inputs, its comparison and its known mistakes.

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
import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any, overload

import numpy as np

from autograder.errors import ExerciseError
from autograder.exercise.alternatives import Alternatives
from autograder.exercise.comparison import FLOAT32, RTOL, Difference
from autograder.exercise.draws import EXAMPLES, generator_for
from autograder.exercise.rule import Inputs, Raises, Rule
from autograder.exercise.values import as_floats, has_integers
from autograder.words import Listed

VALUES, SHAPES, EDGES, UNCHANGED = "values", "shapes", "edge cases", "arguments unchanged"
ASPECTS = (SHAPES, UNCHANGED)  # groups that have no cases: they look at the cases of the other groups in another way
TRAINED = 1e-3  # relative tolerance of parameters that were trained in single precision
DRAWS_TRIED = 100  # of one generator, until the contract allows its inputs


@dataclass(frozen=True)
class Case:
    """One call that a hidden test makes.

    check:  what the case tests, in words; the name of its generator, or of an edge case.
    group:  which share of the points it belongs to.
    inputs: parameter -> value, in the order of the reference's parameters.
    work:   whether it belongs to one work, and not to the whole class.
    """

    check: str
    group: str
    inputs: Inputs
    work: bool = False


@dataclass(frozen=True)
class Generator:
    """Draws the inputs of one check.

    draw:  (random generator) -> inputs.
    draws: how many cases it makes, one of them for the work; one more where it is 1.
    """

    check: str
    group: str
    draw: Callable[[np.random.Generator], Inputs]
    draws: int


@dataclass(frozen=True)
class Training:
    """The rule for a function that trains a model from random initial parameters.

    The reference trains from the learner's own initial parameters, and the two results are compared.

    initialiser: name of the global function that the reference calls for its initial parameters; a function that returns
                 the learner's takes its place.
    cost:        `cost(module, parameters, inputs) -> float`, with the reference's module, parameters as the function
                 returns them (after `judged`), and the inputs of a case. Training has to lower it.
    steps, rate: names of the parameters that say how many steps are made, and how large they are. With 0 for both, the
                 function must return its initial parameters.
    largest:     no initial parameter may be larger in magnitude.
    weights:     a regular expression. For parameters whose whole name matches it, no two rows may start equal: two units
                 with equal weights get equal gradients and stay equal (Goodfellow, Bengio and Courville, "Deep Learning",
                 2016, section 8.4). "" turns this check off.
    """

    initialiser: str
    cost: Callable[[ModuleType, Any, Inputs], float]
    steps: str = "num_iterations"
    rate: str = "learning_rate"
    largest: float = 5.0
    weights: str = ""


class Exercise(Rule, Alternatives):
    """One function that a learner writes.

    name:    the function's name.
    rtol, atol: relative and absolute tolerance of the comparison; see `comparison.compare`.
    returns: names of the parts of a returned tuple, for messages: ("grads", "cost").
    shares:  group -> its share of the points; the shares add up to 1. The groups are "values" (drawn inputs),
             "edge cases", the groups that `inputs` and `edge` name, and two other views of the same calls: "shapes" and
             "arguments unchanged". Without shares, all cases must be right to earn any points.
    bonus:   group -> its share of the bonus that the source notebook gives for this exercise; the shares add up to 1.
             An exercise without such groups earns a bonus as it earns points.
    judged:  value -> the part that counts: `lambda grads: {"dW1": grads["dW1"]}`. It may raise for a value without one.
    compare: `compare(got, expected, inputs) -> Difference | None`; replaces the comparison.
    also:    other names under which public versions of the course know the function; a learner's is found under them.
    usual:   parameter -> value, for parameters that some versions of the function require and the reference does not have.
    called:  parameter -> other names that learners' versions give it: {"learning_rate": ("alpha", "lr")}.
    raises:  the error that the function must raise on those inputs where the reference raises one.
    training: set it for a function that trains a model from random initial parameters.
    constant: the right answer depends on the sizes of the inputs only (such as zeros), so a constant answer may be right.
    choice:  the learner designs something, and any result that is good enough is right. Implies `constant`.
    float32: relative tolerance where numbers of lower than double precision came in or went out: by default 1e-5, and 1e-3
             for an exercise that trains.
    container: list, tuple or np.ndarray, where the lesson teaches what kind of container is returned; see `Rule`.
    whole:   names of inputs that may hold integers in edge cases, although the drawn ones hold none.
    parts:   part of the returned value, by its path -> its weight among them: {"cost": 2} counts the cost twice. Each part
             has the weight 1 by default; see `judging.earnings`.

    Raises ExerciseError when the shares, or those of the bonus, do not add up to 1.
    """

    def __init__(
        self,
        name: str,
        *,
        rtol: float = RTOL,
        atol: float | None = None,
        returns: Sequence[str] = (),
        shares: Mapping[str, float] | None = None,
        bonus: Mapping[str, float] | None = None,
        judged: Callable[[Any], Any] | None = None,
        compare: Callable[[Any, Any, Inputs], Difference | None] | None = None,
        also: Sequence[str] = (),
        usual: Mapping[str, Any] | None = None,
        called: Mapping[str, Sequence[str]] | None = None,
        raises: Raises | None = None,
        training: Training | None = None,
        constant: bool = False,
        choice: bool = False,
        float32: float | None = None,
        container: type | None = None,
        whole: Collection[str] = (),
        parts: Mapping[str, float] | None = None,
    ) -> None:
        Alternatives.__init__(self, name)
        Rule.__init__(
            self,
            rtol=rtol,
            atol=atol,
            returns=returns,
            judged=judged,
            compare=compare,
            raises=raises,
            float32=float32 or (TRAINED if training else FLOAT32),
            container=container,
        )
        self.whole, self.parts = whole, dict(parts or {})
        self.also = tuple(also)
        self.shares = dict(shares or {})
        self.bonus = dict(bonus or {})
        self.usual, self.called = dict(usual or {}), dict(called or {})
        self.training = training
        self.constant, self.choice = constant or choice, choice
        self.generators: list[Generator] = []
        self.edges: list[Case] = []
        self._contract: Callable[..., Any] = lambda **inputs: True
        for option, parts in (("shares", self.shares), ("bonus", self.bonus)):
            if parts and not math.isclose(sum(parts.values()), 1):
                raise ExerciseError("exercise.not_one", exercise=name, option=option, total=sum(parts.values()))

    def __repr__(self) -> str:
        return f"Exercise({self.name!r})"

    # --- for instructors ---

    @overload
    def inputs(self, draw: Callable[[np.random.Generator], Inputs], /) -> Callable[..., Inputs]: ...
    @overload
    def inputs(self, /, *, group: str = VALUES, draws: int = 5) -> Callable[..., Any]: ...
    def inputs(self, draw: Any = None, /, *, group: str = VALUES, draws: int = 5) -> Any:
        """Decorate `draw(rng) -> inputs`, which draws the inputs of one check; the function's name, in words, names it.

        draw:  (numpy.random.Generator) -> dict of parameter -> value.
        group: the share of the points that the check belongs to.
        draws: how many cases are drawn. The last is the work's, and the others are the class's: at least one of each.
        """
        if draw is None:
            return functools.partial(self.inputs, group=group, draws=draws)
        self.generators.append(Generator(draw.__name__.replace("_", " "), group, draw, draws))
        return draw

    def edge(self, check: str, inputs: Inputs, *, group: str = EDGES) -> None:
        """Add a case whose inputs are the same in every course. check: what it tests, in words."""
        self.edges.append(Case(check, group, dict(inputs)))

    def contract(self, holds: Callable[..., Any]) -> Callable[..., Any]:
        """Decorate `holds(**inputs) -> bool`, which says what inputs are allowed, in hidden cases and failing examples.

        A generator whose inputs break the contract draws again.
        """
        self._contract = holds
        return holds

    # --- for the grader ---

    def cases(self, seed: str) -> list[Case]:
        """Return the calls for everybody, drawn cases before edge cases. The same seed gives the same on every machine.

        Raises ExerciseError when inputs break the contract, or when the groups of cases and of shares differ.
        """
        drawn = self._drawn(seed, "", lambda generator: max(1, generator.draws - 1))
        self.edges = _typed_as(drawn, self.edges, self.whole)
        cases = drawn + self.edges
        _check_contract(self, cases)
        _check_groups(self, {case.group for case in cases})
        return cases

    def cases_of_set(self, seed: str, number: int) -> list[Case]:
        """Return the calls that are added for one work: a drawn case for each check. number: of the work's set.

        Raises ExerciseError when inputs break the contract.
        """
        cases = [replace(case, work=True) for case in self._drawn(seed, str(number), lambda generator: 1)]
        _check_contract(self, cases)
        return cases

    def examples(self, seed: str) -> list[Case]:
        """Return drawn cases that are never scored, as many as are: a message may show them."""
        drawn = self._drawn(seed, EXAMPLES, lambda generator: max(2, generator.draws))
        return [case for case in drawn if self.allows(case.inputs)]

    def _drawn(self, seed: str, kind: str, count: Callable[[Generator], int]) -> list[Case]:
        """Return cases of every generator, `count(generator)` of each."""
        return [
            Case(generator.check, generator.group, _draw(self, generator, rng))
            for generator in self.generators
            for rng in [generator_for(seed, generator.check, kind)]
            for _ in range(count(generator))
        ]

    def allows(self, inputs: Inputs) -> bool:
        """Return whether these inputs keep the contract."""
        return bool(self._contract(**inputs))


def _check_contract(exercise: Exercise, cases: Sequence[Case]) -> None:
    for case in cases:
        if not exercise.allows(case.inputs):
            raise ExerciseError("exercise.breaks_contract", exercise=exercise.name, check=case.check)


def _typed_as(drawn: Sequence[Case], edges: Sequence[Case], whole: Collection[str]) -> list[Case]:
    """Return edge cases in which whole numbers are floats where the drawn inputs hold no integers.

    A learner may rely on that: `W -= rate * dW` raises an error for an array of integers.

    whole: names of inputs in which integers stay, because the docstring, or a public check, says that they come.
    """
    named = {name for case in drawn for name, value in case.inputs.items() if has_integers(value)} | set(whole)

    def typed(case: Case) -> Case:
        floats = {name: as_floats(value) for name, value in case.inputs.items() if name not in named and has_integers(value)}
        return replace(case, inputs={**case.inputs, **floats}) if floats else case

    return [typed(case) for case in edges]


def _draw(exercise: Exercise, generator: Generator, rng: np.random.Generator) -> Inputs:
    """Return the first inputs drawn that the contract allows, or the last that were tried."""
    for _ in range(DRAWS_TRIED):
        inputs = dict(generator.draw(rng))
        if exercise.allows(inputs):
            break
    return inputs


def _check_groups(exercise: Exercise, groups: set[str]) -> None:
    """Raise ExerciseError unless the groups of cases and of shares agree."""
    if VALUES not in groups:
        raise ExerciseError("exercise.nothing_drawn", exercise=exercise.name, group=VALUES)
    with_share = set(exercise.shares) | set(exercise.bonus)
    unknown = with_share - groups - set(ASPECTS)
    worthless = groups - with_share if exercise.shares else set()
    if unknown or worthless:
        raise ExerciseError("exercise.groups_differ", exercise=exercise.name, groups=Listed(sorted(unknown | worthless)))
