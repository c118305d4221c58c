"""initialize_parameters_he: random weights of the right size for ReLU (stretch, lecture p35)."""

import itertools

import numpy as np

from autograder import Difference, Exercise, compare

SIGMAS = 6.0  # how far a mean or a spread may be from the right one; by chance this happens once in 10^8 tries


def same_law(got, expected, inputs):
    """Compare two random starts: shapes and biases exactly, means and spreads of the weights up to chance.

    The standard deviation of N normal numbers has a relative error of 1 / sqrt(2 N), the difference of two such of
    1 / sqrt(N).
    """
    wrong = compare(got, expected, atol=1e300)
    if wrong is not None:
        return wrong
    if len(got) != len(expected):  # the number of entries determines the number of layers
        return Difference("length", "", len(got), len(expected))
    for name, right in expected.items():
        mine = got[name]
        if name.startswith("b") or not np.any(right) or not np.any(mine):
            if np.any(mine) != np.any(right):
                return compare(mine, right, path=name)
            continue
        scale = min(np.std(mine), np.std(right))
        for path, value, wanted in (
            (f"np.std({name})", np.std(mine), np.std(right)),
            (f"np.mean({name})", np.mean(mine), np.mean(right)),
        ):
            if abs(value - wanted) > SIGMAS * scale / np.sqrt(right.size) * (1 if "std" in path else np.sqrt(2)):
                return Difference("value", path, float(f"{value:.1g}"), float(f"{wanted:.1g}"))
    return None


initialize_parameters_he = Exercise(
    "initialize_parameters_he",
    called={"layers_dims": ("layers_dims", "layer_dims", "layer_sizes", "layers", "dims")},
    compare=same_law,
)


@initialize_parameters_he.inputs(draws=3)
def three_layers(rng):
    """Draw layers wide enough to tell their spreads from wrong ones, each much wider than the next."""
    return dict(layers_dims=[int(n) for n in rng.integers((110, 50, 25, 8), (140, 60, 30, 12))])


@initialize_parameters_he.inputs(draws=2)
def growing(rng):
    return dict(layers_dims=[int(n) for n in rng.integers((12, 60), (16, 90))])


@initialize_parameters_he.contract
def wide_enough(layers_dims):
    return all(n * n_prev >= 200 for n, n_prev in itertools.pairwise(layers_dims))


initialize_parameters_he.edge("one layer", dict(layers_dims=[400, 2]))

W, B = "np.random.randn(n, n_prev) * np.sqrt(2 / n_prev)", "np.zeros((n, 1))"

