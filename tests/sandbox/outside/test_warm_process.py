"""The warm process and what its forks can see."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from machine import LIMITS, need, need_confinement, printed, run, stops, suspicions

import autograder
from autograder.errors import SandboxError
from autograder.sandbox.outside import warm_process as host
from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import Child, WarmProcess
from autograder.sandbox.shared import layers, wire
from autograder.sandbox.shared.outcome import SandboxStopped

PACKAGE = Path(autograder.__file__).parent


@pytest.fixture
def course() -> Iterator[Path]:
    """A course that every user of this machine may read, so that only the sandbox protects it."""
    root = Path(tempfile.mkdtemp(prefix="course-"))
    root.chmod(0o755)
    for name in (
        "source/a/a.ipynb",
        "solutions/a.py",
        "tests/hidden/a/f.py",
        "submitted/ann/a/a.ipynb",
        "gradebook.db",
        ".git/HEAD",
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("the secret")
    yield root
    shutil.rmtree(root)


SEE = """
import os
def see(action):
    try: return str(action())
    except OSError as error: return type(error).__name__
"""


def reads(warm_process: WarmProcess, path: Path | str) -> str:
    return run(
        warm_process,
        f"{SEE}path = {str(path)!r}\nprint(see(lambda: os.listdir(path) if os.path.isdir(path) else open(path).read()))",
    ).strip()


def stats(warm_process: WarmProcess, path: Path | str) -> str:
    return run(warm_process, f"{SEE}print(see(lambda: os.stat({str(path)!r}) and 'there'))").strip()


def test_it_says_which_layers_hold(level_process: WarmProcess) -> None:
    assert layers.level_of(level_process.layers) == level_process.level
    assert {"landlock", "seccomp"} <= set(level_process.layers)


def test_no_content_of_a_course_is_readable(level_process: WarmProcess, course: Path) -> None:
    refused = ("PermissionError", "FileNotFoundError")
    for path in [course, *course.rglob("*")]:
        assert reads(level_process, path) in refused, path


def test_at_strict_a_course_is_not_even_there(strict_process: WarmProcess, course: Path) -> None:
    for path in [course, *course.rglob("*")]:
        assert stats(strict_process, path) == "FileNotFoundError", path


def test_at_container_existence_shows(container_process: WarmProcess, course: Path) -> None:
    assert stats(container_process, course / "gradebook.db") == "there"


@pytest.mark.parametrize(
    "name", ["course.py", "checking.py", "grading/trusted.py", "../README.md", "../tests", "../pyproject.toml"]
)
def test_nothing_of_the_project_is_readable_but_the_sandbox(level_process: WarmProcess, name: str) -> None:
    assert reads(level_process, PACKAGE / name) in ("PermissionError", "FileNotFoundError")


@pytest.mark.parametrize("name", ["course.py", "grading", "../README.md", "../tests", "../source", "../.git"])
def test_at_strict_nothing_of_the_project_is_there_but_the_sandbox(strict_process: WarmProcess, name: str) -> None:
    assert stats(strict_process, os.path.normpath(PACKAGE / name)) == "FileNotFoundError"


@pytest.mark.parametrize(
    "path",
    ["/", "/etc/passwd", "/etc/hostname", "/proc/self/environ", "/proc/1/cmdline", "/proc/self/mem", "/sys/class/net",
     "/dev", "/dev/shm", "/home", "/root", "/run", "/var", str(Path.home())],
)  # fmt: skip
def test_nothing_of_the_machine_is_readable(level_process: WarmProcess, path: str) -> None:
    assert reads(level_process, path) in ("PermissionError", "FileNotFoundError")


def test_no_temporary_file_of_the_machine_shows(level_process: WarmProcess, course: Path) -> None:
    assert reads(level_process, course.parent) in ("PermissionError", "FileNotFoundError", "[]"), "empty: the child's own"


def test_the_graders_environment_and_arguments_stay_with_it(level_process: WarmProcess) -> None:
    found = set(run(level_process, "import os, sys\nprint(*os.environ, *sys.orig_argv[1:], *sys.argv[1:])").split())
    ours = {
        "OPENBLAS_NUM_THREADS",
        "OMP_NUM_THREADS",
        "MKL_NUM_THREADS",
        "JOBLIB_MULTIPROCESSING",
        "PATH",
        "LANG",
        "HOME",
        "IPYTHONDIR",
    }
    assert found <= ours | {"MPLCONFIGDIR", "MPLBACKEND", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "PWD", "LC_CTYPE"}


def test_a_variable_of_the_grader_does_not_reach_the_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    need_confinement()
    monkeypatch.setenv("COURSE_TOKEN", "secret")
    with WarmProcess(LIMITS) as warm_process:
        assert "secret" not in run(warm_process, "import os; print(os.environ)")


def test_only_two_pipes_are_open(level_process: WarmProcess) -> None:
    cell = (
        "import os, stat\nfor n in range(1100):\n"
        "    try: print(n, stat.S_ISFIFO(os.fstat(n).st_mode))\n    except OSError: pass"
    )
    assert run(level_process, cell) == "0 False\n1 False\n2 False\n3 True\n4 True\n"


def test_data_files_are_in_the_working_folder(level_process: WarmProcess) -> None:
    assert (
        run(level_process, "print(open('poem.txt').read(), open('folder/again.txt').read())")
        == "so much depends\n so much depends\n\n"
    )


def test_data_files_cannot_be_changed(level_process: WarmProcess, data_file: Path) -> None:
    """At strict, each sandbox has copies of its own, and changes stay in it; at container nothing can be written."""
    for cell in ("open('poem.txt', 'a').write('x')", "import os; os.remove('folder/again.txt')"):
        answer = run(level_process, cell)
        if level_process.level == "strict":
            assert answer == ""
        else:
            assert answer.startswith(("PermissionError", "OSError"))
        assert data_file.read_text() == "so much depends\n"
        seen = run(level_process, "print(open('poem.txt').read(), open('folder/again.txt').read())")
        assert seen == "so much depends\n so much depends\n\n"


def test_no_path_leads_from_a_sandbox_to_the_instructors_data_files(level_process: WarmProcess, data_file: Path) -> None:
    for path in (data_file, data_file.parent / "new.txt"):
        answer = run(level_process, f"open({str(path)!r}, 'w').write('x')")
        assert answer.startswith(("PermissionError", "OSError", "FileNotFoundError")), answer
    assert data_file.read_text() == "so much depends\n" and [*data_file.parent.iterdir()] == [data_file]


def test_scratch_is_small_in_memory_and_gone_afterwards(strict_process: WarmProcess) -> None:
    cell = "import os\nfor i in range(100):\n    open(f'{i}.bin', 'wb').write(bytes(1 << 20))"
    assert "No space left" in run(strict_process, cell)
    assert "File too large" in run(strict_process, "open('one.bin', 'wb').write(bytes(20 << 20))")
    assert run(strict_process, "import os; print(os.path.exists('0.bin'))") == "False\n"


@pytest.mark.parametrize(
    "folder", ["/tmp", "/data", "/dev/shm", "/", str(PACKAGE / "sandbox"), os.path.dirname(os.__file__)]
)
def test_nothing_else_can_be_written(level_process: WarmProcess, folder: str) -> None:
    evil = Path(folder, "evil")
    answer = run(level_process, f"open({str(evil)!r}, 'w')")
    assert not evil.exists()
    if folder == "/tmp" and level_process.level == "strict" and answer == "":  # its own, in memory
        assert run(level_process, f"import os; print(os.path.exists({str(evil)!r}))") == "False\n"
        return
    assert answer.startswith(("PermissionError", "OSError: [Errno 30]", "FileNotFoundError")), answer


@pytest.mark.parametrize(
    "cell",
    [
        "import sqlite3; sqlite3.connect(':memory:').execute('select 1')",
        "from scipy.special import expit; expit(0.0)",
        "import json, csv, decimal, email, zipfile",
    ],
)
def test_late_imports_work(level_process: WarmProcess, cell: str) -> None:
    assert run(level_process, cell) == ""


def test_root_becomes_a_user_that_no_other_process_has(level_process: WarmProcess) -> None:
    need(os.getuid() == 0, "Only root becomes somebody else.")
    users, groups = run(level_process, "import os; print(*os.getresuid()); print(*os.getresgid())").splitlines()
    assert len(set(users.split())) == len(set(groups.split())) == 1 and groups.split()[0] == "65534"
    assert int(users.split()[0]) > 65534


THREADS = """
import threading
threading.stack_size(1 << 16)
threads = 0
try:
    for threads in range(99):
        threading.Thread(target=threading.Event().wait, daemon=True).start()
