"""Excused exercises: their hidden test was bad, and everyone whose submission can be graded has full points.

`excused.json` in the course's folder says which they are and since when. Every grading heeds it: `autograder grade`,
`nbgrader autograde` and formgrader's button.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from autograder.course.course import Course
from autograder.course.files import write_atomically
from autograder.errors import CourseError
from autograder.notebook import names
from autograder.notebook.metadata import Role

FILE = "excused.json"


def excused(course: Course, assignment: str) -> frozenset[str]:
    """Test cells of the assignment that are excused. Raises CourseError when the file cannot be read."""
    return frozenset(_read(course).get(assignment, {}))


def test_cells(course: Course, assignment: str, exercises: Iterable[str]) -> frozenset[str]:
    """The test cells of exercises, named by their function, question or cell.

    Raises CourseError for a name that stands for none.
    """
    tests = [cell for source in course.sources(assignment).values() for cell in source.with_role(Role.TEST)]
    named = {names.checked_name(cell.source) or cell.id: cell.id for cell in tests}
    known = named | {cell.id: cell.id for cell in tests}
    for name in exercises:
        if name not in known:
            raise CourseError(f"{assignment} has no exercise {name!r}; there are: {', '.join(named)}.")
    return frozenset(known[name] for name in exercises)


def record(course: Course, assignment: str, cells: frozenset[str]) -> None:
    """Have exactly these test cells excused; those that were already keep their date."""
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
        raise CourseError(f"{path} cannot be written: {error.strerror}.") from error


def _read(course: Course) -> dict[str, dict[str, Any]]:
    path = course.root / FILE
    try:
        found = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    except (OSError, ValueError) as error:
        raise CourseError(f"{path} cannot be read: {error}.") from None
    if not isinstance(found, dict) or not all(isinstance(cells, dict) for cells in found.values()):
        raise CourseError(f'{path} must read {{"ASSIGNMENT": {{"TEST CELL": "DATE"}}}}.')
    return found
