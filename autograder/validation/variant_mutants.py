"""Search for wrong functions that pass: mutants of the variants, compared with the reference on inputs of their own.

A hidden test is written beside its reference, and the mutants of the reference look at it from the same side. A variant
takes another way to the same values, so its mutants go wrong in other ways. Some mutants are right after all. So one that
passes is compared with the reference on many more inputs: from other seeds, larger and smaller, and from the `wide`
generator. If it differs on any of them, it is wrong, and the hidden test has a gap.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

import numpy as np

from autograder.errors import ExerciseError
from autograder.exercise.alternatives import Alternative
from autograder.exercise.exercise import UNCHANGED, VALUES, Case
from autograder.exercise.rule import Inputs
from autograder.judging.marking import Exam
from autograder.judging.verdict import Verdict
from autograder.validation.disguises import other_inputs
from autograder.validation.mutants import Mutant, mutants_of
from autograder.validation.mutation import SECONDS as MUTANT_SECONDS
from autograder.validation.mutation import in_time, is_caught
from autograder.validation.proof import Proof, shortened

MOST = 20  # mutants of one exercise, the same on each machine; `benchmarks/variant_mutants.py` tries all in the end
SECONDS = 20.0  # for one exercise, at most
SEEDS = 12  # other seeds, whose draws a mutant that passes is compared on
WIDE = 100  # inputs of the `wide` generator


def prove_by_variant_mutants(
    exams: Mapping[str, Exam], proof: Proof, *, most: int = MOST, seconds: float = SECONDS, seed: int = 0
) -> int:
    """Add to the proof each mutant of a variant that passes under one of the secrets although it is wrong.

    exams: secret -> the exercise's exam.
    most, seconds: as many mutants are tried, in an order that `seed` shuffles, and as long.

    Returns how many were tried.
    """
    exam = next(iter(exams.values()))
    if exam.exercise.choice:
        return 0
    ends, tried, told = time.monotonic() + seconds, 0, set()
    for variant, mutant in _shuffled(exam, seed)[:most]:
        if time.monotonic() > ends:
            break
        tried += 1
        if _is_always_caught(exams.values(), mutant):
            continue
        if (wrong := _shown_wrong(exam, variant, mutant)) is not None and (variant.name, mutant.text) not in told:
            told.add((variant.name, mutant.text))
            values = {"variant": variant.name, "line": mutant.line, "text": mutant.text}
            proof.add("variant_mutant_passes", **values, inputs=shortened(repr(wrong)))
    return tried


def _shuffled(exam: Exam, seed: int) -> list[tuple[Alternative, Mutant]]:
    """Return all mutants of all variants, each with its variant, in an order that the seed decides."""
    reference = exam.reference
    found = [(variant, mutant) for variant in exam.exercise.variants for mutant in mutants_of(reference.text_of(variant))]
    random.Random(f"{exam.exercise.name} {seed}").shuffle(found)
    return found


def _is_always_caught(exams: Iterable[Exam], mutant: Mutant) -> bool:
    """Return whether a mutant is caught under each secret. One that hangs under the first is not waited for again."""
    for exam in exams:
        began = time.monotonic()
        if not is_caught(exam, mutant):
            return False
        if time.monotonic() - began >= MUTANT_SECONDS:
            return True
    return True


def _shown_wrong(exam: Exam, variant: Alternative, mutant: Mutant) -> Inputs | None:
    """Return inputs for which a variant is right and its mutant is wrong; None where none were found.

    On numbers so large that a formula overflows the variant is not right either, and the mutant shows nothing.
    """
    cases = [Case("other inputs", VALUES, inputs) for inputs in _many_inputs(exam)]
    try:
        with in_time(10 * MUTANT_SECONDS):
            right = exam.judge(exam.reference.variation(variant), cases)
            wrong = exam.judge(exam.reference.variation(Alternative("mutant", code=mutant.source)), cases)
    except (ExerciseError, TimeoutError, RecursionError):
        return None
    differs = partial(_is_wrong, exam.exercise.shares)
    for good, bad in zip(right, wrong, strict=True):
        if differs(bad) and not differs(good):
            return bad.case.inputs
    return None


def _is_wrong(shares: Mapping[str, float], verdict: Verdict) -> bool:
    return verdict.difference is not None or (verdict.changed is not None and (UNCHANGED in shares or not shares))


def _many_inputs(exam: Exam) -> Iterator[Inputs]:
    """Yield inputs that the contract allows and the reference answers: of other seeds, of other sizes, and wide ones."""
    exercise = exam.exercise
    for number in range(SEEDS if exercise.training is None else 1):
        other = Exam(exercise, exam.reference, f"{exam.seed} {number}")
        yield from (case.inputs for case in other.cases if case.group not in exercise.bonus)
    if exercise.training is None and exercise.raises is None and not exam.is_drawn:
        yield from other_inputs(exam)
    if exercise.widest is not None:
        rng = np.random.default_rng(2)
        drawn = (exercise.widest(rng) for _ in range(WIDE))
        yield from (inputs for inputs in drawn if exercise.allows(inputs))
