"""The process that stays: it ends by itself, and holds only so much."""

from __future__ import annotations

import json
import os
import select
import socket
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import pytest
from courses import by_id, make_course, released, write
from warm_graders import Servers, is_alive, servers, wait_until

from autograder.course.course import Course
from autograder.errors import CourseError
from autograder.warm import client, server, sockets
from autograder.warm.client import NewServer
from autograder.warm.fork import Fork
from autograder.warm.server import Server, start

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="A warm grader needs Linux.")


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Servers]:
    with servers(make_course(tmp_path / "course").root, tmp_path / "private") as made:
        yield made


class Asking:
    """A server whose forks run a function of the test, and its callers; the test says when the server looks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._callers: list[socket.socket] = []
        self._printed: list[int] = []

    def serve(self, run: server.Command) -> Server:
        self._server = Server(make_course(self.folder / "course"), run, self._listener, idle=1)
        return self._server

    def ask(self, *arguments: str, terminal: Mapping[str, str] | None = None) -> tuple[socket.socket, int]:
        """Start a request; return the caller's end, and a pipe with what it prints."""
        caller, connection = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._callers.append(caller)
        caller.settimeout(20)
        request = json.loads(client.request_of(arguments, terminal or {}))
        request["encodings"] = [["utf-8", "strict"]] * 2
        printed, stdout = os.pipe()
        self._printed.append(printed)
        here = os.open(self.folder, os.O_RDONLY)
        self._server._start(server._Job(connection, request, [here, stdout, os.dup(stdout)]))
        return caller, printed

    def finish(self, name: str) -> None:
        """Let a request end whose fork waits for this file, and wait for its end."""
        count = len(self._server._jobs)
        (self.folder / name).touch()
        while len(self._server._jobs) == count:
            self._server._wait(1)

    def wait_for(self, caller: socket.socket) -> int:
        """Wait for the end of the only request; return its exit code."""
        while self._server._jobs:
            self._server._wait(1)
        return int(caller.recv(64).removeprefix(client.ENDED))

    def listen(self) -> None:
        self._listener.bind(str(self.folder / "socket"))
        self._listener.listen()

    def call(self) -> socket.socket:
        """Return a connection on which a request waits to be accepted."""
        caller = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        caller.settimeout(20)
        caller.connect(str(self.folder / "socket"))
        socket.send_fds(caller, [client.request_of([], {})], [0, 1, 2])
        return caller

    def close(self) -> None:
        self._server.close()
        for caller in self._callers:
            caller.close()
        for printed in self._printed:
            os.close(printed)


@pytest.fixture
def asking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asking]:
    monkeypatch.chdir(tmp_path)
    made = Asking(tmp_path)
    yield made
    monkeypatch.undo()
    made.close()


def _wait_for_file(arguments: Sequence[str], fork: Fork) -> int:
    """Wait, in a fork, until the test makes the file of this name."""
    wait_until(Path(arguments[0]).exists, 30)
    return 0


def test_it_ends_when_nobody_asks_and_leaves_nothing(own: Servers, tmp_path: Path) -> None:
    content = released(Course(own.root).sources("tiny")["tiny"])
    by_id(content, "double")["source"] = "def double(x):\n    return x + x"
    path = write(tmp_path / "right.ipynb", content)
    before = {key: os.environ.get(key) for key in ("XDG_RUNTIME_DIR", "PYTHONPATH")}
    try:
        os.environ.update({key: own.environment[key] for key in before})
        arguments = ["check", str(path), "--allow-weak-sandbox", "--json", str(tmp_path / "out")]
        answer = client.ask(arguments, own.root, NewServer("autograder.cli.warm", idle=1))
    finally:
        for key, value in before.items():
            os.environ.pop(key) if value is None else os.environ.update({key: value})
    assert answer.code == 0 and (tmp_path / "out").is_file()
    pid = own.process()
    assert pid is not None
    wait_until(lambda: not is_alive(pid), 20)
    assert list(own.folder.iterdir()) == []


def test_a_second_server_of_the_same_name_ends_at_once(tmp_path: Path) -> None:
    lock = sockets.take_lock(tmp_path, "name")
    assert lock is not None
    start(tmp_path, "name", cast(Any, None), cast(Any, None), idle=1, prepare=cast(Any, None))
    os.close(lock)


def test_a_server_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def no_course() -> Course:
        raise CourseError("course.not_found", folder="here", config="config")

    with pytest.raises(CourseError):
        start(tmp_path, "name", no_course, lambda arguments, fork: 0, idle=1, prepare=lambda: None)
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
        made = Server(make_course(tmp_path), lambda arguments, fork: 0, listener, idle=1)
        for name in "abcdefa":
            made._load((name, False))
        assert closed == ["a", "b", "c"]
        made._load(("g", False))
        made.close()
    assert sorted(closed) == ["a", "a", "b", "c", "d", "e", "f", "g"]


