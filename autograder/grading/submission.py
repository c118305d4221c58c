"""Grade a submission: restore it, run the learner's cells in a sandbox, and the test cells in the trusted process."""

from __future__ import annotations

import shutil
import time
from collections.abc import Collection, Mapping
from pathlib import Path

from autograder.course.course import Course
from autograder.course.recognise import language_of_submission, rank, recognise
from autograder.errors import NotebookError, SandboxError
from autograder.grading import excuses, rehearsal
from autograder.grading.assignment import Assignment, copy_data
from autograder.grading.handed_in import joined, read_handed_in, without_folder
from autograder.grading.notebook_run import NotebookRun
from autograder.grading.record import digest, stamp
from autograder.grading.result import ExerciseResult, SubmissionResult
from autograder.grading.sentences import as_sentence
from autograder.judging.checking import Context, Worth
from autograder.notebook.files import Notebook, read_notebook
from autograder.notebook.metadata import Role
from autograder.notebook.restore import Restored, restore
from autograder.notebook.source import SourceNotebook
from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.words import Sentence, say, sentence


def check_notebook(
    course: Course, path: Path, assignment: str | None = None, *, language: str = "", allow_weak: bool = False
) -> SubmissionResult:
    """Grade one notebook, wherever it is; its assignment is recognised from its cells where none is named.

    Raises NotebookError when it cannot be read or recognised, CourseError, SandboxError.
    """
    notebook = read_notebook(path)
    assignment = assignment or recognise(notebook, course, str(path))
    sources = course.sources(assignment)
    ranking = rank(notebook, {(assignment, name): source for name, source in sources.items()})
    if not ranking and len(sources) > 1:
        raise NotebookError("grading.no_cell_of", path=str(path), assignment=assignment)
    name = ranking[0][1][1] if ranking else next(iter(sources))
    with Grader(course, assignment, only=name, language=language, allow_weak=allow_weak) as grader:
        result = grader.grade({name: notebook})
    if result.refused:
        raise NotebookError("grading.refused", where=str(path), reason=result.refused)
    return result


