"""One submission -> Result: restore it, run the learner's cells in a sandbox, and the test cells in the trusted process."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from autograder.course.course import Course
from autograder.course.recognise import rank, recognise, spoken
from autograder.errors import AutograderError, CourseError, NotebookError, SandboxError
from autograder.grading import excuses, rehearsal
from autograder.grading.outputs import CellGrade, as_nbformat, for_the_instructor, full_points, nothing_there
from autograder.grading.record import digest, stamp
from autograder.grading.result import ExerciseResult, SubmissionResult
from autograder.grading.trusted import TestCell
from autograder.judging import sentences as messages
from autograder.judging.checking import Context, Worth
from autograder.languages import LANGUAGES
from autograder.notebook import names
from autograder.notebook.files import Notebook, read_notebook
from autograder.notebook.metadata import Role
from autograder.notebook.regions import strip_hidden_tests, strip_solutions
from autograder.notebook.restore import Restored, restore
from autograder.notebook.source import SourceNotebook
from autograder.sandbox.outside.session import CellRun, Session
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.sandbox.shared.outcome import SandboxStopped, shown
from autograder.words import say, sentence


def check_notebook(
    course: Course, path: Path, assignment: str | None = None, *, language: str = "", allow_weak: bool = False
) -> SubmissionResult:
    """Grade one notebook wherever it lies; its assignment is recognised from its cells where none is named.

    Raises NotebookError when it cannot be read or recognised, CourseError, SandboxError.
    """
    notebook = read_notebook(path)
    assignment = assignment or recognise(notebook, course, str(path))
    sources = course.sources(assignment)
    ranking = rank(notebook, {(assignment, name): source for name, source in sources.items()})
    if not ranking and len(sources) > 1:
        raise NotebookError(f"{path} has no cell of {assignment}.")
    name = ranking[0][1][1] if ranking else next(iter(sources))
    with Grader(course, assignment, only=name, language=language, allow_weak=allow_weak) as grader:
        result = grader.grade({name: notebook})
    if result.refused:
        raise NotebookError(f"{path}: {result.refused}")
    return result


class Grader:
    """Grades submissions to one assignment, one after the other; a context manager.

    only:       the one notebook of the assignment that counts.
    figures:    whether figures are rendered (for a notebook that somebody will look at).
    language:   of messages, "en" or "zh"; by default each notebook's own.
    allow_weak: grade also where the system has nothing to confine learners' code with.
    excused:    test cells that give everyone full points; by default those that the course has on record.
    Raises CourseError for an assignment that is not there, SandboxError where none can be started.
    """

    def __init__(
        self,
        course: Course,
        assignment: str,
        *,
        only: str | None = None,
        figures: bool = False,
        language: str = "",
        allow_weak: bool = False,
        excused: Collection[str] | None = None,
    ) -> None:
        self._course, self.assignment, self._language = course, assignment, language
        self._excused = excused
        read = {language: course.sources(assignment, language) for language in LANGUAGES}
        self._sources = {name: {language: read[language][name] for language in LANGUAGES} for name in read[course.language]}
        if only is not None:
            self._sources = {only: self._sources[only]}
        self._tests = {
            (name, language): {cell.id: TestCell(source, cell) for cell in source.cells if cell.role is Role.TEST}
            for name, versions in self._sources.items()
            for language, source in versions.items()
        }
        _require_answers(course, assignment, [test for tests in self._tests.values() for test in tests.values()])
        codes = [code for versions in self._sources.values() for source in versions.values() for code in _shown(source)]
        modules = [module for module in names.imported_modules(codes) if module.split(".")[0] != "autograder"]
        data = _data_files(course, assignment)
        self._zygote = WarmProcess(course.limits, data, modules, figures, allow_weak)  # before any hidden test is loaded
        self._folder = _staged(data)
        self._rehearsed: dict[tuple[str, str], dict[str, str]] = {}

    @property
    def level(self) -> str:
        """The sandbox's, as it is now: one that was started anew may be held by fewer layers."""
        return self._zygote.level

    def grade_folder(self, student: str) -> SubmissionResult:
        """`submitted/STUDENT/ASSIGNMENT`; refuses, in one sentence, what cannot be graded, and never raises for it."""
        folder = self._course.submitted(self.assignment, student)
        given: dict[str, Notebook] = {}
        refused: list[str] = []
        for name in self._sources:
            try:
                given[name] = read_handed_in(folder / f"{name}.ipynb", self._sources)
            except NotebookError as error:
                refused.append(str(error).replace(f"{folder}{os.sep}", ""))
        if not given:
            return SubmissionResult(self.assignment, student, refused=" ".join(refused))
        result = self.grade(given, student)
        result.notes += refused
        return result

    def grade(self, notebooks: Mapping[str, Notebook], student: str = "") -> SubmissionResult:
        """Notebooks by name; one that the assignment has and the submission has not scores 0.

        Where the sandbox's warm process dies meanwhile, it is started anew and everything is graded again, once.
        """
        for _ in range(2):
            reason = "The sandbox's warm process has died."
            try:
                if self._zygote.gone:
                    self._zygote.restart()
                result = self._grade(notebooks, student)
                if not self._zygote.gone:  # a test may have taken its death for the learner's error
                    return result
            except SandboxError as error:
                reason = str(error)
                self._zygote.close()
        return SubmissionResult(self.assignment, student, refused=f"{reason} That happened twice with this submission.")

    def _grade(self, notebooks: Mapping[str, Notebook], student: str) -> SubmissionResult:
        began = time.monotonic()
        result = SubmissionResult(self.assignment, student, sandbox=self.level)
        for name, versions in self._sources.items():
            if name in notebooks:
                language = spoken(notebooks[name], versions, self._course.language)
                try:
                    restored = restore(notebooks[name], versions[language])
                except NotebookError as error:
                    result.refused = str(error)
                    continue
                self._grade_notebook(name, language, restored, result)
            else:
                tests = self._tests[name, self._course.language]
                message = f"There is no notebook {name}.ipynb in the submission."
                result.exercises += [
                    ExerciseResult(test.name, test.id, name, 0.0, test.points, "missing", message) for test in tests.values()
                ]
        result.seconds = time.monotonic() - began
        return result

    def _grade_notebook(self, name: str, language: str, restored: Restored, result: SubmissionResult) -> None:
        source, tests = self._sources[name][language], self._tests[name, language]
        setting = self._setting(name, source, self._language or language)
        inside = self._inside(name, language)
        excused = excuses.excused(self._course, self.assignment) if self._excused is None else self._excused
        session = Session(self._zygote)
        broken: dict[str, str] = {}  # cell -> what ended it early
        graded: dict[str, tuple[ExerciseResult, str]] = {}
        try:
            for cell in restored.cells:
                written = restored.notebook["cells"][cell.index]
                known = len(session.suspicious)
                if cell.test:
                    test = tests[cell.id]
                    verdict = self._test(test, session, setting, inside.get(cell.id, ""))
                    if verdict.status == "missing" and test.checks:
                        for solution in source.solutions_of(source.by_id[cell.id]):
                            if solution.id in broken:
                                text = messages.undefined(test.checks, broken[solution.id])
                                verdict = nothing_there(text[setting.language])
                    if test.id in excused:  # it ran all the same: cells below may use what it sets
                        verdict = full_points(test.points, test.bonus, say("grading.excused", setting.language))
                    written["outputs"] = verdict.outputs
                    result.notes += [verdict.note] if verdict.note else []
                    exercise = ExerciseResult(
                        test.name,
                        test.id,
                        name,
                        verdict.score,
                        test.points,
                        verdict.status,
                        verdict.message,
                        verdict.diagnosis,
                        verdict.bonus,
                        test.bonus,
                        test.id in excused,
                    )
                    result.exercises.append(exercise)
                    graded[test.id] = exercise, self._digest(test, source)
                elif not cell.skip and cell.source.strip():
                    run = session.run(cell.source)
                    written["outputs"] = [*map(as_nbformat, run.outputs), *_cut_off(run)]
                    written["execution_count"] = run.execution_count
                    if run.failed:
                        broken[cell.id] = _why_it_ended(run)
                if session.suspicious[known:]:
                    seen = "; ".join(session.suspicious[known:])
                    written["outputs"].insert(0, for_the_instructor(f"Suspicious: the learner's code {seen}."))
        finally:
            session.close()
        work = digest(cell.source for cell in restored.cells if not cell.role.restored)
        below = {
            solution.id: sentence("grading.excused")
            for cell in source.with_role(Role.TEST)
            if cell.id in excused
            for solution in source.solutions_of(cell)
        }
        stamp(
            restored.notebook,
            sandbox=self.level,
            language=setting.language,
            work=work,
            suspicious=session.suspicious,
            exercises=graded,
            comments=below,
        )
        result.notebooks[name] = restored.notebook
        result.notes += restored.notes
        result.suspicious += session.suspicious

    def _digest(self, test: TestCell, source: SourceNotebook) -> str:
        """Of everything that decides what a test finds: read anew each time, as the test itself is."""
        course = self._course
        hidden = course.hidden_tests(self.assignment) / f"{test.checks}.py"
        files = [hidden, course.solutions(self.assignment)] if test.checks else []
        texts = [path.read_text("utf-8") for path in files if path.is_file()]
        return digest([source.by_id[test.id].source, str(test.points), *texts])

    def _inside(self, name: str, language: str) -> dict[str, str]:
        """Test cells that run inside the sandbox -> why; found out once."""
        key = (name, language)
        if key not in self._rehearsed:
            source = self._sources[name][language]
            setting = self._setting(name, source, language)
            self._rehearsed[key] = rehearsal.inside(source, self._tests[key], self._zygote, setting, self._folder)
        return self._rehearsed[key]

    def _test(self, test: TestCell, session: Session, setting: Context, inside: str) -> CellGrade:
        """inside: why it cannot run in the trusted process, or ""."""
        if inside:
            allowed = self._course.tests_may_enter_sandbox
            return test.run_inside(session, inside) if allowed else test.forbidden(inside)
        try:
            return test.run(session, setting, self._folder)
        except SandboxError:
            raise
        except AutograderError as error:  # the course is at fault, and the class must still be graded
            text = f"{test.name}: the test itself failed. {error}"
            return CellGrade(0.0, "error", text, [{"output_type": "stream", "name": "stderr", "text": text + "\n"}])

    def _setting(self, notebook: str, source: SourceNotebook, language: str) -> Context:
        return Context(
            self._course.root,
            self.assignment,
            notebook,
            self._course.secret,
            language,
            lambda report: None,
            lambda name: Worth.of(source.by_id[f"test_{name}"]),
        )

    def session(self) -> Session:
        """A sandbox for code that is no submission; whoever asks for it closes it."""
        return Session(self._zygote)

    def close(self) -> None:
        self._zygote.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Grader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def read_handed_in(path: Path, expected: Collection[str]) -> Notebook:
    """`read_notebook`; where a learner gave it another name, the error says which.

    expected: names, without ending, of the assignment's notebooks.
    """
    if path.is_symlink():  # to somebody else's, perhaps
        raise NotebookError(f"{path} is a link; hand in the notebook itself.")
    if not path.exists():
        others = sorted(repr(other.name) for other in path.parent.glob("*.ipynb") if other.stem not in expected)
        if others:
            which = others[0] if len(others) == 1 else f"the right one of {', '.join(others)}"
            raise NotebookError(f"{path}: no such file; rename {which} to {path.name}, and hand it in again.")
    return read_notebook(path)


