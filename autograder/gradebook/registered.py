"""Find out whether the gradebook knows an assignment."""

from __future__ import annotations

from typing import Any

from autograder.course.course import Course
from autograder.notebook.metadata import Role


def is_registered(gradebook: Any, course: Course, assignment: str) -> bool:
    """Return whether nbgrader's gradebook has this assignment with its notebooks, and with all of their cells.

    nbgrader enters the cells one by one. A process that was killed meanwhile has left some out; then there is no submission.
    """
    from nbgrader.api import MissingEntry

    try:
        found = gradebook.find_assignment(assignment)
    except MissingEntry:
        return False
    notebooks = {notebook.name: notebook for notebook in found.notebooks}
    if not notebooks or found.num_submissions:
        return bool(notebooks)
    for name, source in course.sources(assignment).items():
        wanted = {cell.id for cell in source.cells if cell.id and cell.role is not Role.FREE}
        if name not in notebooks or not wanted <= {cell.name for cell in notebooks[name].source_cells}:
            return False
    return True
