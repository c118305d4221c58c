"""Prove hidden tests by mutants of the reference: each is caught, or proved equivalent on many inputs."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from autograder.errors import ExerciseError
from autograder.exercise.alternatives import Alternative
from autograder.exercise.exercise import VALUES, Case, Exercise
from autograder.exercise.rule import Inputs
from autograder.judging.marking import Exam, mark
from autograder.judging.training import TrainingExam
from autograder.validation.disguises import disguises
from autograder.validation.mutants import Mutant, mutants_of
from autograder.validation.proof import Proof, shortened

SECONDS = 3.0  # that a mutant may take for all its cases
WIDE = 10_000  # inputs on which an equivalent mutant is compared

Function = Callable[..., Any]


def prove_by_mutants(exams: Mapping[str, Exam], proof: Proof, wide: int) -> None:
    """Add to the proof what becomes of each mutant of the reference.

    exams: secret -> the exercise's exam; a mutant must be caught under each secret.
    wide:  on how many inputs those that are declared equivalent are compared.
    """
    exam = next(iter(exams.values()))
    exercise = exam.exercise
    found = mutants_of(exam.reference.source)
    if exercise.choice:  # other numbers are another choice, not a mistake
        found = [mutant for mutant in found if mutant.operator != "constant"]
    proof.mutants = len(found)
    known = {mutant.text for mutant in found} | {name for name, _ in disguises(exam.reference.function)}
    for text in sorted(set(exercise.equivalents) - known):
        proof.add("unknown_equivalent", text=text)
    declared: list[Mutant] = []
    for mutant in found:
        caught = [is_caught(each, mutant) for each in exams.values()]
        if all(caught):
            proof.caught += 1
        elif mutant.text in exercise.equivalents:
            declared.append(mutant)
        else:
            code = "mutant_not_always_caught" if any(caught) else "mutant_not_caught"
            proof.add(code, operator=mutant.operator, line=mutant.line, text=mutant.text)
    if declared:
        _compare_on_wide_inputs(exam, declared, proof, wide)


def is_caught(exam: Exam, mutant: Mutant) -> bool:
    """Return whether a mutant loses points, or cannot be marked at all."""
    try:
        with in_time(SECONDS):
            marking = mark(exam, exam.reference.variation(Alternative("mutant", code=mutant.source)))
    except (ExerciseError, TimeoutError, RecursionError):  # it is no program, or does not end
        return True
    return marking.fraction < 1 or marking.bonus < 1


def _compare_on_wide_inputs(exam: Exam, declared: list[Mutant], proof: Proof, count: int) -> None:
    """Add to the proof whether mutants that are declared equivalent are so, on the cases and on `count` wide inputs."""
    if exam.exercise.widest is None:
        proof.add("no_wide", exercise=proof.name)
        return
    inputs = [case.inputs for case in exam.cases] + list(_wide_inputs(exam.exercise, exam.exercise.widest, count))
    right = _right_answers(exam, inputs)
    for mutant in declared:
        function = exam.reference.variation(Alternative("mutant", code=mutant.source))
        if (different := _first_difference(exam, function, inputs, right)) is None:
            proof.equivalent += 1
        else:
            proof.add("mutant_differs", inputs=shortened(repr(different)), line=mutant.line, text=mutant.text)


def _wide_inputs(exercise: Exercise, draw: Callable[[np.random.Generator], Inputs], count: int) -> Iterator[Inputs]:
    """Yield `count` inputs that keep the contract. Raises ExerciseError when hardly any do."""
    rng = np.random.default_rng(1)
    given = 0
    for _ in range(20 * count):
        inputs = draw(rng)
        if exercise.allows(inputs):
            yield inputs
            given += 1
            if given == count:
                return
    raise ExerciseError("validation.wide_breaks_contract", exercise=exercise.name)


def _right_answers(exam: Exam, inputs: list[Inputs]) -> list[Any]:
    if isinstance(exam, TrainingExam):  # from the same random state as the mutants
        return [outcome.value for outcome in exam.ask(exam.reference.function, inputs, exam.state)]
    return [exam.right_answer(each) for each in inputs]


def _first_difference(exam: Exam, function: Function, inputs: list[Inputs], answers: list[Any]) -> Inputs | None:
    """Return the first inputs for which a mutant returns another value, or changes an argument; None for none."""
    outcomes = exam.ask(function, inputs, exam.state if isinstance(exam, TrainingExam) else None)
    for each, outcome, right in zip(inputs, outcomes, answers, strict=True):
        verdict = exam.verdict(function, Case("wide", VALUES, each), outcome, right)
        if verdict.difference is not None or verdict.changed is not None:
            return each
    return None


class _TimeIsUp(BaseException):
    """No `Exception`, which would count as one of the learner's code, and the next call would have no bound."""


@contextlib.contextmanager
def in_time(seconds: float) -> Iterator[None]:
    """Raise TimeoutError when the body takes longer."""

    def stop(*_: Any) -> None:
        raise _TimeIsUp

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, seconds)  # again and again, for code that catches everything
    try:
        yield
    except _TimeIsUp:
        raise TimeoutError from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
