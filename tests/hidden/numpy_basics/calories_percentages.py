"""calories_percentages: each entry as a percentage of its column (lecture p21)."""

import numpy as np

from autograder import Exercise

calories_percentages = Exercise(
    "calories_percentages", shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1}
)


@calories_percentages.inputs
def more_foods_than_kinds(rng):
    """Draw at least two rows and three columns, whose totals differ clearly."""
    r = int(rng.integers(2, 4))
    c = r + 1 + int(rng.integers(2))
    return dict(table=rng.uniform(1, 60, size=(r, c)) * np.arange(1, c + 1))


@calories_percentages.inputs(draws=3)
def more_kinds_than_foods(rng):
    c = int(rng.integers(2, 4))
    return dict(table=rng.uniform(1, 60, size=(c + 1, c)) * np.arange(1, c + 1))


@calories_percentages.contract
def every_number_is_positive(table):
    return np.all(table > 0)


calories_percentages.edge("one food", dict(table=np.array([[50.0], [20.0], [130.0]])))
calories_percentages.edge("one kind of calories", dict(table=np.array([[52.0, 8.0, 139.0]])))
calories_percentages.edge("whole numbers", dict(table=np.array([[3, 1, 7], [1, 4, 3]])))

TOTALS, PARTS = "np.sum(table, axis=0)", "100 * table / totals"

calories_percentages.mistake(
    "rows instead of columns",
    change=(TOTALS, "np.sum(table, axis=1, keepdims=True)"),
    hint=dict(
        en="Here every row adds up to 100; every column should: sum along `axis=0`.",
        zh="现在是每一行加起来等于 100；应该是每一列：沿 `axis=0` 求和。",
    ),
)
calories_percentages.mistake(
    "rows instead of columns, without keepdims",
    change=(TOTALS, "np.sum(table, axis=1)"),
    hint=dict(
        en="`axis=1` gives the total of each row, an array of shape `(r,)`. "
        "For the total of each column, sum along `axis=0`.",
        zh="`axis=1` 求的是每一行的总和，得到形状为 `(r,)` 的数组。要得到每一列的总和，就沿 `axis=0` 求和。",
    ),
)
calories_percentages.mistake(
    "one total for the whole table",
    change=(TOTALS, "np.sum(table)"),
    hint=dict(
        en="Without `axis`, the whole table adds up to 100; every column should: sum along `axis=0`.",
        zh="不写 `axis`，是整张表加起来等于 100；应该让每一列等于 100：沿 `axis=0` 求和。",
    ),
)
calories_percentages.mistake(
    "fractions instead of percentages",
    change=(PARTS, "table / totals"),
    hint=dict(
        en="These are fractions between 0 and 1; multiply them by 100 to get percentages.",
        zh="这是 0 到 1 之间的比例；百分比还要乘以 100。",
    ),
)
calories_percentages.mistake(
    "percentages divided by 100",
    change=(PARTS, "table / totals / 100"),
    hint=dict(
        en="Multiply a fraction by 100 to get a percentage; do not divide it.",
        zh="要把比例变成百分比，应该乘以 100，不是除以 100。",
    ),
)
calories_percentages.mistake(
    "divided by the largest",
    change=(TOTALS, "np.max(table, axis=0, keepdims=True)"),
    hint=dict(
        en="Each column is divided by its largest entry; divide by its total, `np.sum`.",
        zh="这里是每一列除以最大的数；应该除以这一列的总和 `np.sum`。",
    ),
)
calories_percentages.mistake(
    "divided by the mean",
    change=(TOTALS, "np.mean(table, axis=0, keepdims=True)"),
    hint=dict(
        en="Each column is divided by its mean; divide by its total, `np.sum`.",
        zh="这里是每一列除以平均值；应该除以这一列的总和 `np.sum`。",
    ),
)
calories_percentages.mistake(
    "rounded down",
    change=(PARTS, "100 * table // totals"),
    hint=dict(
        en="`//` drops the decimals; use `/`.",
        zh="`//` 会丢掉小数部分；请用 `/`。",
    ),
)
calories_percentages.mistake(
    "rounded",
    change=(PARTS, "np.round(100 * table / totals, 1)"),
    hint=dict(
        en="The percentages are rounded; return them unrounded, and round only what you print.",
        zh="百分比被四舍五入了；请不要舍入，只在打印时舍入。",
    ),
)
calories_percentages.mistake(
    "totals returned",
    change=(f"return {PARTS}", "return totals"),
    hint=dict(
        en="These are the totals of the columns; return each entry as a percentage of its column's total.",
        zh="这是各列的总和；要返回的是每个数占本列总和的百分比。",
    ),
)
calories_percentages.mistake(
    "the other way round",
    change=(PARTS, "100 * totals / table"),
    hint=dict(
        en="Divide the entries by the totals, not the totals by the entries.",
        zh="应该用每个数除以总和，而不是用总和除以每个数。",
    ),
)

calories_percentages.variant("with keepdims", change=(TOTALS, "table.sum(axis=0, keepdims=True)"))
calories_percentages.variant(
    "reshaped to a row", change=[(TOTALS, "table.sum(axis=0).reshape(1, -1)"), (PARTS, "table / totals * 100")]
)
calories_percentages.variant(
    "a loop over the columns",
    code="""
    def calories_percentages(table):
        r, c = table.shape
        result = np.zeros((r, c))
        for j in range(c):
            total = 0
            for i in range(r):
                total += table[i, j]
            for i in range(r):
                result[i, j] = 100 * table[i, j] / total
        return result
    """,
)
calories_percentages.variant(
    "transposed and back", change=(f"return {PARTS}", "return (table.T / table.T.sum(1)[:, None]).T * 100.0")
)
