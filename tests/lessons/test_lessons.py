"""Run every lesson from top to bottom: the source raises no exception, the release only in cells of public checks."""

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
    """Run all code cells but test cells, which learners do not have; return cell id -> error of those that failed.

    solved: run the source with its solutions, instead of the release.
    """
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
def test_a_solved_lesson_raises_no_exception(zygote: WarmProcess, assignment: str) -> None:
    for source in COURSE.sources(assignment).values():
        assert run_all(zygote, source, solved=True) == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_an_unsolved_lesson_fails_only_in_public_checks(zygote: WarmProcess, assignment: str, language: str) -> None:
    for source in COURSE.sources(assignment, language).values():
        failed = run_all(zygote, source, solved=False)
        assert failed, "no public check fails although nothing is solved"
        assert [name for name in failed if not name.startswith("try_")] == []


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_a_release_holds_no_answers_to_questions(assignment: str) -> None:
    for source in COURSE.sources(assignment).values():
        questions = [cell for cell in source.with_role(Role.SOLUTION) if re.fullmatch(r"q\d+", cell.id)]
        assert len(questions) >= 8
        for cell in questions:
            assert re.fullmatch(rf"{cell.id} = None  # .+", cell.released.strip())
