"""Graded notebooks and the files beside them in `autograded/`."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from courses import CONFIG, make_course, released, write
from gradebooks import result_of

from autograder.course.course import Course
from autograder.gradebook.autograded import write_autograded
from autograder.grading.result import SubmissionResult
from autograder.words import sentence


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return handed_in(make_course(tmp_path))


def handed_in(course: Course) -> Course:
    folder = course.submitted("tiny", "ann")
    write(folder / "tiny.ipynb", released(course.sources("tiny")["tiny"]))
    (folder / "data").mkdir()
    (folder / "data" / "mine.csv").write_text("mine")
    (folder / "notes.txt").write_text("mine")
    (folder / "old.ipynb").write_text("another notebook")
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "x.pyc").write_text("")
    (course.source("tiny") / "notes.txt").write_text("the instructor's")
    return course


def files(course: Course) -> dict[str, int]:
    folder = course.autograded("tiny", "ann")
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): stat.S_IMODE(path.stat().st_mode) for path in found}


def test_the_files_beside_a_notebook_are_the_submissions_and_the_sources_over_them(course: Course) -> None:
    write_autograded(course, result_of(course, "ann", test_double=2))
    assert files(course) == {"tiny.ipynb": 0o444, "notes.txt": 0o444, "data/mine.csv": 0o444}
    assert (course.autograded("tiny", "ann") / "notes.txt").read_text() == "the instructor's"


def test_a_group_may_write_where_the_course_is_shared(tmp_path: Path) -> None:
    course = handed_in(make_course(tmp_path, CONFIG + "c.CourseDirectory.groupshared = True\n"))
    write_autograded(course, result_of(course, "ann", test_double=2))
    assert set(files(course).values()) == {0o664}
    assert course.autograded("tiny", "ann").stat().st_mode & 0o2770 == 0o2770


def test_what_an_earlier_grading_left_is_deleted(course: Course) -> None:
    result = result_of(course, "ann", test_double=2)
    write_autograded(course, result)
    (course.submitted("tiny", "ann") / "data" / "mine.csv").unlink()
    write_autograded(course, result)
    assert set(files(course)) == {"tiny.ipynb", "notes.txt"}
    assert not (course.autograded("tiny", "ann") / "data").exists()
    refused = SubmissionResult("tiny", "ann", refused=sentence("grading.no_notebook", notebook="tiny"))
    write_autograded(course, refused)
    assert set(files(course)) == {"tiny.ipynb"}
    page = (course.autograded("tiny", "ann") / "tiny.ipynb").read_text()
    assert "There is no notebook tiny.ipynb in the submission." in page


def test_a_large_file_and_a_link_are_left_out(tmp_path: Path) -> None:
    course = handed_in(make_course(tmp_path, CONFIG + "c.CourseDirectory.max_file_size = 1\n"))
    (course.submitted("tiny", "ann") / "large.bin").write_bytes(b"0" * 1001)
    (course.submitted("tiny", "ann") / "link.txt").symlink_to(tmp_path / "nbgrader_config.py")
    write_autograded(course, result_of(course, "ann", test_double=2))
    assert set(files(course)) == {"tiny.ipynb", "notes.txt", "data/mine.csv"}


def test_a_file_of_the_source_may_be_kept_from_overwriting(tmp_path: Path) -> None:
    course = handed_in(make_course(tmp_path, CONFIG + "c.Autograde.exclude_overwriting = {'tiny': ['notes.txt']}\n"))
    write_autograded(course, result_of(course, "ann", test_double=2))
    assert (course.autograded("tiny", "ann") / "notes.txt").read_text() == "mine"


def test_a_fault_of_the_grader_is_shown_to_the_instructor_alone(course: Course) -> None:
    reason = sentence("grading.warm_process_died")
    write_autograded(course, SubmissionResult("tiny", "ann", refused=reason, waits=True))
    (cell,) = json.loads((course.autograded("tiny", "ann") / "tiny.ipynb").read_text())["cells"]
    shown, hidden = cell["outputs"]
    assert "".join(shown["text"]).startswith("The grader could not judge this submission. The cause is a fault")
    assert str(reason) not in str(shown)
    assert "".join(hidden["data"]["text/plain"]) == str(reason) and hidden["metadata"] == {"for_the_instructor": True}
