"""cost: the mean loss over the whole training set (lecture p9)."""

import numpy as np

from autograder import Exercise

cost = Exercise("cost", shares={"values": 0.8, "shapes": 0.1, "edge cases": 0.1})


@cost.inputs
def training_set(rng):
    """Draw three or more examples, of both classes."""
    m = int(rng.integers(3, 8))
    return dict(A=rng.uniform(0.05, 0.95, size=(1, m)), Y=rng.permutation(np.arange(m) % 2)[np.newaxis])


@cost.contract
def predictions_lie_between_0_and_1(A, Y):
    return np.all((A > 0) & (A < 1)) and np.all(np.isin(Y, (0, 1)))


@cost.inputs(group="edge cases", draws=2)
def nearly_sure(rng):
    """Draw predictions that are sigmoid(z) for z up to 20 and down to -20; some are right, and some are wrong."""
    z = np.append(rng.uniform(15, 20, size=2), -rng.uniform(15, 20, size=2))
    return dict(A=1 / (1 + np.exp(-z))[np.newaxis], Y=np.array([[1, 0, 1, 0]]))


cost.edge("one example", dict(A=np.array([[0.7]]), Y=np.array([[0]])))
cost.edge("ones alone", dict(A=np.array([[0.7, 0.2]]), Y=np.array([[1, 1]])))
cost.edge("labels with a point", dict(A=np.array([[0.7, 0.2, 0.4, 0.6]]), Y=np.array([[1.0, 0.0, 0.0, 1.0]])))

BODY, M = "np.sum(loss(A, Y)) / m", "m = A.shape[1]"

cost.mistake(
    "sum instead of mean",
    change=(BODY, "np.sum(loss(A, Y))"),
    hint=dict(
        en="This is the sum of the losses; divide it by m, the number of examples.",
        zh="这是损失的总和；还要除以样本数 m。",
    ),
)
cost.mistake(
    "divided by the number of rows",
    change=(M, "m = A.shape[0]"),
    equals="sum instead of mean",
    hint=dict(
        en="`A.shape[0]` is 1. The examples are columns, so m is `A.shape[1]`.",
        zh="`A.shape[0]` 是 1。样本是列，所以 m 是 `A.shape[1]`。",
    ),
)
cost.mistake(
    "divided by m - 1",
    change=(M, "m = A.shape[1] - 1"),
    hint=dict(
        en="A mean divides by m, the number of examples, not by m - 1.",
        zh="求平均要除以样本数 m，不是 m - 1。",
    ),
)
cost.mistake(
    "losses of the examples",
    change=(BODY, "loss(A, Y)"),
    hint=dict(
        en="These are the losses, one for each example; the cost is one number, their mean.",
        zh="这是每个样本的损失；成本是一个数，是它们的平均。",
    ),
)
cost.mistake(
    "losses divided by m",
    change=(BODY, "loss(A, Y) / m"),
    hint=dict(
        en="Each loss is divided by m, but the losses are not added up: use `np.sum`.",
        zh="每个损失都除以了 m，但没有加起来：用 `np.sum`。",
    ),
)
cost.mistake(
    "sum that keeps its axis",
    change=(BODY, "np.sum(loss(A, Y), axis=1) / m"),
    hint=dict(
        en="With `axis=1` the sum is an array of shape `(1,)`. The cost is a plain number: leave out `axis`.",
        zh="加上 `axis=1`，求和得到的是形状为 `(1,)` 的数组。成本是一个数：求和时不要写 `axis`。",
    ),
)
cost.mistake(
    "array of shape (1, 1)",
    change=(BODY, "-(np.dot(Y, np.log(A).T) + np.dot(1 - Y, np.log(1 - A).T)) / m"),
    hint=dict(
        en="The matrix product is an array of shape `(1, 1)`; take the number out with `np.squeeze(…)` or `.item()`.",
        zh="矩阵乘法得到的是形状为 `(1, 1)` 的数组；用 `np.squeeze(…)` 或 `.item()` 把数取出来。",
    ),
)
cost.mistake(
    "loss of the mean prediction",
    change=(BODY, "loss(np.mean(A), np.mean(Y))"),
    hint=dict(
        en="Compute the loss of each example first, then take the mean. The loss of the means is a different number.",
        zh="先算每个样本的损失，再求平均；先平均再算损失，得到的是另一个数。",
    ),
)
cost.mistake(
    "largest loss",
    change=(BODY, "np.max(loss(A, Y))"),
    hint=dict(
        en="This is only the largest loss. Every example counts: take the mean.",
        zh="这只是最大的损失。每个样本都要算进去：取平均。",
    ),
)
cost.mistake(
    "minus sign twice",
    change=(BODY, "-np.sum(loss(A, Y)) / m"),
    hint=dict(
        en="The minus sign is already in `loss`; a cost is never below 0.",
        zh="负号已经在 `loss` 里了；成本不会小于 0。",
    ),
)
cost.mistake(
    "second term left out",
    change=(BODY, "-np.sum(Y * np.log(A)) / m"),
    hint=dict(
        en="Examples with label 0 cost nothing here; add `(1 - Y) * np.log(1 - A)`.",
        zh="这样写，标签为 0 的样本不产生成本；要加上 `(1 - Y) * np.log(1 - A)`。",
    ),
)
cost.mistake(
    "mean squared error",
    change=(BODY, "np.sum((A - Y) ** 2) / m"),
    hint=dict(
        en="This is the mean squared error; the cost is the mean of your `loss`.",
        zh="这是均方误差；成本是你写的 `loss` 的平均。",
    ),
)

cost.variant("mean", change=(BODY, "np.mean(loss(A, Y))"))
cost.variant(
    "products, squeezed", change=(BODY, "np.squeeze(-(np.dot(Y, np.log(A).T) + np.dot(1 - Y, np.log(1 - A).T)) / m)")
)
cost.variant(
    "a loop over the examples",
    code="""
    def cost(A, Y):
        J = 0
        m = Y.shape[1]
        for i in range(m):
            J += loss(A[0, i], Y[0, i])
        J = J / m
        return J
    """,
)
cost.variant(
    "formula written out",
    code="""
    def cost(A, Y):
        return float(-np.average(Y * np.log(A) + (1 - Y) * np.log(1 - A)))
    """,
)
