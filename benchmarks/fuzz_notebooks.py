"""Grade ten thousand broken notebooks; each must be graded, or refused with a sentence. Takes ten minutes.

    .venv/bin/python benchmarks/fuzz_notebooks.py [ASSIGNMENT] [--inputs 10000] [--seed 0]

Structure, metadata, ids, types, encodings and sizes of the solved notebook are changed at random (`tests/mutations.py`). A
notebook that can be read must have every test cell in its place after it is restored, and must get a score for each. At the
end the solved notebook must still get full points.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "whole")]

from mutations import mutated  # noqa: E402
from test_mutations import refused_or_whole, solved  # noqa: E402

from autograder.course.course import Course  # noqa: E402
from autograder.grading.submission import Grader  # noqa: E402
from autograder.notebook.metadata import Role  # noqa: E402

SECONDS = 5.0  # processor time allowed to read and restore one notebook


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("assignment", nargs="?", default="introduction")
    options.add_argument("--inputs", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    course = Course(ROOT, secret="mutations")
    (name,) = sources = course.sources(given.assignment)
    notebook, draw = solved(sources[name]), random.Random(given.seed)
    tests, fates = len(sources[name].with_role(Role.TEST)), Counter[str]()
    slowest = 0.0
    with Grader(course, given.assignment, allow_weak=True) as grader:
        for number in range(given.inputs):
            content = mutated(draw, notebook)
            began = time.thread_time()
            read = refused_or_whole(content, sources[name])
            slowest = max(slowest, spent := time.thread_time() - began)
            assert spent < SECONDS, f"input {number} of seed {given.seed} took {spent:.1f} s"
            fates["graded" if read else "refused with a sentence"] += 1
            if read:
                result = grader.grade({name: read})
                assert not result.refused and len(result.exercises) == tests, f"input {number} of seed {given.seed}"
                assert 0 <= result.score <= result.max_score and result.suspicious == []
        full = grader.grade({name: notebook})
        assert full.score == full.max_score
    print(f"{given.inputs:,} notebooks of {given.assignment}, seed {given.seed}:", end=" ")
    print(", ".join(f"{count:,} {fate}" for fate, count in fates.items()), f"slowest {slowest * 1e3:.0f} ms", sep="; ")


if __name__ == "__main__":
    main()
