"""`nbgrader autograde` with our plugins and `GradebookWriter` give the same rows, whatever has happened to them before."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from courses import CONFIG, by_id, cell, make_course, notebook, released, write
from gradebooks import PLUGIN, TABLES, rows
from nbgrader_apps import isolated, nbgrader

from autograder.course.course import Course
from autograder.course.release import generate
from autograder.gradebook.writer import GradebookWriter
from autograder.grading import excuses
from autograder.grading.submission import Grader
from autograder.notebook.files import Notebook

A = "marks"
PLUGINS = """
c.Autograde.pre_convert_hook = "autograder.nbgrader_plugins.name_missing"
c.Autograde.exporter_class = "autograder.nbgrader_plugins.ReadSubmission"
c.Autograde.sanitize_preprocessors = []
c.Autograde.autograde_preprocessors = [
    "autograder.nbgrader_plugins.SandboxExecute",
    "nbgrader.preprocessors.LimitOutput",
    "autograder.nbgrader_plugins.SaveGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
]
c.SandboxExecute.allow_weak_sandbox = True
c.AssignLatePenalties.plugin_class = 'autograder_test_plugin.Half'
"""
HIDDEN = """
from autograder import Exercise
{name} = Exercise("{name}", bonus={{"huge": 1}})


@{name}.inputs
def numbers(rng):
    return dict(x=float(rng.uniform(2, 3)))


{name}.edge("huge", dict(x=1e300), group="huge")
"""
TEST = "### BEGIN HIDDEN TESTS\nfrom autograder import check\ncheck({0}={0})\n### END HIDDEN TESTS"
PRY = "try: open('/etc/{}')\nexcept OSError: pass\n"
EARLY, LATE = "2024-05-01 10:00:00 UTC", "2024-05-03 10:00:00 UTC"


def lesson() -> Notebook:
    """An exercise with a bonus, a test that is excused on the second day, two answers and a task that people grade."""
    bonus = cell(TEST.format("double"), "test_double", grade=True, locked=True, points=4)
    bonus["metadata"]["autograder"] = {"bonus": 1}
    return notebook(
        cell("def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION", "double", solution=True),
        bonus,
        cell("def bad(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION", "bad", solution=True),
        cell("assert bad(1) == 1", "test_bad", grade=True, locked=True, points=2),
        cell("Because.", "why", "markdown", grade=True, solution=True, points=3),
        cell("program = 1\n### BEGIN SOLUTION\n### END SOLUTION", "program", grade=True, solution=True, points=2),
        cell("Make a poster.", "poster", "markdown", task=True, locked=True, points=5),
    )


@dataclass(frozen=True)
class Work:
    """What a student hands in on a day; `content` replaces the notebook's bytes, None hands in no such notebook."""

    double: str = "2 * x"
    bad: str = "x"
    before: str = ""
    why: str | None = "Because I say so."
    second: bool = True
    content: bytes | None = None
    timestamp: str = EARLY


ALL_RIGHT = Work()
NO_BONUS = Work(double="2 * x if x < 9 else 0")
WRONG = Work(double="x")
PRIES = Work(before=PRY.format("passwd"))
NOT_JSON = Work(content=b"{ not JSON", second=False)  # with another notebook, the ways differ: nbgrader grades none


def grade(**values: Any) -> Callable[[Any, str], None]:
    """Return what a person does to a grade, a comment or the flag of a student: `test_double=dict(manual_score=1)`."""

    def do(gradebook: Any, student: str) -> None:
        row = gradebook.find_submission_notebook(A, A, student)
        for name, value in values.items():
            if name == "flagged":
                row.flagged = value
            elif isinstance(value, str):
                gradebook.find_comment(name, A, A, student).manual_comment = value
            else:
                found = gradebook.find_grade(name, A, A, student)
                for field, number in value.items():
                    setattr(found, field, number)
                found.needs_manual_grade = False

    return do


