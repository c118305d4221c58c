"""Test the reference of `deep_network_application` against scikit-learn and complex-step derivatives.

The accuracy that the exercise `design` asks for is measured again, from ten random starts.
"""

import doctest
from pathlib import Path

import numpy as np
import pytest
import sklearn.metrics
import sklearn.neural_network
import sklearn.preprocessing
import sklearn.utils
from sklearn.datasets import load_digits

from autograder.exercise.reference import load_module

COURSE = Path(__file__).resolve().parents[2]
reference = load_module(COURSE / "solutions" / "deep_network_application.py", "")
chosen = load_module(COURSE / "tests" / "hidden" / "deep_network_application" / "design.py", "")


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.fixture
def problem(rng):
    """Return X (5 features, 60 examples) and Y (both classes)."""
    X = rng.normal(size=(5, 60))
    return X, (X[:1] * X[1:2] + 0.3 * X[2:3] > 0).astype(int)


def test_examples_in_the_docstrings():
    found = doctest.testmod(reference)
    assert found.failed == 0
    assert found.attempted >= 10


def cost_of(parameters, X, Y):
    """Return the cost for complex parameters, by a second implementation; ReLU looks at the real part."""
    A, L = X, len(parameters) // 2
    for l in range(1, L + 1):
        Z = parameters[f"W{l}"] @ A + parameters[f"b{l}"]
        A = Z * (Z.real > 0) if l < L else 1 / (1 + np.exp(-Z))
    return -(Y * np.log(A) + (1 - Y) * np.log(1 - A)).sum() / Y.shape[1]


@pytest.mark.parametrize("layers_dims", [[5, 1], [5, 4, 1], [5, 6, 3, 1], [5, 4, 3, 2, 1], [5, 6, 4, 5, 3, 1]])
def test_one_step_follows_the_complex_step_gradient(problem, layers_dims):
    X, Y = problem
    start, after = (trained(reference.L_layer_model, X, Y, layers_dims, rate, 1) for rate in (0.0, 1.0))
    h = 1e-30
    for name, value in start.items():
        slope = np.zeros(value.shape)
        for index in np.ndindex(value.shape):
            moved = value.astype(complex)
            moved[index] += 1j * h
            slope[index] = cost_of(start | {name: moved}, X, Y).imag / h
        assert np.linalg.norm(value - after[name] - slope) <= 1e-8 * max(np.linalg.norm(slope), 1e-3)
    assert sum(np.linalg.norm(start[name] - after[name]) for name in start) > 1e-2


def trained(model, X, Y, layers_dims, rate, steps, seed=1):
    np.random.seed(seed)
    return model(X, Y, layers_dims, learning_rate=rate, num_iterations=steps)[0]


def test_two_layer_model_equals_the_general_functions(problem):
    X, Y = problem
    start = trained(reference.two_layer_model, X, Y, (5, 4, 1), 0.5, 0)
    parameters = trained(reference.two_layer_model, X, Y, (5, 4, 1), 0.5, 30)
    expected = start
    for _ in range(30):
        AL, caches = reference.L_model_forward(X, expected)
        expected = reference.update_parameters(expected, reference.L_model_backward(AL, Y, caches), 0.5)
    for name in expected:
        np.testing.assert_allclose(parameters[name], expected[name], rtol=1e-9, atol=1e-12)


def test_training_equals_scikit_learn(problem):
    """Compare full-batch gradient descent from the same parameters, without momentum or penalty."""
    X, Y = problem
    start, after = (trained(reference.L_layer_model, X, Y, [5, 7, 4, 1], 0.3, steps) for steps in (0, 25))
    oracle = sklearn.neural_network.MLPClassifier(
        (7, 4), solver="sgd", alpha=0, batch_size=60, learning_rate_init=0.3, momentum=0, shuffle=False, max_iter=1
    )
    with pytest.warns(Warning, match="converge"):
        oracle.fit(X.T, Y[0])
    oracle.coefs_ = [start[f"W{l}"].T.copy() for l in (1, 2, 3)]
    oracle.intercepts_ = [start[f"b{l}"][:, 0].copy() for l in (1, 2, 3)]
    oracle._optimizer.params = oracle.coefs_ + oracle.intercepts_
    for _ in range(25):
        oracle.partial_fit(X.T, Y[0])
    for l in (1, 2, 3):
        np.testing.assert_allclose(after[f"W{l}"], oracle.coefs_[l - 1].T, rtol=1e-7, atol=1e-9)
        np.testing.assert_allclose(after[f"b{l}"][:, 0], oracle.intercepts_[l - 1], rtol=1e-7, atol=1e-9)
    expected = oracle.predict_proba(X.T)[:, 1]
    AL, _ = reference.L_model_forward(X, after)
    np.testing.assert_allclose(AL[0], expected, rtol=1e-7)
    assert reference.compute_cost(AL, Y) == pytest.approx(sklearn.metrics.log_loss(Y[0], expected), rel=1e-7)
    assert reference.accuracy(after, X, Y) == pytest.approx(oracle.score(X.T, Y[0]))