initialize_parameters_he.mistake(
    "not scaled",
    change=(W, "np.random.randn(n, n_prev)"),
    hint=dict(
        en="The weights have standard deviation 1; multiply them by `np.sqrt(2 / n_prev)`.",
        zh="权重的标准差是 1；要乘以 `np.sqrt(2 / n_prev)`。",
    ),
)
initialize_parameters_he.mistake(
    "times 0.01",
    change=(W, "np.random.randn(n, n_prev) * 0.01"),
    hint=dict(
        en="0.01 does not depend on the number of inputs; He's factor is `np.sqrt(2 / n_prev)`.",
        zh="0.01 与输入的个数无关；He 的系数是 `np.sqrt(2 / n_prev)`。",
    ),
)
initialize_parameters_he.mistake(
    "without the 2",
    change=(W, "np.random.randn(n, n_prev) * np.sqrt(1 / n_prev)"),
    hint=dict(
        en="This is `sqrt(1 / n_prev)`. ReLU discards half of the signal, so double the variance: `2 / n_prev`.",
        zh="这是 `sqrt(1 / n_prev)`。ReLU 会丢掉一半的信号，所以方差要加倍：`2 / n_prev`。",
    ),
)
initialize_parameters_he.mistake(
    "root forgotten",
    change=(W, "np.random.randn(n, n_prev) * (2 / n_prev)"),
    hint=dict(
        en="`2 / n_prev` is the variance; multiply the normal numbers by its square root.",
        zh="`2 / n_prev` 是方差；正态随机数要乘的是它的平方根。",
    ),
)
initialize_parameters_he.mistake(
    "by the layer's own width",
    change=(W, "np.random.randn(n, n_prev) * np.sqrt(2 / n)"),
    hint=dict(
        en="Use the width of the layer before, `n_prev`, because each unit adds up that many products.",
        zh="要用前一层的宽度 `n_prev`，因为每个单元要把这么多个乘积加起来。",
    ),
)
initialize_parameters_he.mistake(
    "divided by the root",
    change=(W, "np.random.randn(n, n_prev) / np.sqrt(2 / n_prev)"),
    hint=dict(
        en="Multiply by `np.sqrt(2 / n_prev)`; dividing makes the weights large.",
        zh="要乘以 `np.sqrt(2 / n_prev)`；除的话权重会变得很大。",
    ),
)
initialize_parameters_he.mistake(
    "uniform and positive",
    change=(W, "np.random.rand(n, n_prev) * np.sqrt(2 / n_prev)"),
    hint=dict(
        en="`np.random.rand` only draws positive numbers, from 0 to 1; draw normal numbers with `np.random.randn`.",
        zh="`np.random.rand` 取 0 到 1 之间的数，全是正的；正态随机数要用 `np.random.randn`。",
    ),
)
initialize_parameters_he.mistake(
    "zeros",
    change=(W, "np.zeros((n, n_prev))"),
    hint=dict(
        en="Weights of zero keep all units equal; draw them with `np.random.randn`.",
        zh="权重为零，所有单元就永远一样；要用 `np.random.randn` 随机取。",
    ),
)
initialize_parameters_he.mistake(
    "transposed",
    change=(W, "np.random.randn(n_prev, n) * np.sqrt(2 / n_prev)"),
    hint=dict(
        en="`W` has a row for each unit of its layer: the shape is `(n, n_prev)`.",
        zh="本层的每个单元在 `W` 里占一行：形状是 `(n, n_prev)`。",
    ),
)
initialize_parameters_he.mistake(
    "biases with one axis",
    change=(B, "np.zeros(n)"),
    hint=dict(
        en="A bias is a column: `np.zeros((n, 1))`.",
        zh="偏置是一列：`np.zeros((n, 1))`。",
    ),
)
initialize_parameters_he.mistake(
    "random biases",
    change=(B, "np.random.randn(n, 1) * np.sqrt(2 / n_prev)"),
    hint=dict(
        en="Only the weights are random; the biases start at 0.",
        zh="只有权重是随机的；偏置从 0 开始。",
    ),
)
initialize_parameters_he.mistake(
    "last layer left out",
    change=("range(1, len(layers_dims))", "range(1, len(layers_dims) - 1)"),
    hint=dict(
        en="The last layer is missing: l runs from 1 to L, and `len(layers_dims)` is L + 1.",
        zh="少了最后一层：l 从 1 到 L，而 `len(layers_dims)` 是 L + 1。",
    ),
)

initialize_parameters_he.variant(
    "another generator", change=(W, "np.random.default_rng().normal(0, np.sqrt(2 / n_prev), (n, n_prev))")
)
initialize_parameters_he.variant(
    "as the course writes it",
    code="""
    def initialize_parameters_he(layers_dims):
        np.random.seed(3)
        parameters = {}
        L = len(layers_dims) - 1
        for l in range(1, L + 1):
            parameters['W' + str(l)] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * np.sqrt(2. / layers_dims[l - 1])
            parameters['b' + str(l)] = np.zeros((layers_dims[l], 1))
        return parameters
    """,
)
initialize_parameters_he.variant(
    "pairs of widths",
    code="""
    def initialize_parameters_he(dims):
        weights = [np.random.standard_normal((n, m)) / (m / 2) ** 0.5 for m, n in zip(dims, dims[1:])]
        start = {f"W{i}": W for i, W in enumerate(weights, 1)}
        start.update({f"b{i}": np.zeros((len(W), 1)) for i, W in enumerate(weights, 1)})
        return start
    """,
)
