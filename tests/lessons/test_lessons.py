"""Every lesson runs from top to bottom: solved without an exception; unsolved, with exceptions in check cells only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.course.course import Course
from autograder.languages import LANGUAGES
from autograder.notebook.metadata import Role
from autograder.notebook.source import SourceNotebook
from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.sandbox.shared.limits import Limits

COURSE = Course(Path(__file__).resolve().parents[2], secret="")
ASSIGNMENTS = COURSE.assignments()
LIMITS = Limits(cell_seconds=120, notebook_seconds=400)


@pytest.fixture(scope="module")
def zygote() -> Iterator[WarmProcess]:
    modules = ["matplotlib.pyplot", "sklearn.datasets", "sklearn.model_selection"]
    with WarmProcess(LIMITS, modules=modules, figures=False, allow_weak=True) as warm:
        yield warm


def run_all(zygote: WarmProcess, source: SourceNotebook, solved: bool) -> dict[str, str]:
    """Code cells that end with an exception -> what it says. Test cells, which learners do not see, are left out."""
    session = Session(zygote)
    failed = {}
    try:
        for cell in source.cells:
            if cell.type == "code" and cell.role is not Role.TEST:
                run = session.run(cell.source if solved else cell.released)
                if run.failed:
                    failed[cell.cell_id] = str(run.stopped or [o.text for o in run.outputs if o.kind == "error"])
    finally:
        session.close()
    return failed


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_a_solved_lesson_runs_without_an_exception(zygote: WarmProcess, assignment: str) -> None:
    for source in COURSE.sources(assignment).values():
        assert run_all(zygote, source, solved=True) == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_an_unsolved_lesson_fails_in_check_cells_only(zygote: WarmProcess, assignment: str, language: str) -> None:
    for source in COURSE.sources(assignment, language).values():
        failed = run_all(zygote, source, solved=False)
        assert failed, "nothing asks whether anything is written"
        assert [name for name in failed if not name.startswith("try_")] == []


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_a_release_holds_no_answer(assignment: str) -> None:
    for source in COURSE.sources(assignment).values():
        asked = [cell for cell in source.with_role(Role.SOLUTION) if re.fullmatch(r"q\d+", cell.id)]
        assert len(asked) >= 8
        for cell in asked:
            assert re.fullmatch(rf"{cell.id} = None  # .+", cell.released.strip())
