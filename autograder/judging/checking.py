"""`check(propagate=propagate)`, the last line of a hidden test: mark an answer, diagnose it and explain it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

from autograder.errors import ExerciseError
from autograder.exercise.comparison import Difference
from autograder.exercise.exercise import Exercise
from autograder.exercise.question import Question
from autograder.exercise.reference import Reference, load_exercise, load_solutions
from autograder.exercise.values import kind_of
from autograder.judging import examples, sentences, telling
from autograder.judging.calls import lend, with_helpers
from autograder.judging.context import Context, context, context_of_working_directory
from autograder.judging.curves import curve_to_draw
from autograder.judging.detail import Detail, detail_of_passed, detail_of_wrong
from autograder.judging.diagnosis import follow_through, has_not_answered
from autograder.judging.explaining import WrongAnswer, causes_of, hints_of
from autograder.judging.helpers import advice_on, choose, helpers_in
from autograder.judging.marking import Exam, mark
from autograder.judging.report import Asked, Report, Worth
from autograder.judging.shared import example_of, key_of
from autograder.judging.training import TrainingExam
from autograder.sandbox.outside.proxy import Opaque
from autograder.sandbox.shared.failure import Budget
from autograder.sandbox.shared.outcome import Missing, SandboxStopped
from autograder.words import Sentence, say


def check(**answers: Any) -> float:
    """Grade a learner's answers: `check(propagate=propagate)`. Returns the points earned, the sum over all answers.

    It is the last expression of its test cell: where answers are explained later, this number is provisional.

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
        return _check(answers, context_of_working_directory())
    except Exception as error:  # an exception of the learner's code is an outcome, and never arrives here
        if os.environ.get("NBGRADER_EXECUTION") == "autograde":
            _end_kernel(error)
        raise


def _check(answers: dict[str, Any], here: Context) -> float:
    """Grade answers; return the points earned, and give each report to the sink."""
    asked = []
    earned = 0.0
    for name, answer in answers.items():
        asked.append(ask(name, answer, here))
        if here.later is None:
            report = explain(asked[-1], here)
            here.sink(report)
            earned += report.points
        else:
            earned += asked[-1].points
    if here.later is not None:
        here.later(asked)
    return earned


def _end_kernel(error: Exception) -> NoReturn:
    """Say on the terminal what is wrong with the course, and end this process: nbgrader then gives no score at all."""
    text = say("judging.kernel_ended", reason=f"{type(error).__name__}: {error}")
    terminal = getattr(sys.stderr, "_original_stdstream_copy", None)  # ipykernel shows the other one in the notebook
    os.write(2 if terminal is None else terminal, f"autograder: {text}\n".encode())
    os._exit(1)


def examine(name: str, answer: Any, here: Context) -> Report:
    """Return the report on one answer. Raises what `check` raises."""
    return explain(ask(name, answer, here), here)


def ask(name: str, answer: Any, here: Context) -> Asked:
    """Ask and mark one answer. No request to the learner's code depends on whether an answer was right.

    Raises what `check` raises.
    """
    points, bonus = worth = here.worth(name)
    exercise = load_exercise(here.course_root, here.assignment, name)
    if isinstance(exercise, Question):
        right = getattr(load_solutions(here.course_root, here.assignment), name, None)
        return Asked(name, worth, _examine_answer(exercise, answer, right, worth))
    exam = exam_of(here.course_root, here.assignment, name, here.secret)
    if type(answer) is Missing:
        return Asked(name, worth, Report(name, "missing", 0.0, points, message=sentences.missing(name)))
    if not callable(answer) or isinstance(answer, Opaque):  # a class has no process that could be started again
        kind = kind_of(answer)
        wrong = Difference("type", name, kind, "function")
        report = Report(name, "failed", 0.0, points, difference=wrong, message=sentences.no_function(name, kind))
        return Asked(name, worth, report)
    if here.starter(name, answer):
        return Asked(name, worth, Report(name, "missing", 0.0, points, message=sentences.unwritten(name)))
    lent = {helper: right for helper, right in exam.reached.items() if helper in here.stopped}
    marking = mark(exam, lend(answer, lent, Budget(lent.keys())) if lent else answer, here.work)
    here.marked(exam, answer, marking)
    if not marking.passed:
        return Asked(name, worth, exam=exam, function=answer, marking=marking, lent=lent)
    loose = exercise.training is not None and any(verdict.start is None for verdict in marking.verdicts)
    message = sentences.loosely(name) if loose else sentences.followed(name, list(lent)) if lent else advice_on(marking)
    detail = detail_of_passed(message, marking, lent)
    done = Report(name, "passed", 1.0, points, bonus=marking.bonus * bonus, message=message, detail=detail)
    return Asked(name, worth, done)


