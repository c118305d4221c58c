"""An instructor's day at the command line: choosing, dry runs, regrading, excuses, backups, and runs that are cut short."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from courses import CONFIG, by_id, make_course, released, tiny, write
from gradebooks import PLUGIN, rows
from sqlalchemy import text
from typer.testing import CliRunner, Result

from autograder.cli import commands as cli
from autograder.cli.speech import out
from autograder.course.course import Course
from autograder.course.nbgrader import quiet_nbgrader
from autograder.course.release import generate
from autograder.errors import AutograderError
from autograder.gradebook import writer as gradebooks
from autograder.gradebook.backup import KEPT, back_up
from autograder.notebook.files import read_notebook

ROOT = Path(__file__).resolve().parents[2]
RIGHT = "def double(x):\n    return x + x"
WRONG = "def double(x):\n    return x * x"


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(out, "_width", 160)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of two assignments, `one` and `two`, known to its gradebook."""
    course = make_course(tmp_path_factory.mktemp("generated"), one=tiny(), two=tiny())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        generate(course)
    return course.root


@pytest.fixture
def course(generated: Path, tmp_path: Path) -> Course:
    shutil.copytree(generated, tmp_path / "course")
    return Course(tmp_path / "course", secret="made up")


def hand_in(course: Course, student: str, double: str, assignment: str = "one", increment: bool = True) -> Path:
    content = released(course.sources(assignment)[assignment])
    by_id(content, "double")["source"] = double
    if increment:
        by_id(content, "increment")["source"] = "def increment(x):\n    return x + 1"
    return write(course.submitted(assignment, student) / f"{assignment}.ipynb", content)


def grade(course: Course, *arguments: str) -> Result:
    """Grade; submissions of which nothing has changed are graded again, too."""
    given = ["grade", *arguments, "--regrade", "--workers", "1", "--allow-weak-sandbox", "--course", str(course.root)]
    done = CliRunner().invoke(cli.app, given)
    assert done.exception is None, done.exception
    return done


def refusal(course: Course, *arguments: str) -> str:
    done = CliRunner().invoke(cli.app, ["grade", *arguments, "--allow-weak-sandbox", "--course", str(course.root)])
    assert isinstance(done.exception, AutograderError), done.output
    return str(done.exception)


def line_of(done: Result, *words: str) -> list[str]:
    """Return the words of the one line that begins with these."""
    found = [line.split() for line in done.stdout.splitlines() if line.split()[: len(words)] == list(words)]
    assert len(found) == 1, done.stdout
    return found[0]


def gradebook(course: Course) -> Any:
    with quiet_nbgrader():
        from nbgrader.api import Gradebook

        return Gradebook(course.db_url, course.course_id)


def points(course: Course, assignment: str = "one") -> dict[str, float]:
    with gradebook(course) as book:
        return {submission.student.id: submission.score for submission in book.assignment_submissions(assignment)}


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# ---------------------------------------------------------------- choosing assignments and students


def test_several_assignments_or_all_or_one_student(course: Course) -> None:
    hand_in(course, "ann", RIGHT)
    hand_in(course, "bo", WRONG)
    hand_in(course, "ann", WRONG, "two")
    grade(course, "one", "--student", "bo")
    assert points(course) == {"bo": 1} and points(course, "two") == {}
    grade(course, "one", "--student", "bo", "--student", "ann")
    assert points(course) == {"ann": 3, "bo": 1} and points(course, "two") == {}
    done = grade(course, "--all")
    assert points(course, "two") == {"ann": 1}
    assert "one: 2 submissions" in done.stdout and "two: 1 submissions" in done.stdout
    assert done.stdout.count("backup: ") == 1
    assert "one: 2 submissions" in grade(course, "two", "one", "--student", "bo", "--student", "ann").stdout


def test_a_wrong_choice_is_an_error_that_says_what_there_is(course: Course) -> None:
    assert refusal(course, "--all").startswith("Nobody has submitted anything")
    hand_in(course, "ann", RIGHT)
    assert refusal(course) == "Name assignments, or all of them with --all; there are: one, two."
    assert refusal(course, "one", "--all").startswith("Name assignments, or all")
    assert refusal(course, "one", "--student", "zoe", "--student", "ann") == "There is no submission of one by zoe."
    assert "has no exercise 'triple'; there are: test_double, test_increment" in refusal(course, "one", "--excuse", "triple")
    assert "no --student" in refusal(course, "one", "--excuse", "test_double", "--student", "ann")
    assert not (course.root / "excused.json").exists() and points(course) == {}


