"""Assignments in other people's style: our grader and a plain process give each test cell the same score."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from foreign_courses import Foreign, assignments
from in_process import scores_of

from autograder.grading.submission import Grader
from autograder.sandbox.host import Child

ALL = {name: Foreign(name) for name in assignments()}


@dataclass
class Graded:
    """What both said of one assignment: submission -> test cell -> score; and every byte that was sent to a sandbox."""

    ours: dict[str, dict[str, float]]
    plain: dict[str, dict[str, float]]
    names: set[str]
    sent: bytes


@pytest.fixture(scope="module", params=sorted(ALL))
def graded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Foreign, Graded]:
    foreign = ALL[request.param]
    course = foreign.course(tmp_path_factory.mktemp(foreign.name))
    sent: list[bytes] = []
    send = Child.send

    def spy(child: Child, frame: bytes, *arguments: Any) -> None:
        sent.append(bytes(frame))
        send(child, frame, *arguments)

    with pytest.MonkeyPatch.context() as patch, Grader(course, foreign.name) as grader:
        patch.setattr(Child, "send", spy)
        results = {student: grader.grade_folder(student) for student in course.submissions(foreign.name)}
    jobs: list[tuple[Path, dict[str, Any]]] = [(course.source(foreign.name), foreign.graded(s)) for s in foreign.submissions]
    plain = scores_of(jobs)
    return (
        foreign,
        Graded(
            {student: {e.cell: e.score for e in result.exercises} for student, result in results.items()},
            {s.name: scores for s, scores in zip(foreign.submissions, plain, strict=True)},
            {e.name for result in results.values() for e in result.exercises},
            b"".join(sent),
        ),
    )


def test_the_corpus_has_right_wrong_and_untouched_submissions() -> None:
    assert len(ALL) >= 8
    for foreign in ALL.values():
        full = {cell.id: cell.points for cell in foreign.source.cells if cell.role.value == "test"}
        totals = [sum(submission.scores.values()) for submission in foreign.submissions]
        assert sum(full.values()) in totals
        assert min(totals) < sum(full.values())
        assert "starter" in {submission.name for submission in foreign.submissions}
        assert foreign.hidden, "an assignment without hidden tests proves nothing here"


def test_scores_are_as_written_down(graded: tuple[Foreign, Graded]) -> None:
    foreign, found = graded
    for submission in foreign.submissions:
        assert found.ours[submission.name] == submission.scores, submission.name


def test_a_plain_process_gives_the_same_scores(graded: tuple[Foreign, Graded]) -> None:
    foreign, found = graded
    for submission in foreign.submissions:
        assert found.plain[submission.name] == submission.scores, submission.name


def test_exercises_are_named_by_their_test_cells(graded: tuple[Foreign, Graded]) -> None:
    foreign, found = graded
    assert found.names == {cell.id for cell in foreign.source.cells if cell.role.value == "test"}


def test_no_hidden_test_and_no_secret_value_was_sent_to_a_sandbox(graded: tuple[Foreign, Graded]) -> None:
    foreign, found = graded
    for line in foreign.hidden:
        assert line.encode() not in found.sent, line
    for secret in foreign.secrets:
        assert str(secret).encode() not in found.sent, secret
