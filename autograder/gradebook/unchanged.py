"""Find the submissions that need no grading, because nothing that decides their scores has changed since the last one.

The grader's table `autograder_graded` records, in the transaction that writes the scores, what decided them: the state of
the assignment, and those of the submission's folders under `submitted/` and `autograded/`. A run that is killed leaves no
record without its scores, and a submission whose graded notebook was written or deleted since is graded again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.course.course import Course
from autograder.gradebook.queries import query
from autograder.grading.result import SubmissionResult
from autograder.grading.state import UNKNOWN, FolderState, files_state, ignored_names, stat_of, state_of

TABLE = "autograder_graded"
# nbgrader computes a late penalty from these when a submission is graded.
_DUE = "COALESCE(CAST(a.duedate AS VARCHAR), '') || ' ' || COALESCE(CAST(s.extension AS VARCHAR), '')"
_JOIN = "submitted_assignment s JOIN assignment a ON a.id = s.assignment_id"
_FIELDS = ("key", "due", "handed_in", "handed_in_content", "autograded", "autograded_content", "files", "files_content")


@dataclass(frozen=True)
class Plan:
    """The submissions that a run grades, and those that it leaves as they are.

    waiting:   students to grade.
    unchanged: students whose submission was graded before, with the same result.
    touched:   of these, those whose files have other times or inodes but the same content -> their states now.
    """

    waiting: Sequence[str]
    unchanged: Sequence[str] = ()
    touched: dict[str, tuple[FolderState, FolderState]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Record:
    """What a submission was graded with."""

    key: str
    due: str
    handed_in: FolderState
    autograded: FolderState
    files: tuple[str, ...]
    files_content: str


def key_of(state: str, level: str) -> str:
    """Return what is recorded for submissions that were graded with this state of the assignment, at this level."""
    return f"{state} {level}" if state != UNKNOWN else UNKNOWN


def plan(course: Course, assignment: str, students: Sequence[str], key: str) -> Plan:
    """Return which of these submissions have to be graded. key: see `key_of`.

    Raises CourseError for a gradebook that cannot be used.
    """
    records = _records(course, assignment) if key != UNKNOWN else {}
    ignored = ignored_names(course)
    files: dict[tuple[str, ...], str] = {}
    waiting: list[str] = []
    unchanged: list[str] = []
    touched: dict[str, tuple[FolderState, FolderState]] = {}
    for student in students:
        record, due = records.get(student, (None, ""))
        if record is None or record.key != key or record.due != due:
            waiting.append(student)
            continue
        if record.files not in files:
            files[record.files] = files_state(record.files)
        now = _as_recorded(course, assignment, student, record, ignored)
        if now is None or files[record.files] != record.files_content:
            waiting.append(student)
            continue
        unchanged.append(student)
        if now != (record.handed_in, record.autograded):
            touched[student] = now
    return Plan(waiting, unchanged, touched)


def _as_recorded(
    course: Course, assignment: str, student: str, record: _Record, ignored: Sequence[str]
) -> tuple[FolderState, FolderState] | None:
    """Return the states of a submission's two folders where their content is as recorded, else None."""
    found = []
    places = (
        (course.submitted(assignment, student), record.handed_in, ignored, False),
        (course.autograded(assignment, student), record.autograded, (), True),
    )
    for folder, before, left_out, ours in places:
        if stat_of(folder, left_out) == before.stat != UNKNOWN:
            found.append(before)
            continue
        now = state_of(folder, left_out, ours=ours)
        if not now.is_still(before):
            return None
        found.append(now)
    return found[0], found[1]


