"""`check(propagate=propagate)`, the last line of a hidden test: mark an answer, diagnose it and explain it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from autograder.errors import CourseError, ExerciseError
from autograder.exercise.comparison import Difference, kind_of
from autograder.exercise.exercise import VALUES, Exercise
from autograder.exercise.question import Question
from autograder.exercise.reference import Reference, load_exercise, load_solutions
from autograder.judging import examples, sentences
from autograder.judging.diagnosis import diagnose, follow_through
from autograder.judging.marking import Exam, Marking, mark
from autograder.judging.shrinking import SHRINK_SECONDS, shrink
from autograder.judging.training import TrainingExam
from autograder.sandbox.outside.proxy import Opaque
from autograder.sandbox.shared.outcome import Missing, Status
from autograder.words import say

if TYPE_CHECKING:
    from autograder.notebook.source import Cell


@dataclass(frozen=True)
class Report:
    """The result of `check` for one answer.

    name:       of the exercise or question.
    fraction:   the part of the points that was earned, 0 to 1.
    max_points: what can be earned.
    bonus:      what was earned beyond these, in points.
    difference: the first thing that is wrong, for the example that is shown; None when nothing is.
    diagnosis:  the name of the known mistake; None for none.
    message:    language -> text (Markdown) for the learner; empty for an answer that passed without help.
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
        """The points earned."""
        return round(float(self.fraction * self.max_points), 9)  # 0.8 of 16 is 12.8, not 12.799999999999999


class Worth(NamedTuple):
    """The points that an exercise can earn, and the bonus beyond them."""

    points: float
    bonus: float

    @classmethod
    def of(cls, cell: Cell) -> Worth:
        """Return what a test cell of the source notebook gives."""
        return cls(float(cell.points), cell.bonus)


@dataclass(frozen=True)
class Context:
    """The surroundings of a hidden test: its course, assignment and language.

    course_root: the course's folder.
    secret:      hidden inputs are drawn from it, together with the assignment and the exercise.
    language:    of what is displayed.
    sink:        is called with every report.
    worth:       name of an exercise -> what it can earn, as the source notebook says.
    shrink_seconds: how long the search for a smaller failing example may take.
    """

    course_root: Path
    assignment: str
    secret: str
    language: str
    sink: Callable[[Report], None]
    worth: Callable[[str], Worth]
    shrink_seconds: float = SHRINK_SECONDS


context: ContextVar[Context | None] = ContextVar("context", default=None)


def check(**answers: Any) -> float:
    """Grade a learner's answers: `check(propagate=propagate)`. Returns the points earned, the sum over all answers.

    answers: name of an exercise or question -> the learner's function (or a proxy of it), or the learner's answer.

    Inside the grader, reports go to the sink of the current `context`. Elsewhere (in an instructor's notebook, or in
    nbgrader's own autograde) the course and the assignment are those of the working directory, and reports are displayed.

    Raises SandboxStopped when the learner's process was stopped, CourseError when the course has no such exercise,
    ExerciseError when the exercise or its reference is written wrongly. Where nbgrader's own autograde runs this, such an
    error ends the kernel instead: nbgrader would take it for the learner's, and give 0 points.
    """
    here = context.get()
    if here is not None:
        return _check(answers, here)
    try:
        return _check(answers, _context_of_working_directory())
    except Exception as error:  # an exception of the learner's code is an outcome, and never arrives here
        if os.environ.get("NBGRADER_EXECUTION") == "autograde":
            _end_kernel(error)
        raise


def _check(answers: dict[str, Any], here: Context) -> float:
    """Grade answers; return the points earned, and give each report to the sink."""
    earned = 0.0
    for name, answer in answers.items():
        report = examine(name, answer, here)
        here.sink(report)
        earned += report.points
    return earned


def _end_kernel(error: Exception) -> NoReturn:
    """Say on the terminal what is wrong with the course, and end this process: nbgrader then gives no score at all."""
    text = say("judging.kernel_ended", reason=f"{type(error).__name__}: {error}")
    terminal = getattr(sys.stderr, "_original_stdstream_copy", None)  # ipykernel shows the other one in the notebook
    os.write(2 if terminal is None else terminal, f"autograder: {text}\n".encode())
    os._exit(1)


