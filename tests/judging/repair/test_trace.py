"""A traced function returns what its lines compute."""

import numpy as np
import pytest

from autograder.judging.repair.trace import changed_unseen, plain_lines, read_trace, recording, traced

TEXT = """def f(w, X):
    m = X.shape[1]
    for i in range(2):
        Z = w * X
        Z += i
    if m > 5:
        m = 0
    out = {}
    out["a"], n = Z, (m,
                      2)
    return out["b"]
"""


def run(text: str, *args: object) -> object:
    world: dict[str, object] = {"np": np}
    exec(traced(text), world)
    return world["f"](*args)  # type: ignore[operator]


def test_a_trace_holds_what_lines_bind_and_ends_with_an_error():
    computed, executed = read_trace(run(TEXT, 2.0, np.ones((2, 3))), TEXT)
    assert [(one.line, one.name) for one in computed] == [
        (2, "m"), (4, "Z"), (5, "Z"), (4, "Z"), (5, "Z"), (8, "out"), (9, "out['a']"), (9, "n"),
    ]  # fmt: skip
    assert executed == {2, 3, 4, 5, 6, 8, 9, 10, 11}
    assert computed[1].reads == {"w", "X"} and computed[2].reads == {"i", "Z"}


def test_lines_are_in_the_order_in_which_they_ran_last():
    assert run(TEXT, 2.0, np.ones((2, 3)))[1][-1] == 11


def test_later_changes_do_not_reach_the_trace():
    computed, _ = read_trace(run(TEXT, 2.0, np.ones((1, 1))), TEXT)
    assert [float(one.value[0, 0]) for one in computed if one.name == "Z"] == [2.0, 2.0, 2.0, 3.0]


@pytest.mark.parametrize("value", [None, 3, ([], 3), ([1], [2]), ([(1, 2)], []), ([("a", "b", 1)], ["x"])])
def test_a_sandbox_may_return_anything(value):
    assert read_trace(value, TEXT)[0] == []


def test_a_generator_has_no_trace():
    with pytest.raises(SyntaxError):
        traced("def f(x):\n    yield x\n")


def test_the_reference_records_the_parts_of_its_formulas():
    recording("def f(a):\n    return a[:, np.newaxis, 1:] - a[:, 0]\n")
    found = []
    world = {"np": np, "_record_": lambda line, name, value: found.append(value) or value}
    exec(recording("def f(a, b):\n    c = a * b\n    c += 1\n    return np.tanh(c + 2)\n"), world)
    world["f"](2.0, 3.0)
    assert {2.0, 3.0, 6.0, 7.0, 9.0} <= {value for value in found if isinstance(value, float)}


def test_lines_that_only_name_values_are_plain():
    text = "def f(a, p):\n    b = p['b']\n    c = a + b\n    d = {'c': c}\n    e = len(a)\n    return d, e\n"
    assert plain_lines(text) == {2, 4, 6}


def test_what_a_call_changes_is_not_seen():
    text = "def f(costs, w):\n    costs.append(w)\n    np.add(w, 1, out=w)\n    other = w.sum()\n    return costs\n"
    assert changed_unseen(text) == {"costs": 2}


def test_what_a_function_inside_does_is_not_seen():
    text = "def f(X):\n    def cost(A):\n        return A\n    slope = lambda A: A\n    return cost(X) + slope(X)\n"
    assert changed_unseen(text) == {"cost": 6, "slope": 6}
