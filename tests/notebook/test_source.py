"""A source notebook: the roles of its cells, what learners get of them, and errors that name the cell."""

from __future__ import annotations

from typing import Any

import pytest
from courses import cell, notebook, tiny

from autograder.errors import NotebookError
from autograder.notebook.metadata import Role
from autograder.notebook.source import SourceNotebook, defined_names, names_by_line

SOURCE = SourceNotebook.of(tiny(), "tiny.ipynb")


def test_roles_points_and_texts() -> None:
    roles = {c.id: c.role for c in SOURCE.cells if c.id}
    assert roles == {
        "imports": Role.LOCKED,
        "double": Role.SOLUTION,
        "try_double": Role.LOCKED,
        "test_double": Role.TEST,
        "demo": Role.LOCKED,
        "why": Role.MANUAL,
        "poster": Role.TASK,
        "increment": Role.SOLUTION,
        "test_increment": Role.TEST,
    }
    assert SOURCE.max_score == 11
    assert SOURCE.by_id["test_double"].released == "# graded: double"
    assert "21" in SOURCE.by_id["test_double"].restored
    assert SOURCE.by_id["why"].released == "YOUR ANSWER HERE"
    assert SOURCE.by_id["demo"].skip
    assert SOURCE.by_id["poster"].released == "Make a poster."
    tests = SOURCE.with_role(Role.TEST)
    assert [[c.id for c in SOURCE.solutions_of(test)] for test in tests] == [["double"], ["increment"]]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (cell("", "imports", locked=True), "cell imports: another cell has the same grade id"),
        (cell("", "a b", locked=True), "the grade id 'a b' may contain only letters, digits, - and _"),
        (cell("", "t", "markdown", grade=True, points=1), "cell t: a test cell must be a code cell"),
        (cell("", "t", "markdown", solution=True), "a text answer must be manually graded"),
        (cell("", "t", task=True, points=1), "a task cell must be a markdown cell"),
        (cell("### BEGIN SOLUTION", "t", solution=True), "a solution region is not closed; add a line with END SOLUTION."),
        (cell("### BEGIN SOLUTION\n1\n### END SOLUTION"), "cell number 11: it holds a solution and is not marked"),
        (
            cell("### BEGIN HIDDEN TESTS\n1\n### END HIDDEN TESTS"),
            "cell number 11: it holds hidden tests and gives no points",
        ),
        (cell("", "t", locked=True, schema_version=4), "schema 4, newer than 3"),
        ({**cell("1"), "metadata": {"autograder": {"bonus": "3"}}}, "cell number 11: its bonus is '3'; it must be a number"),
        ({**cell("1"), "metadata": {"autograder": {"bonus": 1000}}}, "its bonus is 1000"),
    ],
)
def test_errors_name_the_file_and_the_cell(wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(NotebookError) as caught:
        SourceNotebook.of(notebook(*tiny()["cells"], wrong), "tiny.ipynb")
    assert str(caught.value).startswith("tiny.ipynb, cell ") and message in str(caught.value)
    assert caught.value.in_language("zh").startswith("tiny.ipynb，")


def test_a_bonus_stands_beside_the_points() -> None:
    one = cell("1", "t", grade=True, locked=True, points=2)
    one["metadata"]["autograder"] = {"bonus": 3}
    (found,) = SourceNotebook.of(notebook(one), "a.ipynb").cells
    assert (found.points, found.bonus) == (2.0, 3.0)


def test_defined_names() -> None:
    assert defined_names("a = 1\ndef f():\n    b = 2\nclass C: pass") == {"f", "C"}
    assert defined_names("a = 1\nb: int = 2") == {"a", "b"}
    assert defined_names("def f(:\n    return\ng = 3") == {"f"}


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("a = 1\ndef f():\n    b = 2\nclass C: pass\nasync  def g(): 0", {"f", "C", "g"}),
        ("a = 1\nb: int = 2\nc += 1\nd //= 2\ne **= 2\nf == 3\nif g: h = 1\n  i = 1", {"a", "b", "c", "d", "e"}),
        ("a\n= 1", set()),
        ("def f(:\n    return\ng = 3", {"f"}),
        ("", set()),
    ],
)
def test_names_by_line(code: str, names: set[str]) -> None:
    assert names_by_line(code) == names
