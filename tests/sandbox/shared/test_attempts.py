"""A report of an attempt holds a path, an event or a line's number, and no other words of the learner."""

from __future__ import annotations

import pytest

from autograder.sandbox.shared.attempts import ACTIONS, PATHS, is_attempt
from autograder.words import catalogue


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("open", "/etc/passwd"),
        ("open", "../a"),
        ("write", "/a"),
        ("process", "os.fork"),
        ("network", "socket.connect"),
        ("refused", "line 12"),
    ],
)
def test_an_honest_report(kind: str, what: str) -> None:
    assert is_attempt(kind, what)


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("open", "bob wrote this"),
        ("open", "a..b"),
        ("process", "os.fork: bob wrote this"),
        ("process", "socket.connect"),
        ("process", "/etc/passwd"),
        ("refused", "line 2: bob()"),
        ("refused", "line 2\n"),
        ("refused", "line 12345678"),
        ("nonsense", "/a"),
        ("", ""),
    ],
)
def test_a_report_that_no_honest_sandbox_sends(kind: str, what: str) -> None:
    assert not is_attempt(kind, what)


def test_there_is_a_sentence_for_each_kind() -> None:
    codes = {code.removeprefix("sandbox.suspicion.") for code in catalogue("en") if code.startswith("sandbox.suspicion.")}
    assert {*PATHS.values(), *ACTIONS.values(), "write", "refused"} <= codes
