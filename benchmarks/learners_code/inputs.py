"""Draw ordinary arguments for every exercise of the course, from what the docstrings of the exercises say.

Nothing here is taken from the hidden tests: the entries of this folder are to be right or wrong by the docstrings alone.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

Arguments = tuple[Any, ...]
Draw = Callable[[np.random.Generator, dict[str, Any]], Arguments]  # the references of the assignment are the second argument

DRAWS: dict[str, Draw] = {}


def draws(assignment: str, *exercises: str) -> Callable[[Draw], Draw]:
    """Enter a function into `DRAWS` for the exercises of an assignment."""

    def enter(draw: Draw) -> Draw:
        for exercise in exercises:
            DRAWS[f"{assignment}/{exercise}"] = draw
        return draw

    return enter


def sizes(rng: np.random.Generator, number: int, low: int = 2, high: int = 8) -> list[int]:
    """Return distinct sizes, so that no axis can pass for another."""
    return [int(size) for size in rng.choice(np.arange(low, high), size=number, replace=False)]


def labels(rng: np.random.Generator, m: int, n_y: int = 1) -> np.ndarray:
    """Return labels (n_y, m) in which both classes appear in every row."""
    Y = rng.integers(0, 2, size=(n_y, m))
    Y[:, 0], Y[:, 1] = 0, 1
    return Y


def network(rng: np.random.Generator, *dims: int, scale: float = 0.8) -> dict[str, np.ndarray]:
    """Return parameters of a network with the given sizes of layers; the biases are not zero."""
    parameters = {}
    for l in range(1, len(dims)):
        parameters[f"W{l}"] = scale * rng.normal(size=(dims[l], dims[l - 1]))
        parameters[f"b{l}"] = 0.3 * rng.normal(size=(dims[l], 1))
    return parameters


def like(rng: np.random.Generator, parameters: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return gradients or velocities of the shapes of `parameters`."""
    return {f"d{name}": rng.normal(size=array.shape) for name, array in parameters.items()}


# ---------------------------------------------------------------- introduction


@draws("introduction", "relu")
@draws("shallow_network", "tanh", "sigmoid_derivative", "tanh_derivative", "relu_derivative")
@draws("gradient_descent", "sigmoid")
def any_shape(rng, given):
    shape = [(5,), (3, 4), (2, 6), (7,)][rng.integers(4)]
    return (1.5 * rng.normal(size=shape),)


@draws("introduction", "price_of_house")
def houses(rng, given):
    return rng.uniform(10, 200, size=rng.integers(3, 9)), rng.uniform(1, 4), -rng.uniform(60, 250)


@draws("introduction", "table_to_columns")
def table(rng, given):
    m, n = sizes(rng, 2)
    return ([[round(float(number), 3) for number in row] for row in rng.normal(size=(m, n))],)


@draws("introduction", "learning_curve")
def repeats(rng, given):
    return (rng.uniform(size=sizes(rng, 2)),)


@draws("introduction", "fit_line")
def points(rng, given):
    x = rng.normal(size=rng.integers(4, 9)) + 2
    return x, rng.normal() * x + rng.normal() + 0.3 * rng.normal(size=x.shape)


@draws("introduction", "network_price")
def hidden_houses(rng, given):
    n_x, n_h, m = sizes(rng, 3)
    W1, b1 = rng.normal(size=(n_h, n_x)), rng.normal(size=(n_h, 1))
    return rng.normal(size=(n_x, m)), W1, b1, rng.normal(size=(1, n_h)) + 0.5, rng.uniform(0, 1)


# ---------------------------------------------------------------- gradient_descent


@draws("gradient_descent", "image2vector")
def image(rng, given):
    return (rng.integers(0, 256, size=sizes(rng, 3, 2, 6)),)


@draws("gradient_descent", "flatten_batch")
def images(rng, given):
    return (rng.integers(0, 256, size=sizes(rng, 4, 2, 7)),)


@draws("gradient_descent", "loss", "cost")
def predictions(rng, given):
    m = int(rng.integers(3, 9))
    return rng.uniform(0.05, 0.95, size=(1, m)), labels(rng, m)


@draws("gradient_descent", "gradient_descent")
def descent(rng, given):
    steep, lowest = rng.uniform(0.5, 3), rng.normal()
    return (lambda x: steep * (x - lowest) + 0.1 * x**3), rng.uniform(1, 2), rng.uniform(0.05, 0.3), int(rng.integers(3, 30))


