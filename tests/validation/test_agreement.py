"""Two reports on the same code agree, or each part that differs is a problem."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.judging.report import Report
from autograder.validation.agreement import disagreements, with_draws
from autograder.words import sentence

REPORT = Report(
    name="half",
    status="failed",
    fraction=0.5,
    max_points=10.0,
    bonus=1.0,
    diagnosis="halved",
    message={"en": "No.", "zh": "不对。"},
    failing_example="half(1)",
)


def test_equal_reports_agree() -> None:
    assert disagreements("a", REPORT, replace(REPORT)) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"status": "error"}, "a: `status` is 'failed' in this process, but 'error' through a sandbox."),
        ({"fraction": 0.0}, "a: `fraction` is 0.5 in this process, but 0.0 through a sandbox."),
        ({"bonus": 0.0}, "a: `bonus` is 1.0 in this process, but 0.0 through a sandbox."),
        ({"diagnosis": None}, "a: `diagnosis` is 'halved' in this process, but None through a sandbox."),
        ({"failing_example": ""}, "a: `failing_example` is 'half(1)' in this process, but '' through a sandbox."),
        (
            {"message": {"en": "Yes.", "zh": "不对。"}},
            "a: `message[en]` is 'No.' in this process, but 'Yes.' through a sandbox.",
        ),
        ({"message": {"en": "No."}}, "a: `message[zh]` is '不对。' in this process, but '' through a sandbox."),
    ],
)
def test_each_part_that_differs_is_a_problem(change: dict[str, Any], problem: str) -> None:
    assert list(map(str, disagreements("a", REPORT, replace(REPORT, **change)))) == [problem]


def test_a_stopped_sandbox_is_a_problem() -> None:
    (problem,) = disagreements(sentence("validation.the_starter"), REPORT, None)
    assert str(problem) == "the starter: the sandbox was stopped."
    assert problem.in_language("zh") == "起始代码：沙箱被停止了。"


def test_long_parts_are_cut() -> None:
    (problem,) = disagreements("a", REPORT, replace(REPORT, failing_example="x" * 10_000))
    assert len(str(problem)) < 500


def test_numbers_of_unseeded_draws_are_not_compared() -> None:
    def message(number: str, words: str = "is") -> Report:
        return replace(REPORT, message={"en": f"`w[0, 1]` {words} {number}.", "zh": f"`w[0, 1]` 是 {number}。"})

    here, there = message("0.25"), message("-1.5e-07")
    assert disagreements("a", here, there, drawn=True) == []
    assert len(disagreements("a", here, there)) == 2
    (problem,) = disagreements("a", here, message("-1.5e-07", "was"), drawn=True)
    assert str(problem).startswith("a: `message[en]` is '`w[#, #]` is #.' in this process")
    (problem,) = disagreements("a", here, replace(there, fraction=0.25), drawn=True)
    assert str(problem).startswith("a: `fraction` is 0.5 in this process")


@pytest.mark.parametrize(
    ("draw", "drawn"), [(np.random.randn, True), (np.random.rand, True), (lambda: np.random.default_rng(3).normal(), False)]
)
def test_draws_are_noticed(draw: Callable[[], float], drawn: bool) -> None:
    def examine() -> Report:
        draw()
        return REPORT

    assert [with_draws(examine), with_draws(examine)] == [(REPORT, drawn)] * 2
