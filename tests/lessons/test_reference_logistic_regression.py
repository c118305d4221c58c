"""Test the reference of `logistic_regression` against SciPy, scikit-learn and complex-step derivatives."""

import doctest
from pathlib import Path

import numpy as np
import pytest
import scipy.special
import scipy.stats
import sklearn.linear_model
import sklearn.metrics

from autograder.exercise.reference import load_module

reference = load_module(Path(__file__).resolve().parents[2] / "solutions" / "logistic_regression.py", "")


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
    assert doctest.testmod(reference).attempted >= 10


def test_log_likelihood_equals_scipys_bernoulli(problem):
    w, b, X, Y = problem
    A = scipy.special.expit(w.T @ X + b)
    assert reference.log_likelihood(A, Y) == pytest.approx(scipy.stats.bernoulli.logpmf(Y, A).sum(), rel=1e-12)


def test_log_likelihood_is_minus_m_times_the_cost(problem):
    w, b, X, Y = problem
    cost = -reference.log_likelihood(reference.forward(w, b, X), Y) / Y.size
    assert reference.propagate(w, b, X, Y)[1] == pytest.approx(cost, rel=1e-14)


def test_cost_from_scores_equals_the_cost_for_moderate_scores(problem):
    w, b, X, Y = problem
    assert reference.cost_from_scores(w.T @ X + b, Y) == pytest.approx(reference.propagate(w, b, X, Y)[1], rel=1e-12)


def test_cost_from_scores_equals_scipys_log_expit_for_large_scores(rng):
    Z, Y = 500 * rng.normal(size=(1, 40)), rng.integers(0, 2, size=(1, 40))
    expected = -np.mean(np.where(Y == 1, scipy.special.log_expit(Z), scipy.special.log_expit(-Z)))
    assert reference.cost_from_scores(Z, Y) == pytest.approx(expected, rel=1e-12)


def test_initialize_with_zeros():
    w, b = reference.initialize_with_zeros(4)
    assert w.tolist() == [[0.0]] * 4
    assert b == 0


def test_forward_and_predict_equal_scikit_learn(problem):
    w, b, X, _ = problem
    oracle = sklearn.linear_model.LogisticRegression()
    oracle.classes_, oracle.coef_, oracle.intercept_ = np.array([0, 1]), w.T, np.array([b])
    np.testing.assert_allclose(reference.forward(w, b, X)[0], oracle.predict_proba(X.T)[:, 1], rtol=1e-12)
    assert reference.predict(w, b, X)[0].tolist() == oracle.predict(X.T).tolist()


def test_cost_equals_scikit_learns_log_loss(problem):
    w, b, X, Y = problem
    expected = sklearn.metrics.log_loss(Y[0], scipy.special.expit(w.T @ X + b)[0])
    assert reference.propagate(w, b, X, Y)[1] == pytest.approx(expected, rel=1e-12)


def test_gradient_equals_complex_step_derivatives(problem):
    """The cost is analytic, so that Im cost(w + ih) / h is its derivative up to rounding."""
    w, b, X, Y = problem
    h = 1e-30

    def slope(direction, of_b):
        return reference.propagate(w + 1j * h * direction, b + 1j * h * of_b, X, Y)[1].imag / h

    numerical = [slope(unit[:, np.newaxis], 0) for unit in np.eye(len(w))] + [slope(np.zeros_like(w), 1)]
    grads, _ = reference.propagate(w, b, X, Y)
    analytic = np.append(grads["dw"].ravel(), grads["db"])
    assert np.linalg.norm(analytic - numerical) / np.linalg.norm(numerical) < 1e-12


def test_gradient_equals_central_differences_of_scikit_learns_log_loss(problem):
    w, b, X, Y = problem
    start = np.append(w.ravel(), b)

    def cost(point):
        A = scipy.special.expit(point[np.newaxis, :-1] @ X + point[-1])
        return sklearn.metrics.log_loss(Y[0], A[0])

    numerical = [(cost(start + e) - cost(start - e)) / 2e-5 for e in 1e-5 * np.eye(len(start))]
    grads, _ = reference.propagate(w, b, X, Y)
    analytic = np.append(grads["dw"].ravel(), grads["db"])
    assert np.linalg.norm(analytic - numerical) / np.linalg.norm(numerical) < 1e-6


def test_training_ends_where_scikit_learns_does(problem):
    _, _, X, Y = problem
    trained = reference.model(X, Y, X, Y, num_iterations=5000, learning_rate=1.0)
    oracle = sklearn.linear_model.LogisticRegression(C=np.inf, tol=1e-10).fit(X.T, Y[0])
    np.testing.assert_allclose(trained["w"].T, oracle.coef_, rtol=1e-4)
    assert trained["b"] == pytest.approx(oracle.intercept_[0], rel=1e-4)
    assert trained["Y_prediction_train"][0].tolist() == oracle.predict(X.T).tolist()
    assert len(trained["costs"]) == 50
    assert trained["costs"] == sorted(trained["costs"], reverse=True)


def test_optimize_does_not_change_its_arguments_and_returns_the_last_gradients(problem):
    w, b, X, Y = problem
    before = w.copy()
    one = reference.optimize(w, b, X, Y, num_iterations=1, learning_rate=0.3)[0]
    params, grads, costs = reference.optimize(w, b, X, Y, num_iterations=2, learning_rate=0.3)
    np.testing.assert_array_equal(w, before)
    np.testing.assert_allclose(params["w"], one["w"] - 0.3 * grads["dw"])
    np.testing.assert_allclose(grads["dw"], reference.propagate(one["w"], one["b"], X, Y)[0]["dw"])
    assert costs == [reference.propagate(w, b, X, Y)[1]]


def test_costs_are_printed_when_asked_for(problem, capsys):
    reference.optimize(*problem, num_iterations=201, print_cost=True)
    assert capsys.readouterr().out.count("\n") == 3
    reference.optimize(*problem, num_iterations=201)
    assert capsys.readouterr().out == ""
