"""initialize_parameters: small random weights, biases of zero (lecture p35)."""

import itertools

import numpy as np

from autograder import Difference, Exercise, compare


def alike(got, expected, inputs):
    """Compare keys and shapes, then properties of the draw: finite, all weights different and small, all biases 0.

    The numbers themselves are the learner's choice. "Small" means a root mean square below 0.5: every scaling in use for
    layers of this width stays below it, and numbers without a scaling lie above it. Narrow layers hold too few numbers
    for this test.
    """
    if (difference := compare(got, expected, atol=np.inf, equal_nan=True)) is not None:
        return difference
    for names, say, measure in MEASURES:
        for name in names:
            mine, right = (measure(np.asarray(value[name], dtype=float)) for value in (got, expected))
            if mine != right:
                return Difference("value", say.format(name=f"parameters['{name}']"), mine, right)
    return None


WEIGHTS, BIASES = ("W1", "W2"), ("b1", "b2")
MEASURES = [
    (WEIGHTS + BIASES, "np.isfinite({name}).all()", lambda p: bool(np.isfinite(p).all())),
    (WEIGHTS, "np.unique({name}).size >= 0.99 * {name}.size", lambda W: bool(np.unique(W).size >= 0.99 * W.size)),
    (WEIGHTS, "np.sqrt(np.mean({name} ** 2)) < 0.5", lambda W: W.size < 20 or bool(np.sqrt(np.mean(W**2)) < 0.5)),
    (WEIGHTS, "np.sqrt(np.mean({name} ** 2)) < 5", lambda W: W.size < 20 or bool(np.sqrt(np.mean(W**2)) < 5)),
    (BIASES, "np.count_nonzero({name})", lambda b: int(np.count_nonzero(b))),
    (BIASES, "np.abs({name}).max() < 0.5", lambda b: bool(np.abs(b).max() < 0.5)),
]

initialize_parameters = Exercise(
    "initialize_parameters", also=("initialize_params",), shares={"values": 0.9, "edge cases": 0.1}, compare=alike
)


@initialize_parameters.inputs
def wide_layers(rng):
    """Draw layers wide enough for a single draw to show how large the weights are."""
    n_x, n_h, n_y = (int(size) for size in rng.permutation([20, 24, 30]) + rng.integers(0, 3))
    return dict(n_x=n_x, n_h=n_h, n_y=n_y)


@initialize_parameters.inputs(draws=3)
def one_output(rng):
    n_x, n_h = (int(size) for size in rng.permutation([24, 30]) + rng.integers(0, 3))
    return dict(n_x=n_x, n_h=n_h, n_y=1)


initialize_parameters.edge("two inputs, four hidden units", dict(n_x=2, n_h=4, n_y=1))


def weights(parameters):
    """Return the weights of the layers with at least 100 of them."""
    return [W for name, W in parameters.items() if name[:1] == "W" and W.size >= 100]


@initialize_parameters.advice(
    hint=dict(
        en="Right. But two layers share their random numbers: is there one array, or a `seed`, for all of them? Draw new "
        "numbers for each layer, and set the seed once, before the first.",
        zh="正确。不过有两层用了相同的随机数：是不是所有层共用一个数组，或者在每层之前都设了 `seed`？"
        "请为每一层重新取随机数，种子只在最前面设一次。",
    )
)
def two_layers_share_their_draws(parameters, inputs):
    """Compare the layers' first numbers, and their upper left corners, up to a factor."""
    layers = weights(parameters)
    for one, other in itertools.combinations(layers, 2):
        size, (n, n_prev) = min(one.size, other.size), np.minimum(one.shape, other.shape)
        pairs = [(one.ravel()[:size], other.ravel()[:size]), (one[:n, :n_prev].ravel(), other[:n, :n_prev].ravel())]
        if any(np.corrcoef(*pair)[0, 1] > 0.999 for pair in pairs if pair[0].size >= 50):
            return True
    return False


@initialize_parameters.advice(
    hint=dict(
        en="Right. But no weight is negative: `np.random.rand` draws from 0 to 1. `np.random.randn` draws "
        "negative numbers, too.",
        zh="正确。不过没有负的权重：`np.random.rand` 在 0 到 1 之间取值；`np.random.randn` 的值有正有负。",
    )
)
def positive_weights_only(parameters, inputs):
    return any(np.all(W >= 0) for W in weights(parameters))


