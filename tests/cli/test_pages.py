"""`autograder feedback`, `report` and `name`, as a person types them."""

from __future__ import annotations

from pathlib import Path

import pytest
from graded_class import graded_class
from typer.testing import CliRunner, Result

from autograder.cli import commands
from autograder.errors import AutograderError


def run(*arguments: object) -> Result:
    return CliRunner().invoke(commands.app, [str(argument) for argument in arguments])


def test_pages_are_written_and_the_command_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = graded_class(tmp_path / "c")
    monkeypatch.chdir(tmp_path)
    done = run("feedback", "tiny", "--zip", "all.zip", "--course", "c")
    assert done.exit_code == 0, done.exception
    assert "4 pages are in c/feedback." in done.stdout and "all.zip" in done.stdout
    assert (course.feedback("tiny", "ada") / "tiny.html").is_file() and Path("all.zip").is_file()
    done = run("feedback", "tiny", "--student", "ada", "--lang", "zh", "--course", "c")
    assert "有 1 个页面" in done.stdout
    done = run("report", "tiny", "--course", "c")
    assert done.exit_code == 0 and "wrote c/report/tiny.html" in done.stdout and "tiny.csv" in done.stdout
    for wrong in (("feedback", "other"), ("report", "other"), ("name", "tiny", "double", "0" * 16)):
        assert isinstance(run(*wrong, "--course", "c").exception, AutograderError), wrong
