"""Runs test cells in the trusted process: the instructor's code as it stands, the learner's names as proxies.

A test cell of a foreign course that cannot run so (`rehearsal` finds out which) runs in a fork of the sandbox, for that cell
alone; one of ours never does.

What a test cell needs of the instructor's other cells is run before it, each time anew; an error there ends that cell, not
the test: as in a notebook, what is missing then is missed where it is needed.
Scores follow nbgrader's rule (`determine_grade`): an error or text on stderr gives 0, a number as the last value is partial
credit, anything else gives full points.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import linecache
import os
import random
import sys
import types
import warnings
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from autograder.errors import AutograderError
from autograder.grading import tied
from autograder.grading.bounds import bounded
from autograder.grading.outputs import (
    CellGrade,
    Printed,
    as_nbformat,
    as_number,
    display_data,
    execute_result,
    for_the_instructor,
)
from autograder.judging import sentences as messages
from autograder.judging.checking import Context, Report, context
from autograder.notebook import names
from autograder.notebook.metadata import Role
from autograder.notebook.source import Cell, SourceNotebook
from autograder.sandbox.outside.proxy import merged
from autograder.sandbox.outside.session import CellRun, Session
from autograder.sandbox.shared.outcome import LearnerError, Missing, SandboxStopped, Status


class TestCell:
    """One test cell of a source notebook, made ready once for all submissions."""

    def __init__(self, notebook: SourceNotebook, cell: Cell) -> None:
        self.id, self.points, self.bonus = cell.id, cell.points, cell.bonus
        self._notebook, self._cell = notebook, cell
        self.checks = names.checked_name(cell.source)
        self.name = self.checks or cell.id

    @cached_property
    def texts(self) -> list[str]:
        """Its source, and those of the instructor's cells and imports that it needs."""
        needed = [self._notebook.cells[index].source for index in self.needs.cells]
        return [self._cell.source, *needed, *self.needs.imports]

    @cached_property
    def ours(self) -> bool:
        """Whether it calls `check`: no process of a learner's is ever sent it."""
        return self.checks is not None or tied.is_check(self.texts)

    @cached_property
    def tied(self) -> str:
        """Why it can only run beside the learner's code, as far as its text says so: a clause, or ""."""
        modules = {name for cell in self._notebook.cells for name in _modules(cell)} | {"builtins"}
        learner = self.needs.learner
        reasons = [tied.tied(self._cell.source, learner, modules)]
        for cell in (self._notebook.cells[i] for i in self.needs.cells):
            reasons.append(tied.tied(cell.source, learner, modules, helper=cell.role is not Role.TEST))
        return next(filter(None, reasons), "")

    @cached_property
    def needs(self) -> names.Needs:
        cells = self._notebook.cells
        return names.needs_of(
            [cell.source if cell.type == "code" else "" for cell in cells],
            [cell.role in (Role.SOLUTION, Role.MANUAL) for cell in cells],
            self._cell.index,
            [not cell.skip for cell in cells],
        )

    @cached_property
    def _shared(self) -> tuple[frozenset[str], frozenset[str]]:
        """Globals that this cell and the learner's code both use: those to tell the sandbox of, because the test sets them
        and the reference reads them, and those to read back, because functions of the reference alter them. No others:
        a learner could name `expected`."""
        reads: set[str] = set()
        alters: set[str] = set()
        for cell in self._notebook.cells:
            if cell.role is Role.SOLUTION and cell.type == "code":
                reads |= names.names_of(cell.source).later
                alters |= names.names_of(cell.source).alters
        texts = [cell.source for cell in self._notebook.cells if cell.type == "code"]
        modules = {name for text in texts for name in names.names_of(text).imports}
        cells = [self._cell, *(self._notebook.cells[i] for i in self.needs.cells)]
        ours = [names.names_of(cell.source) for cell in cells]
        sets = ours[0].binds.union(ours[0].changes, *(found.alters for found in ours))
        uses = set().union(*(found.needs | found.binds for found in ours))
        return frozenset((sets & reads) - modules), frozenset((uses & alters) - modules)

    @cached_property
    def classes(self) -> frozenset[str]:
        """Classes of the reference: how instances add, compare and so on is the learner's to define, and of no others."""
        texts = [cell.source for cell in self._notebook.cells if cell.role is Role.SOLUTION and cell.type == "code"]
        nodes = [node for text in texts for node in ast.walk(ast.parse(names.plain_python(text)))]
        return frozenset(node.name for node in nodes if isinstance(node, ast.ClassDef))

    @cached_property
    def draws(self) -> bool:
        """Whether the text uses the global random generators."""
        texts = [self._cell.source, *(self._notebook.cells[i].source for i in self.needs.cells)]
        return any("random" in text for text in texts)

    @cached_property
    def _programs(self) -> list[tuple[types.CodeType, types.CodeType | None]]:
        """For each instructor's cell and, last, the test cell: its statements, and its last expression."""
        cells = [*(self._notebook.cells[i] for i in self.needs.cells), self._cell]
        return [_compile(cell.source, f"<{cell.id or f'cell {cell.index}'}>") for cell in cells]

    def run(self, session: Session, setting: Context, folder: Path) -> CellGrade:
        """Run it against the learner's names as they are now."""
        self._language = setting.language
        reports: list[Report] = []
        token = context.set(replace(setting, sink=reports.append))
        shared = _Shared(*self._shared, session) if any(self._shared) else None
        try:
            with session.test(draws=self.draws, operators=self.classes, shared=shared):
                with _quiet_world(folder, seed=zlib.crc32(self.id.encode())) as printed:
                    try:
                        with bounded(*session.bounds):
                            value = self._execute(session, shared)
                    except AutograderError:
                        raise  # the course's fault, not the learner's
                    except BaseException as error:
                        if isinstance(error, KeyboardInterrupt) and not hasattr(error, "learner_error"):
                            raise
                        return self._failed(error, printed)
                return self._verdict(value, printed, reports[-1] if reports else None)
        finally:
            context.reset(token)

    def run_inside(self, session: Session, reason: str = "") -> CellGrade:
        """Run it in a fork of the sandbox that has run the same cells, and ends with this one.

        reason: why, as a clause. Hostile code meets the test there, and can forge its score.
        """
        assert not self.ours
        with session.test():
            fork = session.spare()
            for index in self.needs.cells:  # tests that this one builds on: what learners see of them
                if self._notebook.cells[index].role is Role.TEST:
                    fork.run(self._notebook.cells[index].released)
            run = fork.run(self._cell.source)
        verdict = self._judged(run)
        verdict.note = (
            f"Test cell {self.id} was run inside the sandbox, beside the learner's code, because {reason}. "
            "Hostile code could read it there, and forge its score."
        )
        verdict.outputs.insert(0, for_the_instructor(verdict.note))
        return verdict

    def forbidden(self, reason: str) -> CellGrade:
        """It could only run inside the sandbox, and the course will not have that."""
        note = f"Test cell {self.id} was not run: {reason}, and c.HiddenTests.may_enter_sandbox forbids to run it inside."
        message = f"{self.name}: not run; a person has to grade it."
        return CellGrade(0.0, "error", message, [for_the_instructor(note)], note=note)

    def _judged(self, run: CellRun) -> CellGrade:
        """By nbgrader's rule, from the outputs. Of a test with hidden parts nothing is kept that could quote them."""
        hides = self._cell.source != self._cell.released
        outputs = [] if hides else [as_nbformat(output) for output in run.outputs]
        failed = self._broken_off(run)
        if failed is not None:
            if not any(output["output_type"] == "error" for output in outputs):
                outputs.append(
                    {"output_type": "error", "ename": "Failed", "evalue": failed.message, "traceback": [failed.message]}
                )
            return replace(failed, outputs=outputs)
        if any(output.kind == "stream" and output.name == "stderr" for output in run.outputs):
            return CellGrade(0.0, "failed", f"{self.name}: the check wrote to stderr.", outputs)
        results = [output.data.get("text/plain", "") for output in run.outputs if output.kind == "execute_result"]
        verdict = self._partial(as_number(results[0]) if results else None)
        verdict.outputs = [*outputs, *([execute_result(verdict.score)] if hides else [])]
        return verdict

    def _broken_off(self, run: CellRun) -> CellGrade | None:
        """0 points where the cell did not come to its end, and why: in the author's words, or the grader's."""
        if run.stopped is not None:
            return CellGrade(0.0, run.stopped.status, f"{self.name}: {run.stopped.reason}.")
        for output in run.outputs:
            if output.kind == "error":
                if output.text in tied.assertion_messages(self._cell.source):
                    return CellGrade(0.0, "failed", f"{self.name}: {output.text}")
                if output.name in vars(builtins) and output.name != "AssertionError":
                    return CellGrade(0.0, "error", f"{self.name}: it ended with a {output.name}.")
                return CellGrade(0.0, "failed", f"{self.name}: a check does not hold.")
        return None

    def _partial(self, value: float | None) -> CellGrade:
        """Partial credit: a number from 0 to the cell's points; anything else is full points."""
        if value is not None and value > self.points:
            text = f"{self.name}: the test cell gives {value:g} of {self.points:g} points; its author has to mend it."
            return CellGrade(0.0, "error", text)
        score = self.points if value is None or not value >= 0 else value
        if score >= self.points:
            return CellGrade(score, "passed")
        return CellGrade(score, "failed", f"{self.name}: {score:g} of {self.points:g} points.")

    def _execute(self, session: Session, shared: _Shared | None) -> Any:
        module = types.ModuleType("__main__")
        namespace = module.__dict__
        namespace["get_ipython"] = lambda: None
        namespace["display"] = lambda *values, **_: [print(value) for value in values]
        for statement in self.needs.imports:
            exec(statement, namespace)
        if self.checks in self.needs.learner:
            namespace[self.checks] = Missing(self.checks)  # check() says so, in the learner's language
        namespace.update(session.fetch(sorted(self.needs.learner)))
        if shared is not None:
            shared.start(namespace)
        *before, (body, last) = self._programs
        for index, (earlier, expression) in zip(self.needs.cells, before, strict=True):
            with contextlib.suppress(Exception):
                exec(earlier, namespace)
                if expression is not None:
                    eval(expression, namespace)
            if shared is not None and names.names_of(self._notebook.cells[index].source).binds & self._shared[1]:
                shared.read()  # it was run there too, and much may have happened since
        try:
            exec(body, namespace)
            return eval(last, namespace) if last is not None else None
        finally:
            if shared is not None:  # the cells that follow are to find what the test has set
                shared.tell()

    def _verdict(self, value: Any, printed: Printed, report: Report | None) -> CellGrade:
        outputs = printed.outputs()
        if report is not None:
            score = min(max(float(value), 0.0), self.points) if type(value) is float else report.points
            message = report.message.get(self._language, "")
            if message:
                outputs.append(display_data(message))
            outputs.append(execute_result(score, messages.points(score, self.points, self._language, report.bonus)))
            said = "" if report.status == "passed" else message
            return CellGrade(score, report.status, said, outputs, report.diagnosis, report.bonus)
        if printed.complained:
            return CellGrade(0.0, "failed", f"{self.name}: the check wrote to stderr.", outputs)
        number = isinstance(value, (int, float, np.integer, np.floating)) and not isinstance(value, (bool, np.bool_))
        verdict = self._partial(float(value) if number else None)
        if value is not None and verdict.status != "error":
            outputs.append(execute_result(value))
        verdict.outputs = outputs
        return verdict

    def _failed(self, error: BaseException, printed: Printed) -> CellGrade:
        """0 points, and why: what the learner's code did, or what the check says."""
        status, message = self._explain(error)
        outputs = printed.outputs()
        outputs.append({"output_type": "error", "ename": type(error).__name__, "evalue": message, "traceback": [message]})
        return CellGrade(0.0, status, message, outputs)

    def _explain(self, error: BaseException) -> tuple[Status, str]:
        if isinstance(error, SandboxStopped):
            return error.status, f"{self.name}: {error.reason}."
        if isinstance(error, NameError) and error.name in self.needs.learner:
            return "missing", f"{error.name} is not defined: write it, and run its cell without errors."
        learner: LearnerError | None = getattr(error, "learner_error", None)
        if learner is not None:
            if learner.kind == "NotImplementedError":
                return "missing", f"{self.name}: not written yet."
            where = f" ({learner.where})" if learner.where else ""
            return "error", f"{self.name}: your code raised {learner}{where}."
        text = str(error).strip()
        if isinstance(error, AssertionError):
            return "failed", f"{self.name}: {text or self._visible_line(error) or 'a check does not hold.'}"
        return "failed", f"{self.name}: {type(error).__name__}: {text}"

    def _visible_line(self, error: BaseException) -> str:
        """The check that failed, where the release shows it."""
        trace = error.__traceback__
        line = ""
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == f"<{self.id}>":
                line = linecache.getline(f"<{self.id}>", trace.tb_lineno).strip()
            trace = trace.tb_next
        return f"this does not hold: {line}" if line and line in self._cell.released else ""


