"""initialize_with_zeros: parameters to start from (lecture p20)."""

import numpy as np

from autograder import Exercise

initialize_with_zeros = Exercise(
    "initialize_with_zeros",
    also=("initialize_with_zero",),
    returns=("w", "b"),
    shares={"values": 0.8, "edge cases": 0.2},
    constant=True,
    container=np.ndarray,
)


@initialize_with_zeros.inputs
def several_features(rng):
    return dict(dim=int(rng.integers(2, 9)))


initialize_with_zeros.edge("one feature", dict(dim=1))

W, B, BOTH = "np.zeros((dim, 1))", "b = 0.0", "return w, b"

initialize_with_zeros.mistake(
    "rank-1 weights",
    change=(W, "np.zeros(dim)"),
    hint=dict(
        en="`np.zeros(dim)` is a rank-1 array of shape `(dim,)`; make a column.",
        zh="`np.zeros(dim)` 是形状为 `(dim,)` 的一维数组；要写成列向量。",
    ),
)
initialize_with_zeros.mistake(
    "row of weights",
    change=(W, "np.zeros((1, dim))"),
    hint=dict(
        en="The weights should be a column, with one row for each feature: `(dim, 1)`.",
        zh="权重应该是列向量，每个特征一行：`(dim, 1)`。",
    ),
)
initialize_with_zeros.mistake(
    "square of weights",
    change=(W, "np.zeros((dim, dim))"),
    hint=dict(
        en="One neuron has one weight for each feature: `(dim, 1)`, not `(dim, dim)`.",
        zh="一个神经元对每个特征只有一个权重：`(dim, 1)`，不是 `(dim, dim)`。",
    ),
)
initialize_with_zeros.mistake(
    "ones",
    change=(W, "np.ones((dim, 1))"),
    hint=dict(
        en="The weights should start at 0: `np.zeros`, not `np.ones`.",
        zh="权重要从 0 开始：用 `np.zeros`，不是 `np.ones`。",
    ),
)
initialize_with_zeros.mistake(
    "bias as an array",
    change=(B, "b = np.zeros((1, 1))"),
    hint=dict(
        en="The bias is a single number: `b = 0.0`.",
        zh="偏置是一个数：`b = 0.0`。",
    ),
)
initialize_with_zeros.mistake(
    "bias for each feature",
    change=(B, "b = np.zeros((dim, 1))"),
    hint=dict(
        en="One neuron has one bias, however many features there are: `b = 0.0`.",
        zh="不管有多少特征，一个神经元只有一个偏置：`b = 0.0`。",
    ),
)
initialize_with_zeros.mistake(
    "bias of one",
    change=(B, "b = 1.0"),
    hint=dict(
        en="The bias starts at 0 as well.",
        zh="偏置也从 0 开始。",
    ),
)
initialize_with_zeros.mistake(
    "weights alone",
    change=(BOTH, "return w"),
    hint=dict(
        en="Only the weights are returned; return both: `return w, b`.",
        zh="这里只返回了权重；两样都要返回：`return w, b`。",
    ),
)
initialize_with_zeros.mistake(
    "bias first",
    change=(BOTH, "return b, w"),
    hint=dict(
        en="Return the weights first: `return w, b`.",
        zh="先返回权重：`return w, b`。",
    ),
)
initialize_with_zeros.mistake(
    "a list instead of an array",
    change=(W, "[[0.0]] * dim"),
    hint=dict(
        en="The weights should be a NumPy array, so that `w.T` and `np.dot` work.",
        zh="权重应该是 NumPy 数组，这样才能用 `w.T` 和 `np.dot`。",
    ),
)

initialize_with_zeros.variant("whole zeros", change=[(W, "np.zeros(shape=(dim, 1), dtype=int)"), (B, "b = 0")])
initialize_with_zeros.variant("a bias of shape ()", change=(B, "b = np.zeros(())"))
initialize_with_zeros.variant(
    "reshaped, in a list",
    code="""
    def initialize_with_zeros(n_x):
        w = np.array([0.0 for _ in range(n_x)]).reshape(n_x, 1)
        assert w.shape == (n_x, 1)
        return [w, np.float64(0)]
    """,
)
