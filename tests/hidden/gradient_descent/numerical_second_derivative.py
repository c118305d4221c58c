"""numerical_second_derivative: curvature from three points (stretch, lectures p10, p12)."""

import numpy as np

from autograder import Exercise, formula

# Rounding errors matter here: the difference of nearly equal numbers is divided by eps².
numerical_second_derivative = Exercise(
    "numerical_second_derivative",
    called={"eps": ("epsilon", "h", "step")},
    rtol=1e-5,
    float32=1e-6,
    shares={"values": 0.8, "shapes": 0.1, "edge cases": 0.1},
)


@numerical_second_derivative.inputs
def exponential_at_a_number(rng):
    f = f"lambda x: np.exp({round(rng.uniform(0.8, 1.6), 2)} * x)"
    return dict(f=formula(f), x=float(rng.uniform(0.3, 1.5)), eps=float(rng.uniform(0.1, 0.4)))


@numerical_second_derivative.inputs(draws=4)
def quartic_at_several_numbers(rng):
    f = f"lambda x: {round(rng.uniform(0.5, 2), 2)} * x ** 4 + x ** 3"
    x = rng.uniform(0.5, 1.5, size=int(rng.integers(2, 5)))
    return dict(f=formula(f), x=x, eps=float(rng.uniform(0.1, 0.4)))


numerical_second_derivative.edge("parabola", dict(f=formula("lambda x: 3 * x ** 2"), x=np.array([[1.0, -2.0]]), eps=0.5))
numerical_second_derivative.edge("steep curve and the usual step", dict(f=formula("lambda x: np.exp(300 * x)"), x=0.002))
numerical_second_derivative.edge("whole number", dict(f=formula("lambda x: x ** 4"), x=2, eps=0.25))

BODY = "(f(x + eps) - 2 * f(x) + f(x - eps)) / eps ** 2"

numerical_second_derivative.mistake(
    "first derivative",
    change=(BODY, "(f(x + eps) - f(x - eps)) / (2 * eps)"),
    hint=dict(
        en="This is the slope; return how fast the slope itself changes.",
        zh="这是斜率；要返回的是斜率本身变化得多快。",
    ),
)
numerical_second_derivative.mistake(
    "divided by eps",
    change=(BODY, "(f(x + eps) - 2 * f(x) + f(x - eps)) / eps"),
    hint=dict(
        en="Divide the difference of the two slopes by eps once more: by `eps ** 2` in all.",
        zh="两个斜率之差还要再除以一次 eps：一共除以 `eps ** 2`。",
    ),
)
numerical_second_derivative.mistake(
    "divided by 2 eps",
    change=(BODY, "(f(x + eps) - 2 * f(x) + f(x - eps)) / (2 * eps)"),
    hint=dict(
        en="The denominator is eps squared, not twice eps.",
        zh="分母是 eps 的平方，不是 eps 的两倍。",
    ),
)
numerical_second_derivative.mistake(
    "divided by (2 eps)²",
    change=(BODY, "(f(x + eps) - 2 * f(x) + f(x - eps)) / (2 * eps) ** 2"),
    hint=dict(
        en="Neighbouring points are eps apart, so the denominator is `eps ** 2`.",
        zh="相邻的两点相距 eps，所以分母是 `eps ** 2`。",
    ),
)
numerical_second_derivative.mistake(
    "middle counted once",
    change=(BODY, "(f(x + eps) - f(x) + f(x - eps)) / eps ** 2"),
    hint=dict(
        en="The middle point belongs to both slopes, the left one and the right one, so it counts twice.",
        zh="中间的点同时属于左右两个斜率，所以要算两次。",
    ),
)
numerical_second_derivative.mistake(
    "left point subtracted",
    change=(BODY, "(f(x + eps) - 2 * f(x) - f(x - eps)) / eps ** 2"),
    hint=dict(
        en="The left point should be added: in right slope minus left slope, its two minus signs cancel.",
        zh="左边的点前面应该是加号：右斜率减左斜率，负负得正。",
    ),
)
numerical_second_derivative.mistake(
    "sign",
    change=(BODY, "(2 * f(x) - f(x + eps) - f(x - eps)) / eps ** 2"),
    hint=dict(
        en="The sign is wrong: a curve that bends upwards has a positive second derivative.",
        zh="符号反了：向上弯的曲线，二阶导数是正的。",
    ),
)
numerical_second_derivative.mistake(
    "steps of 2 eps",
    change=(BODY, "(f(x + 2 * eps) - 2 * f(x) + f(x - 2 * eps)) / (2 * eps) ** 2"),
    hint=dict(
        en="Measuring the slope of measured slopes reaches 2 eps to each side; "
        "the three points x - eps, x and x + eps are enough.",
        zh="对量出来的斜率再量一次斜率，两边会伸到 2 eps；用 x - eps、x、x + eps 三个点就够了。",
    ),
)

numerical_second_derivative.variant(
    "slope minus slope", change=(BODY, "((f(x + eps) - f(x)) / eps - (f(x) - f(x - eps)) / eps) / eps")
)
numerical_second_derivative.variant(
    "numerical_derivative twice, half a step each",
    change=(BODY, "numerical_derivative(lambda t: numerical_derivative(f, t, eps / 2), x, eps / 2)"),
)
numerical_second_derivative.variant(
    "outer points first", change=(BODY, "(f(x - eps) + f(x + eps) - f(x) - f(x)) / (eps * eps)")
)
