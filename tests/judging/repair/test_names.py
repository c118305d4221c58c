"""Names, constants, attributes, indices and keys are edited."""

import pytest


@pytest.mark.parametrize(
    ("wrong", "right", "kind"),
    [
        ("return a", "return b", "variable"),
        ("return a", "return a.T", "transposed"),
        ("return a.T", "return a", "transposed"),
        ("return a.size", "return a.shape[1]", "index"),
        ("return a[0]", "return a[1]", "index"),
        ("return a[1:]", "return a[1 + 1:]", "index"),
        ("return 0.01 * a", "return b * a", "written out"),
        ("return a == True", "return a == False", "constant"),
        ("return {'x': a['y']}", "return {'y': a['y']}", "key"),
        ("return a['W' + str(b)]", "return a['W' + str(b - 1)]", "layer"),
        ("return a[f'W{b}']", "return a[f'W{b - 1}']", "layer"),
        ("return a", "return (a ** 2)", "missing factor"),
        ("return {'dw': a['dw']}", "return {'dW': a['dW']}", "key"),
        ("return a['W1'] + a['b1'] + a['W2']", "return a['W1'] + a['b2'] + a['W2']", "key"),
        ("return f(a, 'relu') + f(b, 'tanh')", "return f(a, 'relu') + f(b, 'relu')", "constant"),
        ("x, y = a\nreturn f(a)", "x, y = a\nreturn f(a[0])", "part"),
        ("for i in range(b):\n    a[-2] += a[i]", "for i in range(b):\n    a[i] += a[i]", "index"),
    ],
)
def test_a_name_is_edited(made, wrong, right, kind):
    assert made(wrong)[right] == kind
