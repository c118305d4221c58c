"""linear_activation_backward: backward through one whole layer (lecture p37)."""

import numpy as np

from autograder import Exercise

linear_activation_backward = Exercise(
    "linear_activation_backward",
    returns=("dA_prev", "dW", "db"),
    shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1},
)


def layer(rng):
    """Draw a layer with three different sizes; Z has both signs and no entry near 0."""
    n_prev, n, m = (int(size) for size in rng.choice(np.arange(2, 6), size=3, replace=False))
    while True:
        A_prev, W, b = rng.normal(size=(n_prev, m)), rng.normal(size=(n, n_prev)), rng.uniform(0.3, 0.9, size=(n, 1))
        Z = W @ A_prev + b
        if np.min(Z) < -0.3 and np.max(Z) > 0.3 and np.min(np.abs(Z)) > 0.01:
            return dict(dA=rng.normal(size=(n, m)) + 0.5, cache=((A_prev, W, b), Z))


@linear_activation_backward.inputs(draws=4)
def layer_with_relu(rng):
    return layer(rng) | dict(activation="relu")


@linear_activation_backward.inputs(draws=4)
def layer_with_sigmoid(rng):
    return layer(rng) | dict(activation="sigmoid")


@linear_activation_backward.inputs(draws=3)
def large_sums(rng):
    """Draw a layer with the sigmoid, whose Z is large for some examples."""
    inputs = layer(rng)
    (A_prev, W, b), _ = inputs["cache"]
    W = W * 8 / np.max(np.abs(W @ A_prev))
    return inputs | dict(cache=((A_prev, W, b), W @ A_prev + b), activation="sigmoid")


@linear_activation_backward.contract
def the_cache_is_that_of_a_layer(dA, cache, activation):
    """Check that Z is W A_prev + b, because a solution may recompute it, and that no Z lies on the kink of ReLU."""
    (A_prev, W, b), Z = cache
    return Z.shape == dA.shape and np.allclose(W @ A_prev + b, Z, rtol=1e-9, atol=1e-9) and np.all(np.abs(Z) > 1e-6)


A_PREV, W, B = np.array([[1, -2, 1], [2, 1, 3]]), np.array([[2, -1], [1, 1]]), np.array([[2], [-2]])
WHOLE = dict(dA=np.array([[3.0, -1.0, 2.0], [1.0, 5.0, -2.0]]), cache=((A_PREV, W, B), W @ A_PREV + B))
FIRST = ((A_PREV[:, :1], W, B), (W @ A_PREV + B)[:, :1])

for activation in ("relu", "sigmoid"):
    linear_activation_backward.edge(
        f"one example with {activation}", dict(dA=np.array([[0.5], [-2.0]]), cache=FIRST, activation=activation)
    )
    linear_activation_backward.edge(f"whole numbers with {activation}", WHOLE | dict(activation=activation))

RELU, SIGMOID = "dZ = relu_backward(dA, activation_cache)", "dZ = sigmoid_backward(dA, activation_cache)"

linear_activation_backward.mistake(
    "relu whatever is asked for",
    change=(SIGMOID, RELU),
    hint=dict(
        en='With `activation="sigmoid"`, go back through the sigmoid: call `sigmoid_backward`.',
        zh='`activation="sigmoid"` 时，要经过 sigmoid 往回传：调用 `sigmoid_backward`。',
    ),
)
linear_activation_backward.mistake(
    "sigmoid whatever is asked for",
    change=(RELU, SIGMOID),
    hint=dict(
        en='With `activation="relu"`, go back through ReLU: call `relu_backward`.',
        zh='`activation="relu"` 时，要经过 ReLU 往回传：调用 `relu_backward`。',
    ),
)
linear_activation_backward.mistake(
    "relu and sigmoid swapped",
    change=[('== "relu"', '== "other"'), ('== "sigmoid"', '== "relu"'), ('== "other"', '== "sigmoid"')],
    hint=dict(
        en="ReLU and the sigmoid are swapped.",
        zh="ReLU 和 sigmoid 写反了。",
    ),
)
linear_activation_backward.mistake(
    "activation left out",
    change=[(SIGMOID, "dZ = dA"), (RELU, "dZ = dA")],
    hint=dict(
        en="`dA` is not `dZ` yet: first go back through the activation.",
        zh="`dA` 还不是 `dZ`：要先经过激活函数往回传。",
    ),
)
linear_activation_backward.mistake(
    "results in another order",
    change=(
        "return linear_backward(dZ, linear_cache)",
        "dA_prev, dW, db = linear_backward(dZ, linear_cache)\n    return dW, db, dA_prev",
    ),
    hint=dict(
        en="Return `dA_prev, dW, db` in this order, as `linear_backward` does.",
        zh="返回的顺序是 `dA_prev, dW, db`，和 `linear_backward` 一样。",
    ),
)
linear_activation_backward.mistake(
    "dA_prev missing",
    change=("return linear_backward(dZ, linear_cache)", "return linear_backward(dZ, linear_cache)[1:]"),
    hint=dict(
        en="Return all three: `dA_prev, dW, db`. The layer before needs `dA_prev`.",
        zh="三样都要返回：`dA_prev, dW, db`。前一层需要 `dA_prev`。",
    ),
)
linear_activation_backward.mistake(
    "slope taken at A_prev",
    change=("linear_cache, activation_cache = cache", "linear_cache, activation_cache = cache[0], cache[0][0]"),
    hint=dict(
        en="Take the slope of the activation at `Z`, the second part of the cache.",
        zh="激活函数的导数要在 `Z` 处取值，`Z` 是缓存的第二部分。",
    ),
)
linear_activation_backward.mistake(
    "dA instead of dZ into the linear half",
    change=(
        "return linear_backward(dZ, linear_cache)",
        "dA_prev, _, _ = linear_backward(dZ, linear_cache)\n    return dA_prev, *linear_backward(dA, linear_cache)[1:]",
    ),
    hint=dict(
        en="Compute `dW` and `db` from `dZ`, not from `dA`.",
        zh="`dW` 和 `db` 要用 `dZ` 来算，不是用 `dA`。",
    ),
)

linear_activation_backward.variant(
    "relu asked for first",
    code="""
    def linear_activation_backward(dA, cache, activation):
        linear_cache, activation_cache = cache
        if activation == "relu":
            dZ = relu_backward(dA, activation_cache)
            dA_prev, dW, db = linear_backward(dZ, linear_cache)
        elif activation == "sigmoid":
            dZ = sigmoid_backward(dA, activation_cache)
            dA_prev, dW, db = linear_backward(dZ, linear_cache)
        return dA_prev, dW, db
    """,
)
linear_activation_backward.variant(
    "from a table of functions",
    code="""
    def linear_activation_backward(dA, cache, activation="relu"):
        back = {"relu": relu_backward, "sigmoid": sigmoid_backward}[activation]
        return list(linear_backward(back(dA, cache[1]), cache[0]))
    """,
)
linear_activation_backward.variant(
    "everything written out, Z recomputed",
    code="""
    def linear_activation_backward(dA, cache, activation):
        A_prev, W, b = cache[0]
        Z, m = W @ A_prev + b, A_prev.shape[1]
        S = 1 / (1 + np.exp(-Z))
        dZ = dA * (Z > 0) if activation == "relu" else dA * S * (1 - S)
        return W.T @ dZ, dZ @ A_prev.T / m, dZ.sum(axis=1).reshape(-1, 1) / m
    """,
)