except RuntimeError:
    print(threads)
"""


def test_threads_of_one_submission_leave_room_for_those_of_another(
    container_process: WarmProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    need(os.getuid() == 0, "Only root has a user for each warm_process.")
    monkeypatch.setattr(host, "bubblewrap_works", lambda: False)
    with WarmProcess(LIMITS) as other:
        sessions = [Session(container_process), Session(other)]
        for session in sessions:
            session.run("a = 1")  # both are there before either starts a thread
        rooms = [int(printed(session.run(THREADS))) for session in sessions]
        for session in sessions:
            session.close()
    assert all(room > LIMITS.processes - 8 for room in rooms), rooms


def test_a_child_that_closes_its_pipe_and_goes_on_is_stopped(level_process: WarmProcess) -> None:
    for descriptor in (3, 4):
        session = Session(level_process)
        done = session.run(f"exec('import os, time\\nos.close({descriptor})\\nos.close(7 - {descriptor})\\ntime.sleep(60)')")
        session.close()
        assert done.stopped is not None and done.stopped.status == "crashed"
        assert suspicions(session) == ["closed its connection to the grader and kept running"]
        assert not level_process.gone and not level_process._alive


def test_more_data_files_than_a_child_may_make(tmp_path: Path, warm_process: WarmProcess) -> None:
    (tmp_path / "one.txt").write_text("there\n")
    with WarmProcess(LIMITS, {f"{number}.txt": tmp_path / "one.txt" for number in range(1100)}) as many:
        assert many.layers == warm_process.layers
        assert run(many, "print(open('1099.txt').read())") == "there\n\n"


def test_data_files_can_be_read_whatever_the_umask_is(data_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    need_confinement()
    before = os.umask(0o077)
    try:
        with WarmProcess(LIMITS, {"folder/poem.txt": data_file}) as warm_process:
            assert run(warm_process, "print(open('folder/poem.txt').read())") == "so much depends\n\n"
    finally:
        os.umask(before)


def test_too_little_memory_for_python_is_an_error_at_the_start() -> None:
    need_confinement()
    with pytest.raises(SandboxError, match=r"take \d+ MB before the first cell, but c.SandboxLimits.memory_mb is 100\."):
        WarmProcess(replace(LIMITS, memory_mb=100))


def test_modules_named_beforehand_are_loaded() -> None:
    need_confinement()
    with WarmProcess(LIMITS, modules=["colorsys", "not_a_module"]) as warm_process:
        assert run(warm_process, "import sys; print('colorsys' in sys.modules)") == "True\n"


def test_a_weak_sandbox_refuses_unless_it_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host, "compile_filter", lambda: b"")
    monkeypatch.setattr(host, "bubblewrap_works", lambda: False)
    with pytest.raises(SandboxError, match="--allow-weak-sandbox"):
        WarmProcess(LIMITS)
    with WarmProcess(LIMITS, allow_weak=True) as warm_process:
        assert warm_process.level == "weak" and "seccomp" not in warm_process.layers
        assert run(warm_process, "import sqlite3\nfrom scipy.special import expit\nprint(expit(0.0))") == "0.5\n"


def test_a_system_that_is_not_linux_is_refused_before_anything_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host.sys, "platform", "darwin")
    monkeypatch.setattr(host.subprocess, "Popen", None)
    with pytest.raises(SandboxError, match=r"Grade on Linux .* --allow-weak-sandbox"):
        WarmProcess(LIMITS)


def test_a_warm_process_that_cannot_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host, "environment", lambda: {"PYTHONHOME": "/nowhere"})
    monkeypatch.setattr(host, "bubblewrap_works", lambda: False)
    with pytest.raises(SandboxError, match=r"(?s)did not start.*encodings"):
        WarmProcess(LIMITS)


def test_a_closed_warm_process_leaves_nothing() -> None:
    need_confinement()
    warm_process = WarmProcess(LIMITS, {"a.txt": Path(__file__)})
    session, staged, process = Session(warm_process), warm_process._staged, warm_process._process
    session.run("a = 1")
    warm_process.close()
    assert process.returncode is not None and not os.path.exists(staged)
    with pytest.raises(SandboxError):
        session.fetch(["a"])


def test_a_warm_process_that_died_is_an_error_of_the_grader() -> None:
    need_confinement()
    with WarmProcess(LIMITS) as warm_process:
        warm_process._process.kill()
        warm_process._process.wait()
        with pytest.raises(SandboxError, match="died"):
            Session(warm_process).run("a = 1")


def test_a_kill_ends_a_busy_child_at_once(level_process: WarmProcess) -> None:
    session = Session(level_process)
    session.run(
        "import threading\ndef spin():\n    while True: pass\nfor _ in range(4): threading.Thread(target=spin).start()"
    )
    began = time.monotonic()
    session.close()
    assert time.monotonic() - began < 1 and not level_process._alive


# --- Child: frames of a hostile peer, without a process ---


class Nobody:
    limits = LIMITS

    def wait(self, number: int) -> int:
        return 9  # killed

    def kill(self, number: int) -> None:
        pass


@pytest.fixture
def ends() -> Iterator[tuple[Child, int, Callable[[bytes], None]]]:
    reader, writer = os.pipe()
    replies, mouth = os.pipe()
    child = Child(Nobody(), 1, writer, replies)  # type: ignore[arg-type]
    yield child, reader, lambda data: threading.Thread(target=lambda: _all(mouth, data), daemon=True).start()
    child.close()
    os.close(reader)
    os.close(mouth)


def _all(mouth: int, data: bytes) -> None:
    while data:
        data = data[os.write(mouth, data) :]


def soon() -> float:
    return time.monotonic() + 0.3


def test_a_child_that_answered_early_is_not_asked(ends: tuple[Child, int, Callable[[bytes], None]]) -> None:
    child, _, say = ends
    say(b"x")
    time.sleep(0.05)
    with stops("before the request"):
        child.send(b"question", soon())


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (wire.HEAD.pack(wire.MAX_HEADER + 1, 0), "more than"),
        (wire.HEAD.pack(0, wire.MAX_PAYLOAD + 1), "more than"),
        (wire.HEAD.pack(0xFFFFFFFF, (1 << 64) - 1), "more than"),
        (wire.HEAD.pack(3, 0) + b"abc", "unreadable"),
        (wire.HEAD.pack(1 << 20, 0) + b"\x91" * (1 << 20), "unreadable"),
    ],
)
def test_malformed_frames_stop_the_child(ends: tuple[Child, int, Callable[[bytes], None]], said: bytes, why: str) -> None:
    child, _, say = ends
    say(said)
    with stops(why) as stopped:
        child.receive(soon())
    assert stopped.value.status == "crashed"


@pytest.mark.parametrize("said", [b"", b"\x01", wire.HEAD.pack(10, 0), wire.HEAD.pack(10, 0) + b"\x91" * 9])
def test_half_a_frame_is_waited_for_until_the_deadline(
    ends: tuple[Child, int, Callable[[bytes], None]], said: bytes
) -> None:
    child, _, say = ends
    say(said)
    began = time.monotonic()
    with pytest.raises(SandboxStopped) as stopped:
        child.receive(soon())
    assert stopped.value.status == "timeout" and time.monotonic() - began < 1


def test_a_peer_that_does_not_read_is_waited_for_until_the_deadline(
    ends: tuple[Child, int, Callable[[bytes], None]],
) -> None:
    with pytest.raises(SandboxStopped) as stopped:
        ends[0].send(bytes(1 << 20), soon())
    assert stopped.value.status == "timeout"


def test_a_closed_child_gets_no_request(ends: tuple[Child, int, Callable[[bytes], None]]) -> None:
    ends[0].close()
    for speak in (lambda: ends[0].send(b"x", soon()), lambda: ends[0].receive(soon())):
        with stops("stopped earlier"):
            speak()
