"""The reference against what nobody here wrote: scikit-learn's network, losses and labels, complex steps; and its own
docstrings. The accuracy that is asked for, measured again from ten random starts."""

import doctest
from pathlib import Path

import numpy as np
import pytest
import sklearn.metrics
import sklearn.neural_network
import sklearn.preprocessing
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
    """Five features, sixty examples of both classes: X, Y."""
    X = rng.normal(size=(5, 60))
    return X, (X[:1] * X[1:2] + 0.3 * X[2:3] > 0).astype(int)


def test_examples_in_the_docstrings():
    found = doctest.testmod(reference)
    assert found.failed == 0
    assert found.attempted >= 10


def cost_of(parameters, X, Y):
    """The cost in complex arithmetic, by formulas of its own; ReLU goes by the real part."""
    A, L = X, len(parameters) // 2
    for l in range(1, L + 1):
        Z = parameters[f"W{l}"] @ A + parameters[f"b{l}"]
        A = Z * (Z.real > 0) if l < L else 1 / (1 + np.exp(-Z))
    return -(Y * np.log(A) + (1 - Y) * np.log(1 - A)).sum() / Y.shape[1]


@pytest.mark.parametrize("layers_dims", [[5, 1], [5, 4, 1], [5, 6, 3, 1], [5, 4, 3, 2, 1], [5, 6, 4, 5, 3, 1]])
def test_one_step_goes_against_the_gradient_of_the_cost_by_complex_steps(problem, layers_dims):
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


def test_two_layers_are_trained_as_any_number_is(problem):
    X, Y = problem
    start = trained(reference.two_layer_model, X, Y, (5, 4, 1), 0.5, 0)
    parameters = trained(reference.two_layer_model, X, Y, (5, 4, 1), 0.5, 30)
    expected = start
    for _ in range(30):
        AL, caches = reference.L_model_forward(X, expected)
        expected = reference.update_parameters(expected, reference.L_model_backward(AL, Y, caches), 0.5)
    for name in expected:
        np.testing.assert_allclose(parameters[name], expected[name], rtol=1e-9, atol=1e-12)


def test_training_is_that_of_scikit_learns_network(problem):
    """Plain full-batch steps from the same start, without momentum and without a penalty."""
    X, Y = problem
    start, after = (trained(reference.L_layer_model, X, Y, [5, 7, 4, 1], 0.3, steps) for steps in (0, 25))
    judge = sklearn.neural_network.MLPClassifier(
        (7, 4), solver="sgd", alpha=0, batch_size=60, learning_rate_init=0.3, momentum=0, shuffle=False, max_iter=1
    )
    with pytest.warns(Warning, match="converge"):
        judge.fit(X.T, Y[0])
    judge.coefs_ = [start[f"W{l}"].T.copy() for l in (1, 2, 3)]
    judge.intercepts_ = [start[f"b{l}"][:, 0].copy() for l in (1, 2, 3)]
    judge._optimizer.params = judge.coefs_ + judge.intercepts_
    for _ in range(25):
        judge.partial_fit(X.T, Y[0])
    for l in (1, 2, 3):
        np.testing.assert_allclose(after[f"W{l}"], judge.coefs_[l - 1].T, rtol=1e-7, atol=1e-9)
        np.testing.assert_allclose(after[f"b{l}"][:, 0], judge.intercepts_[l - 1], rtol=1e-7, atol=1e-9)
    expected = judge.predict_proba(X.T)[:, 1]
    AL, _ = reference.L_model_forward(X, after)
    np.testing.assert_allclose(AL[0], expected, rtol=1e-7)
    assert reference.compute_cost(AL, Y) == pytest.approx(sklearn.metrics.log_loss(Y[0], expected), rel=1e-7)
    assert reference.accuracy(after, X, Y) == pytest.approx(judge.score(X.T, Y[0]))