@draws("gradient_descent", "largest_stable_rate")
def curvature(rng, given):
    return (rng.uniform(0.2, 6),)


@draws("gradient_descent", "numerical_derivative")
def measured(rng, given):
    f = [np.sin, np.exp, lambda x: x**3, lambda x: 1 / x][rng.integers(4)]
    x = rng.uniform(0.5, 2, size=[(), (4,), (2, 3)][rng.integers(3)])
    return f, x, [1e-5, 1e-2, 0.1, 0.2][rng.integers(4)]


@draws("gradient_descent", "derivative_of_log")
def positive(rng, given):
    return (rng.uniform(0.2, 4, size=[(), (5,)][rng.integers(2)]),)


@draws("gradient_descent", "derivative_of_log_one_minus")
def below_one(rng, given):
    return (rng.uniform(-2, 0.9, size=[(), (5,)][rng.integers(2)]),)


@draws("gradient_descent", "graph_forward", "graph_backward")
def three_numbers(rng, given):
    return tuple(round(float(number), 2) for number in rng.uniform(1.5, 6, size=3))


@draws("gradient_descent", "single_example_gradients")
def one_example(rng, given):
    n = int(rng.integers(2, 6))
    return rng.normal(size=(n, 1)), rng.normal(), rng.normal(size=(n, 1)), int(rng.integers(2))


@draws("gradient_descent", "gradient_check")
def believed(rng, given):
    n = int(rng.integers(2, 6))
    c, wrong = rng.uniform(0.5, 2, size=n), rng.uniform(0.5, 2, size=n)
    x = rng.uniform(0.5, 2, size=n)
    return (lambda x: float(np.sum(c * x**2) + x[0] * x[1])), (lambda x: wrong * x + 1), x


@draws("gradient_descent", "propagate_loop")
@draws("logistic_regression", "propagate")
def neuron(rng, given):
    n_x, m = sizes(rng, 2)
    return 0.5 * rng.normal(size=(n_x, 1)), float(rng.normal()), rng.normal(size=(n_x, m)), labels(rng, m)


@draws("gradient_descent", "numerical_second_derivative")
def measured_twice(rng, given):
    f = [np.sin, np.exp, lambda x: x**3, lambda x: 1 / x][rng.integers(4)]
    return f, rng.uniform(0.5, 2, size=[(), (4,), (2, 3)][rng.integers(3)]), [1e-4, 1e-3, 1e-2][rng.integers(3)]


@draws("gradient_descent", "newton")
def newton_steps(rng, given):
    c, t = rng.uniform(0.5, 2), rng.normal()
    df, d2f = (lambda x: c * (x - t) + 0.2 * x**3), (lambda x: c + 0.6 * x**2)
    return df, d2f, rng.uniform(1, 3), int(rng.integers(2, 6))


@draws("gradient_descent", "graph_gradients")
def graph(rng, given):
    names = ["a", "b", "c", "d"]
    values = {name: float(rng.uniform(0.5, 3)) for name in names}
    steps = []
    for k in range(int(rng.integers(3, 7))):
        left, right = rng.choice(names, size=2)
        steps.append((f"u{k}", "+*"[rng.integers(2)], str(left), str(right)))
        names.append(f"u{k}")
    return [*steps, ("J", "*", names[-1], names[-2])], values


# ---------------------------------------------------------------- numpy_basics, logistic_regression


@draws("numpy_basics", "dot_loop", "dot_vectorized", "L1", "L2")
def two_vectors(rng, given):
    n = int(rng.integers(3, 9))
    return rng.normal(size=n), rng.normal(size=n)


@draws("numpy_basics", "normalize_rows", "softmax")
def rows(rng, given):
    return (rng.normal(size=sizes(rng, 2)),)


@draws("logistic_regression", "forward", "predict")
def neuron_forward(rng, given):
    n_x, m = sizes(rng, 2)
    return rng.normal(size=(n_x, 1)), 2 * float(rng.normal()), rng.normal(size=(n_x, m))


@draws("logistic_regression", "initialize_with_zeros")
def dimension(rng, given):
    return (int(rng.integers(2, 9)),)


@draws("logistic_regression", "optimize")
def optimised(rng, given):
    return *neuron(rng, given), int([2, 7, 130, 230][rng.integers(4)]), float(rng.uniform(0.02, 0.3))


