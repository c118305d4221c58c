"""Test that generated pages of docs/ are up to date, and that every lecture has a cell."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from autograder.course.course import Course

ROOT = Path(__file__).resolve().parents[1]
spec = importlib.util.spec_from_file_location("lectures", ROOT / "docs" / "lectures.py")
assert spec is not None and spec.loader is not None
lectures = importlib.util.module_from_spec(spec)
spec.loader.exec_module(lectures)


def test_the_map_of_lectures_is_up_to_date() -> None:
    assert lectures.TARGET.read_text("utf-8") == lectures.text(Course(ROOT)), "run `make docs`"


def test_every_lecture_has_a_cell() -> None:
    assert lectures.missing(lectures.TARGET.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# Saturation (p30)", [30]),
        ("q1: a thing (stretch, lectures p21, p22).", [21, 22]),
        ("propagate: cost (lectures p9, p15).", [9, 15]),
        ("# Nothing", []),
    ],
)
def test_lecture_numbers_are_read_from_a_line(text: str, found: list[int]) -> None:
    assert lectures.lectures_of(text) == found
