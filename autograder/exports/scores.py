"""Read what the gradebook says about an assignment: manual scores and late penalties count. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from autograder.course.course import Course
from autograder.course.help import HIGHEST, help_levels, level_at
from autograder.course.nbgrader import open_gradebook
from autograder.errors import CourseError
from autograder.gradebook.attempts import all_attempts
from autograder.gradebook.backup import sqlite_file
from autograder.notebook.metadata import Role
from autograder.notebook.names import checked_name


@dataclass(frozen=True)
class CellScore:
    """The points of one graded cell: a person's where there are some, else the grader's; bonus included.

    name:      the exercise; the cell's grade id where it is not one.
    max_score: without bonus.
    waiting:   a person has still to grade it.
    """

    name: str
    cell: str
    notebook: str
    score: float
    max_score: float
    waiting: bool = False


@dataclass(frozen=True)
class StudentScore:
    """What one student has in one assignment.

    score:   less the late penalty, and not below 0, as nbgrader exports it; None for who has handed in nothing.
    penalty: points lost for being late.
    when:    the time of handing in, UTC, in ISO 8601; "" where it is unknown.
    attempt: the number of the work that was graded last, from 1.
    help:    how much the course tells the student at this attempt (`course.help`).
    """

    student: str
    first: str = ""
    last: str = ""
    email: str = ""
    score: float | None = None
    max_score: float = 0.0
    penalty: float = 0.0
    when: str = ""
    attempt: int = 1
    help: str = HIGHEST
    cells: Sequence[CellScore] = field(default_factory=tuple)

    @property
    def waiting(self) -> bool:
        """Whether a person has still to grade something, so that the score may change."""
        return any(cell.waiting for cell in self.cells)


def read_scores(course: Course, assignment: str) -> list[StudentScore]:
    """Return the scores of all students in the gradebook, sorted by id.

    Raises CourseError where there is no gradebook, or it does not know the assignment.
    """
    file = sqlite_file(course)
    if file is not None and not file.is_file():
        raise CourseError("export.no_gradebook", path=str(file), assignment=assignment)
    with open_gradebook(course) as gradebook:
        return with_help(course, scores_in(gradebook, assignment, exercise_names(course, assignment)), assignment)


def with_help(course: Course, scores: Iterable[StudentScore], assignment: str) -> list[StudentScore]:
    """Return scores with the level of help that each student has. Raises CourseError for a wrong setting."""
    levels = help_levels(course, assignment)
    return [replace(row, help=level_at(levels, row.attempt)) for row in scores]


def exercise_names(course: Course, assignment: str) -> dict[tuple[str, str], str]:
    """Return (notebook, cell) -> the name of the exercise that the cell tests."""
    return {
        (notebook, cell.id): checked_name(cell.source) or cell.id
        for notebook, source in course.sources(assignment).items()
        for cell in source.with_role(Role.TEST)
    }


def scores_in(gradebook: Any, assignment: str, names: dict[tuple[str, str], str] | None = None) -> list[StudentScore]:
    """Return the scores of all students in nbgrader's open gradebook, sorted by id.

    names: what `exercise_names` returned.
    Raises CourseError where the gradebook does not know the assignment.
    """
    from nbgrader.api import MissingEntry

    try:
        known = gradebook.find_assignment(assignment)
    except MissingEntry:
        raise CourseError("export.not_in_gradebook", assignment=assignment) from None
    most = float(known.max_score)
    submissions = {one.student_id: one for one in gradebook.assignment_submissions(assignment)}
    attempts = {notebook: its.count for notebook, its in all_attempts(gradebook.db).items()}
    return [
        _score(student, submissions.get(student.id), most, names or {}, attempts)
        for student in sorted(gradebook.students, key=lambda student: str(student.id))
    ]


def _score(
    student: Any, submission: Any, most: float, names: dict[tuple[str, str], str], attempts: Mapping[str, int]
) -> StudentScore:
    about = StudentScore(
        student=student.id,
        first=student.first_name or "",
        last=student.last_name or "",
        email=student.email or "",
        max_score=most,
    )
    if submission is None:
        return about
    penalty = float(submission.late_submission_penalty or 0.0)
    return replace(
        about,
        score=max(0.0, float(submission.score) - penalty),
        penalty=penalty,
        when=submission.timestamp.isoformat() if submission.timestamp else "",
        attempt=max([1, *(attempts.get(notebook.id, 1) for notebook in submission.notebooks)]),
        cells=tuple(_cells(submission.notebooks, names)),
    )


def _cells(notebooks: Iterable[Any], names: dict[tuple[str, str], str]) -> Iterable[CellScore]:
    for notebook in notebooks:
        for grade in notebook.grades:
            yield CellScore(
                name=names.get((notebook.name, grade.name), grade.name),
                cell=grade.name,
                notebook=notebook.name,
                score=float(grade.score),
                max_score=float(grade.max_score),
                waiting=bool(grade.needs_manual_grade),
            )
