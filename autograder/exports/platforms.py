"""Make the tables that Canvas and Moodle import: one row a student, one column an assignment.

Canvas (`lib/gradebook_importer.rb`): Student, ID, SIS User ID, SIS Login ID, Section, then assignments; a row "Points
Possible". A student is found by Canvas's own number, then by the SIS ids, then by name. A blank cell changes nothing.

Moodle (`grade/import/csv`): the person who imports says which column identifies users, and which holds which grade. One
user whom Moodle does not know stops the import, and a row with a blank id is given to the student of the row before it; so
such rows are left out here, and named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from autograder.collecting.roster import Enrolled, Roster
from autograder.course.help import shows
from autograder.exports.scores import StudentScore
from autograder.exports.sheets import as_csv, identity, is_marked, number, text
from autograder.words import Listed, Sentence, say, sentence

Scores = Mapping[str, Sequence[StudentScore]]  # assignment -> its students


@dataclass
class Sheet:
    """A table, and what the person who imports it should know."""

    content: bytes
    notes: list[Sentence] = field(default_factory=list)


def canvas_sheet(scores: Scores, roster: Roster | None = None) -> Sheet:
    """Return the table for Canvas.

    roster: Canvas's own export of its gradebook, for the numbers, ids and sections; by default the ids of this course
            are taken for SIS ids.
    """
    most = {assignment: rows[0].max_score if rows else 0.0 for assignment, rows in scores.items()}
    head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *map(text, scores)]
    table = [head, ["    Points Possible", "", "", "", "", *(number(points) for points in most.values())]]
    rows = _by_student(scores)
    known, notes = _known(scores, roster)
    marked = []
    for student, points in known.items():
        one = _enrolled(_any(rows[student]), roster)
        ids = (one.canvas, one.columns.get("sisuserid", one.id), one.columns.get("sisloginid", one.id))
        if not one.canvas and any(map(is_marked, ids)):
            marked.append(student)
        names = text(_canvas_name(one))
        table.append([names, *map(identity, ids), text(one.columns.get("section", "")), *(number(p) for p in points)])
    if marked:
        notes.append(sentence("export.canvas_without_numbers", students=_few(marked)))
    return Sheet(as_csv(table), notes)


def moodle_sheet(scores: Scores, roster: Roster | None = None, language: str = "en") -> Sheet:
    """Return the table for Moodle.

    roster:   Moodle's list of participants, so that nobody is in the table whom Moodle does not know.
    language: of the feedback.
    """
    columns = [f"{name}{end}" for name in scores for end in ("", f" ({say('export.feedback', language)})")]
    table = [["idnumber", "email", "fullname", *map(text, columns)]]
    rows = _by_student(scores)
    known, notes = _known(scores, roster)
    too_much = [name for name, rows in scores.items() if any((row.score or 0.0) > 100 for row in rows)]
    if too_much:
        notes.append(sentence("export.moodle_over_hundred", assignments=Listed(too_much, "comma")))
    for student, points in known.items():
        one = _enrolled(_any(rows[student]), roster)
        cells: list[str] = []
        for row, value in zip(rows[student], points, strict=True):
            cells += [number(value), "" if row is None or value is None else text(feedback(row, language))]
        table.append([identity(one.id), text(one.email), text(one.name), *cells])
    return Sheet(as_csv(table), notes)


def feedback(row: StudentScore, language: str) -> str:
    """Return in one line where a student has lost points: "sigmoid 0/3; softmax 1.5/4; late penalty -2".

    "" where the course tells the student no points: the platform decides when the grade itself is shown.
    """
    if not shows(row.help, "result"):
        return ""
    lost = [f"{cell.name} {cell.score:g}/{cell.max_score:g}" for cell in row.cells if cell.score < cell.max_score]
    if row.penalty:
        lost.append(say("export.penalty", language, points=row.penalty))
    return "; ".join(lost) or say("export.full_points", language)


def _known(scores: Scores, roster: Roster | None) -> tuple[dict[str, list[float | None]], list[Sentence]]:
    """Return student -> points in each assignment, of the students who can be written; and notes about the others."""
    by_student = _by_student(scores)
    points = {student: [None if row is None else row.score for row in rows] for student, rows in by_student.items()}
    notes = []
    if roster is not None:
        strangers = [student for student in points if student not in roster.by_id]
        if strangers:
            notes.append(sentence("export.not_in_roster", students=_few(strangers), roster=roster.source))
        points = {student: found for student, found in points.items() if student in roster.by_id}
    if altered := [student for student in points if text(student) != student]:
        notes.append(sentence("export.formula_ids", students=_few(altered)))
        points = {student: found for student, found in points.items() if student not in altered}
    waiting = sorted({row.student for rows in scores.values() for row in rows if row.waiting and row.student in points})
    if waiting:
        notes.append(sentence("export.waiting", count=len(waiting), students=_few(waiting)))
    without = [student for student, found in points.items() if None in found]
    if without:
        notes.append(sentence("export.without_submission", count=len(without)))
    return points, notes


def _by_student(scores: Scores) -> dict[str, list[StudentScore | None]]:
    """Return student -> the row in each assignment, sorted by student."""
    tables = [{row.student: row for row in rows} for rows in scores.values()]
    students = sorted(set[str]().union(*tables))
    return {student: [table.get(student) for table in tables] for student in students}


def _any(rows: Sequence[StudentScore | None]) -> StudentScore:
    return next(row for row in rows if row is not None)


def _enrolled(row: StudentScore, roster: Roster | None) -> Enrolled:
    """Return what is known about a student, from the roster or from the gradebook."""
    if roster is not None:
        return roster.by_id[row.student]
    name = " ".join(filter(None, [row.first, row.last]))
    return Enrolled(row.student, name, row.first, row.last, email=row.email)


def _canvas_name(one: Enrolled) -> str:
    """Return a name as Canvas writes it in its gradebook: "Doe, Jane"."""
    if one.columns.get("student"):
        return one.columns["student"]
    return ", ".join(filter(None, [one.last, one.first])) or one.name or one.id


def _few(students: Sequence[str]) -> Listed:
    """Return the first twenty of some students."""
    return Listed([*students[:20], *(["…"] if len(students) > 20 else [])], "comma")
