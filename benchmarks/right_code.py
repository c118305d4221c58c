"""Grade right functions in other styles: all of them must get full points.

    .venv/bin/python benchmarks/right_code.py [ASSIGNMENT …] [--secrets 3] [--only EXERCISE] [--no-sandbox]

Each of the functions of `learners_code/right/` is asked all cases of its exercise under each secret: those of the class, and
those of every set that a work may get. It is then graded once more in a sandbox, as a submission is. The script prints each
function that loses points, with the reasons, and ends with 1 where any does.
"""

from __future__ import annotations

import argparse
import copy
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.course.course import Course
from autograder.exercise.draws import SETS
from autograder.grading.submission import Grader
from autograder.judging.checking import exam_of
from autograder.judging.marking import Exam, Marking
from autograder.judging.sentences import explain
from autograder.validation.proof import SECRETS, Subject

# Functions of the collection that are not right for all that the docstring allows, and why they lose points.
EXPLAINED = {
    "gradient_descent/graph_backward/with_forward": "it divides by b and c, which may be 0",
    "shallow_network/numerical_gradient_network/exact": "its slopes are exact, and those of wide steps are not",
    "shallow_network/leaky_relu_derivative/quotient": "it gives NaN at 0",
    "shallow_network/compute_cost/float32": "it rounds a prediction of 0.99999998 to 1, and returns NaN",
}

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

from learners_code.entries import Right, load_right  # noqa: E402


def faults_of(entry: Right, exams: dict[str, Exam]) -> Iterator[str]:
    """Yield why a right function loses points, the first reason under each secret."""
    for secret, exam in exams.items():
        world: dict[str, Any] = {"__name__": "__main__", "copy": copy, "math": math}  # as in the releases
        for text in (Path(str(exam.reference.module.__file__)).read_text("utf-8"), entry.source):
            exec(compile(text, f"<{entry.key}>", "exec", dont_inherit=True), world)
        function = world[entry.exercise]
        for number in (None, *range(SETS)):
            cases = exam.cases if number is None else exam.of_set(number)
            marking = Marking(exam.exercise, exam.judge(function, cases))
            if not marking.passed:
                first = marking.failing[0]
                difference = first.difference or first.changed
                assert difference is not None
                reason = explain(entry.exercise, difference).in_language("en")
                where = "the class" if number is None else f"set {number}"
                yield f"secret {secret}, {where}, {first.case.check!r}, earns {marking.fraction:.2f}: {reason}"
                break


def fault_in_sandbox(entry: Right, subject: Subject, grader: Grader) -> str | None:
    """Return why a right function loses points in a sandbox; None where it does not."""
    module = (subject.course.root / "solutions" / f"{subject.assignment}.py").read_text("utf-8")
    report = subject.examine_in_sandbox(["import copy\nimport math", module, entry.source], grader)
    if report is None:
        return "the sandbox was stopped"
    return None if report.status == "passed" else f"in a sandbox: {report.message.get('en', report.status)}"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("assignments", nargs="*", metavar="ASSIGNMENT")
    parser.add_argument("--secrets", type=int, default=len(SECRETS))
    parser.add_argument("--only", default="", help="the functions of one exercise")
    parser.add_argument("--no-sandbox", action="store_true", help="ask them in this process only")
    given = parser.parse_args()
    course = Course(ROOT, secret=SECRETS[0])
    secrets = [*SECRETS, *map(str, range(given.secrets))][: given.secrets]
    tried = lost = 0
    for assignment in given.assignments or course.assignments():
        entries = [each for each in load_right() if each.assignment == assignment and given.only in ("", each.exercise)]
        grader = None if given.no_sandbox or not entries else Grader(course, assignment, allow_weak=True)
        for entry in entries:
            exams = {secret: exam_of(ROOT, assignment, entry.exercise, secret) for secret in secrets}
            faults = list(faults_of(entry, exams))
            if grader is not None:
                fault = fault_in_sandbox(entry, Subject(course, assignment, entry.exercise), grader)
                faults += [fault] if fault is not None else []
            tried, lost = tried + 1, lost + bool(faults and entry.key not in EXPLAINED)
            if entry.key in EXPLAINED:
                print(f"{entry.key} ({entry.style}): {len(faults)} faults: {EXPLAINED[entry.key]}", flush=True)
            elif faults:
                print(f"{entry.key} ({entry.style})", *faults, sep="\n  ", flush=True)
        if grader is not None:
            grader.close()
    print(f"{tried} right functions, {lost} of them lose points without an explanation")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