class Grader:
    """Grades submissions to one assignment, one after the other; a context manager."""

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
        """Start the sandbox's warm process, before any hidden test is loaded.

        only:       the one notebook of the assignment that counts.
        figures:    whether figures are rendered (for a notebook that somebody will look at).
        language:   of messages, "en" or "zh"; by default each notebook's.
        allow_weak: grade also where the system has nothing to confine learners' code with.
        excused:    test cells that give everyone full points; by default those that the course has on record.
        Raises CourseError for an assignment that is not there, SandboxError where no sandbox can be started.
        """
        self._course, self.assignment, self._language = course, assignment, language
        self._excused = excused
        self._prepared = Assignment(course, assignment, only=only)
        data, modules = self._prepared.data, self._prepared.imported_modules()
        self._process = WarmProcess(course.limits, data, modules, figures, allow_weak)
        self._folder = copy_data(data)
        self._rehearsed: dict[tuple[str, str], dict[str, Sentence]] = {}

    @property
    def level(self) -> str:
        """The sandbox's level now: a warm process that was started again may be confined by fewer layers."""
        return self._process.level

    def grade_folder(self, student: str) -> SubmissionResult:
        """Grade `submitted/STUDENT/ASSIGNMENT`. What cannot be graded is refused with a reason; nothing is raised for it."""
        folder = self._course.submitted(self.assignment, student)
        given: dict[str, Notebook] = {}
        refused: list[Sentence] = []
        for name in self._prepared.sources:
            try:
                given[name] = read_handed_in(folder / f"{name}.ipynb", self._prepared.sources)
            except NotebookError as error:
                refused.append(without_folder(error, folder))
        if not given:
            return SubmissionResult(self.assignment, student, refused=joined(refused))
        result = self.grade(given, student)
        result.notes += refused
        return result

    def grade(self, notebooks: Mapping[str, Notebook], student: str = "") -> SubmissionResult:
        """Grade notebooks, by name. One that the assignment has and the submission has not scores 0.

        When the sandbox's warm process dies meanwhile, it is started again and everything is graded again, once.
        """
        for _ in range(2):
            reason = sentence("grading.warm_process_died")
            try:
                if self._process.gone:
                    self._process.restart()
                result = self._grade(notebooks, student)
                if not self._process.gone:  # a test may have taken its death for the learner's error
                    return result
            except SandboxError as error:
                reason = as_sentence(error)
                self._process.close()
        return SubmissionResult(self.assignment, student, refused=sentence("grading.died_twice", reason=reason))

    def _grade(self, notebooks: Mapping[str, Notebook], student: str) -> SubmissionResult:
        began = time.monotonic()
        result = SubmissionResult(self.assignment, student, sandbox=self.level)
        for name, versions in self._prepared.sources.items():
            if name not in notebooks:
                result.exercises += self._missing(name)
                continue
            language = language_of_submission(notebooks[name], versions, self._course.language)
            try:
                restored = restore(notebooks[name], versions[language])
            except NotebookError as error:
                result.refused = as_sentence(error)
                continue
            self._grade_notebook(name, language, restored, result)
        result.seconds = time.monotonic() - began
        return result

    def _missing(self, name: str) -> list[ExerciseResult]:
        """Return 0 points for each exercise of a notebook that was not handed in."""
        language = self._language or self._course.language
        message = say("grading.no_notebook", language, notebook=name)
        return [
            ExerciseResult(
                name=test.name,
                cell=test.id,
                notebook=name,
                score=0.0,
                max_score=test.points,
                status="missing",
                message=message,
            )
            for test in self._prepared.tests[name, self._course.language].values()
        ]

    def _grade_notebook(self, name: str, language: str, restored: Restored, result: SubmissionResult) -> None:
        """language: of the notebook; that of the messages may be another."""
        source = self._prepared.sources[name][language]
        excused = excuses.excused(self._course, self.assignment) if self._excused is None else self._excused
        setting = self._setting(source, self._language or language)
        inside = self._inside(name, language)
        session = Session(self._process, language=setting.language)
        try:
            run = NotebookRun(
                name=name,
                restored=restored,
                source=source,
                tests=self._prepared.tests[name, language],
                session=session,
                setting=setting,
                folder=self._folder,
                inside=inside,
                may_enter_sandbox=self._course.tests_may_enter_sandbox,
                excused=excused,
            )
            run.run()
        finally:
            session.close()
        stamp(
            restored.notebook,
            sandbox=self.level,
            language=setting.language,
            work=digest(cell.source for cell in restored.cells if not cell.role.restored),
            suspicious=session.suspicious,
            exercises={
                cell: (exercise, self._prepared.digest_of(run.tests[cell])) for cell, exercise in run.exercises.items()
            },
            comments={
                solution.id: sentence("grading.excused")
                for cell in source.with_role(Role.TEST)
                if cell.id in excused
                for solution in source.solutions_of(cell)
            },
        )
        result.notebooks[name] = restored.notebook
        result.exercises += run.exercises.values()
        result.notes += [*run.notes, *restored.notes]
        result.suspicious += session.suspicious

    def _inside(self, name: str, language: str) -> dict[str, Sentence]:
        """Return test cells that run inside the sandbox -> why; found out once."""
        key = (name, language)
        if key not in self._rehearsed:
            source, tests = self._prepared.sources[name][language], self._prepared.tests[key]
            setting = self._setting(source, language)
            self._rehearsed[key] = rehearsal.inside(source, tests, self._process, setting, self._folder)
        return self._rehearsed[key]

    def _setting(self, source: SourceNotebook, language: str) -> Context:
        return Context(
            course_root=self._course.root,
            assignment=self.assignment,
            secret=self._course.secret,
            language=language,
            sink=lambda report: None,
            worth=lambda name: Worth.of(source.by_id[f"test_{name}"]),
        )

    def session(self) -> Session:
        """Return a sandbox for code that is no submission; the caller closes it."""
        return Session(self._process)

    def close(self) -> None:
        """End the warm process, and delete the copied data files."""
        self._process.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Grader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
