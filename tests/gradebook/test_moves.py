"""What a grading has changed, and why."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.gradebook.moves import Move, moves_of
from autograder.gradebook.rows import Found, GradeRow, NotebookRows
from autograder.grading.result import ExerciseResult


def exercise(score: float, **values: Any) -> ExerciseResult:
    return ExerciseResult("f", "test_f", "tiny", score, 2.0, "passed" if score == 2 else "failed", **values)


def record(score: float, status: str, *, work: str = "w", test: str = "t", **more: Any) -> dict[str, Any]:
    return {"work": work, "exercises": {"test_f": {"score": score, "status": status, "test": test, **more}}}


def moves(
    old: float | None,
    new: float | None,
    before: dict[str, Any],
    now: dict[str, Any],
    result: ExerciseResult | None,
    **row: Any,
) -> list[Move]:
    """The moves of one test cell. now: the record in the graded notebook; empty for none."""
    found = Found({"cells": [], "metadata": {"grading": now}} if now else None, {"test_f": result} if result else {})
    rows = [NotebookRows([GradeRow("test_f", auto_score=score, **row)]) for score in (old, new)]
    return moves_of(*rows, found, before)


def test_the_same_again_is_no_move() -> None:
    assert moves(2, 2, record(2, "passed"), record(2, "passed"), exercise(2)) == []
    assert moves(2, 2, {}, record(2, "passed"), exercise(2)) == [], "nothing is known of the last status"


def test_another_status_at_the_same_score_is_a_move() -> None:
    (move,) = moves(0, 0, record(0, "timeout"), record(0, "failed"), exercise(0))
    assert (move.old_status, move.status, move.why) == ("timeout", "failed", ())


@pytest.mark.parametrize(
    ("before", "now", "why"),
    [
        ({}, {}, ()),
        ({"work": "v"}, {}, ("other_work",)),
        ({"test": "s"}, {}, ("another_test",)),
        ({"work": "v", "test": "s"}, {}, ("another_test", "other_work")),
        ({"excused": True}, {}, ("no_longer_excused",)),
    ],
)
def test_why_a_score_is_another(before: dict[str, Any], now: dict[str, Any], why: tuple[str, ...]) -> None:
    (move,) = moves(0, 2, record(0, "failed", **before), record(2, "passed", **now), exercise(2))
    assert move == Move("f", 0, 2, "failed", "passed", why)


def test_an_excuse_is_the_reason_whatever_else_has_changed() -> None:
    (move,) = moves(0, 2, record(0, "failed", work="v"), record(2, "passed", excused=True), exercise(2, excused=True))
    assert move.why == ("excused",)


def test_reasons_speak_the_readers_language() -> None:
    move = Move("f", 0, 2, "failed", "passed", ("another_test", "other_work"))
    assert move.reasons.in_language("en") == "test changed, submission changed"
    assert move.reasons.in_language("zh") == "测试变了、提交的内容变了"
    assert Move("f", 0, 2, "failed", "passed").reasons.in_language("en") == ""


def test_a_record_that_does_not_fit_the_gradebook_is_not_believed() -> None:
    (move,) = moves(1, 2, record(0, "failed", work="v"), record(2, "passed"), exercise(2))
    assert (move.old_score, move.old_status, move.why) == (1, "", ())


def test_scores_of_a_move_include_the_bonus() -> None:
    (move,) = moves(2, 2, record(2, "passed", bonus=1.0), record(2, "passed"), exercise(2, bonus=0.5))
    assert (move.old_score, move.score) == (3, 2.5)


def test_a_refused_submission_loses_its_score() -> None:
    (move,) = moves(2, 0, record(2, "passed"), {}, None)
    assert (move.exercise, move.score, move.status) == ("test_f", 0, "refused")


def test_a_persons_score_is_named() -> None:
    (move,) = moves(0, 2, {}, record(2, "passed"), exercise(2), manual_score=1.5)
    assert move.manual == 1.5


def test_a_task_of_a_graded_notebook_does_not_move() -> None:
    assert moves(0, None, {}, record(2, "passed"), None, is_task=True) == []
