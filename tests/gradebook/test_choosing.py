"""What a run grades is chosen by name; `test_run` tries the choices of a whole course."""

from __future__ import annotations

from pathlib import Path

import pytest
from courses import make_course, tiny

from autograder.course.course import Course
from autograder.errors import AutograderError, CourseError
from autograder.gradebook.choosing import choose_assignments, choose_excuses, choose_students, submissions_of


@pytest.fixture
def course(tmp_path: Path) -> Course:
    made = make_course(tmp_path, one=tiny(), two=tiny())
    for student in ("bo", "ann"):
        made.submitted("one", student).mkdir(parents=True)
    return made


def test_those_who_have_submitted(course: Course) -> None:
    assert submissions_of(course, "one") == ["ann", "bo"]
    with pytest.raises(AutograderError, match="Nobody has submitted two"):
        submissions_of(course, "two")
    assert choose_students(course, ["one"], ["bo"]) == {"one": ["bo"]}
    with pytest.raises(AutograderError, match="no submission of one by zoe"):
        choose_students(course, ["one"], ["zoe"])


def test_assignments_by_name_or_all(course: Course) -> None:
    assert choose_assignments(course, ["two"]) == ["two"]
    assert choose_assignments(course, [], everything=True) == ["one"]
    with pytest.raises(CourseError, match="three"):
        choose_assignments(course, ["three"])


def test_an_exercise_cannot_be_excused_and_not(course: Course) -> None:
    assert choose_excuses(course, ["one"]) is None
    assert choose_excuses(course, ["one"], excuse=["test_double"]) == {"test_double"}
    with pytest.raises(AutograderError, match="test_double"):
        choose_excuses(course, ["one"], excuse=["test_double"], unexcuse=["test_double"])
