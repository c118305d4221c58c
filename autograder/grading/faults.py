"""Tell a fault of the course or the grader from one of the learner's code, and say where it is.

Such a fault never becomes a score: a test cell waits for a person.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from types import CodeType, TracebackType
from typing import Any, TypeVar

from autograder.errors import AutograderError, SandboxError, line_in, place_of
from autograder.grading.outputs import CellGrade, grade_waiting
from autograder.grading.sentences import as_sentence
from autograder.grading.testcell import TestCell, file_name
from autograder.judging.checking import check, explain
from autograder.judging.context import Context
from autograder.sandbox.outside import sentences as sandbox_sentences
from autograder.sandbox.shared.outcome import SandboxStopped
from autograder.words import Sentence, sentence

PACKAGE = f"{Path(__file__).parents[1]}/"  # as in the names of code objects
T = TypeVar("T")
OF_THE_SYSTEM = (OSError, MemoryError)  # which the grader's own code never raises on purpose


def is_fault(error: BaseException, course: Path) -> bool:
    """Return whether an error that ended a test cell is a fault of the course or the grader, not of the learner's code.

    - An AutograderError is one: the person at the keyboard can correct it.
    - An error of the learner's code, and the end of its process, is none.
    - Any other error is one where it was raised in `check` or `explain`, which judge answers, and where the system refused
      the grader something.
    - An error that the test cell itself raises is none: most tests fail by raising one.

    course: the course's folder.
    """
    if isinstance(error, AutograderError):
        return True
    if hasattr(error, "learner_error"):
        return False
    passed = list(_codes(error.__traceback__))
    if isinstance(error, SandboxStopped):  # out of time: while the reference was at work, or the learner's code
        return _in_course(passed, course) and _judges(passed) and not _asks_the_sandbox(passed)
    if _judges(passed):
        return True
    return isinstance(error, OF_THE_SYSTEM) and _in_package(passed, course)


def reason_of(error: BaseException, course: Path, test: TestCell | None = None, file: Path | None = None) -> Sentence:
    """Return what went wrong, with file and line where they are known; files are relative to the course's folder.

    test: the cell that ran.
    file: the file that is at fault where the error itself names none.
    """
    problem = _problem(error)
    if isinstance(error, AutograderError) and "path" in error.values:
        return problem  # it names its file itself
    place = _place(error, course, test)
    if place is None and file is not None:
        place = place_of(error, str(file), _short(str(file), course))
    return problem if place is None else sentence("grading.fault_at", place=place, problem=problem)


def or_waiting(setting: Context, test: TestCell, ask: Callable[[], T]) -> T | CellGrade:
    """Return what `ask` finds of a test, and how long that took, seconds, in a grade.

    After a fault of the course or the grader, the cell waits for a person.
    """
    began = time.monotonic()
    try:
        found = ask()
        if isinstance(found, CellGrade):
            found.seconds += time.monotonic() - began
        return found
    except (SandboxError, KeyboardInterrupt):
        raise
    except BaseException as fault:  # the learner's own errors are in the grade; see `is_fault`
        return grade_waiting(test.id, test.name, reason_of(fault, setting.course_root, test), setting.language)


def _problem(error: BaseException) -> Sentence:
    if isinstance(error, AutograderError):
        return as_sentence(error)
    if isinstance(error, SandboxStopped):
        return sentence("grading.raised_by_course", kind="TimeoutError", error=sandbox_sentences.why_stopped(error))
    return sentence("grading.raised_by_course", kind=type(error).__name__, error=str(error).strip().rstrip("."))


def _place(error: BaseException, course: Path, test: TestCell | None) -> Sentence | None:
    """Return the innermost line of the course's files, or of the test cell, that an error passed; None for none."""
    files = [code.co_filename for code in _codes(error.__traceback__)]
    files += [error.filename] if isinstance(error, SyntaxError) and error.filename else []
    for file in reversed(files):
        if file.startswith(f"{course}/"):
            place: Sentence = place_of(error, file, _short(file, course))
            return place
        if test is not None and file == file_name(test.cell):
            name = Path(test.notebook.path).name
            return sentence("grading.cell_at", notebook=name, cell=test.id, line=line_in(error, file))
    return None


def _short(file: str, course: Path) -> str:
    return file.removeprefix(f"{course}/")


def _codes(trace: TracebackType | None) -> Any:
    """Yield the code of each frame that an error passed, from the outermost to the one that raised it."""
    while trace is not None:
        yield trace.tb_frame.f_code
        trace = trace.tb_next


def _judges(passed: list[CodeType]) -> bool:
    return check.__code__ in passed or explain.__code__ in passed


def _in_package(passed: list[CodeType], course: Path) -> bool:
    """Return whether the grader made the call that failed: neither the test cell nor another file of the course did."""
    ours = (PACKAGE, f"{course}/", "<")
    innermost = next((code for code in reversed(passed) if code.co_filename.startswith(ours)), None)
    return innermost is not None and innermost.co_filename.startswith(PACKAGE)


def _in_course(passed: list[CodeType], course: Path) -> bool:
    return any(code.co_filename.startswith(f"{course}/") for code in passed)


def _asks_the_sandbox(passed: list[CodeType]) -> bool:
    return any(code.co_filename.startswith(f"{PACKAGE}sandbox/outside/") for code in passed)