@draws("logistic_regression", "model")
def modelled(rng, given):
    n_x, m, m_test = sizes(rng, 3, 2, 9)
    X, X_test = rng.normal(size=(n_x, m)), rng.normal(size=(n_x, m_test))
    return X, labels(rng, m), X_test, labels(rng, m_test), int(rng.integers(20, 230)), float(rng.uniform(0.02, 0.3))


@draws("numpy_basics", "calories_percentages")
def foods(rng, given):
    return (rng.uniform(1, 100, size=sizes(rng, 2)),)


@draws("numpy_basics", "standardize")
def features(rng, given):
    return (3 * rng.normal(size=sizes(rng, 2, 3, 9)) + 5,)


@draws("numpy_basics", "as_column")
def vector(rng, given):
    v = rng.integers(-20, 20, size=int(rng.integers(3, 8)))
    return (v.reshape([(-1,), (-1, 1), (1, -1)][rng.integers(3)]),)


@draws("numpy_basics", "check_shapes")
def perhaps_wrong(rng, given):
    n_x, m = sizes(rng, 2)
    w, b, X, Y = np.ones((n_x, 1)), 0.5, np.ones((n_x, m)), np.ones((1, m))
    wrong = rng.integers(4)
    if wrong == 1:
        w = np.ones([(n_x,), (1, n_x), (n_x + 1, 1), (n_x, 2)][rng.integers(4)])
    elif wrong == 2:
        b = np.ones([(1, 1), (n_x, 1), (1,)][rng.integers(3)])
    elif wrong == 3:
        Y = np.ones([(m,), (m, 1), (1, m + 1)][rng.integers(3)])
    return w, b, X, Y


@draws("logistic_regression", "log_likelihood")
@draws("shallow_network", "compute_cost")
@draws("deep_network", "compute_cost")
def outputs(rng, given):
    return predictions(rng, given)


@draws("numpy_basics", "pairwise_distances")
def two_clouds(rng, given):
    n, m, k = sizes(rng, 3)
    return rng.normal(size=(n, m)), rng.normal(size=(n, k))


@draws("logistic_regression", "cost_from_scores")
def scores(rng, given):
    m = int(rng.integers(3, 9))
    return 3 * rng.normal(size=(1, m)), labels(rng, m)


# ---------------------------------------------------------------- shallow_network


def shallow_dims(rng: np.random.Generator, several: bool = False) -> tuple[int, int, int, int]:
    """Return (n_x, n_h, n_y, m), all different; n_y is 1 unless `several`."""
    n_x, n_h, n_y, m = sizes(rng, 4, 2, 9)
    return n_x, n_h, n_y if several else 1, m


@draws("shallow_network", "layer_sizes")
def data(rng, given):
    n_x, n_y, m = sizes(rng, 3, 1, 9)
    return rng.normal(size=(n_x, m)), rng.integers(0, 2, size=(n_y, m))


@draws("shallow_network", "forward_one")
def one_column(rng, given):
    n_x, n_h, n_y, _ = shallow_dims(rng, several=bool(rng.integers(2)))
    return rng.normal(size=(n_x, 1)), network(rng, n_x, n_h, n_y)


@draws("shallow_network", "forward_propagation")
def forward_data(rng, given):
    n_x, n_h, n_y, m = shallow_dims(rng, several=bool(rng.integers(2)))
    return rng.normal(size=(n_x, m)), network(rng, n_x, n_h, n_y)


@draws("shallow_network", "leaky_relu", "leaky_relu_derivative")
def leaky(rng, given):
    return *any_shape(rng, given), float(rng.uniform(0.05, 0.5))


@draws("shallow_network", "collapse_linear")
def two_layers(rng, given):
    n_0, n_1, n_2 = sizes(rng, 3)
    return tuple(network(rng, n_0, n_1, n_2).values())


@draws("shallow_network", "backward_propagation")
def backward_data(rng, given):
    n_x, n_h, n_y, m = shallow_dims(rng, several=bool(rng.integers(2)))
    X, parameters = rng.normal(size=(n_x, m)), network(rng, n_x, n_h, n_y)
    return parameters, given["forward_propagation"](X, parameters)[1], X, labels(rng, m, n_y)


@draws("shallow_network", "update_parameters")
def one_step(rng, given):
    n_x, n_h, n_y, _ = shallow_dims(rng, several=True)
    parameters = network(rng, n_x, n_h, n_y)
    return parameters, like(rng, parameters), float(rng.uniform(0.05, 0.9))


