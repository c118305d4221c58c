"""Measure other graders on the same exercise: otter-grader without a container, and pytest-prairielearn-grader.

    .venv/bin/python benchmarks/other_graders.py PYTHON [--students 6] [--times 3] [--only ours otter …]

PYTHON is of an environment that has the others:

    pip install 'otter-grader>=7,<8' 'pytest-prairielearn-grader[notebook]' ipykernel networkx pandas plot-serializer

All submissions are the same notebook with one function, `softmax`, and three tests of plain `assert`s, hidden where a
grader can hide them. Each line has medians in seconds, in brackets quartiles: one submission from nothing, and one more.
Ours is `autograder grade` with one process; for it, the course is a foreign one. otter's is `otter run`, once for each
submission; PrairieLearn's is pytest in a folder for each submission, as a job there does it. "points" is what each got.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from against_nbgrader import QUERY, ROOT, machine, quartiles

SOLUTION = """def softmax(Z):
    E = np.exp(Z - Z.max(axis=0, keepdims=True))
    return E / E.sum(axis=0, keepdims=True)"""
TESTS = {
    "columns": "assert np.allclose(softmax(np.arange(6.0).reshape(3, 2)).sum(axis=0), 1)",
    "values": "assert np.allclose(softmax(np.array([[0.0], [0.0]])), 0.5)",
    "large": "assert np.allclose(softmax(np.array([[1000.0], [0.0]])), [[1.0], [0.0]])",
}
OTTER = """from otter.test_files import test_case

OK_FORMAT = False

name = "softmax"
points = 3

@test_case(points=1, hidden=True)
def test_columns(softmax, env):
    np = env["np"]
    {columns}

@test_case(points=1, hidden=True)
def test_values(softmax, env):
    np = env["np"]
    {values}

@test_case(points=1, hidden=True)
def test_large(softmax, env):
    np = env["np"]
    {large}
"""
PRAIRIELEARN = """import numpy as np
import pytest
from pytest_prairielearn_grader import ConfigObject

autograder_config = ConfigObject(student_code_pattern="student_code*.ipynb", sandbox_timeout=10.0)
"""


def cell(source: str, grade_id: str = "", **flags: object) -> dict[str, object]:
    nbgrader = {"grade_id": grade_id, "schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False}
    metadata = {"nbgrader": nbgrader | flags} if grade_id else {}
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": grade_id or "imports",
        "metadata": metadata,
        "outputs": [],
        "source": source,
    }


def notebook(cells: list[dict[str, object]]) -> str:
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})


def submission() -> str:
    """Return what every student hands in."""
    tests = [cell("", f"test_{name}", grade=True, locked=True, points=1) for name in TESTS]
    return notebook([cell("import numpy as np"), cell(SOLUTION, "softmax", solution=True), *tests])


def ours(folder: Path, students: int, python: str) -> list[float]:
    """Grade with `autograder grade`; return the points."""
    (folder / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'others'\n")
    body = SOLUTION.split("\n", 1)
    marked = f"{body[0]}\n    ### BEGIN SOLUTION\n{body[1]}\n    ### END SOLUTION"
    hidden = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"
    tests = [cell(hidden.format(test), f"test_{name}", grade=True, locked=True, points=1) for name, test in TESTS.items()]
    source = notebook([cell("import numpy as np"), cell(marked, "softmax", solution=True), *tests])
    (folder / "source" / "one").mkdir(parents=True)
    (folder / "source" / "one" / "one.ipynb").write_text(source)
    for number in range(students):
        (folder / "submitted" / f"s{number}" / "one").mkdir(parents=True)
        (folder / "submitted" / f"s{number}" / "one" / "one.ipynb").write_text(submission())
    run([sys.executable, "-m", "autograder", "grade", "one", "--jobs", "1"], folder)
    with sqlite3.connect(folder / "gradebook.db") as database:
        return [score for _, score in database.execute(QUERY)]


def otter(folder: Path, students: int, python: str) -> list[float]:
    """Grade with `otter run`, which has a process for each submission; return the points."""
    (folder / "tests").mkdir()
    (folder / "tests" / "softmax.py").write_text(OTTER.format(**TESTS))
    programs = Path(python).parent
    run([str(programs / "otter"), "generate", "-t", "tests", "-o", "autograder.zip", "--no-environment"], folder)
    points = []
    for number in range(students):
        here = folder / f"s{number}"
        here.mkdir()
        (here / "one.ipynb").write_text(submission())
        command = [
            str(programs / "otter"),
            "run",
            "-a",
            str(folder / "autograder.zip"),
            "-o",
            str(here),
            str(here / "one.ipynb"),
        ]
        run([*command, "--no-logo"], here)
        found = json.loads((here / "results.json").read_text())
        points.append(sum(float(test.get("score") or 0) for test in found["tests"]))
    return points


def prairielearn(folder: Path, students: int, python: str) -> list[float]:
    """Grade with pytest in a folder for each submission; return the points."""
    text = PRAIRIELEARN
    for name, test in TESTS.items():
        asked = test.replace("softmax(", 'sandbox.query_function("softmax", ')
        text += f'\n\n@pytest.mark.grading_data(name="{name}", points=1)\ndef test_{name}(sandbox):\n    {asked}\n'
    points = []
    for number in range(students):
        here = folder / f"s{number}"
        (here / "test_one").mkdir(parents=True)
        (here / "test_one.py").write_text(text)
        (here / "test_one" / "student_code.ipynb").write_text(submission())
        run([python, "-m", "pytest", "-q", "--rootdir", str(here), "-p", "no:cacheprovider", "test_one.py"], here)
        found = json.loads((here / "autograder_results.json").read_text())
        points.append(sum(float(test.get("points") or 0) for test in found["tests"]))
    return points


WAYS: dict[str, Callable[[Path, int, str], list[float]]] = {"ours": ours, "otter": otter, "prairielearn": prairielearn}


def run(command: Sequence[str], folder: Path) -> None:
    path = os.pathsep.join([os.path.dirname(command[0]), os.environ.get("PATH", os.defpath)])
    environment = os.environ | {"PATH": path} | ({"PYTHONPATH": str(ROOT)} if command[0] == sys.executable else {})
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")


def seconds(way: str, students: int, python: str) -> tuple[float, list[float]]:
    with tempfile.TemporaryDirectory() as name:
        began = time.monotonic()
        points = WAYS[way](Path(name), students, python)
        return time.monotonic() - began, points


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("python", help="of an environment with the other graders")
    options.add_argument("--students", type=int, default=6)
    options.add_argument("--times", type=int, default=3)
    options.add_argument("--only", nargs="*", choices=list(WAYS), default=list(WAYS))
    given = options.parse_args()
    print(f"{machine()}; medians of {given.times} [quartiles]; seconds")
    print(f"{'grader':16} {'the first':>20} {'one more':>20} {'points':>8}")
    first: dict[str, list[float]] = {way: [] for way in given.only}
    more: dict[str, list[float]] = {way: [] for way in given.only}
    points: dict[str, list[float]] = {}
    for _ in range(given.times):
        for way in given.only:
            one, _ = seconds(way, 1, given.python)
            many, points[way] = seconds(way, given.students, given.python)
            first[way].append(one)
            more[way].append((many - one) / (given.students - 1))
    for way in given.only:
        print(f"{way:16} {quartiles(first[way]):>20} {quartiles(more[way]):>20} {statistics.median(points[way]):8g}")


if __name__ == "__main__":
    main()
