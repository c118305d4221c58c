"""sigmoid_backward: backward through the sigmoid (lecture p37)."""

import numpy as np

from autograder import Exercise

sigmoid_backward = Exercise(
    "sigmoid_backward", shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1}
)


@sigmoid_backward.inputs
def several_units(rng):
    """Draw dA and Z of both signs; neither is near 0, Z is not near 1, and one Z is large."""
    n = int(rng.integers(2, 4))
    shape = n, n + int(rng.integers(1, 3))
    dA, Z = (rng.uniform(0.3, 0.8, size=shape) * rng.choice([-1, 1], size=shape) for _ in range(2))
    Z.flat[0], Z.flat[-1] = rng.uniform(6, 9), -1.7
    return dict(dA=3 * dA, cache=Z)


@sigmoid_backward.inputs(draws=3)
def one_unit(rng):
    return dict(dA=rng.uniform(1.5, 3, size=(1, 4)), cache=np.append(rng.uniform(0.5, 3, size=3), -1.5)[np.newaxis])


@sigmoid_backward.inputs(group="edge cases", draws=2)
def far_from_zero(rng):
    """Draw Z of both signs up to 30, where the slope is tiny, and one near 0: beside its slope, `float32` may give 0."""
    Z = np.concatenate([rng.uniform(15, 30, size=2), rng.uniform(0.5, 1, size=1), -rng.uniform(15, 30, size=2)])
    return dict(dA=rng.uniform(1, 3, size=(1, 5)), cache=Z[np.newaxis])


sigmoid_backward.edge("one example", dict(dA=np.array([[2.0], [3.0]]), cache=np.array([[-0.5], [1.5]])))
sigmoid_backward.edge("whole numbers", dict(dA=np.array([[2.0, -3.0, 5.0]]), cache=np.array([[-1, 0, 2]])))

S, BODY = "1 / (1 + np.exp(-Z))", "dA * A * (1 - A)"

sigmoid_backward.mistake(
    "slope without dA",
    change=(BODY, "A * (1 - A)"),
    hint=dict(
        en="This is the slope of the sigmoid; the chain rule multiplies it by `dA`.",
        zh="这是 sigmoid 的导数；按链式法则还要乘以 `dA`。",
    ),
)
sigmoid_backward.mistake(
    "slope of Z instead of A",
    change=(BODY, "dA * Z * (1 - Z)"),
    hint=dict(
        en="The slope is `A * (1 - A)` with `A = sigmoid(Z)`; the cache holds `Z`.",
        zh="导数是 `A * (1 - A)`，其中 `A = sigmoid(Z)`；缓存里放的是 `Z`。",
    ),
)
sigmoid_backward.mistake(
    "half of the slope",
    change=(BODY, "dA * A"),
    hint=dict(
        en="The slope of the sigmoid has two factors: `A * (1 - A)`.",
        zh="sigmoid 的导数有两个因子：`A * (1 - A)`。",
    ),
)
sigmoid_backward.mistake(
    "the other half of the slope",
    change=(BODY, "dA * (1 - A)"),
    hint=dict(
        en="The slope of the sigmoid has two factors: `A * (1 - A)`.",
        zh="sigmoid 的导数有两个因子：`A * (1 - A)`。",
    ),
)
sigmoid_backward.mistake(
    "slope of tanh",
    change=(BODY, "dA * (1 - A ** 2)"),
    hint=dict(
        en="`1 - A ** 2` is the slope of tanh; the slope of the sigmoid is `A * (1 - A)`.",
        zh="`1 - A ** 2` 是 tanh 的导数；sigmoid 的导数是 `A * (1 - A)`。",
    ),
)
sigmoid_backward.mistake(
    "plus in the slope",
    change=(BODY, "dA * A * (1 + A)"),
    hint=dict(
        en="The slope of the sigmoid is `A * (1 - A)`, with a minus.",
        zh="sigmoid 的导数是 `A * (1 - A)`，是减号。",
    ),
)
sigmoid_backward.mistake(
    "divided by the slope",
    change=(BODY, "dA / (A * (1 - A))"),
    hint=dict(
        en="The chain rule multiplies.",
        zh="链式法则是相乘。",
    ),
)
sigmoid_backward.mistake(
    "slope of ReLU",
    change=(BODY, "dA * (Z > 0)"),
    hint=dict(
        en="This is the slope of ReLU; the slope of the sigmoid is `A * (1 - A)`.",
        zh="这是 ReLU 的导数；sigmoid 的导数是 `A * (1 - A)`。",
    ),
)


@sigmoid_backward.wide
def any_arrays(rng):
    shape = rng.integers(1, 13, size=2)
    Z = np.clip(rng.normal(size=shape) * 10.0 ** rng.integers(-6, 2), -30, 30)
    return dict(dA=rng.normal(size=shape) * 10.0 ** rng.integers(-6, 4), cache=Z)


sigmoid_backward.equivalent(
    "-Z -> Z", reason="The slope of the sigmoid is the same at Z and at -Z: A and 1 - A are swapped."
)

sigmoid_backward.variant("e^-Z over its square", change=(BODY, "dA * np.exp(-Z) / (1 + np.exp(-Z)) ** 2"))
sigmoid_backward.variant(
    "sigmoid called, its cache dropped",
    code="""
    def sigmoid_backward(dA, cache):
        Z = cache
        s, _ = sigmoid(Z)
        dZ = dA * s * (1 - s)
        assert dZ.shape == Z.shape
        return dZ
    """,
)
sigmoid_backward.variant(
    "A - A squared, in place on a copy",
    code="""
    def sigmoid_backward(dA, activation_cache):
        dZ = np.array(dA, dtype=float)
        A = (1 + np.tanh(np.asarray(activation_cache) / 2)) / 2
        dZ *= A - A ** 2
        return dZ
    """,
)
