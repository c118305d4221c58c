"""The rows of a notebook are read and written; the grader's own two tables are made when they are needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from autograder.course.nbgrader import quiet_nbgrader
from autograder.gradebook.bonus import read_bonuses, write_bonuses
from autograder.gradebook.rows import NotebookRows
from autograder.gradebook.suspicions import read_suspicions, write_suspicions
from autograder.gradebook.tables import read_rows, write_rows
from autograder.words import sentence

SAW = [sentence("grading.tied.calls", name="eval")]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with quiet_nbgrader():
        from nbgrader.api import Gradebook

        path: Path = tmp_path_factory.mktemp("gradebook") / "gradebook.db"
        with Gradebook(f"sqlite:///{path}") as gradebook:
            gradebook.add_assignment("tiny")
            gradebook.add_notebook("tiny", "tiny")
            gradebook.add_grade_cell("test_f", "tiny", "tiny", max_score=2, cell_type="code")
            gradebook.add_solution_cell("f", "tiny", "tiny")
            gradebook.add_grade_cell("why", "tiny", "tiny", max_score=3, cell_type="markdown")
            gradebook.add_solution_cell("why", "tiny", "tiny")
            gradebook.add_task_cell("poster", "tiny", "tiny", max_score=5, cell_type="markdown")
            gradebook.add_student("ann")
            gradebook.add_submission("tiny", "ann")
            yield gradebook


@pytest.fixture
def gradebook(opened: Any) -> Iterator[Any]:
    opened.db.execute(text("BEGIN IMMEDIATE"))  # as the writer does; else SQLite commits each new table at once
    yield opened
    opened.db.rollback()


def row_of(gradebook: Any) -> Any:
    return gradebook.find_submission_notebook("tiny", "tiny", "ann")


def tables(gradebook: Any) -> set[str]:
    return {name for name in inspect(gradebook.db.connection()).get_table_names() if name.startswith("autograder")}


def test_rows_say_what_kind_of_cell_they_belong_to(gradebook: Any) -> None:
    found = {row.name: (row.is_task, row.is_answer) for row in read_rows(gradebook.db, row_of(gradebook)).grades}
    assert found == {"test_f": (False, False), "why": (False, True), "poster": (True, False)}


def test_what_is_written_is_read(gradebook: Any) -> None:
    before = read_rows(gradebook.db, row_of(gradebook))
    grades = [
        replace(row, auto_score=1.5, extra_credit=1.0, bonus=1.0, needs_manual_grade=False) if row.name == "test_f" else row
        for row in before.grades
    ]
    after = NotebookRows(grades, {**before.comments, "f": "Excused."}, flagged=True, suspicious=SAW)
    write_rows(gradebook.db, row_of(gradebook), before, after)
    gradebook.db.flush()
    assert read_rows(gradebook.db, row_of(gradebook)) == after


def test_rows_that_stay_write_no_table(gradebook: Any) -> None:
    before = read_rows(gradebook.db, row_of(gradebook))
    write_rows(gradebook.db, row_of(gradebook), before, before)
    assert tables(gradebook) == set()


def test_an_older_record_counts_where_the_gradebook_does_not_know(gradebook: Any) -> None:
    row = row_of(gradebook)
    assert read_rows(gradebook.db, row, ["tried it"]).suspicious == ["tried it"]
    write_suspicions(gradebook.db, row.id, SAW)
    assert read_rows(gradebook.db, row, ["tried it"]).suspicious == SAW


# ---------------------------------------------------------------- the grader's own tables


def test_bonuses_are_replaced_and_removed(gradebook: Any) -> None:
    assert read_bonuses(gradebook.db, ["a", "b"]) == {}
    write_bonuses(gradebook.db, {"a": None})
    assert tables(gradebook) == set()
    write_bonuses(gradebook.db, {"a": 1.0, "b": 2.0})
    write_bonuses(gradebook.db, {"a": 0.5})
    assert read_bonuses(gradebook.db, ["a", "b", "c"]) == {"a": 0.5, "b": 2.0}
    write_bonuses(gradebook.db, {"a": None})
    assert read_bonuses(gradebook.db, ["a", "b"]) == {"b": 2.0}
    assert read_bonuses(gradebook.db, ["a"]) == {}


def test_suspicions_are_replaced_and_removed(gradebook: Any) -> None:
    assert read_suspicions(gradebook.db, "n") == []
    write_suspicions(gradebook.db, "n", [])
    assert tables(gradebook) == set()
    write_suspicions(gradebook.db, "n", [*SAW, "tried it"])
    assert read_suspicions(gradebook.db, "n") == [*SAW, "tried it"]
    write_suspicions(gradebook.db, "n", SAW)
    assert read_suspicions(gradebook.db, "n") == SAW
    write_suspicions(gradebook.db, "n", [])
    assert read_suspicions(gradebook.db, "n") == []
