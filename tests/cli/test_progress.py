"""What is printed while a command works."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rich.console import Console

from autograder.cli import progress, speech
from autograder.cli.progress import Bar, JsonLines, Lines, Tally, choose, complain
from autograder.course.lock import Holder
from autograder.errors import AutograderError
from autograder.gradebook.events import ClassResult, Graded, Started, Waiting
from autograder.grading.result import ExerciseResult, SubmissionResult
from autograder.words import sentence

HOLDER = Holder(pid=7, user="ada", host="host", command="autograder grade", since="2026-03-01 09:30:00")


def result(student: str, status: Any = "passed", message: str = "") -> SubmissionResult:
    exercise = ExerciseResult("double", "test_double", "tiny", 2.0, 2.0, status, message)
    return SubmissionResult("tiny", student, "strict", [exercise])


def refused(student: str) -> SubmissionResult:
    return SubmissionResult("tiny", student, refused=sentence("grading.worker_died"), waits=True)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, which the test sets."""
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


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


def test_the_bar_shows_rate_time_left_statuses_and_the_last_problem(
    monkeypatch: pytest.MonkeyPatch, clock: list[float]
) -> None:
    terminal = Console(force_terminal=True, width=200, height=40, record=True)
    monkeypatch.setattr(progress, "out", terminal)
    with Bar() as bar:
        bar(Started("tiny", "strict", 9))
        clock[0] += 2
        for each in (result("ann"), result("bo", "failed", "`double` is wrong."), refused("cy")):
            bar(Graded(each))
        shown = list(bar._progress.get_renderables())
        terminal.print(*shown)
    text = terminal.export_text()
    assert "3/9" in text and "1.5 a second, 0:04 left" in text
    assert "passed 1, failed 1, waiting 1" in text
    assert "last problem: cy: The grader's process died" in text


def test_a_tally_knows_how_long_the_rest_takes(clock: list[float]) -> None:
    tally = Tally(7200)
    assert tally.left is None and tally.pace() == ""
    clock[0] += 2
    tally.add(result("ann"))
    assert (tally.done, tally.rate, tally.left) == (1, 0.5, 14398)
    assert tally.pace() == "0.5 a second, 3:59:58 left"


def test_where_there_is_no_terminal_there_are_plain_lines(capsys: pytest.CaptureFixture[str], clock: list[float]) -> None:
    reporter = choose()
    assert isinstance(reporter, Lines)
    with reporter:
        reporter(Started("tiny", "strict", 4))
        for seconds, each in ((1, result("ann")), (10, refused("bo")), (1, result("cy")), (1, result("dan"))):
            clock[0] += seconds
            reporter(Graded(each))
    first, second, last = capsys.readouterr().out.splitlines()
    assert first == "tiny: 4 submissions, sandbox strict"
    assert second.startswith("graded 2 of 4; 0.182 a second, 0:11 left; passed 1, waiting 1; last problem: bo: The grader")
    assert last.startswith("graded 4 of 4; passed 3, waiting 1; last problem: bo: ")


def test_programs_get_a_line_of_json_for_each_event(capsys: pytest.CaptureFixture[str]) -> None:
    reporter = choose(json_lines=True)
    assert isinstance(reporter, JsonLines)
    suspicious = result("bo", "failed")
    suspicious.suspicious = [sentence("grading.worker_died")]  # any clause
    with reporter:
        reporter(Waiting(HOLDER.sentence("course.waiting")))
        reporter(Started("tiny", "strict", 2, unchanged=5))
        reporter(Graded(result("ann")))
        reporter(Graded(suspicious))
        reporter.finish(ClassResult("tiny", "strict", [result("ann"), suspicious], {"eve": None}, unchanged=("zoe",)))
    waiting, started, first, second, finished = map(json.loads, capsys.readouterr().out.splitlines())
    assert waiting["event"] == "waiting" and "process 7 of ada" in waiting["for"]
    assert (started["event"], started["total"], started["unchanged"]) == ("started", 2, 5)
    assert (first["event"], first["done"], first["total"], first["result"]["score"]) == ("graded", 1, 2, 2)
    assert second["result"]["student"] == "bo" and second["suspicious"][0].startswith("The grader's process died")
    assert finished == {
        "event": "finished",
        "assignment": "tiny",
        "graded": 2,
        "statuses": {"passed": 1, "failed": 1},
        "unchanged": ["zoe"],
        "absent": {"eve": None},
        "dry_run": False,
    }
