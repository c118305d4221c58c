"""compute_cost: the mean cross-entropy over all examples (lecture p33)."""

import numpy as np

from autograder import Exercise

ANY = {"W1": np.array([[0.5, -0.5]]), "b1": np.array([[0.0]]), "W2": np.array([[1.0]]), "b2": np.array([[0.0]])}
# Early versions of the published course take the parameters as a third argument, which they do not use.
compute_cost = Exercise(
    "compute_cost", shares={"values": 0.8, "edge cases": 0.1, "arguments unchanged": 0.1}, usual={"parameters": ANY}
)


@compute_cost.inputs
def both_classes(rng):
    """Draw at least two examples of each class, with predictions on both sides of 0.5 for each class."""
    m = int(rng.integers(4, 8))
    Y = np.arange(m) % 2
    A2 = np.where(np.arange(m) < 2, rng.uniform(0.05, 0.4, size=m), rng.uniform(0.6, 0.95, size=m))
    order = rng.permutation(m)
    return dict(A2=A2[np.newaxis, order], Y=Y[np.newaxis, order])


@compute_cost.contract
def strictly_between_0_and_1(A2, Y):
    return np.all((A2 > 0) & (A2 < 1)) and np.all((Y == 0) | (Y == 1))


@compute_cost.inputs(group="edge cases", draws=2)
def nearly_sure(rng):
    """Draw predictions that are sigmoid(z) for z up to 20 and down to -20; some are right, and some are wrong."""
    z = np.append(rng.uniform(15, 20, size=2), -rng.uniform(15, 20, size=2))
    return dict(A2=1 / (1 + np.exp(-z))[np.newaxis], Y=np.array([[1, 0, 1, 0]]))


compute_cost.edge("one example, 1", dict(A2=np.array([[0.3]]), Y=np.array([[1]])))
compute_cost.edge("one example, 0", dict(A2=np.array([[0.3]]), Y=np.array([[0]])))
compute_cost.edge("all ones, labels as floats", dict(A2=np.array([[0.9, 0.2, 0.6]]), Y=np.array([[1.0, 1.0, 1.0]])))

LOSSES = "Y * np.log(A2) + (1 - Y) * np.log(1 - A2)"
COST = "return -np.sum(losses) / m"

