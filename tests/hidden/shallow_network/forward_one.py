"""forward_one: the output of the network for one example (lecture p27)."""

import numpy as np

from autograder import Exercise

forward_one = Exercise("forward_one", shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1})


def example(rng, n_x, n_h, n_y):
    """Draw a network and one example; no bias is near 0, so that leaving one out changes the output."""

    def bias(size):
        return rng.choice([-1.0, 1.0], size=(size, 1)) * rng.uniform(0.5, 1.5, size=(size, 1))

    parameters = {"W1": rng.normal(size=(n_h, n_x)), "b1": bias(n_h), "W2": rng.normal(size=(n_y, n_h)), "b2": bias(n_y)}
    return dict(x=rng.normal(size=(n_x, 1)), parameters=parameters)


@forward_one.inputs
def one_output(rng):
    n_x, n_h = (int(size) for size in rng.permutation([2, 3, 5])[:2])
    return example(rng, n_x, n_h, 1)


@forward_one.inputs(group="edge cases", draws=3)
def several_outputs(rng):
    return example(rng, *(int(size) for size in rng.permutation([2, 3, 5])))


@forward_one.inputs(draws=3)
def large_sums(rng):
    """Draw a network whose sums are large, in the hidden layer and at the output."""
    inputs = example(rng, *(int(size) for size in rng.permutation([2, 3, 5])[:2]), 1)
    parameters, x = inputs["parameters"], inputs["x"]
    parameters["W1"] *= 8 / np.max(np.abs(parameters["W1"] @ x))
    hidden = 1 / (1 + np.exp(-(parameters["W1"] @ x + parameters["b1"])))
    parameters["W2"] *= 8 / np.max(np.abs(parameters["W2"] @ hidden))
    return inputs


@forward_one.inputs(draws=2)
def as_many_units_as_features(rng):
    n = int(rng.integers(2, 4))
    return example(rng, n, n, 1)


forward_one.edge(
    "one feature, one unit",
    dict(
        x=np.array([[2.0]]),
        parameters={"W1": np.array([[0.5]]), "b1": np.array([[-0.25]]), "W2": np.array([[1.5]]), "b2": np.array([[0.5]])},
    ),
)
forward_one.edge(
    "whole numbers",
    dict(
        x=np.array([[1], [-2]]),
        parameters={
            "W1": np.array([[1, 1], [2, 0], [0, -1]]),
            "b1": np.array([[1], [0], [-1]]),
            "W2": np.array([[1, -2, 3]]),
            "b2": np.array([[1]]),
        },
    ),
)

Z1, A1 = 'np.dot(parameters["W1"], x) + parameters["b1"]', "a1 = sigmoid(z1)"
Z2, A2 = 'np.dot(parameters["W2"], a1) + parameters["b2"]', "return sigmoid(z2)"

