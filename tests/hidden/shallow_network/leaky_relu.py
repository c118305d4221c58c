"""leaky_relu: ReLU with a small slope for negative numbers (lecture p30)."""

import numpy as np

from autograder import Exercise

leaky_relu = Exercise("leaky_relu", shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1})


def both_signs(rng, size):
    """Draw numbers away from 0, about half of them negative, one far above 1 and one far below -1.

    They are shuffled, so that the position of a number does not tell its sign.
    """
    z = rng.uniform(0.3, 3, size=size)
    z.flat[1::2] *= -1
    z.flat[0], z.flat[-1] = rng.uniform(10, 30), -rng.uniform(10, 30)
    return rng.permutation(z.ravel()).reshape(size)


@leaky_relu.inputs
def some_slope(rng):
    z = both_signs(rng, (int(rng.integers(2, 4)), int(rng.integers(4, 6))))
    return dict(z=z, slope=float(rng.uniform(0.05, 0.3)))


@leaky_relu.inputs(draws=2)
def slope_not_given(rng):
    return dict(z=both_signs(rng, (1, int(rng.integers(3, 6)))))


@leaky_relu.contract
def slope_between_0_and_1(z, slope=0.01):
    return 0 <= slope <= 1


leaky_relu.edge("negative number", dict(z=-0.75, slope=0.1))
leaky_relu.edge("positive number", dict(z=2.5))
leaky_relu.edge("whole numbers, zero among them", dict(z=np.array([[-1, 0], [3, -2]]), slope=0.25))
leaky_relu.edge("between 0 and the slope", dict(z=np.array([[0.1, -0.1]]), slope=0.25))
leaky_relu.edge("rank one", dict(z=np.array([-0.5, 2.0, 1.5]), slope=0.2))

BODY = "np.where(z > 0, z, slope * z)"

leaky_relu.mistake(
    "no leak",
    change=(BODY, "np.maximum(0, z)"),
    hint=dict(
        en="This is the plain ReLU; for negative numbers the leaky one gives `slope * z`.",
        zh="这是普通的 ReLU；对负数，Leaky ReLU 的值是 `slope * z`。",
    ),
)
leaky_relu.mistake(
    "slope fixed",
    change=(BODY, "np.where(z > 0, z, 0.01 * z)"),
    free="0.01",
    hint=dict(
        en="Use the argument `slope` instead of a fixed 0.01.",
        zh="要用参数 `slope` 的值，不要写死成 0.01。",
    ),
)
leaky_relu.mistake(
    "slope on the wrong side",
    change=(BODY, "np.where(z > 0, slope * z, z)"),
    hint=dict(
        en="The small slope is for negative numbers; positive numbers stay as they are.",
        zh="小斜率用在负数上；正数保持不变。",
    ),
)
leaky_relu.mistake(
    "never below the slope",
    change=(BODY, "np.maximum(slope, z)"),
    hint=dict(
        en="Compare `z` with `slope * z`, not with `slope` itself.",
        zh="应该拿 `z` 和 `slope * z` 比较，而不是和 `slope` 本身比较。",
    ),
)
leaky_relu.mistake(
    "slope everywhere",
    change=(BODY, "slope * np.asarray(z)"),
    hint=dict(
        en="Positive numbers stay as they are; multiply only the negative ones by `slope`.",
        zh="正数保持不变；只有负数才乘以 `slope`。",
    ),
)
leaky_relu.mistake(
    "sign of negative numbers lost",
    change=(BODY, "np.where(z > 0, z, slope * np.abs(z))"),
    hint=dict(
        en="Negative numbers stay negative: `slope * z` has the sign of `z`.",
        zh="负数仍然是负的：`slope * z` 和 `z` 同号。",
    ),
)
leaky_relu.mistake(
    "slope instead of slope times z",
    change=(BODY, "np.where(z > 0, z, slope)"),
    hint=dict(
        en="Below 0 the value is `slope * z`; `slope` alone is the derivative there.",
        zh="小于 0 时，值是 `slope * z`；单独一个 `slope` 是那里的导数。",
    ),
)
leaky_relu.mistake(
    "slopes instead of values",
    change=(BODY, "np.where(z > 0, 1.0, slope)"),
    hint=dict(
        en="These are the slopes; the function itself is `z` above 0 and `slope * z` below.",
        zh="这是导数；函数本身在 0 以上是 `z`，在 0 以下是 `slope * z`。",
    ),
)
leaky_relu.mistake(
    "input overwritten",
    change=(f"return {BODY}", "z = np.asarray(z)\n    z[z < 0] *= slope\n    return z"),
    hint=dict(
        en="`z[z < 0] *= slope` changes the caller's array (and fails for integers); make a new array.",
        zh="`z[z < 0] *= slope` 会改掉调用者的数组（遇到整数还会报错）；请生成一个新数组。",
    ),
)

leaky_relu.variant("the larger of two", change=(BODY, "np.maximum(slope * np.asarray(z), z)"))
leaky_relu.variant("two parts added", change=(BODY, "np.maximum(0, z) + slope * np.minimum(0, z)"))
leaky_relu.variant("times what each gets", change=(BODY, "z * np.where(np.asarray(z) < 0, slope, 1)"))
leaky_relu.variant(
    "on a copy",
    code="""
    def leaky_relu(z, slope=0.01):
        a = np.array(z, dtype=float)
        a[a < 0] = a[a < 0] * slope
        return a
    """,
)


@leaky_relu.wide
def any_numbers(rng):
    shape = tuple(int(size) for size in rng.integers(1, 13, size=2))
    return dict(
        z=rng.choice([0.0, 1.0, 1.0], size=shape) * rng.normal(size=shape) * 10.0 ** rng.uniform(-6, 3),
        slope=float(rng.uniform(0.001, 0.9)),
    )


leaky_relu.equivalent("z > 0 -> z >= 0", reason="Both formulas give 0 at 0.")
