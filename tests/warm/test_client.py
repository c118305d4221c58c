"""Asking a warm grader: whatever goes wrong, the caller is told that it has to run the command itself."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from warm_graders import ROOT

from autograder import processes
from autograder.warm import client, sockets
from autograder.warm.client import NewServer, WarmAnswer

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="A warm grader needs Linux.")

Serve = Callable[[socket.socket], object]
NEW = NewServer("autograder.cli.warm", idle=1)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    found = sockets.private_folder()
    assert found is not None
    return found


@pytest.fixture
def served(folder: Path, tmp_path: Path) -> Iterator[Callable[..., None]]:
    """Serve each caller in turn by one of these functions, in a thread."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
        with sockets.address_of(folder, sockets.name_for(tmp_path, os.environ)) as address:
            listener.bind(address)
        listener.listen()
        threads = []

        def serve(*functions: Serve) -> None:
            def work() -> None:
                for function in functions:
                    connection, _ = listener.accept()
                    with connection:
                        function(connection)

            threads.append(threading.Thread(target=work))
            threads[-1].start()

        yield serve
        for thread in threads:
            thread.join(20)
            assert not thread.is_alive()


def replies(*packets: bytes) -> Serve:
    def serve(connection: socket.socket) -> None:
        _, streams, _, _ = socket.recv_fds(connection, client.MOST_BYTES, 3)
        for stream in streams:
            os.close(stream)
        for packet in packets:
            connection.send(packet)

    return serve


def replace_program(monkeypatch: pytest.MonkeyPatch, folder: Path, text: str) -> None:
    """Let servers that are started run this program."""
    (folder / "program.py").write_text(text)
    monkeypatch.setattr(processes, "PROGRAM", folder / "program.py")


def ask(root: Path) -> WarmAnswer:
    return client.ask(["check", "a.ipynb"], root, NEW)


def test_a_request_names_what_is_to_be_run_and_where(served: Callable[..., None], tmp_path: Path) -> None:
    seen: list[object] = []

    def serve(connection: socket.socket) -> None:
        packet, streams, _, _ = socket.recv_fds(connection, client.MOST_BYTES, 3)
        seen.extend([json.loads(packet), os.readlink(f"/proc/self/fd/{streams[0]}"), len(streams)])
        for stream in streams:
            os.close(stream)
        connection.send(client.TAKEN)
        connection.send(client.ENDED + b"3")

    served(serve)
    assert ask(tmp_path) == WarmAnswer(code=3)
    request, here, count = seen
    assert isinstance(request, dict) and request["arguments"] == ["check", "a.ipynb"]
    assert here == os.getcwd() and count == 3 and len(request["encodings"]) == 2
    assert client.request_of([], {"TERM": "xterm", "SECRET": "x"}).count(b"SECRET") == 0


def test_a_server_that_is_lost_leaves_the_rest_to_the_caller(served: Callable[..., None], tmp_path: Path) -> None:
    served(
        lambda connection: None,
        replies(),
        replies(b"nonsense"),
        replies(client.TAKEN),
        replies(client.TAKEN, client.SHOWN, client.SHOWN),
    )
    assert [ask(tmp_path) for _ in range(5)] == [*[WarmAnswer()] * 4, WarmAnswer(shown=2)]


def test_a_server_that_renews_itself_is_followed_by_another(served: Callable[..., None], tmp_path: Path) -> None:
    served(replies(client.RENEWING), replies(client.TAKEN, client.ENDED + b"0"))
    assert ask(tmp_path) == WarmAnswer(code=0)


def test_a_new_server_that_renews_itself_at_once_is_given_up(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = f"""
import os, socket, sys
sys.path.append({str(ROOT)!r})
from pathlib import Path
from autograder.warm import client, sockets
folder, name = Path(sys.argv[2]), sys.argv[3]
with open({str(tmp_path / "starts")!r}, "a") as starts:
    starts.write("x")
lock = sockets.take_lock(folder, name)
with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
    with sockets.address_of(folder, name) as address:
        listener.bind(address)
    listener.listen()
    connection, _ = listener.accept()
    connection.recv(client.MOST_BYTES)
    connection.send(client.RENEWING)
    sockets.clear(folder, name)
"""
    replace_program(monkeypatch, tmp_path, program)
    monkeypatch.setattr(client, "START_SECONDS", 5.0)
    assert ask(tmp_path) == WarmAnswer(is_unsure=True)
    assert (tmp_path / "starts").read_text() == "x"


def test_a_server_that_does_not_take_the_request_is_not_waited_for(
    served: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "TAKE_SECONDS", 0.2)
    served(lambda connection: connection.recv(1) and connection.recv(1))
    assert ask(tmp_path) == WarmAnswer()


def test_a_long_request_is_not_sent(served: Callable[..., None], tmp_path: Path) -> None:
    served(lambda connection: connection.recv(1))
    assert client.ask(["x" * client.MOST_BYTES], tmp_path, NEW) == WarmAnswer()


def test_another_users_server_is_not_asked(
    served: Callable[..., None], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served(lambda connection: connection.recv(1))
    monkeypatch.setattr(sockets, "is_own", lambda connection: False)
    assert client.connect(folder, sockets.name_for(tmp_path, os.environ)) is None


def test_without_a_private_folder_nobody_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "private_folder", lambda: None)
    assert ask(tmp_path) == WarmAnswer()
    monkeypatch.setattr(sockets, "is_supported", lambda: False)
    monkeypatch.setattr(sockets, "private_folder", None)
    assert ask(tmp_path) == WarmAnswer()


def test_a_server_that_does_not_start_has_a_reason(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace_program(monkeypatch, tmp_path, "import sys; sys.exit('no room')")
    assert ask(tmp_path) == WarmAnswer(reason="no room")

    monkeypatch.setattr(client, "START_SECONDS", 0.5)
    lock = sockets.take_lock(folder, sockets.name_for(tmp_path, os.environ))
    assert lock is not None
    replace_program(monkeypatch, tmp_path, "1 / 0")  # is not started: another caller's server is about to answer
    assert ask(tmp_path) == WarmAnswer()
    os.close(lock)

    def refuse(*_: object, **__: object) -> None:
        raise OSError("too many processes")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    assert ask(tmp_path) == WarmAnswer(reason="too many processes")
