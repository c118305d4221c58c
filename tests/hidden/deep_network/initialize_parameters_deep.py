"""initialize_parameters_deep: parameters to start from (lecture p36)."""

import itertools

import numpy as np

from autograder import Difference, Exercise, compare

DISTINCT = 0.99  # of the weights, at least: in single precision, two of many thousand may be equal by chance


def outline(parameters):
    """Return what all right solutions share: names and shapes, with zeros for the numbers."""
    if type(parameters) is not dict:
        return parameters
    return {
        name: np.zeros(array.shape) if type(array) is np.ndarray and array.dtype.kind in "iuf" else array
        for name, array in parameters.items()
        if type(name) is str
    }


def features(name, array):
    """Yield properties of a random array, as (path, value): finite, all different, small.

    The size is checked in large arrays only: the weights of a narrow layer may be large.
    """
    text = f"parameters['{name}']"
    if name[:1] == "b":
        yield f"np.count_nonzero({text})", np.count_nonzero(array)
        return
    yield f"np.isfinite({text}).sum()", int(np.isfinite(array).sum())
    yield f"np.unique({text}).size >= 0.99 * {text}.size", bool(np.unique(array).size >= DISTINCT * array.size)
    if array.shape[1] >= 30:
        yield f"np.sqrt(np.mean({text} ** 2)).round()", min(float(np.sqrt(np.mean(array**2)).round()), 1.0)


def compare_starts(got, expected, inputs):
    """Compare starting parameters; the scale is the learner's choice: 0.01, 1/sqrt(n[l-1]) and sqrt(2/n[l-1]) all pass."""
    if (difference := compare(outline(got), outline(expected), path="parameters")) is not None:
        return difference
    if len(got) != len(expected):
        return Difference("length", "parameters", len(got), len(expected))
    for name in expected:
        for (path, mine), (_, right) in zip(features(name, got[name]), features(name, expected[name]), strict=True):
            if mine != right:
                return Difference("value", path, mine, right)
    return None


initialize_parameters_deep = Exercise(
    "initialize_parameters_deep",
    also=("initialize_parameters",),
    called={"layer_dims": ("layers_dims", "layer_dims", "layer_sizes", "layers", "dims")},
    compare=compare_starts,
    shares={"values": 0.8, "edge cases": 0.2},
)


def of_depth(L):
    def draw(rng):
        return dict(layer_dims=[int(size) for size in 30 + rng.permutation(10)[: L + 1]])

    draw.__name__ = f"L_=_{L}"
    return draw


for L in range(2, 6):
    initialize_parameters_deep.inputs(draws=1)(of_depth(L))
initialize_parameters_deep.inputs(group="edge cases", draws=2)(of_depth(1))


@initialize_parameters_deep.inputs(draws=1)
def layers_of_equal_widths(rng):
    return dict(layer_dims=[int(rng.integers(30, 40))] * 4)


initialize_parameters_deep.edge("one output unit", dict(layer_dims=[5, 4, 3, 1]))
initialize_parameters_deep.edge("one feature", dict(layer_dims=[1, 3, 2]))
initialize_parameters_deep.edge("layers of the same size", dict(layer_dims=[3, 3, 3]))


def weights(parameters):
    """Return the weights of the layers with at least 100 of them."""
    return [W for name, W in parameters.items() if name[:1] == "W" and W.size >= 100]


