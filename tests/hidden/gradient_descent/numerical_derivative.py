"""numerical_derivative: a slope measured from both sides (lectures p11, p12)."""

import numpy as np

from autograder import Exercise, formula

numerical_derivative = Exercise(
    "numerical_derivative",
    called={"eps": ("epsilon", "h", "step")},
    float32=1e-6,
    shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1},
)

# Where a step is given, it is large, so that each way to measure a slope gives a different number.


@numerical_derivative.inputs
def cubic_at_a_number(rng):
    f = f"lambda x: {round(rng.uniform(0.5, 2), 2)} * x ** 3 + x ** 2"
    return dict(f=formula(f), x=float(rng.uniform(0.5, 2)), eps=float(rng.uniform(0.05, 0.2)))


@numerical_derivative.inputs(draws=4)
def exponential_at_several_numbers(rng):
    x = rng.uniform(0.3, 1.5, size=int(rng.integers(2, 5)))
    f = f"lambda x: np.exp({round(rng.uniform(0.8, 1.6), 2)} * x)"
    return dict(f=formula(f), x=x, eps=float(rng.uniform(0.05, 0.2)))


@numerical_derivative.inputs(draws=2)
def without_a_step_given(rng):
    """Draw a curve so steep that the default step shows in the result."""
    return dict(f=formula(f"lambda x: np.exp({int(rng.integers(300, 600))} * x)"), x=float(rng.uniform(0.001, 0.01)))


numerical_derivative.edge("sine", dict(f=formula("lambda x: np.sin(x)"), x=0.7))
numerical_derivative.edge("matrix", dict(f=formula("lambda x: x ** 3"), x=np.array([[1.0, -2.0, 0.5], [2.0, 1.5, -1.0]])))
numerical_derivative.edge("whole number", dict(f=formula("lambda x: x ** 3"), x=2, eps=0.1))
numerical_derivative.edge("straight line", dict(f=formula("lambda x: 3 * x"), x=np.array([[1.0], [5.0]]), eps=0.5))

BODY = "(f(x + eps) - f(x - eps)) / (2 * eps)"

numerical_derivative.mistake(
    "forward difference",
    change=(BODY, "(f(x + eps) - f(x)) / eps"),
    hint=dict(
        en="This measures on the right only. "
        "Measuring on both sides is far more exact: `f(x + eps) - f(x - eps)` over `2 * eps`.",
        zh="这里只量了右边。两边都量要精确得多：`f(x + eps) - f(x - eps)` 除以 `2 * eps`。",
    ),
)
numerical_derivative.mistake(
    "backward difference",
    change=(BODY, "(f(x) - f(x - eps)) / eps"),
    hint=dict(
        en="This measures on the left only. "
        "Measuring on both sides is far more exact: `f(x + eps) - f(x - eps)` over `2 * eps`.",
        zh="这里只量了左边。两边都量要精确得多：`f(x + eps) - f(x - eps)` 除以 `2 * eps`。",
    ),
)
numerical_derivative.mistake(
    "divided by eps",
    change=(BODY, "(f(x + eps) - f(x - eps)) / eps"),
    hint=dict(
        en="The two points are `2 * eps` apart; divide by that.",
        zh="两个点相距 `2 * eps`；要除以它。",
    ),
)
numerical_derivative.mistake(
    "brackets around the denominator",
    change=(BODY, "(f(x + eps) - f(x - eps)) / 2 * eps"),
    hint=dict(
        en="`… / 2 * eps` divides by 2 and then multiplies by eps; write `/ (2 * eps)`.",
        zh="`… / 2 * eps` 是先除以 2 再乘以 eps；要写成 `/ (2 * eps)`。",
    ),
)
numerical_derivative.mistake(
    "brackets around the difference",
    change=(BODY, "f(x + eps) - f(x - eps) / (2 * eps)"),
    hint=dict(
        en="Division comes before subtraction: put brackets around `f(x + eps) - f(x - eps)`.",
        zh="先算除法后算减法：要给 `f(x + eps) - f(x - eps)` 加括号。",
    ),
)
numerical_derivative.mistake(
    "divided by 2 alone",
    change=(BODY, "(f(x + eps) - f(x - eps)) / 2"),
    hint=dict(
        en="This divides by 2 only. A slope is height over width, and the width is `2 * eps`.",
        zh="这里只除以了 2。斜率是高度差除以宽度，宽度是 `2 * eps`。",
    ),
)
numerical_derivative.mistake(
    "not divided",
    change=(BODY, "f(x + eps) - f(x - eps)"),
    hint=dict(
        en="This is the difference in height; divide it by the width, `2 * eps`.",
        zh="这只是高度差；还要除以宽度 `2 * eps`。",
    ),
)
numerical_derivative.mistake(
    "left minus right",
    change=(BODY, "(f(x - eps) - f(x + eps)) / (2 * eps)"),
    hint=dict(
        en="The sign is wrong: take the height on the right minus the height on the left.",
        zh="符号反了：应该是右边的高度减去左边的高度。",
    ),
)
numerical_derivative.mistake(
    "sum of the heights",
    change=(BODY, "(f(x + eps) + f(x - eps)) / (2 * eps)"),
    hint=dict(
        en="The slope comes from the difference of the two heights, not from their sum.",
        zh="斜率来自两个高度的差，不是和。",
    ),
)
numerical_derivative.mistake(
    "half the step",
    change=(BODY, "(f(x + eps / 2) - f(x - eps / 2)) / eps"),
    hint=dict(
        en="The points should be `eps` to the left and `eps` to the right of x, so they are `2 * eps` apart.",
        zh="两个点应该分别在 x 左边 `eps` 和右边 `eps` 处，相距 `2 * eps`。",
    ),
)
numerical_derivative.mistake(
    "eps not used",
    change=(BODY, "(f(x + 1e-5) - f(x - 1e-5)) / 2e-5"),
    hint=dict(
        en="The step should be the argument `eps`; do not write 1e-5 into the formula.",
        zh="步长要用参数 `eps`；不要把 1e-5 写死在公式里。",
    ),
)
numerical_derivative.mistake(
    "x altered in place",
    change=(
        f"return {BODY}",
        "x += eps\n    above = f(x)\n    x -= 2 * eps\n    return (above - f(x)) / (2 * eps)",
    ),
    hint=dict(
        en="`x += eps` changes the caller's array; `x + eps` makes a new one.",
        zh="`x += eps` 会改掉调用者的数组；`x + eps` 会生成一个新数组。",
    ),
)

numerical_derivative.variant("divided twice", change=(BODY, "(f(x + eps) - f(x - eps)) / 2 / eps"))
numerical_derivative.variant(
    "mean of both sides", change=(BODY, "((f(x + eps) - f(x)) / eps + (f(x) - f(x - eps)) / eps) / 2")
)
numerical_derivative.variant(
    "one element at a time",
    code="""
    def numerical_derivative(f, x, eps=1e-5):
        x = np.array(x, dtype=float)
        slopes = np.zeros(x.shape)
        for index in np.ndindex(x.shape):
            right, left = f(x[index] + eps), f(x[index] - eps)
            slopes[index] = (right - left) / (2 * eps)
        return slopes
    """,
)
