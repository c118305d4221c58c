"""A rehearsal with the reference notes what a test cannot have from outside the sandbox."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from autograder.sandbox.outside.proxy import Unsupported
from autograder.sandbox.outside.rehearsing import RehearsingSession
from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import WarmProcess


@pytest.fixture
def rehearsal(warm_process: WarmProcess) -> Iterator[RehearsingSession]:
    one = RehearsingSession(warm_process)
    yield one
    one.close()


ASKED = "asked = []\nclass V:\n    def __eq__(self, other):\n        asked.append(1)\n        return True\na, b = V(), V()"


def test_a_rehearsal_notes_where_equality_is_asked(rehearsal: RehearsingSession) -> None:
    rehearsal.run(ASKED)
    with rehearsal.test():
        a, b = rehearsal.fetch(["a", "b"]).values()
        assert a != b
    assert list(map(str, rehearsal.unsupported)) == ["it compares a V with =="]
    with rehearsal.test():
        assert rehearsal.unsupported == []


def test_no_other_session_asks_for_equality(session: Session) -> None:
    session.run(ASKED)
    a, b = session.fetch(["a", "b"]).values()
    assert a != b and session.fetch(["asked"])["asked"] == []


def test_a_rehearsal_notes_what_cannot_be_sent(rehearsal: RehearsingSession) -> None:
    rehearsal.run("def f(x): return x")
    with rehearsal.test(), pytest.raises(Unsupported):
        rehearsal.fetch(["f"])["f"](object())
    assert list(map(str, rehearsal.unsupported)) == ["a object cannot be sent to the learner's code"]


def test_a_rehearsal_notes_that_a_test_changes_what_it_was_lent(rehearsal: RehearsingSession) -> None:
    session = rehearsal
    session.run("class Box:\n    def __init__(self): self.items = [1]\n    def all(self): return self.items\nbox = Box()")
    box = session.fetch(["box"])["box"]
    assert box.items == box.all() == [1] and not session.alters_what_is_lent()
    box.items.append(2)
    assert session.alters_what_is_lent()
    assert not session.alters_what_is_lent(), "reported once"
