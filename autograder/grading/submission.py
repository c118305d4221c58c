"""Grade a submission: restore it, run the learner's cells in a sandbox, and the test cells in the trusted process."""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial

from autograder.course.course import Course
from autograder.course.help import help_levels, level_at
from autograder.course.recognise import language_of_submission
from autograder.errors import NotebookError, SandboxError
from autograder.grading import excuses
from autograder.grading.assignment import Assignment, copy_data, start_process
from autograder.grading.companions import companions, other_notebooks
from autograder.grading.confined import Place
from autograder.grading.differences import about_course
from autograder.grading.faults import reason_of
from autograder.grading.foreign import grade_foreign
from autograder.grading.handed_in import joined, leave_to_a_person, note_what_was_found, read_submission
from autograder.grading.notebook_run import NotebookRun
from autograder.grading.reading import bounded_reading
from autograder.grading.record import digest, stamp
from autograder.grading.rehearsal import Rehearsal, rehearse
from autograder.grading.result import ExerciseResult, SubmissionResult
from autograder.grading.sentences import as_sentence
from autograder.grading.state import ignored_names, state_of
from autograder.judging.context import Context
from autograder.judging.report import Worth
from autograder.notebook.files import Notebook
from autograder.notebook.kernels import other_language
from autograder.notebook.metadata import Role
from autograder.notebook.restore import Restored, restore
from autograder.notebook.source import SourceNotebook
from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.words import Sentence, say, sentence


