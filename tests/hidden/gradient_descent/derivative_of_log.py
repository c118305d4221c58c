"""derivative_of_log: the derivative of the natural logarithm (lectures p11, p12)."""

import numpy as np

from autograder import Exercise

derivative_of_log = Exercise("derivative_of_log", shares={"values": 0.8, "edge cases": 0.2}, whole=("a",))
# The public check has integers, too.


@derivative_of_log.inputs(draws=3)
def number(rng):
    return dict(a=float(rng.uniform(6, 12)))


@derivative_of_log.inputs(draws=3)
def small_number(rng):
    """Draw a number so small that a measured slope is no longer exact."""
    return dict(a=float(rng.uniform(0.001, 0.003)))


@derivative_of_log.inputs(draws=3)
def several_numbers(rng):
    return dict(a=rng.uniform(0.2, 0.9, size=(1, int(rng.integers(2, 6)))))


@derivative_of_log.contract
def logarithms_exist(a):
    return np.all(np.asarray(a) > 0)


derivative_of_log.edge("one", dict(a=1))
derivative_of_log.edge("whole numbers", dict(a=np.array([1, 2, 4])))

BODY = "1 / a"

derivative_of_log.mistake(
    "logarithm itself",
    change=(BODY, "np.log(a)"),
    hint=dict(
        en="This is the logarithm itself; return its slope at a.",
        zh="这是对数本身；要返回的是它在 a 处的斜率。",
    ),
)
derivative_of_log.mistake(
    "one over the logarithm",
    change=(BODY, "1 / np.log(a)"),
    hint=dict(
        en="The derivative of log a is one over a, not one over log a.",
        zh="log a 的导数是 a 分之一，不是 log a 分之一。",
    ),
)
derivative_of_log.mistake(
    "sign",
    change=(BODY, "-1 / a"),
    hint=dict(
        en="The logarithm rises everywhere, so its slope is positive.",
        zh="对数函数处处上升，所以斜率是正的。",
    ),
)
derivative_of_log.mistake(
    "derivative of one over a",
    change=(BODY, "-1 / (a * a)"),
    hint=dict(
        en="This is the derivative of 1/a, that is, the second derivative of log a; differentiate only once.",
        zh="这是 1/a 的导数，也就是 log a 的二阶导数；只求一次导就够了。",
    ),
)
derivative_of_log.mistake(
    "square",
    change=(BODY, "1 / (a * a)"),
    hint=dict(
        en="The slope of log a at a is 1/a, not 1/a².",
        zh="log a 在 a 处的斜率是 1/a，不是 1/a²。",
    ),
)
derivative_of_log.mistake(
    "logarithm to base 10",
    change=(BODY, "1 / (a * np.log(10))"),
    hint=dict(
        en="This is the derivative of the logarithm to base 10; here log is the natural logarithm, `np.log`.",
        zh="这是以 10 为底的对数的导数；这里的 log 是自然对数 `np.log`。",
    ),
)
derivative_of_log.mistake(
    "exponential",
    change=(BODY, "np.exp(a)"),
    hint=dict(
        en="The function that is its own derivative is e^a; the derivative of log a is 1/a.",
        zh="导数等于自身的是 e^a；log a 的导数是 1/a。",
    ),
)
derivative_of_log.mistake(
    "measured",
    change=(BODY, "numerical_derivative(np.log, a)"),
    hint=dict(
        en="Near 0 the logarithm bends so sharply that a measured slope is not exact. Use the formula.",
        zh="在 0 附近，对数弯得很厉害，量出来的斜率不准。请用公式。",
    ),
)

derivative_of_log.variant("power", change=(BODY, "np.power(a, -1.0)"))
derivative_of_log.variant("divide", change=(BODY, "np.divide(1, a)"))
derivative_of_log.variant("reciprocal", change=(BODY, "np.reciprocal(np.asarray(a, dtype=float))"))
