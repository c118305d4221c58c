"""Assignments in the style of other courses: our grader and a plain process give each test cell the same score."""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from foreign_courses import Foreign, assignments
from in_process import InProcess
from shared_log import SharedLog

from autograder.course.course import Course
from autograder.gradebook.writer import GradebookWriter
from autograder.grading.result import SubmissionResult
from autograder.grading.submission import Grader
from autograder.sandbox.outside.warm_process import Child

ALL = {name: Foreign(name) for name in assignments()}


@pytest.fixture(scope="module")
def plain() -> Iterator[InProcess]:
    with InProcess() as process:
        yield process


def graded(foreign: Foreign, course: Course, patch: pytest.MonkeyPatch) -> tuple[dict[str, SubmissionResult], bytes]:
    """Return student -> result, and every byte that was sent to a sandbox."""
    sent = SharedLog()  # a confined child process sends, too
    send = Child.send

    def spy(child: Child, frame: bytes, *arguments: Any) -> None:
        sent.add(bytes(frame))
        send(child, frame, *arguments)

    patch.setattr(Child, "send", spy)
    with Grader(course, foreign.name) as grader:
        results = {student: grader.grade_folder(student) for student in course.submissions(foreign.name)}
    return results, re.sub(rb"\xb0[0-9a-f]{16}", b"", sent.read())  # without nonces: their digits can be those of a secret


def test_the_corpus_has_right_wrong_and_untouched_submissions() -> None:
    assert len(ALL) >= 40
    for foreign in ALL.values():
        totals = [sum(submission.scores.values()) for submission in foreign.submissions]
        assert sum(foreign.points.values()) in totals
        assert min(totals) < sum(foreign.points.values())
        assert "starter" in {submission.name for submission in foreign.submissions}
        assert foreign.hidden or foreign.inside, "an assignment without hidden tests proves nothing here"


STOCK = ("autotested_hashed", "marks", "two_parts")  # a kernel for each submission takes seconds
Rows = dict[tuple[str, ...], tuple[float | None, bool]]


def rows(course: Course) -> Rows:
    """Return (assignment, student, notebook, cell) -> its score, and whether a person has to look at it."""
    from nbgrader.api import Gradebook

    found: Rows = {}
    with Gradebook(course.db_url) as gradebook:
        for name in STOCK:
            for submission in gradebook.assignment_submissions(name):
                for notebook in submission.notebooks:
                    for grade in notebook.grades:
                        key = (name, submission.student.id, notebook.name, grade.name)
                        found[key] = grade.auto_score, grade.needs_manual_grade
    return found


def nbgrader(course: Course, *command: str) -> None:
    here = os.environ | {"PATH": os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])}
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *command], cwd=course.root, env=here, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.nightly
def test_stock_nbgrader_with_its_kernels_gives_the_same_rows(tmp_path: Path) -> None:
    """nbgrader's own generate_assignment and autograde; and the same course, graded by us into a copy of that gradebook."""
    for name in STOCK:
        foreign = Foreign(name)
        foreign.submissions = foreign.submissions[:3]
        stock = foreign.course(tmp_path / "stock")
        nbgrader(stock, "generate_assignment", name)
    ours = Course(shutil.copytree(stock.root, tmp_path / "ours"), secret="made up")
    with GradebookWriter(ours) as writer:
        for name in STOCK:
            with Grader(ours, name) as grader:
                for student in ours.submissions(name):
                    writer.write(grader.grade_folder(student))
    for name in STOCK:
        nbgrader(stock, "autograde", name)
    assert rows(ours) == rows(stock)
    assert len(rows(ours)) == sum(3 * len([c for c in ALL[name].cells if c.points]) for name in STOCK)


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
        said = {
            test for test in foreign.points for note in result.notes if f" {test} was run inside the sandbox" in str(note)
        }
        assert said == foreign.inside, [*map(str, result.notes)]
    assert sent, "nothing was recorded"
    for line in foreign.hidden:
        assert line.encode() not in sent, line
    for secret in foreign.secrets:
        assert str(secret).encode() not in sent, secret
        assert not isinstance(secret, float) or struct.pack(">d", secret) not in sent, secret
