"""The grader's end: starts a zygote, as confined as this machine allows, and asks it for forks."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from autograder.errors import SandboxError
from autograder.sandbox import confinement, wire
from autograder.sandbox.limits import Limits
from autograder.sandbox.outcome import SandboxStopped
from autograder.sandbox.syscalls import compile_filter
from autograder.sandbox.zygote import Options

START_SECONDS = 120  # a cold disk, and two cores that others use too
END_SECONDS = 10
LEAVING_SECONDS = 2  # between closing its pipes, as every process does that ends, and having ended
NO_ANSWER = "The sandbox's warm process does not answer."
TOO_WEAK = (
    "This system has neither Landlock nor seccomp to confine learners' code with. Grade on Linux 5.13 or newer "
    "(WSL or a container will do), or add --allow-weak-sandbox for notebooks that you trust."
)
_SYSTEM = ["/usr/lib", "/usr/lib64", "/usr/bin", "/usr/share", "/usr/local/lib", "/etc/ld.so.cache", "/etc/alternatives"]
_LINKS = ["/lib", "/lib64", "/bin"]  # into /usr on a merged system, folders on others
_DEVICES = ["/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"]


class Child:
    """One fork: its two pipes and, once it has ended, how.

    Reading and writing never block beyond a deadline; a child that closes its end or sends nonsense is `SandboxStopped`.
    """

    def __init__(self, zygote: Zygote, number: int, requests: int, replies: int) -> None:
        self._zygote = zygote
        self.number = number
        self._requests, self._replies = requests, replies
        self._received = bytearray()
        os.set_blocking(requests, False)
        os.set_blocking(replies, False)

    def send(self, frame: bytes, deadline: float) -> None:
        """Refuses to speak to a child that has spoken out of turn: its answer could not depend on the question."""
        if self._received or (self._replies >= 0 and select.select([self._replies], [], [], 0)[0] and self._fill()):
            raise SandboxStopped("crashed", "answered before it was asked", hostile=True)
        rest = memoryview(frame)
        while rest:
            self._wait([], [self._requests], deadline)
            try:
                rest = rest[os.write(self._requests, rest[: 1 << 18]) :]
            except BlockingIOError:
                continue
            except BrokenPipeError:
                raise self._death() from None

    def receive(self, deadline: float) -> tuple[wire.Reply, int, memoryview]:
        """The next reply, the size of its header, and the bytes of its arrays."""
        self._need(wire.HEAD.size, deadline)
        header, payload = wire.HEAD.unpack(self._received[: wire.HEAD.size])
        forged = header > wire.MAX_HEADER or payload > wire.MAX_PAYLOAD  # which the runner would not send
        if forged or payload > self._zygote.limits.value_mb << 20:
            megabytes = min(self._zygote.limits.value_mb, wire.MAX_PAYLOAD >> 20)
            raise SandboxStopped("crashed", f"handed over more than {megabytes} MB at once", hostile=forged)
        end = wire.HEAD.size + header + payload
        self._need(end, deadline)
        frame = bytes(self._received[:end])
        del self._received[:end]
        try:
            reply = wire.decode_reply(frame[wire.HEAD.size : wire.HEAD.size + header])
        except wire.WireError as error:
            raise SandboxStopped("crashed", f"sent something unreadable ({error})", hostile=True) from None
        return reply, header, memoryview(frame)[wire.HEAD.size + header :]

    def close(self) -> None:
        """Kill it, with everything it started."""
        if self._requests >= 0:
            self._zygote.kill(self.number)
            os.close(self._requests)
            os.close(self._replies)
            self._requests = self._replies = -1

    def _need(self, size: int, deadline: float) -> None:
        while len(self._received) < size:
            self._wait([self._replies], [], deadline)
            if not self._fill():
                raise self._death()

    def _fill(self) -> bool:
        try:
            part = os.read(self._replies, 1 << 20)
        except BlockingIOError:
            return True
        self._received += part
        return bool(part)

    def _wait(self, readable: list[int], writable: list[int], deadline: float) -> None:
        if self._requests < 0:
            raise SandboxStopped("crashed", "was stopped before")
        left = deadline - time.monotonic()
        if left <= 0 or not any(select.select(readable, writable, [], left)):
            raise SandboxStopped("timeout", "")

    def _death(self) -> SandboxStopped:
        if not self._zygote.ends(self.number, LEAVING_SECONDS):
            return SandboxStopped("crashed", "closed its end of the line and went on", hostile=True)
        status = self._zygote.wait(self.number)
        if os.WIFSIGNALED(status):
            number = os.WTERMSIG(status)
            name = signal.Signals(number).name if number in signal.Signals._value2member_map_ else str(number)
            return SandboxStopped("crashed", f"its process died ({name})")
        return SandboxStopped("crashed", f"ended its own process (exit code {os.WEXITSTATUS(status)})")


class Zygote:
    """A context manager around the warm process.

    data:       files the cells may read in their working folder, relative path -> path on this machine.
    modules:    imported before the first fork, so that cells find them loaded.
    figures:    whether figures are rendered.
    allow_weak: start even where neither Landlock nor seccomp holds; otherwise that is a `SandboxError`.
    without:    layers (`confinement.LAYERS`) to leave off, to measure what they cost and what they stop.
    """

    def __init__(
        self,
        limits: Limits,
        data: dict[str, Path] | None = None,
        modules: Sequence[str] = (),
        figures: bool = True,
        allow_weak: bool = False,
        without: Collection[str] = (),
    ) -> None:
        self.limits = limits
        self.figures = figures
        self._without = frozenset(without)
        self._data, self._modules, self._allow_weak = data or {}, list(modules), allow_weak
        self._count = 0
        self._start()

    def _start(self) -> None:
        if sys.platform != "linux" and not self._allow_weak:
            raise SandboxError(TOO_WEAK)
        self._ended: dict[int, int] = {}
        self._alive: set[int] = set()
        self._deaf = False
        self._staged = _stage(self._data)
        packets = socket.SOCK_SEQPACKET if sys.platform == "linux" else socket.SOCK_DGRAM  # which macOS has instead
        here, there = socket.socketpair(socket.AF_UNIX, packets)
        wrapped = "bubblewrap" not in self._without and bubblewrap_works()
        self._process = subprocess.Popen(
            self._command(there.fileno(), wrapped),
            pass_fds=[there.fileno()],
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE if not os.environ.get("AUTOGRADER_SANDBOX_STDERR") else None,
            cwd="/",
        )
        there.close()
        self._control = here
        try:
            self.layers: list[str] = (self._hear(START_SECONDS) or {})["ready"]
        except (SandboxError, KeyError):
            self._process.kill()
            text = self._process.stderr.read().decode(errors="replace") if self._process.stderr else ""
            self.close()
            raise SandboxError(f"The sandbox did not start. {text[-800:].strip()}") from None
        self.level = confinement.level_of(self.layers)
        if self.level == "weak" and not self._allow_weak:
            self.close()
            raise SandboxError(TOO_WEAK)

    def _command(self, control: int, wrapped: bool) -> list[str]:
        scratch, data = ("/scratch", "/data") if wrapped else ("", self._staged)
        options = Options(
            modules=self._modules,
            readable=[*_readable(), *([data] if self._data else [])],
            scratch=scratch,
            data=data if self._data else "",
            seccomp=compile_filter().hex(),
            bubblewrap=wrapped,
            without=sorted(self._without),
            figures=self.figures,
            user=_user_of_its_own(),
            memory_mb=self.limits.memory_mb,
            cpu_seconds=int(self.limits.notebook_seconds) + 10,
            processes=self.limits.processes,
            output_kb=self.limits.output_kb,
            scratch_mb=self.limits.scratch_mb,
        )
        python = [sys.executable, "-s", "-m", "autograder.sandbox.zygote", str(control), json.dumps(asdict(options))]
        if not wrapped:
            return python
        binds = [(path, path) for path in [*_package(), str(_font_cache())]]
        mounts = [*_bubblewrap_base(), "--dir", scratch]
        for source, target in [*binds, (self._staged, data)]:
            mounts += [*_open_parents(target), "--ro-bind", source, target]
        return [*mounts, *python]

    @property
    def gone(self) -> bool:
        """Whether it has died, or has not answered in time: what came of its children since then means nothing."""
        if self._control.fileno() < 0:  # it could not be started anew
            return True
        watched = select.poll()
        watched.register(self._control, 0)
        return self._deaf or bool(watched.poll(0))

    def restart(self) -> None:
        """A new process in the place of this one; its children end with it."""
        self.close()
        self._start()

    def fork(self) -> Child:
        if self._deaf:
            raise SandboxError(NO_ANSWER)
        self._count += 1
        number = self._count
        request_reader, request_writer = os.pipe()
        reply_reader, reply_writer = os.pipe()
        try:
            socket.send_fds(self._control, [json.dumps({"fork": number}).encode()], [request_reader, reply_writer])
        except OSError:
            os.close(request_writer)
            os.close(reply_reader)
            raise SandboxError("The sandbox's warm process has died.") from None
        finally:
            os.close(request_reader)
            os.close(reply_writer)
        self._alive.add(number)
        return Child(self, number, request_writer, reply_reader)

    def kill(self, number: int) -> None:
        if number not in self._alive:
            return
        with contextlib.suppress(OSError, SandboxError):  # where the zygote is gone, so are its children
            if number not in self._ended:
                self._control.send(json.dumps({"kill": number}).encode())
            self.wait(number)

    def wait(self, number: int) -> int:
        """The child's wait status, once it has ended; SandboxError where the zygote has ended, too, or does not answer."""
        if not self.ends(number, END_SECONDS):
            self._deaf = True
            raise SandboxError(NO_ANSWER)
        self._alive.discard(number)
        return self._ended.pop(number)

    def ends(self, number: int, seconds: float) -> bool:
        """Whether the child has ended, or does so in this time; SandboxError as for `wait`, and where it never began."""
        deadline = time.monotonic() + seconds
        while number not in self._ended:
            message = self._hear(deadline - time.monotonic())
            if message is None:
                return False
            if "refused" in message:
                self._alive.discard(message["refused"])
                raise SandboxError(f"The system refuses another process for the sandbox: {message['why']}.")
            self._ended[message["ended"]] = message["status"]
        return True

    def _hear(self, seconds: float) -> dict[str, Any] | None:
        """The zygote's next message, None where there is none in this time."""
        if self._control.fileno() < 0:
            raise SandboxError("The sandbox has been closed.")
        if not select.select([self._control], [], [], max(0.0, seconds))[0]:
            return None
        try:
            packet = self._control.recv(65536)
        except ConnectionResetError:
            packet = b""
        if not packet:
            raise SandboxError("The sandbox's warm process has died.")
        message: dict[str, Any] = json.loads(packet)
        return message

    def close(self) -> None:
        self._control.close()  # the zygote ends when it hears nobody, and its children with it
        try:
            self._process.wait(0 if self._deaf else END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stderr:
            self._process.stderr.close()
        shutil.rmtree(self._staged, ignore_errors=True)

    def __enter__(self) -> Zygote:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _user_of_its_own() -> int:
    """A number that no account has and no other zygote: what one user has running counts against `RLIMIT_NPROC` of all."""
    return 0x7FFF0000 + secrets.randbelow(0xFFFF)


def _stage(data: dict[str, Path]) -> str:
    """A folder with copies of the data files, open to the unprivileged user that a sandbox may become."""
    folder = Path(tempfile.mkdtemp(prefix="autograder-data-"))
    for name, path in data.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    for path in (folder, *folder.rglob("*")):  # whatever the umask is
        path.chmod(0o755 if path.is_dir() else 0o644)
    return str(folder)


def _package() -> list[str]:
    """What the zygote needs of this package: not the folder above it, which may be a course."""
    package = Path(__file__).parents[1]
    return [str(package / "__init__.py"), str(package / "errors.py"), str(package / "sandbox")]


def _python() -> list[str]:
    """Python's own files and the installed packages, at their own paths."""
    prefixes = {sys.prefix, sys.base_prefix, os.path.dirname(os.path.dirname(os.path.realpath(sys.executable)))}
    parts = ("lib", "lib64", "bin", "pyvenv.cfg")
    return sorted(path for prefix in prefixes for part in parts if os.path.exists(path := os.path.join(prefix, part)))


def _readable() -> list[str]:
    return [*_python(), *_SYSTEM, *_LINKS, *_DEVICES, str(_font_cache())]


def _bubblewrap_base() -> list[str]:
    arguments = ["bwrap", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--die-with-parent"]
    arguments += ["--new-session", "--chdir", "/", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"]
    if os.getuid() == 0:  # root needs no user namespace here, and becomes nobody after the imports
        arguments += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        arguments += ["--unshare-user"]
    for path in _SYSTEM:
        arguments += [*_open_parents(path), "--ro-bind-try", path, path]
    for path in _LINKS:
        if os.path.islink(path):
            arguments += ["--symlink", os.readlink(path), path]
        elif os.path.isdir(path):
            arguments += ["--ro-bind", path, path]
    for path in _python():
        arguments += _open_parents(path)
        if os.path.islink(path):
            arguments += ["--symlink", os.readlink(path), path]
        elif not path.startswith(tuple(f"{folder}/" for folder in _SYSTEM)) and path not in _SYSTEM:
            arguments += ["--ro-bind", path, path]
    return arguments


def _open_parents(path: str) -> list[str]:
    """The folders above a mount, open to all: bubblewrap would close them to everybody but root."""
    return [argument for parent in reversed(Path(path).parents[:-1]) for argument in ("--dir", str(parent))]


@cache
def bubblewrap_works() -> bool:
    """Found by trying: installed, and allowed to make namespaces here."""
    if sys.platform != "linux" or not shutil.which("bwrap"):
        return False
    command = [*_bubblewrap_base(), sys.executable, "-S", "-c", ""]
    try:
        return subprocess.run(command, capture_output=True, timeout=START_SECONDS, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _environment() -> dict[str, str]:
    threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    threads["JOBLIB_MULTIPROCESSING"] = "0"  # it would complain, on stderr, that there are no semaphores
    return threads | {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "HOME": "/tmp",
        "IPYTHONDIR": "/tmp/ipython",
        "MPLCONFIGDIR": str(_font_cache()),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


@cache
def _font_cache() -> Path:
    """Matplotlib's list of fonts, made once a user: without it each zygote would look through all fonts."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())
    folder = base / "autograder" / "matplotlib"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = Path(tempfile.gettempdir()) / f"autograder-matplotlib-{os.getuid()}"
        folder.mkdir(exist_ok=True)
    if not any(folder.glob("fontlist-*.json")):
        command = [sys.executable, "-c", "import matplotlib.font_manager"]
        subprocess.run(command, env=os.environ | {"MPLCONFIGDIR": str(folder)}, capture_output=True, check=False)
    return folder
