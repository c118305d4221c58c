"""Read what nbgrader's gradebook says of one assignment: the scores that count, comments, attempts. Nothing is written."""

from __future__ import annotations

from typing import Any

from autograder.feedback.page import Grade, Grades
from autograder.gradebook.attempts import all_attempts
from autograder.gradebook.rows import UNANSWERED


def grades_in(gradebook: Any, assignment: str, student: str = "") -> dict[tuple[str, str], Grades]:
    """Return (student, notebook) -> what an open gradebook says of it; empty where it does not know the assignment.

    student: read this one only; "" for all.
    """
    from nbgrader.api import MissingEntry

    try:
        if student:
            submissions = [gradebook.find_submission(assignment, student)]
        else:
            submissions = gradebook.assignment_submissions(assignment)
    except MissingEntry:
        return {}
    attempts = all_attempts(gradebook.db)
    found = {}
    for submission in submissions:
        for notebook in submission.notebooks:
            penalty = float(notebook.late_submission_penalty or 0.0)
            count = attempts[notebook.id].count if notebook.id in attempts else 1
            found[submission.student_id, notebook.name] = grades_of(notebook, penalty, max(count, 1))
    return found


def grades_of(notebook: Any, penalty: float, attempt: int) -> Grades:
    """Return what the gradebook says of one submitted notebook, a row of nbgrader's."""
    cells = {}
    for grade in notebook.grades:
        score = grade.manual_score if grade.manual_score is not None else grade.auto_score
        cells[grade.name] = Grade(
            score=float(score or 0.0),
            max_score=float(grade.cell.max_score or 0.0),
            by_hand=grade.manual_score is not None,
            bonus=float(grade.extra_credit or 0.0),
            waiting=bool(grade.needs_manual_grade) and grade.manual_score is None,
        )
    texts = {comment.name: str(comment.manual_comment or comment.auto_comment or "") for comment in notebook.comments}
    comments = {name: text for name, text in texts.items() if text and text != UNANSWERED}
    return Grades(cells, comments, penalty, attempt)
