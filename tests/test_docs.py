"""What is generated under docs/ is up to date, and every lecture is reached."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from autograder.course.course import Course

ROOT = Path(__file__).resolve().parents[1]
spec = importlib.util.spec_from_file_location("lectures", ROOT / "tools" / "lectures.py")
assert spec is not None and spec.loader is not None
lectures = importlib.util.module_from_spec(spec)
spec.loader.exec_module(lectures)


def test_the_map_of_lectures_is_up_to_date() -> None:
    assert lectures.TARGET.read_text("utf-8") == lectures.text(Course(ROOT)), "run `make docs`"


def test_every_lecture_is_reached() -> None:
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
def test_lectures_are_read_off_a_line(text: str, found: list[int]) -> None:
    assert lectures.lectures_of(text) == found
