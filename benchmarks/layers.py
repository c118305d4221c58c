"""Measure what the sandbox's layers cost a submission: grade it with all of them and with none, in turns.

    .venv/bin/python benchmarks/layers.py [ASSIGNMENT] [--times 40]

One cell, then the solved notebook, run in forks of two warm processes: one with all layers, one without bubblewrap,
namespaces, Landlock and seccomp. Resource limits, clocks and caps are on in both. The order changes from turn to turn. The
script prints the median and the quartiles of the differences within a turn, in which both meet the same load, and the
fastest run of each.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.course.course import Course
from autograder.grading import submission
from autograder.grading.submission import Grader
from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.sandbox.shared.layers import LAYERS

ROOT = Path(__file__).resolve().parents[1]
ALLOWED = 5.0  # milliseconds that the layers may cost, at level strict


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("assignment", nargs="?", default="logistic_regression")
    options.add_argument("--times", type=int, default=40)
    given = options.parse_args()
    course = Course(ROOT, secret="layers")
    (name,) = sources = course.sources(given.assignment)
    cells = [{**cell.as_dict(), "source": cell.source} for cell in sources[name].cells]
    solved = {name: {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}}
    with Grader(course, given.assignment) as on, without_layers(course, given.assignment) as off:
        print(
            f"{given.assignment}, {given.times} turns; on: {on.level}, off: {', '.join(off._process.layers) or 'no layer'}"
        )
        compare("a sandbox, one cell", 5 * given.times, lambda grader: one_cell(grader.session()), on, off)
        compare("a whole submission", given.times, lambda grader: grader.grade(solved), on, off)
    print(f"allowed are {ALLOWED:g} ms")


def compare(what: str, times: int, run: Callable[[Grader], Any], on: Grader, off: Grader) -> None:
    """Time `run` with both graders, and print the differences."""
    seconds: dict[Grader, list[float]] = {on: [], off: []}
    for turn in range(-2, times):  # the first two are not counted
        for grader in (on, off) if turn % 2 else (off, on):
            began = time.perf_counter()
            run(grader)
            seconds[grader] += [time.perf_counter() - began] if turn >= 0 else []
    differences = [(a - b) * 1e3 for a, b in zip(seconds[on], seconds[off], strict=True)]
    low, middle, high = statistics.quantiles(differences, n=4)
    fastest = {grader: min(seconds[grader]) * 1e3 for grader in (on, off)}
    print(f"{what}: all layers cost {middle:.1f} ms (quartiles {low:.1f} to {high:.1f});", end=" ")
    print(f"the fastest with them {fastest[on]:.1f} ms, without {fastest[off]:.1f} ms")


def one_cell(session: Session) -> None:
    session.run("1")
    session.close()


def without_layers(course: Course, assignment: str) -> Grader:
    """Return a grader whose sandbox has none of the layers."""

    def bare(*arguments: Any, **options: Any) -> WarmProcess:
        return WarmProcess(*arguments, **options, without=LAYERS)

    submission.WarmProcess = bare  # type: ignore[assignment,misc]
    try:
        return Grader(course, assignment, allow_weak=True)
    finally:
        submission.WarmProcess = WarmProcess  # type: ignore[misc]


if __name__ == "__main__":
    main()
