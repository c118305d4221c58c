"""Read and write the rows of many submissions of one assignment with a few statements.

nbgrader's own objects read and write each row with a query: about thirty queries for a submission. The rows here are the
same as those that `nbgrader.api.Gradebook` makes. Importing this module imports nbgrader.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from nbgrader.utils import parse_utc
from sqlalchemy import bindparam, select

from autograder.gradebook.attempts import all_attempts, write_all_attempts
from autograder.gradebook.bonus import read_bonuses, write_bonuses
from autograder.gradebook.late_penalty import less_penalty
from autograder.gradebook.rows import Attempts, GradeRow, NotebookRows
from autograder.gradebook.suspicions import all_suspicions, write_all_suspicions
from autograder.words import Sentence

STUDENT, SUBMITTED, NOTEBOOK = Student.__table__, SubmittedAssignment.__table__, SubmittedNotebook.__table__
GRADE, COMMENT = Grade.__table__, Comment.__table__
_GRADED, _COMMENTED = ("GradeCell", "TaskCell"), ("SolutionCell", "TaskCell")
_GRADE_FIELDS = ("auto_score", "extra_credit", "needs_manual_grade")


@dataclass
class NotebookEntry:
    """One submitted notebook: its id, and its rows.

    grades, comments: the rows as they are in the tables, with their ids.
    before:  the rows before the grading; after: those to write.
    penalty: for being late.
    """

    id: str
    name: str
    flagged: bool = False
    penalty: float | None = None
    grades: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    before: NotebookRows = field(default_factory=NotebookRows)
    after: NotebookRows | None = None


@dataclass
class Entry:
    """One submission. is_new: it is not in the gradebook yet. seconds_late: after its due date, with its extension."""

    id: str
    student: str
    is_new: bool
    timestamp: datetime | None
    seconds_late: float
    notebooks: list[NotebookEntry] = field(default_factory=list)


def points_of(entry: Entry, *, after: bool = False) -> float:
    """Return a submission's points, less the late penalty.

    after: with the rows to write, in place of those before the grading.
    """
    scores, penalties = [], []
    for notebook in entry.notebooks:
        rows = notebook.after if after and notebook.after is not None else notebook.before
        penalties.append(notebook.penalty or 0.0)
        for grade in rows.grades:
            score = grade.manual_score if grade.manual_score is not None else grade.auto_score
            scores.append(0.0 if score is None else score + (grade.extra_credit or 0.0))
    return less_penalty(math.fsum(scores), math.fsum(penalties))


class Batch:
    """The rows of submissions to one assignment that is registered, in nbgrader's gradebook."""

    def __init__(self, session: Any, assignment: str, handed_in: Mapping[str, datetime | str | None]) -> None:
        """Read the rows, and make those that are missing; nothing is written.

        session:   SQLAlchemy's session of the gradebook.
        handed_in: student -> when the submission was handed in, UTC; None leaves what the gradebook says.
        """
        self._session = session
        found = session.execute(select(Assignment.id, Assignment.duedate).where(Assignment.name == assignment)).one()
        self._assignment, self._due = found
        self._read_cells()
        self._times = {student: None if when is None else parse_utc(when) for student, when in handed_in.items()}
        self._new_students = set(self._times) - self._known_students()
        self.entries = self._read_entries()

    def write(self) -> None:
        """Write all rows, without committing."""
        if self._new_students:
            self._session.execute(STUDENT.insert(), [{"id": student} for student in sorted(self._new_students)])
        new = [entry for entry in self.entries.values() if entry.is_new]
        if new:
            self._session.execute(SUBMITTED.insert(), [self._submission(entry) for entry in new])
            notebooks = [(entry, notebook) for entry in new for notebook in entry.notebooks]
            self._session.execute(
                NOTEBOOK.insert(), [self._submitted_notebook(entry, notebook) for entry, notebook in notebooks]
            )
        touched = [
            {"b_id": entry.id, "timestamp": self._times[entry.student]}
            for entry in self.entries.values()
            if not entry.is_new and self._times[entry.student] is not None
        ]
        if touched:
            self._session.execute(SUBMITTED.update().where(SUBMITTED.c.id == bindparam("b_id")), touched)
        _write_rows(self._session, self.entries.values(), {id: cell.name for id, cell in self._cells.items()})

    def _read_cells(self) -> None:
        """Read the assignment's notebooks and their cells."""
        named = select(Notebook.id, Notebook.name).where(Notebook.assignment_id == self._assignment).order_by(Notebook.name)
        self._notebooks: dict[str, str] = {row.id: row.name for row in self._session.execute(named)}
        table = BaseCell.__table__
        cells = self._session.execute(select(table.c.id, table.c.name, table.c.type, table.c.notebook_id).where(
            table.c.notebook_id.in_([*self._notebooks])
        )).all()  # fmt: skip
        self._cells = {cell.id: cell for cell in cells}
        self._answers: dict[str, set[str]] = {
            notebook: {cell.name for cell in cells if cell.notebook_id == notebook and cell.type == "SolutionCell"}
            for notebook in self._notebooks
        }

    def _known_students(self) -> set[str]:
        return {*self._session.execute(select(STUDENT.c.id).where(STUDENT.c.id.in_([*self._times]))).scalars()}

    def _read_entries(self) -> dict[str, Entry]:
        """Return student -> the submission, with its rows."""
        columns = (SUBMITTED.c.id, SUBMITTED.c.student_id, SUBMITTED.c.timestamp, SUBMITTED.c.extension)
        wanted = select(*columns).where(SUBMITTED.c.assignment_id == self._assignment)
        present = {
            row.student_id: row for row in self._session.execute(wanted.where(SUBMITTED.c.student_id.in_([*self._times])))
        }
        entries = {}
        for student, when in self._times.items():
            row = present.get(student)
            timestamp = when if when is not None or row is None else row.timestamp
            late = self._seconds_late(timestamp, None if row is None else row.extension)
            entries[student] = Entry(
                id=new_uuid() if row is None else row.id,
                student=student,
                is_new=row is None,
                timestamp=timestamp,
                seconds_late=late,
            )
        by_id = {entry.id: entry for entry in entries.values() if not entry.is_new}
        for entry in entries.values():
            if entry.is_new:
                entry.notebooks = [self._new_notebook(id, name) for id, name in self._notebooks.items()]
        self._read_notebooks(by_id)
        self._fill_before([notebook for entry in entries.values() for notebook in entry.notebooks])
        return entries

    def _read_notebooks(self, entries: Mapping[str, Entry]) -> None:
        """Read the notebooks, grades and comments of submissions that are in the gradebook. entries: by id."""
        if not entries:
            return
        found: dict[str, NotebookEntry] = {}
        order = {id: number for number, id in enumerate(self._notebooks)}
        rows = self._session.execute(select(NOTEBOOK).where(NOTEBOOK.c.assignment_id.in_([*entries]))).all()
        for row in sorted(rows, key=lambda row: order.get(row.notebook_id, 0)):
            made = NotebookEntry(row.id, self._notebooks[row.notebook_id], bool(row.flagged), row.late_submission_penalty)
            found[row.id] = made
            entries[row.assignment_id].notebooks.append(made)
        for table, part in ((GRADE, "grades"), (COMMENT, "comments")):
            for row in self._session.execute(select(table).where(table.c.notebook_id.in_([*found]))):
                if row.cell_id in self._cells:
                    getattr(found[row.notebook_id], part).append(dict(row._mapping))

    def _new_notebook(self, notebook: str, name: str) -> NotebookEntry:
        """Return a notebook that was never submitted, with a row for each cell, as nbgrader makes them."""
        made = NotebookEntry(new_uuid(), name)
        cells = [cell for cell in self._cells.values() if cell.notebook_id == notebook]
        for cell in cells:
            row = {"notebook_id": made.id, "cell_id": cell.id}
            if cell.type in _GRADED:
                empty = {"auto_score": None, "manual_score": None, "extra_credit": None, "needs_manual_grade": True}
                made.grades.append({"id": new_uuid(), **row, **empty})
            if cell.type in _COMMENTED:
                made.comments.append({"id": new_uuid(), **row, "auto_comment": None, "manual_comment": None})
        return made

    def _fill_before(self, notebooks: Iterable[NotebookEntry]) -> None:
        """Put the rows before the grading together."""
        notebooks = [*notebooks]
        bonuses = read_bonuses(self._session, [row["id"] for notebook in notebooks for row in notebook.grades])
        ids = [notebook.id for notebook in notebooks]
        attempts, suspicious = all_attempts(self._session, ids), all_suspicions(self._session, ids)
        names = {name: id for id, name in self._notebooks.items()}
        for notebook in notebooks:
            answers = self._answers[names[notebook.name]]
            notebook.before = NotebookRows(
                grades=[self._grade(row, answers, bonuses) for row in notebook.grades],
                comments={self._cells[row["cell_id"]].name: row["auto_comment"] for row in notebook.comments},
                flagged=notebook.flagged,
                suspicious=suspicious.get(notebook.id, []),
                attempts=attempts.get(notebook.id, Attempts()),
            )

    def _grade(self, row: Mapping[str, Any], answers: set[str], bonuses: Mapping[str, float]) -> GradeRow:
        cell = self._cells[row["cell_id"]]
        return GradeRow(
            name=cell.name,
            is_task=cell.type == "TaskCell",
            is_answer=cell.name in answers,
            auto_score=row["auto_score"],
            manual_score=row["manual_score"],
            extra_credit=row["extra_credit"],
            bonus=bonuses.get(row["id"]),
            needs_manual_grade=row["needs_manual_grade"],
        )

    def _seconds_late(self, timestamp: datetime | None, extension: timedelta | None) -> float:
        """Return how late a submission is, as nbgrader's `SubmittedAssignment.total_seconds_late` does."""
        if timestamp is None or self._due is None:
            return 0.0
        due = self._due if extension is None else self._due + extension
        return max(0.0, float((timestamp - due).total_seconds()))

    def _submission(self, entry: Entry) -> dict[str, Any]:
        return {
            "id": entry.id,
            "assignment_id": self._assignment,
            "student_id": entry.student,
            "timestamp": entry.timestamp,
            "extension": None,
        }

    def _submitted_notebook(self, entry: Entry, notebook: NotebookEntry) -> dict[str, Any]:
        id = next(id for id, name in self._notebooks.items() if name == notebook.name)
        flagged = notebook.after.flagged if notebook.after is not None else False
        return {
            "id": notebook.id,
            "assignment_id": entry.id,
            "notebook_id": id,
            "flagged": flagged,
            "late_submission_penalty": notebook.penalty,
        }


