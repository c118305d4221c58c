"""sigmoid_derivative: the slope of the sigmoid (lecture p32)."""

import numpy as np

from autograder import Exercise

sigmoid_derivative = Exercise(
    "sigmoid_derivative", also=("sigmoid_grad",), shares={"values": 0.8, "shapes": 0.1, "edge cases": 0.1}
)


def both_signs(rng, size):
    """Draw numbers away from 0; the first is positive, the last negative, and both are large."""
    z = rng.uniform(0.3, 3, size=size)
    z.flat[1::2] *= -1
    z.flat[0], z.flat[-1] = rng.uniform(6, 12), -rng.uniform(6, 12)
    return z


@sigmoid_derivative.inputs(draws=2)
def number(rng):
    return dict(z=float(rng.choice([-1, 1]) * rng.uniform(0.3, 3)))


@sigmoid_derivative.inputs
def matrix(rng):
    return dict(z=both_signs(rng, (int(rng.integers(2, 4)), int(rng.integers(4, 6)))))


@sigmoid_derivative.inputs(group="edge cases", draws=2)
def far_from_zero(rng):
    """Draw numbers of both signs up to 30, where e^-z is tiny but not 0."""
    z = np.append(rng.uniform(15, 30, size=2), -rng.uniform(15, 30, size=2))
    return dict(z=rng.permutation(z)[np.newaxis])


sigmoid_derivative.edge("zero", dict(z=0))
sigmoid_derivative.edge("whole numbers", dict(z=np.array([[-1, 0], [3, 1]])))
sigmoid_derivative.edge("one row", dict(z=np.array([[-0.5, 2.0, 1.5]])))

SLOPE = "s * (1 - s)"

sigmoid_derivative.mistake(
    "z taken for the sigmoid of z",
    change=(SLOPE, "z * (1 - z)"),
    hint=dict(
        en="`a (1 - a)` is right for `a = sigmoid(z)`; here the argument is `z`, so compute the sigmoid first.",
        zh="`a (1 - a)` 里的 `a` 是 `sigmoid(z)`；这里传入的是 `z`，要先算 sigmoid。",
    ),
)
sigmoid_derivative.mistake(
    "sigmoid itself",
    change=(SLOPE, "s"),
    hint=dict(
        en="This is the sigmoid itself; the table above has its slope.",
        zh="这是 sigmoid 本身；它的导数见上面的表。",
    ),
)
sigmoid_derivative.mistake(
    "plus instead of minus",
    change=(SLOPE, "s * (1 + s)"),
    hint=dict(
        en="The second factor is `1 - s`: the slope goes to 0 where the sigmoid is near 1.",
        zh="第二个因子是 `1 - s`：sigmoid 接近 1 的地方，导数趋于 0。",
    ),
)
sigmoid_derivative.mistake(
    "one factor only",
    change=(SLOPE, "1 - s"),
    hint=dict(
        en="One factor is missing: the slope is a product of two.",
        zh="少了一个因子：导数是两个因子的乘积。",
    ),
)
sigmoid_derivative.mistake(
    "sign",
    change=(SLOPE, "s * (s - 1)"),
    hint=dict(
        en="The sigmoid rises everywhere, so its slope is positive.",
        zh="sigmoid 处处上升，导数应该是正的。",
    ),
)
sigmoid_derivative.mistake(
    "slope of tanh",
    change=(SLOPE, "1 - s ** 2"),
    hint=dict(
        en="`1 - a²` is the slope of tanh; the slope of the sigmoid is a product of two factors.",
        zh="`1 - a²` 是 tanh 的导数；sigmoid 的导数是两个因子的乘积。",
    ),
)
sigmoid_derivative.mistake(
    "sigmoid of the slope",
    change=(SLOPE, "s * (1 - sigmoid(s))"),
    hint=dict(
        en="The sigmoid is applied twice; call it once, keep the result as `s`, and build the slope from it.",
        zh="sigmoid 用了两次；只算一次，把结果记作 `s`，再用它组成导数。",
    ),
)

sigmoid_derivative.variant("quotient rule", change=(f"return {SLOPE}", "return np.exp(-z) / (1 + np.exp(-z)) ** 2"))
sigmoid_derivative.variant("s minus its square", change=(SLOPE, "s - s ** 2"))
sigmoid_derivative.variant("both sides", change=(SLOPE, "s * sigmoid(-z)"))
sigmoid_derivative.variant(
    "by tanh",
    code="""
    def sigmoid_derivative(x):
        return 0.25 * (1 - np.tanh(np.asarray(x) / 2) ** 2)
    """,
)
