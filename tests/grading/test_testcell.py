"""What a test cell needs, checks and shares, read off its notebook."""

from __future__ import annotations

import linecache

import pytest
from courses import cell, notebook

from autograder.grading import testcell
from autograder.notebook.source import SourceNotebook

SOLUTION = "### BEGIN SOLUTION\n{}\n### END SOLUTION"


def made(test: str, solution: str = "def f(x):\n    return x", helper: str = "import math") -> testcell.TestCell:
    """The test cell of a notebook of three cells."""
    content = notebook(
        cell(helper, "helper", locked=True),
        cell(SOLUTION.format(solution), "f", solution=True),
        cell(test, "test_f", grade=True, locked=True, points=2),
    )
    source = SourceNotebook.of(content, "tiny")
    return testcell.TestCell(source, source.by_id["test_f"])


def test_the_exercise_is_the_one_that_is_checked_else_the_cell() -> None:
    checks, other = made("from autograder import check\ncheck(f=f)"), made("assert f(1) == 1")
    assert (checks.checks, checks.name, checks.ours) == ("f", "f", True)
    assert (other.checks, other.name, other.ours) == (None, "test_f", False)
    assert (other.id, other.points, other.bonus) == ("test_f", 2, 0)


def test_check_may_be_imported_by_a_cell_that_it_needs() -> None:
    assert made("assert g(f)", helper="from autograder import check\ndef g(f):\n    return check(f=f)").ours


def test_it_needs_the_learners_names_and_the_instructors_cells() -> None:
    test = made("assert g(f(1)) == math.pi", helper="import math\ndef g(x):\n    return math.pi")
    assert test.needs.learner == {"f"}
    assert [needed.id for needed in test.needed_cells] == ["helper"]
    assert test.texts[0] == "assert g(f(1)) == math.pi" and any("import math" in text for text in test.texts[1:])


@pytest.mark.parametrize(
    ("test", "solution", "told", "kept"),
    [
        ("expected = 1\nassert f(1) == expected", "def f(x):\n    return x", set(), set()),
        ("rate = 2\nassert f(1) == 2", "def f(x):\n    return rate * x", {"rate"}, set()),
        ("assert f(1) == log", "log = []\ndef f(x):\n    log.append(x)", set(), {"log"}),
    ],
)
def test_it_shares_what_both_use_and_the_reference_reads_or_alters(
    test: str, solution: str, told: set[str], kept: set[str]
) -> None:
    shared = made(test, solution).shared
    assert shared.told == told and shared.kept == kept


@pytest.mark.parametrize(
    ("test", "told"),
    [
        ("start = 1\nassert f(1) == 1", {"start"}),
        ("### BEGIN HIDDEN TESTS\nstart = 77\nassert f(77) == start\n### END HIDDEN TESTS", set()),
        ("start = 1\n### BEGIN HIDDEN TESTS\nfor start in [77]:\n    assert f(start) == 77\n### END HIDDEN TESTS", set()),
        ("start = 1\ndel start", {"start"}),
        ("other = 1", set()),
    ],
)
def test_cells_below_get_what_learners_see_that_a_test_sets(test: str, told: set[str]) -> None:
    content = notebook(
        cell(SOLUTION.format("def f(x):\n    return x\nstart = 3"), "f", solution=True),
        cell(test, "test_f", grade=True, locked=True, points=2),
        cell(SOLUTION.format("end = start + 1"), "end", solution=True),
    )
    source = SourceNotebook.of(content, "tiny")
    assert testcell.TestCell(source, source.by_id["test_f"]).shared.told == told


def test_a_module_is_not_shared() -> None:
    assert not any(made("import math\nassert f(1)", "def f(x):\n    return math.pi").shared)


def test_it_draws_where_the_text_names_a_random_generator() -> None:
    assert made("np.random.seed(1)\nassert f(1)").draws
    assert made("assert g(f)", helper="import random\ndef g(f):\n    return random.random()").draws
    assert not made("assert f(1)").draws


def test_operators_of_the_references_classes_are_the_learners() -> None:
    assert made("assert V() + V()", "class V:\n    pass\ndef f(): pass").classes == {"V"}


def test_it_is_tied_by_its_text_or_that_of_a_cell_that_it_needs() -> None:
    assert made("assert f(1)").tied is None
    assert str(made("class G(V):\n    pass", "class V:\n    pass").tied) == "it subclasses V"
    helper = "def g(f):\n    return eval('f(1)')"
    assert str(made("assert g(f)", helper=helper).tied) == "it calls eval"


@pytest.mark.parametrize(("source", "value"), [("x = 1\nx + 1", 2), ("x = 1", None), ("1 + 1;", None), ("%time\n3", 3)])
def test_a_cell_compiles_to_statements_and_a_last_expression(source: str, value: int | None) -> None:
    program = made(source).program
    namespace: dict[str, object] = {}
    exec(program.body, namespace)
    assert (eval(program.last, namespace) if program.last else None) == value


def test_a_traceback_finds_the_lines_of_a_cell() -> None:
    test = made("x = 1\nassert f(x)")
    assert test.program.body.co_filename == testcell.file_name(test.cell) == "<test_f>"
    assert linecache.getline("<test_f>", 2) == "assert f(x)"
