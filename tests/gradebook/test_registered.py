"""An assignment that was entered by halves, because the process was killed, is entered again."""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from courses import by_id, make_course, released, write
from gradebooks import result_of, rows

from autograder.course.course import Course
from autograder.course.nbgrader import quiet_nbgrader
from autograder.course.release import generate
from autograder.gradebook.registered import is_registered
from autograder.gradebook.writer import GradebookWriter


@pytest.fixture
def course(tmp_path: Path) -> Iterator[Course]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = make_course(tmp_path)
        generate(made)
        content = released(made.sources("tiny")["tiny"])
        by_id(content, "double")["source"] = "def double(x):\n    return x + x"
        write(made.submitted("tiny", "ann") / "tiny.ipynb", content)
        yield made


def known(course: Course) -> bool:
    with quiet_nbgrader():
        from nbgrader.api import Gradebook

        with Gradebook(course.db_url, course.course_id) as gradebook:
            return is_registered(gradebook, course, "tiny")


def execute(course: Course, statement: str) -> list[Any]:
    with sqlite3.connect(course.root / "gradebook.db") as database:
        return database.execute(statement).fetchall()


@pytest.mark.parametrize("lost", ["grade_cells", "source_cell"])
def test_cells_that_are_missing_are_entered_before_the_first_score(course: Course, lost: str) -> None:
    assert known(course)
    execute(course, f"DELETE FROM {'base_cell' if lost == 'grade_cells' else lost}")
    execute(course, "DELETE FROM source_cell WHERE name = 'test_increment'")  # nbgrader enters these last
    assert not known(course)
    with GradebookWriter(course) as writer:
        writer.write(result_of(course, "ann", test_double=2.0, test_increment=1.0))
    assert known(course)
    scores = {row[2]: row[4] for row in rows(course)["grade"]}
    assert (scores["test_double"], scores["test_increment"]) == (2.0, 1.0)


def test_an_assignment_without_notebooks_is_unknown(course: Course) -> None:
    execute(course, "DELETE FROM notebook")
    assert not known(course)
    execute(course, "DELETE FROM assignment")
    assert not known(course)
