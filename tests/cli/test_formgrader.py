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
    kernel = json.loads((home / "data" / "kernels" / "python3" / "kernel.json").read_text())
    assert kernel["argv"][:4] == [sys.executable, "-P", "-m", "ipykernel_launcher"]


@pytest.mark.slow
def test_a_kernel_runs_nothing_that_lies_beside_the_notebook_until_a_cell_asks_for_it(tmp_path: Path) -> None:
    from jupyter_client.manager import KernelManager

    folder = tmp_path / "submitted"
    folder.mkdir()
    for name in ("ipykernel_launcher.py", "numpy.py", "random.py", "traitlets.py", "mine.py"):
        (folder / name).write_text(f"open({str(tmp_path / 'ran')!r}, 'a').write({name!r} + ' ')\nx = 7\n")
    spec = tmp_path / "kernels" / "python3"
    spec.mkdir(parents=True)
    (spec / "kernel.json").write_text(json.dumps(formgrader.KERNEL))
    manager = KernelManager(kernel_name="python3")
    manager.kernel_spec_manager.kernel_dirs = [str(tmp_path / "kernels")]
    manager.kernel_spec_manager.ensure_native_kernel = False
    manager.start_kernel(cwd=str(folder))
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        assert not (tmp_path / "ran").exists()
        client.execute_interactive("import numpy, random, mine; assert numpy.arange(mine.x).size == 7", timeout=60)
        assert (tmp_path / "ran").read_text() == "mine.py "
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
