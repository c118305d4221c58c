"""normalize_rows: each row to length 1 (lectures p17, p18)."""

import numpy as np

from autograder import Exercise

normalize_rows = Exercise(
    "normalize_rows", shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1}
)


@normalize_rows.inputs
def more_columns_than_rows(rng):
    """Draw at least two rows of clearly different lengths."""
    r = int(rng.integers(2, 4))
    return dict(x=rng.normal(size=(r, r + 1 + int(rng.integers(2)))) * np.arange(1, r + 1)[:, np.newaxis])


@normalize_rows.inputs(draws=3)
def more_rows_than_columns(rng):
    c = int(rng.integers(2, 4))
    return dict(x=rng.normal(size=(c + 1, c)) * np.arange(1, c + 2)[:, np.newaxis])


@normalize_rows.contract
def no_row_is_zero(x):
    return np.all(np.linalg.norm(x, axis=1) > 1e-3)


normalize_rows.edge("one row", dict(x=np.array([[3.0, -4.0, 12.0]])))
normalize_rows.edge("one column", dict(x=np.array([[2.0], [-5.0]])))
normalize_rows.edge("whole numbers", dict(x=np.array([[3, 4], [0, -2], [6, 8]])))

NORMS = "np.linalg.norm(x, axis=1, keepdims=True)"

normalize_rows.mistake(
    "columns instead of rows",
    change=(NORMS, "np.linalg.norm(x, axis=0, keepdims=True)"),
    hint=dict(
        en="`axis=0` runs down the columns. To get the length of each row, use `axis=1`.",
        zh="`axis=0` 是沿着列的方向。求每一行的长度要用 `axis=1`。",
    ),
)
normalize_rows.mistake(
    "one length for the whole array",
    change=(NORMS, "np.linalg.norm(x)"),
    hint=dict(
        en="Without `axis`, this is the norm of the whole array. Each row needs its own length: use `axis=1`.",
        zh="不写 `axis`，求出的是整个数组的范数。每一行都要有自己的长度：用 `axis=1`。",
    ),
)
normalize_rows.mistake(
    "keepdims forgotten",
    change=(NORMS, "np.linalg.norm(x, axis=1)"),
    hint=dict(
        en="The norms have shape `(r,)` and broadcast along the wrong axis; `keepdims=True` makes them `(r, 1)`.",
        zh="范数的形状是 `(r,)`，广播时会对到错误的轴上；加上 `keepdims=True`，它就是 `(r, 1)`。",
    ),
)
normalize_rows.mistake(
    "sum instead of length",
    change=(NORMS, "np.sum(x, axis=1, keepdims=True)"),
    hint=dict(
        en="Divide by the length of the row, which is the square root of the sum of squares, not by the sum of its numbers.",
        zh="要除以行的长度（平方和的平方根），不是除以各数之和。",
    ),
)
normalize_rows.mistake(
    "sum of absolute values",
    change=(NORMS, "np.sum(np.abs(x), axis=1, keepdims=True)"),
    hint=dict(
        en="The length is the Euclidean norm: the square root of the sum of squares, not the sum of absolute values.",
        zh="这里的长度是欧几里得范数：平方和的平方根，而不是绝对值之和。",
    ),
)
normalize_rows.mistake(
    "square root forgotten",
    change=(NORMS, "np.sum(x**2, axis=1, keepdims=True)"),
    hint=dict(
        en="The sum of squares is the square of the length; take the square root before you divide.",
        zh="平方和是长度的平方；要先开平方，再做除法。",
    ),
)
normalize_rows.mistake(
    "largest number instead of length",
    change=(NORMS, "np.max(np.abs(x), axis=1, keepdims=True)"),
    hint=dict(
        en="Dividing by the largest number makes that number 1, not the length of the row.",
        zh="除以最大的数，只会让那个数变成 1，而不是让行的长度变成 1。",
    ),
)
normalize_rows.mistake(
    "lengths returned",
    change=("return x / norms", "return norms"),
    hint=dict(
        en="These are the lengths of the rows; return the rows divided by them.",
        zh="这是各行的长度；要返回的是各行除以长度之后的结果。",
    ),
)
normalize_rows.mistake(
    "input overwritten",
    change=("return x / norms", "x /= norms\n    return x"),
    hint=dict(
        en="`x /= norms` overwrites the caller's array (and fails for whole numbers); return `x / norms`.",
        zh="`x /= norms` 会改掉调用者的数组（遇到整数还会报错）；请直接返回 `x / norms`。",
    ),
)

normalize_rows.variant(
    "a loop over the rows",
    code="""
    def normalize_rows(x):
        result = np.zeros(x.shape)
        for i, row in enumerate(x):
            result[i] = row / np.sqrt(np.dot(row, row))
        return result
    """,
)
normalize_rows.variant(
    "einsum and newaxis",
    code="""
    def normalize_rows(x):
        return x / np.sqrt(np.einsum("rc,rc->r", x, x))[:, np.newaxis]
    """,
)
normalize_rows.variant(
    "transposed, with ord and another name",
    code="""
    def normalize_rows(matrix):
        return (matrix.T / np.linalg.norm(matrix, ord=2, axis=1)).T
    """,
)
