"""Grade one restored notebook: run the learner's cells in a sandbox, and each test cell where it is in the notebook."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.errors import SandboxError
from autograder.grading import trusted
from autograder.grading.beside import refuse_test_inside, run_test_inside
from autograder.grading.faults import reason_of
from autograder.grading.outputs import (
    CellGrade,
    as_nbformat,
    error,
    for_the_instructor,
    grade_excused,
    grade_missing,
    grade_waiting,
)
from autograder.grading.result import ExerciseResult
from autograder.grading.sentences import why_stopped
from autograder.grading.testcell import TestCell
from autograder.judging import sentences as messages
from autograder.judging.checking import Context
from autograder.notebook.restore import Restored, RunCell
from autograder.notebook.source import SourceNotebook
from autograder.sandbox.outside.session import CellRun, Session
from autograder.sandbox.shared.outcome import shown
from autograder.words import Sentence, say


@dataclass
class NotebookRun:
    """Runs and grades one notebook of a submission, and fills in its outputs.

    name:     of the notebook.
    session:  the sandbox; the caller closes it.
    setting:  the context of hidden tests; messages are in its language.
    folder:   where the tests run.
    inside:   test cells that the trusted process cannot run -> why, a clause.
    may_enter_sandbox: whether these may run beside the learner's code.
    excused:  test cells that give everyone full points.

    exercises: test cell -> its result; filled by `run`, like notes.
    notes:     for the instructor: reasons to distrust a score.
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
    excused: Collection[str] = ()
    exercises: dict[str, ExerciseResult] = field(default_factory=dict)
    notes: list[Sentence] = field(default_factory=list)

    def run(self) -> None:
        """Run all cells, in order."""
        broken: dict[str, str] = {}  # solution cell -> what ended it early
        for cell in self.restored.cells:
            written = self.restored.notebook["cells"][cell.index]
            seen = len(self.session.suspicious)
            if cell.test:
                self._grade_test(self.tests[cell.id], written, broken)
            elif not cell.skip and cell.source.strip():
                self._run_cell(cell, written, broken)
            self._show_suspicions(self.session.suspicious[seen:], written)

    def _run_cell(self, cell: RunCell, written: dict[str, Any], broken: dict[str, str]) -> None:
        """Run a learner's cell, write its outputs, and note in `broken` what ended it early."""
        run = self.session.run(cell.source)
        written["outputs"] = [*map(as_nbformat, run.outputs), *_cut_off(run, self.setting.language)]
        written["execution_count"] = run.execution_count
        if run.failed:
            broken[cell.id] = _why_it_ended(run, self.setting.language)

    def _grade_test(self, test: TestCell, written: dict[str, Any], broken: Mapping[str, str]) -> None:
        """Grade a test cell, write its outputs and record its result. broken: solution cell -> what ended it early."""
        language = self.setting.language
        grade = self._run_test(test)
        if grade.status == "missing" and test.checks:
            for solution in self.source.solutions_of(self.source.by_id[test.id]):
                if solution.id in broken:
                    grade = grade_missing(messages.undefined(test.checks, broken[solution.id])[language])
        if test.id in self.excused:  # it ran all the same: cells below may use what it sets
            grade = grade_excused(test.points, test.bonus, say("grading.excused", language))
        written["outputs"] = grade.outputs
        self.notes += [grade.note] if grade.note else []
        self.exercises[test.id] = ExerciseResult(
            name=test.name,
            cell=test.id,
            notebook=self.name,
            score=None if grade.status == "waiting" else grade.score,
            max_score=test.points,
            status=grade.status,
            message=grade.message,
            diagnosis=grade.diagnosis,
            bonus=grade.bonus,
            max_bonus=test.bonus,
            excused=test.id in self.excused,
        )

    def _run_test(self, test: TestCell) -> CellGrade:
        """Run a test cell in the trusted process or the sandbox. After a fault of the course it waits for a person."""
        language = self.setting.language
        reason = self.inside.get(test.id)
        if reason is not None:
            if not self.may_enter_sandbox:
                return refuse_test_inside(test, language, reason)
            return run_test_inside(test, self.session, language, reason)
        try:
            return trusted.run_test(test, self.session, self.setting, self.folder)
        except (SandboxError, KeyboardInterrupt):
            raise
        except BaseException as fault:  # the learner's own errors are in the grade; see `faults.is_fault`
            course = self.setting.course_root
            return grade_waiting(test.id, test.name, reason_of(fault, course, test), language)

    def _show_suspicions(self, seen: Collection[Sentence], written: dict[str, Any]) -> None:
        """Put what a cell tried that is forbidden above its outputs, for the instructor."""
        if seen:
            language = self.setting.language
            clauses = say("grading.semicolon", language).join(one.in_language(language) for one in seen)
            written["outputs"].insert(0, for_the_instructor(say("grading.suspicious", language, seen=clauses)))


def _why_it_ended(run: CellRun, language: str) -> str:
    """Return what ended a cell early: why it was stopped, or its last error."""
    if run.stopped:
        return why_stopped(run.stopped, language)
    errors = [f"{output.name}: {output.text}" for output in run.outputs if output.kind == "error"]
    said = shown(errors[-1], 1000) if errors else say("grading.an_error", language)
    return re.sub(r"\(<[^<>]*>, (line \d+)\)$", r"(\1)", said)  # a syntax error names a file; a cell has none


def _cut_off(run: CellRun, language: str) -> list[dict[str, Any]]:
    """Return the output that says why a cell was stopped; none for one that was not."""
    if run.stopped is None:
        return []
    return [error("CellStopped", say("grading.cell_stopped", language, reason=why_stopped(run.stopped, language)))]
