"""Run a test cell in the trusted process: the instructor's code as it is, the learner's names as proxies.

The instructor's cells that a test cell needs run before it, each time. An error there ends that cell, but not the
test, which fails only where it needs what the cell did not define, as in a notebook.
"""

from __future__ import annotations

import builtins
import contextlib
import linecache
import operator
import os
import random
import sys
import warnings
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.random import mtrand

from autograder.errors import CourseError
from autograder.grading.auditing import Forbidden, Observed, watching
from autograder.grading.bounds import bounded
from autograder.grading.faults import is_fault
from autograder.grading.outputs import (
    CellGrade,
    Printed,
    display_data,
    execute_result,
    for_the_instructor,
    grade_by_value,
    grade_error,
    refuse,
)
from autograder.grading.sentences import why_stopped
from autograder.grading.sharing import BoundElsewhere, NotebookNamespace, SharedGlobals, bind_imports
from autograder.grading.testcell import TestCell, file_name
from autograder.judging import sentences as messages
from autograder.judging.checking import explain
from autograder.judging.context import Context, context
from autograder.judging.report import Asked, Report
from autograder.notebook import names
from autograder.sandbox.outside.session import Session
from autograder.sandbox.shared.outcome import LearnerError, Missing, SandboxStopped, Status
from autograder.words import say, sentence

_GENERATOR = np.random.MT19937()  # of the tests, in place of NumPy's own


@dataclass(frozen=True)
class AskedTest:
    """A test cell whose answers have been asked, and are not explained yet.

    asked:   the answers of its last `check`. outputs: what the cell printed, in nbformat.
    """

    test: TestCell
    asked: list[Asked]
    outputs: list[dict[str, Any]]

    @property
    def status(self) -> Status:
        """How the cell ends, as far as it is known: "passed" where every answer is right."""
        return next((each.unexplained.status for each in self.asked if each.unexplained.status != "passed"), "passed")


def run_test(
    test: TestCell, session: Session, setting: Context, folder: Path, *, kept: NotebookNamespace | None = None
) -> CellGrade:
    """Run a test cell against the learner's names as they are now; answers to `check` are explained at once.

    folder: the working directory, with the assignment's data files.
    kept:   the namespace of the foreign tests above it; by default a new one.
    Raises whatever the course or the grader raised that is not the learner's fault (`faults.is_fault`).
    """
    found = ask_test(test, session, setting, folder, kept=kept)
    return explain_test(found, session, setting, folder) if isinstance(found, AskedTest) else found


def ask_test(
    test: TestCell, session: Session, setting: Context, folder: Path, *, kept: NotebookNamespace | None = None
) -> CellGrade | AskedTest:
    """Run a test cell as `run_test` does, but leave the explanation of answers to `check` for later."""
    checks: list[list[Asked]] = []
    token = context.set(replace(setting, later=checks.append))
    shared = SharedGlobals(test.shared, session) if any(test.shared) else None
    try:
        with session.test(draws=test.draws, operators=test.classes, shared=shared):
            with test_environment(folder, seed=zlib.crc32(test.id.encode())) as printed:
                try:
                    with watching(test.id) as watch, bounded(*session.bounds):
                        value = _execute(test, session, shared, kept or NotebookNamespace())
                except Forbidden as forbidden:
                    return _grade_forbidden(test, forbidden, setting.language)
                except BoundElsewhere as bound:
                    return _grade_elsewhere(test, bound, setting.language)
                except BaseException as error:
                    if isinstance(error, KeyboardInterrupt) and not hasattr(error, "learner_error"):
                        raise
                    if is_fault(error, setting.course_root):
                        raise
                    status, message = _explain(test, error, setting.language)
                    return grade_error(type(error).__name__, status, message, printed.outputs())
            if checks:
                return AskedTest(test, checks[-1], printed.outputs())
            return _grade_value(test, value, printed, watch, setting.language)
    finally:
        context.reset(token)


def explain_test(found: AskedTest, session: Session, setting: Context, folder: Path) -> CellGrade:
    """Explain the answers of a test cell, and grade it.

    A learner's code that goes wrong on the way costs no points that were earned before. Raises what `run_test` does.
    """
    if all(each.report is not None for each in found.asked):  # nothing is asked, and nothing is computed
        return _grade_reports(found, [each.unexplained for each in found.asked], setting.language)
    with session.test(), test_environment(folder, seed=zlib.crc32(found.test.id.encode())):
        try:
            with bounded(*session.bounds):
                reports = [explain(each, setting) for each in found.asked]
        except BaseException as error:  # out of time, with values that a learner's code made
            if isinstance(error, KeyboardInterrupt) or is_fault(error, setting.course_root):
                raise
            reports = [each.unexplained for each in found.asked]
    return _grade_reports(found, reports, setting.language)


