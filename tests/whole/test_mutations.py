"""Any notebook is graded, or refused with a reason; `benchmarks/fuzz_notebooks.py` tries many more."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from courses import CONFIG, by_id, make_course, released
from mutations import mutated

from autograder.course.course import Course
from autograder.errors import NotebookError
from autograder.grading.submission import Grader
from autograder.notebook.files import Notebook, dumps, parse_notebook
from autograder.notebook.metadata import Role
from autograder.notebook.restore import restore
from autograder.notebook.source import SourceNotebook

ROOT = Path(__file__).resolve().parents[2]
FAST = CONFIG + "c.SandboxLimits.cell_seconds = 2\nc.SandboxLimits.notebook_seconds = 10\n"


def solved(source: SourceNotebook) -> Notebook:
    notebook = released(source)
    for cell in source.with_role(Role.SOLUTION):
        by_id(notebook, cell.id)["source"] = cell.source
    return notebook


def check_sentence(said: str) -> None:
    assert re.fullmatch(r"handed_in\.ipynb [^\n]{10,300}\.", said), said


def refused_or_whole(content: bytes, source: SourceNotebook) -> Notebook | None:
    """Return the notebook as it was read, after checking that every test cell is put back; None where it is refused."""
    try:
        given = parse_notebook(content, "handed_in.ipynb")
    except NotebookError as error:
        return check_sentence(str(error))
    restored = restore(given, source)
    json.loads(dumps(restored.notebook))
    tests = [cell.id for cell in restored.cells if cell.test]
    assert sorted(tests) == sorted(cell.id for cell in source.with_role(Role.TEST))
    for cell in restored.cells:
        if cell.test:
            assert restored.notebook["cells"][cell.index]["source"] == source.by_id[cell.id].restored
    return given


@pytest.mark.parametrize("seed", range(6))
def test_each_is_refused_with_a_reason_or_restored_whole(seed: int) -> None:
    course = Course(ROOT)
    source = course.sources("introduction")["introduction"]
    notebook, draw = solved(source), random.Random(seed)
    fates = [refused_or_whole(mutated(draw, notebook), source) is None for _ in range(25)]
    assert not all(fates)


def test_each_is_graded_and_does_not_stop_the_next(tmp_path: Path) -> None:
    course = make_course(tmp_path, FAST)
    source = course.sources("tiny")["tiny"]
    notebook, draw = solved(source), random.Random(7)
    with Grader(course, "tiny", allow_weak=True) as grader:
        for _ in range(40):
            given = refused_or_whole(mutated(draw, notebook), source)
            if given is not None:
                result = grader.grade({"tiny": given})
                assert not result.refused and [e.name for e in result.exercises] != []
                assert sorted(e.cell for e in result.exercises) == ["test_double", "test_increment"]
                assert 0 <= result.score <= 3 and result.suspicious == []
        assert grader.grade({"tiny": notebook}).score == 3
