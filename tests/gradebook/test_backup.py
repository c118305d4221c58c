"""Copies of the gradebook. How a run uses them, and a full disk, is in `tests/whole/test_working_day.py`."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from courses import CONFIG, make_course

from autograder.course.course import Course
from autograder.errors import CourseError
from autograder.gradebook.backup import FOLDER, KEPT, back_up, sqlite_file


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course with a small database for a gradebook."""
    made = make_course(tmp_path)
    with sqlite3.connect(tmp_path / "gradebook.db") as database:
        database.execute("create table grade (score)")
        database.execute("insert into grade values (7)")
    return made


def test_a_copy_holds_what_the_gradebook_held(course: Course) -> None:
    copy = back_up(course)
    assert copy is not None and copy.parent == course.root / FOLDER
    with sqlite3.connect(course.root / "gradebook.db") as database:
        database.execute("update grade set score = 8")
    with sqlite3.connect(copy) as database:
        assert database.execute("select score from grade").fetchall() == [(7,)]
    assert copy.stat().st_mode == (course.root / "gradebook.db").stat().st_mode


def test_the_last_copies_are_kept(course: Course) -> None:
    copies = [back_up(course) for _ in range(KEPT + 2)]
    assert sorted((course.root / FOLDER).iterdir()) == copies[-KEPT:]


def test_nothing_there_is_nothing_to_copy(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    assert back_up(course) is None and not (tmp_path / FOLDER).exists()


def test_another_database_has_no_file(tmp_path: Path) -> None:
    course = make_course(tmp_path, CONFIG + "c.CourseDirectory.db_url = 'postgresql://localhost/grades'\n")
    assert sqlite_file(course) is None and back_up(course) is None


def test_options_of_the_address_are_no_part_of_the_files_name(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/grades.db?timeout=5"
    course = make_course(tmp_path, CONFIG + f"c.CourseDirectory.db_url = {address!r}\n")
    assert sqlite_file(course) == tmp_path / "grades.db"


def test_a_locked_gradebook_is_waited_for_and_named(course: Course) -> None:
    other = sqlite3.connect(course.root / "gradebook.db", isolation_level=None)
    other.execute("begin exclusive")
    with pytest.raises(CourseError, match=r"cannot be copied: another program has kept it locked for 0\.3 s") as locked:
        back_up(course, patience=0.3)
    assert "另一个程序把它锁住了" in locked.value.in_language("zh")
    assert list((course.root / FOLDER).iterdir()) == [], "no half copy is left"
    other.execute("rollback")
    assert back_up(course)


def test_a_gradebook_that_is_no_database_is_named(course: Course) -> None:
    (course.root / "gradebook.db").write_text("no database " * 100)
    with pytest.raises(CourseError, match=r"cannot be copied to .*; nothing was graded"):
        back_up(course)
    assert list((course.root / FOLDER).iterdir()) == []
