"""`check(propagate=propagate)`: exercise, comparison and diagnosis together. It is the last line of a hidden test."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from autograder.errors import CourseError, ExerciseError
from autograder.exercise.comparison import Difference, kind_of
from autograder.exercise.exercise import VALUES, Exercise
from autograder.exercise.question import Question
from autograder.exercise.reference import Reference, load_exercise, load_solutions
from autograder.judging import examples
from autograder.judging import sentences as messages
from autograder.judging.diagnosis import diagnose, follow_through
from autograder.judging.marking import Exam, Marking, mark
from autograder.judging.shrinking import shrink
from autograder.judging.training import TrainingExam
from autograder.sandbox.outside.proxy import Opaque
from autograder.sandbox.shared.outcome import Missing, Status

if TYPE_CHECKING:
    from autograder.notebook.source import Cell


@dataclass(frozen=True)
class Report:
    """What check() found out about one answer.

    fraction:   earned of the points, 0 to 1; `points` is the same in points. `bonus` is what was earned beyond, in points.
    difference: the first thing that is wrong, on the example that is shown.
    diagnosis:  the known mistake's name.
    message:    language -> text (Markdown) for the learner; empty when passed by its own strength.
    failing_example: Python to paste into a cell, or "".
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

    @property
    def points(self) -> float:
        return round(float(self.fraction * self.max_points), 9)  # 0.8 of 16 is 12.8, not 12.799999999999999


class Worth(NamedTuple):
    """What an exercise can earn: points, and a bonus beyond them."""

    points: float
    bonus: float

    @classmethod
    def of(cls, cell: Cell) -> Worth:
        """Of a test cell in the source notebook."""
        return cls(float(cell.points), cell.bonus)


@dataclass(frozen=True)
class Context:
    """Where a hidden test runs.

    secret:   what hidden inputs are drawn from, together with the assignment and the exercise.
    language: "en" or "zh", of what is displayed.
    sink:     takes every report.
    worth:    what an exercise can earn, from the source notebook.
    """

    course_root: Path
    assignment: str
    notebook: str
    secret: str
    language: str
    sink: Callable[[Report], None]
    worth: Callable[[str], Worth]


context: ContextVar[Context | None] = ContextVar("context", default=None)


def check(**answers: Any) -> float:
    """Grade what a learner wrote: `check(propagate=propagate)`. Returns the points earned.

    Each answer is a function of the learner's, or a proxy of one, under the name of its exercise. What was found goes to the
    context's sink; without a context (a notebook of the instructor's, nbgrader's own autograde) the course and the
    assignment are those of the working directory, and what was found is displayed.
    Raises SandboxStopped when the learner's process was stopped, AutograderError when course or exercise are not in order.
    """
    here = context.get() or _working_directory()
    earned = 0.0
    for name, answer in answers.items():
        report = examine(name, answer, here)
        here.sink(report)
        earned += report.points
    return earned


