"""tanh: the hyperbolic tangent, written out (lecture p30)."""

import numpy as np

from autograder import Exercise

tanh = Exercise("tanh", shares={"values": 0.8, "shapes": 0.1, "edge cases": 0.1}, bonus={"large numbers": 1.0})


def both_signs(rng, size):
    """Draw numbers away from 0; the first is positive, the last negative, and both are large."""
    z = rng.uniform(0.3, 3, size=size)
    z.flat[1::2] *= -1
    z.flat[0], z.flat[-1] = rng.uniform(5, 9), -rng.uniform(5, 9)
    return z


@tanh.inputs(draws=2)
def number(rng):
    return dict(z=float(rng.choice([-1, 1]) * rng.uniform(0.3, 3)))


@tanh.inputs
def row_of_examples(rng):
    return dict(z=both_signs(rng, (1, int(rng.integers(2, 6)))))


@tanh.inputs
def matrix(rng):
    return dict(z=both_signs(rng, (int(rng.integers(2, 4)), int(rng.integers(4, 6)))))


@tanh.inputs(group="edge cases", draws=2)
def far_from_zero(rng):
    """Draw numbers of both signs up to 30, where e^-z is tiny but not 0."""
    z = np.append(rng.uniform(15, 30, size=2), -rng.uniform(15, 30, size=2))
    return dict(z=rng.permutation(z)[np.newaxis])


tanh.edge("zero", dict(z=0))
tanh.edge("whole numbers", dict(z=np.array([[-1, 0], [3, 1]])))
tanh.edge("rank one", dict(z=np.array([-0.5, 2.0, 1.5])))
tanh.edge("plus and minus 1000", dict(z=np.array([[-1000.0, 1000.0]])), group="large numbers")

RETURN = "return np.sign(z) * (1 - e) / (1 + e)"
WRITTEN_OUT = "return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))"

tanh.mistake(
    "turned upside down",
    change=(RETURN, "return (np.exp(z) + np.exp(-z)) / (np.exp(z) - np.exp(-z))"),
    hint=dict(
        en="The difference belongs in the numerator, the sum in the denominator.",
        zh="分子是差，分母是和。",
    ),
)
tanh.mistake(
    "plus above and below",
    change=(RETURN, "return (np.exp(z) + np.exp(-z)) / (np.exp(z) + np.exp(-z))"),
    hint=dict(
        en="The numerator is a difference: `np.exp(z) - np.exp(-z)`.",
        zh="分子是差：`np.exp(z) - np.exp(-z)`。",
    ),
)
tanh.mistake(
    "brackets around the denominator",
    change=(RETURN, "return (np.exp(z) - np.exp(-z)) / np.exp(z) + np.exp(-z)"),
    hint=dict(
        en="Without brackets the divisor is `np.exp(z)` alone: put all of `(np.exp(z) + np.exp(-z))` in brackets.",
        zh="不加括号，除数就只有 `np.exp(z)`：`(np.exp(z) + np.exp(-z))` 要整个括起来。",
    ),
)
tanh.mistake(
    "sinh",
    change=(RETURN, "return (np.exp(z) - np.exp(-z)) / 2"),
    hint=dict(
        en="This is sinh, which grows without limit; divide by `np.exp(z) + np.exp(-z)`, not by 2.",
        zh="这是 sinh，会无限增大；除数应该是 `np.exp(z) + np.exp(-z)`，不是 2。",
    ),
)
tanh.mistake(
    "sigmoid",
    change=(RETURN, "return 1 / (1 + np.exp(-z))"),
    hint=dict(
        en="This is the sigmoid, between 0 and 1; tanh lies between -1 and 1 and is 0 at 0.",
        zh="这是 sigmoid，取值在 0 到 1 之间；tanh 的取值在 -1 到 1 之间，在 0 处等于 0。",
    ),
)
tanh.mistake(
    "sigmoid stretched, not narrowed",
    change=(RETURN, "return 2 / (1 + np.exp(-z)) - 1"),
    hint=dict(
        en="This has the right limits but half the slope: tanh(z) is `2 * sigmoid(2 * z) - 1`.",
        zh="两端的极限对了，导数却只有一半：tanh(z) 等于 `2 * sigmoid(2 * z) - 1`。",
    ),
)
tanh.mistake(
    "sign",
    change=(RETURN, "return (np.exp(-z) - np.exp(z)) / (np.exp(z) + np.exp(-z))"),
    hint=dict(
        en="The sign is wrong: the numerator is `np.exp(z) - np.exp(-z)`, in this order.",
        zh="符号反了：分子是 `np.exp(z) - np.exp(-z)`，顺序不能颠倒。",
    ),
)
tanh.mistake(
    "slope of tanh",
    change=(RETURN, "return 1 - np.tanh(z) ** 2"),
    hint=dict(
        en="This is the derivative of tanh; return tanh itself.",
        zh="这是 tanh 的导数；要返回的是 tanh 本身。",
    ),
)
tanh.mistake(
    "tan",
    change=(RETURN, "return np.tan(z)"),
    hint=dict(
        en="This is the tangent of an angle; the hyperbolic tangent is computed from `np.exp(z)` and `np.exp(-z)`.",
        zh="这是三角函数里的正切；双曲正切要用 `np.exp(z)` 和 `np.exp(-z)` 来算。",
    ),
)
tanh.mistake(
    "numbers only",
    change=(RETURN, "import math\n    return math.tanh(z)"),
    hint=dict(
        en="The functions of `math` take a single number; those of NumPy also take arrays, element by element.",
        zh="`math` 里的函数只能处理一个数；NumPy 的函数还可以逐元素处理数组。",
    ),
)

tanh.variant("as the notes write it", change=(RETURN, WRITTEN_OUT))
tanh.variant("by the sigmoid", change=(RETURN, "return 2 * sigmoid(2 * np.asarray(z)) - 1"))
tanh.variant("NumPy's own", change=(RETURN, "return np.tanh(z)"))
tanh.variant("one exponential", change=(RETURN, "return (np.exp(2 * z) - 1) / (np.exp(2 * z) + 1)"))
tanh.variant(
    "one element at a time",
    code="""
    def tanh(x):
        import math
        def one(number):
            a, b = math.exp(number), math.exp(-number)
            return (a - b) / (a + b)
        return np.vectorize(one, otypes=[float])(np.clip(x, -20, 20))
    """,
)
