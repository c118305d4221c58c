"""Write the feedback pages of an assignment under `feedback/`, and all of them into one archive, a folder a student."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from autograder.course.course import Course
from autograder.course.files import write_atomically
from autograder.course.help import help_levels, level_at
from autograder.course.nbgrader import open_gradebook
from autograder.errors import AutograderError, NotebookError
from autograder.feedback.grades import grades_in
from autograder.feedback.html import feedback_html
from autograder.feedback.page import Grades, Page, page_of
from autograder.grading.folder import is_undecodable
from autograder.grading.record import record_of
from autograder.languages import DEFAULT, LANGUAGES
from autograder.notebook.files import affordable_text
from autograder.notebook.source import SourceNotebook


class Pages:
    """Makes the pages of one assignment. The source notebooks are read once for each language."""

    def __init__(self, course: Course, assignment: str, language: str = "") -> None:
        """Prepare. language: of the pages; by default each notebook's. Raises CourseError for a wrong setting."""
        self._course, self._assignment, self._language = course, assignment, language
        self._levels = help_levels(course, assignment)
        self._sources: dict[str, dict[str, SourceNotebook]] = {}

    def page(self, graded: Mapping[str, Any], student: str, notebook: str, grades: Grades) -> Page:
        """Return the content of one page. graded: the notebook under `autograded/`."""
        language = self._language or str(record_of(graded).get("language", DEFAULT))
        return page_of(
            graded,
            grades,
            student=student,
            assignment=self._assignment,
            notebook=notebook,
            level=level_at(self._levels, grades.attempt),
            source=self._source(language if language in LANGUAGES else DEFAULT, notebook),
            language=self._language,
        )

    def _source(self, language: str, notebook: str) -> SourceNotebook | None:
        if language not in self._sources:
            try:
                self._sources[language] = self._course.sources(self._assignment, language)
            except AutograderError:  # a page without lectures is better than none
                self._sources[language] = {}
        return self._sources[language].get(notebook)


def write_feedback(
    course: Course, assignment: str, students: Sequence[str] = (), *, language: str = "", archive: Path | None = None
) -> Iterator[Path]:
    """Write a page for each graded notebook of an assignment, and yield its path.

    students: whose pages; none for all who have a graded notebook.
    language: of the pages; by default each notebook's.
    archive:  a zip file to write all of them into, too: `STUDENT/ASSIGNMENT/NOTEBOOK.html`.
    Raises AutograderError where nothing is graded.
    """
    graded = [student for student in course.graded(assignment) if not is_undecodable(student)]
    wanted = [student for student in graded if student in students] if students else graded
    if not wanted:
        raise AutograderError(
            "feedback.nothing_graded", assignment=assignment, folder=str(course.autograded(assignment, "*"))
        )
    pages = Pages(course, assignment, language)
    with open_gradebook(course) as gradebook:
        grades = grades_in(gradebook, assignment)
    packed = zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) if archive is not None else None
    try:
        for student in wanted:
            for name in course.source_notebooks(assignment):
                notebook = read_graded(course.autograded(assignment, student) / f"{name}.ipynb")
                if notebook is None:
                    continue
                page = pages.page(notebook, student, name, grades.get((student, name), Grades()))
                path = course.feedback(assignment, student) / f"{name}.html"
                content = feedback_html(page).encode()
                write_atomically(path, content, 0o644)
                if packed is not None:
                    packed.writestr(f"{student}/{assignment}/{name}.html", content)
                yield path
    finally:
        if packed is not None:
            packed.close()


def read_graded(path: Path) -> dict[str, Any] | None:
    """Return a notebook under `autograded/`; None where there is none, or what is there cannot be read."""
    try:
        found = json.loads(affordable_text(path))
    except (OSError, ValueError, RecursionError, NotebookError):
        return None
    return found if isinstance(found, dict) and isinstance(found.get("cells"), list) else None