def test_it_closes_no_assignment_that_a_fork_uses(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[str] = []

    class Made:
        def __init__(self, course: Course, name: str, **_: object) -> None:
            self.name = name

        def close(self) -> None:
            closed.append(self.name)

    monkeypatch.setattr(server, "Ready", Made)
    made = asking.serve(_wait_for_file)
    for name in "abcd":
        made._load((name, False))
    asking.ask("first")
    for name in "ef":
        made._load((name, False))
    asking.ask("second")
    made._load(("g", False))
    assert closed == []
    asking.finish("first")
    assert closed == ["a", "b"], "the second was forked without them, and with the third"
    asking.finish("second")
    assert closed == ["a", "b", "c"]


def test_it_gives_up_no_assignment_of_the_request_that_it_serves(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    class Made:
        def __init__(self, course: Course, name: str, **_: object) -> None:
            self.name = name

        def close(self) -> None:
            pass

    monkeypatch.setattr(server, "Ready", Made)
    forks: list[int] = []
    fork = os.fork
    monkeypatch.setattr(os, "fork", lambda: forks.append(1) or fork())

    def run(arguments: Sequence[str], fork: Fork) -> int:
        for names in arguments:
            fork.loaded(fork.course, names, allow_weak=False)
        return 0

    made = asking.serve(run)
    for name in "awxy":
        made._load((name, False))
    caller, _ = asking.ask("abcd")
    asking.wait_for(caller)
    assert len(forks) == 2 and {name for name, _ in made._ready} == {*"abcd"}
    caller, _ = asking.ask("abcde")
    assert asking.wait_for(caller) == 0 and len(forks) == 3, "it loads five by itself"


def test_what_a_request_prints_ends_with_it(asking: Asking) -> None:
    made = asking.serve(_wait_for_file)
    first, printed = asking.ask("first")
    asking.ask("second")
    asking.finish("first")
    assert select.select([printed], [], [], 5)[0], "the fork of the second holds it open"
    assert os.read(printed, 100) == b"" and len(made._jobs) == 1
    assert first.recv(64) == client.ENDED + b"0" and first.recv(64) == b""


def test_an_interrupted_fork_writes_no_result(asking: Asking) -> None:
    def run(arguments: Sequence[str], fork: Fork) -> int:
        try:
            (asking.folder / "begun").touch()
            time.sleep(30)
        except (Exception, SystemExit):  # as grading does, where a fault of the course lets an exercise wait for a person
            pass
        (asking.folder / "result").touch()
        return 0

    made = asking.serve(run)
    caller, _ = asking.ask()
    wait_until((asking.folder / "begun").exists, 10)
    caller.shutdown(socket.SHUT_RDWR)  # the fork of this process has a copy of it
    while made._jobs:
        made._wait(1)
    assert not (asking.folder / "result").exists()


def test_nothing_is_loaded_for_a_caller_that_has_left(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "Ready", None)

    def run(arguments: Sequence[str], fork: Fork) -> int:
        fork.loaded(fork.course, arguments, allow_weak=False)
        return 0

    made = asking.serve(run)
    asking.ask("tiny")
    made._jobs[0].killed = time.monotonic()
    while made._jobs:
        made._wait(1)
    assert not made._ready


def test_the_terminal_is_that_of_the_caller(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in client.TERMINAL:
        monkeypatch.setenv(name, "of the first")

    def run(arguments: Sequence[str], fork: Fork) -> int:
        print({name: os.environ[name] for name in client.TERMINAL if name in os.environ})
        return 0

    asking.serve(run)
    caller, printed = asking.ask(terminal={"TERM": "xterm"})
    assert asking.wait_for(caller) == 0
    assert os.read(printed, 1000) == b"{'TERM': 'xterm'}\n"


@pytest.mark.parametrize("broken", ["fork", "pidfd_open"])
def test_a_fork_that_cannot_be_made_leaves_nothing(broken: str, asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    pids: list[int] = []
    fork = os.fork

    def noted() -> int:
        pids.append(fork())
        return pids[-1]

    def refuse(*_: object) -> int:
        raise OSError("too many")

    monkeypatch.setattr(os, "fork", noted)
    monkeypatch.setattr(os, broken, refuse)
    made = asking.serve(_wait_for_file)
    asking.listen()
    with asking.call() as caller:
        before = len(os.listdir("/proc/self/fd"))
        made._accept(lambda: None)
        assert len(os.listdir("/proc/self/fd")) == before and not made._jobs
        assert caller.recv(64) == client.TAKEN and caller.recv(64) == b"", "the caller runs the command"
    assert len(pids) == (broken == "pidfd_open")
    for pid in pids:
        with pytest.raises(ChildProcessError):
            os.waitpid(pid, 0)


def test_a_fork_that_cannot_be_made_again_ends_its_request_only(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    class Made:
        def __init__(self, course: Course, name: str, **_: object) -> None:
            monkeypatch.setattr(os, "fork", lambda: os.open("/nonexistent", os.O_RDONLY))

        def close(self) -> None:
            pass

    monkeypatch.setattr(server, "Ready", Made)

    def run(arguments: Sequence[str], fork: Fork) -> int:
        fork.loaded(fork.course, arguments, allow_weak=False)
        return 0

    made = asking.serve(run)
    caller, printed = asking.ask("tiny")
    while made._jobs:
        made._wait(1)
    assert caller.recv(64) == b"" and os.read(printed, 100) == b""
