"""Make the demo: a course outside version control, from this course and `demo/submitted/`."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from autograder.course.course import CONFIG, Course
from autograder.errors import CourseError

_HARMFUL = "harmful.txt"


def harmful_students(course: Course) -> frozenset[str]:
    """Return the students of the demo whose code is only run where something confines it.

    `demo/harmful.txt` of the course names them, one a line; without this file there are none.
    """
    path = course.root / "demo" / _HARMFUL
    return frozenset(path.read_text("utf-8").splitlines()) if path.is_file() else frozenset()


def write_pages(course: Course, assignments: Iterable[str]) -> None:
    """Write the feedback pages and the reports of these assignments."""
    from autograder.feedback.writing import write_feedback
    from autograder.report.writing import write_report

    for assignment in dict.fromkeys(assignments):
        list(write_feedback(course, assignment))
        write_report(course, assignment)


def make_course(course: Course, folder: Path | None = None) -> Course:
    """Copy the demo's submissions, and the sources and hidden tests of their assignments, to a new course. Return it.

    folder: where to make it, by default `demo/course`. A demo course that is already there is deleted first.

    Raises CourseError if this course has no demo, or if the folder holds something that is not a demo course.
    """
    submitted = course.root / "demo" / "submitted"
    target = (folder or course.root / "demo" / "course").resolve()
    if not submitted.is_dir():
        raise CourseError("cli.no_demo", course=course.root, folder=submitted)
    mark = target / ".autograder-demo"
    if target.exists() and any(target.iterdir()) and not mark.exists():
        raise CourseError("cli.not_a_demo", folder=target)
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    mark.touch()
    shutil.copy(course.root / CONFIG, target)
    shutil.copytree(submitted, target / "submitted")
    for assignment in sorted({path.name for path in submitted.glob("*/*")}):
        shutil.copytree(course.source(assignment), target / "source" / assignment)
        if course.hidden_tests(assignment).is_dir():
            shutil.copytree(course.hidden_tests(assignment), target / "tests" / "hidden" / assignment)
    return Course(target)
