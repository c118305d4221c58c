"""The demo: a course of its own, outside version control, made of this one and of `demo/submitted/`."""

from __future__ import annotations

import shutil
from pathlib import Path

from autograder.course.course import CONFIG, Course
from autograder.errors import CourseError

HARMFUL = frozenset(  # students whose code needs a sandbox
    "deletes_files endless_loop exits forks memory_hog reads_solutions sets_scores".split()
)


def make_course(course: Course, folder: Path | None = None) -> Course:
    """Copy the demo's submissions to `folder` (by default `demo/course`), and the sources and hidden tests of the
    assignments that they hand in; anew each time.

    Raises CourseError when this course has no demo, or the folder holds something that is not a demo course.
    """
    submitted = course.root / "demo" / "submitted"
    target = (folder or course.root / "demo" / "course").resolve()
    if not submitted.is_dir():
        raise CourseError(f"{course.root} has no demo: there is no {submitted}.")
    mark = target / ".autograder-demo"
    if target.exists() and any(target.iterdir()) and not mark.exists():
        raise CourseError(f"{target} exists and is not a demo course; name another folder, or remove it.")
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
