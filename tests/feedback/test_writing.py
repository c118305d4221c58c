"""Test the files that `autograder feedback` writes, what the gradebook gives them, and the archive of all."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from graded_class import graded_class

from autograder.course.course import CONFIG, Course
from autograder.course.nbgrader import quiet_nbgrader
from autograder.errors import AutograderError, CourseError
from autograder.feedback.grades import grades_in
from autograder.feedback.page import Grade
from autograder.feedback.writing import read_graded, write_feedback
from autograder.gradebook.attempts import write_attempts
from autograder.gradebook.rows import Attempts


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return graded_class(tmp_path_factory.mktemp("feedback"))


def page(course: Course, student: str) -> str:
    return (course.feedback("tiny", student) / "tiny.html").read_text("utf-8")


def test_a_page_for_each_student_and_one_archive_of_all(course: Course, tmp_path: Path) -> None:
    archive = tmp_path / "all.zip"
    written = list(write_feedback(course, "tiny", archive=archive))
    assert sorted(path.parent.parent.name for path in written) == ["0007", "=1+1", "ada", "bob"]
    with zipfile.ZipFile(archive) as packed:
        assert sorted(packed.namelist()) == [f"{student}/tiny/tiny.html" for student in ("0007", "=1+1", "ada", "bob")]
        assert packed.read("ada/tiny/tiny.html").decode() == page(course, "ada")


def test_points_by_hand_and_late_penalties_count(course: Course) -> None:
    list(write_feedback(course, "tiny"))
    for student, points in {"ada": "5.5", "bob": "6", "0007": "1", "=1+1": "2"}.items():
        assert f"<strong>{points}</strong> of 11 points" in page(course, student)
    assert "Points lost because it was late: 2." in page(course, "0007")
    assert "A person gave these points." in page(course, "bob")
    assert "4.5, expected 4." in page(course, "bob") and "\x1b" not in page(course, "bob")


def test_some_students_in_another_language(course: Course) -> None:
    written = list(write_feedback(course, "tiny", ["ada"], language="zh"))
    assert len(written) == 1 and 'lang="zh"' in page(course, "ada") and "满分 11 分" in page(course, "ada")


def test_what_is_not_graded_has_no_page(course: Course) -> None:
    with pytest.raises(AutograderError, match="autograder grade other"):
        list(write_feedback(course, "other"))
    with pytest.raises(AutograderError):
        list(write_feedback(course, "tiny", ["nobody"]))


def test_the_gradebook(course: Course) -> None:
    with quiet_nbgrader():
        from nbgrader.api import Gradebook

        with Gradebook(course.db_url, course.course_id) as gradebook:
            found = grades_in(gradebook, "tiny")
            assert found["ada", "tiny"].cells["why"] == Grade(2.5, 3.0, by_hand=True)
            assert found["ada", "tiny"].cells["poster"].waiting
            assert found["0007", "tiny"].penalty == 2.0
            assert list(grades_in(gradebook, "tiny", "bob")) == [("bob", "tiny")]
            assert grades_in(gradebook, "tiny", "nobody") == {} == grades_in(gradebook, "other", "ada")


def test_the_level_follows_the_attempt(course: Course) -> None:
    told = "4.5, expected 4."
    config = course.root / CONFIG
    before = config.read_text()
    config.write_text(before + "c.Help.level = ['result', 'result', 'example']\n")
    try:
        for count, shown in ((1, False), (2, False), (3, True), (9, True)):
            with quiet_nbgrader():
                from nbgrader.api import Gradebook

                with Gradebook(course.db_url, course.course_id) as gradebook:
                    notebook = gradebook.find_submission_notebook("tiny", "tiny", "bob")
                    write_attempts(gradebook.db, notebook.id, Attempts(count, "w"))
                    gradebook.db.commit()
            list(write_feedback(Course(course.root), "tiny", ["bob"]))
            assert (told in page(course, "bob")) == shown
        config.write_text(before + "c.Help.level = 'loud'\n")
        with pytest.raises(CourseError, match="repair"):
            list(write_feedback(Course(course.root), "tiny"))
    finally:
        config.write_text(before)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"cells": 3}', "[" * 100_000])
def test_a_file_that_is_no_notebook_is_passed_over(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.ipynb").write_text(content)
    assert read_graded(tmp_path / "x.ipynb") is None
    assert read_graded(tmp_path / "nothing.ipynb") is None
