"""Outputs in nbformat, and what a test cell is worth: nbgrader's own function is the oracle."""

from __future__ import annotations

import math
import warnings
from typing import Any

import nbformat
import numpy as np
import pytest

from autograder.grading import outputs
from autograder.grading.outputs import FOR_THE_INSTRUCTOR, Printed, as_nbformat, as_number, grade_by_value
from autograder.sandbox.shared.protocol import Output

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from nbgrader.utils import determine_grade


def by_nbgrader(value: Any, printed: Printed) -> float:
    """nbgrader's score of a test cell of 2 points with this last value."""
    shown = [] if value is None else [outputs.execute_result(value)]
    metadata = {"nbgrader": {"grade": True, "solution": False, "points": 2, "grade_id": "test_f"}}
    cell = nbformat.from_dict(
        {"cell_type": "code", "source": "", "metadata": metadata, "outputs": [*printed.outputs(), *shown]}
    )
    return float(determine_grade(cell)[0])


@pytest.mark.parametrize("value", [None, 0, 0.5, 1, 2, 2.0, "text", [1], np.float64(0.5), np.int64(1)])
@pytest.mark.parametrize("streams", [(), ("stdout",), ("stderr",), ("stdout", "stderr")])
def test_the_score_is_nbgraders(value: Any, streams: tuple[str, ...]) -> None:
    printed = Printed()
    for name in streams:
        getattr(printed, name).write("text")
    number = float(value) if isinstance(value, int | float | np.integer) else None
    grade = grade_by_value("f", 2, number, printed.complained, "en")
    assert grade.score == by_nbgrader(value, printed)
    assert (grade.status == "passed") == (grade.score == 2) == (grade.message == "")


@pytest.mark.parametrize(
    ("value", "complained", "status", "message"),
    [
        (1.5, False, "failed", "f: 1.5 of 2 points."),
        (2.0, True, "failed", "f: the test cell wrote to stderr, which counts as a failure."),
        (-1.0, False, "error", "f: the test cell ended with -1, which is no score from 0 to 2; it counts as 0."),
        (math.nan, False, "error", "f: the test cell ended with nan, which is no score from 0 to 2; it counts as 0."),
        (-math.inf, False, "error", "f: the test cell ended with -inf, which is no score from 0 to 2; it counts as 0."),
    ],
)
def test_the_learner_is_told_why(value: float, complained: bool, status: str, message: str) -> None:
    grade = grade_by_value("f", 2, value, complained, "en")
    assert (grade.status, grade.message) == (status, message)


def test_a_test_that_gives_too_much_waits_for_a_person() -> None:
    grade = grade_by_value("f", 2, 3.0, False, "en")
    assert grade.status == "waiting" and "not of your work" in grade.message
    assert "the test cell gives 3 of 2 points" in str(grade.note)
    shown = [output for output in grade.outputs if not output["metadata"].get(FOR_THE_INSTRUCTOR)]
    assert [output["data"]["text/plain"] for output in shown] == [grade.message]


@pytest.mark.parametrize("value", [math.nan, -1.0, -math.inf])
def test_a_last_value_that_is_no_score_is_worth_nothing_to_nbgrader_either(value: float) -> None:
    """nbgrader reads scores from outputs: it gives full points for NaN and for a negative number."""
    grade = grade_by_value("f", 2, value, False, "en")
    metadata = {"nbgrader": {"grade": True, "solution": False, "points": 2, "grade_id": "test_f"}}
    for shown in ([], [outputs.execute_result(value)]):
        cell = {"cell_type": "code", "source": "", "metadata": metadata, "outputs": [*grade.outputs, *shown]}
        assert grade.score == determine_grade(nbformat.from_dict(cell))[0] == 0


def test_where_right_code_gives_a_number_nothing_else_is_worth_full_points() -> None:
    grade = grade_by_value("f", 2, None, False, "en", number_expected=True)
    assert (grade.score, grade.status) == (0, "error") and "did not end with a number from 0 to 2" in grade.message
    assert grade_by_value("f", 2, 2.0, False, "en", number_expected=True).status == "passed"


def test_the_learner_is_told_in_the_notebooks_language() -> None:
    assert grade_by_value("f", 2, 1.5, False, "zh").message == "f：1.5 / 2 分。"


@pytest.mark.parametrize(
    ("text", "number"),
    [("7.5", 7.5), ("np.float64(7.5)", 7.5), ("np.int64(3)", 3), ("text", None), ("", None), ("np.array([1])", None)],
)
def test_the_number_that_a_value_shows(text: str, number: float | None) -> None:
    assert as_number(text) == number


def test_an_excused_exercise_has_all_and_a_missing_one_nothing() -> None:
    excused, missing = outputs.grade_excused(2, 1, "Excused."), outputs.grade_missing("Not there.")
    assert (excused.score, excused.bonus, excused.status, excused.message) == (2, 1, "passed", "")
    assert (missing.score, missing.status, missing.message) == (0, "missing", "Not there.")
    for grade, value in ((excused, "2"), (missing, "0.0")):
        assert grade.outputs[-1]["data"]["text/plain"] == value


@pytest.mark.parametrize(
    "output",
    [
        Output("stream", "stdout", "text"),
        Output("error", "ValueError", "no", traceback=["line"]),
        Output("display_data", data={"text/plain": "x"}),
        Output("execute_result", data={"text/plain": "x"}),
    ],
)
def test_every_output_is_valid_nbformat(output: Output) -> None:
    check_valid(as_nbformat(output))


def test_our_own_outputs_are_valid_nbformat() -> None:
    printed = Printed()
    printed.stdout.write("x" * (outputs.MAX_TEXT + 1))
    own = [outputs.error("E", "m"), outputs.display_data("t"), outputs.for_the_instructor("t"), outputs.execute_result(1)]
    for output in [*own, *printed.outputs()]:
        check_valid(output)
    assert len(printed.outputs()[0]["text"]) == outputs.MAX_TEXT


def check_valid(output: dict[str, Any]) -> None:
    cell = nbformat.v4.new_code_cell(outputs=[nbformat.from_dict(output)])
    nbformat.validate(nbformat.v4.new_notebook(cells=[cell]))
