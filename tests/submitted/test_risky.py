"""A file that some tool would run or trust is recognised by its name."""

from __future__ import annotations

import pytest

from autograder.submitted.risky import is_risky


@pytest.mark.parametrize("path", ["nbgrader_config.py", "a/.git/config", "conftest.py", "numpy.py", "json.py", "b/x.pth"])
def test_what_a_tool_runs_is_risky(path: str) -> None:
    assert is_risky(path.split("/"))


@pytest.mark.parametrize("path", ["helper.py", "data/numpy.py", "numpy.csv", "notes.md"])
def test_other_files_are_not(path: str) -> None:
    assert not is_risky(path.split("/"))
