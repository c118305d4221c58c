"""The late penalty: the course's plugin says how much; `test_both_ways` compares it with nbgrader's own."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from courses import CONFIG, make_course

from autograder.course.course import Course
from autograder.errors import CourseError
from autograder.gradebook.late_penalty import apply_late_penalty

PLUGIN = """
from nbgrader.plugins import BasePlugin

class Fixed(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return {"ann": score / 2, "bo": 99, "cy": -1}.get(student_id)
"""


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    (tmp_path / "autograder_test_penalty.py").write_text(PLUGIN)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "autograder_test_penalty", raising=False)
    config = "c.AssignLatePenalties.plugin_class = 'autograder_test_penalty.Fixed'\n"
    return make_course(tmp_path / "course", CONFIG + config)


class Database:
    """A session that has nothing to write."""

    def flush(self) -> None: ...

    def refresh(self, row: Any, names: list[str]) -> None: ...


def penalty(course: Course, student: str, late: float) -> float | None:
    notebook = SimpleNamespace(score=3.0, late_submission_penalty=1.0)
    submission = SimpleNamespace(total_seconds_late=late, student=SimpleNamespace(id=student))
    apply_late_penalty(course, Database(), submission, notebook)
    found: float | None = notebook.late_submission_penalty
    return found


@pytest.mark.parametrize(
    ("student", "late", "expected"),
    [("ann", 60, 1.5), ("ann", 0, None), ("ann", -60, None), ("bo", 60, 3.0), ("cy", 60, 0), ("dee", 60, None)],
)
def test_the_plugin_decides_within_the_score(student: str, late: float, expected: float | None, course: Course) -> None:
    assert penalty(course, student, late) == expected


def test_a_plugin_that_cannot_be_imported_is_named(tmp_path: Path) -> None:
    course = make_course(tmp_path, CONFIG + "c.AssignLatePenalties.plugin_class = 'no.such.Plugin'\n")
    assert penalty(course, "ann", 0) is None
    with pytest.raises(CourseError, match=r"nbgrader_config\.py: the plugin 'no\.such\.Plugin' cannot be imported"):
        penalty(course, "ann", 60)
