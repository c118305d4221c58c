"""Test cells in the trusted process: what they are worth, what the learner reads, and what they leave behind."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from courses import cell, notebook

from autograder.errors import CourseError, ExerciseError
from autograder.grading import testcell, trusted
from autograder.grading.outputs import CellGrade
from autograder.judging.context import Context
from autograder.notebook.source import SourceNotebook
from autograder.sandbox.outside.session import Session

Make = Callable[..., testcell.TestCell]
Grade = Callable[..., CellGrade]


@pytest.fixture
def grade(session: Session, setting: Context, tmp_path: Path) -> Grade:
    """Runs a test cell after the learner's code has run."""

    def run(test: testcell.TestCell, learner: str = "", language: str = "en") -> CellGrade:
        session.run(learner)
        return trusted.run_test(test, session, replace(setting, language=language), tmp_path)

    return run


HIDDEN = "### BEGIN HIDDEN TESTS\nassert f(2) == 4\n### END HIDDEN TESTS"


@pytest.mark.parametrize(
    ("test", "learner", "score", "status", "message"),
    [
        ("assert f(1) == 1", "f = lambda x: x", 2, "passed", ""),
        ("f(1) / 2", "f = lambda x: x", 0.5, "failed", "test_f: 0.5 of 2 points."),
        ("assert f(1) == 2, 'not two'", "f = lambda x: x", 0, "failed", "test_f: `not two`"),
        ("assert f(1) == 2", "f = lambda x: x", 0, "failed", "test_f: this check failed: `assert f(1) == 2`"),
        (HIDDEN, "f = lambda x: x", 0, "failed", "test_f: a check failed."),
        ("raise ValueError('no')", "", 0, "failed", "test_f: `ValueError: no`"),
        ("f(1)", "", 0, "missing", "f is not defined: write it, and run its cell without errors."),
        ("f(1)", "def f(x): raise NotImplementedError", 0, "missing", "test_f: not written yet."),
        ("f(1)", "f = lambda x: [][x]", 0, "error", "test_f: your code raised `IndexError: list index out of range`"),
        ("f(1)", "def f(x):\n    while True: pass", 0, "timeout", "test_f: stopped after 2 s."),
        ("f(1)", "def f(x):\n    import os; os._exit(3)", 0, "crashed", "test_f: ended its own process (exit code 3)."),
        (
            "import sys\nprint('x', file=sys.stderr)",
            "",
            0,
            "failed",
            "test_f: the test cell wrote to stderr, which counts as a failure.",
        ),
    ],
)
def test_scores_statuses_and_messages(
    test: str, learner: str, score: float, status: str, message: str, made: Make, grade: Grade
) -> None:
    found = grade(made(test), learner)
    assert (found.score, found.status) == (score, status)
    assert found.message == message or (status == "error" and found.message.startswith(message))


def test_the_message_is_in_the_notebooks_language(made: Make, grade: Grade) -> None:
    assert grade(made("f(1)"), "def f(x): raise NotImplementedError", "zh").message == "test_f：还没有写。"


def test_a_fault_of_the_course_is_not_the_learners(made: Make, grade: Grade) -> None:
    test = made("from autograder.errors import ExerciseError\nraise ExerciseError('broken')")
    with pytest.raises(ExerciseError):
        grade(test)


def test_cells_that_it_needs_run_before_it_each_time(made: Make, grade: Grade) -> None:
    test = made("made.append(f(1))\nlen(made)", helper="made = []")
    assert [grade(test, "f = lambda x: x").score for _ in range(2)] == [1, 1]


def test_an_error_in_a_cell_that_it_needs_ends_that_cell_alone(made: Make, grade: Grade) -> None:
    helper = "def twice(x):\n    return 2 * x\n1 / 0\ndef thrice(x):\n    return 3 * x"
    assert grade(made("assert twice(f(1)) == 2", helper=helper), "f = lambda x: x").status == "passed"
    assert "thrice" in grade(made("assert thrice(f(1)) == 3", helper=helper), "f = lambda x: x").message


# ---------------------------------------------------------------- shared globals


