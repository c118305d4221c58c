"""Test how attempts are counted, and the table that keeps them in a gradebook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import create_engine, inspect
from sqlalchemy.orm import Session

from autograder.gradebook.attempts import all_attempts, read_attempts, write_attempts
from autograder.gradebook.rows import Attempts, Found, NotebookRows, graded_rows
from autograder.grading.record import stamp
from autograder.grading.result import ExerciseResult


@pytest.fixture
def session() -> Iterator[Session]:
    with Session(create_engine("sqlite://")) as session:
        yield session


def test_attempts_are_read_by_notebook(session: Session) -> None:
    assert read_attempts(session, "one") == Attempts()
    assert inspect(session.connection()).get_table_names() == []
    write_attempts(session, "one", Attempts(1, "a"))
    write_attempts(session, "one", Attempts(2, "b"))
    write_attempts(session, "two", Attempts(1, "c"))
    assert read_attempts(session, "one") == Attempts(2, "b")
    assert all_attempts(session) == {"one": Attempts(2, "b"), "two": Attempts(1, "c")}


def after(before: Attempts, work: str, status: Any = "failed", error: str = "") -> Attempts:
    """Return the attempts after one grading. error: what ended one of the learner's cells."""
    outputs = [{"output_type": "error", "ename": error, "evalue": "", "traceback": []}] if error else []
    made: dict[str, Any] = {"cells": [{"cell_type": "code", "metadata": {}, "outputs": outputs}], "metadata": {}}
    stamp(made, sandbox="strict", language="en", work=work, suspicious=[], exercises={}, comments={})
    exercises = {"test_f": ExerciseResult("f", "test_f", "tiny", 0.0, 2.0, status)}
    return graded_rows(NotebookRows(attempts=before), Found(made, exercises)).attempts


def test_each_new_work_is_an_attempt_and_the_same_work_is_none() -> None:
    once = after(Attempts(), "a")
    assert once == after(once, "a") == Attempts(1, "a")
    assert after(once, "b") == Attempts(2, "b")


@pytest.mark.parametrize("status", ["timeout", "crashed", "waiting"])
def test_an_attempt_that_a_limit_stopped_does_not_count(status: str) -> None:
    assert after(Attempts(1, "a"), "b", status) == Attempts(1, "b")


@pytest.mark.parametrize(("error", "count"), [("SyntaxError", 1), ("IndentationError", 1), ("NameError", 2)])
def test_a_syntax_error_does_not_count(error: str, count: int) -> None:
    assert after(Attempts(1, "a"), "b", error=error).count == count


def test_a_refused_work_does_not_count() -> None:
    before = Attempts(1, "a")
    assert graded_rows(NotebookRows(attempts=before), Found(None, refused=True)).attempts == before