def explain(asked: Asked, here: Context) -> Report:
    """Return the report on an answer that was asked: diagnose it, follow it through, and find an example to show.

    A learner's code runs in new processes for that. Where one is stopped, the report does without what it was for.
    """
    if asked.report is not None:
        return asked.report
    name, exam, function, marking = asked.name, asked.exam, asked.function, asked.marking
    assert exam is not None and function is not None and marking is not None
    points, bonus = asked.worth
    definition = here.definition(name, function)
    numbers = definition.numbers if definition is not None else ()
    followable = has_not_answered(exam, marking) or any(map(here.failed, exam.reached))
    dropped: list[Sentence] = []
    try:
        followed = follow_through(exam, function, marking, here.work) if followable else None
    except SandboxStopped as stopped:
        followed, dropped = None, [sentences.not_followed(name, list(exam.reference.helpers), stopped)]
    counted = followed.counted if followed is not None else marking
    if counted.passed:
        message = sentences.followed(name, list(exam.reference.helpers))
        detail = detail_of_passed(message, counted, exam.reference.helpers)
        return Report(name, "passed", 1.0, points, bonus=counted.bonus * bonus, message=message, detail=detail)
    explained = choose(exam, marking, asked.lent, followed, numbers)
    lent, wrong = explained.lent, explained.marking

    def fresh() -> Callable[..., Any]:
        return with_helpers(function, lent, Budget(lent.keys()) if lent else 0)

    key = key_of(definition, lent)
    shown = example_of(exam, fresh, wrong, seconds=here.shrink_seconds, key=key)
    helpers, gave = helpers_in(exam, function, lent, shown)
    case = WrongAnswer(
        exam=exam,
        marking=wrong,
        mistake=explained.mistake,
        fresh=fresh,
        definition=definition,
        shown=shown,
        key=key,
    )
    causes = causes_of(case, here.patience)
    hints = [hints_of(exam, mistake) for mistake, _ in causes.mistakes]
    difference = shown.difference or shown.changed if shown is not None else None
    example = examples.example(name, exam.fit(function, shown.case.inputs), shown.case.inputs) if shown is not None else ""
    because = [*dropped, *causes.sentences, *(gave if difference is not None else [])]
    said: Any = {"helpers": helpers, "causes": because, "earned": sentences.lines_of(counted.earned, points)}
    curve = curve_to_draw(exam, fresh, shown)
    told = telling.failure(name, difference, example, hints, check=wrong.failing[0].case.check, **said)
    return Report(
        name=name,
        status="error" if wrong.always_raises else "failed",
        fraction=counted.fraction,
        max_points=points,
        bonus=counted.bonus * bonus,
        difference=difference,
        diagnosis=causes.mistakes[0][0].name if causes.mistakes else None,
        message=telling.message_of(told),
        failing_example=example,
        explanations=causes.explanations,
        detail=detail_of_wrong(told, marking, counted, shown, lent=lent, curve=curve, **causes.places),
    )


def _examine_answer(question: Question, answer: Any, right: Any, worth: Worth) -> Report:
    """Return the report on the answer to a question; the right one earns the bonus too.

    right: the source notebook's answer.
    """
    name, points = question.name, worth.points
    if type(answer) is Missing or answer is None:
        return Report(name, "missing", 0.0, points, message=sentences.unanswered(name))
    finding = question.judge(answer, right)
    if finding is None:
        return Report(name, "passed", 1.0, points, bonus=worth.bonus)
    message = sentences.wrong_answer(question, finding)
    detail = Detail(telling.of_question(question, finding))
    return Report(name, "failed", 0.0, points, diagnosis=finding.diagnosis, message=message, detail=detail)


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
