"""loss: how wrong the prediction for one example is (lecture p9)."""

import numpy as np

from autograder import Exercise

loss = Exercise("loss", shares={"values": 0.8, "shapes": 0.1, "edge cases": 0.1})


def doubtful(rng, size=None):
    """Draw predictions away from 0, 1/2 and 1."""
    a = rng.uniform(0.1, 0.4, size=size)
    return np.where(rng.integers(0, 2, size=size) == 1, a, 1 - a)


@loss.inputs(draws=3)
def label_1(rng):
    return dict(a=float(doubtful(rng)), y=1)


@loss.inputs(draws=3)
def label_0(rng):
    return dict(a=float(doubtful(rng)), y=0)


@loss.inputs
def several_examples(rng):
    """Draw several examples, with both labels among them."""
    m = int(rng.integers(3, 7))
    return dict(a=doubtful(rng, (1, m)), y=rng.permutation(np.arange(m) % 2)[np.newaxis])


@loss.contract
def predictions_lie_between_0_and_1(a, y):
    return np.all(np.asarray(a) > 0) and np.all(np.asarray(a) < 1) and np.all(np.isin(y, (0, 1)))


@loss.inputs(group="edge cases", draws=2)
def nearly_sure(rng):
    """Draw predictions that are sigmoid(z) for z up to 20 and down to -20; some are right, and some are wrong."""
    z = np.append(rng.uniform(15, 20, size=2), -rng.uniform(15, 20, size=2))
    return dict(a=1 / (1 + np.exp(-z))[np.newaxis], y=np.array([[1, 0, 1, 0]]))


loss.edge("nearly sure and right", dict(a=0.999, y=1))
loss.edge("nearly sure and wrong", dict(a=0.999, y=0))
loss.edge("arrays with one axis", dict(a=np.array([0.1, 0.6, 0.8]), y=np.array([1, 0, 1])))
loss.edge("one example in an array", dict(a=np.array([[0.3]]), y=np.array([[0]])))

BODY = "-(y * np.log(a) + (1 - y) * np.log(1 - a))"

