"""A whole value is edited by what is missing in it."""

import pytest


@pytest.mark.parametrize(
    ("wrong", "right", "kind"),
    [
        ("return a + b", "return -(a + b)", "sign"),
        ("return a", "return (1 - a)", "missing wrapper"),
        ("return np.exp(a)", "return (np.exp(a) / m)", "missing factor"),
        ("return np.exp(a)", "return (np.exp(a) * b)", "missing factor"),
        ("return np.exp(a)", "return (np.exp(a) + b)", "missing term"),
        ("return a @ b", "return sigmoid((a @ b))", "missing call"),
        ("return a @ b", "return np.squeeze((a @ b))", "missing call"),
        ("return a * b", "return np.sum((a * b))", "missing call"),
        ("return {'x': a @ b}, a", "return {'x': ((a @ b) / m)}, a", "missing factor"),
    ],
)
def test_a_value_is_edited(made, wrong, right, kind):
    assert made(wrong, "a, b, m", ("sigmoid",))[right] == kind
