"""linear_forward: Z = W A + b for all examples at once (lecture p38)."""

import numpy as np

from autograder import Exercise

linear_forward = Exercise(
    "linear_forward",
    returns=("Z", "cache"),
    shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1},
)


def layer(rng, n_prev, n, m):
    A = rng.normal(size=(n_prev, m))
    A.flat[0] = rng.uniform(6, 12)
    return dict(A=A, W=rng.normal(size=(n, n_prev)), b=rng.uniform(0.5, 1.5, size=(n, 1)))


@linear_forward.inputs
def three_different_sizes(rng):
    """Draw different numbers of units before, units here and examples, in any order of size."""
    n_prev, n, m = (int(size) for size in rng.choice(np.arange(2, 6), size=3, replace=False))
    return layer(rng, n_prev, n, m)


@linear_forward.inputs(draws=2)
def as_many_units_as_before(rng):
    """Draw square weights, in whose shape a transpose does not show."""
    n = int(rng.integers(2, 4))
    return layer(rng, n, n, n)


linear_forward.edge("one example", dict(A=np.array([[1.0], [-2.0]]), W=np.array([[1.0, 3.0]]), b=np.array([[0.5]])))
linear_forward.edge(
    "one unit before", dict(A=np.array([[1.0, -2.0]]), W=np.array([[2.0], [-1.0]]), b=np.array([[0.5], [3.0]]))
)
linear_forward.edge("whole numbers", dict(A=np.array([[1, -2, 0], [2, 1, 3]]), W=np.array([[2, 1]]), b=np.array([[3]])))

Z, BOTH = "np.dot(W, A) + b", "return Z, (A, W, b)"

linear_forward.mistake(
    "bias left out",
    change=(Z, "np.dot(W, A)"),
    hint=dict(
        en="The bias is missing.",
        zh="少了偏置。",
    ),
)
linear_forward.mistake(
    "bias subtracted",
    change=(Z, "np.dot(W, A) - b"),
    hint=dict(
        en="Add the bias; do not subtract it.",
        zh="偏置要加上，不是减去。",
    ),
)
linear_forward.mistake(
    "weights transposed",
    change=(Z, "np.dot(W.T, A) + b"),
    hint=dict(
        en="`W` already has a row for each unit of this layer: write `np.dot(W, A)`, without `.T`.",
        zh="`W` 本来就是每个单元一行：写 `np.dot(W, A)`，不要转置。",
    ),
)
linear_forward.mistake(
    "factors in the other order",
    change=(Z, "np.dot(A, W) + b"),
    hint=dict(
        en="Order matters in a matrix product: `W`, `(n[l], n[l-1])`, goes to the left of `A`, `(n[l-1], m)`.",
        zh="矩阵乘法不能交换顺序：`W`（形状 `(n[l], n[l-1])`）要放在 `A`（形状 `(n[l-1], m)`）的左边。",
    ),
)
linear_forward.mistake(
    "examples in rows",
    change=(Z, "np.dot(A.T, W.T) + b.T"),
    hint=dict(
        en="The numbers are right, but the examples have become rows; keep them as columns.",
        zh="数值对了，但是样本变成了行；样本应该保持为列。",
    ),
)
linear_forward.mistake(
    "cache forgotten",
    change=(BOTH, "return Z"),
    hint=dict(
        en="Return the cache as well: `return Z, cache`, where the cache is `(A, W, b)`.",
        zh="缓存也要返回：`return Z, cache`，缓存是 `(A, W, b)`。",
    ),
)
linear_forward.mistake(
    "cache in another order",
    change=(BOTH, "return Z, (W, A, b)"),
    hint=dict(
        en="The order in the cache matters, because `linear_backward` unpacks it: `(A, W, b)`.",
        zh="缓存里的顺序很重要，因为 `linear_backward` 要按顺序拆开：`(A, W, b)`。",
    ),
)
linear_forward.mistake(
    "Z in the cache",
    change=(BOTH, "return Z, (Z, W, b)"),
    hint=dict(
        en="The first part of the cache is the input `A`, not `Z`.",
        zh="缓存里的第一项是输入 `A`，不是 `Z`。",
    ),
)
linear_forward.mistake(
    "three results instead of a cache",
    change=(BOTH, "return Z, A, W, b"),
    hint=dict(
        en="Put `A`, `W` and `b` into one tuple.",
        zh="把 `A`、`W`、`b` 放进一个元组。",
    ),
)
linear_forward.mistake(
    "b left out of the cache",
    change=("return Z, (A, W, b)", "return Z, (A, W)"),
    hint=dict(
        en="The cache has three entries: the way back unpacks `A`, `W` and `b`.",
        zh="缓存里有三项：反向传播时要从中取出 `A`、`W` 和 `b`。",
    ),
)

linear_forward.variant("with @", change=(Z, "W @ A + b"))
linear_forward.variant(
    "einsum, the cache in a list",
    code="""
    def linear_forward(A, W, b):
        Z = np.einsum("ij,jk->ik", W, A) + b
        assert Z.shape == (W.shape[0], A.shape[1])
        cache = [A, W, b]
        return Z, cache
    """,
)
linear_forward.variant(
    "loops over examples and units",
    code="""
    def linear_forward(A_prev, W, b):
        Z = np.zeros((W.shape[0], A_prev.shape[1]))
        for i in range(A_prev.shape[1]):
            for j in range(W.shape[0]):
                Z[j, i] = np.sum(W[j] * A_prev[:, i]) + b[j, 0]
        return (Z, (A_prev, W, b))
    """,
)
linear_forward.variant("the transpose of a transpose", change=(Z, "np.dot(A.T, W.T).T + np.repeat(b, A.shape[1], axis=1)"))
