"""What a run reports: points in the gradebook, and how many submissions it holds when a run stops."""

from __future__ import annotations

from autograder.gradebook.events import ClassResult, RunError, RunInterrupted
from autograder.gradebook.moves import Change
from autograder.words import sentence

CHANGES = [Change("ann", None, 3.0), Change("bob", 1.0, 0.5)]


def test_points_are_those_in_the_gradebook_and_none_after_a_dry_run() -> None:
    assert ClassResult("tiny", "strict", [], changes=CHANGES).points == {"ann": 3.0, "bob": 0.5}
    assert ClassResult("tiny", "strict", [], changes=CHANGES, dry_run=True).points == {}


def test_a_run_that_stops_says_how_many_submissions_are_written() -> None:
    so_far = sentence("gradebook.so_far", written=3, total=10, assignment="tiny")
    failed = RunError("gradebook.run_failed", reason=sentence("gradebook.disk_full"), so_far=so_far)
    assert failed.written == RunInterrupted(so_far).written == 3
    assert RunInterrupted(sentence("gradebook.nothing_written")).written == 0
