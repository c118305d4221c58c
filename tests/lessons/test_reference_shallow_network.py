"""Test the reference of `shallow_network` against SciPy, scikit-learn and complex-step derivatives."""

import doctest
from pathlib import Path

import numpy as np
import pytest
import scipy.special
import sklearn.linear_model
import sklearn.metrics
import sklearn.neural_network

from autograder.exercise.reference import load_module

reference = load_module(Path(__file__).resolve().parents[2] / "solutions" / "shallow_network.py", "")
NAMES = ("W1", "b1", "W2", "b2")


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.fixture
def network(rng):
    """Return parameters (3 inputs, 5 hidden units, 1 output), X (40 examples) and Y (both classes)."""
    X = rng.normal(size=(3, 40))
    Y = (X[:1] * X[1:2] + 0.3 * rng.normal(size=(1, 40)) > 0).astype(int)
    sizes = {"W1": (5, 3), "b1": (5, 1), "W2": (1, 5), "b2": (1, 1)}
    return {name: rng.normal(size=size) for name, size in sizes.items()}, X, Y


def perceptron(parameters, X, activation="tanh"):
    """Return scikit-learn's network with these parameters."""
    oracle = sklearn.neural_network.MLPClassifier((parameters["W1"].shape[0],), activation=activation, max_iter=1)
    with pytest.warns(sklearn.exceptions.ConvergenceWarning):
        oracle.fit(X.T, np.arange(X.shape[1]) % 2)
    oracle.coefs_ = [parameters["W1"].T, parameters["W2"].T]
    oracle.intercepts_ = [parameters["b1"][:, 0], parameters["b2"][:, 0]]
    return oracle


def gradient(parameters, X, Y):
    return reference.backward_propagation(parameters, reference.forward_propagation(X, parameters)[1], X, Y)


def flat(arrays):
    return np.concatenate([np.ravel(array) for array in arrays])


def test_examples_in_the_docstrings():
    result = doctest.testmod(reference)
    assert result.failed == 0
    assert result.attempted >= 20


def test_layer_sizes():
    assert reference.layer_sizes(np.zeros((7, 3)), np.zeros((2, 3))) == (7, 4, 2)


def test_forward_one_equals_scikit_learn(network):
    parameters, X, _ = network
    expected = perceptron(parameters, X, "logistic").predict_proba(X.T)[:, 1]
    for i in range(X.shape[1]):
        np.testing.assert_allclose(reference.forward_one(X[:, [i]], parameters), [[expected[i]]], rtol=1e-12)


def test_forward_propagation_and_predict_equal_scikit_learn(network):
    parameters, X, _ = network
    oracle = perceptron(parameters, X)
    A2, cache = reference.forward_propagation(X, parameters)
    np.testing.assert_allclose(A2[0], oracle.predict_proba(X.T)[:, 1], rtol=1e-12)
    np.testing.assert_allclose(cache["A1"], np.tanh(cache["Z1"]))
    assert reference.predict(parameters, X)[0].tolist() == oracle.predict(X.T).tolist()


def test_tanh_equals_numpy(rng):
    for z in (rng.uniform(-9, 9, size=(7, 9)), np.arange(-5, 6), 0.3, np.array([-1000.0, 1000.0])):
        np.testing.assert_allclose(reference.tanh(z), np.tanh(z), rtol=1e-12)


def test_relu_and_leaky_relu_equal_numpys_clip(rng):
    z = rng.normal(size=(4, 5))
    np.testing.assert_array_equal(reference.relu(z), np.clip(z, 0, None))
    np.testing.assert_array_equal(reference.leaky_relu(z, 0.1), np.clip(z, 0, None) + 0.1 * np.clip(z, None, 0))
    np.testing.assert_array_equal(reference.leaky_relu(z), reference.leaky_relu(z, 0.01))


