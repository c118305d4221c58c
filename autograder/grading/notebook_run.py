"""Grade one restored notebook: run the learner's cells in a sandbox, and each test cell where it is in the notebook."""

from __future__ import annotations

import hashlib
import re
import sys
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from autograder.exercise.draws import set_of
from autograder.grading import trusted
from autograder.grading.beside import Beside
from autograder.grading.deferring import Deferring, code_beside
from autograder.grading.faults import or_waiting
from autograder.grading.other_names import definition_under, say_other_name
from autograder.grading.outputs import (
    CellGrade,
    as_nbformat,
    display_data,
    error,
    for_the_instructor,
    grade_excused,
    grade_missing,
    refuse,
    result_of,
)
from autograder.grading.places import ExercisePlaces
from autograder.grading.result import ExerciseResult
from autograder.grading.sentences import why_stopped
from autograder.grading.sharing import NotebookNamespace
from autograder.grading.testcell import TestCell
from autograder.judging import sentences as messages
from autograder.judging.context import Context
from autograder.judging.repair.repairing import Patience
from autograder.notebook.answers import may_bind
from autograder.notebook.definition import Definition
from autograder.notebook.metadata import Role
from autograder.notebook.newer import python_needed
from autograder.notebook.restore import Restored, RunCell
from autograder.notebook.source import SourceNotebook
from autograder.notebook.starter import is_starter
from autograder.plain import shown
from autograder.sandbox.outside.session import CellRun, Session
from autograder.words import Sentence, say, sentence

_IMPORT_ERRORS = ("ModuleNotFoundError", "ImportError")


@dataclass
class _Exercise:
    """A test cell that waits until all cells have run.

    written: the cell in the graded notebook.
    broken:  cell that runs before it -> what ended that cell early.
    where:   the last cell that runs before it is asked, where that is below the test; None where it is above.
    place:   when it is asked, for `Session.go_to`.
    cells:   the code that runs before it.
    other:   the name under which the learner wrote the function, where it is not the exercise's.
    found:   what asking gave, after so many seconds. seen: forbidden attempts meanwhile.
    """

    test: TestCell
    written: dict[str, Any]
    broken: Mapping[RunCell, str]
    where: RunCell | None = None
    place: int = 0
    cells: Sequence[str] = ()
    other: str | None = None
    found: CellGrade | trusted.AskedTest | None = None
    seconds: float = 0.0
    seen: Sequence[Sentence] = ()


