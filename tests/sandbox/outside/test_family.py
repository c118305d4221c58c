"""The sandboxes of one submission: two at a time, and one bound on what they send."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from machine import stops

from autograder.sandbox.outside.family import Family
from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import WarmProcess


class Member:
    """A conversation without a sandbox."""

    def __init__(self, family: Family) -> None:
        self.family, self.alive, self.ended = family, False, 0

    def ask(self) -> None:
        self.family.ask(self)
        self.alive = True

    def close(self) -> None:
        self.alive, self.ended = False, self.ended + 1


def test_the_spare_that_was_asked_longest_ago_makes_room() -> None:
    family = Family(1)
    first, *spares = members = [Member(family) for _ in range(5)]
    for member in [*members, spares[0], spares[2], first, *spares]:
        member.ask()
        assert member.alive
        assert sum(one.alive for one in members) <= 2
    assert first.ended == 0


def test_two_spares_may_live_while_the_first_is_dead() -> None:
    family = Family(1)
    first, one, other = (Member(family) for _ in range(3))
    first.ask()
    first.close()
    one.ask()
    other.ask()
    assert (one.alive, other.alive) == (True, True)
    first.ask()
    assert [one.alive, other.alive].count(True) <= 2


def test_one_that_is_forgotten_is_not_ended() -> None:
    family = Family(1)
    first, one, other = (Member(family) for _ in range(3))
    for member in (first, one):
        member.ask()
    family.forget(one)
    other.ask()
    assert one.ended == 0


# --- in sandboxes ---


@pytest.fixture
def counted(warm_process: WarmProcess, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many sandboxes were alive after each start of one."""
    alive: list[int] = []
    fork = WarmProcess.fork

    def count(process: WarmProcess, folder: str = "") -> Any:
        child = fork(process, folder)
        alive.append(len(process._alive))
        return child

    monkeypatch.setattr(WarmProcess, "fork", count)
    return alive


def test_no_more_than_two_live_at_once_and_each_still_answers(session: Session, counted: list[int]) -> None:
    session.run("def helper(x): return 0\ndef f(x): return helper(x) + 1")
    f = session.fetch(["f"])["f"]
    many = [f.with_helpers({"helper": lambda x, n=number: n * x}) for number in range(5)]
    for _ in range(2):
        assert [g(10) for g in many] == [1, 11, 21, 31, 41]
        assert f(10) == 1
    assert max(counted) == 2


def test_spares_of_spares_are_counted_too(session: Session, counted: list[int]) -> None:
    session.run("def a(): return 1\ndef b(): return 2\ndef f(): return a() + b()")
    f = session.fetch(["f"])["f"]
    g = f.with_helpers({"a": lambda: 10})
    h = g.with_helpers({"b": lambda: 20})
    assert (f(), g(), h(), g()) == (3, 12, 30, 12)
    assert max(counted) == 2


def test_all_of_a_family_send_at_most_so_much(session: Session) -> None:
    session.run("import numpy as np\ndef f(): return np.zeros(1 << 17)")
    f = session.fetch(["f"])["f"]
    session._conversation.family.room = 3 << 20
    f()
    f.with_helpers({})()
    with stops("more than the grader can hold"):
        f.with_helpers({})()


def test_the_answers_to_one_request_are_bounded_together(session: Session) -> None:
    session.run("import numpy as np\ndef f(x): return np.zeros(1 << 17)")
    f = session.fetch(["f"])["f"]
    few = [((np.zeros(1),), {})] * 2
    assert len(f.call_many(few)) == 2
    session._conversation.family.room_of_a_request = 3 << 20
    with stops("more than the grader can hold"):
        f.call_many(few * 2)
