"""The writer's rows are those that nbgrader itself writes for the same submissions."""

from __future__ import annotations

import copy
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from courses import CONFIG, by_id, make_course, notebook, released, write
from courses import cell as make_cell
from gradebooks import PLUGIN, TABLES, result_of, rows

from autograder.course.course import Course
from autograder.course.nbgrader import quiet_nbgrader
from autograder.course.release import generate
from autograder.errors import CourseError
from autograder.gradebook.writer import GradebookWriter
from autograder.grading.result import SubmissionResult
from autograder.notebook.files import Notebook, read_notebook
from autograder.words import sentence

LATE = "c.AssignLatePenalties.plugin_class = 'autograder_test_plugin.Half'\n"


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def solved(course: Course) -> Notebook:
    content = released(course.sources("tiny")["tiny"])
    by_id(content, "double")["source"] = "def double(x):\n    return x + x"
    by_id(content, "why")["source"] = "Because I say so."
    return content


def hand_in(course: Course, student: str, content: Notebook, timestamp: str = "") -> None:
    folder = course.submitted("tiny", student)
    write(folder / "tiny.ipynb", content)
    (folder / "notes.txt").write_text("mine")
    if timestamp:
        (folder / "timestamp.txt").write_text(timestamp)


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    course = make_course(tmp_path_factory.mktemp("generated"))
    generate(course)
    return course.root


@pytest.fixture
def course(generated: Path, tmp_path: Path) -> Course:
    shutil.copytree(generated, tmp_path, dirs_exist_ok=True)
    return Course(tmp_path, secret="made up")


def test_the_rows_are_those_of_nbgrader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Solved, untouched and late work, graded twice; a person's scores and comments come in between."""
    (tmp_path / "autograder_test_plugin.py").write_text(PLUGIN)
    monkeypatch.syspath_prepend(tmp_path)
    course = make_course(tmp_path / "course", CONFIG + LATE)
    write(
        course.source("tiny") / "extra.ipynb",
        notebook(make_cell("assert 1", "test_extra", grade=True, locked=True, points=4)),
    )
    (course.source("tiny") / "notes.txt").write_text("the instructor's")
    generate(course)
    hand_in(course, "ann", solved(course), "2024-05-03 10:00:00 Europe/Berlin\n")
    hand_in(course, "bo 李", released(course.sources("tiny")["tiny"]), "2024-05-01 09:00:00.5 UTC")
    for student in ("ann", "bo 李"):  # demonstrations run under nbgrader, and this one is long
        path = course.submitted("tiny", student) / "tiny.ipynb"
        content = read_notebook(path)
        content["cells"].remove(by_id(content, "demo"))
        write(path, content)

    from nbgrader.api import Gradebook
    from nbgrader.converters import Autograde
    from nbgrader.coursedir import CourseDirectory

    with Gradebook(course.db_url, course.course_id) as gradebook:
        gradebook.update_or_create_assignment("tiny", duedate="2024-05-02 00:00:00 UTC")
    database = Path(course.db_url.removeprefix("sqlite:///"))
    fresh = database.read_bytes()

    def by_nbgrader() -> None:
        config = copy.deepcopy(course.config)
        config.CourseDirectory.root = str(course.root)
        config.CourseDirectory.assignment_id = "tiny"
        with quiet_nbgrader():
            Autograde(coursedir=CourseDirectory(config=config), config=config, force=True).start()

    def by_us() -> None:
        with GradebookWriter(course) as writer:
            writer.write(result_of(course, "ann", test_double=2, test_increment=0))
            writer.write(result_of(course, "bo 李", test_double=0, test_increment=0))

    def by_hand() -> None:
        with Gradebook(course.db_url, course.course_id) as gradebook:
            for student, name in (("ann", "why"), ("ann", "test_double"), ("bo 李", "poster")):
                grade = gradebook.find_grade(name, "tiny", "tiny", student)
                grade.manual_score, grade.needs_manual_grade = 1.5, False
            gradebook.find_comment("why", "tiny", "tiny", "ann").manual_comment = "Well said."
            gradebook.db.commit()

    def day(grade: Any) -> list[Any]:
        database.write_bytes(fresh)
        grade()
        first = rows(course)
        files = {
            path.relative_to(course.root).as_posix(): stat.S_IMODE(path.stat().st_mode)
            for path in sorted((course.root / "autograded").rglob("*"))
            if path.is_file()
        }
        notebook_ = read_notebook(course.autograded("tiny", "ann") / "tiny.ipynb")
        cells = [(c["cell_type"], c["source"], c["metadata"]) for c in notebook_["cells"]]
        by_hand()
        grade()
        return [first, files, cells, rows(course)]

    ours = day(by_us)
    shutil.rmtree(course.root / "autograded")
    theirs = day(by_nbgrader)
    for mine, their in zip((ours[0], ours[3]), (theirs[0], theirs[3]), strict=True):
        for table in TABLES:
            assert mine[table] == their[table], table
    assert any(row[3] for row in ours[0]["submitted_notebook"]), "nobody was late"
    assert ours[1] == theirs[1]
    assert {name.rpartition("/")[2] for name in ours[1]} == {"tiny.ipynb", "notes.txt", "timestamp.txt"}
    assert (course.autograded("tiny", "ann") / "notes.txt").read_text() == "the instructor's"
    kept = [c for c in ours[2] if c[2].get("nbgrader", {}).get("grade_id") != "demo"]  # we put it back
    assert [(kind, text) for kind, text, _ in kept] == [(kind, text) for kind, text, _ in theirs[2]]
    for (_, _, mine), (_, _, their) in zip(kept, theirs[2], strict=True):
        assert mine == {key: value for key, value in their.items() if key != "execution"}