class _Shared:
    """Globals of the test that the learner's code has under the same name.

    told: set in the sandbox before each call, when they hold something else than before.
    kept: what the sandbox has after each call is what they hold.
    """

    def __init__(self, told: frozenset[str], kept: frozenset[str], session: Session) -> None:
        self._told, self._kept, self._session = told, kept, session
        self._namespace: dict[str, Any] = {}
        self._fork, self._known = session.forks, dict[str, Any]()

    def start(self, namespace: dict[str, Any]) -> None:
        """Share the globals of this namespace, which holds what the sandbox has."""
        self._namespace = namespace
        self._fork = self._session.forks
        self._known = self._packed(self._told | self._kept)

    def _packed(self, wanted: Iterable[str]) -> dict[str, Any]:
        return {name: self._session.packed(self._namespace[name]) for name in wanted if name in self._namespace}

    def tell(self) -> None:
        if self._fork != self._session.forks:  # it has run the cells, and nothing else
            self._fork, self._known = self._session.forks, {}
        now = self._packed(self._told)
        news = {name: self._namespace[name] for name, value in now.items() if self._known.get(name) != value}
        if news:
            self._session.define(news)
            self._known |= now

    def read(self) -> None:
        for name, value in self._session.fetch(sorted(self._kept)).items():
            self._namespace[name] = merged(self._namespace.get(name), value)
        self._known |= self._packed(self._kept)


