"""Each misconception of the list is explained by its cause, in both languages."""

from __future__ import annotations

import ast
import re
import runpy
import warnings
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from autograder.judging.checking import exam_of, examine
from autograder.judging.context import Context
from autograder.judging.report import Report, Worth
from autograder.notebook.definition import definition_of

ROOT = Path(__file__).resolve().parents[2]
# Each mistake begins with a line `# ==== what it is: assignment, exercise`; `# <-` marks a line of the cause.
TEXT = """
# ==== output layer's index taken from the loop variable after the loop: deep_network, L_model_forward
def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters) // 2
    l = 0
    for l in range(1, L):
        A, cache = linear_activation_forward(A, parameters["W" + str(l)], parameters["b" + str(l)], "relu")
        caches.append(cache)
    AL, cache = linear_activation_forward(A, parameters["W" + str(l)], parameters["b" + str(l)], "sigmoid")  # <-
    caches.append(cache)
    return AL, caches
# ==== caches[1] for this layer's cache: deep_network, L_model_backward
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dA = -(Y / AL - (1 - Y) / (1 - AL))
    for l in reversed(range(L)):
        activation = "sigmoid" if l == L - 1 else "relu"
        dA, grads["dW" + str(l + 1)], grads["db" + str(l + 1)] = linear_activation_backward(dA, caches[1], activation)  # <-
    return grads
# ==== L is the number of arrays: deep_network, L_model_forward
def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters)  # <-
    for l in range(1, L + 1):
        activation = "sigmoid" if l == L else "relu"
        A, cache = linear_activation_forward(A, parameters[f"W{l}"], parameters[f"b{l}"], activation)
        caches.append(cache)
    return A, caches
# ==== cache without b: deep_network, linear_forward
def linear_forward(A, W, b):
    Z = np.dot(W, A) + b
    cache = (A, W)  # <-
    return Z, cache
# ==== updated L times by nested loops: deep_network, update_parameters
def update_parameters(params, grads, learning_rate):
    parameters = params.copy()
    L = len(parameters) // 2
    for i in range(L):  # <-
        for l in range(L):  # <-
            parameters["W" + str(l + 1)] = parameters["W" + str(l + 1)] - learning_rate * grads["dW" + str(l + 1)]
            parameters["b" + str(l + 1)] = parameters["b" + str(l + 1)] - learning_rate * grads["db" + str(l + 1)]
    return parameters
# ==== W3 written out: deep_network, L_model_forward
def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters) // 2
    for l in range(1, L):
        A, cache = linear_activation_forward(A, parameters["W" + str(l)], parameters["b" + str(l)], "relu")
        caches.append(cache)
    AL, cache = linear_activation_forward(A, parameters["W3"], parameters["b3"], "sigmoid")  # <-
    caches.append(cache)
    return AL, caches
# ==== A cached for Z: shallow_network, forward_propagation
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    cache = {"Z1": A1, "A1": A1, "Z2": Z2, "A2": A2}  # <-
    return A2, cache
# ==== dA of a layer read before it exists: deep_network, L_model_backward
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dAL = -(Y / AL - (1 - Y) / (1 - AL))
    dA, dW, db = linear_activation_backward(dAL, caches[L - 1], "sigmoid")
    grads["dA" + str(L - 1)], grads["dW" + str(L)], grads["db" + str(L)] = dA, dW, db
    for l in reversed(range(L - 1)):
        dA, dW, db = linear_activation_backward(grads["dA" + str(l)], caches[l], "relu")  # <-
        grads["dA" + str(l)] = dA
        grads["dW" + str(l + 1)] = dW
        grads["db" + str(l + 1)] = db
    return grads
# ==== db squeezed: deep_network, linear_backward
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = np.dot(dZ, A_prev.T) / m
    db = np.squeeze(np.sum(dZ, axis=1, keepdims=True)) / m  # <-
    dA_prev = np.dot(W.T, dZ)
    return dA_prev, dW, db
# ==== db by the wrong axis: deep_network, linear_backward
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = np.dot(dZ, A_prev.T) / m
    db = np.sum(dZ, axis=0, keepdims=True) / m  # <-
    dA_prev = np.dot(W.T, dZ)
    return dA_prev, dW, db
# ==== costs kept every 200 steps: logistic_regression, optimize
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 200 == 0:  # <-
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs
# ==== constants passed on instead of parameters: logistic_regression, model
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, grads, costs = optimize(w, b, X_train, Y_train, num_iterations=2000, learning_rate=0.5)  # <-
    w, b = params["w"], params["b"]
    return {"costs": costs, "Y_prediction_test": predict(w, b, X_test), "Y_prediction_train": predict(w, b, X_train),
            "w": w, "b": b, "learning_rate": learning_rate, "num_iterations": num_iterations}
# ==== epsilon in the logarithm: logistic_regression, propagate
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = forward(w, b, X)
    cost = -np.sum(Y * np.log(A + 1e-3) + (1 - Y) * np.log(1 - A + 1e-3)) / m  # <-
    return {"dw": np.dot(X, (A - Y).T) / m, "db": np.sum(A - Y) / m}, cost
# ==== dot inside the bracket of the logarithm: logistic_regression, propagate
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = forward(w, b, X)
    cost = -np.sum(np.log(np.dot(A, Y.T)) + np.log(np.dot(1 - A, (1 - Y).T))) / m  # <-
    return {"dw": np.dot(X, (A - Y).T) / m, "db": np.sum(A - Y) / m}, cost
# ==== b1 with db2: shallow_network, update_parameters
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db2"]  # <-
    W2 = parameters["W2"] - learning_rate * grads["dW2"]
    b2 = parameters["b2"] - learning_rate * grads["db2"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
# ==== own rate: shallow_network, update_parameters
def update_parameters(parameters, grads, learning_rate=1.2):
    rate = 0.3  # <-
    return {name: parameters[name] - rate * grads["d" + name] for name in parameters}  # <-
# ==== n_h from the data: shallow_network, layer_sizes
def layer_sizes(X, Y):
    n_x = X.shape[0]
    n_h = X.shape[1]  # <-
    n_y = Y.shape[0]
    return n_x, n_h, n_y
# ==== b2 of shape (n_y, n_y): shallow_network, initialize_parameters
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros((n_y, n_y))  # <-
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
# ==== W2 updated before dZ1 is computed: shallow_network, backward_propagation
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    W2, A1 = parameters["W2"], cache["A1"]
    dZ2 = cache["A2"] - Y
    dW2 = np.dot(dZ2, A1.T) / m
    W2 = W2 - 1.2 * dW2  # <-
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(W2.T, dZ2) * (1 - A1 ** 2)
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
# ==== tanh twice: shallow_network, forward_propagation
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], np.tanh(A1)) + parameters["b2"]  # <-
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
# ==== Z1 into layer 2: shallow_network, forward_propagation
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], Z1) + parameters["b2"]  # <-
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
# ==== initialised inside the loop: shallow_network, nn_model
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    n_x, _, n_y = layer_sizes(X, Y)
    for i in range(num_iterations):
        parameters = initialize_parameters(n_x, n_h, n_y)  # <-
        A2, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
    return parameters
# ==== early return: shallow_network, nn_model
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    n_x, _, n_y = layer_sizes(X, Y)
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
        return parameters  # <-
# ==== a column of one axis gives an (n, n) dw: logistic_regression, propagate
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = forward(w, b, X)
    dZ = (A - Y).reshape(-1)  # <-
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, dZ) * np.ones(w.shape) / m  # <-
    return {"dw": dw, "db": np.sum(A - Y) / m}, cost
# ==== ^ for **: numpy_basics, L2
def L2(yhat, y):
    return np.sum((y - yhat) ^ 2)  # <-
# ==== row maximum without keepdims: numpy_basics, softmax
def softmax(x):
    shifted = x - np.max(x, axis=1)  # <-
    e = np.exp(shifted)
    return e / np.sum(e, axis=1, keepdims=True)
# ==== 1 // m: logistic_regression, propagate
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = forward(w, b, X)
    cost = -(1 // m) * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))  # <-
    dw = (1 // m) * np.dot(X, (A - Y).T)  # <-
    db = (1 // m) * np.sum(A - Y)  # <-
    return {"dw": dw, "db": db}, cost
# ==== w[:] changes the caller's array: logistic_regression, optimize
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w[:] = w - learning_rate * grads["dw"]  # <-
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs
# ==== wrong sign for b only: logistic_regression, optimize
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b + learning_rate * grads["db"]  # <-
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs
# ==== only db1 not averaged: shallow_network, backward_propagation
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    W2, A1 = parameters["W2"], cache["A1"]
    dZ2 = cache["A2"] - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(W2.T, dZ2) * (1 - A1 ** 2)
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True)  # <-
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
# ==== cost not reduced: shallow_network, compute_cost
def compute_cost(A2, Y):
    m = Y.shape[1]
    return -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m  # <-
# ==== cost rounded: shallow_network, compute_cost
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    return round(cost, 2)  # <-
"""

