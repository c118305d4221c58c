"""predict: the label of each example (lecture p33)."""

import numpy as np

from autograder import Exercise

# Several outputs only earn a bonus, because the published course's forward_propagation asserts one output unit.
predict = Exercise(
    "predict",
    shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1},
    bonus={"several outputs": 1.0},
)


def outputs(X, W1, b1, W2, b2):
    return W2 @ np.tanh(W1 @ X + b1) + b2


def network(rng, n_x, n_h, n_y, m):
    """Draw a network that gives both labels in each row, some by a narrow margin.

    Without b1 or without b2, some labels would be different.
    """
    while True:
        sizes = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (n_y, n_h), "b2": (n_y, 1)}
        parameters = {name: 1.5 * rng.normal(size=size) for name, size in sizes.items()}
        X = rng.normal(size=(n_x, m))
        Z2 = outputs(X, **parameters)
        without = [parameters | {name: 0 * parameters[name]} for name in ("b1", "b2")]
        if (
            np.all(np.any(Z2 > 0, axis=1) & np.any(Z2 < 0, axis=1))
            and np.all(np.abs(Z2) > 0.05)
            and np.any((Z2 > 0.05) & (Z2 < 0.45))
            and all(np.any((outputs(X, **fewer) > 0) != (Z2 > 0)) for fewer in without)
        ):
            return dict(parameters=parameters, X=X)


@predict.inputs
def more_examples_than_features(rng):
    n_x, n_h = (int(size) for size in rng.permutation([2, 3, 5])[:2])
    return network(rng, n_x, n_h, 1, n_x + int(rng.integers(2, 5)))


@predict.inputs(draws=3)
def fewer_examples_than_features(rng):
    return network(rng, int(rng.integers(5, 7)), 3, 1, 4)


@predict.inputs(draws=3, group="several outputs")
def several_outputs(rng):
    return network(rng, *(int(size) for size in rng.permutation([3, 4, 5])[:2]), 2, 7)


@predict.contract
def away_from_the_boundary(parameters, X):
    """Check that no output is near 0.5: exactly there, both labels are right."""
    return np.all(np.abs(outputs(X, **parameters)) > 0.02)


ONE_UNIT = {"W1": np.array([[1.0, -0.5]]), "b1": np.array([[0.5]]), "W2": np.array([[2.0]]), "b2": np.array([[-0.25]])}
predict.edge("one example, 1", dict(parameters=ONE_UNIT, X=np.array([[2.0], [1.0]])))
predict.edge("one example, 0", dict(parameters=ONE_UNIT, X=np.array([[-1.0], [1.0]])))
predict.edge("whole numbers", dict(parameters=ONE_UNIT, X=np.array([[1, -2, 0], [0, 1, -2]])))

LABELS = "(A2 > 0.5).astype(int)"

predict.mistake(
    "outputs instead of labels",
    change=(LABELS, "A2"),
    hint=dict(
        en="These are probabilities; the label is 1 where the probability is above 0.5, else 0.",
        zh="这是概率；大于 0.5 的地方标签是 1，其余是 0。",
    ),
)
predict.mistake(
    "labels swapped",
    change=(LABELS, "(A2 < 0.5).astype(int)"),
    hint=dict(
        en="The labels are swapped: an output above 0.5 means 1.",
        zh="标签反了：输出大于 0.5 表示 1。",
    ),
)
predict.mistake(
    "threshold of 0",
    change=(LABELS, "(A2 > 0).astype(int)"),
    hint=dict(
        en="A probability is always above 0; the threshold is 0.5.",
        zh="概率总是大于 0；阈值是 0.5。",
    ),
)
predict.mistake(
    "threshold applied before the sigmoid",
    change=(LABELS, '(cache["Z2"] > 0.5).astype(int)'),
    hint=dict(
        en="0.5 is the threshold for the probability `A2`, not for `Z2` before the sigmoid.",
        zh="0.5 是概率 `A2` 的阈值，不是 sigmoid 之前的 `Z2` 的阈值。",
    ),
)
predict.mistake(
    "hidden layer instead of the output",
    change=(LABELS, '(cache["A1"] > 0.5).astype(int)'),
    hint=dict(
        en="These are the outputs of the hidden units; the labels come from the output layer, `A2`.",
        zh="这是隐藏单元的输出；标签由输出层的 `A2` 决定。",
    ),
)
predict.mistake(
    "one label for all examples",
    change=(LABELS, "(np.mean(A2, axis=1, keepdims=True) > 0.5).astype(int)"),
    hint=dict(
        en="Each example has its own label; do not average the outputs.",
        zh="每个样本有自己的标签；不要对输出取平均。",
    ),
)
predict.mistake(
    "rank-1 labels",
    change=(LABELS, "(A2[0] > 0.5).astype(int)"),
    hint=dict(
        en="The labels have lost their first axis; keep the shape `(n_y, m)`.",
        zh="标签丢掉了第一个轴；请保持形状 `(n_y, m)`。",
    ),
)
predict.mistake(
    "minus one for zero",
    change=(LABELS, "np.where(A2 > 0.5, 1, -1)"),
    hint=dict(
        en="The labels are 1 and 0, not 1 and -1.",
        zh="标签是 1 和 0，不是 1 和 -1。",
    ),
)

predict.variant("as the course prints it", change=(LABELS, "A2 > 0.5"))
predict.variant("rounded", change=(LABELS, "np.round(A2)"))
predict.variant("0.5 and above, by where", change=(LABELS, "np.where(A2 >= 0.5, 1.0, 0.0)"))
predict.variant(
    "example by example, forward written out",
    code="""
    def predict(parameters, X):
        W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
        columns = [W2 @ np.tanh(W1 @ X[:, [i]] + b1) + b2 > 0 for i in range(X.shape[1])]
        return np.concatenate(columns, axis=1)
    """,
)


@predict.wide
def any_network(rng):
    n_x, n_h, n_y, m = (int(size) for size in rng.integers(1, 13, size=4))
    sizes, scale = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (n_y, n_h), "b2": (n_y, 1)}, 10.0 ** rng.uniform(-1, 1)
    parameters = {name: rng.normal(size=size) * scale for name, size in sizes.items()}
    X = rng.normal(size=(n_x, m)) * 10.0 ** rng.uniform(-6, 3)
    Z2 = outputs(X, **parameters)
    parameters["b2"] = parameters["b2"] + np.where(np.abs(Z2).min(axis=1, keepdims=True) < 0.05, 0.5, 0.0)
    return dict(parameters=parameters, X=X)


predict.equivalent("A2 > 0.5 -> A2 >= 0.5", reason="No output is exactly 0.5.")

predict.equivalent(
    "clipped at 5",
    reason="A label only says on which side of 0 the sum lies, and clipping hardly ever moves it across.",
)
