"""relu: the activation of the hidden layers, with its cache (lecture p38)."""

import numpy as np

from autograder import Exercise

relu = Exercise(
    "relu",
    returns=("A", "cache"),
    shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1},
)


@relu.inputs
def several_units(rng):
    """Draw numbers of both signs, near 0 and far from it."""
    n = int(rng.integers(2, 4))
    Z = rng.uniform(0.1, 4, size=(n, n + int(rng.integers(1, 3))))
    Z.flat[::2] *= -0.7
    Z.flat[:2] = -rng.uniform(10, 30), rng.uniform(10, 30)
    return dict(Z=rng.permutation(Z.ravel()).reshape(Z.shape))


@relu.inputs(draws=3)
def one_unit(rng):
    Z = np.append((rng.uniform(1.5, 4), rng.uniform(10, 30)), rng.uniform(-5, -0.2, size=int(rng.integers(1, 4))))
    return dict(Z=rng.permutation(Z)[np.newaxis])


relu.edge("one example", dict(Z=np.array([[0.5], [-2.0]])))
relu.edge("whole numbers", dict(Z=np.array([[-1, 0], [3, 2]])))
relu.edge("all negative", dict(Z=np.array([[-1.0, -0.5, -3.0]])))

BODY, BOTH = "np.maximum(0, Z)", "return A, Z"

relu.mistake(
    "A in the cache",
    change=(BOTH, "return A, A"),
    hint=dict(
        en="The cache is the input `Z`, not the output `A`.",
        zh="缓存里放的是输入 `Z`，不是输出 `A`。",
    ),
)
relu.mistake(
    "cache forgotten",
    change=(BOTH, "return A"),
    hint=dict(
        en="Return the cache as well: `return A, cache`, where the cache is `Z`.",
        zh="缓存也要返回：`return A, cache`，缓存就是 `Z`。",
    ),
)
relu.mistake(
    "the smaller of the two",
    change=(BODY, "np.minimum(0, Z)"),
    hint=dict(
        en="ReLU keeps the positive numbers.",
        zh="ReLU 保留的是正数。",
    ),
)
relu.mistake(
    "absolute value",
    change=(BODY, "np.abs(Z)"),
    hint=dict(
        en="Negative numbers become 0, not positive.",
        zh="负数要变成 0，而不是变成正数。",
    ),
)
relu.mistake(
    "one largest number",
    change=(BODY, "np.max(Z)"),
    hint=dict(
        en="`np.max` finds the single largest number of an array; `np.maximum` compares element by element.",
        zh="`np.max` 找的是整个数组里最大的一个数；`np.maximum` 才是逐元素比较。",
    ),
)
relu.mistake(
    "steps instead of a ramp",
    change=(BODY, "(Z > 0) * 1.0"),
    hint=dict(
        en="This is the slope of ReLU, 0 or 1; positive numbers should stay as they are.",
        zh="这是 ReLU 的导数，不是 0 就是 1；正数应该保持不变。",
    ),
)
relu.mistake(
    "leaky",
    change=(BODY, "np.maximum(0.01 * Z, Z)"),
    hint=dict(
        en="This is the leaky ReLU; here negative numbers become 0.",
        zh="这是 Leaky ReLU；这里负数要变成 0。",
    ),
)
relu.mistake(
    "Z overwritten",
    change=(f"A = {BODY}", "Z[Z < 0] = 0\n    A = Z"),
    hint=dict(
        en="`Z[Z < 0] = 0` changes the caller's array, and the cache with it. Make a new array.",
        zh="`Z[Z < 0] = 0` 会改掉调用者的数组，缓存也跟着变了。请生成新的数组。",
    ),
)


def any_scale(rng):
    """Draw an array of up to 12 units and up to 12 examples, at one of many scales."""
    return rng.normal(size=rng.integers(1, 13, size=2)) * 10.0 ** rng.integers(-6, 4)


@relu.wide
def any_array(rng):
    return dict(Z=any_scale(rng))


relu.equivalent("np.maximum(0, Z) -> np.maximum(Z, 0)", reason="The larger of two numbers does not depend on their order.")

relu.variant("by a mask", change=(BODY, "Z * (Z > 0)"))
relu.variant("by where", change=(BODY, "np.where(Z >= 0, Z, 0)"))
relu.variant(
    "on a copy, returned in a list",
    code="""
    def relu(z):
        a = np.array(z, copy=True)
        a[a <= 0] = 0
        assert a.shape == z.shape
        return [a, z.copy()]
    """,
)
relu.variant("half of Z and its absolute value", change=(BODY, "(Z + np.abs(Z)) / 2"))