HEAD = re.compile(r"^# ==== (?P<what>.*): (?P<assignment>\w+), (?P<exercise>\w+)$", re.MULTILINE)
MARK = "  # <-"
# Those of the list that `benchmarks/learners_code/` has among the wrong functions of its development half.
AMONG_LEARNERS_CODE = {
    "deep_network/linear_activation_forward/pair_not_unpacked": "pair of an activation not unpacked",
    "deep_network_application/two_layer_model/weights_read_once": "W1 not read again after the update",
    "logistic_regression/forward/bias_inside_product": "bias added to X",
    "deep_network/L_model_forward/always_x": "X given to every layer",
}


class Misconception(NamedTuple):
    """A wrong function. lines: of the cause, counted from 1."""

    what: str
    assignment: str
    exercise: str
    code: str
    lines: Collection[int]


@cache
def misconceptions() -> list[Misconception]:
    parts = HEAD.split(TEXT)[1:]
    found = []
    for at in range(0, len(parts), 4):
        marked = parts[at + 3].strip("\n") + "\n"
        lines = [number for number, line in enumerate(marked.splitlines(), 1) if line.endswith(MARK)]
        found.append(Misconception(*parts[at : at + 3], marked.replace(MARK, ""), lines))
    wrong = runpy.run_path(str(ROOT / "benchmarks" / "learners_code" / "entries.py"))["load_wrong"]("development")
    for one in wrong:
        if one.key in AMONG_LEARNERS_CODE:
            what = AMONG_LEARNERS_CODE[one.key]
            found.append(Misconception(what, one.assignment, one.exercise, one.source, one.lines))
    return found


