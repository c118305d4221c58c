"""Enter the results of several submissions into the gradebook: rows, late penalties, and what they were graded with.

Importing this module imports nbgrader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from nbgrader.api import SubmittedAssignment

from autograder.course.course import Course
from autograder.gradebook.batches import Batch, points_of
from autograder.gradebook.late_penalty import apply_late_penalty, less_penalty
from autograder.gradebook.moves import Change, GradedSubmission, Move, moves_of
from autograder.gradebook.rows import Found, graded_rows
from autograder.gradebook.timestamp import handed_in_at
from autograder.gradebook.unchanged import record_graded
from autograder.grading.record import suspicions_in
from autograder.grading.result import SubmissionResult
from autograder.words import sentence


def enter(course: Course, session: Any, assignment: str, submissions: Sequence[GradedSubmission], key: str) -> list[Change]:
    """Write the rows of submissions to an assignment, without committing; return what has changed.

    session:     SQLAlchemy's session of the gradebook.
    submissions: in the order in which they are entered.
    key:         what is recorded as having decided the scores (`unchanged.key_of`).

    A student who is there twice is entered twice, one after the other.
    """
    changes: list[Change] = []
    rest = [*submissions]
    while rest:
        first = {each.result.student: each for each in reversed(rest)}
        now = [each for each in rest if first[each.result.student] is each]
        rest = [each for each in rest if first[each.result.student] is not each]
        changes += _enter_each_once(course, session, assignment, now, key)
    return changes


def _enter_each_once(
    course: Course, session: Any, assignment: str, submissions: list[GradedSubmission], key: str
) -> list[Change]:
    """Write the rows of submissions of different students."""
    times = {each.result.student: _handed_in(course, each) for each in submissions}
    batch = Batch(session, assignment, times)
    changes = [_compute(course, batch, each) for each in submissions]
    batch.write()
    results = [each.result for each in submissions]
    for number, result in enumerate(results):
        entry = batch.entries[result.student]
        if entry.seconds_late > 0 and result.notebooks:
            changes[number] = replace(changes[number], new=_penalize(course, session, entry.id, result))
    graded = {batch.entries[result.student].id: result for result in results}
    record_graded(session, {id: (each, course.autograded(assignment, each.student)) for id, each in graded.items()}, key)
    return changes


def _compute(course: Course, batch: Batch, submission: GradedSubmission) -> Change:
    """Compute the rows of one submission, from those that are there; return what changes."""
    result = submission.result
    entry = batch.entries[result.student]
    old, moves = points_of(entry), list[Move]()
    for notebook in entry.notebooks:
        record = submission.records.get(notebook.name, {})
        found = Found.of(result, notebook.name, course.language)
        if not notebook.before.suspicious:  # version 0.1 recorded them in the graded notebook only
            notebook.before = replace(notebook.before, suspicious=suspicions_in(record))
        notebook.after = graded_rows(notebook.before, found)
        if found.notebook is not None:
            notebook.penalty = None
        moves += moves_of(notebook.before, notebook.after, found, record)
    new = points_of(entry, after=True)
    return Change(result.student, None, new) if entry.is_new else Change(result.student, old, new, moves)


def _penalize(course: Course, session: Any, submission: str, result: SubmissionResult) -> float:
    """Let the course's plugin set the late penalties of a submission; return its points then."""
    session.expire_all()
    row = session.get(SubmittedAssignment, submission)
    for notebook in row.notebooks:
        if notebook.name in result.notebooks:
            apply_late_penalty(course, session, row, notebook)
    session.flush()
    session.expire(row)
    return points_in(row)


def points_in(submission: Any) -> float:
    """Return the points of nbgrader's `SubmittedAssignment`, less the late penalty."""
    return less_penalty(float(submission.score), float(submission.late_submission_penalty or 0.0))


def _handed_in(course: Course, submission: GradedSubmission) -> datetime | str | None:
    """Return when a submission was handed in, UTC: as given, or as nbgrader reads `timestamp.txt`; None without one."""
    if submission.handed_in is not None:
        return submission.handed_in
    result = submission.result
    folder = course.submitted(result.assignment, result.student)
    try:
        return handed_in_at(folder, course.timezone)
    except ValueError as error:
        note = sentence("gradebook.no_date", path=str(error))
        result.notes.append(note)
        for name in course.source_notebooks(result.assignment):
            result.confirm.setdefault(name, note)
            result.about_work.setdefault(name, []).append(note)
        return None
