"""Hold a course's secret and its gradebook together: scores of one secret are not mixed with those of another.

The gradebook remembers the fingerprint of the secret that its scores were computed with, in a table of the grader's own.
"""

from __future__ import annotations

from typing import Any

from autograder.course.course import Course
from autograder.course.private import fingerprint
from autograder.errors import CourseError
from autograder.gradebook.backup import copies_of_secret
from autograder.gradebook.queries import query
from autograder.grading.record import read_record
from autograder.words import sentence

TABLE = "autograder_secret"


def ensure_secret(course: Course, *, dry: bool = False) -> None:
    """Make the course's secret at its first run, and move one from the place of older versions.

    dry: only look; write nothing.

    Raises CourseError if the gradebook has scores of a secret that is lost or was replaced: another secret draws other
    hidden inputs, so the same work could get another score. The sentence says how to go on.
    """
    if course.secret_is_given:
        return
    known = recorded_fingerprint(course)
    if course.has_secret:
        if known not in (None, fingerprint(course.secret)):
            raise CourseError("gradebook.other_secret", **_places(course))
    elif known is not None or _has_our_scores(course):
        raise CourseError("gradebook.secret_lost", **_places(course))
    if not dry:
        course.make_secret()


def replace_secret(course: Course) -> None:
    """Write a new secret, and make the gradebook forget the old one. Raises CourseError where that is not possible."""
    course.make_secret(replace=True)
    query(course, f"DELETE FROM {TABLE}", TABLE)


def record_secret(session: Any, course: Course) -> None:
    """Make the gradebook remember the secret, without committing.

    session: SQLAlchemy's session of the gradebook.
    Raises CourseError if it remembers another one, which it could not say before the run.
    """
    from sqlalchemy import Column, MetaData, String, Table, inspect, select

    if course.secret_is_given:
        return
    table = Table(TABLE, MetaData(), Column("fingerprint", String(32), primary_key=True))
    connection = session.connection()
    if not inspect(connection).has_table(TABLE):
        table.create(connection)
    recorded = session.execute(select(table.c.fingerprint)).scalar()
    if recorded is None:
        session.execute(table.insert().values(fingerprint=fingerprint(course.secret)))
    elif recorded != fingerprint(course.secret):
        raise CourseError("gradebook.other_secret", **_places(course))


def recorded_fingerprint(course: Course) -> str | None:
    """Return the fingerprint of the secret that the gradebook's scores were computed with; None where it has none."""
    rows = query(course, f"SELECT fingerprint FROM {TABLE}", TABLE)
    return str(rows[0][0]) if rows else None


def _has_our_scores(course: Course) -> bool:
    """Return whether this grader wrote scores into a gradebook, in a version that did not record the fingerprint.

    Scores of nbgrader's own are no reason to ask for a secret: a course that begins to use this grader has none.
    """
    if not query(course, "SELECT 1 FROM grade WHERE auto_score IS NOT NULL LIMIT 1", "grade"):
        return False
    graded = (
        path
        for assignment in course.assignments()
        for student in course.submissions(assignment)
        for path in course.autograded(assignment, student).glob("*.ipynb")
    )
    return any(read_record(path) for path in graded)


def _places(course: Course) -> dict[str, Any]:
    """Return the values of the sentence that says where the secret belongs, and where a copy of it is."""
    known = recorded_fingerprint(course)
    copies = [copy for copy in copies_of_secret(course) if known in (None, fingerprint(copy.read_text().strip()))]
    copy = sentence("gradebook.copy_of_secret", copy=str(copies[-1])) if copies else sentence("gradebook.no_copy_of_secret")
    return {"path": str(course.secret_file), "copy": copy}
