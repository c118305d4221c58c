"""The context of a hidden test that runs without a grader: the working directory names course and assignment."""

from __future__ import annotations

from pathlib import Path

import pytest
from courses import make_course

from autograder.errors import CourseError
from autograder.judging.context import Context, context_of_working_directory, text_of
from autograder.judging.report import Report, Worth


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Context:
    course = make_course(tmp_path)
    monkeypatch.chdir(course.source("tiny"))
    return context_of_working_directory()


def double(x: int) -> int:
    return x + x


def test_it_names_the_course_and_what_its_tests_give(here: Context, tmp_path: Path) -> None:
    assert (here.course_root, here.assignment, here.language) == (tmp_path, "tiny", "en")
    assert here.worth("double") == Worth(2.0, 0.0)
    with pytest.raises(CourseError, match="no test cell test_halve"):
        here.worth("halve")


def test_it_knows_the_text_of_a_function(here: Context) -> None:
    known = here.definition("double", double)
    assert known is not None and known.text == "def double(x: int) -> int:\n    return x + x\n"
    assert here.definition("double", len) is None and text_of(len) == ""
    assert not here.starter("double", double) and not here.starter("nothing", double)


def test_reports_are_displayed(here: Context, capsys: pytest.CaptureFixture[str]) -> None:
    here.sink(Report("double", "failed", 0.5, 2.0, message={"en": "Too small.", "zh": "太小。"}))
    shown = capsys.readouterr()
    assert "**double**: 1 / 2" in shown.out and "Too small." in shown.out and shown.err == ""