def test_a_student_without_a_submission_has_a_row(course: Course) -> None:
    """The student is known from the gradebook or from another assignment; nbgrader then exports 0 for both."""
    hand_in(course, "ann", RIGHT)
    hand_in(course, "bo", RIGHT, "two")
    path = hand_in(course, "cy", RIGHT)
    with gradebook(course) as book:
        book.add_student("dee", first_name="Dee")
    grade(course, "one")
    shutil.rmtree(path.parent)
    done = grade(course, "one")
    assert line_of(done, "bo") == "bo 0 absent handed in nothing".split()
    assert line_of(done, "dee") == "dee 0 absent handed in nothing".split()
    assert line_of(done, "cy")[:3] == ["cy", "3", "absent"]
    assert "1 graded, 3 without a submission" in done.stdout
    assert "absent" not in grade(course, "one", "--student", "ann").stdout
    assert points(course) == {"ann": 3, "cy": 3}, "no submission is made up"
    with quiet_nbgrader():
        from nbgrader.plugins import CsvExportPlugin

        with gradebook(course) as book:
            CsvExportPlugin(to=str(course.root / "grades.csv"), assignment=["one"]).export(book)
    exported = (course.root / "grades.csv").read_text()
    for student in ("ann", "bo", "cy", "dee"):
        assert re.search(rf"^one,.*\b{student}\b", exported, re.MULTILINE), exported


# ---------------------------------------------------------------- before and after


def test_a_dry_run_writes_nothing_and_is_right(course: Course) -> None:
    for student in ("ann", "bo", "cy"):
        hand_in(course, student, WRONG)
    grade(course, "one")
    hand_in(course, "ann", RIGHT)
    course.submitted("one", "bo").joinpath("one.ipynb").write_text("{ not JSON")
    hand_in(course, "dee", RIGHT)
    hand_in(course, "dee", RIGHT, "two")
    before = everything(course.root)
    dry = grade(course, "--all", "--dry-run")
    assert everything(course.root) == before
    assert "Nothing was written." in dry.stdout and "backup" not in dry.stdout
    assert line_of(dry, "ann", "1") == "ann 1 → 3 test_double 0 → 2 failed → passed submission changed".split()
    assert line_of(dry, "bo", "1") == "bo 1 → 0 test_double 0 failed → refused".split()
    assert line_of(dry, "test_increment", "1") == "test_increment 1 → 0 passed → refused".split()
    assert "Graded before: 3; would change: 2; would be graded for the first time: 1." in dry.stdout
    assert "Would be graded for the first time: 1." in dry.stdout
    wet = grade(course, "--all")
    assert "Graded before: 3; changed: 2; graded for the first time: 1." in wet.stdout
    assert points(course) == {"ann": 3, "bo": 0, "cy": 1, "dee": 3}
    for student in ("ann", "bo"):
        assert line_of(wet, student, "1") == line_of(dry, student, "1")
    assert "Graded before: 4; changed: 0." in grade(course, "one").stdout


def test_a_dry_run_makes_no_gradebook(tmp_path: Path) -> None:
    course = make_course(tmp_path, one=tiny())
    hand_in(course, "ann", RIGHT)
    before = everything(course.root)
    assert "Would be graded for the first time: 1." in grade(course, "one", "--dry-run").stdout
    assert everything(course.root) == before


def test_after_a_test_is_corrected_a_table_shows_whose_score_changed_and_why(course: Course) -> None:
    hand_in(course, "ann", RIGHT)
    hand_in(course, "bo", WRONG)
    hand_in(course, "cy", "")
    grade(course, "one")
    content = read_notebook(course.source("one") / "one.ipynb")
    test = by_id(content, "test_double")
    test["source"] = test["source"].replace("double(21) == 42", "double(3) == 9")
    write(course.source("one") / "one.ipynb", content)
    hand_in(course, "cy", WRONG)
    done = grade(course, "one")
    assert line_of(done, "ann", "3", "test_double") == "ann 3 test_double 2 passed → failed test changed".split()
    assert "ann: test_double would fall from 2 to 0 points" in done.stdout and "--allow-lower" in done.stdout
    assert line_of(done, "bo", "1", "→") == "bo 1 → 3 test_double 0 → 2 failed → passed test changed".split()
    assert line_of(done, "cy", "1", "→")[-4:] == "test changed, submission changed".split()
    assert "Graded before: 3; changed: 3." in done.stdout
    asked = grade(course, "one", "--allow-lower")
    assert line_of(asked, "ann", "3", "→")[:8] == "ann 3 → 1 test_double 2 → 0".split()


