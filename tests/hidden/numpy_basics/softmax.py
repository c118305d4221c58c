"""softmax: each row of scores to probabilities (lectures p17, p18)."""

import numpy as np

from autograder import Exercise

softmax = Exercise(
    "softmax",
    shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1},
    bonus={"large scores": 1},
)


@softmax.inputs
def more_columns_than_rows(rng):
    r = int(rng.integers(2, 4))
    x = rng.normal(size=(r, r + 1 + int(rng.integers(2)))) + 1.5
    x.flat[-1] = rng.uniform(5.5, 7)
    return dict(x=x)


@softmax.inputs(draws=3)
def more_rows_than_columns(rng):
    c = int(rng.integers(2, 4))
    return dict(x=2 * rng.normal(size=(c + 2, c)) - 1)


softmax.edge("one row", dict(x=np.array([[0.5, 2.0, -1.0]])))
softmax.edge("one column", dict(x=np.array([[2.0], [-5.0]])))
softmax.edge("whole numbers", dict(x=np.array([[1, 2, 3], [0, 0, -1]])))
softmax.edge("scores of 1000", dict(x=np.array([[1000.0, 999.0, 0.0], [-1000.0, -1001.0, -1000.0]])), group="large scores")

EXPS, SUM = "np.exp(x - np.max(x, axis=1, keepdims=True))", "np.sum(exps, axis=1, keepdims=True)"

softmax.mistake(
    "columns instead of rows",
    change=(SUM, "np.sum(exps, axis=0, keepdims=True)"),
    hint=dict(
        en="Here every column adds up to 1; every row should: sum along `axis=1`.",
        zh="现在是每一列加起来等于 1；应该是每一行：沿 `axis=1` 求和。",
    ),
)
softmax.mistake(
    "columns instead of rows, without the shift by the largest score",
    change=[(EXPS, "np.exp(x)"), (SUM, "np.sum(exps, axis=0, keepdims=True)")],
    hint=dict(
        en="Here every column adds up to 1; every row should: sum along `axis=1`.",
        zh="现在是每一列加起来等于 1；应该是每一行：沿 `axis=1` 求和。",
    ),
)
softmax.mistake(
    "one sum for the whole array",
    change=[(EXPS, "np.exp(x)"), (SUM, "np.sum(exps)")],
    hint=dict(
        en="Without `axis`, the whole array adds up to 1; every row should: sum along `axis=1`.",
        zh="不写 `axis`，是整个数组加起来等于 1；应该让每一行等于 1：沿 `axis=1` 求和。",
    ),
)
softmax.mistake(
    "keepdims forgotten",
    change=[(EXPS, "np.exp(x)"), (SUM, "np.sum(exps, axis=1)")],
    hint=dict(
        en="The sums have shape `(r,)` and broadcast along the wrong axis; `keepdims=True` makes them `(r, 1)`.",
        zh="求和结果的形状是 `(r,)`，广播时会对到错误的轴上；加上 `keepdims=True`，它就是 `(r, 1)`。",
    ),
)
softmax.mistake(
    "not divided by the sum",
    change=[(EXPS, "np.exp(x)"), (f"exps / {SUM}", "exps")],
    hint=dict(
        en="The exponentials are positive, but they do not add up to 1 yet: divide each row by its sum.",
        zh="取了指数之后都是正数，但加起来还不等于 1：每一行要除以自己的和。",
    ),
)
softmax.mistake(
    "no exponential",
    change=(EXPS, "x"),
    hint=dict(
        en="The scores themselves are divided by their sum; take `np.exp` of them first.",
        zh="这里直接用分数除以它们的总和；应该先取 `np.exp`。",
    ),
)
softmax.mistake(
    "divided by the largest",
    change=[(EXPS, "np.exp(x)"), (SUM, "np.max(exps, axis=1, keepdims=True)")],
    hint=dict(
        en="Dividing by the largest number only makes that number 1; divide by the sum of the row.",
        zh="除以最大值只会让最大的那个变成 1；应该除以这一行的和。",
    ),
)
softmax.mistake(
    "sign of the exponent",
    change=(EXPS, "np.exp(-x)"),
    hint=dict(
        en="A higher score should give a higher probability: `np.exp(x)`, not `np.exp(-x)`.",
        zh="分数越高，概率应该越大：用 `np.exp(x)`，不是 `np.exp(-x)`。",
    ),
)
softmax.mistake(
    "logarithm of the probabilities",
    change=(f"exps / {SUM}", f"np.log(exps / {SUM})"),
    hint=dict(
        en="These are the logarithms of the probabilities; return the probabilities themselves.",
        zh="这是概率的对数；要返回概率本身。",
    ),
)
softmax.mistake(
    "input overwritten",
    change=(EXPS, "np.exp(np.subtract(x, np.max(x, axis=1, keepdims=True), out=x))"),
    hint=dict(
        en="`x -= …` overwrites the caller's array; compute a new one: `x - np.max(…)`.",
        zh="`x -= …` 会改掉调用者的数组；请计算一个新的：`x - np.max(…)`。",
    ),
)

softmax.variant("without the shift by the largest score", change=(EXPS, "np.exp(x)"))
softmax.variant(
    "a loop over the rows",
    code="""
    def softmax(x):
        rows = []
        for row in x:
            e = np.exp(row - row.max())
            rows.append(e / e.sum())
        return np.array(rows)
    """,
)
softmax.variant(
    "by the logarithm of the sum",
    code="""
    def softmax(x):
        return np.exp(x - np.logaddexp.reduce(x, axis=1, keepdims=True))
    """,
)
softmax.variant(
    "sums by einsum, with an optional axis",
    code="""
    def softmax(x, axis=1):
        x_exp = np.exp(x)
        return x_exp / np.einsum("rc->r", x_exp).reshape(-1, 1)
    """,
)
