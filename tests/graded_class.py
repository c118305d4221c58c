"""Make a small course with a gradebook: a wrong answer, a manual score, a late penalty, and a student without work."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from courses import CONFIG, by_id, make_course, released, write

from autograder.course.course import Course
from autograder.course.nbgrader import quiet_nbgrader
from autograder.gradebook.writer import GradebookWriter
from autograder.grading.result import ExerciseResult, SubmissionResult
from autograder.notebook.files import read_notebook
from autograder.notebook.restore import restore

LATE = """
from nbgrader.plugins import BasePlugin
class TwoPoints(BasePlugin):
    def late_submission_penalty(self, student, score, seconds):
        return 2.0
"""
SCORES = {"ada": (2.0, 1.0), "bob": (0.0, 1.0), "0007": (2.0, 1.0), "=1+1": (2.0, 0.0)}
MESSAGE = "`double(2)` is 4.5, expected 4.\x1b[31m\x00"


def graded_class(root: Path) -> Course:
    """Return a course whose gradebook holds `tiny` (11 points) of these students.

    ada    has 3 points from the grader, 2.5 by hand for the written answer, and the poster waits for a person.
    bob    has 1 point of the grader's, and 6 by hand in all.
    0007   has 3 and is a day late, which costs 2.
    =1+1   has 2.
    nobody is in the gradebook and has handed in nothing.
    """
    course = make_course(root, CONFIG + "c.AssignLatePenalties.plugin_class = 'two_points.TwoPoints'\n")
    (root / "two_points.py").write_text(LATE)
    for student in SCORES:
        write(course.submitted("tiny", student) / "tiny.ipynb", released(course.sources("tiny")["tiny"]))
    with GradebookWriter(course) as writer:
        writer.enter_assignment("tiny")
        _set_due_date(course)
        for student, (double, increment) in SCORES.items():
            result = _result(course, student, {"test_double": double, "test_increment": increment})
            writer.write(result, "2026-11-02 00:00:00 UTC" if student == "0007" else "2026-10-01 00:00:00 UTC")
    _by_hand(course)
    return course


def _result(course: Course, student: str, scores: dict[str, float]) -> SubmissionResult:
    source = course.sources("tiny")["tiny"]
    content = restore(read_notebook(course.submitted("tiny", student) / "tiny.ipynb"), source).notebook
    result = SubmissionResult("tiny", student, "strict", notebooks={"tiny": content})
    record: dict[str, Any] = {}
    for cell, score in scores.items():
        full = source.by_id[cell].points
        status = "passed" if score == full else "timeout" if cell == "test_increment" else "failed"
        message = "" if score == full else MESSAGE
        name = cell.removeprefix("test_")
        result.exercises.append(ExerciseResult(name, cell, "tiny", score, full, status, message=message))
        record[cell] = {"score": score, "bonus": 0.0, "status": status, "excused": False, "test": "t"}
        shown = {"output_type": "display_data", "metadata": {}, "data": {"text/markdown": message, "text/plain": message}}
        secret = {**shown, "metadata": {"for_the_instructor": True}, "data": {"text/markdown": "for the instructor"}}
        by_id(content, cell)["outputs"] = [secret, shown] if message else []
    content["metadata"] = {**content["metadata"], "grading": {"language": "en", "work": "w", "exercises": record}}
    return result


def _set_due_date(course: Course) -> None:
    with quiet_nbgrader():
        from nbgrader.api import Gradebook

        with Gradebook(course.db_url, course.course_id) as gradebook:
            gradebook.update_or_create_assignment("tiny", duedate="2026-11-01 00:00:00 UTC")


def _by_hand(course: Course) -> None:
    with quiet_nbgrader():
        from nbgrader.api import Gradebook

        with Gradebook(course.db_url, course.course_id) as gradebook:
            gradebook.add_student("nobody", first_name="No", last_name="Body", email="no@x.org")
            gradebook.update_or_create_student("ada", first_name="Ada", last_name="Lovelace", email="ada@x.org")
            for student, points in {"ada": {"why": 2.5}, "bob": {"why": 3.0, "poster": 2.0}}.items():
                for cell, score in points.items():
                    grade = gradebook.find_grade(cell, "tiny", "tiny", student)
                    grade.manual_score, grade.needs_manual_grade = score, False
            gradebook.db.commit()
