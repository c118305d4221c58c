"""The program: it asks a warm grader where that was asked for, and is the command line elsewhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from courses import make_course

from autograder import main
from autograder.warm import client


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], Path]]:
    """What a warm grader, which answers with exit code 7, was asked, for which course; the command line exits with 1."""
    found: list[tuple[list[str], Path]] = []

    def ask(arguments: list[str], root: Path, new: client.NewServer) -> client.WarmAnswer:
        assert new == client.NewServer("autograder.cli.warm", idle=60 * client.IDLE_MINUTES)
        found.append((arguments, root))
        return client.WarmAnswer(code=7)

    monkeypatch.setattr(client, "ask", ask)
    monkeypatch.setattr("autograder.cli.main", lambda *, answer: sys.exit(1))
    return found


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["autograder", *arguments])
    with pytest.raises(SystemExit) as stopped:
        main.main()
    assert isinstance(stopped.value.code, int)
    return stopped.value.code


@pytest.mark.parametrize("how", [["--course", "course"], ["--course=course"], []])
def test_it_asks_the_server_of_the_course(
    how: list[str], asked: list[tuple[list[str], Path]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = make_course(tmp_path / "course").root
    monkeypatch.chdir(tmp_path if how else root)
    assert run(monkeypatch, "check", "--warm", "a.ipynb", *how) == 7
    assert asked == [(["check", "--warm", "a.ipynb", *how], root)]


@pytest.mark.parametrize("arguments", [["check", "a.ipynb"], ["check", "--warm", "--help"], ["grade", "--warm"], []])
def test_other_commands_ask_nobody(
    arguments: list[str], asked: list[tuple[list[str], Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(monkeypatch, *arguments) == 1 and asked == []


def test_without_a_course_nobody_is_asked(
    asked: list[tuple[list[str], Path]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(monkeypatch, "check", "--warm", "a.ipynb") == 1 and asked == []


def test_asking_imports_little() -> None:
    """Each module costs the caller time: it starts anew for each check."""
    root = Path(main.__file__).parents[1]
    imported = "autograder.main, autograder.warm.client, autograder.course.finding"
    code = f"import sys; sys.path.append({str(root)!r})\nimport {imported}\nprint(*sys.modules)"
    command = [sys.executable, "-P", "-S", "-c", code]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    heavy = {"numpy", "typer", "rich", "inspect", "dataclasses", "subprocess", "traitlets", "asyncio", "logging"}
    assert not heavy & set(found)
    assert [name for name in found if name.startswith("autograder.")] == [
        "autograder.main",
        "autograder.warm",
        "autograder.warm.sockets",
        "autograder.warm.client",
        "autograder.course",
        "autograder.course.finding",
    ]
