"""Ask the warm grader of a course to run a command; start it where there is none. It imports little, to be fast.

The command runs in a fork of the server, in the caller's working directory, and prints on the caller's terminal. Whatever
goes wrong before it has answered, `ask` says that it has not, and the caller runs the command itself.

Packets on the socket: the request, JSON with three descriptors (working directory, stdout, stderr); then from the server
`taken` or `renewing`, and from its fork `shown` for each notebook that was reported and `ended N` with the exit code.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from autograder.warm import sockets

TAKEN, RENEWING, SHOWN, ENDED = b"taken", b"renewing", b"shown", b"ended "
MOST_BYTES = 1 << 16  # of a request
IDLE_MINUTES = 15  # without a request, after which a server ends
START_SECONDS = 60.0
TAKE_SECONDS = 20.0  # that a server may take to accept a request; it may be loading the hidden tests for another
TERMINAL = (  # what Rich looks at
    "TERM COLORTERM COLUMNS LINES NO_COLOR FORCE_COLOR TTY_COMPATIBLE TTY_INTERACTIVE UNICODE_VERSION".split()
)


class WarmAnswer(NamedTuple):
    """The outcome of a request to a warm grader.

    code:   the command's exit code; None where the caller has to run the command.
    shown:  notebooks that were reported before the server was lost.
    reason: why no server could be started, in the system's words; "" where one could, or none was asked.
    is_unsure: whether a server that was started for this request could not tell whether the course had changed since.
    """

    code: int | None = None
    shown: int = 0
    reason: str = ""
    is_unsure: bool = False


class NewServer(NamedTuple):
    """How a server is started where none answers.

    module: whose `main()` serves; its arguments are the private folder, the server's name, the course's folder, and `idle`.
    idle:   seconds without a request, after which it ends.
    """

    module: str
    idle: float


def ask(arguments: Sequence[str], root: Path, new: NewServer) -> WarmAnswer:
    """Run a command in the warm grader of a course.

    arguments: of the command line, without the program's name.
    root:      the course's folder, with links resolved.
    """
    folder = sockets.private_folder() if sockets.is_supported() else None
    if folder is None:
        return WarmAnswer()
    name = sockets.name_for(root, os.environ)
    began = time.monotonic()
    while time.monotonic() < began + START_SECONDS:
        connection, reason, is_new = _connect(folder, name, root, new)
        if connection is None:
            return WarmAnswer(reason=reason)
        with connection:
            answer = _request(connection, arguments)
        if answer is not None:
            return answer
        if is_new:  # the next one would hardly do better
            return WarmAnswer(is_unsure=True)
    return WarmAnswer()


def _connect(folder: Path, name: str, root: Path, new: NewServer) -> tuple[socket.socket | None, str, bool]:
    """Return a connection to the server, or None; the reason for None; and whether a server was started here."""
    connection = connect(folder, name)
    if connection is not None:
        return connection, "", False
    import subprocess

    from autograder.processes import start_module

    printed = os.memfd_create("stderr", os.MFD_CLOEXEC)
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": printed}
    server: subprocess.Popen[bytes] | None = None
    deadline = time.monotonic() + START_SECONDS
    try:
        while time.monotonic() < deadline:
            code = 0 if server is None else server.poll()
            connection = connect(folder, name)
            if connection is not None:
                return connection, "", server is not None
            if code:
                lines = os.pread(printed, 1 << 16, 0).decode(errors="replace").strip().split("\n")
                return None, lines[-1] or f"exit code {code}", True
            if code == 0 and _nobody_serves(folder, name):
                try:
                    server = start_module(new.module, str(folder), name, str(root), str(new.idle), **streams)
                except OSError as error:
                    return None, str(error), False
            time.sleep(0.01 if code is None else 0.05)
        return None, "", server is not None
    finally:
        os.close(printed)


def _nobody_serves(folder: Path, name: str) -> bool:
    """Return whether no server has this name, nor is about to have it: its lock is free."""
    try:
        lock = sockets.take_lock(folder, name)
    except OSError:
        return True
    if lock is None:
        return False
    sockets.clear(folder, name)
    os.close(lock)
    return True


def connect(folder: Path, name: str) -> socket.socket | None:
    """Return a connection to a server of this user; None where none answers."""
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    try:
        with sockets.address_of(folder, name) as address:
            connection.settimeout(TAKE_SECONDS)
            connection.connect(address)
        if sockets.is_own(connection):
            return connection
    except OSError:
        pass
    connection.close()
    return None


def _request(connection: socket.socket, arguments: Sequence[str]) -> WarmAnswer | None:
    """Send a request, and wait for its end; return None where the server renews itself, and another has to be asked."""
    shown = 0
    try:
        here = os.open(".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            packet = request_of(arguments, os.environ)
            if len(packet) > MOST_BYTES:
                return WarmAnswer()
            for stream in (sys.stdout, sys.stderr):
                stream.flush()
            socket.send_fds(connection, [packet], [here, 1, 2])
        finally:
            os.close(here)
        said = connection.recv(64)
        if said == RENEWING:
            _wait_for_end(connection)
            return None
        if said != TAKEN:
            return WarmAnswer()
        connection.settimeout(None)  # the limits of grading end it
        while said := connection.recv(64):
            if said.startswith(ENDED):
                return WarmAnswer(code=int(said.removeprefix(ENDED)))
            shown += said == SHOWN
    except OSError:
        pass
    return WarmAnswer(shown=shown)


def _wait_for_end(connection: socket.socket) -> None:
    """Wait until a server that renews itself has given up its name."""
    with contextlib.suppress(OSError):
        connection.recv(64)


def request_of(arguments: Sequence[str], environment: Mapping[str, str]) -> bytes:
    """Return the packet that asks a server to run a command."""
    mask = os.umask(0o077)
    os.umask(mask)
    return json.dumps(
        {
            "arguments": list(arguments),
            "terminal": {name: environment[name] for name in TERMINAL if name in environment},
            "encodings": [[stream.encoding, stream.errors] for stream in (sys.stdout, sys.stderr)],
            "umask": mask,
        }
    ).encode()
