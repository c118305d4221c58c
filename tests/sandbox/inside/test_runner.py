"""The runner answers requests with data, whatever the learner's code does."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from machine import Names

from autograder.sandbox.inside import runner
from autograder.sandbox.outside.session import Session


class Odd(Exception):
    pass


def test_a_failure_holds_the_attributes_that_can_cross() -> None:
    error = Odd("why")
    vars(error).update(code=3, name="x", items=[1], enormous=1 << 10**6)
    failure = runner._failure(error)
    assert failure.mro[:2] == ["Odd", "Exception"] and failure.message == "why"
    assert failure.attributes.items == [("code", 3), ("name", "x")]  # type: ignore[union-attr]


def test_an_exception_with_an_enormous_attribute_arrives(names: Names) -> None:
    f = names("class E(Exception): pass\ndef f():\n    error = E('why')\n    error.size = 1 << 10**6\n    raise error")["f"]
    (outcome,) = f.call_many([((), {})])
    assert outcome.error is not None and (outcome.error.kind, outcome.error.attributes) == ("E", {})


@pytest.mark.parametrize(
    "change", [lambda x: x[0].append(1), lambda x: x[1].__setitem__(0, 7.0), lambda x: x[2].update(a=1)]
)
def test_a_snapshot_changes_with_the_value(change: Any) -> None:
    value: list[Any] = [[], np.zeros(2), {}]
    before = runner._snapshot(value)
    assert runner._snapshot(value) == before
    change(value)
    assert runner._snapshot(value) != before


def test_a_snapshot_asks_no_object_for_equality() -> None:
    class Asked:
        def __eq__(self, other: object) -> bool:
            raise AssertionError

        __hash__ = None  # type: ignore[assignment]

    one = [Asked()]
    assert runner._snapshot(one) == runner._snapshot(one)


def test_an_object_that_crosses_twice_is_the_same(session: Session) -> None:
    session.run("class A: pass\na = A()\ndef f(): return a")
    found = session.fetch(["a", "f"])
    assert found["f"]() is found["a"]


@pytest.mark.parametrize(
    ("call", "value"),
    [("len(a)", 2), ("a[1]", 4), ("str(a)", "two"), ("int(a)", 2), ("bool(a)", True), ("float(a)", 2.5), ("a.x", 1)],
)
def test_operations_are_the_objects_own(session: Session, call: str, value: Any) -> None:
    cell = (
        "class A:\n    x = 1\n    def __len__(self): return 2\n    def __getitem__(self, i): return 4 * i\n"
        "    def __str__(self): return 'two'\n    def __int__(self): return 2\n    def __float__(self): return 2.5\na = A()"
    )
    session.run(cell)
    assert eval(call, session.fetch(["a"])) == value


def test_items_and_attributes_can_be_set_and_a_context_entered(session: Session) -> None:
    session.run(
        "class C:\n    def __init__(self): self.items = {}\n    def __setitem__(self, k, v): self.items[k] = v\n"
        "    def __getitem__(self, k): return self.items[k]\n    def __delitem__(self, k): del self.items[k]\n"
        "    def __enter__(self): self.entered = True; return self\n"
        "    def __exit__(self, *_): self.entered = False\nc = C()"
    )
    c = session.fetch(["c"])["c"]
    c["a"] = 3
    assert c["a"] == 3
    del c["a"]
    with pytest.raises(KeyError):
        c["a"]
    with c as entered:
        assert entered is c and c.entered is True
    assert c.entered is False


def test_an_iterator_of_the_tests_is_walked_item_by_item(names: Names) -> None:
    first = names("def first(items): return [item for item, _ in zip(items, range(3))]")["first"]
    seen: list[int] = []

    def count() -> Any:
        for number in range(100):
            seen.append(number)
            yield number

    assert first(count()) == [0, 1, 2] and len(seen) <= 4
