"""Measure how long a warm grader takes for one solved notebook of each assignment.

    .venv/bin/python benchmarks/notebooks.py [--times 9]

A warm grader has started its sandbox and loaded hidden tests, references and known mistakes. The script prints the median
and the smallest wall-clock time in seconds, and the aim: 0.3 s, and 2 s for the application, which trains.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

from autograder.course.course import Course
from autograder.grading.submission import Grader
from autograder.validation.assignment import handed_in

ROOT = Path(__file__).resolve().parents[1]
AIM = {"deep_network_application": 2.0}


def seconds_for(course: Course, assignment: str, times: int) -> list[float]:
    """Return the seconds of each grading, without the first one, which loads the hidden tests."""
    notebooks = {name: handed_in(source, solved=True) for name, source in course.sources(assignment).items()}
    with Grader(course, assignment, allow_weak=True) as grader:
        taken = []
        for _ in range(times + 1):
            began = time.perf_counter()
            result = grader.grade(notebooks)
            taken.append(time.perf_counter() - began)
            assert result.score == result.max_score, f"{assignment} is not solved"
    return taken[1:]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--times", type=int, default=9, help="gradings of each, by default 9")
    times = parser.parse_args().times
    course = Course(ROOT, secret="benchmark")
    print(f"{'assignment':26} median  least    aim")
    for assignment in course.assignments():
        taken = seconds_for(course, assignment, times)
        print(f"{assignment:26} {statistics.median(taken):6.2f} {min(taken):6.2f} {AIM.get(assignment, 0.3):6.1f}")


if __name__ == "__main__":
    main()
