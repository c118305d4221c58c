"""A course: where it is, its folders, and what there is in them."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest
from courses import CONFIG, make_course, tiny, two_languages, write

from autograder.course.course import Course
from autograder.errors import CourseError, NotebookError
from autograder.notebook.files import read_notebook


def test_a_course_is_found_upward(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    assert Course.find(tmp_path / "source" / "tiny").root == course.root


def test_outside_of_a_course_the_error_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"nbgrader_config\.py.*--course"):
        Course.find(tmp_path)
    with pytest.raises(CourseError, match="is not a course"):
        Course(tmp_path)


def test_assignments_and_submissions_are_listed(tmp_path: Path) -> None:
    course = make_course(tmp_path, tiny=tiny(), other=tiny())
    (tmp_path / "source" / "empty").mkdir()
    for student in ("ann", "bo b", "李雷"):
        (tmp_path / "submitted" / student / "tiny").mkdir(parents=True)
    (tmp_path / "submitted" / "cy" / "other").mkdir(parents=True)
    assert course.assignments() == ["other", "tiny"]
    assert course.submissions("tiny") == ["ann", "bo b", "李雷"]
    assert course.submissions("none") == []
    with pytest.raises(CourseError, match=r"There is no assignment 'none' in .*; there are: other, tiny\.") as caught:
        course.sources("none")
    assert "现有的作业：other、tiny。" in caught.value.in_language("zh")


def test_a_course_without_assignments(tmp_path: Path) -> None:
    (tmp_path / "nbgrader_config.py").write_text(CONFIG)
    with pytest.raises(CourseError, match=r"there are: none\."):
        Course(tmp_path).sources("tiny")


def test_folders_follow_nbgraders_settings(tmp_path: Path) -> None:
    config = CONFIG + (
        "c.CourseDirectory.submitted_directory = 'handed_in'\n"
        "c.CourseDirectory.directory_structure = '{nbgrader_step}/{assignment_id}/{student_id}'\n"
    )
    course = make_course(tmp_path, config)
    assert course.submitted("tiny", "ann") == tmp_path / "handed_in" / "tiny" / "ann"
    (tmp_path / "handed_in" / "tiny" / "ann").mkdir(parents=True)
    assert course.submissions("tiny") == ["ann"]
    assert course.course_id == "tiny"


def test_a_source_notebook_is_prepared_once_for_each_state_of_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = make_course(tmp_path)
    count = []
    monkeypatch.setattr("autograder.course.course.prepared", lambda path, _: (count.append(1), read_notebook(path))[1])
    course.sources("tiny", "en"), course.sources("tiny", "zh")
    assert len(count) == 1
    path = course.source("tiny") / "tiny.ipynb"
    os.utime(path, ns=(1, 1))
    course.sources("tiny")
    assert len(count) == 2


def test_an_assignment_has_the_languages_of_its_cells_unless_the_course_says_which(tmp_path: Path) -> None:
    course = make_course(tmp_path, one=tiny(), two=two_languages())
    assert (course.languages_of("one"), course.languages_of("two")) == (("en",), ("en", "zh"))
    course = make_course(tmp_path, CONFIG + "c.ChooseLanguage.languages = ['zh']\n", one=tiny(), two=two_languages())
    assert (course.languages_of("one"), course.languages_of("two")) == (("zh",), ("zh",))


def test_a_course_can_be_sent_to_another_process(tmp_path: Path) -> None:
    course = pickle.loads(pickle.dumps(make_course(tmp_path)))
    assert (course.root, course.secret) == (tmp_path, "made up")


def test_a_source_that_cannot_be_released_names_the_cell(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    content = tiny()
    content["cells"][1]["source"] += "\n### BEGIN SOLUTION\n1\n### END SOLUTION"
    write(tmp_path / "source" / "tiny" / "tiny.ipynb", content)
    with pytest.raises(NotebookError, match=r"tiny\.ipynb, cell imports: it holds a solution and is not marked"):
        course.sources("tiny")


def test_a_secret_that_another_run_makes_meanwhile_is_the_courses(tmp_path: Path) -> None:
    """A run looks at the course before it waits for its lock. The run that it waits for may make the secret."""
    make_course(tmp_path)
    waiting, first = Course(tmp_path), Course(tmp_path)
    assert waiting.secret == first.secret and not waiting.has_secret
    first.make_secret()
    assert waiting.secret == first.secret and waiting.has_secret