def _execute(test: TestCell, session: Session, shared: SharedGlobals | None, kept: NotebookNamespace) -> Any:
    """Run the cells that the test needs, then the test; return the value of its last expression."""
    learner = test.needs.learner
    values = session.fetch(sorted(learner) or ["__name__"])  # which starts a sandbox where none is left
    namespace = kept.begin(session)
    namespace["get_ipython"] = lambda: None
    namespace["display"] = lambda *values, **_: [print(value) for value in values]

    def execute(statement: str) -> None:
        try:
            exec(statement, namespace)
        except Exception as error:  # an import of the instructor's
            raise _needed(test, statement, error) from error

    elsewhere = bind_imports(test, session, namespace, execute)
    if test.checks in learner:
        namespace[test.checks] = Missing(test.checks)  # `check` says so, in the learner's language
    kept.update(test, {name: value for name, value in values.items() if name in learner}, session)
    if shared is not None:
        shared.start(namespace)
    failed: dict[str, CourseError] = {}  # name -> why the cell that defines it failed through no fault of the learner's
    for cell, helper in zip(test.needed_cells, test.helpers, strict=True):
        if cell.id in kept.ran:
            continue  # a test above, which has left its names here
        try:
            exec(helper.body, namespace)
            if helper.last is not None:
                eval(helper.last, namespace)
        except Exception as error:
            if isinstance(error, OSError | MemoryError | ImportError) and not hasattr(error, "learner_error"):
                what = cell.id or cell.source.strip().split("\n")[0]
                failed |= dict.fromkeys(names.names_of(cell.python).binds, _needed(test, what, error))
        if shared is not None and names.names_of(cell.python).binds & test.shared.kept:
            shared.read()  # it ran in the sandbox too, and the learner's cells may have changed things since
    if shared is not None:
        shared.give()
    try:
        exec(test.program.body, namespace)
        return eval(test.program.last, namespace) if test.program.last is not None else None
    except NameError as error:
        if not hasattr(error, "learner_error") and error.name in failed:
            raise failed[error.name] from error
        if not hasattr(error, "learner_error") and error.name in elsewhere:
            raise elsewhere[error.name] from error
        raise
    finally:
        kept.end(test, session)
        if shared is not None:  # the cells that follow find what the test has set
            shared.tell()


def _needed(test: TestCell, what: str, error: Exception) -> CourseError:
    """Return the error for a cell, or an import, of the instructor's that a test needs and that failed."""
    text = f"{type(error).__name__}: {error}".rstrip(".")
    return CourseError("grading.need_failed", path=Path(test.notebook.path).name, cell=test.id, what=what, error=text)


def _grade_reports(found: AskedTest, reports: Sequence[Report], language: str) -> CellGrade:
    """Return the grade of a test that called `check`. The last report speaks for the cell."""
    test, report, outputs = found.test, reports[-1], list(found.outputs)
    score = min(max(sum(each.points for each in reports), 0.0), test.points)
    message = report.message.get(language, "")
    if message:
        outputs.append(display_data(message))
    outputs.append(execute_result(score, messages.points(score, test.points, language, report.bonus)))
    return CellGrade(
        score=score,
        status=report.status,
        message="" if report.status == "passed" else message,
        outputs=outputs,
        diagnosis=report.diagnosis,
        explanations=report.explanations,
        bonus=report.bonus,
        detail=report.detail,
    )


def _grade_value(test: TestCell, value: Any, printed: Printed, watch: Observed, language: str) -> CellGrade:
    """Return the grade of a test that did not call `check`."""
    is_number = isinstance(value, (int, float, np.integer, np.floating)) and not isinstance(value, (bool, np.bool_))
    number = float(value) if is_number else None
    expected, watch.is_number = watch.number_expected, is_number
    grade = grade_by_value(test.name, test.points, number, printed.complained, language, number_expected=expected)
    grade.outputs = [*printed.outputs(), *grade.outputs]
    if value is not None and not printed.complained and grade.status not in ("error", "waiting"):
        grade.outputs.append(execute_result(value))
    return grade