loss.mistake(
    "minus sign left out",
    change=(BODY, "y * np.log(a) + (1 - y) * np.log(1 - a)"),
    hint=dict(
        en="Logarithms of numbers below 1 are negative, so put a minus sign in front: a loss is never below 0.",
        zh="小于 1 的数取对数是负的，所以前面要加负号：损失不会小于 0。",
    ),
)
loss.mistake(
    "minus sign for the first term alone",
    change=(BODY, "-y * np.log(a) + (1 - y) * np.log(1 - a)"),
    hint=dict(
        en="The minus sign belongs to both terms; put brackets around their sum.",
        zh="负号管的是两项；要给它们的和加上括号。",
    ),
)
loss.mistake(
    "second term left out",
    change=(BODY, "-(y * np.log(a))"),
    hint=dict(
        en="An example with label 0 costs nothing here; the term `(1 - y) * np.log(1 - a)` is missing.",
        zh="这样写，标签为 0 的样本损失总是 0；少了 `(1 - y) * np.log(1 - a)` 这一项。",
    ),
)
loss.mistake(
    "first term left out",
    change=(BODY, "-((1 - y) * np.log(1 - a))"),
    hint=dict(
        en="An example with label 1 costs nothing here; the term `y * np.log(a)` is missing.",
        zh="这样写，标签为 1 的样本损失总是 0；少了 `y * np.log(a)` 这一项。",
    ),
)
loss.mistake(
    "log a in both terms",
    change=(BODY, "-(y * np.log(a) + (1 - y) * np.log(a))"),
    hint=dict(
        en="For label 0 the prediction should be small, so its term has `np.log(1 - a)`.",
        zh="标签为 0 时，预测应该小，所以这一项里是 `np.log(1 - a)`。",
    ),
)
loss.mistake(
    "labels exchanged",
    change=(BODY, "-((1 - y) * np.log(a) + y * np.log(1 - a))"),
    hint=dict(
        en="Right predictions get a large loss here: `y` goes with `np.log(a)`, `1 - y` with `np.log(1 - a)`.",
        zh="这样写，预测对了反而损失大：`y` 配 `np.log(a)`，`1 - y` 配 `np.log(1 - a)`。",
    ),
)
loss.mistake(
    "prediction and label exchanged",
    change=(BODY, "-(a * np.log(y) + (1 - a) * np.log(1 - y))"),
    hint=dict(
        en="Take the logarithm of the prediction a, not of the label y: `np.log(0)` is minus infinity.",
        zh="取对数的是预测 a，不是标签 y：`np.log(0)` 是负无穷。",
    ),
)
loss.mistake(
    "squared error",
    change=(BODY, "(a - y) ** 2 / 2"),
    hint=dict(
        en="This is the squared error. Logistic regression uses the loss with logarithms.",
        zh="这是平方误差。逻辑回归用的是带对数的损失函数。",
    ),
)
loss.mistake(
    "squared error without the half",
    change=(BODY, "(a - y) ** 2"),
    hint=dict(
        en="This is the squared error. Logistic regression uses the loss with logarithms.",
        zh="这是平方误差。逻辑回归用的是带对数的损失函数。",
    ),
)
loss.mistake(
    "distance to the label",
    change=(BODY, "np.abs(a - y)"),
    hint=dict(
        en="This is the distance to the label; the loss is minus the logarithm of the probability given to the right label.",
        zh="这是预测和标签的距离；损失是“给正确标签的概率”的对数再取负。",
    ),
)
loss.mistake(
    "logarithm to base 10",
    change=(BODY, "-(y * np.log10(a) + (1 - y) * np.log10(1 - a))"),
    hint=dict(
        en="Use the natural logarithm: `np.log`, not `np.log10`.",
        zh="请用自然对数：`np.log`，不是 `np.log10`。",
    ),
)
loss.mistake(
    "logarithm to base 2",
    change=(BODY, "-(y * np.log2(a) + (1 - y) * np.log2(1 - a))"),
    hint=dict(
        en="Use the natural logarithm: `np.log`, not `np.log2`.",
        zh="请用自然对数：`np.log`，不是 `np.log2`。",
    ),
)
loss.mistake(
    "mean over the examples",
    change=(BODY, f"np.mean({BODY})"),
    hint=dict(
        en="The mean over all examples is the cost. The loss is one number for each example.",
        zh="对所有样本求平均的是成本函数。损失函数对每个样本各给一个数。",
    ),
)
loss.mistake(
    "sum over the examples",
    change=(BODY, f"np.sum({BODY})"),
    hint=dict(
        en="The losses of the examples are added up here. The loss is one number for each example.",
        zh="这里把各样本的损失加起来了。损失函数对每个样本各给一个数。",
    ),
)
loss.mistake(
    "one example at a time",
    change=(f"return {BODY}", "if y == 1:\n        return -np.log(a)\n    return -np.log(1 - a)"),
    hint=dict(
        en="This is right for one number, but `if y == 1` cannot decide for a whole array. The formula with both terms can.",
        zh="这对一个数没问题，但 `if y == 1` 没法同时判断整个数组。把两项写成一个公式就不需要 `if`。",
    ),
)

loss.variant("chosen by label", change=(BODY, "np.where(np.asarray(y) == 1, -np.log(a), -np.log(1 - a))[()]"))
loss.variant("logarithm of one power product", change=(BODY, "-np.log(a ** y * (1 - a) ** (1 - y))"))
loss.variant("two minus signs, log1p", change=(BODY, "-y * np.log(a) - (1 - y) * np.log1p(-a)"))
loss.variant(
    "one element at a time",
    code="""
    def loss(a, y):
        import math
        def one(p, label):
            return -math.log(p) if label else -math.log(1 - p)
        return np.vectorize(one, otypes=[float])(a, y)
    """,
)
