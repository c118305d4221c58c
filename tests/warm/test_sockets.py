"""Where sockets lie: in a folder that nobody else can enter, and one name for each course, grader and environment."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from autograder.warm import sockets

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="A warm grader needs Linux.")


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "runtime"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


def test_the_folder_is_made_private(runtime: Path) -> None:
    folder = sockets.private_folder()
    assert folder is not None and folder.parent == runtime and folder.stat().st_mode & 0o777 == 0o700
    assert sockets.private_folder() == folder, "it may be there already"


def test_a_folder_that_another_may_enter_is_not_used(runtime: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = runtime / f"{sockets.FOLDER}-{os.geteuid()}"
    folder.mkdir()
    folder.chmod(0o750)
    assert sockets.private_folder() is None
    folder.rmdir()
    folder.symlink_to(tmp_path)
    assert sockets.private_folder() is None
    folder.unlink()
    folder.write_text("")
    assert sockets.private_folder() is None
    folder.unlink()
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)  # somebody else's
    folder.mkdir(mode=0o700)
    monkeypatch.setattr("tempfile.tempdir", str(runtime))
    assert sockets.private_folder() is None


def test_without_a_runtime_folder_of_its_own_it_lies_among_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    open_to_all = tmp_path / "open"
    open_to_all.mkdir()
    open_to_all.chmod(0o755)
    for value in ("", "relative", str(tmp_path / "missing"), str(open_to_all)):
        monkeypatch.setenv("XDG_RUNTIME_DIR", value)
        folder = sockets.private_folder()
        assert folder is not None and folder.parent == tmp_path, value


def test_a_name_stands_for_the_course_and_what_changes_its_grading() -> None:
    root, environment = Path("/course"), {"HOME": "/home/ann", "TERM": "xterm"}
    name = sockets.name_for(root, environment)
    assert name == sockets.name_for(root, {**environment, "TERM": "dumb", "SHLVL": "2"})
    others = [(Path("/other"), environment)]
    others += [
        (root, {**environment, key: "1"}) for key in ("HOME", "PATH", "PYTHONPATH", "OMP_NUM_THREADS", "JUPYTER_CONFIG_DIR")
    ]
    assert len({name, *(sockets.name_for(*other) for other in others)}) == 7


def test_an_address_is_short_wherever_the_folder_is(tmp_path: Path) -> None:
    folder = tmp_path / ("long" * 40)
    folder.mkdir()
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
        with sockets.address_of(folder, "name") as address:
            listener.bind(address)
        listener.listen()
        assert (folder / "name.socket").is_socket()
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as caller, sockets.address_of(folder, "name") as address:
            caller.connect(address)
            assert sockets.is_own(caller)


def test_one_process_holds_a_lock_and_deletes_what_a_killed_one_left(tmp_path: Path) -> None:
    lock = sockets.take_lock(tmp_path, "mine")
    assert lock is not None and sockets.take_lock(tmp_path, "mine") is None
    for ending in (sockets.LOCK, sockets.SOCKET):
        (tmp_path / f"killed{ending}").touch()
    (tmp_path / f"mine{sockets.SOCKET}").touch()
    sockets.sweep(tmp_path)
    assert sorted(path.stem for path in tmp_path.iterdir()) == ["mine", "mine"]
    sockets.clear(tmp_path, "mine")
    assert list(tmp_path.iterdir()) == []
    other = sockets.take_lock(tmp_path, "mine")
    assert other is not None, "the first holds a deleted file"
    os.close(lock)
    os.close(other)


def test_a_lock_is_no_link(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / f"name{sockets.LOCK}").symlink_to(tmp_path / "file")
    with pytest.raises(OSError):
        sockets.take_lock(tmp_path, "name")
