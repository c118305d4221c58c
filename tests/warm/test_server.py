"""The process that stays: it ends by itself, and holds only so much."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from courses import by_id, make_course, released, write
from warm_graders import Servers, is_alive, servers, wait_until

from autograder.course.course import Course
from autograder.errors import CourseError
from autograder.warm import client, places, server
from autograder.warm.server import Server, start

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="A warm grader needs Linux.")


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Servers]:
    with servers(make_course(tmp_path / "course").root, tmp_path / "private") as made:
        yield made


def test_it_ends_when_nobody_asks_and_leaves_nothing(own: Servers, tmp_path: Path) -> None:
    content = released(Course(own.root).sources("tiny")["tiny"])
    by_id(content, "double")["source"] = "def double(x):\n    return x + x"
    path = write(tmp_path / "right.ipynb", content)
    before = {key: os.environ.get(key) for key in ("XDG_RUNTIME_DIR", "PYTHONPATH")}
    try:
        os.environ.update({key: own.environment[key] for key in before})
        answer = client.ask(["check", str(path), "--allow-weak-sandbox", "--json", str(tmp_path / "out")], own.root, idle=1)
    finally:
        for key, value in before.items():
            os.environ.pop(key) if value is None else os.environ.update({key: value})
    assert answer.code == 0 and (tmp_path / "out").is_file()
    pid = own.process()
    assert pid is not None
    wait_until(lambda: not is_alive(pid), 20)
    assert list(own.folder.iterdir()) == []


def test_a_second_server_of_the_same_name_ends_at_once(tmp_path: Path) -> None:
    lock = places.take_lock(tmp_path, "name")
    assert lock is not None
    start(tmp_path, "name", cast(Any, None), cast(Any, None), idle=1, prepare=cast(Any, None))
    os.close(lock)


def test_a_server_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def no_course() -> Course:
        raise CourseError("course.not_found", folder="here", config="config")

    with pytest.raises(CourseError):
        start(tmp_path, "name", no_course, lambda arguments: 0, idle=1, prepare=lambda: None)
    assert list(tmp_path.iterdir()) == []


def test_it_keeps_few_assignments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[str] = []

    class Made:
        def __init__(self, course: Course, name: str, **_: object) -> None:
            self.name = name

        def close(self) -> None:
            closed.append(self.name)

    monkeypatch.setattr(server, "Ready", Made)
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
        made = Server(make_course(tmp_path), lambda arguments: 0, listener, idle=1)
        for name in "abcdefa":
            made._load((name, False))
        assert closed == ["a", "b", "c"]
        made._load(("g", False))
        made.close()
    assert sorted(closed) == ["a", "a", "b", "c", "d", "e", "f", "g"]
