"""A function is built from another text in a copy of the names, and its calls are bounded in steps."""

import sys

import pytest

from autograder.sandbox.shared.steps import LEAST, TIMES, TooManySteps, allowed, rebuilt, steps_of, within


def test_a_text_runs_in_a_copy_of_the_names():
    world = {"x": 2, "f": None}
    function = rebuilt("x = 3\ndef f(y): return x + y + g(1)\ndef g(z): return z", "f", world)
    assert function(1) == 5 and world == {"x": 2, "f": None}


def test_a_text_that_does_not_run_raises():
    with pytest.raises(SyntaxError):
        rebuilt("def f(:", "f", {})
    with pytest.raises(KeyError):
        rebuilt("def g(): pass", "f", {})


def endless():
    while True:
        try:
            pass
        except Exception:
            pass


def test_steps_are_counted_and_bounded():
    assert steps_of(lambda: sum(range(3))) <= 3
    assert steps_of(lambda: 1 / 0) <= 3
    assert allowed(700) == TIMES * 700 and allowed(7) == LEAST and allowed(7, 900) == 900
    with pytest.raises(TooManySteps):
        within(1000, endless)
    assert within(1000, lambda: 5) == 5


def test_the_tracer_of_before_is_put_back():
    before = sys.gettrace()
    with pytest.raises(TooManySteps):
        within(10, endless)
    assert sys.gettrace() is before
