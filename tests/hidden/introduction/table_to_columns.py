"""table_to_columns: one example a column (lecture p3)."""

import numpy as np

from autograder import Exercise

table_to_columns = Exercise(
    "table_to_columns", shares={"values": 0.7, "shapes": 0.2, "edge cases": 0.1}, container=np.ndarray
)


def table(rng, examples, features):
    """Draw numbers that differ by at least 0.5, so that no two places can be confused."""
    numbers = rng.permutation(examples * features) + rng.uniform(0.1, 0.5, size=examples * features)
    return dict(rows=np.round(numbers, 4).reshape(examples, features).tolist())


@table_to_columns.inputs
def more_examples_than_features(rng):
    features = int(rng.integers(2, 4))
    return table(rng, features + int(rng.integers(1, 4)), features)


@table_to_columns.inputs(draws=3)
def more_features_than_examples(rng):
    examples = int(rng.integers(2, 4))
    return table(rng, examples, examples + int(rng.integers(1, 3)))


table_to_columns.edge("one example", dict(rows=[[70.0, 3.0, 12.5]]))
table_to_columns.edge("one feature", dict(rows=[[70.0], [45.0], [120.0]]))
table_to_columns.edge("whole numbers", dict(rows=[[70, 3], [45, 2], [90, 4]]))

BODY = "np.array(rows).T"

table_to_columns.mistake(
    "not transposed",
    change=(BODY, "np.array(rows)"),
    hint=dict(
        en="Each example is still a row; transpose the array with `.T`.",
        zh="每个样本还是一行；用 `.T` 把数组转置。",
    ),
)
table_to_columns.mistake(
    "reshaped instead of transposed",
    change=(BODY, "np.array(rows).reshape(len(rows[0]), len(rows))"),
    hint=dict(
        en="`reshape` fills the new shape row by row, which mixes the examples up; `.T` turns rows into columns.",
        zh="`reshape` 是一行一行往新形状里填，会把样本混在一起；`.T` 才是把行变成列。",
    ),
)
table_to_columns.mistake(
    "one long row of numbers",
    change=(BODY, "np.array(rows).flatten()"),
    hint=dict(
        en="All the numbers are in one row; there should be a row for each feature and a column for each example.",
        zh="所有的数排成了一行；应该每个特征一行，每个样本一列。",
    ),
)
table_to_columns.mistake(
    "last example first",
    change=(BODY, "np.rot90(np.array(rows), -1)"),
    hint=dict(
        en="The examples are in reverse order. A transpose is not a rotation: use `.T`.",
        zh="样本的顺序反了。转置不是旋转：请用 `.T`。",
    ),
)
table_to_columns.mistake(
    "last feature first",
    change=(BODY, "np.rot90(np.array(rows))"),
    hint=dict(
        en="The features are in reverse order. A transpose is not a rotation: use `.T`.",
        zh="特征的顺序反了。转置不是旋转：请用 `.T`。",
    ),
)
table_to_columns.mistake(
    "a list of tuples",
    change=(BODY, "list(zip(*rows))"),
    hint=dict(
        en="The numbers are in the right places, but in a list of tuples; convert it to an array with `np.array`.",
        zh="数的位置是对的，但这是由元组组成的列表；用 `np.array` 把它变成数组。",
    ),
)
table_to_columns.mistake(
    "first example only",
    change=(BODY, "np.array(rows[0]).reshape(-1, 1)"),
    hint=dict(
        en="Only the first example is there; every row of the table should become a column.",
        zh="只有第一个样本；表格的每一行都应该变成一列。",
    ),
)
table_to_columns.mistake(
    "whole numbers only",
    change=(BODY, "np.array(rows, dtype=int).T"),
    hint=dict(
        en="The decimals are lost; let `np.array` choose the type of the numbers.",
        zh="小数部分丢了；让 `np.array` 自己决定数的类型。",
    ),
)

table_to_columns.variant("transposed first", change=(BODY, "np.array(list(zip(*rows)), dtype=float)"))
table_to_columns.variant("stacked side by side", change=(BODY, "np.column_stack(rows)"))
table_to_columns.variant(
    "number by number",
    code="""
    def table_to_columns(rows):
        X = np.zeros((len(rows[0]), len(rows)))
        for i in range(len(rows)):
            for j in range(len(rows[i])):
                X[j, i] = rows[i][j]
        return X
    """,
)
