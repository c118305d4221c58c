"""Write nbgrader's table of grades (`nbgrader export`) such that a spreadsheet computes nothing in it."""

from __future__ import annotations

from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import ExportPlugin

from autograder.nbgrader_plugins.logs import clean_log
from autograder.plain import write_csv

HEAD = (
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email", "raw_score",
    "late_submission_penalty", "score", "max_score",
)  # fmt: skip


class CsvExport(ExportPlugin):  # type: ignore[misc]
    """The table of nbgrader's `CsvExportPlugin`; for `c.ExportApp.plugin_class`.

    That plugin neither quotes commas nor disarms formulas, and a student's id is the name of a folder.
    """

    def export(self, gradebook: Gradebook) -> None:
        where = self.to or "grades.csv"
        clean_log(self.log)
        self.log.info("%s", where)
        with open(where, "w", encoding="utf-8", newline="") as file:
            write_csv(file, [HEAD, *self._rows(gradebook)])

    def _rows(self, gradebook: Gradebook) -> list[list[Any]]:
        students, assignments = ({str(name) for name in chosen} for chosen in (self.student, self.assignment))
        return [
            self._row(gradebook, assignment, student)
            for assignment in gradebook.assignments
            if not assignments or assignment.name in assignments
            for student in gradebook.students
            if not students or student.id in students
        ]

    def _row(self, gradebook: Gradebook, assignment: Any, student: Any) -> list[Any]:
        try:
            submission = gradebook.find_submission(assignment.name, student.id)
            penalty = submission.late_submission_penalty
            marks = [submission.score, penalty, max(0.0, submission.score - (penalty or 0.0))]
            when = submission.timestamp
        except MissingEntry:
            when, marks = None, [0.0, 0.0, 0.0]
        who = [student.id, student.last_name, student.first_name, student.email]
        return [assignment.name, assignment.duedate, when, *who, *marks, assignment.max_score]