@pytest.mark.parametrize("model", [reference.two_layer_model, reference.L_layer_model])
def test_costs_are_kept_and_printed_every_hundred_iterations(problem, model, capsys):
    X, Y = problem
    parameters, costs = model(X, Y, [5, 4, 1], learning_rate=0.1, num_iterations=201, print_cost=True)
    assert capsys.readouterr().out.count("\n") == len(costs) == 3
    assert costs == sorted(costs, reverse=True)
    assert reference.compute_cost(reference.L_model_forward(X, parameters)[0], Y) < costs[-1]
    model(X, Y, [5, 4, 1], num_iterations=1)
    assert capsys.readouterr().out == ""


def test_one_vs_all_equals_scikit_learn(rng):
    digits = rng.integers(0, 7, size=20)
    labels = sklearn.preprocessing.label_binarize(digits, classes=range(7)).T
    np.testing.assert_array_equal(reference.one_vs_all_labels(digits, 7), labels)
    np.testing.assert_array_equal(reference.one_vs_all_predict(labels + 0.3 * rng.uniform(size=labels.shape)), digits)


def test_the_gradients_of_the_penalty_are_its_slopes(rng):
    """The penalty is analytic: Im penalty(W + ih) / h is its slope, up to rounding."""
    shapes = {"W1": (3, 2), "b1": (3, 1), "W2": (1, 3), "b2": (1, 1)}
    parameters = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    penalty, grads = reference.l2_penalty(parameters, 0.7, 5)
    weights = [*parameters["W1"].ravel().tolist(), *parameters["W2"].ravel().tolist()]
    assert penalty == pytest.approx(0.7 / 10 * sum(weight**2 for weight in weights), rel=1e-12)
    assert grads.keys() == {"dW1", "dW2"}
    for name in ("W1", "W2"):
        for place in np.ndindex(parameters[name].shape):
            step = np.zeros(parameters[name].shape, complex)
            step[place] = 1e-30j
            above, _ = reference.l2_penalty(parameters | {name: parameters[name] + step}, 0.7, 5)
            assert above.imag / 1e-30 == pytest.approx(grads["d" + name][place], rel=1e-12)


