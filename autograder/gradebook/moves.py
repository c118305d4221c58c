"""What has moved since the last grading: scores, statuses, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from autograder.grading.result import ExerciseResult


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
