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
from gradebooks import result_of

from autograder.course.course import Course
from autograder.course.release import generate
from autograder.gradebook.queries import query
from autograder.gradebook.unchanged import key_of, plan
from autograder.gradebook.writer import GradebookWriter
from autograder.grading.state import state_of

DRIVER = next((name for name in ("psycopg", "psycopg2", "pg8000") if importlib.util.find_spec(name)), "")
PROGRAMS = [*map(str, Path("/usr/lib/postgresql").glob("*/bin")), os.environ.get("PATH", "")]
KEY = key_of("state", "container")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of an empty database of a server that ends with the tests."""
    path = os.pathsep.join(PROGRAMS)
    initdb, server = shutil.which("initdb", path=path), shutil.which("postgres", path=path)
    if not (DRIVER and initdb and server):
        pytest.skip("no PostgreSQL, or no driver for it, is installed")
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


def enter(course: Course) -> None:
    with GradebookWriter(course, key=KEY) as writer:
        result = result_of(course, "ann", test_double=2.0, test_increment=1.0)
        result.state = state_of(course.submitted("tiny", "ann"), ours=True)
        writer.write(result)
