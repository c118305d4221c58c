"""derivative_of_log_one_minus: the chain rule for log(1 - a) (lectures p13, p14)."""

import numpy as np

from autograder import Exercise

derivative_of_log_one_minus = Exercise("derivative_of_log_one_minus", shares={"values": 0.8, "edge cases": 0.2})


@derivative_of_log_one_minus.inputs(draws=3)
def number(rng):
    return dict(a=float(rng.uniform(0.1, 0.4)))


@derivative_of_log_one_minus.inputs(draws=3)
def number_close_to_1(rng):
    """Draw a number so close to 1 that a measured slope is no longer exact."""
    return dict(a=float(1 - rng.uniform(0.001, 0.003)))


@derivative_of_log_one_minus.inputs(draws=3)
def several_numbers(rng):
    """Draw numbers between 0 and 1, and one far below 0."""
    return dict(a=np.append(rng.uniform(0.1, 0.9, size=int(rng.integers(1, 5))), -rng.uniform(6, 12))[np.newaxis])


@derivative_of_log_one_minus.contract
def logarithms_exist(a):
    return np.all(np.asarray(a) < 1)


derivative_of_log_one_minus.edge("zero", dict(a=0))
derivative_of_log_one_minus.edge("below zero", dict(a=np.array([-1, -3, 0])))

BODY = "-1 / (1 - a)"

derivative_of_log_one_minus.mistake(
    "inner derivative left out",
    change=(BODY, "1 / (1 - a)"),
    hint=dict(
        en="The minus sign is missing. The outer derivative is 1/(1 - a); "
        "multiply it by the derivative of the inside, 1 - a, which is -1.",
        zh="少了负号。外层的导数是 1/(1 - a)，还要乘以内层 1 - a 的导数，也就是 -1。",
    ),
)
derivative_of_log_one_minus.mistake(
    "inside left out",
    change=(BODY, "-1 / a"),
    hint=dict(
        en="The logarithm is taken of 1 - a, so the outer derivative is 1/(1 - a).",
        zh="取对数的是 1 - a，所以外层的导数是 1/(1 - a)。",
    ),
)
derivative_of_log_one_minus.mistake(
    "derivative of log a",
    change=(BODY, "1 / a"),
    hint=dict(
        en="This is the derivative of log a; here the logarithm is taken of 1 - a, and the chain rule adds a factor.",
        zh="这是 log a 的导数；这里是 log(1 - a)，链式法则还会带来一个因子。",
    ),
)
derivative_of_log_one_minus.mistake(
    "brackets around the denominator",
    change=(BODY, "-1 / 1 - a"),
    hint=dict(
        en="`-1 / 1 - a` is -1 - a: put brackets around `1 - a`.",
        zh="`-1 / 1 - a` 等于 -1 - a：要给 `1 - a` 加括号。",
    ),
)
derivative_of_log_one_minus.mistake(
    "one plus a",
    change=(BODY, "-1 / (1 + a)"),
    hint=dict(
        en="The inside is 1 - a, and so is the denominator.",
        zh="内层是 1 - a，分母也是 1 - a。",
    ),
)
derivative_of_log_one_minus.mistake(
    "logarithm itself",
    change=(BODY, "np.log(1 - a)"),
    hint=dict(
        en="This is log(1 - a) itself; return its slope.",
        zh="这是 log(1 - a) 本身；要返回的是它的斜率。",
    ),
)
derivative_of_log_one_minus.mistake(
    "square",
    change=(BODY, "-1 / (1 - a) ** 2"),
    hint=dict(
        en="The square does not belong here: the derivative of log u is 1/u.",
        zh="多了一个平方：log u 的导数是 1/u。",
    ),
)
derivative_of_log_one_minus.mistake(
    "inner derivative -a",
    change=(BODY, "-a / (1 - a)"),
    hint=dict(
        en="The derivative of 1 - a is -1, not -a.",
        zh="1 - a 的导数是 -1，不是 -a。",
    ),
)
derivative_of_log_one_minus.mistake(
    "measured",
    change=(BODY, "numerical_derivative(lambda t: np.log(1 - t), a)"),
    hint=dict(
        en="Near 1 the curve bends so sharply that a measured slope is not exact. Use the formula.",
        zh="在 1 附近，曲线弯得很厉害，量出来的斜率不准。请用公式。",
    ),
)

derivative_of_log_one_minus.variant("minus sign below", change=(BODY, "1 / (a - 1)"))
derivative_of_log_one_minus.variant("with derivative_of_log", change=(BODY, "derivative_of_log(1 - a) * -1"))
derivative_of_log_one_minus.variant("power", change=(BODY, "-np.power(1.0 - a, -1)"))