def test_scores_and_comments_from_people_stay(course: Course) -> None:
    hand_in(course, "ann", RIGHT)
    grade(course, "one")
    with gradebook(course) as book:
        for cell, score in {"why": 2.5, "test_double": 1.5}.items():
            grade_ = book.find_grade(cell, "one", "one", "ann")
            grade_.manual_score, grade_.needs_manual_grade = score, False
        grade_ = book.find_grade("test_increment", "one", "one", "ann")
        grade_.extra_credit = 0.5
        book.find_comment("double", "one", "one", "ann").manual_comment = "Well said."
        book.db.commit()
    hand_in(course, "ann", WRONG)
    done = grade(course, "one")
    assert line_of(done, "ann", "5.5", "failed") and "in the gradebook: 5.5" in done.stdout
    assert line_of(done, "ann", "5.5", "test_double") and "the 1.5 points given by hand are kept" in done.stdout
    found = {row[2]: row[4:] for row in rows(course)["grade"] if row[1] == "ann"}
    assert found["test_double"] == (0, 1.5, None, 1), "and a person is asked to look again"
    assert found["test_increment"] == (1, None, 0.5, 0)
    assert found["why"][1] == 2.5
    assert {row[2]: row[5] for row in rows(course)["comment"]}["double"] == "Well said."


