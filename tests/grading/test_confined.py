"""The second wall: what a child process that runs foreign tests can reach, even where its code is the attacker's."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.errors import SandboxError
from autograder.grading import auditing, confined
from autograder.grading.confined import ChildClock, Place
from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.sandbox.shared.outcome import SandboxStopped

SECRET = "what nobody is to know"
Report = Callable[[Mapping[str, Any]], None]


@pytest.fixture
def place(process: WarmProcess, tmp_path: Path) -> Place:
    for name in ("course", "data"):
        (tmp_path / name).mkdir()
    (tmp_path / "course" / "secret.txt").write_text(SECRET)
    (tmp_path / "data" / "table.csv").write_text("1,2\n")
    return Place(process, tmp_path / "course", tmp_path / "data", "")


def run(place: Place, work: Callable[[Path], Any], seconds: float = 20) -> tuple[Any, SandboxStopped | None]:
    """Run `work`, given its scratch folder, in a child; return what it returned, and why the child was stopped."""
    lines: list[bytes] = []

    def reporting(borrower: Any, scratch: Path, report: Report) -> None:
        try:
            answer = work(scratch)
        except Exception as error:
            answer = type(error).__name__
        report({"answer": answer})

    stopped = confined.run_in_child(reporting, place, ChildClock(time.monotonic() + seconds, 0.2), lines.append)
    return (json.loads(lines[0])["answer"] if lines else None), stopped


REFUSED: dict[str, Callable[[Path], Any]] = {  # given the course's folder
    "read a file of the course": lambda course: (course / "secret.txt").read_text(),
    "list the course": lambda course: os.listdir(course),
    "read a file of the machine": lambda _: Path("/etc/passwd").read_text(),
    "read the parent's environment": lambda _: Path(f"/proc/{os.getppid()}/environ").read_bytes(),
    "write to the course": lambda course: (course / "new.txt").write_text("x"),
    "change a file of the course": lambda course: (course / "secret.txt").write_text("x"),
    "write to /tmp": lambda _: Path("/tmp/autograder-was-here").write_text("x"),
    "change a data file": lambda _: Path("table.csv").write_text("3"),
    "remove a data file": lambda _: os.remove(os.path.realpath("table.csv")),
    "start a program": lambda _: os.posix_spawn("/bin/true", ["true"], {}),
    "fork": lambda _: os.fork(),
    "execute": lambda _: os.execv("/bin/true", ["true"]),
    "open a socket": lambda _: socket.socket(),
    "signal its parent": lambda _: os.kill(os.getppid(), signal.SIGTERM),
    "make a link": lambda _: os.link(os.path.realpath("table.csv"), "link"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_what_it_does_not_need(name: str, place: Place) -> None:
    if place.process.level == "weak":
        pytest.skip("Nothing confines a process here.")
    assert run(place, lambda _: REFUSED[name](place.course)) == ("PermissionError", None)
    assert [path.name for path in place.course.iterdir()] == ["secret.txt"]
    assert (place.course / "secret.txt").read_text() == SECRET and (place.data / "table.csv").read_text() == "1,2\n"


def test_modes_and_times_of_files_stay_although_it_seems_to_change_them(place: Place) -> None:
    secret = place.course / "secret.txt"
    before = secret.stat()
    answer, _ = run(place, lambda _: [os.chmod(secret, 0), os.utime(secret, (0, 0))])
    assert answer == [None, None] and secret.stat() == before


ALLOWED: dict[str, Callable[[Path], Any]] = {
    "read a data file": lambda _: Path("table.csv").read_text(),
    "write to its scratch folder": lambda scratch: (scratch / "a.txt").write_text("x") and (scratch / "a.txt").read_text(),
    "work in its scratch folder": lambda scratch: os.getcwd() == str(scratch),
    "make a temporary file": lambda _: Path(tempfile.mkstemp()[1]).write_text("x"),
    "copy a file": lambda _: shutil.copy2("table.csv", "copy.csv") and Path("copy.csv").read_text(),
    "import": lambda _: __import__("colorsys").rgb_to_hsv(0, 0, 0) == (0, 0, 0),
    "throw away what it writes": lambda _: Path(os.devnull).write_text("x"),
    "start a thread": lambda _: ThreadPoolExecutor(1).submit(lambda: 1).result(),
}


@pytest.mark.parametrize("name", ALLOWED)
def test_it_may_do_what_tests_need(name: str, place: Place) -> None:
    answer, stopped = run(place, ALLOWED[name])
    assert answer in ("1,2\n", "x", True, 1) and stopped is None


def test_nothing_is_left_of_its_scratch_folder(place: Place) -> None:
    answer, _ = run(place, lambda scratch: ((scratch / "a").mkdir(), str(scratch))[1])
    assert answer and not os.path.exists(answer)


def test_it_has_none_of_the_parents_descriptors(place: Place) -> None:
    with open(place.data / "table.csv", "rb") as mine:
        answer, _ = run(place, lambda _: [number for number in range(300) if _leads_somewhere(number)])
        assert mine.fileno() not in answer
    assert len(answer) <= 4, "two to its parent, a copy, and one that tells its memory"


def _leads_somewhere(number: int) -> bool:
    try:
        return os.fstat(number).st_rdev != os.stat(os.devnull).st_rdev
    except OSError:
        return False


def _is_closed(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return True
    return False


def test_objects_of_the_parent_that_it_collects_close_nothing_that_it_has_opened(place: Place) -> None:
    """They close the number that their descriptor had in the parent: once it was that of the reports."""
    files = [open(place.data / "table.csv", "rb") for _ in range(10)]  # noqa: SIM115
    mine = {file.fileno() for file in files}

    def work(_: Path) -> bool:
        opened = {os.open(os.devnull, os.O_RDONLY) for _ in range(100)}
        files.clear()
        return any(_is_closed(number) for number in opened) or not mine.isdisjoint(opened)

    answer, stopped = run(place, work)
    assert answer is False and stopped is None
    assert len(files) == 10
    for file in files:
        file.close()


def test_files_that_the_rehearsal_read_may_be_read(place: Place) -> None:
    path = place.course / "secret.txt"
    answer, _ = run(replace(place, readable=[str(path)]), lambda _: path.read_text())
    assert answer == SECRET


def test_it_talks_to_sandboxes_that_its_parent_starts(place: Place) -> None:
    lines: list[bytes] = []

    def work(borrower: Any, scratch: Path, report: Report) -> None:
        session = Session(borrower)
        session.run("def f(x): return 2 * x")
        report({"answer": session.fetch(["f"])["f"](21)})

    assert confined.run_in_child(work, place, ChildClock(time.monotonic() + 20, 1), lines.append) is None
    assert lines == [b'{"answer": 42}']


def test_the_hook_is_on(place: Place) -> None:
    assert run(place, lambda _: auditing.watcher().rehearsed is None)[0] is True


@pytest.mark.parametrize(
    ("work", "status", "code"),
    [
        (lambda _: sum(range(10**13)), "timeout", "sandbox.stopped_after"),
        (lambda _: os.abort(), "crashed", "sandbox.died"),
        (lambda _: os._exit(3), "crashed", "sandbox.exited"),
    ],
)
def test_a_child_that_hangs_or_dies_is_ended_and_its_parent_is_told(
    work: Callable[[Path], Any], status: str, code: str, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confined, "GRACE", 0.5)
    began = time.monotonic()
    answer, stopped = run(place, work, seconds=0.2)
    assert answer is None and stopped is not None and (stopped.status, stopped.code) == (status, code)
    assert time.monotonic() - began < 5


def test_what_it_sends_is_bounded(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "MOST_BYTES", 1 << 20)
    _, stopped = run(place, lambda _: "x" * (2 << 20))
    assert stopped is not None and stopped.code == "sandbox.sent_too_much"


def test_a_child_that_cannot_be_confined_does_nothing(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    if place.process.level == "weak":
        pytest.skip("Nothing confines a process here.")
    monkeypatch.setattr(confined.confinement, "landlock", lambda *_: False)
    with pytest.raises(SandboxError, match="a layer that held at its start no longer holds"):
        run(place, lambda _: 1)


def test_packages_are_readable_and_the_course_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course, package = tmp_path / "course", tmp_path / "packages"
    for folder in (course / "inner", package):
        folder.mkdir(parents=True)
    monkeypatch.setattr("sys.path", ["", "/", *map(str, (tmp_path, course, course / "inner", package))])
    assert confined._import_path(course) == [f"{package}/"]
