"""Test the setting that says how much learners are told: a level, levels by attempt, and assignments of their own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from courses import CONFIG, make_course

from autograder.course.help import LEVELS, help_levels, level_at, shown_status, shows
from autograder.errors import CourseError


@pytest.mark.parametrize(
    ("setting", "tiny", "other"),
    [
        ("", ("example",), ("example",)),
        ("'hint'", ("hint",), ("hint",)),
        ("['what', 'repair']", ("what", "repair"), ("what", "repair")),
        ("{'tiny': 'none'}", ("none",), ("example",)),
        ("{'tiny': ['what', 'hint'], '*': 'result'}", ("what", "hint"), ("result",)),
    ],
)
def test_the_setting(tmp_path: Path, setting: str, tiny: tuple[str, ...], other: tuple[str, ...]) -> None:
    course = make_course(tmp_path, CONFIG + (f"c.Help.level = {setting}\n" if setting else ""))
    assert help_levels(course, "tiny") == tiny
    assert help_levels(course, "large") == other


@pytest.mark.parametrize("setting", ["'all'", "[]", "3", "['what', 'everything']", "{'tiny': None}"])
def test_another_setting_is_an_error_that_names_the_levels(tmp_path: Path, setting: str) -> None:
    course = make_course(tmp_path, CONFIG + f"c.Help.level = {setting}\n")
    with pytest.raises(CourseError, match="none, result, what, hint, example, repair"):
        help_levels(course, "tiny")


def test_the_last_level_is_that_of_all_later_attempts() -> None:
    levels = ("what", "hint", "example")
    assert [level_at(levels, attempt) for attempt in (0, 1, 2, 3, 9)] == ["what", "what", "hint", "example", "example"]


def test_each_level_shows_what_those_before_it_show() -> None:
    for least in LEVELS:
        assert [level for level in LEVELS if shows(level, least)] == list(LEVELS[LEVELS.index(least) :])


def test_the_table_in_the_docs_has_every_level_in_order() -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / "feedback.md").read_text("utf-8")
    table = text.partition("| level |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == list(LEVELS)


def test_in_which_way_an_answer_fails_is_said_from_what_on() -> None:
    for level in LEVELS:
        told = {status: shown_status(status, level) for status in ("error", "timeout", "crashed")}
        assert told == ({status: status for status in told} if shows(level, "what") else dict.fromkeys(told, "failed"))
        assert all(shown_status(status, level) == status for status in ("passed", "failed", "missing", "waiting"))
