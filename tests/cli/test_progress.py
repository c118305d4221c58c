"""What is printed while a command works."""

from __future__ import annotations

import pytest

from autograder.cli import speech
from autograder.cli.progress import Bar, complain
from autograder.course.lock import Holder
from autograder.errors import AutograderError
from autograder.gradebook.run import Graded, Started, Waiting
from autograder.grading.result import SubmissionResult

HOLDER = Holder(pid=7, user="ada", host="host", command="autograder grade", since="2026-03-01 09:30:00")


def test_errors_go_to_stderr_in_the_language_that_is_spoken(capsys: pytest.CaptureFixture[str]) -> None:
    complain(AutograderError("cli.json_is_for_one"))
    speech.use("zh")
    try:
        complain(AutograderError("cli.json_is_for_one"))
    finally:
        speech.use("en")
    printed = capsys.readouterr()
    assert printed.out == ""
    english, chinese = printed.err.splitlines()
    assert (
        english.startswith("autograder: --json writes") and chinese.startswith("autograder: --json") and english != chinese
    )


def test_the_bar_says_what_is_graded_and_for_whom_it_waits(capsys: pytest.CaptureFixture[str]) -> None:
    with Bar() as bar:
        bar(Waiting(HOLDER.sentence("course.waiting")))
        bar(Started("tiny", "strict", 1, ("eve",)))
        bar(Graded(SubmissionResult("tiny", "ann")))
    printed = capsys.readouterr()
    assert "autograder: Waiting for autograder grade (process 7 of ada on host, since 2026-03-01 09:30:00)" in printed.err
    assert "Left out, because nothing confines their code here: eve" in printed.out
    assert "tiny: 1 submissions, sandbox strict" in printed.out