@initialize_parameters_deep.advice(
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


@initialize_parameters_deep.advice(
    hint=dict(
        en="Right. But no weight is negative: `np.random.rand` draws from 0 to 1. `np.random.randn` draws "
        "negative numbers, too.",
        zh="正确。不过没有负的权重：`np.random.rand` 在 0 到 1 之间取值；`np.random.randn` 的值有正有负。",
    )
)
def positive_weights_only(parameters, inputs):
    return any(np.all(W >= 0) for W in weights(parameters))


W = 'parameters[f"W{l}"] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01'
B, LOOP = 'parameters[f"b{l}"] = np.zeros((layer_dims[l], 1))', "for l in range(1, len(layer_dims)):"

initialize_parameters_deep.mistake(
    "weights of zero",
    change=(W, 'parameters[f"W{l}"] = np.zeros((layer_dims[l], layer_dims[l - 1]))'),
    hint=dict(
        en="With equal weights, all units of a layer stay equal for ever; draw them at random: `np.random.randn(…) * 0.01`.",
        zh="权重都一样，同一层的单元就永远一样；要随机取值：`np.random.randn(…) * 0.01`。",
    ),
)
initialize_parameters_deep.mistake(
    "the same row for every unit",
    change=(W, 'parameters[f"W{l}"] = np.ones((layer_dims[l], 1)) * np.random.randn(1, layer_dims[l - 1]) * 0.01'),
    hint=dict(
        en="Here all units of a layer start from the same weights; draw an array of shape `(n[l], n[l-1])`.",
        zh="这里同一层的所有单元权重都相同；要随机生成形状为 `(n[l], n[l-1])` 的数组。",
    ),
)
initialize_parameters_deep.mistake(
    "weights not small",
    change=(W, W.replace(" * 0.01", "")),
    hint=dict(
        en="The weights are too large; multiply them by 0.01 (or divide them by the square root of n[l-1]).",
        zh="权重太大了；请乘以 0.01（或者除以 n[l-1] 的平方根）。",
    ),
)
initialize_parameters_deep.mistake(
    "weights transposed",
    change=(W, W.replace("layer_dims[l], layer_dims[l - 1]", "layer_dims[l - 1], layer_dims[l]")),
    hint=dict(
        en="`W[l]` has a row for each unit of layer l: `(layer_dims[l], layer_dims[l - 1])`.",
        zh="`W[l]` 的每一行对应第 l 层的一个单元：`(layer_dims[l], layer_dims[l - 1])`。",
    ),
)
initialize_parameters_deep.mistake(
    "biases of rank 1",
    change=(B, B.replace("(layer_dims[l], 1)", "layer_dims[l]")),
    hint=dict(
        en="`np.zeros(n)` has one axis only; a bias is a column: `np.zeros((layer_dims[l], 1))`.",
        zh="`np.zeros(n)` 只有一个轴；偏置是列向量：`np.zeros((layer_dims[l], 1))`。",
    ),
)
initialize_parameters_deep.mistake(
    "biases as rows",
    change=(B, B.replace("(layer_dims[l], 1)", "(1, layer_dims[l])")),
    hint=dict(
        en="A bias is a column, one row for each unit: `(layer_dims[l], 1)`.",
        zh="偏置是列向量，每个单元一行：`(layer_dims[l], 1)`。",
    ),
)
initialize_parameters_deep.mistake(
    "random biases",
    change=(B, B.replace("np.zeros((", "np.random.randn(").replace("1))", "1) * 0.01")),
    hint=dict(
        en="The biases start at 0; the random weights already make the units different.",
        zh="偏置从 0 开始；随机的权重已经让各个单元不同了。",
    ),
)
initialize_parameters_deep.mistake(
    "last layer forgotten",
    change=(LOOP, "for l in range(1, len(layer_dims) - 1):"),
    hint=dict(
        en="`layer_dims` has L + 1 entries, n[0] to n[L]; the loop goes up to L.",
        zh="`layer_dims` 有 L + 1 个数，从 n[0] 到 n[L]；循环要走到 L。",
    ),
)
initialize_parameters_deep.mistake(
    "counted from 0",
    change=[(W, W.replace("W{l}", "W{l - 1}")), (B, B.replace("b{l}", "b{l - 1}"))],
    hint=dict(
        en="The input is layer 0 and has no weights; the names go from `W1` to `WL`.",
        zh="输入是第 0 层，没有权重；名字从 `W1` 到 `WL`。",
    ),
)
initialize_parameters_deep.mistake(
    "biases forgotten",
    change=(B, "pass"),
    hint=dict(
        en='Every layer has biases too: `parameters[f"b{l}"]`, zeros of shape `(layer_dims[l], 1)`.',
        zh='每一层还有偏置：`parameters[f"b{l}"]`，形状是 `(layer_dims[l], 1)`，全部为零。',
    ),
)


@initialize_parameters_deep.wide
def any_sizes(rng):
    return dict(layer_dims=[int(size) for size in rng.integers(1, 13, size=int(rng.integers(2, 7)))])


initialize_parameters_deep.equivalent(
    "np.random.randn(layer_dims[l], layer_dims[l - 1]) -> np.random.rand(layer_dims[l], layer_dims[l - 1])",
    reason="Any draw of small, different weights is right.",
)
initialize_parameters_deep.equivalent("0.01 -> 0.02", reason="Both are small; how small is left to the learner.")

initialize_parameters_deep.variant(
    "seeded, names by str",
    code="""
    def initialize_parameters_deep(layer_dims):
        np.random.seed(3)
        parameters = {}
        L = len(layer_dims)
        for l in range(1, L):
            parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) / np.sqrt(layer_dims[l - 1])
            parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
            assert parameters["W" + str(l)].shape == (layer_dims[l], layer_dims[l - 1])
        return parameters
    """,
)
initialize_parameters_deep.variant(
    "default_rng, biases first, sqrt(2 / n)",
    code="""
    def initialize_parameters_deep(layers_dims):
        rng = np.random.default_rng()
        b = {"b%d" % l: np.zeros((n, 1), dtype=int) for l, n in enumerate(layers_dims) if l}
        pairs = list(zip(layers_dims[1:], layers_dims))
        W = {f"W{l}": rng.normal(0, np.sqrt(2 / before), (n, before)) for l, (n, before) in enumerate(pairs, 1)}
        return b | W
    """,
)
initialize_parameters_deep.variant(
    "drawn from the last layer on",
    code="""
    def initialize_parameters_deep(layer_dims):
        p = {}
        for l in reversed(range(1, len(layer_dims))):
            p[f"b{l}"] = np.full((layer_dims[l], 1), 0.0)
            p[f"W{l}"] = 1e-2 * np.random.default_rng(l).standard_normal((layer_dims[l], layer_dims[l - 1]))
        return p
    """,
)
