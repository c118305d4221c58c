"""The plugins of `nbgrader autograde`: the rows and the graded notebooks are those of `autograder grade`."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from courses import CONFIG, by_id, make_course, notebook, released, write
from courses import cell as make_cell
from gradebooks import TABLES, rows
from nbgrader_apps import PLUGINS, A, hand_in, isolated, nbgrader, page_of, read_all, run, solved, starter, this_course

from autograder.course.course import Course
from autograder.course.release import generate
from autograder.gradebook.writer import GradebookWriter
from autograder.grading import excuses
from autograder.grading.submission import Grader
from autograder.notebook.files import Notebook, dumps, read_notebook
from autograder.notebook.metadata import Role
from autograder.notebook.regions import hidden_lines

LATE = "c.AssignLatePenalties.plugin_class = 'late.Half'\n"
PENALTY = """
from nbgrader.plugins import BasePlugin

class Half(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return score / 2
"""


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with isolated(tmp_path, monkeypatch):
        yield


def flags(content: Notebook) -> list[dict[str, Any]]:
    return [cell["metadata"]["nbgrader"] for cell in content["cells"] if "nbgrader" in cell["metadata"]]


def class_of(course: Course) -> Iterator[tuple[str, Callable[[Notebook], Any] | Notebook | bytes]]:
    """Yield students and what they hand in: a change to the solved notebook, a notebook, or the bytes of a file."""
    yield "solved", lambda content: None
    yield "untouched", starter(course)
    yield "stripped 李", lambda content: [cell["metadata"].clear() for cell in content["cells"]]
    yield "doubled", lambda content: content["cells"].extend(solved(course)["cells"])
    yield "skips", lambda content: [cell["metadata"].update(tags=["skip-execution"]) for cell in content["cells"]]
    yield "claims points", lambda content: [flag.update(points=99) for flag in flags(content) if flag["grade"]]
    yield "schema 9", lambda content: [flag.update(schema_version=9) for flag in flags(content)]
    yield "schema 1", lambda content: [flag.update(schema_version=1) for flag in flags(content)]
    yield "odd metadata", lambda content: content["metadata"].update(language=5, kernelspec="x", language_info=[])

    def deletes_tests(content: Notebook) -> None:
        content["cells"] = [cell for cell in content["cells"] if not cell["source"].startswith("# graded")]

    def edits_tests(content: Notebook) -> None:
        content.update(starter(course))
        for cell in content["cells"]:
            if cell["source"].startswith("# graded"):
                cell["source"] = "8"

    def complains(content: Notebook) -> None:
        text = by_id(content, "forward")["source"]
        by_id(content, "forward")["source"] = f"{text}\nright = forward\n" + (
            "def forward(w, b, X):\n    import sys, warnings\n    warnings.warn('careful')\n"
            "    print('oops', file=sys.stderr)\n    return right(w, b, X)"
        )

    def raises(content: Notebook) -> None:
        by_id(content, "forward")["source"] = "def forward(w, b, X):\n    raise RuntimeError('whose traceback is this?')"

    yield "raises", raises
    yield "deletes tests", deletes_tests
    yield "edits tests", edits_tests
    yield "complains", complains
    yield "exits", lambda content: content["cells"].insert(1, make_cell("import os; os._exit(0)"))
    yield "not json", b"{ not json"
    yield "deep", b'{"cells": [], "metadata": ' + b'{"a": ' * 500 + b"1" + b"}" * 501
    yield "utf-16", dumps(solved(course)).encode("utf-16")


def test_both_commands_give_the_same_rows(tmp_path: Path) -> None:
    """A class of honest and dishonest submissions, graded by the two commands as one types them."""
    course = this_course(tmp_path, LATE)
    (tmp_path / "late.py").write_text(PENALTY)
    generate(course)
    for student, what in class_of(course):
        hand_in(course, student, what)
    hand_in(course, "late", lambda content: None)
    (course.submitted(A, "late") / "timestamp.txt").write_text("2024-05-03 10:00:00 Europe/Berlin")
    hand_in(course, "renames", lambda content: None, name="my homework")
    hand_in(course, "two", lambda content: None)
    hand_in(course, "two", starter(course), name="old")

    from nbgrader.api import Gradebook

    with Gradebook(course.db_url, course.course_id) as gradebook:
        gradebook.update_or_create_assignment(A, duedate="2024-05-02 00:00:00 UTC")
    database = Path(course.db_url.removeprefix("sqlite:///"))
    fresh = database.read_bytes()

    stock = run(tmp_path, sys.executable, "-m", "nbgrader", "autograde", A)
    assert stock.returncode == 0, stock.stderr  # some were refused
    theirs, their_files, their_others = rows(course), read_all(course), other_tables(course)
    shutil.rmtree(tmp_path / "autograded")
    database.write_bytes(fresh)
    own = run(tmp_path, sys.executable, "-P", "-m", "autograder", "grade", A)
    assert own.returncode == 0, own.stdout + own.stderr
    ours, our_files = rows(course), read_all(course)
    for table in TABLES:
        assert ours[table] == theirs[table], table
    assert other_tables(course) == their_others
    assert our_files == their_files

    source = course.sources(A)[A]
    hidden = {line.strip() for cell in source.cells if cell.role is Role.TEST for line in hidden_lines(cell.source)}
    for student in ("raises", "edits tests", "complains"):
        nbgrader(tmp_path, "generate_feedback", A, f"--student={student}")
        page = page_of(course, student)
        assert not [line for line in hidden if line in page], student
        assert not [word for word in ("tests/hidden", "HIDDEN TESTS", "Exercise(", "autograder/") if word in page], student
    assert "whose traceback is this?" in page_of(course, "raises")

    scores: dict[str, float] = {}
    for _, student, _, _, score, *_ in theirs["grade"]:
        scores[student] = scores.get(student, 0.0) + score
    none = {"untouched", "edits tests", "not json", "deep"}
    best, bonus = source.max_score, sum(cell.bonus for cell in source.cells)
    assert 0 < scores.pop("raises") < best
    assert scores == {student: 0.0 if student in none else best for student in course.submissions(A) if student != "raises"}
    assert {row[1] for row in theirs["grade"] if row[7]} == {"not json", "deep", "renames"}, "who needs a look"
    assert [row[1:] for row in theirs["submitted_notebook"] if row[3]] == [("late", 0, (best + bonus) / 2)]

    # For each refused submission, one line names the student, the file, the reason and what to do.
    cures = {"not json": "is not JSON (line 1)", "deep": "nested too deeply", "renames": "the file my homework.ipynb"}
    for student, why in cures.items():
        told = [line for line in stock.stderr.split("\n") if why in line]
        assert len(told) == 1, stock.stderr
        assert f"{student}: {A}.ipynb" in told[0]
    assert "Traceback" not in stock.stderr
    deleted = next(cell.id for cell in source.cells if cell.role is Role.TEST)
    assert f"deletes tests: Cell {deleted} was missing; it was put back." in stock.stderr


def other_tables(course: Course) -> dict[str, list[Any]]:
    """Return everything that the gradebook holds besides the rows of submissions; bonuses and attempts by name."""
    with sqlite3.connect(course.db_url.removeprefix("sqlite:///")) as database:
        names = {name for (name,) in database.execute("select name from sqlite_master where type = 'table'")}
        names -= {"autograder_graded"}  # what `autograder grade` need not grade again; nbgrader always grades
        queries = {name: f"select * from {name}" for name in names - set(TABLES)}
        queries["autograder_bonus"] = (
            "select s.student_id, b.name, x.bonus from autograder_bonus x join grade g on g.id = x.grade"
            " join base_cell b on b.id = g.cell_id join submitted_notebook m on m.id = g.notebook_id"
            " join submitted_assignment s on s.id = m.assignment_id"
        )
        queries["autograder_attempts"] = (
            "select s.student_id, n.name, x.count, x.work from autograder_attempts x join submitted_notebook m"
            " on m.id = x.notebook join notebook n on n.id = m.notebook_id"
            " join submitted_assignment s on s.id = m.assignment_id"
        )
        return {name: sorted(map(repr, database.execute(query))) for name, query in queries.items()}


def two_notebooks(root: Path) -> Course:
    """Make a course with a hidden test, an open one, an answer and a task; partial credit in a second notebook."""
    course = make_course(root, CONFIG + PLUGINS)
    second = notebook(
        make_cell("x = 0  ### BEGIN SOLUTION\nx = 3\n### END SOLUTION", "x", solution=True),
        make_cell("x / 2", "test_x", grade=True, locked=True, points=2),
    )
    write(course.source("tiny") / "second.ipynb", second)
    generate(course)
    return course


def test_work_that_people_grade_too(tmp_path: Path) -> None:
    """Grade twice, with a person's scores and comments in between; then change the source while the process stays."""
    course = two_notebooks(tmp_path)
    first, second = (released(source) for source in course.sources("tiny").values())
    by_id(second, "double")["source"] = "def double(x):\n    return x + x"
    by_id(second, "why")["source"] = "Because."
    by_id(first, "x")["source"] = "x = 3"
    for student, (one, two) in {"ann": (first, second), "bo": (first, None), "cy": (None, second)}.items():
        for name, content in (("second", one), ("tiny", two)):
            if content:
                hand_in(course, student, content, name, "tiny")
    bare = {**second, "cells": [cell for cell in second["cells"] if "def " in cell["source"]]}
    hand_in(course, "dee", bare, "tiny", "tiny")
    by_id(first, "x")["source"] = "x = 30"  # more points than there are: nbgrader would stop, or give them all
    hand_in(course, "eve", first, "second", "tiny")

    from nbgrader.api import Gradebook

    database = Path(course.db_url.removeprefix("sqlite:///"))
    fresh = database.read_bytes()

    def by_hand() -> None:
        with Gradebook(course.db_url, course.course_id) as gradebook:
            for student, name in (("ann", "why"), ("ann", "test_double"), ("cy", "poster")):
                grade = gradebook.find_grade(name, "tiny", "tiny", student)
                grade.manual_score, grade.needs_manual_grade = 1.5, False
            gradebook.find_comment("why", "tiny", "tiny", "ann").manual_comment = "Well said."
            gradebook.db.commit()

    def day(grade: Callable[[], Any]) -> list[Any]:
        database.write_bytes(fresh)
        grade()
        first = rows(course)
        by_hand()
        grade()
        return [first, rows(course)]

    def by_us() -> None:
        with Grader(course, "tiny") as grader, GradebookWriter(course) as writer:
            for student in course.submissions("tiny"):
                writer.write(grader.grade_folder(student))

    theirs = day(lambda: nbgrader(tmp_path, "autograde", "tiny", "--force"))
    ours = day(by_us)
    for mine, their in zip(ours, theirs, strict=True):
        for table in TABLES:
            assert mine[table] == their[table], table
    points = {(row[0], row[1], row[2]): row[4] for row in ours[1]["grade"]}
    assert points["second", "ann", "test_x"] == 1.5
    assert points["second", "cy", "test_x"] == 0
    assert points["second", "eve", "test_x"] is None  # a person decides
    assert points["tiny", "dee", "test_double"] == 2

    path = course.source("tiny") / "tiny.ipynb"
    content = read_notebook(path)
    by_id(content, "test_double")["source"] = by_id(content, "test_double")["source"].replace("42", "43")
    write(path, content)
    nbgrader(tmp_path, "autograde", "tiny", "--force", "--student=ann")
    assert [row[4:6] for row in rows(course)["grade"] if row[1:3] == ("ann", "test_double")] == [(0.0, 1.5)]


def test_both_ways_excuse_an_exercise(tmp_path: Path) -> None:
    """Also in a process that stays, like formgrader's."""
    course = make_course(tmp_path, CONFIG + PLUGINS)
    generate(course)
    for student, code in (("ann", "return 2 * x"), ("bo", "return x"), ("cy", "raise SystemExit")):
        content = released(course.sources("tiny")["tiny"])
        by_id(content, "double")["source"] = f"def double(x):\n    {code}"
        hand_in(course, student, content, "tiny", "tiny")

    def by_us() -> None:
        with Grader(course, "tiny") as grader, GradebookWriter(course) as writer:
            for student in course.submissions("tiny"):
                writer.write(grader.grade_folder(student))

    def found() -> tuple[Any, Any, set[Any]]:
        return rows(course), read_all(course), {row[4] for row in rows(course)["grade"] if row[2] == "test_double"}

    nbgrader(tmp_path, "autograde", "tiny", "--force")
    *before, scores = found()
    assert scores == {0, 2}
    excuses.record(course, "tiny", excuses.test_cells(course, "tiny", ["test_double"]))
    nbgrader(tmp_path, "autograde", "tiny", "--force")
    *theirs, scores = found()
    assert scores == {2}
    assert {row[4] for row in theirs[0]["comment"] if row[2] == "double"} == {"Excused: everyone has full points here."}
    by_us()
    *ours, _ = found()
    assert ours == theirs
    nbgrader(tmp_path, "generate_feedback", "tiny")
    said = page_of(course, "bo", "tiny").count("Excused: everyone has full points here.")
    assert said == 1, "as a comment"
    excuses.record(course, "tiny", frozenset())
    nbgrader(tmp_path, "autograde", "tiny", "--force")
    assert list(found()[:2]) == before
