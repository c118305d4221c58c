"""Exporters for `nbgrader export`, under the names that a person types or writes into `nbgrader_config.py`:

nbgrader export --exporter=autograder.nbgrader_plugins.CanvasExport --assignment="['a1']" --to grades.csv
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.plugins import ExportPlugin
from traitlets import Unicode

from autograder.collecting.roster import Roster, read_roster
from autograder.course.course import Course
from autograder.errors import CourseError
from autograder.exports.platforms import Scores, Sheet, canvas_sheet, moodle_sheet
from autograder.exports.scores import StudentScore, exercise_names, scores_in, with_help
from autograder.nbgrader_plugins.logs import clean_log


class _SheetExport(ExportPlugin):  # type: ignore[misc]
    """Writes one table with a row a student and a column an assignment; by default all assignments."""

    default_name = ""

    roster = Unicode("", help="The platform's list of the class, a CSV file; by default the gradebook's students.").tag(
        config=True
    )

    def export(self, gradebook: Any) -> None:
        clean_log(self.log)
        names = [str(name) for name in self.assignment] or [one.name for one in gradebook.assignments]
        scores = {name: self._scores(gradebook, name) for name in names}
        known = [str(student.id) for student in gradebook.students]
        sheet = self.sheet(scores, read_roster(Path(self.roster), known) if self.roster else None)
        target = Path(self.to or self.default_name)
        target.write_bytes(sheet.content)
        for note in sheet.notes:
            self.log.warning("%s", note.in_language(self._language()))

    def sheet(self, scores: Scores, roster: Roster | None) -> Sheet:
        """Return the table. Subclasses choose its format."""
        raise NotImplementedError

    def _scores(self, gradebook: Any, assignment: str) -> list[StudentScore]:
        course = self._course()
        known = course is not None and course.source_notebooks(assignment)
        names = exercise_names(course, assignment) if course is not None and known else {}
        wanted = {str(student) for student in self.student}
        scores = scores_in(gradebook, assignment, names)
        scores = with_help(course, scores, assignment) if course is not None else scores
        return [row for row in scores if not wanted or row.student in wanted]

    def _course(self) -> Course | None:
        """Return the course that nbgrader works in; None where its configuration is elsewhere."""
        try:
            return Course(self.parent.coursedir.root if self.parent is not None else ".")
        except CourseError:
            return None

    def _language(self) -> str:
        course = self._course()
        return "en" if course is None else course.language


class CanvasExport(_SheetExport):
    """Writes the CSV file that Canvas imports."""

    default_name = "canvas.csv"

    def sheet(self, scores: Scores, roster: Roster | None) -> Sheet:
        return canvas_sheet(scores, roster)


class MoodleExport(_SheetExport):
    """Writes the CSV file that Moodle imports."""

    default_name = "moodle.csv"

    def sheet(self, scores: Scores, roster: Roster | None) -> Sheet:
        return moodle_sheet(scores, roster, self._language())
