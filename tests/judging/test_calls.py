"""Calls in this process or through a proxy, fitted to the signature that a function has, with other helpers if needed."""

from collections import namedtuple
from typing import Any

import numpy as np
import pytest

from autograder.judging.calls import attempt, call_many, tolerant, with_helpers
from autograder.sandbox.shared.outcome import LearnerError, Outcome, SandboxStopped

# calling


def test_values_come_back_in_order():
    outcomes = call_many(lambda a, b=0: a - b, [((3,), {}), ((3, 1), {}), ((3,), {"b": 2})])
    assert [outcome.value for outcome in outcomes] == [3, 2, 1]


def test_each_call_gets_copies_of_its_arguments_and_returns_them():
    def spoil(array, items, *, more):
        array += 1
        items.append(4)
        more["key"] = 5

    given = (np.zeros(2), [3]), {"more": {}}
    first, second = call_many(spoil, [given, given])
    assert given[0][0].tolist() == [0, 0]
    assert given[0][1] == [3]
    for outcome in (first, second):
        (array, items), keywords = outcome.arguments
        assert array.tolist() == [1, 1]
        assert items == [3, 4]
        assert keywords == {"more": {"key": 5}}


def test_many_containers_of_own_classes_keep_their_parts():
    cache = namedtuple("cache", "A W")
    nested = {"caches": [cache(A=[number], W=cache(A=(number,), W=-number)) for number in range(20)]}
    (outcome,) = call_many(lambda: nested, [((), {})])
    assert outcome.value == {"caches": [([number], ((number,), -number)) for number in range(20)]}
    assert {type(each) for each in outcome.value["caches"]} == {tuple}


def test_an_error_is_an_outcome():
    def fails(x):
        y = x + 1
        return y / 0

    (outcome,) = call_many(fails, [((1,), {})])
    assert outcome.value is None
    line = fails.__code__.co_firstlineno + 2
    assert outcome.error == LearnerError(
        ("ZeroDivisionError", "ArithmeticError", "Exception", "BaseException"),
        "division by zero",
        f"line {line}: return y / 0",
    )


def test_the_line_is_the_learners_own():
    def fails(x):
        return np.linalg.inv(x)

    (outcome,) = call_many(fails, [((np.zeros((2, 2)),), {})])
    assert outcome.error.where.endswith(": return np.linalg.inv(x)")


def test_an_exit_and_an_exception_without_text_are_outcomes():
    class Silent(Exception):
        def __str__(self):
            raise ValueError

    def fails(how):
        raise how

    exited, silent = call_many(fails, [((SystemExit(3),), {}), ((Silent(),), {})])
    assert exited.error.kind == "SystemExit"
    assert (silent.error.kind, silent.error.message) == ("Silent", "")


def test_a_stopped_sandbox_is_an_exception():
    def stops():
        raise SandboxStopped("timeout", "sandbox.stopped_after", seconds=5)

    with pytest.raises(SandboxStopped):
        call_many(stops, [((), {})])


def test_what_is_printed_is_kept(capsys):
    (outcome,) = call_many(print, [(("hello",), {})])
    assert outcome.printed == "hello\n"
    assert capsys.readouterr().out == ""


def test_legacy_draws_start_from_the_given_state_at_each_call():
    before = np.random.get_state()[1].tolist()
    state = np.random.RandomState(7).get_state()
    one, two = call_many(lambda: np.random.rand(), [((), {}), ((), {})], state)
    assert one.value == two.value == np.random.RandomState(7).rand()
    assert np.random.get_state()[1].tolist() == before


def test_a_proxy_makes_its_calls_itself():
    class Proxy:
        def call_many(self, calls, rng_state):
            return [Outcome(value=(calls, rng_state))]

        def with_helpers(self, helpers, limit):
            return helpers, limit

    assert call_many(Proxy(), [((1,), {})], "state") == [Outcome(value=([((1,), {})], "state"))]
    assert with_helpers(Proxy(), {"f": len}, 3) == ({"f": len}, 3)


# follow-through

LEARNERS = """
def sigmoid(z): return -1
def inner(z): return sigmoid(z)
def outer(z, *, add=1): return inner(z) + add
def straight(z=2): return sigmoid(z)
"""


@pytest.fixture
def learner():
    world = {}
    exec(LEARNERS, world)
    return world


def test_helpers_replace_the_learners_own(learner):
    assert with_helpers(learner["straight"], {"sigmoid": lambda z: 10 * z}, 5)() == 20


def test_what_the_function_calls_sees_the_helpers_too(learner):
    assert with_helpers(learner["outer"], {"sigmoid": lambda z: 10 * z}, 5)(3) == 31


def test_the_learners_own_globals_are_not_changed(learner):
    with_helpers(learner["outer"], {"sigmoid": lambda z: 10 * z}, 5)(3)
    assert learner["outer"](3) == 0


def test_helpers_answer_a_bounded_number_of_times(learner):
    function = with_helpers(learner["straight"], {"sigmoid": lambda z: z}, 2)
    assert [outcome.error is None for outcome in call_many(function, [((1,), {})] * 3)] == [True, True, False]


def test_a_builtin_function_is_returned_as_it_is():
    assert with_helpers(len, {}, 1) is len


def test_a_tolerant_function_drops_what_it_has_no_place_for():
    assert tolerant(lambda a, b=2: (a, b))(1, 3, 4, c=5) == (1, 3)
    assert tolerant(lambda a, *, b: (a, b))(1, 3, b=4) == (1, 4)
    assert tolerant(lambda *args, **kwargs: (args, kwargs))(1, b=2) == ((1,), {"b": 2})
    with pytest.raises(TypeError):
        tolerant(lambda a, b: a)(1)


# attempts


def test_a_plain_function_is_built_from_other_texts():
    world = {"np": np}
    exec("def f(x):\n    return x + 1", world)
    texts = [
        "def f(x): return x + 2",
        "def f(:",
        "def f(x): raise ValueError('odd')",
        "def f(x):\n    while True:\n        pass",
    ]
    found = attempt(world["f"], texts, [((1,), {}), ((np.ones(2),), {})])
    assert found[0][0].value == 3 and found[0][1].value.tolist() == [3, 3]
    assert [outcome.error.kind for outcome in found[1]] == ["SyntaxError"] * 2
    assert found[2][0].error.message == "odd"
    assert [outcome.error.kind for outcome in found[3]] == ["RecursionError"] * 2
    assert world["f"](1) == 2


def test_an_attempt_notes_what_it_changes():
    world = {}
    exec("def f(x): return x", world)
    ((outcome,),) = attempt(world["f"], ["def f(x):\n    x += 1\n    return x"], [((np.ones(2),), {})])
    assert outcome.altered == (0,)


def test_a_value_that_holds_itself_many_times_is_returned_at_once():
    def nested() -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in "abcdefgh":
            found[name] = (found, found)
        return found

    (outcome,) = call_many(nested, [((), {})])
    assert outcome.error is None and outcome.value["a"][0] is outcome.value
