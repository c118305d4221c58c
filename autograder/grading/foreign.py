"""Grade a notebook that has foreign test cells in a confined child process, and take its results as data.

A cell that calls `check` is never graded there: where a notebook has both kinds, its cells run once more, in this process,
for those.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, cast

import msgspec

from autograder.course.help import HIGHEST
from autograder.errors import SandboxError
from autograder.grading import auditing, confined
from autograder.grading.beside import Beside
from autograder.grading.confined import ChildClock, Place, Report
from autograder.grading.notebook_run import NotebookRun
from autograder.grading.outputs import MAX_TEXT, CellGrade, error
from autograder.grading.record import from_json, to_json
from autograder.grading.result import ExerciseResult
from autograder.grading.sentences import why_stopped
from autograder.grading.sharing import NotebookNamespace
from autograder.grading.testcell import TestCell
from autograder.plain import shown
from autograder.sandbox.outside.lending import Borrower
from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.sandbox.shared import limits
from autograder.sandbox.shared.outcome import SandboxStopped, Status
from autograder.words import Sentence, say, sentence

CRASHES = 3  # of the child, after which the tests that are left are not tried any more


def grade_foreign(run: NotebookRun, place: Place) -> None:
    """Grade a notebook. Its foreign test cells that stay outside of the sandbox run in confined child processes."""
    foreign = {id for id, test in run.tests.items() if not test.ours}
    if foreign <= run.inside.keys():
        run.run()
        return
    _Apart(run, place, foreign).grade()
    if len(foreign) < len(run.tests):
        ours = _without(run, foreign)
        ours.exercises = {}
        suspicious = run.session.suspicious
        known = [*suspicious]
        suspicious.clear()  # the outputs of the cells are written once more, and with them what each of them tried
        ours.run()
        suspicious[:] = [*known, *(one for one in suspicious if one not in known)][: limits.MOST]
        run.exercises |= ours.exercises
    order = [cell.id for cell in run.restored.cells if cell.id in run.exercises]
    run.exercises = {name: run.exercises[name] for name in order}


class _Apart:
    """Grades the foreign test cells of one notebook, in one child process after another where one dies."""

    def __init__(self, run: NotebookRun, place: Place, foreign: Collection[str]) -> None:
        self._run, self._place = run, place
        self._left = [cell.id for cell in run.restored.cells if cell.test and cell.id in foreign]
        self._begun: str | None = None
        self._clock = ChildClock(0, 0)

    def grade(self) -> None:
        """Grade them all."""
        bounds = self._place.process.limits
        deadline = time.monotonic() + bounds.notebook_seconds
        inside = bounds.notebook_seconds if self._run.inside else 0.0  # the cells run once more for these
        for _ in range(CRASHES):
            self._begun, self._clock = None, ChildClock(deadline + inside, bounds.call_seconds)
            done = self._run.tests.keys() - self._left
            work = _work(_without(self._run, done), deadline)
            stopped = confined.run_in_child(work, self._place, self._clock, self._take)
            if stopped is None:
                break
            self._give_up(self._test_that_ran(stopped), stopped)
            if time.monotonic() >= deadline + inside:
                break
        for test in [*self._left]:
            reason = sentence("sandbox.stopped_after_notebook", seconds=bounds.notebook_seconds)
            self._give_up(test, SandboxStopped("timeout", reason.code, **reason.values))

    def _test_that_ran(self, stopped: SandboxStopped) -> str:
        """Return the test cell in which the child was stopped. Raises SandboxError where there was none."""
        if self._begun is None or self._begun not in self._left:
            raise SandboxError("grading.test_process_failed", reason=Sentence(stopped.code, stopped.values))
        return self._begun

    def _give_up(self, test: str, stopped: SandboxStopped) -> None:
        """Give a test cell 0 points: the child was stopped, or died, in the middle of it."""
        run, language = self._run, self._run.setting.language
        name, reason = run.tests[test].name, why_stopped(stopped, language)
        message = say("grading.stopped", language, name=name, reason=reason)
        note = sentence("grading.test_process_died", cell=test, reason=Sentence(stopped.code, stopped.values))
        grade = CellGrade(0.0, stopped.status, message, [error("Failed", message)], note=note)
        cell = next(cell for cell in run.restored.cells if cell.id == test)
        run.record(run.tests[test], grade, run.restored.notebook["cells"][cell.index], {})
        self._left.remove(test)

    def _take(self, line: bytes) -> None:
        """Take a report of the child's. Raises SandboxError for one that it would not send."""
        try:
            report = msgspec.json.decode(line, type=_Begun | _Cell | _Fault)
        except (msgspec.DecodeError, RecursionError) as problem:
            raise SandboxError("grading.test_process_failed", reason=shown(str(problem), limits.LENGTH)) from None
        if isinstance(report, _Fault):
            raise RuntimeError(report.fault)
        if isinstance(report, _Begun):
            self._begun = report.test
            return
        written = self._run.restored.notebook["cells"]
        if not 0 <= report.index < len(written) or written[report.index]["cell_type"] != "code":
            return
        written[report.index]["outputs"] = [_output(one) for one in report.outputs]
        written[report.index]["execution_count"] = report.execution_count
        self._run.notes += _sentences(report.notes)
        seen = self._run.session.suspicious
        seen += [one for one in _sentences(report.suspicious) if one not in seen][: limits.MOST - len(seen)]
        if report.exercise is not None and report.exercise.cell in self._left:
            self._run.exercises[report.exercise.cell] = self._result(report.exercise)
            self._left.remove(report.exercise.cell)

    def _result(self, given: _Exercise) -> ExerciseResult:
        """Return the result of a test cell, with a score within its bounds. What the cell is worth is known here."""
        test = self._run.tests[given.cell]
        excused, language = test.id in self._run.excused, self._run.setting.language
        grade = CellGrade(0.0, given.status, shown(given.message, MAX_TEXT))
        earned = given.score or 0.0  # None while it waits for a person
        score = min(max(earned, 0.0), test.points) if math.isfinite(earned) else 0.0
        return ExerciseResult(
            name=test.name,
            cell=test.id,
            notebook=self._run.name,
            score=test.points if excused else None if given.status == "waiting" else score,
            max_score=test.points,
            status=given.status,
            message=grade.message_at(self._run.setting.help, language),
            detail=grade.told(language),
            help=self._run.setting.help,
            max_bonus=test.bonus,
            excused=excused,
        )


