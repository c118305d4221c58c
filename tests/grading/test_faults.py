"""Whose fault an error is, and where it happened: faults of the course and the grader are never a learner's."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from halves import made as make_halves

from autograder.course.course import Course
from autograder.errors import ExerciseError
from autograder.grading.faults import is_fault, reason_of
from autograder.grading.submission import Grader
from autograder.judging import checking
from autograder.sandbox.shared.outcome import LearnerError, SandboxStopped
from autograder.validation.assignment import handed_in


def caught(action: Callable[[], Any]) -> BaseException:
    try:
        action()
    except BaseException as error:
        return error
    raise AssertionError("nothing was raised")


def learners() -> None:
    error = ZeroDivisionError("division by zero")
    error.learner_error = LearnerError(("ZeroDivisionError",), "division by zero")  # type: ignore[attr-defined]
    raise error


def inside_check(monkeypatch: pytest.MonkeyPatch, action: Callable[[], Any]) -> BaseException:
    """Return the error that `check` raises when this is what judges an answer."""
    monkeypatch.setattr(checking, "ask", lambda *_: action())
    token = checking.context.set(object())  # type: ignore[arg-type]
    try:
        return caught(lambda: checking.check(f=1))
    finally:
        checking.context.reset(token)


def fail(error: BaseException) -> Any:
    raise error


def test_an_error_of_the_test_cell_itself_is_how_most_tests_fail(tmp_path: Path) -> None:
    for error in (AssertionError("no"), TypeError("None + 1"), FileNotFoundError("their file")):
        assert not is_fault(caught(lambda error=error: fail(error)), tmp_path)  # type: ignore[misc]


def test_any_error_in_check_is_a_fault_but_those_of_the_learners_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for error in (KeyError("x"), AssertionError(), MemoryError(), SystemExit(1)):
        assert is_fault(inside_check(monkeypatch, lambda error=error: fail(error)), tmp_path)  # type: ignore[misc]
    assert not is_fault(inside_check(monkeypatch, learners), tmp_path)
    stopped = SandboxStopped("timeout", "sandbox.stopped_after", seconds=1)
    assert not is_fault(inside_check(monkeypatch, lambda: fail(stopped)), tmp_path)


def test_time_that_the_reference_took_is_not_the_learners(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "slow.py").write_text("def reference(stop):\n    stop()\n")
    world: dict[str, Any] = {}
    exec(compile((tmp_path / "slow.py").read_text(), str(tmp_path / "slow.py"), "exec"), world)
    stopped = SandboxStopped("timeout", "sandbox.stopped_after", seconds=1)
    assert is_fault(inside_check(monkeypatch, lambda: world["reference"](lambda: fail(stopped))), tmp_path)


def test_what_the_system_refused_the_grader_is_a_fault_in_any_test(tmp_path: Path) -> None:
    error = caught(lambda: Course(tmp_path / "nowhere"))
    assert is_fault(error, tmp_path), "every AutograderError is one"
    (tmp_path / "nbgrader_config.py").mkdir()
    error = caught(lambda: Path(tmp_path / "nbgrader_config.py").read_text())
    assert not is_fault(error, tmp_path), "a test may read files itself"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("x = = 1", 1, "SyntaxError: invalid syntax"),
        ("\n1 / 0", 2, "ZeroDivisionError: division by zero"),
        ("raise SystemExit(3)", 1, "SystemExit: 3"),
        ("half.mistake('x', change=('a', 'b'), hint={})", 1, "half: the mistake 'x' has no hint in en or zh"),
    ],
)
def test_file_and_line_of_a_hidden_test_are_named(tmp_path: Path, text: str, line: int, said: str) -> None:
    course = make_halves(tmp_path)
    path = course.hidden_tests("halves") / "half.py"
    before = path.read_text()
    path.write_text(f"{before}\n{text}\n")
    error = caught(lambda: checking.exam_of(course.root, "halves", "half", "s"))
    assert isinstance(error, ExerciseError)
    number = len(before.splitlines()) + 1 + line
    assert f"{path}, line {number}" in str(reason_of(error, course.root)) and said in str(reason_of(error, course.root))


BROKEN = {
    "does not load": "x = = 1",
    "compares wrongly": "half._compare = lambda got, expected, inputs: 1 / 0",
    "exits": "raise SystemExit",
    "draws nothing": "@half.inputs\ndef numbers(rng):\n    return {}['x']",
    "has no reference": 'half.name = "other"',
}


def test_a_hidden_test_that_breaks_in_the_middle_of_a_run_is_no_score(tmp_path: Path) -> None:
    """Each fault in turn between two submissions; afterwards the score is the old one."""
    course = make_halves(tmp_path)
    given = {"halves": handed_in(course.sources("halves")["halves"], solved=True)}
    path = course.hidden_tests("halves") / "half.py"
    before = path.read_text()

    def rewrite(text: str) -> None:
        path.write_text(text)
        os.utime(path, ns=(time.time_ns(), time.time_ns()))

    with Grader(course, "halves", allow_weak=True) as grader:
        for text in BROKEN.values():
            rewrite(f"{before}\n{text}\n")
            result = grader.grade(given)
            assert [(one.cell, one.score, one.status) for one in result.exercises] == [
                ("test_half", None, "waiting"),
                ("test_q1", 2, "passed"),
            ], text
            (message,) = [one.message for one in result.waiting]
            assert str(course.root) not in message and "half.py" not in message
            (note,) = result.notes
            assert "tests/hidden/halves/half.py" in str(note)
        rewrite(before)
        assert [one.score for one in grader.grade(given).exercises] == [8, 2]
