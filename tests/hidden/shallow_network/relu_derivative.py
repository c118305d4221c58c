"""relu_derivative: the slope of ReLU (lecture p32)."""

import numpy as np

from autograder import Exercise, compare


def either_at_zero(got, expected, inputs):
    """Compare slopes; exactly at 0, where there is no slope, accept 0 and 1."""
    z = inputs.get("z", np.nan)
    if type(got) is np.ndarray and np.shape(got) == np.shape(z):
        expected = np.where((np.asarray(z) == 0) & np.isin(got, (0, 1)), got, expected)
    return compare(got, expected, equal_nan=True)


relu_derivative = Exercise(
    "relu_derivative", shares={"values": 0.8, "shapes": 0.1, "edge cases": 0.1}, compare=either_at_zero
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


@relu_derivative.inputs(draws=2)
def row_of_examples(rng):
    return dict(z=both_signs(rng, (1, int(rng.integers(3, 6)))))


@relu_derivative.inputs
def matrix(rng):
    return dict(z=both_signs(rng, (int(rng.integers(2, 4)), int(rng.integers(4, 6)))))


relu_derivative.edge("positive number", dict(z=2.5))
relu_derivative.edge("negative number", dict(z=-0.75))
relu_derivative.edge("whole numbers, zero among them", dict(z=np.array([[-1, 0], [3, -2]])))

SLOPE = "np.where(z > 0, 1.0, 0.0)"

relu_derivative.mistake(
    "ReLU itself",
    change=(SLOPE, "np.maximum(0, z)"),
    hint=dict(
        en="This is ReLU itself; its slope is 1 for every positive number, however large.",
        zh="这是 ReLU 本身；不管正数多大，导数都是 1。",
    ),
)
relu_derivative.mistake(
    "sides swapped",
    change=(SLOPE, "np.where(z > 0, 0.0, 1.0)"),
    hint=dict(
        en="ReLU rises for positive numbers (slope 1) and is flat for negative ones (slope 0).",
        zh="ReLU 在正数处上升（导数 1），在负数处是平的（导数 0）。",
    ),
)
relu_derivative.mistake(
    "slope 1 everywhere",
    change=(SLOPE, "np.where(z > 0, 1.0, 1.0)"),
    hint=dict(
        en="For negative numbers ReLU is flat: its slope there is 0.",
        zh="在负数处 ReLU 是平的，导数是 0。",
    ),
)
relu_derivative.mistake(
    "leaky slope",
    change=(SLOPE, "np.where(z > 0, 1.0, 0.01)"),
    hint=dict(
        en="This is the slope of the leaky ReLU; the plain ReLU is flat for negative numbers, with slope 0.",
        zh="这是 Leaky ReLU 的导数；普通的 ReLU 在负数处是平的，导数是 0。",
    ),
)
relu_derivative.mistake(
    "sign function",
    change=(SLOPE, "np.sign(z)"),
    hint=dict(
        en="`np.sign` is -1 for negative numbers; the slope there is 0.",
        zh="`np.sign` 在负数处是 -1；那里的导数是 0。",
    ),
)
relu_derivative.mistake(
    "z where it is positive",
    change=(SLOPE, "np.where(z > 0, z, 1.0)"),
    hint=dict(
        en="Each side has one slope: 1 for positive numbers, 0 for negative ones.",
        zh="两边各有一个导数：正数处是 1，负数处是 0。",
    ),
)
relu_derivative.mistake(
    "one slope for the whole array",
    change=(SLOPE, "float(np.max(z) > 0)"),
    hint=dict(
        en="Every entry has its own slope: the result has the shape of `z`.",
        zh="每个元素都有自己的导数：结果的形状和 `z` 一样。",
    ),
)
relu_derivative.mistake(
    "quotient of ReLU and z",
    change=(SLOPE, "np.maximum(0, z) / z"),
    hint=dict(
        en="At 0 this is 0/0. Compare `z` with 0 instead of dividing by it.",
        zh="在 0 处这是 0/0。应该拿 `z` 和 0 比较，不要用它做除数。",
    ),
)

relu_derivative.variant("the comparison as it is", change=(SLOPE, "np.asarray(z) > 0"))
relu_derivative.variant("1 at zero", change=(SLOPE, "(np.asarray(z) >= 0).astype(int)"))
relu_derivative.variant("Heaviside's step", change=(SLOPE, "np.heaviside(z, 1)"))
relu_derivative.variant(
    "filled in",
    code="""
    def relu_derivative(z):
        slope = np.zeros(np.shape(z))
        slope[np.asarray(z) > 0] = 1
        return slope
    """,
)


@relu_derivative.wide
def any_numbers(rng):
    shape = tuple(int(size) for size in rng.integers(1, 13, size=2))
    return dict(z=rng.choice([0.0, 1.0, 1.0], size=shape) * rng.normal(size=shape) * 10.0 ** rng.uniform(-6, 3))


relu_derivative.equivalent("z > 0 -> z >= 0", reason="At 0 the slope may be 0 or 1.")
