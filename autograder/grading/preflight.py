"""Find what is wrong on the course's side before the first submission is graded, and before anything is written.

Everything of an assignment that a run uses is loaded and tried once: settings, notebooks, data files, test cells, hidden
tests, and the reference on the inputs of its hidden tests. `judging.checking` keeps what is made here, so a run in this
process does not make it again.
"""

from __future__ import annotations

import ast
import contextlib
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from autograder.course.course import CONFIG, Course
from autograder.course.help import help_levels
from autograder.errors import AutograderError, CourseError, ExerciseError
from autograder.exercise.question import Question
from autograder.exercise.reference import load_exercise, load_solutions
from autograder.grading import excuses
from autograder.grading.assignment import Assignment, copy_data
from autograder.grading.bounds import bounded
from autograder.grading.faults import reason_of
from autograder.grading.testcell import TestCell
from autograder.grading.trusted import test_environment
from autograder.judging.checking import exam_of
from autograder.judging.marking import Exam, mark
from autograder.judging.training import TrainingExam
from autograder.notebook.metadata import Role
from autograder.notebook.names import plain_python
from autograder.notebook.source import Cell, SourceNotebook
from autograder.sandbox.shared.outcome import LearnerError
from autograder.words import sentence

MAY_FAIL = "raises-exception"  # nbclient's tag of cells that end with an error on purpose


def require_sound(course: Course, name: str, read: Callable[[Assignment], Any] = lambda assignment: None) -> Assignment:
    """Return an assignment of which everything works that grading it needs.

    read: is called with the assignment as soon as its notebooks are read.
    Raises AutograderError for the first fault; it names the file, and the line where that is known.
    """
    with naming(course, course.root / CONFIG):
        _read_settings(course, name)
    with naming(course, course.source(name)):
        assignment = Assignment(course, name)
    read(assignment)
    _require_data(course, assignment)
    for (notebook, language), tests in assignment.tests.items():
        if any(test.ours for test in tests.values()):
            _require_python(course, assignment.sources[notebook][language])
    for tests in assignment.tests.values():
        _require_tests(course, tests)
    _require_exercises(course, assignment)
    return assignment


@contextlib.contextmanager
def naming(course: Course, file: Path, test: TestCell | None = None) -> Iterator[None]:
    """Turn any error of the block into an AutograderError that names the file, or the line of the course that raised it.

    test: the cell that the block is about.
    """
    try:
        yield
    except (Exception, SystemExit) as error:
        reason = reason_of(error, course.root, test, file)
        if isinstance(error, AutograderError) and error.code == reason.code:
            raise
        raise CourseError(reason.code, **reason.values) from error


def _read_settings(course: Course, name: str) -> None:
    """Read every setting that grading uses, and the course's secret."""
    settings: list[Any] = [course.base, course.course_id, course.db_url, course.language, course.delimiters]
    settings += [course.limits, course.tests_may_enter_sandbox, course.secret, excuses.excused(course, name)]
    settings += [help_levels(course, name)]


def _require_data(course: Course, assignment: Assignment) -> None:
    """Raise CourseError for a data file that cannot be read, and for one that learners have and the source has lost."""
    folder, release = course.source(assignment.name), course.release(assignment.name)
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() and not path.exists():
            raise CourseError("grading.dangling", path=_short(course, path))
    for path in assignment.data.values():
        try:
            with path.open("rb") as file:
                file.read(1)
        except OSError as error:
            raise CourseError("grading.data_unreadable", path=_short(course, path), reason=error.strerror) from error
    texts = [c.source for versions in assignment.sources.values() for s in versions.values() for c in s.cells]
    for path in sorted(release.rglob("*")) if release.is_dir() else ():
        inner = str(path.relative_to(release))
        lost = path.is_file() and path.suffix != ".ipynb" and inner not in assignment.data
        if lost and any(path.name in text for text in texts):
            raise CourseError("grading.data_lost", path=_short(course, folder / inner), release=_short(course, path))


def _require_python(course: Course, source: SourceNotebook) -> None:
    """Raise CourseError for an instructor's cell that is not Python, unless it is there to show an error.

    (In a foreign notebook, it spoils the cells only that need it: `differences.unreadable_cells` names it.)
    """
    for cell in source.cells:
        is_graded = cell.role in (Role.SOLUTION, Role.LOCKED, Role.TEST) and cell.type == "code" and not cell.skip
        if is_graded and MAY_FAIL not in cell.tags:
            try:
                ast.parse(plain_python(cell.source))
            except (SyntaxError, ValueError) as error:
                raise _not_python(course, source, cell, error) from error


def _not_python(course: Course, source: SourceNotebook, cell: Cell, error: Exception) -> CourseError:
    line, text = getattr(error, "lineno", None) or 1, getattr(error, "msg", str(error))
    name = _short(course, Path(source.path))
    place = sentence("grading.cell_at", notebook=name, cell=cell.id or cell.cell_id, line=line)
    problem = sentence("grading.raised_by_course", kind=type(error).__name__, error=text)
    return CourseError("grading.fault_at", place=place, problem=problem)


def _require_tests(course: Course, tests: Mapping[str, TestCell]) -> None:
    """Compile every test cell that runs in the trusted process, with the cells that it needs; `TestCell` keeps them."""
    for test in tests.values():
        with naming(course, Path(test.notebook.path), test):
            if test.ours or (test.tied is None and all(cell.is_readable for cell in test.needed_cells)):
                test.program, test.helpers, test.shared  # noqa: B018  # each is made here, and kept
        if test.checks and f"test_{test.checks}" not in test.notebook.by_id:
            notebook = _short(course, Path(test.notebook.path))
            raise CourseError("grading.misnamed_test", path=notebook, cell=test.id, name=test.checks)


def _require_exercises(course: Course, assignment: Assignment) -> None:
    """Load every hidden test, and let the reference answer its inputs, where the tests run: in a copy of the data files."""
    checked = dict.fromkeys(test.checks for tests in assignment.tests.values() for test in tests.values() if test.checks)
    if not checked:
        return
    seconds, megabytes = course.limits.notebook_seconds, course.limits.memory_mb
    late = sentence("sandbox.stopped_after", seconds=seconds)
    folder = copy_data(assignment.data)
    try:
        for name in checked:
            file = course.hidden_tests(assignment.name) / f"{name}.py"
            with naming(course, file), test_environment(folder, seed=0), bounded(seconds, megabytes, late):
                _require_exercise(course, assignment.name, name)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _require_exercise(course: Course, assignment: str, name: str) -> None:
    """Try one exercise or question. Raises whatever its hidden test or its reference raises."""
    exercise = load_exercise(course.root, assignment, name)
    if isinstance(exercise, Question):
        right = getattr(load_solutions(course.root, assignment), name, None)
        exercise.judge(right, right)
        return
    exam = exam_of(course.root, assignment, name, course.secret)
    if check := _failing_check(exam):
        raise ExerciseError("judging.reference_fails", exercise=name, check=check)
    for mistake in exercise.mistakes:
        exam.reference.variation(mistake)


def _failing_check(exam: Exam) -> str:
    """Return the first check that the reference does not pass itself; "" for none."""
    if isinstance(exam, TrainingExam):  # the reference's answer depends on the start
        marking = mark(exam, exam.reference.function)
        return "" if marking.passed else marking.failing[0].case.check
    for case, right in zip(exam.cases, exam.expected, strict=True):
        if not isinstance(right, LearnerError) and exam.exercise.compare(right, right, case.inputs) is not None:
            return case.check
    return ""


def _short(course: Course, path: Path) -> str:
    return str(path).removeprefix(f"{course.root}/")
