"""Search for wrong functions that pass: mutants of the variants, and wrappers round references and variants.

    .venv/bin/python benchmarks/variant_mutants.py [ASSIGNMENT[/EXERCISE] …] [--minutes 30] [--seed 0]

`autograder validate` tries twenty mutants of the variants of an exercise. Here each has its share of the time. `--seed`
shuffles them, so that a nightly run with another seed each night (the day of the year) comes through all. The script prints
each wrong function that passes under one of three secrets, with inputs for which it is wrong, and ends with 1 where there is
any.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from autograder.course.course import Course
from autograder.exercise.exercise import Exercise
from autograder.exercise.reference import load_exercise
from autograder.judging.checking import exam_of
from autograder.validation.disguises import prove_by_disguises
from autograder.validation.proof import SECRETS, Proof
from autograder.validation.variant_mutants import prove_by_variant_mutants

ROOT = Path(__file__).resolve().parents[1]


def exercises(course: Course, wanted: list[str]) -> Iterator[tuple[str, str]]:
    """Yield assignment and name of each exercise; shared ones once. wanted: "A" or "A/EXERCISE"; none: all."""
    seen = set()
    for assignment, _, only in (each.partition("/") for each in wanted or course.assignments()):
        for path in sorted(course.hidden_tests(assignment).glob("*.py")):
            new = path.resolve() not in seen and only in ("", path.stem)
            if new and isinstance(load_exercise(course.root, assignment, path.stem), Exercise):
                seen.add(path.resolve())
                yield assignment, path.stem


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("wanted", nargs="*", metavar="ASSIGNMENT")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    course = Course(ROOT, secret=SECRETS[0])
    waiting, ends = list(exercises(course, given.wanted)), time.monotonic() + 60 * given.minutes
    tried = faults = 0
    for number, (assignment, name) in enumerate(waiting):
        proof = Proof(name)
        exams = {secret: exam_of(ROOT, assignment, name, secret) for secret in SECRETS}
        prove_by_disguises(exams, proof)
        share = max(0.0, ends - time.monotonic()) / (len(waiting) - number)
        tried += prove_by_variant_mutants(exams, proof, most=sys.maxsize, seconds=share, seed=given.seed)
        faults += len(proof.problems)
        for problem in proof.problems:
            print(f"{assignment}/{name}: {problem.in_language('en')}", flush=True)
    print(f"{len(waiting)} exercises, {tried} mutants of variants, {faults} wrong functions pass")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