def _require_answers(course: Course, assignment: str, tests: Sequence[TestCell]) -> None:
    """A class must not score 0 because a file of the course is not there."""
    checked = [test.checks for test in tests if test.checks]
    needed = [course.hidden_tests(assignment) / f"{name}.py" for name in checked]
    if checked and not course.solutions(assignment).is_file():
        raise CourseError(f"{course.solutions(assignment)} is missing: run `autograder generate {assignment}`.")
    for path in needed:
        if not path.is_file():
            raise CourseError(f"{path} is missing: a test cell of {assignment} checks {path.stem}.")


def _shown(source: SourceNotebook) -> list[str]:
    """The code of a release. A sandbox imports what this does, and shows it: not what only a test or a solution does."""
    marks = source.delimiters
    return [
        strip_solutions(strip_hidden_tests(cell.source, marks), marks, whole=cell.role in (Role.SOLUTION, Role.MANUAL))
        for cell in source.cells
        if cell.type == "code"
    ]


def _data_files(course: Course, assignment: str) -> dict[str, Path]:
    """Everything in the source folder that a learner gets beside the notebooks."""
    folder = course.source(assignment)
    skipped = {".ipynb_checkpoints", "__pycache__"}
    return {
        str(path.relative_to(folder)): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".ipynb" and not skipped & set(path.relative_to(folder).parts)
    }


def _staged(data: Mapping[str, Path]) -> Path:
    """A copy of the data files for the test cells to read; what a test writes stays out of the course."""
    folder = Path(tempfile.mkdtemp(prefix="autograder-tests-"))
    for name, path in data.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / name)
    return folder


def _why_it_ended(run: CellRun) -> str:
    if run.stopped:
        return str(run.stopped.reason)
    errors = [f"{output.name}: {output.text}" for output in run.outputs if output.kind == "error"]
    said = shown(errors[-1], 1000) if errors else "an error"
    return re.sub(r"\(<[^<>]*>, (line \d+)\)$", r"(\1)", said)  # of a syntax error: a cell is no file


def _cut_off(run: CellRun) -> list[dict[str, Any]]:
    stopped: SandboxStopped | None = run.stopped
    if stopped is None:
        return []
    text = f"This cell was cut off: {stopped.reason}. What it had defined until then counts."
    return [{"output_type": "error", "ename": "CellStopped", "evalue": text, "traceback": [text]}]
