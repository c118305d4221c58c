"""What a learner earns beyond the points, in nbgrader's column for extra credit, which is also a person's.

A table of our own in the same gradebook says what we last wrote there: anything else is a person's, and stays.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Float, MetaData, String, Table, delete, inspect, select

_WRITTEN = Table("autograder_bonus", MetaData(), Column("grade", String(32), primary_key=True), Column("bonus", Float))


def enter_bonus(session: Any, grade: Any, bonus: float) -> None:
    """Write `bonus` as the extra credit of nbgrader's `grade`, unless a person gave another. Does not commit."""
    connection = session.connection()
    known = inspect(connection).has_table(_WRITTEN.name)
    ours = session.execute(select(_WRITTEN.c.bonus).where(_WRITTEN.c.grade == grade.id)).scalar() if known else None
    if grade.extra_credit != ours:
        return
    grade.extra_credit = bonus or None
    if known:
        session.execute(delete(_WRITTEN).where(_WRITTEN.c.grade == grade.id))
    if bonus:
        _WRITTEN.create(connection, checkfirst=True)
        session.execute(_WRITTEN.insert().values(grade=grade.id, bonus=bonus))
