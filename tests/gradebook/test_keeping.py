"""A regrade takes no points from unchanged work unless somebody asks for that."""

from __future__ import annotations

import json
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from courses import by_id, make_course, released, tiny, write
from halves import generated as generated_halves
from halves import made

from autograder.course.course import Course
from autograder.course.release import generate
from autograder.gradebook.events import ClassResult
from autograder.gradebook.keeping import keep_scores
from autograder.gradebook.run import grade_class
from autograder.grading.record import KEY
from autograder.grading.result import ExerciseResult, SubmissionResult
from autograder.notebook.files import dumps, read_notebook


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    course = make_course(tmp_path_factory.mktemp("generated"), one=tiny())
    generate(course)
    return course.root


@pytest.fixture
def course(generated: Path, tmp_path: Path) -> Course:
    shutil.copytree(generated, tmp_path / "course")
    return Course(tmp_path / "course", secret="made up")


def hand_in(course: Course, double: str) -> None:
    content = released(course.sources("one")["one"])
    by_id(content, "double")["source"] = double
    by_id(content, "increment")["source"] = "def increment(x):\n    return x + 1"
    write(course.submitted("one", "ann") / "one.ipynb", content)


def mend_test(course: Course, test: str) -> None:
    path = course.source("one") / "one.ipynb"
    content = read_notebook(path)
    by_id(content, "test_double")["source"] = test
    path.write_text(dumps(content), encoding="utf-8")


def graded(course: Course, **options: Any) -> ClassResult:
    return grade_class(course, "one", workers=1, allow_weak_sandbox=True, **options)


STRICTER = "### BEGIN HIDDEN TESTS\nassert double(3) == 6\nassert double(0.5) == 99\n### END HIDDEN TESTS"
RIGHT = "def double(x):\n    return x + x"


def test_a_stricter_test_takes_no_points_unasked(course: Course) -> None:
    hand_in(course, RIGHT)
    before = graded(course).results[0].score
    mend_test(course, STRICTER)
    for _ in range(2):  # the score that was kept is kept again, and for the same reason
        again = graded(course, regrade=True)
        [kept] = again.kept
        assert again.results[0].score == before and again.changes[0].new == before
        assert (kept.student, kept.old > kept.new, kept.why) == ("ann", True, ("another_test",))
    written = json.loads((course.autograded("one", "ann") / "one.ipynb").read_bytes())
    outputs = by_id(written, "test_double")["outputs"]
    assert "earlier grading of the same work" in str(outputs[0])
    assert "".join(outputs[-1]["data"]["text/plain"]) == repr(kept.old)
    lower = graded(course, allow_lower=True)
    assert lower.kept == [] and lower.results[0].score == before - kept.old + kept.new < before


def test_a_mended_hidden_test_takes_no_points_unasked(tmp_path: Path) -> None:
    """What `check` asks is in `tests/hidden/`; the test cell stays as it is."""
    course = generated_halves(made(tmp_path))
    content = released(course.sources("halves")["halves"])
    by_id(content, "half")["source"] = "def half(x, by):\n    return x / by if by < 90 else x"
    write(course.submitted("halves", "ann") / "halves.ipynb", content)
    before = grade_class(course, "halves", workers=1, allow_weak_sandbox=True).results[0].score
    hidden = course.hidden_tests("halves") / "half.py"
    hidden.write_text(hidden.read_text() + "\nhalf.edge('large', dict(x=np.array([3.0]), by=100.0))\n")
    again = grade_class(course, "halves", workers=1, allow_weak_sandbox=True)
    [kept] = again.kept
    assert again.results[0].score == before > before - kept.old + kept.new
    assert kept.why == ("another_test",)


def test_the_reason_says_where_the_test_is_the_same() -> None:
    [kept] = keep_scores(one(2.0), {"n": RECORD})
    assert kept.why == ("same_test",)
    assert "the secret or the grader is another one" in kept.reasons.in_language("en")


RECORD = {"work": "w", "language": "en", "exercises": {"test_f": {"score": 3.0, "bonus": 1.0, "test": "t"}}}


def one(score: float | None, bonus: float = 0.0, record: Any = RECORD, **options: Any) -> SubmissionResult:
    exercise = ExerciseResult(
        name="f",
        cell="test_f",
        notebook="n",
        score=score,
        max_score=4.0,
        status="failed",
        bonus=bonus,
        max_bonus=2.0,
        **options,
    )
    notebook = {"metadata": {KEY: {**record, "exercises": {"test_f": dict(RECORD["exercises"]["test_f"])}}}, "cells": []}
    return SubmissionResult("a", "ann", exercises=[exercise], notebooks={"n": notebook})


@pytest.mark.parametrize(
    ("result", "old", "score"),
    [
        (one(2.0), {}, (3.0, 1.0)),
        (one(4.0), {}, (4.0, 1.0)),
        (one(3.0, 1.0), {}, None),
        (one(None), {}, None),
        (one(2.0, excused=True), {}, None),
        (one(2.0), {"work": "other"}, None),
        (one(2.0), {"exercises": {"test_f": {"score": 3.0, "bonus": 1.0, "excused": True}}}, None),
        (one(2.0), {"exercises": {"test_f": {"score": 9.0}}}, None),
        (one(2.0), {"exercises": {"test_f": {"score": "3"}}}, None),
        (one(2.0), {"exercises": {}}, None),
    ],
)
def test_what_is_kept(result: SubmissionResult, old: dict[str, Any], score: tuple[float, float] | None) -> None:
    before = result.exercises[0]
    kept = keep_scores(result, {"n": {**RECORD, **old}})
    after = result.exercises[0]
    assert ((after.score, after.bonus) if kept else None) == score
    assert kept or after is before


def test_a_first_grading_keeps_nothing() -> None:
    assert keep_scores(one(0.0), {}) == []
