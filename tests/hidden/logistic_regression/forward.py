"""forward: the neuron's output for all examples in one line (lecture p19)."""

import numpy as np

from autograder import Exercise

forward = Exercise("forward", shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1})


def stretched(rng, inputs, least, most):
    """Return the inputs with the first example moved along w, so that its weighted sum is far above 0, and the last one far
    below."""
    w, b, X = inputs["w"], inputs["b"], inputs["X"].copy()
    for i, z in ((0, rng.uniform(least, most)), (-1, -rng.uniform(least, most))):
        X[:, i] += w[:, 0] * (z - b - w[:, 0] @ X[:, i]) / np.sum(w**2)
    return inputs | dict(X=X)


@forward.inputs
def more_examples_than_features(rng):
    n = int(rng.integers(2, 4))
    m = n + int(rng.integers(1, 3))
    inputs = dict(w=rng.normal(size=(n, 1)), b=float(rng.uniform(0.5, 1.5)), X=rng.normal(size=(n, m)))
    return stretched(rng, inputs, 6, 10)


@forward.inputs(draws=3)
def more_features_than_examples(rng):
    m = int(rng.integers(2, 4))
    n = m + int(rng.integers(1, 3))
    return dict(w=rng.normal(size=(n, 1)), b=float(rng.uniform(-1.5, -0.5)), X=rng.normal(size=(n, m)))


@forward.inputs(group="edge cases", draws=2)
def far_from_zero(rng):
    inputs = dict(w=rng.normal(size=(2, 1)), b=float(rng.uniform(0.5, 1.5)), X=rng.normal(size=(2, 4)))
    return stretched(rng, inputs, 15, 20)


forward.edge("one example", dict(w=np.array([[0.5], [-1.0]]), b=0.25, X=np.array([[1.0], [2.0]])))
forward.edge("one feature", dict(w=np.array([[0.5]]), b=-1.0, X=np.array([[1.0, 2.0, -1.0]])))
forward.edge("whole numbers", dict(w=np.array([[1], [-1]]), b=0, X=np.array([[1, 2, 0], [2, 0, -1]])))

Z, A = "np.dot(w.T, X) + b", "sigmoid(Z)"

forward.mistake(
    "sigmoid left out",
    change=(A, "Z"),
    hint=dict(
        en="This is `Z`; the output of the neuron is `sigmoid(Z)`.",
        zh="这是 `Z`；神经元的输出是 `sigmoid(Z)`。",
    ),
)
forward.mistake(
    "bias left out",
    change=(Z, "np.dot(w.T, X)"),
    hint=dict(
        en="The bias is missing.",
        zh="少了偏置。",
    ),
)
forward.mistake(
    "bias subtracted",
    change=(Z, "np.dot(w.T, X) - b"),
    hint=dict(
        en="The bias is added, not subtracted.",
        zh="偏置是加上去的，不是减掉。",
    ),
)
forward.mistake(
    "bias after the sigmoid",
    change=[(Z, "np.dot(w.T, X)"), (A, "sigmoid(Z) + b")],
    hint=dict(
        en="The bias belongs inside the sigmoid.",
        zh="偏置应该放在 sigmoid 里面。",
    ),
)
forward.mistake(
    "products not added up",
    change=(Z, "w * X + b"),
    hint=dict(
        en="`w * X` multiplies element by element; `np.dot(w.T, X)` also adds up over the features.",
        zh="`w * X` 只是逐元素相乘；`np.dot(w.T, X)` 还会对特征求和。",
    ),
)
forward.mistake(
    "weights not transposed",
    change=(Z, "np.dot(w, X) + b"),
    hint=dict(
        en="`w` is a column `(n_x, 1)` and does not fit to the left of `X`; transpose it: `np.dot(w.T, X)`.",
        zh="`w` 是列向量 `(n_x, 1)`，不能直接左乘 `X`；要转置：`np.dot(w.T, X)`。",
    ),
)
forward.mistake(
    "column of outputs",
    change=(Z, "np.dot(X.T, w) + b"),
    hint=dict(
        en="`np.dot(X.T, w)` puts the examples in rows; with `np.dot(w.T, X)` they stay in columns: shape `(1, m)`.",
        zh="`np.dot(X.T, w)` 把样本排成了行；用 `np.dot(w.T, X)`，样本仍然是列：形状 `(1, m)`。",
    ),
)
forward.mistake(
    "rank-1 output",
    change=(A, "np.squeeze(sigmoid(Z))"),
    hint=dict(
        en="The output has lost its first axis; keep the shape `(1, m)`.",
        zh="输出丢掉了第一个轴；请保持形状 `(1, m)`。",
    ),
)
forward.mistake(
    "sign of Z",
    change=(A, "sigmoid(-Z)"),
    hint=dict(
        en="The minus sign of `e^-z` is already in the sigmoid; pass `Z` to it, not `-Z`.",
        zh="`e^-z` 的负号已经在 sigmoid 里了；传给它的是 `Z`，不是 `-Z`。",
    ),
)
forward.mistake(
    "labels instead of outputs",
    change=(A, "(sigmoid(Z) > 0.5).astype(float)"),
    hint=dict(
        en="The output is a probability; turning it into 0 or 1 comes later, in `predict`.",
        zh="输出是概率；把它变成 0 或 1 是后面 `predict` 的事。",
    ),
)

forward.variant("@ and the sigmoid written out", change=[(Z, "w.T @ X + b"), (A, "1 / (1 + np.exp(-Z))")])
forward.variant(
    "loops",
    code="""
    def forward(w, b, X):
        n_x, m = X.shape
        A = np.zeros((1, m))
        for i in range(m):
            z = b
            for j in range(n_x):
                z = z + w[j][0] * X[j][i]
            A[0, i] = sigmoid(z)
        return A
    """,
)
forward.variant(
    "einsum, and X first",
    code="""
    def forward(X, w, b=0.0):
        return sigmoid(np.einsum("nk,nm->km", w, X) + b)
    """,
)
forward.variant(
    "a sum with keepdims",
    code="""
    def forward(w, b, X):
        A = sigmoid(np.sum(w * X, axis=0, keepdims=True) + b)
        assert A.shape == (1, X.shape[1])
        return A
    """,
)
