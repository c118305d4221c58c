"""Read and write the rows of one submitted notebook: nbgrader's tables and the grader's own two.

Importing this module imports SQLAlchemy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autograder.gradebook.attempts import read_attempts, write_attempts
from autograder.gradebook.bonus import read_bonuses, write_bonuses
from autograder.gradebook.rows import GradeRow, NotebookRows
from autograder.gradebook.suspicions import read_suspicions, write_suspicions
from autograder.words import Sentence


def read_rows(session: Any, notebook: Any, suspicious: Sequence[Sentence | str] = ()) -> NotebookRows:
    """Return the rows of nbgrader's `SubmittedNotebook`.

    suspicious: what the last grading saw, as the graded notebook records it; used where the gradebook has no record
                (version 0.1 wrote none).
    """
    answers = {cell.name for cell in notebook.notebook.solution_cells}
    bonuses = read_bonuses(session, [grade.id for grade in notebook.grades])
    return NotebookRows(
        grades=[
            GradeRow(
                name=grade.name,
                is_task=grade.cell.type == "TaskCell",
                is_answer=grade.name in answers,
                auto_score=grade.auto_score,
                manual_score=grade.manual_score,
                extra_credit=grade.extra_credit,
                bonus=bonuses.get(grade.id),
                needs_manual_grade=grade.needs_manual_grade,
            )
            for grade in notebook.grades
        ],
        comments={comment.name: comment.auto_comment for comment in notebook.comments},
        flagged=bool(notebook.flagged),
        suspicious=read_suspicions(session, notebook.id) or suspicious,
        attempts=read_attempts(session, notebook.id),
    )


def write_rows(session: Any, notebook: Any, before: NotebookRows, after: NotebookRows) -> None:
    """Write the rows of nbgrader's `SubmittedNotebook`, without committing.

    before, after: the rows as `read_rows` returned them, and the rows to write.
    """
    bonuses: dict[str, float | None] = {}
    for grade, old, new in zip(notebook.grades, before.grades, after.grades, strict=True):
        grade.auto_score, grade.extra_credit = new.auto_score, new.extra_credit
        grade.needs_manual_grade = new.needs_manual_grade
        if new.bonus != old.bonus:
            bonuses[grade.id] = new.bonus
    for comment in notebook.comments:
        comment.auto_comment = after.comments[comment.name]
    notebook.flagged = after.flagged
    write_bonuses(session, bonuses)
    if after.attempts != before.attempts:
        write_attempts(session, notebook.id, after.attempts)
    if before.suspicious or after.suspicious:
        write_suspicions(session, notebook.id, after.suspicious)
