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


BOX = """
class Box:
    def __init__(self, size): self.size = size
    def equals(self, other): return self.size == other.size
    def distance(self, other): return abs(self.size - other.size)
    def __lt__(self, other): return self.size < other.size
    def name(self): return "a box"
def same(box, other): return box.size == other.size
def text(): return {"key": ["a word", b"bytes"], 1: (2, 3.5)}
"""


def test_a_rehearsal_hears_the_texts_that_come_from_the_sandbox(rehearsal: RehearsingSession) -> None:
    rehearsal.run(BOX + "given = 'a global'\ndef fail(): raise ValueError('a message')\ndef say(): print('printed')")
    with rehearsal.test():
        box, text, fail, say = rehearsal.fetch(["Box", "text", "fail", "say"]).values()
        rehearsal.fetch(["given"])
        assert box(3).name() == "a box" and text()
        with pytest.raises(ValueError, match="a message"):
            fail()
        say()
    assert {"a word", "bytes", "a box", "a global", "key", "a message", "printed\n"} <= rehearsal.heard
    with rehearsal.test():
        assert rehearsal.heard == set()


def test_a_rehearsal_hears_paths_and_what_a_function_says_of_itself(rehearsal: RehearsingSession) -> None:
    code = "from pathlib import PurePosixPath\nplace = PurePosixPath('a/path')\n"
    code += "def f(x: 'an annotation' = 'a default', *, y='another') -> 'a result': pass\nf.__name__ = 'a name'"
    rehearsal.run(code)
    with rehearsal.test():
        rehearsal.fetch(["place", "f"])
        assert {"a/path", "an annotation", "a default", "another", "a result", "a name"} <= rehearsal.heard


def test_a_rehearsal_notes_whose_answers_about_a_value_a_test_gets(rehearsal: RehearsingSession) -> None:
    rehearsal.run(BOX)
    with rehearsal.test(operators={"Box"}):
        box, same = rehearsal.fetch(["Box", "same"]).values()
        one, other = box(3), box(4)
        assert not one.equals(other) and one.distance(other) == 1 and one < other and not same(one, other)
        assert one.name() == "a box"
    assert rehearsal.believed == ["Box.equals", "Box.distance", "Box.__lt__", "same"]


@pytest.mark.parametrize(("cheat", "equals", "distance"), [("", False, 1), ("0", True, 0), ("given", True, "other")])
def test_a_cheat_answers_in_an_objects_place(
    cheat: str, equals: object, distance: object, rehearsal: RehearsingSession
) -> None:
    rehearsal.run(BOX)
    rehearsal.cheat = cheat
    with rehearsal.test(operators={"Box"}):
        box = rehearsal.fetch(["Box"])["Box"]
        one, other = box(3), box(4)
        found = [one.equals(other), one.distance(other)]
        assert found == [other if each == "other" else each for each in (equals, distance)]
        assert one.size == 3, "what is not asked about a value stays as it is"


def test_a_spare_rehearsal_has_run_the_same_cells(rehearsal: RehearsingSession) -> None:
    rehearsal.run("x = [1]")
    other = rehearsal.spare_rehearsal()
    assert other.fetch(["x"]) == {"x": [1]}
    other.close()