# Student -> work of the first day (None: nothing), what a person does in the evening, work of the second day.
CLASS: dict[str, tuple[Work | None, Callable[[Any, str], None], Work]] = {
    "fresh": (None, grade(), ALL_RIGHT),
    "the same again": (ALL_RIGHT, grade(), ALL_RIGHT),
    "better": (WRONG, grade(), ALL_RIGHT),
    "worse": (ALL_RIGHT, grade(), WRONG),
    "excused": (Work(bad="0"), grade(), Work(bad="0")),
    "manual score of a test": (WRONG, grade(test_double={"manual_score": 3}), WRONG),
    "manual score of an answer": (ALL_RIGHT, grade(why={"manual_score": 2}), ALL_RIGHT),
    "manual score of a task": (ALL_RIGHT, grade(poster={"manual_score": 4}), ALL_RIGHT),
    "manual score of an excused test": (Work(bad="0"), grade(test_bad={"manual_score": 1}), Work(bad="0")),
    "comments": (ALL_RIGHT, grade(double="Well said.", why="And this.", bad="Hm."), WRONG),
    "untouched answer": (Work(why=None), grade(), Work(why=None)),
    "answer taken back": (ALL_RIGHT, grade(why={"manual_score": 2}), Work(why=None)),
    "answer at last": (Work(why=None), grade(), ALL_RIGHT),
    "bonus lost": (ALL_RIGHT, grade(), NO_BONUS),
    "bonus won": (NO_BONUS, grade(), ALL_RIGHT),
    "bonus by a person": (NO_BONUS, grade(test_double={"extra_credit": 0.5}), ALL_RIGHT),
    "bonus raised by a person": (ALL_RIGHT, grade(test_double={"extra_credit": 2.5}), NO_BONUS),
    "credit for an answer": (ALL_RIGHT, grade(why={"extra_credit": 0.5}), ALL_RIGHT),
    "suspicious": (ALL_RIGHT, grade(), PRIES),
    "flag cleared": (PRIES, grade(flagged=False), PRIES),
    "flag cleared and something else seen": (PRIES, grade(flagged=False), Work(before=PRY.format("shadow"))),
    "flag kept though nothing is seen": (PRIES, grade(), ALL_RIGHT),
    "flag set by a person": (ALL_RIGHT, grade(flagged=True), ALL_RIGHT),
    "refused": (ALL_RIGHT, grade(test_double={"manual_score": 3}), NOT_JSON),
    "refused and then right": (NOT_JSON, grade(), ALL_RIGHT),
    "refused between": (PRIES, grade(flagged=False), NOT_JSON),
    "late": (ALL_RIGHT, grade(), Work(timestamp=LATE)),
    "in time after all": (Work(timestamp=LATE), grade(), ALL_RIGHT),
    "late with a manual score": (Work(timestamp=LATE), grade(test_double={"manual_score": 1}), Work(timestamp=LATE)),
    "a notebook less": (ALL_RIGHT, grade(), Work(second=False)),
}


def hand_in(course: Course, student: str, work: Work) -> None:
    folder = course.submitted(A, student)
    shutil.rmtree(folder, ignore_errors=True)
    sources = course.sources(A)
    content = released(sources[A])
    by_id(content, "double")["source"] = f"{work.before}def double(x):\n    return {work.double}"
    by_id(content, "bad")["source"] = f"def bad(x):\n    return {work.bad}"
    if work.why is not None:
        by_id(content, "why")["source"] = work.why
    path = write(folder / f"{A}.ipynb", content)
    if work.content is not None:
        path.write_bytes(work.content)
    if work.second:
        write(folder / "second.ipynb", released(sources["second"]))
    (folder / "timestamp.txt").write_text(work.timestamp)


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Course]:
    made = make_course(tmp_path / "course", CONFIG + PLUGINS, **{A: lesson()})
    second = notebook(cell("assert True", "test_second", grade=True, locked=True, points=1))
    write(made.source(A) / "second.ipynb", second)
    (made.root / "autograder_test_plugin.py").write_text(PLUGIN)
    made.hidden_tests(A).mkdir(parents=True)
    (made.hidden_tests(A) / "double.py").write_text(HIDDEN.format(name="double"))
    with isolated(tmp_path, monkeypatch):
        generate(made)
        yield made


