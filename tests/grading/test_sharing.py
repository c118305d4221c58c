"""What foreign tests share with learners' code, what they leave for each other, and which imports count as a learner's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from courses import cell, notebook

from autograder.grading import testcell, trusted
from autograder.grading.outputs import CellGrade
from autograder.grading.sharing import NotebookNamespace
from autograder.judging.context import Context
from autograder.notebook.source import SourceNotebook
from autograder.sandbox.outside.session import Session

Make = Callable[..., testcell.TestCell]
Grade = Callable[..., CellGrade]


@pytest.fixture
def grade(session: Session, setting: Context, tmp_path: Path) -> Grade:
    """Runs a test cell after the learner's code; tests with the same `kept` share a namespace."""

    def run(test: testcell.TestCell, learner: str = "", kept: NotebookNamespace | None = None) -> CellGrade:
        session.run(learner)
        return trusted.run_test(test, session, setting, tmp_path, kept=kept)

    return run


GAP = "def gap(a, b):\n    return abs(a - b)"
USES = "def f(a, b):\n    return gap(a, b)"
LENT = """
kept = gap
gap = lambda a, b: 100
try:
    assert f(1, 2) == 100
finally:
    gap = kept
assert f(1, 3) == gap(1, 3) == 2
"""
TAKEN = """
kept = gap
del gap
try:
    f(1, 2)
except NameError:
    pass
else:
    raise AssertionError("f does not use gap")
gap = kept
assert f(1, 3) == 2
"""


@pytest.mark.parametrize("text", [LENT, TAKEN])
def test_a_given_helper_can_be_taken_away_and_put_back(text: str, made: Make, grade: Grade, session: Session) -> None:
    test = made(text, USES, helper=GAP)
    assert grade(test, f"{GAP}\n{USES}").status == "passed"
    assert not session.run("assert gap.__module__ == '__main__' and f(5, 2) == 3").failed, "it is the sandbox's own again"
    assert grade(test, "def f(a, b): return abs(a - b)").status == "failed"


@pytest.mark.parametrize("text", [LENT, TAKEN])
def test_so_can_a_learners_own_function(text: str, made: Make, grade: Grade, session: Session) -> None:
    test = made(text, f"{GAP}\n{USES}")
    assert grade(test, f"{GAP}\n{USES}").status == "passed"
    assert not session.run("assert gap.__module__ == '__main__' and f(5, 2) == 3").failed


def test_a_helper_that_is_not_put_back_stays_away(made: Make, grade: Grade, session: Session) -> None:
    assert grade(made("del gap\nassert f", USES, helper=GAP), f"{GAP}\n{USES}").status == "passed"
    assert session.run("gap(1, 2)").failed


def test_one_test_finds_what_another_has_left(made: Make, grade: Grade) -> None:
    kept = NotebookNamespace()
    assert grade(made("before = f(1)\nassert before == 1"), "def f(x): return x", kept).status == "passed"
    later = made("assert (before, f(1)) == (1, 2)")
    assert grade(later, "def f(x): return 2 * x", kept).status == "passed"
    assert grade(later, "def f(x): return 2 * x").status == "failed", "a namespace of its own"


def test_after_the_sandbox_has_ended_nothing_is_left(made: Make, grade: Grade, session: Session) -> None:
    kept = NotebookNamespace()
    assert grade(made("before = f(1)\nassert before == 1"), "def f(x): return x", kept).status == "passed"
    session.run("import os\nos._exit(1)")
    assert grade(made("assert 'before' not in dir()"), "", kept).status == "passed"


@pytest.mark.parametrize(
    ("learner", "status"),
    [
        ("from math import gcd as g", "passed"),
        ("import math\ng = math.gcd", "passed"),
        ("", "missing"),
        ("import math as g", "failed"),
        ("from math import lcm as g", "failed"),
        ("g = lambda a, b: True", "waiting"),
        ("class G:\n    def __call__(self, *_): return 6\ng = G()", "waiting"),
        ("g = 6", "failed"),
        ("class Liar(dict):\n    pass\nimport math\nmath.gcd = lambda *_: 6\nfrom math import gcd as g", "passed"),
    ],
)
def test_an_import_that_is_the_answer_has_to_be_made(learner: str, status: str, made: Make, grade: Grade) -> None:
    test = made("assert g(12, 18) == 6", "from math import gcd as g")
    found = grade(test, learner)
    assert found.status == status
    assert "gcd" not in found.message, "the answer is not in the message"
    assert (found.note is not None and "from math import gcd as g" in str(found.note)) == (status == "waiting")


def test_an_import_that_the_release_shows_is_made_whatever_the_name_is(grade: Grade, session: Session) -> None:
    shown = "import numpy as np\n### BEGIN SOLUTION\nx = np.ones(2)\n### END SOLUTION"
    content = notebook(
        cell(shown, "x", solution=True), cell("assert np.allclose(x, 1)", "test_x", grade=True, locked=True, points=2)
    )
    source = SourceNotebook.of(content, "tiny")
    test = testcell.TestCell(source, source.by_id["test_x"])
    assert test.given_imports == {"np"}
    forged = "class np:\n    allclose = lambda *_: True\n"
    assert grade(test, f"{forged}x = 7").status == "failed"
    assert grade(test, f"{forged}x = 1").status == "passed"
    assert grade(test, "del np").status == "missing"


def test_no_function_of_a_learners_judges_an_answer(made: Make, grade: Grade) -> None:
    solution = "from numpy.testing import assert_allclose\ndef f(x): return x"
    test = made("assert_allclose(f(2.0), 2.0)", solution)
    assert grade(test, "from numpy.testing import assert_allclose\ndef f(x): return x").status == "passed"
    forged = grade(test, "seen = []\ndef assert_allclose(*given): seen.append(given)\ndef f(x): return 0")
    assert (forged.status, forged.score) == ("waiting", 0)


def test_names_of_a_star_are_found(made: Make, grade: Grade) -> None:
    test = made("assert comb(4, 2) == 6", "from math import *")
    assert grade(test, "").status == "missing"
    assert grade(test, "from math import *").status == "passed"
