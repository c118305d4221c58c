"""An assignment as it is graded: its test cells, its data files, and what it needs to be complete."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from courses import CONFIG, cell, make_course, notebook, write

from autograder.course.course import Course
from autograder.errors import CourseError
from autograder.grading.assignment import Assignment, copy_data, data_files

CHECK = "from autograder import check\ncheck(f=f)"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course of one assignment of two notebooks: `one` checks `f`, `two` has a test of its own and imports."""
    one = notebook(
        cell("def f(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION", "f", solution=True),
        cell(CHECK, "test_f", grade=True, locked=True, points=2),
    )
    two = notebook(
        cell("import json\nimport autograder"),
        cell("### BEGIN SOLUTION\nimport symtable\n### END SOLUTION", "g", solution=True),
        cell("### BEGIN HIDDEN TESTS\nimport tty\n### END HIDDEN TESTS", "test_g", grade=True, locked=True, points=1),
    )
    made = make_course(tmp_path, CONFIG + "c.ChooseLanguage.languages = ['en', 'zh']\n", one=one)
    write(made.source("one") / "two.ipynb", two)
    made.hidden_tests("one").mkdir(parents=True)
    (made.hidden_tests("one") / "f.py").write_text("")
    made.solutions("one").parent.mkdir()
    made.solutions("one").write_text("def f(x):\n    return x\n")
    return made


def test_notebooks_and_test_cells_are_read_in_every_language_of_the_course(course: Course) -> None:
    found = Assignment(course, "one")
    assert {name: set(versions) for name, versions in found.sources.items()} == {"one": {"en", "zh"}, "two": {"en", "zh"}}
    assert {key: list(tests) for key, tests in found.tests.items()}["two", "zh"] == ["test_g"]


def test_modules_are_those_that_the_release_imports(course: Course) -> None:
    assert {*Assignment(course, "one").imported_modules()} == {"json"}


def test_a_class_does_not_score_0_for_a_missing_file_of_the_course(course: Course) -> None:
    (course.hidden_tests("one") / "f.py").unlink()
    with pytest.raises(CourseError, match=r"f\.py is missing: a test cell of one checks f;"):
        Assignment(course, "one")
    course.solutions("one").unlink()
    with pytest.raises(CourseError, match=r"one\.py is missing: run `autograder generate one`\."):
        Assignment(course, "one")


def test_a_class_does_not_score_0_for_a_package_that_is_not_installed(tmp_path: Path) -> None:
    course = make_course(tmp_path, one=notebook(cell("import no_such_package", "imports", locked=True)))
    with pytest.raises(CourseError, match="one: cell imports imports no_such_package, which is not installed here"):
        Assignment(course, "one")


def test_a_digest_changes_with_the_hidden_test_and_the_reference(course: Course) -> None:
    found = Assignment(course, "one")
    test, other = found.tests["one", "en"]["test_f"], found.tests["two", "en"]["test_g"]
    digests = [found.digest_of(test)]
    (course.hidden_tests("one") / "f.py").write_text("# another")
    digests.append(found.digest_of(test))
    course.solutions("one").write_text("def f(x):\n    return +x\n")
    digests.append(found.digest_of(test))
    assert len({*digests}) == 3 and digests[-1] == found.digest_of(test)
    assert found.digest_of(other) not in digests


def test_data_files_are_copied_and_the_courses_stay_as_they_are(course: Course) -> None:
    folder = course.source("one")
    for name in ("data/x.csv", "helper.py", ".ipynb_checkpoints/one.txt", "__pycache__/helper.pyc"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(name)
    data = data_files(folder)
    assert sorted(data) == ["data/x.csv", "helper.py"]
    copied = copy_data(data)
    try:
        assert (copied / "data" / "x.csv").read_text() == "data/x.csv"
        (copied / "helper.py").write_text("changed by a test")
        assert (folder / "helper.py").read_text() == "helper.py"
    finally:
        shutil.rmtree(copied)