def _without(run: NotebookRun, tests: Collection[str]) -> NotebookRun:
    """Return a run of the same notebook without these test cells."""
    cells = [cell for cell in run.restored.cells if not (cell.test and cell.id in tests)]
    return replace(run, restored=replace(run.restored, cells=cells))


# --- in the child ---


def _work(run: NotebookRun, deadline: float) -> confined.Work:
    """Return what the child does: run the cells and these tests, and report each cell when it is done."""

    def work(process: Borrower, scratch: Path, report: Report) -> None:
        setting = replace(run.setting, secret="", help=HIGHEST)  # only `check` needs the secret; the parent leaves out
        about: dict[str, Any] = dict(folder=run.setting.assignment, files=run.files, language=run.setting.language)
        made = Session(cast(WarmProcess, process), deadline, **about)
        parts = {each.name: getattr(run, each.name) for each in fields(run)}
        parts |= dict(session=made, setting=setting, folder=scratch, notes=[], exercises={})
        there = _Reporting(**parts)
        there.report = report
        there.run()
        made.close()

    return work


class _Reporting(NotebookRun):
    """Reports each cell when it is done, and each test cell when it begins."""

    report: Callable[[Mapping[str, Any]], None]

    def _run_test(self, test: TestCell, beside: Beside, kept: NotebookNamespace) -> CellGrade:
        self.report({"type": "begun", "test": test.id})
        known = auditing.watcher().rehearsed or {}
        if test.id in known:
            confined.hide(self.folder, known[test.id].written)
        return super()._run_test(test, beside, kept)

    def _show_suspicions(self, seen: Collection[Sentence], written: dict[str, Any]) -> None:
        super()._show_suspicions(seen, written)
        exercise = self.exercises.popitem()[1] if self.exercises else None
        cell = {
            "type": "cell",
            "index": next(i for i, one in enumerate(self.restored.notebook["cells"]) if one is written),
            "outputs": written["outputs"],
            "execution_count": written.get("execution_count"),
            "notes": [to_json(note) for note in self.notes],
            "suspicious": [to_json(one) for one in seen],
        }
        if exercise is not None:
            parts = ("cell", "score", "status", "message")
            cell["exercise"] = {part: getattr(exercise, part) for part in parts}
        self.notes.clear()
        self.report(cell)


# --- what the child may report ---


class _Exercise(msgspec.Struct):
    cell: str
    score: float | None
    status: Status
    message: str


class _Output(msgspec.Struct):
    output_type: str
    name: str = ""
    text: str = ""
    ename: str = ""
    evalue: str = ""
    traceback: list[str] = []
    data: dict[str, str] = {}
    metadata: dict[str, bool] = {}
    execution_count: int | None = None


class _Begun(msgspec.Struct, tag="begun"):
    test: str


class _Fault(msgspec.Struct, tag="fault"):
    fault: str


class _Cell(msgspec.Struct, tag="cell"):
    index: int
    outputs: list[_Output]
    execution_count: int | None
    exercise: _Exercise | None = None
    notes: list[Any] = []
    suspicious: list[Any] = []


def _output(given: _Output) -> dict[str, Any]:
    """Return an output in nbformat."""
    if given.output_type == "stream":
        return {"output_type": "stream", "name": given.name, "text": given.text}
    if given.output_type == "error":
        named = {"ename": given.ename, "evalue": given.evalue, "traceback": given.traceback}
        return {"output_type": "error", **named}
    kind = "execute_result" if given.output_type == "execute_result" else "display_data"
    new: dict[str, Any] = {"output_type": kind, "data": given.data, "metadata": given.metadata}
    return new | {"execution_count": given.execution_count} if kind == "execute_result" else new


def _sentences(given: list[Any]) -> list[Sentence]:
    """Return the notes that a child reports."""
    read = (from_json(one) for one in given)
    return [one if isinstance(one, Sentence) else sentence("grading.verbatim", text=shown(one, MAX_TEXT)) for one in read]
