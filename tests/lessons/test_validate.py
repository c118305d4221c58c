"""Test that nbgrader's Validate says of a notebook what is true: it succeeds where everything is done, and nowhere else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.course.course import Course
from autograder.notebook.files import dumps, read_notebook
from autograder.notebook.metadata import Role, grade_id_of
from autograder.notebook.source import SourceNotebook

COURSE = Course(Path(__file__).resolve().parents[2], secret="")
SOURCE: SourceNotebook = COURSE.sources("introduction", "en")["introduction"]
SUCCESS = "Success! Your notebook passes all the tests."
Deed = Callable[[dict[str, str]], None]


def untouched(answers: dict[str, str]) -> None:
    answers.update({cell.id: cell.released for cell in SOURCE.with_role(Role.SOLUTION)})


def without_bonus(answers: dict[str, str]) -> None:
    bonus = [cell.id.removeprefix("test_") for cell in SOURCE.with_role(Role.TEST) if not cell.points]
    answers.update({name: SOURCE.by_id[name].released for name in bonus})


def one_wrong(answers: dict[str, str]) -> None:
    answers["relu"] = "def relu(z):\n    return z"


def one_unanswered(answers: dict[str, str]) -> None:
    answers["q3"] = SOURCE.by_id["q3"].released


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        (lambda answers: None, SUCCESS),
        (without_bonus, SUCCESS),
        (untouched, "relu: the check above does not pass"),
        (one_wrong, "relu: the check above does not pass"),
        (one_unanswered, "q3: the check above does not pass, or there is no answer yet"),
    ],
    ids=["solved", "without the bonus", "untouched", "one exercise wrong", "one question open"],
)
def test_validate_succeeds_where_everything_is_done(tmp_path: Path, deed: Deed, said: str) -> None:
    answers = {cell.id: cell.source for cell in SOURCE.with_role(Role.SOLUTION)}
    deed(answers)
    notebook = read_notebook(COURSE.release("introduction") / "introduction.ipynb")
    for cell in notebook["cells"]:
        cell["source"] = answers.get(grade_id_of(cell), cell["source"])
    path = tmp_path / "introduction.ipynb"
    path.write_text(dumps(notebook), "utf-8")
    # A learner has no configuration of the course.
    environment = {**os.environ, "HOME": str(tmp_path), "JUPYTER_CONFIG_DIR": str(tmp_path)}
    command = [sys.executable, "-m", "nbgrader", "validate", path.name]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=200, check=False)
    assert said in done.stdout, done.stdout + done.stderr
    assert (SUCCESS in done.stdout) == (said == SUCCESS)
    assert "Traceback" not in done.stdout