@draws("shallow_network", "gradient_check_network")
def gradients_to_check(rng, given):
    n_x, n_h, _, m = shallow_dims(rng)
    X, Y, parameters = rng.normal(size=(n_x, m)), labels(rng, m), network(rng, n_x, n_h, 1)
    grads = given["backward_propagation"](parameters, given["forward_propagation"](X, parameters)[1], X, Y)
    if rng.integers(4):
        grads = {name: array * rng.uniform(0.3, 2) for name, array in grads.items()}
    return parameters, grads, X, Y


@draws("shallow_network", "initialize_parameters")
def three_sizes(rng, given):
    return 23, 31, 17


@draws("shallow_network", "hidden_unit_spread")
def spread(rng, given):
    n_x, n_h, _, m = shallow_dims(rng)
    start = network(rng, n_x, n_h + 1, 1)
    return start, rng.normal(size=(n_x, m)), labels(rng, m), int(rng.integers(2, 12)), float(rng.uniform(0.1, 0.8))


@draws("shallow_network", "nn_model")
def training_data(rng, given):
    n_x, n_h, _, m = shallow_dims(rng)
    return rng.normal(size=(n_x, m)), labels(rng, m), n_h if n_h != 4 else 9, int(rng.integers(30, 300))


@draws("shallow_network", "predict")
def predicted(rng, given):
    n_x, n_h, n_y, m = shallow_dims(rng)
    return network(rng, n_x, n_h, n_y), rng.normal(size=(n_x, m + 4))


@draws("shallow_network", "numerical_gradient_network")
def measured_network(rng, given):
    n_x, n_h, _, m = shallow_dims(rng)
    return network(rng, n_x, n_h, 1), rng.normal(size=(n_x, m)), labels(rng, m)


# ---------------------------------------------------------------- deep_network


def depth(rng: np.random.Generator, n_y: int = 1) -> list[int]:
    """Return the sizes of the layers of a network of two to four layers; neighbours differ."""
    return [*sizes(rng, int(rng.integers(2, 5)), 2, 8), n_y]


@draws("deep_network", "initialize_parameters_deep", "initialize_parameters_he")
def wide_layers(rng, given):
    return ([50, 110, 70, 160],)


@draws("deep_network", "linear_forward")
def layer(rng, given):
    n, n_prev, m = sizes(rng, 3)
    return rng.normal(size=(n_prev, m)), *network(rng, n_prev, n).values()


@draws("deep_network", "linear_activation_forward")
def whole_layer(rng, given):
    return *layer(rng, given), ["relu", "sigmoid"][rng.integers(2)]


@draws("deep_network", "L_model_forward")
def deep_data(rng, given):
    dims = depth(rng)
    return rng.normal(size=(dims[0], int(rng.integers(9, 12)))), network(rng, *dims)


@draws("deep_network", "relu_backward", "sigmoid_backward")
def arriving(rng, given):
    shape = sizes(rng, 2)
    return rng.normal(size=shape), 2 * rng.normal(size=shape)


@draws("deep_network", "linear_backward")
def layer_back(rng, given):
    A, W, b = layer(rng, given)
    return rng.normal(size=(W.shape[0], A.shape[1])), (A, W, b)


@draws("deep_network", "linear_activation_backward")
def whole_layer_back(rng, given):
    dZ, linear_cache = layer_back(rng, given)
    return dZ, (linear_cache, rng.normal(size=dZ.shape)), ["relu", "sigmoid"][rng.integers(2)]


@draws("deep_network", "L_model_backward")
def network_back(rng, given):
    X, parameters = deep_data(rng, given)
    AL, caches = given["L_model_forward"](X, parameters)
    return AL, labels(rng, X.shape[1]), caches


@draws("deep_network", "run_blocks")
def blocks(rng, given):
    n_0, n_1, n_2, m = sizes(rng, 4)
    chain = [("linear", rng.normal(size=(n_1, n_0)), rng.normal(size=(n_1, 1))), ("relu",)]
    chain += [("linear", rng.normal(size=(n_2, n_1)), rng.normal(size=(n_2, 1))), ("sigmoid",)]
    return rng.normal(size=(n_0, m)), chain, rng.normal(size=(n_2, m))


@draws("deep_network", "update_parameters")
def deep_step(rng, given):
    parameters = network(rng, *depth(rng))
    return parameters, {**like(rng, parameters), "dA1": rng.normal(size=(2, 3))}, float(rng.uniform(0.05, 0.9))


@draws("deep_network", "L_model_train")
def deep_training(rng, given):
    X, parameters = deep_data(rng, given)
    return X, labels(rng, X.shape[1]), parameters, float(rng.uniform(0.05, 0.4)), int(rng.integers(2, 9))