def test_an_assignment_that_the_gradebook_does_not_know_is_entered(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    hand_in(course, "ann", solved(course))
    with GradebookWriter(course) as writer:
        writer.write(result_of(course, "ann", test_double=1.5, test_increment=1))
    scores = {row[2]: row[4] for row in rows(course)["grade"]}
    assert scores == {"test_double": 1.5, "test_increment": 1, "why": None, "poster": None}
    assert not (tmp_path / "release").exists()


def test_a_resubmission_replaces_what_an_earlier_one_left(course: Course) -> None:
    hand_in(course, "ann", solved(course))
    with GradebookWriter(course) as writer:
        writer.write(result_of(course, "ann", test_double=2, test_increment=1))
    (course.submitted("tiny", "ann") / "notes.txt").unlink()
    with GradebookWriter(course) as writer:
        writer.write(result_of(course, "ann", test_double=0, test_increment=1))
    assert {row[4] for row in rows(course)["grade"] if row[2] == "test_double"} == {0}
    assert [p.name for p in course.autograded("tiny", "ann").iterdir()] == ["tiny.ipynb"]


def test_a_refused_submission_scores_0_and_asks_a_person_to_look(course: Course) -> None:
    hand_in(course, "ann", solved(course))
    refused = SubmissionResult("tiny", "ann", refused=sentence("grading.verbatim", text="tiny.ipynb is not JSON."))
    with GradebookWriter(course) as writer:
        writer.write(result_of(course, "ann", test_double=2, test_increment=1))
        writer.write(refused)
    assert {(row[4], row[7]) for row in rows(course)["grade"]} == {(0, 1)}
    assert [path.name for path in course.autograded("tiny", "ann").iterdir()] == ["tiny.ipynb"]
    assert "tiny.ipynb is not JSON." in (course.autograded("tiny", "ann") / "tiny.ipynb").read_text()


def test_a_broken_timestamp_is_noted(course: Course) -> None:
    hand_in(course, "ann", solved(course), "yesterday evening")
    result = result_of(course, "ann", test_double=2)
    with GradebookWriter(course) as writer:
        writer.write(result)
    assert "holds no date" in str(result.notes[-1])
    assert rows(course)["submitted_assignment"][0][2] is None


def test_links_and_devices_are_not_followed(course: Course, tmp_path: Path) -> None:
    hand_in(course, "ann", solved(course))
    folder = course.submitted("tiny", "ann")
    (folder / "marks").symlink_to(tmp_path / "gradebook.db")
    (folder / "source").symlink_to(tmp_path / "source")
    os.mkfifo(folder / "pipe")
    with GradebookWriter(course) as writer:
        writer.write(result_of(course, "ann", test_double=2))
    assert sorted(p.name for p in course.autograded("tiny", "ann").iterdir()) == ["notes.txt", "tiny.ipynb"]


def test_a_locked_gradebook_is_waited_for_and_then_named(course: Course) -> None:
    hand_in(course, "ann", solved(course))
    other = sqlite3.connect(course.db_url.removeprefix("sqlite:///"), isolation_level=None)
    with GradebookWriter(course, patience=0.3) as writer:
        writer.write(result_of(course, "ann", test_double=2))
        other.execute("begin immediate")
        with pytest.raises(
            CourseError, match=r"gradebook\.db cannot be written: another program has kept it locked for 0\.3 s"
        ):
            writer.flush()
    other.execute("rollback")
    assert rows(course)["grade"] == []
    with GradebookWriter(course) as writer:
        writer.write(result_of(course, "ann", test_double=2))
    assert len(rows(course)["grade"]) == 4


KILLED = """
import os, signal, sys
sys.path[:0] = [sys.argv[1]]
from gradebooks import result_of
from autograder.course.course import Course
from autograder.gradebook.writer import GradebookWriter
course = Course(sys.argv[2])
class Mortal(GradebookWriter):
    entered = 0
    def _enter(self, *given):
        changes = super()._enter(*given)
        self.entered += 1
        if self.entered == 2:  # the second batch is written, and not committed
            os.kill(os.getpid(), signal.SIGKILL)
        return changes
with Mortal(course, batch=3) as writer:
    for number in range(6):
        writer.write(result_of(course, f"s{number}", test_double=2, test_increment=1))
"""


def test_after_a_kill_the_gradebook_holds_whole_batches(course: Course) -> None:
    for number in range(6):
        hand_in(course, f"s{number}", solved(course))
    killed = subprocess.run([sys.executable, "-c", KILLED, Path(__file__).parents[1], course.root], check=False)
    assert killed.returncode == -signal.SIGKILL
    found = rows(course)
    there = [row[1] for row in found["submitted_assignment"]]
    assert there and there == ["s0", "s1", "s2"][: len(there)], "a slow machine makes smaller batches"
    assert len(found["grade"]) == len(there) * 4
    for path in (course.root / "autograded").rglob("*.ipynb"):
        read_notebook(path)
    with GradebookWriter(course) as writer:
        for number in range(6):
            writer.write(result_of(course, f"s{number}", test_double=2, test_increment=1))
    assert len(rows(course)["submitted_assignment"]) == 6


def test_feedback_shows_no_hidden_test(tmp_path: Path) -> None:
    """Not in a test cell, and not in the traceback of one that failed under nbgrader itself."""
    course = make_course(
        tmp_path, CONFIG + (Path(__file__).parents[2] / "nbgrader_config.py").read_text().split("\n\n", 1)[1]
    )
    generate(course)
    hand_in(course, "ann", released(course.sources("tiny")["tiny"]))
    result = result_of(course, "ann", test_double=0, test_increment=0)
    test = by_id(result.notebooks["tiny"], "test_double")
    test["execution_count"] = 4
    test["outputs"] = [
        {
            "output_type": "error",
            "ename": "NotImplementedError",
            "evalue": "",
            "traceback": [
                "\x1b[31m---------------\x1b[39m",
                "\x1b[31mNotImplementedError\x1b[39m  Traceback (most recent call last)",
                "\x1b[36mCell\x1b[39m\x1b[36m \x1b[39m\x1b[32mIn[4]\x1b[39m\x1b[32m, line 3\x1b[39m\n"
                "\x1b[32m      2\x1b[39m ### BEGIN\n"
                "\x1b[32m----> 3\x1b[39m \x1b[38;5;28;01massert\x1b[39;00m double(\x1b[32m21\x1b[39m) == 42",
                "Cell In[2], line 4, in double(x)\n      3 # YOUR CODE HERE\n----> 4 raise NotImplementedError()",
                "\x1b[31mNotImplementedError\x1b[39m: ",
            ],
        }
    ]
    with GradebookWriter(course) as writer:
        writer.write(result)
    from nbgrader.converters import GenerateFeedback
    from nbgrader.coursedir import CourseDirectory

    config = copy.deepcopy(course.config)
    config.CourseDirectory.root, config.CourseDirectory.assignment_id = str(course.root), "tiny"
    with quiet_nbgrader():
        GenerateFeedback(coursedir=CourseDirectory(config=config), config=config, force=True).start()
    page = (course.feedback("tiny", "ann") / "tiny.html").read_text()
    assert "# graded: double" in page
    assert "NotImplementedError" in page
    assert "in double(x)" in page
    assert "42" not in page.split("<body")[1]
    assert "HIDDEN" not in page
    assert "secret scheme" not in page
