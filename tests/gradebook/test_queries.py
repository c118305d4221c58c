"""Reading the gradebook without nbgrader."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from courses import make_course

from autograder.course.course import Course
from autograder.errors import CourseError
from autograder.gradebook import queries
from autograder.gradebook.queries import query


@pytest.fixture
def course(tmp_path: Path) -> Course:
    made = make_course(tmp_path)
    with sqlite3.connect(tmp_path / "gradebook.db") as database:
        database.execute("CREATE TABLE student (id TEXT, email TEXT)")
        database.executemany("INSERT INTO student VALUES (?, ?)", [("ann", "a"), ("bo", "b")])
    return made


def test_rows_are_returned(course: Course) -> None:
    assert query(course, "SELECT email FROM student WHERE id = :id", "student", values={"id": "bo"}) == [("b",)]


def test_a_list_of_values_runs_the_statement_once_for_each(course: Course) -> None:
    values = [{"id": "ann", "email": "x"}, {"id": "bo", "email": "y"}]
    assert query(course, "UPDATE student SET email = :email WHERE id = :id", "student", values=values) == []
    assert query(course, "SELECT email FROM student ORDER BY id", "student") == [("x",), ("y",)]


def test_nothing_is_found_without_the_gradebook_or_the_table(course: Course, tmp_path: Path) -> None:
    assert query(course, "SELECT * FROM student JOIN nosuch", "student", "nosuch") == []
    (tmp_path / "gradebook.db").unlink()
    assert query(course, "SELECT id FROM student", "student") == []
    assert not (tmp_path / "gradebook.db").exists(), "none is made"


def test_another_database_is_asked_by_its_address(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "sqlite_file", lambda course: None)
    found = query(course, "SELECT email FROM student WHERE id = :id", "student", values={"id": "ann"})
    assert [tuple(row) for row in found] == [("a",)]
    values = [{"id": "ann", "email": "x"}, {"id": "bo", "email": "y"}]
    query(course, "UPDATE student SET email = :email WHERE id = :id", "student", values=values)
    assert [email for (email,) in query(course, "SELECT email FROM student ORDER BY id", "student")] == ["x", "y"]
    assert query(course, "SELECT 1", "nosuch") == []


def test_a_file_that_is_no_database_is_named(course: Course, tmp_path: Path) -> None:
    (tmp_path / "gradebook.db").write_text("no database, " * 100)
    with pytest.raises(CourseError, match=r"gradebook\.db"):
        query(course, "SELECT id FROM student", "student")