def _compile(source: str, name: str) -> tuple[types.CodeType, types.CodeType | None]:
    text = names.plain_python(source)
    linecache.cache[name] = (len(text), None, text.splitlines(True), name)
    tree = ast.parse(text)
    last = None
    if tree.body and isinstance(tree.body[-1], ast.Expr) and not text.rstrip().endswith(";"):
        expression = tree.body.pop()
        assert isinstance(expression, ast.Expr)
        last = compile(ast.Expression(expression.value), name, "eval")
    return compile(tree, name, "exec"), last


@contextlib.contextmanager
def _quiet_world(folder: Path, seed: int) -> Iterator[Printed]:
    """The assignment's folder, seeded generators and captured streams; everything as before afterwards.

    A test that patches a module that all share (`np.dot = …`) is undone for what it set on NumPy and the builtins.
    """
    printed = Printed()
    numbers, python_numbers = np.random.get_state(), random.getstate()
    known, here = set(sys.modules), Path.cwd()
    modules = {module: dict(vars(module)) for module in (np, np.random, np.linalg, builtins)}
    np.random.seed(seed)
    random.seed(seed)
    sys.path.insert(0, str(folder))
    os.chdir(folder)
    try:
        streams = contextlib.redirect_stdout(printed.stdout), contextlib.redirect_stderr(printed.stderr)
        with streams[0], streams[1], warnings.catch_warnings(action="ignore"):
            yield printed
    finally:
        os.chdir(here)
        sys.path.remove(str(folder))
        _forget(folder, sys.modules.keys() - known)
        np.random.set_state(numbers)
        random.setstate(python_numbers)
        for module, old in modules.items():
            for name in [name for name, value in vars(module).items() if old.get(name, module) is not value]:
                if name in old:
                    setattr(module, name, old[name])


def _forget(folder: Path, names: Collection[str]) -> None:
    """Of the modules with these names, those that stand beside the notebook are imported anew by the next test: nobody meets
    another's traces in them, and another assignment's helpers may have the same name."""
    for name in names:
        file = getattr(sys.modules.get(name), "__file__", None)
        if isinstance(file, str) and file.startswith(f"{folder}{os.sep}"):
            del sys.modules[name]


def _modules(cell: Cell) -> set[str]:
    """Names that a cell binds to modules, as far as its imports say so."""
    imports = names.names_of(cell.source).imports if cell.type == "code" else {}
    return {name for name, statement in imports.items() if statement.startswith("import ")}