@draws("deep_network", "expected_shapes")
def dims_and_m(rng, given):
    return depth(rng), int(rng.integers(9, 30))


@draws("deep_network", "check_dimensions")
def perhaps_unfit(rng, given):
    dims = sizes(rng, int(rng.integers(3, 5)), 2, 8)
    parameters, X = network(rng, *dims), rng.normal(size=(dims[0], 9))
    for _ in range(int(rng.integers(0, 3))):
        l = int(rng.integers(1, len(dims)))
        if rng.integers(3):
            parameters[f"b{l}"] = np.ones([(dims[l],), (dims[l] + 1, 1)][rng.integers(2)])
        else:
            parameters[f"W{l}"] = np.ones((dims[l], dims[l - 1] + 1))
    return parameters, X


@draws("deep_network", "update_parameters_with_momentum")
def momentum(rng, given):
    parameters = network(rng, *depth(rng))
    rates = float(rng.uniform(0.55, 0.95)), float(rng.uniform(0.05, 0.5))
    return parameters, like(rng, parameters), like(rng, parameters), *rates


@draws("deep_network", "numerical_gradients")
def measured_deep(rng, given):
    dims = [*sizes(rng, 2, 2, 5), 1]
    return network(rng, *dims), rng.normal(size=(dims[0], 6)), labels(rng, 6), 1e-4


# ---------------------------------------------------------------- deep_network_application


@draws("deep_network_application", "two_layer_model")
def two_layer_training(rng, given):
    n_x, n_h, m = sizes(rng, 3, 3, 9)
    return rng.normal(size=(n_x, m)), labels(rng, m), (n_x, n_h, 1), float(rng.uniform(0.3, 1)), int(rng.integers(20, 230))


@draws("deep_network_application", "L_layer_model")
def deep_model(rng, given):
    n_x, n_1, n_2, m = sizes(rng, 4, 3, 9)
    rates = float(rng.uniform(0.1, 0.4)), int(rng.integers(20, 230))
    return rng.normal(size=(n_x, m)), labels(rng, m), [n_x, n_1, n_2, 1], *rates


@draws("deep_network_application", "accuracy")
def trained(rng, given):
    dims = depth(rng)
    return network(rng, *dims), rng.normal(size=(dims[0], 11)), labels(rng, 11)


@draws("deep_network_application", "learning_rate_sweep")
def trainings(rng, given):
    bend = rng.uniform(1, 3)
    return (lambda rate: [1.0, 1 - bend * rate, 1 - rate, 0.7 + rate]), [0.1, 0.25, 0.5]


@draws("deep_network_application", "design")
def pixels(rng, given):
    return (64,)


@draws("deep_network_application", "one_vs_all_labels")
def digits(rng, given):
    classes = int(rng.integers(4, 8))
    return rng.integers(0, classes - 1, size=int(rng.integers(8, 12))), classes


@draws("deep_network_application", "one_vs_all_predict")
def class_outputs(rng, given):
    return (rng.uniform(0.1, 0.95, size=sizes(rng, 2, 3, 10)),)


@functools.cache
def digit_images() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return scikit-learn's digits as (X, Y) of 600 images to learn from and (X, Y) of the others; Y is 1 for odd digits."""
    from sklearn.datasets import load_digits

    X, y = load_digits(return_X_y=True)
    order = np.random.default_rng(0).permutation(len(y))
    X, Y = X[order].T / 16, (y[order] % 2).reshape(1, -1)
    return X[:, :600], Y[:, :600], X[:, 600:], Y[:, 600:]


@draws("deep_network_application", "l2_penalty")
def punished(rng, given):
    return network(rng, *sizes(rng, 4)), float(rng.uniform(0.2, 3)), int(rng.integers(3, 40))


@draws("deep_network_application", "mini_batches")
def shuffled(rng, given):
    n_x, m = sizes(rng, 1)[0], int(rng.integers(9, 14))
    return rng.normal(size=(n_x, m)), labels(rng, m), int(rng.integers(2, 6)), rng.permutation(m)


@draws("deep_network_application", "update_parameters_with_adam")
def adaptive(rng, given):
    parameters = network(rng, *sizes(rng, 4))
    grads, v = like(rng, parameters), like(rng, parameters)
    s = {name: array**2 for name, array in like(rng, parameters).items()}
    return parameters, grads, v, s, int(rng.integers(2, 9)), float(rng.uniform(0.01, 0.3))
