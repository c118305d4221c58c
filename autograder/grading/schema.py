"""Turn results into JSON, as `result.schema.json` describes it."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Any

from autograder.course.help import shown_status, shows
from autograder.grading.result import ExerciseResult, SubmissionResult
from autograder.words import DEFAULT, Sentence

VERSION = 2  # of the schema; raised when a field changes its meaning or is removed


def as_json(result: SubmissionResult, language: str = DEFAULT) -> dict[str, Any]:
    """Return a result as data for `json.dumps`.

    language: of notes and of the reason for a refusal. Messages for the learner keep the language they were made in.

    `result.suspicious` and `result.about_course` are left out, because they are for the instructor only, and these results
    may be shown to learners.
    """
    return {
        "schema_version": VERSION,
        "file": result.file,
        "assignment": result.assignment,
        "student": result.student,
        "language": language,
        "score": result.score,
        "max_score": result.max_score,
        "bonus": result.bonus,
        "max_bonus": result.max_bonus,
        "waits": result.waits or bool(result.waiting),
        "seconds": result.seconds,
        "sandbox": result.sandbox,
        "refused": None if result.refused is None else _sentence(result.refused, language),
        "notes": [_sentence(note, language) for note in result.notes],
        "exercises": [_exercise(exercise) for exercise in result.exercises],
    }


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema of what `as_json` returns."""
    found: dict[str, Any] = json.loads(Path(__file__).with_name("result.schema.json").read_text("utf-8"))
    return found


def _exercise(exercise: ExerciseResult) -> dict[str, Any]:
    """Return one exercise, without what says more than the course's level of help: causes, kinds of edits, details.

    Points are always there. Where the level is "none", whoever shows the result to a learner must leave them out.
    """
    causes = exercise.explanations if shows(exercise.help, "hint") else []
    if not shows(exercise.help, "repair"):
        causes = [replace(cause, name="repair") if cause.kind == "repair" else cause for cause in causes]
    diagnosis = exercise.diagnosis if shows(exercise.help, "hint") else None
    found = asdict(replace(exercise, detail=None, explanations=causes, diagnosis=diagnosis))
    found["status"] = shown_status(exercise.status, exercise.help)
    return {name: value for name, value in found.items() if name not in ("detail", "seconds")}


def _sentence(said: Sentence, language: str) -> dict[str, str]:
    return {"code": said.code, "text": said.in_language(language)}