def examine(name: str, answer: Any, here: Context) -> Report:
    """One answer, from the first call to the last word."""
    points, bonus = here.worth(name)
    exercise = load_exercise(here.course_root, here.assignment, name)
    if isinstance(exercise, Question):
        right = getattr(load_solutions(here.course_root, here.assignment), name, None)
        return _examine_answer(exercise, answer, right, points)
    exam = exam_of(here.course_root, here.assignment, name, here.secret)
    if type(answer) is Missing:
        return Report(name, "missing", 0.0, points, message=messages.missing(name))
    if not callable(answer) or isinstance(answer, Opaque):  # a class has no process to begin anew in
        kind = kind_of(answer)
        wrong = Difference("type", name, kind, "function")
        return Report(name, "failed", 0.0, points, difference=wrong, message=messages.no_function(name, kind))

    marking = mark(exam, answer)
    if marking.passed:
        loose = exercise.training is not None and any(verdict.start is None for verdict in marking.verdicts)
        said = messages.loosely(name) if loose else {}
        return Report(name, "passed", 1.0, points, marking.bonus * bonus, message=said)

    written = not _is_starter(marking)
    mistake = diagnose(exam, marking) if written else None
    shown = shrink(exam, answer, marking) if written else marking.failing[0]
    again = follow_through(exam, answer)  # the last that is asked of the learner's code
    if again is not None and again.passed:
        followed = messages.followed(name, list(exam.helpers))
        return Report(name, "passed", 1.0, points, again.bonus * bonus, message=followed)
    if not written and (again is None or _is_starter(again)):
        return Report(name, "missing", 0.0, points, message=messages.unwritten(name))

    helped = again is not None and (again.fraction > marking.fraction or (mistake is None and diagnose(exam, again)))
    if again is not None and helped:  # what its helpers get wrong is told with them; here, what is wrong besides
        marking, shown, mistake = again, again.failing[0], diagnose(exam, again)
    difference = shown.difference or shown.changed
    assert difference is not None  # it is a failing one
    example = examples.example(name, exam.fit(answer, shown.case.inputs), shown.case.inputs)
    return Report(
        name,
        "error" if _always_raises(marking) else "failed",
        marking.fraction,
        points,
        marking.bonus * bonus,
        difference,
        mistake.name if mistake else None,
        messages.failure(name, difference, example, mistake, list(exam.helpers) if helped else []),
        example,
    )


def _examine_answer(question: Question, answer: Any, right: Any, points: float) -> Report:
    if type(answer) is Missing or answer is None:
        return Report(question.name, "missing", 0.0, points, message=messages.unanswered(question.name))
    finding = question.judge(answer, right)
    if finding is None:
        return Report(question.name, "passed", 1.0, points)
    return Report(
        question.name, "failed", 0.0, points, diagnosis=finding.diagnosis, message=messages.wrong_answer(question, finding)
    )


def _is_starter(marking: Marking) -> bool:
    """Whether nothing was written: every call raises NotImplementedError."""
    errors = [verdict.outcome.error for verdict in marking.verdicts]
    return all(error is not None and error.kind == "NotImplementedError" for error in errors)


def _always_raises(marking: Marking) -> bool:
    return all(verdict.outcome.error is not None for verdict in marking.in_group(VALUES))


def exam_of(course_root: Path, assignment: str, name: str, secret: str) -> Exam:
    """The exam of one function; worked out once, and again when its hidden test or the reference has changed."""
    exercise = load_exercise(course_root, assignment, name)
    if isinstance(exercise, Question):
        raise ExerciseError(f"{name} of {assignment} is a question: it has no cases.")
    return _exam(exercise, load_solutions(course_root, assignment), f"{secret}\0{assignment}\0{name}")


@lru_cache(maxsize=256)
def _exam(exercise: Exercise, solutions: ModuleType, seed: str) -> Exam:
    return (TrainingExam if exercise.training else Exam)(exercise, Reference(solutions, exercise.name), seed)


# without a context
def _working_directory() -> Context:
    """nbgrader runs a notebook in its own folder, and that is called as the assignment is."""
    from autograder.course.course import Course

    here = Path.cwd()
    course, assignment = Course.find(here), here.name

    def worth(name: str) -> Worth:
        for source in course.sources(assignment).values():
            if (cell := source.by_id.get(f"test_{name}")) is not None:
                return Worth.of(cell)
        raise CourseError(f"{assignment} has no test cell test_{name}, which says what {name} is worth.")

    return Context(course.root, assignment, "", course.secret, "en", lambda report: _show(report, "en"), worth)


@dataclass(frozen=True)
class _Shown:
    """A report as Jupyter displays it."""

    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_markdown_(self) -> str:
        return self.text


def _show(report: Report, language: str) -> None:
    """Display data, not output: nbgrader takes what is written to stderr for a failure."""
    from IPython.display import display

    title = f"**{report.name}**: {report.points:g} / {report.max_points:g}"
    display(_Shown("\n\n".join(filter(None, [title, report.message.get(language, "")]))))
