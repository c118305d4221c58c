"""Calls are edited by function, arguments, axis and shape."""

import pytest

from autograder.judging.repair.search import edits_of


@pytest.mark.parametrize(
    ("wrong", "right", "kind"),
    [
        ("return np.sum(a)", "return np.mean(a)", "function"),
        ("return np.max(a, b)", "return np.maximum(a, b)", "function"),
        ("return np.sum(a, axis=0)", "return np.sum(a, axis=1)", "axis"),
        ("return np.sum(a)", "return np.sum(a, axis=1, keepdims=True)", "axis"),
        ("return np.sum(a, axis=1)", "return np.sum(a, axis=1, keepdims=True)", "keepdims"),
        ("return np.sum(a, keepdims=True)", "return np.sum(a, keepdims=not True)", "keepdims"),
        ("return np.dot(a, b)", "return (a * b)", "operator"),
        ("return np.dot(a, b)", "return np.dot(b, a)", "order"),
        ("return np.dot(a, b + 1)", "return (np.dot(a, b) + 1)", "brackets"),
        ("return np.zeros((a, b))", "return np.zeros((b, a))", "shape"),
        ("return np.zeros(a, b)", "return np.zeros((a, b))", "shape"),
        ("return a.reshape(-1)", "return a", "extra call"),
    ],
)
def test_a_call_is_edited(made, wrong, right, kind):
    assert made(wrong)[right] == kind


def test_a_helper_that_returns_a_pair_is_taken_apart(made):
    assert made("return relu(a)", callables=("relu", "sigmoid"))["return relu(a)[0]"] == "unpacking"
    assert made("return relu(a)", callables=("relu", "sigmoid"))["return sigmoid(a)"] == "function"


def test_a_mean_is_unlikely_where_something_is_divided_already():
    def cost(body: str) -> float:
        text = f"def f(a, m):\n    return {body}\n"
        return next(edit.cost for edit in edits_of(text) if "np.mean" in edit.applied(text) and edit.kind == "function")

    assert cost("np.sum(a)") < 1 < cost("np.sum(a) / m") == cost("-1 / m * np.sum(a)")


def test_a_parameter_that_is_never_read_may_be_missing_in_a_call(made):
    texts = made("return update(a)", "a, rate", callables=("update",))
    assert texts["return update(a, rate=rate)"] == "missing argument"
    assert "return update(a, a=a)" not in texts