def test_extensions_and_late_penalties(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    (course.root / "autograder_test_plugin.py").write_text(PLUGIN)
    monkeypatch.setattr(sys, "path", [*sys.path])
    (course.root / "nbgrader_config.py").write_text(
        CONFIG + "c.AssignLatePenalties.plugin_class = 'autograder_test_plugin.Half'\n"
    )
    course = Course(course.root, secret="made up")
    with gradebook(course) as book:
        book.update_or_create_assignment("one", duedate="2024-05-02 00:00:00 UTC")
    for student in ("ann", "bo"):
        hand_in(course, student, RIGHT)
        (course.submitted("one", student) / "timestamp.txt").write_text("2024-05-03 10:00:00 UTC")

    def penalties() -> dict[str, float | None]:
        return {row[1]: row[3] for row in rows(course)["submitted_notebook"]}

    grade(course, "one")
    assert penalties() == {"ann": 1.5, "bo": 1.5}
    with gradebook(course) as book:
        book.grant_extension("one", "bo", days=2)
    done = grade(course, "one")
    assert penalties() == {"ann": 1.5, "bo": None}
    assert line_of(done, "bo", "1.5") == "bo 1.5 → 3 late penalty".split()
    assert "Graded before: 2; changed: 1." in done.stdout
    extension = {row[1]: row[3] for row in rows(course)["submitted_assignment"]}
    assert extension["bo"] != extension["ann"], "the extension stays"
    (course.submitted("one", "bo") / "timestamp.txt").write_text("2024-05-05 10:00:00 UTC")  # handed in again
    grade(course, "one")
    assert penalties() == {"ann": 1.5, "bo": 1.5}


# ---------------------------------------------------------------- excuses


def test_a_bad_test_is_excused_for_everyone_until_it_is_taken_back(course: Course) -> None:
    hand_in(course, "ann", RIGHT)
    hand_in(course, "bo", WRONG)
    hand_in(course, "cy", "raise SystemExit")
    (course.submitted("one", "dee")).mkdir(parents=True)
    grade(course, "one")
    before = everything(course.root)
    dry = grade(course, "one", "--excuse", "test_double", "--dry-run")
    assert everything(course.root) == before
    done = grade(course, "one", "--excuse", "test_double")
    moved = "bo 1 → 3 test_double 0 → 2 failed → passed excused".split()
    assert line_of(done, "bo", "1") == line_of(dry, "bo", "1") == moved
    assert points(course) == {"ann": 3, "bo": 3, "cy": 3, "dee": 0}
    assert "test_double" in (course.root / "excused.json").read_text()
    # the gradebook says so below the cell, and the graded notebook in it
    comments = {(row[1], row[2]): row[4] for row in rows(course)["comment"]}
    assert comments["bo", "double"] == "Excused: everyone has full points here."
    graded = json.loads((course.autograded("one", "bo") / "one.ipynb").read_text())  # `read_notebook` leaves outputs out
    assert "Excused" in str(by_id(graded, "test_double")["outputs"])
    # a later regrade and `check` use it, too
    hand_in(course, "eve", WRONG)
    assert "Graded before: 4; changed: 0; graded for the first time: 1." in grade(course, "one").stdout
    assert points(course)["eve"] == 3
    checked = ["check", str(course.submitted("one", "eve") / "one.ipynb"), "--assignment", "one", "--allow-weak-sandbox"]
    assert "excused: full points" in CliRunner().invoke(cli.app, [*checked, "--course", str(course.root)]).stdout
    done = grade(course, "one", "--unexcuse", "test_double")
    assert line_of(done, "bo", "3", "→")[-3:] == "no longer excused".split()
    assert points(course) == {"ann": 3, "bo": 1, "cy": 1, "dee": 0, "eve": 1}
    assert not (course.root / "excused.json").exists()
    comments = {row[1]: row[4] for row in rows(course)["comment"] if row[2] == "double"}
    assert comments.pop("dee") == "one.ipynb: no such file." and set(comments.values()) == {None}


# ---------------------------------------------------------------- backups


def test_a_backup_is_made_before_each_run_and_the_last_few_are_kept(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    hand_in(course, "ann", WRONG)
    grade(course, "one")
    hand_in(course, "ann", RIGHT)
    monkeypatch.chdir(course.root)
    done = grade(course, "one")
    said = Path(line_of(done, "backup:")[1])
    assert said.parent == Path("backups") and said.is_file()
    with sqlite3.connect(said) as copy:
        assert copy.execute("select sum(auto_score) from grade").fetchall() == [(1,)], "as it was before the run"
    assert said.stat().st_mode == (course.root / "gradebook.db").stat().st_mode
    for _ in range(KEPT + 2):
        last = back_up(course)
    kept = sorted(Path("backups").iterdir())
    assert len(kept) == KEPT and kept[-1].name == last.name
    shutil.copy(said if said.exists() else kept[-1], "gradebook.db")  # how one goes back
    assert points(course)


def test_a_backup_waits_for_a_locked_gradebook_and_then_says_so(course: Course) -> None:
    other = sqlite3.connect(course.root / "gradebook.db", isolation_level=None)
    other.execute("begin exclusive")
    with pytest.raises(AutograderError, match=r"cannot be copied: another program has kept it locked for 0\.5 s"):
        back_up(course, patience=0.5)
    assert not list((course.root / "backups").iterdir())
    other.execute("rollback")
    assert back_up(course)


def test_another_database_than_sqlite_has_no_backup_and_the_run_says_so(course: Course) -> None:
    hand_in(course, "ann", RIGHT)
    (course.root / "nbgrader_config.py").write_text(
        CONFIG + "c.CourseDirectory.db_url = 'postgresql+nodriver://me:secret@localhost:1/grades'\n"
    )
    done = CliRunner().invoke(cli.app, ["grade", "one", "--allow-weak-sandbox", "--course", str(course.root)])
    assert "backup: none" in done.stdout and "own tools" in done.stdout
    assert isinstance(done.exception, AutograderError)
    assert "cannot be written" in str(done.exception) and "secret" not in str(done.exception)


# ---------------------------------------------------------------- other programs that use the gradebook


def test_an_open_formgrader_is_no_obstacle(course: Course) -> None:
    """Formgrader has the gradebook open and reads it."""
    hand_in(course, "ann", RIGHT)
    hand_in(course, "bo", RIGHT)
    with gradebook(course) as book:
        reading = book.db.execute(text("select * from student"))
        reading.fetchone()  # and is not done with it
        done = grade(course, "one")
        reading.fetchall()
    assert "2 graded" in done.stdout and points(course) == {"ann": 3, "bo": 3}


def test_a_gradebook_that_stays_locked_is_named(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    hand_in(course, "ann", RIGHT)
    monkeypatch.setitem(gradebooks.GradebookWriter.__init__.__kwdefaults__, "patience", 0.3)
    other = sqlite3.connect(course.root / "gradebook.db", isolation_level=None)
    other.execute("begin immediate")
    said = refusal(course, "one")
    assert "another program has kept it locked for 0.3 s; close that program and grade again." in said
    assert "0 of 1 submissions of one are in the gradebook, each complete; run this again for the rest." in said
    other.execute("rollback")
    grade(course, "one")
    assert points(course) == {"ann": 3}


# ---------------------------------------------------------------- accidents

SMALL_BATCHES = """
import nbgrader.api  # takes seconds, in which all would be graded
import sys
from autograder.gradebook.writer import GradebookWriter
GradebookWriter.__init__.__kwdefaults__["batch"] = 2
from autograder.cli import main
main()
"""
STUDENTS = [f"s{number}" for number in range(10)]


@pytest.fixture
def slow_class(course: Course) -> Course:
    """A course with ten submissions that take half a second each."""
    for student in STUDENTS:
        hand_in(course, student, f"import time\ntime.sleep(0.5)\n{RIGHT}")
    return course


def start(course: Course) -> subprocess.Popen[str]:
    """Start the command in a session of its own, as a terminal does."""
    command = [sys.executable, "-c", SMALL_BATCHES, "grade", "one", "--workers", "2", "--allow-weak-sandbox"]
    return subprocess.Popen(
        command,
        cwd=course.root,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def until(what: Callable[[], bool], seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.1)


def entered(course: Course) -> int:
    with sqlite3.connect(course.root / "gradebook.db", timeout=30) as database:
        return int(database.execute("select count(*) from submitted_assignment").fetchone()[0])


def of_session(leader: int) -> list[int]:
    """Return the processes that still run in the session that `leader` began."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session = stat.read_text().rpartition(")")[2].split()[:4]
        except (OSError, ValueError):
            continue
        if int(session) == leader and state != "Z":
            found.append(int(stat.parent.name))
    return found


def whole(course: Course) -> set[str]:
    """Return the students in the gradebook, after checking that each has all rows with the right scores."""
    found = rows(course)
    there = {row[1] for row in found["submitted_assignment"]}
    scores = sorted((row[1], row[2], row[4]) for row in found["grade"])
    right = {"test_double": 2, "test_increment": 1, "why": 0, "poster": None}
    assert scores == sorted((student, cell, score) for student in there for cell, score in right.items())
    assert len(found["comment"]) == len(there) * len({row[2] for row in found["comment"]})
    with sqlite3.connect(course.root / "gradebook.db") as database:
        assert database.execute("pragma integrity_check").fetchall() == [("ok",)]
    for path in (course.root / "autograded").rglob("*.ipynb"):
        read_notebook(path)
    return there


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize("how", ["kill -9", "Ctrl-C", "SIGTERM"])
def test_a_run_that_is_cut_short_leaves_whole_submissions_and_no_process(slow_class: Course, how: str) -> None:
    course = slow_class
    running = start(course)
    until(lambda: entered(course) > 0)
    if how == "Ctrl-C":
        os.killpg(running.pid, signal.SIGINT)  # a terminal tells all of them
    else:
        os.kill(running.pid, signal.SIGKILL if how == "kill -9" else signal.SIGTERM)
    _, said = running.communicate(timeout=60)
    if how == "Ctrl-C":
        assert running.returncode == 130
        counted = re.fullmatch(
            r"autograder: Stopped\. (\d+) of 10 submissions of one are in the gradebook, each complete; "
            r"run this again for the rest\.\n",
            said,
        )
        assert counted, said
        assert int(counted[1]) == len(whole(course))
    until(lambda: not of_session(running.pid), 30)
    there = len(whole(course))
    assert 0 < there < len(STUDENTS)
    again = ["grade", "one", "--workers", "2", "--allow-weak-sandbox", "--course", str(course.root)]
    said = CliRunner().invoke(cli.app, again).stdout
    assert f"{len(STUDENTS) - there} graded" in said and f"{there} submissions are unchanged" in said
    assert whole(course) == set(STUDENTS)


def mounted(folder: Path, size: str) -> bool:
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    return bool(shutil.which("mount")) and subprocess.run(command, capture_output=True).returncode == 0


def test_a_full_disk_is_named_and_leaves_whole_submissions(generated: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    if not mounted(disk, "2m"):
        pytest.skip("this user may mount no small disk")
    try:
        shutil.copytree(generated, disk / "course")
        course, filler = Course(disk / "course", secret="made up"), disk / "filler"
        for student in STUDENTS[:8]:
            hand_in(course, student, RIGHT)
        grade(course, "one", "--student", "s0")
        size = (course.root / "gradebook.db").stat().st_size
        refused = []
        files = 3 * 4096  # of the lock, of the copy of the secret, and one to spare
        for left in (0, size + files, size + 40_000):  # of use to nothing, to the backup, to the first notebooks too
            filler.write_bytes(b"0" * (shutil.disk_usage(disk).free - left))
            refused.append(refusal(course, "one", "--regrade"))
            assert whole(course) == {"s0"}
            filler.unlink()
        assert "cannot be copied" in refused[0] and "nothing was graded" in refused[0]
        assert "cannot be written: the disk is full" in refused[1] and "0 of 8 submissions of one are" in refused[1]
        assert all("free some space" in said for said in refused)
        grade(course, "one")
        assert whole(course) == set(STUDENTS[:8])
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)