def report_on(assignment: str, exercise: str, code: str) -> Report:
    exam = exam_of(ROOT, assignment, exercise, "misconceptions")
    world = dict(vars(exam.reference.module))
    exec(compile(code, "<ipython-input>", "exec"), world)
    definition = definition_of(exercise, [code])
    here = Context(
        course_root=ROOT,
        assignment=assignment,
        secret="misconceptions",
        language="en",
        sink=lambda report: None,
        worth=lambda name: Worth(1.0, 0.0),
        failed=lambda name: False,
        definition=lambda name, answer: definition,
    )
    with warnings.catch_warnings(action="ignore"):
        return examine(exercise, world[exercise], here)


def test_the_list_is_whole() -> None:
    assert len(misconceptions()) == 36
    for one in misconceptions():
        assert [node.name for node in ast.parse(one.code).body if isinstance(node, ast.FunctionDef)] == [one.exercise]
        assert one.lines


@pytest.mark.parametrize("one", misconceptions(), ids=[one.what for one in misconceptions()])
def test_it_is_explained(one: Misconception) -> None:
    report = report_on(one.assignment, one.exercise, one.code)
    assert report.status != "passed"
    first = report.explanations[0]
    assert first.kind in ("known mistake", "repair", "error", "relation", "intermediate")
    if first.kind in ("repair", "error") or first.line is not None:
        assert first.line in one.lines
    assert report.message["en"] and report.message["zh"] != report.message["en"]


def test_a_seed_for_every_layer_costs_nothing_and_is_told() -> None:
    code = """
def initialize_parameters_deep(layer_dims):
    parameters = {}
    for l in range(1, len(layer_dims)):
        np.random.seed(3)
        parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters
"""
    report = report_on("deep_network", "initialize_parameters_deep", code)
    assert report.status == "passed" and report.fraction == 1.0
    assert "seed" in report.message["en"] and report.message["zh"]
