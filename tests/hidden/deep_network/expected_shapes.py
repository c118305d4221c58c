"""expected_shapes: the shapes of all arrays in the network (lecture p39)."""

import numpy as np

from autograder import Exercise

expected_shapes = Exercise(
    "expected_shapes",
    called={"layer_dims": ("layers_dims", "layer_dims", "layer_sizes", "layers", "dims")},
    shares={"values": 0.8, "edge cases": 0.2},
)


@expected_shapes.inputs(draws=8)
def different_widths(rng):
    """Draw two to five layers; all widths and the number of examples differ."""
    L = int(rng.integers(2, 6))
    *dims, m = (int(size) for size in rng.permutation(np.arange(2, 30))[: L + 2])
    return dict(layer_dims=dims, m=m)


@expected_shapes.inputs(draws=2)
def one_hidden_layer(rng):
    *dims, m = (int(size) for size in rng.permutation(np.arange(2, 30))[:4])
    return dict(layer_dims=dims, m=m)


expected_shapes.edge("one example", dict(layer_dims=[3, 4, 2], m=1))
expected_shapes.edge("one layer", dict(layer_dims=[5, 1], m=7))

LOOP, SHAPES = "for l in range(1, len(layer_dims)):", '{"W": (n, n_prev), "b": (n, 1), "Z": (n, m), "A": (n, m)}'
KEEP = 'shapes[f"{name}{l}"] = shapes[f"d{name}{l}"] = shape'

expected_shapes.mistake(
    "weights transposed",
    change=(SHAPES, SHAPES.replace("(n, n_prev)", "(n_prev, n)")),
    hint=dict(
        en="`W[l]` has a row for each unit of layer l and a column for each unit before: `(n[l], n[l-1])`.",
        zh="`W[l]` 的每一行对应第 l 层的一个单元，每一列对应前一层的一个单元：`(n[l], n[l-1])`。",
    ),
)
expected_shapes.mistake(
    "a bias for each example",
    change=(SHAPES, SHAPES.replace("(n, 1)", "(n, m)")),
    hint=dict(
        en="There is one bias for each unit, shared by all examples: `(n[l], 1)`. Broadcasting does the rest.",
        zh="每个单元一个偏置，所有样本共用：`(n[l], 1)`。其余的交给广播。",
    ),
)
expected_shapes.mistake(
    "biases of rank 1",
    change=(SHAPES, SHAPES.replace("(n, 1)", "(n,)")),
    hint=dict(
        en="`(n[l],)` has one axis only; a bias is a column, `(n[l], 1)`.",
        zh="`(n[l],)` 只有一个轴；偏置是列向量，`(n[l], 1)`。",
    ),
)
expected_shapes.mistake(
    "one example only",
    change=(SHAPES, SHAPES.replace("(n, m)", "(n, 1)")),
    hint=dict(
        en="`Z` and `A` have a column for each of the m examples: `(n[l], m)`.",
        zh="`Z` 和 `A` 的每一列是一个样本，一共 m 列：`(n[l], m)`。",
    ),
)
expected_shapes.mistake(
    "examples in rows",
    change=(SHAPES, SHAPES.replace("(n, m)", "(m, n)")),
    hint=dict(
        en="Examples are columns: `Z` and `A` are `(n[l], m)`, not `(m, n[l])`.",
        zh="样本是列：`Z` 和 `A` 的形状是 `(n[l], m)`，不是 `(m, n[l])`。",
    ),
)
expected_shapes.mistake(
    "gradients transposed",
    change=(KEEP, 'shapes[f"{name}{l}"] = shape\n            shapes[f"d{name}{l}"] = shape[::-1]'),
    hint=dict(
        en="A gradient has the shape of the array that it is the gradient of.",
        zh="梯度的形状和它所对应的数组一样。",
    ),
)
expected_shapes.mistake(
    "gradients forgotten",
    change=(KEEP, 'shapes[f"{name}{l}"] = shape'),
    hint=dict(
        en="Include the gradients too: `dW1`, `db1`, `dZ1`, `dA1`, …",
        zh="还要给出梯度的形状：`dW1`、`db1`、`dZ1`、`dA1`……",
    ),
)
expected_shapes.mistake(
    "last layer forgotten",
    change=(LOOP, "for l in range(1, len(layer_dims) - 1):"),
    hint=dict(
        en="`layer_dims` has L + 1 entries, n[0] to n[L]; the loop goes up to L.",
        zh="`layer_dims` 有 L + 1 个数，从 n[0] 到 n[L]；循环要走到 L。",
    ),
)
expected_shapes.mistake(
    "counted from 0",
    change=(KEEP, 'shapes[f"{name}{l - 1}"] = shapes[f"d{name}{l - 1}"] = shape'),
    hint=dict(
        en="The input is layer 0; the first layer with weights is number 1.",
        zh="输入是第 0 层；第一个有权重的层，编号是 1。",
    ),
)


@expected_shapes.wide
def any_sizes(rng):
    dims = [int(size) for size in rng.integers(1, 13, size=int(rng.integers(2, 8)))]
    return dict(layer_dims=dims, m=int(rng.integers(1, 1000)))


expected_shapes.equivalent("1 -> 0", reason="Additional entries for layer 0 are allowed, as A0 is.")

expected_shapes.variant(
    "written one by one, with A0",
    code="""
    def expected_shapes(layer_dims, m):
        shapes = {"A0": (layer_dims[0], m)}
        L = len(layer_dims) - 1
        for l in range(L):
            n = layer_dims[l + 1]
            shapes["W" + str(l + 1)] = (n, layer_dims[l])
            shapes["b" + str(l + 1)] = (n, 1)
            shapes["Z" + str(l + 1)] = (n, m)
            shapes["A" + str(l + 1)] = (n, m)
            shapes["dW" + str(l + 1)] = (n, layer_dims[l])
            shapes["db" + str(l + 1)] = (n, 1)
            shapes["dZ" + str(l + 1)] = (n, m)
            shapes["dA" + str(l + 1)] = (n, m)
        return shapes
    """,
)
expected_shapes.variant(
    "the shapes of real arrays",
    code="""
    def expected_shapes(layer_dims, m):
        A, shapes = np.zeros((layer_dims[0], m)), {}
        for l, n in enumerate(layer_dims[1:], start=1):
            W, b = np.zeros((n, A.shape[0])), np.zeros((n, 1))
            A = W @ A + b
            for d in ("", "d"):
                shapes |= {f"{d}W{l}": W.shape, f"{d}b{l}": b.shape, f"{d}Z{l}": A.shape, f"{d}A{l}": A.shape}
        return shapes
    """,
)
expected_shapes.variant(
    "lists instead of tuples",
    code="""
    def expected_shapes(layer_dims, m):
        pairs = list(zip(layer_dims, layer_dims[1:]))
        second = {"W": lambda before: before, "b": lambda before: 1, "Z": lambda before: m, "A": lambda before: m}
        return {d + name + str(l): [n, second[name](before)]
                for l, (before, n) in enumerate(pairs, 1) for name in second for d in ("", "d")}
    """,
)
