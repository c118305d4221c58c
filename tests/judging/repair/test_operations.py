"""Operations are edited by sign, operator, order and brackets."""

import pytest

from autograder.judging.repair.search import edits_of


@pytest.mark.parametrize(
    ("wrong", "right", "kind"),
    [
        ("return a + b", "return (a - b)", "sign"),
        ("return -a", "return a", "sign"),
        ("return a * b", "return (a @ b)", "operator"),
        ("return a ^ b", "return (a ** b)", "operator"),
        ("return a // b", "return (a / b)", "operator"),
        ("return a @ b", "return (b @ a)", "order"),
        ("return a - b / a", "return ((a - b) / a)", "brackets"),
        ("return 1 - np.log(a)", "return np.log(1 - a)", "brackets"),
        ("return np.log(a) - 1", "return np.log(a - 1)", "brackets"),
        ("return a * b / b", "return (a * b)", "extra factor"),
        ("return a > b", "return (a >= b)", "comparison"),
        ("return a or b", "return (a and b)", "condition"),
        ("return a, b", "return b, a", "order"),
        ("return {1: a, 2: b}", "return {1: b, 2: a}", "order"),
        ("return a if b else 1", "return 1 if b else a", "order"),
    ],
)
def test_an_operation_is_edited(made, wrong, right, kind):
    assert made(wrong)[right] == kind


def test_a_factor_that_sounds_like_a_number_may_be_an_exponent():
    text = "def f(beta1, t):\n    return 1 - beta1 * t\n"
    assert min(edit.cost for edit in edits_of(text) if "beta1 ** t" in edit.applied(text)) < 1


def test_the_other_weight_of_a_mean_may_be_missing(made):
    assert made("return beta * a + b", "a, b, beta")["return beta * a + (1 - beta) * b"] == "missing factor"
