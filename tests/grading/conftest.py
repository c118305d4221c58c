"""A warm process and sessions for tests that run single test cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from courses import cell, notebook

from autograder.grading.testcell import TestCell
from autograder.judging.context import Context
from autograder.notebook.source import SourceNotebook
from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.sandbox.shared.limits import Limits

SOLUTION = "### BEGIN SOLUTION\n{}\n### END SOLUTION"


@pytest.fixture(scope="session")
def process() -> Iterator[WarmProcess]:
    limits = Limits(cell_seconds=2.0, call_seconds=2.0)
    made = WarmProcess(limits, {}, [], False, True)
    yield made
    made.close()


@pytest.fixture
def session(process: WarmProcess) -> Iterator[Session]:
    made = Session(process)
    yield made
    made.close()


@pytest.fixture
def setting(tmp_path: Path) -> Context:
    """Where a test of a foreign course runs, in English."""
    return Context(
        course_root=tmp_path,
        assignment="tiny",
        secret="s",
        language="en",
        sink=lambda report: None,
        worth=lambda name: pytest.fail("no exercise is checked"),
    )


@pytest.fixture
def made() -> Callable[..., TestCell]:
    """Makes the test cell of a notebook of three cells: a locked one, the reference of `f`, and the test of 2 points."""

    def make(test: str, solution: str = "def f(x):\n    return x", helper: str = "import math") -> TestCell:
        content = notebook(
            cell(helper, "helper", locked=True),
            cell(SOLUTION.format(solution), "f", solution=True),
            cell(test, "test_f", grade=True, locked=True, points=2),
        )
        source = SourceNotebook.of(content, "tiny")
        return TestCell(source, source.by_id["test_f"])

    return make
