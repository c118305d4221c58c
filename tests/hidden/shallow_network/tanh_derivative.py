"""tanh_derivative: the slope of tanh (lecture p32)."""

import numpy as np

from autograder import Exercise

tanh_derivative = Exercise("tanh_derivative", shares={"values": 0.8, "shapes": 0.1, "edge cases": 0.1})


def both_signs(rng, size):
    """Draw numbers away from 0; the first is positive, the last negative, and both are large."""
    z = rng.uniform(0.3, 2, size=size)
    z.flat[1::2] *= -1
    z.flat[0], z.flat[-1] = rng.uniform(5, 9), -rng.uniform(5, 9)
    return z


@tanh_derivative.inputs(draws=2)
def number(rng):
    return dict(z=float(rng.choice([-1, 1]) * rng.uniform(0.3, 2)))


@tanh_derivative.inputs
def matrix(rng):
    return dict(z=both_signs(rng, (int(rng.integers(2, 4)), int(rng.integers(4, 6)))))


@tanh_derivative.inputs(group="edge cases", draws=2)
def far_from_zero(rng):
    """Draw numbers of both signs up to 30, where e^-z is tiny but not 0."""
    z = np.append(rng.uniform(15, 30, size=2), -rng.uniform(15, 30, size=2))
    return dict(z=rng.permutation(z)[np.newaxis])


tanh_derivative.edge("zero", dict(z=0))
tanh_derivative.edge("whole numbers", dict(z=np.array([[-1, 0], [3, 1]])))
tanh_derivative.edge("one row", dict(z=np.array([[-0.5, 2.0, 1.5]])))

SLOPE = "1 - tanh(z) ** 2"

tanh_derivative.mistake(
    "z taken for tanh of z",
    change=(SLOPE, "1 - z ** 2"),
    hint=dict(
        en="`1 - a²` is right for `a = tanh(z)`; here the argument is `z`, so compute tanh first.",
        zh="`1 - a²` 里的 `a` 是 `tanh(z)`；这里传入的是 `z`，要先算 tanh。",
    ),
)
tanh_derivative.mistake(
    "square forgotten",
    change=(SLOPE, "1 - tanh(z)"),
    hint=dict(
        en="The square is missing: the slope is `1 - tanh(z)²`.",
        zh="少了平方：导数是 `1 - tanh(z)²`。",
    ),
)
tanh_derivative.mistake(
    "plus instead of minus",
    change=(SLOPE, "1 + tanh(z) ** 2"),
    hint=dict(
        en="Subtract the square: `1 - tanh(z)²`. The slope is then 1 at 0 and goes to 0 on both sides.",
        zh="应该减去平方：`1 - tanh(z)²`。这样导数在 0 处是 1，往两边都趋于 0。",
    ),
)
tanh_derivative.mistake(
    "slope of the sigmoid's kind",
    change=(SLOPE, "tanh(z) * (1 - tanh(z))"),
    hint=dict(
        en="`a (1 - a)` is the slope of the sigmoid; the slope of tanh is `1 - a²`.",
        zh="`a (1 - a)` 是 sigmoid 的导数；tanh 的导数是 `1 - a²`。",
    ),
)
tanh_derivative.mistake(
    "slope of the sigmoid",
    change=(SLOPE, "sigmoid(z) * (1 - sigmoid(z))"),
    hint=dict(
        en="This is the slope of the sigmoid; the slope of tanh is `1 - tanh(z)²`.",
        zh="这是 sigmoid 的导数；tanh 的导数是 `1 - tanh(z)²`。",
    ),
)
tanh_derivative.mistake(
    "brackets around the difference",
    change=(SLOPE, "(1 - tanh(z)) ** 2"),
    hint=dict(
        en="Square only tanh, not the difference.",
        zh="只对 tanh 取平方，不是对整个差。",
    ),
)
tanh_derivative.mistake(
    "sign",
    change=(SLOPE, "tanh(z) ** 2 - 1"),
    hint=dict(
        en="tanh rises everywhere, so its slope is positive: `1 - tanh(z)²`.",
        zh="tanh 处处上升，导数应该是正的：`1 - tanh(z)²`。",
    ),
)
tanh_derivative.mistake(
    "tanh itself",
    change=(SLOPE, "tanh(z)"),
    hint=dict(
        en="This is tanh itself; its slope is `1 - tanh(z)²`.",
        zh="这是 tanh 本身；它的导数是 `1 - tanh(z)²`。",
    ),
)

tanh_derivative.variant("NumPy's tanh", change=(SLOPE, "1 - np.power(np.tanh(z), 2)"))
tanh_derivative.variant("by cosh", change=(SLOPE, "1 / np.cosh(z) ** 2"))
tanh_derivative.variant("a product", change=(SLOPE, "(1 - np.tanh(z)) * (1 + np.tanh(z))"))
tanh_derivative.variant(
    "by exponentials",
    code="""
    def tanh_derivative(z):
        return 4 / (np.exp(z) + np.exp(-z)) ** 2
    """,
)
