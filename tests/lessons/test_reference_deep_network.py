"""Test the reference of `deep_network` against SciPy, scikit-learn and complex-step derivatives."""

import doctest
from pathlib import Path

import numpy as np
import pytest
import scipy.special
import sklearn.metrics
import sklearn.neural_network

from autograder.exercise.reference import load_module

reference = load_module(Path(__file__).resolve().parents[2] / "solutions" / "deep_network.py", "")

of_every_depth = pytest.mark.parametrize("L", range(1, 6))


@pytest.fixture
def rng():
    return np.random.default_rng(0)


def problem(rng, L, n_y=1, m=20):
    """Return X, Y (both classes) and parameters of L layers; all widths differ, and no hidden Z is near ReLU's kink."""
    dims = [*(int(size) for size in rng.permutation(np.arange(3, 9))[:L]), n_y]
    while True:
        X, parameters = rng.normal(size=(dims[0], m)), {}
        for l in range(1, L + 1):
            parameters[f"W{l}"] = rng.normal(size=(dims[l], dims[l - 1])) / np.sqrt(dims[l - 1])
            parameters[f"b{l}"] = rng.uniform(0.1, 0.4, size=(dims[l], 1))
        _, caches = reference.L_model_forward(X, parameters)
        if all(np.min(np.abs(Z)) > 1e-3 for _, Z in caches[:-1]):
            return X, rng.permutation(np.arange(n_y * m) % 2).reshape(n_y, m), parameters


def classifier(parameters, X, Y, learning_rate=0.1):
    """Return scikit-learn's network with these parameters, set to full batches, plain gradient descent and no penalty."""
    L = len(parameters) // 2
    oracle = sklearn.neural_network.MLPClassifier(
        hidden_layer_sizes=[parameters[f"W{l}"].shape[0] for l in range(1, L)],
        solver="sgd",
        alpha=0,
        batch_size=X.shape[1],
        learning_rate_init=learning_rate,
        momentum=0,
        nesterovs_momentum=False,
    )
    oracle.partial_fit(X.T, Y[0], classes=[0, 1])
    for l in range(1, L + 1):  # in place, because its optimiser refers to the arrays
        oracle.coefs_[l - 1][:] = parameters[f"W{l}"].T
        oracle.intercepts_[l - 1][:] = parameters[f"b{l}"][:, 0]
    return oracle


def gradients_by_complex_steps(X, Y, parameters, h=1e-30):
    """Return the gradients of the cost, Im cost(theta + ih) / h, by a second implementation of the forward pass.

    Between the kinks of ReLU the cost is analytic, so that this is exact up to rounding.
    """
    L, grads = len(parameters) // 2, {}

    def cost(moved):
        A = X
        for l in range(1, L + 1):
            Z = moved[f"W{l}"] @ A + moved[f"b{l}"]
            A = np.where(Z.real > 0, Z, 0) if l < L else 1 / (1 + np.exp(-Z))
        return -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / X.shape[1]

    for name, array in parameters.items():
        grads[f"d{name}"] = np.zeros(array.shape)
        for index in np.ndindex(array.shape):
            moved = {key: value.astype(complex) for key, value in parameters.items()}
            moved[name][index] += 1j * h
            grads[f"d{name}"][index] = cost(moved).imag / h
    return grads


def flat(grads, parameters):
    return np.concatenate([grads[f"d{name}"].ravel() for name in parameters])


def test_examples_in_the_docstrings():
    result = doctest.testmod(reference)
    assert result.failed == 0
    assert result.attempted >= 16


def test_sigmoid_equals_scipy(rng):
    Z = rng.uniform(-30, 30, size=(7, 9))
    A, cache = reference.sigmoid(Z)
    np.testing.assert_allclose(A, scipy.special.expit(Z), rtol=1e-13)
    assert cache is Z


def test_slopes_equal_central_differences(rng):
    Z, dA, h = rng.normal(size=(4, 5)), rng.normal(size=(4, 5)), 1e-6
    slope = (scipy.special.expit(Z + h) - scipy.special.expit(Z - h)) / (2 * h)
    np.testing.assert_allclose(reference.sigmoid_backward(dA, Z), dA * slope, rtol=1e-7)
    slope = (reference.relu(Z + h)[0] - reference.relu(Z - h)[0]) / (2 * h)
    np.testing.assert_allclose(reference.relu_backward(dA, Z), dA * slope, rtol=1e-7, atol=1e-9)


