"""Prove that answers which are not computed earn nothing: zeros, constants, arguments, another exercise's function."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from autograder.errors import ExerciseError
from autograder.exercise.reference import Reference
from autograder.exercise.values import is_numeric
from autograder.judging.calls import tolerant
from autograder.judging.marking import Exam, mark
from autograder.validation.proof import Proof
from autograder.words import Sentence, sentence

WORK = 0  # the set of draws that guesses are asked, beside those of the class


def score_guesses(exam: Exam, earlier: Sequence[str], proof: Proof, secret: str) -> None:
    """Add to the proof each answer that earns points without being computed, under this secret.

    Answers that may rightly be constant, that train, or that must be errors are left out.

    earlier: names of the exercises before this one. A function of one of them that passes is right here, too.
    """
    exercise = exam.exercise
    if not (exercise.training or exercise.raises or exercise.constant or exercise.choice):
        for guess, answers in _guesses(exam):
            given = iter(answers)
            _score(exam, lambda *args, given=given, **kwargs: next(given), guess, proof, secret)
    if exercise.training is None:
        for name in earlier:
            function = tolerant(Reference(exam.reference.module, name).function)
            _score(exam, function, sentence("validation.earlier", name=name), proof, secret, may_be_right=True)


def _score(exam: Exam, function: Any, guess: Sentence, proof: Proof, secret: str, *, may_be_right: bool = False) -> None:
    try:
        marking = mark(exam, function, WORK)
    except ExerciseError:  # it returns what cannot be compared
        return
    if marking.fraction > 0 and not (may_be_right and marking.passed):
        proof.add("guess_earns", guess=guess, earned=marking.fraction, secret=secret)


def _guesses(exam: Exam) -> Iterator[tuple[Sentence, list[Any]]]:
    """Yield what is guessed, with the answer to each case."""
    inputs = [case.inputs for case in exam.asked(WORK)]
    right = exam.right_answers(exam.asked(WORK))
    yield sentence("validation.zeros"), [_filled(answer, 0) for answer in right]
    yield sentence("validation.ones"), [_filled(answer, 1) for answer in right]
    yield sentence("validation.one_answer"), [right[0]] * len(inputs)
    both = zip(right, inputs, strict=True)
    yield sentence("validation.echoes"), [_echo(answer, list(_arrays(given))) for answer, given in both]


def _filled(value: Any, number: int) -> Any:
    """Return a value of the same structure and shapes with one number everywhere."""
    if isinstance(value, dict):
        return {key: _filled(element, number) for key, element in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_filled(element, number) for element in value)
    return np.full_like(value, number)


def _echo(value: Any, arguments: Sequence[Any]) -> Any:
    """Return a value of the same structure, made of the arguments, and what they hold, that have the right shapes."""
    if isinstance(value, dict):
        return {key: _echo(element, arguments) for key, element in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_echo(element, arguments) for element in value)
    equal = [given for given in arguments if np.size(given) > 1 and np.array_equal(given, value)]
    alike = [given for given in arguments if np.shape(given) == np.shape(value)]
    return (equal or alike or [_filled(value, 0)])[0]


def _arrays(value: Any) -> Iterator[Any]:
    """Yield the arrays and numbers in the arguments, at any depth."""
    if isinstance(value, dict | list | tuple):
        for element in value.values() if isinstance(value, dict) else value:
            yield from _arrays(element)
    elif is_numeric(value) or isinstance(value, int | float):
        yield value
