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


def test_what_is_missing_in_a_name_that_is_read_once_is_missing_where_it_is_made(made):
    texts = made("Z = a @ b\nreturn np.exp(Z)", callables=("relu",))
    assert not {"Z = a @ b\nreturn np.exp(relu(Z))", "Z = a @ b\nreturn np.exp((1 - Z))"} & texts.keys()
    assert "Z = relu((a @ b))\nreturn np.exp(Z)" in texts and "Z = (1 - (a @ b))\nreturn np.exp(Z)" in texts
    assert "Z = a @ b\nreturn np.exp(relu(Z)) + Z" in made("Z = a @ b\nreturn np.exp(Z) + Z", callables=("relu",))


def test_a_name_without_which_a_computation_has_no_use_is_not_replaced(made):
    assert "Z = a @ b\nreturn np.exp(a)" not in made("Z = a @ b\nreturn np.exp(Z)")
    assert "Z = a @ b\nreturn np.exp(a) + Z" in made("Z = a @ b\nreturn np.exp(Z) + Z")
    grown = "v = []\nfor i in a:\n    v.append(i)\n"
    assert f"{grown}return np.array(a)" not in made(f"{grown}return np.array(v)")
    assert "Z = a\nreturn np.exp(b)" in made("Z = a\nreturn np.exp(Z)")


def test_what_is_returned_is_transposed_where_it_is_made(made):
    texts = made("Z = a @ b\nreturn Z")
    assert "Z = a @ b\nreturn Z.T" not in texts and texts["Z = (a @ b).T\nreturn Z"] == "transposed"


def test_what_is_missing_in_a_name_that_is_returned_is_missing_where_it_is_made(made):
    texts = made("y = a\ny = y + b\nreturn y", callables=("relu",))
    assert "y = a\ny = y + b\nreturn relu(y)" not in texts and "y = a\ny = relu((y + b))\nreturn y" in texts