@pytest.mark.parametrize("model", [reference.two_layer_model, reference.L_layer_model])
def test_costs_are_kept_and_printed_every_hundred_iterations(problem, model, capsys):
    X, Y = problem
    parameters, costs = model(X, Y, [5, 4, 1], learning_rate=0.1, num_iterations=201, print_cost=True)
    assert capsys.readouterr().out.count("\n") == len(costs) == 3
    assert costs == sorted(costs, reverse=True)
    assert reference.compute_cost(reference.L_model_forward(X, parameters)[0], Y) < costs[-1]
    model(X, Y, [5, 4, 1], num_iterations=1)
    assert capsys.readouterr().out == ""


def test_one_vs_all_is_scikit_learns(rng):
    digits = rng.integers(0, 7, size=20)
    labels = sklearn.preprocessing.label_binarize(digits, classes=range(7)).T
    np.testing.assert_array_equal(reference.one_vs_all_labels(digits, 7), labels)
    np.testing.assert_array_equal(reference.one_vs_all_predict(labels + 0.3 * rng.uniform(size=labels.shape)), digits)


def test_momentum_is_that_of_scikit_learns_optimiser(rng):
    """Its velocity is ours times -rate, with a rate that is ours times 1 - beta."""
    from sklearn.neural_network._stochastic_optimizers import SGDOptimizer

    W, slopes = rng.normal(size=(3, 4)), rng.normal(size=(5, 3, 4))
    theirs = W.copy()
    judge = SGDOptimizer([theirs], learning_rate_init=0.2 * (1 - 0.9), momentum=0.9, nesterov=False)
    parameters, v = {"W1": W}, {"dW1": np.zeros_like(W)}
    for slope in slopes:
        judge.update_params([theirs], [slope])
        parameters, v = reference.update_parameters_with_momentum(parameters, {"dW1": slope}, v, 0.9, 0.2)
    np.testing.assert_allclose(parameters["W1"], theirs, rtol=1e-12)


def test_he_keeps_the_size_of_activations_through_twenty_layers(rng):
    np.random.seed(0)
    parameters = reference.initialize_parameters_he([400] * 21)
    A = rng.normal(size=(400, 50))
    for l in range(1, 21):
        A = np.maximum(0, parameters[f"W{l}"] @ A + parameters[f"b{l}"])
    assert 0.3 < np.mean(A**2) < 3


def test_the_hidden_test_reads_scikit_learns_images():
    digits = load_digits()
    X, Y = chosen.images()
    assert X.shape == (64, 1797)
    order = np.random.default_rng(1).permutation(1797)
    np.testing.assert_array_equal(X, digits.data[order].T / 16)
    np.testing.assert_array_equal(Y[0], digits.target[order] % 2)


def test_what_is_asked_for_is_what_ten_starts_reach_less_a_margin():
    """Two standard deviations of a share that is counted on 597 images; a single neuron does not reach it."""
    layers_dims, rate, steps = reference.design(64)
    worst = min(chosen.trained(tuple(layers_dims), rate, steps, seed=seed)[0] for seed in range(10))
    margin = 2 * np.sqrt(worst * (1 - worst) / 597)
    assert abs(chosen.ASKED - (worst - margin)) < 0.005
    assert max(chosen.trained((64, 1), rate, 600, seed=0)[0] for rate in (0.1, 0.5, 2.0)) < chosen.ASKED - 0.01


def test_the_choice_is_trained_as_the_reference_trains(monkeypatch):
    X, Y = chosen.images()
    rng = np.random.default_rng(3)
    monkeypatch.setattr(np.random, "randn", lambda *shape: rng.normal(size=shape))
    parameters, costs = reference.L_layer_model(X[:, :100], Y[:, :100], [64, 6, 3, 1], 0.4, 101)
    expected = reference.accuracy(parameters, X[:, 1200:], Y[:, 1200:])
    seen, new = slice(100), slice(1200, None)
    reached, all_costs = chosen.train(X[:, seen], Y[:, seen], X[:, new], Y[:, new], (64, 6, 3, 1), 0.4, 101, 3)
    assert reached == pytest.approx(expected)
    assert all_costs[::100] == pytest.approx(costs)
