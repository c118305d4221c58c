"""Write results into nbgrader's gradebook, and graded notebooks into `autograded/`.

The rows are those that `nbgrader autograde` writes for the same scores (nbgrader 0.9.6: `autograde.py`,
`saveautogrades.py`, `latesubmissions.py`), but many submissions go into one transaction. Opening a writer imports
nbgrader, which takes seconds.
"""

from __future__ import annotations

import contextlib
import errno
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from autograder.course.course import Course
from autograder.course.nbgrader import quiet_nbgrader, register, with_lock_timeout
from autograder.errors import CourseError, NotebookError
from autograder.gradebook.autograded import write_autograded
from autograder.gradebook.backup import sqlite_file
from autograder.gradebook.keeping import Kept, keep_scores
from autograder.gradebook.moves import Change, GradedSubmission
from autograder.gradebook.registered import is_registered
from autograder.gradebook.secret import record_secret
from autograder.grading.folder import is_undecodable
from autograder.grading.record import read_record
from autograder.grading.result import SubmissionResult
from autograder.grading.sentences import as_sentence
from autograder.words import Sentence, sentence

SECONDS = 5.0  # of results that are lost at most when a run is killed


class GradebookWriter:
    """Writes results in batches; a context manager, for one process only.

    A batch is one short transaction: whatever kills the process, the gradebook holds whole submissions. A notebook
    is written before its rows. Leaving the block writes what is left, also when an exception leaves it.

    changes: how each submission's scores changed, in the order in which they were written.
    kept:    scores that this grading would have lowered, although the work is the same.

    Raises CourseError when the gradebook stays locked, or cannot be used.
    """

    def __init__(
        self,
        course: Course,
        *,
        batch: int = 25,
        patience: float = 60.0,
        dry: bool = False,
        key: str = "",
        allow_lower: bool = False,
    ) -> None:
        """Prepare a writer, which `with` opens.

        batch:    number of submissions in one transaction; fewer when that takes longer than SECONDS.
        patience: seconds to wait for another program that has the gradebook locked.
        dry:      enter everything, see what it changes, and roll it back; nothing is written anywhere.
        key:      what is recorded as having decided the scores (`unchanged.key_of`); "" records nothing.
        allow_lower: write scores that are lower than the last grading's of the same work, too.
        """
        self.course = course
        self.changes: list[Change] = []
        self.kept: list[Kept] = []
        self._batch, self._patience = batch, patience
        self._dry, self._key, self._allow_lower = dry, key, allow_lower
        self._waiting: list[GradedSubmission] = []
        self._flushed = time.monotonic()

    def __enter__(self) -> GradebookWriter:
        if str(self.course.root) not in sys.path:  # a course's plugins are found there, as when nbgrader runs there
            sys.path.append(str(self.course.root))
        with quiet_nbgrader():
            from nbgrader.api import Gradebook

            with _named_errors(self.course, self._patience):
                file = sqlite_file(self.course)
                absent = self._dry and file is not None and not file.is_file()
                # A dry run must not create the gradebook, so it uses one in memory where there is none yet.
                url = "sqlite://" if absent else with_lock_timeout(self.course.db_url, self._patience)
                self._gradebook: Any = Gradebook(url, self.course.course_id)
        # nbgrader's methods commit at every step; this makes a batch one transaction.
        self._commit = self._gradebook.db.commit
        self._gradebook.db.commit = self._gradebook.db.flush
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.flush()
        finally:
            self._gradebook.close()

    def write(self, result: SubmissionResult, timestamp: datetime | str | None = None) -> None:
        """Queue one result for the gradebook and `autograded/`; a full batch is written at once.

        timestamp: when the submission was handed in, UTC; by default what its `timestamp.txt` says.

        A database cannot hold a student whose name is not UTF-8; such a result, which is refused, is not written.
        """
        if is_undecodable(result.student):
            return
        self._waiting.append(GradedSubmission(result, timestamp))
        if len(self._waiting) >= self._batch or time.monotonic() > self._flushed + SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write the queued results: files, then one transaction."""
        batch, self._waiting = self._waiting, []
        self._flushed = time.monotonic()
        if not batch:
            return
        with quiet_nbgrader(), _named_errors(self.course, self._patience):
            known = {assignment: self._knows(assignment) for assignment in {each.result.assignment for each in batch}}
            for assignment in [assignment for assignment, is_known in known.items() if not (is_known or self._dry)]:
                register(self.course, assignment)
            for each in batch:
                each.records = _records(self.course, each.result)
                if not self._allow_lower:
                    self.kept += keep_scores(each.result, each.records)
            if not self._dry:
                for each in batch:
                    self._write_files(each.result)
            changes = []
            try:
                _begin(self._gradebook)
                for assignment, is_known in known.items():
                    now = [each for each in batch if each.result.assignment == assignment]
                    if self._dry and not is_known:  # no row can change
                        changes += [Change(each.result.student, None, each.result.score) for each in now]
                    else:
                        changes += self._enter(assignment, now)
                if self._dry:
                    self._gradebook.db.rollback()
                else:
                    record_secret(self._gradebook.db, self.course)
                    self._commit()
                self._gradebook.db.expire_all()  # what nbgrader's objects know of the rows is out of date
            except BaseException:
                self._gradebook.db.rollback()
                raise
            self.changes += changes

    def _write_files(self, result: SubmissionResult) -> None:
        """Write the graded notebooks. A submission with a file that cannot be copied is refused, and not the batch."""
        try:
            write_autograded(self.course, result)
        except NotebookError as error:
            result.refused, result.exercises, result.notebooks = as_sentence(error), [], {}
            result.unread.clear()
            write_autograded(self.course, result)

    def enter_absent(self, assignment: str) -> dict[str, float | None]:
        """Enter the students who have not submitted an assignment; return them with their points in it.

        The students are those of the gradebook and of other assignments. Their points are those of a submission that has
        been deleted; None where there was none. nbgrader shows and exports 0 for every student in the gradebook without a
        submission; a student who is not in the gradebook gets a row.
        """
        from autograder.gradebook.entering import points_in

        there = set(self.course.submissions(assignment))
        everybody = {student for other in self.course.assignments() for student in self.course.submissions(other)}
        others = {student for student in everybody if not is_undecodable(student)}
        with quiet_nbgrader(), _named_errors(self.course, self._patience):
            try:
                known = {student.id for student in self._gradebook.students}
                absent: dict[str, float | None] = dict.fromkeys((known | others) - there)
                rows = self._gradebook.assignment_submissions(assignment) if self._knows(assignment) else []
                absent |= {row.student_id: points_in(row) for row in rows if row.student_id in absent}
                self._gradebook.db.rollback()  # end the transaction that reads
                if not self._dry and others - known:
                    _begin(self._gradebook)
                    for student in others - known:
                        self._gradebook.update_or_create_student(student)
                    self._commit()
            except BaseException:
                self._gradebook.db.rollback()
                raise
        return absent

    def enter_assignment(self, assignment: str) -> None:
        """Enter an assignment that nbgrader does not know yet: a fresh clone has a release but no gradebook."""
        if not self._knows(assignment):
            register(self.course, assignment)

    def _knows(self, assignment: str) -> bool:
        """Return whether the gradebook has this assignment with its notebooks, and with all of their cells."""
        try:
            return is_registered(self._gradebook, self.course, assignment)
        finally:
            self._gradebook.db.rollback()  # end the transaction that reads

    def _enter(self, assignment: str, submissions: Sequence[GradedSubmission]) -> list[Change]:
        """Write the rows of submissions to an assignment; return what has changed."""
        from autograder.gradebook.entering import enter

        return enter(self.course, self._gradebook.db, assignment, submissions, self._key)


@contextlib.contextmanager
def _named_errors(course: Course, patience: float) -> Iterator[None]:
    """Turn errors of the database and the disk into CourseError."""
    from nbgrader.api import InvalidEntry
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError, SQLAlchemyError

    try:
        yield
    except (SQLAlchemyError, InvalidEntry, OSError, ImportError) as error:  # a database's driver may be missing
        text = str(getattr(error, "orig", None) or error).split("\n")[0].rstrip(".")
        reason: Sentence | str = text
        if "locked" in text:
            reason = sentence("gradebook.locked", seconds=f"{patience:g}")
        elif _is_full(error):
            reason = sentence("gradebook.disk_full")
        if isinstance(error, OSError) and error.filename and not _is_full(error):
            raise CourseError("gradebook.file_unwritable", path=str(error.filename), reason=error.strerror) from error
        try:
            name: Sentence | str = make_url(course.db_url).render_as_string(hide_password=True)
        except ArgumentError:
            name = sentence("gradebook.of_config")
        raise CourseError("gradebook.unwritable", gradebook=name, reason=reason) from error


def _begin(gradebook: Any) -> None:
    """Take SQLite's lock at the start of a transaction, because waiting for it later could end in a deadlock."""
    from sqlalchemy import text

    if gradebook.engine.dialect.name == "sqlite":
        gradebook.db.execute(text("BEGIN IMMEDIATE"))


def _records(course: Course, result: SubmissionResult) -> dict[str, dict[str, Any]]:
    """Return what the last grading recorded in `autograded/`, by notebook."""
    folder = course.autograded(result.assignment, result.student)
    return {path.stem: read_record(path) for path in folder.glob("*.ipynb")}


def _is_full(error: Exception) -> bool:
    """Return whether an error of the file system or of SQLite says that the disk is full."""
    code = getattr(getattr(error, "orig", None), "sqlite_errorcode", 0) & 0xFF
    return code == sqlite3.SQLITE_FULL or getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT)
