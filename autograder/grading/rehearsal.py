"""Find out where each foreign test cell runs: before the first submission, by trying the reference.

No submission influences the choice, otherwise a learner's code could ask for hidden tests. A test cell runs in the sandbox
- where its text says that it must (`tied.tied`),
- where it may do to a learner's text what nobody may do in the trusted process (`auditing.reason`),
- where the trusted process gives the reference less than the sandbox does, or cannot do what the test asks of it.

A cell that calls `check` never runs there, and one that the reference fails both ways runs in the trusted process.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import re
import sys
import sysconfig
import time
import warnings
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import msgspec

from autograder.errors import SandboxError
from autograder.grading import auditing, confined, tied, trusted
from autograder.grading.auditing import Rehearsed
from autograder.grading.beside import Beside
from autograder.grading.confined import ChildClock, Place, Report
from autograder.grading.faults import reason_of
from autograder.grading.outputs import CellGrade, grade_waiting
from autograder.grading.record import from_json, to_json
from autograder.grading.sharing import NotebookNamespace
from autograder.grading.testcell import TestCell
from autograder.judging.context import Context
from autograder.notebook import names
from autograder.notebook.metadata import Role
from autograder.notebook.readable import readable
from autograder.notebook.source import SourceNotebook
from autograder.sandbox.outside.lending import Borrower
from autograder.sandbox.outside.rehearsing import CHEATS, RehearsingSession
from autograder.sandbox.outside.session import CellRun, written
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.words import Sentence, sentence

_IS_REFUSED = re.compile(r"\[Errno (1|13|30)\]|usable.temporary")
_ENDED_REFUSED = re.compile(r"`(PermissionError|OSError)\b")  # in the message about a test
TRIES = 3  # to find out which files the tests read


@dataclass
class Rehearsal:
    """What is known of the foreign test cells of a notebook.

    inside:   those that run in the sandbox -> why, a clause.
    outside:  the others -> what each did with the reference.
    believes: those of the others whose scores can be forged -> a note that says how.
    waits:    those that the reference does not pass because the sandbox refuses it something -> a note; a person grades.
    fails:    those that the reference does not pass, neither outside of the sandbox nor inside -> a note that says so.
    readable: files that they read, beside those of Python and of the assignment.
    """

    inside: dict[str, Sentence] = field(default_factory=dict)
    outside: dict[str, Rehearsed] = field(default_factory=dict)
    believes: dict[str, Sentence] = field(default_factory=dict)
    waits: dict[str, Sentence] = field(default_factory=dict)
    fails: dict[str, Sentence] = field(default_factory=dict)
    readable: tuple[str, ...] = ()


def rehearse(
    source: SourceNotebook, tests: Mapping[str, TestCell], place: Place, setting: Context, *, may_enter: bool = True
) -> Rehearsal:
    """Return what is known after running the reference.

    may_enter: whether tests whose texts say that they must run inside the sandbox are tried there.
    """
    foreign = {name: test for name, test in tests.items() if not test.ours}
    reasons = {name: test.tied or _tied_by_its_modules(test, place.data) for name, test in foreign.items()}
    found = Rehearsal({name: reason for name, reason in reasons.items() if reason is not None})
    if foreign.keys() <= (found.inside.keys() if not may_enter else set()):
        return found
    for name, test in foreign.items():
        if name not in found.inside:
            _prepare(test)
    static = dict(found.inside)
    for _ in range(TRIES):
        found.inside, found.outside, found.believes = dict(static), {}, {}
        found.fails, found.waits = {}, {}
        known = {} if may_enter else static
        tried = {name: test for name, test in tests.items() if name not in known}
        ended = _rehearse_once(source, tried, replace(place, readable=found.readable), setting, found)
        more = [] if ended is None else _unread(ended.read, place, found.readable)
        if ended is not None:
            _import_all(ended.modules)
        if not more or ended is None or ended.passed:
            return found
        found.readable += tuple(more)
    return found


def _prepare(test: TestCell) -> None:
    """Do once for all submissions what a child process of each would do again: analyse, compile and import."""
    for part in ("needs", "needed_cells", "shared", "classes", "draws", "helpers", "program"):
        with contextlib.suppress(SyntaxError, ValueError, RecursionError):
            getattr(test, part)
    _import_all(names.imported_modules(test.texts))


def _import_all(modules: Iterable[str]) -> None:
    """Import installed modules that tests import, as far as that works; what they print is dropped."""
    quiet = io.StringIO()
    for module in modules:
        if module not in sys.modules:
            streams = contextlib.redirect_stdout(quiet), contextlib.redirect_stderr(quiet)
            with streams[0], streams[1], warnings.catch_warnings(action="ignore"), contextlib.suppress(Exception):
                importlib.import_module(module)


def _rehearse_once(
    source: SourceNotebook,
    tests: Mapping[str, TestCell],
    place: Place,
    setting: Context,
    found: Rehearsal,
) -> _Ended | None:
    """Run the reference and the foreign tests in a confined child, and add what it reports to `found`.

    Returns its last report; None where it did not come to its end.
    """
    last: list[_Ended] = []

    def take(line: bytes) -> None:
        report = msgspec.json.decode(line, type=_Tried | _Ended | _Fault)
        if isinstance(report, _Fault):
            raise RuntimeError(report.fault)
        if isinstance(report, _Ended):
            last.append(report)
            return
        for notes, note in ((found.fails, report.fails), (found.waits, report.waits)):
            if note is not None:
                notes[report.test] = cast(Sentence, from_json(note))
        if report.reason is not None:
            found.inside[report.test] = cast(Sentence, from_json(report.reason))
            return
        imports = frozenset(_packages(tests[report.test]))
        found.outside[report.test] = Rehearsed(
            marks=frozenset(report.marks), imports=imports, is_number=report.is_number, written=frozenset(report.written)
        )
        if report.believes is not None:
            found.believes[report.test] = cast(Sentence, from_json(report.believes))

    limits = place.process.limits
    deadline = time.monotonic() + limits.notebook_seconds
    work = _work(source, tests, found.inside.keys() & tests.keys(), setting, deadline)
    twice = deadline + limits.notebook_seconds  # for the tests inside, the cells run once more
    confined.run_in_child(work, place, ChildClock(twice, limits.call_seconds), take)
    return last[0] if last else None


def _unread(read: Iterable[str], place: Place, known: Collection[str]) -> list[str]:
    """Return the files that tests tried to read where they may not read yet."""
    allowed = tuple(os.path.join(folder, "") for folder in confined.readable(place))
    paths = {os.path.realpath(path) for path in read}
    return sorted(path for path in paths if os.path.isfile(path) and path not in known and not path.startswith(allowed))


def _packages(test: TestCell) -> set[str]:
    return {module.split(".")[0] for module in names.imported_modules(test.texts)}


def _tied_by_its_modules(test: TestCell, folder: Path) -> Sentence | None:
    """Return why a module beside the notebook, which a test imports, ties it to the learner's process; else None."""
    pending, seen = names.imported_modules(test.texts), set[Path]()
    while pending:
        base = folder / pending.pop().replace(".", "/")
        for path in (base.parent / f"{base.name}.py", base / "__init__.py"):
            if path.is_file() and path not in seen:
                seen.add(path)
                text = path.read_text("utf-8", errors="replace")
                if reason := tied.tied(text, (), names.names_of(text).imports, helper=True):
                    return sentence("grading.tied.in_file", reason=reason, file=path.name)
                pending += names.imported_modules([text])
    return None


