"""A script is graded as a notebook of its assignment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from courses import by_id, make_course, write

from autograder import grade_notebook
from autograder.errors import NotebookError
from autograder.submitted.scripts import as_notebook

RIGHT = """
import math as m
FACTOR = 2

def helper(x):
    return FACTOR * x

def double(x):
    return helper(x)
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return make_course(tmp_path_factory.mktemp("course"))


def test_helpers_constants_and_imports_of_a_script_count(course: Any, tmp_path: Path) -> None:
    share, name, notebook = as_notebook(RIGHT.encode(), course.sources("tiny"))
    assert (share, name) == (0.5, "tiny")
    result = grade_notebook(course, write(tmp_path / "tiny.ipynb", notebook), allow_weak_sandbox=True)
    found = {exercise.cell: (exercise.score, exercise.status) for exercise in result.exercises}
    assert found["test_double"] == (2, "passed")
    assert found["test_increment"][0] == 0 and found["test_increment"][1] in ("missing", "error"), "it was not written"


def test_the_script_takes_the_place_of_the_starters(course: Any) -> None:
    _, _, notebook = as_notebook(RIGHT.encode("utf-8-sig").replace(b"\n", b"\r\n"), course.sources("tiny"))
    assert by_id(notebook, "double")["source"] == RIGHT
    assert "NotImplementedError" not in str(notebook)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"def double(x:", "line 1"),
        (b"\xff\xfe\0", "is not Python"),
        (b"x = 1\0", "is not Python"),
        (b"(" * 5000, "is not Python"),
        (b"x = 1", "defines none of the functions"),
        (b"", "defines none of the functions"),
        (b"x = 1\n" * 50_000, "more than 100,000 characters"),
    ],
    ids=["syntax", "encoding", "nul", "nested", "other", "empty", "long"],
)
def test_what_is_no_solution_is_refused(content: bytes, said: str, course: Any) -> None:
    with pytest.raises(NotebookError, match=said):
        as_notebook(content, course.sources("tiny"))


def test_an_odd_escape_prints_no_warning(course: Any, recwarn: pytest.WarningsRecorder) -> None:
    as_notebook(b'def double(x):\n    "\\d"\n', course.sources("tiny"))
    assert [str(warning.message) for warning in recwarn] == []