@of_every_depth
def test_forward_and_cost_equal_scikit_learn(rng, L):
    X, Y, parameters = problem(rng, L)
    AL, caches = reference.L_model_forward(X, parameters)
    expected = classifier(parameters, X, Y).predict_proba(X.T)[:, 1]
    np.testing.assert_allclose(AL[0], expected, rtol=1e-12)
    assert len(caches) == L
    assert reference.compute_cost(AL, Y) == pytest.approx(sklearn.metrics.log_loss(Y[0], expected), rel=1e-12)


@of_every_depth
@pytest.mark.parametrize("n_y", [1, 2])
def test_gradients_equal_complex_step_derivatives(rng, L, n_y):
    X, Y, parameters = problem(rng, L, n_y)
    AL, caches = reference.L_model_forward(X, parameters)
    grads = reference.L_model_backward(AL, Y, caches)
    analytic, numerical = flat(grads, parameters), flat(gradients_by_complex_steps(X, Y, parameters), parameters)
    assert np.linalg.norm(analytic - numerical) / np.linalg.norm(numerical) < 1e-12


@of_every_depth
def test_numerical_gradients_equal_analytic_ones(rng, L):
    X, Y, parameters = problem(rng, L)
    AL, caches = reference.L_model_forward(X, parameters)
    analytic = flat(reference.L_model_backward(AL, Y, caches), parameters)
    numerical = flat(reference.numerical_gradients(parameters, X, Y, epsilon=1e-5), parameters)
    assert np.linalg.norm(analytic - numerical) / np.linalg.norm(analytic) < 1e-6


