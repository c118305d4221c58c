"""Temporary folders go with their process; those of a killed one are swept by the next."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from autograder import temporary

MAKE = """
import os, sys, time
from autograder.temporary import temporary_folder
print(temporary_folder("data"), flush=True)
if sys.argv[1] == "fork" and os.fork() == 0:
    print("forked", flush=True)
    time.sleep(600)
if sys.argv[1] != "end":
    time.sleep(600)
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for temporary files."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(temporary, "_made", {})
    return tmp_path


def start(place: Path, how: str) -> tuple[subprocess.Popen[str], Path]:
    environment = os.environ | {"TMPDIR": str(place)}
    command = [sys.executable, "-c", MAKE, how]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert process.stdout is not None
    folder = Path(process.stdout.readline().strip())
    if how == "fork":
        process.stdout.readline()
    return process, folder


def kill(process: subprocess.Popen[str], *, group: bool = False) -> None:
    (os.killpg if group else os.kill)(process.pid, signal.SIGKILL)
    process.wait()


def test_the_folder_of_a_process_that_ends_goes_with_it(place: Path) -> None:
    process, folder = start(place, "end")
    process.wait()
    assert folder.name.startswith("data-") and not folder.exists() and list(place.iterdir()) == []


def test_the_folder_of_a_killed_process_is_swept_and_of_a_living_one_is_not(place: Path) -> None:
    killed, lost = start(place, "stay")
    alive, kept = start(place, "stay")
    try:
        (lost / "file").write_text("")
        kill(killed)
        mine = temporary.temporary_folder("tests")
        assert temporary.sweep() == 1
        assert not lost.parent.exists() and kept.is_dir() and mine.is_dir()
    finally:
        kill(alive)


def test_a_fork_keeps_the_folder_of_its_parent(place: Path) -> None:
    parent, folder = start(place, "fork")
    try:
        kill(parent)
        assert temporary.sweep() == 0 and folder.is_dir()
    finally:
        os.killpg(parent.pid, signal.SIGKILL)


def test_folders_of_others_and_without_a_lock_are_left(place: Path) -> None:
    (place / f"{temporary.PREFIX}x").mkdir()
    (place / "target").mkdir()
    (place / "target" / temporary.LOCK).touch()
    (place / f"{temporary.PREFIX}link").symlink_to(place / "target")
    assert temporary.sweep() == 0 and len(list(place.iterdir())) == 3


def test_others_may_enter_and_not_list_it(place: Path) -> None:
    folder = temporary.temporary_folder("data")
    assert folder.parent.stat().st_mode & 0o777 == 0o711 and folder.stat().st_mode & 0o777 == 0o700
