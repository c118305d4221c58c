"""Reading a learner's notebook ends, in time and memory, with one sentence."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from courses import CONFIG, cell, make_course, notebook, tiny, write

from autograder.errors import NotebookError
from autograder.grading import notebooks, reading, submission
from autograder.grading.handed_in import read_handed_in
from autograder.grading.notebooks import grade_notebooks
from autograder.grading.reading import bounded_reading
from autograder.notebook.files import Notebook


def test_what_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", 0.1)
    began = time.monotonic()
    with pytest.raises(NotebookError, match=r"a\.ipynb is too complicated to read"), bounded_reading("a.ipynb"):
        time.sleep(20)
    assert time.monotonic() - began < 5


def test_what_takes_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MEGABYTES", 50)
    with pytest.raises(NotebookError, match="too complicated"), bounded_reading("a.ipynb"):
        bytes(200 << 20)
    bytes(200 << 20)  # the bound ends with the block


def test_other_errors_pass() -> None:
    with pytest.raises(NotebookError, match="no such file"), bounded_reading("a"):
        raise NotebookError("notebook.no_file", path="a")


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading and restoring that do not end for notebooks that say so."""
    monkeypatch.setattr(reading, "SECONDS", 0.2)
    restore = submission.restore

    def endless(content: Notebook, *arguments: object) -> object:
        while "endless" in content["cells"][0]["source"]:
            pass
        return restore(content, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(submission, "restore", endless)


@pytest.mark.usefixtures("slow")
def test_a_notebook_that_cannot_be_restored_in_time_stops_itself_and_no_other(tmp_path: Path) -> None:
    course = make_course(tmp_path / "course", CONFIG, tiny=tiny())
    paths = [
        write(tmp_path / "slow.ipynb", notebook(cell("# endless"), cell("def double(x):\n    return 2 * x"))),
        write(tmp_path / "good.ipynb", notebook(cell("def double(x):\n    return 2 * x"))),
    ]
    slow, good = grade_notebooks(course, paths, assignment="tiny", allow_weak_sandbox=True)
    assert "too complicated to read" in str(slow.refused)
    assert good.refused is None


def test_every_file_is_read_within_these_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", 0.1)

    def endless(*arguments: object) -> None:
        while True:
            pass

    path = write(tmp_path / "a.ipynb", notebook(cell("x")))
    monkeypatch.setattr("autograder.grading.handed_in.parse_notebook", endless)
    with pytest.raises(NotebookError, match="too complicated"):
        read_handed_in(path, ["a"])
    monkeypatch.setattr(notebooks, "read_notebook", endless)
    assert "too complicated" in str(notebooks._read(path, {}, "").refused.refused)  # type: ignore[union-attr]
