"""The grader's own table of attempts, beside nbgrader's in the gradebook.

It counts the works of a notebook that were graded: the same work, graded again, is no new attempt. (The graded notebook
says which work it is, but `nbgrader autograde --force` deletes that file first.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Column, Integer, MetaData, String, Table, delete, inspect, select

from autograder.gradebook.rows import Attempts

_ATTEMPTS = Table(
    "autograder_attempts",
    MetaData(),
    Column("notebook", String(32), primary_key=True),
    Column("count", Integer),
    Column("work", String(32)),
)


def read_attempts(session: Any, notebook: str) -> Attempts:
    """Return the attempts at a notebook. notebook: id of nbgrader's `SubmittedNotebook`."""
    return all_attempts(session, [notebook]).get(notebook, Attempts())


def all_attempts(session: Any, notebooks: Iterable[str] | None = None) -> dict[str, Attempts]:
    """Return id of a notebook -> the attempts at it, as far as there are any. notebooks: their ids; None: all."""
    if not inspect(session.connection()).has_table(_ATTEMPTS.name):
        return {}
    query = select(_ATTEMPTS)
    if notebooks is not None:
        query = query.where(_ATTEMPTS.c.notebook.in_(list(notebooks)))
    return {row.notebook: Attempts(row[1], row.work) for row in session.execute(query)}


def write_attempts(session: Any, notebook: str, attempts: Attempts) -> None:
    """Record the attempts at a notebook, without committing. The table is created when it is needed."""
    write_all_attempts(session, {notebook: attempts})


def write_all_attempts(session: Any, attempts: Mapping[str, Attempts]) -> None:
    """Record the attempts at several notebooks, by id, without committing."""
    if not attempts:
        return
    connection = session.connection()
    if inspect(connection).has_table(_ATTEMPTS.name):
        session.execute(delete(_ATTEMPTS).where(_ATTEMPTS.c.notebook.in_([*attempts])))
    else:
        _ATTEMPTS.create(connection, checkfirst=True)
    rows = [{"notebook": notebook, "count": each.count, "work": each.work} for notebook, each in attempts.items()]
    session.execute(_ATTEMPTS.insert(), rows)
