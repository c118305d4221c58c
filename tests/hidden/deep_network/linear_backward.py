"""linear_backward: backward through Z = W A + b (lecture p37)."""

import numpy as np

from autograder import Exercise

linear_backward = Exercise(
    "linear_backward",
    returns=("dA_prev", "dW", "db"),
    shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1},
)


def layer(rng, n_prev, n, m):
    A_prev, W, b = rng.normal(size=(n_prev, m)), rng.normal(size=(n, n_prev)), rng.uniform(0.5, 1.5, size=(n, 1))
    dZ = rng.normal(size=(n, m)) + 0.5
    A_prev.flat[0], dZ.flat[-1] = rng.uniform(6, 12, size=2)
    return dict(dZ=dZ, cache=(A_prev, W, b))


@linear_backward.inputs
def three_different_sizes(rng):
    """Draw different numbers of units before, units here and examples, in any order of size."""
    n_prev, n, m = (int(size) for size in rng.choice(np.arange(2, 6), size=3, replace=False))
    return layer(rng, n_prev, n, m)


@linear_backward.inputs(draws=2)
def as_many_units_as_before(rng):
    """Draw square arrays, in whose shape a transpose does not show."""
    n = int(rng.integers(2, 4))
    return layer(rng, n, n, n)


@linear_backward.inputs(draws=3)
def one_size(rng):
    """Draw equal sizes each time, so that an answer from memory is the answer to other numbers."""
    return layer(rng, 3, 2, 4)


linear_backward.edge(
    "one example", dict(dZ=np.array([[2.0]]), cache=(np.array([[1.0], [-2.0]]), np.array([[1.0, 3.0]]), np.array([[0.5]])))
)
linear_backward.edge(
    "one unit before",
    dict(
        dZ=np.array([[2.0, 1.0], [-1.0, 0.5]]),
        cache=(np.array([[1.0, -2.0]]), np.array([[3.0], [-1.0]]), np.array([[0.5], [1.0]])),
    ),
)
linear_backward.edge(
    "whole numbers",
    dict(
        dZ=np.array([[2.0, 1.0, 0.0], [-1.0, 3.0, 5.0]]),
        cache=(np.array([[1, -2, 4]]), np.array([[3], [-1]]), np.array([[1], [2]])),
    ),
)

DW, DB, DA = "np.dot(dZ, A_prev.T) / m", "np.sum(dZ, axis=1, keepdims=True) / m", "np.dot(W.T, dZ)"
M, BOTH = "m = A_prev.shape[1]", "return dA_prev, dW, db"

