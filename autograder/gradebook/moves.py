"""Say what a grading has changed since the last one: scores, statuses, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from autograder.gradebook.rows import Found, GradeRow, NotebookRows
from autograder.grading.record import record_of
from autograder.grading.result import SubmissionResult
from autograder.words import Listed, sentence


@dataclass(frozen=True)
class Move:
    """An exercise whose score or status has changed.

    old_score, score: with bonus; None for none yet (a person grades the cell).
    old_status: "" where no record has it.
    manual:     a person's score, which counts whatever the test finds; None without one.
    why:        codes of the reasons that are known: "excused"; "no_longer_excused"; "another_test", "other_work" or both.
    """

    exercise: str
    old_score: float | None
    score: float | None
    old_status: str
    status: str
    why: tuple[str, ...] = ()
    manual: float | None = None

    @property
    def reasons(self) -> Listed:
        """The reasons, to be put into words: "test changed, submission changed"."""
        return Listed([sentence(f"gradebook.why.{code}") for code in self.why], "comma")


@dataclass(frozen=True)
class Change:
    """One submission before and after a grading: points as nbgrader counts them, with manual scores and late penalty.

    old: None for a submission that is graded for the first time.
    """

    student: str
    old: float | None
    new: float
    moves: list[Move] = field(default_factory=list)


@dataclass
class GradedSubmission:
    """A graded submission that waits to be entered.

    handed_in: when, UTC; None for what its `timestamp.txt` says.
    records:   what the last grading recorded in the graded notebooks, by notebook.
    """

    result: SubmissionResult
    handed_in: datetime | str | None = None
    records: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def moves_of(before: NotebookRows, after: NotebookRows, found: Found, record: Mapping[str, Any]) -> list[Move]:
    """Return what has changed in one notebook.

    record: what the last grading wrote into the graded notebook; an entry counts if its score equals the gradebook's.
    """
    now = record_of(found.notebook)
    is_graded = found.notebook is not None
    moves = [
        _move(old, new, found, record, now)
        for old, new in zip(before.grades, after.grades, strict=True)
        if not (is_graded and new.is_task)
    ]
    return [move for move in moves if move is not None]


def _move(old: GradeRow, new: GradeRow, found: Found, before: Mapping[str, Any], now: Mapping[str, Any]) -> Move | None:
    """Return the move of one graded cell; None where score and status are as before."""
    result = found.exercises.get(new.name)
    old_record, new_record = (record.get("exercises", {}).get(new.name, {}) for record in (before, now))
    if old_record.get("score") != old.auto_score:
        old_record = {}
    old_status = str(old_record.get("status", ""))
    status = result.status if result else "refused" if not now else ""
    old_score, score = old.auto_score, new.auto_score
    if old_score is not None and old_record:
        old_score += float(old_record.get("bonus", 0.0))
    if score is not None and result:
        score += result.bonus
    if old_score == score and old_status in ("", status):
        return None
    why: list[str] = []
    if result and result.excused:
        why = ["excused"]
    elif old_record.get("excused"):
        why = ["no_longer_excused"]
    elif old_record and new_record:
        why += ["another_test"] if old_record.get("test") != new_record["test"] else []
        why += ["other_work"] if before.get("work") != now["work"] else []
    return Move(
        exercise=result.name if result else new.name,
        old_score=old_score,
        score=score,
        old_status=old_status,
        status=status,
        why=tuple(why),
        manual=new.manual_score,
    )
