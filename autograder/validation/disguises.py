"""Wrap right functions so that they are wrong in ways that no edit of their text makes, and prove that they are caught.

A wrapper clips numbers, rounds them, saturates, or answers from memory. So it is right for small and ordinary inputs
only, as much published code is (`np.clip(z, -5, 5)`), and passes a hidden test whose draws are all small and ordinary.
"""

from __future__ import annotations

import copy
import functools
import operator
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from autograder.exercise.rule import Inputs
from autograder.judging.marking import Exam, mark
from autograder.validation.forms import leaves
from autograder.validation.proof import Proof, shortened
from autograder.words import sentence

Function = Callable[..., Any]
Change = Callable[[Any], Any]

BOUND = 5.0
DIGITS = 3  # after the point
SCALES = (10.0, 30.0, 1 / 7)  # of the inputs on which a disguise is compared with the function that it hides
WORK = 0  # the set of draws that disguises are asked, beside those of the class


def prove_by_disguises(exams: Mapping[str, Exam], proof: Proof) -> None:
    """Add to the proof each wrapper of the reference, or of a variant, that passes although it is wrong.

    A wrapper is wrong where it gives another answer for other inputs that the contract allows. One may be declared:
    `exercise.equivalent("arguments-clipped", reason=…)`.

    exams: secret -> the exercise's exam. A wrapper must be caught under each secret.
    """
    exam = next(iter(exams.values()))
    exercise, reference = exam.exercise, exam.reference
    if exercise.training or exercise.choice or exam.is_drawn:  # a wrapper hides where a training began
        return
    functions = [reference.function, *map(reference.variation, exercise.variants)]
    told = set(exercise.equivalents)
    for function in functions:
        for name, disguised in disguises(function):
            if name in told or all(mark(each, disguised(), WORK).fraction < 1 for each in exams.values()):
                continue
            wrong = next((inputs for inputs in other_inputs(exam) if _differ(exam, function, disguised(), inputs)), None)
            if wrong is not None:
                told.add(name)
                kind = sentence(f"validation.disguise.{name.replace('-', '_')}", bound=f"{BOUND:g}", digits=DIGITS)
                proof.add("disguise_passes", disguise=name, kind=kind, inputs=shortened(repr(wrong)))


def other_inputs(exam: Exam) -> Iterator[Inputs]:
    """Yield larger and smaller inputs of the same form as the drawn ones, as far as the contract allows them."""
    for case in exam.cases[:3]:
        for scale in SCALES:
            inputs = _leaves(functools.partial(operator.mul, scale))(case.inputs)
            if exam.exercise.allows(inputs):
                yield inputs


def _differ(exam: Exam, function: Function, disguised: Function, inputs: Inputs) -> bool:
    """Return whether a disguise gives other answers than its function: for the first case, then for these inputs."""
    asked = [exam.cases[0].inputs, inputs]
    right, other = exam.ask(function, asked), exam.ask(disguised, asked)
    pairs = zip(right, other, asked, strict=True)
    return any(
        mine.error is None and (its.error is not None or exam.exercise.compare(its.value, mine.value, given) is not None)
        for mine, its, given in pairs
    )


def disguises(function: Function) -> Iterator[tuple[str, Callable[[], Function]]]:
    """Yield the name of each wrapper, with a function that makes it: some remember what they were asked."""
    clip = _leaves(lambda x: np.clip(x, -BOUND, BOUND))
    rounded = _leaves(lambda x: np.round(x, DIGITS))
    saturated = _leaves(_saturated)
    wrappers: dict[str, Callable[[], Function]] = {
        "arguments-clipped": lambda: _changing(function, clip, lambda value: value),
        "arguments-rounded": lambda: _changing(function, rounded, lambda value: value),
        "values-clipped": lambda: _changing(function, lambda given: given, clip),
        "values-rounded": lambda: _changing(function, lambda given: given, rounded),
        "values-saturated": lambda: _changing(function, lambda given: given, saturated),
        "first-answer-kept": lambda: _remembering(function, _shapes),
        "previous-answer": lambda: _late(function),
    }
    for name, wrap in wrappers.items():
        yield name, functools.partial(_signed, wrap, function)


def _changing(function: Function, arguments: Change, value: Change) -> Function:
    return lambda *args, **kwargs: value(function(*arguments(args), **arguments(kwargs)))


def _signed(wrap: Callable[[], Function], function: Function) -> Function:
    return functools.wraps(function)(wrap())


def _leaves(change: Change) -> Change:
    """Return a change of values that changes the float arrays and floats in them, at any depth."""
    return leaves(lambda value: change(value) if _is_real(value) else value)


def _saturated(x: Any) -> Any:
    """Return numbers that grow ever more slowly above the bound."""
    return np.where(np.abs(x) <= BOUND, x, np.sign(x) * (BOUND + np.log1p(np.maximum(np.abs(x) - BOUND, 0))))[()]


def _is_real(value: Any) -> bool:
    return (isinstance(value, np.ndarray) and value.dtype.kind == "f") or isinstance(value, float | np.floating)


def _remembering(function: Function, key: Callable[[Any], Any]) -> Function:
    known: dict[Any, Any] = {}

    def answer(*args: Any, **kwargs: Any) -> Any:
        given = key((*args, *kwargs.values()))
        if given not in known:
            known[given] = function(*args, **kwargs)
        return copy.deepcopy(known[given])

    return answer


def _late(function: Function) -> Function:
    before: list[Any] = []

    def answer(*args: Any, **kwargs: Any) -> Any:
        before.append(function(*args, **kwargs))
        return before[-2] if len(before) > 1 else before[-1]

    return answer


def _shapes(value: Any) -> Any:
    if isinstance(value, dict):
        return tuple((key, _shapes(part)) for key, part in value.items())
    if isinstance(value, list | tuple):
        return tuple(map(_shapes, value))
    return np.shape(value) if isinstance(value, np.ndarray) else type(value).__name__
