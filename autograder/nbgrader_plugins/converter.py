"""Find the course that nbgrader works on, and make its converters wait for the course's lock.

nbgrader has no option for the class of a converter, and no hook round a run. But it makes the exporter, whose class a course
names, before it converts the first notebook; so the exporter prepares the converter.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Collection, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.converters.base import BaseConverter, NbGraderException
from traitlets.config import Application, Configurable

from autograder.course.course import Course
from autograder.course.lock import locked
from autograder.errors import AutograderError, NotebookError
from autograder.gradebook.autograded import companions, write_companions
from autograder.gradebook.secret import ensure_secret
from autograder.gradebook.timestamp import handed_in_at
from autograder.grading.handed_in import Submission, read_submission
from autograder.grading.sentences import as_sentence
from autograder.nbgrader_plugins.logs import clean_log
from autograder.words import Sentence, say


def converter_of(configurable: Configurable) -> BaseConverter | None:
    """Return nbgrader's converter that an exporter or a preprocessor works for; None if it works for nothing."""
    found: Any = configurable
    while found is not None and not isinstance(found, BaseConverter):
        found = found.parent
    return found


def course_of(configurable: Configurable) -> Course:
    """Return the course that nbgrader works on: the one of its course directory, never one above a submission.

    Raises CourseError if there is none.
    """
    converter = converter_of(configurable)
    if converter is None:
        return Course.find()
    if not hasattr(converter, "autograder_course"):  # one for each run: reading the configuration runs it
        converter.autograder_course = Course.find(converter.coursedir.root)
    found: Course = converter.autograder_course
    return found


def lock_run(exporter: Configurable) -> None:
    """Make the converter of an exporter hold the course's lock while it converts notebooks."""
    converter = converter_of(exporter)
    if converter is None:
        return
    clean_log(converter.log)
    convert = converter.convert_notebooks

    def convert_alone() -> None:
        try:
            # A program with a window, formgrader, does not wait: it could not be used meanwhile.
            wait = isinstance(converter.parent, Application)
            with locked(course_of(exporter), wait=wait, report=lambda who: converter.log.warning("%s", who)):
                convert()
        except AutograderError as error:
            converter.log.error("%s", error)
            raise NbGraderException(str(error)) from None

    converter.convert_notebooks = convert_alone


class SandboxedAutograde(Autograde):  # type: ignore[misc]
    """nbgrader's converter, but it copies the files of a submission as `autograder grade` does.

    An exporter turns an `Autograde` into it. nbgrader's own converter follows links, stops at a file that it cannot copy,
    and parses any `timestamp.txt`.

    refused: (assignment, student, notebook) -> why it was refused; `ReadSubmission` adds to it.
    found:   (assignment, student) -> what that student handed in; of the present one only.
    """

    found: dict[tuple[str, str], Submission]

    refused: dict[tuple[str, str, str], Sentence]
    notebooks: list[str]

    @classmethod
    def adopt(cls, converter: BaseConverter | None) -> None:
        """Turn nbgrader's converter into this one, before it converts the first notebook."""
        if converter is not None and type(converter) is Autograde:
            converter.__class__ = cls
            converter.refused, converter.found = {}, {}
            zone = course_of(converter).timezone
            converter.coursedir.get_existing_timestamp = partial(timestamp_of, converter.log, zone)

    def convert_notebooks(self) -> None:
        course = course_of(self)
        ensure_secret(course)
        self._add_submissions_without_notebook()
        super().convert_notebooks()

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        if not super().init_destination(assignment_id, student_id):
            return False
        course = course_of(self)
        sources = course.sources(assignment_id)
        found = read_submission(course, assignment_id, student_id, sources)
        if not found.notebooks and found.trouble is not None:
            self._refuse_all(assignment_id, student_id, sources, found.trouble, found.unread)
        for note in found.notes:
            self.log.warning("%s: %s", student_id, note)
        self.found = {(assignment_id, student_id): found}
        folder = Path(self._format_source(assignment_id, student_id))
        there = [name for name in sources if name in found.notebooks or name in found.unread] or list(sources)
        self.notebooks = [str(folder / f"{name}.ipynb") for name in there]
        return True

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        course = course_of(self)
        ignored = self.coursedir.ignore
        self.coursedir.ignore = ["*"]  # nbgrader then copies no file itself
        try:
            super().init_assignment(assignment_id, student_id)
        finally:
            self.coursedir.ignore = ignored
        self._put_tasks_back(assignment_id, student_id)
        if any(key[:2] == (assignment_id, student_id) for key in self.refused):
            return
        try:
            files = companions(course, assignment_id, student_id)
            write_companions(course, Path(self._format_dest(assignment_id, student_id)), files)
        except NotebookError as error:
            self._refuse_all(assignment_id, student_id, course.source_notebooks(assignment_id), as_sentence(error))

    def _put_tasks_back(self, assignment: str, student: str) -> None:
        """Leave the tasks of a notebook graded from another file to a person: nbgrader gave 0, as for a missing one."""
        folder = Path(self._format_source(assignment, student))
        found = self.found.get((assignment, student), Submission())
        names = [name for name in found.notebooks if not (folder / f"{name}.ipynb").exists()]
        if not names:
            return
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            for name in names:
                for grade in gradebook.find_submission_notebook(name, assignment, student).grades:
                    if grade.cell.type == "TaskCell":
                        grade.auto_score, grade.needs_manual_grade = None, grade.manual_score is None
            gradebook.db.commit()

    def _refuse_all(
        self,
        assignment: str,
        student: str,
        notebooks: Collection[str],
        reason: Sentence,
        own: Mapping[str, Sentence] | None = None,
    ) -> None:
        """Refuse all notebooks of a submission, and say why in one line. own: notebook -> its own part of the reason."""
        self.refused |= {(assignment, student, name): (own or {}).get(name, reason) for name in notebooks}
        self.log.error("%s", say("grading.refused", where=student, reason=reason))

    def _add_submissions_without_notebook(self) -> None:
        """Add submissions in which nbgrader found no notebook, so that they are refused and not passed over in silence."""
        for folder in glob.glob(self._format_source(self.coursedir.assignment_id, self.coursedir.student_id)):
            if os.path.isdir(folder) or os.path.islink(folder):
                self.assignments.setdefault(folder, [])


def timestamp_of(log: Any, zone: str, folder: str) -> datetime | None:
    """Return when the submission in a folder was handed in; None where nothing says so, which is logged. It never fails.

    zone: of the course.
    """
    try:
        return handed_in_at(Path(folder), zone)
    except ValueError as error:
        log.warning("%s", say("gradebook.no_date", path=os.path.join(folder, str(error))))
        return None
