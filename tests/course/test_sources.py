"""A source notebook gets its header and footer, and its autotests are made into tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from courses import CONFIG, cell, make_course, notebook, write

from autograder.course.sources import prepared
from autograder.errors import CourseError, NotebookError

FOREIGN = Path(__file__).resolve().parents[1] / "foreign"
FRAMED = CONFIG + "c.IncludeHeaderFooter.header = 'header.ipynb'\nc.IncludeHeaderFooter.footer = 'footer.ipynb'\n"
AUTOTEST = notebook(
    cell("def area(r):\n    ### BEGIN SOLUTION\n    return ANSWER\n    ### END SOLUTION", "area", solution=True),
    cell("### AUTOTEST area(2)", "test_area", grade=True, locked=True, points=1),
)


def test_header_and_footer_are_added(tmp_path: Path) -> None:
    course = make_course(tmp_path, FRAMED, tiny=notebook(cell("b")))
    write(tmp_path / "header.ipynb", notebook(cell("a")))
    write(tmp_path / "footer.ipynb", notebook(cell("c")))
    path = course.source("tiny") / "tiny.ipynb"
    assert [one["source"] for one in prepared(path, course)["cells"]] == ["a", "b", "c"]


def test_a_missing_header_is_named(tmp_path: Path) -> None:
    course = make_course(tmp_path, FRAMED, tiny=notebook(cell("b")))
    with pytest.raises(NotebookError, match=r"header\.ipynb: no such file\."):
        prepared(course.source("tiny") / "tiny.ipynb", course)


def test_an_autotest_whose_reference_fails_is_named(tmp_path: Path) -> None:
    course = make_course(tmp_path, tiny=AUTOTEST)
    (course.source("tiny") / "autotests.yml").write_text((FOREIGN / "autotested" / "autotests.yml").read_text())
    with pytest.raises(CourseError, match=r"tiny\.ipynb: its autotests cannot be made: NameError: name 'ANSWER'.*defined\."):
        prepared(course.source("tiny") / "tiny.ipynb", course)
