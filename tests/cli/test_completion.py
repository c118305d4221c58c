"""Completion: what the shell gets when a person presses Tab."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from courses import CONFIG, make_course, tiny

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "from autograder.cli import main; import sys; sys.argv[0] = 'autograder'; main()"


def complete(line: str, cwd: Path) -> list[str]:
    """Return what bash is offered for the last word of the line, as its completion script asks for it."""
    words = line.split(" ")
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "_AUTOGRADER_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split()


@pytest.fixture
def course(tmp_path: Path) -> Path:
    make_course(tmp_path, shallow_network=tiny(), shapes=tiny(), deep_network=tiny())
    return tmp_path


def test_commands_are_completed(tmp_path: Path) -> None:
    assert complete("autograder ge", tmp_path) == ["generate"]
    assert {"check", "grade", "validate", "doctor"} <= set(complete("autograder ", tmp_path))


@pytest.mark.parametrize("command", ["grade", "generate", "validate", "grade --dry-run", "check x.ipynb --assignment"])
def test_assignments_are_completed(command: str, course: Path) -> None:
    assert complete(f"autograder {command} sha", course) == ["shallow_network", "shapes"]


def test_an_assignment_is_offered_once(course: Path) -> None:
    assert complete("autograder grade shapes sh", course) == ["shallow_network"]


def test_a_folder_below_the_course_will_do_and_so_will_the_option(
    course: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    away = tmp_path_factory.mktemp("away")
    assert complete("autograder grade deep", course / "source") == ["deep_network"]
    assert complete(f"autograder grade --course {course} deep", away) == ["deep_network"]


@pytest.mark.parametrize("config", ["1 / 0", "print('loud')\nraise SystemExit(3)", "c = ("])
def test_a_configuration_that_fails_offers_nothing(config: str, tmp_path: Path) -> None:
    make_course(tmp_path, CONFIG + config)
    assert complete("autograder grade ", tmp_path) == []


def test_outside_a_course_nothing_is_offered(tmp_path: Path) -> None:
    assert complete("autograder grade ", tmp_path) == []
    assert complete("autograder grade --course /no/such/folder ", tmp_path) == []


def test_a_configuration_that_prints_does_not_disturb_the_line(tmp_path: Path) -> None:
    make_course(tmp_path, CONFIG + "print('loud')\n")
    assert complete("autograder grade ", tmp_path) == ["tiny"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_there_is_a_script_for_each_shell(shell: str, tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "_AUTOGRADER_COMPLETE": f"source_{shell}"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0 and "_AUTOGRADER_COMPLETE=complete_" + shell in done.stdout
