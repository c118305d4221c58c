"""as_column: a column vector of rank 2 (lecture p22)."""

import numpy as np

from autograder import Exercise

as_column = Exercise("as_column", shares={"values": 0.8, "edge cases": 0.1, "arguments unchanged": 0.1})


def numbers(rng):
    """Draw at least two different numbers, of which the first is not the smallest."""
    return np.append(15.0, rng.normal(size=int(rng.integers(1, 5))))


@as_column.inputs(draws=3)
def rank_one(rng):
    return dict(v=numbers(rng))


@as_column.inputs(draws=3)
def row(rng):
    return dict(v=numbers(rng).reshape(1, -1))


@as_column.inputs(draws=3)
def column(rng):
    return dict(v=numbers(rng).reshape(-1, 1))


as_column.edge("one number", dict(v=np.array([2.5])))
as_column.edge("whole numbers", dict(v=np.array([4, 3, 7])))

BODY = "v.reshape(v.size, 1)"

as_column.mistake(
    "row instead of column",
    change=(BODY, "v.reshape(1, -1)"),
    hint=dict(
        en="`(1, n)` is a row. A column has n rows and one column: `(n, 1)`.",
        zh="`(1, n)` 是行向量。列向量有 n 行 1 列：`(n, 1)`。",
    ),
)
as_column.mistake(
    "unchanged",
    change=(BODY, "v"),
    hint=dict(
        en="The array comes back unchanged; `reshape` gives it the shape `(n, 1)`.",
        zh="数组原样返回了；用 `reshape` 把形状变成 `(n, 1)`。",
    ),
)
as_column.mistake(
    "transposed",
    change=(BODY, "v.T"),
    hint=dict(
        en="Transposing does nothing to an array of shape `(n,)`, and turns a column into a row; use `reshape`.",
        zh="转置对形状为 `(n,)` 的数组不起作用，又会把列变成行；请用 `reshape`。",
    ),
)
as_column.mistake(
    "flattened",
    change=(BODY, "v.flatten()"),
    hint=dict(
        en="`flatten` gives a rank-1 array of shape `(n,)`, neither row nor column; the shape should be `(n, 1)`.",
        zh="`flatten` 得到形状为 `(n,)` 的一维数组，既不是行也不是列；形状应该是 `(n, 1)`。",
    ),
)
as_column.mistake(
    "new axis for every shape",
    change=(BODY, "v[:, np.newaxis]"),
    hint=dict(
        en="A new axis is right only for shape `(n,)`; an array that already has two axes gets a third one.",
        zh="只有形状为 `(n,)` 时才需要加一个轴；本来就有两个轴的数组会变成三个轴。",
    ),
)
as_column.mistake(
    "number of rows taken from the first axis",
    change=(BODY, "v.reshape(v.shape[0], 1)"),
    hint=dict(
        en="For a row, `v.shape[0]` is 1. Let NumPy count: `reshape(-1, 1)`, or use `v.size`.",
        zh="对行向量来说 `v.shape[0]` 是 1。让 NumPy 自己数：`reshape(-1, 1)`，或者用 `v.size`。",
    ),
)
as_column.mistake(
    "two axes and transposed",
    change=(BODY, "np.atleast_2d(v).T"),
    hint=dict(
        en="This turns an array that is already a column into a row; `reshape(-1, 1)` works for all three shapes.",
        zh="这会把本来就是列的数组变成行；`reshape(-1, 1)` 对三种形状都适用。",
    ),
)
as_column.mistake(
    "order changed",
    change=(BODY, "np.sort(v, axis=None).reshape(-1, 1)"),
    hint=dict(
        en="The numbers should keep their order; do not sort them.",
        zh="数的顺序应该保持不变，不要排序。",
    ),
)
as_column.mistake(
    "shape of the input overwritten",
    change=(f"return {BODY}", "v.shape = (v.size, 1)\n    return v"),
    hint=dict(
        en="Assigning to `v.shape` changes the caller's array; `v.reshape(…)` leaves it alone.",
        zh="给 `v.shape` 赋值会改掉调用者的数组；`v.reshape(…)` 不会。",
    ),
)

as_column.variant("counted by NumPy", change=(BODY, "v.reshape(-1, 1)"))
as_column.variant("flattened, then a new axis", change=(BODY, "np.ravel(v)[:, None]"))
as_column.variant(
    "a loop",
    code="""
    def as_column(v):
        column = np.zeros((v.size, 1))
        for i, number in enumerate(v.flatten()):
            column[i, 0] = number
        assert column.shape == (v.size, 1)
        return column
    """,
)