@pytest.mark.parametrize(
    ("slope", "function"),
    [
        (reference.sigmoid_derivative, scipy.special.expit),
        (reference.tanh_derivative, np.tanh),
        (reference.relu_derivative, reference.relu),
        (reference.leaky_relu_derivative, reference.leaky_relu),
        (lambda z: reference.leaky_relu_derivative(z, 0.2), lambda z: reference.leaky_relu(z, 0.2)),
    ],
    ids=["sigmoid", "tanh", "relu", "leaky_relu", "leaky_relu 0.2"],
)
def test_slopes_equal_central_differences_away_from_kinks(rng, slope, function):
    z = rng.uniform(0.01, 6, size=(6, 7)) * rng.choice([-1, 1], size=(6, 7))
    numerical = (function(z + 1e-5) - function(z - 1e-5)) / 2e-5
    analytic = slope(z)
    assert np.linalg.norm(analytic - numerical) / np.linalg.norm(numerical) < 1e-6


def test_collapse_linear_equals_two_linear_layers(rng):
    W1, b1, W2, b2, X = (rng.normal(size=size) for size in ((4, 3), (4, 1), (2, 4), (2, 1), (3, 50)))
    W, b = reference.collapse_linear(W1, b1, W2, b2)
    np.testing.assert_allclose(W @ X + b, W2 @ (W1 @ X + b1) + b2, rtol=1e-12)


def test_cost_equals_scikit_learns_log_loss(network):
    parameters, X, Y = network
    A2, _ = reference.forward_propagation(X, parameters)
    assert reference.compute_cost(A2, Y) == pytest.approx(sklearn.metrics.log_loss(Y[0], A2[0]), rel=1e-12)


def test_gradient_equals_complex_step_derivatives(network):
    """The cost is analytic, so that Im cost(θ + ih) / h is its derivative up to rounding."""
    parameters, X, Y = network
    h, slopes = 1e-30, []
    for name in NAMES:
        for index in np.ndindex(parameters[name].shape):
            moved = parameters[name].astype(complex)
            moved[index] += 1j * h
            A2, _ = reference.forward_propagation(X, {**parameters, name: moved})
            slopes.append(reference.compute_cost(A2, Y).imag / h)
    analytic = flat(gradient(parameters, X, Y)["d" + name] for name in NAMES)
    assert np.linalg.norm(analytic - slopes) / np.linalg.norm(slopes) < 1e-12


def test_gradient_of_several_outputs_is_that_of_the_summed_costs(rng):
    sizes = {"W1": (4, 2), "b1": (4, 1), "W2": (3, 4), "b2": (3, 1)}
    parameters = {name: rng.normal(size=size) for name, size in sizes.items()}
    X, Y = rng.normal(size=(2, 9)), rng.integers(0, 2, size=(3, 9))

    def cost(name, index, step):
        moved = parameters[name].copy()
        moved[index] += step
        A2, _ = reference.forward_propagation(X, {**parameters, name: moved})
        return sum(sklearn.metrics.log_loss(Y[k], A2[k], labels=[0, 1]) for k in range(3))

    grads = gradient(parameters, X, Y)
    for name in NAMES:
        assert grads["d" + name].shape == parameters[name].shape
        for index in np.ndindex(parameters[name].shape):
            numerical = (cost(name, index, 1e-5) - cost(name, index, -1e-5)) / 2e-5
            assert grads["d" + name][index] == pytest.approx(numerical, rel=1e-5, abs=1e-9)


def test_gradient_check_tells_right_gradients_from_wrong_ones(network):
    parameters, X, Y = network
    grads = gradient(parameters, X, Y)
    assert reference.gradient_check_network(parameters, grads, X, Y) < 1e-8
    for name in NAMES:
        wrong = {**grads, "d" + name: grads["d" + name] * 1.01}
        assert reference.gradient_check_network(parameters, wrong, X, Y) > 1e-5
    half = {name: value / 2 for name, value in grads.items()}
    assert reference.gradient_check_network(parameters, half, X, Y) == pytest.approx(1 / 3, rel=1e-6)


def test_numerical_gradient_equals_the_gradient(network):
    parameters, X, Y = network
    numerical = reference.numerical_gradient_network(parameters, X, Y)
    for name, value in gradient(parameters, X, Y).items():
        np.testing.assert_allclose(numerical[name], value, rtol=1e-6, atol=1e-9)


