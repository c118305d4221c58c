"""Results become rows, points and late penalties, several submissions at a time; `test_writer.py` compares with nbgrader."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from courses import CONFIG, make_course, released, write
from gradebooks import PLUGIN, result_of, rows

from autograder.course.course import Course
from autograder.course.nbgrader import quiet_nbgrader
from autograder.course.release import generate
from autograder.gradebook.writer import GradebookWriter

LATE = "c.AssignLatePenalties.plugin_class = 'autograder_test_plugin_of_entering.Half'\n"


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course whose assignment is due at noon; ann is in time, and bob is late."""
    course = make_course(tmp_path, CONFIG + LATE)
    (course.root / "autograder_test_plugin_of_entering.py").write_text(PLUGIN)
    generate(course)
    for student, hour in (("ann", 11), ("bob", 13)):
        write(course.submitted("tiny", student) / "tiny.ipynb", released(course.sources("tiny")["tiny"]))
        (course.submitted("tiny", student) / "timestamp.txt").write_text(f"2026-03-01 {hour}:00:00")
    with GradebookWriter(course) as writer:
        writer.enter_assignment("tiny")
    with quiet_nbgrader():
        from nbgrader.api import Gradebook

        with Gradebook(course.db_url) as gradebook:
            gradebook.update_or_create_assignment("tiny", duedate="2026-03-01 12:00:00")
    return course


def test_who_is_late_loses_points_and_nobody_else(course: Course) -> None:
    with GradebookWriter(course) as writer:
        for student in ("ann", "bob"):
            writer.write(result_of(course, student, test_double=2.0, test_increment=1.0))
    found = [(change.student, change.old, change.new) for change in writer.changes]
    assert found == [("ann", None, 3.0), ("bob", None, 1.5)]
    assert [row[1:] for row in rows(course)["submitted_notebook"]] == [("ann", 0, None), ("bob", 0, 1.5)]


def test_a_student_who_is_there_twice_has_the_later_scores(course: Course) -> None:
    with GradebookWriter(course, allow_lower=True) as writer:
        for double in (0.0, 2.0):
            writer.write(result_of(course, "ann", test_double=double, test_increment=1.0))
        writer.write(result_of(course, "bob", test_double=2.0, test_increment=1.0))
    found = {(change.student, change.old, change.new) for change in writer.changes}
    assert found == {("ann", None, 1.0), ("ann", 1.0, 3.0), ("bob", None, 1.5)}
    assert len(rows(course)["grade"]) == 8


def test_a_date_that_cannot_be_read_is_for_a_person(course: Course) -> None:
    (course.submitted("tiny", "bob") / "timestamp.txt").write_text("yesterday")
    result = result_of(course, "bob", test_double=2.0, test_increment=1.0)
    with GradebookWriter(course) as writer:
        writer.write(result)
    assert result.confirm and writer.changes[0].new == 3.0
    assert all(row[-1] == 1 for row in rows(course)["grade"])
