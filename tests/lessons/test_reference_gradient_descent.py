"""Test the reference of `gradient_descent` against SciPy, scikit-learn and complex-step derivatives."""

import doctest
import itertools
from pathlib import Path

import numpy as np
import pytest
import scipy.differentiate
import scipy.optimize
import scipy.special
import sklearn.linear_model
import sklearn.metrics

from autograder.exercise.reference import load_module

reference = load_module(Path(__file__).resolve().parents[2] / "solutions" / "gradient_descent.py", "")


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.fixture
def problem(rng):
    """Return w, b, X (5 features, 40 examples) and Y (both classes, not linearly separable)."""
    X = rng.normal(size=(5, 40))
    Y = (X[:1] + 0.5 * X[1:2] + 1.5 * rng.normal(size=(1, 40)) > 0).astype(int)
    return rng.normal(size=(5, 1)), 0.7, X, Y


def test_examples_in_the_docstrings():
    assert doctest.testmod(reference).failed == 0
    assert doctest.testmod(reference).attempted >= 18


def test_flatten_batch_puts_images_side_by_side(rng):
    images = rng.uniform(size=(4, 2, 5, 3))
    columns = [list(image.flat) for image in images]
    assert reference.flatten_batch(images).T.tolist() == columns
    assert [reference.image2vector(image)[:, 0].tolist() for image in images] == columns


def test_sigmoid_equals_scipy(rng):
    for z in (rng.uniform(-30, 30, size=(7, 9)), np.arange(-5, 6), 0.3, np.array([-700.0, 700.0])):
        np.testing.assert_allclose(reference.sigmoid(z), scipy.special.expit(z), rtol=1e-13)


def test_loss_and_cost_equal_scikit_learn(rng):
    A, Y = rng.uniform(0.01, 0.99, size=(1, 30)), rng.integers(0, 2, size=(1, 30))
    losses = [sklearn.metrics.log_loss([y], [a], labels=[0, 1]) for a, y in zip(A[0], Y[0], strict=True)]
    np.testing.assert_allclose(reference.loss(A, Y)[0], losses, rtol=1e-12)
    assert reference.cost(A, Y) == pytest.approx(sklearn.metrics.log_loss(Y[0], A[0]), rel=1e-12)


def test_gradient_descent_ends_at_the_minimum_that_scipy_finds():
    lowest = scipy.optimize.minimize_scalar(lambda x: np.exp(x) - 2 * x).x
    points = reference.gradient_descent(lambda x: np.exp(x) - 2, -1.0, 0.3, 80)
    assert points[0] == -1.0 and len(points) == 81
    assert points[-1] == pytest.approx(lowest, abs=1e-7)


@pytest.mark.parametrize("curvature", [0.1, 1.0, 7.5])
def test_descent_converges_below_the_largest_stable_rate_and_diverges_above_it(curvature):
    rate = reference.largest_stable_rate(curvature)
    ends = [reference.gradient_descent(lambda x: curvature * x, 1.0, part * rate, 500)[-1] for part in (0.99, 1.01)]
    assert abs(ends[0]) < 1 < abs(ends[1])


def test_numerical_derivative_equals_scipy(rng):
    x = rng.uniform(0.5, 2, size=6)
    for f in (np.sin, np.log, lambda x: x**3):
        expected = scipy.differentiate.derivative(f, x).df
        np.testing.assert_allclose(reference.numerical_derivative(f, x), expected, rtol=1e-8)


def test_derivatives_of_logarithms_equal_complex_steps():
    h = 1e-30
    a = np.linspace(0.01, 0.99, 50)
    np.testing.assert_allclose(reference.derivative_of_log(a), np.log(a + 1j * h).imag / h, rtol=1e-14)
    one_minus = np.log(1 - (a + 1j * h)).imag / h
    np.testing.assert_allclose(reference.derivative_of_log_one_minus(a), one_minus, rtol=1e-14)


def test_graph_gradients_of_three_inputs_equal_complex_steps(rng):
    h = 1e-30
    numbers = dict(zip("abc", rng.normal(size=3), strict=True))
    grads = reference.graph_backward(**numbers)
    for name in "abc":
        moved = numbers | {name: numbers[name] + 1j * h}
        assert grads[f"d{name}"] == pytest.approx(reference.graph_forward(**moved)["J"].imag / h)
    assert grads["dv"] == grads["du"] == 3


