"""Make the picture of README.md: a wrong answer, explained by the real program, in both languages.

Run `python tools/picture.py`. It grades one learner of the demo and takes pictures of a feedback page in Chromium.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import sync_playwright

from autograder.cli.demo import make_course
from autograder.course.course import Course
from autograder.course.release import generate
from autograder.feedback.html import feedback_html
from autograder.feedback.page import Grade, Grades, Page
from autograder.feedback.writing import Pages
from autograder.grading.submission import Grader

ROOT = Path(__file__).resolve().parents[1]
STUDENT, ASSIGNMENT, EXERCISE = "no_average", "logistic_regression", "propagate"
WIDTH = 620  # pixels


def explained(course: Course, language: str) -> Page:
    """Return the feedback page of the learner with the one exercise."""
    with Grader(course, ASSIGNMENT, language=language, allow_weak=True) as grader:
        result = grader.grade_folder(STUDENT)
    grades = Grades({one.cell: Grade(one.score or 0.0, one.max_score) for one in result.exercises})
    page = Pages(course, ASSIGNMENT, language).page(result.notebooks[ASSIGNMENT], STUDENT, ASSIGNMENT, grades)
    return replace(page, rows=[row for row in page.rows if row.name == EXERCISE])


def pictures(root: Path, languages: Sequence[str] = ("en", "zh")) -> dict[str, bytes]:
    """Return language -> a picture, PNG. root: an empty folder, for a course."""
    course = make_course(Course(ROOT), root / "course")
    generate(course)
    pages = {language: feedback_html(explained(course, language)) for language in languages}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": WIDTH, "height": 900}, device_scale_factor=1.5, color_scheme="light")
        made = {}
        for language, text in pages.items():
            tab.set_content(text)
            made[language] = tab.locator("section.exercise").screenshot()
        browser.close()
    return made


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for language, picture in pictures(Path(folder)).items():
            (ROOT / "docs" / f"wrong_answer_{language}.png").write_bytes(picture)


if __name__ == "__main__":
    main()
