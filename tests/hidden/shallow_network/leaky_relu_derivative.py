"""leaky_relu_derivative: the slope of leaky ReLU (lecture p32)."""

import numpy as np

from autograder import Exercise, compare


def either_at_zero(got, expected, inputs):
    """Compare slopes; exactly at 0, where there is no slope, accept that of either side."""
    z, slope = inputs.get("z", np.nan), inputs.get("slope", 0.01)
    if type(got) is np.ndarray and np.shape(got) == np.shape(z):
        expected = np.where((np.asarray(z) == 0) & np.isin(got, (slope, 1)), got, expected)
    return compare(got, expected, equal_nan=True)


leaky_relu_derivative = Exercise(
    "leaky_relu_derivative", shares={"values": 0.8, "shapes": 0.1, "edge cases": 0.1}, compare=either_at_zero
)


def both_signs(rng, size):
    """Draw numbers away from 0, about half of them negative, one above 1 and one below -1.

    They are shuffled, so that the position of a number does not tell its sign.
    """
    z = rng.uniform(0.3, 3, size=size)
    z.flat[1::2] *= -1
    z.flat[0] = 1 + abs(z.flat[0])
    z.flat[-1] = -1 - abs(z.flat[-1])
    return rng.permutation(z.ravel()).reshape(size)


@leaky_relu_derivative.inputs
def some_slope(rng):
    z = both_signs(rng, (int(rng.integers(2, 4)), int(rng.integers(4, 6))))
    return dict(z=z, slope=float(rng.uniform(0.05, 0.3)))


@leaky_relu_derivative.inputs(draws=2)
def slope_not_given(rng):
    return dict(z=both_signs(rng, (1, int(rng.integers(3, 6)))))


@leaky_relu_derivative.contract
def slope_between_0_and_1(z, slope=0.01):
    return 0 <= slope <= 1


leaky_relu_derivative.edge("positive number", dict(z=2.5, slope=0.1))
leaky_relu_derivative.edge("negative number", dict(z=-0.75))
leaky_relu_derivative.edge("whole numbers, zero among them", dict(z=np.array([[-1, 0], [3, -2]]), slope=0.25))

SLOPE = "np.where(z > 0, 1.0, slope)"

leaky_relu_derivative.mistake(
    "leaky ReLU itself",
    change=(SLOPE, "np.where(z > 0, z, slope * z)"),
    hint=dict(
        en="This is the function itself; its slope is 1 for positive numbers and `slope` for negative ones.",
        zh="这是函数本身；它的导数在正数处是 1，在负数处是 `slope`。",
    ),
)
leaky_relu_derivative.mistake(
    "no leak",
    change=(SLOPE, "np.where(z > 0, 1.0, 0.0)"),
    hint=dict(
        en="This is the slope of the plain ReLU; the slope of the leaky ReLU is `slope` for negative numbers.",
        zh="这是普通 ReLU 的导数；Leaky ReLU 在负数处的导数是 `slope`。",
    ),
)
leaky_relu_derivative.mistake(
    "slope fixed",
    change=(SLOPE, "np.where(z > 0, 1.0, 0.01)"),
    free="0.01",
    hint=dict(
        en="Use the argument `slope` instead of a fixed 0.01.",
        zh="要用参数 `slope` 的值，不要写死成 0.01。",
    ),
)
leaky_relu_derivative.mistake(
    "sides swapped",
    change=(SLOPE, "np.where(z > 0, slope, 1.0)"),
    hint=dict(
        en="The small slope is for negative numbers; for positive numbers the slope is 1.",
        zh="小斜率在负数一边；正数处的导数是 1。",
    ),
)
leaky_relu_derivative.mistake(
    "slope times z",
    change=(SLOPE, "np.where(z > 0, 1.0, slope * z)"),
    hint=dict(
        en="The derivative of `slope * z` is `slope`, without z.",
        zh="`slope * z` 的导数是 `slope`，里面没有 z。",
    ),
)
leaky_relu_derivative.mistake(
    "sign of the slope",
    change=(SLOPE, "np.where(z > 0, 1.0, -slope)"),
    hint=dict(
        en="The leaky ReLU rises for negative numbers too: its slope there is `slope`, not `-slope`.",
        zh="Leaky ReLU 在负数处也是上升的：导数是 `slope`，不是 `-slope`。",
    ),
)
leaky_relu_derivative.mistake(
    "larger of slope and z",
    change=(SLOPE, "np.maximum(slope, z)"),
    hint=dict(
        en="For positive numbers the slope is 1, however large they are.",
        zh="正数处的导数是 1，不管数有多大。",
    ),
)
leaky_relu_derivative.mistake(
    "one slope for the whole array",
    change=(SLOPE, "1.0 if np.max(z) > 0 else slope"),
    hint=dict(
        en="Every entry has its own slope: the result has the shape of `z`.",
        zh="每个元素都有自己的导数：结果的形状和 `z` 一样。",
    ),
)

leaky_relu_derivative.variant("1 at zero", change=(SLOPE, "np.where(np.asarray(z) < 0, slope, 1)"))
leaky_relu_derivative.variant("two parts added", change=(SLOPE, "(np.asarray(z) > 0) + slope * (np.asarray(z) <= 0)"))
leaky_relu_derivative.variant(
    "filled in",
    code="""
    def leaky_relu_derivative(z, slope=0.01):
        d = np.ones_like(z, dtype=float)
        d[np.asarray(z) < 0] = slope
        return d
    """,
)


@leaky_relu_derivative.wide
def any_numbers(rng):
    shape = tuple(int(size) for size in rng.integers(1, 13, size=2))
    return dict(
        z=rng.choice([0.0, 1.0, 1.0], size=shape) * rng.normal(size=shape) * 10.0 ** rng.uniform(-6, 3),
        slope=float(rng.uniform(0.001, 0.9)),
    )


leaky_relu_derivative.equivalent("z > 0 -> z >= 0", reason="At 0 the slope of either side is right.")
