"""fit_line: the straight line with the smallest sum of squared errors (stretch, lecture p2)."""

import numpy as np

from autograder import Exercise

fit_line = Exercise("fit_line", returns=("weight", "bias"), atol=1e-8)


@fit_line.inputs
def dots_beside_a_line(rng):
    """Draw points near a line that misses the origin.

    The sizes differ in how much they add to the sums, and their deviations from the mean are not symmetric.
    """
    m = int(rng.integers(4, 8))
    x = np.sort(rng.uniform(0.5, 1.3, size=m)) * np.arange(1, m + 1)
    slope = float(rng.uniform(1.5, 3)) * float(rng.choice([-1, 1]))
    return dict(x=x, y=slope * x + float(rng.uniform(2, 4)) + rng.normal(scale=0.5, size=m))


@fit_line.inputs(draws=2)
def dots_on_a_line(rng):
    x = rng.uniform(0.5, 1.3, size=3) * np.array([1, 2, 4])
    return dict(x=x, y=float(rng.uniform(1.5, 3)) * x - float(rng.uniform(1, 2)))


@fit_line.contract
def sizes_differ(x, y):
    return np.ptp(x) > 0.1


fit_line.edge("two dots", dict(x=np.array([1.0, 3.0]), y=np.array([5.0, 4.0])))
fit_line.edge("level", dict(x=np.array([1.0, 2.0, 4.0]), y=np.array([3.0, 3.0, 3.0])))
fit_line.edge("whole numbers", dict(x=np.array([1, 2, 4, 5]), y=np.array([1, 4, 2, 7])))

ABOVE, BELOW = "np.sum(dx * (y - np.mean(y)))", "np.sum(dx ** 2)"
BIAS, END = "np.mean(y) - weight * np.mean(x)", "return weight, bias"

fit_line.mistake(
    "through the origin",
    change=[("x - np.mean(x)\n", "x\n"), ("(y - np.mean(y))", "y"), (BIAS, "0.0")],
    hint=dict(
        en="This is the best line through the origin; subtract the means of `x` and `y` first.",
        zh="这是过原点的最佳直线；要先减去 `x` 和 `y` 的平均值。",
    ),
)
fit_line.mistake(
    "weight from the plain numbers",
    change=[("x - np.mean(x)\n", "x\n"), ("(y - np.mean(y))", "y")],
    hint=dict(
        en="The weight is computed from deviations from the means, not from `x` and `y` themselves.",
        zh="计算权重用的是与平均值的差，不是 `x` 和 `y` 本身。",
    ),
)
fit_line.mistake(
    "x and y swapped",
    change=(BELOW, "np.sum((y - np.mean(y)) ** 2)"),
    hint=dict(
        en="The denominator is the sum of the squared deviations of `x`, not of `y`.",
        zh="分母是 `x` 与平均值之差的平方和，不是 `y` 的。",
    ),
)
fit_line.mistake(
    "square of the sum",
    change=(BELOW, "np.sum(np.abs(dx)) ** 2"),
    hint=dict(
        en="This squares the sum. Square each deviation first, then add them up.",
        zh="这里是先求和再平方。应该先把每个差平方，再求和。",
    ),
)
fit_line.mistake(
    "not squared",
    change=(BELOW, "np.sum(np.abs(dx))"),
    hint=dict(
        en="The deviations in the denominator must be squared: `np.sum(dx ** 2)`.",
        zh="分母里的差要平方：`np.sum(dx ** 2)`。",
    ),
)
fit_line.mistake(
    "sign of the bias",
    change=(BIAS, "weight * np.mean(x) - np.mean(y)"),
    hint=dict(
        en="The bias has the wrong sign: it is the mean of `y` minus the weight times the mean of `x`.",
        zh="偏置的符号反了：应该是 `y` 的平均值减去权重乘以 `x` 的平均值。",
    ),
)
fit_line.mistake(
    "bias without the weight",
    change=(BIAS, "np.mean(y) - np.mean(x)"),
    hint=dict(
        en="Multiply the mean of `x` by the weight before you subtract it.",
        zh="`x` 的平均值要先乘以权重再减。",
    ),
)
fit_line.mistake(
    "bias is the mean",
    change=(BIAS, "np.mean(y)"),
    hint=dict(
        en="This is the mean of `y`, the height of the line at the mean of `x`. "
        "The bias is its height at `x = 0`: subtract `weight * np.mean(x)`.",
        zh="这是 `y` 的平均值，也就是直线在 `x` 的平均值处的高度。"
        "偏置是直线在 `x = 0` 处的高度：要减去 `weight * np.mean(x)`。",
    ),
)
fit_line.mistake(
    "order swapped",
    change=(END, "return bias, weight"),
    hint=dict(
        en="Return the weight first, then the bias.",
        zh="先返回权重，再返回偏置。",
    ),
)


@fit_line.wide
def any_dots(rng):
    """Draw two or more points of any scale, whose distance from 0 is not large compared with their spread."""
    m = int(rng.integers(2, 13))
    scale, slope = 10.0 ** rng.uniform(-1, 3), 10.0 ** rng.uniform(-2, 2)
    x = scale * (np.arange(m) + rng.uniform(0.1, 0.9, size=m))
    return dict(x=x, y=slope * rng.normal(size=m))


CENTRED = "the deviations of x add up to 0, so adding one number to every y changes nothing"
fit_line.equivalent("y - np.mean(y) -> y + np.mean(y)", reason=CENTRED)
fit_line.equivalent("np.mean(y) -> np.sum(y)", reason=CENTRED)

fit_line.variant(
    "NumPy's polynomial",
    code="""
    def fit_line(x, y):
        weight, bias = np.polyfit(x, y, 1)
        return weight, bias
    """,
)
fit_line.variant(
    "least squares",
    code="""
    def fit_line(sizes, prices):
        A = np.stack([sizes, np.ones(len(sizes))], axis=1)
        solution = np.linalg.lstsq(A, prices, rcond=None)[0]
        return float(solution[0]), float(solution[1])
    """,
)
fit_line.variant(
    "by covariance, in one loop",
    code="""
    def fit_line(x, y):
        mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
        above = below = 0
        for a, b in zip(x, y):
            above += (a - mean_x) * (b - mean_y)
            below += (a - mean_x) ** 2
        return above / below, mean_y - above / below * mean_x
    """,
)
