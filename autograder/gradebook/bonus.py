"""The grader's own table of bonuses, beside nbgrader's in the gradebook.

The grader writes a bonus into nbgrader's column for extra credit, which a person may fill in, too. This table records what
the grader last wrote there. Any other value in that column was entered by a person, and the grader keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Column, Float, MetaData, String, Table, delete, inspect, select

_BONUS = Table("autograder_bonus", MetaData(), Column("grade", String(32), primary_key=True), Column("bonus", Float))


def read_bonuses(session: Any, grades: Iterable[str]) -> dict[str, float]:
    """Return the bonuses last written: id of nbgrader's grade -> bonus; grades without one are left out."""
    if not inspect(session.connection()).has_table(_BONUS.name):
        return {}
    rows = session.execute(select(_BONUS.c.grade, _BONUS.c.bonus).where(_BONUS.c.grade.in_([*grades])))
    return {grade: float(bonus) for grade, bonus in rows}


def write_bonuses(session: Any, bonuses: Mapping[str, float | None]) -> None:
    """Record the bonuses that were written, without committing.

    The table is created when the first bonus is written.

    bonuses: id of nbgrader's grade -> bonus; None or 0 deletes the record.
    """
    if not bonuses:
        return
    connection = session.connection()
    if inspect(connection).has_table(_BONUS.name):
        session.execute(delete(_BONUS).where(_BONUS.c.grade.in_([*bonuses])))
    earned = [{"grade": grade, "bonus": bonus} for grade, bonus in bonuses.items() if bonus]
    if earned:
        _BONUS.create(connection, checkfirst=True)
        session.execute(_BONUS.insert(), earned)
