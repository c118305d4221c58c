"""Put a result into the formats of Gradescope, Classroom 50, GitHub Actions and Coursera.

A result is what `result.schema.json` describes: what `autograder check --json` writes, or a grading service answers. Nothing
here imports the grader, so that a bundle that asks a service needs no packages.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from autograder.errors import AutograderError
from autograder.words import say

Result = Mapping[str, Any]
MAX_FEEDBACK = 50_000  # characters


def for_gradescope(result: Result) -> dict[str, Any]:
    """Return the content of `results.json`. A bonus counts as extra points of its test, as Gradescope allows.

    Where the course tells learners no points, the tests are hidden: Gradescope then hides the total from them, too.
    """
    tests = [
        {
            "number": str(number),
            "name": exercise["name"],
            "name_format": "text",
            "score": exercise["score"] + exercise["bonus"],
            "max_score": exercise["max_score"],
            "status": "passed" if exercise["status"] == "passed" else "failed",
            "output": exercise["message"],
            "output_format": "md",
            "visibility": "visible" if _tells_points(exercise) else "hidden",
            "extra_data": {key: exercise[key] for key in ("cell", "notebook", "status", "excused")},
        }
        for number, exercise in enumerate(result["exercises"], 1)
    ]
    return {
        "score": sum(test["score"] for test in tests),
        "execution_time": result.get("seconds", 0.0),
        "output": summary(result),
        "output_format": "md",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {"assignment": result["assignment"], "sandbox": result["sandbox"]},
        "tests": tests,
    }


def for_classroom50(result: Result, environment: Mapping[str, str], now: datetime | None = None) -> dict[str, Any]:
    """Return the content of `result.json`. Scores must be whole there: if some are not, all are in hundredths.

    environment: the variables that Classroom 50 sets.
    """
    exercises = result["exercises"]
    values = [exercise[key] for exercise in exercises for key in ("score", "max_score")]
    scale = 1 if all(float(value).is_integer() for value in values) else 100
    tests = [
        {
            "test-name": exercise["name"],
            "passed": exercise["status"] == "passed",
            "score": _whole(exercise["score"] * scale),
            "max-score": _whole(exercise["max_score"] * scale),
            "message": exercise["message"],
        }
        for exercise in exercises
    ]
    variables = {
        "classroom": "CLASSROOM",
        "assignment": "ASSIGNMENT",
        "submission": "SUBMISSION_TAG",
        "commit": "COMMIT_URL",
        "release": "RELEASE_URL",
        "review": "REVIEW_URL",
    }
    return {
        "schema": "classroom50/result/v1",
        **{key: environment.get(variable, "") for key, variable in variables.items()},
        "datetime": (now or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "score": sum(test["score"] for test in tests),
        "max-score": sum(test["max-score"] for test in tests),
        "tests": tests,
        "message": summary(result),
    }


def for_coursera(result: Result, part: str, parts: Mapping[str, str]) -> dict[str, Any]:
    """Return the content of `feedback.json`.

    part:  the part that Coursera asks for.
    parts: part -> exercise; where it is empty, every part is the whole assignment.
    Raises AutograderError for a part that `parts` lacks, or an exercise that the assignment lacks.
    """
    exercises = result["exercises"]
    if parts:
        exercises = [exercise for exercise in exercises if exercise["name"] == parts.get(part)]
        if not exercises and not result["refused"]:
            raise AutograderError("export.unknown_part", part=repr(part))
    most = sum(exercise["max_score"] for exercise in exercises)
    score = sum(exercise["score"] for exercise in exercises)
    fraction = min(1.0, max(0.0, score / most)) if most else 0.0
    text = "\n\n".join(filter(None, [summary(result), *(_line(exercise, result) for exercise in exercises)]))
    return {"fractionalScore": fraction, "feedback": text[:MAX_FEEDBACK]}


def for_github(result: Result) -> str:
    """Return the page of a run, in Markdown: a table, then the messages."""
    lines = [f"### {result['assignment']}: {result['score']:g} / {result['max_score']:g}", ""]
    if result["exercises"]:
        lines += ["| | | |", "|---|---|---|"]
    for exercise in result["exercises"]:
        mark = "\N{WHITE HEAVY CHECK MARK}" if exercise["status"] == "passed" else "\N{CROSS MARK}"
        lines.append(f"| {mark} | `{exercise['name']}` | {exercise['score']:g} / {exercise['max_score']:g} |")
    texts = [summary(result), *(exercise["message"] for exercise in result["exercises"])]
    return "\n\n".join(["\n".join(lines), *filter(None, texts)]) + "\n"


def error_lines(result: Result) -> list[str]:
    """Return a workflow command for each exercise that lost points: GitHub shows them with the run.

    A message may hold what the learner's code returned, so nothing in it may start another command: line ends are
    escaped, as the format asks.
    """
    return [
        f"::error title={_escaped(exercise['name'], ':,')}::{_escaped(exercise['message'])}"
        for exercise in result["exercises"]
        if exercise["status"] != "passed"
    ]


def summary(result: Result) -> str:
    """Return what is to be said about the whole: why it was refused; "" where it was graded."""
    refused = result["refused"]
    return str(refused["text"]) if refused else ""


def _tells_points(exercise: Mapping[str, Any]) -> bool:
    """Return whether learners may see the points of an exercise. A service of an older version does not say."""
    return bool(exercise.get("help") != "none")


def _line(exercise: Mapping[str, Any], result: Result) -> str:
    points = say("export.points", result.get("language", "en"), score=exercise["score"], full=exercise["max_score"])
    return f"{exercise['name']}: {points}\n{exercise['message']}".rstrip()


def _escaped(text: str, further: str = "") -> str:
    for character in "%\r\n" + further:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _whole(value: float) -> int:
    """Return points as a whole number; a part of a point is lost rather than given."""
    return math.floor(value + 1e-9)
