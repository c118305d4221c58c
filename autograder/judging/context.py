"""The surroundings of a hidden test: those that the grader gives it, or those of the working directory."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Collection
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.course.help import HIGHEST
from autograder.errors import CourseError
from autograder.judging.marking import Exam, Marking
from autograder.judging.repair.repairing import Patience
from autograder.judging.report import Asked, Report, Worth
from autograder.judging.showing import show
from autograder.judging.shrinking import SHRINK_SECONDS
from autograder.notebook.definition import Definition
from autograder.notebook.starter import is_starter


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


context: ContextVar[Context | None] = ContextVar("context", default=None)


def context_of_working_directory() -> Context:
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
