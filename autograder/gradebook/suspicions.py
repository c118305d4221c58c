"""The grader's own table of suspicions, beside nbgrader's in the gradebook.

It records the forbidden attempts that the last grading of a notebook saw. A notebook is flagged again only when a grading
sees other attempts, so a flag that a person removed stays removed. (The graded notebook has this record, too, but
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
    """Return what the last grading saw; empty where it has no record. notebook: id of nbgrader's `SubmittedNotebook`."""
    if not inspect(session.connection()).has_table(_SUSPICIONS.name):
        return []
    text = session.execute(select(_SUSPICIONS.c.seen).where(_SUSPICIONS.c.notebook == notebook)).scalar()
    return [from_json(one) for one in json.loads(text)] if text else []


def write_suspicions(session: Any, notebook: str, seen: Sequence[Sentence | str]) -> None:
    """Record what this grading saw, without committing. The table is created when there is something to write."""
    connection = session.connection()
    if inspect(connection).has_table(_SUSPICIONS.name):
        session.execute(delete(_SUSPICIONS).where(_SUSPICIONS.c.notebook == notebook))
    if seen:
        _SUSPICIONS.create(connection, checkfirst=True)
        text = json.dumps([to_json(one) for one in seen], ensure_ascii=False)
        session.execute(_SUSPICIONS.insert().values(notebook=notebook, seen=text))
