"""Solutions, hidden tests and mark schemes are cut out as nbgrader cuts them out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from autograder.errors import NotebookError
from autograder.notebook.regions import Delimiters, hidden_lines, strip_hidden_tests, strip_solutions


def test_regions_are_replaced_as_nbgrader_does() -> None:
    source = (
        "def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION\n\n"
        "x = 0\n# BEGIN SOLUTION\nx = 2\n# END SOLUTION"
    )
    stub = "# YOUR CODE HERE\nraise NotImplementedError()"
    assert strip_solutions(source) == ("def f():\n    # YOUR CODE HERE\n    raise NotImplementedError()\n\nx = 0\n" + stub)
    assert strip_solutions("x = 1") == "x = 1"
    assert strip_solutions("x = 1", whole=True) == stub
    assert strip_solutions("42", code=False, whole=True) == "YOUR ANSWER HERE"
    assert strip_hidden_tests("a\n### BEGIN HIDDEN TESTS\nb\n### END HIDDEN TESTS\nc") == "a\nc"
    assert strip_hidden_tests("a\n% HIDE\nb\n% SHOW", Delimiters(begin_hidden="HIDE", end_hidden="SHOW")) == "a"
    assert hidden_lines(source) == ["    return 1", "x = 2"]


def test_some_cells_have_no_stub() -> None:
    quiz = Delimiters(no_stub=r"q\d+")
    source = "q1 = None\n### BEGIN SOLUTION\nq1 = 'a'\n### END SOLUTION"
    assert strip_solutions(source, quiz, grade_id="q1") == "q1 = None"
    assert "YOUR CODE HERE" in strip_solutions(source, quiz, grade_id="q1b")


@pytest.mark.parametrize(
    ("strip", "text", "message"),
    [
        (
            strip_hidden_tests,
            "### BEGIN HIDDEN TESTS\n1",
            "a hidden tests region is not closed; add a line with END HIDDEN TESTS",
        ),
        (
            strip_hidden_tests,
            "### BEGIN MARK SCHEME\n1",
            "a mark scheme region is not closed; add a line with END MARK SCHEME",
        ),
        (
            strip_solutions,
            "### BEGIN SOLUTION\n" * 2,
            "a solution region begins inside another; close the first with END SOLUTION",
        ),
        (hidden_lines, "### BEGIN SOLUTION", "a solution region is not closed; add a line with END SOLUTION"),
    ],
)
def test_nested_and_open_regions_are_errors(strip: Callable[[str], object], text: str, message: str) -> None:
    with pytest.raises(NotebookError) as caught:
        strip(text)
    assert str(caught.value) == message
    assert "END" in caught.value.in_language("zh")