def _records(course: Course, assignment: str) -> dict[str, tuple[_Record, str]]:
    """Return student -> the record, and what decides the late penalty now."""
    statement = (
        f"SELECT s.student_id, {_DUE}, {', '.join(f'g.{name}' for name in _FIELDS)}"
        f" FROM {_JOIN} JOIN {TABLE} g ON g.submission = s.id WHERE a.name = :name"
    )
    rows = query(course, statement, TABLE, "submitted_assignment", values={"name": assignment})
    found = {}
    for student, due, *fields in rows:
        one = dict(zip(_FIELDS, fields, strict=True))
        record = _Record(
            key=one["key"],
            due=one["due"],
            handed_in=FolderState(one["handed_in"], one["handed_in_content"]),
            autograded=FolderState(one["autograded"], one["autograded_content"]),
            files=tuple(json.loads(one["files"])),
            files_content=one["files_content"],
        )
        found[student] = (record, due)
    return found


def absent_without_rows(course: Course, assignment: str, others: Iterable[str]) -> set[str] | None:
    """Return the students without a submission, if the gradebook has nothing to say of them and lacks none; else None.

    others: students who have submitted anything. It saves importing nbgrader where a run has nothing to do.
    """
    there = {student for (student,) in query(course, "SELECT id FROM student", "student")}
    rows = query(course, f"SELECT s.student_id FROM {_JOIN} WHERE a.name = :name", "assignment", values={"name": assignment})
    absent = (there | set(others)) - set(course.submissions(assignment))
    known = there.issuperset(absent) and not absent & {student for (student,) in rows}
    return absent if known else None


# --- writing, in the transaction that writes the scores ---


def record_graded(session: Any, graded: Mapping[str, tuple[SubmissionResult, Path]], key: str) -> None:
    """Record what submissions were graded with, without committing; without a record one is graded again next time.

    session: SQLAlchemy's session of the gradebook.
    graded:  id of nbgrader's `SubmittedAssignment` -> the result, and the folder of its graded notebooks.
    """
    from sqlalchemy import text

    final = {
        submission
        for submission, (result, _) in graded.items()
        if key != UNKNOWN and not (result.waits or result.waiting) and result.state.content != UNKNOWN
    }
    if not graded or not _has_table(session, create=bool(final)):
        return
    session.execute(
        text(f"DELETE FROM {TABLE} WHERE submission = :submission"), [{"submission": submission} for submission in graded]
    )
    rows = []
    for submission in final:
        result, folder = graded[submission]
        state = state_of(folder, (), ours=True)
        values = {
            "submission": submission,
            "key": key,
            "handed_in": result.state.stat,
            "handed_in_content": result.state.content,
            "autograded": state.stat,
            "autograded_content": state.content,
            "files": json.dumps(result.files_read),
            "files_content": files_state(result.files_read),
        }
        rows.append(values)
    if rows:
        names = ", ".join(rows[0])
        selected = ", ".join("s.id" if name == "submission" else f":{name}" for name in rows[0])
        session.execute(
            text(f"INSERT INTO {TABLE} ({names}, due) SELECT {selected}, {_DUE} FROM {_JOIN} WHERE s.id = :submission"), rows
        )


def _has_table(session: Any, *, create: bool) -> bool:
    """Return whether the gradebook has the table; it is made where it is missing and needed."""
    from sqlalchemy import Column, MetaData, String, Table, Text, inspect

    connection = session.connection()
    if inspect(connection).has_table(TABLE):
        return True
    if create:
        texts = [Column(name, Text, nullable=False) for name in _FIELDS]
        Table(TABLE, MetaData(), Column("submission", String(32), primary_key=True), *texts).create(connection)
    return create


def record_touched(course: Course, assignment: str, touched: dict[str, tuple[FolderState, FolderState]]) -> None:
    """Record the new times and inodes of submissions whose content is the same."""
    values = [
        {"handed_in": handed_in.stat, "autograded": autograded.stat, "name": assignment, "student": student}
        for student, (handed_in, autograded) in touched.items()
    ]
    statement = (
        f"UPDATE {TABLE} SET handed_in = :handed_in, autograded = :autograded WHERE submission IN"
        f" (SELECT s.id FROM {_JOIN} WHERE a.name = :name AND s.student_id = :student)"
    )
    if values:
        query(course, statement, TABLE, values=values)
