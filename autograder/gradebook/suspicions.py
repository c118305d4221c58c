"""The grader's own table of suspicions, beside nbgrader's in the gradebook.

It records the forbidden attempts that the last grading of a notebook saw. A notebook is flagged again only when a grading
sees other attempts, so a flag that a person removed stays removed. (The graded notebook has this record, too, but
`nbgrader autograde --force` deletes that file first.)
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, MetaData, String, Table, Text, delete, inspect, select

from autograder.grading.record import from_json, to_json
from autograder.words import Sentence

_SUSPICIONS = Table(
    "autograder_suspicions", MetaData(), Column("notebook", String(32), primary_key=True), Column("seen", Text)
)


def read_suspicions(session: Any, notebook: str) -> list[Sentence | str]:
    """Return what the last grading saw; empty where it has no record. notebook: id of nbgrader's `SubmittedNotebook`."""
    return all_suspicions(session, [notebook]).get(notebook, [])


def all_suspicions(session: Any, notebooks: Iterable[str]) -> dict[str, list[Sentence | str]]:
    """Return what the last gradings of several notebooks saw, by id; those without a record are left out."""
    if not inspect(session.connection()).has_table(_SUSPICIONS.name):
        return {}
    rows = session.execute(select(_SUSPICIONS).where(_SUSPICIONS.c.notebook.in_([*notebooks])))
    return {row.notebook: [from_json(one) for one in json.loads(row.seen)] for row in rows if row.seen}


def write_suspicions(session: Any, notebook: str, seen: Sequence[Sentence | str]) -> None:
    """Record what this grading saw, without committing. The table is created when there is something to write."""
    write_all_suspicions(session, {notebook: seen})


def write_all_suspicions(session: Any, seen: Mapping[str, Sequence[Sentence | str]]) -> None:
    """Record what the gradings of several notebooks saw, by id, without committing."""
    if not seen:
        return
    connection = session.connection()
    if inspect(connection).has_table(_SUSPICIONS.name):
        session.execute(delete(_SUSPICIONS).where(_SUSPICIONS.c.notebook.in_([*seen])))
    rows = [
        {"notebook": notebook, "seen": json.dumps([to_json(one) for one in each], ensure_ascii=False)}
        for notebook, each in seen.items()
        if each
    ]
    if rows:
        _SUSPICIONS.create(connection, checkfirst=True)
        session.execute(_SUSPICIONS.insert(), rows)
