"""The report on one answer, and an answer that still has to be explained."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from autograder.exercise.comparison import Difference
from autograder.judging import sentences, telling
from autograder.judging.detail import Detail, detail_of_wrong
from autograder.judging.explanation import Explanation
from autograder.judging.marking import Exam, Marking
from autograder.sandbox.shared.outcome import Status

if TYPE_CHECKING:
    from autograder.notebook.source import Cell


class Worth(NamedTuple):
    """The points that an exercise can earn, and the bonus beyond them."""

    points: float
    bonus: float

    @classmethod
    def of(cls, cell: Cell) -> Worth:
        """Return what a test cell of the source notebook gives."""
        return cls(float(cell.points), cell.bonus)


@dataclass(frozen=True)
class Report:
    """The result of `check` for one answer.

    name:       of the exercise or question.
    fraction:   the part of the points that was earned, 0 to 1.
    max_points, bonus: what can be earned; what was earned beyond these, in points.
    difference: the first thing that is wrong, for the example that is shown; None when nothing is, or none is shown.
    diagnosis:  the name of the known mistake; None for none.
    message:    language -> text (Markdown) for the learner; empty for an answer that passed without help.
    failing_example: Python to paste into a cell, or "".
    explanations, detail: the causes of a wrong answer, best first; the message in paragraphs, and more for pages.
    """

    name: str
    status: Status
    fraction: float
    max_points: float
    bonus: float = 0.0
    difference: Difference | None = None
    diagnosis: str | None = None
    message: dict[str, str] = field(default_factory=dict)
    failing_example: str = ""
    explanations: list[Explanation] = field(default_factory=list)
    detail: Detail = field(default_factory=Detail)

    @property
    def points(self) -> float:
        """The points earned."""
        return round(float(self.fraction * self.max_points), 9)  # 0.8 of 16 is 12.8, not 12.799999999999999


@dataclass(frozen=True)
class Asked:
    """An answer that has been asked and marked, and still has to be explained.

    exam, function, marking: the exam, the learner's function and its marking, which has a failing verdict.
    report: the report, where nothing is left to explain.
    lent:   correct helpers that the function was asked with from the start.
    """

    name: str
    worth: Worth
    report: Report | None = None
    exam: Exam | None = None
    function: Callable[..., Any] | None = None
    marking: Marking | None = None
    lent: Mapping[str, Callable[..., Any]] = field(default_factory=dict)

    @property
    def points(self) -> float:
        """The points earned so far; following through may add some."""
        return self.unexplained.points

    @property
    def unexplained(self) -> Report:
        """The report without an explanation, which names the check that failed."""
        if self.report is not None:
            return self.report
        assert self.marking is not None
        check = (self.marking.of_class.failing or self.marking.failing)[0].case.check
        earned = sentences.lines_of(self.marking.earned, self.worth.points)
        told = telling.failure(self.name, None, "", [], check=check, helpers=list(self.lent), earned=earned)
        return Report(
            name=self.name,
            status="error" if self.marking.always_raises else "failed",
            fraction=self.marking.fraction,
            max_points=self.worth.points,
            bonus=self.marking.bonus * self.worth.bonus,
            message=telling.message_of(told),
            detail=detail_of_wrong(told, self.marking, self.marking, None, lent=self.lent),
        )
