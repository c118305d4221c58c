"""After a failed statement the definitions below it still run, where a session asks for that."""

from __future__ import annotations

import ast

import pytest
from machine import error

from autograder.sandbox.inside.going_on import single_imports, statements_after
from autograder.sandbox.outside.session import Session

FUNCTION = "\n\ndef f(x):\n    return 2 * x\n"


@pytest.mark.parametrize(
    "line",
    [
        "import h5py_that_is_not_there",
        "from testCases import *",
        "from os import nothing_of_this_name",
        "X, Y = load_data()",
        "data = open('C:\\\\Users\\\\ann\\\\train.csv').read()",
        "%no_such_magic",
        "number = int(input('a number: '))",
        "raise NotImplementedError",
        "exit_code = {}['key']",
        "import sys; sys.exit(1)",
    ],
)
def test_a_function_below_a_line_that_fails_is_there(session: Session, line: str) -> None:
    run = session.run(line + FUNCTION, goes_on=True)
    assert run.failed and run.went_on and run.stopped is None
    assert session.fetch(["f"])["f"](4) == 8


def test_without_it_a_cell_ends_at_the_error_as_in_jupyter(session: Session) -> None:
    run = session.run("import h5py_that_is_not_there" + FUNCTION)
    assert run.failed and not run.went_on and session.fetch(["f"]) == {}


def test_after_an_import_everything_runs_and_after_another_error_only_definitions(session: Session) -> None:
    session.run("import nothing_there\na = len('abc')", goes_on=True)
    session.run("b = 1 / 0\nc = len('abc')\nEPS, NAMES = 1e-8, ['W']\ng = lambda x: x + 1\nimport math", goes_on=True)
    assert sorted(session.fetch(["a", "b", "c", "EPS", "NAMES", "g", "math"])) == ["EPS", "NAMES", "a", "g", "math"]


def test_one_missing_module_hides_no_other(session: Session) -> None:
    run = session.run("import nothing_there, math as m\nfrom math import no_such, pi\ntau = 2 * m.pi + pi", goes_on=True)
    assert session.fetch(["tau"])["tau"] > 9
    assert error(run).startswith("ModuleNotFoundError")


def test_a_cell_that_fails_and_hangs_is_run_again_as_far_as_it_came(session: Session) -> None:
    run = session.run("import nothing_there\ndef f(x):\n    return x\nwhile True: pass\nf = None", goes_on=True)
    assert run.stopped is not None
    assert session.fetch(["f"])["f"](3) == 3


def test_a_cell_without_an_error_runs_as_it_is(session: Session) -> None:
    run = session.run("a = 1\na + 1", goes_on=True)
    assert not run.failed and not run.went_on and [output.data["text/plain"] for output in run.outputs] == ["2"]


def test_what_runs_after_a_statement() -> None:
    failed, *below = ast.parse("x = g()\ny = 1\nz = g()\nfor i in 'ab': pass\nclass A: pass\nimport os").body
    assert [ast.unparse(statement) for statement in statements_after(failed, below)] == [
        "y = 1",
        "class A:\n    pass",
        "import os",
    ]
    assert statements_after(ast.parse("import a").body[0], below) == below


def test_an_import_of_several_names_is_tried_name_by_name() -> None:
    (failed,) = ast.parse("from a import b, c as d").body
    assert [ast.unparse(one) for one in single_imports(failed)] == ["from a import b", "from a import c as d"]
    assert not list(single_imports(ast.parse("import a").body[0]))
