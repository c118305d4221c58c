"""`check(propagate=propagate)`, the last line of a hidden test: mark an answer, diagnose it and explain it."""

from __future__ import annotations

import inspect
import os
import sys
import textwrap
from collections.abc import Callable, Collection, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from autograder.course.help import HIGHEST
from autograder.errors import CourseError, ExerciseError
from autograder.exercise.comparison import Difference
from autograder.exercise.exercise import Exercise
from autograder.exercise.question import Question
from autograder.exercise.reference import Reference, load_exercise, load_solutions
from autograder.exercise.values import kind_of
from autograder.judging import examples, sentences, telling
from autograder.judging.apart import advice_on, choose, helpers_in
from autograder.judging.calls import lend, with_helpers
from autograder.judging.detail import Detail, detail_of_passed, detail_of_wrong
from autograder.judging.diagnosis import follow_through, has_not_answered
from autograder.judging.explaining import WrongAnswer, causes_of, hints_of
from autograder.judging.explanation import Explanation
from autograder.judging.marking import Exam, Marking, mark
from autograder.judging.repair.repairing import Patience
from autograder.judging.shared import example_of, key_of
from autograder.judging.showing import show
from autograder.judging.shrinking import SHRINK_SECONDS
from autograder.judging.training import TrainingExam
from autograder.notebook.definition import Definition
from autograder.notebook.starter import is_starter
from autograder.sandbox.outside.proxy import Opaque
from autograder.sandbox.shared.failure import Budget
from autograder.sandbox.shared.outcome import Missing, SandboxStopped, Status
from autograder.words import Sentence, say

if TYPE_CHECKING:
    from autograder.notebook.source import Cell


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
    work:        the set of draws that belongs to the work (`draws.set_of`).
    starter:     (name, answer) -> whether the text of the answer is still the starter's.
    stopped:     exercises whose functions were stopped; those that call them are asked with correct ones in their place.
    failed:      name of an exercise -> whether it has failed. Only where a helper has, a wrong answer is followed through.
    later:       is called with the answers of each `check`, which are explained later; None: they are explained at once.
    definition:  (name, answer) -> the text of the answer in the notebook; None where that is not known.
    patience:    the time that is left for the search for causes.
    shrink_seconds: how long the search for a smaller failing example may take.
    help:       the level of help of the messages in results (`course.help`).
    marked:     is called with the exam, the learner's function and its marking, once an answer is marked.
    """

    course_root: Path
    assignment: str
    secret: str
    language: str
    sink: Callable[[Report], None]
    worth: Callable[[str], Worth]
    work: int = 0
    starter: Callable[[str, Any], bool] = lambda name, answer: False
    stopped: Collection[str] = ()
    failed: Callable[[str], bool] = lambda name: True
    later: Callable[[list[Asked]], None] | None = None
    definition: Callable[[str, Any], Definition | None] = lambda name, answer: None
    patience: Patience = field(default_factory=Patience)
    shrink_seconds: float = SHRINK_SECONDS
    help: str = HIGHEST
    marked: Callable[[Exam, Callable[..., Any], Marking], None] = lambda exam, function, marking: None


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


context: ContextVar[Context | None] = ContextVar("context", default=None)


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
        return _check(answers, _context_of_working_directory())
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
        detail=detail_of_wrong(told, marking, counted, shown, lent=lent, **causes.places),
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

    def starter(name: str, answer: Any) -> bool:
        cells = [source.by_id[name].released for source in course.sources(assignment).values() if name in source.by_id]
        return bool(cells) and is_starter(name, [text_of(answer)], cells[0])

    def definition(name: str, answer: Any) -> Definition | None:
        text = text_of(answer)
        return Definition(text) if text.startswith("def ") else None

    return Context(
        course_root=course.root,
        assignment=assignment,
        secret=course.secret,
        language=course.language,
        sink=lambda report: show(
            f"**{report.name}**: {report.points:g} / {report.max_points:g}", report.message.get(course.language, "")
        ),
        worth=worth,
        starter=starter,
        definition=definition,
    )


def text_of(function: Any) -> str:
    """Return the source of a function of this process; "" where Python does not know it."""
    try:
        return textwrap.dedent(inspect.getsource(function))
    except (OSError, TypeError):
        return ""