class Grader(contextlib.AbstractContextManager["Grader"]):
    """Grades submissions to one assignment, one after the other; a context manager."""

    def __init__(
        self,
        course: Course,
        assignment: str,
        *,
        figures: bool = False,
        language: str = "",
        allow_weak: bool = False,
        excused: Collection[str] | None = None,
        prepared: Assignment | None = None,
        process: WarmProcess | None = None,
        rehearsed: Mapping[tuple[str, str], Rehearsal] | None = None,
    ) -> None:
        """Start the sandbox's warm process, before any hidden test is loaded.

        figures:    whether figures are rendered (for a notebook that somebody will look at).
        language:   of messages, "en" or "zh"; by default each notebook's.
        allow_weak: grade even where nothing confines learners' code.
        excused:    test cells that give everyone full points; by default those that the course has on record.
        prepared:   the assignment, where it has been read.
        process:    a warm process that serves this assignment; by default one is started, and closed with this grader.
        rehearsed:  (notebook, language) -> what `rehearse` has found, where it has been called.
        Raises CourseError for an assignment that is not there, SandboxError where no sandbox can be started.
        """
        self._course, self.assignment, self._language = course, assignment, language
        self._excused, self._prepared = excused, prepared or Assignment(course, assignment)
        self._owns_process = process is None
        self._process = process or start_process(course, [self._prepared], figures=figures, allow_weak=allow_weak)
        self._folder = copy_data(self._prepared.data)
        self._rehearsed = dict(rehearsed or {})

    @property
    def level(self) -> str:
        """The sandbox's level now: a warm process that was started again may be confined by fewer layers."""
        return self._process.level

    def grade_folder(self, student: str) -> SubmissionResult:
        """Grade `submitted/STUDENT/ASSIGNMENT`. One that cannot be graded is refused with a reason; no error is raised."""
        state = state_of(self._course.submitted(self.assignment, student), ignored_names(self._course))
        result = self._grade_folder(student)
        result.state = state
        result.files_read = tuple(sorted({path for each in self._rehearsed.values() for path in each.readable}))
        return result

    def _grade_folder(self, student: str) -> SubmissionResult:
        sources = {name: versions[self._course.language] for name, versions in self._prepared.sources.items()}
        found = read_submission(self._course, self.assignment, student, sources)
        if found.fault is not None:
            return SubmissionResult(self.assignment, student, refused=found.fault, waits=True, notes=found.notes)
        if not found.notebooks:
            return SubmissionResult(self.assignment, student, refused=found.trouble, unread=found.unread, notes=found.notes)
        files = companions(self._course, self.assignment, student, self._prepared.data.keys())
        result = self.grade(found.notebooks, student, files=files)
        note_what_was_found(result, found, self._language or self._course.language)
        return result

    def grade(
        self,
        notebooks: Mapping[str, Notebook],
        student: str = "",
        *,
        others_count: bool = True,
        files: Mapping[str, bytes] | None = None,
    ) -> SubmissionResult:
        """Grade notebooks, by name.

        When the sandbox's warm process dies meanwhile, it is started again and everything is graded again, once.

        others_count: whether a notebook that is missing in the submission scores 0; otherwise it is left out.
        files:        what was handed in beside the notebooks, by relative path.
        """
        for _ in range(2):
            reason = sentence("grading.warm_process_died")
            try:
                if self._process.gone:
                    self._process.restart()
                result = self._grade(notebooks, student, others_count, files or {})
                if not self._process.gone:  # a test may have taken its death for the learner's error
                    return result
            except SandboxError as error:
                reason = as_sentence(error)
                self._process.close()
            except Exception as error:  # the learner's own errors are in their results
                reason = sentence("grading.grader_failed", error=reason_of(error, self._course.root))
                return SubmissionResult(self.assignment, student, refused=reason, waits=True)
        return SubmissionResult(self.assignment, student, refused=sentence("grading.died_twice", reason=reason), waits=True)

    def rehearse(self) -> dict[tuple[str, str], Rehearsal]:
        """Return where the foreign test cells of each notebook run, in each language; it is found out by the reference."""
        sources = self._prepared.sources.items()
        return {(name, each): self._rehearsal(name, each) for name, versions in sources for each in versions}

    def session(self) -> Session:
        """Return a sandbox for code that is no submission; the caller closes it."""
        return Session(self._process, folder=self.assignment)

    def close(self) -> None:
        """End the warm process, unless somebody else started it, and delete the copied data files."""
        if self._owns_process:
            self._process.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __exit__(self, *_: object) -> None:
        self.close()

    def _grade(
        self, notebooks: Mapping[str, Notebook], student: str, others_count: bool, files: Mapping[str, bytes]
    ) -> SubmissionResult:
        """Grade notebooks, by name, in one attempt."""
        began = time.monotonic()
        result = SubmissionResult(self.assignment, student, sandbox=self.level)
        refused, spoken = dict[str, Sentence](), self._course.language
        lost = partial(_missing, self._prepared, spoken, self._language or spoken)
        for name, versions in self._prepared.sources.items():
            if name not in notebooks:
                result.exercises += lost(name) if others_count else []
                continue
            if other := _other_language(self._prepared, name, notebooks[name]):
                refused[name] = sentence("grading.other_language", notebook=name, language=other)
                result.exercises += [replace(one, score=None, status="waiting") for one in lost(name)]
                continue
            try:
                with bounded_reading(f"{name}.ipynb"):
                    language = language_of_submission(notebooks[name], versions, self._course.language)
                    restored = restore(notebooks[name], versions[language])
            except NotebookError as error:
                refused[name] = as_sentence(error)
                result.exercises += lost(name)
                continue
            sources = {each: versions[language] for each, versions in self._prepared.sources.items()}
            beside = {**files, **other_notebooks(notebooks, sources, name)}
            self._grade_notebook(name, language, restored, result, beside)
        result.about_course = about_course(self._prepared, self._rehearsed)
        if refused and not result.notebooks:
            return _all_refused(self.assignment, student, refused)
        result.notes += refused.values()
        leave_to_a_person(result, refused, self._language or self._course.language)
        result.seconds = time.monotonic() - began
        return result

    def _grade_notebook(
        self, name: str, language: str, restored: Restored, result: SubmissionResult, files: Mapping[str, bytes]
    ) -> None:
        """Grade one notebook, and add what was found to `result`. language: the notebook's; messages may be in another."""
        source = self._prepared.sources[name][language]
        excused = excuses.excused(self._course, self.assignment) if self._excused is None else self._excused
        setting = self._setting(source, self._language or language)
        rehearsed = self._rehearsal(name, language)
        session = self._sandbox(setting.language, files)
        try:
            run = NotebookRun(
                name=name,
                restored=restored,
                source=source,
                tests=self._prepared.tests[name, language],
                session=session,
                setting=setting,
                folder=self._folder,
                inside=rehearsed.inside,
                may_enter_sandbox=self._course.tests_may_enter_sandbox,
                believes=rehearsed.believes,
                may_be_forged=self._course.tests_may_be_forged,
                waits=rehearsed.waits,
                excused=excused,
                files=files,
                another=partial(self._sandbox, setting.language, files, session.suspicious),
                deferring=None if self._course.runs_all_cells else self._prepared.deferring(name, language),
            )
            grade_foreign(run, replace(self._place(), readable=rehearsed.readable, rehearsed=rehearsed.outside))
        finally:
            session.close()
        _stamp(run, self._prepared, self.level)
        result.notebooks[name] = restored.notebook
        result.exercises += run.exercises.values()
        result.about_work[name] = [*run.remarks, *restored.notes]
        result.notes += [*run.notes, *run.remarks, *restored.notes]
        result.suspicious += session.suspicious

    def _sandbox(self, language: str, files: Mapping[str, bytes], suspicious: list[Sentence] | None = None) -> Session:
        """Return a sandbox for one notebook. language: of what learners read; suspicious: the list to add to."""
        return Session(self._process, folder=self.assignment, files=files, language=language, suspicious=suspicious)

    def _rehearsal(self, name: str, language: str) -> Rehearsal:
        """Return what is known of a notebook's foreign test cells; found out once for each notebook and language."""
        key = (name, language)
        if key not in self._rehearsed:
            source, tests = self._prepared.sources[name][language], self._prepared.tests[key]
            setting, enters = self._setting(source, language), self._course.tests_may_enter_sandbox
            self._rehearsed[key] = rehearse(source, tests, self._place(), setting, may_enter=enters)
        return self._rehearsed[key]

    def _setting(self, source: SourceNotebook, language: str) -> Context:
        return _setting(self._course, self.assignment, source, language)

    def _place(self) -> Place:
        """Return where foreign test cells run."""
        return Place(process=self._process, course=self._course.root, data=self._folder, folder=self.assignment)


