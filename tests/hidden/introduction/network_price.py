"""network_price: a network with one hidden layer prices houses (stretch, lecture p2)."""

import numpy as np

from autograder import Exercise

network_price = Exercise("network_price")


@network_price.inputs
def every_unit_on_both_sides(rng):
    """Draw a network in which each hidden unit, and the output, is below zero for some houses and above it for others.

    n_x, n_h and m differ. Without the hidden biases or without ReLU, the prices are different.
    """
    n_x = int(rng.integers(2, 4))
    n_h, m = n_x + 1, n_x + 3
    X = rng.normal(size=(n_x, m)) + 0.3
    X.flat[0] = rng.uniform(5.5, 7)
    W1 = rng.normal(size=(n_h, n_x))
    Z1 = W1 @ X
    b1 = -np.sort(Z1, axis=1)[:, [1]] - 0.1 * rng.uniform(1, 2, size=(n_h, 1))
    W2 = rng.uniform(0.5, 1.5, size=(1, n_h)) * np.where(np.arange(n_h) % 3 == 1, -1, 1)
    Z2 = W2 @ np.maximum(0, Z1 + b1)
    ordered = np.sort(Z2[0])
    return dict(X=X, W1=W1, b1=b1, W2=W2, b2=float(-0.7 * ordered[1] - 0.3 * ordered[2]))


@network_price.inputs(draws=3)
def nothing_below_zero_at_the_end(rng):
    """Draw an output bias that is larger than what negative weights can take away."""
    X, W1 = rng.normal(size=(3, 5)), rng.normal(size=(2, 3))
    b1 = np.array([[0.4], [-0.3]]) + rng.uniform(-0.1, 0.1, size=(2, 1))
    W2 = np.array([[-0.6, 0.8]]) + rng.uniform(-0.1, 0.1, size=(1, 2))
    least = (W2 @ np.maximum(0, W1 @ X + b1)).min()
    return dict(X=X, W1=W1, b1=b1, W2=W2, b2=float(abs(least) + rng.uniform(0.5, 1)))


network_price.edge(
    "one house",
    dict(X=np.array([[1.0], [-2.0]]), W1=np.array([[1.0, 0.5], [-1.0, -1.0], [2.0, 0.25]]))
    | dict(b1=np.array([[0.5], [0.0], [-0.5]]), W2=np.array([[1.0, 2.0, -0.5]]), b2=0.25),
)
network_price.edge(
    "whole numbers",
    dict(X=np.array([[1, 2, 0], [0, -1, 3]]), W1=np.array([[1, 1]]), b1=np.array([[-1]]), W2=np.array([[2]]), b2=-1),
)

HIDDEN, OUTPUT = "relu(W1 @ X + b1)", "relu(W2 @ hidden + b2)"

network_price.mistake(
    "ReLU left out in the hidden layer",
    change=(HIDDEN, "W1 @ X + b1"),
    hint=dict(
        en="The hidden units are neurons too: apply `relu` to them. Without it, the whole network is just a straight line.",
        zh="隐藏单元也是神经元：要经过 `relu`。不这样做，整个网络就只是一条直线。",
    ),
)
network_price.mistake(
    "ReLU left out at the output",
    change=(OUTPUT, "W2 @ hidden + b2"),
    hint=dict(
        en="Some prices are negative: apply `relu` to the output as well.",
        zh="有的价格是负的：输出也要经过 `relu`。",
    ),
)
network_price.mistake(
    "hidden biases left out",
    change=(HIDDEN, "relu(W1 @ X)"),
    hint=dict(
        en="The biases `b1` of the hidden units are missing.",
        zh="少了隐藏单元的偏置 `b1`。",
    ),
)
network_price.mistake(
    "bias of the output left out",
    change=(OUTPUT, "relu(W2 @ hidden)"),
    hint=dict(
        en="The bias `b2` of the output is missing.",
        zh="少了输出单元的偏置 `b2`。",
    ),
)
network_price.mistake(
    "hidden bias added after ReLU",
    change=(HIDDEN, "relu(W1 @ X) + b1"),
    hint=dict(
        en="In the hidden units, add the bias before you apply `relu`.",
        zh="隐藏单元要先加偏置，再经过 `relu`。",
    ),
)
network_price.mistake(
    "bias of the output added after ReLU",
    change=(OUTPUT, "relu(W2 @ hidden) + b2"),
    hint=dict(
        en="In the output, add the bias before you apply `relu`.",
        zh="输出单元要先加偏置，再经过 `relu`。",
    ),
)
network_price.mistake(
    "the biases swapped",
    change=[(HIDDEN, "relu(W1 @ X + b2)"), (OUTPUT, "relu(W2 @ hidden + np.mean(b1))")],
    hint=dict(
        en="The biases are swapped: `b1` belongs to the hidden units, `b2` to the output.",
        zh="偏置用反了：`b1` 属于隐藏单元，`b2` 属于输出单元。",
    ),
)
network_price.mistake(
    "weights transposed",
    change=(HIDDEN, "relu(W1.T @ X + b1)"),
    hint=dict(
        en="`W1` already has one row for each hidden unit; do not transpose it.",
        zh="`W1` 已经是每个隐藏单元一行，不需要转置。",
    ),
)
network_price.mistake(
    "element-wise product",
    change=(HIDDEN, "relu(W1 * X + b1)"),
    hint=dict(
        en="`*` multiplies element by element; the matrix product is `@`.",
        zh="`*` 是逐元素相乘；矩阵乘法是 `@`。",
    ),
)

network_price.variant(
    "with dot",
    change=[(HIDDEN, "np.maximum(0, np.dot(W1, X) + b1)"), (OUTPUT, "np.maximum(np.dot(W2, hidden) + b2, 0)")],
)
network_price.variant(
    "house by house",
    code="""
    def network_price(X, W1, b1, W2, b2):
        prices = np.zeros((1, X.shape[1]))
        for i in range(X.shape[1]):
            price = b2
            for k in range(W1.shape[0]):
                unit = b1[k, 0]
                for j in range(X.shape[0]):
                    unit += W1[k, j] * X[j, i]
                price += W2[0, k] * max(0, unit)
            prices[0, i] = max(0, price)
        return prices
    """,
)
network_price.variant(
    "by einsum",
    code="""
    def network_price(X, W1, b1, W2, b2):
        A = np.einsum("hn,nm->hm", W1, X) + b1
        A = np.where(A > 0, A, 0)
        Z = np.einsum("oh,hm->om", W2, A) + b2
        return Z * (Z > 0)
    """,
)