compute_cost.mistake(
    "label 0 costs nothing",
    change=(LOSSES, "Y * np.log(A2)"),
    hint=dict(
        en="Examples with label 0 count as well: add `(1 - Y) * np.log(1 - A2)`.",
        zh="标签为 0 的样本也要算：加上 `(1 - Y) * np.log(1 - A2)`。",
    ),
)
compute_cost.mistake(
    "label 1 costs nothing",
    change=(LOSSES, "(1 - Y) * np.log(1 - A2)"),
    hint=dict(
        en="Examples with label 1 count as well: add `Y * np.log(A2)`.",
        zh="标签为 1 的样本也要算：加上 `Y * np.log(A2)`。",
    ),
)
compute_cost.mistake(
    "not averaged over the examples",
    change=(COST, "return -np.sum(losses)"),
    hint=dict(
        en="The cost is the mean over the examples: divide the sum by `m`.",
        zh="成本是所有样本损失的平均值：求和之后要除以 `m`。",
    ),
)
compute_cost.mistake(
    "examples counted along the rows",
    change=("m = Y.shape[1]", "m = Y.shape[0]"),
    equals="not averaged over the examples",  # Y has one row
    hint=dict(
        en="`Y.shape[0]` is 1, the number of rows; the number of examples is `Y.shape[1]`.",
        zh="`Y.shape[0]` 是行数，也就是 1；样本数是 `Y.shape[1]`。",
    ),
)
compute_cost.mistake(
    "sign",
    change=(COST, "return np.sum(losses) / m"),
    hint=dict(
        en="Logarithms of probabilities are negative; the minus sign in front makes the cost positive.",
        zh="概率的对数是负数；前面加上负号，成本才是正的。",
    ),
)
compute_cost.mistake(
    "1 - Y left out",
    change=(LOSSES, "Y * np.log(A2) + np.log(1 - A2)"),
    hint=dict(
        en="The second logarithm counts for label 0 only: multiply it by `(1 - Y)`.",
        zh="第二个对数只对标签 0 起作用：要乘以 `(1 - Y)`。",
    ),
)
compute_cost.mistake(
    "both logarithms of A2",
    change=(LOSSES, "Y * np.log(A2) + (1 - Y) * np.log(A2)"),
    hint=dict(
        en="For label 0, take the probability of that label, `1 - A2`: `(1 - Y) * np.log(1 - A2)`.",
        zh="标签为 0 时，要用标签 0 的概率 `1 - A2`：`(1 - Y) * np.log(1 - A2)`。",
    ),
)
compute_cost.mistake(
    "minus between the two terms",
    change=(LOSSES, "Y * np.log(A2) - (1 - Y) * np.log(1 - A2)"),
    hint=dict(
        en="Add the two terms: for each example, one of them is 0.",
        zh="两项要相加：对每个样本，其中一项等于 0。",
    ),
)
compute_cost.mistake(
    "prediction and label swapped",
    change=(LOSSES, "A2 * np.log(Y) + (1 - A2) * np.log(1 - Y)"),
    hint=dict(
        en="Take the logarithm of the prediction, not of the label (log 0 is not defined).",
        zh="要对预测值取对数，不是对标签取对数（log 0 没有意义）。",
    ),
)
compute_cost.mistake(
    "squared error",
    change=(LOSSES, "-(A2 - Y) ** 2"),
    hint=dict(
        en="This is the squared error; for a sigmoid output the cost is the cross-entropy, which uses logarithms.",
        zh="这是平方误差；输出层是 sigmoid 时，成本函数用交叉熵，要取对数。",
    ),
)
compute_cost.mistake(
    "halved",
    change=(COST, "return -np.sum(losses) / (2 * m)"),
    hint=dict(
        en="There is no factor of 2 here: divide the sum by `m`.",
        zh="这里没有因子 2：求和之后除以 `m` 就行。",
    ),
)
compute_cost.mistake(
    "array instead of a number",
    change=(COST, "return -np.sum(losses, axis=1, keepdims=True) / m"),
    hint=dict(
        en="The cost is a single number; `np.squeeze` or `.item()` takes it out of a `(1, 1)` array.",
        zh="成本是一个数；用 `np.squeeze` 或 `.item()` 可以把它从 `(1, 1)` 的数组里取出来。",
    ),
)
compute_cost.mistake(
    "losses not added up",
    change=(COST, "return -losses / m"),
    hint=dict(
        en="The cost is one number: add up the losses of all examples.",
        zh="成本是一个数：把所有样本的损失加起来。",
    ),
)
compute_cost.mistake(
    "logarithm of a sum",
    code="""
    def compute_cost(A2, Y):
        m = Y.shape[1]
        return float(np.squeeze(-(np.log(np.dot(Y, A2.T)) + np.log(np.dot(1 - Y, (1 - A2).T))) / m))
    """,
    hint=dict(
        en="The product with `Y` is inside the logarithm. Take the logarithm of each prediction first, and "
        "multiply and add up afterwards.",
        zh="与 `Y` 的乘积写进了对数里面。应该先对每个预测值取对数，再相乘、求和。",
    ),
)

compute_cost.variant(
    "as the course prints it, with the parameters",
    code="""
    def compute_cost(A2, Y, parameters):
        m = Y.shape[1] # number of example
        W1, W2 = parameters["W1"], parameters["W2"]
        logprobs = np.multiply(np.log(A2), Y) + np.multiply(np.log(1 - A2), (1 - Y))
        cost = -np.sum(logprobs) / m
        cost = np.squeeze(cost)
        assert(isinstance(cost, float))
        return cost
    """,
)
compute_cost.variant(
    "by matrix products",
    code="""
    def compute_cost(A2, Y):
        cost = -(np.dot(Y, np.log(A2).T) + np.dot(1 - Y, np.log(1 - A2).T)) / Y.shape[1]
        return np.squeeze(cost)
    """,
)
compute_cost.variant(
    "mean of the chosen logarithm", change=(COST, "return float(-np.mean(np.log(np.where(Y == 1, A2, 1 - A2))))")
)
compute_cost.variant(
    "example by example",
    code="""
    def compute_cost(A2, Y):
        total = 0.0
        for a, y in zip(A2[0], Y[0]):
            total -= np.log(a) if y else np.log(1 - a)
        return total / len(A2[0])
    """,
)
