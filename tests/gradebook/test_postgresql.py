"""The gradebook in PostgreSQL, where its programs and a driver are installed: the same rows, and nothing graded twice."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from courses import CONFIG, by_id, make_course, released, write
from gradebooks import result_of, rows
from machine import need

from autograder.course.course import Course
from autograder.course.release import generate
from autograder.gradebook.queries import query
from autograder.gradebook.unchanged import key_of, plan
from autograder.gradebook.writer import GradebookWriter
from autograder.grading.result import SubmissionResult
from autograder.grading.state import state_of
from autograder.words import sentence

DRIVER = next((name for name in ("psycopg", "psycopg2", "pg8000") if importlib.util.find_spec(name)), "")
PROGRAMS = [*map(str, Path("/usr/lib/postgresql").glob("*/bin")), os.environ.get("PATH", "")]
KEY = key_of("state", "container")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of an empty database of a server that ends with the tests."""
    path = os.pathsep.join(PROGRAMS)
    initdb, server = shutil.which("initdb", path=path), shutil.which("postgres", path=path)
    need(DRIVER, "No driver for PostgreSQL is installed.", "the extra postgresql, which the lock holds")
    need(initdb and server, "PostgreSQL is not installed.", "postgresql")
    assert initdb and server
    with tempfile.TemporaryDirectory(prefix="postgresql-") as name:
        user: dict[str, str] = {}
        if os.getuid() == 0:  # the server refuses to run as root
            user = {"user": "postgres" if any(each.pw_name == "postgres" for each in pwd.getpwall()) else "nobody"}
            shutil.chown(name, user["user"])
        data = Path(name, "data")
        subprocess.run([initdb, "-D", data, "-U", "grader", "-A", "trust"], check=True, capture_output=True, **user)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [server, "-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", name, "-F"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **user)
        try:
            yield _ready(f"postgresql+{DRIVER}://grader@127.0.0.1:{port}/postgres")
        finally:
            process.send_signal(signal.SIGINT)  # it does not wait for its clients
            process.wait(60)


def _ready(address: str) -> str:
    from sqlalchemy import create_engine, text
    from sqlalchemy.exc import SQLAlchemyError

    for _ in range(600):
        try:
            with create_engine(address).connect() as connection:
                connection.execute(text("SELECT 1"))
            return address
        except SQLAlchemyError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


def test_scores_and_records_are_written_and_read(address: str, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        course = make_course(tmp_path, f"{CONFIG}c.CourseDirectory.db_url = {address!r}\n")
        generate(course)
        content = released(course.sources("tiny")["tiny"])
        by_id(content, "double")["source"] = "def double(x):\n    return x + x"
        write(course.submitted("tiny", "ann") / "tiny.ipynb", content)
        assert plan(course, "tiny", ["ann"], KEY).waiting == ["ann"]
        enter(course)
        scores = "SELECT auto_score FROM grade WHERE auto_score IS NOT NULL ORDER BY auto_score"
        assert [float(score) for (score,) in query(course, scores, "grade")] == [0.0, 1.0, 2.0]
        assert plan(course, "tiny", ["ann"], KEY).unchanged == ["ann"]
        with (course.submitted("tiny", "ann") / "tiny.ipynb").open("a") as file:
            file.write(" ")
        assert plan(course, "tiny", ["ann"], KEY).waiting == ["ann"]
        enter(course)
        assert plan(course, "tiny", ["ann"], KEY).unchanged == ["ann"]


def test_rows_are_those_of_sqlite(address: str, tmp_path: Path) -> None:
    """Of a learner who is graded, one who is graded twice with other scores, and one whose work could not be graded."""
    from sqlalchemy import create_engine, text

    with create_engine(address, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("CREATE DATABASE second"))
    other = address.rsplit("/", 1)[0] + "/second"
    found = []
    for name, config in {"sqlite": CONFIG, "postgresql": f"{CONFIG}c.CourseDirectory.db_url = {other!r}\n"}.items():
        course = make_course(tmp_path / name, config)
        generate(course)
        for student in ("ann", "bob", "eve"):
            write(course.submitted("tiny", student) / "tiny.ipynb", released(course.sources("tiny")["tiny"]))
        (course.submitted("tiny", "ann") / "timestamp.txt").write_text("2026-02-03 04:05:06 UTC")
        for double in (0.0, 2.0):
            with GradebookWriter(course, key=KEY) as writer:
                writer.write(result_of(course, "ann", test_double=2.0, test_increment=1.0))
                writer.write(result_of(course, "bob", test_double=double, test_increment=1.0))
                refused = SubmissionResult("tiny", "eve", refused=sentence("grading.worker_died"), waits=True)
                writer.write(refused)
                writer.flush()
                writer.enter_absent("tiny")
        found.append(rows(course))
    sqlite, postgresql = found
    for table in sqlite:
        times = [(row, str(row).replace(".000000", "")) for row in sqlite[table]]
        assert [text for _, text in times] == list(map(str, postgresql[table])), table
    assert len(sqlite["grade"]) > 5


def enter(course: Course) -> None:
    with GradebookWriter(course, key=KEY) as writer:
        result = result_of(course, "ann", test_double=2.0, test_increment=1.0)
        result.state = state_of(course.submitted("tiny", "ann"), ours=True)
        writer.write(result)