@dataclass
class NotebookRun:
    """Runs and grades one notebook of a submission, and fills in its outputs.

    name:     of the notebook.
    session:  the sandbox; the caller closes it.
    setting:  the context of hidden tests; messages are in its language.
    folder:   where the tests run.
    inside:   test cells that the trusted process cannot run -> why, a clause.
    may_enter_sandbox: whether these may run beside the learner's code.
    believes: test cells whose scores can be forged, because they believe what learners' objects say -> a note.
    may_be_forged: whether these may run.
    waits:    test cells that the sandbox cannot run, whatever a learner wrote -> a note.
    excused:  test cells that give everyone full points.
    files:    what the learner handed in beside the notebook, by relative path, as the session has it.
    another:  starts another sandbox for the same submission.
    deferring: knows the cells that no score depends on; None: every cell runs in the first sandbox.

    exercises: test cell -> its result; filled by `run`, like notes and remarks.
    notes:     for the instructor: reasons to distrust a score.
    remarks:   on what was handed in; the learner may read them.
    """

    name: str
    restored: Restored
    source: SourceNotebook
    tests: Mapping[str, TestCell]
    session: Session
    setting: Context
    folder: Path
    inside: Mapping[str, Sentence] = field(default_factory=dict)
    may_enter_sandbox: bool = True
    believes: Mapping[str, Sentence] = field(default_factory=dict)
    may_be_forged: bool = True
    waits: Mapping[str, Sentence] = field(default_factory=dict)
    excused: Collection[str] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    another: Callable[[], Session] | None = None
    deferring: Deferring | None = None
    exercises: dict[str, ExerciseResult] = field(default_factory=dict)
    notes: list[Sentence] = field(default_factory=list)
    remarks: list[Sentence] = field(default_factory=list)

    def run(self) -> None:
        """Run the cells, in order, and ask the exercises after the last one.

        Cells that no score depends on run last, and only for work that has not passed (`deferring`). A test cell that does
        not call `check` runs at its own place, with the notebook's state, as under nbgrader.
        """
        broken: dict[RunCell, str] = {}  # cell -> what ended it early
        waiting: list[_Exercise] = []
        inside = [test for id, test in self.tests.items() if id in self.inside and self.may_enter_sandbox]
        beside, kept = Beside(self.session, self.source, inside), NotebookNamespace()
        places = ExercisePlaces(
            session=self.session,
            ran=self._ran,
            restored=self.restored,
            tests=self.tests,
            source=self.source,
            setting=self.setting,
        )
        for cell in self.restored.cells:
            places.arrive()
            written = self.restored.notebook["cells"][cell.index]
            seen = len(self.session.suspicious)
            if cell.test and self._is_asked_last(test := self.tests[cell.id]):
                waiting.append(_Exercise(test, written, broken, places.below(test.id)))
            elif cell.test:
                self.record(
                    test, or_waiting(self.setting, test, partial(self._run_test, test, beside, kept)), written, broken
                )
            elif self._runs(cell) and cell.index not in self._deferred:
                self._run_cell(self.session, cell, written, broken)
                beside.pass_cell(cell.source)
                places.pass_cell(cell.source)
            self._show_suspicions(self.session.suspicious[seen:], written)
        places.arrive()
        beside.close()
        for exercise in waiting:
            exercise.place, exercise.cells, exercise.other = places.arrived[exercise.test.id]
        _ask(self, waiting)
        order = [cell.id for cell in self.restored.cells if cell.id in self.exercises]
        self.exercises = {name: self.exercises[name] for name in order}
        not_passed = any(each.status not in ("passed", "missing") for each in self.exercises.values())
        if self._deferred and (not_passed or self.session.suspicious):  # then a person looks at the outputs
            _run_deferred(self)

    def _is_asked_last(self, test: TestCell) -> bool:
        """Return whether no cell may run after the test's inputs have been sent."""
        return test.ours and test.id not in self.inside

    @cached_property
    def _ran(self) -> list[RunCell]:
        """The cells that run before the exercises are asked, in order."""
        return [cell for cell in self.restored.cells if self._runs(cell) and cell.index not in self._deferred]

    @cached_property
    def _deferred(self) -> frozenset[int]:
        """The indices of the cells that no score depends on; none where a test runs at its own place."""
        tests = [cell.id for cell in self.source.cells if cell.role is Role.TEST]
        if self.deferring is None or not all(id in self.tests and self._is_asked_last(self.tests[id]) for id in tests):
            return frozenset()
        cells = [cell for cell in self.restored.cells if self._runs(cell)]
        own = [cell.source for cell in cells if cell.role is not Role.LOCKED]
        deferred = self.deferring.deferred([*own, *code_beside(self.files)])
        return frozenset(cell.index for cell in cells if cell.role is Role.LOCKED and cell.id in deferred)

    @cached_property
    def _texts(self) -> list[str]:
        """The code of all cells, which may all reach a sandbox, then the files: it decides which draws are the work's."""
        return [*(cell.source for cell in self.restored.cells if self._runs(cell)), *_digests(self)]

    @staticmethod
    def _runs(cell: RunCell) -> bool:
        return not (cell.test or cell.skip) and bool(cell.source.strip())

    @cached_property
    def _goes_on(self) -> bool:
        """Whether a learner's cell goes on after an error. In another course's notebook it ends there, as under nbgrader."""
        return any(test.ours for test in self.tests.values())

    def _run_cell(self, session: Session, cell: RunCell, written: dict[str, Any], broken: dict[RunCell, str]) -> None:
        """Run a learner's cell, write its outputs, and note in `broken` what ended it early."""
        run = session.run(cell.source, goes_on=self._goes_on and not cell.role.restored)
        written["outputs"] = [*map(as_nbformat, run.outputs), *_said_of(run, self.setting.language)]
        if run.went_on:
            self.notes += _failed_imports(cell.id or f"#{cell.index + 1}", run)
        written["execution_count"] = run.execution_count
        if run.failed:
            broken[cell] = _why_it_ended(run, cell.source, self.setting.language)

    def record(self, test: TestCell, grade: CellGrade, written: dict[str, Any], broken: Mapping[RunCell, str]) -> None:
        """Write the outputs of a test cell, and record its result. broken: cell -> what ended it early."""
        language = self.setting.language
        if grade.status == "missing" and test.checks:
            solutions = {solution.id for solution in self.source.solutions_of(self.source.by_id[test.id])}
            reasons = [why for cell, why in broken.items() if cell.id in solutions or test.checks in may_bind(cell.source)]
            if reasons:
                grade = grade_missing(messages.undefined(test.checks, reasons[-1])[language])
        if test.id in self.excused:  # it ran all the same: cells below may use what it sets
            grade = grade_excused(test.points, grade.bonus, say("grading.excused", language))
        written["outputs"] = grade.outputs
        self.notes += [grade.note] if grade.note else []
        self.exercises[test.id] = result_of(test, grade, self.name, self.setting, test.id in self.excused)

    def _run_test(self, test: TestCell, beside: Beside, kept: NotebookNamespace) -> CellGrade:
        """Run a test cell in the trusted process or the sandbox. kept: what the tests above have left."""
        language, reason = self.setting.language, self.inside.get(test.id)
        if test.id in self.waits:
            return refuse(test.name, self.waits[test.id], language)
        if reason is not None and not self.may_enter_sandbox:
            return refuse(test.name, sentence("grading.may_not_enter", cell=test.id, reason=reason), language)
        if reason is not None:
            return beside.run(test, language, reason)
        beside.pass_test(test)
        believed = self.believes.get(test.id)
        if believed is not None and not self.may_be_forged:
            return refuse(test.name, sentence("grading.may_not_be_forged", **believed.values), language)
        grade = trusted.run_test(test, self.session, self.setting, self.folder, kept=kept)
        if believed is not None and grade.note is None:
            grade.note = believed
            grade.outputs.insert(0, for_the_instructor(believed.in_language(language)))
        return grade

    def _show_suspicions(self, seen: Collection[Sentence], written: dict[str, Any]) -> None:
        """Put what a cell tried that is forbidden above its outputs, for the instructor."""
        if seen:
            language = self.setting.language
            clauses = say("grading.semicolon", language).join(one.in_language(language) for one in seen)
            written["outputs"].insert(0, for_the_instructor(say("grading.suspicious", language, seen=clauses)))