forward_one.mistake(
    "hidden layer without an activation",
    change=(A1, "a1 = z1"),
    hint=dict(
        en="The hidden units need an activation too: pass `a1 = sigmoid(z1)` to the output layer, not `z1`.",
        zh="隐藏单元也有激活函数：传给输出层的是 `a1 = sigmoid(z1)`，不是 `z1`。",
    ),
)
forward_one.mistake(
    "output without an activation",
    change=(A2, "return z2"),
    hint=dict(
        en="This is `z2`; the output of the network is `sigmoid(z2)`.",
        zh="这是 `z2`；网络的输出是 `sigmoid(z2)`。",
    ),
)
forward_one.mistake(
    "tanh in the hidden layer",
    change=(A1, "a1 = np.tanh(z1)"),
    hint=dict(
        en="In this lecture both layers use the sigmoid; tanh comes in the next exercise.",
        zh="这一讲的两层都用 sigmoid；tanh 要到下一个练习才用。",
    ),
)
forward_one.mistake(
    "first bias left out",
    change=(Z1, 'np.dot(parameters["W1"], x)'),
    hint=dict(
        en="The bias of the hidden layer is missing: `z1 = W1 x + b1`.",
        zh="少了隐藏层的偏置：`z1 = W1 x + b1`。",
    ),
)
forward_one.mistake(
    "second bias left out",
    change=(Z2, 'np.dot(parameters["W2"], a1)'),
    hint=dict(
        en="The bias of the output layer is missing: `z2 = W2 a1 + b2`.",
        zh="少了输出层的偏置：`z2 = W2 a1 + b2`。",
    ),
)
forward_one.mistake(
    "both biases left out",
    change=[(Z1, 'np.dot(parameters["W1"], x)'), (Z2, 'np.dot(parameters["W2"], a1)')],
    hint=dict(
        en="Both biases are missing: `z1 = W1 x + b1` and `z2 = W2 a1 + b2`.",
        zh="两层的偏置都漏了：`z1 = W1 x + b1`，`z2 = W2 a1 + b2`。",
    ),
)
forward_one.mistake(
    "weights transposed",
    change=(Z1, 'np.dot(parameters["W1"].T, x) + parameters["b1"]'),
    hint=dict(
        en="Each row of `W1` already holds the transposed weights of one hidden unit, so no `.T` is needed.",
        zh="`W1` 的每一行就是一个隐藏单元转置之后的权重，不需要再写 `.T`。",
    ),
)
forward_one.mistake(
    "products not added up",
    change=(Z1, 'parameters["W1"] * x + parameters["b1"]'),
    hint=dict(
        en="`*` only multiplies element by element; `np.dot(W1, x)` also sums over the features.",
        zh="`*` 只是逐元素相乘；`np.dot(W1, x)` 还会对特征求和。",
    ),
)
forward_one.mistake(
    "hidden layer returned",
    change=(A2, "return a1"),
    hint=dict(
        en="These are the outputs of the hidden layer; one more layer follows.",
        zh="这是隐藏层的输出；后面还有一层。",
    ),
)
forward_one.mistake(
    "sign of z",
    change=(A1, "a1 = sigmoid(-z1)"),
    hint=dict(
        en="The sigmoid already contains the minus sign of `e^-z`: pass `z1` to it, not `-z1`.",
        zh="`e^-z` 的负号已经在 sigmoid 里了；要把 `z1` 传给它，不是 `-z1`。",
    ),
)
forward_one.mistake(
    "axis lost",
    change=(A2, "return np.squeeze(sigmoid(z2), axis=1)"),
    hint=dict(
        en="The output is a column of shape `(n_y, 1)`; keep both axes.",
        zh="输出是形状为 `(n_y, 1)` 的列向量；两个轴都要保留。",
    ),
)

forward_one.variant(
    "@ and the sigmoid written out",
    change=[(Z1, 'parameters["W1"] @ x + parameters["b1"]'), (A1, "a1 = 1 / (1 + np.exp(-z1))")],
)
forward_one.variant(
    "unit by unit",
    code="""
    def forward_one(x, parameters):
        def layer(W, b, a):
            out = np.zeros((W.shape[0], 1))
            for i in range(W.shape[0]):
                z = b[i, 0]
                for j in range(W.shape[1]):
                    z = z + W[i, j] * a[j, 0]
                out[i, 0] = sigmoid(z)
            return out
        a1 = layer(parameters["W1"], parameters["b1"], x)
        return layer(parameters["W2"], parameters["b2"], a1)
    """,
)
forward_one.variant(
    "rows of weights",
    code="""
    def forward_one(x, params):
        W1, b1, W2, b2 = (params[name] for name in ("W1", "b1", "W2", "b2"))
        a1 = sigmoid(np.sum(W1 * x.T, axis=1, keepdims=True) + b1)
        a2 = sigmoid(np.einsum("kh,hi->ki", W2, a1) + b2)
        assert a2.shape == (W2.shape[0], 1)
        return a2
    """,
)