@pytest.mark.parametrize(
    ("helper", "test", "said"),
    [
        ("rows = open('lost.csv').read()", "assert f(rows) == 1", "needs `helper`, which ended with `FileNotFoundError"),
        ("import no_such_module", "assert f(no_such_module.x) == 1", "needs `helper`, which ended with `ModuleNotFound"),
    ],
)
def test_what_the_instructors_cells_lack_is_not_the_learners_fault(
    helper: str, test: str, said: str, made: Make, grade: Grade
) -> None:
    with pytest.raises(CourseError, match=f"tiny: test cell test_f {said}"):
        grade(made(test, helper=helper), "f = lambda x: x")


def test_a_cell_without_a_name_is_named_by_its_first_line(grade: Grade) -> None:
    content = notebook(
        cell("import no_such_module\nimport math"),
        cell("### BEGIN SOLUTION\ndef f(x):\n    return x\n### END SOLUTION", "f", solution=True),
        cell("assert f(no_such_module.x) == 1", "test_f", grade=True, locked=True, points=2),
    )
    source = SourceNotebook.of(content, "tiny")
    with pytest.raises(CourseError, match="test cell test_f needs `import no_such_module`, which ended with `Mod"):
        grade(testcell.TestCell(source, source.by_id["test_f"]), "f = lambda x: x")


def test_what_a_learners_function_does_to_the_instructors_cells_is_theirs(made: Make, grade: Grade) -> None:
    found = grade(
        made("assert rows == 1", helper="rows = f()", solution="def f():\n    return 1"), "def f(): return open('x')"
    )
    assert (found.score, found.status) == (0, "failed")


def test_a_global_that_the_test_sets_is_the_learners_too(made: Make, grade: Grade) -> None:
    test = made("rate = 3\nassert f(2) == 6\nrate = 4\nassert f(2) == 8", solution="def f(x):\n    return rate * x")
    assert grade(test, "def f(x):\n    return rate * x").status == "passed"


def test_a_global_that_the_learners_code_alters_is_the_tests_too(made: Make, grade: Grade) -> None:
    solution = "log = []\ndef f(x):\n    log.append(x)"
    test = made("f(1)\nf(2)\nassert log == [1, 2]", solution=solution)
    assert grade(test, solution).status == "passed"


def test_no_other_global_is_shared(made: Make, grade: Grade) -> None:
    """A learner could name one as the test does, to read it."""
    assert grade(made("expected = 42\nassert f(1) == 42"), "def f(x):\n    return expected").status == "error"


# ---------------------------------------------------------------- what is left behind


def test_everything_is_as_before(made: Make, grade: Grade, tmp_path: Path) -> None:
    (tmp_path / "beside.py").write_text("value = 1")
    np.random.seed(5)
    random.seed(5)
    before = os.getcwd(), [*sys.path], np.random.get_state()[1].tolist(), random.getstate(), np.dot, sum
    test = made(
        "import beside, builtins, numpy as np, os, random\nbeside.value += 1\nnp.random.rand(); random.random()\n"
        "np.dot = builtins.sum = None\nassert os.getcwd() == os.path.dirname(beside.__file__)\nbeside.value / 2"
    )
    assert [grade(test).score for _ in range(2)] == [1, 1], "the module is imported again"
    assert before == (os.getcwd(), [*sys.path], np.random.get_state()[1].tolist(), random.getstate(), np.dot, sum)
    assert "beside" not in sys.modules


def test_the_generators_are_seeded_by_the_cells_name(made: Make, grade: Grade) -> None:
    test = made("import numpy as np\nprint(np.random.rand())")
    first, second = (grade(test).outputs[0]["text"] for _ in range(2))
    assert first == second


def test_what_it_prints_and_its_value_are_outputs(made: Make, grade: Grade) -> None:
    stream, value = grade(made("print('shown')\ndisplay('displayed')\nf(1)"), "f = lambda x: 'text'").outputs
    assert stream["text"] == "shown\ndisplayed\n"
    assert value["data"]["text/plain"] == "'text'"
