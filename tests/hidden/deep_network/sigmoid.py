"""sigmoid: the activation of the output layer, with its cache (lecture p38)."""

import numpy as np

from autograder import Exercise

sigmoid = Exercise(
    "sigmoid", returns=("A", "cache"), shares={"values": 0.8, "shapes": 0.1, "edge cases": 0.1}, bonus={"overflow": 1.0}
)


def both_signs(rng, shape):
    """Draw numbers away from 0; the first is positive, the last negative, and both are large."""
    Z = rng.uniform(0.3, 4, size=shape) * rng.choice([-1, 1], size=shape)
    Z.flat[0], Z.flat[-1] = rng.uniform(6, 12), -rng.uniform(6, 12)
    return Z


@sigmoid.inputs
def one_unit(rng):
    return dict(Z=both_signs(rng, (1, int(rng.integers(2, 6)))))


@sigmoid.inputs
def several_units(rng):
    return dict(Z=both_signs(rng, (int(rng.integers(2, 4)), int(rng.integers(4, 6)))))


@sigmoid.inputs(group="edge cases", draws=2)
def far_from_zero(rng):
    """Draw numbers of both signs up to 30, where e^-z is tiny but not 0."""
    Z = np.append(rng.uniform(15, 30, size=2), -rng.uniform(15, 30, size=2))
    return dict(Z=rng.permutation(Z)[np.newaxis])


sigmoid.edge("one example", dict(Z=np.array([[0.5], [-2.0]])))
sigmoid.edge("whole numbers", dict(Z=np.array([[-1, 0], [3, 1]])))
sigmoid.edge("plus and minus 1000", dict(Z=np.array([[-1000.0, 1000.0]])), group="overflow")

BODY, BOTH = "1 / (1 + np.exp(-Z))", "return A, Z"

sigmoid.mistake(
    "A in the cache",
    change=(BOTH, "return A, A"),
    hint=dict(
        en="The cache is the input `Z`, not the output `A`.",
        zh="缓存里放的是输入 `Z`，不是输出 `A`。",
    ),
)
sigmoid.mistake(
    "cache forgotten",
    change=(BOTH, "return A"),
    hint=dict(
        en="Return the cache as well: `return A, cache`, where the cache is `Z`.",
        zh="缓存也要返回：`return A, cache`，缓存就是 `Z`。",
    ),
)
sigmoid.mistake(
    "cache first",
    change=(BOTH, "return Z, A"),
    hint=dict(
        en="Return `A` first, then the cache.",
        zh="先返回 `A`，再返回缓存。",
    ),
)
sigmoid.mistake(
    "sign of the exponent",
    change=(BODY, "1 / (1 + np.exp(Z))"),
    hint=dict(
        en="This falls as Z grows; the exponent should be `-Z`.",
        zh="这样写，Z 越大结果越小；指数应该是 `-Z`。",
    ),
)
sigmoid.mistake(
    "brackets around the denominator",
    change=(BODY, "1 / 1 + np.exp(-Z)"),
    hint=dict(
        en="The whole denominator needs brackets.",
        zh="整个分母要加括号。",
    ),
)
sigmoid.mistake(
    "minus in the denominator",
    change=(BODY, "1 / (1 - np.exp(-Z))"),
    hint=dict(
        en="The denominator is `1 + e^-Z`, a sum: it is never 0.",
        zh="分母是 `1 + e^-Z`，是相加：它永远不会等于 0。",
    ),
)
sigmoid.mistake(
    "slope of the sigmoid",
    change=(BOTH, "return A * (1 - A), Z"),
    hint=dict(
        en="This is the derivative; the forward pass needs the sigmoid itself.",
        zh="这是导数；正向传播要的是 sigmoid 本身。",
    ),
)

sigmoid.variant("e^Z over 1 + e^Z, where it does not overflow", change=(BODY, "1 - 1 / (1 + np.exp(Z))"))
sigmoid.variant("by tanh", change=(BODY, "(1 + np.tanh(Z / 2)) / 2"))
sigmoid.variant(
    "a cache of its own, returned in a list",
    code="""
    def sigmoid(z):
        a = np.power(1.0 + np.exp(np.negative(z)), -1)
        cache = z.copy()
        assert a.shape == z.shape
        return [a, cache]
    """,
)
sigmoid.variant(
    "two branches",
    code="""
    def sigmoid(Z):
        small = np.exp(-np.abs(Z))
        return np.where(Z >= 0, 1 / (1 + small), small / (1 + small)), Z
    """,
)