W1, B1 = "np.random.randn(n_h, n_x) * 0.01", "np.zeros((n_h, 1))"
W2, B2 = "np.random.randn(n_y, n_h) * 0.01", "np.zeros((n_y, 1))"

initialize_parameters.mistake(
    "zeros",
    change=[(W1, "np.zeros((n_h, n_x))"), (W2, "np.zeros((n_y, n_h))")],
    hint=dict(
        en="With weights of zero, all hidden units compute the same values for ever; draw the weights at random.",
        zh="权重全是零时，所有隐藏单元永远计算同样的东西；要随机初始化。",
    ),
)
initialize_parameters.mistake(
    "equal weights",
    change=[(W1, "np.full((n_h, n_x), 0.01)"), (W2, "np.full((n_y, n_h), 0.01)")],
    hint=dict(
        en="Equal weights keep all hidden units equal for ever; draw each weight separately.",
        zh="权重都相等，隐藏单元就永远相同；每个权重都要单独随机取值。",
    ),
    equals="zeros",
)
initialize_parameters.mistake(
    "hidden units start equal",
    change=(W1, "np.random.randn(1, n_x) * 0.01 * np.ones((n_h, 1))"),
    hint=dict(
        en="All rows of `W1` are the same, so all hidden units start equal and stay equal; draw each row separately.",
        zh="`W1` 的每一行都相同，所以隐藏单元一开始就相同，以后也一直相同；每一行都要单独随机取值。",
    ),
)
initialize_parameters.mistake(
    "first weights zero",
    change=(W1, "np.zeros((n_h, n_x))"),
    hint=dict(
        en="`W1` is all zero; its rows must differ, or the hidden units stay equal.",
        zh="`W1` 全是零；各行必须不同，否则隐藏单元会一直相同。",
    ),
)
initialize_parameters.mistake(
    "second weights zero",
    change=(W2, "np.zeros((n_y, n_h))"),
    hint=dict(
        en="`W2` should be drawn at random too.",
        zh="`W2` 也要随机初始化。",
    ),
)
initialize_parameters.mistake(
    "weights not small",
    change=[(W1, "np.random.randn(n_h, n_x)"), (W2, "np.random.randn(n_y, n_h)")],
    hint=dict(
        en="Multiply the weights by 0.01: large weights put tanh where it is flat, and learning is slow there.",
        zh="要乘以 0.01：权重太大，tanh 就会落在平坦的地方，学习会很慢。",
    ),
)
initialize_parameters.mistake(
    "first weights not small",
    change=(W1, "np.random.randn(n_h, n_x)"),
    hint=dict(
        en="`W1` should be multiplied by 0.01 too.",
        zh="`W1` 也要乘以 0.01。",
    ),
)
initialize_parameters.mistake(
    "second weights not small",
    change=(W2, "np.random.randn(n_y, n_h)"),
    hint=dict(
        en="`W2` should be multiplied by 0.01 too.",
        zh="`W2` 也要乘以 0.01。",
    ),
)
initialize_parameters.mistake(
    "divided by 0.01",
    change=[(W1, W1.replace("*", "/")), (W2, W2.replace("*", "/"))],
    hint=dict(
        en="Dividing by 0.01 makes the weights a hundred times larger; multiply instead.",
        zh="除以 0.01 会让权重变大一百倍；应该乘以 0.01。",
    ),
)
initialize_parameters.mistake(
    "weights transposed",
    change=[(W1, "np.random.randn(n_x, n_h) * 0.01"), (W2, "np.random.randn(n_h, n_y) * 0.01")],
    hint=dict(
        en="`W1` has the shape `(n_h, n_x)` and `W2` the shape `(n_y, n_h)`: one row for each unit of the layer itself.",
        zh="`W1` 的形状是 `(n_h, n_x)`，`W2` 是 `(n_y, n_h)`：本层的每个单元一行。",
    ),
)
initialize_parameters.mistake(
    "rank-1 biases",
    change=[(B1, "np.zeros(n_h)"), (B2, "np.zeros(n_y)")],
    hint=dict(
        en="`np.zeros(n_h)` has the shape `(n_h,)`; make a column: `np.zeros((n_h, 1))`.",
        zh="`np.zeros(n_h)` 的形状是 `(n_h,)`；要写成列向量：`np.zeros((n_h, 1))`。",
    ),
)
initialize_parameters.mistake(
    "biases random too",
    change=[(B1, "np.random.randn(n_h, 1) * 0.01"), (B2, "np.random.randn(n_y, 1) * 0.01")],
    hint=dict(
        en="Random weights are enough to make the units differ; the biases start at 0.",
        zh="随机的权重就足以让各单元不同；偏置从 0 开始。",
    ),
)
initialize_parameters.mistake(
    "biases of one",
    change=[(B1, "np.ones((n_h, 1))"), (B2, "np.ones((n_y, 1))")],
    hint=dict(
        en="The biases start at 0: `np.zeros`, not `np.ones`.",
        zh="偏置从 0 开始：用 `np.zeros`，不是 `np.ones`。",
    ),
)
initialize_parameters.mistake(
    "first bias of another length",
    change=(B1, "np.zeros((n_x, 1))"),
    hint=dict(
        en="There is one bias for each hidden unit: `b1` has the shape `(n_h, 1)`.",
        zh="每个隐藏单元一个偏置：`b1` 的形状是 `(n_h, 1)`。",
    ),
)
initialize_parameters.mistake(
    "shape as a tuple",
    change=(W1, "np.random.randn((n_h, n_x)) * 0.01"),
    hint=dict(
        en="`randn` takes the sizes as two arguments: `np.random.randn(n_h, n_x)`, without a second pair of brackets.",
        zh="`randn` 的两个大小要分开写：`np.random.randn(n_h, n_x)`，不用再套一层括号。",
    ),
)
initialize_parameters.mistake(
    "second bias a square",
    change=('"b2": np.zeros((n_y, 1))', '"b2": np.zeros((n_y, n_y))'),
    hint=dict(
        en="`b2` has one number for each output unit, in a column.",
        zh="`b2` 是一列，每个输出单元对应一个数。",
    ),
)

