"""Read what a class has in one assignment: the records in its graded notebooks, and the scores in the gradebook."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.course.course import Course
from autograder.course.nbgrader import open_gradebook
from autograder.errors import CourseError
from autograder.exports.scores import StudentScore, scores_in
from autograder.feedback.grades import grades_in
from autograder.feedback.page import Grade, Grades
from autograder.feedback.writing import read_graded
from autograder.gradebook.backup import sqlite_file
from autograder.grading.folder import is_undecodable
from autograder.grading.record import detail_in, record_of, suspicions_in
from autograder.judging.detail import Detail
from autograder.notebook.metadata import role_of
from autograder.words import Sentence

LONGEST = 20_000  # characters of one function
_DEFINED = re.compile(r"^(?:def|class)\s+(\w+)", re.MULTILINE)
GROUP = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True)
class GradedAnswer:
    """One exercise of one student.

    score:     what counts, a person's where there is one. code: the learner's cell. cell: grade id of the test cell.
    causes:    kind and name of each explanation, best first.
    """

    exercise: str
    status: str
    score: float
    max_score: float
    by_hand: bool = False
    diagnosis: str = ""
    causes: Sequence[tuple[str, str]] = ()
    detail: Detail = field(default_factory=Detail)
    code: str = ""
    seconds: float = 0.0
    cell: str = ""

    @property
    def group(self) -> str:
        """The digest of an unexplained wrong answer's behaviour; "" for others."""
        explained = self.diagnosis or any(kind not in ("difference", "intermediate") for kind, _ in self.causes)
        right = self.status == "passed" or not GROUP.fullmatch(self.detail.behaviour)
        return "" if explained or right else self.detail.behaviour


@dataclass(frozen=True)
class Work:
    """What one student has in the assignment. score: None for who has handed in nothing."""

    student: str
    score: float | None = None
    max_score: float = 0.0
    answers: Sequence[GradedAnswer] = ()
    attempt: int = 1
    refused: bool = False
    suspicious: Sequence[Sentence | str] = ()


@dataclass(frozen=True)
class ClassWork:
    """A class in one assignment. progress: assignment -> student -> the part of its points that the student has."""

    assignment: str
    works: Sequence[Work]
    max_score: float = 0.0
    progress: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


def read_class(course: Course, assignment: str) -> ClassWork:
    """Return what a class has in one assignment. Raises CourseError where the gradebook does not know it."""
    file = sqlite_file(course)
    if file is not None and not file.is_file():
        raise CourseError("export.no_gradebook", path=str(file), assignment=assignment)
    with open_gradebook(course) as gradebook:
        scores = scores_in(gradebook, assignment)
        grades = grades_in(gradebook, assignment)
        progress = _progress(course, gradebook)
    names = [*course.source_notebooks(assignment)]
    works = [_work(course, assignment, names, score, grades) for score in scores if not is_undecodable(score.student)]
    most = max((score.max_score for score in scores), default=0.0)
    return ClassWork(assignment=assignment, works=works, max_score=most, progress=progress)


def _progress(course: Course, gradebook: Any) -> dict[str, dict[str, float]]:
    found = {}
    for assignment in course.assignments():
        try:
            scores = scores_in(gradebook, assignment)
        except CourseError:  # it was never graded
            continue
        found[assignment] = {
            one.student: one.score / one.max_score for one in scores if one.score is not None and one.max_score
        }
    return {assignment: scores for assignment, scores in found.items() if scores}


def _work(
    course: Course,
    assignment: str,
    notebooks: Sequence[str],
    score: StudentScore,
    grades: Mapping[tuple[str, str], Grades],
) -> Work:
    student = score.student
    answers: list[GradedAnswer] = []
    suspicious: list[Sentence | str] = []
    graded = 0
    attempt = 1
    for name in notebooks:
        content = read_graded(course.autograded(assignment, student) / f"{name}.ipynb")
        record = record_of(content)
        if content is None or not record:
            continue
        graded += 1
        its = grades.get((student, name), Grades())
        attempt = max(attempt, its.attempt)
        suspicious += suspicions_in(record)
        answers += answers_in(content, record, its.cells)
    return Work(
        student=student,
        score=score.score,
        max_score=score.max_score,
        answers=answers,
        attempt=attempt,
        refused=score.score is not None and not graded,
        suspicious=suspicious,
    )


def answers_in(content: Mapping[str, Any], record: Mapping[str, Any], cells: Mapping[str, Grade]) -> Iterator[GradedAnswer]:
    """Yield the answers of a graded notebook. record: its record. cells: test cell -> its grade in the gradebook."""
    code = learners_code(content)
    exercises = record.get("exercises")
    exercises = exercises if isinstance(exercises, Mapping) else {}
    ids = [cell.get("metadata", {}).get("nbgrader", {}).get("grade_id") for cell in content["cells"]]
    for cell, its in ((cell, exercises[cell]) for cell in ids if cell in exercises):
        grade = cells.get(cell, Grade())
        name = str(its.get("name") or cell.removeprefix("test_"))
        causes = its.get("explanations") or []
        yield GradedAnswer(
            exercise=name,
            status="excused" if its.get("excused") else str(its.get("status", "")),
            score=grade.score,
            max_score=grade.max_score,
            by_hand=grade.by_hand,
            diagnosis=str(its.get("diagnosis") or ""),
            causes=[(str(one.get("kind", "")), str(one.get("name", ""))) for one in causes if isinstance(one, Mapping)],
            detail=detail_in(its),
            code=code.get(name, ""),
            seconds=float(its.get("seconds") or 0.0),
            cell=cell,
        )


def learners_code(content: Mapping[str, Any]) -> dict[str, str]:
    """Return name of a function -> the learner's cell that defines it last."""
    found: dict[str, str] = {}
    for cell in content.get("cells", ()):
        if cell.get("cell_type") != "code" or role_of(cell.get("metadata", {}).get("nbgrader")).restored:
            continue
        source = cell.get("source", "")
        text = source if isinstance(source, str) else "".join(map(str, source))
        for name in _DEFINED.findall(text[:LONGEST]):
            found[name] = text[:LONGEST]
    return found


def read_previous(folder: Path, exercises: Collection[str]) -> dict[str, dict[str, str]]:
    """Return notebook's path below a folder -> exercise -> code, for submissions of an earlier year.

    exercises: of the assignment. The folder may hold other assignments, too; notebooks without these exercises are left out.
    """
    found = {}
    for path in sorted(folder.rglob("*.ipynb")):
        content = None if ".ipynb_checkpoints" in path.parts else read_graded(path)
        code = learners_code(content) if content is not None else {}
        if its := {name: text for name, text in code.items() if name in exercises}:
            found[str(path.relative_to(folder))] = its
    return found
