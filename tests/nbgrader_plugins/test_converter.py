"""`nbgrader autograde`: one submission's trouble refuses that one, in a sentence; the course is nbgrader's own."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from courses import CONFIG, by_id, make_course, notebook, released, write
from courses import cell as make_cell
from gradebooks import TABLES, rows
from locks import other_process
from nbgrader.coursedir import CourseDirectory
from nbgrader_apps import PLUGINS, isolated, nbgrader, page_of, read_all, run

from autograder.course.course import Course
from autograder.course.lock import locked
from autograder.course.release import generate
from autograder.errors import CourseError
from autograder.nbgrader_plugins.converter import SandboxedAutograde, converter_of, course_of

CONFIGURED = CONFIG + PLUGINS + "c.SandboxExecute.allow_weak_sandbox = True\n"


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with isolated(tmp_path / "jupyter", monkeypatch):
        yield


def solved(course: Course) -> dict[str, object]:
    content = released(course.sources("tiny")["tiny"])
    by_id(content, "double")["source"] = "def double(x):\n    return x + x"
    by_id(content, "increment")["source"] = "def increment(x):\n    return x + 1"
    return content


def dated(text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / "timestamp.txt").write_text(text)


def of_zoe(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.symlink_to(folder.parents[1] / "zoe" / "tiny")


def without_notebook(folder: Path) -> None:
    (folder / "tiny.ipynb").unlink()


def link(folder: Path) -> None:
    (folder / "tiny.ipynb").unlink()
    (folder / "tiny.ipynb").symlink_to("nowhere")


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "dangling": (link, "tiny.ipynb is a link to nowhere, which does not exist"),
    "empty": (without_notebook, "tiny.ipynb: no such file"),
    "folder for file": (lambda f: ((f / "data.csv").mkdir(), (f / "data.csv" / "x").write_text("")), "data.csv is a folder"),
    "linked": (of_zoe, "The folder tiny is a link"),
    "not json": (lambda f: (f / "tiny.ipynb").write_text("{"), "is not JSON"),
    "two names": (lambda f: [(f / n).write_text("") for n in ("Notes", "notes")], "have the same name"),
}  # fmt: skip
GRADED: dict[str, Callable[[Path], object]] = {
    "bad name": lambda folder: Path(os.fsdecode(bytes(folder) + b"/\xff")).write_text(""),
    "copy": lambda folder: (folder / "tiny.ipynb").rename(folder / "tiny (1).ipynb"),
    "late": dated("2024-05-03 10:00:00 UTC"),
    "long time": dated("1" * 1_200_000),
    "no time": dated("10:" + "1" * 90 + "1.5"),
    "pipe": lambda folder: os.mkfifo(folder / "pipe"),
    "with links": lambda folder: (folder / "marks").symlink_to("../../../gradebook.db"),
    "zoe": lambda folder: None,
}

CONFIRMED = {"copy", "long time", "no time"}  # a person has to look at these


def class_of(root: Path) -> Course:
    course = make_course(root, CONFIGURED)
    (course.source("tiny") / "data.csv").write_text("1,2\n")
    generate(course)
    for student in {**GRADED, **REFUSED}:
        write(course.submitted("tiny", student) / "tiny.ipynb", solved(course))
    for student, change in [*GRADED.items(), *((student, change) for student, (change, _) in REFUSED.items())]:
        change(course.submitted("tiny", student))
    return Course(root)


def test_troubles_cost_no_classmate_and_both_commands_give_the_same(tmp_path: Path) -> None:
    course = class_of(tmp_path / "course")
    stock = run(course.root, sys.executable, "-m", "nbgrader", "autograde", "tiny")
    assert stock.returncode == 0, stock.stderr
    assert "Traceback" not in stock.stderr
    for student, (_, said) in REFUSED.items():
        told = [line for line in stock.stderr.splitlines() if f"{student}: " in line and said in line]
        assert len(told) == 1, (student, stock.stderr)
    theirs, their_files = rows(course), read_all(course)
    assert scores(course) == {student: 3.0 if student in GRADED else 0.0 for student in {**GRADED, **REFUSED}}
    assert {row[1] for row in theirs["grade"] if row[7] and row[3] == "GradeCell" and "why" not in row[2]} == {
        *REFUSED,
        *CONFIRMED,
    }

    shutil.rmtree(course.root / "autograded")
    (course.root / "gradebook.db").unlink()
    own = run(course.root, sys.executable, "-P", "-m", "autograder", "grade", "tiny", "--allow-weak-sandbox")
    assert own.returncode == 0, own.stdout + own.stderr
    assert "Traceback" not in own.stdout + own.stderr
    assert "8 graded, 6 refused" in own.stdout
    ours = rows(course)
    for table in TABLES:
        assert ours[table] == theirs[table], table
    assert read_all(course) == their_files


def scores(course: Course) -> dict[str, float]:
    found: dict[str, float] = {}
    for _, student, _, _, auto, *_ in rows(course)["grade"]:
        found[student] = found.get(student, 0.0) + (auto or 0.0)
    return found


def test_a_refused_submission_has_a_page_that_says_why(tmp_path: Path) -> None:
    course = make_course(tmp_path / "course", CONFIGURED)
    generate(course)
    folder = course.submitted("tiny", "eve")
    folder.mkdir(parents=True)
    (folder / "tiny.ipynb").write_text("{ <img src=x onerror=alert(1)>")
    nbgrader(course.root, "autograde", "tiny")
    nbgrader(course.root, "generate_feedback", "tiny")
    assert "This submission could not be graded: " in page_of(course, "eve", "tiny")
    assert "is not JSON" in page_of(course, "eve", "tiny")


def test_an_unreadable_notebook_among_several_waits_for_a_person(tmp_path: Path) -> None:
    course = make_course(tmp_path / "course", CONFIGURED)
    second = notebook(
        make_cell("x = 0  ### BEGIN SOLUTION\nx = 3\n### END SOLUTION", "x", solution=True),
        make_cell("assert x == 3", "test_x", grade=True, locked=True, points=2),
    )
    write(course.source("tiny") / "second.ipynb", second)
    generate(course)
    write(course.submitted("tiny", "eve") / "tiny.ipynb", solved(course))
    (course.submitted("tiny", "eve") / "second.ipynb").write_text("{ not JSON")
    said = nbgrader(course.root, "autograde", "tiny")
    assert "Traceback" not in said and "second.ipynb is not a notebook: it is not JSON (line 1)" in said
    found = {row[2]: (row[4], row[7]) for row in rows(course)["grade"]}
    assert found["test_double"] == (2, 0) and found["test_increment"] == (1, 0)
    assert found["test_x"] == (0, 1)
    theirs = rows(course)
    own = run(course.root, sys.executable, "-P", "-m", "autograder", "grade", "tiny", "--allow-weak-sandbox")
    assert own.returncode == 0, own.stderr
    assert rows(course) == theirs
    assert "second.ipynb is not a notebook" in own.stdout


def test_the_course_is_nbgraders_own_and_not_one_above_the_submission(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = make_course(tmp_path / "course", CONFIGURED)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CourseError, match="No course found"):
        course_of(SimpleNamespace(parent=None))  # type: ignore[arg-type]
    converter = SandboxedAutograde()
    converter.coursedir = CourseDirectory(root=str(course.root))
    plugin = SimpleNamespace(parent=SimpleNamespace(parent=converter))
    assert converter_of(plugin) is converter  # type: ignore[arg-type]
    assert course_of(plugin).root == course.root  # type: ignore[arg-type]
    assert converter_of(SimpleNamespace(parent=None)) is None  # type: ignore[arg-type]


def test_nbgrader_autograde_waits_for_another_run_and_says_for_whom(tmp_path: Path) -> None:
    course = make_course(tmp_path / "course", CONFIGURED)
    generate(course)
    write(course.submitted("tiny", "ann") / "tiny.ipynb", solved(course))
    process = other_process(course)
    threading.Timer(8, process.kill).start()
    said = nbgrader(course.root, "autograde", "tiny")
    process.wait()
    assert f"Waiting for autograder grade tiny (process {process.pid} of " in said
    assert scores(course) == {"ann": 3}


def test_a_lost_secret_is_a_sentence(tmp_path: Path) -> None:
    course = make_course(tmp_path / "course", CONFIGURED)
    generate(course)
    write(course.submitted("tiny", "ann") / "tiny.ipynb", solved(course))
    nbgrader(course.root, "autograde", "tiny")
    (course.root / ".autograder" / "secret").unlink()
    with sqlite3.connect(course.root / "gradebook.db") as database:
        before = database.execute("SELECT * FROM grade").fetchall()
    said = nbgrader(course.root, "autograde", "tiny", "--force", code=1)
    assert "is gone" in said and "Traceback" not in said
    with sqlite3.connect(course.root / "gradebook.db") as database:
        assert database.execute("SELECT * FROM grade").fetchall() == before


def test_the_lock_is_free_after_a_run_in_the_same_process(tmp_path: Path) -> None:
    course = make_course(tmp_path / "course", CONFIGURED)
    generate(course)
    write(course.submitted("tiny", "ann") / "tiny.ipynb", solved(course))
    nbgrader(course.root, "autograde", "tiny")
    with locked(course, wait=False):
        pass