@of_every_depth
def test_training_steps_equal_scikit_learn(rng, L):
    X, Y, parameters = problem(rng, L)
    oracle = classifier(parameters, X, Y, learning_rate=0.1)
    for _ in range(25):
        oracle.partial_fit(X.T, Y[0])
    trained, costs = reference.L_model_train(X, Y, parameters, 0.1, 25)
    for l in range(1, L + 1):
        np.testing.assert_allclose(trained[f"W{l}"], oracle.coefs_[l - 1].T, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(trained[f"b{l}"][:, 0], oracle.intercepts_[l - 1], rtol=1e-9, atol=1e-12)
    assert costs[-1] < costs[0]
    np.testing.assert_allclose(costs, oracle.loss_curve_[1:], rtol=1e-12)


def test_momentum_with_beta_0_is_a_plain_step(rng):
    X, Y, parameters = problem(rng, 3)
    AL, caches = reference.L_model_forward(X, parameters)
    grads = reference.L_model_backward(AL, Y, caches)
    still = {f"d{name}": np.zeros_like(array) for name, array in parameters.items()}
    moved, v = reference.update_parameters_with_momentum(parameters, grads, still, 0.0, 0.3)
    for name, array in reference.update_parameters(parameters, grads, 0.3).items():
        np.testing.assert_array_equal(moved[name], array)
        np.testing.assert_array_equal(v[f"d{name}"], grads[f"d{name}"])


def test_momentum_from_rest_is_a_weighted_sum_of_the_gradients():
    parameters, v, beta = {"W1": np.zeros((1, 1))}, {"dW1": np.zeros((1, 1))}, 0.9
    for gradient in (1.0, 2.0, 4.0):
        parameters, v = reference.update_parameters_with_momentum(
            parameters, {"dW1": np.full((1, 1), gradient)}, v, beta, 1.0
        )
    assert v["dW1"].item() == pytest.approx(0.1 * (4 + 0.9 * 2 + 0.81 * 1))


@pytest.mark.parametrize(
    ("initialise", "spread"),
    [
        (reference.initialize_parameters_deep, lambda n_prev: 0.01),
        (reference.initialize_parameters_he, lambda n_prev: np.sqrt(2 / n_prev)),
    ],
)
def test_weights_are_random_with_the_right_spread(initialise, spread):
    dims = [300, 200, 100]
    first, second = initialise(dims), initialise(dims)
    for l in (1, 2):
        W = first[f"W{l}"]
        assert W.shape == (dims[l], dims[l - 1])
        assert np.std(W) == pytest.approx(spread(dims[l - 1]), rel=0.05)
        assert abs(np.mean(W)) < np.std(W) / 20
        assert not np.array_equal(W, second[f"W{l}"])
        assert not first[f"b{l}"].any()


def test_expected_shapes_are_those_of_the_network(rng):
    X, Y, parameters = problem(rng, 4, n_y=2)
    shapes = reference.expected_shapes([len(X), *(parameters[f"b{l}"].size for l in range(1, 5))], X.shape[1])
    AL, caches = reference.L_model_forward(X, parameters)
    grads = reference.L_model_backward(AL, Y, caches)
    for l in range(1, 5):
        for name in (f"W{l}", f"b{l}"):
            assert shapes[name] == parameters[name].shape
            assert shapes[f"d{name}"] == grads[f"d{name}"].shape
        assert shapes[f"Z{l}"] == shapes[f"dZ{l}"] == caches[l - 1][1].shape
        assert shapes[f"A{l}"] == shapes[f"dA{l}"] == (AL if l == 4 else caches[l][0][0]).shape
    assert len(shapes) == 4 * 8


def test_check_dimensions_agrees_with_numpy(rng):
    """Where check_dimensions passes, the forward pass works; where a matrix is transposed, both raise ValueError."""
    X, _, parameters = problem(rng, 4)
    reference.check_dimensions(parameters, X)
    for l in range(1, 5):
        wrong = parameters | {f"W{l}": parameters[f"W{l}"].T}
        with pytest.raises(ValueError, match=f"layer {l}:"):
            reference.check_dimensions(wrong, X)
        with pytest.raises(ValueError, match="not aligned"):
            reference.L_model_forward(X, wrong)


def chain_of_blocks(rng):
    """Return X, blocks of every kind, two linear ones in a row, and dA; no input of a ReLU lies on its kink."""
    while True:
        X = rng.normal(size=(3, 6))
        one, two, three = (
            ("linear", rng.normal(size=shape), rng.normal(size=(shape[0], 1))) for shape in ((5, 3), (4, 5), (2, 4))
        )
        Z = two[1] @ scipy.special.expit(one[1] @ X + one[2]) + two[2]
        if np.min(np.abs(Z)) > 1e-3 and np.min(Z) < 0 < np.max(Z):
            return X, [one, ("sigmoid",), two, ("relu",), three, ("sigmoid",)], rng.normal(size=(2, 6))


def composed(X, blocks):
    """Compute the output of blocks in a way that complex numbers pass, too."""
    for kind, *numbers in blocks:
        if kind == "linear":
            X = numbers[0] @ X + numbers[1]
        else:
            X = 1 / (1 + np.exp(-X)) if kind == "sigmoid" else X * (X.real > 0)
    return X


def test_run_blocks_agrees_with_complex_steps(rng):
    X, blocks, dA = chain_of_blocks(rng)
    A, dX = reference.run_blocks(X, blocks, dA)
    np.testing.assert_allclose(A, composed(X, blocks), rtol=1e-12)
    for index in np.ndindex(X.shape):
        moved = X.astype(complex)
        moved[index] += 1e-20j
        np.testing.assert_allclose(dX[index], np.sum(dA * composed(moved, blocks)).imag / 1e-20, rtol=1e-10)


def test_run_blocks_is_the_deep_network(rng):
    X, Y, parameters = problem(rng, 3)
    blocks = []
    for l in (1, 2, 3):
        blocks += [("linear", parameters[f"W{l}"], parameters[f"b{l}"]), ("sigmoid" if l == 3 else "relu",)]
    AL, caches = reference.L_model_forward(X, parameters)
    dAL = -(Y / AL - (1 - Y) / (1 - AL))
    A, dX = reference.run_blocks(X, blocks, dAL)
    np.testing.assert_array_equal(A, AL)
    for l in (3, 2, 1):
        dAL, *_ = reference.linear_activation_backward(dAL, caches[l - 1], "sigmoid" if l == 3 else "relu")
    np.testing.assert_array_equal(dX, dAL)


def test_momentum_equals_scikit_learns_optimiser(rng):
    """scikit-learn's learning rate is ours times (1 - beta); its velocity is ours times -rate."""
    from sklearn.neural_network._stochastic_optimizers import SGDOptimizer

    W, slopes = rng.normal(size=(3, 4)), rng.normal(size=(5, 3, 4))
    theirs = W.copy()
    oracle = SGDOptimizer([theirs], learning_rate_init=0.2 * (1 - 0.9), momentum=0.9, nesterov=False)
    parameters, v = {"W1": W}, {"dW1": np.zeros_like(W)}
    for slope in slopes:
        oracle.update_params([theirs], [slope])
        parameters, v = reference.update_parameters_with_momentum(parameters, {"dW1": slope}, v, 0.9, 0.2)
    np.testing.assert_allclose(parameters["W1"], theirs, rtol=1e-12)


def test_he_initialisation_keeps_the_size_of_activations_through_twenty_layers(rng):
    np.random.seed(0)
    parameters = reference.initialize_parameters_he([400] * 21)
    A = rng.normal(size=(400, 50))
    for l in range(1, 21):
        A = np.maximum(0, parameters[f"W{l}"] @ A + parameters[f"b{l}"])
    assert 0.3 < np.mean(A**2) < 3
