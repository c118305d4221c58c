"""dot_vectorized: the dot product without a loop (lecture p17)."""

import numpy as np

from autograder import Exercise

dot_vectorized = Exercise("dot_vectorized", shares={"values": 0.8, "edge cases": 0.2})


@dot_vectorized.inputs
def a_few_numbers(rng):
    """Draw at least three pairs; the numbers in one array are positive, those in the other negative."""
    n = int(rng.integers(3, 8))
    a = rng.uniform(0.5, 3, size=n)
    a[-1] = rng.uniform(6, 12)
    return dict(a=a, b=rng.uniform(-2, -0.5, size=n))


dot_vectorized.edge("one number each", dict(a=np.array([1.5]), b=np.array([-4.0])))
dot_vectorized.edge("whole numbers", dict(a=np.array([3, 0, -2, 5]), b=np.array([4, 7, 1, -3])))
dot_vectorized.edge("a right angle", dict(a=np.array([1.0, 2.0, -2.0]), b=np.array([2.0, 2.0, 3.0])))

BODY = "np.dot(a, b)"

dot_vectorized.mistake(
    "products not added up",
    change=(BODY, "a * b"),
    hint=dict(
        en="`a * b` (and `np.multiply`) gives the individual products; `np.dot` adds them up as well.",
        zh="`a * b`（以及 `np.multiply`）只给出各个乘积；`np.dot` 还会把它们加起来。",
    ),
)
dot_vectorized.mistake(
    "outer product",
    change=(BODY, "np.outer(a, b)"),
    hint=dict(
        en="`np.outer` makes a table of all pairs; the dot product is one number: `np.dot`.",
        zh="`np.outer` 得到的是两两相乘的表；点积是一个数：用 `np.dot`。",
    ),
)
dot_vectorized.mistake(
    "product of the sums",
    change=(BODY, "np.sum(a) * np.sum(b)"),
    hint=dict(
        en="Multiply first, then add up: the product of the two sums is a different number.",
        zh="要先相乘再求和：两个和的乘积是另一个数。",
    ),
)
dot_vectorized.mistake(
    "sum of the sums",
    change=(BODY, "np.sum(a + b)"),
    hint=dict(
        en="The numbers of a pair are multiplied, not added.",
        zh="每一对数是相乘，不是相加。",
    ),
)
dot_vectorized.mistake(
    "averaged",
    change=(BODY, "np.mean(a * b)"),
    hint=dict(
        en="The dot product is the sum of the products, not their mean.",
        zh="点积是各乘积之和，不是平均值。",
    ),
)
dot_vectorized.mistake(
    "with itself",
    change=(BODY, "np.dot(a, a)"),
    hint=dict(
        en="Only `a` is used; the dot product needs both arrays.",
        zh="只用到了 `a`；点积要用两个数组。",
    ),
)
dot_vectorized.mistake(
    "the second with itself",
    change=(BODY, "np.dot(b, b)"),
    hint=dict(
        en="Only `b` is used; the dot product needs both arrays.",
        zh="只用到了 `b`；点积要用两个数组。",
    ),
)
dot_vectorized.mistake(
    "sum in an array",
    change=(BODY, "np.sum(a * b, keepdims=True)"),
    hint=dict(
        en="The result should be a plain number; here it is an array of shape `(1,)`. Leave out `keepdims`.",
        zh="结果应该是一个数，这里却是形状为 `(1,)` 的数组；去掉 `keepdims`。",
    ),
)
dot_vectorized.mistake(
    "matrix of one number",
    change=(BODY, "np.dot(a.reshape(1, -1), b.reshape(-1, 1))"),
    hint=dict(
        en="A row times a column is an array of shape `(1, 1)`; `np.dot` of the arrays as they are is a number.",
        zh="行乘以列得到的是形状为 `(1, 1)` 的数组；不用 `reshape`，直接对两个数组用 `np.dot`，得到的就是一个数。",
    ),
)

dot_vectorized.variant("the operator", change=(BODY, "a @ b"))
dot_vectorized.variant("a sum of products", change=(BODY, "float((a * b).sum())"))
dot_vectorized.variant("einsum", change=(BODY, 'np.einsum("i,i->", a, b)'))
dot_vectorized.variant("transposed, in vain", change=(BODY, "np.squeeze(np.dot(a.T, b))"))


@dot_vectorized.wide
def any_numbers(rng):
    n = int(rng.integers(1, 13))
    a, b = (10.0 ** rng.uniform(-6, 3) * rng.normal(size=n) for _ in range(2))
    return dict(a=a, b=b)


dot_vectorized.equivalent("np.dot(a, b) -> np.dot(b, a)", reason="a dot product does not depend on the order")
