"""The gradebook's numbers: manual scores and late penalties count."""

from __future__ import annotations

import csv
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from courses import make_course
from graded_class import graded_class

from autograder.course.course import CONFIG, Course
from autograder.course.nbgrader import quiet_nbgrader
from autograder.errors import CourseError
from autograder.exports.junit import as_junit
from autograder.exports.platforms import moodle_sheet
from autograder.exports.scores import read_scores
from autograder.gradebook.attempts import write_attempts
from autograder.gradebook.rows import Attempts


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


def test_the_level_of_help_is_that_of_the_students_attempt(tmp_path: Path) -> None:
    course = graded_class(tmp_path / "course")
    config = course.root / CONFIG
    config.write_text(config.read_text() + "c.Help.level = ['none', 'hint']\n")
    with quiet_nbgrader():
        from nbgrader.api import Gradebook

        with Gradebook(course.db_url, course.course_id) as gradebook:
            row = gradebook.find_submission_notebook("tiny", "tiny", "ada")
            write_attempts(gradebook.db, row.id, Attempts(2, "w"))
            gradebook.db.commit()
    rows = {row.student: row for row in read_scores(Course(course.root), "tiny")}
    assert (rows["ada"].attempt, rows["ada"].help) == (2, "hint")
    assert (rows["bob"].attempt, rows["bob"].help) == (1, "none")
    suites = {suite.get("name"): suite for suite in Xml.fromstring(as_junit(course, "tiny", list(rows.values())))}
    assert [case.get("name") for case in suites["bob"].iter("testcase")] == ["tiny"]
    assert not list(suites["bob"].iter("property")) and " of " not in Xml.tostring(suites["bob"], "unicode")
    assert len(list(suites["ada"].iter("testcase"))) == 4 and list(suites["ada"].iter("property"))
    lines = moodle_sheet({"tiny": list(rows.values())}).content.decode().splitlines()
    moodle = {line.split(",")[0]: line.split(",")[4:] for line in lines}
    assert moodle["bob"] == [""] and "test_double" not in moodle["bob"][0] and moodle["ada"] != [""]
