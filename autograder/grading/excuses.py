"""Excuse exercises whose hidden test was bad: everyone whose submission can be graded gets full points for them.

`excused.json` in the course's folder lists them, each with its date. `autograder grade`, `nbgrader autograde` and
formgrader's button all read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from autograder.course.course import Course
from autograder.course.files import write_atomically
from autograder.errors import CourseError
from autograder.grading.sentences import listed
from autograder.notebook import names
from autograder.notebook.metadata import Role

FILE = "excused.json"


def excused(course: Course, assignment: str) -> frozenset[str]:
    """Return the test cells of an assignment that are excused. Raises CourseError when the file cannot be read."""
    return frozenset(_read(course).get(assignment, {}))


def test_cells(course: Course, assignment: str, exercises: Iterable[str]) -> frozenset[str]:
    """Return the test cells of exercises, named by their function, question or cell.

    Raises CourseError for an unknown name.
    """
    tests = [cell for source in course.sources(assignment).values() for cell in source.with_role(Role.TEST)]
    named = {names.checked_name(cell.source) or cell.id: cell.id for cell in tests}
    known = named | {cell.id: cell.id for cell in tests}
    for name in exercises:
        if name not in known:
            raise CourseError("grading.no_exercise", assignment=assignment, name=repr(name), exercises=listed(named))
    return frozenset(known[name] for name in exercises)


def record(course: Course, assignment: str, cells: frozenset[str]) -> None:
    """Set the test cells of an assignment that are excused; those that were excused before keep their date.

    Raises CourseError when the file cannot be read or written.
    """
    everything = _read(course)
    before = everything.pop(assignment, {})
    now = {cell: before.get(cell, date.today().isoformat()) for cell in sorted(cells)}
    if now == before:
        return
    if now:
        everything[assignment] = now
    path = course.root / FILE
    try:
        if everything:
            write_atomically(path, (json.dumps(everything, indent=2, sort_keys=True) + "\n").encode())
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise CourseError("grading.excuses_unwritable", path=str(path), reason=error.strerror) from error


def _read(course: Course) -> dict[str, dict[str, Any]]:
    """Return assignment -> test cell -> date."""
    path = course.root / FILE
    try:
        found = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    except (OSError, ValueError) as error:
        raise CourseError("grading.excuses_unreadable", path=str(path), reason=str(error)) from None
    if not isinstance(found, dict) or not all(isinstance(cells, dict) for cells in found.values()):
        raise CourseError("grading.excuses_malformed", path=str(path))
    return found
