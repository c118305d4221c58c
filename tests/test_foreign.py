"""Assignments in other people's style: our grader and a plain process give each test cell the same score."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from foreign_courses import Foreign, assignments
from in_process import InProcess

from autograder.course import Course
from autograder.grading.result import SubmissionResult
from autograder.grading.submission import Grader
from autograder.sandbox.host import Child

ALL = {name: Foreign(name) for name in assignments()}


@pytest.fixture(scope="module")
def plain() -> Iterator[InProcess]:
    with InProcess() as process:
        yield process


def graded(foreign: Foreign, course: Course, patch: pytest.MonkeyPatch) -> tuple[dict[str, SubmissionResult], bytes]:
    """Student -> result; and every byte that was sent to a sandbox on the way."""
    sent: list[bytes] = []
    send = Child.send

    def spy(child: Child, frame: bytes, *arguments: Any) -> None:
        sent.append(bytes(frame))
        send(child, frame, *arguments)

    patch.setattr(Child, "send", spy)
    with Grader(course, foreign.name) as grader:
        return {student: grader.grade_folder(student) for student in course.submissions(foreign.name)}, b"".join(sent)


def test_the_corpus_has_right_wrong_and_untouched_submissions() -> None:
    assert len(ALL) >= 40
    for foreign in ALL.values():
        totals = [sum(submission.scores.values()) for submission in foreign.submissions]
        assert sum(foreign.points.values()) in totals
        assert min(totals) < sum(foreign.points.values())
        assert "starter" in {submission.name for submission in foreign.submissions}
        assert foreign.hidden or foreign.inside, "an assignment without hidden tests proves nothing here"


@pytest.mark.parametrize("name", sorted(ALL))
def test_scores_are_nbgraders_and_hidden_tests_stay(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plain: InProcess
) -> None:
    foreign = ALL[name]
    course = foreign.course(tmp_path)
    results, sent = graded(foreign, course, monkeypatch)
    seconds = float(course.option("Execute", "timeout", 30))
    for submission in foreign.submissions:
        result = results[submission.name]
        assert {e.cell: e.score for e in result.exercises} == submission.scores, submission.name
        by_nbgrader: dict[str, float] = {}
        for content in foreign.graded(submission).values():
            by_nbgrader |= plain.scores(course.source(name), content, seconds)
        assert by_nbgrader == submission.scores, submission.name
        assert {e.name for e in result.exercises} == foreign.points.keys()
        said = {test for test in foreign.points for note in result.notes if f" {test} was run inside the sandbox" in note}
        assert said == foreign.inside, result.notes
    for line in foreign.hidden:
        assert line.encode() not in sent, line
    for secret in foreign.secrets:
        assert str(secret).encode() not in sent, secret
        assert not isinstance(secret, float) or struct.pack(">d", secret) not in sent, secret
