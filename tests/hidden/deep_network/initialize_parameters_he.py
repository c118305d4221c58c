"""initialize_parameters_he: weights whose size suits the width of the layer before (stretch, lecture p36)."""

import numpy as np

from autograder import Difference, Exercise, compare

BOUNDS = (0.1, 0.5, 0.85, 1.15, 2, 15)  # of the ratio of a standard deviation to the required one

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


def between(number):
    """Return the interval of BOUNDS that holds a number, as text; all draws of one kind fall into the same interval."""
    ends = ("0", *(f"{bound:g}" for bound in BOUNDS), "∞")
    place = int(np.searchsorted(BOUNDS, number))
    return f"{ends[place]} … {ends[place + 1]}"


def features(name, array):
    """Yield properties of a random array, as (path, value): all different and, for a large array, its spread."""
    text = f"parameters['{name}']"
    if name[:1] == "b":
        yield f"np.count_nonzero({text})", np.count_nonzero(array)
        return
    yield f"np.unique({text}).size >= 0.99 * {text}.size", bool(np.unique(array).size >= DISTINCT * array.size)
    if array.size >= 2000:
        yield f"np.std({text}) / np.sqrt(2 / {array.shape[1]})", between(np.std(array) / np.sqrt(2 / array.shape[1]))


def compare_starts(got, expected, inputs):
    if (difference := compare(outline(got), outline(expected), path="parameters")) is not None:
        return difference
    if len(got) != len(expected):
        return Difference("length", "parameters", len(got), len(expected))
    for name in expected:
        for (path, mine), (_, right) in zip(features(name, got[name]), features(name, expected[name]), strict=True):
            if mine != right:
                return Difference("value", path, mine, right)
    return None


initialize_parameters_he = Exercise(
    "initialize_parameters_he",
    called={"layer_dims": ("layers_dims", "layer_dims", "layer_sizes", "layers", "dims")},
    compare=compare_starts,
    shares={"values": 0.9, "edge cases": 0.1},
)


@initialize_parameters_he.inputs(draws=2)
def wider_and_narrower(rng):
    """Draw a second layer much wider than the first, and a third narrower one, so that the width before a layer and its own
    width give different results."""
    return dict(
        layer_dims=[int(size) for size in (*(rng.integers(50, 60), rng.integers(110, 120), rng.integers(40, 50)), 1)]
    )


@initialize_parameters_he.inputs(group="edge cases", draws=2)  # too few numbers to see their spread
def few_units(rng):
    return dict(layer_dims=[int(size) for size in 2 + rng.permutation(8)[: int(rng.integers(3, 6))]])


initialize_parameters_he.edge("one feature", dict(layer_dims=[1, 3, 2]))

W, SCALE = 'parameters[f"W{l}"] = np.random.randn(n, n_prev) * np.sqrt(2 / n_prev)', "np.sqrt(2 / n_prev)"
B, LOOP = 'parameters[f"b{l}"] = np.zeros((n, 1))', "for l in range(1, len(layer_dims)):"

initialize_parameters_he.mistake(
    "root of 1 over n",
    change=(W, W.replace("2 /", "1 /")),
    hint=dict(
        en="ReLU lets only half of the signal through, so double the variance: 2 over n[l-1], not 1.",
        zh="ReLU 只让一半的信号通过，所以方差要加倍：是 2/n[l-1]，不是 1/n[l-1]。",
    ),
)
initialize_parameters_he.mistake(
    "no root",
    change=(W, W.replace(SCALE, "2 / n_prev")),
    hint=dict(
        en="2/n is the variance; multiply the numbers by the standard deviation, which is its square root.",
        zh="2/n 是方差；随机数要乘的是标准差，也就是方差的平方根。",
    ),
)
initialize_parameters_he.mistake(
    "width of this layer",
    change=(W, W.replace(SCALE, "np.sqrt(2 / n)")),
    hint=dict(
        en="Use the width of the layer before, n[l-1], because each unit adds up that many numbers.",
        zh="要用前一层的宽度 n[l-1]，因为每个单元要把这么多个数加起来。",
    ),
)
initialize_parameters_he.mistake(
    "a hundredth for every layer",
    change=(W, W.replace(SCALE, "0.01")),
    hint=dict(
        en="The factor depends on the layer: use the square root of 2 over n[l-1] instead of 0.01.",
        zh="系数要随层变化：不是 0.01，而是 2/n[l-1] 的平方根。",
    ),
)
initialize_parameters_he.mistake(
    "not scaled",
    change=(W, W.replace(f" * {SCALE}", "")),
    hint=dict(
        en="Multiply the weights by the square root of 2 over n[l-1].",
        zh="权重要乘以 2/n[l-1] 的平方根。",
    ),
)
initialize_parameters_he.mistake(
    "divided by the factor",
    change=(W, W.replace(f"* {SCALE}", f"/ {SCALE}")),
    hint=dict(
        en="The more numbers a unit adds up, the smaller its weights should be: multiply by the factor.",
        zh="相加的数越多，权重就要越小：应该乘以这个系数。",
    ),
)
initialize_parameters_he.mistake(
    "weights transposed",
    change=(W, W.replace("n, n_prev", "n_prev, n")),
    hint=dict(
        en="The shape of `W[l]` is `(layer_dims[l], layer_dims[l - 1])` as before.",
        zh="`W[l]` 的形状和前面一样：`(layer_dims[l], layer_dims[l - 1])`。",
    ),
)
initialize_parameters_he.mistake(
    "random biases",
    change=(B, B.replace("np.zeros((", "np.random.randn(").replace("1))", "1)")),
    hint=dict(
        en="The biases start at 0.",
        zh="偏置从 0 开始。",
    ),
)
initialize_parameters_he.mistake(
    "last layer forgotten",
    change=(LOOP, "for l in range(1, len(layer_dims) - 1):"),
    hint=dict(
        en="The loop goes up to L, the last index of `layer_dims`.",
        zh="循环要走到 L，也就是 `layer_dims` 的最后一个下标。",
    ),
)

initialize_parameters_he.variant(
    "seeded, names by str",
    code="""
    def initialize_parameters_he(layers_dims):
        np.random.seed(3)
        parameters = {}
        L = len(layers_dims) - 1
        for l in range(1, L + 1):
            parameters["W" + str(l)] = (
                np.random.randn(layers_dims[l], layers_dims[l - 1]) * np.sqrt(2.0 / layers_dims[l - 1]))
            parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
        return parameters
    """,
)
initialize_parameters_he.variant(
    "default_rng with the scale",
    code="""
    def initialize_parameters_he(layer_dims):
        rng, p = np.random.default_rng(), {}
        for l, (before, n) in enumerate(zip(layer_dims, layer_dims[1:]), 1):
            p |= {f"W{l}": rng.normal(scale=(2 / before) ** 0.5, size=(n, before)), f"b{l}": np.zeros((n, 1))}
        return p
    """,
)
initialize_parameters_he.variant(
    "uniform, of the same spread",
    code="""
    def initialize_parameters_he(layer_dims):
        p = {}
        for l in range(len(layer_dims) - 1, 0, -1):
            limit = np.sqrt(6 / layer_dims[l - 1])
            p[f"W{l}"] = np.random.uniform(-limit, limit, (layer_dims[l], layer_dims[l - 1]))
            p[f"b{l}"] = np.zeros(shape=[layer_dims[l], 1])
        return p
    """,
)
