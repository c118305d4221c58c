"""Unchanged submissions are not graded again; whatever decides a score makes them be graded again."""

from __future__ import annotations

import os
import shutil
import sqlite3
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from courses import by_id, make_course, released, write
from gradebooks import result_of

from autograder.course.course import Course
from autograder.course.release import generate
from autograder.gradebook import unchanged
from autograder.gradebook.unchanged import Plan, absent_without_rows, key_of, plan, record_touched
from autograder.gradebook.writer import GradebookWriter
from autograder.grading.result import ExerciseResult, SubmissionResult
from autograder.grading.state import UNKNOWN, state_of
from autograder.words import sentence

KEY = key_of("state", "container")
LONG_AGO = 1_600_000_000
STUDENTS = ["ann", "bo"]


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course in which ann and bo are graded, with a record."""
    course = make_course(tmp_path_factory.mktemp("graded"))
    generate(course)
    for student in STUDENTS:
        content = released(course.sources("tiny")["tiny"])
        by_id(content, "double")["source"] = "def double(x):\n    return x + x"
        path = write(course.submitted("tiny", student) / "tiny.ipynb", content)
        os.utime(path, (LONG_AGO, LONG_AGO))
    enter(course, *(result_of(course, student, test_double=2.0, test_increment=1.0) for student in STUDENTS))
    return course.root


@pytest.fixture
def course(graded: Path, tmp_path: Path) -> Course:
    """A copy of it: every file has a new inode, and the same content."""
    shutil.copytree(graded, tmp_path / "course")
    return Course(tmp_path / "course", secret="made up")


def enter(course: Course, *results: SubmissionResult, key: str = KEY) -> None:
    with GradebookWriter(course, key=key) as writer:
        for result in results:
            result.state = state_of(course.submitted("tiny", result.student), ours=True)
            writer.write(result)


def waiting(course: Course, key: str = KEY) -> list[str]:
    return list(plan(course, "tiny", STUDENTS, key).waiting)


def test_nothing_has_to_be_graded_again(graded: Path) -> None:
    assert plan(Course(graded, secret="made up"), "tiny", STUDENTS, KEY) == Plan([], STUDENTS)


def test_a_copied_course_is_compared_by_content_once(course: Course) -> None:
    first = plan(course, "tiny", STUDENTS, KEY)
    assert (first.waiting, first.unchanged, sorted(first.touched)) == ([], STUDENTS, STUDENTS)
    for folder in course.root.glob("submitted/*/tiny"):
        os.utime(folder / "tiny.ipynb", (LONG_AGO, LONG_AGO))
    record_touched(course, "tiny", plan(course, "tiny", STUDENTS, KEY).touched)
    again = plan(course, "tiny", STUDENTS, KEY)
    assert again.unchanged == STUDENTS
    assert all(now[1].stat != UNKNOWN for now in first.touched.values())


def test_another_state_of_the_assignment_or_level_is_graded_again(course: Course) -> None:
    for key in (key_of("other", "container"), key_of("state", "strict"), key_of(UNKNOWN, "container")):
        assert waiting(course, key) == STUDENTS
    assert key_of(UNKNOWN, "container") == UNKNOWN


def _rewrite(course: Course) -> None:
    with (course.submitted("tiny", "ann") / "tiny.ipynb").open("a") as file:
        file.write(" ")


def _add_a_file(course: Course) -> None:
    (course.submitted("tiny", "ann") / "helpers.py").write_text("")


def _delete_graded(course: Course) -> None:
    shutil.rmtree(course.autograded("tiny", "ann"))


def _write_graded(course: Course) -> None:
    path = course.autograded("tiny", "ann") / "tiny.ipynb"
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content + b" ")


def _delete_row(course: Course) -> None:
    execute(course, "DELETE FROM submitted_assignment WHERE student_id = 'ann'")


def _extend(course: Course) -> None:
    execute(course, "UPDATE submitted_assignment SET extension = '1970-01-02 00:00:00' WHERE student_id = 'ann'")


@pytest.mark.parametrize("change", [_rewrite, _add_a_file, _delete_graded, _write_graded, _delete_row, _extend])
def test_what_has_changed_is_graded_again(course: Course, change: Callable[[Course], None]) -> None:
    assert waiting(course) == []
    change(course)
    assert waiting(course) == ["ann"]


def test_a_new_due_date_counts_for_everybody(course: Course) -> None:
    execute(course, "UPDATE assignment SET duedate = '2026-01-01 00:00:00'")
    assert waiting(course) == STUDENTS


def test_a_later_grading_without_a_record_takes_the_old_one_away(course: Course) -> None:
    """A program that enters scores another way leaves no doubt about which ones the gradebook holds."""
    enter(course, result_of(course, "ann", test_double=0.0), key=UNKNOWN)
    assert waiting(course) == ["ann"]


def test_what_waits_for_a_person_is_graded_again(course: Course) -> None:
    refused = SubmissionResult("tiny", "bo", refused=sentence("grading.worker_died"), waits=True)
    unjudged = result_of(course, "ann", test_increment=1.0)
    unjudged.exercises.append(ExerciseResult("double", "test_double", "tiny", None, 2.0, "waiting"))
    enter(course, refused, unjudged)
    assert waiting(course) == STUDENTS


def test_a_learners_refused_work_is_not_read_again(course: Course) -> None:
    enter(course, SubmissionResult("tiny", "bo", refused=sentence("grading.worker_died")))
    assert waiting(course) == []


def test_files_that_tests_read_elsewhere_count(course: Course, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("1")
    result = result_of(course, "ann", test_double=2.0)
    result.files_read = (str(table),)
    enter(course, result)
    assert waiting(course) == []
    table.write_text("2")
    assert waiting(course) == ["ann"]


def test_a_submission_that_changed_while_it_was_graded_is_graded_again(course: Course) -> None:
    result = result_of(course, "ann", test_double=2.0)
    with GradebookWriter(course, key=KEY) as writer:
        result.state = state_of(course.submitted("tiny", "ann"), ours=True)
        _rewrite(course)
        writer.write(result)
    assert waiting(course) == ["ann"]


def test_scores_and_record_are_one_transaction(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: Any) -> None:
        raise KeyboardInterrupt

    execute(course, f"DELETE FROM {unchanged.TABLE}")
    monkeypatch.setattr("autograder.gradebook.writer.record_secret", killed)
    with pytest.raises(KeyboardInterrupt):
        enter(course, result_of(course, "ann", test_double=0.5))
    assert waiting(course) == STUDENTS
    scores = "SELECT auto_score FROM grade g JOIN base_cell b ON b.id = g.cell_id WHERE b.name = 'test_double'"
    assert execute(course, scores) == [(2.0,), (2.0,)]


def test_a_dry_run_records_nothing(course: Course) -> None:
    _rewrite(course)
    with GradebookWriter(course, dry=True, key=KEY) as writer:
        result = result_of(course, "ann", test_double=0.5)
        result.state = state_of(course.submitted("tiny", "ann"), ours=True)
        writer.write(result)
    assert waiting(course) == ["ann"]


def test_absent_students_are_found_without_nbgrader(course: Course) -> None:
    assert absent_without_rows(course, "tiny", []) == set()
    assert absent_without_rows(course, "tiny", ["new"]) is None, "the gradebook lacks this student"
    shutil.rmtree(course.submitted("tiny", "ann"))
    assert absent_without_rows(course, "tiny", []) is None, "it has a submission that is gone"
    execute(course, "DELETE FROM submitted_assignment WHERE student_id = 'ann'")
    assert absent_without_rows(course, "tiny", ["bo"]) == {"ann"}


def execute(course: Course, statement: str) -> list[Any]:
    with sqlite3.connect(course.root / "gradebook.db") as database:
        return database.execute(statement).fetchall()