# --- in the child ---


def _work(
    source: SourceNotebook,
    tests: Mapping[str, TestCell],
    inside: Collection[str],
    setting: Context,
    deadline: float,
) -> confined.Work:
    """Return what the child does: run the reference's cells, and try each foreign test cell where it is in the notebook.

    inside: tests that run inside the sandbox in any case.
    """
    foreign = {name: test for name, test in tests.items() if not test.ours}

    def work(process: Borrower, scratch: Path, report: Report) -> None:
        known, passed = set(sys.modules), True
        session = RehearsingSession(cast(WarmProcess, process), deadline, folder=setting.assignment)
        stage = _Stage(session, Beside(session, source, foreign.values()), replace(setting, secret=""), scratch)
        for cell in source.cells:
            if cell.id in inside:
                report({"type": "tried", "test": cell.id, **stage.try_inside(foreign[cell.id])})
            elif cell.id in foreign:
                said = stage.try_both_ways(foreign[cell.id])
                passed = passed and said.pop("passed")
                report({"type": "tried", "test": cell.id, **said})
            elif cell.role is not Role.TEST and cell.type == "code" and not cell.skip and cell.source.strip():
                stage.note_refusals(session.run(readable(cell.source), figures=False))
                stage.beside.pass_cell(readable(cell.source))
        stage.beside.close()
        session.close()
        installed = tuple({sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")})
        new = [name for name in sorted(sys.modules.keys() - known) if _file(name).startswith(installed)]
        report({"type": "ended", "read": sorted(auditing.watcher().read), "modules": new, "passed": passed})

    return work


def _file(module: str) -> str:
    file = getattr(sys.modules.get(module), "__file__", None)
    return file if isinstance(file, str) else ""


@dataclass
class _Stage:
    """Tries the tests of one notebook on the reference, from top to bottom.

    session: the reference, which tests outside of the sandbox ask. beside: runs tests inside. kept: what tests leave.
    refused: whether a cell of the reference wanted a file or a program that the sandbox does not give.
    """

    session: RehearsingSession
    beside: Beside
    setting: Context
    folder: Path
    kept: NotebookNamespace = field(default_factory=NotebookNamespace)
    refused: bool = False

    def note_refusals(self, run: CellRun) -> None:
        """Note whether the sandbox refused a cell of the reference something: a file to write, a program."""
        errors = [output.text for output in run.outputs if output.kind == "error"]
        self.refused = self.refused or any(_IS_REFUSED.search(text) for text in errors)

    def try_inside(self, test: TestCell) -> dict[str, Any]:
        """Run a test inside the sandbox, where its text says that it must; return what was found."""
        within = self.beside.run(test, self.setting.language)
        return {"marks": [], "is_number": False} | self._fails(test, within)

    def try_both_ways(self, test: TestCell) -> dict[str, Any]:
        """Run a test outside the sandbox, and inside where that may be better; return what was found.

        Outside, it does not see the files that the reference has written: they are in the sandbox, and a file that an
        instructor's run has left must not take the place of a learner's.
        """
        session, setting = self.session, self.setting
        made = written(session)
        confined.hide(self.folder, made)
        try:
            outside = trusted.run_test(test, session, setting, self.folder, kept=self.kept)
        except SandboxError:
            raise
        except Exception as error:  # the course's or the grader's; perhaps the sandbox does better
            outside = grade_waiting(test.id, test.name, reason_of(error, setting.course_root, test), setting.language)
        watch, passed = auditing.watcher().last, outside.status == "passed"
        unsafe = auditing.reason(watch.events, test.texts, session.heard, _packages(test))
        unsupported = [*session.unsupported]
        if session.alters_what_is_lent():
            unsupported.append(sentence("grading.tied.alters"))
        said: dict[str, Any] = {"passed": passed, "marks": sorted({event.mark for event in watch.events})}
        said |= {"is_number": watch.is_number, "written": made}
        if passed and not unsupported and unsafe is None:
            self.beside.pass_test(test)
            note = _believes(test, session, lambda other: trusted.run_test(test, other, setting, self.folder))
            return said | ({"believes": to_json(note)} if note is not None else {})
        within = self.beside.run(test, setting.language)
        is_better = _worth(within) > _worth(outside)  # a test may be worth no points
        best = within if unsafe is not None or is_better else outside
        said |= self._fails(test, best)
        if unsafe is not None:
            return said | {"reason": to_json(unsafe)}
        if is_better or (unsupported and _worth(within) == _worth(outside) > (0.0, False)):
            failed = sentence("grading.tied.fails", message=outside.message.rstrip(".。"))
            return said | {"reason": to_json(unsupported[0] if unsupported else failed)}
        return said

    def _fails(self, test: TestCell, grade: CellGrade) -> dict[str, Any]:
        """Return the notes about a test that the reference does not pass, as parts of a report; nothing where it does."""
        if grade.status == "passed":
            return {}
        about = dict(score=f"{grade.score:g}", points=f"{test.points:g}", message=grade.message.rstrip(".。"))
        notes = {"fails": to_json(sentence("grading.reference_fails", cell=test.id, **about))}
        if self.refused or _ENDED_REFUSED.search(grade.message):
            notes["waits"] = to_json(sentence("grading.needs_files", cell=test.id))
        return notes


def _worth(grade: CellGrade) -> tuple[float, bool]:
    """Return what two grades of one test are compared by: the points, and whether it passed."""
    return grade.score, grade.status == "passed"


def _believes(test: TestCell, session: RehearsingSession, run: Callable[[RehearsingSession], CellGrade]) -> Sentence | None:
    """Return a note where a test that the reference passes believes objects that compute no answer; else None.

    run: runs the test in a session.
    """
    believed = list(session.believed)
    if not believed:
        return None
    other = session.spare_rehearsal()
    try:
        for other.cheat in CHEATS:
            if run(other).status == "passed":
                return sentence("grading.can_be_forged", cell=test.id, name=believed[0])
    finally:
        other.close()
    return None


# --- what the child reports ---


class _Tried(msgspec.Struct, tag="tried"):
    test: str
    marks: list[str]
    is_number: bool
    written: list[str] = []
    reason: Any = None
    believes: Any = None
    fails: Any = None
    waits: Any = None


class _Ended(msgspec.Struct, tag="ended"):
    read: list[str]
    modules: list[str]
    passed: bool


class _Fault(msgspec.Struct, tag="fault"):
    fault: str
