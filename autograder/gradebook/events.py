"""What a run that grades a class reports: events while it runs, its result, and how it was stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from autograder.errors import AutograderError
from autograder.gradebook.keeping import Kept
from autograder.gradebook.moves import Change
from autograder.grading.result import SubmissionResult
from autograder.words import Sentence


@dataclass(frozen=True)
class ClassResult:
    """The result of grading a class.

    level:    of the sandbox: "strict", "container" or "weak".
    results:  one for each submission that was graded, sorted by student.
    absent:   students without a submission -> the points that the gradebook keeps from a deleted one; None for none.
              Empty unless the whole class was graded.
    changes:  how each submission's scores in the gradebook changed.
    left_out: students who were not graded because nothing confines their code here.
    dry_run:  nothing was written.
    unchanged: students who were not graded, because nothing that decides their scores has changed since the last time.
    kept:     scores that this grading would have lowered, although the work is the same.
    """

    assignment: str
    level: str
    results: list[SubmissionResult]
    absent: dict[str, float | None] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    left_out: tuple[str, ...] = ()
    dry_run: bool = False
    unchanged: tuple[str, ...] = ()
    kept: list[Kept] = field(default_factory=list)

    @property
    def points(self) -> dict[str, float]:
        """Student -> the points in the gradebook, with manual scores, bonus and late penalty; empty after a dry run."""
        return {} if self.dry_run else {change.student: change.new for change in self.changes}


@dataclass(frozen=True)
class Waiting:
    """An event: another process writes into the course, and this run waits. `holder` says which process."""

    holder: Sentence


@dataclass(frozen=True)
class Started:
    """An event: the workers have begun.

    level:     of the sandbox.
    total:     number of submissions that are graded.
    left_out:  students who are not graded because nothing confines their code here.
    unchanged: number of submissions that need no grading.
    """

    assignment: str
    level: str
    total: int
    left_out: tuple[str, ...] = ()
    unchanged: int = 0


@dataclass(frozen=True)
class Graded:
    """An event: one submission is graded. (The gradebook has it a little later.)"""

    result: SubmissionResult


Event = Waiting | Started | Graded
Progress = Callable[[Event], Any]


class RunError(AutograderError):
    """A run failed after it began to write. `reason` says why; `so_far` says what the gradebook holds."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code, **values)
        self.reason: Sentence = values["reason"]
        self.so_far: Sentence = values["so_far"]

    @property
    def written(self) -> int:
        """The number of submissions that the gradebook holds."""
        return int(self.so_far.values.get("written", 0))


class RunInterrupted(KeyboardInterrupt):
    """Ctrl-C stopped a run. `so_far` says what the gradebook holds."""

    def __init__(self, so_far: Sentence) -> None:
        super().__init__(str(so_far))
        self.so_far = so_far

    @property
    def written(self) -> int:
        """The number of submissions that the gradebook holds."""
        return int(self.so_far.values.get("written", 0))
