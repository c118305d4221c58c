"""collapse_linear: the single layer that equals two linear layers (lecture p31)."""

import numpy as np

from autograder import Exercise

collapse_linear = Exercise(
    "collapse_linear",
    returns=("W", "b"),
    shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1},
)


def layers(rng, n_0, n_1, n_2):
    sizes = [(n_1, n_0), (n_1, 1), (n_2, n_1), (n_2, 1)]
    drawn = {name: rng.normal(size=size) for name, size in zip(("W1", "b1", "W2", "b2"), sizes, strict=True)}
    for value in drawn.values():
        value.flat[0] = rng.uniform(6, 12)
    return drawn


@collapse_linear.inputs
def different_sizes(rng):
    return layers(rng, *(int(size) for size in rng.permutation([2, 3, 5])))


@collapse_linear.inputs(draws=2)
def one_output(rng):
    n_0, n_1 = (int(size) for size in rng.permutation([2, 3, 5])[:2])
    return layers(rng, n_0, n_1, 1)


@collapse_linear.inputs(draws=3)
def equal_sizes(rng):
    return layers(rng, *[int(rng.integers(2, 4))] * 3)


collapse_linear.edge(
    "one unit each", dict(W1=np.array([[2.0]]), b1=np.array([[3.0]]), W2=np.array([[-1.5]]), b2=np.array([[0.5]]))
)
collapse_linear.edge(
    "whole numbers",
    dict(W1=np.array([[1, 2], [0, -1], [3, 1]]), b1=np.array([[1], [2], [-1]]))
    | dict(W2=np.array([[2, 0, -3]]), b2=np.array([[4]])),
)

W, B, RETURN = "np.dot(W2, W1)", "np.dot(W2, b1) + b2", "return W, b"

collapse_linear.mistake(
    "weights in the wrong order",
    change=(W, "np.dot(W1, W2)"),
    hint=dict(
        en="`W1` is applied first, so it goes on the right, next to `x`: `W = W2 W1`.",
        zh="`W1` 先作用，所以在右边，紧挨着 `x`：`W = W2 W1`。",
    ),
)
collapse_linear.mistake(
    "weights multiplied element by element",
    change=(W, "W2 * W1"),
    hint=dict(
        en="`*` multiplies entry by entry; two layers in a row need the matrix product, `np.dot`.",
        zh="`*` 是逐元素相乘；两层连起来要用矩阵乘法 `np.dot`。",
    ),
)
collapse_linear.mistake(
    "weights transposed",
    change=(W, "np.dot(W2, W1).T"),
    hint=dict(
        en="These weights are transposed: `W` has a row for each output and a column for each input.",
        zh="这里的权重被转置了：`W` 的行对应输出，列对应输入。",
    ),
)
collapse_linear.mistake(
    "biases added without weights",
    change=(B, "np.sum(b1) + b2"),
    hint=dict(
        en="The first bias passes through the second layer too: `W2 b1 + b2`.",
        zh="第一层的偏置还要经过第二层：`W2 b1 + b2`。",
    ),
)
collapse_linear.mistake(
    "first bias left out",
    change=(B, "b2"),
    hint=dict(
        en="The first bias is missing: multiply out `W2 (W1 x + b1) + b2`.",
        zh="少了第一层的偏置：把 `W2 (W1 x + b1) + b2` 展开。",
    ),
)
collapse_linear.mistake(
    "second bias left out",
    change=(B, "np.dot(W2, b1)"),
    hint=dict(
        en="The second bias is missing: `W2 b1 + b2`.",
        zh="少了第二层的偏置：`W2 b1 + b2`。",
    ),
)
collapse_linear.mistake(
    "second bias weighted too",
    change=(B, "np.dot(W2, b1 + b2)"),
    hint=dict(
        en="`b2` is added after `W2`, so `W2` does not multiply it: `W2 b1 + b2`.",
        zh="`b2` 是在 `W2` 之后才加的，不能再乘 `W2`：`W2 b1 + b2`。",
    ),
)
collapse_linear.mistake(
    "bias before weights",
    change=(RETURN, "return b, W"),
    hint=dict(
        en="Return the weights first: `return W, b`.",
        zh="先返回权重：`return W, b`。",
    ),
)
collapse_linear.mistake(
    "weights alone",
    change=(RETURN, "return W"),
    hint=dict(
        en="Return the bias as well: `return W, b`.",
        zh="偏置也要返回：`return W, b`。",
    ),
)
collapse_linear.mistake(
    "rank-1 bias",
    change=(RETURN, "return W, b[:, 0]"),
    hint=dict(
        en="The bias is a column of shape `(n_2, 1)`; keep both axes.",
        zh="偏置是形状为 `(n_2, 1)` 的列向量；两个轴都要保留。",
    ),
)

collapse_linear.variant("@", change=[(W, "W2 @ W1"), (B, "b2 + W2 @ b1")])
collapse_linear.variant(
    "found by trying inputs",
    code="""
    def collapse_linear(W1, b1, W2, b2):
        def network(X):
            return W2 @ (W1 @ X + b1) + b2
        n_0 = W1.shape[1]
        b = network(np.zeros((n_0, 1)))
        return network(np.eye(n_0)) - b, b
    """,
)
collapse_linear.variant(
    "the bias as one more column",
    code="""
    def collapse_linear(W1, b1, W2, b2):
        both = np.einsum("kj,ji->ki", W2, np.hstack([W1, b1]))
        return [both[:, :-1], both[:, -1:] + b2]
    """,
)
