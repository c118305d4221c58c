"""layer_sizes: how many units each layer has (lectures p25, p26)."""

import numpy as np

from autograder import Exercise

layer_sizes = Exercise("layer_sizes", returns=("n_x", "n_h", "n_y"), shares={"values": 0.8, "edge cases": 0.2})


def data(rng, n_x, n_y, m):
    return dict(X=rng.normal(size=(n_x, m)), Y=rng.integers(0, 2, size=(n_y, m)))


@layer_sizes.inputs
def one_output(rng):
    n_x, m = (int(size) for size in rng.permutation([2, 3, 5, 6])[:2])
    return data(rng, n_x, 1, m)


@layer_sizes.inputs(group="edge cases", draws=3)
def several_outputs(rng):
    n_x, n_y, m = (int(size) for size in rng.permutation([2, 3, 5, 6])[:3])
    return data(rng, n_x, n_y, m)


layer_sizes.edge("one example", dict(X=np.array([[0.5], [1.5], [2.5]]), Y=np.array([[1]])))
layer_sizes.edge("one feature", dict(X=np.array([[3, 1]]), Y=np.array([[0, 1]])))

N_X, N_H, N_Y, RETURN = "X.shape[0]", "n_h = 4", "Y.shape[0]", "return n_x, n_h, n_y"

layer_sizes.mistake(
    "inputs counted along the examples",
    change=(N_X, "X.shape[1]"),
    hint=dict(
        en="`X.shape[1]` is the number of examples; the number of features is the number of rows, `X.shape[0]`.",
        zh="`X.shape[1]` 是样本数；特征数是行数 `X.shape[0]`。",
    ),
)
layer_sizes.mistake(
    "outputs counted along the examples",
    change=(N_Y, "Y.shape[1]"),
    hint=dict(
        en="`Y.shape[1]` is the number of examples; the number of output units is `Y.shape[0]`.",
        zh="`Y.shape[1]` 是样本数；输出单元数是 `Y.shape[0]`。",
    ),
)
layer_sizes.mistake(
    "both counted along the examples",
    change=[(N_X, "X.shape[1]"), (N_Y, "Y.shape[1]")],
    hint=dict(
        en="One column is one example, so `shape[1]` counts examples; the number of rows, `shape[0]`, is the layer's size.",
        zh="一列是一个样本，所以 `shape[1]` 是样本数；各层的大小是行数 `shape[0]`。",
    ),
)
layer_sizes.mistake(
    "always one output",
    change=(N_Y, "1"),
    hint=dict(
        en="The number of outputs is not always 1: read it from the shape of `Y`.",
        zh="输出单元不一定只有 1 个：要从 `Y` 的形状里读出来。",
    ),
)
layer_sizes.mistake(
    "hidden layer as wide as the input",
    change=(N_H, "n_h = X.shape[0]"),
    hint=dict(
        en="The hidden layer always has 4 units here; this does not depend on the size of the input.",
        zh="这里隐藏层固定有 4 个单元，与输入的大小无关。",
    ),
)
layer_sizes.mistake(
    "hidden layer as wide as the data",
    change=(N_H, "n_h = X.shape[1]"),
    hint=dict(
        en="The hidden layer always has 4 units here; this does not depend on the number of examples.",
        zh="这里隐藏层固定有 4 个单元，与样本的个数无关。",
    ),
)
layer_sizes.mistake(
    "inputs and outputs swapped",
    change=(RETURN, "return n_y, n_h, n_x"),
    hint=dict(
        en="The order is input, hidden, output: `return n_x, n_h, n_y`.",
        zh="顺序是输入层、隐藏层、输出层：`return n_x, n_h, n_y`。",
    ),
)
layer_sizes.mistake(
    "hidden layer last",
    change=(RETURN, "return n_x, n_y, n_h"),
    hint=dict(
        en="The hidden layer goes in the middle: `return n_x, n_h, n_y`.",
        zh="隐藏层在中间：`return n_x, n_h, n_y`。",
    ),
)
layer_sizes.mistake(
    "hidden layer left out",
    change=(RETURN, "return n_x, n_y"),
    hint=dict(
        en="Return three sizes: `return n_x, n_h, n_y`.",
        zh="要返回三层的大小：`return n_x, n_h, n_y`。",
    ),
)
layer_sizes.mistake(
    "whole shapes",
    change=[(N_X, "X.shape"), (N_Y, "Y.shape")],
    hint=dict(
        en="The size of a layer is one number, the first one in the shape: `X.shape[0]`.",
        zh="每层的大小是一个数，也就是形状里的第一个数：`X.shape[0]`。",
    ),
)

layer_sizes.variant("by len", change=[(N_X, "len(X)"), (N_Y, "len(Y)")])
layer_sizes.variant("sizes as NumPy has them", change=[(N_X, "np.size(X, 0)"), (RETURN, "return [n_x, np.int64(n_h), n_y]")])
layer_sizes.variant(
    "as the course prints it",
    code="""
    def layer_sizes(X, Y):
        n_x = X.shape[0] # size of input layer
        n_h = 4
        n_y = Y.shape[0] # size of output layer
        return (n_x, n_h, n_y)
    """,
)
layer_sizes.variant(
    "unpacked",
    code="""
    def layer_sizes(X, Y):
        (n_x, m), (n_y, _) = X.shape, Y.shape
        assert Y.shape[1] == m
        return n_x, 4, n_y
    """,
)
