"""Calls: batches, arguments, errors and the state of the random generators."""

from __future__ import annotations

import numpy as np
import pytest
from machine import Names, stops

from autograder.sandbox.outside.session import Session
from autograder.sandbox.shared import draws


def test_a_batch_is_answered_in_order_with_errors_and_prints_in_place(names: Names) -> None:
    f = names("def f(x, y=1):\n    print('got', x)\n    return y / x")["f"]
    outcomes = f.call_many([((2,), {}), ((0,), {}), ((4,), {"y": 2})])
    assert [outcome.value for outcome in outcomes] == [0.5, None, 0.5]
    assert [outcome.printed for outcome in outcomes] == ["got 2\n", "got 0\n", "got 4\n"]
    error = outcomes[1].error
    assert error is not None and error.kind == "ZeroDivisionError" and "return y / x" in error.where


def test_batches_are_cut_by_size(names: Names) -> None:
    f = names("def f(x): return x.sum()")["f"]
    big = np.ones(1 << 18)  # 2 MB
    assert [outcome.value for outcome in f.call_many([((big,), {})] * 7)] == [1 << 18] * 7


def test_arguments_left_alone_stay_the_same_objects(names: Names) -> None:
    f = names("def f(x): return x")["f"]
    (outcome,) = f.call_many([(([1, 2],), {})])
    assert outcome.arguments == (([1, 2],), {})


def test_the_time_of_a_batch_is_counted_call_by_call(names: Names) -> None:
    f = names("import time\ndef f(): time.sleep(0.4); return 1")["f"]
    assert [outcome.value for outcome in f.call_many([((), {})] * 4)] == [1] * 4


def test_draws_go_on_where_the_learner_left_off(session: Session, names: Names) -> None:
    f = names("import numpy as np, random\ndef f(n): return np.random.rand(n).sum() + random.random()")["f"]
    before = draws.state()
    try:
        np.random.seed(4)
        expected = np.random.rand(3).sum(), np.random.rand()
        np.random.seed(4)
        import random

        random.seed(1)
        first = random.random()
        random.seed(1)
        with session.test(draws=True):
            assert f(3) == expected[0] + first and np.random.rand() == expected[1]
    finally:
        draws.restore(before)


def test_a_state_of_the_learners_choice_is_not_taken_over(session: Session, names: Names) -> None:
    f = names("import numpy as np\ndef f(): np.random.seed(0)")["f"]
    before = draws.state()
    try:
        np.random.seed(4)
        with session.test(draws=True):
            f()
        assert np.random.rand() == np.random.RandomState(4).rand()
    finally:
        draws.restore(before)


def test_an_argument_that_comes_back_is_the_same_object(session: Session) -> None:
    session.run("def same(x): return x\ndef copy(x): return list(x)\ndef pair(x, y): return [y, (x,), 1]")
    session.run("def grow(x):\n    x.append(4)\n    return x\ndef first(x): return x[0]")
    same, copy, pair, grow, first = session.fetch(["same", "copy", "pair", "grow", "first"]).values()
    one, other = [1, [2]], np.zeros(2)
    assert same(one) is one and same(other) is other
    assert copy(one) == one and copy(one) is not one
    assert copy(one)[1] is one[1], "a shallow copy"
    found = pair(one, other)
    assert found[0] is other and found[1][0] is one
    assert grow(one) is one and one == [1, [2], 4]
    nested = {"a": {"b": []}}
    assert same(x=nested)["a"]["b"] is nested["a"]["b"]
    assert first([one, one]) is one


def test_many_calls_bring_copies(session: Session) -> None:
    session.run("def grow(x):\n    x.append(4)\n    return x")
    given = [1]
    (outcome,) = session.fetch(["grow"])["grow"].call_many([((given,), {})])
    assert outcome.value == [1, 4] and outcome.value is not given and given == [1]


def test_a_child_that_names_an_argument_that_was_not_sent_is_stopped(session: Session) -> None:
    session.run(
        "from autograder.sandbox.shared import protocol, wire\nimport sys\n"
        "pack = wire.Packer.pack\n"
        "wire.Packer.pack = lambda self, value, depth=0: protocol.Given(value) if value == 7 else pack(self, value, depth)\n"
        "def f(x): return 7"
    )
    with stops("unreadable"):
        session.fetch(["f"])["f"]([1])


@pytest.mark.parametrize(
    "raised",
    [
        "class E(BaseException):\n    def __str__(self): raise self\n    __repr__ = __str__",
        "class E(Exception):\n    def __str__(self): return 5",
        "class E(Exception):\n    args = property(lambda self: 1 / 0)",
        "E = type('<b>\\x1b[31m\\n' + 'x' * 10**6, (KeyError,), {})",
        "class E(Exception):\n    def __str__(self): return '\\x1b[2J' * 10**6",
    ],
)
def test_odd_exceptions_are_bounded_text(names: Names, raised: str) -> None:
    f = names(f"{raised}\ndef f(): raise E('x')")["f"]
    (outcome,) = f.call_many([((), {})])
    assert outcome.error is not None and outcome.value is None
    text = f"{outcome.error} {outcome.error.where} {outcome.error.types}"
    assert len(text) < 10_000 and "\x1b" not in text
