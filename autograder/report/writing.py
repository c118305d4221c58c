"""Write the report of a class: `report/ASSIGNMENT.html`, and `report/ASSIGNMENT.csv` with everything that it counts."""

from __future__ import annotations

from pathlib import Path

from autograder.course.course import Course
from autograder.course.files import write_atomically
from autograder.errors import AutograderError
from autograder.report.html import report_csv, report_html
from autograder.report.model import report_of
from autograder.report.reading import read_class, read_previous
from autograder.report.similarity import likenesses

FOLDER = "report"


def write_report(course: Course, assignment: str, *, language: str = "", previous: Path | None = None) -> list[Path]:
    """Write the report of an assignment; return the paths of the page and of the CSV file.

    language: of the page; by default the course's.
    previous: a folder with submissions of an earlier year, which are compared with this year's.
    Raises CourseError where nothing of the assignment is in the gradebook, AutograderError for a folder that is not there.
    """
    if previous is not None and not previous.is_dir():
        raise AutograderError("report.no_folder", folder=str(previous))
    language = language or course.language
    sources = course.sources(assignment)
    known = [cell.released for source in sources.values() for cell in source.cells if cell.type == "code"]
    whole = read_class(course, assignment)
    exercises = {one.exercise for work in whole.works for one in work.answers}
    earlier = read_previous(previous, exercises) if previous is not None else {}
    works = {work.student: {one.exercise: one.code for one in work.answers if one.code} for work in whole.works}
    alike = likenesses({student: code for student, code in works.items() if code}, known, earlier)
    page = report_html(report_of(whole, alike, language, earlier), language)
    paths = [course.base / FOLDER / f"{assignment}.{ending}" for ending in ("html", "csv")]
    for path, content in zip(paths, (page.encode(), report_csv(whole, alike, language)), strict=True):
        write_atomically(path, content, 0o600)  # it is for the instructors alone
    return paths