def _grade_forbidden(test: TestCell, forbidden: Forbidden, language: str) -> CellGrade:
    """Return 0 points for a test that was stopped, because it did what it had not done with the reference."""
    note = sentence("grading.unseen", cell=test.id, reason=forbidden.sentence)
    message = say("grading.not_run", language, name=test.name)
    return CellGrade(0.0, "error", message, [for_the_instructor(note.in_language(language))], note=note)


def _grade_elsewhere(test: TestCell, bound: BoundElsewhere, language: str) -> CellGrade:
    """Return the grade of a test that needs an import which the learner has replaced; a person judges code in its place."""
    if bound.own:
        note = sentence("grading.bound_elsewhere", cell=test.id, name=bound.name, statement=bound.statement)
        message = say("grading.own_definition", language, name=test.name, variable=bound.name)
        return refuse(test.name, note, language, message)
    message = say("grading.imports_another", language, name=test.name, variable=bound.name)
    return grade_error("ImportError", "failed", message, [])


def _explain(test: TestCell, error: BaseException, language: str) -> tuple[Status, str]:
    """Return the status of a test that ended with an error, and the message for the learner."""
    name = test.name
    if isinstance(error, SandboxStopped):
        return error.status, say("grading.stopped", language, name=name, reason=why_stopped(error, language))
    if isinstance(error, NameError) and error.name in {*test.needs.learner, *test.needs.imports}:
        return "missing", say("grading.not_defined", language, name=error.name)
    learner: LearnerError | None = getattr(error, "learner_error", None)
    if learner is not None:
        if learner.kind == "NotImplementedError":
            return "missing", say("grading.not_written", language, name=name)
        code = "grading.raised_at" if learner.where else "grading.raised"
        return "error", say(code, language, name=name, error=str(learner), where=learner.where)
    text = str(error).strip()
    if not isinstance(error, AssertionError):
        return "failed", say("grading.said", language, name=name, text=f"{type(error).__name__}: {text}")
    if text:
        return "failed", say("grading.said", language, name=name, text=text)
    line = _visible_line(test, error)
    return "failed", say("grading.line_does_not_hold" if line else "grading.does_not_hold", language, name=name, line=line)


def _visible_line(test: TestCell, error: BaseException) -> str:
    """Return the line of the check that failed, where the release shows it; else ""."""
    trace = error.__traceback__
    line = ""
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == file_name(test.cell):
            line = linecache.getline(file_name(test.cell), trace.tb_lineno).strip()
        trace = trace.tb_next
    return line if line and line in test.cell.released else ""


@contextlib.contextmanager
def test_environment(folder: Path, seed: int) -> Iterator[Printed]:
    """Run the block in the assignment's folder, with seeded generators and captured streams; restore everything afterwards.

    That includes what a test sets in NumPy or the builtins (`np.dot = …`), which all tests share.
    """
    printed = Printed()
    known = set(sys.modules)
    with contextlib.ExitStack() as afterwards:  # each is undone, even where another cannot be
        for module in (np, np.random, np.linalg, builtins):
            afterwards.callback(_put_back, module, dict(vars(module)))
        afterwards.callback(random.setstate, random.getstate())
        afterwards.callback(mtrand.set_bit_generator, mtrand.get_bit_generator())  # faster than its state
        afterwards.callback(lambda: _forget(folder, sys.modules.keys() - known))
        sys.path.insert(0, str(folder))
        afterwards.callback(sys.path.remove, str(folder))
        afterwards.callback(os.chdir, Path.cwd())
        mtrand.set_bit_generator(_GENERATOR)
        np.random.seed(seed)
        random.seed(seed)
        os.chdir(folder)
        streams = contextlib.redirect_stdout(printed.stdout), contextlib.redirect_stderr(printed.stderr)
        with streams[0], streams[1], warnings.catch_warnings(action="ignore"):
            yield printed


def _put_back(module: Any, old: Mapping[str, Any]) -> None:
    """Set the attributes of a module that have changed to what they were."""
    now = vars(module)
    if len(now) == len(old) and all(map(operator.is_, now.values(), old.values())):
        return  # almost always
    for name in [name for name, value in vars(module).items() if old.get(name, module) is not value]:
        if name in old:
            setattr(module, name, old[name])


def _forget(folder: Path, names: Collection[str]) -> None:
    """Remove modules with these names, if they lie in the folder, from `sys.modules`.

    The next test imports them again, so no test sees what an earlier one left behind. (Another assignment's helpers may
    have the same names, too.)
    """
    for name in names:
        file = getattr(sys.modules.get(name), "__file__", None)
        if isinstance(file, str) and file.startswith(f"{folder}{os.sep}"):
            del sys.modules[name]