def examine(name: str, answer: Any, here: Context) -> Report:
    """Return the report on one answer. Raises what `check` raises."""
    points, bonus = here.worth(name)
    exercise = load_exercise(here.course_root, here.assignment, name)
    if isinstance(exercise, Question):
        right = getattr(load_solutions(here.course_root, here.assignment), name, None)
        return _examine_answer(exercise, answer, right, points)
    exam = exam_of(here.course_root, here.assignment, name, here.secret)
    if type(answer) is Missing:
        return Report(name, "missing", 0.0, points, message=sentences.missing(name))
    if not callable(answer) or isinstance(answer, Opaque):  # a class has no process that could be started again
        kind = kind_of(answer)
        wrong = Difference("type", name, kind, "function")
        return Report(name, "failed", 0.0, points, difference=wrong, message=sentences.no_function(name, kind))

    marking = mark(exam, answer)
    if marking.passed:
        loose = exercise.training is not None and any(verdict.start is None for verdict in marking.verdicts)
        message = sentences.loosely(name) if loose else {}
        return Report(name, "passed", 1.0, points, bonus=marking.bonus * bonus, message=message)

    written = not _is_starter(marking)
    mistake = diagnose(exam, marking) if written else None
    shown = shrink(exam, answer, marking, here.shrink_seconds) if written else marking.failing[0]
    again = follow_through(exam, answer)  # the last question to the learner's code
    if again is not None and again.passed:
        message = sentences.followed(name, list(exam.helpers))
        return Report(name, "passed", 1.0, points, bonus=again.bonus * bonus, message=message)
    if not written and (again is None or _is_starter(again)):
        return Report(name, "missing", 0.0, points, message=sentences.unwritten(name))

    helped = again is not None and (again.fraction > marking.fraction or (mistake is None and diagnose(exam, again)))
    if again is not None and helped:  # wrong helpers have reports of their own; this one says what else is wrong
        marking, shown, mistake = again, again.failing[0], diagnose(exam, again)
    difference = shown.difference or shown.changed
    assert difference is not None  # the verdict is a failing one
    example = examples.example(name, exam.fit(answer, shown.case.inputs), shown.case.inputs)
    return Report(
        name=name,
        status="error" if _always_raises(marking) else "failed",
        fraction=marking.fraction,
        max_points=points,
        bonus=marking.bonus * bonus,
        difference=difference,
        diagnosis=mistake.name if mistake else None,
        message=sentences.failure(name, difference, example, mistake, list(exam.helpers) if helped else []),
        failing_example=example,
    )


def _examine_answer(question: Question, answer: Any, right: Any, points: float) -> Report:
    """Return the report on the answer to a question. right: the source notebook's answer."""
    name = question.name
    if type(answer) is Missing or answer is None:
        return Report(name, "missing", 0.0, points, message=sentences.unanswered(name))
    finding = question.judge(answer, right)
    if finding is None:
        return Report(name, "passed", 1.0, points)
    message = sentences.wrong_answer(question, finding)
    return Report(name, "failed", 0.0, points, diagnosis=finding.diagnosis, message=message)


def _is_starter(marking: Marking) -> bool:
    """Return whether the function is still the starter: every call raises NotImplementedError."""
    errors = [verdict.outcome.error for verdict in marking.verdicts]
    return all(error is not None and error.kind == "NotImplementedError" for error in errors)


def _always_raises(marking: Marking) -> bool:
    return all(verdict.outcome.error is not None for verdict in marking.in_group(VALUES))


def exam_of(course_root: Path, assignment: str, name: str, secret: str) -> Exam:
    """Return the exam of one function; it is made once, and again when its hidden test or the reference has changed.

    Raises CourseError and ExerciseError as `check` does, and ExerciseError for a question, which has no exam.
    """
    exercise = load_exercise(course_root, assignment, name)
    if isinstance(exercise, Question):
        raise ExerciseError("judging.is_a_question", name=name, assignment=assignment)
    return _exam(exercise, load_solutions(course_root, assignment), f"{secret}\0{assignment}\0{name}")


@lru_cache(maxsize=256)
def _exam(exercise: Exercise, solutions: ModuleType, seed: str) -> Exam:
    return (TrainingExam if exercise.training else Exam)(exercise, Reference(solutions, exercise.name), seed)


def _context_of_working_directory() -> Context:
    """Return a context for the assignment whose folder is the working directory, as for notebooks that nbgrader runs."""
    from autograder.course.course import Course

    here = Path.cwd()
    course, assignment = Course.find(here), here.name

    def worth(name: str) -> Worth:
        for source in course.sources(assignment).values():
            if (cell := source.by_id.get(f"test_{name}")) is not None:
                return Worth.of(cell)
        raise CourseError("judging.no_test_cell", assignment=assignment, name=name)

    return Context(
        course_root=course.root,
        assignment=assignment,
        secret=course.secret,
        language=course.language,
        sink=lambda report: _show(report, course.language),
        worth=worth,
    )


@dataclass(frozen=True)
class _Shown:
    """A report as Jupyter displays it."""

    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_markdown_(self) -> str:
        return self.text


def _show(report: Report, language: str) -> None:
    """Display a report in Jupyter. It is display data, because nbgrader counts anything on stderr as a failure."""
    from IPython.display import display

    title = f"**{report.name}**: {report.points:g} / {report.max_points:g}"
    display(_Shown("\n\n".join(filter(None, [title, report.message.get(language, "")]))))
