"""Repeat one exercise of a submission with the very inputs that are graded, for an instructor whom a learner asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from autograder.course.course import Course
from autograder.errors import AutograderError, CourseError
from autograder.exercise.exercise import Exercise
from autograder.exercise.reference import load_exercise
from autograder.grading.submission import Grader
from autograder.judging.context import Context
from autograder.judging.examples import example, literal
from autograder.judging.marking import Exam, Marking
from autograder.judging.sentences import explain
from autograder.judging.verdict import Verdict
from autograder.notebook.source import SourceNotebook
from autograder.sandbox.shared.outcome import LearnerError

LONG = 2_000  # characters of a value that are shown


@dataclass(frozen=True)
class RepeatedCall:
    """One call that was graded.

    check, group: what it tests, and the share of the points that it belongs to. right: whether it costs nothing.
    example:  Python that repeats the call.
    answer, expected: what the learner's function and the reference returned, or raised.
    problem:  what is wrong, in words; "" for nothing.
    """

    check: str
    group: str
    right: bool
    example: str
    answer: str
    expected: str
    problem: str


@dataclass
class Repeated:
    """An exercise that was asked again.

    score:   with bonus; it is written nowhere.
    message: what the learner reads.
    """

    calls: list[RepeatedCall] = field(default_factory=list)
    score: float = 0.0
    max_score: float = 0.0
    message: str = ""


def repeat(
    course: Course, student: str, assignment: str, exercise: str, *, language: str = "", allow_weak: bool = False
) -> Repeated:
    """Grade a submission without writing anything, and return each call of one exercise.

    Raises CourseError for an assignment or an exercise that is not there, AutograderError for a submission that cannot be
    graded.
    """
    if student not in course.submissions(assignment):
        raise AutograderError("gradebook.student_without_submission", students=student, assignments=assignment)
    if not isinstance(load_exercise(course.root, assignment, exercise), Exercise):
        raise CourseError("grading.repeat_question", exercise=exercise, assignment=assignment)
    found = Repeated()

    def marked(exam: Exam, function: Callable[..., Any], marking: Marking) -> None:
        if exam.exercise.name == exercise:
            found.calls = [_call(exam, function, verdict, language) for verdict in marking.verdicts]

    with _Watching(course, assignment, marked, language, allow_weak) as grader:
        result = grader.grade_folder(student)
    if result.refused is not None:
        raise AutograderError(result.refused.code, **result.refused.values)
    one = next((each for each in result.exercises if each.name == exercise), None)
    if one is None:
        raise CourseError("judging.no_test_cell", assignment=assignment, name=exercise)
    found.score, found.max_score, found.message = (one.score or 0.0) + one.bonus, one.max_score, one.message
    return found


class _Watching(Grader):
    """A grader that tells what it marks."""

    def __init__(
        self,
        course: Course,
        assignment: str,
        marked: Callable[[Exam, Callable[..., Any], Marking], None],
        language: str,
        allow_weak: bool,
    ) -> None:
        super().__init__(course, assignment, language=language, allow_weak=allow_weak)
        self._marked = marked

    def _setting(self, source: SourceNotebook, language: str) -> Context:
        return replace(super()._setting(source, language), marked=self._marked)


def _call(exam: Exam, function: Callable[..., Any], verdict: Verdict, language: str) -> RepeatedCall:
    case, wrong = verdict.case, verdict.difference or verdict.changed
    return RepeatedCall(
        check=case.check,
        group=case.group,
        right=wrong is None,
        example=example(exam.exercise.name, exam.fit(function, case.inputs), case.inputs),
        answer=_shown(verdict.outcome.error if verdict.outcome.error is not None else verdict.outcome.value),
        expected=_shown(verdict.expected),
        problem=explain(exam.exercise.name, wrong).in_language(language or "en") if wrong is not None else "",
    )


def _shown(value: Any) -> str:
    text = str(value) if isinstance(value, LearnerError) else literal(value)
    return text if len(text) <= LONG else f"{text[:LONG]} …"
