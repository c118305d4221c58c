"""What a graded notebook says of its own grading, in its metadata, and what has moved when it is graded again.

The gradebook holds scores alone. Why one is another than last time, the record knows: the work that was graded, the
test it was graded with, and what came of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.grading.result import ExerciseResult
from autograder.notebook import Notebook

KEY = "grading"  # in the notebook's metadata


@dataclass(frozen=True)
class Move:
    """An exercise whose score or status is another than before.

    old_score, score: with bonus; None for none yet (a person grades the cell); old_status: "" where nobody knows it.
    manual: a person's score, which stands whatever the test finds; None without one.
    why:    what is another now: "excused", "no longer excused", "another test", "other work", the last two with "and"
            between them; "" where neither work nor test is.
    """

    exercise: str
    old_score: float | None
    score: float | None
    old_status: str
    status: str
    why: str
    manual: float | None = None


@dataclass(frozen=True)
class Change:
    """One submission, before and after: points as nbgrader counts them, by hand and late penalty included.

    old: None for a submission that is graded for the first time.
    """

    student: str
    old: float | None
    new: float
    moves: list[Move] = field(default_factory=list)


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


def move(
    cell: str,
    result: ExerciseResult | None,
    scores: tuple[float | None, float | None],
    manual: float | None,
    before: dict[str, Any],
    now: dict[str, Any],
) -> list[Move]:
    """What has become of one graded cell: a move, or none where score and status are as before.

    result:      None where no test has looked at it: the submission was refused, or a person grades the cell.
    scores:      by the test, before and now; None for no score yet.
    before, now: the notebook's records. What a record says of a cell is believed where the gradebook has its score.
    """
    old_score, score = scores
    old, new = (record.get("exercises", {}).get(cell, {}) for record in (before, now))
    if old.get("score") != old_score:
        old = {}
    old_status = str(old.get("status", ""))
    status = result.status if result else "refused" if not now else ""
    if old_score is not None and old:
        old_score += float(old.get("bonus", 0.0))
    if score is not None and result:
        score += result.bonus
    if old_score == score and old_status in ("", status):
        return []
    if result and result.excused:
        why = "excused"
    elif old.get("excused"):
        why = "no longer excused"
    elif old and new:
        others = {"another test": old.get("test") != new["test"], "other work": before.get("work") != now["work"]}
        why = " and ".join(name for name, is_so in others.items() if is_so)
    else:
        why = ""
    return [Move(result.name if result else cell, old_score, score, old_status, status, why, manual)]
