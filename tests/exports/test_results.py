"""Results in the formats of other systems, checked by their rules, written down here a second time."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import jsonschema
import pytest
from door_formats import CLASSROOM50, GRADESCOPE

from autograder.errors import AutograderError
from autograder.exports.results import error_lines, for_classroom50, for_coursera, for_github, for_gradescope
from autograder.grading.result import ExerciseResult, SubmissionResult
from autograder.grading.schema import as_json
from autograder.words import sentence

MESSAGE = "`f(2)` is 3, expected 4.\n```python\nf(2)\n```\r\n::set-output name=x::y\n::error::forged"


def result(*exercises: tuple[float, float, float], refused: bool = False, level: str = "example") -> dict[str, Any]:
    """Return a result; exercises as score, full score and bonus. level: of help."""
    made = SubmissionResult("a1", sandbox="strict", seconds=1.5)
    if refused:
        made.refused = sentence("notebook.empty", name="a1.ipynb")
    for number, (score, most, bonus) in enumerate(exercises):
        status: Any = "passed" if score == most else "failed"
        message = "" if status == "passed" else MESSAGE
        one = ExerciseResult(f"f{number}", f"test_f{number}", "a1", score, most, status, message=message, bonus=bonus)
        made.exercises.append(replace(one, help=level))
    return as_json(made)


def test_gradescope() -> None:
    found = for_gradescope(result((2, 2, 1), (1.5, 3, 0)))
    jsonschema.validate(json.loads(json.dumps(found)), GRADESCOPE)
    assert found["score"] == sum(test["score"] for test in found["tests"]) == 4.5
    assert [(test["status"], test["output"]) for test in found["tests"]] == [("passed", ""), ("failed", MESSAGE)]
    assert all(test["visibility"] == "visible" for test in found["tests"]), "one hidden test would hide the total"


def test_gradescope_hides_points_that_the_course_does_not_tell() -> None:
    found = for_gradescope(result((2, 2, 1), (1.5, 3, 0), level="none"))
    jsonschema.validate(json.loads(json.dumps(found)), GRADESCOPE)
    assert found["score"] == 4.5 and all(test["visibility"] == "hidden" for test in found["tests"])
    service = result((2, 2, 1))  # of an older version, which does not say the level
    del service["exercises"][0]["help"]
    assert for_gradescope(service)["tests"][0]["visibility"] == "visible"


def test_gradescope_shows_why_a_submission_was_refused() -> None:
    found = for_gradescope(result(refused=True))
    jsonschema.validate(found, GRADESCOPE)
    assert found["score"] == 0 and "a1.ipynb is empty" in found["output"]


@pytest.mark.parametrize(
    ("exercises", "score", "most"),
    [([(2, 2, 0), (1, 3, 0)], 3, 5), ([(2, 2, 0), (1.5, 3, 0)], 350, 500), ([(1 / 3, 1, 0)], 33, 100), ([], 0, 0)],
)
def test_classroom50_has_whole_scores(exercises: list[Any], score: int, most: int) -> None:
    environment = {"CLASSROOM": "c", "ASSIGNMENT": "a1", "SUBMISSION_TAG": "t", "COMMIT_URL": "u"}
    found = for_classroom50(result(*exercises), environment, datetime(2026, 11, 1, 12, tzinfo=UTC))
    jsonschema.validate(json.loads(json.dumps(found)), CLASSROOM50)
    assert (found["score"], found["max-score"]) == (score, most)
    assert (found["classroom"], found["submission"], found["datetime"]) == ("c", "t", "2026-11-01T12:00:00Z")
    assert all(test["passed"] == (test["score"] == test["max-score"]) for test in found["tests"])


def test_coursera_asks_for_a_part() -> None:
    given = result((2, 2, 5), (1.5, 3, 0))
    whole = for_coursera(given, "anything", {})
    assert whole["fractionalScore"] == pytest.approx(3.5 / 5)
    assert set(whole) == {"fractionalScore", "feedback"} and MESSAGE in whole["feedback"]
    part = for_coursera(given, "xYz", {"xYz": "f1"})
    assert part["fractionalScore"] == 0.5 and "f0" not in part["feedback"]
    with pytest.raises(AutograderError, match="belongs to no exercise"):
        for_coursera(given, "other", {"xYz": "f1"})
    refused = for_coursera(result(refused=True), "xYz", {"xYz": "f1"})
    assert refused["fractionalScore"] == 0 and "empty" in refused["feedback"]


def test_a_message_cannot_give_orders_to_github() -> None:
    """A runner takes each line that begins with :: for an order."""
    lines = error_lines(result((0, 2, 0)))
    [line] = lines
    assert line.startswith("::error title=f0::`f(2)` is 3") and "\n" not in line and "\r" not in line
    assert line.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%").endswith(MESSAGE)


def test_the_page_of_a_run_on_github() -> None:
    page = for_github(result((2, 2, 0), (0, 3, 0)))
    assert page.startswith("### a1: 2 / 5\n") and "| `f1` | 0 / 3 |" in page and MESSAGE in page
