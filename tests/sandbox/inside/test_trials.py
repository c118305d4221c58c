"""Trials call a function that was built from another text, each time with fresh arguments and a bound."""

import numpy as np
import pytest

from autograder.sandbox.inside.trials import Trials
from autograder.sandbox.shared.steps import TooManySteps


def run(attempt):
    function, arguments = attempt
    return function(*arguments)


def test_each_call_gets_its_own_arguments_and_is_watched():
    trials = Trials("f", {"f": lambda x: x, "one": 1}, calls=[((np.ones(2),), {}), ((np.zeros(2),), {})], least=500)
    function = run(trials.build("def f(x):\n    x += one\n    return x"))
    for _ in range(2):
        results = [(run(attempt).tolist(), watch.altered()) for _, watch, attempt in trials.each(function)]
        assert results == [([2, 2], [0]), ([1, 1], [0])]


def test_a_call_ends_after_ten_times_the_steps_of_the_function_as_it_is():
    world = {}
    exec("def f(n):\n    while n > 0:\n        n -= 1\n    return n", world)
    trials = Trials("f", world, calls=[((100,), {})], least=0)
    (_, _, attempt) = next(iter(trials.each(run(trials.build("def f(n):\n    while n > 0:\n        n += 1.0\n")))))
    with pytest.raises(TooManySteps):
        run(attempt)
    (_, _, attempt) = next(
        iter(trials.each(run(trials.build("def f(n):\n    for i in range(5 * n):\n        pass\n    return i"))))
    )
    assert run(attempt) == 499
