"""Excused exercises: `excused.json` in the course's folder."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from courses import make_course

from autograder.course.course import Course
from autograder.errors import CourseError
from autograder.grading import excuses


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return make_course(tmp_path)


def test_test_cells_are_found_by_exercise_or_cell(course: Course) -> None:
    assert excuses.test_cells(course, "tiny", ["test_double", "test_increment"]) == {"test_double", "test_increment"}
    assert excuses.test_cells(course, "tiny", []) == frozenset()
    with pytest.raises(CourseError) as unknown:
        excuses.test_cells(course, "tiny", ["triple"])
    assert str(unknown.value) == "tiny has no exercise 'triple'; there are: test_double, test_increment."
    assert unknown.value.in_language("zh") == "tiny 没有练习 'triple'；现有的练习：test_double、test_increment。"


def test_an_excuse_is_recorded_with_its_date_and_taken_back(course: Course) -> None:
    path = course.root / excuses.FILE
    path.write_text(json.dumps({"tiny": {"test_double": "2024-05-01"}, "other": {"x": "2024-05-02"}}))
    excuses.record(course, "tiny", frozenset({"test_double", "test_increment"}))
    assert json.loads(path.read_text())["tiny"] == {
        "test_double": "2024-05-01",
        "test_increment": date.today().isoformat(),
    }
    assert excuses.excused(course, "tiny") == {"test_double", "test_increment"}
    excuses.record(course, "tiny", frozenset())
    assert json.loads(path.read_text()) == {"other": {"x": "2024-05-02"}}
    excuses.record(course, "other", frozenset())
    assert not path.exists() and excuses.excused(course, "tiny") == frozenset()


def test_nothing_new_writes_nothing(course: Course) -> None:
    path = course.root / excuses.FILE
    path.write_text('{"tiny": {"test_double": "2024-05-01"}}')
    excuses.record(course, "tiny", frozenset({"test_double"}))
    assert path.read_text() == '{"tiny": {"test_double": "2024-05-01"}}'


@pytest.mark.parametrize(
    ("content", "said"), [("{", "cannot be read"), ("[1]", "must have the form"), ('{"tiny": 5}', "must have the form")]
)
def test_a_file_that_is_none_is_named(content: str, said: str, course: Course) -> None:
    (course.root / excuses.FILE).write_text(content)
    with pytest.raises(CourseError, match=rf"excused\.json {said}") as broken:
        excuses.excused(course, "tiny")
    assert broken.value.in_language("zh") != str(broken.value)


def test_a_file_that_cannot_be_written_is_named(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(excuses, "write_atomically", fail)
    with pytest.raises(CourseError, match=r"excused\.json cannot be written: No space left on device\."):
        excuses.record(course, "tiny", frozenset({"test_double"}))