@pytest.mark.parametrize("y", [0, 1])
def test_gradients_of_one_example_equal_complex_steps(rng, y):
    w, b, x = rng.normal(size=(4, 1)), 0.3, rng.normal(size=(4, 1))
    h = 1e-30

    def slope(direction, of_b):
        z = np.sum((w + 1j * h * direction) * x) + b + 1j * h * of_b
        return reference.loss(reference.sigmoid(z), y).imag / h

    grads = reference.single_example_gradients(w, b, x, y)
    np.testing.assert_allclose(grads["dw"][:, 0], [slope(unit[:, np.newaxis], 0) for unit in np.eye(4)], rtol=1e-12)
    assert grads["db"] == grads["dz"] == pytest.approx(slope(0, 1), rel=1e-12)


def test_gradient_check_tells_right_gradients_from_wrong_ones(rng):
    x = rng.normal(size=5)

    def right(x):
        return scipy.optimize.rosen_der(x)

    assert reference.gradient_check(scipy.optimize.rosen, right, x) < 1e-7
    assert reference.gradient_check(scipy.optimize.rosen, lambda x: -right(x), x) == pytest.approx(1)
    wrong = right(x) + np.eye(5)[2]
    measured = scipy.optimize.approx_fprime(x, scipy.optimize.rosen)
    ratio = np.linalg.norm(wrong - measured) / (np.linalg.norm(wrong) + np.linalg.norm(measured))
    assert reference.gradient_check(scipy.optimize.rosen, lambda x: wrong, x) == pytest.approx(ratio, rel=1e-4)


def test_cost_over_examples_equals_scikit_learn(problem):
    w, b, X, Y = problem
    expected = sklearn.metrics.log_loss(Y[0], scipy.special.expit(w.T @ X + b)[0])
    assert reference.propagate_loop(w, b, X, Y)[1] == pytest.approx(expected, rel=1e-12)


def test_gradient_over_examples_equals_differences_of_scikit_learns_cost(problem):
    w, b, X, Y = problem
    start = np.append(w.ravel(), b)

    def cost(point):
        return sklearn.metrics.log_loss(Y[0], scipy.special.expit(point[:-1] @ X + point[-1]))

    numerical = scipy.optimize.approx_fprime(start, cost)
    grads, _ = reference.propagate_loop(w, b, X, Y)
    analytic = np.append(grads["dw"].ravel(), grads["db"])
    assert np.linalg.norm(analytic - numerical) / np.linalg.norm(numerical) < 1e-6
    assert grads["dw"].shape == w.shape


def test_training_with_loops_ends_where_scikit_learns_does(problem):
    w, b, X, Y = problem
    for _ in range(600):
        grads, _ = reference.propagate_loop(w, b, X, Y)
        w, b = w - 2.0 * grads["dw"], b - 2.0 * grads["db"]
    oracle = sklearn.linear_model.LogisticRegression(C=np.inf, tol=1e-10).fit(X.T, Y[0])
    np.testing.assert_allclose(w.T, oracle.coef_, rtol=1e-3)
    assert b == pytest.approx(oracle.intercept_[0], rel=1e-3)


def test_numerical_second_derivative_equals_exact_ones(rng):
    x = rng.uniform(0.5, 2, size=6)
    np.testing.assert_allclose(reference.numerical_second_derivative(np.log, x), -1 / x**2, rtol=1e-5)
    exact = (1.5**4 + 0.5**4 - 2) / 0.25
    assert reference.numerical_second_derivative(lambda x: x**4, 1.0, eps=0.5) == pytest.approx(exact, rel=1e-12)


def test_newton_ends_where_scipys_does():
    points = reference.newton(lambda x: np.exp(x) - 2, np.exp, 3.0, 8)
    assert points[-1] == pytest.approx(scipy.optimize.newton(lambda x: np.exp(x) - 2, 3.0, np.exp), rel=1e-12)
    gaps = np.abs(np.array(points) - np.log(2))
    assert all(later < 0.6 * gap**2 for gap, later in itertools.pairwise(gaps[3:6]))  # quadratic


def test_graph_gradients_of_random_graphs_equal_complex_steps(rng):
    """In the random graphs a node may be used several times, or never."""
    h = 1e-30
    for _ in range(20):
        values = dict(zip("abcd", rng.uniform(0.5, 1.5, size=4), strict=True))
        names, steps = list(values), []
        for i in range(6):
            left, right = rng.choice(names, size=2)
            steps.append((f"n{i}", "+*"[rng.integers(2)], str(left), str(right)))
            names.append(f"n{i}")
        grads = reference.graph_gradients(steps, values)
        assert set(grads) == set(names) and set(values) == set("abcd")
        for name in names:
            known = dict(values)
            if name in known:
                known[name] += 1j * h
            for out, op, left, right in steps:
                known[out] = known[left] + known[right] if op == "+" else known[left] * known[right]
                known[out] += 1j * h * (out == name)
            assert grads[name] == pytest.approx(known["n5"].imag / h, rel=1e-12)
