"""Run nbgrader's own commands on this repository's course and on small ones, for tests."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from courses import by_id
from jupyter_core.application import NoStart

from autograder.course.course import Course
from autograder.course.nbgrader import quiet_nbgrader
from autograder.notebook.files import Notebook, dumps, read_notebook
from autograder.notebook.metadata import Role

ROOT = Path(__file__).resolve().parents[1]
A = "logistic_regression"
OURS = (ROOT / "nbgrader_config.py").read_text()
PLUGINS = OURS.split("\n\n", 1)[1]


@contextlib.contextmanager
def isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep Jupyter's configuration away from the test, and leave nothing in the home folder."""
    for name in ("CONFIG", "DATA", "RUNTIME"):
        monkeypatch.setenv(f"JUPYTER_{name}_DIR", str(tmp_path / "jupyter" / name.lower()))
    monkeypatch.setenv("PATH", os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"])
    monkeypatch.setattr(sys, "path", [*sys.path])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def nbgrader(folder: Path, *arguments: str, code: int = 0) -> str:
    """Run a command of nbgrader's in a folder; return what it prints and logs. It must end with `code`."""
    with quiet_nbgrader():  # so that a new gradebook needs no other program
        from nbgrader.apps import NbGraderApp
        from nbgrader.validator import Validator

    said, ended = io.StringIO(), 0
    with contextlib.chdir(folder), contextlib.redirect_stdout(said), patch.object(Validator, "stream", said):
        app = NbGraderApp.instance()
        try:
            app.initialize(list(arguments))
            app.init_logging(logging.StreamHandler, [said], color=False, subapps=True)
            app.start()
        except NoStart:  # how an application ends that handed over to a subcommand
            pass
        except SystemExit as end:
            ended = int(end.code or 0)
        finally:
            app.reset()
            NbGraderApp.clear_instance()
    assert ended == code, f"{said.getvalue()}\nexit code {ended}"
    return said.getvalue()


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command as one types it, in a folder."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return subprocess.run(
        command, cwd=folder, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, check=False
    )


def this_course(root: Path, config: str = "") -> Course:
    """Return a copy of this repository's course, with the one assignment A."""
    for name in ("source", "tests/hidden"):
        shutil.copytree(ROOT / name / A, root / name / A)
    (root / "nbgrader_config.py").write_text(OURS + config)
    return Course(root, secret="made up")


def starter(course: Course) -> Notebook:
    """Return what learners get."""
    return read_notebook(course.release(A) / f"{A}.ipynb")


def solved(course: Course) -> Notebook:
    """Return the release with the reference written into it."""
    content = starter(course)
    for cell in course.sources(A)[A].with_role(Role.SOLUTION):
        by_id(content, cell.id)["source"] = "\n".join(line for line in cell.source.split("\n") if "### " not in line)
    return content


def hand_in(course: Course, student: str, what: Any, name: str = A, assignment: str = A) -> None:
    """Write a submission. what: the bytes of a file, a notebook, or a function that changes the solved one."""
    content = what
    if callable(what):
        content = solved(course)
        what(content)
    if not isinstance(content, bytes):
        content = dumps(content).encode()
    folder = course.submitted(assignment, student)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.ipynb").write_bytes(content)


def page_of(course: Course, student: str, assignment: str = A) -> str:
    """Return the text of a feedback page."""
    page = (course.feedback(assignment, student) / f"{assignment}.html").read_text()
    return str(BeautifulSoup(page, "html.parser").body.get_text())


def read_all(course: Course) -> dict[str, Any]:
    """Return the graded notebooks, without what differs from run to run."""
    found = {}
    for path in sorted((course.root / "autograded").rglob("*.ipynb")):
        content = read_notebook(path)
        cells = [(cell["cell_type"], cell["source"], cell["metadata"]) for cell in content["cells"]]
        for exercise in content["metadata"].get("grading", {}).get("exercises", {}).values():
            del exercise["seconds"]
        found[str(path.relative_to(course.root))] = (content["metadata"], cells)
    return found