def _write_rows(session: Any, entries: Iterable[Entry], names: Mapping[str, str]) -> None:
    """Write the rows of all notebooks: those of new ones, and of others what has changed. names: of cells, by id."""
    new: dict[Any, list[dict[str, Any]]] = {GRADE: [], COMMENT: []}
    changed: dict[Any, list[dict[str, Any]]] = {GRADE: [], COMMENT: [], NOTEBOOK: []}
    bonuses: dict[str, float | None] = {}
    attempts: dict[str, Attempts] = {}
    suspicious: dict[str, Sequence[Sentence | str]] = {}
    for entry in entries:
        for notebook in entry.notebooks:
            before, after = notebook.before, notebook.after or notebook.before
            for row, old, grade in zip(notebook.grades, before.grades, after.grades, strict=True):
                values = {name: getattr(grade, name) for name in _GRADE_FIELDS}
                if entry.is_new:
                    new[GRADE].append({**row, **values})
                elif any(row[name] != value for name, value in values.items()):
                    changed[GRADE].append({"b_id": row["id"], **values})
                if grade.bonus != old.bonus:
                    bonuses[row["id"]] = grade.bonus
            for row in notebook.comments:
                text = after.comments[names[row["cell_id"]]]
                if entry.is_new:
                    new[COMMENT].append({**row, "auto_comment": text})
                elif row["auto_comment"] != text:
                    changed[COMMENT].append({"b_id": row["id"], "auto_comment": text})
            if not entry.is_new:
                values = {"flagged": after.flagged, "late_submission_penalty": notebook.penalty}
                changed[NOTEBOOK].append({"b_id": notebook.id, **values})
            if after.attempts != before.attempts:
                attempts[notebook.id] = after.attempts
            if before.suspicious or after.suspicious:
                suspicious[notebook.id] = after.suspicious
    for table, rows in new.items():
        if rows:
            session.execute(table.insert(), rows)
    for table, rows in changed.items():
        if rows:
            session.execute(table.update().where(table.c.id == bindparam("b_id")), rows)
    write_bonuses(session, bonuses)
    write_all_attempts(session, attempts)
    write_all_suspicions(session, suspicious)