def _ask(run: NotebookRun, waiting: Sequence[_Exercise]) -> None:
    """Ask all exercises, in order; then explain what failed, each in processes that end with it.

    In the first pass no request depends on a verdict. Only in the second one is a learner's code asked more where it
    was wrong, and there the processes hear of no other exercise.
    """
    stopped: set[str] = set()
    failed: set[str] = set()
    setting = replace(
        run.setting,
        work=set_of(run.setting.secret, run._texts),
        stopped=stopped,
        failed=failed.__contains__,
        patience=Patience(),
    )
    for exercise in waiting:
        test, name = exercise.test, exercise.test.checks
        seen = len(run.session.suspicious)
        run.session.go_to(exercise.place)
        here = replace(setting, starter=partial(_is_starter, run.source, exercise))
        began = time.monotonic()
        found = or_waiting(run.setting, test, partial(trusted.ask_test, test, run.session, here, run.folder))
        if name is not None and found.status in ("timeout", "crashed"):
            stopped.add(name)
        if name is not None and found.status != "passed":
            failed.add(name)
        exercise.found, exercise.seen = found, run.session.suspicious[seen:]
        exercise.seconds = time.monotonic() - began
    run.session.close()
    until = time.monotonic() + run.session.limits.notebook_seconds
    for exercise in waiting:
        seen, grade = len(run.session.suspicious), exercise.found
        if isinstance(grade, trusted.AskedTest):
            run.session.go_to(exercise.place, until)
            here = replace(setting, definition=partial(_definition, exercise, _digests(run)))
            explain = partial(trusted.explain_test, grade, run.session, here, run.folder)
            grade = or_waiting(run.setting, exercise.test, explain)
            grade.seconds += exercise.seconds
        assert isinstance(grade, CellGrade)
        say_other_name(grade, exercise.test.name, exercise.other, run.setting.language)
        if exercise.where is not None:
            run.remarks.append(_say_where(exercise, grade, exercise.where, run.setting.language))
        run.record(exercise.test, grade, exercise.written, exercise.broken)
        run._show_suspicions([*exercise.seen, *run.session.suspicious[seen:]], exercise.written)


