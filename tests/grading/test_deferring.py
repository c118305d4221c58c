"""Cells that no score depends on: only those that leave nothing which graded code could use."""

from __future__ import annotations

import pytest

from autograder.grading.deferring import Deferring, code_beside, learners_names

TOOLS = "_checked = {}\ndef expect(name, value):\n    _checked[name] = value"
DOUBLE = "def double(x):\n    return 2 * x"


def deferred(*own: str, needed: tuple[str, ...] = ("double",), **locked: str) -> set[str]:
    """Return the locked cells that may wait, with these cells of a learner's."""
    return set(Deferring({"imports": "import numpy as np", **locked}, needed).deferred(own))


def test_public_checks_wait_with_their_helpers_and_their_overview() -> None:
    cells = {"tools": TOOLS, "try_double": "expect('double', double(1) == 2)", "overview": "print(_checked)"}
    assert deferred(DOUBLE, **cells) == {"imports", "tools", "try_double", "overview"}
    assert deferred(f"{DOUBLE.replace('2', 'np.int64(2)')}", **cells) == {"tools", "try_double", "overview"}


@pytest.mark.parametrize(
    "own",
    [
        "def double(x):\n    expect('double', x)\n    return 2 * x",
        f"{DOUBLE}\nprint(_checked)",
        f"{DOUBLE}\nprint(globals().keys())",
        f"{DOUBLE}\n%time double(1)",
        f"{DOUBLE}\nprint(_1)",
    ],
)
def test_what_learners_code_may_use_runs_in_time(own: str) -> None:
    assert not deferred(own, tools=TOOLS, try_double="expect('double', double(1) == 2)") & {"tools", "try_double"}


def test_what_a_test_needs_runs_in_time() -> None:
    cells = {"data": "X = [1, 2]", "more": "Y = [len(X)]", "try_double": "assert double(1) == 2"}
    assert deferred(DOUBLE, needed=("double", "Y"), **cells) == {"imports", "try_double"}


@pytest.mark.parametrize(
    "check",
    [
        "X.append(double(1))",
        "change(X)",
        "touch()",
        "np.random.seed(1)\nY = np.random.rand()",
        "open('table.csv', 'w').close()",
        "setattr(np, 'pi', 3)",
        "from math import *",
        "np.pi = double(1)",
        "%%writefile helper.py\nx = 1",
        "double(",
    ],
)
def test_a_check_that_leaves_a_trace_runs_in_time(check: str) -> None:
    """`X` is data of the instructor's that a test needs; a function of the learner's or the instructor's may change it."""
    cells = {"data": "X = [1, 2]\ndef touch():\n    global X\n    X = []"}
    own = "def double(x):\n    return 2 * x * np.ones(1)\ndef change(values):\n    values.clear()"
    assert "try_double" not in deferred(own, needed=("double", "X"), try_double=check, **cells)


def test_a_learners_function_with_a_memory_is_not_called_less() -> None:
    memory = "calls = []\ndef double(x):\n    calls.append(x)\n    return 2 * x"
    counter = "def double(x):\n    global count\n    count = 1\n    return 2 * x"
    through = "def twice(x):\n    return double(x)"
    cells = {"try_double": "assert double(1) == 2", "try_twice": "assert twice(1) == 2", "try_other": "assert abs(-1) == 1"}
    for own in (memory, counter):
        assert deferred(own, through, **cells) == {"imports", "try_other"}
    assert deferred(DOUBLE, through, **cells) == {"imports", *cells}


def test_a_seed_may_wait_where_nothing_else_draws() -> None:
    check = "np.random.seed(1)\nassert double(1) == 2"
    assert "try_double" in deferred(DOUBLE, try_double=check)
    assert "try_double" not in deferred(DOUBLE, try_double=check, data="X = np.random.rand(3)")


def test_names_of_a_learners_cell() -> None:
    found = learners_names("import math\nlimit = 3\ndef f(x, y=limit):\n    z = x\n    return g(z) + math.pi\nclass C: pass")
    assert found.uses >= {"limit", "g", "math"} and not found.uses & {"x", "y", "z"}
    assert (found.data, found.defines, found.dynamic) == ({"limit"}, {"f", "C"}, False)
    assert learners_names("def f(:\n    secret").uses >= {"f", "secret"}, "every word of what is not Python"
    assert learners_names("x = eval('y')").dynamic and learners_names("import os, sys").dynamic


def test_code_that_was_handed_in_beside_the_notebook_counts() -> None:
    cells = {"tools": TOOLS, "try_double": "expect('double', double(1) == 2)", "data": "X = [1]"}
    uses = {"mine.py": b"import __main__\ndef f(): return __main__.X", "X.csv": b"X"}
    assert "data" in deferred(DOUBLE, **cells)
    assert "data" in deferred(DOUBLE, *code_beside({"mine.py": b"def f(): pass", "X.csv": b"X"}), **cells)
    assert not deferred(DOUBLE, *code_beside(uses), **cells)
    for name in ("other.ipynb", "fast.so", "mine.pyc", "more.zip"):
        assert not deferred(DOUBLE, *code_beside({name: b""}), **cells), name
