"""relu_backward: backward through ReLU (lecture p37)."""

import numpy as np

from autograder import Exercise

relu_backward = Exercise(
    "relu_backward", shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1}
)


@relu_backward.inputs
def several_units(rng):
    """Draw dA and Z with all four combinations of signs; no Z is near 0."""
    n = int(rng.integers(2, 4))
    shape = n, n + int(rng.integers(2, 4))
    signs = rng.permutation(np.resize([0, 1, 2, 3], shape[0] * shape[1])).reshape(shape)
    dA = rng.uniform(0.3, 2, size=shape) * np.where(signs % 2, 1, -1)
    dA[signs == 3] *= 6  # some that get through are large
    return dict(dA=dA, cache=rng.uniform(0.3, 2, size=shape) * np.where(signs // 2, 1, -1))


@relu_backward.contract
def no_kink(dA, cache):
    """Check that no Z is 0, where the slope may be 0 or 1."""
    return np.all(cache != 0)


relu_backward.edge("one example", dict(dA=np.array([[2.0], [3.0]]), cache=np.array([[-0.5], [1.5]])))
relu_backward.edge("whole numbers", dict(dA=np.array([[2.0, -3.0, 5.0]]), cache=np.array([[-1, 4, 2]])))
relu_backward.edge("tiny numbers", dict(dA=np.array([[2.0, -3.0]]), cache=np.array([[-1e-6, 1e-6]])))

BODY = "dA * (Z > 0)"

relu_backward.mistake(
    "everything gets through",
    change=(BODY, "dA * 1.0"),
    hint=dict(
        en="Where Z is negative, ReLU is flat: its slope is 0, so nothing gets through there.",
        zh="Z 为负的地方 ReLU 是平的，导数是 0，所以那里什么也传不过去。",
    ),
)
relu_backward.mistake(
    "sign of dA instead of Z",
    change=(BODY, "dA * (dA > 0)"),
    hint=dict(
        en="The sign of Z decides what gets through, not the sign of dA.",
        zh="能不能传过去要看 Z 的符号，不是 dA 的符号。",
    ),
)
relu_backward.mistake(
    "the slope alone",
    change=(BODY, "(Z > 0) * 1.0"),
    hint=dict(
        en="This is the slope of ReLU; multiply it by `dA`.",
        zh="这是 ReLU 的导数；还要乘以 `dA`。",
    ),
)
relu_backward.mistake(
    "multiplied by ReLU itself",
    change=(BODY, "dA * np.maximum(0, Z)"),
    hint=dict(
        en="Multiply `dA` by the slope of ReLU, 0 or 1, not by its value.",
        zh="`dA` 要乘以 ReLU 的导数（0 或 1），不是乘以 ReLU 的值。",
    ),
)
relu_backward.mistake(
    "comparison the wrong way round",
    change=(BODY, "dA * (Z < 0)"),
    hint=dict(
        en="dA gets through where Z is positive, not where Z is negative.",
        zh="Z 为正的地方 dA 才能传过去，Z 为负的地方传不过去。",
    ),
)
relu_backward.mistake(
    "leaky slope",
    change=(BODY, "dA * np.where(Z > 0, 1, 0.01)"),
    hint=dict(
        en="0.01 is the slope of the leaky ReLU; the slope of ReLU is 0 where Z is negative.",
        zh="0.01 是 Leaky ReLU 的导数；Z 为负时 ReLU 的导数是 0。",
    ),
)
relu_backward.mistake(
    "slope of the sigmoid",
    change=(BODY, "dA * np.exp(-Z) / (1 + np.exp(-Z)) ** 2"),
    hint=dict(
        en="This is the slope of the sigmoid; the slope of ReLU is 1 where Z is positive, else 0.",
        zh="这是 sigmoid 的导数；ReLU 的导数在 Z 为正时是 1，否则是 0。",
    ),
)
relu_backward.mistake(
    "dA overwritten",
    change=(f"return {BODY}", "dA[Z <= 0] = 0\n    return dA"),
    hint=dict(
        en="This changes the caller's `dA`; work on a copy, `np.array(dA, copy=True)`, or multiply.",
        zh="这会改掉调用者的 `dA`；请先复制一份 `np.array(dA, copy=True)`，或者用乘法。",
    ),
)


@relu_backward.wide
def any_arrays(rng):
    shape = rng.integers(1, 13, size=2)
    return dict(zip(("dA", "cache"), (rng.normal(size=shape) * 10.0 ** rng.integers(-6, 4) for _ in range(2)), strict=True))


relu_backward.equivalent("Z > 0 -> Z >= 0", reason="At 0 the slope may be 0 or 1.")

relu_backward.variant(
    "on a copy",
    code="""
    def relu_backward(dA, cache):
        Z = cache
        dZ = np.array(dA, copy=True)
        dZ[Z <= 0] = 0
        assert dZ.shape == Z.shape
        return dZ
    """,
)
relu_backward.variant("by where, with slope 1 at 0", change=(BODY, "np.where(Z >= 0, dA, 0)"))
relu_backward.variant("by the sign", change=(BODY, "dA * np.heaviside(Z, 0.5)"))
relu_backward.variant("an integer slope", change=(BODY, "np.multiply(dA, np.int64(Z > 0))"))