def _stamp(run: NotebookRun, assignment: Assignment, level: str) -> None:
    """Write the record into a graded notebook. level: of the sandbox."""
    cells, exercises = run.restored.cells, run.exercises
    stamp(
        run.restored.notebook,
        sandbox=level,
        language=run.setting.language,
        work=digest(cell.source for cell in cells if not cell.role.restored),
        suspicious=run.session.suspicious,
        exercises={cell: (exercise, assignment.digest_of(run.tests[cell])) for cell, exercise in exercises.items()},
        comments={
            solution.id: sentence("grading.excused")
            for cell in run.source.with_role(Role.TEST)
            if cell.id in run.excused
            for solution in run.source.solutions_of(cell)
        },
    )


def _all_refused(assignment: str, student: str, reasons: Mapping[str, Sentence]) -> SubmissionResult:
    """Return the result of a submission of which no notebook could be graded. reasons: by notebook."""
    waits = any(reason.code == "grading.other_language" for reason in reasons.values())
    refused = joined(reasons.values())
    return SubmissionResult(assignment, student, refused=refused, unread={} if waits else dict(reasons), waits=waits)


def _missing(assignment: Assignment, spoken: str, language: str, name: str) -> list[ExerciseResult]:
    """Return 0 points for each exercise of a notebook that was not handed in.

    spoken: the course's language, in which the notebook is read. language: of the messages.
    """
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
        for test in assignment.tests[name, spoken].values()
    ]


def _other_language(assignment: Assignment, name: str, submitted: Notebook) -> str:
    """Return the language of a notebook that is not written in Python; "" for Python."""
    source = next(iter(assignment.sources[name].values()))
    return other_language(source.metadata) or other_language(submitted["metadata"])


def _setting(course: Course, assignment: str, source: SourceNotebook, language: str) -> Context:
    """Return the context of hidden tests. language: of the messages."""
    return Context(
        course_root=course.root,
        assignment=assignment,
        secret=course.secret,
        language=language,
        sink=lambda report: None,
        worth=lambda name: Worth.of(source.by_id[f"test_{name}"]),
        help=level_at(help_levels(course, assignment), 1),  # pages know the attempt
    )
