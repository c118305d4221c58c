"""What a graded notebook says of its own grading, in its metadata, and what has moved when it is graded again.

The gradebook holds scores alone. Why one is another than last time, the record knows: the work that was graded, the
test it was graded with, and what came of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from autograder.grading.result import ExerciseResult
from autograder.notebook.files import Notebook

KEY = "grading"  # in the notebook's metadata


def digest(parts: Iterable[str]) -> str:
    """Short, and another one when a part changes."""
    return hashlib.sha256(json.dumps([*parts]).encode()).hexdigest()[:16]


def stamp(
    notebook: Notebook,
    sandbox: str,
    work: str,
    suspicious: Iterable[str],
    exercises: Mapping[str, tuple[ExerciseResult, str]],
    comments: Mapping[str, str],
) -> None:
    """Write the record into a graded notebook.

    work:      digest of what the learner wrote.
    suspicious: what was seen of attempts at what is forbidden.
    exercises: test cell -> its result, and a digest of its test.
    comments:  solution cell -> what is to be said below it, to learner and instructor.
    """
    found = {
        cell: {
            "score": result.score,
            "bonus": result.bonus,
            "status": result.status,
            "excused": result.excused,
            "test": test,
        }
        for cell, (result, test) in exercises.items()
    }
    record = {"sandbox": sandbox, "work": work, "exercises": found, "comments": dict(comments)}
    record |= {"suspicious": list(suspicious)} if suspicious else {}
    notebook["metadata"] = {**notebook["metadata"], KEY: record}  # the source's own stay as they are


def record_of(notebook: Any) -> dict[str, Any]:
    """The record in a graded notebook; empty where there is none."""
    metadata = notebook.get("metadata") if isinstance(notebook, Mapping) else None
    record = metadata.get(KEY) if isinstance(metadata, Mapping) else None
    return dict(record) if isinstance(record, Mapping) else {}


def read_record(path: Path) -> dict[str, Any]:
    """The record in a file under `autograded/`; empty where there is no such file, or nbgrader's `Execute` made it."""
    try:
        return record_of(json.loads(path.read_bytes()))
    except (OSError, ValueError, RecursionError):
        return {}
