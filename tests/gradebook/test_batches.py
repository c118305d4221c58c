"""Rows of many submissions at once: those that nbgrader's own objects make, and the points that these count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from autograder.course.nbgrader import quiet_nbgrader
from autograder.gradebook.rows import Attempts, NotebookRows
from autograder.gradebook.tables import read_rows
from autograder.words import sentence

DUE = datetime(2026, 3, 1, 12)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A gradebook with one assignment of two notebooks, which ann has submitted."""
    with quiet_nbgrader():
        from nbgrader.api import Gradebook

        path: Path = tmp_path_factory.mktemp("gradebook") / "gradebook.db"
        with Gradebook(f"sqlite:///{path}") as gradebook:
            gradebook.add_assignment("tiny", duedate=DUE)
            for notebook in ("one", "two"):
                gradebook.add_notebook(notebook, "tiny")
                gradebook.add_grade_cell("test_f", notebook, "tiny", max_score=2, cell_type="code")
                gradebook.add_solution_cell("f", notebook, "tiny")
                gradebook.add_grade_cell("why", notebook, "tiny", max_score=3, cell_type="markdown")
                gradebook.add_solution_cell("why", notebook, "tiny")
                gradebook.add_task_cell("poster", notebook, "tiny", max_score=5, cell_type="markdown")
            for student in ("ann", "dan"):
                gradebook.add_student(student)
            ann = gradebook.add_submission("tiny", "ann", timestamp=DUE + timedelta(hours=5))
            ann.extension = timedelta(hours=2)
            first = ann.notebooks[0]
            first.grades[0].auto_score, first.grades[0].extra_credit = 1.5, 0.25
            first.grades[1].auto_score, first.grades[1].manual_score = 3.0, 2.0
            first.grades[1].needs_manual_grade = False
            first.late_submission_penalty, first.flagged = 0.5, True
            first.comments[0].auto_comment = "No response."
            gradebook.db.commit()
            yield gradebook


@pytest.fixture
def gradebook(opened: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setattr(opened.db, "commit", opened.db.flush)  # nbgrader's methods commit at every step
    opened.db.execute(text("BEGIN IMMEDIATE"))
    yield opened
    opened.db.rollback()
    opened.db.expire_all()


def batch_of(gradebook: Any, **handed_in: datetime | str | None) -> Any:
    from autograder.gradebook.batches import Batch

    return Batch(gradebook.db, "tiny", handed_in)


def points(gradebook: Any, student: str) -> float:
    from autograder.gradebook.entering import points_in

    return points_in(gradebook.find_submission("tiny", student))


def same(one: NotebookRows, other: NotebookRows) -> bool:
    """Whether two notebooks have the same rows; the order of cells has no meaning."""
    ordered = [sorted(each.grades, key=repr) for each in (one, other)]
    plain = [replace(each, grades=(), suspicious=[*each.suspicious]) for each in (one, other)]
    return ordered[0] == ordered[1] and plain[0] == plain[1]


def test_rows_are_read_as_nbgraders_objects_have_them(gradebook: Any) -> None:
    from autograder.gradebook.batches import points_of

    ann = batch_of(gradebook, ann=None).entries["ann"]
    submission = gradebook.find_submission("tiny", "ann")
    assert ann.id == submission.id and not ann.is_new and ann.timestamp == submission.timestamp
    assert ann.seconds_late == submission.total_seconds_late == 3 * 3600
    assert points_of(ann) == points(gradebook, "ann") == 1.75 + 2.0 - 0.5
    assert [notebook.name for notebook in ann.notebooks] == ["one", "two"]
    for notebook in ann.notebooks:
        row = gradebook.find_submission_notebook(notebook.name, "tiny", "ann")
        assert same(notebook.before, read_rows(gradebook.db, row))


def test_new_submissions_have_the_rows_that_nbgrader_makes(gradebook: Any) -> None:
    batch = batch_of(gradebook, bob="2026-03-01 13:00:00", dan=None)
    assert batch.entries["bob"].seconds_late == 3600 and batch.entries["dan"].seconds_late == 0
    batch.write()
    gradebook.add_student("eve")
    gradebook.add_submission("tiny", "eve")
    gradebook.db.flush()
    for student in ("bob", "dan"):
        made = gradebook.find_submission("tiny", student)
        for notebook, expected in zip(made.notebooks, gradebook.find_submission("tiny", "eve").notebooks, strict=True):
            assert same(read_rows(gradebook.db, notebook), read_rows(gradebook.db, expected)), student
            assert notebook.late_submission_penalty is None and notebook.flagged is False
            assert [comment.manual_comment for comment in notebook.comments] == [None] * 3
    assert gradebook.find_submission("tiny", "bob").timestamp == datetime(2026, 3, 1, 13)
    assert gradebook.find_submission("tiny", "dan").timestamp is None
    assert gradebook.find_student("bob").first_name is None


def test_what_is_written_is_read_again(gradebook: Any) -> None:
    from autograder.gradebook.batches import points_of

    batch = batch_of(gradebook, ann="2026-03-01 11:00:00", bob=None)
    for entry in batch.entries.values():
        for notebook in entry.notebooks:
            before = notebook.before
            grades = [
                replace(grade, auto_score=1.0, extra_credit=0.5, bonus=0.5) if grade.name == "test_f" else grade
                for grade in before.grades
            ]
            comments = {name: "well done" if name == "f" else text for name, text in before.comments.items()}
            seen, tried = [sentence("sandbox.suspicion.unknown")], Attempts(3, "digest")
            notebook.after = NotebookRows(grades, comments, flagged=True, suspicious=seen, attempts=tried)
            notebook.penalty = None
    batch.write()
    gradebook.db.expire_all()
    again = batch_of(gradebook, ann=None, bob=None)
    for student, entry in again.entries.items():
        assert not entry.is_new and entry.seconds_late == 0
        for old, notebook in zip(batch.entries[student].notebooks, entry.notebooks, strict=True):
            assert old.after is not None and same(notebook.before, old.after)
            row = gradebook.find_submission_notebook(notebook.name, "tiny", student)
            assert same(read_rows(gradebook.db, row), old.after)
        assert points_of(entry) == points_of(batch.entries[student], after=True) == points(gradebook, student)


def test_few_statements_write_many_submissions(gradebook: Any) -> None:
    from sqlalchemy import event

    seen: list[str] = []
    record = lambda *given: seen.append(given[2])  # noqa: E731
    event.listen(gradebook.engine, "before_cursor_execute", record)
    try:
        batch = batch_of(gradebook, ann=None, **{f"s{number}": None for number in range(200)})
        batch.write()
    finally:
        event.remove(gradebook.engine, "before_cursor_execute", record)
    assert len(seen) < 40, "and not some for each submission"
    assert len(gradebook.find_assignment("tiny").submissions) == 201
