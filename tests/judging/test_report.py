"""Reports: points, what an exercise is worth, and what is said of an answer that still has to be explained."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from autograder.judging.report import Asked, Report, Worth


def test_points_are_rounded_where_floats_are_not() -> None:
    assert 0.29 * 100 != 29.0
    assert Report("f", "failed", 0.29, 100.0).points == 29.0


def test_worth_is_what_the_test_cell_gives() -> None:
    assert Worth.of(cast(Any, SimpleNamespace(points=3, bonus=1.5))) == Worth(3.0, 1.5)


def test_an_answer_that_needs_no_explanation_has_its_report() -> None:
    done = Report("f", "missing", 0.0, 4.0)
    asked = Asked("f", Worth(4.0, 0.0), done)
    assert asked.unexplained is done and asked.points == 0.0
