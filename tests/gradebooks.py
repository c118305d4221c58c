"""Read the rows of a gradebook, and make results to write into one."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import Any

from autograder.course.course import Course
from autograder.grading.result import ExerciseResult, SubmissionResult
from autograder.notebook.files import read_notebook
from autograder.notebook.restore import restore

TABLES = ["student", "submitted_assignment", "submitted_notebook", "grade", "comment"]
# A plugin of a course that halves the score of late submissions.
PLUGIN = """
from nbgrader.plugins import BasePlugin

class Half(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return score / 2
"""


def rows(course: Course) -> dict[str, list[tuple[Any, ...]]]:
    """Return table -> rows, sorted, with names in place of the gradebook's random ids."""
    queries = {
        "student": "select id, first_name, last_name, email from student",
        "submitted_assignment": "select a.name, s.student_id, s.timestamp, s.extension from submitted_assignment s"
        " join assignment a on a.id = s.assignment_id",
        "submitted_notebook": "select n.name, s.student_id, m.flagged, m.late_submission_penalty from submitted_notebook m"
        " join notebook n on n.id = m.notebook_id join submitted_assignment s on s.id = m.assignment_id",
        "grade": "select n.name, s.student_id, b.name, b.type, g.auto_score, g.manual_score, g.extra_credit,"
        " g.needs_manual_grade from grade g join base_cell b on b.id = g.cell_id"
        " join submitted_notebook m on m.id = g.notebook_id join notebook n on n.id = m.notebook_id"
        " join submitted_assignment s on s.id = m.assignment_id",
        "comment": "select n.name, s.student_id, b.name, b.type, g.auto_comment, g.manual_comment"
        " from comment g join base_cell b on b.id = g.cell_id"
        " join submitted_notebook m on m.id = g.notebook_id join notebook n on n.id = m.notebook_id"
        " join submitted_assignment s on s.id = m.assignment_id",
    }
    if not course.db_url.startswith("sqlite"):
        return _rows_elsewhere(course.db_url, queries)
    with sqlite3.connect(course.db_url.removeprefix("sqlite:///")) as database:
        return {table: sorted(map(tuple, database.execute(query)), key=repr) for table, query in queries.items()}


def _rows_elsewhere(url: str, queries: dict[str, str]) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of another database, with the types that SQLite has: no truth values, and times as text."""
    from sqlalchemy import create_engine, text

    def plain(value: Any) -> Any:
        return int(value) if isinstance(value, bool) else str(value) if isinstance(value, datetime) else value

    with create_engine(url).connect() as database:
        found = {table: database.execute(text(query)).fetchall() for table, query in queries.items()}
    return {table: sorted((tuple(map(plain, row)) for row in each), key=repr) for table, each in found.items()}


def result_of(course: Course, student: str, **scores: float) -> SubmissionResult:
    """Return a result as grading makes it: each submitted notebook restored, `scores` as test cell -> score."""
    result = SubmissionResult("tiny", student, "strict")
    for name, source in course.sources("tiny").items():
        path = course.submitted("tiny", student) / f"{name}.ipynb"
        if path.is_file():
            result.notebooks[name] = restore(read_notebook(path), source).notebook
            result.exercises += [
                ExerciseResult(c.id.removeprefix("test_"), c.id, name, scores[c.id], c.points, "passed")
                for c in source.cells
                if c.id in scores
            ]
    return result