def test_training_with_the_penalty_equals_scikit_learn(problem):
    """scikit-learn's `alpha` is lambda; its penalty is divided by 2 m as well."""
    X, Y = problem
    start = trained(reference.L_layer_model, X, Y, [5, 7, 1], 0.3, 0)
    oracle = sklearn.neural_network.MLPClassifier(
        (7,), solver="sgd", alpha=2.0, batch_size=60, learning_rate_init=0.3, momentum=0, shuffle=False, max_iter=1
    )
    with pytest.warns(Warning, match="converge"):
        oracle.fit(X.T, Y[0])
    oracle.coefs_ = [start[f"W{l}"].T.copy() for l in (1, 2)]
    oracle.intercepts_ = [start[f"b{l}"][:, 0].copy() for l in (1, 2)]
    oracle._optimizer.params = oracle.coefs_ + oracle.intercepts_
    parameters = start
    for _ in range(25):
        oracle.partial_fit(X.T, Y[0])
        AL, caches = reference.L_model_forward(X, parameters)
        more = reference.l2_penalty(parameters, 2.0, 60)[1]
        slopes = {name: slope + more.get(name, 0) for name, slope in reference.L_model_backward(AL, Y, caches).items()}
        parameters = reference.update_parameters(parameters, slopes, 0.3)
    for l in (1, 2):
        np.testing.assert_allclose(parameters[f"W{l}"], oracle.coefs_[l - 1].T, rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("size", [1, 4, 5, 20, 30])
def test_mini_batches_are_those_of_scikit_learn(rng, size):
    X, Y, order = rng.normal(size=(3, 20)), rng.integers(0, 2, (2, 20)), rng.permutation(20)
    pieces = reference.mini_batches(X, Y, size, order)
    cuts = list(sklearn.utils.gen_batches(20, size))
    assert len(pieces) == len(cuts)
    for (X_batch, Y_batch), cut in zip(pieces, cuts, strict=True):
        np.testing.assert_array_equal(X_batch, X[:, order[cut]])
        np.testing.assert_array_equal(Y_batch, Y[:, order[cut]])


def test_adam_equals_scikit_learns_optimiser(rng):
    """The correction is the same, but scikit-learn adds epsilon to a root that is not corrected."""
    from sklearn.neural_network._stochastic_optimizers import AdamOptimizer

    W, slopes = rng.normal(size=(3, 4)), rng.normal(size=(5, 3, 4))
    theirs = W.copy()
    oracle = AdamOptimizer([theirs], learning_rate_init=0.2, beta_1=0.8, beta_2=0.95, epsilon=0)
    parameters, v, s = {"W1": W}, {"dW1": np.zeros_like(W)}, {"dW1": np.zeros_like(W)}
    for t, slope in enumerate(slopes, start=1):
        oracle.update_params([theirs], [slope])
        parameters, v, s = reference.update_parameters_with_adam(parameters, {"dW1": slope}, v, s, t, 0.2, 0.8, 0.95, 0)
    np.testing.assert_allclose(parameters["W1"], theirs, rtol=1e-12)


def test_the_first_step_of_adam_is_as_long_as_the_learning_rate_says():
    """m / sqrt(m²) is 1: epsilon shortens the step by as much as it is of the slope."""
    zero = {"dW1": np.zeros((1, 2))}
    slope = {"dW1": np.array([[4.0, -0.5]])}
    moved, *_ = reference.update_parameters_with_adam({"W1": np.zeros((1, 2))}, slope, zero, zero, 1, 0.3, epsilon=0.5)
    np.testing.assert_allclose(moved["W1"], [[-0.3 * 4 / 4.5, 0.3 * 0.5]], rtol=1e-12)


def test_images_of_the_hidden_test_are_scikit_learns_digits():
    digits = load_digits()
    X, Y = chosen.images()
    assert X.shape == (64, 1797)
    order = np.random.default_rng(1).permutation(1797)
    np.testing.assert_array_equal(X, digits.data[order].T / 16)
    np.testing.assert_array_equal(Y[0], digits.target[order] % 2)


def test_required_accuracy_is_the_worst_of_ten_starts_less_a_margin():
    """The margin is two standard deviations of an accuracy measured on 597 images. A single neuron stays below."""
    layers_dims, rate, steps = reference.design(64)
    worst = min(chosen.trained(tuple(layers_dims), rate, steps, seed=seed)[0] for seed in range(10))
    margin = 2 * np.sqrt(worst * (1 - worst) / 597)
    assert abs(chosen.ASKED - (worst - margin)) < 0.005
    assert max(chosen.trained((64, 1), rate, 600, seed=0)[0] for rate in (0.1, 0.5, 2.0)) < chosen.ASKED - 0.01


def test_the_hidden_test_trains_a_design_as_the_reference_does(monkeypatch):
    X, Y = chosen.images()
    rng = np.random.default_rng(3)
    monkeypatch.setattr(np.random, "randn", lambda *shape: rng.normal(size=shape))
    parameters, costs = reference.L_layer_model(X[:, :100], Y[:, :100], [64, 6, 3, 1], 0.4, 101)
    expected = reference.accuracy(parameters, X[:, 1200:], Y[:, 1200:])
    seen, new = slice(100), slice(1200, None)
    reached, all_costs = chosen.train(X[:, seen], Y[:, seen], X[:, new], Y[:, new], (64, 6, 3, 1), 0.4, 101, 3)
    assert reached == pytest.approx(expected)
    assert all_costs[::100] == pytest.approx(costs)
