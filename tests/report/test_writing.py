"""Test the files that `autograder report` writes."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from feedback_pages import graded
from graded_class import graded_class

from autograder.errors import AutograderError, CourseError
from autograder.notebook.files import dumps
from autograder.report.writing import write_report


def test_a_page_and_a_table_for_instructors_only(tmp_path: Path) -> None:
    course = graded_class(tmp_path / "course")
    page, table = write_report(course, "tiny")
    assert (page, table) == (course.root / "report" / "tiny.html", course.root / "report" / "tiny.csv")
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in (page, table))
    text = page.read_text("utf-8")
    assert "4 of 5 students have handed in; mean 3.62" in text and 'href="tiny.csv"' in text
    assert "bob" in table.read_text("utf-8-sig")
    earlier = tmp_path / "2025"
    (earlier / "kim").mkdir(parents=True)
    (earlier / "kim" / "tiny.ipynb").write_text(dumps(graded()))
    assert "学生" in write_report(course, "tiny", language="zh", previous=earlier)[0].read_text("utf-8")
    with pytest.raises(AutograderError, match="There is no folder"):
        write_report(course, "tiny", previous=tmp_path / "nothing")
    with pytest.raises(CourseError):
        write_report(course, "other")