def _is_starter(source: SourceNotebook, exercise: _Exercise, name: str, answer: Any) -> bool:
    """Return whether the text that defines an exercise's function is the starter."""
    cell = source.by_id.get(name)
    return cell is not None and is_starter(name, exercise.cells, cell.released)


def _definition(exercise: _Exercise, files: Sequence[str], name: str, answer: Any) -> Definition | None:
    """Return the text of a learner's function in the notebook. It comes from here, not from the sandbox."""
    return definition_under(name, exercise.other, exercise.cells, files)


def _run_deferred(run: NotebookRun) -> None:
    """Run the notebook once more, in a process that has received no hidden input; write the deferred cells' outputs."""
    assert run.another is not None
    session = run.another()
    try:
        for cell in run.restored.cells:
            if run._runs(cell) and cell.index not in run._deferred:
                session.run(cell.source, goes_on=run._goes_on and not cell.role.restored)
            elif run._runs(cell):
                written, seen = run.restored.notebook["cells"][cell.index], len(session.suspicious)
                run._run_cell(session, cell, written, {})
                run._show_suspicions(session.suspicious[seen:], written)
    finally:
        session.close()


def _say_where(exercise: _Exercise, grade: CellGrade, cell: RunCell, language: str) -> Sentence:
    """Say in the outputs and the message in which cell below its test an exercise was found; return the sentence."""
    where = sentence("grading.found_below", name=exercise.test.name, number=cell.index + 1)
    grade.begin_with(where, language)
    return where


def _digests(run: NotebookRun) -> list[str]:
    """Return a line for each file that was handed in: its name and a digest."""
    return [f"{name} {hashlib.sha256(content).hexdigest()}" for name, content in sorted(run.files.items())]


def _why_it_ended(run: CellRun, code: str, language: str) -> str:
    """Return what ended a cell early: why it was stopped, its last error, or that it needs a newer Python."""
    if run.stopped:
        return why_stopped(run.stopped, language)
    needed = python_needed(code) if any(output.name == "SyntaxError" for output in run.outputs) else None
    if needed is not None:
        here, newer = (f"{major}.{minor}" for major, minor in (sys.version_info[:2], needed))
        return say("grading.newer_python", language, needed=newer, here=here)
    errors = [f"{output.name}: {output.text}" for output in run.outputs if output.kind == "error"]
    said = shown(errors[-1], 1000) if errors else say("grading.an_error", language)
    return re.sub(r"\(<[^<>]*>, (line \d+)\)$", r"(\1)", said)  # a syntax error names a file; a cell has none


def _said_of(run: CellRun, language: str) -> list[dict[str, Any]]:
    """Return the output that says why a cell was stopped, or that it went on after an error; none for other cells."""
    if run.stopped is not None:
        return [error("CellStopped", say("grading.cell_stopped", language, reason=why_stopped(run.stopped, language)))]
    return [display_data(say("grading.went_on", language))] if run.went_on else []


def _failed_imports(cell: str, run: CellRun) -> list[Sentence]:
    """Return a note on each import that failed in a cell. cell: its name, or its number in the notebook."""
    errors = [output for output in run.outputs if output.kind == "error" and output.name in _IMPORT_ERRORS]
    said = [shown(f"{output.name}: {output.text}", 200) for output in errors]
    return [sentence("grading.import_failed", cell=cell, error=text) for text in said]
