"""linear_activation_forward: one whole layer (lecture p38)."""

import numpy as np

from autograder import Exercise

linear_activation_forward = Exercise(
    "linear_activation_forward",
    returns=("A", "cache"),
    shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1},
)


def layer(rng):
    """Draw a layer with three different sizes, whose Z has both signs."""
    n_prev, n, m = (int(size) for size in rng.choice(np.arange(2, 6), size=3, replace=False))
    while True:
        A_prev, W, b = rng.normal(size=(n_prev, m)), rng.normal(size=(n, n_prev)), rng.uniform(0.3, 0.9, size=(n, 1))
        Z = W @ A_prev + b
        if np.min(Z) < -0.3 and np.max(Z) > 0.3:
            return dict(A_prev=A_prev, W=W, b=b)


@linear_activation_forward.inputs(draws=4)
def layer_with_relu(rng):
    return layer(rng) | dict(activation="relu")


@linear_activation_forward.inputs(draws=4)
def layer_with_sigmoid(rng):
    return layer(rng) | dict(activation="sigmoid")


@linear_activation_forward.inputs(draws=3)
def large_sums(rng):
    """Draw a layer with the sigmoid, whose Z is large for some examples."""
    inputs = layer(rng)
    W = inputs["W"] * 8 / np.max(np.abs(inputs["W"] @ inputs["A_prev"]))
    return inputs | dict(W=W, activation="sigmoid")


ONE = dict(A_prev=np.array([[1.0], [-2.0]]), W=np.array([[1.0, 3.0], [0.5, -1.0]]), b=np.array([[0.5], [0.25]]))
WHOLE = dict(A_prev=np.array([[1, -2, 0], [2, 1, 3]]), W=np.array([[2, -1]]), b=np.array([[1]]))

for activation in ("relu", "sigmoid"):
    linear_activation_forward.edge(f"one example with {activation}", ONE | dict(activation=activation))
    linear_activation_forward.edge(f"whole numbers with {activation}", WHOLE | dict(activation=activation))

RELU, SIGMOID = "A, activation_cache = relu(Z)", "A, activation_cache = sigmoid(Z)"
CACHE = "return A, (linear_cache, activation_cache)"

linear_activation_forward.mistake(
    "relu whatever is asked for",
    change=(SIGMOID, RELU),
    hint=dict(
        en='With `activation="sigmoid"`, the layer uses the sigmoid, not ReLU.',
        zh='`activation="sigmoid"` 时，这一层要用 sigmoid，不是 ReLU。',
    ),
)
linear_activation_forward.mistake(
    "sigmoid whatever is asked for",
    change=(RELU, SIGMOID),
    hint=dict(
        en='With `activation="relu"`, the layer uses ReLU, not the sigmoid.',
        zh='`activation="relu"` 时，这一层要用 ReLU，不是 sigmoid。',
    ),
)
linear_activation_forward.mistake(
    "relu and sigmoid swapped",
    change=[('== "relu"', '== "other"'), ('== "sigmoid"', '== "relu"'), ('== "other"', '== "sigmoid"')],
    hint=dict(
        en="ReLU and the sigmoid are swapped.",
        zh="ReLU 和 sigmoid 写反了。",
    ),
)
linear_activation_forward.mistake(
    "activation left out",
    change=(CACHE, "return Z, (linear_cache, activation_cache)"),
    hint=dict(
        en="This is `Z`; return `A`, the result of the activation.",
        zh="这是 `Z`；这一层要返回激活之后的 `A`。",
    ),
)
linear_activation_forward.mistake(
    "activation of the input",
    change=[(SIGMOID, SIGMOID.replace("(Z)", "(A_prev)")), (RELU, RELU.replace("(Z)", "(A_prev)"))],
    hint=dict(
        en="Apply the activation to `Z`, not to `A_prev`.",
        zh="激活函数要作用在 `Z` 上，不是 `A_prev` 上。",
    ),
)
linear_activation_forward.mistake(
    "A in the cache",
    change=(CACHE, "return A, (linear_cache, A)"),
    hint=dict(
        en="The second part of the cache is the `Z` that the activation kept, not `A`.",
        zh="缓存的第二部分是激活函数保存的 `Z`，不是 `A`。",
    ),
)
linear_activation_forward.mistake(
    "caches in the other order",
    change=(CACHE, "return A, (activation_cache, linear_cache)"),
    hint=dict(
        en="Put the linear cache first: `(linear_cache, activation_cache)`.",
        zh="先放线性部分的缓存：`(linear_cache, activation_cache)`。",
    ),
)
linear_activation_forward.mistake(
    "linear cache only",
    change=(CACHE, "return A, linear_cache"),
    hint=dict(
        en="The cache has two parts, `(linear_cache, activation_cache)`; the backward pass needs `Z` too.",
        zh="缓存有两部分：`(linear_cache, activation_cache)`；反向传播也需要 `Z`。",
    ),
)
linear_activation_forward.mistake(
    "one flat cache",
    change=(CACHE, "return A, (*linear_cache, activation_cache)"),
    hint=dict(
        en="Keep the two caches separate, in a tuple of two: `(linear_cache, activation_cache)`.",
        zh="两个缓存要分开，放进一个两项的元组：`(linear_cache, activation_cache)`。",
    ),
)

linear_activation_forward.variant(
    "relu asked for first",
    code="""
    def linear_activation_forward(A_prev, W, b, activation):
        if activation == "relu":
            Z, linear_cache = linear_forward(A_prev, W, b)
            A, activation_cache = relu(Z)
        elif activation == "sigmoid":
            Z, linear_cache = linear_forward(A_prev, W, b)
            A, activation_cache = sigmoid(Z)
        assert A.shape == (W.shape[0], A_prev.shape[1])
        cache = (linear_cache, activation_cache)
        return A, cache
    """,
)
linear_activation_forward.variant(
    "from a table of functions",
    code="""
    def linear_activation_forward(A_prev, W, b, activation="relu"):
        Z, linear_cache = linear_forward(A_prev, W, b)
        A, activation_cache = {"relu": relu, "sigmoid": sigmoid}[activation](Z)
        return A, [linear_cache, activation_cache]
    """,
)
linear_activation_forward.variant(
    "everything written out",
    code="""
    def linear_activation_forward(A_prev, W, b, activation):
        Z = W @ A_prev + b
        A = Z * (Z > 0) if activation == "relu" else (1 + np.tanh(Z / 2)) / 2
        return A, ((A_prev, W, b), Z)
    """,
)
