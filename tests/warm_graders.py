"""Help for the tests of the warm grader: servers in a private folder of the test, ended when it is over."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from autograder.warm import client, sockets

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 60.0  # at most, for anything that is waited for


class Servers:
    """Runs `autograder check --warm` for a course, as a person does, and knows the server's process.

    root: the course's folder. runtime: a private folder, in which the server's own folder is made.
    """

    def __init__(self, root: Path, runtime: Path) -> None:
        self.root = root
        runtime.mkdir(mode=0o700, exist_ok=True)
        self.environment = os.environ | {"PYTHONPATH": str(ROOT), "XDG_RUNTIME_DIR": str(runtime)}
        self.folder = runtime / f"{sockets.FOLDER}-{os.geteuid()}"
        self.name = sockets.name_for(root.resolve(), self.environment)
        self._seen: set[int] = set()

    def start(self, *arguments: object, cwd: Path | None = None) -> subprocess.Popen[str]:
        """Start a command, which the caller waits for."""
        command = [sys.executable, "-m", "autograder", *map(str, arguments)]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=cwd or self.root, env=self.environment, stdout=pipe, stderr=pipe, text=True)

    def check(self, *arguments: object, cwd: Path | None = None) -> tuple[int, str, str]:
        """Check notebooks; return exit code, stdout and stderr."""
        process = self.start("check", *arguments, "--allow-weak-sandbox", cwd=cwd)
        stdout, stderr = process.communicate(timeout=SECONDS)
        self.process()  # remembered, to be ended
        return process.returncode, stdout, stderr

    def process(self) -> int | None:
        """Return the server's process; None where none answers."""
        connection = client.connect(self.folder, self.name) if self.folder.is_dir() else None
        if connection is None:
            return None
        with connection:
            found = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        pid: int = struct.unpack("3i", found)[0]
        self._seen.add(pid)
        return pid

    def end(self) -> None:
        """End the servers that were seen, and wait for their ends."""
        self.process()
        for pid in self._seen:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
        for pid in self._seen:
            wait_until(lambda pid=pid: not is_alive(pid))


@contextlib.contextmanager
def servers(root: Path, runtime: Path) -> Iterator[Servers]:
    made = Servers(root, runtime)
    try:
        yield made
    finally:
        made.end()


def is_alive(pid: int) -> bool:
    """Return whether a process runs; one that has ended and that nobody has waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def children_of(pid: int) -> set[int]:
    """Return the processes below a process."""
    found: set[int] = set()
    with contextlib.suppress(FileNotFoundError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in map(int, (task / "children").read_text().split()):
                found |= {child, *children_of(child)}
    return found


def wait_until(condition: Callable[[], object], seconds: float = SECONDS) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.02)
