"""The gradebook's numbers: manual scores and late penalties count."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from courses import make_course

from autograder.course.course import Course
from autograder.course.nbgrader import quiet_nbgrader
from autograder.errors import CourseError
from autograder.exports.scores import read_scores


def test_scores_are_those_that_nbgrader_exports(graded: Course, tmp_path: Path) -> None:
    with quiet_nbgrader():
        from nbgrader.api import Gradebook
        from nbgrader.plugins import CsvExportPlugin

        with Gradebook(graded.db_url, graded.course_id) as gradebook:
            CsvExportPlugin(to=str(tmp_path / "theirs.csv")).export(gradebook)
    with (tmp_path / "theirs.csv").open() as file:
        theirs = {row["student_id"]: (float(row["score"]), float(row["max_score"])) for row in csv.DictReader(file)}
    ours = {row.student: (row.score or 0.0, row.max_score) for row in read_scores(graded, "tiny")}
    assert ours == theirs
    assert ours == {"ada": (5.5, 11), "bob": (6, 11), "0007": (1, 11), "=1+1": (2, 11), "nobody": (0, 11)}


def test_who_has_handed_in_nothing_has_no_score(graded: Course) -> None:
    by_student = {row.student: row for row in read_scores(graded, "tiny")}
    assert by_student["nobody"].score is None
    assert (by_student["nobody"].first, by_student["nobody"].email) == ("No", "no@x.org")
    assert by_student["0007"].penalty == 2
    assert {student: row.waiting for student, row in by_student.items()} == {
        "ada": True,
        "bob": False,
        "0007": True,
        "=1+1": True,
        "nobody": False,
    }


def test_what_is_not_graded_is_refused_and_no_gradebook_is_made(tmp_path: Path, graded: Course) -> None:
    course = make_course(tmp_path)
    with pytest.raises(CourseError, match="autograder grade tiny"):
        read_scores(course, "tiny")
    assert not (tmp_path / "gradebook.db").exists()
