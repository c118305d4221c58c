"""Test that a wrong training is shown beside the reference's as a curve of several points, from the same start."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from courses import CONFIG

from autograder.judging.checking import exam_of, examine
from autograder.judging.context import Context
from autograder.judging.curves import POINTS, STEPS
from autograder.judging.report import Report, Worth

SOLUTIONS = """
def descend(x, num_iterations, rate):
    costs = []
    for i in range(num_iterations):
        if i % 100 == 0:
            costs.append(x ** 2)
        x = x - rate * 2 * x
    return x, costs
"""
HIDDEN = """
from autograder import Exercise

descend = Exercise("descend", returns=("x", "costs"))

@descend.inputs
def starts(rng):
    return dict(x=float(rng.uniform(2, 3)), num_iterations=int(rng.integers(1, 9)), rate=float(rng.uniform(0.001, 0.002)))

descend.edge("long", dict(x=2.0, num_iterations=500, rate=0.001))
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "nbgrader_config.py").write_text(CONFIG)
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "a.py").write_text(SOLUTIONS)
    (tmp_path / "tests" / "hidden" / "a").mkdir(parents=True)
    (tmp_path / "tests" / "hidden" / "a" / "descend.py").write_text(HIDDEN)
    return tmp_path


def report(course: Path, answer: Callable[..., Any]) -> Report:
    here = Context(course, "a", "secret", "en", lambda report: None, lambda name: Worth(10.0, 0.0))
    return examine("descend", answer, here)


def run(x: float, num_iterations: int, rate: float) -> tuple[float, list[float]]:
    costs = []
    for i in range(num_iterations):
        if i % 100 == 0:
            costs.append(x**2)
        x = x - rate * x
    return x, costs


def test_the_example_is_run_for_longer_where_it_is_too_short_for_a_curve(course: Path) -> None:
    asked: list[dict[str, Any]] = []

    def answer(**inputs: Any) -> Any:
        asked.append(inputs)
        return run(**inputs)

    curve = report(
        course, lambda x, num_iterations, rate: answer(x=x, num_iterations=num_iterations, rate=rate)
    ).detail.curve
    assert curve is not None and (curve.place, curve.given) == ("costs", f"num_iterations = {STEPS[-1]}")
    assert len(curve.got) == len(curve.expected) == POINTS
    assert curve.got[0] == curve.expected[0], "from the same start"
    assert all(mine > right for mine, right in zip(curve.got[1:], curve.expected[1:], strict=True))
    exam = exam_of(course, "a", "descend", "secret")
    assert asked[-1]["num_iterations"] == STEPS[-1] and not exam.is_scored(asked[-1])


def test_no_curve_is_drawn_where_nothing_of_it_differs(course: Path) -> None:
    def only_x(x: float, num_iterations: int, rate: float) -> Any:
        return -run(x, num_iterations, 2 * rate)[0], run(x, num_iterations, 2 * rate)[1]

    made = report(course, only_x)
    assert made.status == "failed" and made.detail.curve is None


@pytest.mark.parametrize("costs", ["1 / 0", "None", "[]", "['a'] * 9", "[float('nan')] * 9"])
def test_odd_answers_have_no_curve(course: Path, costs: str) -> None:
    made = report(course, eval(f"lambda x, num_iterations, rate: (x, {costs})"))
    assert made.status in ("failed", "error") and made.detail.curve is None
