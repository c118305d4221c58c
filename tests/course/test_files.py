"""Files are listed with their content, and replaced in one step."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from autograder.course.files import files_below, write_atomically


def test_files_below_a_folder(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a" / "b.txt", b"1")
    write_atomically(tmp_path / "c.txt", b"2")
    assert files_below(tmp_path) == {Path("a/b.txt"): b"1", Path("c.txt"): b"2"}
    assert files_below(tmp_path / "none") == {}


def test_a_file_is_replaced_with_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_atomically(path, b"1")
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    write_atomically(path, b"2", mode=0o600)
    assert path.read_bytes() == b"2" and stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_write_that_fails_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    write_atomically(path, b"1")

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="no space left"):
        write_atomically(path, b"2")
    assert files_below(tmp_path) == {Path("a.txt"): b"1"}
