"""Say which functions of a learner's notebook are right, by formulas of its own.

    python -I benchmarks/corpus/verdict.py < functions.json

This is the second opinion that `benchmarks/corpus_agreement.py` compares the grader with. It imports nothing of the grader,
of its hidden tests or of the references: every formula below is written from the lectures, in plain NumPy. It reads one
notebook, {"kind": "logistic", "sources": ["code of a cell", …]}, runs its imports and function definitions, and writes
{"propagate": ["right", ""], "optimize": ["wrong", "params[w]"], …}.

A function is right where its values and shapes are those of the lectures on the inputs drawn here, whatever the container,
and where the arrays that were handed in keep their values. It is tried with the helpers of its notebook, then with right
ones; one of the two is enough. A learner's code is arbitrary code: the caller confines this process.
"""

from __future__ import annotations

import ast
import contextlib
import copy
import inspect
import io
import json
import math
import os
import signal
import sys
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

SECONDS = 30  # for one function
CASES = 4
RTOL, ATOL = 1e-6, 1e-9
TRAINED = 1e-4  # relative, after training

Names = dict[str, Any]


class Wrong(Exception):
    """A function is wrong; the text says where."""


# ---------------------------------------------------------------- the formulas of the lectures


def logistic(z: Any) -> Any:
    return 1 / (1 + np.exp(-np.asarray(z, dtype=float)))


def cross_entropy(A: np.ndarray, Y: np.ndarray) -> float:
    return float(np.mean([-(math.log(a) if y else math.log(1 - a)) for a, y in zip(A.ravel(), Y.ravel(), strict=True)]))


def neuron(w: np.ndarray, b: float, X: np.ndarray, Y: np.ndarray) -> tuple[np.ndarray, float, float]:
    """Return dw, db and the cost of the logistic neuron."""
    A = logistic(w.T @ X + b)
    E = (A - Y) / X.shape[1]
    return X @ E.T, float(E.sum()), cross_entropy(A, Y)


def descend(w: np.ndarray, b: float, X: np.ndarray, Y: np.ndarray, steps: int, rate: float) -> tuple[Any, ...]:
    costs = []
    for step in range(steps):
        dw, db, cost = neuron(w, b, X, Y)
        if step % 100 == 0:
            costs.append(cost)
        w, b = w - rate * dw, b - rate * db
    return w, b, dw, db, costs