linear_backward.mistake(
    "not averaged over the examples",
    change=[(DW, "np.dot(dZ, A_prev.T)"), (DB, "np.sum(dZ, axis=1, keepdims=True)")],
    hint=dict(
        en="`dW` and `db` are averages over the examples: divide both by `m`.",
        zh="`dW` 和 `db` 是对所有样本取平均：都要除以 `m`。",
    ),
)
linear_backward.mistake(
    "dW not averaged over the examples",
    change=(DW, "np.dot(dZ, A_prev.T)"),
    hint=dict(
        en="The matrix product sums over the examples; divide `dW` by `m`.",
        zh="矩阵乘积是对所有样本求和；`dW` 还要除以 `m`。",
    ),
)
linear_backward.mistake(
    "db not averaged over the examples",
    change=(DB, "np.sum(dZ, axis=1, keepdims=True)"),
    hint=dict(
        en="`np.sum` sums over the examples; divide `db` by `m`.",
        zh="`np.sum` 是对所有样本求和；`db` 还要除以 `m`。",
    ),
)
linear_backward.mistake(
    "dA_prev averaged over the examples",
    change=(DA, "np.dot(W.T, dZ) / m"),
    hint=dict(
        en="`dA_prev` has one column for each example and is not a sum over them: do not divide it by `m`.",
        zh="`dA_prev` 每个样本一列，没有对样本求和：不要除以 `m`。",
    ),
)
linear_backward.mistake(
    "weights not transposed",
    change=(DA, "np.dot(W, dZ)"),
    hint=dict(
        en="In the backward pass, transpose the weights: `(n[l-1], n[l])` times `(n[l], m)`.",
        zh="反向传播时权重要转置：`(n[l-1], n[l])` 乘以 `(n[l], m)`。",
    ),
)
linear_backward.mistake(
    "dW transposed",
    change=(DW, "np.dot(A_prev, dZ.T) / m"),
    hint=dict(
        en="`dW` has the shape of `W`: `np.dot(dZ, A_prev.T)`, not `np.dot(A_prev, dZ.T)`.",
        zh="`dW` 的形状和 `W` 一样：用 `np.dot(dZ, A_prev.T)`，不要用 `np.dot(A_prev, dZ.T)`。",
    ),
)
linear_backward.mistake(
    "A_prev not transposed",
    change=(DW, "np.dot(dZ, A_prev) / m"),
    hint=dict(
        en="`dZ` is `(n[l], m)` and `A_prev` is `(n[l-1], m)`: multiply by `A_prev.T`, so that the m disappears.",
        zh="`dZ` 是 `(n[l], m)`，`A_prev` 是 `(n[l-1], m)`：用 `A_prev.T` 才能相乘，中间的 m 会消掉。",
    ),
)
linear_backward.mistake(
    "db of rank 1",
    change=(DB, "np.sum(dZ, axis=1) / m"),
    hint=dict(
        en="`db` has the shape of `b`, `(n[l], 1)`: add `keepdims=True`.",
        zh="`db` 的形状和 `b` 一样，是 `(n[l], 1)`：加上 `keepdims=True`。",
    ),
)
linear_backward.mistake(
    "db squeezed",
    change=(DB, "np.squeeze(np.sum(dZ, axis=1, keepdims=True)) / m"),
    hint=dict(
        en="`np.squeeze` removes the axis that `keepdims=True` kept; the shape of `db` should be `(n[l], 1)`.",
        zh="`np.squeeze` 把 `keepdims=True` 保留的轴又去掉了；`db` 的形状应该是 `(n[l], 1)`。",
    ),
)
linear_backward.mistake(
    "one db for all units",
    change=(DB, "np.sum(dZ) / m"),
    hint=dict(
        en="Every unit has its own bias: sum each row, `axis=1`, not the whole array.",
        zh="每个单元有自己的偏置：要对每一行求和（`axis=1`），不是对整个数组求和。",
    ),
)
linear_backward.mistake(
    "db summed over the units",
    change=(DB, "np.sum(dZ, axis=0, keepdims=True) / m"),
    hint=dict(
        en="Sum over the examples, which are the columns: `axis=1`.",
        zh="要对样本求和；样本是列，所以用 `axis=1`。",
    ),
)
linear_backward.mistake(
    "divided by the number of units",
    change=(M, "m = A_prev.shape[0]"),
    hint=dict(
        en="The number of examples is `A_prev.shape[1]`; `A_prev.shape[0]` counts units.",
        zh="样本数是 `A_prev.shape[1]`；`A_prev.shape[0]` 是单元数。",
    ),
)
linear_backward.mistake(
    "results in another order",
    change=(BOTH, "return dW, db, dA_prev"),
    hint=dict(
        en="Return the results in the order `dA_prev, dW, db`.",
        zh="返回的顺序是 `dA_prev, dW, db`。",
    ),
)

linear_backward.variant(
    "with @ and mean",
    code="""
    def linear_backward(dZ, cache):
        A_prev, W, b = cache
        dA_prev = W.T @ dZ
        dW = dZ @ A_prev.T / dZ.shape[1]
        db = dZ.mean(axis=1, keepdims=True)
        assert dA_prev.shape == A_prev.shape and dW.shape == W.shape and db.shape == b.shape
        return [dA_prev, dW, db]
    """,
)
linear_backward.variant(
    "1 / m in front, db by a product with ones",
    code="""
    def linear_backward(dZ, linear_cache):
        A_prev, W, _ = linear_cache
        m = A_prev.shape[1]
        dW = (1 / m) * np.dot(dZ, A_prev.T)
        db = (1 / m) * np.dot(dZ, np.ones((m, 1)))
        return np.dot(dZ.T, W).T, dW, db
    """,
)
linear_backward.variant(
    "a loop over the examples",
    code="""
    def linear_backward(dZ, cache):
        A_prev, W, b = cache
        m = A_prev.shape[1]
        dW, db, dA_prev = np.zeros(W.shape), np.zeros(b.shape), np.zeros(A_prev.shape)
        for i in range(m):
            dz = dZ[:, i:i + 1]
            dW += dz @ A_prev[:, i:i + 1].T
            db += dz
            dA_prev[:, i:i + 1] = W.T @ dz
        return dA_prev, dW / m, db / m
    """,
)
