"""propagate: cost of logistic regression and its gradient (lectures p19, p20)."""

import numpy as np

from autograder import Exercise

propagate = Exercise(
    "propagate",
    returns=("grads", "cost"),
    shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1},
)


def stretched(rng, inputs, least, most):
    """Return the inputs with the first example moved along w, so that its weighted sum is far above 0, and the last one far
    below."""
    w, b, X = inputs["w"], inputs["b"], inputs["X"].copy()
    for i, z in ((0, rng.uniform(least, most)), (-1, -rng.uniform(least, most))):
        X[:, i] += w[:, 0] * (z - b - w[:, 0] @ X[:, i]) / np.sum(w**2)
    return inputs | dict(X=X)


@propagate.inputs
def batch_of_examples(rng):
    """Draw both classes, more examples than features or fewer, weights and a bias that matter, and some large sums."""
    n = int(rng.integers(2, 5))
    m = max(2, n + int(rng.choice([-1, 1, 2])))
    w, b = rng.normal(size=(n, 1)), float(rng.uniform(0.5, 1.5))
    Y = rng.permutation(np.arange(m) % 2)[np.newaxis]
    return stretched(rng, dict(w=w, b=b, X=rng.normal(size=(n, m)), Y=Y), 6, 8)


@propagate.inputs(draws=2)
def mostly_one_class(rng):
    """Draw classes of unequal size, so that the mean over classes is not the mean over examples."""
    Y = np.array([[1, 1, 0, 1, 1, 1]])
    return dict(w=rng.normal(size=(2, 1)), b=float(rng.uniform(-1.5, -0.5)), X=rng.normal(size=(2, 6)), Y=Y)


@propagate.inputs(group="edge cases", draws=2)
def far_from_zero(rng):
    """Draw examples of which the neuron is nearly sure: rightly of some, wrongly of others."""
    inputs = dict(w=rng.normal(size=(2, 1)), b=float(rng.uniform(0.5, 1.5)), X=rng.normal(size=(2, 4)))
    return stretched(rng, inputs, 15, 20) | dict(Y=np.array([[int(rng.integers(2)), 0, 1, int(rng.integers(2))]]))


propagate.edge("one example", dict(w=np.array([[0.5], [-1.0]]), b=0.25, X=np.array([[1.0], [2.0]]), Y=np.array([[1]])))
propagate.edge("one feature", dict(w=np.array([[0.5]]), b=-1.0, X=np.array([[1.0, 2.0, -1.0]]), Y=np.array([[1, 0, 0]])))
propagate.edge(
    "whole numbers",
    dict(w=np.array([[1], [-1]]), b=0, X=np.array([[1, 2, 0], [2, 0, -1]]), Y=np.array([[0, 1, 1]])),
)
propagate.edge(
    "labels as decimals",
    dict(w=np.zeros((2, 1)), b=0.0, X=np.array([[1.0, -1.0], [3.0, 2.0]]), Y=np.array([[0.0, 1.0]])),
)

DW, DB = "np.dot(X, dZ.T) / m", "np.sum(dZ) / m"

