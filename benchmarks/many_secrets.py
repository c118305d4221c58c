"""Try right code under a thousand secrets, and known mistakes under as many as there is time for.

    .venv/bin/python benchmarks/many_secrets.py [ASSIGNMENT …] [--secrets 1000] [--minutes 10] [--seed 0] [--processes 2]

Every course has its own secret, and `autograder validate` tries three. Here every reference and every correct variant is
tried under `--secrets` of them, each with the draws of the class and those of one of the sets for works. Known mistakes
come after that, with the draws of the class, for `--minutes` in all; each must be caught, and taken for itself. They begin
where `--seed` says (the day of the year), so that other secrets are tried each night. The script ends with 1 where anything
is wrong.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from autograder.course.course import Course
from autograder.exercise.draws import SETS
from autograder.exercise.question import Question
from autograder.exercise.reference import load_exercise
from autograder.judging.checking import exam_of
from autograder.judging.diagnosis import diagnose
from autograder.judging.marking import Exam, mark

ROOT = Path(__file__).resolve().parents[1]
PRIME = 7919  # nights begin this far apart


@dataclass
class Tried:
    """What became of one exercise: under how many secrets it was tried, and a line for each fault."""

    name: str
    right: int = 0
    mistakes: int = 0
    faults: list[str] = field(default_factory=list)


def exercises(course: Course, assignments: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the assignment and the name of each exercise that is not a question; shared ones once."""
    seen = set()
    for assignment in assignments or course.assignments():
        for path in sorted(course.hidden_tests(assignment).glob("*.py")):
            if path.stem == "__init__" or path.resolve() in seen:
                continue
            seen.add(path.resolve())
            if not isinstance(load_exercise(course.root, assignment, path.stem), Question):
                yield assignment, path.stem


def faults_of_right_code(exam: Exam, secret: str, work: int) -> Iterator[str]:
    """Yield which right function fails under a secret. work: the set that is asked beside the class's draws."""
    exercise, reference = exam.exercise, exam.reference
    right = {"the reference": reference.function} | {each.name: reference.variation(each) for each in exercise.variants}
    for name, function in right.items():
        marking = mark(exam, function, work)
        if not marking.passed:
            yield f"{name} fails {marking.failing[0].case.check!r} (secret {secret!r}, set {work})"


def faults_of_mistakes(exam: Exam, secret: str) -> Iterator[str]:
    """Yield which known mistake passes under a secret, or is taken for another."""
    for mistake in exam.exercise.mistakes:
        marking = mark(exam, exam.reference.variation(mistake))
        found = diagnose(exam, marking)
        if marking.fraction == 1:
            yield f"{mistake.name!r} is not caught (secret {secret!r})"
        elif found is None or found.name != (mistake.equals or mistake.name):
            yield f"{mistake.name!r} is taken for {found.name if found else 'none'!r} (secret {secret!r})"


def tried(task: tuple[str, str], *, secrets: int, seconds: float, seed: int) -> Tried:
    """Try the right code of one exercise under all secrets, then its mistakes for about so many seconds."""
    assignment, name = task
    result = Tried(f"{assignment}/{name}")
    for number in range(secrets):
        secret = f"night {number}"
        exam = exam_of(ROOT, assignment, name, secret)
        result.faults += faults_of_right_code(exam, secret, number % SETS)
        result.right += 1
    ends = time.monotonic() + seconds
    while result.mistakes < secrets and time.monotonic() < ends:
        secret = f"night {(seed * PRIME + result.mistakes) % secrets}"
        result.faults += faults_of_mistakes(exam_of(ROOT, assignment, name, secret), secret)
        result.mistakes += 1
    return result


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("assignments", nargs="*", metavar="ASSIGNMENT")
    parser.add_argument("--secrets", type=int, default=1000)
    parser.add_argument("--minutes", type=float, default=10.0, help="for the known mistakes of all exercises together")
    parser.add_argument("--seed", type=int, default=0, help="where the mistakes begin, such as the day of the year")
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    names = list(exercises(Course(ROOT, secret="night"), given.assignments))
    seconds = 60 * given.minutes * given.processes / len(names)
    try_one = partial(tried, secrets=given.secrets, seconds=seconds, seed=given.seed)
    wrong = 0
    with multiprocessing.Pool(given.processes) as pool:
        for result in pool.imap(try_one, names):
            wrong += len(result.faults)
            print(
                f"{result.name:50} right code under {result.right:4} secrets, mistakes under {result.mistakes:4}:"
                f" {len(result.faults)} faults",
                *result.faults[:3],
                sep="\n  ",
                flush=True,
            )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
