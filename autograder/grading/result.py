"""What grading found out, as data: one exercise, one submission. Words and screens are made of it elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from autograder.sandbox.shared.outcome import Status


@dataclass(frozen=True)
class ExerciseResult:
    """One test cell of one submission.

    name:      the function's (or the question's) grade id; for a foreign course the test cell's id.
    cell:      the test cell's grade id.
    notebook:  the notebook's name, without its ending.
    message:   for the learner, empty when passed.
    diagnosis: the mistake's name, or None.
    bonus:     points beyond `max_score`, of `max_bonus`.
    excused:   the test was bad, and everyone has full points: passed, whatever the test would say.
    """

    name: str
    cell: str
    notebook: str
    score: float
    max_score: float
    status: Status
    message: str = ""
    diagnosis: str | None = None
    bonus: float = 0.0
    max_bonus: float = 0.0
    excused: bool = False


@dataclass
class SubmissionResult:
    """One student's submission to one assignment.

    sandbox:   the level it was graded with: "strict", "container" or "weak"; "" when refused.
    notebooks: name -> the graded notebook (nbformat dict) with outputs, as it goes to `autograded/`.
    refused:   why it could not be graded, one sentence; empty when it was.
    notes:     what was put right on the way in (a restored cell, a duplicate), a sentence each.
    suspicious: what was seen of attempts at what is forbidden, a clause each: for the instructor alone, never for a score.
    """

    assignment: str
    student: str = ""
    sandbox: str = ""
    exercises: list[ExerciseResult] = field(default_factory=list)
    notebooks: dict[str, Any] = field(default_factory=dict)
    refused: str = ""
    notes: list[str] = field(default_factory=list)
    suspicious: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def score(self) -> float:
        return sum(e.score for e in self.exercises)

    @property
    def bonus(self) -> float:
        """Points beyond `max_score`, not among `score`."""
        return sum(e.bonus for e in self.exercises)

    @property
    def max_score(self) -> float:
        return sum(e.max_score for e in self.exercises)
