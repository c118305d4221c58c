"""`autograder grade`: what is unchanged is left alone, and programs read lines of JSON."""

from __future__ import annotations

import json
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from courses import by_id, make_course, released, write
from gradebooks import rows
from typer.testing import CliRunner, Result

from autograder.cli import commands as cli
from autograder.course.course import Course
from autograder.course.release import generate
from autograder.gradebook import run

RIGHT = "def double(x):\n    return x + x"
WRONG = "def double(x):\n    return x * x"


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    made = make_course(tmp_path_factory.mktemp("course"))
    generate(made)
    hand_in(made, "ann", RIGHT)
    hand_in(made, "bo", WRONG)
    return made


def hand_in(course: Course, student: str, double: str) -> None:
    content = released(course.sources("tiny")["tiny"])
    by_id(content, "double")["source"] = double
    write(course.submitted("tiny", student) / "tiny.ipynb", content)


def grade(course: Course, *arguments: str) -> Result:
    given = ["grade", *arguments, "--jobs", "1", "--allow-weak-sandbox", "--course", str(course.root)]
    done = CliRunner().invoke(cli.app, given)
    assert done.exception is None, done.exception
    return done


def events(done: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_second_run_grades_what_has_changed(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    first = events(grade(course, "tiny", "--json-lines"))
    assert [event["event"] for event in first] == ["started", "graded", "graded", "finished"]
    assert {event["result"]["student"]: event["result"]["score"] for event in first[1:3]} == {"ann": 2, "bo": 0}
    before, copies = rows(course), len(list((course.root / "backups").iterdir()))

    with monkeypatch.context() as patch:
        patch.setattr(run, "Classroom", None)  # nothing is started
        patch.setattr(run, "make_ready", None)
        patch.setattr(run, "GradebookWriter", None)
        done = grade(course, "--all")
    assert done.stdout.splitlines() == [
        "tiny: 2 submissions are unchanged since they were graded, and keep their scores; --regrade grades them again."
    ]
    assert rows(course) == before and len(list((course.root / "backups").iterdir())) == copies

    hand_in(course, "bo", RIGHT)
    second = events(grade(course, "tiny", "--json-lines"))
    assert (second[0]["total"], second[0]["unchanged"]) == (1, 1)
    assert second[1]["result"]["student"] == "bo" and second[1]["result"]["score"] == 2
    assert second[-1] | {"statuses": 0} == {
        "event": "finished",
        "assignment": "tiny",
        "graded": 1,
        "statuses": 0,
        "unchanged": ["ann"],
        "absent": {},
        "dry_run": False,
    }
    assert len(events(grade(course, "tiny", "--json-lines", "--regrade"))) == 4
    assert [event["unchanged"] for event in events(grade(course, "tiny", "--json-lines"))] == [["ann", "bo"]]


def test_a_changed_test_is_graded_again_for_everybody(course: Course, tmp_path: Path) -> None:
    shutil.copytree(course.root, tmp_path / "course")
    other = Course(tmp_path / "course")
    grade(other, "tiny")
    config = other.root / "nbgrader_config.py"
    config.write_text(config.read_text() + "c.SandboxLimits.cell_seconds = 7\n")
    assert events(grade(other, "tiny", "--json-lines", "--dry-run"))[0]["total"] == 2
