"""Measure how many submissions a second `autograder grade` and nbgrader's own `nbgrader autograde` grade.

    .venv/bin/python benchmarks/autograde.py [ASSIGNMENT] [--ours 100] [--theirs 4] [--times 3]

All students hand in the solved notebook. Each command runs in a new course, as a person types it, from its start to the last
row in the gradebook. nbgrader uses its own preprocessors and a kernel for each submission. The two commands take turns.
The script prints medians: submissions a second with the start included, and the seconds for one more submission (the
difference between a class and a class of one, by the number of students).
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from autograder.course.course import CONFIG, Course
from autograder.course.release import generate
from autograder.notebook.files import dumps, read_notebook
from autograder.notebook.metadata import Role

ROOT = Path(__file__).resolve().parents[1]
STOCK = "\ndel c.Autograde\n"  # nbgrader's own preprocessors, which run hidden tests in the learner's kernel


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("assignment", nargs="?", default="logistic_regression")
    options.add_argument("--ours", type=int, default=100, help="copies for autograder grade")
    options.add_argument("--theirs", type=int, default=4, help="copies for nbgrader autograde")
    options.add_argument("--times", type=int, default=3)
    given = options.parse_args()
    ways = {
        "autograder grade": ([sys.executable, "-m", "autograder", "grade", given.assignment], "", given.ours),
        "nbgrader autograde": ([sys.executable, "-m", "nbgrader", "autograde", given.assignment], STOCK, given.theirs),
    }
    seconds: dict[tuple[str, int], list[float]] = {(way, n): [] for way, (_, _, size) in ways.items() for n in (1, size)}
    with tempfile.TemporaryDirectory() as name:
        course = course_of(Path(name, "course"), given.assignment)
        for _ in range(given.times):
            for way, (command, config, size) in ways.items():
                for students in (1, size):
                    seconds[way, students].append(graded(course, given.assignment, command, config, students))
    print(f"{given.assignment}, {os.cpu_count()} processors, medians of {given.times}")
    rates, costs = {}, {}
    for way, (_, _, size) in ways.items():
        one, many = (statistics.median(seconds[way, n]) for n in (1, size))
        rates[way], costs[way] = size / many, (many - one) / (size - 1)
        print(f"{way:20} {size:4} submissions in {many:6.1f} s: {rates[way]:6.2f} a second, {costs[way]:.3f} s for one more")
    ours, theirs = ways
    print(f"ratio: {rates[ours] / rates[theirs]:.0f}; for one more submission: {costs[theirs] / costs[ours]:.0f}")


def course_of(root: Path, assignment: str) -> Course:
    """Make a course of one assignment, generate its release, and write the solved notebook to `solved.ipynb`."""
    shutil.copytree(ROOT / "source" / assignment, root / "source" / assignment)
    shutil.copytree(ROOT / "tests" / "hidden" / assignment, root / "tests" / "hidden" / assignment)
    shutil.copy(ROOT / CONFIG, root)
    course = Course(root)
    generate(course)
    solved = read_notebook(course.release(assignment) / f"{assignment}.ipynb")
    solutions = {cell.id: cell.source for cell in course.sources(assignment)[assignment].with_role(Role.SOLUTION)}
    for cell in solved["cells"]:
        solution = solutions.get(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))
        if solution is not None:
            cell["source"] = solution
    (root / "solved.ipynb").write_text(dumps(solved), "utf-8")
    return course


def graded(course: Course, assignment: str, command: list[str], config: str, students: int) -> float:
    """Return the seconds that the command takes for a class of this size."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name, "course")
        shutil.copytree(course.root, root)
        (root / CONFIG).write_text((ROOT / CONFIG).read_text("utf-8") + config, "utf-8")
        for number in range(students):
            folder = root / "submitted" / f"student{number:03}" / assignment
            folder.mkdir(parents=True)
            shutil.copy(root / "solved.ipynb", folder / f"{assignment}.ipynb")
        path = os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", os.defpath)])
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PATH": path}
        began = time.monotonic()
        subprocess.run(command, cwd=root, env=environment, capture_output=True, check=True)
        took = time.monotonic() - began
        check_points(root, students)
        return took


def check_points(root: Path, students: int) -> None:
    """Fail unless every student has full points: a command must grade, not only end."""
    query = (
        "select count(distinct s.student_id), sum(g.auto_score), count(distinct s.student_id) * "
        "(select sum(c.max_score) from grade_cells c) from grade g"
        " join submitted_notebook n on n.id = g.notebook_id join submitted_assignment s on s.id = n.assignment_id"
    )
    with sqlite3.connect(root / "gradebook.db") as database:
        there, points, full = database.execute(query).fetchone()
    assert there == students and abs(points - full) < 1e-6, f"{there} of {students} students, {points} of {full} points"


if __name__ == "__main__":
    main()
