"""Prove that the public check and the hidden test of an exercise agree, and that graded special cases are shown.

- What the public check accepts is right for the hidden test on the same inputs, and what it refuses is not: for the
  reference, the variants, and the known mistakes.
- Each kind of special case that is graded (one example, one layer, a number for an array) is among the inputs of the public
  check.
"""

from __future__ import annotations

import contextlib
import copy
import functools
import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from autograder.errors import ExerciseError
from autograder.exercise.alternatives import Alternative, Mistake
from autograder.exercise.exercise import UNCHANGED, VALUES, Case, Exercise
from autograder.exercise.rule import Inputs
from autograder.judging.marking import Exam
from autograder.validation.proof import Proof, shortened
from autograder.validation.public import PublicCheck
from autograder.words import Sentence, sentence

LONG = 3  # entries: containers with more are alike

Function = Callable[..., Any]


def compare_on_same_inputs(exam: Exam, public: PublicCheck, proof: Proof) -> None:
    """Add to the proof where the public check and the hidden test disagree, and special cases that no public check shows."""
    if not public.exists:
        return
    exercise, reference = exam.exercise, exam.reference
    # A check of the form cannot see a bad choice, and one of the steps cannot see where training began.
    sees_all = not exercise.choice and exercise.training is None
    the_reference: Sentence | str = sentence("validation.the_reference")
    answers = [(the_reference, reference.function)]
    answers += [(repr(each.name), reference.variation(each)) for each in _alternatives(exercise)]
    for answer, function in answers:
        accepted, asked = _public_verdict(exam, public, function)
        with contextlib.suppress(ExerciseError):  # inputs that the contract of the hidden test does not allow
            wrong = _first_wrong(exam, function, asked)
            if accepted and wrong is not None and sees_all:
                proof.add("public_accepts", answer=answer, inputs=shortened(repr(wrong)))
            elif not accepted and wrong is None and asked:
                proof.add("public_refuses", answer=answer)
        if answer == the_reference:
            _show_special_cases(exam, asked, proof)


def _alternatives(exercise: Exercise) -> Iterator[Alternative]:
    yield from exercise.variants
    for mistake in exercise.mistakes:
        if isinstance(mistake, Mistake) and mistake.equals is None:
            yield mistake


def _public_verdict(exam: Exam, public: PublicCheck, function: Function) -> tuple[bool, list[Inputs]]:
    """Return whether the public check accepts a function, and the inputs that it gives it and the contract allows."""
    signature = inspect.signature(exam.reference.function)
    asked: list[Inputs] = []

    @functools.wraps(function)
    def recorded(*args: Any, **kwargs: Any) -> Any:
        given = dict(signature.bind(*args, **kwargs).arguments)
        if exam.exercise.allows(given):
            asked.append(copy.deepcopy(given))
        args, kwargs = exam.fit(function, given).arguments  # a variant may have another order of its parameters
        return function(*args, **kwargs)

    return public.passes(recorded), asked


def _first_wrong(exam: Exam, function: Function, asked: Sequence[Inputs]) -> Inputs | None:
    """Return the first of these inputs for which the hidden test takes points from a function; None for none."""
    cases = [Case("public", VALUES, inputs) for inputs in asked]
    shares = exam.exercise.shares
    for verdict in exam.judge(function, cases):
        if verdict.difference is not None or (verdict.changed is not None and (UNCHANGED in shares or not shares)):
            return verdict.case.inputs
    return None


# --- special cases ---


def _show_special_cases(exam: Exam, asked: Sequence[Inputs], proof: Proof) -> None:
    drawn = {form for case in exam.cases if case.group == VALUES for form in forms(case.inputs)}
    shown = {form for inputs in asked for form in forms(inputs)}
    told: set[str] = set()
    for case in exam.cases:
        for form in sorted(forms(case.inputs) - drawn - shown - told):
            told.add(form)
            proof.add("special_not_shown", check=case.check, form=form)


def forms(inputs: Inputs) -> set[str]:
    """Return what is special about inputs: axes of length 1, containers with few entries, numbers for arrays."""
    return {f"{name}: {form}" for name, value in inputs.items() for form in _forms(value)}


def _forms(value: Any) -> Iterable[str]:
    if isinstance(value, np.ndarray):
        yield "array (" + ", ".join("1" if n == 1 else "n" for n in value.shape) + ")"
    elif isinstance(value, dict | list | tuple):
        kind = type(value).__name__
        yield f"{kind} of {len(value) if len(value) < LONG else 'several'}"
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(part, np.ndarray | list | tuple):
                named = key if isinstance(value, dict) else "i"
                yield from (f"[{named}] {form}" for form in _forms(part))
    elif isinstance(value, bool | int | float | np.generic):
        yield "a number"