propagate.mistake(
    "gradients not averaged over the examples",
    change=[(DW, "np.dot(X, dZ.T)"), (DB, "np.sum(dZ)")],
    hint=dict(
        en="`dw` and `db` are averages over the examples: divide both sums by `m`.",
        zh="`dw` 和 `db` 是对所有样本取平均：两个和都要除以 `m`。",
    ),
)
propagate.mistake(
    "dw not averaged over the examples",
    change=(DW, "np.dot(X, dZ.T)"),
    hint=dict(
        en="`np.dot(X, dZ.T)` adds up over the examples; divide it by `m` to get the average.",
        zh="`np.dot(X, dZ.T)` 是对所有样本求和，别忘了除以 `m` 取平均。",
    ),
)
propagate.mistake(
    "db not averaged over the examples",
    change=(DB, "np.sum(dZ)"),
    hint=dict(
        en="`np.sum(dZ)` adds up over the examples; divide it by `m` to get the average.",
        zh="`np.sum(dZ)` 是对所有样本求和，别忘了除以 `m` 取平均。",
    ),
)
propagate.mistake(
    "sign of the gradients",
    change=("A - Y", "Y - A"),
    hint=dict(
        en="The slope of the cost with respect to z is `A - Y`, not `Y - A`: the gradients have the wrong sign.",
        zh="成本函数对 z 的导数是 `A - Y`，不是 `Y - A`：梯度的符号反了。",
    ),
)
propagate.mistake(
    "sign of the cost",
    change=("cost = -np.sum", "cost = np.sum"),
    hint=dict(
        en="Logarithms of numbers below 1 are negative, so the cost has a minus sign in front of the sum.",
        zh="小于 1 的数取对数是负的，所以成本函数的求和前面有一个负号。",
    ),
)
propagate.mistake(
    "cost not averaged over the examples",
    change=("np.log(1 - A)) / m", "np.log(1 - A))"),
    hint=dict(
        en="The cost is the average loss: divide the sum by `m`.",
        zh="成本函数是损失的平均值：求和之后要除以 `m`。",
    ),
)
propagate.mistake(
    "cost without the examples labelled 0",
    change=("Y * np.log(A) + (1 - Y) * np.log(1 - A)", "Y * np.log(A)"),
    hint=dict(
        en="Examples with y = 0 cost something too: the term `(1 - Y) * np.log(1 - A)` is missing.",
        zh="y = 0 的样本也有损失：少了 `(1 - Y) * np.log(1 - A)` 这一项。",
    ),
)
propagate.mistake(
    "labels and outputs swapped in the cost",
    change=("Y * np.log(A) + (1 - Y) * np.log(1 - A)", "A * np.log(Y + 1e-8) + (1 - A) * np.log(1 - Y + 1e-8)"),
    hint=dict(
        en="Take the logarithms of the outputs `A`, not of the labels `Y`: `Y * np.log(A) + …`.",
        zh="要取对数的是输出 `A`，不是标签 `Y`：`Y * np.log(A) + …`。",
    ),
)
propagate.mistake(
    "divided by the number of features",
    change=("m = X.shape[1]", "m = X.shape[0]"),
    hint=dict(
        en="`X` has one example in each column, so the number of examples is `X.shape[1]`; `X.shape[0]` counts features.",
        zh="`X` 的每一列是一个样本，所以样本数是 `X.shape[1]`；`X.shape[0]` 是特征数。",
    ),
)
propagate.mistake(
    "db by example",
    change=(DB, "dZ / m"),
    hint=dict(
        en="There is one bias, so `db` is one number: add up `dZ` over the examples.",
        zh="偏置只有一个，所以 `db` 是一个数：要把 `dZ` 对所有样本求和。",
    ),
)
propagate.mistake(
    "db as an array",
    change=(DB, "np.sum(dZ, axis=1, keepdims=True) / m"),
    hint=dict(
        en="`db` should be a number; here `np.sum(dZ)` needs neither `axis` nor `keepdims`.",
        zh="`db` 应该是一个数；这里的 `np.sum(dZ)` 不需要 `axis`，也不需要 `keepdims`。",
    ),
)
propagate.mistake(
    "gradient as a row",
    change=(DW, "np.dot(dZ, X.T) / m"),
    hint=dict(
        en="`dw` has the shape of `w`, a column: `np.dot(X, dZ.T)` rather than `np.dot(dZ, X.T)`.",
        zh="`dw` 的形状和 `w` 一样，是一列：用 `np.dot(X, dZ.T)`，不要用 `np.dot(dZ, X.T)`。",
    ),
)
propagate.mistake(
    "bias left out",
    change=("forward(w, b, X)", "forward(w, 0, X)"),
    hint=dict(
        en="The output depends on the bias: pass `b` to `forward`.",
        zh="输出与偏置有关：要把 `b` 传给 `forward`。",
    ),
)
propagate.mistake(
    "slope of the sigmoid counted twice",
    change=("A - Y", "(A - Y) * A * (1 - A)"),
    hint=dict(
        en="With this cost the slope `A * (1 - A)` of the sigmoid cancels: `dZ` is simply `A - Y`.",
        zh="用这个成本函数时，sigmoid 的斜率 `A * (1 - A)` 正好约掉：`dZ` 就是 `A - Y`。",
    ),
)
propagate.mistake(
    "gradient by entries",
    change=("np.dot(X, dZ.T)", "X * dZ"),
    hint=dict(
        en="`*` multiplies entry by entry and leaves one column for each example. `dw` adds up over the "
        "examples: a matrix product with the transpose.",
        zh="`*` 是逐元素相乘，每个样本各留下一列。`dw` 要对样本求和，也就是与转置做矩阵乘法。",
    ),
)

propagate.variant(
    "the sigmoid written out, products with @",
    code="""
    def propagate(w, b, X, Y):
        m = Y.shape[1]
        A = 1 / (1 + np.exp(-(w.T @ X + b)))
        cost = np.mean(-(Y * np.log(A) + (1 - Y) * np.log(1 - A)))
        return {"dw": X @ (A - Y).T / m, "db": np.mean(A - Y)}, cost
    """,
)
propagate.variant(
    "loops over the examples",
    code="""
    def propagate(w, b, X, Y):
        n, m = X.shape
        J, db, dw = 0, 0, np.zeros((n, 1))
        for i in range(m):
            z = b
            for j in range(n):
                z += w[j, 0] * X[j, i]
            a = 1 / (1 + np.exp(-z))
            J += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
            db += a - Y[0, i]
            for j in range(n):
                dw[j, 0] += X[j, i] * (a - Y[0, i])
        return {"dw": dw / m, "db": float(db / m)}, J / m
    """,
)
propagate.variant(
    "the cost by products, squeezed",
    code="""
    def propagate(w, b, X, Y):
        m = X.shape[1]
        A = sigmoid(np.dot(w.T, X) + b)
        cost = -(np.dot(Y, np.log(A).T) + np.dot(1 - Y, np.log(1 - A).T)) / m
        cost = np.squeeze(np.array(cost))
        grads = {"db": np.squeeze(np.sum(A - Y, axis=1) / m), "dw": np.einsum("nm,km->nk", X, A - Y) / m}
        assert grads["dw"].shape == w.shape
        return grads, cost
    """,
)
propagate.variant(
    "the outputs chosen by label",
    code="""
    def propagate(w, b, X, Y):
        A = forward(w, b, X)
        losses = np.where(Y == 1, -np.log(A), -np.log1p(-A))
        dZ = np.subtract(A, Y)
        dw = (X * dZ).mean(axis=1).reshape(-1, 1)
        return {"dw": dw, "db": dZ.mean(), "dZ": dZ}, losses.mean()
    """,
)
