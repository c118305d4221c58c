"""A module in a new process imports nothing from the working directory, and looks in the package's folder last."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder import processes

MODULE = """
import json, os, sys
def main():
    print(json.dumps([sys.argv[1:], sys.path, os.getcwd(), os.getsid(0) == os.getpid(), __name__]))
"""


def run(module: str, *arguments: str) -> tuple[str, str]:
    pipe = subprocess.PIPE
    process = processes.start_module(module, *arguments, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe)
    printed, complained = process.communicate(timeout=30)
    return printed.decode(), complained.decode()


@pytest.fixture
def other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on Python's path with a module `told`."""
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "told.py").write_text(MODULE)
    monkeypatch.setenv("PYTHONPATH", str(folder))
    return folder


def test_main_gets_the_arguments_in_a_session_of_its_own(other: Path) -> None:
    printed, complained = run("told", "a", "b c")
    assert complained == ""
    arguments, path, here, leads, name = json.loads(printed)
    assert (arguments, here, leads, name) == (["a", "b c"], "/", True, "told")
    root = str(Path(processes.__file__).resolve().parents[1])
    assert path[0] == str(other) and path[-1] == root and str(Path(root, "autograder")) not in path


def test_nothing_is_imported_from_the_working_directory(
    other: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("told", "subprocess", "errors"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('from the working directory')")
    printed, complained = run("told")
    assert complained == "" and str(tmp_path) not in json.loads(printed)[1]


def test_modules_of_the_package_are_found_wherever_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Also where the caller found it in its working directory, as `python -m autograder` in a checkout does."""
    root = Path(processes.__file__).resolve().parents[1]
    code = "from autograder import processes; processes.start_module('autograder.nothing').wait()"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=30, check=True)
    assert "No module named 'autograder.nothing'" in done.stderr