initialize_parameters.variant(
    "as the course prints it",
    code="""
    def initialize_parameters(n_x, n_h, n_y):
        np.random.seed(2)
        W1 = np.random.randn(n_h, n_x) * 0.01
        b1 = np.zeros(shape=(n_h, 1))
        W2 = np.random.randn(n_y, n_h) * 0.01
        b2 = np.zeros(shape=(n_y, 1))
        assert (W1.shape == (n_h, n_x))
        parameters = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
        return parameters
    """,
)
initialize_parameters.variant(
    "a generator of its own, another order, whole zeros",
    code="""
    def initialize_parameters(n_x, n_h, n_y):
        rng = np.random.default_rng()
        W2 = rng.normal(scale=0.01, size=(n_y, n_h))
        W1 = 0.01 * rng.standard_normal((n_h, n_x))
        return dict(b2=np.zeros((n_y, 1), dtype=int), W2=W2, b1=np.zeros((n_h, 1), dtype=int), W1=W1)
    """,
)
initialize_parameters.variant(
    "scaled by the width before",
    code="""
    def initialize_parameters(n_x, n_h, n_y):
        sizes, parameters = [n_x, n_h, n_y], {}
        for l in (1, 2):
            parameters[f"W{l}"] = np.random.randn(sizes[l], sizes[l - 1]) / np.sqrt(20 * sizes[l - 1])
            parameters[f"b{l}"] = np.zeros((sizes[l], 1))
        return parameters
    """,
)
initialize_parameters.variant(
    "uniform",
    change=[(W1, "np.random.uniform(-0.05, 0.05, size=(n_h, n_x))"), (W2, "np.random.rand(n_y, n_h) * 0.02 - 0.01")],
)


@initialize_parameters.wide
def any_sizes(rng):
    """Draw the sizes of narrow or of wide layers."""
    low, high = (1, 13) if rng.integers(2) else (20, 40)
    n_x, n_h, n_y = (int(size) for size in rng.integers(low, high, size=3))
    return dict(n_x=n_x, n_h=n_h, n_y=n_y)


for sizes in ("n_h, n_x", "n_y, n_h"):
    initialize_parameters.equivalent(
        f"np.random.randn({sizes}) -> np.random.rand({sizes})", reason="Any draw of small, different weights is right."
    )
initialize_parameters.equivalent("0.01 -> 0.02", reason="Twice as large is still small.")