def test_update_lowers_the_cost_and_does_not_change_its_arguments(network):
    parameters, X, Y = network
    before = {name: value.copy() for name, value in parameters.items()}
    new = reference.update_parameters(parameters, gradient(parameters, X, Y), 0.01)
    costs = [reference.compute_cost(reference.forward_propagation(X, p)[0], Y) for p in (parameters, new)]
    assert costs[1] < costs[0]
    for name in NAMES:
        np.testing.assert_array_equal(parameters[name], before[name])


def test_initial_weights_are_small_normal_and_all_different():
    parameters = reference.initialize_parameters(30, 40, 20)
    assert [parameters[name].shape for name in NAMES] == [(40, 30), (40, 1), (20, 40), (20, 1)]
    for name in ("W1", "W2"):
        assert np.unique(parameters[name]).size == parameters[name].size
        assert np.std(parameters[name]) == pytest.approx(0.01, rel=0.15)
        assert abs(np.mean(parameters[name])) < 0.002
    assert not parameters["b1"].any() and not parameters["b2"].any()


def test_equal_units_stay_equal_and_different_ones_diverge(network):
    parameters, X, Y = network
    equal = {name: np.full(value.shape, 0.3) for name, value in parameters.items()}
    assert reference.hidden_unit_spread(equal, X, Y, 300, 0.5) < 1e-12
    small = {name: value * 0.01 for name, value in parameters.items()}
    assert reference.hidden_unit_spread(small, X, Y, 300, 0.5) > 0.5
    pairs = parameters["W1"][:, np.newaxis] - parameters["W1"][np.newaxis]
    assert reference.hidden_unit_spread(parameters, X, Y, 0, 0.5) == pytest.approx(np.abs(pairs).max())


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_training_equals_scikit_learn_in_full_batches(network):
    """Compare gradient descent from the same parameters, without momentum or penalty."""
    _, X, Y = network
    oracle = sklearn.neural_network.MLPClassifier(
        (5,), activation="tanh", solver="sgd", alpha=0, batch_size=40, learning_rate_init=1.2, momentum=0,
        nesterovs_momentum=False, shuffle=False, max_iter=1, warm_start=True, tol=0,
    )  # fmt: skip
    oracle.fit(X.T, Y[0])
    names = {"W1": oracle.coefs_[0].T, "b1": oracle.intercepts_[0], "W2": oracle.coefs_[1].T, "b2": oracle.intercepts_[1]}
    ours = {name: value.copy().reshape(len(value), -1) for name, value in names.items()}
    for _ in range(50):
        oracle.fit(X.T, Y[0])
        ours = reference.update_parameters(ours, gradient(ours, X, Y))
    np.testing.assert_allclose(ours["W1"], oracle.coefs_[0].T, rtol=1e-9)
    np.testing.assert_allclose(ours["b2"][:, 0], oracle.intercepts_[1], rtol=1e-9)


def test_a_trained_network_beats_one_neuron(network):
    _, X, Y = network
    neuron = sklearn.linear_model.LogisticRegression().fit(X.T, Y[0]).score(X.T, Y[0])
    for seed in range(3):
        np.random.seed(seed)
        trained = reference.nn_model(X, Y, n_h=6, num_iterations=3000)
        assert np.mean(reference.predict(trained, X) == Y) > max(0.95, neuron + 0.1)


def test_training_for_no_iterations_returns_the_initial_parameters(network):
    _, X, Y = network
    np.random.seed(4)
    drawn = reference.initialize_parameters(3, 7, 1)
    np.random.seed(4)
    for name, value in reference.nn_model(X, Y, 7, num_iterations=0).items():
        np.testing.assert_array_equal(value, drawn[name])


def test_costs_are_printed_when_asked_for(network, capsys):
    _, X, Y = network
    reference.nn_model(X, Y, 2, num_iterations=1001, print_cost=True)
    assert capsys.readouterr().out.count("\n") == 2
    reference.nn_model(X, Y, 2, num_iterations=1001)
    assert capsys.readouterr().out == ""
