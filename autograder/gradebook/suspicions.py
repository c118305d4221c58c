"""The grader's own table of suspicions, beside nbgrader's in the gradebook.

It says what the last grading of a notebook saw of attempts at what is forbidden. A notebook is flagged again only when
something else is seen, so that a flag which a person took away stays away. (The graded notebook says it, too, but
`nbgrader autograde --force` deletes that file first.)
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, MetaData, String, Table, Text, delete, inspect, select

from autograder.grading.record import from_json, to_json
from autograder.words import Sentence

_SUSPICIONS = Table(
    "autograder_suspicions", MetaData(), Column("notebook", String(32), primary_key=True), Column("seen", Text)
)


def read_suspicions(session: Any, notebook: str) -> list[Sentence | str]:
    """Return what the last grading saw, by the id of nbgrader's submitted notebook; empty where the table has no row."""
    if not inspect(session.connection()).has_table(_SUSPICIONS.name):
        return []
    text = session.execute(select(_SUSPICIONS.c.seen).where(_SUSPICIONS.c.notebook == notebook)).scalar()
    return [from_json(one) for one in json.loads(text)] if text else []


def write_suspicions(session: Any, notebook: str, seen: Sequence[Sentence | str]) -> None:
    """Set what the last grading saw. The table is made when there is something to write. Does not commit."""
    connection = session.connection()
    if inspect(connection).has_table(_SUSPICIONS.name):
        session.execute(delete(_SUSPICIONS).where(_SUSPICIONS.c.notebook == notebook))
    if seen:
        _SUSPICIONS.create(connection, checkfirst=True)
        text = json.dumps([to_json(one) for one in seen], ensure_ascii=False)
        session.execute(_SUSPICIONS.insert().values(notebook=notebook, seen=text))
