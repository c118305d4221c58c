"""Jupyter's configuration for formgrader. The page itself is tested in tests/browser."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from courses import make_course

from autograder.cli import formgrader


def test_the_server_listens_on_this_machine_alone(tmp_path: Path) -> None:
    server = formgrader.settings(make_course(tmp_path), 8899, False)["ServerApp"]
    assert (server["ip"], server["port"], server["open_browser"]) == ("127.0.0.1", 8899, False)
    assert server["allow_remote_access"] is False
    assert "token" not in server, "Jupyter makes one"
    assert "disable_check_xsrf" not in server


def test_jupyter_is_started_in_the_course_and_keeps_its_files_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = make_course(tmp_path)
    started: list[Any] = []
    monkeypatch.setattr(os, "execve", lambda *given: started.append(given))
    monkeypatch.chdir(tmp_path)
    formgrader.serve(course, port=8899, browser=False)
    program, arguments, environment = started[0]
    assert program == sys.executable
    assert arguments[1:] == ["-m", "jupyterlab"]
    assert Path.cwd() == course.root
    home = course.root / ".jupyter"
    assert home.stat().st_mode & 0o077 == 0, "it holds the token"
    for name in ("CONFIG", "DATA", "RUNTIME"):
        assert Path(environment[f"JUPYTER_{name}_DIR"]).is_relative_to(home)
    written = json.loads((home / "config" / "jupyter_server_config.json").read_text())
    assert written == json.loads(json.dumps(formgrader.settings(course, 8899, False)))
    assert (course.root / "gradebook.db").is_file()
