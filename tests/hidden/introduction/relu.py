"""relu: replace negative numbers by 0 (lecture p2)."""

import numpy as np

from autograder import Exercise

relu = Exercise(
    "relu", shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1}, whole=("z",)
)  # the public check has integers, too


def both_signs(rng, size):
    """Draw numbers away from 0 and from 1: some above 1, some below -1, some in between, and some large."""
    z = rng.uniform(1.3, 4, size=size) * rng.choice([1, -1], size=size)
    z.flat[:3] = rng.uniform(0.2, 0.8), -rng.uniform(10, 30), rng.uniform(10, 30)
    return z


@relu.inputs
def row_of_numbers(rng):
    return dict(z=both_signs(rng, int(rng.integers(4, 8))))


@relu.inputs
def matrix(rng):
    return dict(z=both_signs(rng, (int(rng.integers(2, 4)), int(rng.integers(4, 6)))))


@relu.inputs(draws=2)
def column(rng):
    return dict(z=both_signs(rng, (int(rng.integers(3, 6)), 1)))


relu.edge("one number", dict(z=np.array([-2.5])))
relu.edge("all negative", dict(z=np.array([[-1.5, -0.25]])))
relu.edge("zero", dict(z=np.array([[0.0], [3.0], [-0.5]])))
relu.edge("whole numbers", dict(z=np.array([[-3, 0, 2], [5, -1, 1]])))

BODY = "np.maximum(0, z)"

relu.mistake(
    "the smaller of the two",
    change=(BODY, "np.minimum(0, z)"),
    hint=dict(
        en="`np.minimum` keeps what is below 0; ReLU keeps what is above 0: use `np.maximum`.",
        zh="`np.minimum` 留下的是小于 0 的数；ReLU 要留下大于 0 的：用 `np.maximum`。",
    ),
)
relu.mistake(
    "absolute value",
    change=(BODY, "np.abs(z)"),
    hint=dict(
        en="This makes negative numbers positive; ReLU replaces them by 0.",
        zh="这样会把负数变成正数；ReLU 是把负数变成 0。",
    ),
)
relu.mistake(
    "unchanged",
    change=(BODY, "1.0 * z"),
    hint=dict(
        en="Negative numbers come back unchanged; they should become 0.",
        zh="负数原样返回了；应该变成 0。",
    ),
)
relu.mistake(
    "the sign of the condition",
    change=(BODY, "np.where(z > 0, 0, z)"),
    equals="the smaller of the two",
    hint=dict(
        en="The two cases are swapped: keep `z` where it is positive, and use 0 elsewhere.",
        zh="两种情况写反了：正数保持不变，其他的变成 0。",
    ),
)
relu.mistake(
    "a step",
    change=(BODY, "np.where(z > 0, 1, 0)"),
    hint=dict(
        en="This only tells whether a number is positive. ReLU keeps the positive number itself.",
        zh="这样只能说明一个数是不是正数。ReLU 要保留正数本身。",
    ),
)
relu.mistake(
    "leaky",
    change=(BODY, "np.maximum(0.01 * z, z)"),
    hint=dict(
        en="This is *leaky* ReLU, which multiplies negative numbers by 0.01. Here they should become exactly 0.",
        zh="这是 *leaky* ReLU，会把负数乘以 0.01。这里负数要正好变成 0。",
    ),
)
relu.mistake(
    "cut off at 1",
    change=(BODY, "np.clip(z, 0, 1)"),
    hint=dict(
        en="Numbers above 1 are cut off; ReLU has no upper limit.",
        zh="大于 1 的数被截断了；ReLU 没有上限。",
    ),
)
relu.mistake(
    "not below 1",
    change=(BODY, "np.maximum(1, z)"),
    hint=dict(
        en="The lower limit is 0, not 1.",
        zh="下限是 0，不是 1。",
    ),
)
relu.mistake(
    "the largest of all",
    change=(BODY, "np.max(z)"),
    hint=dict(
        en="`np.max` returns the single largest number in the array; `np.maximum` compares each number with 0.",
        zh="`np.max` 求的是整个数组里最大的一个数；`np.maximum` 才是把每个数和 0 比较。",
    ),
)
relu.mistake(
    "Python's max",
    change=(BODY, "max(0, z)"),
    hint=dict(
        en="Python's `max` compares its arguments as a whole, which fails for arrays; "
        "`np.maximum` compares number by number.",
        zh="Python 的 `max` 是把参数整个拿来比较，用于数组会出错；`np.maximum` 是逐个数比较。",
    ),
)
relu.mistake(
    "negative numbers dropped",
    change=(BODY, "z[z > 0]"),
    hint=dict(
        en="`z[z > 0]` drops the negative numbers; they should stay in place, as zeros.",
        zh="`z[z > 0]` 把负数去掉了；它们应该留在原位，变成 0。",
    ),
)
relu.mistake(
    "input overwritten",
    change=(f"return {BODY}", "z[z < 0] = 0\n    return z"),
    hint=dict(
        en="`z[z < 0] = 0` changes the caller's array; `np.maximum` makes a new one.",
        zh="`z[z < 0] = 0` 改动了调用者的数组；`np.maximum` 会得到一个新数组。",
    ),
)


@relu.wide
def any_array(rng):
    return dict(z=10.0 ** rng.uniform(-6, 3) * rng.normal(size=tuple(rng.integers(1, 13, size=2))))


relu.equivalent("np.maximum(0, z) -> np.maximum(z, 0)", reason="the maximum does not depend on the order")

relu.variant("by a comparison", change=(BODY, "z * (z > 0)"))
relu.variant("by where", change=(BODY, "np.where(z < 0, 0, z)"))
relu.variant("half of a sum", change=(BODY, "(np.abs(z) + z) / 2"))
relu.variant(
    "on a copy, element by element",
    code="""
    def relu(x):
        result = np.zeros(x.shape)
        for index, number in np.ndenumerate(x):
            if number > 0:
                result[index] = number
        return result
    """,
)