def all_rows(course: Course) -> dict[str, Any]:
    """The rows by student, so that a difference names the situation; and the grader's own tables."""
    found: dict[str, Any] = {table: {} for table in TABLES}
    for table, content in rows(course).items():
        for row in content:
            found[table].setdefault(row[0] if table == "student" else row[1], []).append(row)
    joined = (
        "select s.student_id, b.name, x.bonus from autograder_bonus x join grade g on g.id = x.grade join base_cell b"
        " on b.id = g.cell_id join submitted_notebook m on m.id = g.notebook_id join submitted_assignment s"
        " on s.id = m.assignment_id"
    )
    with sqlite3.connect(course.db_url.removeprefix("sqlite:///")) as database:
        found["bonus"] = sorted(database.execute(joined))
    return found


def test_both_ways_give_the_same_rows_in_each_situation(course: Course) -> None:
    """Two days: everybody is graded, people give scores and comments and clear flags, and everybody is graded again."""
    from nbgrader.api import Gradebook

    with Gradebook(course.db_url, course.course_id) as gradebook:
        gradebook.update_or_create_assignment(A, duedate="2024-05-02 00:00:00 UTC")
    database = Path(course.db_url.removeprefix("sqlite:///"))
    fresh = database.read_bytes()

    def by_nbgrader() -> None:
        nbgrader(course.root, "autograde", A, "--force")

    def by_us() -> None:
        with Grader(course, A, allow_weak=True) as grader, GradebookWriter(course) as writer:
            for student in course.submissions(A):
                writer.write(grader.grade_folder(student))

    def two_days(grade_all: Callable[[], None]) -> list[dict[str, Any]]:
        database.write_bytes(fresh)
        for folder in (course.root / "submitted", course.root / "autograded"):
            shutil.rmtree(folder, ignore_errors=True)
        excuses.record(course, A, frozenset())
        for student, (first, _, _) in CLASS.items():
            if first is not None:
                hand_in(course, student, first)
        grade_all()
        found = [all_rows(course)]
        with Gradebook(course.db_url, course.course_id) as gradebook:
            for student, (first, by_hand, _) in CLASS.items():
                if first is not None:
                    by_hand(gradebook, student)
            gradebook.db.commit()
        for student, (_, _, second) in CLASS.items():
            hand_in(course, student, second)
        excuses.record(course, A, frozenset({"test_bad"}))
        grade_all()
        return [*found, all_rows(course)]

    ours, theirs = two_days(by_us), two_days(by_nbgrader)
    for mine, their in zip(ours, theirs, strict=True):
        for table in mine:
            assert mine[table] == their[table], table

    # The situations are what they are called: nothing is proved where both ways do nothing.
    first, second = ours
    flags = [{student: found[0][2] for student, found in day["submitted_notebook"].items()} for day in ours]
    assert flags[0]["flag cleared"] == 1 and flags[1]["flag cleared"] == 0
    assert (
        flags[1]["flag cleared and something else seen"] == flags[1]["suspicious"] == flags[1]["flag set by a person"] == 1
    )
    scores = {(row[1], row[2]): row[4:] for found in second["grade"].values() for row in found}
    assert scores["excused", "test_bad"] == (2, None, None, 0)
    assert scores["manual score of a test", "test_double"] == (0, 3, None, 1)
    assert scores["untouched answer", "why"] == (0, None, None, 0)
    assert scores["better", "why"] == (None, None, None, 1)
    assert scores["bonus won", "test_double"] == (4, None, 1, 0) and scores["bonus lost", "test_double"][2] is None
    assert scores["bonus raised by a person", "test_double"][2] == 2.5
    assert scores["refused", "test_double"] == (0, 3, None, 1)
    assert scores["manual score of a task", "poster"][1] == 4
    comments = {(row[1], row[2]): row[4:] for found in second["comment"].values() for row in found}
    assert comments["comments", "bad"] == ("Excused: everyone has full points here.", "Hm.")
    assert comments["untouched answer", "why"] == ("No response.", None)
    penalties = {student: [row[3] for row in found] for student, found in second["submitted_notebook"].items()}
    assert any(penalties["late"]) and not any(penalties["in time after all"])
    assert first["bonus"] and ("bonus won", "test_double", 1) in second["bonus"]
