"""nbgrader's own commands: a day of this repository's course, and scores that are the grader's own."""

from __future__ import annotations

import contextlib
import csv
import io
import logging
import os
import shutil
import sqlite3
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import nbformat
import pytest
from bs4 import BeautifulSoup
from courses import CONFIG, by_id, make_course, notebook, released, write
from courses import cell as make_cell
from gradebooks import TABLES, rows
from jupyter_core.application import NoStart

from autograder.course.course import Course
from autograder.course.release import generate, leaks
from autograder.gradebook.writer import GradebookWriter
from autograder.grading import excuses
from autograder.grading.submission import Grader
from autograder.notebook.files import Notebook, dumps, read_notebook
from autograder.notebook.metadata import Role
from autograder.notebook.regions import hidden_lines

ROOT = Path(__file__).parents[2]
A = "logistic_regression"
OURS = (ROOT / "nbgrader_config.py").read_text()
PLUGINS = OURS.split("\n\n", 1)[1]
LATE = "c.AssignLatePenalties.plugin_class = 'late.Half'\n"
PENALTY = """
from nbgrader.plugins import BasePlugin

class Half(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return score / 2
"""


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No configuration but the test's, and nothing left in the home folder."""
    for name in ("CONFIG", "DATA", "RUNTIME"):
        monkeypatch.setenv(f"JUPYTER_{name}_DIR", str(tmp_path / "jupyter" / name.lower()))
    monkeypatch.setenv("PATH", os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"])
    monkeypatch.setattr(sys, "path", [*sys.path])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def nbgrader(folder: Path, *arguments: str, code: int = 0) -> str:
    """Run a command of nbgrader's in a folder, in this process; returns what it says. It must end with `code`."""
    from nbgrader.apps import NbGraderApp
    from nbgrader.validator import Validator

    said, ended = io.StringIO(), 0
    with contextlib.chdir(folder), contextlib.redirect_stdout(said), patch.object(Validator, "stream", said):
        app = NbGraderApp.instance()
        try:
            app.initialize(list(arguments))
            app.init_logging(logging.StreamHandler, [said], color=False, subapps=True)
            app.start()
        except NoStart:  # how an application ends that handed over to a subcommand
            pass
        except SystemExit as end:
            ended = int(end.code or 0)
        finally:
            app.reset()
            NbGraderApp.clear_instance()
    assert ended == code, said.getvalue()
    return said.getvalue()


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return subprocess.run(
        command, cwd=folder, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, check=False
    )


def this_course(root: Path, config: str = "") -> Course:
    """This repository's course, copied."""
    for name in ("source", "tests/hidden"):
        shutil.copytree(ROOT / name / A, root / name / A)
    (root / "nbgrader_config.py").write_text(OURS + config)
    return Course(root, secret="made up")


def starter(course: Course) -> Notebook:
    """What learners get."""
    return read_notebook(course.release(A) / f"{A}.ipynb")


def solved(course: Course) -> Notebook:
    """The release with the reference written into it."""
    content = starter(course)
    for cell in course.sources(A)[A].with_role(Role.SOLUTION):
        by_id(content, cell.id)["source"] = "\n".join(line for line in cell.source.split("\n") if "### " not in line)
    return content


def page_of(course: Course, student: str, assignment: str = A) -> str:
    """The text of a feedback page."""
    page = (course.feedback(assignment, student) / f"{assignment}.html").read_text()
    return str(BeautifulSoup(page, "html.parser").body.get_text())


def flags(content: Notebook) -> list[dict[str, Any]]:
    return [cell["metadata"]["nbgrader"] for cell in content["cells"] if "nbgrader" in cell["metadata"]]


# A day


def test_a_day_from_release_to_feedback(tmp_path: Path) -> None:
    exchange = tmp_path / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    shared = f"\nc.Exchange.root = {str(exchange)!r}\nc.ExchangeCollect.check_owner = False\n"
    course = this_course(tmp_path / "course", shared)
    here = course.root
    source = course.sources(A)[A]

    nbgrader(here, "generate_assignment", A)
    assert not leaks(source, (course.release(A) / f"{A}.ipynb").read_text())
    generate(course)  # the references; the release is in its normal form now
    assert "Success! Your notebook passes all the tests." in nbgrader(here, "validate", f"source/{A}/{A}.ipynb")
    nbgrader(here, "release_assignment", A)

    # A learner, on whose machine there is no grader.
    home = tmp_path / "home"
    home.mkdir()
    learner = f"c = get_config()\nc.CourseDirectory.course_id = {course.course_id!r}\nc.Validator.validate_all = True\n"
    (home / "nbgrader_config.py").write_text(learner + shared)
    nbgrader(home, "fetch_assignment", A)
    mine = home / A / f"{A}.ipynb"
    assert mine.read_bytes() == (course.release(A) / f"{A}.ipynb").read_bytes()
    nbgrader(home, "submit", A, "--student=bo")

    (home / A / "autograder.py").write_text("raise ImportError('a learner has no grader')")
    content = solved(course)
    function = by_id(content, "softmax")
    function["source"] = function["source"].replace("return", "return 2 *")
    write(mine, content)
    said = nbgrader(home, "validate", f"{A}/{A}.ipynb")
    assert "VALIDATION FAILED ON 1 CELL(S)" in said
    assert "softmax(" in said
    write(mine, solved(course))
    assert "Success! Your notebook passes all the tests." in nbgrader(home, "validate", f"{A}/{A}.ipynb")
    (home / A / "autograder.py").unlink()
    nbgrader(home, "submit", A, "--student=ann")

    nbgrader(here, "collect", A)
    archive = here / "downloaded" / A / "archive"
    archive.mkdir(parents=True)
    content = solved(course)
    function = by_id(content, "propagate")
    function["source"] += "\nright = propagate\ndef propagate(w, b, X, Y):\n    grads, cost = right(w, b, X, Y)\n"
    function["source"] += "    return grads, 2 * cost"
    with zipfile.ZipFile(archive / "all.zip", "w") as file:
        file.writestr(f"lr_cy_attempt_2024-05-01-10-00-00_{A}.ipynb", dumps(content))
    pattern = r".*_(?P<student_id>\w+)_attempt_(?P<timestamp>[0-9\-]+)_(?P<file_id>\w+)"
    nbgrader(here, "zip_collect", A, "--force", f"--FileNameCollectorPlugin.named_regexp={pattern}")
    assert course.submissions(A) == ["ann", "bo", "cy"]

    graded = run(here, sys.executable, "-m", "nbgrader", "autograde", A)
    assert graded.returncode == 0, graded.stderr
    assert "kernel" not in graded.stderr.lower()

    nbgrader(here, "generate_feedback", A)
    hidden = {line.strip() for cell in source.cells if cell.role is Role.TEST for line in hidden_lines(cell.source)}
    for student in ("ann", "bo", "cy"):
        page = page_of(course, student)
        assert "# graded: propagate" in page
        assert not [line for line in hidden if line in page]
        assert "tests/hidden" not in page
        assert "BEGIN HIDDEN" not in page
        assert "Test cell" not in page and "\npropagate (Score: " in page
    assert "not written yet" in page_of(course, "bo")

    nbgrader(here, "release_feedback", A, "--CourseDirectory.student_id_exclude=cy")  # cy came by another way
    nbgrader(home, "fetch_feedback", A, "--student=ann")
    pages = list((home / A / "feedback").rglob("*.html"))
    assert {page.name for page in pages} == {f"{A}.html"}
    assert (course.feedback(A, "ann") / f"{A}.html").read_bytes() in [page.read_bytes() for page in pages]

    nbgrader(here, "export")
    with (here / "grades.csv").open() as file:
        exported = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    best = source.max_score + sum(cell.bonus for cell in source.cells)  # nbgrader's export adds extra credit
    propagate = source.by_id["test_propagate"]
    assert exported["ann"] == best
    assert exported["bo"] == 0
    assert best - propagate.points - propagate.bonus <= exported["cy"] < best


# The same gradebook, whoever grades


def class_of(course: Course) -> Iterator[tuple[str, Callable[[Notebook], Any] | Notebook | bytes]]:
    """Students, and what they hand in: a change to the solved notebook, a notebook, or the bytes of a file."""
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
        text = by_id(content, "sigmoid")["source"]
        by_id(content, "sigmoid")["source"] = f"{text}\nright = sigmoid\n" + (
            "def sigmoid(z):\n    import sys, warnings\n    warnings.warn('careful')\n    print('oops', file=sys.stderr)\n"
            "    return right(z)"
        )

    def raises(content: Notebook) -> None:
        by_id(content, "sigmoid")["source"] = "def sigmoid(z):\n    raise RuntimeError('whose traceback is this?')"

    yield "raises", raises
    yield "deletes tests", deletes_tests
    yield "edits tests", edits_tests
    yield "complains", complains
    yield "exits", lambda content: content["cells"].insert(1, make_cell("import os; os._exit(0)"))
    yield "not json", b"{ not json"
    yield "deep", b'{"cells": [], "metadata": ' + b'{"a": ' * 500 + b"1" + b"}" * 501
    yield "utf-16", dumps(solved(course)).encode("utf-16")


def hand_in(course: Course, student: str, what: Any, name: str = A, assignment: str = A) -> None:
    content = what
    if callable(what):
        content = solved(course)
        what(content)
    if not isinstance(content, bytes):
        content = dumps(content).encode()
    folder = course.submitted(assignment, student)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.ipynb").write_bytes(content)


def test_both_ways_give_the_same_rows(tmp_path: Path) -> None:
    """A class of honest and dishonest submissions, by the two commands as they are typed."""
    course = this_course(tmp_path, LATE)
    (tmp_path / "late.py").write_text(PENALTY)
    generate(course)
    for student, what in class_of(course):
        hand_in(course, student, what)
    hand_in(course, "late", lambda content: None)
    (course.submitted(A, "late") / "timestamp.txt").write_text("2024-05-03 10:00:00 CEST")
    hand_in(course, "renames", lambda content: None, name="my homework")
    hand_in(course, "two", lambda content: None)
    hand_in(course, "two", starter(course), name="old")

    from nbgrader.api import Gradebook

    with Gradebook(course.db_url, course.course_id) as gradebook:
        gradebook.update_or_create_assignment(A, duedate="2024-05-02 00:00:00 UTC")
    database = Path(course.db_url.removeprefix("sqlite:///"))
    fresh = database.read_bytes()

    stock = run(tmp_path, sys.executable, "-m", "nbgrader", "autograde", A)
    assert stock.returncode == 1  # some were refused
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
    none = {"untouched", "edits tests", "not json", "deep", "renames"}
    best, bonus = source.max_score, sum(cell.bonus for cell in source.cells)
    assert 0 < scores.pop("raises") < best
    assert scores == {student: 0.0 if student in none else best for student in course.submissions(A) if student != "raises"}
    assert {row[1] for row in theirs["grade"] if row[7]} == {"not json", "deep", "renames"}, "who needs a look"
    assert [row[1:] for row in theirs["submitted_notebook"] if row[3]] == [("late", 0, (best + bonus) / 2)]

    # Whoever is refused, one line says who, which file, why, and what to do.
    cures = {"not json": "is not JSON (line 1)", "deep": "nested too deeply", "renames": "rename 'my homework.ipynb'"}
    for student, why in cures.items():
        told = [line for line in stock.stderr.split("\n") if line.strip().startswith("autograder.errors") and why in line]
        assert len(told) == 1, stock.stderr
        assert f"NotebookError: {student}: {course.submitted(A, student) / f'{A}.ipynb'}" in told[0]
    assert "deletes tests: Cell test_sigmoid was missing; it was put back." in stock.stderr


def other_tables(course: Course) -> dict[str, list[Any]]:
    """All that the gradebook holds beside the rows of submissions; bonuses by name."""
    with sqlite3.connect(course.db_url.removeprefix("sqlite:///")) as database:
        names = {name for (name,) in database.execute("select name from sqlite_master where type = 'table'")}
        queries = {name: f"select * from {name}" for name in names - set(TABLES)}
        queries["autograder_bonus"] = (
            "select s.student_id, b.name, x.bonus from autograder_bonus x join grade g on g.id = x.grade"
            " join base_cell b on b.id = g.cell_id join submitted_notebook m on m.id = g.notebook_id"
            " join submitted_assignment s on s.id = m.assignment_id"
        )
        return {name: sorted(map(repr, database.execute(query))) for name, query in queries.items()}


def read_all(course: Course) -> dict[str, Any]:
    """The graded notebooks, without what differs from run to run."""
    found = {}
    for path in sorted((course.root / "autograded").rglob("*.ipynb")):
        content = read_notebook(path)
        cells = [(cell["cell_type"], cell["source"], cell["metadata"]) for cell in content["cells"]]
        found[str(path.relative_to(course.root))] = (content["metadata"], cells)
    return found


def two_notebooks(root: Path) -> Course:
    """A hidden test, an open one, an answer and a task that people grade; partial credit in a second notebook."""
    course = make_course(root, CONFIG + PLUGINS)
    second = notebook(
        make_cell("x = 0  ### BEGIN SOLUTION\nx = 3\n### END SOLUTION", "x", solution=True),
        make_cell("x / 2", "test_x", grade=True, locked=True, points=2),
    )
    write(course.source("tiny") / "second.ipynb", second)
    generate(course)
    return course


def test_work_that_people_grade_too(tmp_path: Path) -> None:
    """Twice, with a person's scores and comments in between; then the source changes under a process that stays."""
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
    by_id(first, "x")["source"] = "x = 30"  # the test gives more points than it has: nbgrader would stop, or give them all
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
    assert points["second", "cy", "test_x"] == points["second", "eve", "test_x"] == 0
    assert points["tiny", "dee", "test_double"] == 2

    path = course.source("tiny") / "tiny.ipynb"
    content = read_notebook(path)
    by_id(content, "test_double")["source"] = by_id(content, "test_double")["source"].replace("42", "43")
    write(path, content)
    nbgrader(tmp_path, "autograde", "tiny", "--force", "--student=ann")
    assert [row[4:6] for row in rows(course)["grade"] if row[1:3] == ("ann", "test_double")] == [(0.0, 1.5)]


def test_an_excused_exercise_is_so_for_both(tmp_path: Path) -> None:
    """And for a process that stays, as formgrader's does."""
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
    assert said == 2, "in the cell, and as a comment"
    excuses.record(course, "tiny", frozenset())
    nbgrader(tmp_path, "autograde", "tiny", "--force")
    assert list(found()[:2]) == before


# Feedback


def test_feedback_of_a_kernel_that_quotes_hidden_tests(tmp_path: Path) -> None:
    """nbgrader's own `Execute`, other delimiters; a check that fails, one that warns, one that prints its own traceback."""
    config = CONFIG + PLUGINS + "del c.Autograde\n"
    config += "c.ClearHiddenTests.begin_test_delimeter = 'SECRET'\nc.ClearHiddenTests.end_test_delimeter = 'OPEN'\n"

    def test(name: str, code: str) -> dict[str, Any]:
        return make_cell(f"# graded: {name}\n# SECRET\n{code}\n# OPEN", f"test_{name}", grade=True, locked=True, points=1)

    content = notebook(
        make_cell("def f(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION", "f", solution=True),
        test("fails", "expected_f = 4711\nassert f(4711) == expected_f"),
        test("warns", "import warnings\nwarnings.warn(f'{f(1)} is a result')  # expected: 4712"),
        test("prints", "import traceback\ntry:\n    f(1) / (4713 - 4713)\nexcept Exception:\n    traceback.print_exc()"),
    )
    course = make_course(tmp_path, config, secrets=content)
    nbgrader(tmp_path, "generate_assignment", "secrets")
    handed_in = read_notebook(course.release("secrets") / "secrets.ipynb")
    by_id(handed_in, "f")["source"] = "def f(x):\n    if x > 1:\n        raise KeyError('mine')\n    return 8"
    write(course.submitted("secrets", "ann") / "secrets.ipynb", handed_in)
    nbgrader(tmp_path, "autograde", "secrets")
    graded = (course.autograded("secrets", "ann") / "secrets.ipynb").read_text()
    assert all(text in graded for text in ("4711", "4712", "4713", "ZeroDivisionError", "8 is a result"))
    nbgrader(tmp_path, "generate_feedback", "secrets")
    page = page_of(course, "ann", "secrets")
    for secret in ("4711", "4712", "4713", "SECRET", "expected"):
        assert secret not in page
    for shown in ("# graded: fails", "KeyError", "raise", "8 is a result", "ZeroDivisionError"):
        assert shown in page


def test_what_quotes_files_of_the_course_or_the_grader_goes(tmp_path: Path) -> None:
    from autograder.nbgrader_plugins.feedback import HideTests

    frames = [
        "KeyError                                  Traceback (most recent call last)",
        "Cell In[3], line 2, in f(x)\n      1 def f(x):\n----> 2     return table[x]",
        "File ~/course/tests/hidden/a/f.py:7, in batch(rng)\n----> 7     return dict(x=rng.normal(size=7))",
        "File /opt/lib/autograder/checking.py:70, in check(**answers)\n---> 70     report = examine(name)",
        "File C:\\course\\solutions\\a.py:3, in f(x)\n----> 3     return x.get(0)",
        "KeyError: 0",
    ]
    printed = (
        "before\n/srv/course/tests/hidden/a/f.py:9: RuntimeWarning: overflow\n  expected = np.exp(1000)\n"
        'Traceback (most recent call last):\n  File "/srv/course/solutions/a.py", line 3, in f\n    return x.get(0)\n'
        '  File "<ipython>", line 2, in mine\nafter'
    )
    told = "**f** is wrong.\n\nTraceback:\nFile x/tests/hidden/f.py\n  assert f(2) == 4\n\nSo it is."
    cell = make_cell("f(1)", "mine")
    cell["outputs"] = [
        {"output_type": "error", "ename": "KeyError", "evalue": "0", "traceback": frames},
        {"output_type": "stream", "name": "stderr", "text": printed},
        {"output_type": "display_data", "data": {"text/markdown": told, "image/png": "iVBO"}, "metadata": {}},
    ]
    content = nbformat.from_dict({**notebook(), "cells": [cell]})
    where = {"metadata": {"path": str(make_course(tmp_path).root)}}
    error, stream, display = HideTests().preprocess(content, where)[0].cells[0].outputs
    assert error.traceback == [frames[0], frames[1], frames[5]]
    assert stream.text == 'before\nTraceback (most recent call last):\n  File "<ipython>", line 2, in mine\nafter'
    assert display.data == {"text/markdown": "**f** is wrong.\n\nTraceback:\n\nSo it is.", "image/png": "iVBO"}
