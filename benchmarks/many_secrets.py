"""Try all references, variants and known mistakes under many secrets: right code must pass, and mistakes must be found.

    .venv/bin/python benchmarks/many_secrets.py [ASSIGNMENT …] [--secrets 1000] [--minutes 30] [--seed 0]

Every course has its own secret, and `autograder validate` tries three. Here each exercise is tried under as many as its
share of the time allows, `--secrets` at most. `--seed` says where it begins, so that a nightly run with another seed each
night (the day of the year) comes through all of them. Each secret is tried with the draws of the class, and those of one of
the sets for works; mistakes with the draws of the class alone. The script ends with 1 where anything is wrong.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
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
    """What became of one exercise: how many secrets were tried, and a line for each fault."""

    name: str
    secrets: int = 0
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


def faults_of(exam: Exam, secret: str, work: int) -> Iterator[str]:
    """Yield what is wrong under one secret. work: the set that is asked beside the class's draws."""
    exercise, reference = exam.exercise, exam.reference
    right = {"the reference": reference.function} | {each.name: reference.variation(each) for each in exercise.variants}
    for name, function in right.items():
        marking = mark(exam, function, work)
        if not marking.passed:
            yield f"{name} fails {marking.failing[0].case.check!r} (secret {secret!r}, set {work})"
    for mistake in exercise.mistakes:
        marking = mark(exam, reference.variation(mistake))
        found = diagnose(exam, marking)
        if marking.fraction == 1:
            yield f"{mistake.name!r} is not caught (secret {secret!r})"
        elif found is None or found.name != (mistake.equals or mistake.name):
            yield f"{mistake.name!r} is taken for {found.name if found else 'none'!r} (secret {secret!r})"


def tried(course: Course, assignment: str, name: str, *, secrets: int, seconds: float, seed: int) -> Tried:
    """Try one exercise under up to `secrets` secrets, in about so many seconds."""
    result = Tried(f"{assignment}/{name}")
    ends = time.monotonic() + seconds
    for number in range(secrets):
        if number and time.monotonic() > ends:
            break
        secret = f"night {(seed * PRIME + number) % secrets}"
        exam = exam_of(course.root, assignment, name, secret)
        result.faults += faults_of(exam, secret, number % SETS)
        result.secrets += 1
    return result


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("assignments", nargs="*", metavar="ASSIGNMENT")
    parser.add_argument("--secrets", type=int, default=1000)
    parser.add_argument("--minutes", type=float, default=30.0, help="for all exercises together")
    parser.add_argument("--seed", type=int, default=0, help="where slow exercises begin, such as the day of the year")
    given = parser.parse_args()
    course = Course(ROOT, secret="night")
    names = list(exercises(course, given.assignments))
    ends, wrong = time.monotonic() + 60 * given.minutes, 0
    for left, (assignment, name) in zip(range(len(names), 0, -1), names, strict=True):
        share = (ends - time.monotonic()) / left
        result = tried(course, assignment, name, secrets=given.secrets, seconds=share, seed=given.seed)
        wrong += len(result.faults)
        print(f"{result.name:50} {result.secrets:5} secrets, {len(result.faults)} faults", *result.faults[:3], sep="\n  ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
