"""The course of a working directory is found; a configuration that learners may have handed in is not read."""

from __future__ import annotations

from pathlib import Path

import pytest
from courses import CONFIG, make_course

from autograder.course.course import Course
from autograder.course.finding import find_root
from autograder.errors import CourseError

NAME = "nbgrader_config.py"


def config(folder: Path, text: str = CONFIG) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NAME).write_text(text)
    return folder


def test_the_nearest_course_above_is_found(tmp_path: Path) -> None:
    outer = config(tmp_path / "outer")
    inner = config(outer / "demo" / "course")
    deep = inner / "source" / "tiny"
    deep.mkdir(parents=True)
    assert find_root(deep, NAME) == inner
    assert find_root(outer / "demo", NAME) == outer
    assert find_root(tmp_path, NAME) is None


@pytest.mark.parametrize("step", ["submitted", "autograded", "feedback", "release", "exchange/course/inbound"])
def test_below_a_course_nothing_is_trusted_where_learners_files_are(step: str, tmp_path: Path) -> None:
    root = config(tmp_path / "course")
    planted = config(root / step / "eve" / "tiny", "raise SystemExit('a learner wrote this')\n")
    deeper = config(planted / "course", "raise SystemExit\n")
    (deeper / "source").mkdir()
    assert find_root(planted, NAME) == find_root(deeper / "source", NAME) == root
    assert Course.find(planted).course_id == "tiny"


@pytest.mark.parametrize(
    ("text", "folder"),
    [
        ("c.CourseDirectory.submitted_directory = 'handed_in'\n", "handed_in/eve"),
        ("c.CourseDirectory.submitted_directory = 'work/in'\n", "work/in/eve"),
        ("c.CourseDirectory.directory_structure = '{assignment_id}/{nbgrader_step}/{student_id}'\n", "tiny/submitted/eve"),
        ("import os\nc.CourseDirectory.feedback_directory = os.environ.get('X', 'back')\n", "back/eve"),  # computed
        ("c = = 1\n", "anywhere/eve"),
    ],
)
def test_folders_with_other_names_are_not_trusted_either(text: str, folder: str, tmp_path: Path) -> None:
    root = config(tmp_path / "course", CONFIG + text)
    assert find_root(config(root / folder), NAME) == root


@pytest.mark.parametrize("name", ["eve/tiny", "eve+tiny+2026-03-01 09:30:00.123456 UTC"])
def test_a_submission_outside_of_a_course_is_no_course(name: str, tmp_path: Path) -> None:
    planted = config(tmp_path / name)
    if "+" not in name:
        (planted / "timestamp.txt").write_text("2026-03-01 09:30:00 UTC")
    below = config(planted / "more")
    for folder in (planted, below):
        with pytest.raises(CourseError, match="--course"):
            Course.find(folder)
    assert Course(planted).root == planted, "a person may name any folder"


def test_a_configuration_above_a_course_is_ignored_where_everybody_may_write(tmp_path: Path) -> None:
    open_to_all = config(tmp_path / "tmp", "raise SystemExit('a neighbour wrote this')\n")
    open_to_all.chmod(0o1777)
    course = make_course(open_to_all / "submitted" / "course")
    assert find_root(course.root, NAME) == course.root
