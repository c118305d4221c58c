"""Read the gradebook without nbgrader, whose import takes seconds: SQLite's file directly, another database by its URL."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.course.course import Course
from autograder.errors import CourseError
from autograder.gradebook.backup import sqlite_file
from autograder.words import sentence

Values = Mapping[str, Any] | Sequence[Mapping[str, Any]]

PATIENCE = 60.0  # seconds to wait for another program that has the gradebook locked


def query(course: Course, statement: str, *tables: str, values: Values = ()) -> list[Any]:
    """Run an SQL statement on the gradebook and return its rows; none where the gradebook or one of the tables is missing.

    values: of the statement's named parameters, `:name`; a list runs the statement once for each, in one transaction.
    Raises CourseError for a gradebook that cannot be used.
    """
    file = sqlite_file(course)
    if file is None:
        return _query_server(course, statement, tables, values)
    if not file.is_file():
        return []
    try:
        address = f"{file.as_uri()}?mode=rw"
        with contextlib.closing(sqlite3.connect(address, uri=True, timeout=PATIENCE)) as database, database:
            known = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
            if not known.issuperset(tables):
                return []
            if isinstance(values, Mapping) or not values:
                return database.execute(statement, values).fetchall()
            database.executemany(statement, values)
            return []
    except sqlite3.Error as error:
        reason: Any = str(error)
        if "locked" in reason:
            reason = sentence("gradebook.locked", seconds=f"{PATIENCE:g}")
        raise CourseError("gradebook.unreadable", gradebook=str(file), reason=reason) from error


def _query_server(course: Course, statement: str, tables: tuple[str, ...], values: Values) -> list[Any]:
    """Do the same with another database than SQLite. One that does not answer gives no rows: writing to it will say why."""
    from sqlalchemy import create_engine, inspect, text
    from sqlalchemy.exc import SQLAlchemyError

    try:
        engine = create_engine(course.db_url)
        with contextlib.closing(engine.connect()) as connection, connection.begin():
            if not all(inspect(connection).has_table(table) for table in tables):
                return []
            found = connection.execute(text(statement), values or None)
            return list(found.fetchall()) if found.returns_rows else []
    except (SQLAlchemyError, ImportError):
        return []
