"""Every right function scores, whichever tool a notebook of this course went through, and whatever happened to it there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from exported import DAMAGES, TEXTS, TOOLS, damaged

from autograder import grade_notebooks
from autograder.course.course import Course

ROOT = Path(__file__).resolve().parents[2]
Case = tuple[str, str, int]  # tool, assignment, number of the damage


def lost(cases: Iterable[Case], folder: Path) -> list[str]:
    """Return what did not score, after grading each case's file with one warm process for all of an assignment."""
    course = Course(ROOT, secret="exported")
    made: dict[str, list[Path]] = {}
    for tool, assignment, number in cases:
        source = course.sources(assignment)[assignment]
        ending, content = (TOOLS | TEXTS)[tool](damaged(source, DAMAGES[number]))
        path = folder / f"{assignment}-{tool}-{DAMAGES[number].__name__}{ending}"
        path.write_bytes(content)
        made.setdefault(assignment, []).append(path)
    found = []
    for assignment, paths in made.items():
        for result in grade_notebooks(course, paths, assignment=assignment, allow_weak_sandbox=True):
            name = Path(result.file).name
            if result.refused is not None:
                found.append(f"{name}: {result.refused}")
            found += [
                f"{name}: {one.name} {one.score}/{one.max_score} {one.status}: {one.message[:200]}"
                for one in result.exercises
                if one.status != "passed" or one.score != one.max_score
            ]
    return found


@pytest.mark.parametrize("tool", TOOLS | TEXTS)
def test_a_damaged_notebook_of_each_tool_scores_in_full(tool: str, tmp_path: Path) -> None:
    number = [*TOOLS, *TEXTS].index(tool)
    assert lost([(tool, "introduction", number + 1)], tmp_path) == []


@pytest.mark.nightly
@pytest.mark.parametrize("tool", TOOLS | TEXTS)
def test_ten_notebooks_of_each_tool_score_in_full(tool: str, tmp_path: Path) -> None:
    """Each damage once, in turn over the assignments, so that six tools meet every damage in every assignment."""
    assignments = Course(ROOT).assignments()
    first = [*TOOLS, *TEXTS].index(tool)
    cases = [(tool, assignments[(first + number) % len(assignments)], number) for number in range(len(DAMAGES))]
    assert lost(cases, tmp_path) == []