def tanh_network(X: np.ndarray, p: Names) -> Names:
    Z1 = p["W1"] @ X + p["b1"]
    A1 = np.tanh(Z1)
    Z2 = p["W2"] @ A1 + p["b2"]
    return {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": logistic(Z2)}


def tanh_gradients(p: Names, c: Names, X: np.ndarray, Y: np.ndarray) -> Names:
    m = X.shape[1]
    E2 = c["A2"] - Y
    E1 = (p["W2"].T @ E2) * (1 - c["A1"] ** 2)
    rows = dict(axis=1, keepdims=True)
    return {"dW1": E1 @ X.T / m, "db1": np.mean(E1, **rows), "dW2": E2 @ c["A1"].T / m, "db2": np.mean(E2, **rows)}


def layers_of(p: Names) -> int:
    return sum(name.startswith("W") for name in p)


def deep_forward(X: np.ndarray, p: Names) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return (Z, A) of each layer: ReLU, and the sigmoid at the end."""
    found, A, last = [], X, layers_of(p)
    for layer in range(1, last + 1):
        Z = p[f"W{layer}"] @ A + p[f"b{layer}"]
        A = logistic(Z) if layer == last else np.where(Z > 0, Z, 0.0)
        found.append((Z, A))
    return found


def deep_gradients(X: np.ndarray, Y: np.ndarray, p: Names, AL: np.ndarray | None = None) -> Names:
    """Return the gradients. AL: the output, where it is not that of these parameters."""
    run, m, grads = deep_forward(X, p), X.shape[1], {}
    AL = run[-1][1] if AL is None else AL
    slope = logistic(run[-1][0]) * (1 - logistic(run[-1][0]))
    E = ((1 - Y) / (1 - AL) - Y / AL) * slope
    for layer in range(len(run), 0, -1):
        before = run[layer - 2][1] if layer > 1 else X
        grads[f"dW{layer}"], grads[f"db{layer}"] = E @ before.T / m, np.mean(E, axis=1, keepdims=True)
        if layer > 1:
            E = (p[f"W{layer}"].T @ E) * (run[layer - 2][0] > 0)
    return grads


def stepped(p: Names, grads: Names, rate: float) -> Names:
    return {name: value - rate * grads[f"d{name}"] for name, value in p.items()}


def random_parameters(sizes: list[int], rng: np.random.Generator, scale: float = 0.5) -> Names:
    found = {}
    for layer in range(1, len(sizes)):
        found[f"W{layer}"] = rng.normal(size=(sizes[layer], sizes[layer - 1])) * scale
        found[f"b{layer}"] = rng.normal(size=(sizes[layer], 1)) * scale
    return found


def labels(rng: np.random.Generator, m: int, rows: int = 1) -> np.ndarray:
    found = rng.integers(0, 2, (rows, m))
    found[:, 0], found[:, -1] = 0, 1
    return found


# ---------------------------------------------------------------- right helpers, as the public course's notebooks have them


def _linear_activation_forward(A_prev: Any, W: Any, b: Any, activation: str) -> Any:
    Z = W @ A_prev + b
    return (logistic(Z) if activation == "sigmoid" else np.where(Z > 0, Z, 0.0)), ((A_prev, W, b), Z)


def _activation_backward(dA: Any, Z: Any, activation: str) -> Any:
    return dA * (logistic(Z) * (1 - logistic(Z)) if activation == "sigmoid" else Z > 0)


def _linear_backward(dZ: Any, cache: Any) -> Any:
    A_prev, W, _ = cache
    return W.T @ dZ, dZ @ A_prev.T / A_prev.shape[1], np.mean(dZ, axis=1, keepdims=True)


def _linear_activation_backward(dA: Any, cache: Any, activation: str) -> Any:
    return _linear_backward(_activation_backward(dA, cache[1], activation), cache[0])


def _L_model_forward(X: Any, parameters: Names) -> Any:
    A, caches, last = X, [], layers_of(parameters)
    for layer in range(1, last + 1):
        kind = "sigmoid" if layer == last else "relu"
        A, cache = _linear_activation_forward(A, parameters[f"W{layer}"], parameters[f"b{layer}"], kind)
        caches.append(cache)
    return A, caches


def _L_model_backward(AL: Any, Y: Any, caches: Any) -> Names:
    Y, grads, last = np.asarray(Y).reshape(AL.shape), {}, len(caches)
    dA = (1 - Y) / (1 - AL) - Y / AL
    for layer in range(last, 0, -1):
        kind = "sigmoid" if layer == last else "relu"
        dA, dW, db = _linear_activation_backward(dA, caches[layer - 1], kind)
        grads |= {f"dA{layer - 1}": dA, f"dW{layer}": dW, f"db{layer}": db}
    return grads


def _propagate(w: Any, b: Any, X: Any, Y: Any) -> Any:
    dw, db, cost = neuron(w, b, X, Y)
    return {"dw": dw, "db": db}, cost


def _optimize(
    w: Any, b: Any, X: Any, Y: Any, num_iterations: int = 100, learning_rate: float = 0.009, print_cost: bool = False
) -> Any:
    w, b, dw, db, costs = descend(w, b, X, Y, num_iterations, learning_rate)
    return {"w": w, "b": b}, {"dw": dw, "db": db}, costs


def _forward_propagation(X: Any, parameters: Names) -> Any:
    cache = tanh_network(X, parameters)
    return cache["A2"], cache


def _cost(A: Any, Y: Any, parameters: Any = None) -> float:
    return cross_entropy(np.asarray(A), np.asarray(Y))


def _start(n_x: int, n_h: int, n_y: int) -> Names:
    return random_parameters([n_x, n_h, n_y], np.random.default_rng(7))


def _start_deep(layer_dims: Any) -> Names:
    return random_parameters(list(layer_dims), np.random.default_rng(7))


def _updated(parameters: Names, grads: Names, learning_rate: float = 1.2) -> Names:
    return stepped(parameters, grads, learning_rate)


HELPERS: dict[str, Names] = {
    "basics": {"sigmoid": logistic},
    "logistic": {
        "sigmoid": logistic,
        "initialize_with_zeros": lambda dim: (np.zeros((dim, 1)), 0.0),
        "propagate": _propagate,
        "optimize": _optimize,
        "predict": lambda w, b, X: (logistic(w.T @ X + b) > 0.5).astype(float),
    },
    "planar": {
        "sigmoid": logistic,
        "layer_sizes": lambda X, Y: (X.shape[0], 4, Y.shape[0]),
        "initialize_parameters": _start,
        "forward_propagation": _forward_propagation,
        "compute_cost": _cost,
        "backward_propagation": tanh_gradients,
        "update_parameters": _updated,
    },
    "deep": {
        "sigmoid": lambda Z: (logistic(Z), Z),
        "relu": lambda Z: (np.where(Z > 0, Z, 0.0), Z),
        "sigmoid_backward": lambda dA, cache: _activation_backward(dA, cache, "sigmoid"),
        "relu_backward": lambda dA, cache: _activation_backward(dA, cache, "relu"),
        "initialize_parameters": _start,
        "initialize_parameters_deep": _start_deep,
        "linear_forward": lambda A, W, b: (W @ A + b, (A, W, b)),
        "linear_activation_forward": _linear_activation_forward,
        "L_model_forward": _L_model_forward,
        "compute_cost": _cost,
        "linear_backward": _linear_backward,
        "linear_activation_backward": _linear_activation_backward,
        "L_model_backward": _L_model_backward,
        "update_parameters": _updated,
    },
}


# ---------------------------------------------------------------- comparing


def number(where: str, got: Any, wanted: float, rtol: float = RTOL) -> None:
    """A cost or a bias: a number of Python or NumPy, or an array without axes."""
    try:
        value = np.asarray(got, dtype=float)
    except (TypeError, ValueError):
        raise Wrong(f"{where} is a {type(got).__name__}") from None
    if value.size != 1 or not np.allclose(value, wanted, rtol=rtol, atol=ATOL):
        raise Wrong(where)
    if value.shape:
        raise Wrong(f"shape of {where}")


def array(where: str, got: Any, wanted: np.ndarray, rtol: float = RTOL) -> None:
    try:
        value = np.asarray(got, dtype=float)
    except (TypeError, ValueError):
        raise Wrong(f"{where} is a {type(got).__name__}") from None
    if value.shape != np.shape(wanted):
        raise Wrong(f"shape of {where}")
    if not np.allclose(value, wanted, rtol=rtol, atol=ATOL * max(1.0, float(np.max(np.abs(wanted), initial=0)))):
        raise Wrong(where)


def entries(where: str, got: Any, wanted: Names, rtol: float = RTOL) -> None:
    for name, value in wanted.items():
        if not isinstance(got, dict) or name not in got:
            raise Wrong(f"{where} lacks {name}")
        array(f"{where}[{name}]", got[name], value, rtol)


def parts(got: Any, count: int) -> Any:
    if not isinstance(got, tuple | list) or len(got) != count:
        raise Wrong(f"not {count} values")
    return got


Call = Callable[..., Any]


# What versions of the public course require, and others have not: their parameters, unused, and the rate of planar data.
USUAL: Names = {"parameters": _start(2, 3, 1), "print_cost": False, "learning_rate": 1.2}


def caller(function: Call) -> Call:
    """Return the function, called by names where it has them, else by place; what it does not know is left out."""
    asked = inspect.signature(function).parameters

    def call(**given: Any) -> Any:
        kept = copy.deepcopy(given)
        if any(parameter.kind is parameter.VAR_KEYWORD for parameter in asked.values()):
            value = function(**given)
        else:
            known = {name: value for name, value in given.items() if name in asked}
            others = [value for name, value in given.items() if name not in asked]
            required = [name for name, one in asked.items() if one.default is one.empty and name not in known]
            for name in required:  # one required name for each value that has another name, in order
                known[name] = others.pop(0) if others else USUAL[name]
            value = function(**known)
        for name, before in kept.items():
            if not _unchanged(before, given[name]):
                raise Wrong(f"changes {name}")
        return value

    return call


def _unchanged(before: Any, after: Any) -> bool:
    """Arrays keep their numbers. An entry of a dict may be another array."""
    if isinstance(before, np.ndarray):
        return np.array_equal(before, after)
    if isinstance(before, list | tuple):
        return all(map(_unchanged, before, after))
    return True


def kept_arrays(container: Names) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    for value in container.values():
        yield value, value.copy()


def with_kept(call: Call, container: Names, **given: Any) -> Any:
    """Call, and find arrays in a dict that were changed in place."""
    pairs = list(kept_arrays(container))
    value = call(**given)
    if not all(np.array_equal(one, before) for one, before in pairs):
        raise Wrong("changes an array in place")
    return value


# ---------------------------------------------------------------- one judge a function


def judge_sigmoid(call: Call, rng: np.random.Generator, names: Names) -> None:
    for z in (rng.normal(size=(2, 3)) * 4, rng.normal(size=4), np.float64(0.3), 2.0):
        array("value", call(z=z), logistic(z))


def judge_slope(call: Call, rng: np.random.Generator, names: Names) -> None:
    for z in (rng.normal(size=(2, 3)) * 2, rng.normal(size=4)):
        array("value", call(z=z), logistic(z) * logistic(-z))


def judge_image2vector(call: Call, rng: np.random.Generator, names: Names) -> None:
    image = rng.random((3, 2, 3))
    array("value", call(image=image), np.array([[x] for row in image for pixel in row for x in pixel]))


def judge_rows(call: Call, rng: np.random.Generator, names: Names) -> None:
    x = rng.normal(size=(rng.integers(2, 5), 3)) * 5
    array("value", call(x=x), np.array([row / math.sqrt(sum(v * v for v in row)) for row in x]))


def judge_softmax(call: Call, rng: np.random.Generator, names: Names) -> None:
    x = rng.normal(size=(rng.integers(2, 5), 3)) * 3
    array("value", call(x=x), np.array([[math.exp(v) / sum(map(math.exp, row)) for v in row] for row in x]))


def judge_L1(call: Call, rng: np.random.Generator, names: Names) -> None:
    yhat, y = rng.random(5), rng.integers(0, 2, 5)
    number("value", call(yhat=yhat, y=y), sum(abs(a - b) for a, b in zip(yhat, y, strict=True)))


def judge_L2(call: Call, rng: np.random.Generator, names: Names) -> None:
    yhat, y = rng.random(5), rng.integers(0, 2, 5)
    number("value", call(yhat=yhat, y=y), sum((a - b) ** 2 for a, b in zip(yhat, y, strict=True)))


def judge_zeros(call: Call, rng: np.random.Generator, names: Names) -> None:
    dim = int(rng.integers(2, 6))
    w, b = parts(call(dim=dim), 2)
    array("w", w, np.zeros((dim, 1)))
    number("b", b, 0.0)


def neuron_inputs(rng: np.random.Generator) -> Names:
    n, m = int(rng.integers(2, 5)), int(rng.integers(5, 9))
    return dict(w=rng.normal(size=(n, 1)), b=float(rng.normal()), X=rng.normal(size=(n, m)), Y=labels(rng, m))


def judge_propagate(call: Call, rng: np.random.Generator, names: Names) -> None:
    given = neuron_inputs(rng)
    dw, db, cost = neuron(**given)
    grads, its_cost = parts(call(**given), 2)
    entries("grads", grads, {"dw": dw})
    number("db", grads.get("db"), db)
    number("cost", its_cost, cost)


def judge_optimize(call: Call, rng: np.random.Generator, names: Names) -> None:
    given = neuron_inputs(rng)
    steps, rate = int(rng.choice([1, 101, 230])), float(rng.choice([0.01, 0.1]))
    w, b, dw, db, costs = descend(*given.values(), steps, rate)
    params, grads, its_costs = parts(call(**given, num_iterations=steps, learning_rate=rate, print_cost=False), 3)
    entries("params", params, {"w": w})
    entries("grads", grads, {"dw": dw})
    number("b", params.get("b"), b)
    number("db", grads.get("db"), db)
    array("costs", np.ravel(np.asarray(its_costs, dtype=float)), np.array(costs))


def judge_predict(call: Call, rng: np.random.Generator, names: Names) -> None:
    given = neuron_inputs(rng)
    del given["Y"]
    array("value", call(**given), (logistic(given["w"].T @ given["X"] + given["b"]) > 0.5).astype(float))


def judge_model(call: Call, rng: np.random.Generator, names: Names) -> None:
    n, m = 3, 6
    X, Y, X_test, Y_test = rng.normal(size=(n, m)), labels(rng, m), rng.normal(size=(n, 4)), labels(rng, 4)
    data = dict(X_train=X, Y_train=Y, X_test=X_test, Y_test=Y_test)
    got = call(**data, num_iterations=130, learning_rate=0.05, print_cost=False)
    w, b, _, _, costs = descend(np.zeros((n, 1)), 0.0, X, Y, 130, 0.05)
    wanted = {"w": w, "Y_prediction_train": (logistic(w.T @ X + b) > 0.5) * 1.0}
    entries("value", got, wanted | {"Y_prediction_test": (logistic(w.T @ X_test + b) > 0.5) * 1.0})
    number("b", got.get("b"), b)
    array("costs", np.ravel(np.asarray(got.get("costs"), dtype=float)), np.array(costs))


def judge_sizes(call: Call, rng: np.random.Generator, names: Names) -> None:
    X, Y = rng.normal(size=(int(rng.integers(2, 6)), 7)), rng.normal(size=(int(rng.integers(1, 4)), 7))
    array("value", parts(call(X=X, Y=Y), 3), np.array([X.shape[0], 4, Y.shape[0]]))


def judge_start(call: Call, rng: np.random.Generator, names: Names) -> None:
    sizes = [int(n) for n in rng.integers(20, 40, 3)]
    _check_start(call(n_x=sizes[0], n_h=sizes[1], n_y=sizes[2]), sizes, 0.2)


def judge_start_deep(call: Call, rng: np.random.Generator, names: Names) -> None:
    sizes = [int(n) for n in rng.integers(20, 40, int(rng.integers(3, 6)))]
    _check_start(call(layer_dims=sizes), sizes, 1.0)


def _check_start(got: Any, sizes: list[int], widest: float) -> None:
    if not isinstance(got, dict):
        raise Wrong("no dict")
    for layer in range(1, len(sizes)):
        W, b = got.get(f"W{layer}"), got.get(f"b{layer}")
        array(f"b{layer}", b, np.zeros((sizes[layer], 1)))
        if np.shape(W) != (sizes[layer], sizes[layer - 1]):
            raise Wrong(f"shape of W{layer}")
        if not 1e-5 < np.std(W) < widest or len(np.unique(W, axis=0)) < sizes[layer]:
            raise Wrong(f"spread of W{layer}")


def network_inputs(rng: np.random.Generator, n_y: int = 1) -> tuple[Names, np.ndarray, np.ndarray]:
    n, h, m = int(rng.integers(2, 4)), int(rng.integers(3, 6)), int(rng.integers(5, 9))
    return random_parameters([n, h, n_y], rng), rng.normal(size=(n, m)), labels(rng, m, n_y)


def judge_forward(call: Call, rng: np.random.Generator, names: Names) -> None:
    p, X, _ = network_inputs(rng)
    A2, cache = parts(call(X=X, parameters=p), 2)
    wanted = tanh_network(X, p)
    array("A2", A2, wanted["A2"])
    entries("cache", cache, wanted)


def judge_cost(call: Call, rng: np.random.Generator, names: Names) -> None:
    m = int(rng.integers(3, 9))
    A, Y = rng.uniform(0.01, 0.99, (1, m)), labels(rng, m)
    asked = names["asked"]
    first = "AL" if "AL" in asked else "A2"
    number("value", call(**{first: A}, Y=Y), cross_entropy(A, Y))


def judge_backward(call: Call, rng: np.random.Generator, names: Names) -> None:
    p, X, Y = network_inputs(rng)
    cache = tanh_network(X, p)
    entries("value", call(parameters=p, cache=cache, X=X, Y=Y), tanh_gradients(p, cache, X, Y))


def judge_update(call: Call, rng: np.random.Generator, names: Names) -> None:
    depth = 3 if names["kind"] == "planar" else int(rng.integers(3, 6))
    p = random_parameters([int(n) for n in rng.integers(2, 5, depth)], rng)
    grads = {f"d{name}": rng.normal(size=value.shape) for name, value in p.items()}
    rate = float(rng.uniform(0.01, 2))
    first = next(iter(names["asked"]))
    wanted = stepped(p, grads, rate)
    entries("value", with_kept(call, p, **{first: p}, grads=grads, learning_rate=rate), wanted)


def judge_nn_model(call: Call, rng: np.random.Generator, names: Names) -> None:
    _, X, Y = network_inputs(rng)
    names["initialize_parameters"] = lambda *args, **kwargs: copy.deepcopy(start)
    n_h, steps = 3, 60
    start = random_parameters([X.shape[0], n_h, 1], rng)
    got, wanted = call(X=X, Y=Y, n_h=n_h, num_iterations=steps, print_cost=False), start
    for _ in range(steps):
        wanted = stepped(wanted, tanh_gradients(wanted, tanh_network(X, wanted), X, Y), 1.2)
    entries("value", got, wanted, TRAINED)


def judge_predict_planar(call: Call, rng: np.random.Generator, names: Names) -> None:
    p, X, _ = network_inputs(rng)
    array("value", call(parameters=p, X=X), (tanh_network(X, p)["A2"] > 0.5) * 1.0)


def layer_inputs(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    n, before, m = (int(value) for value in rng.integers(2, 6, 3))
    return rng.normal(size=(before, m)), rng.normal(size=(n, before)), rng.normal(size=(n, 1))


def judge_linear(call: Call, rng: np.random.Generator, names: Names) -> None:
    A, W, b = layer_inputs(rng)
    Z, cache = parts(call(A=A, W=W, b=b), 2)
    array("Z", Z, W @ A + b)
    for name, one, other in zip("AWb", parts(cache, 3), (A, W, b), strict=True):
        array(f"cache {name}", one, other)


def judge_layer(call: Call, rng: np.random.Generator, names: Names) -> None:
    A_prev, W, b = layer_inputs(rng)
    for kind in ("sigmoid", "relu"):
        A, (linear, activation) = parts(call(A_prev=A_prev, W=W, b=b, activation=kind), 2)
        wanted, (_, Z) = _linear_activation_forward(A_prev, W, b, kind)
        array("A", A, wanted)
        array("activation cache", activation, Z)
        for one, other in zip(parts(linear, 3), (A_prev, W, b), strict=True):
            array("linear cache", one, other)


def deep_inputs(rng: np.random.Generator) -> tuple[Names, np.ndarray, np.ndarray]:
    sizes = [int(n) for n in rng.integers(2, 6, int(rng.integers(3, 6)))]
    m = int(rng.integers(4, 8))
    return random_parameters([*sizes[:-1], 1], rng), rng.normal(size=(sizes[0], m)), labels(rng, m)


def judge_deep_forward(call: Call, rng: np.random.Generator, names: Names) -> None:
    p, X, _ = deep_inputs(rng)
    AL, caches = parts(call(X=X, parameters=p), 2)
    right, wanted = _L_model_forward(X, p)
    array("AL", AL, right)
    if len(caches) != len(wanted):
        raise Wrong("number of caches")
    for (linear, activation), (its_linear, Z) in zip(caches, wanted, strict=True):
        array("activation cache", activation, Z)
        for one, other in zip(linear, its_linear, strict=True):
            array("linear cache", one, other)


def judge_linear_backward(call: Call, rng: np.random.Generator, names: Names) -> None:
    A_prev, W, b = layer_inputs(rng)
    dZ = rng.normal(size=(W.shape[0], A_prev.shape[1]))
    got = parts(call(dZ=dZ, cache=(A_prev, W, b)), 3)
    for name, one, other in zip(("dA_prev", "dW", "db"), got, _linear_backward(dZ, (A_prev, W, b)), strict=True):
        array(name, one, other)


def judge_layer_backward(call: Call, rng: np.random.Generator, names: Names) -> None:
    A_prev, W, b = layer_inputs(rng)
    cache = ((A_prev, W, b), W @ A_prev + b)
    dA = rng.normal(size=(W.shape[0], A_prev.shape[1]))
    for kind in ("sigmoid", "relu"):
        got = parts(call(dA=dA, cache=cache, activation=kind), 3)
        wanted = _linear_activation_backward(dA, cache, kind)
        for name, one, other in zip(("dA_prev", "dW", "db"), got, wanted, strict=True):
            array(name, one, other)


def judge_deep_backward(call: Call, rng: np.random.Generator, names: Names) -> None:
    p, X, Y = deep_inputs(rng)
    AL, caches = _L_model_forward(X, p)
    entries("value", call(AL=AL, Y=Y, caches=caches), deep_gradients(X, Y, p))


def judge_two_layers(call: Call, rng: np.random.Generator, names: Names) -> None:
    _judge_training(call, rng, names, 3, "initialize_parameters")


def judge_layers(call: Call, rng: np.random.Generator, names: Names) -> None:
    _judge_training(call, rng, names, int(rng.integers(3, 5)), "initialize_parameters_deep")


def _judge_training(call: Call, rng: np.random.Generator, names: Names, depth: int, initialiser: str) -> None:
    sizes = [*(int(n) for n in rng.integers(3, 6, depth - 1)), 1]
    X, Y, steps, rate = rng.normal(size=(sizes[0], 7)), labels(rng, 7), 110, 0.05
    start = random_parameters(sizes, rng)
    names[initialiser] = lambda *args, **kwargs: copy.deepcopy(start)
    dims: Any = tuple(sizes) if initialiser == "initialize_parameters" else sizes
    got = call(X=X, Y=Y, layers_dims=dims, learning_rate=rate, num_iterations=steps, print_cost=False)
    got = got[0] if isinstance(got, tuple | list) else got
    wanted = start
    for _ in range(steps):
        wanted = stepped(wanted, deep_gradients(X, Y, wanted), rate)
    entries("value", got, wanted, TRAINED)


Judge = Callable[[Call, np.random.Generator, Names], None]

JUDGES: dict[str, dict[str, Judge]] = {
    "basics": {
        "sigmoid": judge_sigmoid,
        "sigmoid_derivative": judge_slope,
        "image2vector": judge_image2vector,
        "normalizeRows": judge_rows,
        "softmax": judge_softmax,
        "L1": judge_L1,
        "L2": judge_L2,
    },
    "logistic": {
        "sigmoid": judge_sigmoid,
        "initialize_with_zeros": judge_zeros,
        "propagate": judge_propagate,
        "optimize": judge_optimize,
        "predict": judge_predict,
        "model": judge_model,
    },
    "planar": {
        "layer_sizes": judge_sizes,
        "initialize_parameters": judge_start,
        "forward_propagation": judge_forward,
        "compute_cost": judge_cost,
        "backward_propagation": judge_backward,
        "update_parameters": judge_update,
        "nn_model": judge_nn_model,
        "predict": judge_predict_planar,
    },
    "building": {
        "initialize_parameters_deep": judge_start_deep,
        "linear_forward": judge_linear,
        "linear_activation_forward": judge_layer,
        "L_model_forward": judge_deep_forward,
        "compute_cost": judge_cost,
        "linear_backward": judge_linear_backward,
        "linear_activation_backward": judge_layer_backward,
        "L_model_backward": judge_deep_backward,
        "update_parameters": judge_update,
    },
    "application": {"two_layer_model": judge_two_layers, "L_layer_model": judge_layers},
}


# ---------------------------------------------------------------- a notebook


class _Anything:
    """Stands for modules that are not here, such as Matplotlib: each attribute and each call gives another one."""

    def __getattr__(self, name: str) -> _Anything:
        return self

    def __call__(self, *args: Any, **kwargs: Any) -> _Anything:
        return self


def defined(sources: list[str], kind: str) -> Names:
    """Return the names of a notebook: what its imports and function definitions make."""
    names: Names = {"np": np, "math": math, "copy": copy, "plt": _Anything(), "__name__": "__main__", "time": _Anything()}
    names |= HELPERS["deep" if kind in ("building", "application") else kind]
    for source in sources:
        for node in tree_of(source).body:
            if not isinstance(node, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef):
                continue
            with contextlib.suppress(Exception):
                exec(compile(ast.Module([node], []), "<cell>", "exec"), names)
    names["plt"] = _Anything()
    return names


def tree_of(source: str) -> ast.Module:
    """Return the syntax tree of a cell without IPython's commands; an empty one where it is no Python."""
    lines = ["" if line.lstrip().startswith(("%", "!")) else line for line in source.splitlines()]
    try:
        return ast.parse("\n".join(lines))
    except SyntaxError:
        return ast.Module([], [])


def verdict(name: str, kind: str, names: Names) -> str:
    """Return why a function is wrong; "" where it is right, with the helpers of its notebook or with right ones."""
    reasons = []
    for helpers in ({}, HELPERS["deep" if kind in ("building", "application") else kind]):
        world = {**names}
        world |= {one: function for one, function in helpers.items() if one != name}
        function = _moved(names[name], world)
        try:
            for case in range(CASES):
                world |= {"kind": kind, "asked": inspect.signature(function).parameters}
                JUDGES[kind][name](caller(function), np.random.default_rng(case), world)
            return ""
        except Wrong as wrong:
            reasons.append(str(wrong))
        except Exception as error:
            reasons.append(type(error).__name__)
    return reasons[-1]


def _moved(function: Any, world: Names) -> Any:
    """Return a function whose global names are those of `world`."""
    moved = type(function)(function.__code__, world, function.__name__, function.__defaults__, function.__closure__)
    moved.__kwdefaults__ = function.__kwdefaults__
    return moved


def main() -> int:
    given = json.load(sys.stdin)
    replies = os.fdopen(os.dup(1), "w")
    kind, found = given["kind"], {}
    signal.signal(signal.SIGALRM, lambda *_: (_ for _ in ()).throw(TimeoutError()))
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()), np.errstate(all="ignore"):
        names = defined(given["sources"], kind)
        for name in JUDGES[kind]:
            if inspect.isfunction(names.get(name)) and names[name].__code__.co_filename == "<cell>":
                signal.alarm(SECONDS)
                reason = verdict(name, kind, names)
                signal.alarm(0)
                found[name] = ["wrong" if reason else "right", reason]
    json.dump(found, replies)
    replies.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
