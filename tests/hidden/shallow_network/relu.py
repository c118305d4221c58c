"""relu: the rectified linear unit (lecture p30)."""

import numpy as np

from autograder import Exercise

relu = Exercise("relu", shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1})


def both_signs(rng, size):
    """Draw numbers away from 0, about half of them negative, one far above 1 and one far below -1.

    They are shuffled, so that the position of a number does not tell its sign.
    """
    z = rng.uniform(0.3, 3, size=size)
    z.flat[1::2] *= -1
    z.flat[0], z.flat[-1] = rng.uniform(10, 30), -rng.uniform(10, 30)
    return rng.permutation(z.ravel()).reshape(size)


@relu.inputs(draws=2)
def row_of_examples(rng):
    return dict(z=both_signs(rng, (1, int(rng.integers(3, 6)))))


@relu.inputs
def matrix(rng):
    return dict(z=both_signs(rng, (int(rng.integers(2, 4)), int(rng.integers(4, 6)))))


relu.edge("positive number", dict(z=2.5))
relu.edge("negative number", dict(z=-0.75))
relu.edge("whole numbers, zero among them", dict(z=np.array([[-1, 0], [3, -2]])))
relu.edge("rank one", dict(z=np.array([-0.5, 2.0, 1.5])))

BODY = "np.maximum(0, z)"

relu.mistake(
    "one maximum for the whole array",
    change=(BODY, "max(0, np.max(z))"),
    hint=dict(
        en="`np.max` finds the single largest entry; `np.maximum` compares each entry with 0.",
        zh="`np.max` 只找出一个最大值；`np.maximum` 才是把每个元素和 0 比较。",
    ),
)
relu.mistake(
    "Python's max",
    change=(BODY, "max(0, z)"),
    hint=dict(
        en="Python's `max` cannot compare a whole array with 0; `np.maximum` does it element by element.",
        zh="Python 的 `max` 不能把整个数组和 0 比较；`np.maximum` 可以逐元素比较。",
    ),
)
relu.mistake(
    "minimum",
    change=(BODY, "np.minimum(0, z)"),
    hint=dict(
        en="Negative numbers become 0, positive numbers stay: take the maximum of 0 and z, not the minimum.",
        zh="负数变成 0，正数不变：取的是 0 和 z 中较大的，不是较小的。",
    ),
)
relu.mistake(
    "absolute value",
    change=(BODY, "np.abs(z)"),
    hint=dict(
        en="Negative numbers should become 0, not lose their sign.",
        zh="负数要变成 0，而不是去掉负号。",
    ),
)
relu.mistake(
    "slope of ReLU",
    change=(BODY, "np.where(z > 0, 1, 0)"),
    hint=dict(
        en="This is the slope, 0 or 1; ReLU itself leaves positive numbers unchanged.",
        zh="这是导数，不是 0 就是 1；ReLU 本身让正数保持不变。",
    ),
)
relu.mistake(
    "leaky ReLU",
    change=(BODY, "np.where(z > 0, z, 0.01 * z)"),
    hint=dict(
        en="This is the leaky ReLU; the plain one is 0 for every negative number.",
        zh="这是 Leaky ReLU；普通的 ReLU 对所有负数都等于 0。",
    ),
)
relu.mistake(
    "nothing done",
    change=(BODY, "z"),
    hint=dict(
        en="The numbers come back unchanged; the negative ones should become 0.",
        zh="数原样返回了；负数应该变成 0。",
    ),
)
relu.mistake(
    "cut off at 1",
    change=(BODY, "np.clip(z, 0, 1)"),
    hint=dict(
        en="There is no upper limit: a 3 stays a 3.",
        zh="没有上限：3 还是 3。",
    ),
)
relu.mistake(
    "negative numbers left out",
    change=(BODY, "z[z > 0]"),
    hint=dict(
        en="The result has the shape of `z`: negative numbers become 0, they do not disappear.",
        zh="结果的形状和 `z` 一样：负数变成 0，而不是被去掉。",
    ),
)
relu.mistake(
    "input overwritten",
    change=(f"return {BODY}", "z = np.asarray(z)\n    z[z < 0] = 0\n    return z"),
    hint=dict(
        en="`z[z < 0] = 0` changes the caller's array; `np.maximum` makes a new one.",
        zh="`z[z < 0] = 0` 会改掉调用者的数组；`np.maximum` 会生成一个新数组。",
    ),
)

relu.variant("where", change=(BODY, "np.where(np.asarray(z) > 0, z, 0)"))
relu.variant("times the comparison", change=(BODY, "z * (z > 0)"))
relu.variant("half of the sum", change=(BODY, "(np.abs(z) + z) / 2"))
relu.variant(
    "on a copy",
    code="""
    def relu(Z):
        A = np.array(Z, dtype=float)
        A[A < 0] = 0
        assert A.shape == np.shape(Z)
        return A
    """,
)


@relu.wide
def any_numbers(rng):
    shape = tuple(int(size) for size in rng.integers(1, 13, size=2))
    return dict(z=rng.choice([0.0, 1.0, 1.0], size=shape) * rng.normal(size=shape) * 10.0 ** rng.uniform(-6, 3))


relu.equivalent("np.maximum(0, z) -> np.maximum(z, 0)", reason="The larger of two numbers does not depend on their order.")
