"""sigmoid: any number to a probability, element by element: 1 / (1 + e^-z) (lectures p8, p19)."""

import numpy as np

from autograder import Exercise

sigmoid = Exercise(
    "sigmoid",
    also=("basic_sigmoid",),
    shares={"values": 0.8, "shapes": 0.1, "edge cases": 0.1},
    bonus={"large numbers": 1.0},
)


def both_signs(rng, size):
    """Draw numbers away from 0; the first is positive, the last negative, and both are large."""
    z = rng.uniform(0.3, 4, size=size)
    z.flat[1::2] *= -1
    z.flat[0], z.flat[-1] = rng.uniform(6, 12), -rng.uniform(6, 12)
    return z


@sigmoid.inputs(draws=2)
def positive_number(rng):
    return dict(z=float(rng.uniform(0.3, 4)))


@sigmoid.inputs(draws=2)
def negative_number(rng):
    return dict(z=float(rng.uniform(-4, -0.3)))


@sigmoid.inputs(draws=3)
def rank_one(rng):
    return dict(z=both_signs(rng, int(rng.integers(2, 6))))


@sigmoid.inputs
def row_of_examples(rng):
    return dict(z=both_signs(rng, (1, int(rng.integers(2, 6)))))


@sigmoid.inputs
def matrix(rng):
    return dict(z=both_signs(rng, (int(rng.integers(2, 4)), int(rng.integers(4, 6)))))


@sigmoid.inputs(group="edge cases", draws=2)
def far_from_zero(rng):
    """Draw numbers of both signs up to 30, where e^-z is tiny but not 0."""
    z = np.append(rng.uniform(15, 30, size=2), -rng.uniform(15, 30, size=2))
    return dict(z=rng.permutation(z)[np.newaxis])


sigmoid.edge("zero", dict(z=0))
sigmoid.edge("whole number", dict(z=2))
sigmoid.edge("whole numbers", dict(z=np.array([[-1, 0], [3, 1]])))
sigmoid.edge("plus and minus 1000", dict(z=np.array([[-1000.0, 1000.0]])), group="large numbers")

BODY = "1 / (1 + np.exp(-z))"

sigmoid.mistake(
    "sign of the exponent",
    change=(BODY, "1 / (1 + np.exp(z))"),
    hint=dict(
        en="This falls as z grows; the exponent is `-z`.",
        zh="这样写，z 越大结果越小；指数应该是 `-z`。",
    ),
)
sigmoid.mistake(
    "brackets around the denominator",
    change=(BODY, "1 / 1 + np.exp(-z)"),
    hint=dict(
        en="`1 / 1 + e` is `(1 / 1) + e`: the whole denominator needs brackets.",
        zh="`1 / 1 + e` 等于 `(1 / 1) + e`：整个分母要加括号。",
    ),
)
sigmoid.mistake(
    "minus in the denominator",
    change=(BODY, "1 / (1 - np.exp(-z))"),
    hint=dict(
        en="The denominator is `1 + e^-z`, a sum: it is never 0.",
        zh="分母是 `1 + e^-z`，是相加：它永远不会等于 0。",
    ),
)
sigmoid.mistake(
    "no exponential",
    change=(BODY, "1 / (1 - z)"),
    hint=dict(
        en="`np.exp` is missing: the denominator is `1 + np.exp(-z)`.",
        zh="少了 `np.exp`：分母是 `1 + np.exp(-z)`。",
    ),
)
sigmoid.mistake(
    "tanh",
    change=(BODY, "np.tanh(z)"),
    hint=dict(
        en="This is tanh, between -1 and 1; the sigmoid lies between 0 and 1.",
        zh="这是 tanh，取值在 -1 到 1 之间；sigmoid 的取值在 0 到 1 之间。",
    ),
)
sigmoid.mistake(
    "slope of the sigmoid",
    change=(f"return {BODY}", f"s = {BODY}\n    return s * (1 - s)"),
    hint=dict(
        en="This is the derivative of the sigmoid; return the sigmoid itself.",
        zh="这是 sigmoid 的导数；要返回的是 sigmoid 本身。",
    ),
)
sigmoid.mistake(
    "numbers only",
    change=(f"return {BODY}", "import math\n    return 1 / (1 + math.exp(-z))"),
    hint=dict(
        en="`math.exp` takes one number; `np.exp` works on arrays as well, element by element.",
        zh="`math.exp` 只能处理一个数；`np.exp` 可以逐元素处理数组。",
    ),
)
sigmoid.mistake(
    "e without the power",
    change=(BODY, "1 / (1 + np.e * -z)"),
    hint=dict(
        en="`e` is multiplied by `-z` here; it should be raised to that power: `np.exp(-z)`.",
        zh="这里是 `e` 乘以 `-z`；应该是 `e` 的 `-z` 次方：`np.exp(-z)`。",
    ),
)
sigmoid.mistake(
    "rounded to 0 and 1",
    change=(BODY, f"np.round({BODY})"),
    hint=dict(
        en="The sigmoid is a probability between 0 and 1; do not round it.",
        zh="sigmoid 的结果是 0 到 1 之间的概率；不要取整。",
    ),
)

sigmoid.variant("e^z over 1 + e^z", change=(BODY, "np.exp(z) / (1 + np.exp(z))"))
sigmoid.variant("by tanh", change=(BODY, "(1 + np.tanh(np.asarray(z) / 2)) / 2"))
sigmoid.variant("a power of e", change=(BODY, "np.power(1 + np.e ** (-1.0 * z), -1)"))
sigmoid.variant(
    "one element at a time",
    code="""
    def sigmoid(x):
        import math
        def one(number):
            return 1 / (1 + math.exp(-number)) if number > -700 else 0.0
        s = np.vectorize(one, otypes=[float])(x)
        return s
    """,
)
sigmoid.variant(
    "two branches",
    code="""
    def sigmoid(z):
        small = np.exp(-np.abs(z))
        return np.where(np.asarray(z) >= 0, 1 / (1 + small), small / (1 + small))
    """,
)
