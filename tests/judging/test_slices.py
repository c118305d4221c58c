"""A part that one expression makes from the arguments alone has a line; a part that other lines share in has none."""

import pytest

from autograder.judging.slices import line_of_part

DRAWN = """def f(n_x, n_h):
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros((n_h, 1))
    p = {"W1": W1, "b1": b1}
    return p
"""


@pytest.mark.parametrize("path", ["parameters['W1']", "['W1']", "np.sqrt(np.mean(parameters['W1'] ** 2)) < 0.5"])
def test_a_part_of_a_dict_has_the_line_of_its_value(path):
    assert line_of_part(DRAWN, path) == 2


def test_a_dict_may_get_its_entries_one_by_one():
    text = 'def f(n):\n    p = {}\n    p["W"] = np.zeros(n)\n    p["b"] = 0.0\n    return p\n'
    assert line_of_part(text, "p['W']") == 3 and line_of_part(text, "p['c']") is None


def test_a_part_of_a_tuple_has_the_line_of_its_value():
    text = "def f(n):\n    w = np.ones(n)\n    return w, 0.0\n"
    assert line_of_part(text, "w", ("w", "b")) == 2 and line_of_part(text, "b", ("w", "b")) == 3


@pytest.mark.parametrize(
    "body",
    [
        "    m = len(x)\n    w = x / m\n    return w\n",  # two lines make it
        "    w = x\n    w += 1\n    return w\n",
        "    for i in x:\n        w = i\n    return w\n",
        "    w = x * 2\n    w.sort()\n    return w\n",
        "    if x:\n        return 1\n    return 2\n",
        "    w = [i for i in x]\n    return w\n",
        "    return x\n",
    ],
)
def test_a_part_that_several_lines_make_has_none(body):
    assert line_of_part("def f(x):\n" + body, "") is None


def test_a_part_of_a_part():
    text = "def f(x, y):\n    cost = y\n    grads = {'dw': x * 2, 'db': cost}\n    return grads, cost\n"
    assert line_of_part(text, "grads['dw']", ("grads", "cost")) == 3
    assert line_of_part(text, "grads['db']", ("grads", "cost")) is None


def test_what_is_no_function_has_none():
    assert line_of_part("x = 1\n", "") is None
