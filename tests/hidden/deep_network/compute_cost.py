"""compute_cost: the cross-entropy cost of the whole set (lecture p38)."""

import numpy as np

from autograder import Exercise

# One output only, because a cost computed by np.dot(Y, np.log(AL).T) is right for n_y = 1.
compute_cost = Exercise(
    "compute_cost",
    shares={"values": 0.8, "edge cases": 0.1, "arguments unchanged": 0.1},
    usual={"parameters": {"W1": np.array([[0.5, -0.5]]), "b1": np.array([[0.0]])}},  # some versions require it for nothing
)


@compute_cost.inputs
def both_classes(rng):
    m = int(rng.integers(3, 8))
    return dict(AL=rng.uniform(0.05, 0.95, size=(1, m)), Y=rng.permutation(np.arange(m) % 2)[np.newaxis])


@compute_cost.inputs(draws=3)
def mostly_one_class(rng):
    return dict(AL=rng.uniform(0.05, 0.95, size=(1, 6)), Y=rng.permutation([1, 1, 0, 1, 1, 1])[np.newaxis])


@compute_cost.contract
def predictions_strictly_between_0_and_1(AL, Y):
    return np.all((AL > 0) & (AL < 1)) and np.all((Y == 0) | (Y == 1))


@compute_cost.inputs(group="edge cases", draws=2)
def nearly_sure(rng):
    """Draw predictions that are sigmoid(z) for z up to 20 and down to -20; some are right, and some are wrong."""
    z = np.append(rng.uniform(15, 20, size=2), -rng.uniform(15, 20, size=2))
    return dict(AL=1 / (1 + np.exp(-z))[np.newaxis], Y=np.array([[1, 0, 1, 0]]))


compute_cost.edge("one example", dict(AL=np.array([[0.8]]), Y=np.array([[0]])))
compute_cost.edge("labels as decimals", dict(AL=np.array([[0.8, 0.3]]), Y=np.array([[1.0, 0.0]])))
compute_cost.edge("all of one class", dict(AL=np.array([[0.7, 0.1, 0.4]]), Y=np.array([[0, 0, 0]])))

SUM = "-np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / m"

compute_cost.mistake(
    "not averaged over the examples",
    change=(SUM, "-np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))"),
    hint=dict(
        en="The cost is the average loss: divide the sum by `m`.",
        zh="成本函数是损失的平均值：求和之后要除以 `m`。",
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
    change=(SUM, SUM[1:]),
    hint=dict(
        en="The logarithm of a number below 1 is negative, so the cost has a minus sign in front of the sum.",
        zh="小于 1 的数取对数是负的，所以成本函数的求和前面有一个负号。",
    ),
)
compute_cost.mistake(
    "without the examples labelled 0",
    change=(SUM, "-np.sum(Y * np.log(AL)) / m"),
    hint=dict(
        en="Examples with y = 0 cost something too: the term `(1 - Y) * np.log(1 - AL)` is missing.",
        zh="y = 0 的样本也有损失：少了 `(1 - Y) * np.log(1 - AL)` 这一项。",
    ),
)
compute_cost.mistake(
    "without the examples labelled 1",
    change=(SUM, "-np.sum((1 - Y) * np.log(1 - AL)) / m"),
    hint=dict(
        en="Examples with y = 1 cost something too: the term `Y * np.log(AL)` is missing.",
        zh="y = 1 的样本也有损失：少了 `Y * np.log(AL)` 这一项。",
    ),
)
compute_cost.mistake(
    "terms subtracted",
    change=(SUM, "-np.sum(Y * np.log(AL) - (1 - Y) * np.log(1 - AL)) / m"),
    hint=dict(
        en="Add the two terms; the minus sign goes in front of both.",
        zh="两项要相加；负号放在两项之和的前面。",
    ),
)
compute_cost.mistake(
    "labels and predictions swapped",
    change=(SUM, "-np.sum(AL * np.log(Y + 1e-8) + (1 - AL) * np.log(1 - Y + 1e-8)) / m"),
    hint=dict(
        en="Take the logarithms of the predictions `AL`, not of the labels `Y`.",
        zh="要对预测值 `AL` 取对数，不是对标签 `Y`。",
    ),
)
compute_cost.mistake(
    "a matrix of products",
    change=(SUM, "-(np.dot(Y.T, np.log(AL)) + np.dot(1 - Y.T, np.log(1 - AL))) / m"),
    hint=dict(
        en="This multiplies every label by every prediction, `(m, m)`; multiply each label by its own prediction only.",
        zh="这样是每个标签和每个预测值都相乘，得到形状为 `(m, m)` 的数组；每个标签只要和它自己的预测值相乘。",
    ),
)
compute_cost.mistake(
    "an array of shape (1, 1)",
    change=(SUM, "-(np.dot(Y, np.log(AL).T) + np.dot(1 - Y, np.log(1 - AL).T)) / m"),
    hint=dict(
        en="The cost should be a number; `np.squeeze` takes it out of the array of shape `(1, 1)`.",
        zh="成本应该是一个数；`np.squeeze` 可以把它从形状为 `(1, 1)` 的数组里取出来。",
    ),
)
compute_cost.mistake(
    "losses not added up",
    change=(SUM, "-(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / m"),
    hint=dict(
        en="These are the losses of the single examples; the cost is their mean, one number.",
        zh="这是每个样本的损失；成本函数是它们的平均值，一个数。",
    ),
)
compute_cost.mistake(
    "squared error",
    change=(SUM, "np.sum((AL - Y) ** 2) / m"),
    hint=dict(
        en="Classification uses the cross-entropy, with logarithms, not the squared error.",
        zh="分类问题用的是带对数的交叉熵，不是平方误差。",
    ),
)
compute_cost.mistake(
    "logarithm of a sum",
    code="""
    def compute_cost(AL, Y):
        m = Y.shape[1]
        return float(np.squeeze(-(np.log(np.dot(Y, AL.T)) + np.log(np.dot(1 - Y, (1 - AL).T))) / m))
    """,
    hint=dict(
        en="The product with `Y` is inside the logarithm. Take the logarithm of each prediction first, and "
        "multiply and add up afterwards.",
        zh="与 `Y` 的乘积写进了对数里面。应该先对每个预测值取对数，再相乘、求和。",
    ),
)

compute_cost.variant(
    "by products, squeezed",
    code="""
    def compute_cost(AL, Y):
        m = Y.shape[1]
        cost = (-1 / m) * (np.dot(Y, np.log(AL).T) + np.dot(1 - Y, np.log(1 - AL).T))
        cost = np.squeeze(cost)
        assert cost.shape == ()
        return cost
    """,
)
compute_cost.variant(
    "the mean of chosen losses",
    code="""
    def compute_cost(AL, Y):
        return float(np.mean(np.where(Y == 1, -np.log(AL), -np.log1p(-AL))))
    """,
)
compute_cost.variant(
    "a third argument, a loop",
    code="""
    def compute_cost(A, Y, parameters=None):
        cost = 0
        for a, y in zip(A[0], Y[0]):
            cost -= y * np.log(a) + (1 - y) * np.log(1 - a)
        return cost / A.shape[1]
    """,
)
